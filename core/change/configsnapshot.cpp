// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/configsnapshot.h"

#include "base/keptmessage.h"
#include "change/target.h"
#include "harbor/fetch.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// One reading, kind after kind. Deletes itself.
class Reading final : public QObject {
public:
    Reading(const harbor::Client &client, QObject *context)
        : QObject(context)
        , m_client(client)
    {
    }

    ConfigSnapshot out;
    QStringList walked; ///< kinds to read, also those whose names others need
    QString project;
    std::function<void(const QString &)> progress;
    std::function<void(Result<ConfigSnapshot>)> done;

    void next()
    {
        if (m_at == walked.size())
            return finish();
        const ConfigKind &kind = *configKind(walked[m_at]);
        if (progress)
            progress(QString::fromLatin1(kind.name));
        harbor::Params params;
        if (kind.isOfProject && !project.isEmpty() && harbor::endpoint(kind.list)->scope == harbor::Scope::Project)
            params.insert(u"project_name"_s, project);
        m_client.walk(*harbor::endpoint(kind.list), params, this, {},
            [this, &kind](const Result<harbor::PagedList> &walk) { take(kind, walk); });
    }

private:
    struct Row {
        const ConfigKind *kind;
        QString project;
        QJsonObject form;
    };

    void take(const ConfigKind &kind, const Result<harbor::PagedList> &walk)
    {
        const QString word = QString::fromLatin1(kind.name);
        if (!walk) {
            if (harbor::endsEverything(walk.error().kind)) {
                const auto tell = std::move(done);
                deleteLater();
                tell(walk.error());
                return;
            }
            out.gaps.append({word, {}, toKept(walk.error().message)});
        } else {
            for (const harbor::PagedList::Refusal &refusal : walk->refusals)
                out.gaps.append({word, refusal.parent, toKept(refusal.error.message)});
            if (walk->failed > 0)
                out.gaps.append({word, {}, toKept(walk->unreadable.value(0).message)});
            if (word == u"configuration"_s) {
                if (!walk->rows.isEmpty())
                    m_rows.append({&kind, {}, writtenForm(kind.list, walk->rows)});
                for (const json::Record &record : walk->rows) {
                    const QJsonObject row = QJsonDocument::fromJson(record.raw).object();
                    if (!row.value(u"editable"_s).toBool(true))
                        out.fixedSettings.append(row.value(u"key"_s).toString());
                }
            } else {
                for (qsizetype i = 0; i < walk->rows.size(); ++i)
                    takeRow(kind, walk->parents.value(i), walk->rows[i]);
            }
        }
        ++m_at;
        next();
    }

    void takeRow(const ConfigKind &kind, const QString &parent, const json::Record &record)
    {
        const QByteArray word = kind.name;
        const QByteArray form = word == "registry" ? QByteArray("registry") : QByteArray(kind.list);
        const QJsonObject row = writtenForm(form, {record});
        QString of = kind.isOfProject ? parent : QString();
        if (word == "project") {
            of = row.value(u"name"_s).toString();
            out.names.projects.insert(of, row.value(u"project_id"_s).toInteger());
        } else if (word == "quota") {
            of = row.value(u"ref"_s)[u"name"_s].toString();
        } else if (word == "registry") {
            out.names.registries.insert(row.value(u"id"_s).toInteger(), row.value(u"name"_s).toString());
        } else if (word == "scanner") {
            out.names.scanners.insert(row.value(u"name"_s).toString(), row.value(u"uuid"_s).toString());
            if (row.value(u"is_default"_s).toBool())
                out.names.scanners.insert(QString(), row.value(u"uuid"_s).toString());
        } else if (word == "robot" && row.value(u"level"_s) != u"system"_s) {
            return; // those of projects come with their projects
        }
        if (kind.isOfProject && !project.isEmpty() && of != project)
            return;
        m_rows.append({&kind, of, row});
    }

    void finish()
    {
        for (const Row &row : std::as_const(m_rows)) {
            if (row.kind->isSingle && !row.kind->isOfProject && row.form.contains(u"robot_name_prefix"_s))
                out.names.robotPrefix = row.form.value(u"robot_name_prefix"_s).toString();
        }
        // Of no use without their names.
        const auto scanners = std::find_if(
            out.gaps.begin(), out.gaps.end(), [](const ConfigGap &gap) { return gap.kind == u"scanner"_s; });
        const bool hasScanners = scanners == out.gaps.end();
        if (!hasScanners)
            out.gaps.append({u"project-scanner"_s, {}, QString(scanners->reason)});
        QSet<QString> ids;
        for (const Row &row : std::as_const(m_rows)) {
            if (!out.kinds.contains(QLatin1String(row.kind->name))
                || (!hasScanners && qstrcmp(row.kind->name, "project-scanner") == 0))
                continue;
            ConfigObject object = configObject(*row.kind, row.project, row.form, out.names);
            // Two rules that select the same are two all the same.
            const QString name = object.name;
            for (int i = 2; ids.contains(object.id()); ++i)
                object.name = name + u" #"_s + QString::number(i);
            ids.insert(object.id());
            out.objects.append(object);
        }
        // A name that is missing above may be there all the same.
        for (const ConfigGap &gap : std::as_const(out.gaps)) {
            const bool hasNames = gap.kind == u"registry"_s || gap.kind == u"scanner"_s || gap.kind == u"project"_s;
            if (hasNames && !out.names.unread.contains(gap.kind))
                out.names.unread.insert(gap.kind, gap.reason);
        }
        out.gaps.removeIf([this](const ConfigGap &gap) { return !out.kinds.contains(gap.kind); });
        const auto tell = std::move(done);
        const ConfigSnapshot result = std::move(out);
        deleteLater();
        tell(result);
    }

    harbor::Client m_client;
    QList<Row> m_rows;
    qsizetype m_at = 0;
};

} // namespace

bool ConfigGap::covers(const QString &of, const QString &in) const
{
    return kind == of && (project == in || (project.isEmpty() && of != u"project"_s));
}

const ConfigObject *ConfigSnapshot::find(const QByteArray &kind, const QString &project, const QString &name) const
{
    for (const ConfigObject &object : objects) {
        if (kind == object.kind->name && object.project == project && object.name == name)
            return &object;
    }
    return nullptr;
}

bool ConfigSnapshot::hasProject(const QString &project) const
{
    return find("project", project) || names.projects.contains(project);
}

bool ConfigSnapshot::isGap(const QByteArray &kind, const QString &project) const
{
    if (!kinds.contains(QLatin1String(kind)))
        return true;
    const QString word = QString::fromLatin1(kind);
    // Which scanner a project has is told by its name, or that it is the default.
    const bool isScanner = word == u"project-scanner"_s;
    return std::any_of(gaps.begin(), gaps.end(),
        [&](const ConfigGap &gap) { return gap.covers(word, project) || (isScanner && gap.covers(u"scanner"_s, {})); });
}

bool ConfigSnapshot::isMemberGap(const ConfigObject &object, const QString &word) const
{
    return word == u"proxy_of"_s && qstrcmp(object.kind->name, "project") == 0 && isGap("registry", {});
}

ProjectSight::ProjectSight(const ConfigSnapshot &snapshot)
    : m_isPartial(std::any_of(
        snapshot.gaps.begin(), snapshot.gaps.end(), [](const ConfigGap &gap) { return gap.covers(u"project"_s, {}); }))
{
    if (!m_isPartial)
        return;
    for (const ConfigObject &object : snapshot.objects)
        m_shown.insert(object.project);
    for (auto it = snapshot.names.projects.begin(); it != snapshot.names.projects.end(); ++it)
        m_shown.insert(it.key());
}

void readConfig(const harbor::Client &client, const QStringList &kinds, const QString &project, QObject *context,
    std::function<void(const QString &kind)> progress, std::function<void(Result<ConfigSnapshot>)> done)
{
    auto *reading = new Reading(client, context);
    if (client.transport())
        reading->out.origin = client.transport()->origin().toString();
    reading->project = project;
    reading->progress = std::move(progress);
    reading->done = std::move(done);
    for (const ConfigKind &kind : configKinds()) {
        if ((kinds.isEmpty() && kind.isExported) || kinds.contains(QLatin1String(kind.name)))
            reading->out.kinds.append(QLatin1String(kind.name));
    }
    const QStringList &wanted = reading->out.kinds;
    const auto asks = [&](std::initializer_list<const char *> words) {
        return std::any_of(
            words.begin(), words.end(), [&](const char *word) { return wanted.contains(QLatin1String(word)); });
    };
    QStringList walked = wanted;
    if (asks({"robot", "project-robot"}))
        walked.append(u"configuration"_s);
    if (asks({"project", "replication"}))
        walked.append(u"registry"_s);
    if (asks({"project-scanner"}))
        walked.append(u"scanner"_s);
    const bool isOfProject =
        std::any_of(wanted.begin(), wanted.end(), [](const QString &word) { return configKind(word)->isOfProject; });
    if (isOfProject)
        walked.append(u"project"_s);
    walked.removeDuplicates();
    reading->walked = walked;
    QMetaObject::invokeMethod(
        reading, [reading] { reading->next(); }, Qt::QueuedConnection);
}

} // namespace lotse::change
