// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/securebytes.h"
#include "session/account.h"
#include "session/oidc.h"
#include "session/session.h"
#include "shell/connectionform.h"

#include <QObject>
#include <QPointer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace lotse::ui {

class Workspace;

/**
 * The form that adds or edits one account, tries it and keeps it. Every step that a person has to agree to is named in
 * `need` and taken by a function of its own; nothing goes on by itself, and a secret that was refused is not sent
 * again until something is typed anew.
 */
class AccountForm : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QObject *workspace READ workspace WRITE setWorkspace NOTIFY filled) ///< set once, before accountId
    Q_PROPERTY(QString accountId READ accountId WRITE setAccountId NOTIFY filled) ///< empty: a new account
    Q_PROPERTY(QString url MEMBER m_url NOTIFY edited)
    Q_PROPERTY(QString user MEMBER m_user NOTIFY edited)
    Q_PROPERTY(QString signInKind MEMBER m_signInKind NOTIFY edited) ///< password, clisecret or idtoken
    Q_PROPERTY(QString oidcIssuer READ oidcIssuer NOTIFY edited) ///< of a token that is renewed
    Q_PROPERTY(QString caPem MEMBER m_caPem NOTIFY edited)
    Q_PROPERTY(QString pin MEMBER m_pin NOTIFY edited) ///< 64 hex digits or empty
    Q_PROPERTY(QStringList realms MEMBER m_realms NOTIFY edited)
    Q_PROPERTY(lotse::ui::ConnectionForm *connection READ connection CONSTANT)
    Q_PROPERTY(QString name MEMBER m_name NOTIFY marked)
    Q_PROPERTY(QString secretPlace MEMBER m_place WRITE setSecretPlace NOTIFY marked) ///< session, keychain or sealed
    Q_PROPERTY(QString colour MEMBER m_colour NOTIFY marked) ///< "#rrggbb" or empty
    Q_PROPERTY(bool production MEMBER m_production NOTIFY marked)
    Q_PROPERTY(bool allowsChanges MEMBER m_allowsChanges NOTIFY marked)
    Q_PROPERTY(QString repositories MEMBER m_repositories NOTIFY marked) ///< one a line
    Q_PROPERTY(QString address READ address NOTIFY edited) ///< what the URL comes to; empty where it is none
    Q_PROPERTY(QString host READ host NOTIFY edited)
    Q_PROPERTY(QString urlProblem READ urlProblem NOTIFY edited)
    Q_PROPERTY(QVariantMap problems READ problems NOTIFY touched) ///< of each other field; see accountProblems()
    Q_PROPERTY(bool dirty READ isDirty NOTIFY touched) ///< something was typed that is not kept
    Q_PROPERTY(QString signInSentence READ signInSentence NOTIFY edited)
    Q_PROPERTY(bool wantsSecret READ wantsSecret NOTIFY edited)
    Q_PROPERTY(bool hasSecret READ hasSecret NOTIFY secretChanged) ///< typed here
    Q_PROPERTY(bool keepsSecret READ keepsSecret NOTIFY secretChanged) ///< kept, and still meant for this address
    Q_PROPERTY(bool keychainAnswers READ keychainAnswers NOTIFY keychainChanged)
    Q_PROPERTY(QString keychainReason READ keychainReason NOTIFY keychainChanged) ///< why it does not
    Q_PROPERTY(bool sealedExists READ sealedExists NOTIFY outcomeChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY outcomeChanged)
    Q_PROPERTY(QString condition READ condition NOTIFY outcomeChanged) ///< ok, running, error; empty before a test
    Q_PROPERTY(QString sentence READ sentence NOTIFY outcomeChanged)
    Q_PROPERTY(QString detail READ detail NOTIFY outcomeChanged)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY outcomeChanged) ///< {name, value, mono} of a test that went well
    Q_PROPERTY(QString fileText READ fileText NOTIFY fileRead) ///< what readFile() read
    /// {subject, issuer, from, until, key, fingerprint, expired} of what lookAt() was given; empty where there is none.
    Q_PROPERTY(QVariantList certificates READ certificates NOTIFY certificatesFound)
    Q_PROPERTY(bool looking READ isLooking NOTIFY certificatesFound)
    Q_PROPERTY(int authorities READ authorities NOTIFY edited) ///< how many certificates are trusted alone
    Q_PROPERTY(QString seenKey READ seenKey NOTIFY outcomeChanged) ///< public key of the server as last seen
    /// What has to be agreed to first: realm, pin, ca, http, master, newmaster; empty where nothing.
    Q_PROPERTY(QString need READ need NOTIFY outcomeChanged)
    Q_PROPERTY(QString realm READ realm NOTIFY outcomeChanged) ///< host of the sign-in service, for realm
    Q_PROPERTY(QVariantMap keys READ keys NOTIFY outcomeChanged) ///< old, new, subject, issuer, from, until; for pin
public:
    explicit AccountForm(QObject *parent = nullptr);
    ~AccountForm() override;

    QObject *workspace() const;
    void setWorkspace(QObject *workspace);
    QString accountId() const { return m_kept.id; }
    void setAccountId(const QString &id);

    QString address() const;
    QString host() const;
    QString urlProblem() const;
    QVariantMap problems() const;
    bool isDirty() const;
    void setSecretPlace(const QString &place);
    QString signInSentence() const;
    QString oidcIssuer() const { return m_oidc.issuer; }
    QString oidcClient() const { return m_oidc.id; }
    /// What a sign-in at an identity provider gave, instead of a secret that is typed.
    void takeTokens(const oidc::Client &client, const oidc::Tokens &tokens);
    ConnectionForm *connection() { return &m_connection; }
    bool wantsSecret() const { return signIn() != SignIn::Anonymous; }
    bool hasSecret() const { return !m_secret.isEmpty(); }
    bool keepsSecret() const;
    bool keychainAnswers() const { return m_keychainAnswers; }
    QString keychainReason() const { return m_keychainReason; }
    QString fileText() const { return m_fileText; }
    QVariantList certificates() const { return m_certificates; }
    bool isLooking() const { return m_looking; }
    int authorities() const { return int(m_caPem.count(QStringLiteral("-----BEGIN CERTIFICATE-----"))); }
    bool sealedExists() const;
    bool isBusy() const { return m_busy; }
    QString condition() const { return m_condition; }
    QString sentence() const { return m_sentence; }
    QString detail() const { return m_detail; }
    QVariantList facts() const { return m_facts; }
    QString seenKey() const { return m_seenKey; }
    QString need() const { return m_need; }
    QString realm() const { return m_realm; }
    QVariantMap keys() const { return m_keys; }

    /// Takes what is typed into the field of the secret; it cannot be read back.
    Q_INVOKABLE void setSecret(const QString &typed);
    /// Takes a secret that was handed over with this address and user, such as docker's.
    Q_INVOKABLE void takeHandedOver();
    /// Replaces what was typed by the plain address, where it is one.
    Q_INVOKABLE void normalise();
    /// Connects once with what is in the fields and says what came of it. Nothing is kept.
    Q_INVOKABLE void test();
    /// Connects without signing in, to see the key of the server beside the pinned one.
    Q_INVOKABLE void lookAtKey();
    /// Keeps the account and its secret; saved() or failed() follows.
    Q_INVOKABLE void save();
    /// Removes an account and its secret from this machine; removed() or failed() follows.
    Q_INVOKABLE void remove(const QString &id);

    /// True where the host was typed as it is; what waited for it goes on.
    Q_INVOKABLE bool confirmPlainHttp(const QString &typedHost);
    Q_INVOKABLE bool acceptNewKey(const QString &typedHost);
    Q_INVOKABLE void confirmRealm();
    /// Finds the certificates in a PEM text on a worker; certificatesFound() follows for the last text alone.
    Q_INVOKABLE void lookAt(const QString &pem);
    /// Reads a small file on a worker; fileRead() follows, without a text where it cannot be read.
    Q_INVOKABLE void readFile(const QUrl &file);
    /// Trusts these certificates alone for this account; only certificates are kept of the text.
    Q_INVOKABLE void trust(const QString &pem);
    /// Opens the sealed file, or makes one where `again` repeats the new password; goes on with what waited for it, and
    /// without that connects what waits for its secret.
    Q_INVOKABLE void unlock(const QString &master, const QString &again);
    /// Asks for the master password, then connects every account that waits for it and shows this one's registry.
    Q_INVOKABLE void openSealed();
    /// The person agreed to nothing: forgets what waited.
    Q_INVOKABLE void dismiss();

signals:
    void filled();
    void edited();
    void marked();
    void secretChanged();
    void keychainChanged();
    void touched();
    void fileRead();
    void certificatesFound();
    void outcomeChanged();
    void saved(const QString &id);
    void removed();
    void failed(const QString &sentence);

private:
    SignIn signIn() const;
    SecretPlace place() const;
    Result<Account> account() const; ///< of the fields, checked
    void askKeychain();
    void reset();
    void say(const QString &condition, const QString &sentence);
    void fail(const Error &error);
    void require(const QString &need, const QString &sentence, std::function<void()> next = {});
    bool mayGoOn(const Account &account, std::function<void()> again);
    void goOn();
    QVariantList fingerprint() const;
    /// The account as it is typed, where something may be done with it; else what is in the way has been said, and
    /// `again` runs once the person has agreed to it.
    std::optional<Account> ready(std::function<void()> again);
    bool needsUnlock(SecretPlace place, std::function<void()> next);
    bool readsPassphrase() const;
    void withPassphrase(bool isRead, std::function<void(const SecureBytes &)> next);
    void connectWith(const Account &account, const SecureBytes &secret, const SecureBytes &passphrase = {});
    void onState(const Account &account);
    void showOnline(const Account &account);
    void showKeys(const Error &error, const Peer &peer);
    struct Kept;
    void keep(const Account &account, const Kept &kept);
    void leavePlace(const Account &account, const Kept &kept);
    void finish(const Account &account, const Kept &kept);
    void settle(const Account &account, const Kept &kept);

    QPointer<Workspace> m_workspace;
    Account m_kept; ///< as it is on disk; without an id for a new one
    QString m_url;
    QString m_user;
    QString m_signInKind = QStringLiteral("password");
    QString m_caPem;
    QString m_pin;
    QStringList m_realms;
    ConnectionForm m_connection;
    QString m_name;
    QString m_place = QStringLiteral("session");
    QString m_colour;
    bool m_production = false;
    bool m_allowsChanges = false;
    QString m_repositories;
    QString m_plainHost; ///< host confirmed for plain http
    SecureBytes m_secret;
    oidc::Client m_oidc; ///< where the secret is a refresh token
    bool m_refused = false; ///< the secret was refused; not sent again before something is typed
    bool m_keychainAsked = false;
    bool m_keychainAnswers = false;
    QString m_keychainReason;
    bool m_placeIsChosen = false; ///< by the person
    QVariantList m_base; ///< the fields as they are kept
    QString m_fileText;
    QVariantList m_certificates;
    bool m_looking = false;
    std::shared_ptr<std::atomic<int>> m_looks = std::make_shared<std::atomic<int>>(0); ///< which text is the last
    RegistryKind m_kind = RegistryKind::Unknown; ///< as the last test found it
    bool m_busy = false;
    QString m_condition;
    QString m_sentence;
    QString m_detail;
    QVariantList m_facts;
    QString m_seenKey;
    QString m_need;
    QString m_realm;
    QVariantMap m_keys;
    std::function<void()> m_next; ///< waits for the master password
    std::unique_ptr<Session> m_trial;
};

} // namespace lotse::ui
