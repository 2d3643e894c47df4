// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/placesource.h"

#include "base/post.h"
#include "base/stoppedclock.h"
#include "harbor/endpoint.h"
#include "harbor/project.h"
#include "harbor/repository.h"
#include "shell/application.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lotse::ui {

using models::FoundPlace;
using models::PastedPlace;
using Entry = Commands::Entry;

namespace {

constexpr int kPasted = 10'000; // before all that is only alike
constexpr int kPlace = 40; // as much as a command gets for holding the query in one piece
constexpr auto kTyping = 250ms;

QString group(FoundPlace::Kind kind)
{
    switch (kind) {
    case FoundPlace::Kind::Project:
        return PlaceSource::tr("Project");
    case FoundPlace::Kind::Repository:
        return PlaceSource::tr("Repository");
    case FoundPlace::Kind::Tag:
        return PlaceSource::tr("Tag");
    case FoundPlace::Kind::Digest:
        return PlaceSource::tr("Image");
    case FoundPlace::Kind::Vulnerability:
        return PlaceSource::tr("Vulnerability");
    case FoundPlace::Kind::User:
        return PlaceSource::tr("User, in the audit trail");
    }
    return {};
}

QString icon(FoundPlace::Kind kind)
{
    switch (kind) {
    case FoundPlace::Kind::Vulnerability:
        return u"lotse-shield"_s;
    case FoundPlace::Kind::User:
        return u"system-users"_s;
    case FoundPlace::Kind::Tag:
        return u"tag"_s;
    default:
        return u"package"_s;
    }
}

} // namespace

PlaceSource::PlaceSource(Application *app, FindingsService *triage, Clock *clock)
    : m_app(app)
    , m_triage(triage)
    , m_clock(clock)
{
    connect(m_triage, &FindingsService::changed, this, &PlaceSource::read);
    read();
}

void PlaceSource::read()
{
    if (m_isReading) {
        m_isStale = true;
        return;
    }
    m_isReading = true;
    m_isStale = false;
    QThreadPool::globalInstance()->start(
        [this, plan = m_triage->cachePlan(), clock = StoppedClock(*m_clock), post = Post(this)] {
            const auto index = models::PlaceIndex::read(plan, clock);
            post([this, index] {
                m_isReading = false;
                if (index)
                    m_index = *index; // else the old one is better than none; the sync tells what is wrong
                if (m_isStale)
                    read();
                emit indexed();
            });
        });
}

const RegistryView *PlaceSource::viewOf(const QString &host) const
{
    const QString wanted = host == "docker.io"_L1 ? u"registry-1.docker.io"_s : host;
    const RegistryView *found = nullptr;
    for (int row = 0; row < m_app->registries()->count(); ++row) {
        const RegistryView *view = m_app->registries()->at(row);
        if (view->host.compare(wanted, Qt::CaseInsensitive) == 0 && (!found || view == m_app->registry()))
            found = view;
    }
    return found;
}

void PlaceSource::openPlace(const QString &registryId, bool isPlain, const QString &project, const QString &repository,
    const QString &reference)
{
    QVariantMap keys;
    if (isPlain) {
        keys = {{u"repository"_s, repository}, {u"reference"_s, reference}};
        if (reference.isEmpty())
            m_app->openIn(registryId, u"oci-tags"_s, {{u"repository"_s, repository}});
        else
            m_app->openIn(registryId, u"artifact"_s, {{u"keys"_s, keys}});
        return;
    }
    keys = {{u"project_name"_s, project}, {u"project_name_or_id"_s, project}};
    if (!repository.isEmpty())
        keys.insert(u"repository_name"_s, repository.mid(project.size() + 1));
    if (!reference.isEmpty())
        keys.insert(u"reference"_s, reference);
    const QString page = repository.isEmpty() ? u"project"_s : reference.isEmpty() ? u"artifacts"_s : u"artifact"_s;
    m_app->openIn(registryId, page, {{u"keys"_s, keys}});
}

Entry PlaceSource::entryOf(const FoundPlace &place)
{
    Entry entry{place.title, group(place.kind), place.registry, icon(place.kind), {}, place.points + kPlace};
    switch (place.kind) {
    case FoundPlace::Kind::Vulnerability:
        entry.hint = tr("all registries");
        entry.run = [this, id = place.title] { m_app->navigator()->open(u"cve"_s, {{u"id"_s, id}}); };
        break;
    case FoundPlace::Kind::User:
        entry.run = [this, place] { m_app->openIn(place.registryId, u"audit"_s, {{u"user"_s, place.title}}); };
        break;
    default:
        entry.run = [this, place] {
            openPlace(place.registryId, false, place.project, place.repository, place.reference);
        };
    }
    return entry;
}

QList<Entry> PlaceSource::pasted(const QString &text)
{
    const PastedPlace place = models::readPasted(text);
    switch (place.kind) {
    case PastedPlace::Kind::None:
        return {};
    case PastedPlace::Kind::Vulnerability:
        return {{place.vulnerability, group(FoundPlace::Kind::Vulnerability), tr("all registries"),
            icon(FoundPlace::Kind::Vulnerability),
            [this, id = place.vulnerability] {
                m_app->navigator()->open(u"cve"_s, {{u"id"_s, id}});
            },
            kPasted}};
    case PastedPlace::Kind::Digest:
        return ofDigest(place.reference);
    default:
        return place.host.isEmpty() ? ofName(place) : ofReference(place);
    }
}

QList<Entry> PlaceSource::ofDigest(const QString &digest)
{
    QList<Entry> entries;
    const QList<FoundPlace> found = m_index ? m_index->findDigest(digest, 20) : QList<FoundPlace>();
    for (const FoundPlace &one : found) {
        entries.append(entryOf(one));
        entries.last().points = kPasted;
    }
    const Session *session = m_app->session();
    // No registry can be asked for a digest without its repository.
    if (entries.isEmpty() && session) {
        entries.append({tr("No synced image has this digest: sync %1").arg(session->account().name),
            group(FoundPlace::Kind::Digest), {}, u"view-refresh"_s,
            [this, id = session->account().id] { m_app->syncs()->start(id); }, kPasted});
    }
    return entries;
}

// A name of the registry that is shown. One without a tag may also be words to look for: it stands behind what is
// found.
QList<Entry> PlaceSource::ofName(PastedPlace place)
{
    const Session *session = m_app->session();
    if (!session)
        return {};
    const bool isFound = m_index && m_index->hasRepository(session->account().registryId, place.repository);
    if (place.kind == PastedPlace::Kind::Repository && isFound)
        return {}; // the search finds it
    place.host = session->account().host();
    QList<Entry> entries = ofReference(place);
    if (place.kind == PastedPlace::Kind::Repository) {
        for (Entry &entry : entries)
            entry.points = session->kind() == RegistryKind::Harbor ? kPlace / 2 : kPlace; // no search finds it there
    }
    return entries;
}

QList<Entry> PlaceSource::ofReference(const PastedPlace &place)
{
    const RegistryView *view = viewOf(place.host);
    if (!view) {
        return {{tr("Add the registry %1").arg(place.host), tr("No accounts yet"), {}, u"list-add"_s,
            [this, host = place.host] {
                m_app->navigator()->open(u"account"_s, {{u"url"_s, host}});
            },
            kPasted}};
    }
    const auto *session = qobject_cast<const Session *>(view->session);
    const QString registryId = session ? session->account().registryId : QString();
    QString project = place.project;
    QString repository = place.repository;
    if (place.projectId != 0) {
        project = m_index ? m_index->projectName(registryId, place.projectId) : QString();
        if (project.isEmpty()) {
            return {{tr("Project %1 of %2").arg(place.projectId).arg(view->name), group(FoundPlace::Kind::Project),
                view->host, icon(FoundPlace::Kind::Project),
                [this, id = view->id, place] {
                    if (const RegistryView *there = m_app->registries()->view(id))
                        openProjectNumber(there, place);
                },
                kPasted}};
        }
        if (!repository.isEmpty())
            repository.prepend(project + u'/');
    }
    const FoundPlace::Kind kind = place.kind == PastedPlace::Kind::Project ? FoundPlace::Kind::Project
        : place.kind == PastedPlace::Kind::Repository                      ? FoundPlace::Kind::Repository
                                                                           : FoundPlace::Kind::Digest;
    QString title = repository.isEmpty() ? project : repository;
    if (!place.reference.isEmpty())
        title += (place.reference.contains(u':') ? u'@' : u':') + place.reference;
    return {{title, group(kind), view->name, icon(kind),
        [this, registryId, isPlain = view->plain, project, repository, reference = place.reference] {
            openPlace(registryId, isPlain, project, repository, reference);
        },
        kPasted}};
}

// The portal names projects by number; what the store does not know, the registry does.
void PlaceSource::openProjectNumber(const RegistryView *view, const PastedPlace &place)
{
    auto *session = qobject_cast<Session *>(view->session);
    const harbor::Endpoint *endpoint = harbor::endpoint("project");
    if (!session || !endpoint)
        return;
    session->harbor().one(*endpoint, {{u"project_name_or_id"_s, QString::number(place.projectId)}}, this,
        [this, place, host = view->host, registryId = session->account().registryId](
            const Result<json::Record> &record) {
            if (!record) {
                m_app->problems()->report(host, record.error(), m_clock->now());
                return;
            }
            const QString project = record->value.value<harbor::Project>().name;
            const QString repository = place.repository.isEmpty() ? QString() : project + u'/' + place.repository;
            openPlace(registryId, false, project, repository, place.reference);
        });
}

void PlaceSource::search(const QString &query, const Commands::Found &found)
{
    delete m_asking;
    m_asking = nullptr;
    if (query.trimmed().size() < 2)
        return;
    const auto *session = m_app->session();
    const bool isUnknown = session && (!m_index || !m_index->knows(session->account().registryId))
        && session->kind() == RegistryKind::Harbor;
    if (isUnknown)
        askRegistry(query, found);
    if (!m_index)
        return;
    QThreadPool::globalInstance()->start(
        [this, query, found, index = m_index, set = m_triage->context().set, post = Post(this)] {
            post([this, found, places = index->find(query, set)] {
                QList<Entry> entries;
                for (const FoundPlace &place : places)
                    entries.append(entryOf(place));
                found(entries);
            });
        });
}

void PlaceSource::askRegistry(const QString &query, const Commands::Found &found)
{
    m_asking = new QObject(this);
    m_clock->after(kTyping, m_asking, [this, query, found] {
        Session *session = m_app->session();
        const harbor::Endpoint *endpoint = harbor::endpoint("search");
        if (!session || !endpoint || session->state() != Session::State::Online)
            return;
        const QString id = session->account().registryId;
        const QString name = session->account().name;
        session->harbor().one(*endpoint, {{u"q"_s, query.trimmed()}}, m_asking,
            [this, found, id, name, query](const Result<json::Record> &record) {
                if (!record)
                    return; // what was typed is no reason to complain; the request is in the dock
                const auto result = record->value.value<harbor::SearchResult>();
                const QStringList words{query.trimmed()};
                QList<Entry> entries;
                const auto add = [&](FoundPlace::Kind kind, const QString &title, const QString &project,
                                     const QString &repository) {
                    FoundPlace place{kind, id, name, title, project, repository, {}, -1, 30};
                    place.points += models::wordPoints(words, title);
                    entries.append(entryOf(place));
                };
                for (const harbor::Project &project : result.projects.mid(0, 20))
                    add(FoundPlace::Kind::Project, project.name, project.name, {});
                for (const harbor::SearchRepository &repository : result.repositories.mid(0, 30)) {
                    add(FoundPlace::Kind::Repository, repository.repositoryName, repository.projectName,
                        repository.repositoryName);
                }
                found(entries);
            });
    });
}

} // namespace lotse::ui
