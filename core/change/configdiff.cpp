// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/configdiff.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// What both snapshots tell of.
class Sides {
public:
    Sides(const ConfigSnapshot &a, const ConfigSnapshot &b)
        : m_a(a)
        , m_b(b)
        , m_sightOfA(a)
        , m_sightOfB(b)
    {
    }
    /// Whether the project may be there and one of them does not show it.
    bool hide(const QString &project) const { return m_sightOfA.hides(project) || m_sightOfB.hides(project); }
    bool tellOf(const ConfigObject &object) const
    {
        return !hide(object.project) && !m_a.isGap(object.kind->name, object.project)
            && !m_b.isGap(object.kind->name, object.project);
    }
    bool tellOf(const ConfigObject &object, const QString &word) const
    {
        return !m_a.isMemberGap(object, word) && !m_b.isMemberGap(object, word);
    }

private:
    const ConfigSnapshot &m_a, &m_b;
    ProjectSight m_sightOfA, m_sightOfB;
};

QHash<QString, const ConfigObject *> byId(const ConfigSnapshot &snapshot)
{
    QHash<QString, const ConfigObject *> out;
    for (const ConfigObject &object : snapshot.objects)
        out.insert(object.id(), &object);
    return out;
}

QStringList wordsOf(const QJsonObject &a, const QJsonObject &b)
{
    QStringList out = a.keys() + b.keys();
    out.sort();
    out.removeDuplicates();
    return out;
}

/// A list that is empty and one that is not there are the same, and so are false and no flag.
bool isSame(const QJsonValue &a, const QJsonValue &b)
{
    const auto isNothing = [](const QJsonValue &value) {
        return value.isUndefined() || value.isNull() || value == false || value == QString() || value == 0
            || (value.isArray() && value.toArray().isEmpty()) || (value.isObject() && value.toObject().isEmpty());
    };
    return a == b || (isNothing(a) && isNothing(b));
}

/// A value that takes the place of one that the target does not have.
QJsonValue nothingLike(const QJsonValue &value)
{
    if (value.isBool())
        return false;
    if (value.isArray())
        return QJsonArray();
    if (value.isString())
        return QString();
    return QJsonValue(QJsonValue::Undefined);
}

/// Puts the changes of one thing after another into a plan.
class Planner {
public:
    Planner(ChangePlan &plan, const ConfigSnapshot &living, const ConfigSnapshot &target, QStringList *notes,
        QStringList *notRead)
        : m_plan(plan)
        , m_living(living)
        , m_target(target)
        , m_sides(living, target)
        , m_notes(notes)
        , m_notRead(notRead)
    {
        for (const ConfigObject &object : target.objects) {
            if (qstrcmp(object.kind->name, "project") == 0 && object.value.value(u"proxy_of"_s) == QString()
                && target.isMemberGap(object, u"proxy_of"_s) && !living.find("project", object.project))
                m_unknownProxies.insert(object.project);
        }
    }

    void note(const char *sentence, const QStringList &args) { tell(Message{sentence, args}.text()); }
    void tell(const QString &text) { tell(text, m_notes); }
    /// Whether it is left out, which is told, since it was not read on both sides.
    bool skips(const ConfigObject &object, const QString &title)
    {
        // A proxy cache cannot be made before one knows of what, and is nothing else later.
        const bool isWhole = m_sides.hide(object.project) || m_unknownProxies.contains(object.project);
        if (!isWhole && m_sides.tellOf(object))
            return false;
        tell(isWhole
                ? Message{LOTSE_MSG("Project %1 is skipped: it was not read on both sides."), {object.project}}.text()
                : notOnBoth(title),
            m_notRead ? m_notRead : m_notes);
        return true;
    }
    void make(const ConfigObject &wanted, const QString &creator)
    {
        const QByteArray kind = wanted.kind->name;
        const QString project = m_madeProjects.value(wanted.project);
        const bool isNewProject = !project.isEmpty();
        if (isNewProject && kind == "member" && wanted.name == u"user:"_s + creator)
            return; // who makes a project is its admin
        if (isNewProject && (kind == "quota" || wanted.value.isEmpty()))
            return; // the quota goes with the project
        if (kind == "project-scanner") {
            ConfigObject now = configObject(
                *wanted.kind, wanted.project, {{u"uuid"_s, m_living.names.scanners.value(QString())}}, m_living.names);
            update(now, wanted);
            return;
        }
        ConfigObject made = wanted;
        if (kind == "registry" || kind == "scanner")
            made.value.remove(u"is_default"_s);
        Result<Change> change = configCreate(made, m_living.names);
        if (!change) {
            tell(change.error().text());
            return;
        }
        if (kind == "project") {
            if (const ConfigObject *quota = m_target.find("quota", wanted.project))
                change.value().body.insert(u"storage_limit"_s, quota->value.value(u"storage"_s));
        }
        if (isNewProject)
            change.value().needs = {project};
        const QString id = add(*change, wanted);
        if (id.isEmpty())
            return;
        if (kind == "project") {
            m_madeProjects.insert(wanted.project, id);
            afterMaking(wanted, id);
        }
        if (kind == "immutability" && wanted.value.value(u"disabled"_s).toBool()) {
            note(LOTSE_MSG("%1 is active once it is made: the registry takes no rule that is disabled. Make the plan "
                           "again after it was applied."),
                {wanted.title()});
        }
        if (!m_plan.changes.isEmpty() && !m_plan.changes.last().secrets.isEmpty())
            note(LOTSE_MSG("%1 requires its secret when the plan is applied."), {wanted.title()});
    }
    void update(const ConfigObject &living, const ConfigObject &wanted)
    {
        for (const QString &word : wordsOf(living.value, wanted.value)) {
            const QJsonValue before = living.value.value(word);
            QJsonValue after = wanted.value.value(word);
            if (isSame(before, after))
                continue;
            if (m_sides.tellOf(living, word))
                set(living, word, before, after);
            else
                tell(notOnBoth(word + u" of "_s + living.project), m_notRead ? m_notRead : m_notes);
        }
    }
    void remove(const ConfigObject &living)
    {
        const QByteArray kind = living.kind->name;
        if (kind == "retention") {
            // Deleting it would delete the history of its runs.
            set(living, u"rules"_s, living.value.value(u"rules"_s), QJsonArray());
            return;
        }
        if (kind == "project-scanner") {
            set(living, u"scanner"_s, living.value.value(u"scanner"_s), QString());
            return;
        }
        if (living.kind->isSingle)
            return;
        const Result<Change> change = configRemove(living);
        if (change)
            add(*change, living);
        else
            tell(change.error().text());
    }

private:
    static QString notOnBoth(const QString &title)
    {
        return Message{LOTSE_MSG("%1 is skipped: it was not read on both sides."), {title}}.text();
    }
    void tell(const QString &text, QStringList *list)
    {
        if (list && !m_told.contains(text))
            list->append(text);
        m_told.insert(text);
    }
    QString add(const Change &change, const ConfigObject &object)
    {
        for (const harbor::MemberFault &fault : faultsOf(change)) {
            note(LOTSE_MSG("%1 is skipped: %2"), {object.title(), fault.message.text()});
            return {};
        }
        return m_plan.add(change);
    }
    void afterMaking(const ConfigObject &wanted, const QString &id)
    {
        const QJsonArray allowed = wanted.value.value(u"allowlist"_s).toArray();
        if (allowed.isEmpty())
            return;
        // A new project takes no allowlist.
        Change change;
        change.operation = "updateProject";
        change.path = {{u"project_name_or_id"_s, wanted.project}};
        change.names = {{u"project"_s, wanted.project}, {u"name"_s, wanted.project}};
        QJsonArray items;
        for (const QJsonValue &one : allowed)
            items.append(QJsonObject{{u"cve_id"_s, one}});
        change.edits = {{u"cve_allowlist.items"_s, QJsonValue(QJsonValue::Undefined), items}};
        change.needs = {id};
        add(change, wanted);
    }
    void set(const ConfigObject &living, const QString &word, const QJsonValue &before, const QJsonValue &wanted)
    {
        const QByteArray kind = living.kind->name;
        if (kind == "configuration" && (word == u"auth_mode"_s || m_living.fixedSettings.contains(word))) {
            note(LOTSE_MSG("%1 of the configuration differs; it is set by the operator of the registry."), {word});
            return;
        }
        if (kind == "scanner" && word == u"is_default"_s) {
            if (!wanted.toBool())
                return; // another one becomes it
            Change change;
            change.operation = "setScannerAsDefault";
            change.path = living.path;
            change.names = {{u"name"_s, living.name}};
            change.body = {{u"is_default"_s, true}};
            add(change, living);
            return;
        }
        QJsonValue after = wanted;
        if (after.isUndefined()) {
            const QList<ConfigMember> members = configMembers(*living.kind);
            const auto member =
                std::find_if(members.begin(), members.end(), [&](const ConfigMember &one) { return one.word == word; });
            if (member != members.end() && member->path.startsWith(u"metadata."_s)) {
                Change change;
                change.operation = "deleteProjectMetadata";
                change.path = living.path;
                change.path.insert(u"meta_name"_s, member->path.section(u'.', 1));
                change.names = {{u"project"_s, living.project}, {u"name"_s, member->path.section(u'.', 1)}};
                add(change, living);
                return;
            }
            after = nothingLike(before);
        }
        if (after.isUndefined()) {
            note(LOTSE_MSG("%1 of %2 is not set in the target and remains unchanged."), {word, living.title()});
            return;
        }
        const Result<Change> change = configUpdate(living, {{word, after}}, m_living.names);
        if (!change)
            tell(change.error().text());
        else if (!change->edits.isEmpty())
            add(*change, living);
    }

    ChangePlan &m_plan;
    const ConfigSnapshot &m_living;
    const ConfigSnapshot &m_target;
    Sides m_sides;
    QStringList *m_notes, *m_notRead;
    QSet<QString> m_told, m_unknownProxies;
    QHash<QString, QString> m_madeProjects; ///< id of the change that makes each
};

} // namespace

QList<ConfigDifference> differencesOf(const ConfigSnapshot &a, const ConfigSnapshot &b, QStringList *notCompared)
{
    using What = ConfigDifference::What;
    const QHash<QString, const ConfigObject *> there = byId(a);
    const QHash<QString, const ConfigObject *> wanted = byId(b);
    QList<ConfigDifference> out;
    QList<const ConfigObject *> all;
    for (const ConfigObject &object : a.objects)
        all.append(&object);
    for (const ConfigObject &object : b.objects) {
        if (!there.contains(object.id()))
            all.append(&object);
    }
    const auto rank = [](const ConfigObject *object) { return object->kind - configKinds().constData(); };
    std::stable_sort(all.begin(), all.end(), [&](const ConfigObject *x, const ConfigObject *y) {
        return std::make_tuple(rank(x), x->project, x->name) < std::make_tuple(rank(y), y->project, y->name);
    });
    QSet<QString> untold;
    const auto leaveOut = [&](const Message &message) {
        const QString text = message.text();
        if (notCompared && !untold.contains(text))
            notCompared->append(text);
        untold.insert(text);
    };
    const Sides sides(a, b);
    for (const ConfigObject *object : std::as_const(all)) {
        const QString kind = QString::fromLatin1(object->kind->name);
        if (sides.hide(object->project)) {
            leaveOut({LOTSE_MSG("Project %1 was not read on both sides and is not compared."), {object->project}});
            continue;
        }
        if (!sides.tellOf(*object)) {
            leaveOut(object->project.isEmpty()
                    ? Message{LOTSE_MSG("%1 was not read on both sides and is not compared."), {kind}}
                    : Message{LOTSE_MSG("%1 of %2 was not read on both sides and is not compared."),
                        {kind, object->project}});
            continue;
        }
        const ConfigObject *before = there.value(object->id());
        const ConfigObject *after = wanted.value(object->id());
        const bool isWhole = (before && after) || (object->kind->isSingle && !*object->kind->create);
        if (!isWhole) {
            out.append({after ? What::Added : What::Removed, kind, object->project, object->name, {},
                QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Undefined)});
            continue;
        }
        const QJsonObject one = before ? before->value : QJsonObject();
        const QJsonObject other = after ? after->value : QJsonObject();
        for (const QString &word : wordsOf(one, other)) {
            if (isSame(one.value(word), other.value(word)))
                continue;
            if (!sides.tellOf(*object, word))
                leaveOut(
                    {LOTSE_MSG("%1 of %2 was not read on both sides and is not compared."), {word, object->project}});
            else
                out.append(
                    {What::Changed, kind, object->project, object->name, word, one.value(word), other.value(word)});
        }
    }
    return out;
}

void planTowards(ChangePlan &plan, const ConfigSnapshot &living, const ConfigSnapshot &target, const QString &creator,
    QStringList *notes, QStringList *notRead)
{
    const QHash<QString, const ConfigObject *> there = byId(living);
    const QHash<QString, const ConfigObject *> wanted = byId(target);
    Planner planner(plan, living, target, notes, notRead);
    const bool knowsProjects = target.kinds.contains(u"project"_s);
    for (const ConfigKind &kind : configKinds()) {
        for (const ConfigObject &object : target.objects) {
            if (object.kind != &kind)
                continue;
            const ConfigObject *now = there.value(object.id());
            if (planner.skips(object, object.title()))
                continue;
            if (now)
                planner.update(*now, object);
            else
                planner.make(object, creator);
        }
        for (const ConfigObject &object : living.objects) {
            if (object.kind != &kind || wanted.contains(object.id()))
                continue;
            // One line for all: what the target has of them is not known.
            const QString title = QString::fromLatin1(kind.name);
            if (planner.skips(object, object.project.isEmpty() ? title : title + u" of "_s + object.project))
                continue;
            const bool isForeign = knowsProjects && !object.project.isEmpty()
                && !target.isGap("project", object.project) && !target.find("project", object.project);
            if (isForeign) {
                planner.note(LOTSE_MSG("Project %1 is not in the target. It remains unchanged: delete it manually."),
                    {object.project});
                continue;
            }
            planner.remove(object);
        }
    }
}

} // namespace lotse::change
