// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/registryprocess.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <crypt.h>
#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

#include <memory>

namespace lotse::test {

using namespace Qt::StringLiterals;

QByteArray htpasswdLine(const QByteArray &user, const QByteArray &password)
{
    // Cost 4, the least: the registry computes it for each request, and this is a test.
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    auto state = std::make_unique<crypt_data>();
    if (!crypt_gensalt_rn("$2b$", 4, nullptr, 0, setting, int(sizeof setting)))
        return {};
    const char *hash = crypt_r(password.constData(), setting, state.get());
    return hash ? user + ':' + hash + '\n' : QByteArray();
}

RegistryProcess::~RegistryProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished(3000);
    }
}

QString RegistryProcess::program()
{
    const QString unpacked = QStringLiteral(LOTSE_REGISTRY_DIR "/usr/bin/docker-registry");
    return QFileInfo(unpacked).isExecutable() ? unpacked : QStandardPaths::findExecutable(u"docker-registry"_s);
}

QString RegistryProcess::start(const Options &options)
{
    // Somebody else may take the free port in the moment between finding and using it.
    QString problem;
    for (int attempt = 0; attempt < 3; ++attempt) {
        problem = startOnce(options);
        if (problem.isEmpty())
            break;
    }
    return problem;
}

QString RegistryProcess::olareg()
{
    const QString built = QStringLiteral(LOTSE_OLAREG_DIR "/olareg");
    return QFileInfo(built).isExecutable() ? built : QString();
}

QString RegistryProcess::startOlareg(bool mayDelete)
{
    QString problem;
    for (int attempt = 0; attempt < 3; ++attempt) {
        problem = findPort();
        if (problem.isEmpty()) {
            problem = run(olareg(),
                {u"serve"_s, u"--addr"_s, m_url.host(), u"--port"_s, QString::number(m_url.port()), u"--store-type"_s,
                    u"mem"_s, mayDelete ? u"--api-delete"_s : u"--api-delete=false"_s});
        }
        if (problem.isEmpty())
            break;
    }
    return problem;
}

QString RegistryProcess::findPort()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost))
        return u"no free port on the loopback"_s;
    m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(probe.serverPort()));
    return {};
}

QString RegistryProcess::startOnce(const Options &options)
{
    if (const QString problem = findPort(); !problem.isEmpty())
        return problem;

    QByteArray config =
        "version: 0.1\nlog:\n  level: error\n  accesslog:\n    disabled: true\nstorage:\n  filesystem:\n"
        "    rootdirectory: "
        + m_folder.filePath(u"data"_s).toUtf8() + (options.deletes ? "\n  delete:\n    enabled: true" : "")
        + "\nhttp:\n  addr: 127.0.0.1:" + QByteArray::number(m_url.port()) + "\n";
    if (options.maxEntries > 0)
        config += "catalog:\n  maxentries: " + QByteArray::number(options.maxEntries) + "\n";
    if (!options.user.isEmpty()) {
        config += "auth:\n  htpasswd:\n    realm: live\n    path: " + m_folder.filePath(u"htpasswd"_s).toUtf8() + "\n";
        QFile htpasswd(m_folder.filePath(u"htpasswd"_s));
        if (!htpasswd.open(QIODevice::WriteOnly) || htpasswd.write(htpasswdLine(options.user, options.password)) < 1)
            return u"the htpasswd file cannot be written"_s;
    }
    QFile file(m_folder.filePath(u"config.yml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(config) != config.size())
        return u"the configuration cannot be written"_s;
    file.close();
    return run(program(), {u"serve"_s, file.fileName()});
}

QString RegistryProcess::run(const QString &program, const QStringList &arguments)
{
#ifdef Q_OS_LINUX
    // No registry is left behind where the test itself is killed.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, arguments);
    if (!m_process.waitForStarted(5000))
        return m_process.errorString();
    const QDeadlineTimer deadline(10'000);
    while (!deadline.hasExpired()) {
        QTcpSocket socket;
        socket.connectToHost(m_url.host(), quint16(m_url.port()));
        if (socket.waitForConnected(200))
            return {};
        if (m_process.waitForFinished(20))
            return QString::fromUtf8(m_process.readAll());
    }
    m_process.kill();
    m_process.waitForFinished(3000);
    return u"the registry does not answer: "_s + QString::fromUtf8(m_process.readAll());
}

} // namespace lotse::test
