// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first sync of a real Harbor, beside curl with kept connections, a session and four requests in flight over the
// same addresses, whose answers it throws away. Only reads. LOTSE_LIVE_HARBOR is the address, LOTSE_LIVE_CA a file with
// its authority, LOTSE_LIVE_USER and LOTSE_LIVE_PASSWORD a person's account; without them nothing is measured.
#include "base/safefile.h"
#include "figures.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "session/identityprobe.h"
#include "store/schema.h"
#include "sync/sync.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 3;
constexpr int inFlight = 4;

struct Harbor {
    QString url = qEnvironmentVariable("LOTSE_LIVE_HARBOR");
    QString ca = qEnvironmentVariable("LOTSE_LIVE_CA");
    QString user = qEnvironmentVariable("LOTSE_LIVE_USER");
};

struct Synced {
    SyncOutcome outcome;
    QByteArrayList paths; ///< of all its requests, sign-in apart
};

Synced sync(const Harbor &harbor)
{
    Synced out;
    const QTemporaryDir folder;
    SystemClock clock;
    NetworkThread network;
    TransportConfig config;
    config.base = QUrl(harbor.url);
    if (!harbor.ca.isEmpty())
        config.caPem = *readWhole(harbor.ca, 1'000'000);
    config.credentials.kind = Credentials::Kind::HarborSession;
    config.credentials.user = harbor.user;
    config.credentials.secret = SecureBytes(qgetenv("LOTSE_LIVE_PASSWORD"));
    const auto transport = network.adopt(std::make_unique<HttpTransport>(config, &clock));
    Account account;
    account.url = harbor.url;
    account.user = harbor.user;
    account.signIn = SignIn::Password;
    SyncSource source;
    source.transport = transport;
    source.registryId = source.accountId = u"live"_s;
    source.name = source.origin = harbor.url;
    source.prove = [&](const std::shared_ptr<Transport> &way, QObject *context,
                       const std::function<void(Result<QString>)> &done) {
        proveIdentity(way, account, RegistryKind::Harbor, context, [done](const Result<Identity> &identity) {
            done(identity ? Result<QString>(identity->name) : Result<QString>(identity.error()));
        });
    };
    Sync run(source, store::cachePlan(folder.path()), &clock);
    QEventLoop loop;
    QObject::connect(transport.get(), &Transport::requestChanged, &loop, [&out](const RequestRecord &record) {
        if (!record.isSignIn && record.tookMs < 0 && record.attempt == 1 && !out.paths.contains(record.path))
            out.paths.append(record.path);
    });
    QObject::connect(&run, &Sync::finished, &loop, &QEventLoop::quit);
    SyncOptions wish;
    wish.inFlight = inFlight;
    run.start(wish);
    loop.exec();
    out.outcome = run.outcome();
    return out;
}

QByteArray runCurl(const QByteArray &config)
{
    QProcess process;
    process.start(
        u"curl"_s, {u"--silent"_s, u"--noproxy"_s, u"*"_s, u"--http1.1"_s, u"--globoff"_s, u"--config"_s, u"-"_s});
    process.write(config);
    process.closeWriteChannel();
    return process.waitForFinished(300'000) && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

// Seconds; negative where it failed. The sign-in is not timed.
double curl(const Harbor &harbor, const QByteArrayList &paths)
{
    const QTemporaryDir folder;
    const QByteArray jar = folder.filePath(u"jar"_s).toLocal8Bit();
    QByteArray common = "cookie = \"" + jar + "\"\n";
    if (!harbor.ca.isEmpty())
        common += "cacert = \"" + harbor.ca.toLocal8Bit() + "\"\n";
    const QByteArray url = harbor.url.toLatin1();
    const QByteArray signIn = common + "cookie-jar = \"" + jar + "\"\nurl = \"" + url + "/c/login\"\n";
    const QByteArray answer = runCurl(signIn + "output = \"/dev/null\"\ndump-header = \"-\"\n");
    const qsizetype at = answer.toLower().indexOf("x-harbor-csrf-token:");
    if (at < 0)
        return -1;
    const QByteArray token = answer.mid(at + 20).split('\r').first().trimmed();
    const QByteArray done = runCurl(signIn + "header = \"X-Harbor-CSRF-Token: " + token
        + "\"\ndata-urlencode = \"principal=" + harbor.user.toUtf8() + "\"\ndata-urlencode = \"password="
        + qgetenv("LOTSE_LIVE_PASSWORD") + "\"\noutput = \"/dev/null\"\nwrite-out = \"%{http_code}\"\n");
    if (done != "200")
        return -1;
    QByteArray all = common + "parallel\nparallel-max = " + QByteArray::number(inFlight)
        + "\nfail\nheader = \"Accept: application/json\"\n";
    for (const QByteArray &path : paths)
        all += "url = \"" + url + path + "\"\noutput = \"/dev/null\"\n";
    all += "write-out = \"%{http_code}\\n\"\n";
    QElapsedTimer timer;
    timer.start();
    const QByteArray codes = runCurl(all);
    const double took = double(timer.nsecsElapsed()) / 1e9;
    return codes.count("200") == paths.size() ? took : -1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Harbor harbor;
    if (harbor.url.isEmpty()) {
        std::fprintf(stderr, "bench_harbor: LOTSE_LIVE_HARBOR is not set; nothing is measured\n");
        return 0;
    }
    QList<double> ours;
    QList<double> theirs;
    for (int round = 0; round < rounds; ++round) {
        const Synced synced = sync(harbor);
        const double bare = curl(harbor, synced.paths);
        if (synced.outcome.error || bare < 0) {
            std::fprintf(stderr, "bench_harbor: %s\n",
                synced.outcome.error ? qPrintable(synced.outcome.error.text()) : "curl did not get all");
            return 1;
        }
        if (round == 0) {
            std::printf("-- %lld findings in %d reports, %d requests\n", synced.outcome.findings,
                synced.outcome.reports, synced.outcome.requests);
        }
        ours.append(double(synced.outcome.tookMs) / 1e3);
        theirs.append(bare);
    }
    print(u"curl, the same requests"_s, median(theirs), "s");
    print(u"first sync"_s, median(ours), "s");
    printAtMost(u"first sync beside curl"_s, median(ours) / median(theirs), "times", 1.2);
    return 0;
}
