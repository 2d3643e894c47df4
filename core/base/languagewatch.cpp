// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/languagewatch.h"

#include <QCoreApplication>
#include <QEvent>

namespace lotse {

LanguageWatch::LanguageWatch(QCoreApplication *app)
    : QObject(app)
{
    app->installEventFilter(this);
}

LanguageWatch *LanguageWatch::of(QCoreApplication *app)
{
    if (!app)
        return nullptr;
    if (auto *known = app->findChild<LanguageWatch *>(QString(), Qt::FindDirectChildrenOnly))
        return known;
    return new LanguageWatch(app);
}

bool LanguageWatch::eventFilter(QObject *watched, QEvent *event)
{
    // The old words go, the new ones come: two events for one change, and the locale is set between them.
    if (event->type() == QEvent::LanguageChange && watched == parent() && !m_isDue) {
        m_isDue = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_isDue = false;
                emit changed();
            },
            Qt::QueuedConnection);
    }
    return false;
}

} // namespace lotse
