// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportwords.h"

#include <QRegularExpression>

namespace lotse::findings::reportwords {

using namespace Qt::StringLiterals;

Words wordsOf(const QString &text)
{
    Words words;
    for (const QString &line : text.split(u'\n').mid(0, 50)) {
        const qsizetype colon = line.indexOf(u':');
        const QString key = line.left(colon).trimmed().toLower();
        if (colon > 0 && !words.contains(key))
            words.insert(key, line.mid(colon + 1).trimmed());
    }
    return words;
}

Sentence sentenceOf(const QString &message)
{
    // Grype: "A critical vulnerability in deb package: squeezer, version 1.10-4 was found in image x at: /var/lib/x"
    static const QRegularExpression grype(
        u"vulnerability in (?:the )?(\\S+) package: (.+), version (\\S+) was found (?:in .+ )?at: (.+)$"_s);
    // Snyk: "This file introduces a vulnerable curl package with a high severity vulnerability."
    static const QRegularExpression snyk(u"introduces a vulnerable (\\S+) package with an? (\\S+) severity"_s);
    // OSV-Scanner: "Package 'ansi-html@0.0.1' is vulnerable to 'CVE-2021-23424' (also known as 'GHSA-whgm-jr23-g3j9')."
    static const QRegularExpression osv(
        u"[Pp]ackage '([^']+)' is vulnerable to '[^']*'(?: \\(also known as ([^)]*)\\))?"_s);
    static const QRegularExpression quoted(u"'([^']+)'"_s);
    if (const auto match = snyk.match(message); match.hasMatch())
        return {{}, match.captured(1), {}, {}, match.captured(2), {}};
    if (const auto match = osv.match(message); match.hasMatch()) {
        const NamedVersion named = namedVersionOf(match.captured(1));
        Sentence sentence{{}, named.name.isEmpty() ? match.captured(1) : named.name, named.version, {}, {}, {}};
        for (const auto &alias : quoted.globalMatch(match.captured(2)))
            sentence.aliases.append(alias.captured(1));
        return sentence;
    }
    if (const auto match = grype.match(message); match.hasMatch())
        return {match.captured(1), match.captured(2), match.captured(3), match.captured(4).trimmed(), {}, {}};
    return {};
}

NamedVersion namedVersionOf(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at <= 0 || at + 1 == text.size() || text.contains(u' '))
        return {};
    return {text.left(at), text.mid(at + 1)};
}

QHash<QString, QByteArray> recommendedFixes(const QString &text)
{
    static const QRegularExpression form(
        u"(?:\\b(?:upgrade|update|bump)\\s+(?:(?:\\S+\\s+){0,2}?(\\S+)\\s+)?to"
        "|(?<!not\\s)\\b(?:fixed|patched|resolved)\\s+in)\\s+"
        "(?:(?:the\\s+)?(?:versions?|releases?)\\s+)?(?:(\\S+)@)?(?:>=?\\s*)?v?"
        "([0-9][^;,\\s]*(?:(?:,\\s*(?:(?:or|and)\\s+)?|\\s+(?:or|and)\\s+)v?[0-9][^;\\s,]*)*)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression between(u",?\\s*\\b(?:or|and)\\b\\s*"_s);
    static const QRegularExpression quotes(u"[`\"'*]"_s);
    QHash<QString, QByteArray> fixes;
    for (const QString &part : QString(text).remove(quotes).split(u';')) {
        const QRegularExpressionMatch match = form.match(part);
        if (!match.hasMatch())
            continue;
        QString version = match.captured(3).replace(between, u", "_s);
        while (version.endsWith(u'.') || version.endsWith(u','))
            version.chop(1);
        QString name = match.captured(2).isEmpty() ? match.captured(1) : match.captured(2);
        if (const NamedVersion named = namedVersionOf(name); !named.name.isEmpty())
            name = named.name;
        fixes.insert(name.toLower(), version.toUtf8());
    }
    return fixes;
}

QByteArray tabledFixes(const QString &markdown, const QString &package)
{
    QStringList fixes;
    bool isBelow = false;
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith(u'#'))
            isBelow = line.contains(u"Fixed Versions"_s, Qt::CaseInsensitive);
        const QStringList cells = line.split(u'|');
        if (!isBelow || cells.size() < 5 || cells[2].trimmed() != package)
            continue;
        const QString version = cells[3].trimmed();
        if (!version.isEmpty() && !version.contains(u' ') && version != u"--"_s && !fixes.contains(version))
            fixes.append(version);
    }
    return fixes.join(u", "_s).toUtf8();
}

} // namespace lotse::findings::reportwords
