// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/vexread.h"

#include <QMap>

namespace lotse::findings::vexread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

constexpr int kMaxDepth = 32;

using Products = QHash<QString, VexProduct>;

void addProduct(const Element &product, Products &products)
{
    VexProduct found;
    if (const auto helper = member(product, "product_identification_helper")) {
        found = productOf(text(*helper, "purl"));
        for (const Element &hash : items(*helper, "hashes", 100)) {
            for (const Element &file : items(hash, "file_hashes", 100)) {
                if (found.digest.isEmpty() && found.package.isEmpty() && text(file, "algorithm") == u"sha256"_s)
                    found.digest = u"sha256:"_s + text(file, "value");
            }
        }
    }
    if (const QString id = text(product, "product_id"); !id.isEmpty() && products.size() < 1'000'000)
        products.insert(id, found);
}

void addBranches(const Element &node, Products &products, int depth)
{
    if (depth > kMaxDepth)
        return;
    for (const Element &branch : items(node, "branches")) {
        if (const auto product = member(branch, "product"))
            addProduct(*product, products);
        addBranches(branch, products, depth + 1);
    }
}

Products productsOf(const Element &root)
{
    Products products;
    const auto tree = member(root, "product_tree");
    if (!tree)
        return products;
    for (const Element &product : items(*tree, "full_product_names"))
        addProduct(product, products);
    addBranches(*tree, products, 0);
    for (const Element &relation : items(*tree, "relationships")) {
        const auto name = member(relation, "full_product_name");
        VexProduct image = products.value(text(relation, "relates_to_product_reference"));
        const VexProduct part = products.value(text(relation, "product_reference"));
        image.package = part.package;
        image.version = part.version;
        if (name && !image.package.isEmpty())
            products.insert(text(*name, "product_id"), image);
    }
    return products;
}

struct Said {
    Justification justification = Justification::None;
    QString text;
    bool isNoFixPlanned = false;
};

// What flags, threats and remediations say of each product.
QHash<QString, Said> saidOf(const Element &vulnerability)
{
    QHash<QString, Said> said;
    for (const Element &flag : items(vulnerability, "flags", kMaxProducts)) {
        const auto justification = justificationOfVex(text(flag, "label"));
        for (const QString &id : texts(flag, "product_ids", kMaxProducts))
            said[id].justification = justification.value_or(Justification::None);
    }
    for (const Element &threat : items(vulnerability, "threats", kMaxProducts)) {
        if (text(threat, "category") != u"impact"_s)
            continue;
        for (const QString &id : texts(threat, "product_ids", kMaxProducts))
            said[id].text = text(threat, "details");
    }
    for (const Element &remediation : items(vulnerability, "remediations", kMaxProducts)) {
        for (const QString &id : texts(remediation, "product_ids", kMaxProducts)) {
            Said &own = said[id];
            own.isNoFixPlanned = own.isNoFixPlanned || text(remediation, "category") == u"no_fix_planned"_s;
            if (own.text.isEmpty())
                own.text = text(remediation, "details");
        }
    }
    return said;
}

} // namespace

void readCsaf(const Element &root, VexDocument &document, Seconds now)
{
    if (const auto head = member(root, "document")) {
        const auto tracking = member(*head, "tracking");
        const auto publisher = member(*head, "publisher");
        document.id = tracking ? text(*tracking, "id") : QString();
        document.time = tracking ? time(*tracking, "current_release_date") : 0;
        document.author = publisher ? text(*publisher, "name") : QString();
    }
    const Products products = productsOf(root);
    static const QList<std::pair<const char *, State>> statuses{{"known_not_affected", State::NotAffected},
        {"known_affected", State::Exploitable}, {"fixed", State::Resolved}, {"under_investigation", State::InTriage}};
    for (const Element &item : items(root, "vulnerabilities", kMaxStatements)) {
        VexStatement base;
        if (const QString cve = text(item, "cve"); !cve.isEmpty())
            base.vulnerabilities.append(cve);
        for (const Element &id : items(item, "ids", 50)) {
            if (const QString name = text(id, "text"); !name.isEmpty())
                base.vulnerabilities.append(name);
        }
        const auto status = member(item, "product_status");
        if (base.vulnerabilities.isEmpty() || !status) {
            addProblem(
                document, LOTSE_MSG("A vulnerability of the document has no id or no status and was left out."), {});
            continue;
        }
        const QHash<QString, Said> said = saidOf(item);
        for (const auto &[word, state] : statuses) {
            QMap<QString, VexStatement> groups; // of products of which the same is said
            for (const QString &id : texts(*status, word, kMaxProducts)) {
                const auto product = products.constFind(id);
                const bool isNamed = product != products.cend()
                    && !(product->digest.isEmpty() && product->package.isEmpty() && product->repositoryUrl.isEmpty());
                if (!isNamed) {
                    addProblem(document, LOTSE_MSG("The product \"%1\" of %2 names neither image nor package."),
                        {id, base.vulnerabilities.first()});
                    continue;
                }
                const Said own = said.value(id);
                VexStatement &statement = groups[QString::number(int(own.justification)) + own.text];
                if (statement.products.isEmpty()) {
                    statement = base;
                    statement.state = state;
                    statement.justification = own.justification;
                    const bool isCurrent = readStatementText(own.text, statement, now);
                    if (statement.state == State::RiskAccepted && !own.isNoFixPlanned) {
                        statement.state = State::Exploitable;
                        statement.expires = 0;
                    }
                    if (!isCurrent)
                        addProblem(document,
                            LOTSE_MSG("The risk of %1 is accepted no longer; it is taken as exploitable."),
                            {base.vulnerabilities.first()});
                }
                statement.products.append(*product);
            }
            for (VexStatement &statement : groups)
                document.statements.append(std::move(statement));
        }
    }
}

} // namespace lotse::findings::vexread
