// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planlanguage.h"
#include "demo/demotransport.h"
#include "harbor/user.h"
#include "models/changes/changedesk.h"
#include "models/changes/formrules.h"
#include "models/changes/resourceform.h"
#include "models/changes/rowchanges.h"
#include "models/changes/webhooktest.h"
#include "models/kinds/kinds.h"
#include "models/tables/remotelist.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// Forms of every kind over a demo registry: what they stage, what they refuse, what the registry holds after.
class TestResourceForm : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void theTablesFitTogether();
    void wrongValuesAreRefused_data();
    void wrongValuesAreRefused();
    void eachKindIsMadeChangedAndUndone_data();
    void eachKindIsMadeChangedAndUndone();
    void formsStageWhatTheLanguagePlans_data();
    void formsStageWhatTheLanguagePlans();
    void onlyWhatWasTouchedIsStaged();
    void severalAreChangedAtOnce();
    void secretsAreSentOnlyWhenTyped();
    void aScheduleGoesWithAllItsParameters();
    void theConfigurationIsEditedByGroup();
    void aTakenNameIsSaid();
    void whatIsGoneIsSaid();
    void aStagedValueIsShownAndTakenOut();
    void aJobRunsBesideWhatIsStaged();
    void cellsShowWhatIsStaged();
    void otherThingsOfAProject();
    void theFormIsARightModel();
    void aWebhookIsTestedOnThisComputer();

private:
    struct World {
        QTemporaryDir folder;
        SystemClock clock;
        std::shared_ptr<demo::Registry> registry = std::make_shared<demo::Registry>(&clock);
        std::unique_ptr<Session> session;
        std::unique_ptr<ChangeDesk> desk;
        ChangeList *list = nullptr;
        ResourceForm form;
    };
    Response ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});
    QJsonObject rowNamed(const QByteArray &path, const QString &member, const QString &name);
    void set(const QVariantMap &values);
    bool applies();
    bool isReady();
    QString problems();
    const change::Change &only() { return m_world->list->plan().changes.first(); }

    std::unique_ptr<World> m_world;
};

void TestResourceForm::init()
{
    m_world = std::make_unique<World>();
    Account account;
    account.id = account.registryId = u"11111111-0000-4000-8000-000000000001"_s;
    account.name = u"Test"_s;
    account.user = u"admin"_s;
    account.signIn = SignIn::Password;
    account.allowsChanges = true;
    Line line{std::make_shared<demo::DemoTransport>(m_world->registry, demo::Identity::admin(), demo::Latency::none())};
    line.isDemo = true;
    account.url = line.transport->origin().toString();
    m_world->session = std::make_unique<Session>(account, line, nullptr, &m_world->clock);
    m_world->session->open();
    QTRY_COMPARE(m_world->session->state(), Session::State::Online);
    m_world->desk = std::make_unique<ChangeDesk>(store::changePlan(m_world->folder.path()), &m_world->clock);
    m_world->desk->load();
    QTRY_VERIFY(m_world->desk->wasLoaded());
    m_world->list = m_world->desk->of(m_world->session.get());
    m_world->form.setChanges(m_world->list);
}

void TestResourceForm::cleanup()
{
    m_world.reset();
}

Response TestResourceForm::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    Request request;
    request.method = method;
    request.path = "/api/v2.0" + path;
    request.body = body;
    if (!body.isEmpty())
        request.contentType = "application/json";
    return m_world->registry->handle(request, demo::Identity::admin());
}

QJsonObject TestResourceForm::rowNamed(const QByteArray &path, const QString &member, const QString &name)
{
    const QJsonDocument answer = QJsonDocument::fromJson(ask("GET", path).body);
    if (answer.isObject())
        return answer.object();
    for (const QJsonValue &row : answer.array()) {
        if (row[member] == name)
            return row.toObject();
    }
    return {};
}

void TestResourceForm::set(const QVariantMap &values)
{
    for (auto it = values.begin(); it != values.end(); ++it)
        m_world->form.setValue(it.key(), it.value());
}

bool TestResourceForm::applies()
{
    QSignalSpy ended(m_world->list, &ChangeList::finished);
    m_world->list->apply();
    return QTest::qWaitFor([&] { return ended.size() == 1; }, 20000);
}

bool TestResourceForm::isReady()
{
    return QTest::qWaitFor([this] { return m_world->form.state() != u"reading"_s; }, 10000)
        && m_world->form.state() == u"ready"_s;
}

QString TestResourceForm::problems()
{
    QStringList out{m_world->form.errorText(), m_world->list->problem(), m_world->list->sentence()};
    for (int row = 0; row < m_world->form.rowCount(); ++row) {
        const QString id = m_world->form.data(m_world->form.index(row), ResourceForm::IdRole).toString();
        if (const QString why = m_world->form.problemOfField(id); !why.isEmpty())
            out.append(id + u": "_s + why);
    }
    for (int row = 0; row < m_world->list->rowCount(); ++row)
        out.append(m_world->list->data(m_world->list->index(row), ChangeList::ErrorRole).toString());
    return out.join(u" | "_s);
}

/// Each field is a member of its operation, or one that the hooks of its kind know.
void TestResourceForm::theTablesFitTogether()
{
    for (const FormKind &kind : formKinds()) {
        QSet<QString> ids;
        for (const char *id : {kind.create, kind.update, kind.remove, kind.tests})
            QVERIFY2(!*id || harbor::operation(id), id);
        for (const FormField &field : kind.fields) {
            const QString where = u"%1.%2"_s.arg(QLatin1StringView(kind.name), QLatin1StringView(field.id));
            QVERIFY2(!ids.contains(QLatin1StringView(field.id)), qPrintable(where));
            ids.insert(QLatin1StringView(field.id));
            QVERIFY2(*field.label, qPrintable(where));
            QVERIFY2(!*field.source || formSource(field.source), qPrintable(where));
            QVERIFY2(field.type != FieldType::Choice || !field.choices.isEmpty() || *field.source, qPrintable(where));
            if (field.isVirtual || field.type == FieldType::Secret)
                continue;
            const auto isMember = [&](const char *operation, const char *path) {
                for (const harbor::Member &member : harbor::membersOf(*harbor::operation(operation))) {
                    if (member.path == QLatin1StringView(path))
                        return member.handling != harbor::Member::Handling::Ignored;
                }
                return false;
            };
            const char *made = *field.path ? field.path : field.id;
            const char *changed = *field.changePath ? field.changePath : made;
            const char *update = *field.operation ? field.operation : kind.update;
            QVERIFY2(!*kind.create || !field.isNew || isMember(kind.create, made), qPrintable(where));
            QVERIFY2(!*kind.update || !field.isChanged || isMember(update, changed), qPrintable(where));
        }
        // What the operation asks for can be filled in.
        if (!*kind.create || kind.write)
            continue;
        for (const harbor::Member &member : harbor::membersOf(*harbor::operation(kind.create))) {
            if (member.isRequired)
                QVERIFY2(ids.contains(member.path), qPrintable(QLatin1StringView(kind.name) + u' ' + member.path));
        }
    }
}

void TestResourceForm::wrongValuesAreRefused_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariantMap>("values");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const char *kind, const char *field, const QVariantMap &values,
                         const char *sentence) {
        QTest::newRow(name) << QString::fromLatin1(kind) << QString::fromLatin1(field) << values
                            << QString::fromLatin1(sentence);
    };
    row("project: upper case", "project", "project_name", {{u"project_name"_s, u"Payments"_s}}, "lower-case");
    row("project: two dots", "project", "project_name", {{u"project_name"_s, u"a..b"_s}}, "single dots");
    row("project: no name", "project", "project_name", {}, "is required");
    row("project: quota without unit", "project", "storage_limit", {{u"storage_limit"_s, u"20"_s}}, "unit");
    row("project: proxy without registry", "project", "registry_id", {{u"proxy"_s, true}}, "Select one");
    row("label: no name", "label", "name", {}, "is required");
    row("label: colour", "label", "color", {{u"color"_s, u"red"_s}}, "six hexadecimal digits");
    row("user: blank", "user", "username", {{u"username"_s, u"a b"_s}}, "cannot contain spaces");
    row("user: mail", "user", "email", {{u"email"_s, u"alice@"_s}}, "email address");
    row("user: comment", "user", "comment", {{u"comment"_s, QString(31, u'x')}}, "At most 30 bytes");
    row("user: weak", "user", "password", {{u"password"_s, u"password"_s}}, "upper-case");
    row("user: short", "user", "password", {{u"password"_s, u"Aa1"_s}}, "8 to 128");
    row("user: differs", "user", "again", {{u"password"_s, u"Abcdefg1"_s}, {u"again"_s, u"Abcdefg2"_s}},
        "do not match");
    row("group: dn", "group", "ldap_group_dn", {{u"group_type"_s, u"1"_s}}, "is required");
    row("registry: scheme", "registry", "url", {{u"url"_s, u"hub.example.com"_s}}, "address such as");
    row("registry: key without secret", "registry", "access_secret", {{u"access_key"_s, u"bot"_s}}, "Enter the secret");
    row("registry: certificate", "registry", "ca_certificate", {{u"ca_certificate"_s, u"x"_s}}, "PEM");
    row("replication: five fields", "replication-policy", "cron",
        {{u"trigger"_s, u"scheduled"_s}, {u"cron"_s, u"0 2 * * *"_s}}, "six fields");
    row("replication: seconds", "replication-policy", "cron",
        {{u"trigger"_s, u"scheduled"_s}, {u"cron"_s, u"5 0 2 * * *"_s}}, "must be 0");
    row("replication: each minute", "replication-policy", "cron",
        {{u"trigger"_s, u"scheduled"_s}, {u"cron"_s, u"0 * 2 * * *"_s}}, "once an hour");
    row("replication: pull on push", "replication-policy", "trigger",
        {{u"mode"_s, u"pull"_s}, {u"trigger"_s, u"event_based"_s}}, "Only push-based");
    row("replication: empty filter", "replication-policy", "filters",
        {{u"filters"_s, QVariantList{QVariantMap{{u"type"_s, u"name"_s}, {u"value"_s, u""_s}}}}}, "no value");
    row("webhook: no event", "webhook", "event_types", {}, "Select at least one");
    row("webhook: address", "webhook", "target.address", {{u"target.address"_s, u"ftp://x"_s}}, "address such as");
    row("scanner: credential", "scanner", "access_credential", {{u"auth"_s, u"Bearer"_s}}, "Enter the credential");
    row("preheat: token", "preheat-instance", "auth_info.token", {{u"auth_mode"_s, u"OAUTH"_s}},
        "credentials for the provider");
    row("purge: negative hours", "purge-run", "hours", {{u"hours"_s, u"-2"_s}}, "from 1 to 240000");
    row("purge: no event", "purge-run", "events", {}, "Select at least one");
    row("gc: workers", "gc-run", "workers", {{u"workers"_s, u"9"_s}}, "from 1 to 5");
}

void TestResourceForm::wrongValuesAreRefused()
{
    QFETCH(QString, kind);
    QFETCH(QString, field);
    QFETCH(QVariantMap, values);
    QFETCH(QString, sentence);
    m_world->form.create(kind);
    QCOMPARE(m_world->form.state(), u"ready"_s);
    set(values);
    QVERIFY(!m_world->form.stage());
    QVERIFY2(m_world->form.problemOfField(field).contains(sentence), qPrintable(problems()));
    QCOMPARE(m_world->list->count(), 0);
    // Once it was tried, the field says it.
    QCOMPARE(
        m_world->form.data(m_world->form.index(m_world->form.rowOfField(field)), ResourceForm::ProblemRole).toString(),
        m_world->form.problemOfField(field));
}

void TestResourceForm::eachKindIsMadeChangedAndUndone_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QVariantMap>("values");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QVariantMap>("changes");
    QTest::addColumn<QVariantMap>("after"); // members by their path
    const auto row = [](const char *kind, const QVariantMap &values, const char *path, const char *member,
                         const QVariantMap &changes, const QVariantMap &after) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << values << QByteArray(path) << QString::fromLatin1(member)
                            << changes << after;
    };
    row("project",
        {{u"project_name"_s, u"made-here"_s}, {u"metadata.public"_s, true}, {u"storage_limit"_s, u"3 GiB"_s},
            {u"metadata.auto_scan"_s, true}},
        "/projects/made-here", "name",
        {{u"metadata.public"_s, false}, {u"metadata.prevent_vul"_s, true}, {u"metadata.severity"_s, u"critical"_s},
            {u"metadata.reuse_sys_cve_allowlist"_s, u"false"_s}, {u"cve_allowlist.items"_s, u"cve-2021-44228\n"_s}},
        {{u"metadata.public"_s, u"false"_s}, {u"metadata.severity"_s, u"critical"_s},
            {u"metadata.auto_scan"_s, u"true"_s}});
    row("label", {{u"name"_s, u"made-here"_s}, {u"color"_s, u"#1D5100"_s}}, "/labels?scope=g&page_size=100", "name",
        {{u"description"_s, u"for tests"_s}}, {{u"description"_s, u"for tests"_s}, {u"color"_s, u"#1D5100"_s}});
    row("project-label", {{u"project"_s, u"payments"_s}, {u"name"_s, u"made-here"_s}},
        "/labels?scope=p&project_id=2&page_size=100", "name", {{u"color"_s, u"#C92100"_s}},
        {{u"color"_s, u"#C92100"_s}, {u"project_id"_s, 2}});
    row("user",
        {{u"username"_s, u"made"_s}, {u"email"_s, u"made@example.com"_s}, {u"realname"_s, u"Made Here"_s},
            {u"password"_s, u"Abcdefg1"_s}, {u"again"_s, u"Abcdefg1"_s}},
        "/users?page_size=100", "username", {{u"comment"_s, u"hello"_s}, {u"sysadmin_flag"_s, true}},
        {{u"comment"_s, u"hello"_s}, {u"sysadmin_flag"_s, true}, {u"email"_s, u"made@example.com"_s}});
    row("group", {{u"group_name"_s, u"made-here"_s}, {u"group_type"_s, u"3"_s}}, "/usergroups?page_size=100",
        "group_name", {{u"group_name"_s, u"made-there"_s}}, {});
    row("registry",
        {{u"name"_s, u"made-here"_s}, {u"type"_s, u"docker-registry"_s}, {u"url"_s, u"https://made.example.com"_s}},
        "/registries?page_size=100", "name", {{u"description"_s, u"for tests"_s}, {u"insecure"_s, false}},
        {{u"description"_s, u"for tests"_s}, {u"insecure"_s, true}, {u"url"_s, u"https://made.example.com"_s}});
    row("webhook",
        {{u"project"_s, u"payments"_s}, {u"name"_s, u"made-here"_s},
            {u"target.address"_s, u"https://hook.example.com"_s}, {u"event_types"_s, QStringList{u"PUSH_ARTIFACT"_s}}},
        "/projects/payments/webhook/policies?page_size=100", "name",
        {{u"target.address"_s, u"https://other.example.com"_s},
            {u"event_types"_s, QStringList{u"PUSH_ARTIFACT"_s, u"PULL_ARTIFACT"_s}}},
        {{u"enabled"_s, true}});
    row("scanner", {{u"name"_s, u"made-here"_s}, {u"url"_s, u"http://scanner.example.com"_s}},
        "/scanners?page_size=100", "name", {{u"description"_s, u"for tests"_s}, {u"disabled"_s, false}},
        {{u"description"_s, u"for tests"_s}, {u"disabled"_s, true}});
    row("replication-policy",
        {{u"name"_s, u"made-here"_s}, {u"registry"_s, u"1"_s}, {u"trigger"_s, u"scheduled"_s},
            {u"cron"_s, u"0 30 3 * * *"_s},
            {u"filters"_s,
                QVariantList{QVariantMap{{u"type"_s, u"name"_s}, {u"value"_s, u"library/**"_s}},
                    QVariantMap{
                        {u"type"_s, u"label"_s}, {u"decoration"_s, u"matches"_s}, {u"value"_s, u"one, two"_s}}}}},
        "/replication/policies?page_size=100", "name",
        {{u"trigger"_s, u"manual"_s}, {u"enabled"_s, false}, {u"description"_s, u"for tests"_s}},
        {{u"enabled"_s, false}, {u"trigger.type"_s, u"manual"_s}, {u"dest_registry.id"_s, 1}});
    row("preheat-policy",
        {{u"project"_s, u"payments"_s}, {u"name"_s, u"made-here"_s}, {u"provider_id"_s, u"1"_s},
            {u"repositories"_s, u"backend/**"_s}},
        "/projects/payments/preheat/policies?page_size=100", "name", {{u"tags"_s, u"v*"_s}, {u"enabled"_s, false}},
        {{u"enabled"_s, false}});
    row("preheat-instance", {{u"name"_s, u"made-here"_s}, {u"endpoint"_s, u"http://dragonfly.example.com"_s}},
        "/p2p/preheat/instances?page_size=100", "name", {{u"description"_s, u"for tests"_s}},
        {{u"description"_s, u"for tests"_s}, {u"enabled"_s, true}});
}

void TestResourceForm::eachKindIsMadeChangedAndUndone()
{
    QFETCH(QString, kind);
    QFETCH(QVariantMap, values);
    QFETCH(QByteArray, path);
    QFETCH(QString, member);
    QFETCH(QVariantMap, changes);
    QFETCH(QVariantMap, after);
    const FormKind &form = *formKind(kind);
    m_world->form.create(kind);
    if (values.contains(u"project"_s)) // its number comes with the list of projects
        QTRY_VERIFY(
            !m_world->form.data(m_world->form.index(m_world->form.rowOfField(u"project"_s)), ResourceForm::ChoicesRole)
                 .toList()
                 .isEmpty());
    set(values);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QCOMPARE(m_world->form.state(), u"closed"_s);
    QCOMPARE(m_world->list->count(), 1);
    QVERIFY2(m_world->list->whyNotApply().isEmpty(), qPrintable(m_world->list->whyNotApply()));
    const QString name = values.value(QLatin1StringView(form.naming)).toString();
    QVERIFY(rowNamed(path, member, name).isEmpty() || rowNamed(path, member, name).contains(u"errors"_s));
    QVERIFY(applies());
    QVERIFY2(
        m_world->list->data(m_world->list->index(0), ChangeList::StateRole) == u"verified"_s, qPrintable(problems()));
    const QJsonObject made = rowNamed(path, member, name);
    QVERIFY2(made.value(member) == name, qPrintable(problems()));

    const QString key = change::valueAt(made, QLatin1StringView(form.key)).toVariant().toString();
    QVariantMap address{{QLatin1StringView(form.parameter), key}};
    QVariantMap names{{u"name"_s, name}};
    if (kind == u"webhook"_s)
        address.insert(u"project_name_or_id"_s, u"payments"_s);
    if (kind == u"preheat-policy"_s)
        address.insert(u"project_name"_s, u"payments"_s);
    if (values.contains(u"project"_s))
        names.insert(u"project"_s, u"payments"_s);
    m_world->form.edit(kind, {QVariantMap{{u"path"_s, address}, {u"names"_s, names}}});
    QVERIFY2(isReady(), qPrintable(problems()));
    QVERIFY(!m_world->form.isDirty());
    QVERIFY(!m_world->form.stage()); // nothing was changed
    set(changes);
    QVERIFY(m_world->form.isDirty());
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    for (int row = 0; row < m_world->list->rowCount(); ++row)
        QVERIFY2(m_world->list->data(m_world->list->index(row), ChangeList::StateRole) == u"verified"_s,
            qPrintable(problems()));
    const QString then = changes.value(QLatin1StringView(form.naming), name).toString();
    const QJsonObject changed = rowNamed(path, member, then);
    for (auto it = after.begin(); it != after.end(); ++it)
        QCOMPARE(change::valueAt(changed, it.key()).toVariant().toString(), it.value().toString());
    m_world->list->undoRun();
    QTRY_VERIFY(m_world->list->count() > 0 && !m_world->list->hasEnded());
    QVERIFY(applies());
    const QJsonObject back = rowNamed(path, member, name);
    for (auto it = made.begin(); it != made.end(); ++it) {
        if (it.key() != u"update_time"_s && it.key() != u"cve_allowlist"_s)
            QCOMPARE(back.value(it.key()), it.value());
    }
}

void TestResourceForm::formsStageWhatTheLanguagePlans_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QVariantMap>("path");
    QTest::addColumn<QVariantMap>("names");
    QTest::addColumn<QVariantMap>("values");
    QTest::addColumn<QString>("statement");
    QTest::newRow("label") << u"label"_s << QVariantMap() << QVariantMap()
                           << QVariantMap{{u"name"_s, u"new"_s}, {u"color"_s, u"#112233"_s}}
                           << u"create label new color=#112233"_s;
    QTest::newRow("project") << u"project"_s << QVariantMap{{u"project_name_or_id"_s, u"payments"_s}}
                             << QVariantMap{{u"name"_s, u"payments"_s}, {u"project"_s, u"payments"_s}}
                             << QVariantMap{{u"metadata.auto_sbom_generation"_s, false}}
                             << u"set project auto_sbom=false in payments"_s;
    QTest::newRow("configuration") << u"configuration"_s << QVariantMap() << QVariantMap()
                                   << QVariantMap{{u"session_timeout"_s, u"45"_s}}
                                   << u"set configuration session_timeout=45"_s;
}

void TestResourceForm::formsStageWhatTheLanguagePlans()
{
    QFETCH(QString, kind);
    QFETCH(QVariantMap, path);
    QFETCH(QVariantMap, names);
    QFETCH(QVariantMap, values);
    QFETCH(QString, statement);
    if (path.isEmpty() && kind != u"configuration"_s)
        m_world->form.create(kind);
    else
        m_world->form.edit(kind, {QVariantMap{{u"path"_s, path}, {u"names"_s, names}}});
    QVERIFY2(isReady(), qPrintable(problems()));
    set(values);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    const Result<QList<change::PlanStatement>> read = change::planStatements(statement);
    QVERIFY2(bool(read), read ? "" : qPrintable(read.error().text()));
    std::optional<Result<change::PlanGround>> ground;
    QObject context;
    change::readGround(m_world->session->harbor(), *read, &context, {},
        [&](const Result<change::PlanGround> &there) { ground = there; });
    QTRY_VERIFY(ground.has_value());
    const Result<QList<change::Change>> planned = change::changesOf(read->first(), **ground);
    QVERIFY2(bool(planned), planned ? "" : qPrintable(planned.error().text()));
    QCOMPARE(planned->size(), 1);
    change::Change mine = only();
    mine.id = planned->first().id;
    QCOMPARE(mine.operation, planned->first().operation);
    QCOMPARE(mine.path, planned->first().path);
    QCOMPARE(mine.names, planned->first().names);
    QCOMPARE(mine.body, planned->first().body);
    QCOMPARE(mine.edits.size(), planned->first().edits.size());
    for (qsizetype i = 0; i < mine.edits.size(); ++i) {
        QCOMPARE(mine.edits[i].path, planned->first().edits[i].path);
        QCOMPARE(mine.edits[i].before, planned->first().edits[i].before);
        QCOMPARE(mine.edits[i].after, planned->first().edits[i].after);
    }
}

void TestResourceForm::onlyWhatWasTouchedIsStaged()
{
    m_world->form.edit(u"project"_s,
        {QVariantMap{{u"path"_s, QVariantMap{{u"project_name_or_id"_s, u"payments"_s}}},
            {u"names"_s, QVariantMap{{u"name"_s, u"payments"_s}}}}});
    QVERIFY(isReady());
    const bool isPublic = m_world->form.values().value(u"metadata.public"_s).toBool();
    m_world->form.setValue(u"metadata.public"_s, !isPublic);
    m_world->form.setValue(u"metadata.public"_s, isPublic);
    QVERIFY(!m_world->form.isDirty());
    m_world->form.setValue(u"metadata.public"_s, !isPublic);
    QVERIFY(m_world->form.stage());
    QCOMPARE(only().edits.size(), 1);
    QCOMPARE(only().edits.first().path, u"metadata.public"_s);
    QCOMPARE(only().edits.first().before, QJsonValue(isPublic ? u"true"_s : u"false"_s));
    // The review says it in the words of the form, and warns of nothing that it does not do.
    const QModelIndex line = m_world->list->index(0);
    QCOMPARE(m_world->list->data(line, ChangeList::EffectsRole).toStringList(),
        QStringList{isPublic ? u"Public: on → off"_s : u"Public: off → on"_s});
    QVERIFY(m_world->list->data(line, ChangeList::WarningsRole).toStringList().isEmpty());
}

void TestResourceForm::severalAreChangedAtOnce()
{
    const QJsonArray all = QJsonDocument::fromJson(ask("GET", "/projects?page_size=100").body).array();
    QVariantList targets;
    QStringList names;
    for (const QJsonValue &one : all) {
        names.append(one[u"name"_s].toString());
        targets.append(QVariantMap{{u"path"_s, QVariantMap{{u"project_name_or_id"_s, names.last()}}},
            {u"names"_s, QVariantMap{{u"name"_s, names.last()}, {u"project"_s, names.last()}}}});
    }
    QVERIFY(targets.size() > 3);
    m_world->form.edit(u"project"_s, targets);
    QVERIFY2(isReady(), qPrintable(problems()));
    const QModelIndex access = m_world->form.index(m_world->form.rowOfField(u"metadata.public"_s));
    QVERIFY(m_world->form.data(access, ResourceForm::MixedRole).toBool()); // some are, some are not
    QCOMPARE(m_world->form.data(access, ResourceForm::TypeRole).toString(), u"choice"_s);
    QCOMPARE(m_world->form.data(access, ResourceForm::ValueRole).toString(), QString());
    m_world->form.setValue(u"metadata.auto_sbom_generation"_s, u"true"_s);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    for (const QJsonValue &one : QJsonDocument::fromJson(ask("GET", "/projects?page_size=100").body).array()) {
        QCOMPARE(one[u"metadata"_s][u"auto_sbom_generation"_s].toString(), u"true"_s);
        for (const QJsonValue &was : all) {
            if (was[u"name"_s] == one[u"name"_s])
                QCOMPARE(one[u"metadata"_s][u"public"_s], was[u"metadata"_s][u"public"_s]);
        }
    }
}

void TestResourceForm::secretsAreSentOnlyWhenTyped()
{
    const QJsonObject there =
        QJsonDocument::fromJson(ask("GET", "/registries?page_size=100").body).array().first().toObject();
    const QVariantList target{
        QVariantMap{{u"path"_s, QVariantMap{{u"id"_s, there.value(u"id"_s).toVariant().toString()}}},
            {u"names"_s, QVariantMap{{u"name"_s, there.value(u"name"_s).toString()}}}}};
    m_world->form.edit(u"registry"_s, target);
    QVERIFY(isReady());
    QCOMPARE(m_world->form.values().value(u"access_secret"_s).toString(), QString()); // never shown
    m_world->form.setValue(u"description"_s, u"other"_s);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(only().secrets.isEmpty());
    m_world->list->discard();
    // Another address asks for the secret again; it goes beside the plan, never in it.
    m_world->form.edit(u"registry"_s, target);
    QVERIFY(isReady());
    set({{u"url"_s, u"https://elsewhere.example.com"_s}, {u"access_key"_s, u"bot"_s}});
    QVERIFY(!m_world->form.stage());
    QVERIFY(!m_world->form.problemOfField(u"access_secret"_s).isEmpty());
    m_world->form.setValue(u"access_secret"_s, u"s3cret-Value"_s);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QCOMPARE(only().secrets, QStringList{u"access_secret"_s});
    QVERIFY(!m_world->list->planFile().contains("s3cret-Value"));
    QVERIFY(m_world->list->data(m_world->list->index(0), ChangeList::SecretsRole).toStringList().isEmpty());
    QCOMPARE(m_world->list->whyNotApply(), QString());
    QVERIFY(applies());
    QVERIFY2(m_world->list->data(m_world->list->index(0), ChangeList::StateRole).toString() == u"verified"_s,
        qPrintable(problems()));
    for (const QFileInfo &file : QDir(m_world->folder.path()).entryInfoList(QDir::Files)) {
        QFile journal(file.filePath());
        QVERIFY(journal.open(QIODevice::ReadOnly));
        QVERIFY(!journal.readAll().contains("s3cret-Value"));
    }
    // A change that gets the number of one that is gone does not get its secret.
    const QVariantMap user{{u"username"_s, u"first"_s}, {u"email"_s, u"first@example.com"_s},
        {u"realname"_s, u"First"_s}, {u"password"_s, u"Abcdefg1"_s}, {u"again"_s, u"Abcdefg1"_s}};
    m_world->list->discard();
    m_world->form.create(u"user"_s);
    set(user);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    const QString id = only().id;
    m_world->list->remove(0);
    change::Change other;
    other.operation = "createUser";
    other.names = {{u"name"_s, u"second"_s}};
    other.body = {{u"username"_s, u"second"_s}, {u"email"_s, u"second@example.com"_s}, {u"realname"_s, u"Second"_s}};
    other.secrets = {u"password"_s};
    QVERIFY(m_world->list->stage(other));
    QCOMPARE(only().id, id);
    QVERIFY(m_world->list->whyNotApply().contains(u"password"_s));
}

void TestResourceForm::aScheduleGoesWithAllItsParameters()
{
    m_world->form.edit(u"gc-schedule"_s, {});
    QVERIFY2(isReady(), qPrintable(problems()));
    set({{u"type"_s, u"Custom"_s}, {u"cron"_s, u"0 30 3 * * 6"_s}});
    const QModelIndex cron = m_world->form.index(m_world->form.rowOfField(u"cron"_s));
    QVERIFY(!m_world->form.data(cron, ResourceForm::MeaningRole).toString().isEmpty()); // the next runs
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    bool hasParameters = false;
    for (const change::Edit &edit : only().edits)
        hasParameters = hasParameters || (edit.path == u"parameters"_s && edit.after[u"dry_run"_s].isBool());
    QVERIFY(hasParameters);
    QVERIFY(applies());
    QCOMPARE(m_world->list->data(m_world->list->index(0), ChangeList::StateRole).toString(), u"verified"_s);
    QCOMPARE(QJsonDocument::fromJson(ask("GET", "/system/gc/schedule").body)[u"schedule"_s][u"cron"_s].toString(),
        u"0 30 3 * * 6"_s);
    // Switched off, there is none any more: that is the proof.
    m_world->form.edit(u"gc-schedule"_s, {});
    QVERIFY2(isReady(), qPrintable(problems()));
    set({{u"type"_s, u"None"_s}});
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    QVERIFY2(
        m_world->list->data(m_world->list->index(0), ChangeList::StateRole) == u"verified"_s, qPrintable(problems()));
    QVERIFY(ask("GET", "/system/gc/schedule").body.isEmpty());
    m_world->form.edit(u"purge-schedule"_s, {});
    QVERIFY2(isReady(), qPrintable(problems()));
    set({{u"type"_s, u"Weekly"_s}, {u"hours"_s, u"720"_s}, {u"events"_s, QStringList{u"pull_artifact"_s}}});
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    m_world->form.edit(u"scan-schedule"_s, {});
    QVERIFY2(isReady(), qPrintable(problems()));
    const bool isDaily = m_world->form.values().value(u"type"_s) == u"Daily"_s;
    set({{u"type"_s, isDaily ? u"Hourly"_s : u"Daily"_s}});
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    QCOMPARE(m_world->list->data(m_world->list->index(0), ChangeList::StateRole).toString(), u"verified"_s);
}

void TestResourceForm::theConfigurationIsEditedByGroup()
{
    m_world->form.edit(u"configuration"_s, {}, u"System"_s);
    QVERIFY2(isReady(), qPrintable(problems()));
    const auto shown = [this](const QString &id) {
        return m_world->form.data(m_world->form.index(m_world->form.rowOfField(id)), ResourceForm::ShownRole).toBool();
    };
    QVERIFY(shown(u"read_only"_s) && !shown(u"ldap_url"_s) && !shown(u"session_timeout"_s));
    m_world->form.setValue(u"project_creation_restriction"_s, u"everyone"_s);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QCOMPARE(only().edits.size(), 1);
    QVERIFY(applies());
    QCOMPARE(QJsonDocument::fromJson(ask("GET", "/configurations").body)[u"project_creation_restriction"_s][u"value"_s]
                 .toString(),
        u"everyone"_s);
    m_world->form.edit(u"configuration"_s, {});
    QVERIFY(isReady());
    // How people sign in is not changed here, with the reason.
    const QModelIndex mode = m_world->form.index(m_world->form.rowOfField(u"auth_mode"_s));
    QVERIFY(!m_world->form.data(mode, ResourceForm::ReasonRole).toString().isEmpty());
    m_world->form.setValue(u"session_timeout"_s, u"0"_s);
    QVERIFY(!m_world->form.stage());
    QVERIFY(m_world->form.problemOfField(u"session_timeout"_s).contains(u"1 or more"_s));
    set({{u"session_timeout"_s, u"60"_s}, {u"banner.message"_s, u"Maintenance at 8"_s}});
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(only().edits.last().after.toString().contains(u"Maintenance at 8"_s));
}

void TestResourceForm::aTakenNameIsSaid()
{
    m_world->form.create(u"project"_s);
    m_world->form.setValue(u"project_name"_s, u"payments"_s);
    QTRY_VERIFY(m_world->form.problemOfField(u"project_name"_s).contains(u"already exists"_s));
    QVERIFY(!m_world->form.stage());
    m_world->form.setValue(u"project_name"_s, u"payments-2"_s);
    QVERIFY(m_world->form.problemOfField(u"project_name"_s).isEmpty());
}

void TestResourceForm::whatIsGoneIsSaid()
{
    m_world->form.edit(u"label"_s,
        {QVariantMap{{u"path"_s, QVariantMap{{u"label_id"_s, u"987654"_s}}},
            {u"names"_s, QVariantMap{{u"name"_s, u"ghost"_s}}}}});
    QTRY_COMPARE(m_world->form.state(), u"failed"_s);
    QVERIFY2(m_world->form.errorText().contains(u"ghost"_s), qPrintable(m_world->form.errorText()));
    m_world->form.close();
    QCOMPARE(m_world->form.state(), u"closed"_s);
}

void TestResourceForm::aStagedValueIsShownAndTakenOut()
{
    const QVariantList target{QVariantMap{{u"path"_s, QVariantMap{{u"project_name_or_id"_s, u"payments"_s}}},
        {u"names"_s, QVariantMap{{u"name"_s, u"payments"_s}}}}};
    m_world->form.edit(u"project"_s, target);
    QVERIFY(isReady());
    const bool was = m_world->form.values().value(u"metadata.auto_sbom_generation"_s).toBool();
    m_world->form.setValue(u"metadata.auto_sbom_generation"_s, !was);
    QVERIFY(m_world->form.stage());
    QCOMPARE(m_world->list->count(), 1);
    m_world->form.edit(u"project"_s, target);
    QVERIFY(isReady());
    QCOMPARE(m_world->form.values().value(u"metadata.auto_sbom_generation"_s).toBool(), !was);
    QVERIFY(!m_world->form.isDirty()); // nothing was typed: leaving it asks nothing
    m_world->form.setValue(u"metadata.auto_sbom_generation"_s, was);
    m_world->form.setValue(u"metadata.auto_scan"_s, !m_world->form.values().value(u"metadata.auto_scan"_s).toBool());
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QCOMPARE(m_world->list->count(), 1);
    QCOMPARE(only().edits.size(), 1);
    QCOMPARE(only().edits.first().path, u"metadata.auto_scan"_s);
}

void TestResourceForm::aJobRunsBesideWhatIsStaged()
{
    m_world->form.create(u"label"_s);
    m_world->form.setValue(u"name"_s, u"waits"_s);
    QVERIFY(m_world->form.stage());
    change::Change job;
    job.operation = "createScanAllSchedule";
    job.body = {{u"schedule"_s, QJsonObject{{u"type"_s, u"Manual"_s}}}};
    QSignalSpy ended(m_world->list, &ChangeList::finished);
    QVERIFY2(m_world->list->runNow({job}), qPrintable(m_world->list->problem()));
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY2(m_world->list->sentence().contains(u"accepted"_s), qPrintable(problems()));
    QVERIFY(rowNamed("/labels?scope=g&page_size=100", u"name"_s, u"waits"_s).isEmpty()); // it still waits
    QCOMPARE(m_world->list->included(), 1);
    QVERIFY(applies());
    QVERIFY(!rowNamed("/labels?scope=g&page_size=100", u"name"_s, u"waits"_s).isEmpty());
}

void TestResourceForm::cellsShowWhatIsStaged()
{
    RemoteList users;
    ListSource source;
    source.client = m_world->session->harbor();
    source.endpoint = harbor::endpoint("users");
    users.setColumns(columnsOf("users"));
    users.setSource(source);
    users.fetchAll();
    QTRY_VERIFY(users.isWhole() && users.loaded() > 3);
    RowChanges changes;
    changes.setChanges(m_world->list);
    changes.setTable(&users);
    QSignalSpy told(&changes, &RowChanges::stagedCellsChanged);
    QVERIFY(changes.stagedCells().isEmpty());
    QString key, other;
    for (int row = 0; row < users.rowCount(); ++row) {
        const auto user = users.rowValue(users.rowKey(row)).value<harbor::User>();
        if (user.userId > 1 && !user.sysadminFlag)
            (key.isEmpty() ? key : other) = users.rowKey(row);
    }
    m_world->form.edit(u"user"_s, changes.targets(u"user-edit"_s, {key}));
    QVERIFY2(isReady(), qPrintable(problems()));
    set({{u"comment"_s, u"new words"_s}, {u"sysadmin_flag"_s, true}});
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QCOMPARE(m_world->list->count(), 2); // the admin right is an operation of its own
    change::Change secret; // no column shows it
    secret.operation = "setCliSecret";
    secret.path = {{u"user_id"_s, QString::number(users.rowValue(other).value<harbor::User>().userId)}};
    secret.names = {{u"name"_s, u"other"_s}};
    secret.secrets = {u"secret"_s};
    QVERIFY(m_world->list->stage(secret));
    QCOMPARE(changes.stagedCells().value(other + u"/name"_s).toString(),
        users.rowValue(other).value<harbor::User>().username); // the mark alone
    m_world->list->takeBack();
    QVERIFY(changes.stage(u"user-delete"_s, {other}));
    QVERIFY(told.size() >= 2);
    const QVariantMap cells = changes.stagedCells();
    QCOMPARE(cells.value(key + u"/comment"_s).toString(), u"new words"_s);
    QCOMPARE(cells.value(key + u"/admin"_s).toString(), u"yes"_s);
    QCOMPARE(cells.value(other + u"/name"_s).toString(), u"to be deleted"_s);
    QVERIFY(applies());
    QVERIFY(changes.stagedCells().isEmpty());
}

void TestResourceForm::otherThingsOfAProject()
{
    // Another scanner than the default one.
    ask("POST", "/scanners", R"({"name":"second","url":"http://second.example.com"})");
    const QJsonArray scanners = QJsonDocument::fromJson(ask("GET", "/scanners?page_size=100").body).array();
    QVERIFY(scanners.size() > 1);
    const QString was = QJsonDocument::fromJson(ask("GET", "/projects/payments/scanner").body)[u"uuid"_s].toString();
    QString other;
    for (const QJsonValue &one : scanners) {
        if (one[u"uuid"_s] != was)
            other = one[u"uuid"_s].toString();
    }
    m_world->form.edit(u"project-scanner"_s,
        {QVariantMap{{u"path"_s, QVariantMap{{u"project_name_or_id"_s, u"payments"_s}}},
            {u"names"_s, QVariantMap{{u"name"_s, u"payments"_s}, {u"project"_s, u"payments"_s}}}}});
    QVERIFY2(isReady(), qPrintable(problems()));
    QCOMPARE(m_world->form.values().value(u"uuid"_s).toString(), was);
    m_world->form.setValue(u"uuid"_s, other);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    QCOMPARE(QJsonDocument::fromJson(ask("GET", "/projects/payments/scanner").body)[u"uuid"_s].toString(), other);
    // What a repository is for; its name holds a slash.
    m_world->form.edit(u"repository"_s,
        {QVariantMap{
            {u"path"_s, QVariantMap{{u"project_name"_s, u"payments"_s}, {u"repository_name"_s, u"backend/api"_s}}},
            {u"names"_s, QVariantMap{{u"name"_s, u"payments/backend/api"_s}, {u"project"_s, u"payments"_s}}}}});
    QVERIFY2(isReady(), qPrintable(problems()));
    m_world->form.setValue(u"description"_s, u"The *public* API"_s);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    QCOMPARE(
        QJsonDocument::fromJson(ask("GET", "/projects/payments/repositories/backend%252Fapi").body)[u"description"_s]
            .toString(),
        u"The *public* API"_s);
    // The list of the system: upper case, each once, and no day that has passed.
    m_world->form.edit(u"allowlist"_s, {});
    QVERIFY2(isReady(), qPrintable(problems()));
    set({{u"items"_s, u"cve-2021-44228\n CVE-2021-44228 \nGHSA-abcd-1234-efgh"_s}, {u"expires_at"_s, u"2020-01-01"_s}});
    QVERIFY(!m_world->form.stage());
    QVERIFY(m_world->form.problemOfField(u"expires_at"_s).contains(u"in the past"_s));
    m_world->form.setValue(u"expires_at"_s, u"2099-01-01"_s);
    QVERIFY2(m_world->form.stage(), qPrintable(problems()));
    QVERIFY(applies());
    QCOMPARE(QJsonDocument::fromJson(ask("GET", "/system/CVEAllowlist").body)[u"items"_s].toArray().size(), 2);
}

void TestResourceForm::theFormIsARightModel()
{
    QAbstractItemModelTester tester(&m_world->form, QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_world->form.create(u"replication-policy"_s);
    m_world->form.setValue(u"trigger"_s, u"scheduled"_s);
    m_world->form.edit(u"gc-schedule"_s, {});
    QVERIFY(isReady());
    m_world->form.close();
}

namespace {

/// Sends these bytes to a port of this computer and gives what is answered.
QByteArray sendTo(const QUrl &url, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    QByteArray out;
    QObject::connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(bytes); });
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { out += socket.readAll(); });
    const bool isOver = QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 20'000);
    return isOver ? out : QByteArray("no end");
}

QByteArray notification(const QUrl &url, const QByteArray &body, const QByteArray &authorization = {})
{
    return "POST " + url.path().toLatin1() + " HTTP/1.1\r\nHost: " + url.authority().toLatin1()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"
        + (authorization.isEmpty() ? QByteArray() : "authorization: " + authorization + "\r\n") + "\r\n" + body;
}

} // namespace

void TestResourceForm::aWebhookIsTestedOnThisComputer()
{
    test::ManualClock clock;
    WebhookTest test(&clock);
    QCOMPARE(test.addresses().first().toMap()[u"value"_s].toString(), u"127.0.0.1"_s);
    test.start(u"203.0.113.7"_s); // an address of nobody here
    QVERIFY(!test.isRunning());
    QCOMPARE(test.state(), u"error"_s);
    test.start(u"127.0.0.1"_s);
    QVERIFY2(test.isRunning(), qPrintable(test.sentence()));
    const QUrl url(test.url());
    QCOMPARE(test.state(), u"running"_s);

    ResourceForm &form = m_world->form;
    form.create(u"webhook"_s, {{u"project"_s, u"payments"_s}});
    QCOMPARE(form.kind(), u"webhook"_s);
    test.takeAsEndpoint(&form);
    QCOMPARE(form.values().value(u"target.address"_s).toString(), test.url());
    const QByteArray push = R"({"type":"PUSH_ARTIFACT","operator":"<b>bob</b>","occur_at":9007199254740993})";
    QVERIFY(sendTo(url, notification(url, push)).startsWith("HTTP/1.1 200"));
    const auto last = [&test] { return test.calls().value(0).toMap(); };
    QCOMPARE(last()[u"title"_s].toString(), u"PUSH_ARTIFACT"_s);
    QVERIFY(last()[u"note"_s].toString().contains(u"no Authorization"_s));
    QVERIFY(last()[u"text"_s].toString().contains(u"<b>bob</b>"_s));
    QVERIFY(last()[u"text"_s].toString().contains(u"9007199254740993"_s));

    // What authorizes it is compared with what was typed, and shown nowhere.
    QVERIFY(sendTo(url, notification(url, push, "Bearer sesame")).startsWith("HTTP/1.1 200"));
    QVERIFY(last()[u"note"_s].toString().contains(u"with an Authorization"_s));
    form.setValue(u"target.auth_header"_s, u"Bearer sesame"_s);
    QVERIFY(sendTo(url, notification(url, push, "Bearer sesame")).startsWith("HTTP/1.1 200"));
    QVERIFY(last()[u"note"_s].toString().contains(u"as set"_s));
    QCOMPARE(test.state(), u"ok"_s);
    QVERIFY(sendTo(url, notification(url, push, "Bearer other")).startsWith("HTTP/1.1 200"));
    QVERIFY(last()[u"note"_s].toString().contains(u"another"_s));
    QCOMPARE(test.state(), u"warning"_s);
    for (const QVariant &call : test.calls()) {
        QVERIFY(!call.toMap()[u"text"_s].toString().contains(u"sesame"_s));
        QVERIFY(!call.toMap()[u"text"_s].toString().contains(u"Bearer"_s));
    }

    // What is not meant for it, and what is too large, is not kept.
    QCOMPARE(test.calls().size(), 4);
    QVERIFY(sendTo(url, "GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404"));
    QVERIFY(sendTo(url, "nonsense\r\n\r\n").startsWith("HTTP/1.1 404"));
    for (const QByteArray &header : {QByteArray("Content-Length: 1048577"), QByteArray("Content-Length: -1"),
             QByteArray("Transfer-Encoding: chunked")})
        QVERIFY(sendTo(url, "POST " + url.path().toLatin1() + " HTTP/1.1\r\n" + header + "\r\n\r\n")
                    .startsWith("HTTP/1.1 413"));
    sendTo(url, QByteArray(20'000, 'x')); // what is not read is not answered for certain
    QCOMPARE(test.calls().size(), 4);
    QVERIFY(test.sentence().contains(u"3"_s));
    QVERIFY(sendTo(url, notification(url, QByteArray(1024 * 1024, ' '))).startsWith("HTTP/1.1 200"));
    for (int i = 0; i < 20; ++i)
        QVERIFY(sendTo(url, notification(url, QByteArray::number(i))).startsWith("HTTP/1.1 200"));
    QCOMPARE(test.calls().size(), 20);
    QVERIFY(last()[u"text"_s].toString().endsWith(u"19"_s));
    QVERIFY(test.sentence().contains(u"25"_s));

    // It ends by itself, also for what is in the middle.
    QTcpSocket half;
    half.connectToHost(url.host(), quint16(url.port()));
    QTRY_COMPARE(half.state(), QAbstractSocket::ConnectedState);
    clock.advance(std::chrono::minutes(9));
    QVERIFY(test.isRunning());
    clock.advance(std::chrono::minutes(1));
    QVERIFY(!test.isRunning());
    QCOMPARE(test.url(), QString());
    QTRY_COMPARE(half.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(test.calls().size(), 20); // what came can still be read
    QCOMPARE(sendTo(url, notification(url, push)), QByteArray());
}

QTEST_GUILESS_MAIN(TestResourceForm)
#include "tst_resourceform.moc"
