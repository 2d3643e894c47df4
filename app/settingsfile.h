// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSettings>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>

namespace lotse {

/**
 * The file of the window's settings. The window works on a copy; what changed is written back as a whole, flushed and
 * read back, so that a full disk or a folder that is read only costs the new settings and never the old ones. A file of
 * a newer program is read as far as it goes and left as it is. Lives in the main thread, as long as its settings are
 * used.
 */
class SettingsFile : public QObject {
    Q_OBJECT
public:
    /// The format that this program writes.
    static constexpr int format = 1;

    explicit SettingsFile(QString path, QObject *parent = nullptr);
    /// Writes what is not yet written.
    ~SettingsFile() override;

    QSettings *settings() { return &*m_settings; }
    /// What the person should know of the file; empty where all is well.
    Message notice() const { return m_notice; }
    /// True where settings last for this run only.
    bool isFrozen() const { return m_frozen; }
    /// Another program has the file: nothing is written any more.
    void freeze(const Message &notice);
    /// Writes what changed, at once; happens by itself a moment after a change.
    void publish();

signals:
    void noticeChanged();

private:
    void open();
    /// What should be in the file; m_written where nothing changed.
    Result<QByteArray> changed();
    static Result<void> write(const QString &path, const QByteArray &bytes);
    void settle(const Result<void> &done, const QByteArray &bytes);
    void say(const Message &notice);

    const QString m_path;
    QTemporaryDir m_folder;
    QString m_copy;
    std::optional<QSettings> m_settings;
    QByteArray m_written; ///< as it is in the file
    QByteArray m_failed; ///< could not be written; told once
    QFileSystemWatcher m_watcher;
    QTimer m_soon;
    QThreadPool m_writer;
    Message m_notice;
    bool m_frozen = false;
    bool m_writing = false;
};

} // namespace lotse
