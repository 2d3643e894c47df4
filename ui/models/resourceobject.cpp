// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/resourceobject.h"

namespace lotse::ui {

ResourceObject::ResourceObject(QObject *parent)
    : RemoteObject(parent)
{
    // Several properties change in one turn when a row is selected: one request for all of them.
    connect(this, &ResourceObject::sourceChanged, this, [this] {
        if (!m_complete || m_isQueued)
            return;
        m_isQueued = true;
        QMetaObject::invokeMethod(
            this, [this] { begin(); }, Qt::QueuedConnection);
    });
}

void ResourceObject::componentComplete()
{
    m_complete = true;
    begin();
}

void ResourceObject::begin()
{
    m_isQueued = false;
    const harbor::Endpoint *endpoint = harbor::endpoint(m_kind.toLatin1());
    if (!m_complete || !m_active || !m_session || !endpoint)
        return;
    harbor::Params params;
    for (auto it = m_params.begin(); it != m_params.end(); ++it)
        params.insert(it.key(), it.value().toString());
    setSource(m_session->harbor(), endpoint, params);
}

} // namespace lotse::ui
