// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/rule.h"

#include "findings/jsonread.h"
#include "findings/query.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

Result<void> checkRule(const Rule &rule, const DecisionPolicy &policy, Seconds now)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    if (rule.name.trimmed().isEmpty()) {
        error.where = u"name"_s;
        error.message = {LOTSE_MSG("Enter a name for the rule."), {}};
        return error;
    }
    const ParsedQuery parsed = parseQuery(rule.query);
    if (!parsed.ok()) {
        error.where = u"query"_s;
        error.message = parsed.error->message;
        return error;
    }
    if (parsed.query.isEmpty()) {
        error.where = u"query"_s;
        error.message = {LOTSE_MSG("A rule without a condition applies to all findings. Enter a query."), {}};
        return error;
    }
    Decision decision = rule.decision;
    decision.author = rule.author;
    decision.match.vulnerabilities = QStringList{u"any"_s};
    decision.match.versions.clear();
    return checkDecision(decision, policy, now);
}

QByteArray ruleJson(const Rule &rule)
{
    QJsonObject out{{u"id"_s, rule.id}, {u"name"_s, rule.name}, {u"author"_s, rule.author},
        {u"created"_s, isoTime(rule.created)}, {u"query"_s, rule.query},
        {u"mode"_s, rule.mode == Rule::Mode::Apply ? u"apply"_s : u"log"_s}, {u"priority"_s, rule.priority}};
    if (rule.validFrom)
        out.insert(u"valid_from"_s, isoTime(rule.validFrom));
    if (rule.validUntil)
        out.insert(u"valid_until"_s, isoTime(rule.validUntil));
    Decision decision = rule.decision;
    decision.id = rule.id;
    decision.created = rule.created;
    out.insert(u"decision"_s, QJsonDocument::fromJson(decisionJson(decision)).object());
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

Result<Rule> readRule(QByteArrayView json)
{
    using namespace jsonread;
    Document document;
    const Result<Element> root = document.parse(json, 1024 * 1024, u"a rule"_s);
    if (!root)
        return root.error();
    Rule rule;
    rule.id = text(*root, "id");
    rule.name = text(*root, "name");
    rule.author = text(*root, "author");
    rule.created = time(*root, "created");
    rule.query = text(*root, "query");
    rule.validFrom = time(*root, "valid_from");
    rule.validUntil = time(*root, "valid_until");
    rule.priority = int(std::clamp(number(*root, "priority", 0), -1e6, 1e6));
    const QString mode = text(*root, "mode");
    rule.mode = mode == u"apply"_s ? Rule::Mode::Apply : Rule::Mode::Log;
    const auto decision = member(*root, "decision");
    const bool isDateLost =
        (member(*root, "valid_until") && rule.validUntil == 0) || (member(*root, "valid_from") && rule.validFrom == 0);
    if (rule.id.isEmpty() || rule.query.isEmpty() || !decision || isDateLost
        || (mode != u"apply"_s && mode != u"log"_s)) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("The rule \"%1\" is not readable: a member is missing or invalid."), {rule.name}};
        return error;
    }
    const std::string own = simdjson::minify(*decision);
    Result<Decision> read = readDecision(QByteArrayView(own.data(), qsizetype(own.size())));
    if (!read)
        return read.error();
    rule.decision = std::move(read.value());
    return rule;
}

} // namespace lotse::findings
