// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link.h"

#include "net/guard.h"

namespace lotse {

namespace {

// The value of a parameter from `at` on (behind its '='); moves `at` behind it.
QByteArray parameterValue(QByteArrayView text, qsizetype &at)
{
    QByteArray out;
    if (at < text.size() && text[at] == '"') {
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size())
                ++at;
            out += text[at];
        }
        ++at;
        return out;
    }
    while (at < text.size() && text[at] != ';' && text[at] != ',')
        out += text[at++];
    return out.trimmed();
}

void readInto(QList<Link> &out, QByteArrayView text)
{
    qsizetype at = 0;
    while ((at = text.indexOf('<', at)) >= 0) {
        const qsizetype end = text.indexOf('>', at);
        if (end < 0)
            return;
        Link link;
        link.target = text.sliced(at + 1, end - at - 1).trimmed().toByteArray();
        at = end + 1;
        while (at < text.size() && text[at] != ',') {
            if (text[at] == ';' || text[at] == ' ' || text[at] == '\t') {
                ++at;
                continue;
            }
            const qsizetype from = at;
            while (at < text.size() && text[at] != '=' && text[at] != ';' && text[at] != ',')
                ++at;
            const QByteArray name = text.sliced(from, at - from).trimmed().toByteArray().toLower();
            if (at >= text.size() || text[at] != '=')
                continue;
            ++at;
            const QByteArray value = parameterValue(text, at);
            // Only the first rel counts (RFC 8288, 3.3).
            if (name == "rel" && link.relations.isEmpty())
                link.relations = value.toLower().simplified().split(' ');
        }
        out.append(link);
    }
}

} // namespace

QList<Link> links(const Headers &headers)
{
    QList<Link> out;
    for (const auto &[name, value] : headers) {
        if (name.compare("Link", Qt::CaseInsensitive) == 0)
            readInto(out, QByteArrayView(value).first(qMin(value.size(), qsizetype(16'384))));
    }
    return out;
}

Result<QByteArray> nextPath(const Response &response, QByteArrayView prefix)
{
    for (const Link &link : links(response.headers)) {
        if (link.relations.contains("next"))
            return guard::decidePath(response.url, link.target, prefix);
    }
    return QByteArray();
}

} // namespace lotse
