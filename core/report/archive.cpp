// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/archive.h"

#include <QSet>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 1024LL * 1024 * 1024;
constexpr qsizetype kMostFiles = 100'000;
constexpr time_t kTime = 315619200; // 1980-01-02, the beginning of what a zip can say

template <auto free>
struct Freed {
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
using Writer = std::unique_ptr<archive, Freed<archive_write_free>>;
using Reader = std::unique_ptr<archive, Freed<archive_read_free>>;
using Entry = std::unique_ptr<archive_entry, Freed<archive_entry_free>>;

Error broken(const QString &why)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.message = {LOTSE_MSG("The bundle cannot be read: %1"), {why}};
    return error;
}

QString reason(archive *handle)
{
    const char *text = archive_error_string(handle);
    return text ? QString::fromUtf8(text) : u"?"_s;
}

la_ssize_t append(archive *, void *to, const void *data, size_t size)
{
    static_cast<QByteArray *>(to)->append(static_cast<const char *>(data), qsizetype(size));
    return la_ssize_t(size);
}

bool isSafe(const QString &name)
{
    if (name.isEmpty() || name.size() > 200 || name.startsWith(u'/') || name.contains(u'\\'))
        return false;
    for (const QString &part : name.split(u'/')) {
        if (part.isEmpty() || part == "."_L1 || part == ".."_L1)
            return false;
    }
    return true;
}

} // namespace

QString zipWriter()
{
    return QString::fromLatin1(archive_version_details());
}

Result<QByteArray> packZip(const QList<File> &files)
{
    QByteArray out;
    const Writer writer(archive_write_new());
    archive_write_set_format_zip(writer.get());
    archive_write_set_bytes_in_last_block(writer.get(), 1);
    if (archive_write_open(writer.get(), &out, nullptr, append, nullptr) != ARCHIVE_OK)
        return broken(reason(writer.get()));
    for (const File &file : files) {
        const Entry entry(archive_entry_new());
        archive_entry_set_pathname_utf8(entry.get(), file.name.toUtf8().constData());
        archive_entry_set_size(entry.get(), file.bytes.size());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_mtime(entry.get(), kTime, 0);
        if (archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK
            || archive_write_data(writer.get(), file.bytes.constData(), size_t(file.bytes.size())) != file.bytes.size())
            return broken(reason(writer.get()));
    }
    if (archive_write_close(writer.get()) != ARCHIVE_OK)
        return broken(reason(writer.get()));
    return out;
}

Result<QList<File>> unpackZip(const QByteArray &zip)
{
    const Reader reader(archive_read_new());
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_memory(reader.get(), zip.constData(), size_t(zip.size())) != ARCHIVE_OK)
        return broken(reason(reader.get()));
    QList<File> out;
    QSet<QString> names;
    qint64 total = 0;
    archive_entry *entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK) {
        const char *path = archive_entry_pathname_utf8(entry);
        const QString name = path ? QString::fromUtf8(path) : QString();
        if (archive_entry_filetype(entry) != AE_IFREG || !isSafe(name) || names.contains(name)
            || out.size() >= kMostFiles)
            return broken(name);
        names.insert(name);
        File file{name, {}};
        char buffer[65536];
        la_ssize_t size = 0;
        while ((size = archive_read_data(reader.get(), buffer, sizeof buffer)) > 0) {
            total += size;
            if (total > kMostBytes)
                return broken(name);
            file.bytes.append(buffer, qsizetype(size));
        }
        if (size < 0)
            return broken(name + u": "_s + reason(reader.get()));
        out.append(std::move(file));
    }
    if (status != ARCHIVE_EOF)
        return broken(reason(reader.get()));
    return out;
}

} // namespace lotse::report
