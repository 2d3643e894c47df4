// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/decision.h"
#include "findings/purl.h"

#include <QHash>

namespace lotse::findings {

enum class VexFormat { OpenVex, CycloneDx, Csaf };

/// What a statement is about: an image, a package in it, or a package anywhere. What is named must fit, what is left
/// out is free.
struct VexProduct {
    QString label; ///< as the document calls it, for reports
    bool isInImage = false; ///< it names an image by the members below
    QString digest; ///< of the image
    QString repositoryUrl; ///< "reg.example.com/payments/api"
    QString imageName; ///< where neither is named: the last part of its repository
    QString tag;
    QString architecture;
    QString system; ///< "linux"
    std::optional<Purl> purl; ///< of the package
    QString package; ///< its name; empty: all packages of the image
    QStringList versions; ///< each one exactly, or one range in `vers` notation; empty: all
    std::optional<Message> obstacle; ///< why it can be applied to nothing here

    QString name() const; ///< for reports
    bool isNothing() const { return !isInImage && !purl && package.isEmpty(); }
};

struct VexStatement {
    QStringList vulnerabilities; ///< id and aliases
    Seconds time = 0; ///< when it was made; 0: the time of the document
    State state = State::InTriage;
    Justification justification = Justification::None;
    QStringList responses;
    QString reason;
    Seconds expires = 0;
    Seconds review = 0;
    std::optional<bool> hides; ///< where the document says so; ours do
    std::optional<Message> draft; ///< why it is not final
    QList<VexProduct> products;
    std::optional<Decision> whole; ///< the decision itself, in CycloneDX of our own
};

struct VexDocument {
    VexFormat format = VexFormat::OpenVex;
    QString id;
    QString author;
    QString version; ///< "3", "1.2.0"; empty where it has none
    Seconds time = 0;
    std::optional<Message> draft; ///< why the whole of it is not final
    QList<VexStatement> statements;
    /// What statements say besides of versions of which they do not hold. It decides nothing, and where a statement
    /// says the opposite of such a version, the document contradicts itself.
    QList<VexStatement> denials;
    int skipped = 0; ///< statements that could not be read
    QList<Message> problems; ///< on those, and what could not be carried over
};

/// Reads a VEX document of any of the three formats, at most 64 MiB and 200,000 statements. Foreign words, statements
/// without vulnerability or product are problems; a file that is none of the three is ErrorKind::Decode.
Result<VexDocument> readVex(QByteArrayView file, Seconds now);

/// Statements of one fate, for the preview: how many, and the first thousand in words.
struct VexLot {
    quint32 count = 0;
    QStringList list; ///< "CVE-2021-44228: openssl 3.0.11 in sha256:…", some with the reason behind
    void add(const QString &what);
};

struct VexImportOptions {
    QHash<QString, QString> hosts; ///< registry id -> "reg.example.com:5000"; missing: the registry's name
    QList<Decision> existing; ///< what made context.states; a newer statement takes the place of an imported one
    QList<ImportedDocument> imported; ///< the newest version of each that was
    bool includesDrafts = false; ///< also what is not final
};

/// Whether the package and the version that a product names are those of a finding, wherever that is.
bool speaksOf(const VexProduct &product, const Occurrence &finding);

/// What an import would do, for the preview and the report.
struct VexPlan {
    QList<Decision> decisions; ///< for DecisionBook::make()
    QStringList withdrawn; ///< ids of decisions that an earlier version of the document stated, and this one does not
    ImportedDocument document;
    quint32 occurrences = 0; ///< that would get a decision
    quint32 alreadyDecided = 0; ///< that keep theirs
    quint32 byNameAlone = 0; ///< of those that would get one: their report does not tell the kind of the package
    VexLot lapsed; ///< what is withdrawn
    VexLot unmatched; ///< found nothing here
    VexLot inapplicable; ///< names something that cannot be told here
    VexLot superseded; ///< a newer statement says otherwise
    VexLot contradicting; ///< another statement of the same time says otherwise: neither is applied
    VexLot drafts; ///< not final, and left out or not as the options say
    VexLot unplaced; ///< findings whose version cannot be placed in the stated range
    QList<Message> problems; ///< those of the document and of the plan
};

/// Decisions from statements, on the image, the package and the versions that each names and no more. Of several on one
/// finding the newest counts; where two of the same time disagree, neither does. What people decided stays. What is
/// hidden without a date gets one of review in 180 days. A document stands in the place of its earlier versions: what
/// they stated and it does not is withdrawn, and after a later version was imported an earlier one changes nothing.
VexPlan planVexImport(const Context &context, const VexDocument &document, const VexImportOptions &options = {});

} // namespace lotse::findings
