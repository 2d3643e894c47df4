// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/gate.h"

#include "base/clockskew.h"
#include "findings/filter.h"
#include "findings/jsonread.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

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
        return wrong(where, LOTSE_MSG("The policy contains an unknown member \"%1\"."), {foreign});
    rule.name = text(item, "name");
    rule.message = text(item, "message");
    const QString query = text(item, "query");
    if (rule.name.isEmpty() || query.trimmed().isEmpty())
        return wrong(
            where, LOTSE_MSG("Rule %1 of the policy requires a name and a query."), {QString::number(number + 1)});
    const ParsedQuery parsed = parseQuery(query);
    if (!parsed.ok())
        return wrong(u"%1.query:%2"_s.arg(where).arg(parsed.error->position),
            LOTSE_MSG("The query of rule \"%1\" is invalid at character %2: %3"),
            {rule.name, QString::number(parsed.error->position + 1), parsed.error->message.english()});
    rule.query = parsed.query;
    if (const auto maximum = member(item, "max")) {
        uint64_t value = 0;
        if (maximum->get_uint64().get(value) != simdjson::SUCCESS || value > std::numeric_limits<quint32>::max())
            return wrong(where + u".max"_s, LOTSE_MSG("\"max\" of rule \"%1\" must be a whole number of 0 or more."),
                {rule.name});
        rule.maximum = quint32(value);
    }
    return rule;
}

// A list of texts, or a single text. An element that is no text is an error: it would ask for less than was meant.
bool readTexts(const jsonread::Element &element, QStringList &out)
{
    std::string_view one;
    if (element.get_string().get(one) == simdjson::SUCCESS) {
        out = {QString::fromUtf8(one.data(), qsizetype(one.size()))};
        return !out.first().isEmpty();
    }
    simdjson::dom::array list;
    if (element.get_array().get(list) != simdjson::SUCCESS || list.size() == 0)
        return false;
    for (const simdjson::dom::element item : list) {
        if (item.get_string().get(one) != simdjson::SUCCESS || one.empty())
            return false;
        out.append(QString::fromUtf8(one.data(), qsizetype(one.size())));
    }
    return true;
}

// "24h", "7d" or "never" (0) in seconds; nothing where it is neither.
std::optional<Seconds> staleOf(const QString &text)
{
    if (text == u"never"_s)
        return Seconds(0);
    const ParsedQuery parsed = parseQuery(u"new:"_s + text);
    const bool isTime = parsed.ok() && parsed.query.terms.size() == 1 && parsed.query.terms.first().values.size() == 1
        && parsed.query.terms.first().values.first().number <= 1e9;
    const Seconds age = isTime ? Seconds(parsed.query.terms.first().values.first().number) : 0;
    return age > 0 ? std::optional(age) : std::nullopt; // 0 stands for "never": no age at all is meant by nobody
}

Result<GateTrust> readTrust(const jsonread::Element &item)
{
    using namespace jsonread;
    GateTrust out;
    const QStringList known{u"signed"_s, u"signers"_s, u"attested"_s, u"stale"_s, u"recursive"_s, u"message"_s};
    if (!item.is_object())
        return wrong(u"trust"_s, LOTSE_MSG("\"trust\" must be an object."));
    if (const QString foreign = foreignMember(item, known); !foreign.isEmpty())
        return wrong(u"trust"_s, LOTSE_MSG("The policy contains an unknown member \"%1\"."), {foreign});
    out.message = text(item, "message");
    QStringList words;
    const auto list = [&](const char *name, QStringList &texts) {
        const auto found = member(item, name);
        return !found || readTexts(*found, texts);
    };
    if (!list("signed", words) || !list("signers", out.signers) || !list("attested", out.attested))
        return wrong(u"trust"_s,
            LOTSE_MSG("\"signed\", \"signers\" and \"attested\" of \"trust\" must be strings or lists of strings."));
    for (const QString &word : std::as_const(words)) {
        const qsizetype state = choicesOf(Key::Signed).indexOf(word);
        if (state < 0 || SignState(state) == SignState::Unverified)
            return wrong(u"trust.signed"_s,
                LOTSE_MSG("\"%1\" is not a value of \"signed\". Allowed: trusted, valid, invalid, claimed, none."),
                {word});
        out.signedAs.append(SignState(state));
    }
    if (out.signedAs.isEmpty() && out.signers.isEmpty() && out.attested.isEmpty())
        return wrong(
            u"trust"_s, LOTSE_MSG("\"trust\" requires at least one of \"signed\", \"signers\" and \"attested\"."));
    if (const auto recursive = member(item, "recursive")) {
        if (recursive->get_bool().get(out.isRecursive) != simdjson::SUCCESS)
            return wrong(u"trust.recursive"_s, LOTSE_MSG("\"recursive\" of \"trust\" must be true or false."));
        if (out.isRecursive && out.signedAs.isEmpty())
            return wrong(u"trust.recursive"_s, LOTSE_MSG("\"recursive\" of \"trust\" requires \"signed\"."));
    }
    if (member(item, "stale")) {
        const std::optional<Seconds> stale = staleOf(text(item, "stale"));
        if (!stale)
            return wrong(u"trust.stale"_s,
                LOTSE_MSG("\"stale\" must be a duration longer than 0, such as 24h or 7d, or \"never\"."));
        out.staleAfter = *stale;
    }
    return out;
}

bool asksForTrust(const Query &query)
{
    return std::any_of(query.terms.begin(), query.terms.end(), [](const Term &term) {
        return term.key == Key::Signed || term.key == Key::Signer || term.key == Key::Attested;
    });
}

// Whether a query asks for fixes and does not say itself what becomes of findings of which that is not known.
bool asksForFix(const Query &query)
{
    bool asks = false;
    for (const Term &term : query.terms) {
        asks = asks || term.key == Key::Fix;
        for (const Value &value : term.values) {
            if (term.key == Key::Fix && isWord(value, u"unknown"_s))
                return false;
        }
    }
    return asks;
}

// The same question of the findings whose report does not say whether there is a fix, whatever it asks of fixes.
Query withFixUnknown(const Query &query)
{
    Query out = query;
    out.terms.removeIf([](const Term &term) { return term.key == Key::Fix; });
    out.terms.append({Key::Fix, false, {Value{u"unknown"_s, Compare::Equal, false, 0}}});
    return out;
}

bool isVerified(const Context &context, const Segment &segment, quint32 number)
{
    const TrustMarks::Part *part = context.trust ? context.trust->find(segment.registryId) : nullptr;
    return part && number < part->images.size() && part->images[number].state != SignState::Unverified;
}

// Fails closed: an image without a verdict, or whose verdict is by another policy, passes nothing.
GateOutcome judgeTrust(const GateTrust &wanted, const Context &context, const Segment &segment, quint32 number)
{
    GateOutcome outcome{u"trust"_s, wanted.message, false, 0, 0, {}};
    const TrustMarks::Part *part = context.trust ? context.trust->find(segment.registryId) : nullptr;
    const auto fail = [&](const QString &why) {
        outcome.message = wanted.message.isEmpty() ? why : wanted.message + u" ("_s + why + u')';
        return outcome;
    };
    if (!isVerified(context, segment, number))
        return fail(u"The signatures of the image were not verified by the current trust policy, or could not be."_s);
    const TrustMarks::Image &mark = part->images[number];
    if (wanted.staleAfter != 0 && (mark.checked == 0 || context.now - mark.checked > wanted.staleAfter))
        return fail(u"The signatures of the image were verified too long ago."_s);
    if (wanted.staleAfter != 0 && isAhead(mark.checked, context.now))
        return fail(u"The verification of the signatures is dated in the future. Check the clocks."_s);
    if (!wanted.signedAs.isEmpty() && !wanted.signedAs.contains(mark.state))
        return fail(u"The signature of the image is: %1."_s.arg(signStateWord(mark.state)));
    for (const SignState child : wanted.isRecursive ? mark.children : std::vector<SignState>()) {
        if (!wanted.signedAs.contains(child))
            return fail(u"An image of the index by itself is: %1."_s.arg(signStateWord(child)));
    }
    const auto has = [&](const std::vector<quint32> &list, const QString &text) {
        const QByteArray wantedText = text.toUtf8();
        return std::any_of(list.begin(), list.end(),
            [&](quint32 id) { return part->texts[id] == wantedText || isPredicateName(wantedText, part->texts[id]); });
    };
    if (!wanted.signers.isEmpty()
        && std::none_of(wanted.signers.begin(), wanted.signers.end(),
            [&](const QString &signer) { return has(mark.signers, signer); }))
        return fail(u"None of the wanted signers has signed the image."_s);
    for (const QString &type : wanted.attested) {
        if (!has(mark.vouched, type))
            return fail(u"The image has no trusted attestation of %1."_s.arg(type));
    }
    outcome.isPassed = true;
    return outcome;
}

} // namespace

Result<GatePolicy> readGatePolicy(QByteArrayView file)
{
    using namespace jsonread;
    Document document;
    const Result<Element> root = document.parse(file, 1024 * 1024, u"a policy"_s);
    if (!root)
        return root.error();
    if (const auto name = repeatedMember(*root))
        return wrong(*name, LOTSE_MSG("The policy contains the member \"%1\" twice."), {*name});
    const double version = number(*root, "lotse_policy", 0);
    if (version < 1 || version > 1)
        return wrong(u"lotse_policy"_s, LOTSE_MSG("Unsupported policy: \"lotse_policy\" must be 1."));
    const QStringList known{u"lotse_policy"_s, u"name"_s, u"unscanned"_s, u"stale"_s, u"rules"_s, u"trust"_s};
    if (const QString foreign = foreignMember(*root, known); !foreign.isEmpty())
        return wrong(foreign, LOTSE_MSG("The policy contains an unknown member \"%1\"."), {foreign});
    GatePolicy policy;
    policy.name = text(*root, "name");
    if (member(*root, "unscanned")) {
        const QString unscanned = text(*root, "unscanned");
        if (unscanned != u"fail"_s && unscanned != u"pass"_s)
            return wrong(u"unscanned"_s, LOTSE_MSG("\"unscanned\" must be \"fail\" or \"pass\"."));
        policy.passesUnscanned = unscanned == u"pass"_s;
    }
    if (member(*root, "stale")) {
        const std::optional<Seconds> stale = staleOf(text(*root, "stale"));
        if (!stale)
            return wrong(
                u"stale"_s, LOTSE_MSG("\"stale\" must be a duration longer than 0, such as 24h or 7d, or \"never\"."));
        policy.staleAfter = *stale;
    }
    if (const auto trust = member(*root, "trust")) {
        Result<GateTrust> read = readTrust(*trust);
        if (!read)
            return read.error();
        policy.trust = std::move(read).value();
    }
    const auto rules = member(*root, "rules");
    if (rules ? !rules->is_array() : !policy.trust)
        return wrong(u"rules"_s, LOTSE_MSG("The policy has no rules."));
    const std::vector<Element> list = rules ? items(*root, "rules", 1001) : std::vector<Element>();
    if (list.size() > 1000)
        return wrong(u"rules"_s, LOTSE_MSG("The policy exceeds 1000 rules."));
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
    Seconds newest = 0;
    std::vector<std::pair<RowId, RowId>> ranges;
    for (const quint32 index : image.platforms) {
        const Segment::Platform &platform = segment.platforms[index];
        isScanned = isScanned && platform.scan == ScanState::Done;
        isUnreadable = isUnreadable || platform.scan == ScanState::Unreadable;
        lost += platform.unreadable;
        oldest = std::min(oldest, platform.reported);
        newest = std::max(newest, platform.reported);
        ranges.emplace_back(part.firstRow + platform.firstRow, part.firstRow + platform.firstRow + platform.rowCount);
    }
    GateOutcome scan;
    // A report without a time, or of a time that is not yet, cannot be shown to be fresh.
    const bool isFuture = isScanned && policy.staleAfter != 0 && isAhead(newest, context.now);
    const bool isStale = isScanned && policy.staleAfter != 0
        && (isFuture || oldest == 0 || (context.now > oldest && context.now - oldest > policy.staleAfter));
    if (lost > 0)
        scan.message = u"The report of the image could not be read whole: %1 of its lines are missing."_s.arg(lost);
    else if (isUnreadable)
        scan.message = u"The report of the image could not be read, or some of its platforms were never scanned."_s;
    else if (!isScanned)
        scan.message = u"The image has not been scanned on all its platforms."_s;
    else if (isFuture)
        scan.message = u"The scan of the image is dated in the future. Check the clock of the scanner."_s;
    else if (isStale && oldest == 0)
        scan.message = u"The scan of the image has no date: its age cannot be checked."_s;
    else if (isStale)
        scan.message = u"The scan of the image is too old."_s;
    // There is a report: a policy that lets unscanned images pass says nothing of one that nobody can read.
    scan.isPassed = isScanned ? !isStale : policy.passesUnscanned && !isUnreadable;
    verdict.isUnreadable = isUnreadable;
    verdict.isScanned = scan.isPassed;
    verdict.outcomes.append(scan);
    for (const GateRule &rule : policy.rules) {
        GateOutcome outcome{rule.name, rule.message, true, 0, rule.maximum, {}};
        const auto rowsOf = [&](const Query &query) {
            Rows rows = select(query, context);
            std::erase_if(rows, [&](RowId row) {
                return std::none_of(ranges.begin(), ranges.end(),
                    [row](const auto &range) { return row >= range.first && row < range.second; });
            });
            return rows;
        };
        outcome.rows = rowsOf(rule.query);
        outcome.count = quint32(outcome.rows.size());
        outcome.isPassed = outcome.count <= rule.maximum;
        if (outcome.isPassed && asksForFix(rule.query)) {
            Rows all = outcome.rows;
            const Rows unknown = rowsOf(withFixUnknown(rule.query));
            all.insert(all.end(), unknown.begin(), unknown.end());
            std::sort(all.begin(), all.end());
            all.erase(std::unique(all.begin(), all.end()), all.end());
            if (all.size() > rule.maximum) {
                outcome.isPassed = false;
                outcome.message =
                    u"Not evaluated: the report does not say whether there is a fix (findings of which it does not: %1)."_s
                        .arg(all.size() - outcome.rows.size());
            }
        }
        // A rule that asks for what nobody has verified would let the image pass.
        if (outcome.isPassed && asksForTrust(rule.query) && !isVerified(context, segment, number)) {
            outcome.isPassed = false;
            outcome.message =
                u"Not evaluated: the signatures of the image were not verified by the current trust policy."_s;
        }
        verdict.outcomes.append(std::move(outcome));
    }
    if (policy.trust)
        verdict.outcomes.append(judgeTrust(*policy.trust, context, segment, number));
    return verdict;
}

} // namespace lotse::findings
