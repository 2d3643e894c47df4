// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <optional>

namespace lotse::findings {

/**
 * A package URL, "pkg:oci/api@sha256%3A…?repository_url=reg.example.com/payments/api", in the spelling that the rules
 * of its type ask for: "pkg:PYPI/Django_package" is pypi, "django-package". The one reader of package names for all
 * formats.
 */
struct Purl {
    QString type;
    QString space; ///< namespace, with slashes
    QString name;
    QString version;
    QMap<QString, QString> qualifiers; ///< keys in lower case; a value is never empty
    QString subpath;

    bool operator==(const Purl &) const = default;

    /// Nothing where the text is no package URL or breaks a rule of its type; at most 4096 characters.
    static std::optional<Purl> parse(const QString &text);
    /// Of a package that a scanner names by its own word for the ecosystem ("debian", "node-pkg", "java-archive") and
    /// by name; nothing where the word is not known. No version.
    static std::optional<Purl> ofScanner(const QString &ecosystem, const QString &package);

    /// The canonical spelling; reads back the same.
    QString text() const;
    /// The same without version and subpath: what findings keep of a package besides its version.
    QString identity() const;
    /// The name that scanners report for such a package: "org.apache.logging.log4j:log4j-core", "@angular/core".
    QString packageName() const;
    /// The version with its epoch, as package managers write it: "1:4.22.10-1.el6"; empty where none is named.
    QString fullVersion() const;
    /// Whether it names an image: oci or docker.
    bool isImage() const;
    /// Whether all that this one names but the version is so in `other`: type, namespace, name and qualifiers. What
    /// this one leaves out is free, and so is what tools add ("upstream") where `other` says nothing of it.
    /// `foundVersion` is that of `other`, which may have the epoch.
    bool fits(const Purl &other, const QString &foundVersion = {}) const;
};

} // namespace lotse::findings
