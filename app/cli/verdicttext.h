// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output.h"
#include "store/truststore.h"
#include "trust/verdict.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lotse::cli {

/// Prints a verdict with its signatures and their steps, for people.
void tellVerdict(Output &out, const trust::ArtifactVerdict &verdict);
/// The signatures of a verdict that is kept, in the same words. `verdict` as of trust::keptJson().
void tellKeptSignatures(Output &out, const QJsonObject &verdict);

/// That a registry hides what it showed before, in a sentence each: a tag that went back, attachments that are gone.
QString returnLine(const store::TagReturn &back);
QString lostLine(const store::KeptVerdict &kept);
/// The same as JSON, for one artifact; `kept` may be null.
QJsonArray historyJson(const store::KeptVerdict *kept, const QList<store::TagReturn> &returns,
    const QString &repository, const QString &digest);

} // namespace lotse::cli
