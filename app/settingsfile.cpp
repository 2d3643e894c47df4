// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsfile.h"

#include "base/post.h"
#include "base/safefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

constexpr qint64 largest = 4 * 1024 * 1024;
const QString formatKey = u"format"_s;

} // namespace

SettingsFile::SettingsFile(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_copy(m_folder.filePath(u"window.ini"_s))
{
    open();
    m_soon.setSingleShot(true);
    m_soon.setInterval(500);
    connect(&m_soon, &QTimer::timeout, this, &SettingsFile::publish);
    // QSettings writes the copy by itself soon after a change.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_soon.start(); });
    m_watcher.addPath(m_folder.path());
}

SettingsFile::~SettingsFile()
{
    // One that is still being written is older than this one, or the same.
    m_writer.waitForDone();
    const Result<QByteArray> bytes = changed();
    if (bytes && *bytes != m_written)
        settle(write(m_path, *bytes), *bytes);
}

void SettingsFile::open()
{
    const Result<QByteArray> found = readWhole(m_path, largest);
    if (found) {
        m_written = *found;
        QFile copy(m_copy);
        if (!copy.open(QIODevice::WriteOnly) || copy.write(m_written) != m_written.size()) {
            m_frozen = true;
            m_notice = {
                LOTSE_MSG("No disk space for temporary files: default settings are used and changes are not saved. "
                          "Free disk space and restart Lotse."),
                {}};
        }
    } else if (found.error().kind != ErrorKind::NotFound) {
        m_frozen = true;
        m_notice = {
            LOTSE_MSG("The settings in %1 are not readable and are not overwritten. Changes are not saved. Check "
                      "the file permissions."),
            {m_path}};
    }
    m_settings.emplace(m_copy, QSettings::IniFormat);
    const int foundFormat = m_settings->value(formatKey, format).toInt();
    if (m_settings->status() == QSettings::FormatError) {
        const QString aside = m_path + u".unreadable"_s;
        m_settings.reset();
        QFile::remove(m_copy);
        m_settings.emplace(m_copy, QSettings::IniFormat);
        if (writeWhole(aside, m_written)) {
            m_notice = {
                LOTSE_MSG("The settings are invalid. They were renamed to %1, and defaults are used."), {aside}};
        } else {
            m_frozen = true;
            m_notice = {
                LOTSE_MSG("The settings in %1 are invalid and are not overwritten. Changes are not saved."), {m_path}};
        }
    } else if (foundFormat > format) {
        m_frozen = true;
        m_notice = {
            LOTSE_MSG("The settings in %1 were written by a newer version of Lotse. Supported settings are used; "
                      "changes are not saved."),
            {m_path}};
    }
}

void SettingsFile::say(const Message &notice)
{
    if (notice == m_notice)
        return;
    m_notice = notice;
    emit noticeChanged();
}

void SettingsFile::freeze(const Message &notice)
{
    m_frozen = true;
    say(notice);
}

Result<QByteArray> SettingsFile::changed()
{
    m_soon.stop();
    if (m_frozen)
        return m_written;
    m_settings->sync();
    if (const Result<QByteArray> now = readWhole(m_copy, largest); !now || *now == m_written)
        return now ? now : Result<QByteArray>(m_written); // no copy yet: nothing was changed
    m_settings->setValue(formatKey, format);
    m_settings->sync();
    return readWhole(m_copy, largest);
}

Result<void> SettingsFile::write(const QString &path, const QByteArray &bytes)
{
    if (const Result<bool> folder = ensurePrivateFolder(QFileInfo(path).path()); !folder)
        return folder.error();
    return writeWhole(path, bytes);
}

void SettingsFile::publish()
{
    const Result<QByteArray> bytes = changed();
    if (!bytes || *bytes == m_written || m_writing)
        return;
    // Flushing to a disk takes longer than the window may wait.
    m_writing = true;
    m_writer.start([path = m_path, bytes = *bytes, post = Post(this), this] {
        const Result<void> done = write(path, bytes);
        post([this, done, bytes] {
            m_writing = false;
            settle(done, bytes);
            if (done)
                m_soon.start(); // for what changed meanwhile
        });
    });
}

void SettingsFile::settle(const Result<void> &done, const QByteArray &bytes)
{
    const bool wasTold = m_failed == bytes;
    m_failed = done ? QByteArray() : bytes;
    if (done) {
        m_written = bytes;
        say({});
    } else if (!wasTold) {
        say({LOTSE_MSG("Settings cannot be saved: %1 Changes last until Lotse quits."), {done.error().text()}});
    }
}

} // namespace lotse
