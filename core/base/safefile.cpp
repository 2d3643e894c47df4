// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <filesystem>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lotse {

namespace {

constexpr QFile::Permissions kPrivateFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions kPrivateFolder = kPrivateFile | QFile::ExeOwner;
constexpr QFile::Permissions kOthers =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

Error storage(const char *sentence, const QString &path, const QString &detail)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.message = {sentence, {path, detail}};
    error.where = path;
    error.detail = detail;
    return error;
}

Error cannotWrite(const QString &path, const QString &detail)
{
    return storage(
        LOTSE_MSG("%1 could not be written (%2). What was there before is still there; make room or check the "
                  "rights of the folder, then try again."),
        path, detail);
}

QByteArray hashOf(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256);
}

bool syncToDisk(int handle)
{
#ifdef Q_OS_UNIX
    return ::fsync(handle) == 0;
#else
    Q_UNUSED(handle)
    return true;
#endif
}

// The new name is only safe when the folder is on the disk too. Some file systems refuse this: nothing is lost then.
void syncFolder(const QString &path)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle);
        ::close(handle);
    }
#else
    Q_UNUSED(path)
#endif
}

Result<bool> narrow(const QString &path, QFile::Permissions wanted)
{
    if (!(QFile::permissions(path) & kOthers))
        return false;
    if (!QFile::setPermissions(path, wanted)) {
        return storage(
            LOTSE_MSG("Other users may read %1, and its rights could not be changed (%2). Take the rights of "
                      "group and others from it."),
            path, QString());
    }
    return true;
}

} // namespace

Result<void> writeWhole(const QString &path, const QByteArray &data)
{
    const QFileInfo info(path);
    // A temporary file of Qt has mode 0600 from its first moment, and goes away by itself on every early return.
    QTemporaryFile file(info.absolutePath() + u'/' + info.fileName() + QStringLiteral(".XXXXXX"));
    if (!file.open())
        return cannotWrite(path, file.errorString());
    if (file.write(data) != data.size() || !file.flush())
        return cannotWrite(path, file.errorString());
    if (!syncToDisk(file.handle()))
        return cannotWrite(path, QString::fromLocal8Bit(strerror(errno)));
    const auto same = [&data](QFile &written) {
        return written.size() == data.size() && hashOf(written.readAll()) == hashOf(data);
    };
    QFile written(file.fileName());
    if (!written.open(QIODevice::ReadOnly) || !same(written))
        return cannotWrite(path, QStringLiteral("the file was cut short"));
    std::error_code failed;
    std::filesystem::rename(file.filesystemFileName(), info.filesystemAbsoluteFilePath(), failed);
    if (failed)
        return cannotWrite(path, QString::fromStdString(failed.message()));
    file.setAutoRemove(false);
    syncFolder(info.absolutePath());
    return {};
}

Result<QByteArray> readWhole(const QString &path, qint64 cap)
{
    QFile file(path);
    if (!file.exists()) {
        Error error = storage(LOTSE_MSG("There is no file %1."), path, QString());
        error.kind = ErrorKind::NotFound;
        return error;
    }
    if (!file.open(QIODevice::ReadOnly))
        return storage(LOTSE_MSG("%1 could not be read (%2). Check its rights."), path, file.errorString());
    const QByteArray data = file.read(cap + 1);
    if (file.error() != QFile::NoError)
        return storage(LOTSE_MSG("%1 could not be read (%2). Check its rights."), path, file.errorString());
    if (data.size() > cap)
        return storage(LOTSE_MSG("%1 is larger than the %2 bytes that such a file may have; it was not read."), path,
            QString::number(cap));
    return data;
}

Result<bool> ensurePrivateFolder(const QString &path)
{
    if (!QFileInfo::exists(path)) {
        const QString parent = QFileInfo(path).absolutePath();
        if (!QDir().mkpath(parent) || (!QDir().mkdir(path, kPrivateFolder) && !QFileInfo(path).isDir()))
            return storage(LOTSE_MSG("The folder %1 could not be made (%2). Check the rights of the folder above it."),
                path, QString());
    }
    if (!QFileInfo(path).isDir())
        return storage(LOTSE_MSG("%1 should be a folder and is not (%2). Move it away."), path, QString());
    return narrow(path, kPrivateFolder);
}

Result<bool> ensurePrivateFile(const QString &path)
{
    return narrow(path, kPrivateFile);
}

} // namespace lotse
