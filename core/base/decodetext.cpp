// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/decodetext.h"

#include <QStringDecoder>

#include <zlib.h>

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kBlock = 256 * 1024;
constexpr qsizetype kLookedAt = 4096; // of a text, to see what it is

QString mebibytes(qsizetype bytes)
{
    return QString::number(bytes / (1024 * 1024));
}

Result<QByteArray> unpacked(QByteArrayView file, qsizetype cap, const QString &what)
{
    z_stream stream{};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return makeError(ErrorKind::Storage, LOTSE_MSG("Not enough memory to unpack the file."), {});
    QByteArray out;
    QByteArray block(kBlock, Qt::Uninitialized);
    int state = Z_OK;
    while (state == Z_OK && out.size() <= cap) {
        if (stream.avail_in == 0 && !file.isEmpty()) { // in parts: a length of zlib's is 32 bits
            const qsizetype part = std::min(file.size(), kBlock);
            stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(file.data())); // zlib does not write there
            stream.avail_in = uInt(part);
            file = file.sliced(part);
        }
        stream.next_out = reinterpret_cast<Bytef *>(block.data());
        stream.avail_out = uInt(block.size());
        state = inflate(&stream, Z_NO_FLUSH);
        if (state == Z_OK || state == Z_STREAM_END)
            out.append(block.constData(), block.size() - qsizetype(stream.avail_out));
        // Several members in one file are one text ("cat a.gz b.gz").
        if (state == Z_STREAM_END && (stream.avail_in > 0 || !file.isEmpty()))
            state = inflateReset(&stream);
    }
    inflateEnd(&stream);
    if (out.size() > cap) {
        return makeError(ErrorKind::TooLarge, LOTSE_MSG("The file unpacks to more than %1 MiB and was not read as %2."),
            {mebibytes(cap), what});
    }
    if (state != Z_STREAM_END) {
        return makeError(ErrorKind::Decode,
            LOTSE_MSG("The compressed file is damaged or truncated and was not read as %1. Download it again."),
            {what});
    }
    return out;
}

struct Encoding {
    QStringConverter::Encoding is = QStringConverter::Utf8;
    qsizetype mark = 0; // bytes of the byte order mark
};

// JSON and the lists begin with two characters of ASCII, so the zeros tell where there is no mark.
Encoding encodingOf(QByteArrayView text)
{
    const auto begins = [&](QByteArrayView mark) { return text.startsWith(mark); };
    if (begins(QByteArrayView("\xef\xbb\xbf", 3)))
        return {QStringConverter::Utf8, 3};
    if (begins(QByteArrayView("\xff\xfe\0\0", 4)))
        return {QStringConverter::Utf32LE, 4};
    if (begins(QByteArrayView("\0\0\xfe\xff", 4)))
        return {QStringConverter::Utf32BE, 4};
    if (begins(QByteArrayView("\xff\xfe", 2)))
        return {QStringConverter::Utf16LE, 2};
    if (begins(QByteArrayView("\xfe\xff", 2)))
        return {QStringConverter::Utf16BE, 2};
    if (text.size() < 4)
        return {};
    const auto isZero = [&](qsizetype at) { return text[at] == '\0'; };
    if (!isZero(0) && isZero(1) && isZero(2) && isZero(3))
        return {QStringConverter::Utf32LE, 0};
    if (isZero(0) && isZero(1) && isZero(2) && !isZero(3))
        return {QStringConverter::Utf32BE, 0};
    if (!isZero(0) && isZero(1) && !isZero(2) && isZero(3))
        return {QStringConverter::Utf16LE, 0};
    if (isZero(0) && !isZero(1) && isZero(2) && !isZero(3))
        return {QStringConverter::Utf16BE, 0};
    return {};
}

// Files that were put together, or saved by two programs, have more than one mark.
QByteArray withoutMarks(QByteArray text)
{
    qsizetype begin = 0;
    while (QByteArrayView(text).sliced(begin).startsWith(QByteArrayView("\xef\xbb\xbf", 3)))
        begin += 3;
    return begin == 0 ? text : text.sliced(begin);
}

} // namespace

Result<QByteArray> decodeText(const QByteArray &file, qsizetype cap, const QString &what)
{
    if (file.size() > cap) {
        return makeError(
            ErrorKind::TooLarge, LOTSE_MSG("The file exceeds %1 MiB and was not read as %2."), {mebibytes(cap), what});
    }
    QByteArray text = file;
    if (text.startsWith("\x1f\x8b")) {
        Result<QByteArray> out = unpacked(file, cap, what);
        if (!out)
            return out;
        text = std::move(out).value();
    }
    const Encoding encoding = encodingOf(text);
    if (encoding.is == QStringConverter::Utf8)
        return withoutMarks(std::move(text));
    QStringDecoder decoder(encoding.is);
    const QString decoded = decoder.decode(QByteArrayView(text).sliced(encoding.mark));
    const bool isWide = encoding.is == QStringConverter::Utf32LE || encoding.is == QStringConverter::Utf32BE;
    if (decoder.hasError() || text.size() % (isWide ? 4 : 2) != 0) {
        return makeError(ErrorKind::Decode,
            LOTSE_MSG("The file is damaged or truncated (incomplete UTF-16 or UTF-32) and was not read as %1."),
            {what});
    }
    return withoutMarks(decoded.toUtf8());
}

Message foreignText(QByteArrayView text)
{
    const QByteArray head = text.first(std::min(text.size(), kLookedAt)).trimmed().toByteArray();
    const auto begins = [&](const char *with) { return head.startsWith(with); };
    const auto has = [&](const char *word) { return head.contains(word); };
    if (head.isEmpty())
        return {LOTSE_MSG("The file is empty."), {}};
    if (begins("PK\x03\x04"))
        return {LOTSE_MSG("The file is a ZIP archive. Unpack it and import the JSON file in it."), {}};
    if (begins("\xfd"
               "7zXZ")
        || begins("\x28\xb5\x2f\xfd") || begins("BZh"))
        return {LOTSE_MSG("The file is compressed with xz, zstd or bzip2. Unpack it first."), {}};
    if (begins("\x1f\x8b"))
        return {LOTSE_MSG("The file is compressed twice. Unpack it first."), {}};
    if (begins("%PDF"))
        return {LOTSE_MSG("The file is a PDF. Use the JSON output of the scanner."), {}};
    if (begins("<")) {
        if (has("cyclonedx.org/schema/bom"))
            return {LOTSE_MSG("The file is CycloneDX XML. Convert it to JSON."), {}};
        if (has("spdx.org/rdf"))
            return {LOTSE_MSG("The file is SPDX RDF. Convert it to JSON."), {}};
        if (head.toLower().contains("<html") || head.toLower().startsWith("<!doctype html"))
            return {LOTSE_MSG("The file is an HTML page, possibly a sign-in page. Download it again, or use the JSON "
                              "output of the scanner."),
                {}};
        return {LOTSE_MSG("The file is XML. Convert it to JSON."), {}};
    }
    if (begins("SPDXVersion:"))
        return {LOTSE_MSG("The file is SPDX tag-value. Convert it to JSON."), {}};
    if (begins("apiVersion:") || begins("kind:") || begins("---"))
        return {LOTSE_MSG("The file is YAML. Convert it to JSON (kubectl get … -o json)."), {}};
    if (begins("bomFormat:") || begins("spdxVersion:"))
        return {LOTSE_MSG("The file is a YAML SBOM. Convert it to JSON."), {}};
    const QByteArray first = head.left(head.indexOf('\n') < 0 ? head.size() : head.indexOf('\n'));
    if (begins("{") || begins("["))
        return {};
    if (!begins("\"") && first.count(',') >= 2)
        return {LOTSE_MSG("The file is a CSV table. Use the JSON output of the scanner."), {}};
    if (has("\xe2\x94\x82") || has("\xe2\x94\x80") || begins("NAME "))
        return {LOTSE_MSG("The file is terminal output. Use the JSON output of the scanner."), {}};
    return {};
}

} // namespace lotse
