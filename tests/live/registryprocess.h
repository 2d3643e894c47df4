// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace lotse::test {

/**
 * A registry of the test's own, started on a free port of the loopback with its files in a temporary folder. It ends
 * with this object.
 */
class RegistryProcess {
public:
    struct Options {
        QByteArray user; ///< empty: anonymous
        QByteArray password;
        bool deletes = false; ///< whether it takes DELETE of manifests
        int maxEntries = 0; ///< of a page of the catalog; 0: the registry's own
    };

    RegistryProcess() = default;
    ~RegistryProcess();
    Q_DISABLE_COPY_MOVE(RegistryProcess)

    /// docker-registry, unpacked into the build folder or found on the path; empty where there is none.
    static QString program();
    /// Starts docker-registry and waits until it answers; the reason where it does not, else an empty text.
    QString start(const Options &options);
    /// olareg, built into the build folder where Go is at hand; empty where there is none. It has the referrers API and
    /// no catalog.
    static QString olareg();
    /// Starts olareg, without a sign-in.
    QString startOlareg(bool mayDelete = true);
    /// "http://127.0.0.1:41234"
    QUrl url() const { return m_url; }

private:
    QString findPort();
    QString startOnce(const Options &options);
    QString run(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    QProcess m_process;
    QUrl m_url;
};

/// A line of htpasswd with bcrypt, the only kind that docker-registry takes.
QByteArray htpasswdLine(const QByteArray &user, const QByteArray &password);

} // namespace lotse::test
