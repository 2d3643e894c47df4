// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/vex.h"

#include "findings/decisionmatch.h"
#include "findings/vexread.h"

#include <QRegularExpression>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;
constexpr qsizetype kMaxReported = 1000;

// "https://ghcr.io/acme/web/" as tools write it.
QString plainUrl(QString url)
{
    if (const qsizetype scheme = url.indexOf(u"://"_s); scheme >= 0)
        url = url.mid(scheme + 3);
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

bool isDigest(const QString &text)
{
    return text.startsWith(u"sha256:"_s) || text.startsWith(u"sha512:"_s);
}

VexProduct imageOfPurl(const Purl &purl)
{
    VexProduct product;
    product.isInImage = true;
    (isDigest(purl.version) ? product.digest : product.tag) = purl.version;
    if (const QString tag = purl.qualifiers.value(u"tag"_s); !tag.isEmpty())
        product.tag = tag;
    product.architecture = purl.qualifiers.value(u"arch"_s);
    const QString path = purl.space.isEmpty() ? purl.name : purl.space + u'/' + purl.name;
    QString url = plainUrl(purl.qualifiers.value(u"repository_url"_s));
    if (purl.type == u"docker"_s) {
        const QString library = purl.space.isEmpty() && url.isEmpty() ? u"library/"_s + path : path;
        product.repositoryUrl = (url.isEmpty() ? u"docker.io"_s : url) + u'/' + library;
        return product;
    }
    // The address is that of the repository; some write it without its last part.
    if (!url.isEmpty() && !(u'/' + url).endsWith(u'/' + purl.name, Qt::CaseInsensitive))
        url += u'/' + path;
    product.repositoryUrl = url;
    product.imageName = path;
    return product;
}

} // namespace

QString VexProduct::name() const
{
    const QString part = (package + u' ' + versions.join(u", "_s)).trimmed();
    const QString image = !digest.isEmpty() ? digest : !repositoryUrl.isEmpty() ? repositoryUrl : imageName;
    if (obstacle || (part.isEmpty() && image.isEmpty()))
        return label;
    if (part.isEmpty() || image.isEmpty())
        return part.isEmpty() ? image : part;
    return part + u" in "_s + image;
}

namespace vexread {

VexProduct productOf(const QString &identifier)
{
    VexProduct product;
    if (const std::optional<Purl> purl = Purl::parse(identifier)) {
        if (purl->isImage()) {
            product = imageOfPurl(*purl);
        } else {
            product.purl = purl;
            product.package = purl->packageName();
            if (const QString version = purl->fullVersion(); !version.isEmpty())
                product.versions.append(version);
        }
    } else if (identifier.startsWith(u"pkg:"_s)) {
        product.obstacle = Message{LOTSE_MSG("the package URL is not valid"), {}};
    } else if (identifier.startsWith(u"cpe:"_s)) {
        product.obstacle = Message{LOTSE_MSG("it is named by a CPE, which reports do not give"), {}};
    } else if (!identifier.isEmpty()) {
        product.obstacle = Message{LOTSE_MSG("it is named in a way that no report gives"), {}};
    }
    product.label = identifier;
    return product;
}

VexProduct imageOf(const QString &reference)
{
    VexProduct product;
    product.label = reference;
    QString rest = plainUrl(reference);
    const QString host = rest.section(u'/', 0, 0);
    const bool hasHost = rest.contains(u'/') && (host.contains(u'.') || host.contains(u':') || host == u"localhost"_s);
    if (!hasHost) {
        product.obstacle = Message{LOTSE_MSG("it is named in a way that no report gives"), {}};
        return product;
    }
    product.isInImage = true;
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        product.digest = rest.mid(at + 1);
        rest.truncate(at);
    }
    if (const qsizetype colon = rest.lastIndexOf(u':'); colon > rest.lastIndexOf(u'/')) {
        // Beside a digest a tag says only what it was called then.
        product.tag = product.digest.isEmpty() ? rest.mid(colon + 1) : QString();
        rest.truncate(colon);
    }
    product.repositoryUrl = rest;
    return product;
}

VexProduct partOf(const VexProduct &whole, const VexProduct &part)
{
    VexProduct product = whole;
    product.purl = part.purl;
    product.package = part.package;
    product.versions = part.versions;
    product.label = part.label + u" in "_s + whole.label;
    if (part.obstacle)
        product.obstacle = part.obstacle;
    else if (part.isInImage || (!part.purl && part.package.isEmpty()))
        product.obstacle = Message{LOTSE_MSG("its part is not named as a package"), {}};
    else if (!whole.obstacle && !whole.isInImage)
        product.obstacle = Message{LOTSE_MSG("the product is not an image"), {}};
    return product;
}

std::optional<Justification> justificationOfVex(const QString &word)
{
    if (word == u"component_not_present"_s || word == u"vulnerable_code_not_present"_s)
        return Justification::CodeNotPresent;
    if (word == u"vulnerable_code_not_in_execute_path"_s)
        return Justification::CodeNotReachable;
    if (word == u"vulnerable_code_cannot_be_controlled_by_adversary"_s)
        return Justification::RequiresConfiguration;
    if (word == u"inline_mitigations_already_exist"_s)
        return Justification::ProtectedByMitigatingControl;
    return std::nullopt;
}

bool readStatementText(const QString &text, VexStatement &statement, Seconds now)
{
    static const QRegularExpression accepted(
        u"^Risk accepted until ([0-9TZ:-]{20}): (.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    statement.reason = text;
    const QRegularExpressionMatch match = accepted.match(text);
    if (statement.state == State::Exploitable && match.hasMatch()) {
        const Seconds until = jsonread::secondsOf(match.captured(1));
        statement.reason = match.captured(2);
        if (until <= now)
            return false;
        statement.state = State::RiskAccepted;
        statement.expires = until;
    } else if (statement.state == State::NotAffected && text.startsWith(u"False positive: "_s)) {
        statement.state = State::FalsePositive;
        statement.reason = text.mid(16);
    }
    return true;
}

void addProblem(VexDocument &document, const char *id, const QStringList &args)
{
    if (document.problems.size() < kMaxReported)
        document.problems.append(Message{id, args});
}

} // namespace vexread

Result<VexDocument> readVex(QByteArrayView file, Seconds now)
{
    jsonread::Document parsed;
    const Result<jsonread::Element> root = parsed.parse(file, kMaxBytes, u"a VEX document"_s);
    if (!root)
        return root.error();
    VexDocument document;
    const auto csaf = jsonread::member(*root, "document");
    if (jsonread::text(*root, "@context").startsWith(u"https://openvex.dev/ns"_s)) {
        document.format = VexFormat::OpenVex;
        vexread::readOpenVex(*root, document, now);
    } else if (jsonread::text(*root, "bomFormat") == u"CycloneDX"_s) {
        document.format = VexFormat::CycloneDx;
        vexread::readCycloneDx(*root, document, now);
    } else if (csaf && jsonread::text(*csaf, "csaf_version").startsWith(u"2."_s)) {
        document.format = VexFormat::Csaf;
        vexread::readCsaf(*root, document, now);
    } else {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {
            LOTSE_MSG("This is no VEX document that is known: neither OpenVEX, CycloneDX nor CSAF 2.0."), {}};
        return error;
    }
    return document;
}

bool speaksOf(const VexProduct &product, const Occurrence &finding)
{
    const std::optional<Purl> known = Purl::parse(finding.purl);
    const bool isNamed = product.package.isEmpty() || product.package == finding.package;
    if (product.obstacle || (product.purl && known ? !product.purl->fits(*known) : !isNamed))
        return false;
    const QByteArray version = finding.version.toUtf8();
    const auto fits = [&](const QString &stated) {
        const auto range = VersionRange::parse(stated.startsWith(u"vers:"_s) ? stated : VersionRange::exactly(stated));
        return range && DecisionMatch::isInRange(*range, product.purl.has_value(), version, known ? &*known : nullptr);
    };
    return product.versions.isEmpty() || std::any_of(product.versions.begin(), product.versions.end(), fits);
}

} // namespace lotse::findings
