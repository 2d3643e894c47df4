// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accountform.h"
#include "session/oidcsignin.h"

#include <QPointer>

namespace lotse::ui {

/**
 * The part of an account's form that signs in at an identity provider. What it gets goes into the form as its secret,
 * and never into QML.
 */
class OidcForm : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::AccountForm *form READ form WRITE setForm NOTIFY changed)
    Q_PROPERTY(QString issuer READ issuer WRITE setIssuer NOTIFY changed)
    Q_PROPERTY(QString client READ client WRITE setClient NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed) ///< what is to be done, or what came of it
    Q_PROPERTY(QString detail READ detail NOTIFY changed)
    Q_PROPERTY(QString code READ code NOTIFY changed) ///< to be typed at `address`; empty where none
    Q_PROPERTY(QString address READ address NOTIFY changed) ///< of the browser's page; empty where none
public:
    using QObject::QObject;

    AccountForm *form() const { return m_form; }
    void setForm(AccountForm *form);
    QString issuer() const { return m_issuer; }
    void setIssuer(const QString &issuer);
    QString client() const { return m_client; }
    void setClient(const QString &client);
    bool isBusy() const { return m_search || m_signIn; }
    bool hasFailed() const { return m_failed; }
    QString sentence() const { return m_sentence; }
    QString detail() const { return m_detail; }
    QString code() const { return m_code; }
    QString address() const { return m_address.toString(); }

    /// Asks the registry for issuer and client.
    Q_INVOKABLE void find();
    /// In the system's browser.
    Q_INVOKABLE void signIn();
    /// With a code that is typed into a browser anywhere.
    Q_INVOKABLE void signInWithCode();
    /// Opens the page of the sign-in in the browser, once more.
    Q_INVOKABLE void browse() const;
    Q_INVOKABLE void cancel();

signals:
    void changed();

private:
    bool begin(const QString &sentence);
    void over(const Result<oidc::Tokens> &tokens);
    void say(const QString &sentence, const Error &error = {});

    QPointer<AccountForm> m_form;
    QString m_issuer;
    QString m_client;
    QString m_sentence;
    QString m_detail;
    QString m_code;
    QUrl m_address;
    bool m_failed = false;
    std::unique_ptr<QObject> m_search;
    std::unique_ptr<oidc::SignIn> m_signIn;
};

} // namespace lotse::ui
