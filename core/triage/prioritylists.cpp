// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/prioritylists.h"

#include "base/safefile.h"

#include <QDir>
#include <QFile>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 64 * 1024 * 1024;

const QStringList &epssNames()
{
    static const QStringList names{u"epss.csv.gz"_s, u"epss.csv"_s};
    return names;
}

QString kevName()
{
    return u"kev.json"_s;
}

bool isPacked(const QByteArray &bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

bool isJson(const QByteArray &bytes)
{
    return bytes.trimmed().startsWith('{');
}

} // namespace

PriorityLists PriorityLists::read(const QString &folder)
{
    PriorityLists out;
    const QDir dir(folder);
    for (const QString &name : epssNames()) {
        if (!dir.exists(name))
            continue;
        const Result<QByteArray> bytes = readWhole(dir.filePath(name), kMostBytes);
        Result<findings::EpssTable> table = bytes ? findings::readEpss(*bytes) : bytes.error();
        if (table)
            out.priority.epss = std::move(table).value();
        else
            out.errors.append(table.error());
        break;
    }
    if (dir.exists(kevName())) {
        const Result<QByteArray> bytes = readWhole(dir.filePath(kevName()), kMostBytes);
        Result<findings::KevTable> table = bytes ? findings::readKev(*bytes) : bytes.error();
        if (table)
            out.priority.kev = std::move(table).value();
        else
            out.errors.append(table.error());
    }
    return out;
}

Result<void> importPriorityList(const QString &folder, const QString &file)
{
    const Result<QByteArray> bytes = readWhole(file, kMostBytes);
    if (!bytes)
        return bytes.error();
    QString name = kevName();
    if (isJson(*bytes)) {
        if (const auto table = findings::readKev(*bytes); !table)
            return table.error();
    } else {
        if (const auto table = findings::readEpss(*bytes); !table)
            return table.error();
        name = epssNames().at(isPacked(*bytes) ? 0 : 1);
    }
    if (const Result<bool> made = ensurePrivateFolder(folder); !made)
        return made.error();
    const QDir dir(folder);
    if (const Result<void> written = writeWhole(dir.filePath(name), *bytes); !written)
        return written;
    // The other form of the same list is older now.
    for (const QString &other : epssNames()) {
        if (name != kevName() && other != name)
            QFile::remove(dir.filePath(other));
    }
    return {};
}

} // namespace lotse
