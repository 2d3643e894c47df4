// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "json/field.h"

#include <QDateTime>
#include <QStringList>

namespace lotse::oci {

/// A package that an SBOM names.
struct SbomPackage {
    Q_GADGET
public:
    FIELD(QString, name) ///< as findings name it: "org.example:core", "@scope/kit"
    FIELD(QString, version)
    FIELD(QString, type) ///< "library", "operating-system", …; lower case
    FIELD(QString, purl)
    FIELD(QStringList, licences) ///< ids or expressions; empty where nothing is asserted
    FIELD(QString, supplier)
    bool operator==(const SbomPackage &) const = default;
};

/// What an SBOM says. Nothing of it was verified by reading it.
struct Sbom {
    Q_GADGET
public:
    enum class Format { Unknown, Spdx, CycloneDx };
    Q_ENUM(Format)

    FIELD(lotse::oci::Sbom::Format, format)
    FIELD(QString, version) ///< of the format: "SPDX-2.3", "1.5"
    FIELD(QString, name) ///< of the document or of what it describes
    FIELD(QDateTime, created)
    FIELD(QStringList, tools)
    FIELD(QList<lotse::oci::SbomPackage>,
        packages) ///< in the order of the document; nested components after their parent
    bool operator==(const Sbom &) const = default;
};

/**
 * Reads SPDX 2, SPDX 3 (JSON-LD) or CycloneDX, as JSON in any encoding of decodeText(), plain or as the predicate of an
 * in-toto statement. Goes through the document
 * once, without a tree of it in memory.
 *
 * At most 256 MiB, 500,000 packages, texts of 1 MiB, components nested 16 deep: ErrorKind::TooLarge above. A wrong type
 * is ErrorKind::Decode with its path; another format (XML, tag-value; the message names it) is ErrorKind::Unsupported.
 */
Result<Sbom> parseSbom(QByteArray text);

} // namespace lotse::oci
