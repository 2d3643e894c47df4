// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/operation.h"
#include "support/apidescription.h"

#include <QJsonArray>
#include <QTest>

using namespace lotse;
using namespace lotse::harbor;
using namespace Qt::StringLiterals;

/// The table of writing operations: complete against the API description, and right in itself.
class OperationsTest : public QObject {
    Q_OBJECT

private slots:
    void holdsTheApiDescription();
    void membersAreThoseOfTheApiDescription();
    void rowsAreWhole_data();
    void rowsAreWhole();
    void findsByPath();
    void names_data();
    void names();
    void buildsARequest();
    void refusesWhatWouldBeLost();
    void buildsABodyFromWhatWasRead();
    void neverSendsASecretThatWasRead();
    void comparesWhatWasStored_data();
    void comparesWhatWasStored();
    void saysWhatItDoes();
    void takesBack();
};

namespace {

struct Described {
    QByteArray verb, path, parameter;
    bool needsBody = false;
    test::YamlNode schema;
};

/// Every writing operation of the API description, by its id.
QMap<QByteArray, Described> described(const test::ApiDescription &api)
{
    QMap<QByteArray, Described> out;
    for (const test::ApiDescription::Write &one : api.writes())
        out.insert(one.id, {one.verb, one.path, one.parameter, one.needsBody, one.schema});
    return out;
}

Member::Type typeOf(const QByteArray &word)
{
    if (word == "integer")
        return Member::Type::Whole;
    if (word == "boolean")
        return Member::Type::Flag;
    if (word == "array")
        return Member::Type::List;
    if (word == "string")
        return Member::Type::Text;
    return Member::Type::Object;
}

} // namespace

void OperationsTest::holdsTheApiDescription()
{
    const test::ApiDescription api;
    if (api.isEmpty())
        QSKIP("no API description beside the checkout");
    const auto all = described(api);
    QVERIFY(all.size() > 80);
    QSet<QByteArray> ours;
    for (const Operation &row : operations()) {
        const QByteArray id = row.id;
        QVERIFY2(!ours.contains(id), id);
        ours.insert(id);
        QVERIFY2(all.contains(id), id);
        const Described of = all.value(id);
        QCOMPARE(QByteArray(row.verb), of.verb);
        QVERIFY2(operationAt(of.verb, of.path) == &row, id);
        QVERIFY2((*row.body != 0) == !of.schema.isEmpty(), id);
        QVERIFY2(row.needsBody == of.needsBody, id);
    }
    for (auto it = all.begin(); it != all.end(); ++it)
        QVERIFY2(ours.contains(it.key()), it.key());
}

void OperationsTest::membersAreThoseOfTheApiDescription()
{
    const test::ApiDescription api;
    if (api.isEmpty())
        QSKIP("no API description beside the checkout");
    const auto all = described(api);
    int compared = 0;
    for (const Operation &row : operations()) {
        if (!*row.body || takesAnyMember(row))
            continue;
        const Described of = all.value(row.id); // kept: what is resolved lies in it
        const test::YamlNode &body = api.resolve(of.schema);
        QSet<QString> tops;
        for (const Member &member : membersOf(row)) {
            const QByteArray where = QByteArray(row.id) + ' ' + member.path.toLatin1();
            const test::YamlNode *node = &body;
            // Inside of an object that takes any name, the description says no more.
            for (const QString &part : member.path.split(u'.')) {
                const test::YamlNode &properties = (*node)["properties"];
                if (properties.isEmpty())
                    break;
                const test::YamlNode &property = properties[part.toLatin1()];
                QVERIFY2(!property.isEmpty(), where);
                node = &api.resolve(property);
            }
            tops.insert(member.path.section(u'.', 0, 0));
            if (!(*node)["type"].value.isEmpty() && node != &body && !member.path.contains(u'.'))
                QVERIFY2(typeOf((*node)["type"].value) == member.type, where);
            ++compared;
        }
        for (const test::YamlNode &property : body["properties"].children)
            QVERIFY2(tops.contains(QString::fromLatin1(property.key)), QByteArray(row.id) + ' ' + property.key);
        QSet<QString> required, asked;
        for (const test::YamlNode &one : body["required"].children)
            required.insert(QString::fromLatin1(one.value));
        for (const Member &member : membersOf(row)) {
            if (member.isAskedFor)
                asked.insert(member.path);
        }
        QVERIFY2(asked == required, row.id);
    }
    QVERIFY(compared > 300);
}

void OperationsTest::rowsAreWhole_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < operations().size(); ++i)
        QTest::newRow(operations()[i].id) << i;
}

void OperationsTest::rowsAreWhole()
{
    QFETCH(int, number);
    const Operation &row = operations()[number];
    QVERIFY(operation(row.id) == &row);
    QVERIFY(*row.sentence);
    QCOMPARE(*row.body == 0, row.writing == Writing::Nothing);
    if (*row.reads)
        QVERIFY2(endpoint(row.reads), row.reads);
    else
        QCOMPARE(row.risk, Risk::Harmless);
    const Operation *inverse = *row.inverse ? operation(row.inverse) : nullptr;
    switch (row.undo) {
    case Undo::Nothing:
    case Undo::Impossible:
        QVERIFY(!inverse);
        break;
    case Undo::PutBack:
        QCOMPARE(QByteArray(row.verb), QByteArray("PUT"));
        break;
    case Undo::Remove:
        QVERIFY(inverse && QByteArray(inverse->verb) == "DELETE");
        break;
    case Undo::Recreate:
        QVERIFY(inverse && QByteArray(inverse->verb) == "POST");
        break;
    }
    // What deletes cannot be harmless, and what is final says so.
    if (QByteArray(row.verb) == "DELETE")
        QVERIFY(row.risk != Risk::Harmless);
    if (row.risk == Risk::Final)
        QVERIFY(*row.warning);
    QSet<QString> paths;
    for (const Member &member : membersOf(row)) {
        QVERIFY2(!paths.contains(member.path), qPrintable(member.path));
        paths.insert(member.path);
        const bool soundsSecret = member.path.contains(u"password"_s) || member.path.contains(u"access_secret"_s)
            || member.path.endsWith(u"client_secret"_s) || member.path == u"secret"_s
            || member.path == u"access_credential"_s || member.path == u"auth_info"_s;
        QCOMPARE(member.isSecret, soundsSecret);
    }
    // The places of the sentence and its arguments.
    const QString text = QString::fromLatin1(row.sentence);
    const auto arguments =
        QByteArray(row.arguments).isEmpty() ? QList<QByteArray>() : QByteArray(row.arguments).split(' ');
    for (qsizetype i = 1; i <= arguments.size(); ++i)
        QVERIFY2(text.contains(u'%' + QString::number(i)), row.sentence);
    QVERIFY(!text.contains(u'%' + QString::number(arguments.size() + 1)));
    for (const QByteArray &argument : arguments) {
        const QString name = QString::fromLatin1(argument.mid(5));
        const bool isPath = argument.startsWith("path.");
        QVERIFY2(isPath || paths.contains(name), argument);
        if (isPath && name != u"from"_s)
            QVERIFY2(QByteArray(row.path).contains('{' + name.toLatin1() + '}'), argument);
    }
}

void OperationsTest::findsByPath()
{
    QCOMPARE(operationAt("PUT", "/quotas/{other}"), operation("updateQuota"));
    QCOMPARE(operationAt("POST", "/projects/{project}/metadatas"), operation("addProjectMetadatas"));
    QVERIFY(!operationAt("PUT", "/quotas"));
    QVERIFY(!operationAt("GET", "/quotas/{id}"));
}

void OperationsTest::names_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const char *id, const QJsonObject &body, const char *member) {
        QTest::newRow(name) << QByteArray(id) << body << QString::fromLatin1(member);
    };
    const QJsonObject hard{{u"storage"_s, 10}};
    row("fits", "updateQuota", {{u"hard"_s, hard}}, "");
    row("below the range", "updateQuota", {{u"hard"_s, QJsonObject{{u"storage"_s, -2}}}}, "hard.storage");
    row("wrong type", "updateQuota", {{u"hard"_s, QJsonObject{{u"storage"_s, u"10"_s}}}}, "hard.storage");
    row("a fraction", "updateQuota", {{u"hard"_s, QJsonObject{{u"storage"_s, 1.5}}}}, "hard.storage");
    row("unknown inside", "updateQuota", {{u"hard"_s, QJsonObject{{u"count"_s, 1}}}}, "hard.count");
    row("no such role", "updateProjectMember", {{u"role_id"_s, 6}}, "role_id");
    row("no role", "updateProjectMember", {{u"id"_s, 1}}, "id");
    row("dropped by the server", "updateProject", {{u"storage_limit"_s, 5}}, "storage_limit");
    row("a switch", "updateProject", {{u"metadata"_s, QJsonObject{{u"public"_s, u"yes"_s}}}}, "metadata.public");
    row("purge of everything", "updatePurgeSchedule",
        {{u"schedule"_s, QJsonObject{{u"type"_s, u"Manual"_s}}},
            {u"parameters"_s, QJsonObject{{u"audit_retention_hour"_s, -2}}}},
        "parameters.audit_retention_hour");
    row("too long", "createUser",
        {{u"username"_s, u"a"_s}, {u"email"_s, u"a@b.c"_s}, {u"realname"_s, u"a"_s}, {u"password"_s, u"Abcdef12"_s},
            {u"comment"_s, QString(31, u'x')}},
        "comment");
    row("empty", "createTag", {{u"name"_s, u""_s}}, "name");
    row("missing", "setUserSysAdmin", {}, "sysadmin_flag");
    row("any member", "updateProjectMetadata", {{u"public"_s, u"true"_s}}, "");
}

void OperationsTest::names()
{
    QFETCH(QByteArray, id);
    QFETCH(QJsonObject, body);
    QFETCH(QString, member);
    const QList<MemberFault> faults = faultsOf(*operation(id), body);
    if (member.isEmpty()) {
        QVERIFY(faults.isEmpty());
        return;
    }
    QVERIFY(!faults.isEmpty());
    QCOMPARE(faults.first().path, member);
    QVERIFY(faults.first().message.text().contains(member));
}

void OperationsTest::buildsARequest()
{
    const auto request = harbor::buildRequest(
        *operation("updateQuota"), {{u"id"_s, u"7"_s}}, {{u"hard"_s, QJsonObject{{u"storage"_s, 1024}}}});
    QVERIFY(request);
    QCOMPARE(request->method, QByteArray("PUT"));
    QVERIFY2(request->path.endsWith("/quotas/7"), request->path);
    QCOMPARE(request->body, QByteArray(R"({"hard":{"storage":1024}})"));
    QCOMPARE(request->contentType, QByteArray("application/json"));
    QVERIFY(!request->retry);
    const auto nested = harbor::buildRequest(
        *operation("deleteRepository"), {{u"project_name"_s, u"a"_s}, {u"repository_name"_s, u"b/c"_s}});
    QVERIFY(nested);
    QVERIFY2(nested->path.endsWith("/projects/a/repositories/b%252Fc"), nested->path);
}

void OperationsTest::refusesWhatWouldBeLost()
{
    const Operation &quota = *operation("updateQuota");
    QVERIFY(!harbor::buildRequest(quota, {{u"id"_s, u"7"_s}}, {{u"soft"_s, 1}}));
    QVERIFY(!harbor::buildRequest(quota, {{u"id"_s, u"7"_s}}));
    QVERIFY(!harbor::buildRequest(quota, {}, {{u"hard"_s, QJsonObject{{u"storage"_s, 1}}}}));
    QVERIFY(!harbor::buildRequest(*operation("deleteUser"), {{u"user_id"_s, u"3"_s}}, {{u"x"_s, 1}}));
}

void OperationsTest::buildsABodyFromWhatWasRead()
{
    // Replace: what was read, without what the server drops; the edit over it.
    const QJsonObject label{{u"id"_s, 3}, {u"name"_s, u"a"_s}, {u"description"_s, u"b"_s}, {u"color"_s, u"#fff"_s},
        {u"scope"_s, u"g"_s}, {u"creation_time"_s, u"2026-01-01T00:00:00Z"_s}};
    QCOMPARE(bodyFrom(*operation("UpdateLabel"), label, {{u"color"_s, u"#000"_s}}),
        (QJsonObject{{u"name"_s, u"a"_s}, {u"description"_s, u"b"_s}, {u"color"_s, u"#000"_s}}));
    // Merge: the edit alone.
    QCOMPARE(bodyFrom(*operation("updateConfigurations"), {{u"read_only"_s, false}}, {{u"session_timeout"_s, 30}}),
        (QJsonObject{{u"session_timeout"_s, 30}}));
}

void OperationsTest::neverSendsASecretThatWasRead()
{
    const QJsonObject read{{u"name"_s, u"s"_s}, {u"url"_s, u"http://scanner"_s}, {u"access_credential"_s, u"*****"_s}};
    QVERIFY(!bodyFrom(*operation("updateScanner"), read, {}).contains(u"access_credential"_s));
    QVERIFY(bodyFrom(*operation("updateScanner"), read, {{u"access_credential"_s, u"typed"_s}})
                .contains(u"access_credential"_s));
}

void OperationsTest::comparesWhatWasStored_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("sent");
    QTest::addColumn<QJsonValue>("read");
    QTest::addColumn<bool>("isStored");
    const auto row = [](const char *name, const char *id, const QString &member, const QJsonValue &sent,
                         const QJsonValue &read, bool isStored) {
        QTest::newRow(name) << QByteArray(id) << member << sent << read << isStored;
    };
    row("same", "updateQuota", u"hard.storage"_s, 5, 5, true);
    row("another", "updateQuota", u"hard.storage"_s, 5, 6, false);
    row("address", "createRegistry", u"url"_s, u" https://a.example/ "_s, u"https://a.example"_s, true);
    row("address without a scheme", "createRegistry", u"url"_s, u"a.example"_s, u"http://a.example"_s, true);
    row("another address", "createRegistry", u"url"_s, u"https://a.example"_s, u"http://a.example"_s, false);
    row("order of a set", "CreateRobot", u"permissions"_s, QJsonArray{1, 2}, QJsonArray{2, 1}, true);
    row("no set", "putSystemCVEAllowlist", u"items"_s, QJsonArray(), QJsonValue::Null, true);
    row("a set that lost one", "CreateRobot", u"permissions"_s, QJsonArray{1, 2}, QJsonArray{1}, false);
    row("a name", "createUserGroup", u"ldap_group_dn"_s, u"CN=A, DC=x"_s, u"cn=a,dc=x"_s, true);
    row("case", "createProject", u"metadata.severity"_s, u"high"_s, u"High"_s, true);
    row("entities", "UpdateLabel", u"description"_s, u"a<b & \"c\""_s, u"a&lt;b &amp; &#34;c&#34;"_s, true);
    row("a secret", "createUser", u"password"_s, u"x"_s, u"x"_s, false);
}

void OperationsTest::comparesWhatWasStored()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, member);
    QFETCH(QJsonValue, sent);
    QFETCH(QJsonValue, read);
    QFETCH(bool, isStored);
    const QList<Member> members = membersOf(*operation(id));
    const auto of =
        std::find_if(members.begin(), members.end(), [&](const Member &candidate) { return candidate.path == member; });
    QVERIFY(of != members.end());
    QCOMPARE(harbor::isStored(*of, sent, read), isStored);
}

void OperationsTest::saysWhatItDoes()
{
    QCOMPARE(sentenceOf(*operation("updateQuota"), {{u"id"_s, u"7"_s}}, {{u"hard"_s, QJsonObject{{u"storage"_s, 5}}}})
                 .english(),
        u"Set quota 7 to 5 bytes"_s);
}

void OperationsTest::takesBack()
{
    const Params at{{u"id"_s, u"7"_s}};
    // Put back, and only what the operation takes.
    const auto quota = inverseOf(*operation("updateQuota"), at,
        {{u"hard"_s, QJsonObject{{u"storage"_s, 5}}}, {u"used"_s, QJsonObject{{u"storage"_s, 1}}}});
    QVERIFY(quota);
    QCOMPARE(quota->operation, operation("updateQuota"));
    QCOMPARE(quota->body, (QJsonObject{{u"hard"_s, QJsonObject{{u"storage"_s, 5}}}}));
    QVERIFY(faultsOf(*quota->operation, quota->body).isEmpty());
    // Made, so removed.
    const auto label = inverseOf(*operation("CreateLabel"), {}, {}, {{u"label_id"_s, u"12"_s}});
    QVERIFY(label && label->operation == operation("DeleteLabel"));
    QCOMPARE(label->params.value(u"label_id"_s), u"12"_s);
    // Removed, so made anew, without the secret.
    const auto scanner = inverseOf(*operation("deleteScanner"), {{u"registration_id"_s, u"u"_s}},
        {{u"name"_s, u"s"_s}, {u"url"_s, u"http://scanner"_s}, {u"access_credential"_s, u"*****"_s},
            {u"uuid"_s, u"u"_s}});
    QVERIFY(scanner && scanner->operation == operation("createScanner"));
    QCOMPARE(scanner->body, (QJsonObject{{u"name"_s, u"s"_s}, {u"url"_s, u"http://scanner"_s}}));
    QCOMPARE(scanner->undo, Undo::Recreate);
    // For good.
    QVERIFY(!inverseOf(*operation("deleteProject"), {{u"project_name_or_id"_s, u"a"_s}}, {{u"name"_s, u"a"_s}}));
}

QTEST_GUILESS_MAIN(OperationsTest)
#include "tst_operations.moc"
