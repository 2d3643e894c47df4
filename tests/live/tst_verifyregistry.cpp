// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/catch.h"
#include "live/pusher.h"
#include "live/registryprocess.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "trust/trustwalk.h"
#include "trust/vectors.h"

#include <QTest>

using namespace lotse;
using namespace lotse::test;
using namespace lotse::trust;
using namespace lotse::trust::test;

/// Signatures of public tools, pushed into Debian's docker-registry, found there and verified.
class TestVerifyRegistry : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void findsAndVerifies_data();
    void findsAndVerifies();
    void cleanupTestCase();

private:
    SystemClock m_clock;
    std::unique_ptr<RegistryProcess> m_registry;
    std::unique_ptr<NetworkThread> m_thread;
    std::shared_ptr<HttpTransport> m_transport;
};

void TestVerifyRegistry::initTestCase()
{
    if (RegistryProcess::program().isEmpty())
        QSKIP("docker-registry is not here and could not be downloaded.");
    m_registry = std::make_unique<RegistryProcess>();
    const QString problem = m_registry->start({.user = "reader", .password = "secret"});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_thread = std::make_unique<NetworkThread>();
    TransportConfig config;
    config.base = m_registry->url();
    config.plainHttp = true;
    config.credentials = {Credentials::Kind::Basic, u"reader"_s, SecureBytes("secret")};
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    m_transport = m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));
}

void TestVerifyRegistry::cleanupTestCase()
{
    m_transport.reset();
    m_thread.reset();
    m_registry.reset();
}

void TestVerifyRegistry::findsAndVerifies_data()
{
    QTest::addColumn<int>("signatures");
    QTest::addColumn<int>("attestations");
    QTest::newRow("cosign2-zot") << 1 << 1;
    QTest::newRow("cosign3-legacy-distribution-img1") << 1 << 2;
    QTest::newRow("cosign3-oci11-distribution-img1") << 1 << 0;
    QTest::newRow("cosign3-bundle-distribution-img1") << 1 << 2;
    QTest::newRow("notation-fallbacktag-img1") << 2 << 0;
    QTest::newRow("notation-fallbacktag-img2") << 2 << 0;
    QTest::newRow("sbom-referrers-distribution") << 0 << 0;
}

void TestVerifyRegistry::findsAndVerifies()
{
    QFETCH(int, signatures);
    QFETCH(int, attestations);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QByteArray repository = "team/" + name.toLatin1();
    const QString path = vectorPath(name);
    Pusher pusher(m_registry->url(), "reader", "secret");
    for (const QString &blob : QDir(path).entryList({u"blob-*"_s}, QDir::Files))
        pusher.blob(repository, fileBytes(path + u'/' + blob));
    // An index wants its manifests to be there: those of one manifest first.
    const QJsonArray rows = QJsonDocument::fromJson(fileBytes(path + u"/index.json"_s)).array();
    for (const bool isIndex : {false, true}) {
        for (const QJsonValue &row : rows) {
            const QByteArray type = row[u"mediaType"_s].toString().toLatin1();
            const QString file = row[u"file"_s].toString();
            if (!file.startsWith(u"manifest-"_s) || type.contains("index") != isIndex)
                continue;
            const QString ref = row[u"ref"_s].toString();
            pusher.manifest(repository, type, fileBytes(path + u'/' + file),
                ref.startsWith(u"sha256:"_s) ? QByteArray() : ref.toLatin1());
        }
    }
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem());
    Catch<Evidence> caught;
    auto *walk = new TrustWalk(oci::Client(m_transport),
        {u"registry.example.com"_s, QString::fromLatin1(repository), u"v1"_s, u"v1"_s, {}}, this);
    walk->onDone = caught.slot();
    walk->start();
    const Result<Evidence> &evidence = caught.wait();
    QVERIFY2(evidence, qPrintable(evidence.error().text()));
    QVERIFY(evidence->failures.isEmpty());
    const ArtifactVerdict verdict = judge(*evidence, vectorPolicy(), vectorTime());
    const QByteArray told = QJsonDocument(verdict.toJson()).toJson();
    QVERIFY2(verdict.state == (signatures > 0 ? State::Trusted : State::None), told);
    QVERIFY2(verdict.count(State::Trusted) == signatures, told);
    QVERIFY2(verdict.signatures.size() == signatures + attestations, told);
}

QTEST_GUILESS_MAIN(TestVerifyRegistry)
#include "tst_verifyregistry.moc"
