// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/resourceform.h"
#include "net/webhookreceiver.h"

namespace lotse::models {

/**
 * A webhook tried out: a receiver on this computer, its address for the form, and what came. Harbor has no request that
 * tests a webhook, so it notifies of a real event. What came is plain text.
 */
class WebhookTest : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantList addresses READ addresses NOTIFY changed)
    Q_PROPERTY(bool running READ isRunning NOTIFY changed)
    Q_PROPERTY(QString url READ url NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QVariantList calls READ calls NOTIFY changed)
public:
    /// The clock outlives this.
    explicit WebhookTest(Clock *clock, QObject *parent = nullptr);

    QVariantList addresses() const; ///< {value, text} to listen on
    bool isRunning() const { return m_receiver.isRunning(); }
    QString url() const { return m_receiver.url().toString(); }
    QString state() const; ///< of sentence(): "", "running", "ok", "warning", "error"
    QString sentence() const;
    /// {title, note, text} of each notification, newest first.
    QVariantList calls() const;

    Q_INVOKABLE void start(const QString &address);
    Q_INVOKABLE void stop();
    /// Makes the receiver the endpoint of the webhook in the form; from then on the header Authorization is compared
    /// with what is typed there.
    Q_INVOKABLE void takeAsEndpoint(lotse::models::ResourceForm *form);

signals:
    void changed();

private:
    Clock *m_clock;
    WebhookReceiver m_receiver;
    QString m_problem;
    bool m_wasRunning = false;
    QMetaObject::Connection m_following; ///< of the form
};

} // namespace lotse::models
