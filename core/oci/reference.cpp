// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/reference.h"

#include <QUrl>

#include <algorithm>

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxRepository = 255;
constexpr qsizetype maxTag = 128;
constexpr qsizetype maxReference = 1024;

bool isLowerOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

bool isWordCharacter(QChar c)
{
    return isLowerOrDigit(c) || (c >= u'A' && c <= u'Z') || c == u'_';
}

// [a-z0-9]+ joined by one dot, one or two underscores, or any number of dashes.
bool isPathComponent(QStringView part)
{
    if (part.isEmpty() || !isLowerOrDigit(part.front()) || !isLowerOrDigit(part.back()))
        return false;
    for (qsizetype i = 0; i < part.size();) {
        if (isLowerOrDigit(part[i])) {
            ++i;
            continue;
        }
        const QChar joint = part[i];
        const qsizetype start = i;
        while (i < part.size() && part[i] == joint)
            ++i;
        const qsizetype length = i - start;
        const bool isFine = joint == u'-' || (joint == u'.' && length == 1) || (joint == u'_' && length <= 2);
        if (!isFine || !isLowerOrDigit(part[i])) // the last character is no joint: i is inside
            return false;
    }
    return true;
}

Error usage(const char *message, QStringView part)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {message, {part.first(std::min<qsizetype>(part.size(), 160)).toString()}};
    return error;
}

// The rule of Docker's clients: the first part is a host if it could not be a part of a name.
bool looksLikeHost(QStringView first)
{
    return first.contains(u'.') || first.contains(u':') || first == "localhost"_L1
        || std::any_of(first.begin(), first.end(), [](QChar c) { return c.isUpper(); });
}

bool isHost(const QString &host)
{
    for (const QChar c : host) {
        if (!isWordCharacter(c) && !u".-:[]"_s.contains(c))
            return false;
    }
    // An address of version 4 at the end of one of version 6: runtimes refuse it.
    if (host.startsWith(u'[') && host.section(u']', 0, 0).contains(u'.'))
        return false;
    const QUrl url(u"https://"_s + host, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.port(443) > 0 && url.path().isEmpty() && !host.endsWith(u':');
}

} // namespace

bool isRepositoryName(QStringView name)
{
    if (name.isEmpty() || name.size() > maxRepository)
        return false;
    const auto parts = name.split(u'/');
    return std::all_of(parts.begin(), parts.end(), isPathComponent);
}

bool isTagName(QStringView tag)
{
    return !tag.isEmpty() && tag.size() <= maxTag && isWordCharacter(tag.front())
        && std::all_of(tag.begin(), tag.end(), [](QChar c) { return isWordCharacter(c) || c == u'.' || c == u'-'; });
}

Result<Reference> Reference::parse(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return usage(LOTSE_MSG("The reference is missing: enter host/repository:tag or host/repository@digest."), {});
    if (text.size() > maxReference)
        return usage(LOTSE_MSG("The reference \"%1\" is too long."), text);
    if (text.contains("://"_L1))
        return usage(LOTSE_MSG("\"%1\" is a URL: enter the reference without https://."), text);

    // A digest alone, whole or as docker shortens it, is not the tag of an image "sha256".
    const bool isPrefixed = text.startsWith("sha256:"_L1);
    const QStringView id = isPrefixed ? text.sliced(7) : text;
    const bool isHex =
        std::all_of(id.begin(), id.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
    if (isHex && (id.size() == 64 || (isPrefixed && id.size() >= 12)))
        return usage(LOTSE_MSG("\"%1\" is an image ID: enter host/repository@sha256:… instead."), text);

    Reference out;
    QStringView rest = text;
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        Result<Digest> digest = Digest::parse(rest.sliced(at + 1));
        if (!digest) {
            Error error = digest.error();
            error.kind = ErrorKind::Usage;
            return error;
        }
        out.digest = *digest;
        rest = rest.first(at);
    }
    const qsizetype slash = rest.indexOf(u'/');
    if (slash > 0 && looksLikeHost(rest.first(slash))) {
        out.host = rest.first(slash).toString().toLower();
        rest = rest.sliced(slash + 1);
        if (!isHost(out.host))
            return usage(
                LOTSE_MSG("\"%1\" is not a host: enter a host name or IP address, with :port if needed."), out.host);
    }
    if (const qsizetype colon = rest.indexOf(u':'); colon >= 0) {
        const QStringView tag = rest.sliced(colon + 1);
        if (!isTagName(tag))
            return usage(
                LOTSE_MSG("\"%1\" is not a tag: a tag has up to 128 letters, digits, dots, dashes and underscores and "
                          "does not start with . or -."),
                tag);
        out.tag = tag.toString();
        rest = rest.first(colon);
    }
    out.repository = rest.toString();
    if (out.host.isEmpty() || out.host == "index.docker.io"_L1 || out.host == "registry-1.docker.io"_L1)
        out.host = u"docker.io"_s;
    if (out.host == "docker.io"_L1 && !out.repository.isEmpty() && !out.repository.contains(u'/'))
        out.repository.prepend("library/"_L1);
    if (!isRepositoryName(out.repository))
        return usage(
            LOTSE_MSG("\"%1\" is not a repository name: use lower-case letters and digits, separated by . _ - or /."),
            rest);
    return out;
}

QString Reference::apiHost() const
{
    return host == "docker.io"_L1 ? u"registry-1.docker.io"_s : host;
}

QString Reference::target() const
{
    if (digest.isValid())
        return digest.text();
    return tag.isEmpty() ? u"latest"_s : tag;
}

QString Reference::text() const
{
    // A host of one word is told from a name on Docker Hub by its capitals alone.
    QString out = (looksLikeHost(host) ? host : host.toUpper()) + u'/' + repository;
    if (!tag.isEmpty())
        out += u':' + tag;
    if (digest.isValid())
        out += u'@' + digest.text();
    return out;
}

} // namespace lotse::oci
