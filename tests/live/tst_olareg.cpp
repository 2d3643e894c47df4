// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/catch.h"
#include "live/pusher.h"
#include "live/registryprocess.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "oci/namepager.h"
#include "oci/repositorywalk.h"

#include <QTest>

using namespace lotse;
using namespace lotse::oci;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {
const QByteArray ociManifest = QByteArray(mediatype::ociManifest.data());
const QByteArray ociIndex = QByteArray(mediatype::ociIndex.data());
const QByteArray spdx = "application/spdx+json";
const QByteArray notation = "application/vnd.cncf.notary.signature";
} // namespace

/// The client against olareg: a registry with the referrers API and without a catalog.
class TestOlareg : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void hasNoCatalog();
    void readsTagsByPages();
    void readsReferrersFromBothPlaces();
    void filtersReferrers();
    void walksNamedRepositories();
    void cleanupTestCase();

private:
    SystemClock m_clock;
    std::unique_ptr<RegistryProcess> m_registry;
    std::unique_ptr<NetworkThread> m_thread;
    std::shared_ptr<HttpTransport> m_transport;
    Digest m_image;
    QByteArray m_byApi;
    QByteArray m_byTag;
};

void TestOlareg::initTestCase()
{
    if (RegistryProcess::olareg().isEmpty())
        QSKIP("olareg is not here: it is built where a Go toolchain and a network are at hand.");
    m_registry = std::make_unique<RegistryProcess>();
    const QString problem = m_registry->startOlareg();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_thread = std::make_unique<NetworkThread>();
    TransportConfig config;
    config.base = m_registry->url();
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    m_transport = m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));

    Pusher pusher(m_registry->url(), {}, {});
    const QByteArray empty = "{}";
    const QByteArray emptyRow =
        descriptorJson(QByteArray(mediatype::ociEmpty.data()), pusher.blob("team/app", empty), empty.size());
    const QByteArray image = R"({"schemaVersion":2,"mediaType":")" + ociManifest + R"(","config":)" + emptyRow
        + R"(,"layers":[)" + emptyRow + "]}";
    m_image = Digest::of(image);
    for (int i = 0; i < 30; ++i)
        pusher.manifest("team/app", ociManifest, image, "v" + QByteArray::number(i));
    const auto attached = [&](const QByteArray &type, const QByteArray &subject) {
        return R"({"schemaVersion":2,"mediaType":")" + ociManifest + R"(","artifactType":")" + type + R"(","config":)"
            + emptyRow + R"(,"layers":[)" + emptyRow + "]" + subject + "}";
    };
    const QByteArray subject = R"(,"subject":)" + descriptorJson(ociManifest, m_image.latin1(), image.size());
    const QByteArray sbom = attached(spdx, subject);
    m_byApi = pusher.manifest("team/app", ociManifest, sbom);
    // As notation does it: in the list of the fallback tag alone, though there is an API.
    const QByteArray signature = attached(notation, {});
    m_byTag = pusher.manifest("team/app", ociManifest, signature);
    pusher.manifest("team/app", ociIndex,
        R"({"schemaVersion":2,"mediaType":")" + ociIndex + R"(","manifests":[)"
            + descriptorJson(ociManifest, m_byTag, signature.size(), R"(,"artifactType":")" + notation + '"') + "]}",
        m_image.fallbackTag());
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem().constData());
}

void TestOlareg::cleanupTestCase()
{
    m_transport.reset();
    m_thread.reset();
    m_registry.reset();
}

void TestOlareg::hasNoCatalog()
{
    Catch<NameList> names;
    Client(m_transport).catalog(this, {}, names.slot());
    QVERIFY(!names.wait().ok());
    QCOMPARE(names.wait().error().kind, ErrorKind::Unsupported);
    QVERIFY(names.wait().error().message.english().contains(u"by name"_s));
}

void TestOlareg::readsTagsByPages()
{
    Catch<NameList> tags;
    Client(m_transport).tags(u"team/app"_s, this, tags.slot());
    QVERIFY2(tags.wait().ok(), qPrintable(tags.wait().error().message.english()));
    QVERIFY(tags.wait()->isComplete());
    const TagGroups groups = groupTags(tags.wait()->names);
    QCOMPARE(groups.tags.size(), 30);
    QCOMPARE(groups.tags.last(), u"v29"_s);
    QCOMPARE(groups.attached.value(m_image).size(), 1);

    // The registry's own links, on pages of seven.
    Catch<NameList> paged;
    Request first = tagsRequest(u"team/app"_s);
    first.path = "/v2/team/app/tags/list?n=7";
    auto *walk = new NamePager(m_transport, NamePager::Kind::Tags, first, this);
    int pages = 0;
    walk->onPage = [&pages](const QStringList &) { ++pages; };
    walk->onDone = paged.slot();
    walk->start();
    QVERIFY(paged.wait().ok());
    QVERIFY2(paged.wait()->isComplete(), qPrintable(paged.wait()->stopped.message.english()));
    QCOMPARE(paged.wait()->names.size(), 31);
    QVERIFY(pages >= 5);
}

void TestOlareg::readsReferrersFromBothPlaces()
{
    Catch<Referrers> found;
    Client(m_transport).referrers(u"team/app"_s, {.subject = m_image}, this, found.slot());
    QVERIFY2(found.wait().ok(), qPrintable(found.wait().error().message.english()));
    QVERIFY(found.wait()->hasApi);
    QVERIFY(found.wait()->isComplete());
    QCOMPARE(found.wait()->rows.size(), 2);
    QCOMPARE(found.wait()->rows[0].descriptor.digest.latin1(), m_byApi);
    QVERIFY(found.wait()->rows[0].byApi);
    QCOMPARE(found.wait()->rows[0].attachment, Attachment::SpdxSbom);
    QCOMPARE(found.wait()->rows[1].descriptor.digest.latin1(), m_byTag);
    QVERIFY(found.wait()->rows[1].byTag && !found.wait()->rows[1].byApi);
    QCOMPARE(found.wait()->rows[1].attachment, Attachment::NotationSignature);
}

void TestOlareg::filtersReferrers()
{
    Catch<Referrers> found;
    Client(m_transport)
        .referrers(u"team/app"_s, {.subject = m_image, .artifactType = QString::fromLatin1(spdx)}, this, found.slot());
    QVERIFY(found.wait().ok());
    QCOMPARE(found.wait()->rows.size(), 1);
    QCOMPARE(found.wait()->rows[0].descriptor.digest.latin1(), m_byApi);
}

void TestOlareg::walksNamedRepositories()
{
    auto *walk = new RepositoryWalk(
        m_transport, {.repositories = {u"team/app"_s}, .depth = WalkQuestion::Depth::Manifests}, this);
    Catch<WalkAnswer> answer;
    walk->onDone = answer.slot();
    walk->start();
    QVERIFY(answer.wait().ok());
    QVERIFY(answer.wait()->isComplete());
    QCOMPARE(answer.wait()->rows.first().tags.size(), 31);
}

QTEST_GUILESS_MAIN(TestOlareg)
#include "tst_olareg.moc"
