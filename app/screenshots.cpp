// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshots.h"

#include "shell/pagetable.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QMouseEvent>
#include <QQuickWindow>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

constexpr int step = 100; // ms between looks
constexpr int quietSteps = 8; // without a request, so that charts and late rows are there
constexpr int mostSteps = 150;

/// What of the demo registry the pages of one thing show.
QVariantMap sample(const QString &page)
{
    QVariantMap keys{{u"project_name"_s, u"payments"_s}, {u"project_name_or_id"_s, u"payments"_s}};
    if (page == u"project"_s || page == u"project-access"_s)
        return {{u"keys"_s, keys}};
    keys.insert(u"repository_name"_s, u"backend/api"_s);
    if (page == u"artifacts"_s)
        return {{u"keys"_s, keys}};
    keys.insert(u"reference"_s, u"latest"_s);
    if (page == u"artifact"_s)
        return {{u"keys"_s, keys}};
    if (page == u"posture"_s || page == u"reports"_s)
        return {{u"run"_s, true}};
    if (page == u"cve"_s)
        return {{u"id"_s, u"CVE-2021-44228"_s}};
    if (page == u"compare"_s)
        return {{u"repository"_s, u"payments/backend/api"_s}, {u"after"_s, u"latest"_s}};
    return {};
}

/// Pages that are nothing without what was chosen before.
bool standsAlone(const QString &page)
{
    return page != u"rows"_s && page != u"log"_s && page != u"retention-log"_s && page != u"oci-tags"_s
        && page != u"vex"_s;
}

} // namespace

Screenshots::Screenshots(ui::Frame *frame, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_frame(frame)
    , m_folder(folder)
{
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::look);
}

void Screenshots::start()
{
    if (!QDir().mkpath(m_folder)) {
        std::fprintf(stderr, "The folder %s cannot be made. Name another one.\n", qPrintable(m_folder));
        QCoreApplication::exit(1);
        return;
    }
    for (const bool dark : {false, true}) {
        for (const ui::PageRow &row : ui::pageRows()) {
            const QString page = QString::fromLatin1(row.id);
            if (ui::isBuilt(row) && standsAlone(page))
                m_shots.append({page + (dark ? u"-dark"_s : u"-light"_s), page, sample(page), dark});
        }
    }
    next();
}

void Screenshots::next()
{
    if (m_shots.isEmpty()) {
        QCoreApplication::exit(m_failed ? 1 : 0);
        return;
    }
    const Shot &shot = m_shots.first();
    m_frame->setDark(shot.dark);
    m_frame->window()->resize(1440, 900);
    // The pointer stands aside, so that no tooltip is in the pictures.
    const QPointF aside(m_frame->window()->width() / 2, m_frame->window()->height() - 1);
    QMouseEvent away(QEvent::MouseMove, aside, aside, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_frame->window(), &away);
    m_frame->application().navigator()->open(shot.page, shot.params);
    m_quiet = 0;
    m_waited = 0;
    m_timer.start(step);
}

void Screenshots::look()
{
    m_quiet = m_frame->application().requests()->running() > 0 ? 0 : m_quiet + 1;
    if (m_quiet < quietSteps && ++m_waited < mostSteps)
        return;
    m_timer.stop();
    take();
}

void Screenshots::take()
{
    const QString file = QDir(m_folder).filePath(m_shots.first().name + u".png"_s);
    if (!m_frame->window()->grabWindow().save(file)) {
        std::fprintf(stderr, "%s was not written. Is there room on the disk?\n", qPrintable(file));
        m_failed = true;
    }
    m_shots.removeFirst();
    next();
}

} // namespace lotse
