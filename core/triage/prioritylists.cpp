// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/prioritylists.h"

#include "base/decodetext.h"
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

const QStringList &kevNames()
{
    static const QStringList names{u"kev.json"_s, u"kev.csv"_s};
    return names;
}

bool isPacked(const QByteArray &bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

// The list in the folder under one of its names; an empty table where there is none.
template <typename Table>
void readList(
    const QDir &dir, const QStringList &names, Result<Table> (*read)(QByteArrayView), Table &out, QList<Error> &errors)
{
    for (const QString &name : names) {
        if (!dir.exists(name))
            continue;
        const Result<QByteArray> bytes = readWhole(dir.filePath(name), kMostBytes);
        Result<Table> table = bytes ? read(*bytes) : Result<Table>(bytes.error());
        if (table)
            out = std::move(table).value();
        else
            errors.append(table.error());
        return;
    }
}

} // namespace

PriorityLists PriorityLists::read(const QString &folder)
{
    PriorityLists out;
    const QDir dir(folder);
    readList(dir, epssNames(), findings::readEpss, out.priority.epss, out.errors);
    readList(dir, kevNames(), findings::readKev, out.priority.kev, out.errors);
    return out;
}

Result<void> importPriorityList(const QString &folder, const QString &file)
{
    const Result<QByteArray> bytes = readWhole(file, kMostBytes);
    if (!bytes)
        return bytes.error();
    const Result<QByteArray> text = decodeText(*bytes, kMostBytes, u"a priority list"_s);
    if (!text)
        return text.error();
    const QByteArray head = text->trimmed().left(4096);
    const bool isJson = head.startsWith('{') || head.startsWith('[');
    const bool isKev = isJson || head.left(head.indexOf('\n')).toLower().contains("cveid");
    if (isKev) {
        if (const auto table = findings::readKev(*bytes); !table)
            return table.error();
    } else {
        if (const auto table = findings::readEpss(*bytes); !table)
            return table.error();
    }
    const QStringList &names = isKev ? kevNames() : epssNames();
    const QString &name = isKev ? names.at(isJson ? 0 : 1) : names.at(isPacked(*bytes) ? 0 : 1);
    if (const Result<bool> made = ensurePrivateFolder(folder); !made)
        return made.error();
    const QDir dir(folder);
    if (const Result<void> written = writeWhole(dir.filePath(name), *bytes); !written)
        return written;
    // The other form of the same list is older now.
    for (const QString &other : names) {
        if (other != name)
            QFile::remove(dir.filePath(other));
    }
    return {};
}

} // namespace lotse
