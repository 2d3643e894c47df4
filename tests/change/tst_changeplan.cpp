// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "change/approval.h"
#include "change/changeplan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace lotse;
using namespace lotse::change;
using namespace Qt::StringLiterals;

/// A plan as data: what is in it, what its file holds, what a person reads.
class ChangePlanTest : public QObject {
    Q_OBJECT

private slots:
    void joinsEditsOfOneObject();
    void goesThroughAFile();
    void refusesWhatIsNoPlan_data();
    void refusesWhatIsNoPlan();
    void everyByteCounts();
    void isForOneRegistry();
    void keepsNoSecret();
    void ordersWhatDependsOnEachOther();
    void saysWhatItDoes();
    void blocksLockingOneselfOut_data();
    void blocksLockingOneselfOut();
    void takesASecondPerson_data();
    void takesASecondPerson();
    void rulesThatCannotBeReadAllowNothing();
};

namespace {

Change quota(const QString &project, qint64 before, qint64 after)
{
    Change out;
    out.operation = "updateQuota";
    out.path = {{u"id"_s, u"7"_s}};
    out.names = {{u"project"_s, project}};
    out.edits = {{u"hard.storage"_s, before, after}};
    return out;
}

Change role(const QString &member, qint64 before, qint64 after)
{
    Change out;
    out.operation = "updateProjectMember";
    out.path = {{u"project_name_or_id"_s, u"payments"_s}, {u"mid"_s, u"12"_s}};
    out.names = {{u"project"_s, u"payments"_s}, {u"member"_s, member}};
    out.edits = {{u"role_id"_s, before, after}};
    return out;
}

ChangePlan sample()
{
    ChangePlan out;
    out.id = u"plan-1"_s;
    out.origin = u"https://harbor.example.com"_s;
    out.account = u"admin"_s;
    out.madeAt = QDateTime(QDate(2026, 11, 29), QTime(10, 0), Qt::UTC);
    out.title = u"Quotas of November"_s;
    out.add(quota(u"payments"_s, 10737418240, 21474836480));
    out.add(role(u"bob"_s, 3, 4));
    Change user;
    user.operation = "createUser";
    user.names = {{u"name"_s, u"ci-desk"_s}};
    user.body = {{u"username"_s, u"ci-desk"_s}, {u"email"_s, u"ci@example.com"_s}, {u"realname"_s, u"CI desk"_s}};
    user.secrets = {u"password"_s};
    out.add(user);
    return out;
}

} // namespace

void ChangePlanTest::joinsEditsOfOneObject()
{
    ChangePlan plan = sample();
    QCOMPARE(plan.changes.size(), 3);
    const QString id = plan.add(quota(u"payments"_s, 21474836480, 32212254720));
    QCOMPARE(id, u"1"_s);
    QCOMPARE(plan.changes.size(), 3);
    QCOMPARE(plan.changes[0].edits[0].before.toInteger(), 10737418240);
    QCOMPARE(plan.changes[0].edits[0].after.toInteger(), 32212254720);
    // Back to where it was: nothing is left to do.
    plan.add(quota(u"payments"_s, 32212254720, 10737418240));
    QCOMPARE(plan.changes.size(), 2);
    QVERIFY(plan.add(quota(u"web"_s, 5, 5)).isEmpty());
}

void ChangePlanTest::goesThroughAFile()
{
    const ChangePlan plan = sample();
    const QByteArray file = toJson(plan);
    const Result<ChangePlan> read = fromJson(file);
    QVERIFY2(read.ok(), qPrintable(read.error().text()));
    QCOMPARE(*read, plan);
    QCOMPARE(hashOf(*read), hashOf(plan));
    QVERIFY(file.contains(hashOf(plan)));
    // A size beyond what a double holds comes back as it was.
    ChangePlan large = plan;
    large.add(quota(u"big"_s, 1, 1125899906842623));
    QCOMPARE(fromJson(toJson(large))->changes.first().edits[0].after.toInteger(), 1125899906842623);
}

void ChangePlanTest::refusesWhatIsNoPlan_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray whole = toJson(sample());
    QTest::newRow("cut") << whole.first(whole.size() / 2) << ErrorKind::Decode;
    QTest::newRow("empty") << QByteArray() << ErrorKind::Decode;
    QTest::newRow("list") << QByteArray("[]") << ErrorKind::Decode;
    QTest::newRow("other format") << QByteArray(whole).replace("lotse-plan", "lotse-other") << ErrorKind::Decode;
    QTest::newRow("newer") << QByteArray(whole).replace("\"version\": 1", "\"version\": 2") << ErrorKind::Unsupported;
    QTest::newRow("changed") << QByteArray(whole).replace("21474836480", "21474836481") << ErrorKind::Decode;
    ChangePlan bad = sample();
    bad.changes[1].edits[0].after = 9;
    QTest::newRow("role out of range") << toJson(bad) << ErrorKind::Usage;
    bad = sample();
    bad.changes[0].operation = "makeCoffee";
    QTest::newRow("unknown operation") << toJson(bad) << ErrorKind::Usage;
    bad = sample();
    bad.changes[0].path.clear();
    QTest::newRow("no path") << toJson(bad) << ErrorKind::Usage;
    bad = sample();
    bad.changes[0].edits[0].path = u"hard.memory"_s;
    QTest::newRow("unknown member") << toJson(bad) << ErrorKind::Usage;
    bad = sample();
    bad.changes[1].id = u"1"_s;
    QTest::newRow("member twice") << toJson(sample()).replace(0, 1, R"({"version": 1,)") << ErrorKind::Decode;
    QTest::newRow("two of one id") << toJson(bad) << ErrorKind::Decode;
    bad = sample();
    bad.changes[1].needs = {u"99"_s};
    QTest::newRow("needs what is not there") << toJson(bad) << ErrorKind::Decode;
}

void ChangePlanTest::refusesWhatIsNoPlan()
{
    QFETCH(QByteArray, file);
    QFETCH(ErrorKind, kind);
    const Result<ChangePlan> read = fromJson(file);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().kind, kind);
    QVERIFY(!read.error().text().isEmpty());
}

void ChangePlanTest::everyByteCounts()
{
    // Each byte that matters: a digit or a letter changed into another one is noticed.
    const QByteArray whole = toJson(sample());
    int changed = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        const char one = whole[i];
        if (!QChar::fromLatin1(one).isLetterOrNumber())
            continue;
        QByteArray other = whole;
        other[i] = one == '9' ? '8' : one == 'z' ? 'y' : char(one + 1);
        if (!QChar::fromLatin1(other[i]).isLetterOrNumber())
            continue;
        const Result<ChangePlan> read = fromJson(other);
        QVERIFY2(!read.ok(), other.mid(qMax(qsizetype(0), i - 20), 40));
        ++changed;
    }
    QVERIFY(changed > 500);
}

void ChangePlanTest::isForOneRegistry()
{
    const ChangePlan plan = sample();
    QVERIFY(fitsRegistry(plan, u"https://harbor.example.com/"_s).ok());
    QVERIFY(fitsRegistry(plan, u"HTTPS://Harbor.example.com"_s).ok());
    const Result<void> other = fitsRegistry(plan, u"https://other.example.com"_s);
    QVERIFY(!other.ok());
    QVERIFY(other.error().text().contains(u"harbor.example.com"_s));
    QVERIFY(other.error().text().contains(u"other.example.com"_s));
}

void ChangePlanTest::keepsNoSecret()
{
    ChangePlan plan = sample();
    plan.changes[2].body.insert(u"password"_s, u"Hunter2hunter2"_s);
    const Result<ChangePlan> read = fromJson(toJson(plan));
    QVERIFY(!read.ok());
    QVERIFY(read.error().text().contains(u"password"_s));
}

void ChangePlanTest::ordersWhatDependsOnEachOther()
{
    ChangePlan plan;
    Change removal;
    removal.operation = "deleteProject";
    removal.path = {{u"project_name_or_id"_s, u"old"_s}};
    const QString last = plan.add(removal);
    Change on;
    on.operation = "updateConfigurations";
    on.edits = {{u"read_only"_s, false, true}};
    const QString readOnly = plan.add(on);
    Change member;
    member.operation = "createProjectMember";
    member.path = {{u"project_name_or_id"_s, u"new"_s}};
    member.names = {{u"project"_s, u"new"_s}, {u"member"_s, u"bob"_s}};
    member.body = {{u"role_id"_s, 3}, {u"member_user"_s, QJsonObject{{u"username"_s, u"bob"_s}}}};
    const QString second = plan.add(member);
    Change project;
    project.operation = "createProject";
    project.names = {{u"name"_s, u"new"_s}};
    project.body = {{u"project_name"_s, u"new"_s}};
    const QString first = plan.add(project);
    QCOMPARE(orderOf(plan), QStringList({first, second, last, readOnly}));
    // A rule would stop the deletion of a tag: one that is made comes after it, one that goes before it.
    ChangePlan tags;
    Change rule;
    rule.path = {{u"project_name_or_id"_s, u"web"_s}};
    rule.operation = "CreateImmuRule";
    const QString made = tags.add(rule);
    Change tag;
    tag.operation = "deleteTag";
    const QString gone = tags.add(tag);
    rule.operation = "DeleteImmuRule";
    rule.path.insert(u"immutable_rule_id"_s, u"3"_s);
    const QString off = tags.add(rule);
    QCOMPARE(orderOf(tags), QStringList({off, gone, made}));
}

void ChangePlanTest::saysWhatItDoes()
{
    QCOMPARE(sentenceOf(quota(u"payments"_s, 10737418240, 21474836480)).english(),
        u"Set the quota of payments to 20.0 GiB (now 10.0 GiB)"_s);
    QCOMPARE(sentenceOf(quota(u"payments"_s, -1, 1024)).english(),
        u"Set the quota of payments to 1.0 KiB (now unlimited)"_s);
    const Review review = reviewOf(role(u"bob"_s, 3, 4));
    QCOMPARE(review.sentence.english(), u"Change the role of bob on payments from Guest to Maintainer"_s);
    QVERIFY(!review.effects.isEmpty());
    QVERIFY2(review.effects[0].english().startsWith(u"gains "_s) && review.effects[0].english().contains(u"push"_s),
        qPrintable(review.effects[0].english()));
    QVERIFY(!review.blocked);
    Actor production;
    production.isProduction = true;
    QVERIFY(int(reviewOf(role(u"bob"_s, 3, 4), production).risk) == int(review.risk) + 1);
    // Below what is used.
    Change tight = quota(u"payments"_s, 10, 5);
    tight.names.insert(u"used"_s, u"7"_s);
    QCOMPARE(reviewOf(tight).warnings.size(), 1);
    QVERIFY(reviewOf(tight).warnings[0].english().contains(u"below the current usage"_s));
    // What is no danger is no warning.
    QVERIFY(review.warnings.isEmpty());
    QCOMPARE(reviewOf(role(u"bob"_s, 1, 4)).warnings.size(), 1);
    Change robot;
    robot.operation = "UpdateRobot";
    robot.names = {{u"name"_s, u"robot$ci"_s}};
    robot.edits = {{u"duration"_s, 90, 30}};
    QCOMPARE(sentenceOf(robot).english(), u"Let robot account robot$ci expire 30 days after its creation (now 90)"_s);
    robot.edits = {{u"duration"_s, 90, -1}};
    QCOMPARE(sentenceOf(robot).english(), u"Let robot account robot$ci never expire"_s);
    // Values in words, in place of the JSON of the API.
    Change hook;
    hook.operation = "UpdateWebhookPolicyOfProject";
    const QJsonArray target{QJsonObject{{u"type"_s, u"http"_s}, {u"address"_s, u"https://ci.example.com"_s},
        {u"skip_cert_verify"_s, true}, {u"payload_format"_s, u"CloudEvents"_s}}};
    hook.edits = {{u"targets"_s, QJsonArray(), target},
        {u"event_types"_s, QJsonArray{u"PUSH_ARTIFACT"_s}, QJsonArray{u"PUSH_ARTIFACT"_s, u"DELETE_ARTIFACT"_s}}};
    QCOMPARE(
        reviewOf(hook).differences[0].after, u"HTTP https://ci.example.com, certificate not verified, CloudEvents"_s);
    QCOMPARE(reviewOf(hook).differences[1].after, u"PUSH_ARTIFACT, DELETE_ARTIFACT"_s);
    Change policy;
    policy.operation = "updateReplicationPolicy";
    policy.edits = {{u"filters"_s, QJsonArray(),
                        QJsonArray{QJsonObject{{u"type"_s, u"name"_s}, {u"value"_s, u"web/**"_s}},
                            QJsonObject{{u"type"_s, u"label"_s}, {u"value"_s, QJsonArray{u"a"_s, u"b"_s}},
                                {u"decoration"_s, u"excludes"_s}}}},
        {u"trigger"_s, QJsonObject{{u"type"_s, u"event_based"_s}},
            QJsonObject{
                {u"type"_s, u"scheduled"_s}, {u"trigger_settings"_s, QJsonObject{{u"cron"_s, u"0 0 2 * * *"_s}}}}}};
    QCOMPARE(reviewOf(policy).differences[0].before, u"none"_s);
    QCOMPARE(reviewOf(policy).differences[0].after, u"name: web/**; label: all but a, b"_s);
    QCOMPARE(reviewOf(policy).differences[1].before, u"on push"_s);
    QCOMPARE(reviewOf(policy).differences[1].after, u"0 0 2 * * *"_s);
    policy.operation = "UpdatePolicy";
    policy.edits = {{u"filters"_s, u"[{\"type\":\"tag\",\"value\":\"v*\"}]"_s, u"[]"_s},
        {u"trigger"_s, u"{\"type\":\"manual\"}"_s,
            u"{\"type\":\"scheduled\",\"trigger_setting\":{\"cron\":\"0 0 3 * * *\"}}"_s}};
    QCOMPARE(reviewOf(policy).differences[0].before, u"tag: v*"_s);
    QCOMPARE(reviewOf(policy).differences[1].after, u"0 0 3 * * *"_s);
    Change run;
    run.operation = "startReplication";
    run.names = {{u"name"_s, u"to-cloud"_s}};
    run.body = {{u"policy_id"_s, 10}};
    QCOMPARE(sentenceOf(run).english(), u"Run replication policy to-cloud"_s);
    // Every operation has a sentence without a hole.
    for (const harbor::Operation &operation : harbor::operations()) {
        Change change;
        change.operation = operation.id;
        const Message sentence = sentenceOf(change);
        QVERIFY2(!sentence.english().isEmpty() && !sentence.english().contains(u'%'), operation.id);
    }
}

void ChangePlanTest::blocksLockingOneselfOut_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isRobot");
    QTest::addColumn<QList<Edit>>("edits");
    QTest::addColumn<bool>("isBlocked");
    const QList<Edit> demote{{u"sysadmin_flag"_s, true, false}};
    const QList<Edit> promote{{u"sysadmin_flag"_s, false, true}};
    QTest::newRow("own admin right") << QByteArray("setUserSysAdmin") << u"me"_s << false << demote << true;
    QTest::newRow("another's") << QByteArray("setUserSysAdmin") << u"you"_s << false << demote << false;
    QTest::newRow("own, given") << QByteArray("setUserSysAdmin") << u"me"_s << false << promote << false;
    QTest::newRow("oneself") << QByteArray("deleteUser") << u"me"_s << false << QList<Edit>() << true;
    QTest::newRow("another") << QByteArray("deleteUser") << u"you"_s << false << QList<Edit>() << false;
    QTest::newRow("own robot") << QByteArray("DeleteRobot") << u"me"_s << true << QList<Edit>() << true;
    QTest::newRow("another robot") << QByteArray("DeleteRobot") << u"you"_s << true << QList<Edit>() << false;
    QTest::newRow("sign-in") << QByteArray("updateConfigurations") << QString() << false
                             << QList<Edit>{{u"auth_mode"_s, u"db_auth"_s, u"ldap_auth"_s}} << true;
}

void ChangePlanTest::blocksLockingOneselfOut()
{
    QFETCH(QByteArray, operation);
    QFETCH(QString, name);
    QFETCH(bool, isRobot);
    QFETCH(QList<Edit>, edits);
    QFETCH(bool, isBlocked);
    Change change;
    change.operation = operation;
    change.names = {{u"name"_s, name}};
    change.edits = edits;
    Actor actor;
    actor.name = u"me"_s;
    actor.isRobot = isRobot;
    QCOMPARE(reviewOf(change, actor).blocked.has_value(), isBlocked);
}

namespace {

/// A pair of keys as PEM: private, public.
std::pair<QByteArray, QByteArray> keys(bool isEd25519)
{
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)> key(
        isEd25519 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519") : EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const auto written = [&](bool isPrivate) {
        const std::unique_ptr<BIO, int (*)(BIO *)> out(BIO_new(BIO_s_mem()), &BIO_free);
        if (isPrivate)
            PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        else
            PEM_write_bio_PUBKEY(out.get(), key.get());
        char *bytes = nullptr;
        const long size = BIO_get_mem_data(out.get(), &bytes);
        return QByteArray(bytes, qsizetype(size));
    };
    return {written(true), written(false)};
}

} // namespace

void ChangePlanTest::takesASecondPerson_data()
{
    QTest::addColumn<bool>("isEd25519");
    QTest::newRow("Ed25519") << true;
    QTest::newRow("ECDSA") << false;
}

void ChangePlanTest::takesASecondPerson()
{
    QFETCH(bool, isEd25519);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"approvals.json"_s);
    const auto rule = [&](const QString &origin = u"https://harbor.example.com"_s) {
        const Result<ApprovalRule> read = approvalRule(origin, {folder.filePath(u"none.json"_s), file});
        return read ? *read : ApprovalRule();
    };
    ChangePlan plan = sample();
    plan.author = u"anna@workplace"_s;
    const QDateTime at(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
    QVERIFY(!rule().isRequired);
    QVERIFY(checkApproval(plan, rule(), {}, u"anna"_s).ok());

    const auto bob = keys(isEd25519);
    const auto anna = keys(isEd25519);
    const auto eve = keys(isEd25519);
    QVERIFY(addApprover(file, u"https://harbor.example.com"_s, u"bob"_s, bob.second).ok());
    QVERIFY(addApprover(file, u"https://harbor.example.com"_s, u"anna"_s, anna.second).ok());
    QVERIFY(!addApprover(file, u"https://harbor.example.com"_s, u"x"_s, bob.first)); // a private key
    QCOMPARE(rule().approvers.size(), 2);
    const QString origin = u"https://harbor.example.com"_s;
    // A key counts once; the last one stays, and only the whole rule can be dropped.
    QVERIFY(!addApprover(file, u"https://harbor.example.com"_s, u"carol"_s, bob.second));
    const QByteArray annas = rule().approvers[1].key.fingerprint();
    const QString copy = folder.filePath(u"other.json"_s);
    QVERIFY(QFile::copy(file, copy));
    QVERIFY(removeApprover(copy, origin, annas).ok());
    QCOMPARE(approvalRule(origin, {copy})->approvers.size(), 1);
    QVERIFY(!removeApprover(copy, origin, rule().approvers[0].key.fingerprint()));
    QVERIFY(approvalRule(origin, {copy})->isRequired);
    QVERIFY(dropApprovalRule(copy, origin).ok());
    QVERIFY(!approvalRule(origin, {copy})->isRequired);
    QVERIFY(rule().isRequired && rule(u"https://HARBOR.example.com:443"_s).isRequired);
    QVERIFY(!rule(u"https://other.example.com"_s).isRequired);

    const auto refusal = [&](const ChangePlan &of, const QByteArray &approval, const QString &who = u"anna"_s) {
        const Result<void> may = checkApproval(of, rule(), approval, who);
        return may ? QString() : may.error().message.english();
    };
    QVERIFY(refusal(plan, {}).contains(u"lotse-cli plan approve"_s));
    const auto signedBy = [&](const QByteArray &key, const QString &user) {
        const Result<QByteArray> made = approve(plan, key, {}, user, at);
        return made ? *made : QByteArray();
    };
    const QByteArray approval = signedBy(bob.first, u"bob"_s);
    QCOMPARE(refusal(plan, approval), QString());
    // One's own key, a key that nobody named, and a name that is not the key's.
    QVERIFY(refusal(plan, signedBy(anna.first, u"anna"_s)).contains(u"created the plan"_s));
    QVERIFY(refusal(plan, signedBy(anna.first, u"bob"_s)).contains(u"created the plan"_s));
    QVERIFY(refusal(plan, signedBy(eve.first, u"bob"_s)).contains(u"may not approve"_s));
    QVERIFY(refusal(plan, approval, u"bob"_s).contains(u"cannot apply it"_s));
    QVERIFY(refusal(plan, signedBy(bob.first, u"anna"_s)).contains(u"with the key of bob"_s));
    QByteArray forged = signedBy(eve.first, u"bob"_s);
    QJsonObject object = QJsonDocument::fromJson(forged).object();
    object.insert(u"key"_s, QString::fromLatin1(rule().approvers[0].key.fingerprint()));
    QVERIFY(refusal(plan, QJsonDocument(object).toJson()).contains(u"not valid"_s));
    object = QJsonDocument::fromJson(approval).object();
    object.insert(u"at"_s, u"2027-01-01T00:00:00Z"_s);
    QVERIFY(refusal(plan, QJsonDocument(object).toJson()).contains(u"not valid"_s));
    QVERIFY(refusal(plan, approval.left(60)).contains(u"truncated"_s));
    // Any change of the plan ends the approval.
    ChangePlan other = plan;
    other.changes[0].edits[0].after = 1;
    QVERIFY(refusal(other, approval).contains(u"another plan"_s));
    other = plan;
    other.author = u"carl@workplace"_s;
    QVERIFY(refusal(other, approval).contains(u"another plan"_s));
    plan.author.clear();
    QVERIFY(refusal(plan, signedBy(bob.first, u"bob"_s)).contains(u"no author"_s));
    QVERIFY(!approve(plan, bob.second, {}, u"bob"_s, at));
}

void ChangePlanTest::rulesThatCannotBeReadAllowNothing()
{
    QTemporaryDir folder;
    const QString system = folder.filePath(u"system.json"_s);
    const QString own = folder.filePath(u"own.json"_s);
    const QString origin = u"https://harbor.example.com"_s;
    QVERIFY(addApprover(system, origin, u"bob"_s, keys(true).second).ok());
    QVERIFY(addApprover(own, origin, u"eve"_s, keys(true).second).ok());
    // What the system says, a person's own file does not loosen.
    const Result<ApprovalRule> rule = approvalRule(origin, {system, own});
    QVERIFY(rule && rule->approvers.size() == 1);
    QCOMPARE(rule->approvers[0].user, u"bob"_s);
    for (const QByteArray &bad : {QByteArray("{"), QByteArray("[]"), QByteArray(R"({"version":2,"registries":{}})"),
             QByteArray(R"({"version":1,"registries":{"harbor.example.com:443":{}}})"),
             QByteArray(
                 R"({"version":1,"registries":{"harbor.example.com:443":{"approvers":[{"user":"x","key":"y"}]}}})")}) {
        QVERIFY(writeWhole(own, bad).ok());
        QVERIFY2(!approvalRule(origin, {own}), bad);
    }
    QVERIFY(writeWhole(own, "{").ok());
    QVERIFY2(!approvalRule(origin, {system, own}), "a damaged one beside a whole one is told");
    // Nobody may approve: nothing is applied, rather than all.
    QVERIFY(writeWhole(own, R"({"version":1,"registries":{"harbor.example.com:443":{"approvers":[]}}})").ok());
    const Result<ApprovalRule> nobody = approvalRule(origin, {own});
    QVERIFY(nobody && nobody->isRequired);
    QVERIFY(!checkApproval(sample(), *nobody, {}, u"anna"_s));
}

QTEST_GUILESS_MAIN(ChangePlanTest)
#include "tst_changeplan.moc"
