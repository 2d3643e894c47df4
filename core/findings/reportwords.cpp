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

namespace {

// "Do not upgrade to 2.0" recommends nothing, "2.0 is not affected" may.
bool isNegated(QString sentence)
{
    static const QRegularExpression harmless(
        u"\\b(?:not|no\\s+longer)\\s+(?:affected|vulnerable)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression negation(u"\\b(?:not?|never|cannot|avoid|without|instead)\\b|n['\u2019]t\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return sentence.remove(harmless).contains(negation);
}

} // namespace

QHash<QString, QByteArray> recommendedFixes(const QString &text)
{
    static const QString list = u"(?:at\\s+least\\s+(?:versions?\\s+)?)?(>=?)?\\s*v?([0-9][^;,\\s]*"
                                "(?:(?:,\\s*(?:(?:or|and)\\s+)?|\\s+(?:or|and)\\s+)v?[0-9][^;\\s,]*)*)"_s;
    static const QRegularExpression form(
        u"(?:\\b(?:upgrade|update|bump|migrate)\\s+(?:(?:(?!from\\b)\\S+\\s+){0,2}?(?!from\\b)(\\S+)\\s+)?"
        "(?:from\\s+(?:versions?\\s+)?\\S+\\s+)?to"
        "|\\b(?:fixed|patched|resolved)\\s+in|\\b(?:fix|fixed|patched)\\s+(?:versions?|releases?)(?:\\s*[:=]|\\s+(?:is|"
        "are)\\b)?"
        "|\\b(?:upgrade|update)\\s*:|\\binstall)\\s+"
        "(?:one\\s+of\\s+)?(?:(?:the|an?)\\s+)?(?:following\\s+)?(?:(?:versions?|releases?):?\\s+)?"
        "(?:(\\S+)@|(?!at\\s)(?![0-9>])(\\S+)\\s+(?:(?:versions?|releases?)\\s+)?)?"_s
            + list,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression alone(
        u"^(?:versions?\\s+)?%1(?:\\s+(?:or|and)\\s+(?:later|higher|newer|above))?\\.?$"_s.arg(list),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression between(u",?\\s*\\b(?:or|and)\\b\\s*"_s);
    static const QRegularExpression quotes(u"[`\"*]|'(?!t\\b)"_s);
    static const QRegularExpression ends(u";|\\n|(?<=[.!?])\\s+"_s);
    static const QRegularExpression aside(u"\\s*\\([^)]*\\)"_s);
    static const QRegularExpression branch(u"\\.[x*]$"_s, QRegularExpression::CaseInsensitiveOption);
    QHash<QString, QByteArray> fixes;
    const auto take = [&](QString name, const QString &sign, const QString &versions) {
        if (const NamedVersion named = namedVersionOf(name); !named.name.isEmpty())
            name = named.name;
        QByteArray &known = fixes[name.toLower()];
        for (QString version : QString(versions).replace(between, u", "_s).split(u',', Qt::SkipEmptyParts)) {
            version = version.trimmed();
            while (version.endsWith(u'.') || version.endsWith(u':'))
                version.chop(1);
            if (!version.isEmpty() && !version.contains(branch))
                known += (known.isEmpty() ? "" : ", ") + (sign == u">"_s ? QByteArray("> ") : QByteArray())
                    + version.toUtf8();
        }
        if (known.isEmpty())
            fixes.remove(name.toLower());
    };
    const QString plain = QString(text).remove(quotes);
    if (const QRegularExpressionMatch match = alone.match(plain.trimmed()); match.hasMatch())
        take({}, match.captured(1), match.captured(2));
    for (const QString &sentence : plain.split(ends)) {
        const QRegularExpressionMatch match = form.match(QString(sentence).remove(aside));
        if (!match.hasMatch() || isNegated(sentence))
            continue;
        QString name = match.captured(1);
        for (const int group : {2, 3}) {
            if (!match.captured(group).isEmpty())
                name = match.captured(group);
        }
        take(name, match.captured(4), match.captured(5));
    }
    return fixes;
}

bool saysNoFix(const QString &recommendation)
{
    static const QRegularExpression form(
        u"^(?:(?:there\\s+is\\s+)?(?:currently\\s+)?no\\s+(?:known\\s+|available\\s+)?(?:fix|fixed\\s+version|patch)"
        "(?:\\s+is)?(?:\\s+currently)?(?:\\s+(?:available|known))?(?:\\s+yet)?|not\\s+fixed|will\\s+not\\s+be\\s+fixed"
        "|won['\u2019]t\\s+(?:be\\s+)?fix(?:ed)?)\\.?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(recommendation.trimmed()).hasMatch();
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
