// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http1.h"

#include <algorithm>

namespace lotse {

namespace {

bool hasControls(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

// Without the white space of HTTP at both ends; QByteArray::trimmed takes controls for white space, too.
QByteArrayView withoutSpace(QByteArrayView text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text = text.chopped(1);
    return text;
}

// The members of a list such as "keep-alive, Upgrade", in lower case.
QList<QByteArray> tokensOf(const QByteArray &list)
{
    QList<QByteArray> out;
    for (const QByteArray &one : list.split(',')) {
        if (const QByteArrayView token = withoutSpace(one); !token.isEmpty())
            out.append(token.toByteArray().toLower());
    }
    return out;
}

// The size in a chunk's line, hex digits with nothing before them and no more than a space or an extension behind;
// -1 where it is none.
qint64 chunkSize(QByteArrayView line)
{
    if (hasControls(line))
        return -1;
    if (const qsizetype extension = line.indexOf(';'); extension >= 0)
        line = line.first(extension);
    while (line.endsWith(' ') || line.endsWith('\t'))
        line = line.chopped(1);
    if (line.isEmpty() || line.size() > 15)
        return -1;
    qint64 size = 0;
    for (const char c : line) {
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (digit < 0)
            return -1;
        size = size * 16 + digit;
    }
    return size;
}

// A decimal number without sign; -1 where it is none.
qint64 decimal(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 18
        || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return -1;
    return text.toLongLong();
}

} // namespace

QByteArray requestHead(const QByteArray &method, const QByteArray &target, const Headers &headers)
{
    QByteArray out;
    out.reserve(1024);
    out += method + ' ' + target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : headers)
        out += name + ": " + value + "\r\n";
    return out + "\r\n";
}

bool isSendable(const QByteArray &method, const QByteArray &target, const Headers &headers)
{
    if (!isToken(method) || !target.startsWith('/') || target.contains(' ') || target.contains('#')
        || hasControls(target) || target.contains('\t'))
        return false;
    return std::all_of(headers.begin(), headers.end(),
        [](const auto &field) { return isToken(field.first) && !hasControls(field.second); });
}

void ResponseReader::start(bool isHead, qint64 bodyCap, bool keepsTail)
{
    *this = ResponseReader();
    m_state = State::Head;
    m_isHead = isHead;
    m_cap = bodyCap;
    m_keepsTail = keepsTail;
}

ResponseReader::State ResponseReader::fail(State state)
{
    m_body.clear();
    m_keepsAlive = false;
    return m_state = state;
}

ResponseReader::State ResponseReader::feed(QByteArrayView bytes)
{
    m_hasBegun = m_hasBegun || !bytes.isEmpty();
    while (m_state == State::Head && !bytes.isEmpty()) {
        // The head ends with an empty line, which can be split over two feeds: look a little back.
        const qsizetype from = std::max(qsizetype(0), m_head.size() - 3);
        const qsizetype before = m_head.size();
        const qsizetype room = headCap + 4 - before;
        m_head += bytes.first(std::min(bytes.size(), room));
        const qsizetype end = m_head.indexOf("\r\n\r\n", from);
        if (end < 0 && hasBareLineEnd(before))
            return fail(State::Malformed);
        if (end < 0)
            return m_head.size() > headCap ? fail(State::HeadTooLarge) : m_state;
        bytes = bytes.sliced(end + 4 - before);
        m_head.truncate(end);
        if (!readHead())
            return m_state;
    }
    if (m_state == State::Body && !takeBody(bytes))
        return m_state;
    // Bytes behind the end: whoever sent them does not agree with us where this answer ends.
    if (m_state == State::Done && !bytes.isEmpty())
        return fail(State::Cut);
    return m_state;
}

ResponseReader::State ResponseReader::close()
{
    if (m_state == State::Body && m_framing == Framing::UntilClose) {
        m_keepsAlive = false;
        // Nothing tells a cut from an end here, but a JSON document has one of its own.
        // A log has not, and its lines may begin with "[INFO]".
        const QByteArrayView body = QByteArrayView(m_body).trimmed();
        const bool isCut = !m_keepsTail
            && ((body.startsWith('{') && !body.endsWith('}')) || (body.startsWith('[') && !body.endsWith(']')));
        return isCut ? fail(State::Cut) : m_state = State::Done;
    }
    return m_state == State::Head || m_state == State::Body ? fail(State::Cut) : m_state;
}

// A line feed without its carriage return, from `at` on: such a head might never end for us.
bool ResponseReader::hasBareLineEnd(qsizetype at) const
{
    while ((at = m_head.indexOf('\n', at)) >= 0) {
        if (at == 0 || m_head[at - 1] != '\r')
            return true;
        ++at;
    }
    return false;
}

bool ResponseReader::readHead()
{
    m_headers.clear();
    qsizetype at = 0;
    bool isFirst = true;
    while (at <= m_head.size()) {
        qsizetype end = m_head.indexOf("\r\n", at);
        if (end < 0)
            end = m_head.size();
        const QByteArrayView line = QByteArrayView(m_head).sliced(at, end - at);
        at = end + 2;
        if (!(isFirst ? readStatusLine(line) : readField(line))) {
            if (m_state != State::HeadTooLarge)
                fail(State::Malformed);
            return false;
        }
        isFirst = false;
    }
    m_head.clear();
    if (m_status >= 100 && m_status < 200) {
        // An interim answer; the real one follows. 101 would be another protocol, which was never asked for.
        if (m_status == 101 || ++m_interims > interimCap) {
            fail(State::Malformed);
            return false;
        }
        return true;
    }
    decideFraming();
    return m_state == State::Body || m_state == State::Done;
}

bool ResponseReader::readStatusLine(QByteArrayView line)
{
    if (line.size() < 12 || !line.startsWith("HTTP/1.") || line[7] < '0' || line[7] > '9' || line[8] != ' '
        || (line.size() > 12 && line[12] != ' ') || hasControls(line))
        return false;
    m_isOld = line[7] == '0'; // what is newer than 1.1 has to be read as 1.1
    m_status = int(decimal(line.sliced(9, 3)));
    return m_status >= 100;
}

bool ResponseReader::readField(QByteArrayView line)
{
    if (m_headers.size() >= fieldCap) {
        fail(State::HeadTooLarge);
        return false;
    }
    if (hasControls(line))
        return false;
    if (line.startsWith(' ') || line.startsWith('\t')) {
        // A folded line belongs to the one before it.
        if (m_headers.isEmpty())
            return false;
        m_headers.last().second += ' ' + withoutSpace(line).toByteArray();
        return true;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return false;
    m_headers.emplaceBack(line.first(colon).toByteArray(), withoutSpace(line.sliced(colon + 1)).toByteArray());
    return true;
}

void ResponseReader::decideFraming()
{
    QList<QByteArray> encodings;
    QList<QByteArray> connection;
    bool hasEncoding = false;
    qint64 length = -1;
    bool hasLength = false;
    for (const auto &[name, value] : m_headers) {
        if (name.compare("Transfer-Encoding", Qt::CaseInsensitive) == 0) {
            hasEncoding = true;
            encodings += tokensOf(value);
        } else if (name.compare("Connection", Qt::CaseInsensitive) == 0) {
            connection += tokensOf(value);
        } else if (name.compare("Content-Length", Qt::CaseInsensitive) == 0) {
            const qint64 one = decimal(value);
            if (one < 0 || (hasLength && one != length)) {
                fail(State::Malformed);
                return;
            }
            hasLength = true;
            length = one;
        }
    }
    // "close" wins over its contrary.
    m_keepsAlive = !connection.contains("close") && (!m_isOld || connection.contains("keep-alive"));
    m_state = State::Body;
    if (m_isHead || m_status == 204 || m_status == 304) {
        m_state = State::Done;
    } else if (hasEncoding) {
        m_framing = Framing::Chunked;
        m_chunk = Chunk::Size;
        if (encodings != QList<QByteArray>{"chunked"} || hasLength || m_isOld)
            fail(State::Malformed);
    } else if (hasLength) {
        m_framing = Framing::Length;
        m_left = length;
        if (length > m_cap && !m_keepsTail)
            fail(State::TooLarge);
        else if (length == 0)
            m_state = State::Done;
        else
            m_body.reserve(qsizetype(std::min(length, qint64(1024 * 1024))));
    } else {
        m_framing = Framing::UntilClose;
    }
}

bool ResponseReader::append(QByteArrayView bytes)
{
    if (m_keepsTail) {
        m_body += bytes;
        // Seldom, for it moves all that is kept.
        if (m_body.size() > m_cap + m_cap / 4)
            dropHead();
        return true;
    }
    if (m_body.size() + bytes.size() > m_cap) {
        fail(State::TooLarge);
        return false;
    }
    m_body += bytes;
    return true;
}

void ResponseReader::dropHead()
{
    const qint64 over = m_body.size() - m_cap;
    if (over <= 0)
        return;
    m_body.remove(0, qsizetype(over));
    m_skipped += over;
}

QByteArray ResponseReader::takeBody()
{
    if (m_keepsTail)
        dropHead();
    return std::move(m_body);
}

bool ResponseReader::takeBody(QByteArrayView &bytes)
{
    if (m_framing == Framing::Chunked)
        return takeChunks(bytes);
    QByteArrayView part = bytes;
    if (m_framing == Framing::Length)
        part = bytes.first(qsizetype(std::min(qint64(bytes.size()), m_left)));
    if (!append(part))
        return false;
    bytes = bytes.sliced(part.size());
    if (m_framing == Framing::Length) {
        m_left -= part.size();
        if (m_left == 0)
            m_state = State::Done;
    }
    return true;
}

// Moves the bytes of a line into m_head; true when the line is whole (without its end).
bool ResponseReader::takeLine(QByteArrayView &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype size = end < 0 ? bytes.size() : end + 1;
    if (m_head.size() + size > 8192) {
        fail(State::Malformed);
        return false;
    }
    m_head += bytes.first(size);
    bytes = bytes.sliced(size);
    if (end < 0)
        return false;
    if (!m_head.endsWith("\r\n")) {
        fail(State::Malformed);
        return false;
    }
    m_head.chop(2);
    return true;
}

bool ResponseReader::takeChunks(QByteArrayView &bytes)
{
    while (!bytes.isEmpty() && m_state == State::Body) {
        if (m_chunk == Chunk::Data) {
            const QByteArrayView part = bytes.first(qsizetype(std::min(qint64(bytes.size()), m_left)));
            if (!append(part))
                return false;
            bytes = bytes.sliced(part.size());
            m_left -= part.size();
            if (m_left == 0)
                m_chunk = Chunk::DataEnd;
            continue;
        }
        if (!takeLine(bytes))
            return m_state == State::Body;
        const QByteArray line = std::exchange(m_head, {});
        if (m_chunk == Chunk::Size) {
            m_left = chunkSize(line);
            if (m_left < 0) {
                fail(State::Malformed);
                return false;
            }
            m_chunk = m_left == 0 ? Chunk::Trailer : Chunk::Data;
        } else if (m_chunk == Chunk::DataEnd) {
            if (!line.isEmpty()) {
                fail(State::Malformed);
                return false;
            }
            m_chunk = Chunk::Size;
        } else if (line.isEmpty()) {
            m_state = State::Done;
        } else if (hasControls(line)) {
            fail(State::Malformed);
            return false;
        } else if ((m_trailerBytes += line.size()) > headCap) {
            fail(State::HeadTooLarge);
            return false;
        }
    }
    return true;
}

} // namespace lotse
