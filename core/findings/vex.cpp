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

constexpr qsizetype kMostVexBytes = 64 * 1024 * 1024;
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

// Read wider than it is written, a statement would hide what it does not speak of.
Message namesMore(const QString &what)
{
    return {LOTSE_MSG("the package URL names \"%1\", which reports do not contain"), {what.left(80)}};
}

void readQualifiers(const Purl &purl, VexProduct &image)
{
    static const QStringList known{u"repository_url"_s, u"tag"_s, u"arch"_s, u"os"_s};
    for (auto it = purl.qualifiers.cbegin(); it != purl.qualifiers.cend(); ++it) {
        // The digest is that of the manifest, whose media type is in it.
        if (known.contains(it.key()) || (it.key() == u"mediatype"_s && !image.digest.isEmpty()))
            continue;
        const QStringList platform = it.value().split(u'/');
        const auto fits = [&platform](const QString &own, int part) { return own.isEmpty() || own == platform[part]; };
        if (it.key() == u"platform"_s && platform.size() == 2 && fits(image.system, 0) && fits(image.architecture, 1)) {
            image.system = platform[0];
            image.architecture = platform[1];
        } else {
            image.obstacle = namesMore(it.key() + u'=' + it.value());
        }
    }
}

VexProduct imageOfPurl(const Purl &purl)
{
    VexProduct product;
    product.isInImage = true;
    if (isDigest(purl.version.toLower()))
        product.digest = purl.version.toLower();
    else
        product.tag = purl.version;
    if (const QString tag = purl.qualifiers.value(u"tag"_s); !tag.isEmpty())
        product.tag = tag;
    product.architecture = purl.qualifiers.value(u"arch"_s);
    product.system = purl.qualifiers.value(u"os"_s);
    readQualifiers(purl, product);
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
            if (!purl->subpath.isEmpty())
                product.obstacle = namesMore(u'#' + purl->subpath);
        } else {
            product.purl = purl;
            product.package = purl->packageName();
            if (const QString version = purl->fullVersion(); !version.isEmpty())
                product.versions.append(version);
            if (!purl->subpath.isEmpty())
                product.obstacle = namesMore(u'#' + purl->subpath);
        }
    } else if (identifier.startsWith(u"pkg:"_s)) {
        product.obstacle = Message{LOTSE_MSG("the package URL is not valid"), {}};
    } else if (identifier.startsWith(u"cpe:"_s)) {
        product.obstacle = Message{LOTSE_MSG("the product is a CPE, which reports do not contain"), {}};
    } else if (!identifier.isEmpty()) {
        product.obstacle = Message{LOTSE_MSG("the product identifier is not used in reports"), {}};
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
        product.obstacle = Message{LOTSE_MSG("the product identifier is not used in reports"), {}};
        return product;
    }
    product.isInImage = true;
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        product.digest = rest.mid(at + 1).toLower();
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

bool isSameProduct(const VexProduct &a, const VexProduct &b)
{
    const auto parts = [](const VexProduct &p) {
        return std::tie(p.isInImage, p.digest, p.repositoryUrl, p.imageName, p.tag, p.architecture, p.system, p.package,
            p.versions);
    };
    return parts(a) == parts(b) && a.purl == b.purl && a.obstacle.has_value() == b.obstacle.has_value();
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
        product.obstacle = Message{LOTSE_MSG("the component is not a package"), {}};
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

bool isReadable(const jsonread::Element &item, VexDocument &document, const QString &name)
{
    if (!item.is_object())
        addSkipped(document, LOTSE_MSG("%1 cannot be read and was skipped."), {name});
    else if (jsonread::hasMemberTwice(item))
        addSkipped(document, LOTSE_MSG("%1 has a duplicate member, is therefore ambiguous and was skipped."), {name});
    else
        return true;
    return false;
}

bool readTime(const jsonread::Element &item, std::initializer_list<const char *> keys, VexStatement &statement,
    VexDocument &document, Seconds now)
{
    bool isFine = true;
    for (const char *key : keys) {
        isFine = isFine && !jsonread::isNoTime(item, key);
        statement.time = std::min(std::max(statement.time, jsonread::time(item, key)), now);
    }
    if (isFine)
        return true;
    const QString id = statement.vulnerabilities.value(0);
    const bool isHiding = statement.state != State::Exploitable && statement.state != State::InTriage;
    if (isHiding) {
        addSkipped(document, LOTSE_MSG("The time of a statement on %1 cannot be read; it was skipped."), {id});
        return false;
    }
    addProblem(document, LOTSE_MSG("The time of a statement on %1 cannot be read; it is treated as new."), {id});
    statement.time = now;
    return true;
}

QString vulnerabilityOf(const jsonread::Element &object, std::string_view key)
{
    return QString::fromUtf8(jsonread::vulnerabilityId(jsonread::bytes(object, key)));
}

QString versionOf(const jsonread::Element &object, std::string_view key)
{
    int64_t number = 0;
    const auto found = jsonread::member(object, key);
    const bool isNumber = found && found->get_int64().get(number) == simdjson::SUCCESS;
    return isNumber ? QString::number(number) : jsonread::text(object, key).left(100);
}

void addHashes(VexProduct &product, const QStringList &sha256, bool hasOthers)
{
    // Beside a version or a digest a hash only confirms what is named.
    const bool isExact = !product.versions.isEmpty() || !product.digest.isEmpty();
    const bool isPackage = product.purl || !product.package.isEmpty();
    for (const QString &hash : isPackage ? QStringList() : sha256) {
        const QString digest = u"sha256:"_s + hash.toLower();
        if (product.digest.isEmpty()) {
            // What has no other name is the image of that digest.
            if (!product.isInImage)
                product.obstacle.reset();
            product.isInImage = true;
            product.digest = digest;
        } else if (product.digest != digest) {
            product.obstacle = Message{LOTSE_MSG("digest and hash identify different images"), {}};
        }
    }
    if (product.obstacle || isExact || (!hasOthers && (!isPackage || sha256.isEmpty())))
        return;
    product.obstacle = isPackage
        ? Message{LOTSE_MSG("the package is identified by a hash, which reports do not contain"), {}}
        : Message{LOTSE_MSG("the product is identified by a hash that reports do not contain"), {}};
}

void addProblem(VexDocument &document, const char *id, const QStringList &args)
{
    if (document.problems.size() < kMaxReported)
        document.problems.append(Message{id, args});
}

void addSkipped(VexDocument &document, const char *id, const QStringList &args)
{
    ++document.skipped;
    addProblem(document, id, args);
}

} // namespace vexread

namespace {

// A list of statements that cannot be read says nothing: it is never a document without statements.
Error notStatements(const jsonread::Element &root, const char *key)
{
    simdjson::dom::object map;
    int count = 0;
    bool isList = true;
    size_t size = 0;
    if (root.get_object().get(map) == simdjson::SUCCESS) {
        for (const auto &[name, value] : map) {
            if (name != key)
                continue;
            ++count;
            isList = isList && (value.is_array() || value.is_null());
            simdjson::dom::array list;
            size = value.get_array().get(list) == simdjson::SUCCESS ? list.size() : 0;
        }
    }
    Error error;
    if (count > 1 || !isList) {
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("\"%1\" of this document cannot be read as a list. Nothing was imported."),
            {QString::fromLatin1(key)}};
    } else if (size > vexread::kMaxStatements) { // the one that says otherwise may be behind the last that is read
        error.kind = ErrorKind::TooLarge;
        error.message = {LOTSE_MSG("The document has more than %1 statements. Nothing was imported. Split it."),
            {QString::number(vexread::kMaxStatements)}};
    }
    return error;
}

} // namespace

Result<VexDocument> readVex(QByteArrayView file, Seconds now)
{
    jsonread::Document parsed;
    const Result<jsonread::Element> root = parsed.parse(file, kMostVexBytes, u"a VEX document"_s);
    if (!root)
        return root.error();
    VexDocument document;
    Error error;
    const auto csaf = jsonread::member(*root, "document");
    const QString version = csaf ? jsonread::text(*csaf, "csaf_version") : QString();
    const QString context = jsonread::text(*root, "@context") + jsonread::texts(*root, "@context", 1).value(0);
    if (context.startsWith(u"https://openvex.dev/ns"_s)) {
        document.format = VexFormat::OpenVex;
        error = notStatements(*root, "statements");
        if (!error)
            vexread::readOpenVex(*root, document, now);
    } else if (jsonread::text(*root, "bomFormat") == u"CycloneDX"_s) {
        document.format = VexFormat::CycloneDx;
        error = notStatements(*root, "vulnerabilities");
        if (!error)
            vexread::readCycloneDx(*root, document, now);
    } else if (version.startsWith(u"2."_s)) {
        document.format = VexFormat::Csaf;
        error = notStatements(*root, "vulnerabilities");
        if (!error)
            vexread::readCsaf(*root, document, now);
    } else {
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("Unsupported document: use OpenVEX, CycloneDX VEX or CSAF 2.0."), {}};
    }
    if (error)
        return error;
    document.time = std::min(document.time, now);
    return document;
}

bool speaksOf(const VexProduct &product, const Occurrence &finding)
{
    const std::optional<Purl> known = Purl::parse(finding.purl);
    const bool isNamed = product.package.isEmpty() || product.package == finding.package;
    if (product.obstacle || (product.purl && known ? !product.purl->fits(*known, finding.version) : !isNamed))
        return false;
    const QByteArray version = finding.version.toUtf8();
    const auto fits = [&](const QString &stated) {
        const auto range = VersionRange::parse(stated.startsWith(u"vers:"_s) ? stated : VersionRange::exactly(stated));
        return range && DecisionMatch::isInRange(*range, product.purl.has_value(), version, known ? &*known : nullptr);
    };
    return product.versions.isEmpty() || std::any_of(product.versions.begin(), product.versions.end(), fits);
}

} // namespace lotse::findings
