// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/changelist.h"

#include "change/planadder.h"

#include "base/localuser.h"
#include "models/tables/kindtables.h"

#include <QSysInfo>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;
using change::ChangePlan;

namespace {

constexpr qsizetype mostPast = 200;

bool removes(const Change &change)
{
    const harbor::Operation *row = change.row();
    return row && qstrcmp(row->verb, "DELETE") == 0;
}

} // namespace

ChangeList::ChangeList(Session *session, Clock *clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
    setSession(session);
    afresh();
}

void ChangeList::setSession(Session *session)
{
    m_session = session;
    if (!session)
        return;
    m_host = session->account().host();
    m_account = session->account().id;
    connect(session, &Session::accountChanged, this, &ChangeList::changed);
    connect(session, &Session::stateChanged, this, [this] {
        rebuild();
        emit changed();
    });
    connect(session, &QObject::destroyed, this, &ChangeList::changed);
}

void ChangeList::afresh()
{
    const QList<Change> changes = m_plan.changes;
    m_plan = {};
    m_plan.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (m_session) {
        m_plan.origin = m_session->account().url;
        m_plan.registry = m_session->account().registryId;
        m_plan.account = m_session->account().user;
    }
    m_plan.author = localUser() + u'@' + QSysInfo::machineHostName();
    m_plan.madeAt = m_clock->now();
    m_plan.changes = changes;
    m_sent.clear();
}

void ChangeList::dropDone(change::ChangePlan &plan) const
{
    QSet<QString> done;
    for (const Change &one : std::as_const(plan.changes)) {
        if (isDone(one.id))
            done.insert(one.id);
    }
    plan.changes.removeIf([&done](const Change &one) { return done.contains(one.id); });
    change::dropNeeds(plan, [&done](const QString &id) { return done.contains(id); });
}

change::Actor ChangeList::actor() const
{
    change::Actor out;
    if (!m_session)
        return out;
    out.name = m_session->identity().name.isEmpty() ? m_session->account().user : m_session->identity().name;
    out.isRobot = m_session->identity().kind == IdentityKind::Robot;
    out.isProduction = m_session->account().production;
    return out;
}

bool ChangeList::isReadOnly() const
{
    return !m_session || !m_session->account().allowsChanges;
}

const Change *ChangeList::at(int row) const
{
    const auto place = row >= 0 && row < m_rows.size() ? m_places.constFind(m_rows[row]) : m_places.constEnd();
    return place != m_places.constEnd() && *place < m_plan.changes.size() ? &m_plan.changes.at(*place) : nullptr;
}

int ChangeList::rowOf(const QString &id) const
{
    return int(m_rows.indexOf(id));
}

const ChangeList::Line &ChangeList::lineOf(const QString &id) const
{
    static const Line none;
    const auto found = m_lines.constFind(id);
    return found != m_lines.constEnd() ? *found : none;
}

void ChangeList::refuse(const QString &problem)
{
    m_problem = problem;
    emit problemChanged();
}

void ChangeList::keepPast()
{
    m_past.append(m_plan.changes);
    if (m_past.size() > mostPast)
        m_past.removeFirst();
}

bool ChangeList::stage(const Change &change)
{
    return stage(QList<Change>{change});
}

bool ChangeList::stage(const QList<Change> &changes)
{
    return stage(changes, {});
}

bool ChangeList::stage(const QList<Change> &changes, const QList<QMap<QString, SecureBytes>> &typed)
{
    if (m_isRunning) {
        refuse(word(LOTSE_MSG("Changes are being applied. Stage more when this is finished.")));
        return false;
    }
    for (const Change &change : changes) {
        const QList<harbor::MemberFault> faults = change::faultsOf(change);
        if (!faults.isEmpty()) {
            refuse(faults.first().message.text());
            return false;
        }
    }
    if (m_hasEnded) {
        // What is done is history; what is not is planned again.
        dropDone(m_plan);
        m_hasEnded = m_canUndo = false;
        m_lines.clear();
        m_past.clear();
        afresh();
    }
    keepPast();
    bool isTyped = false;
    QHash<QString, QString> given; // new ids by those that they came with
    std::optional<change::PlanAdder> adder(std::in_place, m_plan);
    for (qsizetype i = 0; i < changes.size(); ++i) {
        Change change = changes[i];
        for (QString &need : change.needs)
            need = given.value(need, need);
        const QString target = change.target();
        // One object is changed or removed, not both; what is made or asked for twice is so once.
        // A scan and an SBOM are two, and so are signatures of two keys.
        const QStringList replaced = adder->takeOut(target, [&change](const Change &one) {
            const QString kind = u"scan_type"_s;
            const QString content = u"content"_s;
            const bool isSame = one.operation == change.operation && one.body.value(kind) == change.body.value(kind)
                && one.body.value(content) == change.body.value(content);
            return removes(one) != removes(change) || (isSame && one.edits.isEmpty());
        });
        const QString id = adder->add(change);
        // What needed the one that is replaced needs this one.
        for (qsizetype at = 0; !replaced.isEmpty() && at < m_plan.changes.size(); ++at) {
            if (m_plan.changes[at].needs.isEmpty())
                continue;
            QStringList &needs = m_plan.changes[at].needs;
            for (QString &need : needs)
                need = replaced.contains(need) ? id : need;
            needs.removeAll(QString());
        }
        if (!change.id.isEmpty())
            given.insert(change.id, id);
        const QMap<QString, SecureBytes> secrets = typed.value(i);
        for (auto it = secrets.begin(); it != secrets.end() && !id.isEmpty(); ++it) {
            m_secrets[id].insert(it.key(), it.value());
            m_given[id].append(it.key());
            isTyped = true;
        }
    }
    adder.reset();
    if (m_plan.changes == m_past.constLast() && !isTyped)
        m_past.removeLast();
    rebuild();
    refuse({});
    emit changed();
    return true;
}

bool ChangeList::stageForm(const QVariantMap &form)
{
    Change change;
    change.operation = form.value(u"operation"_s).toString().toLatin1();
    const QVariantMap path = form.value(u"path"_s).toMap();
    for (auto it = path.begin(); it != path.end(); ++it)
        change.path.insert(it.key(), it.value().toString());
    const QVariantMap names = form.value(u"names"_s).toMap();
    for (auto it = names.begin(); it != names.end(); ++it)
        change.names.insert(it.key(), it.value().toString());
    for (const QVariant &value : form.value(u"edits"_s).toList()) {
        const QVariantMap edit = value.toMap();
        change.edits.append({edit.value(u"path"_s).toString(),
            edit.contains(u"before"_s) ? QJsonValue::fromVariant(edit.value(u"before"_s))
                                       : QJsonValue(QJsonValue::Undefined),
            QJsonValue::fromVariant(edit.value(u"after"_s))});
    }
    change.body = QJsonObject::fromVariantMap(form.value(u"body"_s).toMap());
    change.secrets = form.value(u"secrets"_s).toStringList();
    return stage(change);
}

const Change *ChangeList::staged(const QByteArray &operation, const harbor::Params &path) const
{
    for (const Change &change : m_plan.changes) {
        if (change.operation == operation && change.path == path)
            return &change;
    }
    return nullptr;
}

QString ChangeList::whyNot(const QString &operation) const
{
    const harbor::Operation *row = harbor::operation(operation.toLatin1());
    if (!row || !m_session)
        return {};
    const Identity &who = m_session->identity();
    if (who.kind == IdentityKind::Anonymous)
        return word(LOTSE_MSG("You are not signed in: nothing can be changed."));
    // What a project gives is only known there; of the rest, system admins alone may change it.
    const bool isOfProject = QByteArrayView(row->path).startsWith("/projects/") || !*row->permission;
    if (who.kind == IdentityKind::Person && !who.isAdmin && !isOfProject)
        return Message{
            LOTSE_MSG("%1 does not have the permission %2."), {who.name, QString::fromLatin1(row->permission)}}
            .text();
    return {};
}

void ChangeList::rebuild()
{
    beginResetModel();
    const change::Actor who = actor();
    const QLocale locale;
    const bool isAsReviewed = m_reviewedIn == locale && m_reviewedBy == who;
    m_reviewedIn = locale;
    m_reviewedBy = who;
    QHash<QString, Line> lines;
    lines.reserve(m_plan.changes.size());
    m_places.clear();
    m_rows.clear();
    for (qsizetype at = 0; at < m_plan.changes.size(); ++at) {
        const Change &change = m_plan.changes.at(at);
        Line line = m_lines.value(change.id);
        if (!isAsReviewed || line.reviewed != change) {
            line.reviewed = change;
            line.review = change::reviewOf(change, who, locale);
        }
        lines.insert(change.id, line);
        m_places.insert(change.id, at);
        m_rows.append(change.id);
    }
    m_lines = lines;
    // A number that is given again must not find the secret of another change.
    const auto isGone = [&lines](const auto &entry) { return !lines.contains(entry.key()); };
    for (auto it = m_secrets.begin(); it != m_secrets.end();)
        it = isGone(it) ? m_secrets.erase(it) : std::next(it);
    for (auto it = m_given.begin(); it != m_given.end();)
        it = isGone(it) ? m_given.erase(it) : std::next(it);
    struct Place {
        int weight = 0;
        QString project, id;
    };
    QList<Place> places;
    for (const QString &id : std::as_const(m_rows)) {
        const Line &line = *m_lines.constFind(id);
        const int weight = line.review.blocked ? 0 : !line.review.warnings.isEmpty() ? 1 : 2;
        places.append({weight, line.reviewed.names.value(u"project"_s), id});
    }
    std::stable_sort(places.begin(), places.end(), [](const Place &a, const Place &b) {
        return a.weight != b.weight ? a.weight < b.weight : a.project < b.project;
    });
    for (qsizetype row = 0; row < places.size(); ++row)
        m_rows[row] = places[row].id;
    m_again.removeIf([&lines](const QString &id) { return !lines.contains(id); });
    endResetModel();
    ++m_turn;
    if (m_isRestored && (m_rows.size() != m_restored || m_isRunning))
        dismissNotice();
    emit stagedChanged();
    emit keptChanged();
}

void ChangeList::tell(int row)
{
    emit dataChanged(index(row), index(row));
    emit changed();
}

void ChangeList::setIncluded(int row, bool included)
{
    if (!at(row) || m_isRunning)
        return;
    // Without the project that it is put into a member cannot be added: they come and go together.
    QStringList open{m_rows[row]};
    while (!open.isEmpty()) {
        const QString id = open.takeFirst();
        Line &line = m_lines[id];
        if (line.isIncluded == included)
            continue;
        line.isIncluded = included;
        emit dataChanged(index(rowOf(id)), index(rowOf(id)));
        open += included ? m_plan.find(id)->needs : needing(id);
    }
    emit changed();
    emit keptChanged();
}

QStringList ChangeList::needing(const QString &id) const
{
    QStringList out;
    for (const Change &one : m_plan.changes) {
        if (one.needs.contains(id))
            out.append(one.id);
    }
    return out;
}

void ChangeList::remove(int row)
{
    const Change *change = at(row);
    if (!change || m_isRunning)
        return;
    keepPast();
    QStringList gone{change->id};
    for (qsizetype i = 0; i < gone.size(); ++i) {
        for (const QString &other : needing(gone[i])) {
            if (!gone.contains(other) && m_lines.contains(other))
                gone.append(other);
        }
    }
    m_plan.changes.removeIf([&gone](const Change &one) { return gone.contains(one.id); });
    rebuild();
    emit changed();
}

void ChangeList::takeBack()
{
    if (!canTakeBack())
        return;
    m_plan.changes = m_past.takeLast();
    rebuild();
    emit changed();
}

void ChangeList::discard()
{
    if (m_isRunning || m_rows.isEmpty())
        return;
    if (!m_hasEnded)
        keepPast();
    else
        m_past.clear();
    m_plan.changes.clear();
    m_secrets.clear();
    m_given.clear();
    m_hasEnded = m_canUndo = false;
    m_lines.clear();
    afresh();
    rebuild();
    refuse({});
    emit changed();
}

void ChangeList::resolve(int row, const QString &path, const QString &choice)
{
    const Change *shown = at(row);
    if (!shown || m_isRunning)
        return;
    const QString id = shown->id;
    Line &line = m_lines[id];
    for (Change &change : m_plan.changes) {
        if (change.id != id)
            continue;
        for (const change::Edit &theirs : std::as_const(line.progress.theirs)) {
            if (theirs.path != path)
                continue;
            if (choice == u"mine"_s) {
                for (change::Edit &edit : change.edits) {
                    if (edit.path == path)
                        edit.before = theirs.before;
                }
            } else {
                change.edits.removeIf([&](const change::Edit &edit) { return edit.path == path; });
            }
        }
        line.progress.theirs.removeIf([&](const change::Edit &edit) { return edit.path == path; });
    }
    if (line.progress.theirs.isEmpty())
        line.progress = {};
    m_plan.changes.removeIf(
        [&](const Change &one) { return one.id == id && one.edits.isEmpty() && one.body.isEmpty(); });
    rebuild();
    emit changed();
}

void ChangeList::whenNoLongerStaged(QObject *context, std::function<void()> told)
{
    const auto watch = std::make_shared<QMetaObject::Connection>();
    *watch = connect(this, &ChangeList::changed, context, [this, watch, told = std::move(told)] {
        if (pending() > 0 && !isRunning())
            return;
        const auto tell = told; // goes with the connection
        disconnect(*watch);
        tell();
    });
}

} // namespace lotse::models
