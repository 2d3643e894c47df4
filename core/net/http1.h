// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

namespace lotse {

/// The head of a request as it goes over the wire. `target` and the headers must be free of line breaks: see
/// isSendable.
QByteArray requestHead(const QByteArray &method, const QByteArray &target, const Headers &headers);

/// Whether a request can be sent as it stands: a path from the root, and no controls or spaces that would end a line.
bool isSendable(const QByteArray &method, const QByteArray &target, const Headers &headers);

/**
 * Reads one HTTP/1.1 answer out of the bytes of a connection, whatever pieces they come in (RFC 9112).
 *
 * Strict where doubt could join two answers, or where another reader on the way could see another answer: two lengths
 * that differ, bytes behind the end, a cut chunk, a chunk size that is no plain hex number, controls in a header,
 * chunks in HTTP/1.0, line ends that are none. A body is never decompressed. Holds at most the cap (of a tail, a
 * quarter more), and never reserves what the server merely announces.
 */
class ResponseReader {
public:
    enum class State {
        Head, ///< status line and headers are not whole
        Body,
        Done,
        TooLarge, ///< the body passed its cap
        HeadTooLarge, ///< the head (256 KiB, 1000 fields) passed its cap
        Malformed, ///< no HTTP, or against its rules
        Cut, ///< ended too early, or bytes behind the end
    };

    static constexpr qsizetype headCap = 256 * 1024;
    static constexpr qsizetype fieldCap = 1000;
    static constexpr int interimCap = 20; ///< answers of 1xx before the real one

    /// Ready for the answer to a request; `isHead`: an answer without a body whatever its headers say.
    /// `keepsTail`: of a body beyond the cap its last bytes are kept.
    void start(bool isHead, qint64 bodyCap, bool keepsTail = false);
    State feed(QByteArrayView bytes);
    /// The connection ended.
    State close();

    State state() const { return m_state; }
    bool hasBegun() const { return m_hasBegun; } ///< any byte came
    bool keepsAlive() const { return m_keepsAlive; }
    int status() const { return m_status; }
    const Headers &headers() const { return m_headers; }
    QByteArray takeBody();
    qint64 bodySize() const { return m_skipped + m_body.size(); } ///< all of it so far
    qint64 skipped() const { return m_skipped; } ///< bytes before what takeBody() gives

private:
    enum class Framing { None, Length, Chunked, UntilClose };
    enum class Chunk { Size, Data, DataEnd, Trailer };

    State fail(State state);
    bool hasBareLineEnd(qsizetype at) const;
    bool readHead();
    bool readStatusLine(QByteArrayView line);
    bool readField(QByteArrayView line);
    void decideFraming();
    bool takeBody(QByteArrayView &bytes);
    bool takeChunks(QByteArrayView &bytes);
    bool takeLine(QByteArrayView &bytes);
    bool append(QByteArrayView bytes);
    void dropHead();

    State m_state = State::Done;
    bool m_isHead = false;
    bool m_hasBegun = false;
    bool m_keepsAlive = false;
    bool m_isOld = false; ///< HTTP/1.0
    qint64 m_cap = 0;
    bool m_keepsTail = false;
    qint64 m_skipped = 0;
    int m_status = 0;
    Headers m_headers;
    QByteArray m_head; ///< head so far; later the line of a chunk
    QByteArray m_body;
    Framing m_framing = Framing::None;
    Chunk m_chunk = Chunk::Size;
    qint64 m_left = 0;
    qsizetype m_trailerBytes = 0;
    int m_interims = 0;
};

} // namespace lotse
