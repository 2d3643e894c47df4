// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/effect.h"
#include "change/ociwrites.h"
#include "change/signing.h"
#include "change/target_p.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

QJsonObject objectOf(const QByteArray &raw)
{
    return QJsonDocument::fromJson(raw).object();
}

namespace {

QString madeName(const Change &change, const ResolvedName &naming)
{
    for (const QByteArray &path : QByteArray(naming.made).split(' ')) {
        const QString name = valueAt(change.body, QString::fromLatin1(path)).toString();
        if (!name.isEmpty())
            return name;
    }
    return change.names.value(u"name"_s);
}

QByteArray canonical(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

bool bears(const Change &change, const ResolvedName &naming, const QJsonObject &row)
{
    if (qstrcmp(naming.kind, "immutable-rules") == 0) {
        // A rule has no name: it is found by what it selects.
        return canonical(row.value(u"tag_selectors"_s)) == canonical(change.body.value(u"tag_selectors"_s))
            && canonical(row.value(u"scope_selectors"_s)) == canonical(change.body.value(u"scope_selectors"_s));
    }
    const QString name = madeName(change, naming);
    const QString there = valueAt(row, QString::fromLatin1(naming.name)).toString();
    if (qstrcmp(naming.kind, "robot") == 0) {
        // The registry puts its prefix and the project before it.
        const QString project = change.names.value(u"project"_s);
        if (!project.isEmpty())
            return there.endsWith(project + u'+' + name);
        return there == name
            || (there.endsWith(name) && row.value(u"level"_s) == u"system"_s
                && !there.chopped(name.size()).back().isLetterOrNumber());
    }
    if (qstrcmp(naming.kind, "project-member") == 0)
        return there.compare(name, Qt::CaseInsensitive) == 0;
    return !name.isEmpty() && there == name;
}

Found foundNothing()
{
    return {};
}

/// The parameters that the endpoint's path takes; all others would go into the query.
harbor::Params addressOf(const harbor::Endpoint &endpoint, const harbor::Params &params)
{
    harbor::Params out;
    const QStringList names = harbor::pathParameters(endpoint);
    for (auto it = params.begin(); it != params.end(); ++it) {
        if (names.contains(it.key()) || it.key() == u"project_name"_s || it.key() == u"project_name_or_id"_s)
            out.insert(it.key(), it.value());
    }
    return out;
}

void lookThroughList(const harbor::Client &client, const Change &change, const ResolvedName &naming, QObject *context,
    std::function<void(Result<Found>)> done)
{
    const bool isProjectLabel = qstrcmp(naming.list, "labels") == 0 && !change.names.value(u"project"_s).isEmpty();
    const bool isProjectRobot = qstrcmp(naming.list, "robots") == 0 && !change.names.value(u"project"_s).isEmpty();
    const char *kind = isProjectLabel ? "project-labels" : isProjectRobot ? "project-robots" : naming.list;
    const harbor::Endpoint *endpoint = harbor::endpoint(kind);
    harbor::Params params = addressOf(*endpoint, change.path);
    if (const QString project = change.names.value(u"project"_s); !project.isEmpty()
        && !params.contains(u"project_name_or_id"_s) && !params.contains(u"project_name"_s)
        && endpoint->scope == harbor::Scope::Project)
        params.insert(u"project_name"_s, project);
    const bool isMade = change.row()->undo == harbor::Undo::Remove && change.row()->inverse[0] != 0;
    const QString wanted = change.path.value(QString::fromLatin1(naming.parameter));
    client.walk(*endpoint, params, context, {}, [=, done = std::move(done)](const Result<harbor::PagedList> &walk) {
        if (!walk) {
            if (walk.error().kind == ErrorKind::NotFound)
                done(foundNothing());
            else
                done(walk.error());
            return;
        }
        for (const json::Record &record : walk->rows) {
            const QJsonObject row = objectOf(record.raw);
            const QString key = row.value(QString::fromLatin1(naming.key)).toVariant().toString();
            if (isMade && wanted.isEmpty() ? !bears(change, naming, row) : key != wanted)
                continue;
            Found found;
            found.exists = true;
            found.form = writtenForm(naming.kind, {record});
            found.path = change.path;
            found.path.insert(QString::fromLatin1(naming.parameter), key);
            done(found);
            return;
        }
        if (!walk->isComplete() && !walk->refusals.isEmpty()
            && walk->refusals.first().error.kind != ErrorKind::NotFound) {
            done(walk->refusals.first().error); // it may be in the part that could not be read
            return;
        }
        done(foundNothing());
    });
}

/// Whether the label of the change is on the artifact that was read.
bool hasLabel(const Change &change, const QJsonObject &artifact)
{
    const qint64 id = change.operation == "addLabel" ? change.body.value(u"id"_s).toInteger()
                                                     : change.path.value(u"label_id"_s).toLongLong();
    const QJsonArray labels = artifact.value(u"labels"_s).toArray();
    return std::any_of(labels.begin(), labels.end(),
        [id](const QJsonValue &label) { return label.toObject().value(u"id"_s).toInteger() == id; });
}

/// Whether all parameters of the endpoint's path are known.
bool isAddressed(const harbor::Endpoint &endpoint, const harbor::Params &params)
{
    for (const QString &name : harbor::pathParameters(endpoint)) {
        const bool isProject = name == u"project_name"_s || name == u"project_name_or_id"_s;
        if (params.value(name).isEmpty()
            && !(isProject && (params.contains(u"project_name"_s) || params.contains(u"project_name_or_id"_s))))
            return false;
    }
    return true;
}

void askForRetention(const harbor::Client &client, const Change &change, QObject *context, const Error &refusal,
    std::function<void(Result<Found>)> done)
{
    const QString project = change.names.value(u"project"_s);
    if (project.isEmpty()) {
        done(refusal);
        return;
    }
    client.one(*harbor::endpoint("project"), {{u"project_name_or_id"_s, project}}, context,
        [=, done = std::move(done)](const Result<json::Record> &record) {
            if (!record) {
                done(record.error());
                return;
            }
            const QString has = valueAt(objectOf(record->raw), u"metadata.retention_id"_s).toString();
            if (has == change.path.value(u"id"_s))
                done(refusal);
            else
                done(foundNothing());
        });
}

/// The copy of an artifact has the digest of what it is made of.
void lookAtCopy(const harbor::Client &client, const Change &change, const QString &digest, QObject *context,
    std::function<void(Result<Found>)> done)
{
    harbor::Params params = change.path;
    params.remove(u"from"_s);
    params.insert(u"reference"_s, digest);
    client.one(*harbor::endpoint("artifact"), params, context,
        [change, done = std::move(done)](const Result<json::Record> &record) {
            if (!record && record.error().kind != ErrorKind::NotFound) {
                done(record.error());
                return;
            }
            Found found;
            found.exists = bool(record);
            found.path = change.path;
            if (record)
                found.form = objectOf(record->raw);
            done(found);
        });
}

} // namespace

void lookAt(
    const harbor::Client &client, const Change &change, QObject *context, std::function<void(Result<Found>)> done)
{
    if (isOciWrite(change)) {
        lookAtManifest(client.transport(), change, context, std::move(done));
        return;
    }
    const harbor::Operation &operation = *change.row();
    if (isSigning(change)) {
        // Of the registry's own API; a copy of the client keeps the transport.
        lookAtSignature(
            {std::make_shared<harbor::Client>(client), client.transport()}, change, context, std::move(done));
        return;
    }
    const harbor::Endpoint *endpoint = harbor::endpoint(operation.reads);
    const QString copied = change.path.value(u"from"_s).section(u'@', 1);
    if (change.operation == "CopyArtifact" && !copied.isEmpty()) {
        lookAtCopy(client, change, copied, context, std::move(done));
        return;
    }
    const bool isLabel = change.operation == "addLabel" || change.operation == "removeLabel";
    const bool isRun =
        (operation.writing == harbor::Writing::Command && !isLabel && change.operation != "setScannerAsDefault")
        || (operation.undo == harbor::Undo::Impossible && qstrcmp(operation.verb, "DELETE") != 0
            && operation.writing == harbor::Writing::Nothing);
    if (endpoint && showsEffect(change)) {
        lookAtEffect(client, change, context, std::move(done));
        return;
    }
    if (!endpoint || isRun) {
        Found found;
        found.exists = true;
        found.isShown = false;
        QMetaObject::invokeMethod(
            context, [done = std::move(done), found] { done(found); }, Qt::QueuedConnection);
        return;
    }
    const ResolvedName *naming = namingOf(operation.reads);
    harbor::Params params = addressOf(*endpoint, change.path);
    if (naming && !*naming->list && *naming->made && operation.undo == harbor::Undo::Remove)
        params.insert(QString::fromLatin1(naming->parameter), madeName(change, *naming));
    const bool isList = endpoint->shape == harbor::Shape::List
        || (endpoint->shape == harbor::Shape::Plain && QByteArray(endpoint->key) != "key");
    if (naming && *naming->list && (isList || !isAddressed(*endpoint, params))) {
        lookThroughList(client, change, *naming, context, std::move(done));
        return;
    }
    if (isList) { // one row of a list by its key: the queue of a job type
        client.walk(*endpoint, params, context, {},
            [change, endpoint, done = std::move(done)](const Result<harbor::PagedList> &walk) {
                if (!walk)
                    return done(walk.error());
                for (const json::Record &record : walk->rows) {
                    if (change.path.values().contains(harbor::keyOf(*endpoint, record.value)))
                        return done(Found{true, true, writtenForm(endpoint->kind, {record}), change.path});
                }
                done(foundNothing());
            });
        return;
    }
    if (!isAddressed(*endpoint, params)) { // a policy of retention that is to be made
        QMetaObject::invokeMethod(
            context, [done = std::move(done)] { done(foundNothing()); }, Qt::QueuedConnection);
        return;
    }
    client.page(*endpoint, params, 1, context, [=, done = std::move(done)](const Result<harbor::Page> &page) {
        const bool isRetention = qstrcmp(operation.reads, "retention") == 0;
        if (!page && page.error().kind == ErrorKind::Server && isRetention) {
            // Harbor answers 500 for a policy that is gone; its project tells whether it has one.
            askForRetention(client, change, context, page.error(), done);
            return;
        }
        if (!page) {
            // A project that is gone answers 403 to some.
            if (page.error().kind == ErrorKind::NotFound)
                done(foundNothing());
            else
                done(page.error());
            return;
        }
        if (page->records.failed > 0) {
            done(page->records.unreadable.value(0));
            return;
        }
        Found found;
        found.exists = !page->records.rows.isEmpty();
        found.path = change.path;
        found.form = writtenForm(operation.reads, page->records.rows);
        for (auto it = params.begin(); it != params.end(); ++it)
            found.path.insert(it.key(), it.value());
        if (isLabel)
            found.exists = hasLabel(change, found.form);
        done(found);
    });
}

} // namespace lotse::change
