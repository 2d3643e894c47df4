// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionrange.h"
#include "findings/vexread.h"

#include <QUrl>

namespace lotse::findings::vexread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

constexpr int kMaxNesting = 16;

using Products = QHash<QString, VexProduct>;

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

bool isImage(const Element &component)
{
    const auto purl = Purl::parse(text(component, "purl"));
    return text(component, "type") == u"container"_s || (purl && purl->isImage());
}

void addHashes(const Element &component, VexProduct &product)
{
    QStringList sha256;
    for (const Element &hash : items(component, "hashes")) {
        if (const QString content = text(hash, "content"); text(hash, "alg") == u"SHA-256"_s && !content.isEmpty())
            sha256.append(content);
    }
    // All are of one file. The last two are hashes by other names.
    const bool hasOthers = sha256.isEmpty()
        && (isGiven(component, "hashes") || isGiven(component, "omniborId") || isGiven(component, "swhid"));
    vexread::addHashes(product, sha256, hasOthers);
}

VexProduct imageOf(const Element &component)
{
    const QString purl = text(component, "purl");
    const QString version = text(component, "version");
    VexProduct image = purl.isEmpty() ? vexread::imageOf(text(component, "name")) : productOf(purl);
    if (image.digest.isEmpty() && version.startsWith(u"sha256:"_s)) {
        if (!image.isInImage)
            image.obstacle.reset();
        image.isInImage = true;
        image.digest = version;
    }
    addHashes(component, image);
    if (image.isInImage && image.digest.isEmpty() && image.tag.isEmpty())
        image.tag = version;
    image.label = (text(component, "name") + u' ' + version).trimmed();
    return image;
}

VexProduct packageOf(const Element &component)
{
    const QString purl = text(component, "purl");
    const QString name = text(component, "name");
    const QString group = text(component, "group");
    VexProduct product = purl.isEmpty() ? VexProduct() : productOf(purl);
    if (purl.isEmpty())
        product.package = group.isEmpty() ? name : group + (group.startsWith(u'@') ? u'/' : u':') + name;
    if (const QString version = text(component, "version"); !version.isEmpty() && product.versions.isEmpty())
        product.versions.append(version);
    product.label = name;
    // A name is shared by the packages of all systems. With a version it may be enough for a package; a file, a system
    // or what a CPE tells more of is something else.
    static const QStringList packages{QString(), u"library"_s, u"framework"_s, u"application"_s};
    if (purl.isEmpty()
        && (product.versions.isEmpty() || !packages.contains(text(component, "type"))
            || !text(component, "cpe").isEmpty() || member(component, "swid"))) {
        product.obstacle =
            Message{LOTSE_MSG("the component has no package URL, and its name alone does not identify a package"), {}};
    }
    if (!product.obstacle)
        addHashes(component, product);
    return product;
}

// The components of the document by their reference, each with the product that it lies in.
void collect(const Element &component, const VexProduct *whole, Products &products, int depth)
{
    if (depth > kMaxNesting || products.size() > 1'000'000)
        return;
    VexProduct product;
    if (isImage(component))
        product = imageOf(component);
    else if (!text(component, "name").isEmpty())
        product = whole ? partOf(*whole, packageOf(component)) : packageOf(component);
    if (const QString ref = text(component, "bom-ref"); !ref.isEmpty()) {
        if (hasMemberTwice(component))
            product.obstacle = Message{LOTSE_MSG("the component has a duplicate member and is ambiguous"), {}};
        const auto known = products.find(ref);
        if (known != products.end() && !isSameProduct(*known, product))
            product.obstacle = Message{LOTSE_MSG("the document has two components with this reference"), {}};
        products.insert(ref, product);
    }
    // What lies in a package lies in the image of that package, or nobody can tell where.
    const VexProduct *around = isImage(component) ? &product : whole;
    for (const Element &inner : items(component, "components"))
        collect(inner, around, products, depth + 1);
}

// The product of a reference: within the document, of another one by a BOM-Link, or a package URL itself.
VexProduct productByReference(
    const QString &ref, const QString &serial, const Products &products, const VexProduct *subject)
{
    const bool isLink = ref.startsWith(u"urn:cdx:"_s);
    const QString own = isLink ? ref.section(u'#', 1) : ref;
    // A component of another document may have the reference of one that is here, and be something else.
    const QString of = isLink ? ref.section(u':', 2).section(u'/', 0, 0).section(u'#', 0, 0) : serial;
    const bool isOwn = !isLink || serial.isEmpty() || of.compare(serial, Qt::CaseInsensitive) == 0;
    for (const QString &key : {ref, own, decoded(own)}) {
        if (const auto known = products.constFind(key); known != products.cend() && (isOwn || key == ref))
            return *known;
    }
    for (const QString &name : {own, decoded(own)}) {
        const VexProduct named = productOf(name);
        if (named.isInImage)
            return named;
        if (named.purl)
            return subject ? partOf(*subject, named) : named;
    }
    VexProduct unknown;
    unknown.label = ref;
    unknown.obstacle = Message{LOTSE_MSG("the document has an unresolved reference"), {}};
    return unknown;
}

// Of an image a version is a tag or a digest.
void readVersionsOfImage(VexProduct &image)
{
    const QString version = image.versions.value(0);
    const bool isOne = image.versions.size() == 1 && !version.startsWith(u"vers:"_s);
    const bool isDigest = version.startsWith(u"sha256:"_s);
    QString &own = isDigest ? image.digest : image.tag;
    image.versions.clear();
    if (!isOne || (!own.isEmpty() && own != version))
        image.obstacle = Message{LOTSE_MSG("the versions are neither a tag nor a digest of the image"), {}};
    else
        own = version;
}

// A product of which something else is said than the state, and what.
struct Denied {
    State state;
    VexProduct product;
};

void deny(const VexProduct &whole, const QString &version, const QString &status, QList<Denied> &denied)
{
    Denied one{status == u"affected"_s  ? State::Exploitable
            : status == u"unaffected"_s ? State::NotAffected
                                        : State::InTriage,
        whole};
    one.product.versions = {version};
    if (whole.isInImage && !whole.purl && whole.package.isEmpty())
        readVersionsOfImage(one.product);
    // A tag or a digest that the image does not have is another image, and nothing that is meant.
    if (one.product.obstacle && !whole.obstacle && !version.startsWith(u"vers:"_s))
        return;
    denied.append(std::move(one));
}

// The versions that the state is said of. Those of which something else is said are not among them but `denied`: where
// both are said of one version, it is a contradiction.
void readVersions(const Element &affected, State state, VexProduct &product, QList<Denied> &denied)
{
    constexpr size_t most = 1000;
    const auto list = member(affected, "versions");
    const std::vector<Element> versions = items(affected, "versions", most + 1);
    if ((list && !list->is_array() && !list->is_null()) || versions.size() > most) {
        product.obstacle = Message{LOTSE_MSG("the versions cannot be read"), {}};
        return;
    }
    if (versions.empty())
        return;
    const VexProduct whole = product;
    const qsizetype before = denied.size();
    const bool isHarmless = state != State::Exploitable && state != State::InTriage && state != State::RiskAccepted;
    // What is looked into may be said to be "unknown", too.
    const QStringList meant = isHarmless ? QStringList{QString(), u"unaffected"_s}
        : state == State::InTriage       ? QStringList{QString(), u"affected"_s, u"unknown"_s}
                                         : QStringList{QString(), u"affected"_s};
    product.versions.clear();
    for (const Element &one : versions) {
        const QString range = text(one, "range");
        const QString version = range.isEmpty() ? text(one, "version") : range;
        const QString status = text(one, "status");
        if (version.isEmpty() || isNoText(one, "status"))
            product.obstacle = Message{LOTSE_MSG("the versions cannot be read"), {}};
        else if (!range.isEmpty() && !VersionRange::parse(range).ok())
            product.obstacle = Message{LOTSE_MSG("the version range \"%1\" is invalid"), {range.left(80)}};
        else if (meant.contains(status))
            product.versions.append(version);
        else
            deny(whole, version, status, denied);
    }
    // What is denied of something that cannot be told may be denied of what is meant.
    for (qsizetype i = before; i < denied.size() && !product.obstacle; ++i)
        product.obstacle = denied[i].product.obstacle;
    if (product.versions.isEmpty() && !product.obstacle)
        product.obstacle = Message{LOTSE_MSG("no version is given for the state"), {}};
    if (product.isInImage && !product.purl && product.package.isEmpty() && !product.obstacle)
        readVersionsOfImage(product);
}

VexStatement denialOf(const VexStatement &statement, Denied denied)
{
    VexStatement denial;
    denial.vulnerabilities = statement.vulnerabilities;
    denial.time = statement.time;
    denial.state = denied.state;
    denial.hides = false;
    denial.products = {std::move(denied.product)};
    return denial;
}

QString propertyOf(const Element &item, const QString &name)
{
    for (const Element &property : items(item, "properties", 1000)) {
        if (text(property, "name") == name)
            return text(property, "value");
    }
    return {};
}

// The decision itself, where it fits the state that the format shows.
void readWhole(const Element &item, VexStatement &statement, VexDocument &document)
{
    const QString json = propertyOf(item, u"lotse:decision"_s);
    if (json.isEmpty())
        return;
    Result<Decision> whole = readDecision(json.toUtf8());
    const bool fits = whole.ok()
        && (whole->state == statement.state
            || (whole->state == State::RiskAccepted && statement.state == State::Exploitable));
    if (fits)
        statement.whole = std::move(whole.value());
    else
        addProblem(document, LOTSE_MSG("The decision for %1 contradicts its statement and was skipped."),
            {statement.vulnerabilities.value(0)});
}

} // namespace

void readCycloneDx(const Element &root, VexDocument &document, Seconds now)
{
    document.id = text(root, "serialNumber");
    document.version = member(root, "version") ? versionOf(root, "version") : u"1"_s; // as the format has it
    const QString serial = document.id.section(u':', -1);
    Products products;
    std::optional<VexProduct> subject;
    if (const auto metadata = member(root, "metadata")) {
        document.time = time(*metadata, "timestamp");
        if (isNoTime(*metadata, "timestamp"))
            addProblem(document, LOTSE_MSG("The time of the document cannot be read."), {});
        const std::vector<Element> authors = items(*metadata, "authors", 1);
        document.author = authors.empty() ? QString() : text(authors.front(), "name");
        if (const auto component = member(*metadata, "component")) {
            // A document about a product speaks of what is in that product, and of nothing else.
            subject = isImage(*component) ? imageOf(*component) : packageOf(*component);
            collect(*component, isImage(*component) ? nullptr : &*subject, products, 0);
            // What has no reference is named by none, and a reference that is missing names nothing.
            if (const QString ref = text(*component, "bom-ref"); !ref.isEmpty())
                products.insert(ref, *subject);
        }
    }
    for (const Element &component : items(root, "components"))
        collect(component, subject ? &*subject : nullptr, products, 0);
    for (const Element &item : items(root, "vulnerabilities", kMaxStatements)) {
        const auto analysis = member(item, "analysis");
        if (item.is_object() && !analysis)
            continue; // a finding, and no statement on it
        VexStatement statement;
        const QString id = vulnerabilityOf(item, "id");
        if (!isReadable(item, document, u"The analysis of \"%1\""_s.arg(id)))
            continue;
        statement.vulnerabilities.append(id);
        for (const Element &reference : items(item, "references", 50)) {
            if (const QString alias = vulnerabilityOf(reference, "id"); !alias.isEmpty())
                statement.vulnerabilities.append(alias);
        }
        const auto state = stateOf(text(*analysis, "state"));
        if (id.isEmpty() || !state || *state == State::None || *state == State::RiskAccepted) {
            addSkipped(document, LOTSE_MSG("The analysis of \"%1\" has an unknown state and was skipped."), {id});
            continue;
        }
        statement.state = *state;
        if (!readTime(*analysis, {"lastUpdated", "firstIssued"}, statement, document, now))
            continue;
        const QString word = text(*analysis, "justification");
        if (const auto justification = justificationOf(word))
            statement.justification = *justification;
        else if (isGiven(*analysis, "justification"))
            addProblem(document, LOTSE_MSG("The justification \"%1\" is unknown and was skipped."), {word});
        for (const QString &response : texts(*analysis, "response", 10)) {
            if (responseWords().contains(response))
                statement.responses.append(response);
        }
        readWhole(item, statement, document);
        const bool isAccepted = statement.state == State::Exploitable;
        if (!readStatementText(text(*analysis, "detail"), statement, now))
            addProblem(document, LOTSE_MSG("The accepted risk of %1 has expired; imported as affected."), {id});
        if (isAccepted && statement.state == State::Exploitable && statement.whole
            && statement.whole->state == State::RiskAccepted)
            statement.whole.reset();
        if (const QString hidden = propertyOf(item, u"lotse:hidden"_s); !hidden.isEmpty())
            statement.hides = hidden == u"true"_s;
        QList<Denied> denied;
        for (const Element &affected : items(item, "affects", kMaxProducts)) {
            VexProduct product =
                productByReference(text(affected, "ref"), serial, products, subject ? &*subject : nullptr);
            readVersions(affected, statement.state, product, denied);
            statement.products.append(std::move(product));
        }
        if (statement.products.isEmpty() && !statement.whole) {
            addSkipped(document,
                LOTSE_MSG("The components affected by %1 are not in the file; the statement was skipped."), {id});
            continue;
        }
        for (Denied &one : denied)
            document.denials.append(denialOf(statement, std::move(one)));
        document.statements.append(std::move(statement));
    }
}

} // namespace lotse::findings::vexread
