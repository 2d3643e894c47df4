// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "navigator.h"

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
    m_entries.resize(m_index + 1);
    m_entries.append({page, params, {}, {}});
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
    --m_index;
    emit changed();
    emit titleChanged();
}

void Navigator::forward()
{
    if (!canGoForward())
        return;
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

void Navigator::clear()
{
    m_entries.clear();
    m_index = -1;
    emit changed();
    emit titleChanged();
}

} // namespace lotse::ui
