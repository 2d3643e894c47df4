// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A walk of 200 repositories with 10 tags each on docker-registry (catalog, tags, manifests), beside curl with kept
// connections and six requests in flight over the same addresses. Prints "name value unit [ratio]".
#include "live/pusher.h"
#include "live/registryprocess.h"
#include "median.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "oci/repositorywalk.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

using namespace lotse;
using namespace lotse::oci;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int repositories = 200;
constexpr int tags = 10;
constexpr int rounds = 3;

struct Cost {
    double wall = 0; // seconds
    double cpu = 0;
};

double ownCpu()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

QByteArray nameOf(int repository)
{
    return "team" + QByteArray::number(repository % 8) + "/app" + QByteArray::number(repository).rightJustified(3, '0');
}

QByteArray push(const QUrl &url)
{
    Pusher pusher(url, {}, {});
    const QByteArray type(mediatype::ociManifest.data());
    const QByteArray config = R"({"os":"linux","architecture":"amd64"})";
    const QByteArray configDigest = pusher.blob(nameOf(0), config);
    QByteArrayList layers;
    for (int i = 0; i < 6; ++i) {
        const QByteArray layer = "layer " + QByteArray::number(i);
        layers.append(
            descriptorJson("application/vnd.oci.image.layer.v1.tar+gzip", pusher.blob(nameOf(0), layer), layer.size()));
    }
    for (int r = 0; r < repositories; ++r) {
        if (r > 0) {
            pusher.mount(nameOf(r), nameOf(0), configDigest);
            for (int i = 0; i < 6; ++i)
                pusher.mount(nameOf(r), nameOf(0), Digest::of("layer " + QByteArray::number(i)).latin1());
        }
        QList<std::pair<QByteArray, QByteArray>> manifests;
        for (int t = 0; t < tags; ++t) {
            const QByteArray tag = "1." + QByteArray::number(t);
            manifests.emplaceBack(tag,
                R"({"schemaVersion":2,"mediaType":")" + type + R"(","config":)"
                    + descriptorJson(QByteArray(mediatype::ociConfig.data()), configDigest, config.size())
                    + R"(,"layers":[)" + layers.join(',') + R"(],"annotations":{"org.opencontainers.image.ref.name":")"
                    + nameOf(r) + ':' + tag + R"("}})");
        }
        pusher.manifests(nameOf(r), type, manifests);
    }
    return pusher.problem();
}

// Empty where the walk was not whole.
std::optional<Cost> walk(const std::shared_ptr<HttpTransport> &transport)
{
    QElapsedTimer timer;
    timer.start();
    const double before = ownCpu();
    QObject context;
    bool isWhole = false;
    auto *run = new RepositoryWalk(transport, {.depth = WalkQuestion::Depth::Manifests}, &context);
    run->onDone = [&](const Result<WalkAnswer> &answer) {
        qint64 manifests = 0;
        if (answer) {
            for (const RepositoryRow &row : answer->rows)
                manifests += row.tags.size();
        } else {
            std::fprintf(stderr, "%s\n", qPrintable(answer.error().message.english()));
        }
        isWhole = answer && answer->isComplete() && manifests == repositories * tags;
        QCoreApplication::quit();
    };
    run->start();
    QCoreApplication::exec();
    if (!isWhole)
        return {};
    return Cost{double(timer.nsecsElapsed()) / 1e9, ownCpu() - before};
}

std::optional<Cost> curl(const QUrl &url, const QString &file)
{
    QFile config(file);
    if (!config.open(QIODevice::WriteOnly))
        return {};
    const QByteArray base = url.toEncoded();
    const auto add = [&](const QByteArray &path) {
        config.write("url = \"" + base + path + "\"\noutput = \"/dev/null\"\n");
    };
    config.write("header = \"Accept: " + manifestAccept() + "\"\n");
    add("/v2/_catalog?n=1000");
    for (int r = 0; r < repositories; ++r)
        add("/v2/" + nameOf(r) + "/tags/list");
    for (int r = 0; r < repositories; ++r) {
        for (int t = 0; t < tags; ++t)
            add("/v2/" + nameOf(r) + "/manifests/1." + QByteArray::number(t));
    }
    config.close();
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.start(u"curl"_s,
        {u"--silent"_s, u"--fail"_s, u"--noproxy"_s, u"*"_s, u"--parallel"_s, u"--parallel-max"_s, u"6"_s,
            u"--config"_s, file});
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        return {};
    return Cost{double(timer.nsecsElapsed()) / 1e9, 0};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (RegistryProcess::program().isEmpty() || QStandardPaths::findExecutable(u"curl"_s).isEmpty()) {
        std::fprintf(stderr, "bench_walk: docker-registry or curl is missing; nothing is measured\n");
        return 0;
    }
    RegistryProcess registry;
    const QString problem = registry.start({});
    if (!problem.isEmpty()) {
        std::fprintf(stderr, "bench_walk: %s\n", qPrintable(problem));
        return 1;
    }
    std::fprintf(stderr, "bench_walk: pushing %d repositories with %d tags each\n", repositories, tags);
    if (const QByteArray failed = push(registry.url()); !failed.isEmpty()) {
        std::fprintf(stderr, "bench_walk: %s\n", failed.constData());
        return 1;
    }
    QTemporaryDir folder;
    SystemClock clock;
    NetworkThread thread;
    TransportConfig config;
    config.base = registry.url();
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    QList<double> wall;
    QList<double> cpu;
    QList<double> peer;
    for (int round = 0; round < rounds; ++round) {
        const auto transport = thread.adopt(std::make_unique<HttpTransport>(config, &clock));
        const auto ours = walk(transport);
        const auto theirs = curl(registry.url(), folder.filePath(u"curl.conf"_s));
        if (!ours || !theirs) {
            std::fprintf(stderr, "bench_walk: a walk was not whole\n");
            return 1;
        }
        wall.append(ours->wall);
        cpu.append(ours->cpu);
        peer.append(theirs->wall);
    }
    std::printf("walk_wall %.3f s %.2f\n", median(wall), median(wall) / median(peer));
    std::printf("walk_own_cpu %.3f s\n", median(cpu));
    std::printf("curl_wall %.3f s\n", median(peer));
    return 0;
}
