// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/versionrange.h"
#include "findings/vexread.h"

#include <QMap>

#include <algorithm>

namespace lotse::findings::vexread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

constexpr int kMaxDepth = 32;
constexpr int kMaxTurns = 8; // of parts within parts
constexpr qsizetype kMaxNames = 200; // of one product
constexpr qsizetype kMaxNamed = 1'000'000; // by all products together, and in all statements beyond one a product

// By all that a product is called: since 2.1 it may have several package URLs, and each of them is the product.
using Names = QList<VexProduct>;

struct Products {
    QHash<QString, Names> byId;
    qsizetype named = 0;
};

Names tooMany(const QString &label)
{
    VexProduct product;
    product.label = label;
    product.obstacle = Message{LOTSE_MSG("the product has too many package URLs"), {}};
    return {product};
}

// The package URLs, each once. One that is no text is none that is valid.
QStringList packageUrls(const Element &helper)
{
    QStringList urls;
    const QString one = text(helper, "purl");
    if (!one.isEmpty())
        urls.append(one);
    for (const Element &item : items(helper, "purls", size_t(kMaxNames) + 1)) {
        const QString url = string(item);
        urls.append(url.isEmpty() ? u"pkg:"_s : url);
    }
    if (const auto list = member(helper, "purls"); list && !list->is_array() && !list->is_null())
        urls.append(u"pkg:"_s);
    urls.removeDuplicates();
    return urls;
}

// A serial number, a model: it is meant for a part of what the package URL names.
std::optional<Message> restrictionOf(const Element &helper)
{
    for (const char *key : {"serial_numbers", "model_numbers", "skus"}) {
        if (isGiven(helper, key))
            return Message{LOTSE_MSG("the product is restricted to %1 \"%2\", which reports do not contain"),
                {QString::fromLatin1(key).replace(u'_', u' '), texts(helper, key, 1).value(0).left(80)}};
    }
    return std::nullopt;
}

// True where a file is known only by hashes of other kinds, or by what cannot be read.
bool readHashes(const Element &helper, QStringList &sha256)
{
    const std::vector<Element> files = items(helper, "hashes");
    bool hasOthers = files.empty() && isGiven(helper, "hashes");
    for (const Element &file : files) {
        const qsizetype before = sha256.size();
        for (const Element &hash : items(file, "file_hashes")) {
            if (const QString value = text(hash, "value"); text(hash, "algorithm") == u"sha256"_s && !value.isEmpty())
                sha256.append(value);
        }
        hasOthers = hasOthers || sha256.size() == before;
    }
    return hasOthers;
}

Names readProduct(const Element &product)
{
    const QString label = text(product, "name");
    Names names;
    if (const auto helper = member(product, "product_identification_helper")) {
        QStringList identifiers = packageUrls(*helper);
        if (identifiers.size() > kMaxNames)
            return tooMany(label);
        if (identifiers.isEmpty())
            identifiers.append(text(*helper, "cpe"));
        for (const QString &identifier : std::as_const(identifiers))
            names.append(productOf(identifier));
        const std::optional<Message> restriction = restrictionOf(*helper);
        QStringList sha256;
        const bool hasOthers = readHashes(*helper, sha256);
        for (VexProduct &found : names) {
            addHashes(found, sha256, hasOthers);
            if (restriction && !found.obstacle)
                found.obstacle = restriction;
        }
    } else {
        names.append(VexProduct());
    }
    const bool isAmbiguous = hasMemberTwice(product);
    for (VexProduct &found : names) {
        if (isAmbiguous)
            found.obstacle = Message{LOTSE_MSG("the product has a duplicate member and is ambiguous"), {}};
        if (found.isNothing() && !found.obstacle)
            found.obstacle = Message{LOTSE_MSG("the product identifier is not used in reports"), {}};
        found.label = label;
    }
    return names;
}

void addProduct(const Element &product, const Names &found, Products &products)
{
    const QString id = text(product, "product_id");
    if (id.isEmpty() || products.named + found.size() > kMaxNamed)
        return;
    const auto known = products.byId.find(id);
    if (known == products.byId.end()) {
        products.byId.insert(id, found);
        products.named += found.size();
    } else if (!std::equal(known->begin(), known->end(), found.begin(), found.end(), isSameProduct)) {
        for (VexProduct &name : *known)
            name.obstacle = Message{LOTSE_MSG("the document defines the product twice"), {}};
    }
}

Names partsOf(const Names &wholes, const Names &parts, const QString &label)
{
    if (wholes.size() * parts.size() > kMaxNames)
        return tooMany(label);
    Names both;
    for (const VexProduct &whole : wholes) {
        for (const VexProduct &part : parts) {
            both.append(partOf(whole, part));
            both.last().label = label;
        }
    }
    return both;
}

// Takes what one product names into another. False where the two differ.
bool join(QString &one, const QString &other)
{
    if (one.isEmpty())
        one = other;
    return other.isEmpty() || one == other;
}

bool joinPackage(VexProduct &product, const VexProduct &own)
{
    if (!own.purl)
        return join(product.package, own.package);
    if (!product.purl || product.purl->type != own.purl->type || product.purl->space != own.purl->space
        || product.purl->name != own.purl->name)
        return false;
    bool isSame = true;
    for (auto it = own.purl->qualifiers.cbegin(); it != own.purl->qualifiers.cend(); ++it)
        isSame = join(product.purl->qualifiers[it.key()], it.value()) && isSame;
    if (product.versions.isEmpty())
        product.versions = own.versions;
    return isSame && (own.versions.isEmpty() || product.versions == own.versions);
}

// What the name of a relationship says itself has to hold, too.
Names joined(const Names &both, const Names &own)
{
    if (both.size() * own.size() > kMaxNames)
        return tooMany(both.first().label);
    Names out;
    for (const VexProduct &product : both) {
        for (const VexProduct &named : own) {
            out.append(product);
            VexProduct &last = out.last();
            if (last.obstacle)
                continue;
            bool isSame = joinPackage(last, named);
            for (QString VexProduct::*part : {&VexProduct::digest, &VexProduct::repositoryUrl, &VexProduct::imageName,
                     &VexProduct::tag, &VexProduct::architecture, &VexProduct::system})
                isSame = join(last.*part, named.*part) && isSame;
            last.obstacle = named.obstacle;
            if (!isSame && !last.obstacle)
                last.obstacle = Message{LOTSE_MSG("the relationship names another product than its parts"), {}};
        }
    }
    return out;
}

Names namesOf(const Element &relationName, const Names &whole, const Names &part)
{
    const Names both = partsOf(whole, part, text(relationName, "name"));
    const bool saysMore = isGiven(relationName, "product_identification_helper") || hasMemberTwice(relationName);
    return saysMore && !both.isEmpty() ? joined(both, readProduct(relationName)) : both;
}

bool isOfVersion(const Element &branch)
{
    const QString category = text(branch, "category");
    return category == u"product_version"_s || category == u"product_version_range"_s;
}

// The version of a branch, where the package URL has none. Of an image it is a tag or a digest.
void readBranchVersion(const Element &branch, VexProduct &product)
{
    const QString category = text(branch, "category");
    const QString name = text(branch, "name");
    if (product.isInImage && !product.obstacle && product.digest.isEmpty() && product.tag.isEmpty()) {
        if (category != u"product_version"_s || name.isEmpty())
            product.obstacle = Message{LOTSE_MSG("the versions are neither a tag nor a digest of the image"), {}};
        else
            (name.startsWith(u"sha256:"_s) ? product.digest : product.tag) = name;
        return;
    }
    if (!product.purl || !product.versions.isEmpty())
        return;
    if (category == u"product_version"_s)
        product.versions.append(name);
    else if (category == u"product_version_range"_s && VersionRange::parse(name).ok())
        product.versions.append(name);
    else if (category == u"product_version_range"_s)
        product.obstacle = Message{LOTSE_MSG("the version range \"%1\" is invalid"), {name.left(80)}};
}

// What branches say of all that is below them.
struct Above {
    std::optional<Element> version; // the branch that names the version
    QStringList architectures;
    std::optional<Message> obstacle;
};

Above within(const Element &branch, Above above)
{
    static const QStringList wide{QString(), u"vendor"_s, u"product_family"_s, u"product_name"_s, u"legacy"_s};
    const QString category = text(branch, "category");
    if (isOfVersion(branch)) {
        above.version = branch;
    } else if (category == u"architecture"_s) {
        above.architectures.append(text(branch, "name"));
    } else if (!wide.contains(category)) {
        // A service pack, a patch level, a host: it is meant for a part of what the identifier below names.
        above.obstacle = Message{LOTSE_MSG("the product is restricted to %1 \"%2\", which reports do not contain"),
            {category.left(80).replace(u'_', u' '), text(branch, "name").left(80)}};
    }
    return above;
}

void narrow(const Above &above, VexProduct &product)
{
    if (above.version)
        readBranchVersion(*above.version, product);
    if (above.obstacle && !product.obstacle)
        product.obstacle = above.obstacle;
    for (const QString &architecture : above.architectures) {
        QString own = product.purl ? product.purl->qualifiers.value(u"arch"_s) : product.architecture;
        if (own.isEmpty() && product.purl)
            product.purl->qualifiers.insert(u"arch"_s, architecture);
        else if (own.isEmpty())
            product.architecture = architecture;
        else if (own != architecture && !product.obstacle)
            product.obstacle = Message{LOTSE_MSG("the product is restricted to two architectures"), {}};
    }
}

void addBranches(const Element &node, const Above &above, Products &products, int depth)
{
    if (depth > kMaxDepth)
        return;
    for (const Element &branch : items(node, "branches")) {
        const Above own = within(branch, above);
        if (const auto product = member(branch, "product")) {
            Names found = readProduct(*product);
            for (VexProduct &name : found)
                narrow(own, name);
            addProduct(*product, found, products);
        }
        addBranches(branch, own, products, depth + 1);
    }
}

Products productsOf(const Element &root)
{
    Products products;
    const auto tree = member(root, "product_tree");
    if (!tree)
        return products;
    for (const Element &product : items(*tree, "full_product_names"))
        addProduct(product, readProduct(product), products);
    addBranches(*tree, {}, products, 0);
    // A part of a part may stand before what it is a part of.
    std::vector<Element> relations = items(*tree, "relationships");
    for (int turn = 0; turn < kMaxTurns && !relations.empty(); ++turn) {
        std::vector<Element> later;
        for (const Element &relation : relations) {
            const auto name = member(relation, "full_product_name");
            const auto whole = products.byId.constFind(text(relation, "relates_to_product_reference"));
            const auto part = products.byId.constFind(text(relation, "product_reference"));
            if (whole == products.byId.cend() || part == products.byId.cend())
                later.push_back(relation);
            else if (name)
                addProduct(*name, namesOf(*name, *whole, *part), products);
        }
        relations.swap(later);
    }
    return products;
}

using Groups = QHash<QString, QStringList>;

// The products that an entry speaks of, by their ids and by their groups.
QStringList productIds(const Element &entry, const Groups &groups)
{
    QStringList ids = texts(entry, "product_ids", kMaxProducts);
    for (const QString &group : texts(entry, "group_ids", 1000))
        ids += groups.value(group);
    return ids.mid(0, kMaxProducts);
}

struct Said {
    Justification justification = Justification::None;
    QString text;
    bool isNoFixPlanned = false;
    bool isExplained = false; // by a flag or an impact
};

// What flags, threats and remediations say of each product.
QHash<QString, Said> saidOf(const Element &vulnerability, const Groups &groups, VexDocument &document)
{
    QHash<QString, Said> said;
    for (const Element &flag : items(vulnerability, "flags", kMaxProducts)) {
        const QString label = text(flag, "label");
        const auto justification = justificationOfVex(label);
        if (!justification) {
            addProblem(document, LOTSE_MSG("The justification \"%1\" is unknown and was skipped."), {label});
            continue;
        }
        for (const QString &id : productIds(flag, groups)) {
            said[id].justification = *justification;
            said[id].isExplained = true;
        }
    }
    for (const Element &threat : items(vulnerability, "threats", kMaxProducts)) {
        if (text(threat, "category") != u"impact"_s)
            continue;
        for (const QString &id : productIds(threat, groups)) {
            said[id].text = text(threat, "details");
            said[id].isExplained = true;
        }
    }
    for (const Element &remediation : items(vulnerability, "remediations", kMaxProducts)) {
        for (const QString &id : productIds(remediation, groups)) {
            Said &own = said[id];
            own.isNoFixPlanned = own.isNoFixPlanned || text(remediation, "category") == u"no_fix_planned"_s;
            if (own.text.isEmpty())
                own.text = text(remediation, "details");
        }
    }
    return said;
}

// The first status that is not known, or no list of product ids; empty where all can be read.
QString unreadableStatus(const Element &statuses)
{
    static const QStringList known{u"known_not_affected"_s, u"known_affected"_s, u"first_affected"_s,
        u"last_affected"_s, u"fixed"_s, u"first_fixed"_s, u"under_investigation"_s, u"recommended"_s, u"unknown"_s};
    simdjson::dom::object map;
    if (statuses.get_object().get(map) != simdjson::SUCCESS)
        return u"product_status"_s;
    for (const auto &[key, value] : map) {
        const QString word = QString::fromUtf8(key.data(), qsizetype(key.size()));
        simdjson::dom::array list;
        const bool isList = value.get_array().get(list) == simdjson::SUCCESS
            && std::all_of(list.begin(), list.end(), [](const Element &id) { return id.is_string(); });
        if (!isList || !known.contains(word))
            return word;
    }
    return {};
}

} // namespace

void readCsaf(const Element &root, VexDocument &document, Seconds now)
{
    bool isVex = false;
    if (const auto head = member(root, "document")) {
        const auto tracking = member(*head, "tracking");
        const auto publisher = member(*head, "publisher");
        document.id = tracking ? text(*tracking, "id") : QString();
        document.version = tracking ? versionOf(*tracking, "version") : QString();
        document.time = tracking ? time(*tracking, "current_release_date") : 0;
        document.author = publisher ? text(*publisher, "name") : QString();
        isVex = text(*head, "category") == u"csaf_vex"_s;
        if (const QString status = tracking ? text(*tracking, "status") : QString(); status != u"final"_s)
            document.draft = Message{
                LOTSE_MSG("the document is not final: its status is %1"), {status.isEmpty() ? u"missing"_s : status}};
        if (tracking && isNoTime(*tracking, "current_release_date"))
            addProblem(document, LOTSE_MSG("The time of the document cannot be read."), {});
    }
    const Products products = productsOf(root);
    qsizetype furtherNames = 0;
    Groups productGroups;
    if (const auto tree = member(root, "product_tree")) {
        for (const Element &group : items(*tree, "product_groups"))
            productGroups.insert(text(group, "group_id"), texts(group, "product_ids", kMaxProducts));
    }
    static const QList<std::pair<const char *, State>> statuses{{"known_not_affected", State::NotAffected},
        {"known_affected", State::Exploitable}, {"first_affected", State::Exploitable},
        {"last_affected", State::Exploitable}, {"fixed", State::Resolved}, {"first_fixed", State::Resolved},
        {"under_investigation", State::InTriage}, {"unknown", State::InTriage}}; // the last: of CSAF 2.1
    for (const Element &item : items(root, "vulnerabilities", kMaxStatements)) {
        VexStatement base;
        const QString cve = vulnerabilityOf(item, "cve");
        if (!isReadable(item, document, cve.isEmpty() ? u"A vulnerability"_s : cve))
            continue;
        if (!cve.isEmpty())
            base.vulnerabilities.append(cve);
        for (const Element &id : items(item, "ids", 50)) {
            if (const QString name = vulnerabilityOf(id, "text"); !name.isEmpty())
                base.vulnerabilities.append(name);
        }
        const auto status = member(item, "product_status");
        if (base.vulnerabilities.isEmpty() || !status) {
            addSkipped(document, LOTSE_MSG("A vulnerability without ID or status was skipped."), {});
            continue;
        }
        // What cannot be read may contradict what can.
        if (const QString word = unreadableStatus(*status); !word.isEmpty()) {
            addSkipped(document,
                LOTSE_MSG("The product status \"%1\" of %2 cannot be read; the vulnerability was skipped."),
                {word, base.vulnerabilities.first()});
            continue;
        }
        const QHash<QString, Said> said = saidOf(item, productGroups, document);
        for (const auto &[word, state] : statuses) {
            QMap<QString, VexStatement> groups; // of products of which the same is said
            for (const QString &id : texts(*status, word, kMaxProducts)) {
                Names names = products.byId.value(id);
                if (names.isEmpty()) {
                    names.append(VexProduct());
                    names.last().label = id;
                    names.last().obstacle = Message{LOTSE_MSG("the document has an unresolved reference"), {}};
                }
                furtherNames += names.size() - 1;
                if (names.size() > 1 && furtherNames > kMaxNamed)
                    names = tooMany(names.first().label);
                const Said own = said.value(id);
                const bool isBare = isVex && state == State::NotAffected && !own.isExplained;
                VexStatement &statement =
                    groups[QString::number(int(own.justification)) + (isBare ? u'-' : u'+') + own.text];
                if (statement.products.isEmpty()) {
                    statement = base;
                    statement.state = state;
                    statement.justification = own.justification;
                    if (isBare)
                        statement.draft =
                            Message{LOTSE_MSG("not affected, without a justification or an impact statement"), {}};
                    const bool isCurrent = readStatementText(own.text, statement, now);
                    if (statement.state == State::RiskAccepted && !own.isNoFixPlanned) {
                        statement.state = State::Exploitable;
                        statement.expires = 0;
                    }
                    if (!isCurrent)
                        addProblem(document, LOTSE_MSG("The accepted risk of %1 has expired; imported as affected."),
                            {base.vulnerabilities.first()});
                }
                statement.products.append(names);
            }
            for (VexStatement &statement : groups)
                document.statements.append(std::move(statement));
        }
    }
}

} // namespace lotse::findings::vexread
