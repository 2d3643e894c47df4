// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/registrylink.h"
#include "trust/evidence.h"

namespace lotse {

/// What is to be asked about the certificates of this evidence: only where the policy of notation that applies checks
/// revocation, and only addresses that trust.json names.
QList<trust::OcspQuestion> ocspQuestionsOf(const trust::Evidence &evidence, const trust::TrustPolicy &policy);

/// Asks one after the other, each once, without credentials, and puts the answers into the evidence; what could not be
/// asked is an answer that says so. `done` is called in the thread of `context`, at once where there is no question.
void askOcsp(const LinkFactory &lines, const QList<trust::OcspQuestion> &questions, QObject *context,
    std::function<void(QList<trust::OcspAnswer>)> done);

} // namespace lotse
