// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    bool isArray() const { return QJsonDocument::fromJson(out).isArray(); }
};

/// The program itself, as a person runs it, with a profile of its own.
class Program {
public:
    Ran run(const QStringList &arguments, const QStringList &environment = {}, const QByteArray &input = {}) const
    {
        QProcess process;
        prepare(process, environment);
        process.start(path(), arguments);
        process.write(input);
        process.closeWriteChannel();
        Ran out;
        if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
            out.code = process.exitCode();
        out.out = process.readAllStandardOutput();
        out.err = process.readAllStandardError();
        return out;
    }
    /// Environment as for run(); no secret, no keychain.
    void prepare(QProcess &process, const QStringList &environment) const
    {
        QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
        own.remove(u"LOTSE_PASSWORD"_s);
        own.remove(u"LOTSE_MASTER_PASSWORD"_s);
        own.remove(u"LOTSE_KEY_PASSPHRASE"_s);
        own.insert(u"LOTSE_PROFILE"_s, m_dir.filePath(u"profile"_s));
        own.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        // All runs of a test see the same demo registry: its trail depends on the hour that it is made in.
        static const QString started = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        own.insert(u"LOTSE_DEMO_TIME"_s, started);
        for (const QString &pair : environment)
            own.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
        process.setProcessEnvironment(own);
    }
    static QString path() { return QStringLiteral(LOTSE_BIN_DIR) + u"/lotse-cli"_s; }
    bool isInProfile(const QByteArray &bytes) const
    {
        QDirIterator files(m_dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                return true;
            const QByteArray text = file.readAll();
            if (text.contains(bytes) || text.contains(bytes.toBase64()) || text.contains(bytes.toHex()))
                return true;
        }
        return false;
    }

    QString inProfile(const QString &name) const { return m_dir.filePath(u"profile/"_s + name); }

private:
    QTemporaryDir m_dir;
};
