// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/webhooktest.h"

#include "base/format.h"
#include "base/safetext.h"
#include "models/tables/indentedjson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

using Authorization = WebhookCall::Authorization;

QString authorizationText(Authorization authorization)
{
    switch (authorization) {
    case Authorization::None:
        return Message{LOTSE_MSG("no Authorization header"), {}}.text();
    case Authorization::AsExpected:
        return Message{LOTSE_MSG("Authorization header as set"), {}}.text();
    case Authorization::Other:
        return Message{LOTSE_MSG("another Authorization header than the one in the form"), {}}.text();
    case Authorization::NotCompared:
        return Message{LOTSE_MSG("with an Authorization header"), {}}.text();
    }
    return {};
}

/// What the payload calls its event; Harbor's own format and CloudEvents have it in the same place.
QString eventOf(const QByteArray &body)
{
    return safetext::cell(QJsonDocument::fromJson(body).object().value(u"type"_s).toString());
}

QString textOf(const WebhookCall &call)
{
    QString out = QString::fromUtf8(call.method) + u'\n';
    for (const auto &[name, value] : call.headers) {
        const bool isHidden = name.compare("Authorization", Qt::CaseInsensitive) == 0;
        out += safetext::cell(QString::fromUtf8(name)) + u": "_s
            + (isHidden ? u"••••••"_s : safetext::cell(QString::fromUtf8(value))) + u'\n';
    }
    return out + u'\n' + indentedJson(call.body);
}

} // namespace

WebhookTest::WebhookTest(Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_receiver(clock)
{
    connect(&m_receiver, &WebhookReceiver::changed, this, &WebhookTest::changed);
}

QVariantList WebhookTest::addresses() const
{
    QVariantList out;
    for (const QHostAddress &address : WebhookReceiver::addresses()) {
        const QString text = address.toString();
        out.append(QVariantMap{{u"value"_s, text},
            {u"text"_s,
                address.isLoopback() ? Message{LOTSE_MSG("%1 (registry on this computer)"), {text}}.text() : text}});
    }
    return out;
}

void WebhookTest::start(const QString &address)
{
    const Error error = m_receiver.start(QHostAddress(address));
    m_problem = error ? error.text() : QString();
    m_wasRunning = !error;
    emit changed();
}

void WebhookTest::stop()
{
    m_receiver.stop();
}

QString WebhookTest::state() const
{
    if (!m_problem.isEmpty())
        return u"error"_s;
    if (!m_receiver.calls().isEmpty())
        return m_receiver.calls().first().authorization == Authorization::Other ? u"warning"_s : u"ok"_s;
    if (m_receiver.refused() > 0)
        return u"warning"_s;
    return isRunning() ? u"running"_s : m_wasRunning ? u"warning"_s : QString();
}

QString WebhookTest::sentence() const
{
    if (!m_problem.isEmpty())
        return m_problem;
    QStringList out;
    if (m_receiver.received() > 0)
        out += Message::counted(
            LOTSE_MSG_N("%Ln notifications received", "%Ln notification received"), m_receiver.received())
                   .text();
    if (m_receiver.refused() > 0)
        out += Message::counted(LOTSE_MSG_N("%Ln requests refused: not readable, or larger than 1 MiB",
                                    "%Ln request refused: not readable, or larger than 1 MiB"),
            m_receiver.refused())
                   .text();
    if (isRunning() && out.isEmpty())
        out += Message{LOTSE_MSG("Waiting for the first notification"), {}}.text();
    if (isRunning())
        out += Message{LOTSE_MSG("stops at %1"), {format::dateTime(m_receiver.until()).section(u' ', 1)}}.text();
    else if (m_wasRunning)
        out += Message{LOTSE_MSG("stopped"), {}}.text();
    return out.join(u" · "_s);
}

QVariantList WebhookTest::calls() const
{
    QVariantList out;
    for (const WebhookCall &call : m_receiver.calls()) {
        const QString event = eventOf(call.body);
        const QString time = format::exactTime(call.at).section(u' ', 1, 1);
        out.append(QVariantMap{{u"title"_s, event.isEmpty() ? QString::fromUtf8(call.method) : event},
            {u"note"_s, QStringList{time, call.from, authorizationText(call.authorization)}.join(u" · "_s)},
            {u"text"_s, textOf(call)}});
    }
    return out;
}

void WebhookTest::takeAsEndpoint(ResourceForm *form)
{
    if (!form || !isRunning())
        return;
    form->setValue(u"target.address"_s, url());
    const auto follow = [this, form] {
        const QString typed = form->values().value(u"target.auth_header"_s).toString();
        if (form->isOpen() && !typed.isEmpty())
            m_receiver.expect(typed.toUtf8());
    };
    disconnect(m_following);
    m_following = connect(form, &ResourceForm::edited, this, follow);
    follow();
}

} // namespace lotse::models
