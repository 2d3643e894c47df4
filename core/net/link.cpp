// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link.h"

#include "net/guard.h"

namespace lotse {

namespace {

constexpr qsizetype longestHeader = 16'384;

void skipSpace(QByteArrayView text, qsizetype &at)
{
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
}

// The value of a parameter from `at` on (behind its '='); moves `at` behind it. False for a quote that never ends.
bool readValue(QByteArrayView text, qsizetype &at, QByteArray &out)
{
    out.clear();
    if (at < text.size() && text[at] == '"') {
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size())
                ++at;
            out += text[at];
        }
        return at++ < text.size();
    }
    while (at < text.size() && text[at] != ';' && text[at] != ',')
        out += text[at++];
    out = out.trimmed();
    return true;
}

// One link from `at` on, which moves behind it. False for what is no link.
bool readLink(QByteArrayView text, qsizetype &at, Link &link)
{
    const qsizetype end = text.indexOf('>', at);
    if (text[at] != '<' || end < 0)
        return false;
    link.target = text.sliced(at + 1, end - at - 1).trimmed().toByteArray();
    at = end + 1;
    for (skipSpace(text, at); at < text.size() && text[at] != ','; skipSpace(text, at)) {
        if (text[at] != ';')
            return false;
        skipSpace(text, ++at);
        const qsizetype from = at;
        while (at < text.size() && text[at] != '=' && text[at] != ';' && text[at] != ',')
            ++at;
        const QByteArray name = text.sliced(from, at - from).trimmed().toByteArray().toLower();
        if (at >= text.size() || text[at] != '=')
            continue;
        skipSpace(text, ++at);
        QByteArray value;
        if (!readValue(text, at, value))
            return false;
        // Only the first rel counts (RFC 8288, 3.3).
        if (name == "rel" && link.relations.isEmpty())
            link.relations = value.toLower().simplified().split(' ');
    }
    return true;
}

bool readInto(QList<Link> &out, QByteArrayView text)
{
    bool isWhole = true;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] == ' ' || text[at] == '\t' || text[at] == ',') {
            ++at;
            continue;
        }
        Link link;
        if (!readLink(text, at, link))
            return false;
        // Without a relation, which RFC 8288 (3.3) requires, it may lead to the next page as well as elsewhere.
        isWhole = isWhole && !link.relations.value(0).isEmpty();
        out.append(link);
    }
    return isWhole;
}

} // namespace

Links links(const Headers &headers)
{
    Links out;
    for (const auto &[name, value] : headers) {
        if (name.compare("Link", Qt::CaseInsensitive) != 0)
            continue;
        out.isWhole = value.size() <= longestHeader && readInto(out.all, value) && out.isWhole;
    }
    return out;
}

Result<QByteArray> nextPath(const Response &response, QByteArrayView list)
{
    const Links found = links(response.headers);
    QByteArray next;
    bool isClear = true;
    for (const Link &link : found.all) {
        if (!link.relations.contains("next"))
            continue;
        const Result<QByteArray> path = guard::decidePath(response.url, link.target, list);
        if (!path)
            return path;
        isClear = isClear && (next.isEmpty() || next == *path);
        next = *path;
    }
    // A page that names its next one in a way that nobody can read is not the last.
    if (!isClear || (next.isEmpty() && !found.isWhole)) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {
            LOTSE_MSG("%1 sent an invalid link to the next page. The list may be incomplete. Contact the registry "
                      "administrator."),
            {guard::originOf(response.url).text()}};
        error.detail = QString::fromUtf8(response.header("Link").left(1024));
        return error;
    }
    return next;
}

} // namespace lotse
