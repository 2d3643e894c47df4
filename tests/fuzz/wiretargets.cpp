// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"
#include "harbor/report.h"
#include "net/challenge.h"
#include "net/guard.h"
#include "net/http1.h"
#include "net/httperror.h"
#include "net/link.h"
#include "sync/reportdecoder.h"
#include "target.h"
#include "json/codec.h"

using namespace Qt::StringLiterals;

namespace lotse::fuzz {

// The bytes of a connection, in pieces whose sizes the input's first byte decides.
static void answer(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const qsizetype step = 1 + quint8(bytes[0]) % 64;
    bytes = bytes.sliced(1);
    ResponseReader reader;
    reader.start(false, 4096, (step & 1) != 0);
    qint64 fed = 0;
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(qMin(step, bytes.size()));
        bytes = bytes.sliced(piece.size());
        fed += piece.size();
        const auto state = reader.feed(piece);
        if (state != ResponseReader::State::Head && state != ResponseReader::State::Body)
            break;
    }
    reader.close();
    if (reader.state() == ResponseReader::State::Done)
        require(reader.status() >= 100 && reader.status() < 1000, "a status has three digits");
    const QByteArray body = reader.takeBody();
    require(body.size() <= 4096 + 4096 / 4, "a body is no longer than its cap");
    require(body.size() <= fed, "a body is made of what was received");
}

static void challengeHeader(QByteArrayView bytes)
{
    for (const Challenge &one : challenges({{"WWW-Authenticate", bytes.toByteArray()}}))
        require(!one.scheme.isEmpty(), "a challenge has a scheme");
}

static void linkHeader(QByteArrayView bytes)
{
    Response response;
    response.url = QUrl(u"https://registry.example.com/v2/_catalog?n=10"_s);
    response.headers = {{"Link", bytes.toByteArray()}};
    links(response.headers);
    const Result<QByteArray> next = nextPath(response, "/v2/_catalog");
    if (next && !next->isEmpty())
        require(next->startsWith("/v2/_catalog"), "a next page is one of the same list");
}

static void redirect(QByteArrayView bytes)
{
    const QUrl registry(u"https://registry.example.com"_s);
    guard::RedirectCase asked{"GET", registry, registry, bytes.toByteArray(), 0, false};
    if (const Result<guard::Redirect> decided = guard::decideRedirect(asked))
        require(guard::isSameOrigin(decided->target, registry), "only a blob is fetched from elsewhere");
    asked.isBlob = true;
    if (const Result<guard::Redirect> decided = guard::decideRedirect(asked)) {
        require(decided->target.scheme() == u"https"_s, "never from https to http");
        require(decided->isBare || guard::isSameOrigin(decided->target, registry), "elsewhere without sign-in");
    }
    const Result<QUrl> realm = guard::decideRealm(registry, QString::fromUtf8(bytes), {}, false);
    if (realm)
        require(realm->scheme() == u"https"_s, "a password is sent by https only");
    if (const Result<QByteArray> path = guard::decidePath(registry, bytes, "/v2/_catalog"))
        require(path->startsWith("/v2/_catalog"), "a path is that of the list");
}

static void errorBody(QByteArrayView bytes)
{
    Response response;
    response.status = 400 + (bytes.isEmpty() ? 0 : quint8(bytes[0]) % 200);
    response.body = bytes.toByteArray();
    response.headers = {{"Content-Type", "application/json"}};
    require(toError(response, "GET", u"registry.example.com"_s).kind != ErrorKind::None, "a refusal is an error");
}

// The first byte chooses the kind.
static void kinds(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const auto &all = harbor::endpoints();
    const harbor::Endpoint &one = all[quint8(bytes[0]) % all.size()];
    if (!one.type.isValid())
        return;
    const Result<json::Records> records = harbor::readBody(one, bytes.sliced(1).toByteArray(), {});
    if (!records)
        return;
    for (const json::Record &record : records->rows) {
        harbor::keyOf(one, record.value);
        json::encode(record.value);
    }
}

static void reportAsRead(QByteArrayView bytes)
{
    const Result<harbor::Report> report = harbor::Report::read(bytes.toByteArray());
    if (!report)
        return;
    for (qsizetype row = 0; row < report->count(); ++row) {
        require(!report->id(row).isEmpty(), "a line has the id of a vulnerability");
        (void)report->finding(row);
    }
}

static void reportAsSynced(QByteArrayView bytes)
{
    (void)decodeReport(bytes.toByteArray(), u"sha256:0"_s);
}

QList<Target> wireTargets()
{
    return {{"answer", answer}, {"challenge", challengeHeader}, {"link", linkHeader}, {"guard", redirect},
        {"errorbody", errorBody}, {"kinds", kinds}, {"report", reportAsRead}, {"reportsync", reportAsSynced}};
}

} // namespace lotse::fuzz
