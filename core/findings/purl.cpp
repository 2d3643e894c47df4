// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/purl.h"

#include <QStringList>
#include <QUrl>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

} // namespace

std::optional<Purl> Purl::parse(const QString &text)
{
    if (!text.startsWith(u"pkg:"_s) || text.size() > 4096)
        return std::nullopt;
    QString rest = text.mid(4).section(u'#', 0, 0);
    Purl purl;
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        for (const QString &pair : rest.mid(mark + 1).split(u'&'))
            purl.qualifiers.insert(pair.section(u'=', 0, 0).toLower(), decoded(pair.section(u'=', 1)));
        rest.truncate(mark);
    }
    const qsizetype slash = rest.lastIndexOf(u'/');
    if (const qsizetype at = rest.lastIndexOf(u'@'); at > slash && at > 0) {
        purl.version = decoded(rest.mid(at + 1));
        rest.truncate(at);
    }
    QStringList parts = rest.split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 2)
        return std::nullopt;
    purl.type = parts.takeFirst().toLower();
    purl.name = decoded(parts.takeLast());
    for (QString &part : parts)
        part = decoded(part);
    purl.space = parts.join(u'/');
    if (purl.name.isEmpty())
        return std::nullopt;
    return purl;
}

QString Purl::packageName() const
{
    if (space.isEmpty())
        return name;
    if (type == u"maven"_s)
        return space + u':' + name;
    // Distributions put their own name there, which no scanner repeats.
    static const QStringList distributions{u"deb"_s, u"rpm"_s, u"apk"_s, u"alpm"_s};
    return distributions.contains(type) ? name : space + u'/' + name;
}

} // namespace lotse::findings
