// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultclasses.h"

#include <algorithm>

namespace lotse::test {

namespace {

using Then = ScriptedReply::Then;

QByteArray head(qsizetype length, const QByteArray &more = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(length) + "\r\n"
        + more + "\r\n";
}

ScriptedReply raw(const QByteArray &bytes, Then then = Then::Close)
{
    return ScriptedReply::raw(bytes, then);
}

QList<FaultClass> make()
{
    const QByteArray good = twoRows();
    const QByteArray nginx = "<html><head><title>502 Bad Gateway</title></head></html>";
    const QByteArray unknown = R"({"errors":[{"code":"UNKNOWN","message":"internal server error"}]})";
    return {
        {"good", ScriptedReply::json(good), ErrorKind::None, 1, FaultClass::Lists},
        // Lost on the way.
        {"reset before the head", ScriptedReply::reset(), ErrorKind::Incomplete, 4, FaultClass::Everything},
        {"closed before the head", raw({}), ErrorKind::Incomplete, 4, FaultClass::Everything},
        {"reset in the head", raw("HTTP/1.1 200 OK\r\nCont", Then::Reset), ErrorKind::Incomplete, 4,
            FaultClass::Everything},
        {"closed in the head", raw("HTTP/1.1 200 OK\r\nCont"), ErrorKind::Incomplete, 4, FaultClass::Everything},
        {"reset in the body", raw(head(50) + "[{", Then::Reset), ErrorKind::Incomplete, 4, FaultClass::Everything},
        {"short body", raw(head(good.size() + 1) + good), ErrorKind::Incomplete, 4, FaultClass::Everything},
        {"cut chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30\r\n[{"), ErrorKind::Incomplete, 4,
            FaultClass::Everything},
        {"no last chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n"),
            ErrorKind::Incomplete, 4, FaultClass::Everything},
        {"cut without a length", raw("HTTP/1.1 200 OK\r\n\r\n[{\"name\":\"a\"},"), ErrorKind::Incomplete, 4,
            FaultClass::Lists},
        {"bytes behind the end", raw(head(2) + "[]HTTP/1.1 200 OK\r\n"), ErrorKind::Incomplete, 4,
            FaultClass::Everything},
        {"whole without a length", raw("HTTP/1.1 200 OK\r\n\r\n" + good), ErrorKind::None, 1, FaultClass::Lists},
        {"whole in HTTP/1.0", raw("HTTP/1.0 200 OK\r\n\r\n" + good), ErrorKind::None, 1, FaultClass::Lists},
        // Too much, too odd.
        {"endless body", raw("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(200'000, ' '), Then::Stall), ErrorKind::TooLarge, 1,
            FaultClass::Lists},
        {"300 MB announced", raw(head(300'000'000)), ErrorKind::TooLarge, 1, FaultClass::Everything},
        {"long head", raw("HTTP/1.1 200 OK\r\nX: " + QByteArray(400'000, 'x'), Then::Stall), ErrorKind::TooLarge, 1,
            FaultClass::Everything},
        {"100,000 headers", raw("HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(100'000), Then::Stall),
            ErrorKind::TooLarge, 1, FaultClass::Everything},
        {"gzip", raw(head(5, "Content-Encoding: gzip\r\n") + "\x1f\x8b\x08\x01\x01"), ErrorKind::Decode, 1,
            FaultClass::Everything},
        {"gzip twice", raw(head(5, "Content-Encoding: gzip, gzip\r\n") + "\x1f\x8b\x08\x01\x01"), ErrorKind::Decode, 1,
            FaultClass::Everything},
        {"brotli", raw(head(2, "Content-Encoding: br\r\n") + "[]"), ErrorKind::Decode, 1, FaultClass::Everything},
        {"unknown encoding", raw(head(2, "Content-Encoding: x-none\r\n") + "[]"), ErrorKind::Decode, 1,
            FaultClass::Everything},
        {"identity", ScriptedReply::json(good, {{"Content-Encoding", "identity"}}), ErrorKind::None, 1,
            FaultClass::Lists},
        {"no HTTP", raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"), ErrorKind::NotARegistry, 1, FaultClass::Everything},
        {"two lengths", raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n[]"),
            ErrorKind::NotARegistry, 1, FaultClass::Everything},
        // Statuses.
        {"401", ScriptedReply::status(401, "{}"), ErrorKind::Unauthorized, 1, FaultClass::Everything},
        {"403", ScriptedReply::status(403, R"({"errors":[{"code":"FORBIDDEN","message":"forbidden"}]})"),
            ErrorKind::Forbidden, 1, FaultClass::Everything},
        {"404", ScriptedReply::status(404, "404 page not found"), ErrorKind::NotFound, 1, FaultClass::Everything},
        {"407", ScriptedReply::status(407, {}), ErrorKind::ProxyAuth, 1, FaultClass::Everything},
        {"409", ScriptedReply::status(409, "{}"), ErrorKind::Conflict, 1, FaultClass::Everything},
        {"412", ScriptedReply::status(412, "{}"), ErrorKind::Precondition, 1, FaultClass::Everything},
        {"422", ScriptedReply::status(422, "{}"), ErrorKind::Invalid, 1, FaultClass::Everything},
        {"429", ScriptedReply::status(429, "{}"), ErrorKind::RateLimited, 4, FaultClass::Everything},
        {"429, long wait", ScriptedReply::status(429, "{}", {{"Retry-After", "3600"}}), ErrorKind::RateLimited, 1,
            FaultClass::Everything},
        {"500", ScriptedReply::status(500, unknown), ErrorKind::Server, 1, FaultClass::Everything},
        {"500, empty", ScriptedReply::status(500), ErrorKind::Server, 1, FaultClass::Everything},
        {"502, nginx", ScriptedReply::status(502, nginx, {{"Content-Type", "text/html"}}), ErrorKind::Server, 4,
            FaultClass::Everything},
        {"503", ScriptedReply::status(503, unknown), ErrorKind::Server, 4, FaultClass::Everything},
        {"504", ScriptedReply::status(504), ErrorKind::Server, 4, FaultClass::Everything},
        {"511", ScriptedReply::status(511, nginx), ErrorKind::NotARegistry, 1, FaultClass::Everything},
        {"304", ScriptedReply::status(304), ErrorKind::RedirectRefused, 1, FaultClass::Everything},
        {"204", raw("HTTP/1.1 204 No Content\r\n\r\n", Then::KeepOpen), ErrorKind::Decode, 1, FaultClass::Lists},
        // 200, but.
        {"empty", ScriptedReply::json({}), ErrorKind::Decode, 1, FaultClass::Lists},
        {"portal", ScriptedReply::status(200, "<!doctype html><html>", {{"Content-Type", "text/html"}}),
            ErrorKind::NotARegistry, 1, FaultClass::Everything},
        {"captive portal", ScriptedReply::json("<html>sign in</html>"), ErrorKind::NotARegistry, 1, FaultClass::Json},
        {"captive redirect", ScriptedReply::status(302, {}, {{"Location", "http://login.example.net/"}}),
            ErrorKind::RedirectRefused, 1, FaultClass::Everything},
        {"words", ScriptedReply::json("OK"), ErrorKind::NotARegistry, 1, FaultClass::Json},
        {"object for a list", ScriptedReply::json(R"({"name":"a"})"), ErrorKind::Decode, 1, FaultClass::Lists},
        {"cut JSON of the right length", ScriptedReply::json(R"([{"name":"a"},{"na)"), ErrorKind::Decode, 1,
            FaultClass::Json},
        {"bad UTF-8", ScriptedReply::json("[{\"name\":\"\xff\"}]"), ErrorKind::Decode, 1, FaultClass::Json},
        {"lone surrogate", ScriptedReply::json(R"([{"name":"\ud800"}])"), ErrorKind::Decode, 1, FaultClass::Lists},
        {"NaN", ScriptedReply::json(R"([NaN])"), ErrorKind::Decode, 1, FaultClass::Json},
        {"deep", ScriptedReply::json(QByteArray(60'000, '[')), ErrorKind::Decode, 1, FaultClass::Json},
        {"null for a list", ScriptedReply::json("null"), ErrorKind::None, 1, FaultClass::Lists},
        {"type lies", ScriptedReply::status(200, good, {{"Content-Type", "text/plain"}}), ErrorKind::None, 1,
            FaultClass::Lists},
    };
}

} // namespace

QByteArray twoRows()
{
    return R"([{"name":"a","id":1},{"name":"b","id":2}])";
}

const QList<FaultClass> &faultClasses()
{
    static const QList<FaultClass> classes = make();
    return classes;
}

const FaultClass &faultClass(QByteArrayView name)
{
    const QList<FaultClass> &all = faultClasses();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const FaultClass &one) { return QByteArrayView(one.name) == name; });
    Q_ASSERT(found != all.end());
    return *found;
}

} // namespace lotse::test
