// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "store/schema.h"
#include "triage/decisionledger.h"

#include <QDir>
#include <QTest>

using namespace lotse;

/// Findings and decisions on the command line, over the synced demo.
class TestTriageCommands : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aSnapshotWithGapsIsPartial();
    void trailThatIsNotShownIsPartial();
    void init();
    void asksWhatWasSynced();
    void groupsGoOutInEveryForm();
    void saysWhatAnAllowlistWouldLetThrough();
    void marksWhatIsNotWhole();
    void aPreviewWritesNothing();
    void decidesAndTakesBack();
    void refusesWhatIsNoDecision_data();
    void refusesWhatIsNoDecision();
    void judgesByExitCode();
    void judgesNothingByWhatIsNotKnown();
    void carriesDecisionsInEveryFormat_data();
    void carriesDecisionsInEveryFormat();
    void aDocumentForgesNoLine();
    void comparesImages();
    void theDemoHasAStoreOfItsOwn();
    void exceptionsCountInTheDemo();
    void explainsKeptVerdictsInSentences();
    void showsWhatTheAccountNamedSees();
    void knowsThePlainRegistryByItsReports();
    void saysThatDecisionsAreGone();

private:
    Ran run(const QStringList &arguments) const { return runIn(m_data->path(), arguments); }
    Ran runIn(const QString &data, const QStringList &arguments) const
    {
        return m_program.run(arguments, {u"LOTSE_DATA="_s + data, u"USER=Platform Security"_s});
    }
    QJsonArray findings(const QString &query, const QString &data = {}) const
    {
        const QStringList words = query.isEmpty() ? QStringList() : query.split(u' ');
        return runIn(data.isEmpty() ? m_data->path() : data, QStringList{u"findings"_s, u"--json"_s} + words).array();
    }
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_data->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static QString eventOf(const Ran &ran) { return QString::fromUtf8(ran.out).section(u"undo "_s, 1).trimmed(); }

    Program m_program;
    QTemporaryDir m_synced;
    std::unique_ptr<QTemporaryDir> m_data; ///< a copy of what was synced, for each test
};

// Whose configuration could not be read in full has no whole snapshot after a sync.
void TestTriageCommands::aSnapshotWithGapsIsPartial()
{
    const QTemporaryDir data;
    const QStringList sync{u"sync"_s, u"--demo"_s, u"--json"_s};
    const Ran whole = runIn(data.path(), sync);
    QVERIFY2(whole.code == 0, whole.err);
    QCOMPARE(whole.array()[0][u"snapshot_in_full"_s].toBool(), true);
    const Ran none = runIn(data.path(), sync + QStringList{u"--no-snapshot"_s});
    QVERIFY2(none.code == 0 && none.array()[0][u"snapshot_in_full"_s].isNull(), none.err);
    const QStringList desk{u"--user"_s, u"audit-desk"_s};
    const Ran without = runIn(data.path(), sync + desk + QStringList{u"--no-snapshot"_s});
    QVERIFY2(without.code == 0, without.err);
    const Ran partial = runIn(data.path(), sync + desk);
    QVERIFY2(partial.code == 7 && partial.err.contains("not in the snapshot"), partial.err);
    QCOMPARE(partial.array().size(), 1);
    QVERIFY(partial.array()[0][u"snapshot_in_full"_s].isBool());
    QCOMPARE(partial.array()[0][u"snapshot_in_full"_s].toBool(), false);
}

// Harbor leaves out of the trail what an account may not see, without a word; what was kept of it is no whole trail
// either.
void TestTriageCommands::trailThatIsNotShownIsPartial()
{
    const QTemporaryDir data;
    const Ran synced = runIn(data.path(), {u"sync"_s, u"--demo"_s, u"--user"_s, u"audit-desk"_s, u"--no-snapshot"_s});
    QVERIFY2(synced.code == 0 || synced.code == 7, synced.err);
    for (const QStringList &more : {QStringList(), QStringList{u"--unusual"_s}}) {
        const Ran ran = runIn(data.path(), QStringList{u"audit"_s, u"--demo"_s, u"--json"_s} + more);
        QVERIFY2(ran.code == 7, ran.err);
        QVERIFY2(ran.err.contains("Shown only for projects where your role allows it."), ran.err);
    }
}

void TestTriageCommands::initTestCase()
{
    const Ran ran = runIn(m_synced.path(), {u"sync"_s, u"--demo"_s});
    QVERIFY2(ran.code == 0, ran.err.constData());
    // The sync recorded what the projects use; the demo has a past of it.
    const Ran quotas = runIn(m_synced.path(), {u"get"_s, u"quotas"_s, u"--demo"_s, u"--json"_s});
    QVERIFY2(quotas.code == 0, quotas.err.constData());
    int forecasts = 0;
    for (const QJsonValue &one : quotas.array()) {
        const QJsonObject quota = one.toObject();
        QVERIFY(quota.contains(u"forecast"_s));
        if (quota[u"hard"_s][u"storage"_s].toInteger() < 0)
            QVERIFY(quota[u"forecast"_s].isNull());
        if (quota[u"forecast"_s].isNull())
            continue;
        ++forecasts;
        QVERIFY(QDate::fromString(quota[u"forecast"_s][u"full"_s].toString(), Qt::ISODate) > QDate(2020, 1, 1));
        QVERIFY(quota[u"forecast"_s][u"bytes_per_day"_s].toInteger() > 0);
        QVERIFY(quota[u"forecast"_s][u"known_days"_s].toInt() > 80);
    }
    QVERIFY(forecasts > 3);
}

void TestTriageCommands::init()
{
    m_data = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(m_synced.filePath(u"demo/cache.db"_s), m_data->filePath(u"cache.db"_s)));
}

void TestTriageCommands::asksWhatWasSynced()
{
    const Ran ran = run({u"findings"_s, u"sev:critical"_s, u"--json"_s});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(ran.array().size() > 100);
    for (const QJsonValue &one : ran.array()) {
        QCOMPARE(one[u"severity"_s].toString(), u"critical"_s);
        QCOMPARE(one[u"state"_s].toString(), u"none"_s);
        QVERIFY(!one[u"first_seen"_s].toString().isEmpty());
    }
    // One schema, however it is asked for.
    QCOMPARE(run({u"findings"_s, u"sev:critical"_s, u"--format"_s, u"json"_s}).array(), ran.array());
    QJsonArray lines;
    for (const QByteArray &line :
        run({u"findings"_s, u"sev:critical"_s, u"--format"_s, u"jsonl"_s}).out.trimmed().split('\n'))
        lines.append(QJsonDocument::fromJson(line).object());
    QCOMPARE(lines, ran.array());
    const QByteArray csv = run({u"findings"_s, u"sev:critical"_s, u"--csv"_s}).out;
    QStringList fields = QString::fromUtf8(csv.left(csv.indexOf('\r'))).split(u',');
    fields.sort();
    QCOMPARE(fields, ran.array().first().toObject().keys());
    const Ran none = runIn(m_data->filePath(u"nowhere"_s), {u"findings"_s});
    QCOMPARE(none.code, 6);
    QVERIFY(none.err.contains("sync"));
    QCOMPARE(run({u"findings"_s, u"severty:high"_s}).code, 2);
}

void TestTriageCommands::groupsGoOutInEveryForm()
{
    const auto group = [&](const QString &format) {
        return run({u"findings"_s, u"sev:critical"_s, u"--group"_s, u"fix"_s, u"--format"_s, format});
    };
    const QJsonArray json = group(u"json"_s).array();
    QVERIFY(json.size() > 5);
    QCOMPARE(group(u"jsonl"_s).out.trimmed().split('\n').size(), json.size());
    const QByteArrayList csv = group(u"csv"_s).out.trimmed().split('\n');
    QCOMPARE(csv.size(), json.size() + 1);
    QVERIFY(csv.first().startsWith("fix,severity,occurrences"));
    QCOMPARE(group(u"table"_s).out.trimmed().split('\n').size(), json.size() + 1);
    for (const QString &format : {u"sarif"_s, u"openvex"_s, u"cyclonedx"_s, u"csaf"_s, u"html"_s})
        QCOMPARE(group(format).code, 2); // they hold findings and no groups
    QCOMPARE(run({u"findings"_s, u"sev:critical"_s, u"--group"_s, u"fix"_s, u"--csv"_s}).out, group(u"csv"_s).out);
    qint64 sum = 0;
    for (const QJsonValue &one : json)
        sum += one[u"occurrences"_s].toInteger();
    QCOMPARE(sum, findings(u"sev:critical"_s).size());
    const QJsonArray images = run({u"findings"_s, u"--group"_s, u"image"_s, u"--format"_s, u"json"_s}).array();
    QVERIFY(images.first()[u"digest"_s].toString().startsWith(u"sha256:"_s));
    QVERIFY(!images.first()[u"repository"_s].toString().isEmpty());
}

void TestTriageCommands::saysWhatAnAllowlistWouldLetThrough()
{
    QVERIFY(QDir(m_data->path()).mkpath(u"demo"_s));
    QVERIFY(QFile::copy(m_synced.filePath(u"demo/cache.db"_s), m_data->filePath(u"demo/cache.db"_s)));
    const QStringList ask{u"allowlist"_s, u"project:payments"_s, u"sev:critical"_s, u"--demo"_s};
    const Ran ran = run(ask + QStringList{u"--project"_s, u"payments"_s, u"--json"_s});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject said = QJsonDocument::fromJson(ran.out).object();
    QCOMPARE(said[u"sent"_s].toBool(true), false);
    QCOMPARE(said[u"request"_s][u"path"_s].toString(), u"/api/v2.0/projects/2"_s);
    const qsizetype before = said[u"before"_s][u"items"_s].toArray().size();
    QCOMPARE(said[u"request"_s][u"body"_s][u"cve_allowlist"_s][u"items"_s].toArray().size(),
        before + said[u"added"_s].toArray().size());
    // The project blocks what is critical: with all of it allowed, its scanned images pass.
    QVERIFY(said[u"would_unblock"_s].toArray().size() > 5);
    QCOMPARE(said[u"stay_blocked"_s].toInt(), 0);
    const Ran words = run(ask + QStringList{u"--project"_s, u"payments"_s});
    QVERIFY(words.out.contains("Nothing was changed in the registry"));
    QCOMPARE(run(ask).code, 2); // no list is named
    const Ran ended = run(ask + QStringList{u"--project"_s, u"payments"_s, u"--expires"_s, u"2099-01-31"_s});
    QVERIFY2(ended.out.contains("The allowlist expires on 2099-01-31 and then has no effect"), ended.out.constData());
    QCOMPARE(run(ask + QStringList{u"--project"_s, u"payments"_s, u"--expires"_s, u"soon"_s}).code, 2);
    QCOMPARE(run({u"allowlist"_s, u"cve:CVE-1999-1"_s, u"--system"_s, u"--demo"_s}).code, 6);
}

void TestTriageCommands::marksWhatIsNotWhole()
{
    {
        SystemClock clock;
        auto cache = store::Database::open(store::cachePlan(m_data->path()), clock);
        QVERIFY(cache.ok());
        QVERIFY((*cache)->sql("UPDATE artifact SET due = 1 WHERE scannable").run().ok());
    }
    for (const QString &format : {u"table"_s, u"json"_s, u"csv"_s, u"jsonl"_s, u"sarif"_s, u"html"_s}) {
        const Ran ran = run({u"findings"_s, u"sev:critical"_s, u"--format"_s, format});
        QCOMPARE(ran.code, 7);
        QVERIFY(ran.err.contains("not synced yet"));
        if (format != u"table"_s)
            QVERIFY2(ran.out.contains("not synced yet"), qPrintable(format));
    }
    const Ran groups = run({u"findings"_s, u"--group"_s, u"cve"_s, u"--format"_s, u"json"_s});
    QCOMPARE(groups.code, 7);
    QVERIFY(groups.array().first()[u"incomplete"_s].toString().contains(u"not synced yet"_s));
}

static const QStringList kNotAffected{u"--state"_s, u"not_affected"_s, u"--justification"_s, u"code_not_reachable"_s,
    u"--reason"_s, u"The function is never called."_s};

void TestTriageCommands::aPreviewWritesNothing()
{
    const qsizetype count = findings(u"sev:critical fix:no"_s).size();
    const Ran ran = run(QStringList{u"decide"_s, u"sev:critical"_s, u"fix:no"_s} + kNotAffected);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.out.startsWith(QByteArray::number(count) + " findings in "), ran.out.constData());
    QVERIFY(ran.out.contains("--yes"));
    QCOMPARE(run({u"decisions"_s, u"--json"_s}).array().size(), 0);
    QCOMPARE(findings(u"state:hidden"_s).size(), 0);
}

void TestTriageCommands::decidesAndTakesBack()
{
    const qsizetype count = findings(u"sev:critical fix:no"_s).size();
    const Ran made = run(
        QStringList{u"decide"_s, u"sev:critical"_s, u"fix:no"_s, u"--yes"_s, u"--reach"_s, u"digest"_s} + kNotAffected);
    QVERIFY2(made.code == 0, made.err.constData());
    QCOMPARE(findings(u"state:not_affected"_s).size(), count);
    QCOMPARE(findings(u"sev:critical fix:no state:open"_s).size(), 0);
    const QJsonArray decisions = run({u"decisions"_s, u"--json"_s}).array();
    QVERIFY(!decisions.isEmpty());
    QCOMPARE(decisions.first()[u"author"_s].toString(), u"Platform Security"_s);
    QVERIFY(!decisions.first()[u"review"_s].toString().isEmpty()); // what hides without end is looked at again
    QCOMPARE(run({u"decisions"_s, u"--history"_s, u"--json"_s}).array().size(), 1);

    const Ran again = run(QStringList{u"decide"_s, u"sev:critical"_s, u"fix:no"_s} + kNotAffected);
    QCOMPARE(again.code, 1); // nothing is left to decide
    QCOMPARE(run({u"undo"_s, eventOf(made)}).code, 0);
    QCOMPARE(findings(u"state:not_affected"_s).size(), 0);
    QCOMPARE(run({u"undo"_s, eventOf(made)}).code, exitCode(ErrorKind::Conflict));
    QCOMPARE(run({u"undo"_s, u"nothing"_s}).code, 6);
    const QJsonArray history = run({u"decisions"_s, u"--history"_s, u"--json"_s}).array();
    QCOMPARE(history.size(), 2);
    QCOMPARE(history[1].toObject()[u"undoes"_s].toString(), eventOf(made));
}

void TestTriageCommands::refusesWhatIsNoDecision_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("no query") << u"decide --state in_triage"_s;
    QTest::newRow("an empty query") << u"decide| --state in_triage"_s;
    QTest::newRow("no state") << u"decide sev:high"_s;
    QTest::newRow("a foreign state") << u"decide sev:high --state wontfix"_s;
    QTest::newRow("no reason") << u"decide sev:high --state not_affected"_s;
    QTest::newRow("a foreign justification") << u"decide sev:high --state not_affected --reason x --justification y"_s;
    QTest::newRow("a foreign reach") << u"decide sev:high --state in_triage --reach here"_s;
    QTest::newRow("a date that has passed")
        << u"decide sev:high --state risk_accepted --reason x --expires 2001-01-01"_s;
    QTest::newRow("no date") << u"decide sev:high --state risk_accepted --reason x --expires soon"_s;
    QTest::newRow("No findings to decide on") << u"decide cve:CVE-1900-1 --state in_triage"_s;
}

void TestTriageCommands::refusesWhatIsNoDecision()
{
    QFETCH(QString, arguments);
    const QChar separator = arguments.contains(u'|') ? u'|' : u' ';
    QStringList words = arguments.split(separator);
    if (separator == u'|')
        words = {words[0], u" "_s, u"--state"_s, u"in_triage"_s};
    const Ran ran = run(words + QStringList{u"--yes"_s});
    QVERIFY(ran.code == 1 || ran.code == 2);
    QVERIFY(!ran.err.isEmpty());
    QCOMPARE(run({u"decisions"_s, u"--history"_s, u"--json"_s}).array().size(), 0);
}

void TestTriageCommands::judgesByExitCode()
{
    QString unscanned;
    const QJsonArray images = run({u"findings"_s, u"sev:critical"_s, u"--group"_s, u"image"_s, u"--json"_s}).array();
    const QString reference =
        images.first()[u"repository"_s].toString() + u'@' + images.first()[u"digest"_s].toString();
    const auto gate = [&](const QByteArray &rules, const QString &name = {}) {
        const QString policy = write(u"policy.json"_s, R"({"lotse_policy":1,"stale":"never","rules":[)" + rules + "]}");
        return run({u"gate"_s, name.isEmpty() ? reference : name, u"--policy"_s, policy});
    };
    QCOMPARE(gate("").code, 0);
    QCOMPARE(gate(R"({"name":"all","query":"sev:critical","max":100000})").code, 0);
    const Ran broken = gate(R"({"name":"none","query":"sev:critical state:open","message":"Update."})");
    QCOMPARE(broken.code, 11);
    QVERIFY(broken.err.contains("Update."));
    const Ran silent = gate(R"({"name":"none","query":"sev:critical state:open"})");
    QCOMPARE(silent.code, 11);
    QVERIFY2(silent.err.contains("rule \"none\" is broken: "), silent.err);
    QVERIFY2(silent.err.contains("and at most 0 are allowed"), silent.err);
    QCOMPARE(gate("", u"nowhere/here:1"_s).code, 6);
    // What is no image has no report, and so does not pass.
    for (const QString &chart :
        {u"payments/charts/payments"_s, u"demo.lotse.example/payments/charts/payments:latest"_s}) {
        const Ran judged = gate("", chart);
        QCOMPARE(judged.code, 12);
        QVERIFY2(judged.err.contains("chart") && judged.err.contains("no scan report"), judged.err);
        QVERIFY(judged.out.isEmpty());
    }
    QCOMPARE(gate("", u"payments/charts/payments:no-such"_s).code, 6);
    QCOMPARE(gate("{").code, 2);
    QCOMPARE(run({u"gate"_s, reference}).code, 2);
    QCOMPARE(run({u"gate"_s, reference, u"--policy"_s, u"/nowhere"_s}).code, 2);

    const QString policy = m_data->filePath(u"policy.json"_s);
    write(u"policy.json"_s, R"({"lotse_policy":1,"stale":"never","rules":[{"name":"none","query":"sev:critical"}]})");
    const Ran sarif = run({u"gate"_s, reference, u"--policy"_s, policy, u"--format"_s, u"sarif"_s});
    QCOMPARE(sarif.code, 11);
    const QJsonObject first = QJsonDocument::fromJson(sarif.out).object()[u"runs"_s][0].toObject();
    QCOMPARE(first[u"results"_s].toArray().size(), images.first()[u"occurrences"_s].toInt());
    // A decision opens the gate.
    const QString digest = images.first()[u"digest"_s].toString();
    QCOMPARE(run(QStringList{u"decide"_s, u"sev:critical"_s, u"image:"_s + digest, u"--yes"_s} + kNotAffected).code, 0);
    QCOMPARE(gate(R"({"name":"none","query":"sev:critical state:open"})").code, 0);
    {
        SystemClock clock;
        auto cache = store::Database::open(store::cachePlan(m_data->path()), clock);
        QVERIFY((*cache)->sql("UPDATE report SET reported_at = NULL").run().ok()); // every checksum is wrong now
    }
    QCOMPARE(gate("").code, 12);
    QFile::remove(m_data->filePath(u"decisions.db-wal"_s));
    write(u"decisions.db"_s, QByteArray(8192, 'x'));
    QCOMPARE(gate("").code, 9);
}

void TestTriageCommands::judgesNothingByWhatIsNotKnown()
{
    const QJsonArray images = run({u"findings"_s, u"sev:critical"_s, u"--group"_s, u"image"_s, u"--json"_s}).array();
    const QString policy = write(
        u"policy.json"_s, R"({"lotse_policy":1,"stale":"never","rules":[{"name":"exploited","query":"kev:yes"}]})");
    const QStringList gate{u"gate"_s, images.first()[u"digest"_s].toString(), u"--policy"_s, policy};
    const Ran blind = run(gate);
    QCOMPARE(blind.code, 11);
    QVERIFY2(blind.err.contains("Not evaluated: requires EPSS or KEV"), blind.err);
    const QString list = write(u"list.json"_s,
        R"({"catalogVersion":"1","dateReleased":"2026-11-22T00:00:00Z","vulnerabilities":[{"cveID":"CVE-1999-0001"}]})");
    QCOMPARE(run({u"priority"_s, list}).code, 0);
    QCOMPARE(run(gate).code, 0);
    QCOMPARE(run({u"priority"_s, policy}).code, exitCode(ErrorKind::Decode));
    // A sync reads the labels of images: who asks for one is answered, also where no image has it.
    const QString labels =
        write(u"labels.json"_s, R"({"lotse_policy":1,"stale":"never","rules":[{"name":"prod","query":"label:prod"}]})");
    const Ran known = run({u"gate"_s, images.first()[u"digest"_s].toString(), u"--policy"_s, labels});
    QVERIFY2(known.code == 0, known.err);
    const Ran none = run({u"findings"_s, u"label:prod"_s, u"--group"_s, u"image"_s, u"--json"_s});
    QVERIFY2(none.code == 0 && none.array().isEmpty(), none.err);
    const auto reviewed = run({u"findings"_s, u"label:reviewed"_s, u"--group"_s, u"image"_s, u"--json"_s}).array();
    QVERIFY(!reviewed.isEmpty() && reviewed.size() < images.size());
}

void TestTriageCommands::carriesDecisionsInEveryFormat_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"openvex", "cyclonedx", "csaf"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

void TestTriageCommands::carriesDecisionsInEveryFormat()
{
    QFETCH(QString, format);
    QCOMPARE(run(QStringList{u"decide"_s, u"sev:critical"_s, u"fix:no"_s, u"--yes"_s} + kNotAffected).code, 0);
    const QString file = m_data->filePath(u"decided.json"_s);
    QStringList command{u"vex"_s, u"export"_s, file, u"--format"_s, format};
    if (format == u"csaf"_s) { // the others have no place for it
        const Ran without = run(command);
        QCOMPARE(without.code, 2);
        QVERIFY2(without.err.contains("--author-url"), without.err);
        command += {u"--author-url"_s, u"https://example.com"_s};
    }
    const Ran out = run(command);
    QVERIFY2(out.code == 0, out.err.constData());

    const QTemporaryDir other;
    QVERIFY(QFile::copy(m_synced.filePath(u"demo/cache.db"_s), other.filePath(u"cache.db"_s)));
    const Ran preview = runIn(other.path(), {u"vex"_s, u"import"_s, file, u"--json"_s});
    QVERIFY2(preview.code == 0, preview.err.constData());
    QCOMPARE(findings(u"state:hidden"_s, other.path()).size(), 0);
    const QJsonArray decided = findings(u"state:hidden"_s);
    QCOMPARE(QJsonDocument::fromJson(preview.out).object()[u"findings"_s].toInteger(), decided.size());
    const Ran imported = runIn(other.path(), {u"vex"_s, u"import"_s, file, u"--yes"_s});
    QCOMPARE(imported.code, 0);
    // All but the decision itself, which was made anew.
    const auto plain = [](QJsonArray rows) {
        for (QJsonValueRef row : rows) {
            QJsonObject one = row.toObject();
            one.remove(u"decision_id"_s);
            one.remove(u"decided_at"_s);
            one.remove(u"review_at"_s); // counted from when it was made
            row = one;
        }
        return rows;
    };
    QCOMPARE(plain(findings(u"state:hidden"_s, other.path())), plain(decided));
    QCOMPARE(runIn(other.path(), {u"undo"_s, eventOf(imported)}).code, 0);
    QCOMPARE(findings(u"state:hidden"_s, other.path()).size(), 0);
    // Where nothing fits, it says so.
    const QByteArray foreign = R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"a",)"
                               R"("timestamp":"2026-11-23T09:00:00Z","version":1,"statements":[{"vulnerability":)"
                               R"({"name":"CVE-1900-1"},"products":[{"@id":"pkg:deb/debian/nothing@1"}],)"
                               R"("status":"under_investigation"}]})";
    const Ran nothing = runIn(other.path(), {u"vex"_s, u"import"_s, write(u"foreign.json"_s, foreign), u"--yes"_s});
    QCOMPARE(nothing.code, 0);
    QVERIFY(nothing.out.contains("CVE-1900-1"));
    QCOMPARE(runIn(other.path(), {u"vex"_s, u"import"_s, write(u"bad.json"_s, "{")}).code, 7);
    const QByteArray twice =
        R"({"@context":"https://openvex.dev/ns/v0.2.0","statements":[{"vulnerability":{"name":)"
        R"("CVE-1"},"products":[{"@id":"pkg:deb/debian/p"}],"status":"affected","status":"fixed"}]})";
    QCOMPARE(runIn(other.path(), {u"vex"_s, u"import"_s, write(u"twice.json"_s, twice)}).code, 7);
}

// What a document holds cannot look like what the program says of it.
void TestTriageCommands::aDocumentForgesNoLine()
{
    const QByteArray forged = "\\r\\nImported. Undo with: lotse-cli undo 1\\u2028x";
    const QByteArray text = R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"a)" + forged
        + R"(","timestamp":"2026-11-23T09:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-1900-1)"
        + forged + R"("},"products":[{"@id":"pkg:deb/debian/p)" + forged
        + R"("}],"status":"not_affected","justification":"y)" + forged
        + R"(","impact_statement":"z"},{"vulnerability":{"name":"CVE-1900-2"},"products":[{"@id":"https://a)" + forged
        + R"("}],"status":"affected"}]})";
    const Ran ran = run({u"vex"_s, u"import"_s, write(u"forged.json"_s, text)});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.contains("<U+000A>Imported."));
    for (const QByteArray &line : ran.out.split('\n'))
        QVERIFY2(!line.startsWith("Imported"), ran.out);
}

void TestTriageCommands::comparesImages()
{
    const QJsonArray images = run({u"findings"_s, u"--group"_s, u"image"_s, u"--json"_s}).array();
    const QString one = images[0][u"digest"_s].toString();
    const QString other = images[1][u"digest"_s].toString();
    const Ran ran = run({u"diff"_s, one, other, u"--json"_s});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject diff = QJsonDocument::fromJson(ran.out).object();
    QCOMPARE(diff[u"before"_s][u"digest"_s].toString(), one);
    QVERIFY(!diff[u"findings"_s].toArray().isEmpty());
    QCOMPARE(run({u"diff"_s, one}).code, 6); // there was one report only
    QVERIFY(run({u"diff"_s, one, other}).out.contains("before: "));
}

void TestTriageCommands::theDemoHasAStoreOfItsOwn()
{
    QVERIFY(!QFile::exists(m_synced.filePath(u"cache.db"_s)));
    QCOMPARE(runIn(m_synced.path(), {u"findings"_s, u"--json"_s}).code, 6); // nothing of the person's was synced
    QVERIFY(!runIn(m_synced.path(), {u"findings"_s, u"--demo"_s, u"--json"_s}).array().isEmpty());
}

// Exceptions, the journal and the store know the demo registry by one id.
void TestTriageCommands::exceptionsCountInTheDemo()
{
    const QStringList except{u"posture"_s, u"except"_s, u"P10"_s, u"--owner"_s, u"Ann"_s, u"--reason"_s, u"soon"_s,
        u"--expires"_s, u"2099-01-31"_s, u"--demo"_s};
    QCOMPARE(run(except).code, 0);
    QHash<QString, QString> outcomes;
    const QJsonObject posture = QJsonDocument::fromJson(run({u"posture"_s, u"--demo"_s, u"--json"_s}).out).object();
    for (const QJsonValue check : posture[u"checks"_s].toArray())
        outcomes.insert(check[u"id"_s].toString(), check[u"result"_s].toString());
    QCOMPARE(outcomes.value(u"P10"_s), u"excepted"_s);
}

void TestTriageCommands::explainsKeptVerdictsInSentences()
{
    const Ran synced = runIn(m_synced.path(), {u"trust"_s, u"sync"_s, u"--demo"_s});
    QVERIFY2(synced.code == 0 || synced.code == 7, synced.err);
    const Ran told = runIn(m_synced.path(), {u"trust"_s, u"explain"_s, u"payments/backend/api:latest"_s, u"--demo"_s});
    QVERIFY2(told.code == 0, told.err);
    QVERIFY2(
        told.out.contains("not checked: signature - No public key is available to verify this signature."), told.out);
    QVERIFY2(!told.out.contains("no-key") && !told.out.contains("cosign-attestation"), told.out);
}

void TestTriageCommands::showsWhatTheAccountNamedSees()
{
    const Ran added = run(
        {u"accounts"_s, u"add"_s, u"--no-test"_s, u"--url"_s, u"https://harbor.example.com"_s, u"--name"_s, u"mine"_s});
    QVERIFY2(added.code == 0, added.err.constData());
    const Ran none = run({u"findings"_s, u"--account"_s, u"mine"_s, u"--json"_s});
    QCOMPARE(none.code, 6); // it has synced nothing
    QVERIFY2(none.err.contains("synced"), none.err.constData());
    QCOMPARE(run({u"findings"_s, u"--account"_s, u"nobody"_s}).code, 6);
    QCOMPARE(run({u"accounts"_s, u"remove"_s, u"mine"_s}).code, 0);
}

// A registry that is not Harbor is never synced: what its account shows is what was imported.
void TestTriageCommands::knowsThePlainRegistryByItsReports()
{
    const QString place = u"127.0.0.1:5871"_s;
    QCOMPARE(run({u"accounts"_s, u"add"_s, u"local"_s, u"--no-test"_s, u"--url"_s, u"http://"_s + place}).code, 0);
    const QString policy = write(u"policy.json"_s, R"({"lotse_policy":1,"stale":"never","rules":[]})");
    const QStringList gate{u"gate"_s, u"team/app:1.0"_s, u"--policy"_s, policy, u"--account"_s, u"local"_s};
    QCOMPARE(run(gate).code, 6);
    const QString report = write(u"trivy.json"_s, R"({"SchemaVersion":2,"ArtifactName":"app",
        "ArtifactType":"container_image","CreatedAt":"2026-11-30T00:00:00Z","Results":[{"Target":"app",
        "Class":"os-pkgs","Type":"debian","Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1","PkgName":"p",
        "InstalledVersion":"1","Severity":"HIGH"}]}]})");
    const Ran kept = run({u"import-report"_s, report, place + u"/team/app:1.0@sha256:"_s + QString(64, u'c')});
    QVERIFY2(kept.code == 0, kept.err);
    const Ran judged = run(gate);
    QVERIFY2(judged.code == 0, judged.err);
    QCOMPARE(run({u"findings"_s, u"--account"_s, u"local"_s, u"--json"_s}).array().size(), 1);
    QCOMPARE(run({u"accounts"_s, u"remove"_s, u"local"_s}).code, 0);
}

void TestTriageCommands::saysThatDecisionsAreGone()
{
    const QStringList decide{u"decide"_s, u"sev:critical"_s, u"--state"_s, u"in_triage"_s, u"--yes"_s};
    const Ran decided = run(decide);
    QVERIFY2(decided.code == 0, decided.err.constData());
    for (const char *name : {"decisions.db", "decisions.db-wal", "decisions.db-shm"})
        QFile::remove(m_data->filePath(QLatin1StringView(name)));
    for (const QStringList &command : {QStringList{u"decisions"_s}, QStringList{u"findings"_s}, decide}) {
        const Ran ran = run(command);
        QCOMPARE(ran.code, 9);
        QVERIFY2(ran.err.contains("missing or empty"), ran.err.constData());
    }
    QVERIFY(!QFile::exists(m_data->filePath(u"decisions.db"_s)));
}

QTEST_GUILESS_MAIN(TestTriageCommands)
#include "tst_triagecommands.moc"
