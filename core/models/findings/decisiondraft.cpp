// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/decisiondraft.h"

#include "base/post.h"
#include "models/findings/workbenchcolumns.h"

#include <QDate>
#include <QLocale>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr Seconds kDay = 86400;
constexpr Seconds kReview = 180 * kDay;
constexpr qsizetype kMostDecisions = 50'000; // more are a rule, not a decision

const QStringList &reachWords()
{
    static const QStringList words{u"everywhere"_s, u"registry"_s, u"project"_s, u"repository"_s, u"digest"_s};
    return words;
}

QString dayOf(Seconds time)
{
    return time ? timeOf(time).toLocalTime().date().toString(Qt::ISODate) : QString();
}

// The end of that day here; 0 for an empty text, nothing where it is no date.
std::optional<Seconds> endOf(const QString &day)
{
    if (day.trimmed().isEmpty())
        return Seconds(0);
    const QDate date = QDate::fromString(day.trimmed(), Qt::ISODate);
    return date.isValid() ? std::optional(Seconds(date.endOfDay().toSecsSinceEpoch())) : std::nullopt;
}

bool hidesByNature(State state)
{
    return state != State::None && state != State::InTriage && state != State::Exploitable;
}

Error wrong(const QString &field, const char *sentence)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = {sentence, {}};
    error.where = field;
    return error;
}

} // namespace

DecisionDraft::DecisionDraft(QObject *parent)
    : QObject(parent)
    , m_turn(std::make_shared<std::atomic<quint64>>(0))
{
}

DecisionDraft::~DecisionDraft()
{
    ++*m_turn;
}

void DecisionDraft::start(FindingsQueryModel *bench)
{
    if (m_bench)
        m_bench->disconnect(this);
    m_bench = bench;
    if (!bench)
        return;
    m_set = bench->context().set;
    m_question = bench->query().canonical();
    connect(bench, &FindingsQueryModel::contextChanged, this, &DecisionDraft::previewChanged);
}

void DecisionDraft::begin(FindingsQueryModel *bench, const QStringList &keys, bool isAll, const QString &state)
{
    m_pattern = {};
    m_before.reset();
    m_isForAllVersions = false;
    start(bench);
    const auto &answer = bench ? bench->table()->answer() : nullptr;
    m_rows = answer && answer->context.set == m_set ? bench->rowsOf(keys, isAll) : Rows();
    m_worst = Severity::None;
    if (m_set) {
        m_set->eachRun(m_rows, [this](const FindingSet::Part &part, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i)
                m_worst = std::max(m_worst, part.segment->lineOf(m_rows[i] - part.firstRow).severity);
        });
    }
    setState(state);
}

void DecisionDraft::beginChange(FindingsQueryModel *bench, const Decision &before)
{
    start(bench);
    m_rows.clear();
    m_before = before;
    m_pattern = before;
    m_pattern.author.clear(); // whoever keeps the decision puts it in
    m_pattern.supersedes = before.id;
    m_pattern.id.clear();
    m_expires = dayOf(before.expires);
    m_review = dayOf(before.review);
    m_isForAllVersions = before.match.versions.isEmpty();
    touch();
}

void DecisionDraft::setExisting(const QList<Decision> &decisions)
{
    m_existing = decisions;
    touch();
}

void DecisionDraft::setState(const QString &word)
{
    const std::optional<State> state = stateOf(word);
    if (!state)
        return;
    m_pattern.state = *state;
    m_pattern.isHiding = hidesByNature(*state);
    if (*state != State::NotAffected)
        m_pattern.justification = Justification::None;
    // Accepted risk runs out; what is hidden for good is looked at again.
    const Seconds now = m_bench ? m_bench->context().now : 0;
    m_expires = *state == State::RiskAccepted ? dayOf(defaultExpiry(m_worst, now)) : QString();
    m_review = m_pattern.isHiding && *state != State::RiskAccepted ? dayOf(now + kReview) : QString();
    touch();
}

void DecisionDraft::setJustification(const QString &word)
{
    if (word.isEmpty()) {
        m_pattern.justification = Justification::None;
    } else {
        for (int i = 1; i <= int(Justification::ProtectedByMitigatingControl); ++i) {
            if (justificationWord(Justification(i)) == word)
                m_pattern.justification = Justification(i);
        }
    }
    touch(true);
}

void DecisionDraft::setResponses(const QStringList &words)
{
    m_pattern.responses = words;
    touch(true);
}

void DecisionDraft::setReason(const QString &text)
{
    m_pattern.reason = text;
    touch(true);
}

void DecisionDraft::setTicket(const QString &text)
{
    m_pattern.ticket = text;
    touch(true);
}

void DecisionDraft::setExpires(const QString &day)
{
    m_expires = day;
    touch();
}

void DecisionDraft::setReview(const QString &day)
{
    m_review = day;
    touch(true);
}

QString DecisionDraft::reach() const
{
    return reachWords().at(int(m_reach));
}

void DecisionDraft::setReach(const QString &word)
{
    const qsizetype at = reachWords().indexOf(word);
    if (at < 0 || Reach(at) == m_reach)
        return;
    m_reach = Reach(at);
    touch();
}

void DecisionDraft::setForAllVersions(bool isForAll)
{
    m_isForAllVersions = isForAll;
    touch();
}

bool DecisionDraft::mayHide() const
{
    return hidesByNature(m_pattern.state);
}

void DecisionDraft::setHiding(bool isHiding)
{
    m_pattern.isHiding = isHiding && mayHide();
    touch();
}

Context DecisionDraft::context() const
{
    return m_bench ? m_bench->context() : Context();
}

bool DecisionDraft::isOutdated() const
{
    return m_bench && m_set && m_bench->context().set != m_set;
}

bool DecisionDraft::isReady() const
{
    return !m_problem && !m_isBusy && !isOutdated() && m_proposal
        && (isChange() || (m_proposal->occurrences > 0 && m_proposal->decisions.size() <= kMostDecisions));
}

void DecisionDraft::check()
{
    m_problem = {};
    const std::optional<Seconds> expires = endOf(m_expires);
    const std::optional<Seconds> review = endOf(m_review);
    if (!expires) {
        m_problem = wrong(u"expires"_s, LOTSE_MSG("Enter the expiry date as year-month-day, such as 2027-01-31."));
        return;
    }
    if (!review) {
        m_problem = wrong(u"review"_s, LOTSE_MSG("Enter the review date as year-month-day, such as 2027-01-31."));
        return;
    }
    m_pattern.expires = *expires;
    m_pattern.review = *review;
    Decision whole = m_pattern;
    whole.author = u"-"_s; // filled in by whoever keeps the decision
    if (whole.match.package.isEmpty() && whole.match.vulnerabilities.isEmpty())
        whole.match.package = u"-"_s; // filled in from the rows
    if (const Result<void> checked = checkDecision(whole, {}, context().now); !checked)
        m_problem = checked.error();
}

void DecisionDraft::touch(bool isPreviewKept)
{
    check();
    emit changed();
    if (!isPreviewKept)
        work();
    else
        emit previewChanged();
}

void DecisionDraft::work()
{
    if (!m_bench || isOutdated() || (!isChange() && m_rows.empty()))
        return;
    const quint64 turn = ++*m_turn;
    m_isBusy = true;
    m_proposal.reset();
    emit previewChanged();
    QThreadPool::globalInstance()->start(
        [this, turn, last = m_turn, context = context(), rows = m_rows, existing = m_existing, pattern = m_pattern,
            before = m_before, reach = m_reach, isForAll = m_isForAllVersions, note = u"query: "_s + m_question,
            post = Post(this)] {
            if (*last != turn)
                return;
            Proposal proposal;
            if (before) {
                proposal.decisions = {pattern};
                QList<Decision> others = existing;
                others.removeIf([&](const Decision &one) { return one.id == before->id; });
                Decision mine = pattern;
                mine.id = u"proposed"_s;
                mine.created = context.now;
                const Applied after = applyDecisions(context, others + QList<Decision>{mine});
                Rows decided;
                for (RowId row = 0; row < context.set->rowCount(); ++row) {
                    const quint32 index = after.states->decision[row];
                    if (index != 0 && after.states->ids[index - 1] == mine.id)
                        decided.push_back(row);
                }
                const Counts counts = context.set->count(decided);
                proposal.occurrences = counts.occurrences;
                proposal.images = counts.images;
            } else {
                proposal = propose(context, rows, existing, pattern, reach, isForAll);
            }
            post([this, proposal, turn, note] {
                if (*m_turn != turn)
                    return;
                m_isBusy = false;
                m_proposal = proposal;
                emit previewChanged();
                if (!std::exchange(m_isMaking, false) || !isReady())
                    return;
                QList<Decision> made = proposal.decisions;
                for (Decision &decision : made)
                    decision.id.clear();
                emit decided(made, isChange() ? u"changed"_s : note);
                drop();
            });
        });
}

void DecisionDraft::decide()
{
    check();
    emit changed();
    m_isMaking = !m_problem;
    if (m_isMaking)
        work();
}

void DecisionDraft::drop()
{
    ++*m_turn;
    m_rows.clear();
    m_before.reset();
    m_proposal.reset();
    m_isBusy = m_isMaking = false;
    emit changed();
    emit previewChanged();
}

QString DecisionDraft::preview() const
{
    if (isOutdated())
        return Message{LOTSE_MSG("The findings were refreshed. Close the dialog and select them again."), {}}.text();
    if (!m_proposal)
        return {};
    if (isChange())
        return Message::counted(LOTSE_MSG_N("%Ln findings in %1 follow the changed decision.",
                                    "%Ln finding in %1 follows the changed decision."),
            m_proposal->occurrences,
            {Message::counted(LOTSE_MSG_N("%Ln images", "%Ln image"), m_proposal->images).text()})
            .text();
    if (m_proposal->decisions.size() > kMostDecisions)
        return Message{LOTSE_MSG("%1 decisions exceed the maximum of %2. Narrow the filter."),
            {QLocale().toString(m_proposal->decisions.size()), QLocale().toString(kMostDecisions)}}
            .text();
    if (m_proposal->occurrences == 0)
        return Message::counted(
            LOTSE_MSG_N("All %Ln findings are already decided. Withdraw or change the decision first.",
                "The finding is already decided. Withdraw or change the decision first."),
            qint64(m_rows.size()))
            .text();
    return m_proposal->sentence().text();
}

QString DecisionDraft::consequence() const
{
    QStringList sentences;
    if (m_proposal && m_proposal->besides > 0)
        sentences += Message::counted(LOTSE_MSG_N("It also reaches %Ln findings that are not selected.",
                                          "It also reaches %Ln finding that is not selected."),
            m_proposal->besides)
                         .text();
    if (m_proposal && m_proposal->overruled > 0)
        sentences += Message::counted(
            LOTSE_MSG_N("%Ln decided findings follow this decision.", "%Ln decided finding follows this decision."),
            m_proposal->overruled)
                         .text();
    return sentences.join(u' ');
}

} // namespace lotse::models
