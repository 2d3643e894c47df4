// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace lotse::report {

struct File {
    QString name; ///< "answers/0001.json"
    QByteArray bytes;
};

/// A zip of these files in their order; the same files always give the same bytes, with one version of the library.
Result<QByteArray> packZip(const QList<File> &files);

/// The files of a zip, at most 1 GiB unpacked and 100,000 of them. ErrorKind::Decode where it is no zip, cannot be read
/// to its end, or holds what no bundle holds: a path that leads elsewhere, a folder, a link, the same name twice.
Result<QList<File>> unpackZip(const QByteArray &zip);

/// "libarchive 3.6.2 zlib/1.2.13 …", as it stands in a manifest.
QString zipWriter();

} // namespace lotse::report
