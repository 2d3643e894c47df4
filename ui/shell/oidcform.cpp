// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oidcform.h"

#include "session/oidcfind.h"
#include "workspace.h"

#include <QDesktopServices>

using namespace Qt::StringLiterals;

namespace lotse::ui {

void OidcForm::setForm(AccountForm *form)
{
    m_form = form;
    const auto follow = [this] {
        m_issuer = m_form->oidcIssuer();
        m_client = m_form->oidcClient();
        emit changed();
    };
    connect(form, &AccountForm::filled, this, follow);
    follow();
}

void OidcForm::setIssuer(const QString &issuer)
{
    m_issuer = issuer.trimmed();
    emit changed();
}

void OidcForm::setClient(const QString &client)
{
    m_client = client.trimmed();
    emit changed();
}

void OidcForm::find()
{
    auto *workspace = m_form ? qobject_cast<Workspace *>(m_form->workspace()) : nullptr;
    const Result<Account> account = m_form ? makeAccount(m_form->address(), {}) : Result<Account>(Error());
    if (!workspace || !account || isBusy())
        return;
    Account asked = *account;
    asked.caPem = m_form->property("caPem").toString();
    asked.pinSpkiSha256 = m_form->property("pin").toString();
    m_search = std::make_unique<QObject>();
    say(tr("Detecting the identity provider of %1…").arg(asked.host()));
    const oidc::ProviderClient conversation(workspace->linkFactory(), &workspace->clock());
    oidc::find(
        asked, workspace->linkFactory(), conversation, m_search.get(), [this](const Result<oidc::Client> &found) {
            m_search.release()->deleteLater();
            if (!found)
                return say(found.error().text(), found.error());
            m_issuer = found->issuer;
            m_client = found->id;
            say(tr("Identity provider found. Sign in with the browser now."));
        });
}

bool OidcForm::begin(const QString &sentence)
{
    auto *workspace = m_form ? qobject_cast<Workspace *>(m_form->workspace()) : nullptr;
    if (!workspace || isBusy() || m_issuer.isEmpty() || m_client.isEmpty())
        return false;
    m_code.clear();
    m_address.clear();
    m_signIn = std::make_unique<oidc::SignIn>(oidc::ProviderClient(workspace->linkFactory(), &workspace->clock()),
        oidc::Client{m_issuer, m_client, m_form->property("caPem").toString().toUtf8()});
    say(sentence);
    return true;
}

void OidcForm::signIn()
{
    if (!begin(tr("Contacting the identity provider…")))
        return;
    connect(m_signIn.get(), &oidc::SignIn::browse, this, [this](const QUrl &address) {
        m_address = address;
        say(tr("Sign in in your browser. Lotse continues automatically."));
        browse();
    });
    m_signIn->start([this](const Result<oidc::Tokens> &tokens) { over(tokens); });
}

void OidcForm::signInWithCode()
{
    if (!begin(tr("Contacting the identity provider…")))
        return;
    connect(m_signIn.get(), &oidc::SignIn::codeShown, this, [this](const QString &code, const QUrl &address) {
        m_code = code;
        m_address = address;
        say(tr("Open the address in a browser on any computer and enter the code. Lotse continues automatically."));
    });
    m_signIn->startWithCode([this](const Result<oidc::Tokens> &tokens) { over(tokens); });
}

void OidcForm::browse() const
{
    if (!m_address.isEmpty() && !oidc::checkAddress(m_address))
        QDesktopServices::openUrl(m_address);
}

void OidcForm::cancel()
{
    m_search.reset();
    m_signIn.reset();
    m_code.clear();
    m_address.clear();
    say({});
}

void OidcForm::over(const Result<oidc::Tokens> &tokens)
{
    m_signIn.release()->deleteLater();
    m_code.clear();
    m_address.clear();
    if (!tokens)
        return say(tokens.error().text(), tokens.error());
    m_form->takeTokens({m_issuer, m_client, {}}, *tokens);
    say(tokens->refresh.isEmpty() ? tr("Signed in as %1 until %2: the provider issued no refresh token.")
                                        .arg(tokens->user, tokens->expires.toLocalTime().time().toString(u"HH:mm"_s))
                                  : tr("Signed in as %1. Save the account to keep the sign-in.").arg(tokens->user));
}

void OidcForm::say(const QString &sentence, const Error &error)
{
    m_sentence = sentence;
    m_failed = bool(error);
    m_detail = error.detail;
    emit changed();
}

} // namespace lotse::ui
