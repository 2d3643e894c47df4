// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demosession.h"
#include "models/system/posturetable.h"
#include "posture/evaluate.h"
#include "posture/gather.h"
#include "posture/storefacts.h"
#include "posture/tlsprobe.h"
#include "report/accessrows.h"
#include "support/exchange.h"
#include "support/scriptedserver.h"
#include "support/testcertificates.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::posture;

namespace {

/// A session of the demo registry that is signed in; null where that fails.
std::unique_ptr<Session> signedIn(const Clock *clock, const QString &user = u"admin"_s)
{
    std::unique_ptr<Session> session = demoSession(clock, user);
    session->open();
    return QTest::qWaitFor([&] { return session->state() == Session::State::Online; }, 20'000) ? std::move(session)
                                                                                               : nullptr;
}

/// What a gatherer reads; nothing where it does not end.
std::optional<Facts> gathered(Session &session, const Clock *clock, const Wish &wish)
{
    QObject owner;
    std::optional<Facts> facts;
    auto *gatherer = new Gatherer(session, clock, nullptr, wish, &owner);
    gatherer->onDone = [&](Facts got) { facts = std::move(got); };
    gatherer->start();
    return QTest::qWaitFor([&] { return facts.has_value(); }, 60'000) ? facts : std::nullopt;
}

/// Another transport, of which some answers have another body.
class Altered final : public Transport {
public:
    using Body = std::function<QByteArray(const QByteArray &path)>; // empty: as it came
    Altered(std::shared_ptr<Transport> inner, Body body)
        : m_inner(std::move(inner))
        , m_body(std::move(body))
    {
    }
    CallId send(Request request, Completion completion) override
    {
        const QByteArray body = m_body(request.path);
        return m_inner->send(std::move(request), [body, completion = std::move(completion)](Result<Response> answer) {
            if (answer && !body.isEmpty())
                answer.value().body = body;
            completion(std::move(answer));
        });
    }
    void abort(CallId id) override { m_inner->abort(id); }
    QUrl origin() const override { return m_inner->origin(); }

private:
    const std::shared_ptr<Transport> m_inner;
    const Body m_body;
};

} // namespace

/// The facts of the demo registry: each question once, what is refused is missing, and a posture that is known.
class TestGather : public QObject {
    Q_OBJECT

private slots:
    void demoHasAKnownPosture();
    void recordedHarborHasAKnownPosture();
    void robotOfAllProjectsSeesThemAll();
    void aTrailThatIsNotShownIsNotWhole();
    void theStoreOfSomeProjectsIsNotWhole();
    void projectsThatRefuseAreNamed();
    void entriesThatCannotBeReadAreNobodysAbsence();
    void theLastRunIsOfEachPolicy();
    void attachmentsThatCannotBeReadAreLacked();
    void aGathererThatGoesLeavesNothingBehind();
    void recorderAsksOnce();
    void aTableThatGoesLeavesNoAnswerBehind();
    void storeWithoutTheRegistryKnowsNothing();
    void staleStoreProvesNothing();
    void unreachableHostIsMissing();
    void certificatesAreMeasured_data();
    void certificatesAreMeasured();
};

void TestGather::demoHasAKnownPosture()
{
    SystemClock clock;
    const std::unique_ptr<Session> session = signedIn(&clock);
    QVERIFY(session);
    const Result<CheckSet> set = builtInSet(u"all"_s);
    QVERIFY(set.ok());
    Wish wish;
    wish.kinds = kindsOf(*set, true);
    wish.triesDefaultPassword = true;
    const std::optional<Facts> facts = gathered(*session, &clock, wish);
    QVERIFY(facts);
    const Posture posture = evaluate(*facts, *set);
    QHash<QString, Outcome> got;
    for (const Judged &one : posture.checks) {
        got.insert(one.id, one.outcome);
        if (one.outcome != Outcome::Failed && one.outcome != Outcome::Passed)
            continue;
        QVERIFY2(!one.evidence.isEmpty(), qPrintable(one.id));
        for (const Evidence &piece : one.evidence) {
            QVERIFY2(!piece.request.isEmpty() && piece.at.isValid() && piece.sha256.size() == 64, qPrintable(one.id));
            QVERIFY2(piece.isCut || sha256Of(piece.piece) == piece.sha256, qPrintable(one.id));
        }
    }
    for (const QString &id :
        {u"P01"_s, u"P08"_s, u"P10"_s, u"P23"_s, u"P24"_s, u"P29"_s, u"P30"_s, u"P36"_s, u"P40"_s, u"P42"_s, u"P45"_s})
        QVERIFY2(got[id] == Outcome::Failed, qPrintable(id));
    for (const QString &id : {u"P03"_s, u"P05"_s, u"P06"_s, u"P09"_s, u"P13"_s, u"P26"_s, u"P43"_s, u"P54"_s})
        QVERIFY2(got[id] == Outcome::Passed, qPrintable(id));
    // P50 depends on the day: which version is still supported (tst_checks). There is no connection and no store here.
    for (const QString &id : {u"P02"_s, u"P20"_s, u"P21"_s, u"P33"_s, u"P57"_s})
        QVERIFY2(got[id] == Outcome::NotAssessable, qPrintable(id));
    QVERIFY(!posture.isWhole());
}

// The rules over what a real Harbor answered, byte for byte.
void TestGather::recordedHarborHasAKnownPosture()
{
    const QList<test::Exchange> exchanges = test::recordedExchanges();
    if (exchanges.isEmpty())
        QSKIP("The recorded exchanges are not here.");
    static const QMap<QString, QString> kinds{{u"getSystemInfo"_s, u"system-info"_s},
        {u"getConfigurations"_s, u"configuration"_s}, {u"listRegistries"_s, u"registries"_s},
        {u"listQuotas"_s, u"quotas"_s}, {u"listScanners"_s, u"scanners"_s},
        {u"getScannerMetadata"_s, u"scanner-metadata"_s}, {u"getVolumes"_s, u"volumes"_s},
        {u"getScanAllSchedule"_s, u"scan-schedule"_s}, {u"getGCSchedule"_s, u"gc-schedule"_s},
        {u"listArtifacts"_s, u"project-artifacts"_s}};
    Facts facts;
    facts.host = u"harbor.test"_s;
    facts.at = QDateTime(QDate(2026, 11, 23), QTime(9, 40), Qt::UTC);
    for (const test::Exchange &one : exchanges) {
        const QString kind = kinds.value(one.operation);
        // Of the lists of artifacts the one with all flags.
        if (kind.isEmpty() || !one.response.isSuccess() || facts.byKind.contains(kind)
            || (kind == u"project-artifacts"_s && !one.path.contains("with_accessory=true")))
            continue;
        Fact fact;
        fact.kind = kind;
        fact.at = facts.at;
        fact.reading = Reading::Whole;
        fact.answers = {
            {QString::fromUtf8(one.method + ' ' + one.path), facts.at, one.response.status, {}, one.response.body}};
        const QJsonDocument document = QJsonDocument::fromJson(one.response.body);
        if (document.isObject())
            fact.rows = {{{}, one.response.body, {}}};
        for (qsizetype i = 0; i < document.array().size(); ++i)
            fact.rows.append({{}, slice(one.response.body, QString::number(i)), {}});
        facts.add(fact);
    }
    QCOMPARE(facts.byKind.size(), kinds.size());
    const Result<CheckSet> set = builtInSet(u"all"_s);
    QVERIFY(set.ok());
    const Posture posture = evaluate(facts, *set);
    QHash<QString, Outcome> got;
    for (const Judged &one : posture.checks) {
        got.insert(one.id, one.outcome);
        for (const Evidence &piece : one.evidence)
            QVERIFY2(facts.byKind[piece.kind].answers.first().body.contains(piece.piece), qPrintable(one.id));
    }
    for (const QString &id : {u"P01"_s, u"P04"_s, u"P24"_s, u"P40"_s, u"P42"_s, u"P45"_s})
        QVERIFY2(got[id] == Outcome::Failed, qPrintable(id));
    for (const QString &id : {u"P03"_s, u"P14"_s, u"P25"_s, u"P46"_s, u"P50"_s})
        QVERIFY2(got[id] == Outcome::Passed, qPrintable(id));
    for (const QString &id : {u"P10"_s, u"P20"_s, u"P43"_s})
        QVERIFY2(got[id] == Outcome::NotAssessable, qPrintable(id));
}

void TestGather::robotOfAllProjectsSeesThemAll()
{
    Identity who;
    who.kind = IdentityKind::Robot;
    who.name = u"robot$auditor"_s;
    Facts facts;
    QVERIFY(!seesAllProjects(who, facts));
    Fact robots;
    robots.kind = u"robots"_s;
    robots.rows = {{{}, R"({"name":"robot$ci","permissions":[{"kind":"project","namespace":"*"}]})", {}},
        {{},
            R"({"name":"robot$auditor","permissions":[{"kind":"system","namespace":"/"},{"kind":"project","namespace":"shop"}]})",
            {}}};
    facts.add(robots);
    QVERIFY(!seesAllProjects(who, facts));
    who.name = u"robot$ci"_s;
    QVERIFY(seesAllProjects(who, facts));
    who.name = u"robot$shop+ci"_s; // of a project
    QVERIFY(!seesAllProjects(who, facts));
}

// Harbor answers with 200 and a part of the trail, down to nothing, where an account may not read it.
void TestGather::aTrailThatIsNotShownIsNotWhole()
{
    Identity who;
    who.kind = IdentityKind::Robot;
    who.name = u"robot$ci"_s;
    Facts facts;
    facts.isHarbor = true;
    for (const QString &kind : {u"robots"_s, u"audit"_s, u"projects"_s}) {
        Fact fact;
        fact.kind = kind;
        fact.reading = Reading::Whole;
        facts.add(fact);
    }
    facts.byKind[u"robots"_s].rows = {
        {{}, R"({"name":"robot$ci","permissions":[{"kind":"project","namespace":"*"}]})", {}}};
    noteLimits(who, {}, facts);
    QCOMPARE(facts.byKind[u"audit"_s].reading, Reading::Whole);
    const Message why{"Only a part of it is shown.", {}};
    noteLimits(who, why, facts);
    QCOMPARE(facts.byKind[u"audit"_s].reading, Reading::Partial);
    QCOMPARE(facts.byKind[u"audit"_s].gaps.size(), 1);
    QCOMPARE(facts.byKind[u"audit"_s].gaps.first().reason, why);
    QVERIFY(!facts.byKind[u"audit"_s].isWholeOf(u"robot$ci"_s));
    QCOMPARE(facts.byKind[u"projects"_s].reading, Reading::Whole);
}

// Nothing overdue in the projects that an account sees proves nothing of the others.
void TestGather::theStoreOfSomeProjectsIsNotWhole()
{
    const QDateTime now(QDate(2026, 11, 30), QTime(6, 0), Qt::UTC);
    TriageView view;
    view.context.set = findings::FindingSet::of({});
    RegistryRead read;
    read.id = u"r1"_s;
    read.listed = now;
    view.registries = {read};
    CheckSet set;
    set.checks = {u"P33"_s, u"P57"_s};
    for (const bool seesAll : {true, false}) {
        Identity who;
        who.kind = IdentityKind::Person;
        who.isAdmin = seesAll;
        Facts facts;
        facts.at = now;
        for (const Fact &fact : storeFacts(view, u"r1"_s, now))
            facts.add(fact);
        noteLimits(who, {}, facts);
        const QList<Judged> judged = evaluate(facts, set).checks;
        QVERIFY2((judged[0].outcome == Outcome::Passed) == seesAll, qPrintable(judged[0].message.english()));
        for (const Judged &one : judged) {
            if (!seesAll)
                QCOMPARE(one.outcome, Outcome::NotAssessable);
        }
        if (!seesAll)
            QVERIFY(judged[0].message.english().contains(u"This account can access only some of the projects."_s));
    }
}

// What a project does not show is not missing there; what another shows is judged all the same.
void TestGather::projectsThatRefuseAreNamed()
{
    SystemClock clock;
    const std::unique_ptr<Session> session = signedIn(&clock, u"payments-lead"_s);
    QVERIFY(session);
    Wish wish;
    wish.kinds = {u"projects"_s, u"immutable-rules"_s};
    const std::optional<Facts> facts = gathered(*session, &clock, wish);
    QVERIFY(facts);
    const Fact fact = facts->byKind[u"immutable-rules"_s];
    QCOMPARE(fact.reading, Reading::Partial);
    QVERIFY(fact.isWholeOf(u"payments"_s) && !fact.isWholeOf(u"library"_s));
    CheckSet set;
    set.checks = {u"P36"_s};
    const Judged judged = evaluate(*facts, set).checks.first();
    QVERIFY2(judged.outcome == Outcome::NotAssessable, qPrintable(judged.message.english()));
}

namespace {

/// Counts, and answers when it is told to.
class SlowTransport final : public Transport {
public:
    CallId send(Request request, Completion completion) override
    {
        paths.append(request.path);
        waiting.append(std::move(completion));
        return CallId(waiting.size());
    }
    void abort(CallId) override { ++aborted; }
    QUrl origin() const override { return QUrl(u"https://r.test"_s); }

    QList<QByteArray> paths;
    QList<Completion> waiting;
    int aborted = 0;
};

} // namespace

// Answers that are on their way are taken on threads of the transport, after the page is gone; the sanitizers see it.
void TestGather::aTableThatGoesLeavesNoAnswerBehind()
{
    SystemClock clock;
    const std::unique_ptr<Session> session = signedIn(&clock);
    QVERIFY(session);
    for (int round = 0; round < 20; ++round) {
        models::PostureTable table;
        table.setSession(session.get());
        table.run();
        QVERIFY(table.progressTotal() > 0);
        QTest::qWait(round);
        QCOMPARE(table.posture(), nullptr);
    }
}

// Whoever has an entry that cannot be read is not shown to have been away.
void TestGather::entriesThatCannotBeReadAreNobodysAbsence()
{
    SystemClock clock;
    const std::unique_ptr<Session> demo = demoSession(&clock);
    const auto altered = std::make_shared<Altered>(demo->sharedTransport(), [](const QByteArray &path) -> QByteArray {
        if (path.contains("auditlog-exts") && path.contains("payments-lead"))
            return R"([{"id":1,"username":"payments-lead","op_time":{"a":1}}])";
        if (path.contains("auditlog-exts") && path.contains("robot"))
            return R"([{"id":2,"username":"robot$x","op_time":""}])";
        return {};
    });
    Line line;
    line.transport = altered;
    line.isDemo = true;
    Session session(demo->account(), line, nullptr, &clock);
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Online, 20'000);
    Wish wish;
    wish.kinds = report::accessKinds();
    const std::optional<Facts> read = gathered(session, &clock, wish);
    QVERIFY(read);
    Facts facts = *read;
    facts.prepare();
    const Fact &users = facts.byKind[u"audit-of-users"_s];
    QCOMPARE(users.reading, Reading::Partial);
    QCOMPARE(users.gaps.value(0, Gap(Message())).text([](const Message &message) { return message.english(); }),
        u"1 entry could not be read."_s);
    QCOMPARE(users.lacks, QStringList{u"payments-lead"_s});
    const Fact &robots = facts.byKind[u"audit-of-robots"_s];
    QVERIFY(!robots.rows.isEmpty());
    QCOMPARE(robots.lacks.value_or(QStringList()).size(), robots.rows.size());
    QSet<QString> known, unknown;
    for (const report::AccessRow &row : report::accessRows(facts, {}))
        (row.isSeenKnown ? known : unknown).insert(row.name);
    QVERIFY(unknown.contains(u"payments-lead"_s) && !known.isEmpty());
    for (const FactRow &row : robots.rows)
        QVERIFY(!known.contains(row.parent));
}

// A policy that runs all day hides no other, and a run that cannot be read is no sign of absence.
void TestGather::theLastRunIsOfEachPolicy()
{
    SystemClock clock;
    const std::unique_ptr<Session> demo = demoSession(&clock);
    const auto altered = std::make_shared<Altered>(demo->sharedTransport(), [](const QByteArray &path) -> QByteArray {
        return path.contains("replication/executions") && path.contains("policy_id=2")
            ? R"([{"id":1,"policy_id":2,"status":"Succeed","start_time":""}])"
            : "";
    });
    Line line{altered};
    Session session(demo->account(), line, nullptr, &clock);
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Online, 20'000);
    Wish wish;
    wish.kinds = QStringList{u"replication-executions"_s};
    std::optional<Facts> facts = gathered(session, &clock, wish);
    QVERIFY(facts);
    facts->prepare();
    const Fact &runs = facts->byKind[u"replication-executions"_s];
    QCOMPARE(runs.lacks, QStringList{u"2"_s});
    QCOMPARE(runs.rows.size(), facts->byKind[u"replication-policies"_s].rows.size());
    qsizetype found = 0;
    for (const FactRow &row : runs.rows) {
        if (row.json.isEmpty())
            continue; // it never ran
        ++found;
        QCOMPARE(QString::number(row.json[u"policy_id"_s].toInteger()), row.parent);
    }
    QVERIFY(found > 1);
}

// Attachments that cannot be had are none that are missing.
void TestGather::attachmentsThatCannotBeReadAreLacked()
{
    SystemClock clock;
    const auto slow = std::make_shared<SlowTransport>();
    Account account;
    account.repositories = {u"a/b"_s};
    Line line;
    line.transport = slow;
    Session session(account, line, nullptr, &clock);
    QObject owner;
    std::optional<Facts> facts;
    Wish wish;
    wish.kinds = {u"oci-images"_s, u"referrers"_s};
    auto *gatherer = new Gatherer(session, &clock, nullptr, wish, &owner);
    gatherer->onDone = [&](Facts got) { facts = std::move(got); };
    gatherer->start();
    const QByteArray config = "{}";
    const QByteArray manifest =
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[],)"
        R"("config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":"sha256:)"
        + QCryptographicHash::hash(config, QCryptographicHash::Sha256).toHex() + R"("}})";
    const auto answer = [&](const QByteArray &path) {
        Response response;
        response.status = 200;
        if (path.contains("/tags/")) {
            response.body = R"({"name":"a/b","tags":["v1"]})";
            response.headers = {{"Content-Type", "application/json"}};
        } else if (path.contains("/manifests/v1")) {
            response.body = manifest;
            response.headers = {{"Content-Type", "application/vnd.oci.image.manifest.v1+json"},
                {"Docker-Content-Digest",
                    "sha256:" + QCryptographicHash::hash(manifest, QCryptographicHash::Sha256).toHex()}};
        } else if (path.contains("/blobs/")) {
            response.body = config;
        } else {
            response.status = 500;
        }
        return response;
    };
    for (qsizetype next = 0; !facts;) {
        QVERIFY2(QTest::qWaitFor([&] { return facts || next < slow->paths.size(); }, 20'000),
            slow->paths.join(' ').constData());
        for (; next < slow->paths.size(); ++next)
            slow->waiting[next](answer(slow->paths[next]));
    }
    facts->prepare();
    const Fact &images = facts->byKind[u"oci-images"_s];
    QCOMPARE(images.rows.size(), 1);
    QCOMPARE(images.reading, Reading::Partial);
    QVERIFY(images.rows.first().json[u"lacks_referrers"_s].toBool());
    QVERIFY(facts->byKind[u"referrers"_s].rows.isEmpty());
    CheckSet set;
    set.checks = {u"P30"_s, u"P31"_s, u"P32"_s};
    for (const Judged &one : evaluate(*facts, set).checks)
        QVERIFY2(one.outcome == Outcome::NotAssessable, qPrintable(one.id + u' ' + one.message.english()));
    slow->waiting.clear();
}

// A question that is not answered keeps nothing: what asks would go on whatever thread the answer goes on.
void TestGather::aGathererThatGoesLeavesNothingBehind()
{
    SystemClock clock;
    const auto slow = std::make_shared<SlowTransport>();
    Line line;
    line.transport = slow;
    Session session(Account(), line, nullptr, &clock);
    Wish wish;
    wish.kinds = {u"anonymous-v2"_s};
    const long users = slow.use_count();
    auto gatherer = std::make_unique<Gatherer>(session, &clock, nullptr, wish, nullptr);
    gatherer->start();
    QCOMPARE(slow->paths, QList<QByteArray>{"/v2/"});
    gatherer.reset();
    slow->waiting.clear();
    QCOMPARE(slow.use_count(), users);
}

void TestGather::recorderAsksOnce()
{
    SystemClock clock;
    const auto slow = std::make_shared<SlowTransport>();
    const auto recorder = std::make_shared<Recorder>(slow, &clock);
    const auto one = recorder->view(u"one"_s);
    const auto two = recorder->view(u"two"_s);
    QList<QByteArray> bodies;
    const auto take = [&](const Result<Response> &response) { bodies.append(response ? response->body : "error"); };
    Request request;
    request.path = "/api/v2.0/projects?page=1";
    one->send(request, take);
    const CallId dropped = two->send(request, take);
    two->send(request, take);
    QCOMPARE(slow->paths.size(), 1);
    two->abort(dropped);
    QCOMPARE(bodies, QList<QByteArray>{"error"});
    QCOMPARE(slow->aborted, 0); // others wait for it
    Response response;
    response.status = 200;
    response.body = "[1]";
    slow->waiting[0](response);
    QCOMPARE(bodies, (QList<QByteArray>{"error", "[1]", "[1]"}));
    one->send(request, take);
    QCOMPARE(bodies.size(), 3); // not before send() has returned
    QTRY_COMPARE(bodies.size(), 4);
    QCOMPARE(recorder->requestCount(), 1);
    QCOMPARE(recorder->answersOf(u"one"_s).size(), 1);
    QCOMPARE(recorder->answersOf(u"two"_s).value(0).body, QByteArray("[1]"));
    QVERIFY(recorder->answersOf(u"three"_s).isEmpty());
    // Secrets that a registry gives in the clear are not kept; the rest is as it came.
    request.path = "/api/v2.0/projects/a/webhook/policies";
    one->send(request, take);
    response.body = R"([{"name":"w","targets":[{"auth_header":"Bearer \"canary\"", "type":"http"},)"
                    R"({"address":"https://hooks.slack.com/services/T1/canary","auth_header":""}]}])";
    slow->waiting[1](response);
    QVERIFY(!bodies.last().contains("canary"));
    QCOMPARE(recorder->answersOf(u"one"_s).last().body, bodies.last());
    QCOMPARE(bodies.last(),
        QByteArray(R"([{"name":"w","targets":[{"auth_header":"redacted", "type":"http"},)"
                   R"({"address":"https://hooks.slack.com/redacted","auth_header":""}]}])"));
    // The same without the sign-in is another question.
    request.signIn = false;
    const CallId last = one->send(request, take);
    QCOMPARE(slow->paths.size(), 3);
    one->abort(last);
    QCOMPARE(slow->aborted, 1);
    slow->waiting.clear(); // each keeps the recorder, which keeps the transport
}

void TestGather::storeWithoutTheRegistryKnowsNothing()
{
    const QList<Fact> facts = storeFacts(TriageView(), u"none"_s, QDateTime::currentDateTimeUtc());
    QCOMPARE(facts.size(), 3);
    for (const Fact &fact : facts) {
        QCOMPARE(fact.reading, Reading::Missing);
        QVERIFY(!fact.error.text().isEmpty());
    }
}

// A sync of weeks ago proves nothing today: what passes by it is not assessable, and a report is marked.
void TestGather::staleStoreProvesNothing()
{
    const QDateTime now(QDate(2026, 11, 30), QTime(6, 0), Qt::UTC);
    for (const int days : {6, 8}) {
        TriageView view;
        view.context.set = findings::FindingSet::of({});
        RegistryRead read;
        read.id = u"r1"_s;
        read.name = u"prod"_s;
        read.listed = now.addDays(-days);
        view.registries = {read};
        const QList<Fact> facts = storeFacts(view, u"r1"_s, now);
        QCOMPARE(facts.first().kind, u"store-findings"_s);
        QCOMPARE(facts.first().reading, days > 7 ? Reading::Partial : Reading::Whole);
        QCOMPARE(facts.first().gaps.size(), days > 7 ? 1 : 0);
    }
}

void TestGather::unreachableHostIsMissing()
{
    const Fact fact = measureTls(QUrl(u"https://127.0.0.1:1"_s), {}, QNetworkProxy(QNetworkProxy::NoProxy),
        QDateTime::currentDateTimeUtc(), 2000);
    QCOMPARE(fact.reading, Reading::Missing);
    QVERIFY(fact.error.text().contains(u"127.0.0.1:1"_s));
    const Fact plain = measureTls(QUrl(u"http://127.0.0.1:1"_s), {}, {}, QDateTime::currentDateTimeUtc(), 2000);
    QCOMPARE(plain.reading, Reading::Whole);
    QVERIFY(plain.rows.first().raw.contains("\"is_tls\":false"));
}

void TestGather::certificatesAreMeasured_data()
{
    using test::CertificateWish;
    QTest::addColumn<QString>("what");
    QTest::addColumn<Outcome>("certificate");
    QTest::addColumn<QString>("says");
    QTest::newRow("good") << u"good"_s << Outcome::Passed << u"trusted"_s;
    QTest::newRow("ends soon") << u"soon"_s << Outcome::Failed << u"ends in"_s;
    QTest::newRow("ended") << u"ended"_s << Outcome::Failed << u"expired"_s;
    QTest::newRow("other host") << u"host"_s << Outcome::Failed << u"another host"_s;
    QTest::newRow("signed by itself") << u"self"_s << Outcome::Failed << u"not trusted"_s;
}

void TestGather::certificatesAreMeasured()
{
    QFETCH(QString, what);
    QFETCH(Outcome, certificate);
    QFETCH(QString, says);
    test::CertificateWish wish;
    wish.notAfter = 400LL * 86'400;
    if (what == u"soon"_s)
        wish.notAfter = 3LL * 86'400;
    else if (what == u"ended"_s)
        wish.notAfter = -60;
    else if (what == u"host"_s)
        wish.commonName = "elsewhere.example", wish.dns = {"elsewhere.example"}, wish.addresses = {};
    test::ScriptedServer server(
        what == u"self"_s ? test::TestAuthority::selfSigned(wish) : test::TestAuthority::shared().issue(wish));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Facts facts;
    facts.at = now;
    facts.isHarbor = false;
    facts.add(measureTls(server.url(), server.caPem(), QNetworkProxy(QNetworkProxy::NoProxy), now, 5000));
    CheckSet set;
    set.checks = {u"P20"_s, u"P21"_s};
    const Posture posture = evaluate(facts, set);
    const Judged &one = posture.checks.at(1);
    QVERIFY2(one.outcome == certificate, qPrintable(one.message.english()));
    QVERIFY2(one.message.english().contains(says), qPrintable(one.message.english()));
    // Qt's own server takes TLS 1.2 and 1.3; what else it takes is told in names.
    QVERIFY(posture.checks.at(0).outcome == Outcome::Passed
        || posture.checks.at(0).message.english().contains(u"weak cipher"_s));
    const QByteArray raw = facts.byKind[u"tls"_s].rows.first().raw;
    QVERIFY2(raw.contains(R"("accepted":false,"cipher":"","reason")"), raw);
}

QTEST_GUILESS_MAIN(TestGather)
#include "tst_gather.moc"
