// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditview.h"

#include "base/post.h"
#include "base/stoppedclock.h"
#include "store/inventory.h"
#include "trail/snapshotentries.h"
#include "trail/story.h"

#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

AuditView::AuditView(QObject *parent)
    : TrailTable(parent)
{
}

void AuditView::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    FindingsService *triage = app ? app->services().triage : nullptr;
    if (triage) {
        setStore(triage->cachePlan(), app->services().clock);
        // A sync has brought entries, or an account is gone.
        connect(triage, &FindingsService::changed, this, &AuditView::look);
        if (SnapshotRuns *runs = app->services().snapshots)
            connect(runs, &SnapshotRuns::ended, this, &AuditView::look);
    }
    if (models::ChangeDesk *desk = app ? app->services().changes : nullptr) {
        connect(desk, &models::ChangeDesk::coursesChanged, this, &AuditView::takeOwn);
        takeOwn();
        if (!desk->wasLoaded())
            desk->load();
    }
    m_hasLooked = !triage;
    look();
    emit appChanged();
    if (m_hasLooked)
        emit wordsChanged();
}

void AuditView::takeOwn()
{
    QList<TrailEntry> own = m_facts + m_snapshots;
    if (m_app && m_app->services().changes)
        own += ownEntries(m_app->services().changes->courses());
    std::stable_sort(
        own.begin(), own.end(), [](const TrailEntry &a, const TrailEntry &b) { return a.hit.row.at < b.hit.row.at; });
    setOwn(own);
}

void AuditView::look()
{
    FindingsService *triage = m_app ? m_app->services().triage : nullptr;
    if (!triage)
        return;
    const SnapshotRuns *runs = m_app->services().snapshots;
    const models::ChangeDesk *desk = m_app->services().changes;
    QThreadPool::globalInstance()->start([this, plan = triage->cachePlan(),
                                             snapshots = runs ? runs->plan() : store::Plan(),
                                             journal = desk ? ownEntries(desk->courses()) : QList<TrailEntry>(),
                                             clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
        const auto changed = snapshots.path.isEmpty() ? Result<QList<TrailEntry>>(QList<TrailEntry>())
                                                      : snapshotEntries(snapshots, clock, journal);
        store::AuditWords words;
        QList<std::pair<QString, QString>> registries;
        if (QFileInfo::exists(plan.path)) {
            const auto database = store::Database::open(plan, clock);
            const auto known =
                database ? store::knownRegistries(**database) : Result<QList<store::KnownRegistry>>(database.error());
            const auto read = database ? store::auditWords(**database) : Result<store::AuditWords>(database.error());
            if (read)
                words = *read;
            for (const store::KnownRegistry &one : known ? *known : QList<store::KnownRegistry>())
                registries.append({one.registryId, one.name});
        }
        post([this, words, registries, changed] {
            if (!changed && m_app)
                m_app->problems()->report({}, changed.error(), m_app->services().clock->now());
            if (changed && !changed->isEmpty()) {
                m_snapshots = *changed;
                takeOwn();
            }
            m_words = words;
            m_registries = registries;
            QHash<QString, QString> names;
            for (const auto &[id, name] : registries)
                names.insert(id, name);
            m_filter.setRegistryNames(names);
            m_hasLooked = true;
            emit wordsChanged();
            if (isSynced())
                refresh();
        });
    });
}

QVariantList AuditView::registries() const
{
    QVariantList out;
    for (const auto &[id, name] : m_registries)
        out.append(QVariantMap{{u"id"_s, id}, {u"text"_s, name}});
    return out;
}

void AuditView::askFilter(bool anew)
{
    const store::AuditWish asked = m_filter.wish();
    if (m_filter.problem().isEmpty() && m_hasLooked && (anew || asked != wish()))
        ask(asked);
}

void AuditView::refresh()
{
    if (!m_kind.isEmpty())
        tell(m_kind, m_name, m_registryId);
    else
        askFilter(true);
}

void AuditView::tell(const QString &kind, const QString &name, const QString &registryId)
{
    m_kind = kind;
    m_name = name;
    m_registryId = registryId;
    if (m_registryId.isEmpty() && m_app && m_app->session())
        m_registryId = m_app->session()->account().registryId;
    m_title = name;
    FindingsService *triage = m_app ? m_app->services().triage : nullptr;
    if (!triage || !m_hasLooked)
        return;
    const quint64 turn = ++m_storyTurn;
    setState(State::Loading);
    QThreadPool::globalInstance()->start([this, turn, kind, name, id = m_registryId, plan = triage->cachePlan(),
                                             context = triage->context(),
                                             clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
        Result<Story> story = Story();
        if (kind == "cve"_L1) {
            story = vulnerabilityStory(context, name);
        } else if (kind == "image"_L1) {
            const auto database = store::Database::open(plan, clock);
            story = database ? imageStory(**database, id, name) : Result<Story>(database.error());
        } else {
            Story plain;
            plain.title = name;
            plain.wish.registryIds = {id};
            (kind == "project"_L1 ? plain.wish.project : plain.wish.user) = name;
            story = plain;
        }
        post([this, turn, story] {
            if (turn != m_storyTurn)
                return;
            if (!story) {
                setState(State::Error, story.error());
                return;
            }
            m_facts = story->facts;
            m_title = story->title;
            m_storyNote = story->isCut ? tr("%n images are affected; the first 200 are shown.", nullptr, story->images)
                : m_kind == "cve"_L1   ? tr("Entries of %n affected images.", nullptr, story->images)
                                       : QString();
            for (const Message &gap : story->gaps)
                m_storyNote += (m_storyNote.isEmpty() ? QString() : u" "_s) + gap.text();
            takeOwn();
            ask(story->wish);
            emit storyChanged();
        });
    });
}

QVariantList AuditView::leads(const QString &key) const
{
    QVariantList out;
    const QVariant value = rowValue(key);
    if (value.metaType() != QMetaType::fromType<TrailEntry>())
        return out;
    const auto entry = value.value<TrailEntry>();
    const store::AuditRow &row = entry.hit.row;
    const auto add = [&](const QString &text, const QString &kind, const QString &name) {
        if (!name.isEmpty() && !(kind == m_kind && name == m_name))
            out.append(QVariantMap{{u"text"_s, text}, {u"page"_s, u"story"_s},
                {u"params"_s,
                    QVariantMap{{u"kind"_s, kind}, {u"name"_s, name}, {u"registry"_s, entry.hit.registryId}}}});
    };
    const bool isImage = row.resourceType == "artifact"_L1 || row.resourceType == "repository"_L1;
    if (isImage)
        add(tr("History of this image"), u"image"_s, row.resource);
    if (entry.source != TrailEntry::Source::Facts)
        add(row.user.contains(u'$') ? tr("History of this robot") : tr("History of this user"), u"user"_s, row.user);
    add(tr("History of this project"), u"project"_s, entry.hit.project);
    return out;
}

void UnusualView::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    if (FindingsService *triage = app ? app->services().triage : nullptr) {
        setStore(triage->cachePlan(), app->services().clock);
        connect(triage, &FindingsService::changed, this, &UnusualView::refresh);
    }
    if (app) {
        const auto follow = [this] {
            if (m_app && m_app->session())
                setRegistry(m_app->session()->account().registryId);
        };
        connect(app, &Application::registryChanged, this, follow);
        follow();
    }
    emit appChanged();
}

} // namespace lotse::ui
