// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "models/changes/rowoffers.h"
#include "pagetable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {
constexpr qsizetype mostLeft = 20;
}

Application::Application(QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

void Application::show(const QString &registryId)
{
    if (m_navigator.isHeld())
        return m_navigator.leave([this, registryId] { show(registryId); });
    if (m_registry && m_registry->id != registryId && !m_navigator.page().isEmpty()) {
        m_left.append({m_registry->id, m_navigator.page(), m_navigator.params()});
        if (m_left.size() > mostLeft)
            m_left.removeFirst();
    }
    m_registry = m_registries.view(registryId);
    m_navigator.clear();
    emit registryChanged();
    const PageRow *all = pageRow(u"registries-overview"_s);
    QString first = m_registries.count() > 0 && all && isBuilt(*all) ? u"registries-overview"_s : u"welcome"_s;
    if (m_registry) {
        for (const QVariant &section : m_registry->sections()) {
            const QVariantList pages = section.toMap().value(u"pages"_s).toList();
            if (section.toMap().value(u"enabled"_s).toBool() && !pages.isEmpty()) {
                first = pages.first().toMap().value(u"id"_s).toString();
                break;
            }
        }
    }
    m_navigator.open(first);
}

void Application::reopen()
{
    if (m_navigator.isHeld())
        return m_navigator.leave([this] { reopen(); });
    while (!m_left.isEmpty()) {
        const Place place = m_left.takeLast();
        if (!m_registries.view(place.registry))
            continue; // removed meanwhile
        show(place.registry);
        m_navigator.open(place.page, place.params);
        return;
    }
    emit registryChanged();
}

void Application::keepPlace()
{
    remember(u"lastRegistry"_s, m_registry && !m_registry->demo ? m_registry->id : QString());
    remember(u"lastPage"_s, m_navigator.page());
    remember(u"lastParams"_s, m_navigator.params());
}

bool Application::resume()
{
    const QString registry = remembered(u"lastRegistry"_s, QString()).toString();
    const QString page = remembered(u"lastPage"_s, QString()).toString();
    if (registry.isEmpty() || !m_registries.view(registry))
        return false;
    show(registry);
    if (pageRow(page))
        m_navigator.open(page, remembered(u"lastParams"_s, QVariantMap()).toMap());
    return true;
}

bool Application::openIn(const QString &registryId, const QString &page, const QVariantMap &params)
{
    const auto isThere = [registryId](const RegistryView *view) {
        const auto *session = view ? qobject_cast<const Session *>(view->session) : nullptr;
        return session && session->account().registryId == registryId;
    };
    if (!isThere(m_registry)) {
        const RegistryView *other = nullptr;
        for (int row = 0; row < m_registries.count(); ++row) {
            const RegistryView *view = m_registries.at(row);
            // One that was reached has something to show.
            if (isThere(view) && (!other || (view->reached && !other->reached)))
                other = view;
        }
        if (!other)
            return false;
        if (m_navigator.isHeld()) {
            m_navigator.leave([this, registryId, page, params] { openIn(registryId, page, params); });
            return true;
        }
        const QString from = m_navigator.page();
        const QVariantMap fromParams = m_navigator.params();
        show(other->id);
        if (!from.isEmpty())
            m_navigator.open(from, fromParams);
    }
    m_navigator.open(page, params);
    return true;
}

void Application::showAt(int row)
{
    if (const RegistryView *view = m_registries.at(row))
        show(view->id);
}

void Application::setServices(Services services)
{
    m_services = std::move(services);
    m_workspace = std::make_unique<Workspace>(this, m_services);
    if (m_services.triage && m_services.clock) {
        m_placeSource = std::make_unique<PlaceSource>(this, m_services.triage, m_services.clock);
        m_commands.addSource([this](const QString &query) { return m_placeSource->pasted(query); });
        m_commands.addSearch(
            [this](const QString &query, const Commands::Found &found) { m_placeSource->search(query, found); });
    }
    if (m_services.syncs) {
        m_syncs = std::make_unique<SyncJobs>(this, m_services.syncs, m_services.triage, m_services.clock);
        m_storeRoom = std::make_unique<StoreUsage>(this, m_services.syncs, m_services.clock);
    }
    if (m_services.trust)
        m_trust = std::make_unique<TrustJobs>(this, m_services.trust, m_services.syncs, m_services.triage);
    if (m_services.snapshots)
        m_snapshots = std::make_unique<SnapshotJobs>(this, m_services.snapshots);
    if (m_services.changes)
        m_changeJobs = std::make_unique<ChangeJobs>(&m_jobs, m_services.changes);
    m_proxy = std::make_unique<ProxyControl>(&m_preferences, m_services);
    if (m_services.clock && m_services.secrets)
        m_screenLock = std::make_unique<ScreenLock>(&m_preferences, &m_jobs, m_services);
}

QObject *Application::workspace() const
{
    return m_workspace.get();
}

Session *Application::session() const
{
    return m_registry ? qobject_cast<Session *>(m_registry->session) : nullptr;
}

models::ChangeList *Application::changes() const
{
    return m_services.changes ? m_services.changes->of(session()) : nullptr;
}

QUrl Application::pageUrl(const QString &page) const
{
    const PageRow *row = pageRow(page);
    return row && isBuilt(*row) ? QUrl(u"qrc:/qt/qml/Lotse/"_s + QString::fromLatin1(row->file)) : QUrl();
}

bool Application::standsAlone(const QString &page) const
{
    static const QStringList alone{u"account"_s, u"accounts"_s, u"registries-overview"_s, u"welcome"_s, u"settings"_s,
        u"help"_s, u"about"_s, u"diagnostics"_s, u"docker-import"_s, u"cve"_s, u"trends"_s, u"findings"_s,
        u"changes"_s};
    return alone.contains(page);
}

QString Application::pageTitle(const QString &page) const
{
    const PageRow *row = pageRow(page);
    return row ? QCoreApplication::translate("pages", row->title) : QString();
}

QString Application::pageSection(const QString &page) const
{
    const PageRow *row = pageRow(page);
    return row ? QString::fromLatin1(row->section) : QString();
}

QList<Commands::Entry> Application::places()
{
    QList<Commands::Entry> entries;
    for (int row = 0; row < m_registries.count(); ++row) {
        const RegistryView *view = m_registries.at(row);
        entries.append({view->name, tr("Registry"), view->host, u"globe"_s, [this, id = view->id] { show(id); }});
    }
    const QVariantList sections = m_registry ? m_registry->sections() : QVariantList();
    for (const QVariant &section : sections) {
        const QVariantMap group = section.toMap();
        for (const QVariant &page : group.value(u"pages"_s).toList()) {
            const QVariantMap entry = page.toMap();
            if (!entry.value(u"enabled"_s).toBool())
                continue;
            const QString id = entry.value(u"id"_s).toString();
            // "robots" finds "Robot accounts", in each language.
            entries.append({entry.value(u"title"_s).toString(), group.value(u"title"_s).toString(), m_registry->name,
                group.value(u"icon"_s).toString(),
                [this, id, params = entry.value(u"params"_s).toMap()] { m_navigator.open(id, params); }, 0,
                QString(id).replace(u'-', u' ')});
            addOffers(entries, id, entry.value(u"title"_s).toString());
        }
    }
    return entries;
}

void Application::addOffers(QList<Commands::Entry> &entries, const QString &page, const QString &title)
{
    const models::ChangeList *list = changes();
    if (!list)
        return;
    const auto add = [&](const QString &offer, const QString &text, const char *operation, const QString &words) {
        if (list->whyNot(QString::fromLatin1(operation)).isEmpty())
            entries.append({text, tr("Changes"), title, u"list-add"_s, [this, page, offer] { startOffer(page, offer); },
                0, text + u' ' + words});
    };
    for (const models::PageOffer &offer : models::pageOffers()) {
        if (page != QLatin1StringView(offer.table))
            continue;
        const QString text = QCoreApplication::translate("core", offer.text);
        const bool isMade = offer.isNew && *offer.form && !QByteArrayView(offer.form).endsWith("-run");
        add(QString::fromLatin1(offer.id), isMade ? text : tr("%1: %2").arg(title, text), offer.operation,
            isMade ? tr("add create") : QString());
    }
    if (page == u"all-robots"_s)
        add(u"robot-new"_s, tr("New robot account…"), "CreateRobot", tr("add create"));
    if (page == u"immutable-rules"_s)
        add(u"rule-new"_s, tr("New immutability rule…"), "CreateImmuRule", tr("add create"));
    if (page == u"members"_s)
        add(u"members-add"_s, tr("Add members…"), "createProjectMember", tr("new grant role"));
}

void Application::startOffer(const QString &page, const QString &offer)
{
    m_offerPage = page;
    m_offer = offer;
    m_navigator.open(page);
    emit offerStarted(); // for a page that is shown already
}

QString Application::takeOffer(const QString &page)
{
    if (page != m_offerPage)
        return {};
    m_offerPage.clear();
    return std::exchange(m_offer, {});
}

QVariant Application::remembered(const QString &key, const QVariant &otherwise) const
{
    const QVariant value = m_settings->value(u"window/"_s + key, otherwise);
    // An INI file keeps numbers as text; the default says what is meant.
    QVariant typed = value;
    return typed.convert(otherwise.metaType()) ? typed : otherwise;
}

void Application::remember(const QString &key, const QVariant &value)
{
    m_settings->setValue(u"window/"_s + key, value);
}

} // namespace lotse::ui
