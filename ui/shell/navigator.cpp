// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "navigator.h"

#include <QCoreApplication>

#include <algorithm>

namespace lotse::ui {

namespace {
constexpr qsizetype longest = 100;
}

const Navigator::Entry &Navigator::current() const
{
    static const Entry nowhere;
    return m_index < 0 ? nowhere : m_entries[m_index];
}

void Navigator::open(const QString &page, const QVariantMap &params)
{
    if (m_index >= 0 && current().page == page && current().params == params)
        return;
    if (m_held)
        return leave([this, page, params] { open(page, params); });
    m_entries.resize(m_index + 1);
    m_entries.append({page, params, {}, {}, ++m_lastPlace});
    if (m_entries.size() > longest)
        m_entries.removeFirst();
    m_index = m_entries.size() - 1;
    emit changed();
    emit titleChanged();
}

void Navigator::back()
{
    if (!canGoBack())
        return;
    if (m_held)
        return leave([this] { back(); });
    --m_index;
    emit changed();
    emit titleChanged();
}

void Navigator::forward()
{
    if (!canGoForward())
        return;
    if (m_held)
        return leave([this] { forward(); });
    ++m_index;
    emit changed();
    emit titleChanged();
}

void Navigator::keep(const QVariantMap &params)
{
    if (m_index >= 0)
        m_entries[m_index].params = params;
}

void Navigator::describe(const QString &title, const QVariantList &crumbs)
{
    if (m_index < 0 || (current().title == title && current().crumbs == crumbs))
        return;
    m_entries[m_index].title = title;
    m_entries[m_index].crumbs = crumbs;
    emit titleChanged();
}

bool Navigator::holdsPlace(int place) const
{
    return std::any_of(
        m_entries.cbegin(), m_entries.cend(), [place](const Entry &entry) { return entry.place == place; });
}

void Navigator::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    emit heldChanged();
}

void Navigator::leave(std::function<void()> go)
{
    if (!m_held)
        return go();
    m_waiting = std::move(go);
    emit askedToLeave();
}

bool Navigator::mayQuit()
{
    if (!m_held)
        return true;
    leave([] { QCoreApplication::quit(); });
    return false;
}

void Navigator::discard()
{
    const auto go = std::exchange(m_waiting, {});
    setHeld(false);
    if (go)
        go();
}

void Navigator::clear()
{
    m_entries.clear();
    m_index = -1;
    emit changed();
    emit titleChanged();
}

} // namespace lotse::ui
