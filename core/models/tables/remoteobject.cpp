// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/remoteobject.h"

namespace lotse::models {

void RemoteObject::setSource(const harbor::Client &client, const harbor::Endpoint *endpoint, harbor::Params params)
{
    m_client = client;
    m_endpoint = endpoint;
    m_params = std::move(params);
    m_record = {};
    m_text.clear();
    m_skipped = 0;
    refresh();
}

void RemoteObject::finish(const QString &state, const Error &error)
{
    m_state = state;
    m_error = error;
    if (!error)
        m_asOf = QDateTime::currentDateTimeUtc();
    emit changed();
}

void RemoteObject::refresh()
{
    if (!m_client.transport() || !m_endpoint)
        return;
    delete m_run;
    m_run = new QObject(this);
    m_state = QStringLiteral("loading");
    emit changed();
    if (m_endpoint->shape == harbor::Shape::Text || m_endpoint->shape == harbor::Shape::Blob) {
        m_client.tail(*m_endpoint, m_params, m_run, [this](const Result<harbor::Client::Tail> &text) {
            if (text) {
                m_text = text->text;
                m_skipped = text->skipped;
            }
            finish(!text               ? QStringLiteral("error")
                    : m_text.isEmpty() ? QStringLiteral("empty")
                                       : QStringLiteral("ready"),
                text.error());
        });
        return;
    }
    m_client.one(*m_endpoint, m_params, m_run, [this](const Result<json::Record> &record) {
        if (record)
            m_record = *record;
        finish(!record                   ? QStringLiteral("error")
                : m_record.raw.isEmpty() ? QStringLiteral("empty")
                                         : QStringLiteral("ready"),
            record.error());
    });
}

} // namespace lotse::models
