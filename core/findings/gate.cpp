// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/gate.h"

#include "findings/filter.h"
#include "findings/jsonread.h"

#include <algorithm>
#include <limits>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &where, const char *id, const QStringList &args = {})
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.where = where;
    error.message = {id, args};
    return error;
}

// The first member that is not among the known ones; empty where there is none.
QString foreignMember(const jsonread::Element &element, const QStringList &known)
{
    simdjson::dom::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS)
        return {};
    for (const auto &[key, value] : object) {
        const QString name = QString::fromUtf8(key.data(), qsizetype(key.size()));
        if (!known.contains(name))
            return name;
    }
    return {};
}

Result<GateRule> readRule(const jsonread::Element &item, int number)
{
    using namespace jsonread;
    GateRule rule;
    const QString where = u"rules[%1]"_s.arg(number);
    if (const QString foreign = foreignMember(item, {u"name"_s, u"query"_s, u"max"_s, u"message"_s});
        !foreign.isEmpty())
        return wrong(where, LOTSE_MSG("The policy has a member \"%1\" that is not known."), {foreign});
    rule.name = text(item, "name");
    rule.message = text(item, "message");
    const QString query = text(item, "query");
    if (rule.name.isEmpty() || query.trimmed().isEmpty())
        return wrong(
            where, LOTSE_MSG("Rule %1 of the policy needs a name and a query."), {QString::number(number + 1)});
    const ParsedQuery parsed = parseQuery(query);
    if (!parsed.ok())
        return wrong(u"%1.query:%2"_s.arg(where).arg(parsed.error->position),
            LOTSE_MSG("The query of rule \"%1\" cannot be read at character %2: %3"),
            {rule.name, QString::number(parsed.error->position + 1), parsed.error->message.english()});
    rule.query = parsed.query;
    if (const auto maximum = member(item, "max")) {
        uint64_t value = 0;
        if (maximum->get_uint64().get(value) != simdjson::SUCCESS || value > std::numeric_limits<quint32>::max())
            return wrong(
                where + u".max"_s, LOTSE_MSG("\"max\" of rule \"%1\" must be a whole number from 0."), {rule.name});
        rule.maximum = quint32(value);
    }
    return rule;
}

} // namespace

Result<GatePolicy> readGatePolicy(QByteArrayView file)
{
    using namespace jsonread;
    Document document;
    const Result<Element> root = document.parse(file, 1024 * 1024, u"a policy"_s);
    if (!root)
        return root.error();
    const double version = number(*root, "lotse_policy", 0);
    if (version < 1 || version > 1)
        return wrong(
            u"lotse_policy"_s, LOTSE_MSG("This is no policy that this version reads: \"lotse_policy\" must be 1."));
    const QStringList known{u"lotse_policy"_s, u"name"_s, u"unscanned"_s, u"stale"_s, u"rules"_s};
    if (const QString foreign = foreignMember(*root, known); !foreign.isEmpty())
        return wrong(foreign, LOTSE_MSG("The policy has a member \"%1\" that is not known."), {foreign});
    GatePolicy policy;
    policy.name = text(*root, "name");
    if (member(*root, "unscanned")) {
        const QString unscanned = text(*root, "unscanned");
        if (unscanned != u"fail"_s && unscanned != u"pass"_s)
            return wrong(u"unscanned"_s, LOTSE_MSG("\"unscanned\" is \"fail\" or \"pass\"."));
        policy.passesUnscanned = unscanned == u"pass"_s;
    }
    if (member(*root, "stale")) {
        const QString stale = text(*root, "stale");
        const ParsedQuery parsed = parseQuery(u"new:"_s + stale);
        const bool isTime = parsed.ok() && parsed.query.terms.size() == 1
            && parsed.query.terms.first().values.size() == 1 && parsed.query.terms.first().values.first().number <= 1e9;
        if (stale != u"never"_s && !isTime)
            return wrong(u"stale"_s, LOTSE_MSG("\"stale\" is a time such as 24h or 7d, or \"never\"."));
        policy.staleAfter = stale == u"never"_s ? 0 : Seconds(parsed.query.terms.first().values.first().number);
    }
    const auto rules = member(*root, "rules");
    if (!rules || !rules->is_array())
        return wrong(u"rules"_s, LOTSE_MSG("The policy has no list of rules."));
    const std::vector<Element> list = items(*root, "rules", 1001);
    if (list.size() > 1000)
        return wrong(u"rules"_s, LOTSE_MSG("The policy has more than 1000 rules."));
    for (const Element &item : list) {
        Result<GateRule> rule = readRule(item, int(policy.rules.size()));
        if (!rule)
            return rule.error();
        policy.rules.append(std::move(rule.value()));
    }
    return policy;
}

bool GateVerdict::isPassed() const
{
    return std::all_of(outcomes.begin(), outcomes.end(), [](const GateOutcome &outcome) { return outcome.isPassed; });
}

int GateVerdict::exitCode() const
{
    if (isPassed())
        return 0;
    return isScanned ? 11 : 12;
}

GateVerdict judge(const GatePolicy &policy, const Context &context, const FindingSet::Part &part, quint32 number)
{
    GateVerdict verdict;
    const Segment &segment = *part.segment;
    const Segment::Image &image = segment.images[number];
    bool isScanned = !image.platforms.empty();
    bool isUnreadable = false;
    quint64 lost = 0;
    Seconds oldest = std::numeric_limits<Seconds>::max();
    std::vector<std::pair<RowId, RowId>> ranges;
    for (const quint32 index : image.platforms) {
        const Segment::Platform &platform = segment.platforms[index];
        isScanned = isScanned && platform.scan == ScanState::Done;
        isUnreadable = isUnreadable || platform.scan == ScanState::Unreadable;
        lost += platform.unreadable;
        oldest = std::min(oldest, platform.reported);
        ranges.emplace_back(part.firstRow + platform.firstRow, part.firstRow + platform.firstRow + platform.rowCount);
    }
    GateOutcome scan;
    // A report without a time cannot be shown to be fresh.
    const bool isStale = isScanned && policy.staleAfter != 0
        && (oldest == 0 || (context.now > oldest && context.now - oldest > policy.staleAfter));
    if (lost > 0)
        scan.message = u"The report of the image could not be read whole: %1 of its lines are missing."_s.arg(lost);
    else if (isUnreadable)
        scan.message = u"The report of the image could not be read."_s;
    else if (!isScanned)
        scan.message = u"The image has not been scanned on all its platforms."_s;
    else if (isStale)
        scan.message = u"The scan of the image is too old."_s;
    // There is a report: a policy that lets unscanned images pass says nothing of one that nobody can read.
    scan.isPassed = isScanned ? !isStale : policy.passesUnscanned && !isUnreadable;
    verdict.isUnreadable = isUnreadable;
    verdict.isScanned = scan.isPassed;
    verdict.outcomes.append(scan);
    for (const GateRule &rule : policy.rules) {
        GateOutcome outcome{rule.name, rule.message, true, 0, rule.maximum, {}};
        for (const RowId row : select(rule.query, context)) {
            if (std::any_of(ranges.begin(), ranges.end(),
                    [row](const auto &range) { return row >= range.first && row < range.second; }))
                outcome.rows.push_back(row);
        }
        outcome.count = quint32(outcome.rows.size());
        outcome.isPassed = outcome.count <= rule.maximum;
        verdict.outcomes.append(std::move(outcome));
    }
    return verdict;
}

} // namespace lotse::findings
