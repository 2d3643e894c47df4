// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/sbom.h"

#include <QHash>

namespace lotse::oci {

/// An element of the graph of SPDX 3: a package, a relationship, a licence, … with what is read of any of them.
struct SbomElement {
    QString type; ///< without its profile: "Package", "AIPackage", "Relationship"
    QString id, name, version, purl, purpose;
    QString supplier; ///< id of an element
    QString relation, from;
    QStringList to;
    QString expression; ///< of a licence
    QString created, specVersion;
    QStringList tools; ///< ids
};

/// The elements of SPDX 3, which refer to each other in any order, put together as packages.
class SbomGraph {
public:
    void add(SbomElement element);
    /// Number of packages so far.
    qsizetype packageCount() const { return m_packages.size(); }
    /// Sets name, version, time, tools and packages, in the order of the document. Nothing where the graph does not
    /// say that it is of SPDX 3.
    void putInto(Sbom &sbom) const;

private:
    QString nameOf(const QString &id) const;

    QList<SbomElement> m_packages;
    QHash<QString, QString> m_names; // of all elements; of a licence its expression
    QHash<QString, QStringList> m_declared, m_concluded; // licences by package
    QString m_document, m_version, m_created;
    QStringList m_tools;
};

/// "software_packageVersion", "spdx:Software/packageVersion" and "packageVersion" are the same member.
std::string_view withoutProfile(std::string_view key);

/// The package's name by the rule for all formats: with what its package URL says of its group or scope.
QString packageName(const QString &name, const QString &purl);

} // namespace lotse::oci
