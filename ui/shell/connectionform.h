// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/securebytes.h"
#include "net/clientidentity.h"
#include "session/account.h"

#include <QObject>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <atomic>
#include <memory>

namespace lotse::ui {

/**
 * The part of an AccountForm about the connection itself: the client certificate, its key, and how long to wait. The
 * files are looked at as soon as they are named; the passphrase can be typed, and never read back.
 */
class ConnectionForm : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Part of an AccountForm.")
    Q_PROPERTY(QString certificate READ certificate WRITE setCertificate NOTIFY edited)
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY edited) ///< empty: in the file of the certificate
    Q_PROPERTY(int timeout MEMBER m_timeout NOTIFY edited) ///< seconds; 0: as the program sees fit
    Q_PROPERTY(int deadline MEMBER m_deadline NOTIFY edited) ///< seconds; 0: as the program sees fit
    Q_PROPERTY(int longestTimeout READ longestTimeout CONSTANT)
    Q_PROPERTY(int longestDeadline READ longestDeadline CONSTANT)
    Q_PROPERTY(bool isSet READ isSet NOTIFY edited) ///< anything differs from what a new account has
    Q_PROPERTY(bool failed READ hasFailed NOTIFY looked) ///< the files cannot be used
    Q_PROPERTY(bool locked READ isLocked NOTIFY looked) ///< the key is encrypted
    Q_PROPERTY(QString sentence READ sentence NOTIFY looked) ///< whose certificate it is, or what is wrong
    Q_PROPERTY(bool hasPassphrase READ hasPassphrase NOTIFY edited)
    Q_PROPERTY(bool keepsPassphrase READ keepsPassphrase NOTIFY edited) ///< kept earlier, for the same key
public:
    using QObject::QObject;

    QString certificate() const { return m_certificate; }
    void setCertificate(const QString &path);
    QString key() const { return m_key; }
    void setKey(const QString &path);
    int longestTimeout() const { return lotse::longestTimeout; }
    int longestDeadline() const { return lotse::longestDeadline; }
    bool isSet() const { return !m_certificate.isEmpty() || !m_key.isEmpty() || m_timeout > 0 || m_deadline > 0; }
    bool hasFailed() const { return m_failed; }
    bool isLocked() const { return m_locked; }
    QString sentence() const { return m_sentence; }
    bool hasPassphrase() const { return !m_passphrase.isEmpty(); }
    bool keepsPassphrase() const;
    const SecureBytes &passphrase() const { return m_passphrase; }

    Q_INVOKABLE void setPassphrase(const QString &typed);
    /// The path of a file that was chosen.
    Q_INVOKABLE QString pathOf(const QUrl &file) const { return file.toLocalFile(); }

    /// Shows what the account has; `mayHold`: a passphrase may be kept for it.
    void fill(const Account &account, bool mayHold);
    void apply(Account &account) const;
    /// The passphrase was kept, or there was none.
    void forget(bool isKept);

signals:
    void edited();
    /// The files were looked at.
    void looked();

private:
    void look();
    void show(const Result<ClientIdentity> &identity);

    QString m_certificate;
    QString m_key;
    QString m_keptKey; ///< file of the key that the kept passphrase is for
    bool m_mayHold = false;
    int m_timeout = 0;
    int m_deadline = 0;
    SecureBytes m_passphrase;
    bool m_failed = false;
    bool m_locked = false;
    QString m_sentence;
    std::shared_ptr<std::atomic<int>> m_looks = std::make_shared<std::atomic<int>>(0); ///< which files are the last
};

} // namespace lotse::ui
