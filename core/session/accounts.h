// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/folders.h"
#include "session/account.h"

#include <QList>
#include <QThreadPool>

#include <optional>

namespace lotse {

/**
 * The accounts on disk: one JSON file with a version, mode 0600, written as a whole and never lost.
 *
 * The window and the command line may run at once: every change takes a lock, reads what is there now, and writes.
 * A file of a newer program is read as far as it goes and not written. A file that cannot be read is set aside as
 * accounts.json.corrupt-<time> at the first change, never overwritten. Lives in one thread.
 */
class Accounts : public QObject {
    Q_OBJECT
public:
    Accounts(QString folder, const Clock *clock, QObject *parent = nullptr);
    ~Accounts() override;

    /// Reads the file. A missing file is an empty list. After an error the list is empty and `notice` says why.
    Result<void> load();

    const QList<Account> &all() const { return m_accounts; }
    /// By id, or by name without case; nothing where there is none.
    std::optional<Account> find(const QString &idOrName) const;

    /// Refused (ErrorKind::Usage): a name that is taken, or what checkAccount refuses. An account at an origin that is
    /// known already gets that registry's id.
    Result<void> add(Account account);
    Result<void> update(const Account &account);
    /// The secret is the caller's to remove (session/secretstore.h).
    Result<void> remove(const QString &id);

    /// The same beside the calling thread, for windows: lock, disk and flush wait for nobody. In the order of the
    /// calls; `done` comes once, unless `context` is gone by then, after changed(). All that were asked for are written
    /// before this goes.
    using Done = std::function<void(const Result<void> &)>;
    void addLater(const Account &account, QObject *context, Done done);
    void updateLater(const Account &account, QObject *context, Done done);
    void removeLater(const QString &id, QObject *context, Done done);

    /// True where the file is damaged, in whole or in part: the next change keeps a copy of it and goes on with what
    /// could be read.
    bool isBroken() const { return m_isBroken; }
    /// True where the file belongs to a newer program.
    bool isReadOnly() const { return m_readOnly; }
    /// What the person should know of the file (rights repaired, set aside, newer); empty where nothing.
    Message notice() const { return m_notice; }
    QString path() const;

signals:
    void changed();

private:
    Result<void> read();
    Result<void> change(const std::function<Error(QList<Account> &)> &edit);
    Result<void> setAside();
    void later(std::function<Result<void>(Accounts &)> edit, QObject *context, Done done);

    QString m_folder;
    const Clock *m_clock;
    QList<Account> m_accounts;
    bool m_readOnly = false;
    bool m_isBroken = false;
    Message m_notice;
    quint64 m_turn = 0; ///< changes made in this thread
    QThreadPool m_worker; ///< of one thread: calls keep their order
};

} // namespace lotse
