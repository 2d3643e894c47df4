// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"

#include <QDateTime>

namespace lotse::models {

/**
 * One object or one text of a registry, for a page: the gadget (or the text; of a long log its end), its state, and the
 * server's own JSON.
 * After an error the last value stays, with the time it was read.
 */
class RemoteObject : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariant value READ value NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(qint64 skipped READ skipped NOTIFY changed)
    Q_PROPERTY(QString raw READ raw NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
    Q_PROPERTY(QDateTime asOf READ asOf NOTIFY changed)
public:
    explicit RemoteObject(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    void setSource(const harbor::Client &client, const harbor::Endpoint *endpoint, harbor::Params params);
    Q_INVOKABLE void refresh();

    QVariant value() const { return m_record.value; }
    QString text() const { return QString::fromUtf8(m_text); }
    const QByteArray &bytes() const { return m_text; } ///< the text as it came
    qint64 skipped() const { return m_skipped; } ///< bytes of a long log before the text
    QString raw() const { return QString::fromUtf8(m_record.raw); }
    QString state() const { return m_state; } ///< "idle", "loading", "ready", "empty", "error"
    QString errorText() const { return m_error.text(); }
    const Error &error() const { return m_error; }
    QDateTime asOf() const { return m_asOf; }

signals:
    void changed();

private:
    void finish(const QString &state, const Error &error = {});

    harbor::Client m_client{nullptr};
    const harbor::Endpoint *m_endpoint = nullptr;
    harbor::Params m_params;
    QObject *m_run = nullptr;
    json::Record m_record;
    QByteArray m_text;
    qint64 m_skipped = 0;
    QString m_state = QStringLiteral("idle");
    Error m_error;
    QDateTime m_asOf;
};

} // namespace lotse::models
