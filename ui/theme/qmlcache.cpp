// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/qmlcache.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

void keepQmlCacheApart()
{
    if (qEnvironmentVariableIsSet("QML_DISK_CACHE_PATH"))
        return;
    const QString all = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    const QFileInfo program(QCoreApplication::applicationFilePath());
    const QString build = program.filePath() + QString::number(program.size())
        + QString::number(program.lastModified().toMSecsSinceEpoch());
    const QString own = u"qml-"_s
        + QString::fromLatin1(QCryptographicHash::hash(build.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
    qputenv("QML_DISK_CACHE_PATH", QFile::encodeName(all + u'/' + own));
    QThreadPool::globalInstance()->start([all, own] {
        const QStringList folders =
            QDir(all).entryList({u"qmlcache"_s, u"qml-????????????????"_s}, QDir::Dirs | QDir::NoSymLinks);
        for (const QString &folder : folders) {
            if (folder != own)
                QDir(all + u'/' + folder).removeRecursively();
        }
    });
}

} // namespace lotse::ui
