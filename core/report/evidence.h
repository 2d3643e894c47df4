// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/bundle.h"
#include "report/redaction.h"
#include "triage/findingsengine.h"

namespace lotse::report {

/// What a bundle of evidence is made of.
struct Evidence {
    Document document;
    QByteArray pdf; ///< of the document; empty where none was made
    std::shared_ptr<const posture::Posture> posture; ///< never null
    const TriageView *view = nullptr; ///< of the local store, for the VEX document; null: none
    std::optional<Redactor> redactor; ///< that the document went through: no answer of the registry goes in then
    std::optional<Signer> signer;
    QString timestamp; ///< address of the authority that is to stamp the signature; empty: none
};

/// The report in each format, posture and SARIF, what was decided as VEX, the answers, and how to verify it; as
/// makeBundle(). Takes its time for many answers: off the GUI thread, but with a view that nobody changes meanwhile.
Result<QByteArray> makeEvidence(Evidence evidence);

} // namespace lotse::report
