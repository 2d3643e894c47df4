// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/evaluate.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::posture;

namespace {

QJsonObject casesFile()
{
    QFile file(QStringLiteral(LOTSE_SOURCE_DIR) + u"/tests/posture/cases.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// The good facts with some put in their place; null takes one away.
Facts factsWith(const QJsonObject &file, const QJsonObject &changes)
{
    QJsonObject facts = file[u"good"_s].toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            facts.remove(it.key());
        else
            facts.insert(it.key(), it.value());
    }
    const QJsonObject root{{u"at"_s, file[u"at"_s]}, {u"host"_s, file[u"host"_s]}, {u"facts"_s, facts}};
    const Result<Facts> read = factsFromJson(QJsonDocument(root).toJson());
    return read ? *read : Facts();
}

CheckSet only(const QString &id)
{
    CheckSet set;
    set.name = u"test"_s;
    set.checks = {id};
    return set;
}

Judged judged(const Facts &facts, const QString &id)
{
    return evaluate(facts, only(id)).checks.value(0);
}

QStringList needsOf(const Check &check)
{
    QStringList needs = QString::fromLatin1(check.needs).split(u' ', Qt::SkipEmptyParts);
    needs.replaceInStrings(u"@images"_s, u"project-artifacts"_s);
    return needs;
}

} // namespace

/// Every check over facts that were written down: passing, failing, not assessable.
class TestChecks : public QObject {
    Q_OBJECT
    QJsonObject m_file;

private slots:
    void initTestCase();
    void tableIsWhole();
    void goodPasses_data();
    void goodPasses();
    void cases_data();
    void cases();
    void oneIsNoPlural();
    void missingFactIsNeverPassed_data();
    void missingFactIsNeverPassed();
    void partialFactIsNeverPassed_data();
    void partialFactIsNeverPassed();
    void partialFactStillFails();
    void attachmentsThatWereNotReadAreNotMissing();
    void whatWasNotReadIsNotAbsent_data();
    void whatWasNotReadIsNotAbsent();
    void aCopyOfAnotherPolicySaysNothing();
    void evidenceIsWordForWord();
    void emptyListIsProvedByItsAnswer();
    void blindSpotsAreSaidOnce();
    void exceptionsCountUntilTheirDay();
    void keptVerdictsDecideOnSignatures_data();
    void keptVerdictsDecideOnSignatures();
    void plainRegistryGetsItsChecks();
    void ownChecks_data();
    void ownChecks();
    void setsAreRefused_data();
    void setsAreRefused();
    void trustedRegistryHasAllPractices();
    void sarifAndJsonSayTheSame();
};

void TestChecks::initTestCase()
{
    m_file = casesFile();
    QVERIFY(!m_file.isEmpty());
}

void TestChecks::tableIsWhole()
{
    QSet<QString> ids, failing;
    for (const QJsonValue one : m_file[u"cases"_s].toArray()) {
        if (one[u"outcome"_s].toString() == u"failed"_s)
            failing.insert(one[u"check"_s].toString());
    }
    for (const Check &row : checks()) {
        const QString id = QString::fromLatin1(row.id);
        QVERIFY2(!ids.contains(id), row.id);
        ids.insert(id);
        QVERIFY2(failing.contains(id), row.id);
        QVERIFY2(*row.title && *row.mend && row.rule, row.id);
        for (const Control &control : controlsOf(row.controls, row.confidence)) {
            QVERIFY2(!control.title.isEmpty() && !control.id.isEmpty(), row.id);
            QVERIFY2(QByteArray("hml").contains(control.confidence), row.id);
        }
    }
    QCOMPARE(ids.size(), 57);
}

void TestChecks::goodPasses_data()
{
    QTest::addColumn<QString>("id");
    for (const Check &row : checks())
        QTest::newRow(row.id) << QString::fromLatin1(row.id);
}

void TestChecks::goodPasses()
{
    QFETCH(QString, id);
    const Judged one = judged(factsWith(m_file, {}), id);
    QVERIFY2(one.outcome == Outcome::Passed, qPrintable(one.message.english()));
    QVERIFY(!one.message.isEmpty());
    // "All 1 scanners": one is no plural.
    static const QRegularExpression ones(u"\\ball 1 "_s, QRegularExpression::CaseInsensitiveOption);
    QVERIFY2(!one.message.english().contains(ones), qPrintable(one.message.english()));
    QVERIFY(!one.evidence.isEmpty());
}

void TestChecks::cases_data()
{
    QTest::addColumn<QJsonObject>("one");
    for (const QJsonValue one : m_file[u"cases"_s].toArray()) {
        QTest::addRow("%s %s %s", qPrintable(one[u"check"_s].toString()), qPrintable(one[u"outcome"_s].toString()),
            qPrintable(one[u"name"_s].toString()))
            << one.toObject();
    }
}

void TestChecks::cases()
{
    QFETCH(QJsonObject, one);
    const Judged got = judged(factsWith(m_file, one[u"facts"_s].toObject()), one[u"check"_s].toString());
    QVERIFY2(outcomeWord(got.outcome) == one[u"outcome"_s].toString(), qPrintable(got.message.english()));
    QVERIFY(!got.message.isEmpty());
    if (got.outcome == Outcome::Failed)
        QVERIFY(!got.evidence.isEmpty());
}

void TestChecks::oneIsNoPlural()
{
    for (const auto &[id, sentence] : {std::pair{u"P33"_s, u"1 open finding is past its due date."_s},
             std::pair{u"P34"_s, u"1 open finding in images in use is known exploited."_s}}) {
        const Facts facts = factsWith(m_file,
            {{u"store-findings"_s,
                QJsonObject{{u"rows"_s,
                    QJsonArray{QJsonObject{{u"breached"_s, 1}, {u"exploited"_s, 1}, {u"knows_kev"_s, true}}}}}}});
        const Judged one = evaluate(facts, only(id)).checks.value(0);
        QCOMPARE(one.message.english(), sentence);
    }
}

void TestChecks::missingFactIsNeverPassed_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("kind");
    for (const Check &row : checks()) {
        for (const QString &kind : needsOf(row))
            QTest::addRow("%s %s", row.id, qPrintable(kind)) << QString::fromLatin1(row.id) << kind;
    }
}

void TestChecks::missingFactIsNeverPassed()
{
    QFETCH(QString, id);
    QFETCH(QString, kind);
    const QJsonObject refused{{u"missing"_s, u"forbidden"_s}, {u"right"_s, u"some:right"_s}};
    const Judged one = judged(factsWith(m_file, {{kind, refused}}), id);
    QCOMPARE(one.outcome, Outcome::NotAssessable);
    QVERIFY(one.missing.value(0).contains(kind) && one.missing.value(0).contains(u"some:right"_s));
    const Judged absent = judged(factsWith(m_file, {{kind, QJsonValue()}}), id);
    QCOMPARE(absent.outcome, Outcome::NotAssessable);
}

void TestChecks::partialFactIsNeverPassed_data()
{
    missingFactIsNeverPassed_data();
}

void TestChecks::partialFactIsNeverPassed()
{
    QFETCH(QString, id);
    QFETCH(QString, kind);
    QJsonObject fact = m_file[u"good"_s].toObject()[kind].toObject();
    fact.insert(u"partial"_s, QJsonArray{u"a project refused"_s});
    const Judged one = judged(factsWith(m_file, {{kind, fact}}), id);
    QCOMPARE(one.outcome, Outcome::NotAssessable);
    QVERIFY(one.message.english().contains(u"a project refused"_s));
}

void TestChecks::partialFactStillFails()
{
    const QJsonObject fact{{u"rows"_s, QJsonArray{QJsonObject{{u"name"_s, u"r"_s}, {u"duration"_s, -1}}}},
        {u"partial"_s, QJsonArray{u"a page is missing"_s}}};
    QCOMPARE(judged(factsWith(m_file, {{u"robots"_s, fact}}), u"P10"_s).outcome, Outcome::Failed);
    // One that is not scanned is not all, whatever the rest is.
    QJsonObject images = m_file[u"good"_s].toObject()[u"project-artifacts"_s].toObject();
    images.insert(u"partial"_s, QJsonArray{u"a page is missing"_s});
    images.insert(
        u"rows"_s, QJsonArray{QJsonObject{{u"addition_links"_s, QJsonObject{{u"vulnerabilities"_s, QJsonObject()}}}}});
    CheckSet all = only(u"P26"_s);
    all.limits[u"P26"_s].insert(u"percent"_s, 100);
    QCOMPARE(
        evaluate(factsWith(m_file, {{u"project-artifacts"_s, images}}), all).checks.first().outcome, Outcome::Failed);
}

// An image whose attachments could not be read is none without a signature, and others fail all the same.
void TestChecks::attachmentsThatWereNotReadAreNotMissing()
{
    const QJsonObject unread{{u"repository"_s, u"a/b"_s}, {u"tag"_s, u"v1"_s}, {u"digest"_s, u"sha256:aa"_s},
        {u"is_image"_s, true}, {u"referrers"_s, QJsonArray()}, {u"lacks_referrers"_s, true}};
    QJsonObject bare = unread;
    bare.insert(u"tag"_s, u"v2"_s);
    bare.remove(u"lacks_referrers"_s);
    const auto outcomeOf = [&](const QJsonArray &images, const QString &id) {
        Facts facts = factsWith(m_file, {{u"oci-images"_s, QJsonObject{{u"rows"_s, images}}}});
        facts.isHarbor = false;
        return judged(facts, id);
    };
    QCOMPARE(outcomeOf({unread}, u"P30"_s).outcome, Outcome::NotAssessable);
    QCOMPARE(outcomeOf({unread}, u"P31"_s).outcome, Outcome::NotAssessable);
    QCOMPARE(outcomeOf({unread, bare}, u"P30"_s).subjects, QStringList{u"a/b:v2"_s});
    QCOMPARE(outcomeOf({unread, bare}, u"P31"_s).outcome, Outcome::NotAssessable);
    QCOMPARE(outcomeOf({bare}, u"P31"_s).outcome, Outcome::Failed);
}

void TestChecks::whatWasNotReadIsNotAbsent_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonArray>("rows");
    QTest::addColumn<QString>("here"); // of whom everything was read, where others are lacked
    const auto unseen = [](const QString &name) {
        return QJsonArray{QJsonObject{{u"parent"_s, name}, {u"row"_s, QJsonObject()}}};
    };
    QTest::newRow("immutable") << u"P36"_s << u"immutable-rules"_s << QJsonArray() << u"payments"_s;
    QTest::newRow("retention") << u"P37"_s << u"retention"_s << QJsonArray() << u"payments"_s;
    QTest::newRow("robots") << u"P12"_s << u"audit-of-robots"_s << unseen(u"robot$ci"_s) << u"robot$ci"_s;
    QTest::newRow("users") << u"P16"_s << u"audit-of-users"_s << unseen(u"joe"_s) << u"joe"_s;
    QTest::newRow("start of the trail, robots") << u"P12"_s << u"audit-oldest"_s << QJsonArray() << QString();
    QTest::newRow("start of the trail, users") << u"P16"_s << u"audit-oldest"_s << QJsonArray() << QString();
    QTest::newRow("collections") << u"P38"_s << u"gc"_s << QJsonArray() << QString();
    QTest::newRow("copies") << u"P47"_s << u"replication-policies"_s << QJsonArray() << QString();
    QTest::newRow("groups") << u"P15"_s << u"project-members"_s
                            << QJsonArray{QJsonObject{{u"parent"_s, u"payments"_s},
                                   {u"row"_s, QJsonObject{{u"entity_type"_s, u"u"_s}, {u"role_id"_s, 2}}}}}
                            << QString();
    QTest::newRow("scanners") << u"P25"_s << u"scanners"_s << QJsonArray() << QString();
    // A share of a part is no share of the whole.
    const QJsonArray bare{QJsonObject{{u"type"_s, u"IMAGE"_s}, {u"accessories"_s, QJsonArray()},
        {u"addition_links"_s, QJsonObject{{u"vulnerabilities"_s, QJsonObject()}}}}};
    QTest::newRow("scanned images") << u"P26"_s << u"project-artifacts"_s << bare << QString();
    QTest::newRow("images with an SBOM") << u"P31"_s << u"project-artifacts"_s << bare << QString();
    // Neither is the last of a part the last of all.
    QTest::newRow("last collection") << u"P38"_s << u"gc"_s
                                     << QJsonArray{QJsonObject{{u"creation_time"_s, u"2026-11-19T08:00:00.000Z"_s},
                                            {u"job_status"_s, u"Error"_s}}}
                                     << QString();
    QTest::newRow("last copy") << u"P47"_s << u"replication-executions"_s << QJsonArray() << QString();
}

// What is not in the part of a fact that was read may be in the rest: no failure, and the gap is the reason.
void TestChecks::whatWasNotReadIsNotAbsent()
{
    QFETCH(QString, id);
    QFETCH(QString, kind);
    QFETCH(QJsonArray, rows);
    QFETCH(QString, here);
    Facts facts =
        factsWith(m_file, {{kind, QJsonObject{{u"rows"_s, rows}, {u"partial"_s, QJsonArray{u"somebody refused"_s}}}}});
    const Judged unread = judged(facts, id);
    QVERIFY2(unread.outcome == Outcome::NotAssessable, qPrintable(unread.message.english()));
    QCOMPARE(unread.message.english(), u"This could not be read in full: %1: somebody refused"_s.arg(kind));
    QVERIFY(unread.subjects.isEmpty());
    if (here.isEmpty())
        return;
    // Where only another is lacked, it fails for the one that was read, and for no other.
    facts.byKind[kind].lacks = QStringList{u"mirror"_s};
    const Judged read = judged(facts, id);
    QCOMPARE(read.outcome, Outcome::Failed);
    QCOMPARE(read.subjects, QStringList{here});
    facts.byKind[kind].lacks = QStringList{u"mirror"_s, here};
    QCOMPARE(judged(facts, id).outcome, Outcome::NotAssessable);
}

// Policy 7 of the file copies each day.
void TestChecks::aCopyOfAnotherPolicySaysNothing()
{
    const QJsonObject foreign{
        {u"policy_id"_s, 8}, {u"start_time"_s, u"2026-11-20T02:00:00.000Z"_s}, {u"status"_s, u"Succeed"_s}};
    Facts facts = factsWith(m_file,
        {{u"replication-executions"_s,
            QJsonObject{{u"rows"_s, QJsonArray{QJsonObject{{u"parent"_s, u"8"_s}, {u"row"_s, foreign}}}},
                {u"partial"_s, QJsonArray{u"somebody refused"_s}}}}});
    Fact &runs = facts.byKind[u"replication-executions"_s];
    runs.lacks = QStringList{u"7"_s};
    QCOMPARE(judged(facts, u"P47"_s).outcome, Outcome::NotAssessable);
    runs.lacks = QStringList{u"9"_s};
    QCOMPARE(judged(facts, u"P47"_s).subjects, QStringList{u"dr"_s});
}

void TestChecks::evidenceIsWordForWord()
{
    Facts facts = factsWith(m_file, {});
    const QByteArray body = "{ \"auth_mode\" : \"db_auth\",\n  \"x\":1 }";
    Fact &fact = facts.byKind[u"system-info"_s];
    fact.rows = {{{}, body, {}}};
    fact.answers = {{u"GET /api/v2.0/systeminfo"_s, facts.at, 200, u"req-7"_s, body}};
    const Judged one = judged(facts, u"P01"_s);
    QCOMPARE(one.outcome, Outcome::Failed);
    const Evidence piece = one.evidence.value(0);
    QCOMPARE(piece.piece, QByteArray("\"db_auth\""));
    QCOMPARE(piece.path, u"auth_mode"_s);
    QCOMPARE(piece.request, u"GET /api/v2.0/systeminfo"_s);
    QCOMPARE(piece.requestId, u"req-7"_s);
    QCOMPARE(piece.sha256, sha256Of("\"db_auth\""));
    QCOMPARE(piece.answerSha256, sha256Of(body));
    QCOMPARE(piece.at, facts.at);
    const Judged open = judged(
        factsWith(m_file,
            {{u"anonymous-projects"_s, QJsonObject{{u"rows"_s, QJsonArray{QJsonObject{{u"name"_s, u"library"_s}}}}}}}),
        u"P08"_s);
    QCOMPARE(open.evidence.value(0).of, u"library"_s);
}

void TestChecks::emptyListIsProvedByItsAnswer()
{
    Facts facts = factsWith(m_file, {});
    facts.byKind[u"audit-admin"_s].answers = {{u"GET /api/v2.0/auditlog-exts?q=x"_s, facts.at, 200, {}, "[]"}};
    const Judged one = judged(facts, u"P07"_s);
    QCOMPARE(one.outcome, Outcome::Passed);
    QCOMPARE(one.evidence.value(0).piece, QByteArray("[]"));
    QVERIFY(one.evidence.value(0).request.contains(u"auditlog-exts"_s));
}

void TestChecks::blindSpotsAreSaidOnce()
{
    Facts facts = factsWith(m_file, {});
    Fact referrers;
    referrers.kind = u"referrers"_s;
    referrers.reading = Reading::Partial;
    for (int i = 0; i < 9; ++i)
        referrers.gaps.append({u"shop/web%1@sha256:0"_s.arg(i), Message{"Connection refused.", {}}});
    referrers.gaps.append(Gap::verbatim(u"This list has a gap."_s));
    facts.add(referrers);
    const QStringList spots = evaluate(facts, only(u"P30"_s)).blindSpots;
    QCOMPARE(spots.filter(u"Connection refused."_s).size(), 1);
    QVERIFY(spots.filter(u"Connection refused."_s)[0].contains(u"referrers shop/web0@sha256:0, "_s));
    QVERIFY(spots.filter(u"Connection refused."_s)[0].contains(u"and 3 more"_s));
    QCOMPARE(spots.filter(u"referrers: This list has a gap."_s).size(), 1);
}

void TestChecks::exceptionsCountUntilTheirDay()
{
    const QJsonObject bad{{u"rows"_s,
        QJsonArray{QJsonObject{{u"name"_s, u"robot$a"_s}, {u"duration"_s, -1}},
            QJsonObject{{u"name"_s, u"robot$b"_s}, {u"duration"_s, -1}}}}};
    const Facts facts = factsWith(m_file, {{u"robots"_s, bad}});
    CheckSet set = only(u"P10"_s);
    set.exceptions = {{u"P10"_s, u"robot$a"_s, u"Ann"_s, u"old machine"_s, QDate(2026, 11, 20)}};
    Judged one = evaluate(facts, set).checks.value(0);
    QCOMPARE(one.outcome, Outcome::Failed);
    QCOMPARE(one.subjects, QStringList{u"robot$b"_s});
    set.exceptions.append({u"P10"_s, u"robot$b"_s, u"Ann"_s, u"old machine"_s, QDate(2026, 11, 20)});
    QCOMPARE(evaluate(facts, set).checks.value(0).outcome, Outcome::Excepted);
    set.exceptions[1].expires = QDate(2026, 11, 19);
    one = evaluate(facts, set).checks.value(0);
    QCOMPARE(one.outcome, Outcome::Failed);
    QCOMPARE(one.expired.size(), 1);
    set.exceptions = {{u"P10"_s, {}, u"Ann"_s, u"all"_s, QDate(2026, 11, 20)}};
    QCOMPARE(evaluate(facts, set).checks.value(0).outcome, Outcome::Excepted);
}

// What was verified counts; what was not relies on presence, and says so.
void TestChecks::keptVerdictsDecideOnSignatures_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QStringList>("attested");
    QTest::addColumn<int>("isSigned");
    QTest::addColumn<int>("hasProvenance");
    const QStringList slsa{u"https://slsa.dev/provenance/v1"_s};
    QTest::newRow("trusted") << u"trusted"_s << slsa << int(Outcome::Passed) << int(Outcome::Passed);
    QTest::newRow("valid") << u"valid"_s << slsa << int(Outcome::Passed) << int(Outcome::Passed);
    QTest::newRow("invalid") << u"invalid"_s << QStringList() << int(Outcome::Failed) << int(Outcome::Failed);
    QTest::newRow("none") << u"none"_s << slsa << int(Outcome::Failed) << int(Outcome::Passed);
    QTest::newRow("claimed") << u"claimed"_s << slsa << int(Outcome::NotAssessable) << int(Outcome::Passed);
    QTest::newRow("no verdict") << QString() << QStringList() << int(Outcome::NotAssessable)
                                << int(Outcome::NotAssessable);
}

void TestChecks::keptVerdictsDecideOnSignatures()
{
    QFETCH(QString, state);
    QFETCH(QStringList, attested);
    QFETCH(int, isSigned);
    QFETCH(int, hasProvenance);
    const QJsonObject image{{u"repository_name"_s, u"payments/api"_s}, {u"digest"_s, u"sha256:aa"_s},
        {u"type"_s, u"IMAGE"_s}, {u"pull_time"_s, u"2026-11-19T10:00:00Z"_s},
        {u"accessories"_s, QJsonArray{QJsonObject{{u"type"_s, u"signature.cosign"_s}}}}};
    const QJsonObject referrers{{u"parent"_s, u"payments/api@sha256:aa"_s},
        {u"row"_s,
            QJsonObject{{u"manifests"_s,
                QJsonArray{QJsonObject{{u"artifactType"_s, u"application/vnd.in-toto+json"_s},
                    {u"annotations"_s,
                        QJsonObject{{u"in-toto.io/predicate-type"_s, u"https://slsa.dev/provenance/v1"_s}}}}}}}}};
    const QJsonObject verdict{{u"repository"_s, u"payments/api"_s}, {u"digest"_s, u"sha256:aa"_s}, {u"state"_s, state},
        {u"attested"_s, QJsonArray::fromStringList(attested)}};
    const Facts facts = factsWith(m_file,
        {{u"project-artifacts"_s, QJsonObject{{u"rows"_s, QJsonArray{image}}}},
            {u"referrers"_s, QJsonObject{{u"rows"_s, QJsonArray{referrers}}}},
            {u"statement-verified-images"_s, QJsonValue()},
            {u"store-verdicts"_s,
                state.isEmpty() ? QJsonValue() : QJsonValue(QJsonObject{{u"rows"_s, QJsonArray{verdict}}})}});
    QCOMPARE(int(judged(facts, u"P30"_s).outcome), isSigned);
    QCOMPARE(int(judged(facts, u"P32"_s).outcome), hasProvenance);
}

void TestChecks::plainRegistryGetsItsChecks()
{
    const QJsonObject image{{u"repository"_s, u"a/b"_s}, {u"tag"_s, u"v1"_s}, {u"digest"_s, u"sha256:aa"_s},
        {u"is_image"_s, true}, {u"referrers"_s, QJsonArray()},
        {u"config"_s,
            QJsonObject{{u"created"_s, u"2020-01-01T00:00:00Z"_s}, {u"config"_s, QJsonObject{{u"User"_s, u"0"_s}}},
                {u"history"_s, QJsonArray{QJsonObject{{u"created_by"_s, u"RUN API_TOKEN=Zk39xQ81mm make"_s}}}}}}};
    Facts facts = factsWith(m_file,
        {{u"oci-images"_s, QJsonObject{{u"rows"_s, QJsonArray{image}}}},
            {u"statement-verified-images"_s, QJsonValue()}});
    facts.isHarbor = false;
    const Result<CheckSet> all = builtInSet(u"all"_s);
    QVERIFY(all.ok());
    const Posture posture = evaluate(facts, *all);
    QHash<QString, Outcome> got;
    for (const Judged &one : posture.checks)
        got.insert(one.id, one.outcome);
    for (const Check &row : checks()) {
        if (!row.isForAny)
            QCOMPARE(got[QString::fromLatin1(row.id)], Outcome::NotApplicable);
        else
            QVERIFY2(got[QString::fromLatin1(row.id)] != Outcome::NotApplicable, row.id);
    }
    for (const QString &id : {u"P30"_s, u"P31"_s, u"P54"_s, u"P55"_s, u"P56"_s})
        QVERIFY2(got[id] == Outcome::Failed, qPrintable(id));
}

void TestChecks::ownChecks_data()
{
    QTest::addColumn<QByteArray>("own");
    QTest::addColumn<QString>("outcome");
    const QByteArray head = R"({"id":"X1","title":"t","kind":"projects","path":)";
    QTest::newRow("is") << head + R"("metadata.auto_scan","comparison":"is","value":"true"})" << u"passed"_s;
    QTest::newRow("is a bool") << head + R"("metadata.auto_scan","comparison":"is","value":true})" << u"passed"_s;
    QTest::newRow("is not") << head + R"("metadata.auto_scan","comparison":"is-not","value":"true"})" << u"failed"_s;
    QTest::newRow("missing member") << head + R"("metadata.nothing","comparison":"is-not","value":"x"})" << u"failed"_s;
    QTest::newRow("exists") << head + R"("metadata.nothing","comparison":"exists"})" << u"failed"_s;
    QTest::newRow("exists not") << head + R"("metadata.nothing","comparison":"exists","value":false})" << u"passed"_s;
    QTest::newRow("number in text") << head + R"("metadata.retention_id","comparison":"at-least","value":1})"
                                    << u"passed"_s;
    QTest::newRow("at most") << head + R"("registry_id","comparison":"at-most","value":3})" << u"failed"_s;
    QTest::newRow("where") << head + R"("registry_id","comparison":"at-most","value":3,"where":"pay*"})" << u"passed"_s;
    QTest::newRow("matches") << head + R"("name","comparison":"matches","value":"*r*"})" << u"failed"_s;
    QTest::newRow("one of") << head + R"("name","comparison":"one-of","value":["payments","mirror"]})" << u"passed"_s;
    QTest::newRow("no number") << head + R"("name","comparison":"at-least","value":0})" << u"failed"_s;
    QTest::newRow("no such rows") << head + R"("name","comparison":"exists","where":"zzz"})" << u"not applicable"_s;
    QTest::newRow("no such fact") << QByteArray(
        R"({"id":"X1","title":"t","kind":"labels","path":"name","comparison":"exists"})")
                                  << u"not assessable"_s;
}

void TestChecks::ownChecks()
{
    QFETCH(QByteArray, own);
    QFETCH(QString, outcome);
    const Result<CheckSet> set = readCheckSet(R"({"checks":[],"own":[)" + own + "]}");
    QVERIFY2(set.ok(), qPrintable(set ? QString() : set.error().text()));
    const Judged one = evaluate(factsWith(m_file, {}), *set).checks.value(0);
    QVERIFY2(outcomeWord(one.outcome) == outcome, qPrintable(one.message.english()));
    QVERIFY(kindsOf(*set, true).size() == 1);
}

void TestChecks::setsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("names");
    QTest::newRow("no JSON") << QByteArray("{") << u"JSON"_s;
    QTest::newRow("unknown member") << QByteArray(R"({"chekcs":[]})") << u"chekcs"_s;
    QTest::newRow("unknown check") << QByteArray(R"({"checks":["P99"]})") << u"P99"_s;
    QTest::newRow("unknown limit") << QByteArray(R"({"limits":{"P10":{"dayz":1}}})") << u"dayz"_s;
    QTest::newRow("no owner") << QByteArray(R"({"exceptions":[{"check":"P10","reason":"x","expires":"2027-01-01"}]})")
                              << u"owner"_s;
    QTest::newRow("no end") << QByteArray(R"({"exceptions":[{"check":"P10","reason":"x","owner":"y"}]})")
                            << u"an expiration date"_s;
    QTest::newRow("exception for nothing") << QByteArray(
        R"({"checks":["P01"],"exceptions":[{"check":"P10","reason":"x","owner":"y","expires":"2027-01-01"}]})")
                                           << u"P10"_s;
    QTest::newRow("comparison") << QByteArray(
        R"({"own":[{"id":"X","title":"t","kind":"k","path":"p","comparison":"larger"}]})")
                                << u"at-least"_s;
    QTest::newRow("id taken") << QByteArray(
        R"({"own":[{"id":"P10","title":"t","kind":"k","path":"p","comparison":"is"}]})")
                              << u"unique"_s;
    QTest::newRow("member twice") << QByteArray(R"({"checks":["P10"],"checks":[]})") << u"twice"_s;
    for (const char *list : {"checks", "leave-out", "production", "exceptions", "own"}) {
        const QByteArray key(list);
        QTest::addRow("%s is no list", list) << "{\"" + key + "\":\"P10\"}" << QString::fromLatin1(list);
        QTest::addRow("%s of numbers", list) << "{\"" + key + "\":[5]}" << QString::fromLatin1(list);
    }
    QTest::newRow("limits as a list") << QByteArray(R"({"limits":[]})") << u"limits"_s;
    QTest::newRow("a number as the base") << QByteArray(R"({"base":5})") << u"base"_s;
    QTest::newRow("limit twice") << QByteArray(R"({"limits":{"P10":{"days":30,"days":900}}})") << u"twice"_s;
    QTest::newRow("base") << QByteArray(R"({"base":"nothing"})") << u"nothing"_s;
}

void TestChecks::setsAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, names);
    const Result<CheckSet> set = readCheckSet(text);
    QVERIFY(!set.ok());
    QCOMPARE(set.error().kind, ErrorKind::Usage);
    QVERIFY2(set.error().text().contains(names), qPrintable(set.error().text()));
}

void TestChecks::trustedRegistryHasAllPractices()
{
    const Result<CheckSet> set = builtInSet(u"trusted-registry"_s);
    QVERIFY(set.ok());
    QSet<QString> practices;
    for (const QString &id : set->checks) {
        QVERIFY2(check(id), qPrintable(id));
        practices.insert(set->groups.value(id));
    }
    QCOMPARE(practices.size(), 13);
    QVERIFY(!practices.contains(QString()));
    const Result<CheckSet> changed = readCheckSet(
        R"({"base":"trusted-registry","leave-out":["P02"],"limits":{"P10":{"days":30}},"production":["pay*"]})");
    QVERIFY(changed.ok());
    QCOMPARE(changed->checks.size(), set->checks.size() - 1);
    QCOMPARE(evaluate(factsWith(m_file, {}), *changed).checks.size(), changed->checks.size());
    const Posture posture = evaluate(factsWith(m_file, {}), *changed);
    for (const Judged &one : posture.checks)
        QCOMPARE(one.outcome == Outcome::Failed, one.id == u"P10"_s); // the robots live 90 days
}

void TestChecks::sarifAndJsonSayTheSame()
{
    const Result<CheckSet> all = builtInSet(u"all"_s);
    const QJsonObject info{{u"rows"_s, QJsonArray{QJsonObject{{u"auth_mode"_s, u"db_auth"_s}}}}};
    const Posture posture = evaluate(factsWith(m_file, {{u"system-info"_s, info}}), *all);
    const QJsonObject json = QJsonDocument::fromJson(postureJson(posture)).object();
    QCOMPARE(json[u"checks"_s].toArray().size(), 57);
    QCOMPARE(json[u"counts"_s].toObject()[u"failed"_s].toInteger(), posture.count(Outcome::Failed));
    QCOMPARE(json[u"complete"_s].toBool(), false);
    qsizetype failures = 0;
    const QJsonObject run = QJsonDocument::fromJson(postureSarif(posture))[u"runs"_s].toArray()[0].toObject();
    for (const QJsonValue result : run[u"results"_s].toArray())
        failures += result[u"kind"_s].toString() == u"fail"_s ? 1 : 0;
    QCOMPARE(failures, posture.count(Outcome::Failed));
    QCOMPARE(posture.worst(), std::optional(Severity::High));
}

QTEST_GUILESS_MAIN(TestChecks)
#include "tst_checks.moc"
