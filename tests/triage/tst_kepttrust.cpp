// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sanitized.h"
#include "demo/demosession.h"
#include "demo/signing.h"
#include "findings/filter.h"
#include "findings/gate.h"
#include "models/trust/trustanswer.h"
#include "posture/storefacts.h"
#include "report/templates.h"
#include "store/schema.h"
#include "sync/sync.h"
#include "sync/trustruns.h"
#include "triage/findingsengine.h"
#include "triage/policyeffect.h"
#include "triage/trustbook.h"
#include "trust/keptevidence.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>
#include <limits>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *kHost = "demo.lotse.example";

trust::PolicyFile demoPolicy(const QString &folder, const QStringList &scopes)
{
    trust::NamedKey key{u"demo"_s, {}};
    if (trust::PublicKey::fromPem(demo::demoPublicKey(), key.key))
        qFatal("the demo has no key");
    const Result<trust::TrustPolicy> policy = trust::withKey({}, key, scopes);
    const Result<void> written = trust::writePolicyFile(folder, trust::policyText(*policy, folder));
    if (!policy || !written)
        qFatal("no policy");
    return trust::readPolicyFile(folder);
}

} // namespace

/// Verdicts that are kept: what the demo's artifacts are, what is asked for them, and what other policies make of them.
class TestKeptTrust : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void thereIsNoVerdictBeforeOne();
    void keepsWhatEachArtifactIs();
    void anIndexIsJudgedByItsImagesToo();
    void asksNothingButListsTheSecondTime();
    void aCancelKeepsWhatIsThere();
    void oneIsVerifiedWithoutAList();
    void numbersAreThoseOfTheRawManifests();
    void reportsCountAsThePageDoes();
    void harborsOwnSwitchSaysWhatItLetsThrough();
    void aMovedPolicyIsAppliedWithoutReading();
    void saysWhatAPolicyWouldChange();
    void queriesAskForIt();
    void coverageOfManyImagesIsQuick();
    void theGateFailsClosed_data();
    void theGateFailsClosed();
    void aBrokenPolicyTrustsNothing();

private:
    TrustOutcome verify(const TrustWish &wish = {});
    QByteArray get(const QByteArray &path, const QByteArray &accept = {});
    QString policyFolder() const { return trust::policyFolder(m_folder.path(), m_place); }
    QString stateOf(const QString &repository, const QString &digest = {}) const;

    SystemClock m_clock;
    QTemporaryDir m_folder;
    QString m_place;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<FindingsEngine> m_desk;
    qint64 m_refused = 0; ///< artifacts that the registry keeps from being read
    QStringList m_paths; ///< of the requests since it was cleared
};

QByteArray TestKeptTrust::get(const QByteArray &path, const QByteArray &accept)
{
    QByteArray body;
    bool isDone = false;
    Request request;
    request.path = path;
    if (!accept.isEmpty())
        request.headers.append({"Accept", accept});
    request.limits = Limits::report();
    m_session->sharedTransport()->call<QByteArray>(
        std::move(request), this, [](const Response &response) { return Result<QByteArray>(response.body); },
        [&](const Result<QByteArray> &result) {
            isDone = true;
            body = result ? *result : QByteArray("\"errors\"");
        });
    if (!QTest::qWaitFor([&] { return isDone; }, 20'000))
        qFatal("no answer to %s", path.constData());
    return body;
}

TrustOutcome TestKeptTrust::verify(const TrustWish &wish)
{
    const store::Plan plan = store::trustPlan(store::cachePlan(m_folder.path()).path);
    auto *run = new TrustRun(trustPlace(*m_session, plan, m_folder.path()), wish, &m_clock, this);
    TrustOutcome outcome;
    bool isOver = false;
    connect(run, &TrustRun::finished, this, [&](const TrustOutcome &end) {
        outcome = end;
        isOver = true;
    });
    QSignalSpy left(run, &TrustRun::left);
    run->start();
    if (!QTest::qWaitFor([&] { return isOver && !left.isEmpty(); }, 120'000))
        qFatal("the verification does not end");
    delete run;
    if (!m_desk->load().ok())
        qFatal("the store cannot be read");
    return outcome;
}

QString TestKeptTrust::stateOf(const QString &repository, const QString &digest) const
{
    const models::TrustAnswer answer = models::trustAnswer(m_desk->view(), m_session->account().registryId);
    for (const models::ImageTrust &image : answer.images) {
        const bool isMeant = digest.isEmpty() ? image.tags.contains(u"latest"_s) : image.digest == digest;
        if (image.repository == repository && isMeant)
            return signStateWord(image.state);
    }
    return u"no such image"_s;
}

void TestKeptTrust::initTestCase()
{
    m_session = demoSession(&m_clock);
    m_session->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Online, 20'000);
    m_place = store::placeOf(m_session->account().url);
    QCOMPARE(m_session->account().host(), QLatin1StringView(kHost));
    Sync sync(syncSource(*m_session), store::cachePlan(m_folder.path()), &m_clock);
    QSignalSpy finished(&sync, &Sync::finished);
    sync.start();
    QVERIFY(finished.wait(120'000));
    m_desk = std::make_unique<FindingsEngine>(
        store::cachePlan(m_folder.path()), store::decisionPlan(m_folder.path()), &m_clock);
    QVERIFY(m_desk->load().ok());
    connect(m_session->transport(), &Transport::requestChanged, this, [this](const RequestRecord &record) {
        if (record.status != 0)
            m_paths.append(QString::fromLatin1(record.method) + u' ' + QString::fromUtf8(record.path));
    });
}

void TestKeptTrust::thereIsNoVerdictBeforeOne()
{
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"unverified"_s);
    const models::TrustAnswer answer = models::trustAnswer(m_desk->view(), m_session->account().registryId);
    QVERIFY(answer.isKnown);
    QCOMPARE(answer.counts.of(SignState::Unverified), answer.counts.total());
    QVERIFY(!answer.newest.isValid());
}

void TestKeptTrust::keepsWhatEachArtifactIs()
{
    demoPolicy(policyFolder(), {u"demo.lotse.example/**"_s});
    const TrustOutcome outcome = verify();
    QVERIFY2(!outcome.error, qPrintable(outcome.error.message.english()));
    QVERIFY(outcome.gaps.isEmpty());
    // What a policy of the registry keeps from being pulled cannot be verified, and is not said to be unsigned.
    for (const store::KeptVerdict &one : m_desk->view().trust->find(m_session->account().registryId)->rows) {
        if (!one.isPartial)
            continue;
        ++m_refused;
        QCOMPARE(one.reason, u"unreachable"_s);
        QCOMPARE(stateOf(one.repository, one.digest), u"unverified"_s);
    }
    QVERIFY(m_refused > 0);
    QCOMPARE(outcome.unreadable, m_refused);
    QVERIFY(outcome.verified > 10);
    QCOMPARE(outcome.unchanged, 0);
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"trusted"_s);
    QCOMPARE(stateOf(u"web-shop/backend/catalogue"_s), u"invalid"_s);
    QCOMPARE(stateOf(u"data-science/feature-store"_s), u"none"_s);
    QCOMPARE(stateOf(u"web-shop/backend/basket"_s), u"none"_s);
    const RegistryTrust *trust = m_desk->view().trust->find(m_session->account().registryId);
    QVERIFY(trust);
    for (const store::KeptVerdict &one : trust->rows) {
        if (one.repository != "data-science/feature-store"_L1 || one.signers.isEmpty())
            continue;
        QCOMPARE(one.reason, u"attested-only"_s);
        QCOMPARE(one.attested, QStringList{u"https://slsa.dev/provenance/v1"_s});
        QCOMPARE(one.vouched, one.attested);
    }
}

void TestKeptTrust::anIndexIsJudgedByItsImagesToo()
{
    const TriageView &view = m_desk->view();
    const models::TrustAnswer answer = models::trustAnswer(view, m_session->account().registryId);
    const RegistryTrust *trust = view.trust->find(m_session->account().registryId);
    int indexes = 0;
    qint64 children = 0;
    for (const FindingSet::Part &part : view.context.set->parts()) {
        const Segment &segment = *part.segment;
        for (size_t i = 0; i < segment.images.size(); ++i) {
            const QStringList digests = childrenOf(segment, segment.images[i]);
            if (digests.isEmpty())
                continue;
            ++indexes;
            children += digests.size();
            const QString repository =
                segment.text(Segment::Name, segment.repositories[segment.images[i].repository].name);
            for (const QString &digest : digests)
                QVERIFY2(trust->find(repository, digest), qPrintable(repository + u'@' + digest));
            QCOMPARE(
                qsizetype(view.context.trust->find(segment.registryId)->images[i].children.size()), digests.size());
        }
    }
    QVERIFY(indexes > 0);
    QCOMPARE(answer.children.total(), children);
    // The demo signs indexes and not what is in them.
    QCOMPARE(answer.children.of(SignState::Trusted), 0);
    for (const models::ImageTrust &image : answer.images) {
        if (image.repository == "payments/backend/api"_L1 && image.children.total() > 0)
            QVERIFY(models::childrenText(image.children).contains(QString::number(image.children.total())));
    }
}

void TestKeptTrust::asksNothingButListsTheSecondTime()
{
    m_paths.clear();
    const TrustOutcome outcome = verify();
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.verified, 0);
    QCOMPARE(outcome.rejudged, 0);
    QCOMPARE(outcome.unchanged, outcome.listed);
    QVERIFY(!m_paths.isEmpty());
    for (const QString &path : std::as_const(m_paths))
        QVERIFY2(path.startsWith(u"GET /api/"_s), qPrintable(path));
    TrustWish again;
    again.again = true;
    QCOMPARE(verify(again).verified, outcome.listed);
}

void TestKeptTrust::aCancelKeepsWhatIsThere()
{
    const store::Plan plan = store::trustPlan(store::cachePlan(m_folder.path()).path);
    TrustWish wish;
    wish.again = true;
    auto *run = new TrustRun(trustPlace(*m_session, plan, m_folder.path()), wish, &m_clock, this);
    QSignalSpy left(run, &TrustRun::left);
    QList<TrustOutcome> outcomes;
    connect(run, &TrustRun::finished, this, [&](const TrustOutcome &outcome) { outcomes.append(outcome); });
    connect(run, &TrustRun::moved, run, [run](const TrustProgress &progress) {
        if (progress.stage == TrustProgress::Stage::Verifying)
            run->cancel();
    });
    run->start();
    QTRY_COMPARE_WITH_TIMEOUT(left.size(), 1, 20'000);
    QCOMPARE(outcomes.size(), 1);
    QVERIFY(outcomes.first().wasCancelled);
    QVERIFY(!outcomes.first().isComplete());
    QVERIFY(outcomes.first().verified < outcomes.first().listed);
    delete run;
    QVERIFY(m_desk->load().ok());
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"trusted"_s);
}

void TestKeptTrust::oneIsVerifiedWithoutAList()
{
    const RegistryTrust *trust = m_desk->view().trust->find(m_session->account().registryId);
    const auto one = std::find_if(trust->rows.begin(), trust->rows.end(),
        [](const store::KeptVerdict &row) { return row.state == "trusted"_L1; });
    QVERIFY(one != trust->rows.end());
    m_paths.clear();
    TrustWish wish;
    wish.only = {{one->repository, one->digest, {}}};
    const TrustOutcome outcome = verify(wish);
    QVERIFY(outcome.isComplete());
    QCOMPARE(outcome.verified, 1);
    QCOMPARE(outcome.trusted, 1);
    for (const QString &path : std::as_const(m_paths))
        QVERIFY2(path.contains(u"/v2/"_s), qPrintable(path));
    // The registry lists an accessory of it, and this run did not: it is looked at once more.
    QCOMPARE(verify().verified, 1);
    QCOMPARE(verify().verified, 0);
}

// Nothing but the manifests and blobs themselves, and the signature as OpenSSL sees it.
void TestKeptTrust::numbersAreThoseOfTheRawManifests()
{
    trust::PublicKey key;
    QVERIFY(!trust::PublicKey::fromPem(demo::demoPublicKey(), key));
    const models::TrustAnswer answer = models::trustAnswer(m_desk->view(), m_session->account().registryId);
    models::SignCounts raw;
    int looked = 0;
    for (const models::ImageTrust &image : answer.images) {
        const QByteArray base = "/v2/" + image.repository.toUtf8();
        const QJsonArray referrers = QJsonDocument::fromJson(get(base + "/referrers/" + image.digest.toLatin1()))
                                         .object()[u"manifests"_s]
                                         .toArray();
        bool isGood = false;
        bool isBad = false;
        bool isOdd = false;
        bool isKept = false; // from being read
        for (const QJsonValue &referrer : referrers) {
            // Harbor's own SBOM is no signature: nobody reads the image for it.
            if (referrer[u"artifactType"_s].toString().contains(u"sbom"_s))
                continue;
            isKept = isKept || get(base + "/manifests/" + image.digest.toLatin1()).contains("\"errors\"");
            const QJsonObject manifest =
                QJsonDocument::fromJson(get(base + "/manifests/" + referrer[u"digest"_s].toString().toLatin1(),
                                            "application/vnd.oci.image.manifest.v1+json"))
                    .object();
            const QJsonObject layer = manifest[u"layers"_s][0].toObject();
            const QByteArray blob = get(base + "/blobs/" + layer[u"digest"_s].toString().toLatin1());
            if (manifest[u"config"_s][u"mediaType"_s].toString() == "application/vnd.cncf.notary.signature"_L1) {
                isOdd = true; // the demo's own is no envelope at all
            } else if (layer[u"mediaType"_s].toString() == "application/vnd.dev.cosign.simplesigning.v1+json"_L1) {
                const QByteArray signature = QByteArray::fromBase64(
                    layer[u"annotations"_s][u"dev.cosignproject.cosign/signature"_s].toString().toLatin1());
                const bool isOfIt = QJsonDocument::fromJson(blob)
                                        .object()[u"critical"_s][u"image"_s][u"docker-manifest-digest"_s]
                                        .toString()
                    == image.digest;
                (isOfIt && key.verify(blob, signature, trust::HashKind::Sha256) ? isGood : isBad) = true;
            }
        }
        ++looked;
        raw.add(isKept           ? SignState::Unverified
                : isGood         ? SignState::Trusted
                : isBad || isOdd ? SignState::Invalid
                                 : SignState::None);
    }
    QVERIFY(looked > 10);
    QCOMPARE(answer.counts.images, raw.images);
    QVERIFY(raw.of(SignState::Trusted) > 0);
    QVERIFY(raw.of(SignState::Invalid) > 0);
    models::SignCounts sum;
    for (const models::ProjectTrust &project : answer.projects) {
        for (size_t i = 0; i < sum.images.size(); ++i)
            sum.images[i] += project.counts.images[i];
    }
    QCOMPARE(sum.images, raw.images);
}

// The report that is made of the registry's own lists counts what the page counts; an index is one image in both.
void TestKeptTrust::reportsCountAsThePageDoes()
{
    const QString registry = m_session->account().registryId;
    const models::TrustAnswer answer = models::trustAnswer(m_desk->view(), registry);
    posture::Posture posture;
    for (const posture::Fact &fact : posture::storeFacts(m_desk->view(), registry, m_clock.now()))
        posture.facts.add(fact);
    posture::Fact artifacts;
    artifacts.kind = u"project-artifacts"_s;
    artifacts.reading = posture::Reading::Whole;
    for (const models::ProjectTrust &project : answer.projects) {
        for (int page = 1;; ++page) {
            const QJsonArray rows = QJsonDocument::fromJson(
                get("/api/v2.0/projects/" + project.project.toUtf8()
                    + "/artifacts?with_accessory=true&page_size=100&page=" + QByteArray::number(page)))
                                        .array();
            for (const QJsonValue &row : rows)
                artifacts.rows.append({project.project, {}, row.toObject()});
            if (rows.size() < 100)
                break;
        }
    }
    posture.facts.add(artifacts);
    report::Source source;
    source.posture = &posture;
    source.view = &m_desk->view();
    source.registryId = registry;
    const report::Document document =
        report::makeReport(*report::findTemplate(u"signatures"_s), source, report::Words());
    QHash<QString, qint64> figures;
    for (const report::Section &section : document.sections) {
        for (const report::Figure &figure : section.figures)
            figures.insert(figure.id, QString(figure.value).remove(u',').toLongLong());
    }
    QCOMPARE(figures.value(u"images"_s), answer.counts.total());
    QCOMPARE(figures.value(u"trusted"_s), answer.counts.of(SignState::Trusted));
    QCOMPARE(figures.value(u"valid"_s), answer.counts.of(SignState::Valid));
    QCOMPARE(figures.value(u"invalid"_s), answer.counts.of(SignState::Invalid));
    QCOMPARE(figures.value(u"claimed"_s), answer.counts.of(SignState::Claimed));
    QCOMPARE(figures.value(u"none"_s) + figures.value(u"attested"_s), answer.counts.of(SignState::None));
    QCOMPARE(figures.value(u"attested"_s), 1);
    QCOMPARE(figures.value(u"unverified"_s), answer.counts.of(SignState::Unverified));
    QCOMPARE(figures.value(u"trusted-inside"_s), answer.children.of(SignState::Trusted));
    qint64 inside = 0;
    for (const report::Section &section : document.sections) {
        for (const report::Table &table : section.tables) {
            for (const QStringList &row : table.id == "signatures-by-project"_L1 ? table.rows : QList<QStringList>())
                inside += row.value(table.columns.size() - 3).section(u' ', 2, 2).toLongLong();
        }
    }
    QCOMPARE(inside, answer.children.total());
    // And the one for managers, from the store alone.
    const report::Document summary = report::makeReport(*report::findTemplate(u"executive"_s), source, report::Words());
    bool isThere = false;
    for (const report::Section &section : summary.sections) {
        for (const report::Figure &figure : section.id == "images"_L1 ? section.figures : QList<report::Figure>()) {
            isThere = isThere || figure.id == "trusted"_L1;
            if (figure.id == "trusted"_L1)
                QCOMPARE(figure.value.toLongLong(), answer.counts.of(SignState::Trusted));
        }
    }
    QVERIFY(isThere);
}

void TestKeptTrust::harborsOwnSwitchSaysWhatItLetsThrough()
{
    const models::TrustAnswer answer = models::trustAnswer(m_desk->view(), m_session->account().registryId);
    qint64 unproven = 0;
    for (const models::ProjectTrust &project : answer.projects) {
        unproven += project.passedUnproven;
        const models::Cell on = models::contentTrustCell(true, &project);
        QCOMPARE(on.value.toString(), project.passedUnproven > 0 ? u"warning"_s : u"ok"_s);
        QVERIFY(on.text.startsWith(u"presence only"_s));
        QVERIFY(models::contentTrustCell(false, &project).text.isEmpty());
    }
    // Badly signed, attested only, and those that could not be read: something is attached to each of them.
    QCOMPARE(unproven, answer.counts.of(SignState::Invalid) + m_refused + 1);
    QCOMPARE(models::contentTrustCell(true, nullptr).value.toString(), u"unverified"_s);
}

void TestKeptTrust::aMovedPolicyIsAppliedWithoutReading()
{
    demoPolicy(policyFolder(), {u"demo.lotse.example/nowhere/**"_s});
    QVERIFY(m_desk->load().ok());
    // Until it is applied, a verdict by the policy before says nothing.
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"unverified"_s);
    m_paths.clear();
    const TrustOutcome outcome = verify();
    QCOMPARE(outcome.verified, m_refused);
    QCOMPARE(outcome.rejudged, outcome.listed - m_refused);
    for (const QString &path : std::as_const(m_paths))
        QVERIFY2(path.startsWith(u"GET /api/"_s) || !path.contains(u"payments/backend/api"_s), qPrintable(path));
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"valid"_s);
    QCOMPARE(stateOf(u"web-shop/backend/catalogue"_s), u"invalid"_s);
}

void TestKeptTrust::saysWhatAPolicyWouldChange()
{
    const trust::PolicyFile now = trust::readPolicyFile(policyFolder());
    const Result<trust::TrustPolicy> wider =
        trust::withSigner(now.policy, u"key:demo"_s, {u"demo.lotse.example/payments/**"_s});
    QVERIFY(wider.ok());
    const trust::PolicyFile next = trust::policyOf(*wider, policyFolder());
    const store::Plan cache = store::cachePlan(m_folder.path());
    const Result<PolicyEffect> more = policyEffect(cache, m_place, now, next, m_clock);
    QVERIFY(more.ok());
    QVERIFY(more->newlyTrusted > 0);
    QCOMPARE(more->noLongerTrusted, 0);
    QCOMPARE(more->toRead, m_refused);
    QVERIFY(std::all_of(more->changes.begin(), more->changes.end(),
        [](const PolicyEffect::Change &change) { return change.repository.startsWith(u"payments/"_s); }));
    QVERIFY(trust::writePolicyFile(policyFolder(), trust::policyText(*wider, policyFolder())).ok());
    const Result<qint64> judged = rejudgeKept(cache, m_place, trust::readPolicyFile(policyFolder()), m_clock);
    QVERIFY(judged.ok());
    QCOMPARE(*judged, more->artifacts - m_refused);
    QVERIFY(m_desk->load().ok());
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"trusted"_s);
    const Result<PolicyEffect> less =
        policyEffect(cache, m_place, next, trust::policyOf(now.policy, policyFolder()), m_clock);
    QCOMPARE(less->noLongerTrusted, more->newlyTrusted);
    QCOMPARE(less->newlyTrusted, 0);
}

void TestKeptTrust::queriesAskForIt()
{
    const auto rows = [&](const QString &text) {
        const ParsedQuery parsed = parseQuery(text);
        if (!parsed.ok())
            qFatal("%s is no query", qPrintable(text));
        return qint64(select(parsed.query, m_desk->view().context).size());
    };
    qint64 sum = 0;
    for (const QString &word : choicesOf(Key::Signed))
        sum += rows(u"signed:"_s + word);
    QCOMPARE(sum, qint64(m_desk->view().context.set->rowCount()));
    QVERIFY(rows(u"signed:trusted"_s) > 0);
    QVERIFY(rows(u"signed:none"_s) > 0);
    QCOMPARE(rows(u"signed:trusted repo:payments/backend/api tag:latest"_s),
        rows(u"repo:payments/backend/api tag:latest"_s));
    QCOMPARE(rows(u"signer:demo signed:trusted"_s), rows(u"signed:trusted"_s));
    QCOMPARE(rows(u"signer:nobody"_s), 0);
    const ParsedQuery attested = parseQuery(u"attested:slsa"_s);
    quint32 images = 0;
    for (const FindingSet::Part &part : m_desk->view().context.set->parts())
        images += quint32(selectImages(attested.query, m_desk->view().context, part).size());
    QVERIFY(images > 0);
}

void TestKeptTrust::coverageOfManyImagesIsQuick()
{
    constexpr int kImages = 22'000;
    SegmentBuilder builder(u"r"_s, u"Large"_s);
    auto book = std::make_shared<TrustBook>();
    RegistryTrust &registry = book->registries[u"r"_s];
    for (int i = 0; i < kImages; ++i) {
        ImageInput image;
        image.project = u"p%1"_s.arg(i % 80);
        image.repository = image.project + u"/r%1"_s.arg(i % 900);
        image.digest = u"sha256:%1"_s.arg(i, 64, 16, QLatin1Char('0'));
        image.tags = {u"v%1"_s.arg(i)};
        builder.begin(image);
        store::KeptVerdict verdict;
        verdict.repository = image.repository;
        verdict.digest = image.digest;
        verdict.state = i % 3 == 0 ? u"trusted"_s : i % 3 == 1 ? u"none"_s : u"claimed"_s;
        verdict.policy = registry.policy.revision;
        verdict.trustStore = registry.policy.storeRevision;
        verdict.checkedAt = m_clock.now();
        if (i < 60) // twenty are trusted, half of them for long
            verdict.dueAt = m_clock.now().addDays(i < 30 ? 10 : 60);
        verdict.signers = {{u"sha256:01"_s, u"demo"_s, u"key"_s, u"Ed25519"_s, verdict.state, false, {}}};
        registry.byKey.insert(verdict.repository + u'@' + verdict.digest, registry.rows.size());
        registry.rows.append(verdict);
    }
    TriageView view;
    view.context.set = FindingSet::of({builder.build()});
    view.context.now = Seconds(m_clock.now().toSecsSinceEpoch());
    view.trust = book;
    // The page has 100 ms on a quiet machine. Of the processor, and with room, for other tests run beside it.
    std::clock_t best = std::numeric_limits<std::clock_t>::max();
    models::TrustAnswer answer;
    for (int i = 0; i < 5; ++i) {
        const std::clock_t begin = std::clock();
        answer = models::trustAnswer(view, u"r"_s);
        best = std::min(best, std::clock() - begin);
    }
    QCOMPARE(answer.counts.total(), kImages);
    QCOMPARE(answer.counts.of(SignState::Trusted), (kImages + 2) / 3);
    QCOMPARE(answer.projects.size(), 80);
    QCOMPARE(answer.endsSoon, 10);
#ifndef LOTSE_SANITIZED
    QVERIFY2(best < CLOCKS_PER_SEC * 3 / 10, qPrintable(QString::number(best)));
#endif
}

void TestKeptTrust::theGateFailsClosed_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QByteArray>("trust");
    QTest::addColumn<bool>("passes");
    QTest::newRow("trusted") << u"payments/backend/api"_s << QByteArray(R"({"signed":["trusted"]})") << true;
    QTest::newRow("invalid") << u"web-shop/backend/catalogue"_s << QByteArray(R"({"signed":["trusted","valid"]})")
                             << false;
    QTest::newRow("attested only") << u"data-science/feature-store"_s << QByteArray(R"({"signed":["trusted"]})")
                                   << false;
    QTest::newRow("unsigned") << u"web-shop/backend/basket"_s << QByteArray(R"({"signed":["trusted","valid"]})")
                              << false;
    QTest::newRow("unsigned is allowed") << u"web-shop/backend/basket"_s << QByteArray(R"({"signed":["none"]})")
                                         << true;
    QTest::newRow("no attestation") << u"web-shop/backend/basket"_s << QByteArray(R"({"attested":["slsa"]})") << false;
    QTest::newRow("by another") << u"payments/backend/api"_s
                                << QByteArray(R"({"signed":["trusted"],"signers":["somebody"]})") << false;
    QTest::newRow("index and its images")
        << u"payments/backend/api"_s << QByteArray(R"({"signed":["trusted"],"recursive":true})") << false;
    QTest::newRow("index for itself") << u"payments/backend/api"_s << QByteArray(R"({"signed":["trusted"]})") << true;
    QTest::newRow("by this one") << u"payments/backend/api"_s
                                 << QByteArray(R"({"signed":["trusted"],"signers":["demo"]})") << true;
}

void TestKeptTrust::theGateFailsClosed()
{
    QFETCH(QString, repository);
    QFETCH(QByteArray, trust);
    QFETCH(bool, passes);
    const QByteArray file =
        R"({"lotse_policy":1,"unscanned":"pass","stale":"never","trust":)" + trust + '}'; // trust alone: no rules
    const Result<GatePolicy> policy = readGatePolicy(file);
    QVERIFY2(policy.ok(), qPrintable(policy.error().message.english()));
    Context context = m_desk->view().context;
    bool isFound = false;
    for (const FindingSet::Part &part : context.set->parts()) {
        for (const quint32 image : selectImages(parseQuery(u"tag:latest repo:"_s + repository).query, context, part)) {
            isFound = true;
            const GateVerdict verdict = judge(*policy, context, part, image);
            QCOMPARE(verdict.isPassed(), passes);
            QCOMPARE(verdict.exitCode(), passes ? 0 : 11);
            // Nothing is known: nothing passes.
            Context blind = context;
            blind.trust.reset();
            QVERIFY(!judge(*policy, blind, part, image).isPassed());
        }
    }
    QVERIFY(isFound);
}

void TestKeptTrust::aBrokenPolicyTrustsNothing()
{
    QFile file(policyFolder() + u"/trust.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("{\"version\": 1, \"rules\": [{}]}");
    file.close();
    QVERIFY(m_desk->load().ok());
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"unverified"_s);
    m_paths.clear();
    const TrustOutcome outcome = verify();
    QCOMPARE(outcome.error.kind, ErrorKind::Usage);
    QVERIFY(m_paths.isEmpty());
    QCOMPARE(stateOf(u"payments/backend/api"_s), u"unverified"_s);
}

QTEST_GUILESS_MAIN(TestKeptTrust)
#include "tst_kepttrust.moc"
