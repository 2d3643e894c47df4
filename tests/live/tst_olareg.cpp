// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/executor.h"
#include "change/ociplan.h"
#include "live/catch.h"
#include "live/pusher.h"
#include "live/registryprocess.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "oci/namepager.h"
#include "oci/repositorywalk.h"
#include "store/schema.h"

#include <QSignalSpy>
#include <QTemporaryDir>
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
    void deletesByPlan();
    void isToldThatNothingCanBeDeleted();
    void cleanupTestCase();

private:
    /// Plans the statements, applies them, and puts the review's warnings and what was said of failures into `said`.
    change::Summary apply(const std::shared_ptr<HttpTransport> &transport, const QString &statements);
    QStringList tagsOf(const std::shared_ptr<HttpTransport> &transport, const QString &repository);
    std::shared_ptr<HttpTransport> connectTo(const QUrl &url);
    QByteArray image(Pusher &pusher, const QByteArray &repository, const QByteArrayList &tags);

    QTemporaryDir m_folder; ///< of the journal
    QStringList m_said;
    SystemClock m_clock;
    std::unique_ptr<RegistryProcess> m_registry;
    std::unique_ptr<NetworkThread> m_thread;
    std::shared_ptr<HttpTransport> m_transport;
    Digest m_image;
    QByteArray m_byApi;
    QByteArray m_byTag;
};

std::shared_ptr<HttpTransport> TestOlareg::connectTo(const QUrl &url)
{
    TransportConfig config;
    config.base = url;
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    return m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));
}

QByteArray TestOlareg::image(Pusher &pusher, const QByteArray &repository, const QByteArrayList &tags)
{
    const QByteArray empty = "{}";
    const QByteArray row =
        descriptorJson(QByteArray(mediatype::ociEmpty.data()), pusher.blob(repository, empty), empty.size());
    const QByteArray image = R"({"schemaVersion":2,"mediaType":")" + ociManifest + R"(","config":)" + row
        + R"(,"layers":[)" + row + R"(],"annotations":{"of":")" + repository + "\"}}";
    for (const QByteArray &tag : tags)
        pusher.manifest(repository, ociManifest, image, tag);
    return Digest::of(image).latin1();
}

change::Summary TestOlareg::apply(const std::shared_ptr<HttpTransport> &transport, const QString &statements)
{
    m_said.clear();
    change::Summary out;
    const auto asked = change::planStatements(statements);
    Catch<QList<change::Change>> changes;
    change::planForOci(Client(transport), *asked, this, changes.slot());
    if (!changes.wait().ok()) {
        m_said.append(changes.wait().error().message.english());
        return out;
    }
    change::ChangePlan plan;
    plan.id = u"plan-%1"_s.arg(QDateTime::currentMSecsSinceEpoch());
    plan.origin = transport->origin().toString();
    for (const change::Change &one : *changes.wait()) {
        plan.add(one);
        for (const Message &warning : change::reviewOf(one).warnings)
            m_said.append(warning.english());
        for (const Message &effect : change::reviewOf(one).effects)
            m_said.append(effect.english());
    }
    const auto journal = change::Journal::open(store::changePlan(m_folder.path()), m_clock);
    transport->setAllowsChanges(true);
    change::Executor executor(transport, journal->get(), &m_clock);
    connect(&executor, &change::Executor::progressed, this, [this](const change::Progress &progress) {
        if (!progress.sentence.isEmpty())
            m_said.append(progress.sentence.english());
    });
    QSignalSpy ended(&executor, &change::Executor::finished);
    executor.run(plan, {});
    if (!ended.isEmpty() || ended.wait(10000))
        out = ended.first().first().value<change::Summary>();
    return out;
}

QStringList TestOlareg::tagsOf(const std::shared_ptr<HttpTransport> &transport, const QString &repository)
{
    Catch<NameList> tags;
    Client(transport).tags(repository, this, tags.slot());
    return tags.wait().ok() ? tags.wait()->names : QStringList{u"unread"_s};
}

void TestOlareg::initTestCase()
{
    if (RegistryProcess::olareg().isEmpty())
        QSKIP("olareg is not here: it is built where a Go toolchain and a network are at hand.");
    m_registry = std::make_unique<RegistryProcess>();
    const QString problem = m_registry->startOlareg();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_thread = std::make_unique<NetworkThread>();
    m_transport = connectTo(m_registry->url());

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

void TestOlareg::deletesByPlan()
{
    Pusher pusher(m_registry->url(), {}, {});
    const QByteArray digest = image(pusher, "team/gone", {"v1", "v2", "v3"});
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem().constData());
    // One tag of three: the image and the others stay.
    QCOMPARE(apply(m_transport, u"tag remove team/gone:v1 v1"_s).verified, 1);
    QCOMPARE(tagsOf(m_transport, u"team/gone"_s), (QStringList{u"v2"_s, u"v3"_s}));
    // The image: the review names the tags that go with it.
    QCOMPARE(apply(m_transport, u"artifact delete team/gone@"_s + QString::fromLatin1(digest)).verified, 1);
    const QString said = m_said.join(u'\n');
    QVERIFY2(said.contains(u"v2"_s) && said.contains(u"v3"_s), qPrintable(said));
    QVERIFY(tagsOf(m_transport, u"team/gone"_s).isEmpty());
    // What is gone meanwhile is no image any more.
    QCOMPARE(apply(m_transport, u"artifact delete team/gone:v2"_s).verified, 0);
    QVERIFY(!m_said.isEmpty());
}

void TestOlareg::isToldThatNothingCanBeDeleted()
{
    RegistryProcess kept;
    const QString problem = kept.startOlareg(false);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto transport = connectTo(kept.url());
    Pusher pusher(kept.url(), {}, {});
    const QByteArray digest = image(pusher, "team/kept", {"v1", "v2"});
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem().constData());
    // Before it is asked, the review says that this may be.
    QCOMPARE(apply(transport, u"artifact delete team/kept@"_s + QString::fromLatin1(digest)).failed, 1);
    QVERIFY2(m_said.first().contains(u"405"_s), qPrintable(m_said.join(u'\n')));
    QVERIFY2(m_said.last().contains(u"does not allow deletion"_s), qPrintable(m_said.join(u'\n')));
    QCOMPARE(apply(transport, u"tag remove team/kept:v1 v1"_s).failed, 1);
    QCOMPARE(tagsOf(transport, u"team/kept"_s), (QStringList{u"v1"_s, u"v2"_s}));
    // From then on the journal knows it.
    const auto journal = change::Journal::open(store::changePlan(m_folder.path()), m_clock);
    const auto courses = change::coursesOf(*(*journal)->readOn());
    QVERIFY(change::deletionRefusedAt(courses, transport->origin().toString()).isValid());
    QVERIFY(change::deletionRefusedAt(courses, transport->origin().toString(), true).isValid());
    QVERIFY(!change::deletionRefusedAt(courses, m_transport->origin().toString()).isValid());
    QVERIFY(!change::deletionRefusedAt(courses, m_transport->origin().toString(), true).isValid());
}

QTEST_GUILESS_MAIN(TestOlareg)
#include "tst_olareg.moc"
