// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace lotse::findings {

/// A package URL, "pkg:oci/api@sha256%3A…?repository_url=reg.example.com/payments/api".
struct Purl {
    QString type;
    QString space; ///< namespace, with slashes
    QString name;
    QString version;
    QHash<QString, QString> qualifiers;

    /// Nothing where the text is no package URL; at most 4096 characters.
    static std::optional<Purl> parse(const QString &text);
    /// The name that scanners report for such a package: "org.apache.logging.log4j:log4j-core", "@angular/core".
    QString packageName() const;
};

} // namespace lotse::findings
