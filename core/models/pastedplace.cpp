// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pastedplace.h"

#include "models/vulnerabilityid.h"
#include "oci/reference.h"

#include <QRegularExpression>
#include <QUrl>

namespace lotse::models {

using namespace Qt::StringLiterals;
using Kind = PastedPlace::Kind;

namespace {

constexpr qsizetype kLongest = 2048;

PastedPlace vulnerability(const QString &id)
{
    PastedPlace place;
    place.kind = Kind::Vulnerability;
    place.vulnerability = normalisedId(id);
    return place;
}

/// "host/project/repo:tag" without a scheme.
PastedPlace ofReference(const QString &text)
{
    const Result<oci::Reference> reference = oci::Reference::parse(text);
    // Without a host it would be one of Docker Hub; here it is a name to look for.
    if (!reference || !text.startsWith(reference->host, Qt::CaseInsensitive))
        return {};
    PastedPlace place;
    place.host = reference->host;
    place.repository = reference->repository;
    place.project = place.repository.section(u'/', 0, 0);
    place.reference = reference->digest.isValid() ? reference->digest.text() : reference->tag;
    place.kind = place.reference.isEmpty() ? Kind::Repository : Kind::Artifact;
    return place;
}

/// The portal encodes the slashes of a repository twice in some versions and once in others.
QString decodedName(const QString &part)
{
    QByteArray bytes = part.toUtf8();
    for (int round = 0; round < 3 && bytes.contains('%'); ++round)
        bytes = QByteArray::fromPercentEncoding(bytes);
    return QString::fromUtf8(bytes);
}

PastedPlace ofPortal(const QUrl &url)
{
    const QStringList parts = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 3 || parts[0] != "harbor"_L1 || parts[1] != "projects"_L1)
        return {};
    PastedPlace place;
    bool isNumber = false;
    place.projectId = parts[2].toLongLong(&isNumber);
    if (!isNumber || place.projectId <= 0)
        return {};
    place.host = url.authority(QUrl::FullyEncoded).section(u'@', -1).toLower();
    place.kind = Kind::Project;
    if (parts.size() < 5 || parts[3] != "repositories"_L1)
        return place;
    // Everything up to the next word of the portal's own is the name, also where its slashes are not encoded.
    QStringList name;
    qsizetype at = 4;
    for (; at < parts.size() && parts[at] != "artifacts-tab"_L1 && parts[at] != "artifacts"_L1
         && parts[at] != "info-tab"_L1;
         ++at)
        name.append(decodedName(parts[at]));
    place.repository = name.join(u'/');
    if (!oci::isRepositoryName(place.repository))
        return {};
    place.kind = Kind::Repository;
    if (at < parts.size() && parts[at] == "artifacts-tab"_L1)
        ++at;
    if (at + 1 < parts.size() && parts[at] == "artifacts"_L1) {
        place.reference = decodedName(parts[at + 1]);
        const bool isReference = oci::Digest::parse(place.reference).ok() || oci::isTagName(place.reference);
        if (!isReference)
            return {};
        place.kind = Kind::Artifact;
    }
    return place;
}

} // namespace

PastedPlace readPasted(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty() || text.size() > kLongest || text.contains(u' ') || text.contains(u'\n'))
        return {};
    if (isVulnerabilityId(text))
        return vulnerability(text);
    static const QRegularExpression digest(
        u"^(sha256:)?([0-9a-f]{12,64})$|^sha512:[0-9a-f]{12,128}$"_s, QRegularExpression::CaseInsensitiveOption);
    if (digest.match(text).hasMatch()) {
        PastedPlace place;
        place.kind = Kind::Digest;
        place.reference = text.contains(u':') ? text.toLower() : u"sha256:"_s + text.toLower();
        return place;
    }
    if (text.startsWith("lotse://cve/"_L1, Qt::CaseInsensitive)) {
        const QString id = text.mid(12);
        return isVulnerabilityId(id) ? vulnerability(id) : PastedPlace();
    }
    if (text.startsWith("https://"_L1, Qt::CaseInsensitive) || text.startsWith("http://"_L1, Qt::CaseInsensitive)) {
        const QUrl url(text, QUrl::StrictMode);
        return url.isValid() ? ofPortal(url) : PastedPlace();
    }
    for (const auto scheme : {"oci://"_L1, "docker://"_L1, "lotse://"_L1}) {
        if (text.startsWith(scheme, Qt::CaseInsensitive)) {
            text = text.mid(scheme.size());
            break;
        }
    }
    return text.contains(u'/') ? ofReference(text) : PastedPlace();
}

} // namespace lotse::models
