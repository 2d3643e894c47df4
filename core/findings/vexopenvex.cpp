// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportread.h"
#include "findings/vexread.h"

#include <algorithm>

namespace lotse::findings::vexread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

// What names a component: its package URL, its @id where that is one, else whatever it says of itself. A package URL as
// @id and another one besides are two names of it. In the first version of the format a product is its identifier
// alone.
QList<VexProduct> namesOf(const Element &component)
{
    const QString plain = string(component);
    if (!plain.isEmpty())
        return {productOf(plain)};
    const QString id = text(component, "@id");
    QStringList identifiers{id};
    if (const auto other = member(component, "identifiers")) {
        for (const char *kind : {"purl", "cpe23", "cpe22"}) {
            const QString identifier = text(*other, kind);
            if (!identifier.isEmpty() && !identifiers.first().startsWith(u"pkg:"_s))
                identifiers.first() = identifier;
            else if (identifier.startsWith(u"pkg:"_s) && identifier != identifiers.first())
                identifiers.append(identifier);
        }
    }
    const auto hashes = member(component, "hashes");
    const QString sha256 = hashes ? text(*hashes, "sha-256") : QString();
    const bool hasOthers = sha256.isEmpty() && isGiven(component, "hashes");
    QList<VexProduct> names;
    for (const QString &identifier : std::as_const(identifiers)) {
        names.append(productOf(identifier));
        addHashes(names.last(), sha256.isEmpty() ? QStringList() : QStringList{sha256}, hasOthers);
        if (names.last().label.isEmpty())
            names.last().label = id;
    }
    return names;
}

// Whether the parts of the products can be read: a list that is none would make the whole product of them.
bool areListsOfParts(const Element &item)
{
    const auto isNoList = [](const Element &object) {
        const auto list = member(object, "subcomponents");
        return list && !list->is_array() && !list->is_null();
    };
    const std::vector<Element> products = items(item, "products", kMaxProducts);
    return !isNoList(item) && std::none_of(products.begin(), products.end(), isNoList);
}

void addProducts(const Element &item, VexStatement &statement)
{
    const auto add = [&](VexProduct product) {
        if (statement.products.size() < qsizetype(kMaxProducts))
            statement.products.append(std::move(product));
    };
    const std::vector<Element> common = items(item, "subcomponents", kMaxProducts); // of the first version
    for (const Element &entry : items(item, "products", kMaxProducts)) {
        const QList<VexProduct> names = namesOf(entry);
        std::vector<Element> parts = items(entry, "subcomponents", kMaxProducts);
        parts.insert(parts.end(), common.begin(), common.end());
        for (const VexProduct &product : names) {
            for (const Element &part : parts) {
                for (const VexProduct &name : namesOf(part))
                    add(partOf(product, name));
            }
            if (parts.empty())
                add(product);
        }
    }
}

// Our own words for what the format has no field for; they refine the status and never contradict it.
void readNotes(const QString &notes, VexStatement &statement, Seconds now)
{
    const QStringList words = notes.section(u" | "_s, 0, 0).split(u' ', Qt::SkipEmptyParts);
    bool isOurs = false;
    bool isHiding = false;
    for (const QString &word : words) {
        if (word.startsWith(u"cyclonedx:"_s)) {
            isOurs = true;
            const QString own = word.mid(10);
            const auto justification = justificationOf(own);
            if (statement.state == State::NotAffected && own == u"false_positive"_s)
                statement.state = State::FalsePositive;
            else if (statement.state == State::Resolved && own == u"resolved_with_pedigree"_s)
                statement.state = State::ResolvedWithPedigree;
            else if (responseWords().contains(own))
                statement.responses.append(own);
            else if (justification && statement.state == State::NotAffected)
                statement.justification = *justification;
        } else if (word == u"lotse:risk_accepted"_s) {
            isOurs = true;
        } else if (word == u"lotse:hides"_s) {
            isHiding = true;
        } else if (word.startsWith(u"lotse:review="_s)) {
            statement.review = secondsOf(word.mid(13));
        } else if (word.startsWith(u"lotse:expires="_s)) {
            const Seconds expires = secondsOf(word.mid(14));
            statement.expires = expires > now ? expires : 0;
        }
    }
    if (isOurs)
        statement.hides = isHiding;
}

} // namespace

void readOpenVex(const Element &root, VexDocument &document, Seconds now)
{
    document.id = text(root, "@id");
    document.version = versionOf(root, "version");
    document.author = text(root, "author");
    document.time = std::max(time(root, "timestamp"), time(root, "last_updated"));
    if (isNoTime(root, "timestamp") || isNoTime(root, "last_updated"))
        addProblem(document, LOTSE_MSG("The time of the document cannot be read."), {});
    qsizetype number = 0;
    for (const Element &item : items(root, "statements", kMaxStatements)) {
        ++number;
        if (!isReadable(item, document, u"Statement %1"_s.arg(number)))
            continue;
        VexStatement statement;
        if (const auto vulnerability = member(item, "vulnerability")) {
            if (const QString name = vulnerabilityOf(*vulnerability, "name"); !name.isEmpty())
                statement.vulnerabilities.append(name);
            // Some name it by its address alone: "https://nvd.nist.gov/vuln/detail/CVE-2022-3715", "CVE-2022-3715".
            const QString address = vulnerabilityOf(*vulnerability, "@id").section(u'/', -1);
            if (statement.vulnerabilities.isEmpty() && reportread::isVulnerabilityId(address))
                statement.vulnerabilities.append(address);
            for (const QString &alias : texts(*vulnerability, "aliases", 50))
                statement.vulnerabilities.append(QString::fromUtf8(vulnerabilityId(alias.toUtf8())));
            if (const QString plain = vulnerabilityOf(item, "vulnerability"); !plain.isEmpty()) // of the first version
                statement.vulnerabilities.append(plain);
        }
        const QString status = text(item, "status");
        if (status == u"not_affected"_s)
            statement.state = State::NotAffected;
        else if (status == u"affected"_s)
            statement.state = State::Exploitable;
        else if (status == u"fixed"_s)
            statement.state = State::Resolved;
        else if (status != u"under_investigation"_s) {
            addSkipped(
                document, LOTSE_MSG("Statement %1 has an unknown status and was skipped."), {QString::number(number)});
            continue;
        }
        if (!readTime(item, {"timestamp", "last_updated"}, statement, document, now))
            continue;
        if (!areListsOfParts(item)) {
            addSkipped(document, LOTSE_MSG("The components of statement %1 cannot be read; it was skipped."),
                {QString::number(number)});
            continue;
        }
        addProducts(item, statement);
        // A word that nobody knows justifies nothing.
        if (status == u"not_affected"_s && !justificationOfVex(text(item, "justification"))
            && text(item, "impact_statement").isEmpty())
            statement.draft = Message{LOTSE_MSG("not affected, without a justification or an impact statement"), {}};
        if (statement.vulnerabilities.isEmpty() || statement.products.isEmpty()) {
            addSkipped(document, LOTSE_MSG("Statement %1 has no readable vulnerability or product."),
                {QString::number(number)});
            continue;
        }
        if (const QString word = text(item, "justification"); !word.isEmpty()) {
            if (const auto justification = justificationOfVex(word))
                statement.justification = *justification;
            else
                addProblem(document, LOTSE_MSG("The justification \"%1\" of statement %2 is unknown and was skipped."),
                    {word, QString::number(number)});
        }
        const QString notes = text(item, "status_notes");
        readNotes(notes, statement, now);
        const QString impact = text(item, "impact_statement");
        const QString spoken = !impact.isEmpty() ? impact : text(item, "action_statement");
        if (!spoken.isEmpty()) {
            const State refined = statement.state;
            if (refined == State::FalsePositive)
                statement.state = State::NotAffected; // so that the words before the reason are taken off
            if (!readStatementText(spoken, statement, now))
                addProblem(document, LOTSE_MSG("The accepted risk of statement %1 has expired; imported as affected."),
                    {QString::number(number)});
            if (refined == State::FalsePositive)
                statement.state = refined;
        } else if (notes.contains(u" | "_s)) {
            statement.reason = notes.section(u" | "_s, 1);
        }
        document.statements.append(std::move(statement));
    }
}

} // namespace lotse::findings::vexread
