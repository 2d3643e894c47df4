// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/reviewtable.h"

#include "base/localuser.h"
#include "base/post.h"
#include "base/stoppedclock.h"
#include "posture/evaluate.h"

#include <utility>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::review;
using report::AccessRow;
using What = review::Decision::What;

namespace {

QString kindText(AccessRow::Kind kind)
{
    switch (kind) {
    case AccessRow::Kind::Admin:
        return Message{LOTSE_MSG("System administrator"), {}}.text();
    case AccessRow::Kind::User:
        return Message{LOTSE_MSG("User"), {}}.text();
    case AccessRow::Kind::Group:
        return Message{LOTSE_MSG("Group"), {}}.text();
    case AccessRow::Kind::Robot:
        break;
    }
    return Message{LOTSE_MSG("Robot account"), {}}.text();
}

QString allowedText(const AccessRow &row)
{
    if (row.kind == AccessRow::Kind::Robot)
        return row.rights;
    if (row.kind == AccessRow::Kind::Admin)
        return Message{LOTSE_MSG("Reads and changes everything in the registry."), {}}.text();
    return harbor::roleName(row.role, row.roleWord).text();
}

QString stateWord(What what)
{
    return what == What::Keep  ? u"ok"_s
        : what == What::None   ? u"unknown"_s
        : what == What::Change ? u"warning"_s
                               : u"error"_s;
}

QString choiceOf(What what)
{
    return what == What::None ? u"open"_s : decisionWord(what);
}

bool isMember(const AccessRow &row)
{
    return row.kind == AccessRow::Kind::User || row.kind == AccessRow::Kind::Group;
}

} // namespace

ReviewTable::ReviewTable(QObject *parent)
    : TableModel(parent)
{
    m_keeper.setMaxThreadCount(1);
    const auto item = [this](const ReviewRow &row) {
        const Campaign *one = campaign();
        return one ? one->find(row.key) : nullptr;
    };
    const auto text = [item](auto function) {
        return [item, function](const ReviewRow &row) {
            const Item *one = item(row);
            return Cell::plain(one ? function(*one) : QString());
        };
    };
    setColumns({column<ReviewRow>(u"decision"_s, LOTSE_MSG("Decision"), ColumnKind::State, 110,
                    [item](const ReviewRow &row) {
                        const Item *one = item(row);
                        QString words = decisionText(What(row.decision)).text();
                        if (one && one->decision.role != 0)
                            words += u": "_s + harbor::roleName(one->decision.role, {}).text();
                        Cell cell = Cell::state(stateWord(What(row.decision)), words);
                        cell.order = row.decision;
                        return cell;
                    }),
        column<ReviewRow>(u"project"_s, LOTSE_MSG("Project"), ColumnKind::Text, 120,
            text([](const Item &one) { return one.access.project.isEmpty() ? u"–"_s : one.access.project; })),
        column<ReviewRow>(u"account"_s, LOTSE_MSG("Account"), ColumnKind::Text, 160,
            text([](const Item &one) { return one.access.name; })),
        column<ReviewRow>(u"registry"_s, LOTSE_MSG("Registry"), ColumnKind::Text, 140,
            [this, item](const ReviewRow &row) {
                const Item *one = item(row);
                return Cell::plain(!one || !campaign() ? QString()
                        : one->host.isEmpty()          ? campaign()->host
                                                       : one->host);
            }),
        column<ReviewRow>(u"seen"_s, LOTSE_MSG("Last seen"), ColumnKind::Text, 150, text([](const Item &one) {
            if (one.access.lastSeen.isValid())
                return one.access.lastSeen.toUTC().date().toString(Qt::ISODate);
            return one.access.isSeenKnown ? Message{LOTSE_MSG("not in the last 90 days"), {}}.text() : u"–"_s;
        })),
        column<ReviewRow>(u"kind"_s, LOTSE_MSG("Kind"), ColumnKind::Text, 130,
            text([](const Item &one) { return kindText(one.access.kind); })),
        column<ReviewRow>(u"permissions"_s, LOTSE_MSG("Permissions"), ColumnKind::Text, 180,
            text([](const Item &one) { return allowedText(one.access); })),
        column<ReviewRow>(u"reviewer"_s, LOTSE_MSG("Reviewer"), ColumnKind::Text, 120,
            text([](const Item &one) { return one.decision.reviewer; })),
        column<ReviewRow>(u"reason"_s, LOTSE_MSG("Reason"), ColumnKind::Text, 220,
            text([](const Item &one) { return one.decision.reason; }))});
}

ReviewTable::~ReviewTable()
{
    m_keeper.waitForDone();
}

void ReviewTable::setSession(Session *session)
{
    if (!m_session.set(session, this, [this] { cancel(); }))
        return;
    cancel();
    m_reviews.clear();
    m_current = -1;
    refresh();
    emit sourceChanged();
}

void ReviewTable::setKept(const store::Plan &decisions)
{
    m_kept = decisions;
    refresh();
}

QString ReviewTable::registryId() const
{
    return m_session.get() ? m_session.get()->account().registryId : QString();
}

void ReviewTable::refresh()
{
    keep([](ReviewBook &) { return Result<QString>(QString()); });
}

void ReviewTable::keep(Work work)
{
    if (!m_kept || !m_session.get())
        return;
    m_keeper.start([this, post = Post(this), plan = *m_kept, clock = StoppedClock(*clock()), work, id = registryId()] {
        QList<Campaign> all;
        QString problem, shown;
        auto book = ReviewBook::open(plan, clock);
        if (book) {
            const Result<QString> worked = work(**book);
            const Result<QList<Campaign>> read = (*book)->all();
            if (worked)
                shown = *worked;
            else
                problem = worked.error().text();
            if (!read)
                problem = read.error().text();
            for (const Campaign &one : read ? *read : QList<Campaign>()) {
                if (one.isOf(id))
                    all.prepend(one);
            }
        } else {
            problem = book.error().text();
        }
        post([this, all, problem, shown, id] {
            if (id != registryId())
                return;
            const QString before = shown.isEmpty() && campaign() ? campaign()->id : shown;
            m_reviews = all;
            m_problem = problem;
            m_current = all.isEmpty() ? -1 : 0;
            for (qsizetype i = 0; i < all.size(); ++i) {
                if (all[i].id == before)
                    m_current = int(i);
            }
            show();
        });
    });
}

void ReviewTable::show()
{
    const Campaign *one = campaign();
    QList<Row> rows;
    for (const Item &item : one ? one->items : QList<Item>()) {
        if (!m_only.isEmpty() && choiceOf(item.decision.what) != m_only)
            continue;
        ReviewRow row;
        row.key = item.key();
        row.decision = int(item.decision.what);
        rows.append({row.key, {}, {QVariant::fromValue(row), {}}});
    }
    if (one)
        setAsOf(one->at);
    setTotal(rows.size());
    setRows(rows);
    setState(!one ? State::Idle : rows.isEmpty() ? State::Empty : State::Ready);
    emit reviewsChanged();
}

const Campaign *ReviewTable::campaign() const
{
    return m_current >= 0 && m_current < m_reviews.size() ? &m_reviews[m_current] : nullptr;
}

QVariantList ReviewTable::reviews() const
{
    QVariantList out;
    for (const Campaign &one : m_reviews) {
        const QString day = one.at.toLocalTime().date().toString(Qt::ISODate);
        out.append(QVariantMap{{u"title"_s, one.title.isEmpty() ? day : one.title + u" ("_s + day + u')'}});
    }
    return out;
}

void ReviewTable::setCurrent(int current)
{
    if (m_current == current || current < 0 || current >= m_reviews.size())
        return;
    m_current = current;
    m_problem.clear();
    show();
}

void ReviewTable::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    show();
}

QString ReviewTable::headline() const
{
    const Campaign *one = campaign();
    if (!one)
        return {};
    if (!one->isOpen())
        return Message{LOTSE_MSG("Closed: all %1 permissions are decided."), {QString::number(one->items.size())}}
            .text();
    return Message{LOTSE_MSG("%1 of %2 permissions are decided."),
        {QString::number(one->decided()), QString::number(one->items.size())}}
        .text();
}

QStringList ReviewTable::gaps() const
{
    return campaign() ? campaign()->gapsText([](const Message &message) { return message.text(); }) : QStringList();
}

bool ReviewTable::isOpen() const
{
    return campaign() && campaign()->isOpen();
}

QVariantMap ReviewTable::counts() const
{
    QVariantMap out;
    if (const Campaign *one = campaign()) {
        for (const What what : {What::None, What::Keep, What::Change, What::Revoke})
            out.insert(choiceOf(what), one->count(what));
    }
    return out;
}

QVariantList ReviewTable::roles() const
{
    QVariantList out;
    for (const qint64 role :
        {harbor::ProjectAdmin, harbor::Maintainer, harbor::Developer, harbor::Guest, harbor::LimitedGuest})
        out.append(QVariantMap{{u"role"_s, role}, {u"text"_s, harbor::roleName(role, {}).text()}});
    return out;
}

QVariantMap ReviewTable::detail(const QString &key) const
{
    const Item *item = campaign() ? campaign()->find(key) : nullptr;
    if (!item)
        return {};
    QStringList allowed;
    for (const Message &sentence : item->access.sentences)
        allowed.append(sentence.text());
    if (allowed.isEmpty())
        allowed.append(allowedText(item->access).replace(u"; "_s, u"\n"_s));
    return {{u"name"_s, item->access.name}, {u"isMember"_s, isMember(item->access)}, {u"text"_s, allowed.join(u'\n')},
        {u"decision"_s, decisionWord(item->decision.what)}, {u"role"_s, item->decision.role},
        {u"reason"_s, item->decision.reason},
        {u"reviewer"_s, item->decision.reviewer.isEmpty() ? localUser() : item->decision.reviewer}};
}

/// A review while its registries are read.
struct ReviewTable::Plan {
    struct Read {
        QString registryId;
        posture::Facts facts;
    };
    QString title;
    QStringList patterns;
    QList<QPointer<Session>> left;
    QList<Read> read;
};

void ReviewTable::start(const QString &title, const QString &projects, const QStringList &accounts)
{
    Session *session = m_session.get();
    if (!session || m_run)
        return;
    m_plan = std::make_shared<Plan>();
    m_plan->title = title.trimmed();
    for (const QString &pattern : projects.split(u',', Qt::SkipEmptyParts))
        m_plan->patterns.append(pattern.trimmed());
    m_plan->left = {session};
    for (const QString &account : accounts) {
        if (Session *other = sessionOf(account))
            m_plan->left.append(other);
    }
    m_done = m_total = 0;
    setLoading(true);
    readNext();
}

void ReviewTable::readNext()
{
    QPointer<Session> session;
    while (!session && !m_plan->left.isEmpty())
        session = m_plan->left.takeFirst(); // one that has gone meanwhile is not in the review
    if (!session) {
        keepRead();
        return;
    }
    posture::Wish wish;
    wish.kinds = report::accessKinds();
    auto *gatherer = new posture::Gatherer(*session, clock(), proxies(), std::move(wish), this);
    m_run = gatherer;
    connect(session, &QObject::destroyed, gatherer, [this] { cancel(); });
    gatherer->onProgress = [this](qint64 done, qint64 total, const QString &) {
        m_done = done;
        m_total = total;
        emit progressChanged();
    };
    gatherer->onDone = [this, gatherer, id = session->account().registryId](posture::Facts facts) {
        gatherer->deleteLater();
        m_run.clear();
        m_plan->read.append({id, std::move(facts)});
        readNext();
    };
    gatherer->start();
}

void ReviewTable::keepRead()
{
    setLoading(false);
    keep([plan = std::exchange(m_plan, nullptr)](ReviewBook &book) -> Result<QString> {
        QString id;
        for (Plan::Read &one : plan->read) {
            posture::Facts &facts = one.facts;
            facts.prepare();
            Campaign made;
            made.title = plan->title;
            made.registryId = one.registryId;
            made.registry = facts.registry;
            made.host = facts.host;
            made.version = facts.version;
            made.readAs = facts.identity;
            made.at = facts.at;
            made.projects = plan->patterns;
            made.gaps = posture::gapsOf(facts, report::accessKinds());
            for (const AccessRow &row : report::accessRows(facts, plan->patterns))
                made.items.append({row});
            const Result<Campaign> kept = id.isEmpty() ? book.start(made, {}) : book.extend(id, made, made.items);
            if (!kept)
                return kept.error();
            id = kept->id;
        }
        return id;
    });
}

void ReviewTable::cancel()
{
    if (!m_run)
        return;
    delete m_run;
    m_plan.reset();
    setLoading(false);
}

void ReviewTable::decide(
    const QStringList &keys, const QString &what, int role, const QString &reason, const QString &reviewer)
{
    const Campaign *one = campaign();
    if (!one || keys.isEmpty())
        return;
    review::Decision decision;
    decision.what = decisionOf(what).value_or(What::None);
    decision.reason = reason;
    decision.reviewer = reviewer.trimmed().isEmpty() ? localUser() : reviewer;
    keep([campaign = *one, keys, decision, role](ReviewBook &book) -> Result<QString> {
        // Several at once: the role is for members alone.
        QStringList members, others;
        for (const QString &key : keys) {
            const Item *item = campaign.find(key);
            (item && isMember(item->access) ? members : others).append(key);
        }
        review::Decision withRole = decision;
        withRole.role = decision.what == What::Change ? role : 0;
        for (const auto &[some, made] : {std::pair{members, withRole}, {others, decision}}) {
            if (const Result<void> kept = book.decide(campaign, some, made); !kept)
                return kept.error();
        }
        return campaign.id;
    });
}

void ReviewTable::closeReview()
{
    if (const Campaign *one = campaign()) {
        keep([campaign = *one](ReviewBook &book) -> Result<QString> {
            const Result<void> closed = book.close(campaign, {});
            return closed ? Result<QString>(campaign.id) : closed.error();
        });
    }
}

} // namespace lotse::models
