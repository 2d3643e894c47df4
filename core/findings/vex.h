// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/decision.h"

namespace lotse::findings {

enum class VexFormat { OpenVex, CycloneDx, Csaf };

/// What a statement is about: an image, a package in it, or a package anywhere.
struct VexProduct {
    QString digest; ///< of the image; empty: any
    QString repositoryUrl; ///< where it says; used where there is no digest
    QString package; ///< empty: all packages
    QString version;
    QString name() const; ///< for reports
};

struct VexStatement {
    QStringList vulnerabilities; ///< id and aliases
    State state = State::InTriage;
    Justification justification = Justification::None;
    QStringList responses;
    QString reason;
    Seconds expires = 0;
    Seconds review = 0;
    std::optional<bool> hides; ///< where the document says so; ours do
    QList<VexProduct> products;
    std::optional<Decision> whole; ///< the decision itself, in CycloneDX of our own
};

struct VexDocument {
    VexFormat format = VexFormat::OpenVex;
    QString id;
    QString author;
    Seconds time = 0;
    QList<VexStatement> statements;
    QList<Message> problems; ///< statements that could not be read, and what could not be carried over
};

/// Reads a VEX document of any of the three formats, at most 64 MiB and 200,000 statements. Foreign words, statements
/// without vulnerability or product are problems; a file that is none of the three is ErrorKind::Decode.
Result<VexDocument> readVex(QByteArrayView file, Seconds now);

/// What an import would do, for the preview and the report.
struct VexPlan {
    QList<Decision> decisions; ///< for DecisionBook::make()
    quint32 occurrences = 0; ///< that would get a decision
    quint32 alreadyDecided = 0; ///< that keep theirs
    QStringList unmatched; ///< "CVE-2021-44228: openssl 3.0.11 in sha256:…", what found nothing; at most 1000
    quint32 unmatchedCount = 0;
    QList<Message> problems; ///< those of the document and of the plan
};

/// Decisions from statements: on the digest of the image where one is named, on the package and its version. What is
/// hidden without a date gets one of review in 180 days. context.states says what is decided already: that stays.
VexPlan planVexImport(const Context &context, const VexDocument &document);

} // namespace lotse::findings
