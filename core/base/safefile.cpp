// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <filesystem>

#include <cerrno>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

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
        LOTSE_MSG("%1 could not be written (%2). The previous file is unchanged. Free disk space or check the "
                  "folder permissions, then try again."),
        path, detail);
}

// Qt says "Unknown error" of some faults whose number the system has told. After a file could not be opened the number
// is that of what Qt tried last, so what Qt says comes first there.
QString reasonOf(const QFileDevice &file, int number)
{
    if (!file.isOpen() && file.error() != QFile::NoError && file.errorString() != "Unknown error"_L1)
        return file.errorString();
    return number != 0 ? systemReason(number) : file.errorString();
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
    errno = 0;
    if (!QFile::setPermissions(path, wanted)) {
        return storage(LOTSE_MSG("Other users can read %1, and the permissions could not be changed (%2). Remove the "
                                 "permissions of group and others."),
            path, systemReason(errno));
    }
    return true;
}

} // namespace

Result<void> writeWhole(const QString &path, const QByteArray &data)
{
    const QFileInfo info(path);
    // A temporary file of Qt has mode 0600 from its first moment, and goes away by itself on every early return.
    QTemporaryFile file(info.absolutePath() + u'/' + info.fileName() + QStringLiteral(".XXXXXX"));
    errno = 0;
    if (!file.open())
        return cannotWrite(path, reasonOf(file, errno));
    errno = 0;
    if (file.write(data) != data.size() || !file.flush())
        return cannotWrite(path, reasonOf(file, errno));
    if (!syncToDisk(file.handle()))
        return cannotWrite(path, systemReason(errno));
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

static Error cannotRead(const QString &path, const QString &detail)
{
    return storage(LOTSE_MSG("%1 could not be read (%2). Check the file permissions."), path, detail);
}

// Without waiting for a pipe to be filled.
static Result<void> openRegular(QFile &file)
{
    const QString path = file.fileName();
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (handle < 0) {
        const int number = errno;
        if (number != ENOENT && number != ENOTDIR)
            return cannotRead(path, systemReason(number));
        Error error = storage(LOTSE_MSG("File %1 not found."), path, QString());
        error.kind = ErrorKind::NotFound;
        return error;
    }
    struct stat about = {};
    const bool isRegular = ::fstat(handle, &about) == 0 && S_ISREG(about.st_mode);
    if (isRegular && file.open(handle, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return {};
    ::close(handle);
#else
    const bool isRegular = QFileInfo(path).isFile();
    if (!QFileInfo::exists(path)) {
        Error error = storage(LOTSE_MSG("File %1 not found."), path, QString());
        error.kind = ErrorKind::NotFound;
        return error;
    }
    if (isRegular && file.open(QIODevice::ReadOnly))
        return {};
#endif
    return isRegular
        ? cannotRead(path, file.errorString())
        : storage(LOTSE_MSG("%1 is not a regular file and was not read. Specify a regular file."), path, QString());
}

Result<QByteArray> readWhole(const QString &path, qint64 cap)
{
    QFile file(path);
    if (const Result<void> opened = openRegular(file); !opened)
        return opened.error();
    errno = 0;
    const QByteArray data = file.read(cap + 1);
    if (file.error() != QFile::NoError)
        return cannotRead(path, reasonOf(file, errno));
    if (data.size() > cap)
        return storage(LOTSE_MSG("%1 exceeds the maximum of %2 bytes and was not read."), path, QString::number(cap));
    return data;
}

QString systemReason(int number)
{
    return QString::fromLocal8Bit(strerror(number));
}

QString whyNotWritable(const QString &folder)
{
    QTemporaryFile file(folder + QStringLiteral("/probe.XXXXXX"));
    errno = 0;
    const bool isWritten =
        file.open() && file.write(QByteArray(4096, 'x')) == 4096 && file.flush() && syncToDisk(file.handle());
    return isWritten ? QString() : reasonOf(file, errno);
}

Result<bool> ensurePrivateFolder(const QString &path)
{
    if (!QFileInfo::exists(path)) {
        const QString parent = QFileInfo(path).absolutePath();
        errno = 0;
        if (!QDir().mkpath(parent) || (!QDir().mkdir(path, kPrivateFolder) && !QFileInfo(path).isDir()))
            return storage(
                LOTSE_MSG("The folder %1 could not be created (%2). Check the permissions of the parent folder."), path,
                systemReason(errno));
    }
    if (!QFileInfo(path).isDir())
        return storage(LOTSE_MSG("%1 is not a folder. Move or rename the file."), path, QString());
    return narrow(path, kPrivateFolder);
}

Result<bool> ensurePrivateFile(const QString &path)
{
    return narrow(path, kPrivateFile);
}

} // namespace lotse
