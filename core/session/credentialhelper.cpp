// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/dockerauth.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

constexpr qint64 largest = 64 * 1024;

Error refused(const char *sentence, const QString &helper, const QString &server, const QString &detail = {})
{
    Error error;
    error.kind = ErrorKind::Secret;
    error.message = {sentence, {helper, server}};
    error.detail = detail;
    return error;
}

/// The absolute path of a helper; empty where there is none. Never one of the folder that one happens to be in.
QString pathOf(const QString &program)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9][A-Za-z0-9._-]*$"_s);
    if (!plain.match(program).hasMatch())
        return {};
    for (const QString &folder : qEnvironmentVariable("PATH").split(QDir::listSeparator(), Qt::SkipEmptyParts)) {
        const QFileInfo file(folder + u'/' + program);
        if (QDir::isAbsolutePath(folder) && file.isFile() && file.isExecutable())
            return file.absoluteFilePath();
    }
    return {};
}

/// One run of a helper; belongs to the context and goes with it.
class HelperRun final : public QObject {
public:
    HelperRun(const DockerEntry &entry, QObject *context, std::function<void(Result<DockerEntry>)> done)
        : QObject(context)
        , m_entry(entry)
        , m_done(std::move(done))
    {
    }
    ~HelperRun() override
    {
        // A process that is killed ends a moment later: its object outlives this one, so that nobody waits for it.
        m_process->disconnect();
        m_process->setParent(QCoreApplication::instance());
        connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
        if (m_process->state() == QProcess::NotRunning)
            m_process->deleteLater();
        else
            m_process->kill();
    }

    void start(const QString &program, Clock *clock, std::chrono::milliseconds patience)
    {
        m_name = QFileInfo(program).fileName();
        m_process->setStandardErrorFile(QProcess::nullDevice());
        connect(m_process, &QProcess::readyReadStandardOutput, this, &HelperRun::read);
        connect(m_process, &QProcess::finished, this, &HelperRun::ended);
        connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart) {
                end(refused(LOTSE_MSG("%1 could not be started for %2. Check its permissions, or enter the secret."),
                    m_name, m_entry.server, m_process->errorString()));
            }
        });
        clock->after(patience, this, [this] {
            end(refused(
                LOTSE_MSG("%1 timed out for %2. Unlock the credential store and try again, or enter the secret."),
                m_name, m_entry.server));
        });
        m_process->start(program, {u"get"_s});
        m_process->write(m_entry.server.toUtf8() + '\n');
        m_process->closeWriteChannel();
    }

    /// Without a run: later all the same, as every callback.
    void refuse(const Error &error)
    {
        QMetaObject::invokeMethod(
            this, [this, error] { end(error); }, Qt::QueuedConnection);
    }

private:
    void read()
    {
        m_out += m_process->readAllStandardOutput();
        if (m_out.size() > largest)
            end(refused(
                LOTSE_MSG("The response of %1 for %2 is too large. Enter the secret."), m_name, m_entry.server));
    }

    void ended(int code, QProcess::ExitStatus status)
    {
        read();
        if (status != QProcess::NormalExit || code != 0) {
            // What helpers say then is a sentence of theirs, such as "credentials not found in native keychain".
            return end(
                refused(LOTSE_MSG("%1 has no secret for %2. Run docker login or podman login, or enter the secret."),
                    m_name, m_entry.server, QString::fromUtf8(m_out.left(200)).trimmed()));
        }
        simdjson::dom::parser parser;
        simdjson::dom::element root;
        std::string_view user;
        std::string_view secret;
        if (parser.parse(m_out.constData(), size_t(m_out.size())).get(root) != simdjson::SUCCESS
            || root["Username"].get(user) != simdjson::SUCCESS || root["Secret"].get(secret) != simdjson::SUCCESS) {
            return end(
                refused(LOTSE_MSG("The response of %1 for %2 is invalid. Enter the secret."), m_name, m_entry.server));
        }
        DockerEntry entry = m_entry;
        entry.user = QString::fromUtf8(user.data(), qsizetype(user.size()));
        entry.secret = SecureBytes(QByteArrayView(secret.data(), qsizetype(secret.size())));
        if (entry.user == u"<token>"_s) {
            return end(
                refused(LOTSE_MSG("%1 holds an identity token for %2, not a password. Use another sign-in method."),
                    m_name, m_entry.server));
        }
        end(entry);
    }

    void end(Result<DockerEntry> result)
    {
        SecureBytes::wipe(m_out);
        const auto done = std::exchange(m_done, nullptr);
        deleteLater();
        if (done)
            done(std::move(result));
    }

    DockerEntry m_entry;
    std::function<void(Result<DockerEntry>)> m_done;
    QProcess *m_process = new QProcess; // without a parent: see the destructor
    QString m_name;
    QByteArray m_out;
};

} // namespace

void askCredentialHelper(const DockerEntry &entry, Clock *clock, std::chrono::milliseconds patience, QObject *context,
    std::function<void(Result<DockerEntry>)> done)
{
    const QString name = u"docker-credential-"_s + entry.helper;
    const QString program = pathOf(name);
    auto *run = new HelperRun(entry, context, std::move(done));
    if (program.isEmpty()) {
        run->refuse(refused(
            LOTSE_MSG("The credential helper %1 for %2 was not found in PATH. Install it, or enter the secret."), name,
            entry.server));
        return;
    }
    run->start(program, clock, patience);
}

} // namespace lotse
