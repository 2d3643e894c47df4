// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trustfigures.h"

#include "../trust/makers.h"
#include "figures.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "store/inventory.h"
#include "support/scriptedserver.h"
#include "sync/requestqueue.h"
#include "sync/trustrun.h"

#include <QEventLoop>
#include <QTemporaryDir>

#include <time.h>

namespace lotse::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kInFlight = 6;
constexpr int kPage = 100;
constexpr auto kManifest = "application/vnd.oci.image.manifest.v1+json";
constexpr auto kSimple = "application/vnd.dev.cosign.simplesigning.v1+json";

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

/// A Harbor of one project whose images are signed, each answer made before.
class SignedHarbor {
public:
    SignedHarbor(int images, const trust::test::TestKey &key)
    {
        QByteArrayList rows;
        for (int i = 0; i < images; ++i)
            rows.append(addImage(i, key));
        const QByteArray start = "/api/v2.0/projects";
        m_lists.insert(start, {R"([{"project_id":1,"name":"p","repo_count":1,"metadata":{"public":"false"}}])"});
        for (int i = 0; i < images; i += kPage)
            m_lists[start + "/p/artifacts"].append('[' + rows.mid(i, kPage).join(',') + ']');
        m_images = images;
    }

    ScriptedReply answer(const ReceivedRequest &request) const
    {
        if (request.path().startsWith("/api/")) {
            const QByteArrayList pages = m_lists.value(request.path());
            const QByteArray query = request.target.mid(request.path().size());
            const qsizetype at = query.indexOf("page=");
            const int page = at < 0 || query.mid(at - 1, 1) == "_" ? 1 : query.mid(at + 5).split('&').first().toInt();
            const qint64 total = pages.size() > 1 ? m_images : 1;
            return ScriptedReply::json(pages.value(page - 1, "[]"), {{"X-Total-Count", QByteArray::number(total)}});
        }
        const auto found = m_content.constFind(request.path());
        if (found == m_content.cend())
            return ScriptedReply::status(404);
        const Headers headers{{"Content-Type", found->type}, {"Docker-Content-Digest", found->digest}};
        if (request.method != "HEAD")
            return ScriptedReply::status(200, found->body, headers);
        return ScriptedReply::raw("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(found->body.size())
                + "\r\nContent-Type: " + found->type + "\r\nDocker-Content-Digest: " + found->digest + "\r\n\r\n",
            ScriptedReply::Then::KeepOpen);
    }

private:
    struct Content {
        QByteArray body, type, digest;
    };

    void add(const QByteArray &place, const QByteArray &body, const QByteArray &type)
    {
        m_content.insert("/v2/p/app/" + place, {body, type, oci::Digest::of(body).latin1()});
    }

    // The row of Harbor's list.
    QByteArray addImage(int number, const trust::test::TestKey &key)
    {
        const QByteArray text = QByteArray::number(number);
        const auto descriptor = [](const char *type, const QByteArray &bytes, const QByteArray &more = {}) {
            return R"({"mediaType":")" + QByteArray(type) + R"(","digest":")" + oci::Digest::of(bytes).latin1()
                + R"(","size":)" + QByteArray::number(bytes.size()) + more + '}';
        };
        const QByteArray config = "{}";
        const auto manifestOf = [&](const QByteArray &layer) {
            return QByteArray(R"({"schemaVersion":2,"mediaType":")") + kManifest + R"(","config":)"
                + descriptor("application/vnd.oci.image.config.v1+json", config) + R"(,"layers":[)" + layer + "]}";
        };
        const QByteArray image = manifestOf(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", "layer " + text));
        const QByteArray digest = oci::Digest::of(image).latin1();
        const QByteArray payload =
            R"({"critical":{"identity":{"docker-reference":"r/p/app"},"image":{"docker-manifest-digest":")" + digest
            + R"("},"type":"cosign container image signature"},"optional":null})";
        const QByteArray signature = manifestOf(descriptor(kSimple, payload,
            R"(,"annotations":{"dev.cosignproject.cosign/signature":")" + key.sign(payload).toBase64() + R"("})"));
        const QByteArray tag = QByteArray(digest).replace(':', '-') + ".sig";
        add("manifests/" + digest, image, kManifest);
        add("manifests/" + tag, signature, kManifest);
        add("manifests/" + oci::Digest::of(signature).latin1(), signature, kManifest);
        add("blobs/" + oci::Digest::of(payload).latin1(), payload, "application/octet-stream");
        add("referrers/" + digest,
            R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})",
            "application/vnd.oci.image.index.v1+json");
        return R"({"id":)" + QByteArray::number(number + 1) + R"(,"type":"IMAGE","repository_name":"p/app","digest":")"
            + digest + R"(","tags":[{"id":1,"name":"v)" + text
            + R"("}],"references":null,"accessories":[{"id":1,"type":"signature.cosign","digest":")"
            + oci::Digest::of(signature).latin1() + R"("}]})";
    }

    QHash<QByteArray, QByteArrayList> m_lists;
    QHash<QByteArray, Content> m_content;
    int m_images = 0;
};

TrustOutcome verify(const TrustPlace &place, Clock *clock, double &cpu)
{
    TrustWish wish;
    wish.inFlight = kInFlight;
    TrustRun run(place, wish, clock);
    TrustOutcome outcome;
    QEventLoop loop;
    QObject::connect(&run, &TrustRun::finished, &loop, [&](const TrustOutcome &end) { outcome = end; });
    QObject::connect(&run, &TrustRun::left, &loop, &QEventLoop::quit);
    const double before = threadSeconds();
    run.start();
    loop.exec();
    cpu = threadSeconds() - before;
    return outcome;
}

// The same requests, whose answers are thrown away.
double bareTime(const std::shared_ptr<Transport> &transport, const QList<ReceivedRequest> &requests)
{
    QElapsedTimer timer;
    timer.start();
    auto queue = std::make_shared<RequestQueue>(transport, kInFlight);
    QEventLoop loop;
    QObject context;
    qsizetype open = requests.size();
    for (const ReceivedRequest &one : requests) {
        Request request;
        request.method = one.method;
        request.path = one.target;
        request.headers.append({"Accept", one.header("Accept")});
        queue->call<int>(
            std::move(request), &context, [](const Response &response) { return Result<int>(response.status); },
            [&](const Result<int> &) {
                if (--open == 0)
                    loop.quit();
            });
    }
    loop.exec();
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

bool printTrustFigures(int images)
{
    const trust::test::TestKey key("P-256");
    const SignedHarbor harbor(images, key);
    ScriptedServer server(ScriptedServer::Plain);
    server.handle([&harbor](const ReceivedRequest &request) { return harbor.answer(request); });
    SystemClock clock;
    NetworkThread network;
    TransportConfig config;
    config.base = server.url();
    config.plainHttp = true;
    const auto transport = network.adopt(std::make_unique<HttpTransport>(config, &clock));
    const QTemporaryDir folder;
    TrustPlace place;
    place.source.transport = transport;
    place.source.origin = server.url().toString();
    place.host = u"registry.test"_s;
    place.plan = store::trustPlan(folder.filePath(u"cache.db"_s));
    place.policyFolder = folder.path();
    const Result<trust::TrustPolicy> policy = trust::withKey({}, {u"k"_s, key.publicKey()}, {u"registry.test/**"_s});
    if (!policy || !trust::writePolicyFile(place.policyFolder, trust::policyText(*policy, place.policyFolder)))
        return false;
    double cpu = 0;
    const TrustOutcome first = verify(place, &clock, cpu);
    if (first.error || first.trusted != images) {
        std::fprintf(stderr, "bench: %lld of %d images are trusted. %s\n", first.trusted, images,
            qPrintable(first.error.text()));
        return false;
    }
    const QList<ReceivedRequest> requests = server.requests();
    const double bare = bareTime(transport, requests);
    print(u"images verified, a cosign signature each"_s, double(first.tookMs), "ms");
    print(u"their %1 requests alone, 6 in flight"_s.arg(requests.size()), bare, "ms");
    printAtMost(u"verified, beside the bare requests"_s, double(first.tookMs) / bare, "times", 1.3);
    printAtMost(u"CPU of the verifying thread a signature"_s, cpu * 1e3 / images, "ms", 1);
    const qsizetype asked = server.requests().size();
    const TrustOutcome second = verify(place, &clock, cpu);
    const QList<ReceivedRequest> again = server.requests().mid(asked);
    const auto others = std::count_if(
        again.cbegin(), again.cend(), [](const ReceivedRequest &one) { return !one.path().startsWith("/api/"); });
    print(u"verified again with nothing new"_s, double(second.tookMs), "ms");
    printAtMost(u"of its requests, others than lists"_s, double(others), "", 0);
    return true;
}

} // namespace lotse::test
