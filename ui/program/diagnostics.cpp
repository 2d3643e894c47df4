// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics.h"

#include "base/hardening.h"
#include "base/versions.h"
#include "net/transport.h"
#include "session/accountwords.h"
#include "theme/iconprovider.h"

#include <QGuiApplication>
#include <QLocale>
#include <QQuickWindow>
#include <QScreen>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

constexpr int mostLines = 200;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QString yesNo(bool yes)
{
    return yes ? u"yes"_s : u"no"_s;
}

} // namespace

void Diagnostics::setApp(Application *app)
{
    m_app = app;
    refresh();
}

void Diagnostics::setNames(bool names)
{
    m_names = names;
    refresh();
}

QString Diagnostics::host(const QString &host) const
{
    if (m_names || host.isEmpty())
        return host;
    qsizetype number = m_hosts.indexOf(host);
    if (number < 0) {
        number = m_hosts.size();
        m_hosts.append(host);
    }
    return u"registry-%1"_s.arg(number + 1);
}

/// Without names, a path keeps what the API is called and loses what things are called: "/api/v2.0/projects/…".
QString Diagnostics::path(const QByteArray &path) const
{
    QString text = QString::fromUtf8(path);
    if (m_names)
        return text;
    text = text.section(u'?', 0, 0);
    static const QStringList known{u"api"_s, u"v2.0"_s, u"v2"_s, u"c"_s, u"service"_s, u"token"_s, u"projects"_s,
        u"repositories"_s, u"artifacts"_s, u"tags"_s, u"members"_s, u"users"_s, u"current"_s, u"usergroups"_s,
        u"robots"_s, u"quotas"_s, u"labels"_s, u"scanners"_s, u"auditlog-exts"_s, u"health"_s, u"systeminfo"_s,
        u"statistics"_s, u"configurations"_s, u"manifests"_s, u"blobs"_s, u"referrers"_s, u"list"_s, u"_catalog"_s,
        u"additions"_s, u"vulnerabilities"_s, u"security"_s, u"summary"_s, u"vul"_s, u"replication"_s, u"policies"_s,
        u"executions"_s, u"registries"_s, u"system"_s, u"gc"_s, u"jobservice"_s, u"schedules"_s, u"webhook"_s, u"p2p"_s,
        u"preheat"_s, u"retentions"_s, u"immutabletagrules"_s, u"permissions"_s, u"login"_s};
    QStringList parts = text.split(u'/');
    for (QString &part : parts) {
        if (!part.isEmpty() && !known.contains(part))
            part = u"…"_s;
    }
    return parts.join(u'/');
}

/// Without names: what kind of sentence it was. Its arguments are names.
QString Diagnostics::sentence(const Error &error) const
{
    return m_names ? error.message.english() : QString::fromUtf8(error.message.id);
}

QStringList Diagnostics::system() const
{
    QStringList lines{u"Lotse "_s + QCoreApplication::applicationVersion()};
    QStringList libraries;
    for (const Library &library : coreLibraries())
        libraries.append(library.name + u' ' + library.version);
    lines.append(libraries.join(u", "_s));
    lines.append(u"Built with Qt " QT_VERSION_STR ", %1"_s.arg(QSysInfo::buildAbi()));
    lines.append(QSysInfo::prettyProductName() + u", "_s + QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion());
    lines.append(u"Platform %1, scene graph %2, style Lotse.Controls"_s.arg(
        QGuiApplication::platformName(), QQuickWindow::sceneGraphBackend()));
    const QString icons = IconProvider::problem();
    lines.append(u"Icons: "_s + (icons.isEmpty() ? u"drawn"_s : icons));
    lines.append(u"Language %1, locale %2"_s.arg(
        m_app->preferences()->language().isEmpty() ? u"of the desktop"_s : m_app->preferences()->language(),
        QLocale().name()));
    for (const QScreen *screen : QGuiApplication::screens()) {
        lines.append(u"Screen %1 × %2 at %3"_s.arg(screen->size().width())
                         .arg(screen->size().height())
                         .arg(screen->devicePixelRatio()));
    }
    lines.append(u"Memory kept from core dumps: "_s + yesNo(isMemoryPrivate()));
    return lines;
}

QStringList Diagnostics::settings() const
{
    const Preferences &chosen = *m_app->preferences();
    return {
        u"Theme %1, density %2, zoom %3"_s.arg(m_app->remembered(u"scheme"_s, 0).toInt())
            .arg(m_app->remembered(u"density"_s, 0).toInt())
            .arg(m_app->remembered(u"zoom"_s, 1.0).toReal()),
        u"Page read again every %1 min, findings every %2 min"_s.arg(chosen.refreshMinutes()).arg(chosen.syncMinutes()),
        u"Lock after %1 min, with the desktop: %2, work goes on: %3"_s.arg(chosen.lockMinutes())
            .arg(yesNo(chosen.locksWithDesktop()), yesNo(chosen.worksWhileLocked())),
        u"Proxy: %1, with a sign-in: %2"_s.arg(chosen.proxyKind(), yesNo(!chosen.proxyUser().isEmpty())),
        u"Notice: %1"_s.arg(chosen.notice().isEmpty() ? u"none"_s
                : m_names                             ? chosen.notice()
                                                      : u"there is one"_s),
    };
}

QStringList Diagnostics::registries() const
{
    QStringList lines;
    for (int row = 0; row < m_app->registries()->count(); ++row) {
        const RegistryView *view = m_app->registries()->at(row);
        const auto *session = qobject_cast<const Session *>(view->session);
        // In English, as the rest.
        const QString security = !session      ? QString()
            : session->isDemo()                ? u"built in"_s
            : session->account().isPlainHttp() ? u"not encrypted"_s
                                               : session->peer().protocol;
        lines.append(u"%1: %2%3, %4, %5, %6"_s.arg(host(view->host), view->version.isEmpty() ? view->kind : u""_s,
            view->version, view->condition, security, view->readOnly ? u"read only"_s : u"may change"_s));
        if (!session)
            continue;
        lines.append(u"  signs in by %1, secret: %2, own authorities: %3, pinned: %4"_s.arg(
            signInText(session->account().signIn).english(), secretPlaceText(session->account().secretPlace).english(),
            yesNo(!session->account().caPem.isEmpty()), yesNo(!session->account().pinSpkiSha256.isEmpty())));
        if (session->error())
            lines.append(u"  "_s + sentence(session->error()));
    }
    return lines;
}

QStringList Diagnostics::requests() const
{
    QStringList lines;
    const RequestList &list = *m_app->requests();
    for (int row = 0; row < list.rowCount() && row < mostLines; ++row) {
        const QString key = list.rowKey(row);
        const auto request = list.rowValue(key).value<RequestRecord>();
        lines.append(u"%1 %2 %3%4 → %5, %6 bytes, %7 ms, attempt %8, %9"_s
                         .arg(timeText(request.startedAt), QString::fromLatin1(request.method),
                             host(list.rowParent(key)), path(request.path))
                         .arg(request.status)
                         .arg(request.bytes)
                         .arg(request.tookMs)
                         .arg(request.attempt)
                         .arg(QString::fromLatin1(request.requestId)));
    }
    return lines;
}

QStringList Diagnostics::problems() const
{
    QStringList lines;
    for (const ProblemList::Problem &problem : m_app->problems()->all()) {
        if (lines.size() < mostLines)
            lines.append(timeText(problem.when) + u' ' + host(problem.registry) + u' ' + sentence(problem.error));
    }
    return lines;
}

void Diagnostics::refresh()
{
    m_text.clear();
    m_hosts.clear();
    if (m_app) {
        const auto part = [this](const QString &title, const QStringList &lines) {
            m_text += title + u'\n' + (lines.isEmpty() ? u"  none"_s : u"  "_s + lines.join(u"\n  "_s)) + u"\n\n"_s;
        };
        part(u"System"_s, system());
        part(u"Settings"_s, settings());
        part(u"Registries"_s, registries());
        part(u"Problems, newest first"_s, problems());
        part(u"Requests, newest first"_s, requests());
    }
    emit changed();
}

} // namespace lotse::ui
