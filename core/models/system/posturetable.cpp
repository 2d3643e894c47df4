// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/system/posturetable.h"

#include "base/format.h"
#include "base/post.h"
#include "base/stoppedclock.h"
#include "posture/mending.h"
#include "report/words.h"

#include <QThreadPool>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::posture;
using Kept = std::shared_ptr<const Posture>;

namespace {

constexpr char kProperty[] = "lotse_posture"; // of the session: what the last run found

QString stateOf(const QString &outcome)
{
    return outcome == "failed"_L1        ? u"error"_s
        : outcome == "passed"_L1         ? u"ok"_s
        : outcome == "excepted"_L1       ? u"warning"_s
        : outcome == "not applicable"_L1 ? u"off"_s
                                         : u"unknown"_s;
}

Outcome outcomeOf(const PostureRow &row)
{
    return Outcome(row.outcomeOrder);
}

QString choiceOf(const QString &outcome)
{
    return outcome == "failed"_L1        ? u"failed"_s
        : outcome == "passed"_L1         ? u"passed"_s
        : outcome == "not assessable"_L1 ? u"unknown"_s
                                         : QString();
}

} // namespace

PostureTable::PostureTable(QObject *parent)
    : TableModel(parent)
{
    const auto judgedOf = [this](const PostureRow &row) { return judged(row.id); };
    QList<Column> columns{column<PostureRow>(u"result"_s, LOTSE_MSG("Result"), ColumnKind::State, 130,
                              [](const PostureRow &row) {
                                  Cell cell = Cell::state(stateOf(row.outcome), outcomeText(outcomeOf(row)).text());
                                  cell.order = row.outcomeOrder * 10 - row.severity;
                                  return cell;
                              }),
        column<PostureRow>(u"severity"_s, LOTSE_MSG("Severity"), ColumnKind::Severity, 90,
            [](const PostureRow &row) { return Cell::severity(severityWord(Severity(row.severity))); }),
        column<PostureRow>(u"check"_s, LOTSE_MSG("Check"), ColumnKind::Mono, 60,
            [](const PostureRow &row) { return Cell::plain(row.id); }),
        column<PostureRow>(u"title"_s, LOTSE_MSG("Title"), ColumnKind::Text, 300,
            [judgedOf](const PostureRow &row) {
                const Judged *one = judgedOf(row);
                return Cell::plain(!one ? QString() : one->ownTitle.isEmpty() ? one->title.text() : one->ownTitle);
            }),
        column<PostureRow>(u"why"_s, LOTSE_MSG("Why"), ColumnKind::Text, 460,
            [judgedOf](const PostureRow &row) {
                const Judged *one = judgedOf(row);
                return Cell::plain(one ? one->message.text() : QString());
            }),
        column<PostureRow>(
            u"practice"_s, LOTSE_MSG("Practice"), ColumnKind::Text, 170, [judgedOf](const PostureRow &row) {
                const Judged *one = judgedOf(row);
                return Cell::plain(
                    one && !one->group.isEmpty() ? Message{one->group.toUtf8().constData(), {}}.text() : QString());
            })};
    columns.last().hidden = true; // the order of the set says it, too
    setColumns(columns);
}

const Clock *PostureTable::clock() const
{
    return &systemClock();
}

void PostureTable::setSession(Session *session)
{
    if (!m_session.set(session, this, [this] { cancel(); }))
        return;
    cancel();
    m_posture.reset();
    m_before.reset();
    if (session)
        m_posture = session->property(kProperty).value<Kept>();
    show();
    keep({});
    emit sourceChanged();
    emit ran();
}

void PostureTable::setSet(const QString &set)
{
    if (m_set == set)
        return;
    m_set = set;
    keep({});
    emit sourceChanged();
}

void PostureTable::run()
{
    Session *session = m_session.get();
    if (!session || m_run)
        return;
    Result<CheckSet> set = findCheckSet(m_set);
    if (!set) {
        setState(State::Error, set.error());
        return;
    }
    for (const KeptException &one : std::as_const(m_exceptions))
        set.value().exceptions.append(one.exception);
    Wish wish;
    wish.kinds = kindsOf(*set, session->kind() == RegistryKind::Harbor);
    wish.given = given();
    auto *gatherer = new Gatherer(*session, clock(), proxies(), std::move(wish), this);
    m_run = gatherer;
    m_done = m_total = 0;
    setLoading(true);
    gatherer->onProgress = [this](qint64 done, qint64 total, const QString &) {
        m_done = done;
        m_total = total;
        emit progressChanged();
    };
    gatherer->onDone = [this, set = *set](Facts facts) {
        // The session keeps the run, and the thread the facts; of this table only the way back goes along.
        QThreadPool::globalInstance()->start([this, post = Post(this), set, facts = std::move(facts)]() mutable {
            auto posture = std::make_shared<const Posture>(evaluate(std::move(facts), set));
            post([this, posture] { take(posture); });
        });
    };
    gatherer->start();
}

void PostureTable::cancel()
{
    if (!m_run)
        return;
    delete m_run;
    setLoading(false);
}

void PostureTable::take(Kept posture)
{
    m_before = m_posture;
    m_posture = std::move(posture);
    if (m_session.get())
        m_session.get()->setProperty(kProperty, QVariant::fromValue(m_posture));
    keep([run = keptRun(*m_posture, registryId())](PostureHistory &history) { return history.keep(run); });
    setLoading(false);
    show();
    emit ran();
}

void PostureTable::show()
{
    if (!m_posture) {
        setRows({});
        setState(State::Idle);
        return;
    }
    QList<Judged> checks = m_posture->checks;
    std::stable_sort(checks.begin(), checks.end(), [](const Judged &a, const Judged &b) {
        return std::pair(a.outcome, -int(a.severity)) < std::pair(b.outcome, -int(b.severity));
    });
    QList<Row> rows;
    for (const Judged &one : std::as_const(checks)) {
        const QString word = outcomeWord(one.outcome);
        if (!m_only.isEmpty() && choiceOf(word) != m_only)
            continue;
        PostureRow row;
        row.id = one.id;
        row.outcome = word;
        row.outcomeOrder = int(one.outcome);
        row.severity = int(one.severity);
        rows.append({one.id, {}, {QVariant::fromValue(row), {}}});
    }
    setAsOf(m_posture->at);
    setTotal(rows.size());
    setRows(rows);
    setState(rows.isEmpty() ? State::Empty : State::Ready);
}

void PostureTable::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    show();
    emit onlyChanged();
}

const Judged *PostureTable::judged(const QString &key) const
{
    if (!m_posture)
        return nullptr;
    const auto it = std::find_if(
        m_posture->checks.cbegin(), m_posture->checks.cend(), [&](const Judged &one) { return one.id == key; });
    return it == m_posture->checks.cend() ? nullptr : &*it;
}

QString PostureTable::headline() const
{
    if (!m_posture)
        return {};
    return Message{LOTSE_MSG("%1 failed, %2 not assessable, %3 excepted, %4 passed, %5 not applicable"),
        {QString::number(m_posture->count(Outcome::Failed)), QString::number(m_posture->count(Outcome::NotAssessable)),
            QString::number(m_posture->count(Outcome::Excepted)), QString::number(m_posture->count(Outcome::Passed)),
            QString::number(m_posture->count(Outcome::NotApplicable))}}
        .text();
}

QString PostureTable::compared() const
{
    if (!m_posture)
        return {};
    const KeptRun now = keptRun(*m_posture, registryId());
    // The one before this, of this program or an earlier one.
    std::optional<KeptRun> before;
    for (const KeptRun &run : m_runs) {
        if (run.at < now.at && run.setSha256 == now.setSha256)
            before = run;
    }
    if (!before && m_before && m_before->set == m_posture->set)
        before = keptRun(*m_before, registryId());
    if (!before)
        return {};
    const Compared changes = compare(*before, now);
    const QString since = format::date(changes.since);
    if (changes.worse.isEmpty() && changes.better.isEmpty() && changes.unknown.isEmpty())
        return Message{LOTSE_MSG("No changes since the run of %1."), {since}}.text();
    const auto list = [](const QStringList &ids) { return ids.isEmpty() ? u"–"_s : ids.join(u", "_s); };
    QString out = Message{LOTSE_MSG("Since the run of %1: newly failed %2; no longer failed %3."),
        {since, list(changes.worse), list(changes.better)}}
                      .text();
    if (!changes.unknown.isEmpty())
        out += u' ' + Message{LOTSE_MSG("No longer assessable: %1."), {list(changes.unknown)}}.text();
    return out;
}

QString PostureTable::registryId() const
{
    return m_session.get() ? m_session.get()->account().registryId : QString();
}

void PostureTable::setKept(const store::Plan &decisions)
{
    m_kept = decisions;
    keep({});
}

// Does something to what is kept, then reads it anew.
void PostureTable::keep(Keeping work)
{
    m_keeper.setMaxThreadCount(1);
    if (!m_kept || registryId().isEmpty())
        return;
    m_keeper.start([work = std::move(work), plan = *m_kept, id = registryId(), set = m_set,
                       clock = StoppedClock(*this->clock()), this, post = Post(this)] {
        QList<KeptRun> runs;
        QList<KeptException> exceptions;
        Error error;
        const auto history = PostureHistory::open(plan, clock);
        if (!history) {
            error = history.error();
        } else {
            const auto known = (*history)->runs(id, set);
            const Result<void> done = known && work ? work(**history) : Result<void>();
            const auto after = (*history)->runs(id, set);
            const auto excepted = (*history)->exceptions(id);
            error = !known ? known.error() : !done ? done.error() : !after ? after.error() : Error();
            if (after)
                runs = *after;
            if (excepted)
                exceptions = *excepted;
            else if (!error)
                error = excepted.error();
        }
        post([this, id, set, runs, exceptions, error] {
            if (id != registryId() || set != m_set)
                return;
            m_runs = runs;
            m_exceptions = exceptions;
            m_problem = error ? error.text() : QString();
            emit keptChanged();
            emit ran();
        });
    });
}

QVariantList PostureTable::history() const
{
    QVariantList out;
    for (const KeptRun &run : m_runs) {
        const QString day = format::date(run.at);
        const auto number = [&run](Outcome outcome) { return QString::number(run.count(outcome)); };
        const QString value = Message{LOTSE_MSG("%1 failed, %2 not assessable, %3 passed"),
            {number(Outcome::Failed), number(Outcome::NotAssessable), number(Outcome::Passed)}}
                                  .text();
        out.append(QVariantMap{{u"time"_s, run.at}, {u"label"_s, day}, {u"value"_s, run.count(Outcome::Failed)},
            {u"valueText"_s, value}, {u"text"_s, day + u": "_s + value}});
    }
    return out;
}

QVariantList PostureTable::exceptions(const QString &key) const
{
    QVariantList out;
    const QDate today = clock()->now().date();
    for (const KeptException &one : m_exceptions) {
        const Exception &exception = one.exception;
        if (exception.check != key)
            continue;
        const bool isOver = exception.expires < today;
        const QString subject =
            exception.subject.isEmpty() ? Message{LOTSE_MSG("the whole check"), {}}.text() : exception.subject;
        const Message text = isOver
            ? Message{LOTSE_MSG("%1: expired on %2. %3 (%4)"),
                {subject, exception.expires.toString(Qt::ISODate), exception.reason, exception.owner}}
            : Message{LOTSE_MSG("%1: until %2. %3 (%4)"),
                {subject, exception.expires.toString(Qt::ISODate), exception.reason, exception.owner}};
        out.append(QVariantMap{{u"id"_s, one.id}, {u"text"_s, text.text()}, {u"expired"_s, isOver}});
    }
    return out;
}

QString PostureTable::except(
    const QString &key, const QString &subject, const QString &owner, const QString &reason, const QString &expires)
{
    const QDate day = QDate::fromString(expires.trimmed(), Qt::ISODate);
    if (owner.trimmed().isEmpty() || reason.trimmed().isEmpty())
        return Message{LOTSE_MSG("An exception requires an owner and a reason."), {}}.text();
    if (!day.isValid() || day < clock()->now().date())
        return Message{LOTSE_MSG("Enter the expiration date as year-month-day, not in the past: %1."),
            {clock()->now().date().addMonths(6).toString(Qt::ISODate)}}
            .text();
    keep([exception = Exception{key, subject, owner, reason, day}, id = registryId()](
             PostureHistory &history) { return history.except(id, exception, {}); });
    return {};
}

void PostureTable::withdraw(const QString &id)
{
    keep([id](PostureHistory &history) { return history.withdraw(id, {}); });
}

QList<change::Change> PostureTable::mending(const QString &key) const
{
    const Judged *one = judged(key);
    return one ? mendingOf(m_posture->facts, *one) : QList<change::Change>();
}

QStringList PostureTable::blindSpots() const
{
    return m_posture ? m_posture->blindSpots : QStringList();
}

QVariantMap PostureTable::counts() const
{
    if (!m_posture)
        return {};
    return {{u"failed"_s, m_posture->count(Outcome::Failed)}, {u"unknown"_s, m_posture->count(Outcome::NotAssessable)},
        {u"passed"_s, m_posture->count(Outcome::Passed)}};
}

QVariantMap PostureTable::detail(const QString &key) const
{
    const Judged *one = judged(key);
    if (!one)
        return {};
    QStringList controls;
    for (const Control &control : one->controls)
        controls.append(u"%1 %2 (%3)"_s.arg(control.title, control.id, QString(QLatin1Char(control.confidence))));
    return {{u"message"_s, one->message.text()}, {u"subjects"_s, one->subjects.join(u'\n')},
        {u"mend"_s, one->ownTitle.isEmpty() ? one->mend.text() : one->ownMend},
        {u"page"_s, one->outcome == Outcome::Failed ? one->page : QString()},
        {u"failed"_s, one->outcome == Outcome::Failed}, {u"controls"_s, controls.join(u'\n')}};
}

QVariantList PostureTable::evidence(const QString &key) const
{
    QVariantList out;
    const Judged *one = judged(key);
    for (const Evidence &piece : one ? one->evidence : QList<Evidence>()) {
        QString text = QString::fromUtf8(piece.piece);
        if (piece.isCut)
            text += u" …"_s;
        out.append(QVariantMap{{u"request"_s, piece.request}, {u"time"_s, report::Words::time(piece.at)},
            {u"path"_s,
                piece.of.isEmpty() || piece.path.isEmpty() ? piece.of + piece.path : piece.of + u" · "_s + piece.path},
            {u"piece"_s, text}, {u"sha256"_s, piece.sha256}});
    }
    return out;
}

} // namespace lotse::models
