// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/vexread.h"

namespace lotse::findings::vexread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

constexpr int kMaxDepth = 16;

using Products = QHash<QString, VexProduct>;

// The components of the document by their reference, each with the image that it lies in.
void collect(const Element &component, const VexProduct &image, Products &products, int depth)
{
    if (depth > kMaxDepth || products.size() > 1'000'000)
        return;
    VexProduct product = image;
    const QString purl = text(component, "purl");
    const QString type = text(component, "type");
    if (purl.startsWith(u"pkg:oci/"_s) || type == u"container"_s) {
        product = productOf(purl);
        if (product.digest.isEmpty() && text(component, "version").startsWith(u"sha256:"_s))
            product.digest = text(component, "version");
    } else if (!text(component, "name").isEmpty()) {
        const VexProduct own = productOf(purl);
        const QString group = text(component, "group");
        const QString name = (group.isEmpty() ? QString() : group + u':') + text(component, "name");
        product.package = own.package.isEmpty() ? name : own.package;
        product.version = own.version.isEmpty() ? text(component, "version") : own.version;
    }
    if (const QString ref = text(component, "bom-ref"); !ref.isEmpty())
        products.insert(ref, product);
    for (const Element &inner : items(component, "components"))
        collect(inner, product, products, depth + 1);
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
        addProblem(document, LOTSE_MSG("The decision beside %1 does not fit what is stated of it and was left out."),
            {statement.vulnerabilities.value(0)});
}

} // namespace

void readCycloneDx(const Element &root, VexDocument &document, Seconds now)
{
    document.id = text(root, "serialNumber");
    Products products;
    VexProduct subject;
    if (const auto metadata = member(root, "metadata")) {
        document.time = time(*metadata, "timestamp");
        const std::vector<Element> authors = items(*metadata, "authors", 1);
        document.author = authors.empty() ? QString() : text(authors.front(), "name");
        if (const auto component = member(*metadata, "component")) {
            collect(*component, {}, products, 0);
            subject = products.value(text(*component, "bom-ref"));
            subject.package.clear();
            subject.version.clear();
        }
    }
    for (const Element &component : items(root, "components"))
        collect(component, subject, products, 0);
    for (const Element &item : items(root, "vulnerabilities", kMaxStatements)) {
        const auto analysis = member(item, "analysis");
        if (!analysis)
            continue; // a finding, and no statement on it
        VexStatement statement;
        const QString id = text(item, "id");
        statement.vulnerabilities.append(id);
        for (const Element &reference : items(item, "references", 50)) {
            if (const QString alias = text(reference, "id"); !alias.isEmpty())
                statement.vulnerabilities.append(alias);
        }
        const auto state = stateOf(text(*analysis, "state"));
        if (id.isEmpty() || !state || *state == State::None || *state == State::RiskAccepted) {
            addProblem(
                document, LOTSE_MSG("The analysis of \"%1\" has no state that is known and was left out."), {id});
            continue;
        }
        statement.state = *state;
        if (const auto justification = justificationOf(text(*analysis, "justification")))
            statement.justification = *justification;
        for (const QString &response : texts(*analysis, "response", 10)) {
            if (responseWords().contains(response))
                statement.responses.append(response);
        }
        readWhole(item, statement, document);
        const bool isAccepted = statement.state == State::Exploitable;
        if (!readStatementText(text(*analysis, "detail"), statement, now))
            addProblem(document, LOTSE_MSG("The risk of %1 is accepted no longer; it is taken as exploitable."), {id});
        if (isAccepted && statement.state == State::Exploitable && statement.whole
            && statement.whole->state == State::RiskAccepted)
            statement.whole.reset();
        if (const QString hidden = propertyOf(item, u"lotse:hidden"_s); !hidden.isEmpty())
            statement.hides = hidden == u"true"_s;
        for (const Element &affected : items(item, "affects", kMaxProducts)) {
            const QString ref = text(affected, "ref");
            const auto product = products.constFind(ref.startsWith(u"urn:cdx:"_s) ? ref.section(u'#', 1) : ref);
            if (product != products.cend()) {
                statement.products.append(*product);
                continue;
            }
            VexProduct named = productOf(ref);
            if (!named.package.isEmpty() || !named.digest.isEmpty()) {
                if (named.digest.isEmpty())
                    named.digest = subject.digest;
                statement.products.append(named);
            }
        }
        if (statement.products.isEmpty() && !statement.whole) {
            addProblem(document, LOTSE_MSG("What %1 affects cannot be found in the file; it was left out."), {id});
            continue;
        }
        document.statements.append(std::move(statement));
    }
}

} // namespace lotse::findings::vexread
