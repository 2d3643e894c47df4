// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "startuptimes.h"

#include <QCoreApplication>
#include <QQuickItem>
#include <QQuickWindow>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

void tell(const char *milestone)
{
    std::printf("%s\n", milestone);
    std::fflush(stdout);
}

bool hasNumbers(const QQuickItem *item)
{
    if (item->objectName() == u"overviewNumber"_s && item->isVisible())
        return item->property("number").toString() != u"…"_s;
    const QList<QQuickItem *> children = item->childItems();
    return std::any_of(children.begin(), children.end(), &hasNumbers);
}

} // namespace

StartupTimes::StartupTimes(ui::Frame *frame, QObject *parent)
    : QObject(parent)
    , m_frame(frame)
{
    connect(frame->window(), &QQuickWindow::frameSwapped, this, &StartupTimes::look);
}

void StartupTimes::look()
{
    if (!m_hasFrame)
        tell("first_frame");
    m_hasFrame = true;
    if (!hasNumbers(m_frame->window()->contentItem()))
        return;
    tell("overview_numbers");
    m_frame->window()->disconnect(this);
    QCoreApplication::quit();
}

} // namespace lotse
