// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

/// Plans, exports and differences by the command line. Each run has a demo registry of its own, and one journal.
class TestPlanCommands : public QObject {
    Q_OBJECT
    Program m_program;
    QTemporaryDir m_data;

    Ran run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_program.run(arguments, {u"LOTSE_DATA="_s + m_data.path(), u"USER=anna"_s}, input);
    }
    QString file(const QString &name) const { return m_data.filePath(name); }
    QString written(const QString &name, const QByteArray &text) const
    {
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("cannot write");
        return out.fileName();
    }
    QByteArray read(const QString &name) const
    {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    /// The plan of a statement, made at the demo.
    QString planned(const QStringList &statement, const QString &name = u"plan.json"_s) const
    {
        const Ran ran = run(QStringList{u"plan"_s} + statement + QStringList{u"--demo"_s, u"--output"_s, file(name)});
        if (ran.code != 0)
            qWarning("%s", ran.err.constData());
        return file(name);
    }
    QString resealed(const QString &name, const QJsonObject &changed) const
    {
        QJsonObject plan = changed;
        plan.remove(u"sha256"_s);
        const QByteArray hash =
            QCryptographicHash::hash(QJsonDocument(plan).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
        plan.insert(u"sha256"_s, QString::fromLatin1(hash.toHex()));
        return written(name, QJsonDocument(plan).toJson());
    }

private slots:
    void plansAndApplies();
    void readsStatements();
    void refusesBadPlans_data();
    void refusesBadPlans();
    void whatCannotBeUndoneTakesTheHash();
    void asksForSecrets();
    void showsASecretOnce();
    void comparesConfigurations();
    void aHiddenProjectIsNotMissing();
    void keepsSnapshots();
    void asksForASecondPerson();
};

void TestPlanCommands::plansAndApplies()
{
    const QString plan = planned({u"quota"_s, u"payments=20GiB"_s, u"all=max(used*1.3,10GiB)"_s});
    const Ran shown = run({u"plan"_s, u"show"_s, plan});
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.out.contains("Set the quota of payments to 10.0 GiB"), shown.out);
    QVERIFY(shown.out.contains("SHA-256 "));
    QVERIFY(run({u"plan"_s, u"show"_s, plan, u"--json"_s}).array().size() > 3);
    const Ran dry = run({u"apply"_s, plan, u"--demo"_s, u"--dry-run"_s});
    QCOMPARE(dry.code, 0);
    QVERIFY2(dry.out.contains("would be sent") && dry.err.contains("Nothing has been sent"), dry.err);
    const Ran readOnly = run({u"apply"_s, plan, u"--demo"_s, u"--yes"_s});
    QCOMPARE(readOnly.code, 5);
    QVERIFY2(readOnly.err.contains("--allow-changes"), readOnly.err);
    const Ran silent = run({u"apply"_s, plan, u"--demo"_s, u"--allow-changes"_s});
    QCOMPARE(silent.code, 2);
    QVERIFY2(silent.err.contains("No terminal for the confirmation prompt"), silent.err);
    const Ran applied = run({u"apply"_s, plan, u"--demo"_s, u"--yes"_s, u"--allow-changes"_s, u"--json"_s});
    QCOMPARE(applied.code, 0);
    const QJsonArray rows = applied.array();
    QVERIFY(rows.size() > 3);
    for (const QJsonValue &row : rows)
        QCOMPARE(row[u"state"_s].toString(), u"verified"_s);
    QCOMPARE(run({u"plan"_s, u"list"_s, u"--demo"_s, u"--json"_s}).array().size(), rows.size());
    QVERIFY(run({u"plan"_s, u"list"_s, u"--demo"_s, u"--csv"_s}).out.startsWith("plan,change,"));
    // Once is enough.
    const Ran again = run({u"apply"_s, plan, u"--demo"_s, u"--yes"_s, u"--allow-changes"_s});
    QCOMPARE(again.code, 2);
    QVERIFY2(again.err.contains("This plan was already applied"), again.err);
    const Ran discarded = run({u"plan"_s, u"discard"_s, u"last"_s, u"--demo"_s});
    QCOMPARE(discarded.code, 2);
    QVERIFY2(discarded.err.contains("nothing to discard"), discarded.err);
    QCOMPARE(run({u"apply"_s, u"--resume"_s, u"last"_s, u"--demo"_s}).code, 2);
    // At a fresh demo the registry is not as it was left: a conflict, and nothing is overwritten.
    const Ran undo = run({u"plan"_s, u"undo"_s, u"last"_s, u"--demo"_s, u"--output"_s, file(u"undo.json"_s)});
    QVERIFY2(undo.code == 0, undo.err);
    const Ran conflict = run({u"apply"_s, file(u"undo.json"_s), u"--demo"_s, u"--dry-run"_s});
    QVERIFY2(conflict.out.contains("is so already"), conflict.out);
}

void TestPlanCommands::readsStatements()
{
    const Ran bad = run({u"plan"_s, u"batch"_s, u"-"_s, u"--demo"_s}, "quota payments=1GiB\nfrob\n");
    QCOMPARE(bad.code, 2);
    QVERIFY2(bad.err.contains("Line 2"), bad.err);
    const Ran unknown = run({u"plan"_s, u"batch"_s, u"-"_s, u"--demo"_s}, "\nquota nowhere=1GiB\n");
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("Line 2") && unknown.err.contains("nowhere"), unknown.err);
    QVERIFY(unknown.out.isEmpty());
    const Ran good = run({u"plan"_s, u"batch"_s, u"-"_s, u"--demo"_s, u"--title"_s, u"spring"_s},
        "quota payments=1GiB # more\nlabel create x color=#ffffff\n");
    QCOMPARE(good.code, 0);
    QCOMPARE(QJsonDocument::fromJson(good.out)[u"title"_s].toString(), u"spring"_s);
    const Ran role = run({u"plan"_s, u"member"_s, u"add"_s, u"payments"_s, u"x"_s, u"boss"_s, u"--demo"_s});
    QCOMPARE(role.code, 2);
    QVERIFY2(role.err.contains("no role boss"), role.err);
    const Ran below = run({u"plan"_s, u"quota"_s, u"payments=1KiB"_s, u"--demo"_s});
    QCOMPARE(below.code, 0);
    QVERIFY2(below.err.contains("below the current usage"), below.err);
    const Ran open = run({u"plan"_s, u"project"_s, u"create"_s, u"cli-new"_s, u"--public"_s, u"--demo"_s});
    QVERIFY2(open.out.contains("\"public\": \"true\""), open.out);
    const Ran where = run({u"plan"_s, u"set"_s, u"webhook"_s, u"enabled=false"_s, u"--project"_s, u"payments"_s,
        u"--where"_s, u"name=nothing"_s, u"--demo"_s});
    QVERIFY2(where.code == 2 && where.err.contains("No webhook matches: name=nothing"), where.err);
}

void TestPlanCommands::refusesBadPlans_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("missing") << u"missing"_s << 6 << QByteArray("nowhere.json not found");
    QTest::newRow("cut") << u"cut"_s << 7 << QByteArray("cut or no JSON");
    QTest::newRow("changed") << u"changed"_s << 7 << QByteArray("modified after it was written");
    QTest::newRow("newer") << u"newer"_s << 1 << QByteArray("newer Lotse");
    QTest::newRow("other registry") << u"other"_s << 2 << QByteArray("The plan is for https://other.example");
    QTest::newRow("no plan") << u"none"_s << 7 << QByteArray("not a change plan");
    QTest::newRow("other hash") << u"hash"_s << 2 << QByteArray("not the approved plan");
    QTest::newRow("unknown operation") << u"operation"_s << 2 << QByteArray("Unknown operation frob");
}

void TestPlanCommands::refusesBadPlans()
{
    QFETCH(QString, how);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    planned({u"quota"_s, u"payments=21GiB"_s});
    const QByteArray good = read(u"plan.json"_s);
    QJsonObject plan = QJsonDocument::fromJson(good).object();
    QString path = file(u"nowhere.json"_s);
    QStringList more{u"--yes"_s};
    if (how == u"cut"_s) {
        path = written(u"bad.json"_s, good.left(good.size() / 2));
    } else if (how == u"changed"_s) {
        path = written(u"bad.json"_s, QByteArray(good).replace("payments", "platform"));
    } else if (how == u"newer"_s) {
        plan[u"version"_s] = 2;
        path = resealed(u"bad.json"_s, plan);
    } else if (how == u"other"_s) {
        plan[u"origin"_s] = u"https://other.example"_s;
        path = resealed(u"bad.json"_s, plan);
    } else if (how == u"none"_s) {
        path = written(u"bad.json"_s, "{}");
    } else if (how == u"hash"_s) {
        path = file(u"plan.json"_s);
        more = QStringList{u"--approve"_s, QString(64, u'0')};
    } else if (how == u"operation"_s) {
        QJsonArray changes = plan[u"changes"_s].toArray();
        QJsonObject change = changes[0].toObject();
        change[u"operation"_s] = u"frob"_s;
        changes[0] = change;
        plan[u"changes"_s] = changes;
        path = resealed(u"bad.json"_s, plan);
    }
    const Ran ran = run(QStringList{u"apply"_s, path, u"--demo"_s, u"--allow-changes"_s} + more);
    QVERIFY2(ran.err.contains(said), ran.err);
    QCOMPARE(ran.code, code);
    QVERIFY(ran.out.isEmpty());
}

void TestPlanCommands::whatCannotBeUndoneTakesTheHash()
{
    const QString plan = planned({u"delete"_s, u"user"_s, u"vendor-access"_s});
    const QStringList line{u"apply"_s, plan, u"--demo"_s, u"--allow-changes"_s};
    const Ran refused = run(line + QStringList{u"--yes"_s});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("cannot be undone: --yes is not enough"), refused.err);
    const QString hash = QJsonDocument::fromJson(read(u"plan.json"_s))[u"sha256"_s].toString();
    const Ran approved = run(line + QStringList{u"--approve"_s, hash, u"--keep-going"_s});
    QVERIFY2(approved.code == 0, approved.err);
    QVERIFY(approved.out.contains("verified"));
}

void TestPlanCommands::asksForSecrets()
{
    const QString plan =
        planned({u"create"_s, u"user"_s, u"cli-user"_s, u"email=cli@example.com"_s, u"realname=Cli"_s});
    QVERIFY(!read(u"plan.json"_s).contains("\"password\":"));
    const QStringList line{u"apply"_s, plan, u"--demo"_s, u"--allow-changes"_s, u"--yes"_s};
    const Ran without = run(line);
    QCOMPARE(without.code, 2);
    QVERIFY2(without.err.contains("requires password"), without.err);
    const Ran with = run(line + QStringList{u"--secrets-fd"_s, u"0"_s}, "Geheim-Wort-12345\n");
    QVERIFY2(with.code == 0, with.err);
    QVERIFY(!m_program.isInProfile("Geheim-Wort-12345"));
    const QString none = planned({u"quota"_s, u"payments=22GiB"_s});
    const Ran useless =
        run({u"apply"_s, none, u"--demo"_s, u"--allow-changes"_s, u"--yes"_s, u"--secrets-fd"_s, u"0"_s}, "x\n");
    QVERIFY2(useless.code == 2 && useless.err.contains("no effect"), useless.err);
}

void TestPlanCommands::showsASecretOnce()
{
    const QString plan =
        planned({u"create"_s, u"robot"_s, u"cli-robot"_s, u"--project"_s, u"payments"_s, u"duration=30"_s,
            u"permissions=[{\"kind\":\"project\",\"namespace\":\"payments\",\"access\":[{\"resource\":\"repository\","
            "\"action\":\"pull\"}]}]"_s});
    const Ran made = run({u"apply"_s, plan, u"--demo"_s, u"--allow-changes"_s, u"--yes"_s, u"--json"_s});
    QVERIFY2(made.code == 0, made.err);
    const QByteArray secret = made.array().first()[u"secret"_s].toString().toUtf8();
    QVERIFY(secret.size() >= 8);
    QVERIFY(!made.err.contains(secret));
    QVERIFY(!run({u"plan"_s, u"list"_s, u"--demo"_s, u"--json"_s}).out.contains(secret));
}

void TestPlanCommands::comparesConfigurations()
{
    const QString a = file(u"a.json"_s);
    QCOMPARE(run({u"export"_s, u"--demo"_s, u"--output"_s, a}).code, 0);
    QVERIFY(run({u"export"_s, u"--demo"_s, u"--format"_s, u"yaml"_s}).out.contains("\nprojects:\n"));
    QCOMPARE(run({u"export"_s, u"--demo"_s, u"--format"_s, u"xml"_s}).code, 2);
    QCOMPARE(run({u"diff-config"_s, a, a}).code, 0);
    QJsonObject object = QJsonDocument::fromJson(read(u"a.json"_s)).object();
    QJsonObject labels = object[u"labels"_s].toObject();
    labels.insert(u"cli-new"_s, QJsonObject{{u"color"_s, u"#ffffff"_s}});
    object[u"labels"_s] = labels;
    const QString b = written(u"b.json"_s, QJsonDocument(object).toJson());
    const Ran differs = run({u"diff-config"_s, a, b, u"--json"_s});
    QCOMPARE(differs.code, 1);
    QCOMPARE(differs.array().size(), 1);
    QCOMPARE(differs.array()[0][u"name"_s].toString(), u"cli-new"_s);
    QVERIFY(run({u"diff-config"_s, a, b, u"--csv"_s}).out.startsWith("what,kind,"));
    const Ran planned = run({u"diff-config"_s, u"-"_s, b, u"--demo"_s, u"--plan"_s, file(u"way.json"_s)});
    QVERIFY2(planned.code == 1 && planned.err.contains("Create label cli-new"), planned.err);
    const Ran wrong = run({u"diff-config"_s, a, b, u"--plan"_s, file(u"x.json"_s)});
    QVERIFY2(wrong.code == 2 && wrong.err.contains("starts from the live registry"), wrong.err);
    QCOMPARE(run({u"diff-config"_s, u"-"_s, u"-"_s, u"--demo"_s}).code, 2);
    const Ran cut = run({u"diff-config"_s, a, written(u"c.json"_s, read(u"a.json"_s).left(300))});
    QVERIFY2(cut.code == 7 && cut.err.contains("cut or no JSON"), cut.err);
}

void TestPlanCommands::aHiddenProjectIsNotMissing()
{
    QTemporaryDir folder;
    const auto ran = [&](const QStringList &arguments) {
        return m_program.run(arguments, {u"LOTSE_DATA="_s + folder.path(), u"USER=anna"_s});
    };
    const QString demo = u"--demo"_s;
    const QStringList desk{demo, u"--user"_s, u"audit-desk"_s};
    QCOMPARE(ran({u"snapshots"_s, u"take"_s, demo}).code, 0);
    QCOMPARE(ran(QStringList{u"snapshots"_s, u"take"_s} + desk).code, 7);
    for (const QString &a : {u"1"_s, u"2"_s}) {
        const Ran compared = ran({u"snapshots"_s, u"compare"_s, a, a == u"1"_s ? u"2"_s : u"1"_s, demo, u"--json"_s});
        for (const QJsonValue &one : compared.array())
            QVERIFY2(one[u"project"_s] != u"web-shop"_s && one[u"what"_s] == u"changed"_s,
                QJsonDocument(one.toObject()).toJson());
        QVERIFY2(compared.err.contains("Project web-shop was not read on both sides"), compared.err);
    }
    // What one could not read is missing in all that is made of it.
    const Ran shown = ran({u"snapshots"_s, u"show"_s, u"2"_s, demo});
    QVERIFY2(shown.code == 7 && shown.out.contains("not read: project could not be read: This account"), shown.out);
    QCOMPARE(ran({u"snapshots"_s, u"show"_s, u"2"_s, demo, u"--json"_s}).code, 7);
    QCOMPARE(ran({u"snapshots"_s, u"show"_s, u"1"_s, demo}).code, 0);
    const Ran there = ran(QStringList{u"snapshots"_s, u"plan"_s, u"1"_s} + desk);
    const Ran back = ran({u"snapshots"_s, u"plan"_s, u"2"_s, demo});
    for (const Ran &plan : {there, back}) {
        QVERIFY2(plan.code == 7 && plan.err.contains("Project web-shop is skipped"), plan.err);
        QVERIFY2(!plan.out.contains("createProject") && !plan.err.contains("delete it manually"), plan.err);
    }
    QCOMPARE(ran({u"snapshots"_s, u"compare"_s, u"1"_s, u"1"_s, demo}).code, 0);
    QCOMPARE(ran({u"snapshots"_s, u"compare"_s, u"2"_s, u"2"_s, demo}).code, 7);
    const QString file = folder.filePath(u"desk.json"_s);
    const Ran exported = ran(QStringList{u"export"_s, u"--output"_s, file} + desk);
    QVERIFY2(exported.code == 7 && exported.err.contains("project could not be read"), exported.err);
    const Ran way =
        ran({u"diff-config"_s, u"-"_s, file, demo, u"--plan"_s, folder.filePath(u"way.json"_s), u"--json"_s});
    QVERIFY2(way.code == 7 && way.err.contains("Project web-shop is skipped"), way.err);
}

void TestPlanCommands::keepsSnapshots()
{
    QTemporaryDir folder;
    const auto ran = [&](const QStringList &arguments) {
        return m_program.run(arguments, {u"LOTSE_DATA="_s + folder.path(), u"USER=anna"_s});
    };
    const QString demo = u"--demo"_s;
    const Ran none = ran({u"snapshots"_s, demo});
    QVERIFY2(none.code == 6 && none.err.contains("snapshots take"), none.err);
    const Ran first = ran({u"snapshots"_s, u"take"_s, demo, u"--json"_s});
    QVERIFY2(first.code == 0, first.err);
    QCOMPARE(first.array()[0][u"id"_s].toInt(), 1);
    // Each run has a demo registry of its own; only what expires is at another time in it.
    const Ran again = ran({u"snapshots"_s, u"take"_s, demo, u"--progress"_s});
    QVERIFY2(again.code == 0 && again.err.contains("reading "), again.err);
    const QJsonArray list = ran({u"snapshots"_s, u"list"_s, demo, u"--json"_s}).array();
    QCOMPARE(list[0][u"id"_s].toInt(), 1);
    QVERIFY(list[0][u"is_first"_s].toBool());
    for (const QJsonValue &event : list[1][u"events"_s].toArray())
        QVERIFY2(
            event[u"sentence"_s].toString().contains(u"expires_at"_s), qPrintable(event[u"sentence"_s].toString()));
    QVERIFY(ran({u"snapshots"_s, demo, u"--csv"_s}).out.startsWith("id,from,"));
    QCOMPARE(ran({u"snapshots"_s, demo, u"--account"_s, u"nobody"_s}).code, 2);
    QCOMPARE(ran({u"snapshots"_s, u"list"_s, u"--account"_s, u"nobody"_s}).code, 6);
    QVERIFY(ran({u"snapshots"_s, u"show"_s, u"1"_s, demo}).out.contains("It is the first"));
    QCOMPARE(ran({u"snapshots"_s, u"show"_s, u"1"_s, demo, u"--json"_s}).array().size(), 1);
    QCOMPARE(ran({u"snapshots"_s, u"show"_s, u"7"_s, demo}).code, 6);
    QCOMPARE(ran({u"snapshots"_s, u"show"_s, u"x"_s, demo}).code, 6);
    // It is exported as "export" writes it.
    const QString kept = folder.filePath(u"kept.json"_s);
    QCOMPARE(ran({u"snapshots"_s, u"export"_s, u"1"_s, demo, u"--output"_s, kept}).code, 0);
    // Whatever is compared with a demo of another second differs in what expires, and in nothing else.
    const auto onlyExpires = [](const Ran &compared) {
        const QJsonArray rows = compared.array();
        return compared.code <= 1 && std::all_of(rows.begin(), rows.end(), [](const QJsonValue &one) {
            return one[u"member"_s].toString().contains(u"expires_at"_s);
        });
    };
    QVERIFY(onlyExpires(ran({u"diff-config"_s, kept, u"-"_s, demo, u"--json"_s})));
    QVERIFY(ran({u"snapshots"_s, u"export"_s, u"1"_s, demo, u"--format"_s, u"yaml"_s}).out.contains("\nprojects:\n"));
    QVERIFY(onlyExpires(ran({u"snapshots"_s, u"compare"_s, u"1"_s, u"-"_s, demo, u"--json"_s})));
    QCOMPARE(ran({u"snapshots"_s, u"compare"_s, u"1"_s, u"1"_s, demo, u"--json"_s}).array().size(), 0);
    QVERIFY(ran({u"snapshots"_s, u"compare"_s, u"-"_s, u"1"_s, demo, u"--csv"_s}).out.startsWith("what,kind,"));
    QCOMPARE(ran({u"snapshots"_s, u"compare"_s, u"-"_s, u"-"_s, demo}).code, 2);
    const QString way = folder.filePath(u"way.json"_s);
    const Ran plan = ran({u"snapshots"_s, u"plan"_s, u"1"_s, demo, u"--title"_s, u"back"_s, u"--output"_s, way});
    QVERIFY2(plan.code == 0, plan.err);
    QVERIFY2(QFile::exists(way) ? ran({u"plan"_s, u"show"_s, way}).code == 0 : plan.err.contains("all so already"),
        plan.err);
}

void TestPlanCommands::asksForASecondPerson()
{
    QTemporaryDir profile;
    const auto ran = [&](const QStringList &arguments) {
        return m_program.run(
            arguments, {u"LOTSE_DATA="_s + m_data.path(), u"USER=anna"_s, u"LOTSE_PROFILE="_s + profile.path()});
    };
    const QString key = written(u"bob.pem"_s,
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEARf9ePbIp+cy2Ja6yly77uzG9c+qJK2dl71bMZ7o4EdA=\n"
        "-----END PUBLIC KEY-----\n");
    const QString plan = planned({u"quota"_s, u"payments=30GiB"_s}, u"second.json"_s);
    QFile in(plan);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QString origin = QJsonDocument::fromJson(in.readAll()).object().value(u"origin"_s).toString();
    QVERIFY(ran({u"plan"_s, u"approvers"_s, origin}).err.contains("No second person"));
    QCOMPARE(ran({u"plan"_s, u"require"_s, origin, u"bob"_s, plan}).code, 2); // no key
    const Ran required = ran({u"plan"_s, u"require"_s, origin, u"bob"_s, key});
    QVERIFY2(required.code == 0, required.err);
    QCOMPARE(ran({u"plan"_s, u"approvers"_s, origin, u"--json"_s}).array()[0][u"user"_s].toString(), u"bob"_s);
    const QStringList apply{u"apply"_s, plan, u"--demo"_s, u"--yes"_s, u"--allow-changes"_s};
    const Ran refused = ran(apply);
    QVERIFY2(refused.code == 2 && refused.err.contains("lotse-cli plan approve"), refused.err);
    const QString forged = written(u"forged.approval"_s, R"({"format":"lotse-plan-approval","version":1})");
    const Ran other = ran(apply + QStringList{u"--approval"_s, forged});
    QVERIFY2(other.code == 2 && other.err.contains("another plan"), other.err);
    QCOMPARE(ran({u"plan"_s, u"approve"_s, plan}).code, 2);
    QCOMPARE(ran({u"plan"_s, u"approve"_s, plan, u"--key"_s, key, u"--output"_s, forged}).code, 2); // a public key
    // Rules that cannot be read allow nothing.
    QFile rules(profile.filePath(u"approvals.json"_s));
    QVERIFY(rules.open(QIODevice::WriteOnly));
    rules.write("{");
    rules.close();
    QCOMPARE(ran(apply).code, 9);
}

QTEST_GUILESS_MAIN(TestPlanCommands)
#include "tst_plancommands.moc"
