// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "output.h"
#include "store/schema.h"
#include "wiring.h"

#include <QCommandLineParser>
#include <QElapsedTimer>

#include <functional>

namespace lotse::cli {

/**
 * One command on its way: what it was given, the session that it talks through, and where its output goes. The command
 * calls done() or fail() once; finished() carries the exit code. Everything that a command starts has the run as its
 * context, so that deleting the run cancels it.
 */
class Run : public QObject {
    Q_OBJECT
public:
    /// `parser` has parsed the command line; both outlive the run.
    Run(const QCommandLineParser &parser, Wiring &wiring);
    ~Run() override;

    const QStringList &arguments() const { return m_arguments; }
    bool isSet(const char *option) const { return m_parser.isSet(QString::fromLatin1(option)); }
    QString value(const char *option) const { return m_parser.value(QString::fromLatin1(option)); }
    QStringList values(const char *option) const { return m_parser.values(QString::fromLatin1(option)); }
    Output &output() { return m_output; }
    Wiring &wiring() { return m_wiring; }

    /// The databases: those of the person, or with --demo a store of its own.
    store::Plan cachePlan() const;
    store::Plan decisionPlan() const;
    store::Plan changePlan() const;
    store::Plan snapshotPlan() const;

    /// Whether a read that failed in passing is sent again after a while.
    enum class Tries { Once, Again };
    /// Connects as the options say, then goes on; ends the run where it cannot.
    void withSession(std::function<void()> next, Tries tries = Tries::Again);
    /// The secret of an account: from the options, the environment, its place, the terminal; nothing where it needs
    /// none or none is to be had. Ends the run where it must not be sent over plain http.
    void acquireSecret(const Account &account, std::function<void(const std::optional<SecureBytes> &)> next);
    /// Connects, then goes on; ends the run where it cannot.
    void connectAccount(const Account &account, const std::optional<SecureBytes> &secret, std::function<void()> next,
        Tries tries = Tries::Again);
    /// Opens the sealed file with the master password from the options, the environment or the terminal.
    void unlockSealed(std::function<void()> next);
    Session &session() { return *m_session; }
    /// The account of --url, --user, --ca; ErrorKind::Usage where they make none.
    Result<Account> typedAccount();
    /// Puts --realm, --plain-http-confirm, --client-cert, --client-key, --timeout and --deadline into an account, where
    /// they are given.
    Error setConnection(Account &account) const;
    /// Ends the run, and is false, where --master-password-fd is given and the account has nothing sealed.
    bool fitsMasterPassword(const Account &account);
    /// Has the passphrase of an encrypted client key at hand: from the environment, its place or the terminal.
    void withKeyPassphrase(const Account &account, std::function<void()> next);

    /// "12 of 80 projects" on stderr, at most five times a second.
    void progress(qint64 done, qint64 total, const QString &what);
    /// Says on stderr what is missing; the run ends with exit code 7 then, unless something worse comes.
    void partial(const QString &sentence);
    /// `verdict` is the exit code where nothing is missing.
    void done(int verdict = 0);
    void fail(const Error &error);
    /// The sentence of an error on stderr with its details, which the sentence may refer to; the run goes on.
    void warn(const Error &error, const QString &of);
    void usage(const char *sentence, const QStringList &args = {});
    /// What was named is not there, as ErrorKind::NotFound: an account, a snapshot, a plan.
    void notFound(const char *sentence, const QStringList &args = {});
    /// What the command does takes a Harbor, and the session's registry, which is %1, is another.
    void notHarbor(const char *sentence);
    /// What Ctrl+C does from now on, instead of ending the run: it has to end soon all the same.
    void onInterrupt(std::function<void()> stop) { m_onInterrupt = std::move(stop); }
    void interrupt();

signals:
    void finished(int exitCode);

private:
    void end(int exitCode);
    void openSession(std::unique_ptr<Session> session, std::function<void()> next);
    Result<Account> chosenAccount();
    Result<std::optional<SecureBytes>> typedSecret() const;

    const QCommandLineParser &m_parser;
    Wiring &m_wiring;
    QStringList m_arguments;
    Output m_output;
    QString dataFolder() const;

    std::unique_ptr<Session> m_session;
    std::function<void()> m_onInterrupt;
    QElapsedTimer m_sinceProgress;
    bool m_isPartial = false;
    bool m_isOver = false;
};

/// What a run ends with that was interrupted.
Error cancelled();
Error notFoundError(const char *sentence, const QStringList &args);
/// An error of reading what an option names, told as wrong usage.
inline Error usageOf(Error error)
{
    error.kind = ErrorKind::Usage;
    return error;
}

} // namespace lotse::cli
