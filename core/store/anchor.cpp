// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/anchor.h"

#include "base/safefile.h"

#include <QFileInfo>

namespace lotse::store {

namespace {

constexpr qint64 kCap = 4096;
constexpr char kWord[] = "lotse-log-head 1";
constexpr qsizetype kHashSize = 32;

} // namespace

Result<std::optional<LogHead>> Anchor::read() const
{
    using Found = std::optional<LogHead>;
    if (m_path.isEmpty())
        return Found();
    const Result<QByteArray> text = readWhole(m_path, kCap);
    if (!text)
        return text.error().kind == ErrorKind::NotFound ? Result<Found>(Found()) : Result<Found>(text.error());
    // The last line tells a whole file from one that was cut.
    const QList<QByteArray> parts = text->trimmed().split('\n');
    LogHead head;
    bool isNumber = false;
    if (parts.size() == 4) {
        head.count = parts[1].toLongLong(&isNumber);
        head.link = QByteArray::fromHex(parts[2]);
    }
    const bool isSound = isNumber && head.count >= 0 && parts[0] == kWord && parts[3] == "."
        && head.link.size() == (head.count == 0 ? 0 : kHashSize);
    if (isSound)
        return Found(head);
    Error error;
    error.kind = ErrorKind::Storage;
    error.code = QStringLiteral("DAMAGED");
    error.message = {
        LOTSE_MSG("%1, which remembers how many decisions were made, is damaged. Check that no decision is "
                  "missing, then delete that file; it is written again."),
        {m_path}};
    error.where = m_path;
    return error;
}

Result<void> Anchor::write(const LogHead &head) const
{
    if (m_path.isEmpty())
        return {};
    if (const Result<bool> folder = ensurePrivateFolder(QFileInfo(m_path).absolutePath()); !folder)
        return folder.error();
    return writeWhole(
        m_path, QByteArray(kWord) + '\n' + QByteArray::number(head.count) + '\n' + head.link.toHex() + "\n.\n");
}

} // namespace lotse::store
