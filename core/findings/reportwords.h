// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

/// What scanners put into prose, for want of a field: packages, versions and fixes within texts.
namespace lotse::findings::reportwords {

/// "Package: openssl", "  Package         : pkg:npm/kit@1" line by line; keys in lower case, the first of a key counts.
using Words = QHash<QString, QString>;
Words wordsOf(const QString &text);

/// A finding in one sentence. Members that the sentence does not have are empty.
struct Sentence {
    QString kind; ///< of the package, in the scanner's word
    QString package, version, place, severity;
    QStringList aliases; ///< other ids of the vulnerability
};
Sentence sentenceOf(const QString &message);

/// "curl@7.88.1-10"; nothing in it where the text is no such pair. A scope ("@acme/kit@1") belongs to the name.
struct NamedVersion {
    QString name, version;
};
NamedVersion namedVersionOf(const QString &text);

/// The versions that a recommendation names, by package in lower case; under the empty name where it names none.
/// "Upgrade gnuzip to version 1.6-5+deb9u1; Upgrade liblzmb5 to version 5.2.2", "Fixed in 1.6.0 and 2.0.1".
/// Nothing of a sentence that is not understood, or that says not to.
QHash<QString, QByteArray> recommendedFixes(const QString &text);
/// Whether the text says that there is no fix, and nothing else.
bool saysNoFix(const QString &recommendation);

/// The fixes of a package in a table of Markdown, "| id | package | fixed version |", below a heading "Fixed Versions".
QByteArray tabledFixes(const QString &markdown, const QString &package);

} // namespace lotse::findings::reportwords
