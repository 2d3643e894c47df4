// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace lotse {

/**
 * Replaces a whole file, or leaves the old one untouched and says why.
 *
 * The bytes go into a file beside it (mode 0600), are flushed to the disk and read back (size and SHA-256) before that
 * file takes the name: on a full disk QSaveFile commits a cut file without a word. The folder must exist.
 * Errors are ErrorKind::Storage.
 */
Result<void> writeWhole(const QString &path, const QByteArray &data);

/// A file as a whole, at most `cap` bytes. A file that is missing is ErrorKind::NotFound, all else Storage; so is what
/// is no regular file (a pipe, a device, a folder), which is refused and never waited for.
Result<QByteArray> readWhole(const QString &path, qint64 cap);

/// Makes a folder (and its parents) that only its owner can enter, mode 0700. True where the mode of an existing folder
/// was wider and has been put right, for a notice.
Result<bool> ensurePrivateFolder(const QString &path);

/// The system's words for an error number: "No space left on device".
QString systemReason(int number);

/// Why nothing can be written into a folder, in the system's words; empty where it can. Tries it.
QString whyNotWritable(const QString &folder);

/// Takes the rights of others from a file, mode 0600. True where they had any.
Result<bool> ensurePrivateFile(const QString &path);

} // namespace lotse
