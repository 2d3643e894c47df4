// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/pastedplace.h"

#include "models/findings/vulnerabilityid.h"
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
    if (!reference)
        return {};
    PastedPlace place;
    // Without a host Docker would take it for one of Docker Hub; here it is one of the registry that is shown.
    if (text.startsWith(reference->host, Qt::CaseInsensitive))
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

/// "docker pull a/b:1" and its like: what is pulled. Empty where the line is another one.
QString pulledBy(const QString &line)
{
    QStringList words = line.split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts);
    while (!words.isEmpty() && (words[0] == "$"_L1 || words[0] == "#"_L1 || words[0] == "sudo"_L1))
        words.removeFirst();
    static const QStringList programs{u"docker"_s, u"podman"_s, u"nerdctl"_s, u"buildah"_s, u"ctr"_s, u"crictl"_s,
        u"crane"_s, u"oras"_s, u"helm"_s, u"img"_s};
    const qsizetype pull = words.indexOf(u"pull"_s);
    if (pull < 1 || pull > 3 || !programs.contains(words[0]))
        return {};
    static const QStringList withValue{u"--platform"_s, u"--creds"_s, u"--tls-cert"_s, u"--authfile"_s, u"-u"_s};
    QString name, version;
    for (qsizetype i = pull + 1; i < words.size(); ++i) {
        if (words[i] == "--version"_L1)
            version = words.value(++i);
        else if (words[i].startsWith("--version="_L1))
            version = words[i].mid(10);
        else if (withValue.contains(words[i]))
            ++i;
        else if (!words[i].startsWith(u'-') && name.isEmpty())
            name = words[i];
    }
    return version.isEmpty() || name.isEmpty() ? name : name + u':' + version;
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
    if (text.isEmpty() || text.size() > kLongest || text.contains(u'\n'))
        return {};
    const QString pulled = pulledBy(text);
    if (!pulled.isEmpty())
        text = pulled;
    if (text.contains(u' '))
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
    return text.contains(u'/') || !pulled.isEmpty() ? ofReference(text) : PastedPlace();
}

} // namespace lotse::models
