// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "models/changes/changedesk.h"
#include "models/changes/resourceform.h"
#include "models/changes/rowchanges.h"
#include "net/networkthread.h"
#include "net/proxies.h"
#include "session/networklink.h"
#include "store/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/**
 * The forms of the window at a real Harbor, the one that LOTSE_LIVE_URL names: each kind of thing is made, changed, put
 * back and removed. Only with LOTSE_LIVE_WRITE=1, as a system administrator.
 */
class TestLiveForms : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void eachKind_data();
    void eachKind();
    void settingsOfTheRegistryComeBack_data();
    void settingsOfTheRegistryComeBack();
    void refusalsAreShown();
    void cleanupTestCase();

private:
    QJsonDocument ask(const QByteArray &path);
    QJsonObject rowNamed(const QByteArray &path, const QString &member, const QString &name);
    bool applies();
    bool isReady();
    bool removes(const char *operation, const harbor::Params &path, const QString &name, const QString &project = {});
    void set(const QVariantMap &values);
    QString told();

    SystemClock m_clock;
    QTemporaryDir m_folder;
    Proxies m_proxies;
    std::unique_ptr<NetworkThread> m_thread;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ChangeDesk> m_desk;
    ChangeList *m_list = nullptr;
    ResourceForm m_form;
    QString m_name = u"forms-live-"_s + QString::number(QCoreApplication::applicationPid());
};

void TestLiveForms::initTestCase()
{
    const QString url = qEnvironmentVariable("LOTSE_LIVE_URL");
    if (url.isEmpty() || qgetenv("LOTSE_LIVE_WRITE") != "1")
        QSKIP("Nothing is written: set LOTSE_LIVE_URL, LOTSE_LIVE_USER, LOTSE_LIVE_PASSWORD and LOTSE_LIVE_WRITE=1.");
    Account account;
    account.id = account.registryId = u"11111111-0000-4000-8000-000000000001"_s;
    account.name = u"Live"_s;
    account.url = url;
    account.user = qEnvironmentVariable("LOTSE_LIVE_USER");
    account.signIn = SignIn::Password;
    account.allowsChanges = true;
    account.plainHttpConfirmed = true;
    if (const QString path = qEnvironmentVariable("LOTSE_LIVE_CA"); !path.isEmpty()) {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        account.caPem = QString::fromLatin1(file.readAll());
    }
    m_thread = std::make_unique<NetworkThread>();
    const Line line = networkLinks(m_thread.get(), &m_clock, &m_proxies)(account);
    m_session = std::make_unique<Session>(account, line, nullptr, &m_clock);
    m_session->open(SecureBytes(qgetenv("LOTSE_LIVE_PASSWORD")));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Online, 30000);
    m_desk = std::make_unique<ChangeDesk>(store::changePlan(m_folder.path()), &m_clock);
    m_desk->load();
    QTRY_VERIFY(m_desk->wasLoaded());
    m_list = m_desk->of(m_session.get());
    m_form.setChanges(m_list);
    m_form.create(u"project"_s);
    set({{u"project_name"_s, m_name}, {u"storage_limit"_s, u"1 GiB"_s}});
    QVERIFY2(m_form.stage(), qPrintable(told()));
    QVERIFY2(applies(), qPrintable(told()));
}

void TestLiveForms::cleanupTestCase()
{
    if (!m_list)
        return;
    // Only an empty project can be deleted; this one is.
    QVERIFY2(removes("deleteProject", {{u"project_name_or_id"_s, m_name}}, m_name, m_name), qPrintable(told()));
    m_form.setChanges(nullptr);
    m_desk.reset();
    m_session.reset();
    m_thread.reset();
}

QJsonDocument TestLiveForms::ask(const QByteArray &path)
{
    Request request;
    request.path = "/api/v2.0" + path;
    std::optional<QJsonDocument> out;
    m_session->sharedTransport()->call<Response>(
        request, this, [](const Response &response) { return Result<Response>(response); },
        [&](const Result<Response> &response) {
            out = response ? QJsonDocument::fromJson(response->body) : QJsonDocument();
        });
    const bool isThere = QTest::qWaitFor([&] { return out.has_value(); }, 30'000);
    return isThere ? *out : QJsonDocument();
}

QJsonObject TestLiveForms::rowNamed(const QByteArray &path, const QString &member, const QString &name)
{
    const QJsonDocument answer = ask(path);
    if (answer.isObject())
        return answer.object();
    for (const QJsonValue &row : answer.array()) {
        if (row[member] == name)
            return row.toObject();
    }
    return {};
}

QString TestLiveForms::told()
{
    QStringList out{m_form.errorText(), m_list->problem(), m_list->sentence()};
    for (int row = 0; row < m_list->rowCount(); ++row) {
        out.append(m_list->data(m_list->index(row), ChangeList::ErrorRole).toString());
        out.append(m_list->data(m_list->index(row), ChangeList::DetailRole).toString());
    }
    for (int row = 0; row < m_form.rowCount(); ++row)
        out.append(m_form.problemOfField(m_form.data(m_form.index(row), ResourceForm::IdRole).toString()));
    out.removeAll(QString());
    return out.join(u" | "_s);
}

void TestLiveForms::set(const QVariantMap &values)
{
    for (auto it = values.begin(); it != values.end(); ++it)
        m_form.setValue(it.key(), it.value());
}

bool TestLiveForms::isReady()
{
    return QTest::qWaitFor([this] { return m_form.state() != u"reading"_s; }, 30000) && m_form.state() == u"ready"_s;
}

/// Applies what is staged; whether all of it was proved.
bool TestLiveForms::applies()
{
    QSignalSpy ended(m_list, &ChangeList::finished);
    m_list->apply();
    if (!QTest::qWaitFor([&] { return ended.size() == 1; }, 120'000))
        return false;
    for (int row = 0; row < m_list->rowCount(); ++row) {
        if (m_list->data(m_list->index(row), ChangeList::StateRole) != u"verified"_s)
            return false;
    }
    return true;
}

bool TestLiveForms::removes(
    const char *operation, const harbor::Params &path, const QString &name, const QString &project)
{
    change::Change change;
    change.operation = operation;
    change.path = path;
    change.names = {{u"name"_s, name}};
    if (!project.isEmpty())
        change.names.insert(u"project"_s, project);
    m_list->discard();
    return m_list->stage(change) && applies();
}

void TestLiveForms::eachKind_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QVariantMap>("values");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QVariantMap>("changes");
    QTest::addColumn<QVariantMap>("after");
    const auto row = [](const char *kind, const QVariantMap &values, const QByteArray &path, const char *member,
                         const QVariantMap &changes, const QVariantMap &after) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << values << path << QString::fromLatin1(member) << changes
                            << after;
    };
    const QByteArray project = m_name.toUtf8();
    const QString made = m_name + u"-made"_s;
    row("project", {{u"project_name"_s, made}, {u"metadata.public"_s, true}, {u"metadata.auto_scan"_s, true}},
        "/projects/" + made.toUtf8(), "name",
        {{u"metadata.public"_s, false}, {u"metadata.prevent_vul"_s, true}, {u"metadata.severity"_s, u"critical"_s},
            {u"metadata.reuse_sys_cve_allowlist"_s, u"false"_s},
            {u"cve_allowlist.items"_s, u"CVE-2021-44228\nCVE-2014-0160"_s},
            {u"cve_allowlist.expires_at"_s, u"2099-01-31"_s}},
        {{u"metadata.public"_s, u"false"_s}, {u"metadata.severity"_s, u"critical"_s}});
    row("label", {{u"name"_s, made}, {u"color"_s, u"#1D5100"_s}}, "/labels?scope=g&page_size=100", "name",
        {{u"description"_s, u"for <tests> & more"_s}, {u"name"_s, QString(made + u"-2"_s)}}, {});
    row("project-label", {{u"project"_s, m_name}, {u"name"_s, made}}, "/labels?scope=p&page_size=100&project_id=%1",
        "name", {{u"color"_s, u"#C92100"_s}}, {{u"color"_s, u"#C92100"_s}});
    row("user",
        {{u"username"_s, made}, {u"email"_s, QString(made + u"@example.com"_s)}, {u"realname"_s, u"Made Here"_s},
            {u"password"_s, u"Abcdefg1"_s}, {u"again"_s, u"Abcdefg1"_s}},
        "/users?page_size=100", "username", {{u"comment"_s, u"hello"_s}, {u"sysadmin_flag"_s, true}},
        {{u"comment"_s, u"hello"_s}, {u"sysadmin_flag"_s, true}});
    row("registry",
        {{u"name"_s, made}, {u"type"_s, u"harbor"_s},
            {u"url"_s, qEnvironmentVariable("LOTSE_LIVE_PUSH_URL", qEnvironmentVariable("LOTSE_LIVE_URL"))},
            {u"insecure"_s, false}, {u"access_key"_s, qEnvironmentVariable("LOTSE_LIVE_USER")},
            {u"access_secret"_s, qEnvironmentVariable("LOTSE_LIVE_PASSWORD")}},
        "/registries?page_size=100", "name", {{u"description"_s, u"for tests"_s}},
        {{u"description"_s, u"for tests"_s}});
    row("webhook",
        {{u"project"_s, m_name}, {u"name"_s, made}, {u"target.address"_s, u"https://hook.example.com/a"_s},
            {u"target.auth_header"_s, u"Bearer s3cret"_s}, {u"event_types"_s, QStringList{u"PUSH_ARTIFACT"_s}}},
        "/projects/" + project + "/webhook/policies?page_size=100", "name",
        {{u"description"_s, u"for tests"_s}, {u"enabled"_s, false},
            {u"event_types"_s, QStringList{u"PUSH_ARTIFACT"_s, u"QUOTA_EXCEED"_s}}},
        {{u"enabled"_s, false}});
    // It needs an endpoint that is there already.
    const QString endpoint =
        m_session ? QString::number(ask("/registries?page_size=1")[0][u"id"_s].toInteger()) : QString();
    if (endpoint.isEmpty() || endpoint == u"0"_s)
        return;
    row("replication-policy",
        {{u"name"_s, made}, {u"registry"_s, endpoint}, {u"trigger"_s, u"scheduled"_s}, {u"cron"_s, u"0 30 3 1 1 *"_s},
            {u"dest_namespace"_s, m_name},
            {u"filters"_s,
                QVariantList{QVariantMap{{u"type"_s, u"name"_s}, {u"value"_s, QString(m_name + u"/**"_s)}},
                    QVariantMap{{u"type"_s, u"tag"_s}, {u"decoration"_s, u"excludes"_s}, {u"value"_s, u"dev*"_s}}}}},
        "/replication/policies?page_size=100", "name",
        {{u"trigger"_s, u"manual"_s}, {u"enabled"_s, false}, {u"description"_s, u"for tests"_s},
            {u"speed"_s, u"100"_s}},
        {{u"description"_s, u"for tests"_s}, {u"speed"_s, 100}, {u"trigger.type"_s, u"manual"_s}});
}

void TestLiveForms::eachKind()
{
    if (!m_list)
        QSKIP("no registry");
    QFETCH(QString, kind);
    QFETCH(QVariantMap, values);
    QFETCH(QByteArray, path);
    QFETCH(QString, member);
    QFETCH(QVariantMap, changes);
    QFETCH(QVariantMap, after);
    const FormKind &form = *formKind(kind);
    m_list->discard();
    m_form.create(kind);
    if (values.contains(u"project"_s)) {
        const QModelIndex projects = m_form.index(m_form.rowOfField(u"project"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!m_form.data(projects, ResourceForm::ChoicesRole).toList().isEmpty(), 30000);
        path.replace("%1", QByteArray::number(ask("/projects/" + m_name.toUtf8())[u"project_id"_s].toInteger()));
    }
    set(values);
    if (kind == u"registry"_s) {
        QSignalSpy tested(&m_form, &ResourceForm::tested);
        m_form.test();
        QTRY_VERIFY_WITH_TIMEOUT(m_form.testState() == u"ok"_s || m_form.testState() == u"error"_s, 60000);
        QVERIFY2(m_form.testState() == u"ok"_s, qPrintable(m_form.testText()));
    }
    QVERIFY2(m_form.stage(), qPrintable(told()));
    QVERIFY2(applies(), qPrintable(told()));
    const QString name = values.value(QLatin1StringView(form.naming)).toString();
    const QJsonObject made = rowNamed(path, member, name);
    QVERIFY2(made.value(member) == name, qPrintable(told()));
    const QString key = change::valueAt(made, QLatin1StringView(form.key)).toVariant().toString();
    harbor::Params address{{QLatin1StringView(form.parameter), key}};
    if (kind == u"webhook"_s)
        address.insert(u"project_name_or_id"_s, m_name);
    QVariantMap shown, names{{u"name"_s, name}};
    for (auto it = address.begin(); it != address.end(); ++it)
        shown.insert(it.key(), it.value());
    const QString project = form.isOfProject ? m_name : kind == u"project"_s ? name : QString();
    if (!project.isEmpty())
        names.insert(u"project"_s, project);
    m_form.edit(kind, {QVariantMap{{u"path"_s, shown}, {u"names"_s, names}}});
    QVERIFY2(isReady(), qPrintable(told()));
    set(changes);
    QVERIFY2(m_form.stage(), qPrintable(told()));
    QVERIFY2(applies(), qPrintable(told()));
    const QString then = changes.value(QLatin1StringView(form.naming), name).toString();
    const QJsonObject changed = rowNamed(path, member, then);
    for (auto it = after.begin(); it != after.end(); ++it)
        QCOMPARE(change::valueAt(changed, it.key()).toVariant().toString(), it.value().toString());
    if (kind == u"webhook"_s) // what was not typed in this change is still there
        QCOMPARE(changed.value(u"targets"_s)[0][u"auth_header"_s].toString(), u"Bearer s3cret"_s);
    m_list->undoRun();
    QTRY_VERIFY_WITH_TIMEOUT(m_list->count() > 0 && !m_list->hasEnded(), 10000);
    QVERIFY2(applies(), qPrintable(told()));
    const QJsonObject back = rowNamed(path, member, name);
    for (auto it = made.begin(); it != made.end(); ++it) {
        if (it.key() != u"update_time"_s && it.key() != u"cve_allowlist"_s && it.key() != u"metadata"_s
            && it.key() != u"targets"_s)
            QCOMPARE(back.value(it.key()), it.value());
    }
    QVERIFY2(removes(form.remove, address, name, project), qPrintable(told()));
}

void TestLiveForms::settingsOfTheRegistryComeBack_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QVariantMap>("changes");
    QTest::addColumn<QVariantMap>("back");
    QTest::newRow("gc-schedule") << u"gc-schedule"_s << QString()
                                 << QVariantMap{{u"type"_s, u"Custom"_s}, {u"cron"_s, u"0 30 3 * * 6"_s},
                                        {u"dry"_s, true}}
                                 << QVariantMap{{u"type"_s, u"None"_s}};
    QTest::newRow("scan-schedule") << u"scan-schedule"_s << QString()
                                   << QVariantMap{{u"type"_s, u"Custom"_s}, {u"cron"_s, u"0 30 3 1 1 *"_s}}
                                   << QVariantMap{{u"type"_s, u"None"_s}};
    QTest::newRow("purge-schedule") << u"purge-schedule"_s << QString()
                                    << QVariantMap{{u"type"_s, u"Custom"_s}, {u"cron"_s, u"0 30 3 1 1 *"_s},
                                           {u"hours"_s, u"200000"_s}, {u"dry"_s, true},
                                           {u"events"_s, QStringList{u"pull_artifact"_s}}}
                                    << QVariantMap{{u"type"_s, u"None"_s}, {u"hours"_s, u"200000"_s},
                                           {u"events"_s, QStringList{u"pull_artifact"_s}}};
}

void TestLiveForms::settingsOfTheRegistryComeBack()
{
    if (!m_list)
        QSKIP("no registry");
    QFETCH(QString, kind);
    QFETCH(QString, group);
    QFETCH(QVariantMap, changes);
    QFETCH(QVariantMap, back);
    m_list->discard();
    m_form.edit(kind, {}, group);
    QVERIFY2(isReady(), qPrintable(told()));
    if (m_form.values().value(u"type"_s) != u"None"_s)
        QSKIP("There is a schedule, which stays as it is.");
    set(changes);
    QVERIFY2(m_form.stage(), qPrintable(told()));
    QVERIFY2(applies(), qPrintable(told()));
    m_form.edit(kind, {}, group);
    QVERIFY2(isReady(), qPrintable(told()));
    QCOMPARE(m_form.values().value(u"cron"_s), changes.value(u"cron"_s));
    set(back);
    QVERIFY2(m_form.stage(), qPrintable(told()));
    QVERIFY2(applies(), qPrintable(told()));
    m_form.edit(kind, {}, group);
    QVERIFY2(isReady(), qPrintable(told()));
    QCOMPARE(m_form.values().value(u"type"_s).toString(), u"None"_s);
    m_form.close();
}

/// What the registry refuses is said with its own words and the number of the request.
void TestLiveForms::refusalsAreShown()
{
    if (!m_list)
        QSKIP("no registry");
    m_list->discard();
    m_form.create(u"scanner"_s);
    set({{u"name"_s, QString(m_name + u"-scanner"_s)}, {u"url"_s, u"http://127.0.0.1:9"_s}});
    m_form.test();
    QTRY_VERIFY_WITH_TIMEOUT(m_form.testState() == u"error"_s || m_form.testState() == u"ok"_s, 60000);
    QCOMPARE(m_form.testState(), u"error"_s);
    QVERIFY(!m_form.testText().isEmpty());
    QVERIFY2(m_form.stage(), qPrintable(told()));
    QVERIFY(!applies());
    QVERIFY(!m_list->data(m_list->index(0), ChangeList::ErrorRole).toString().isEmpty());
    QVERIFY(!m_list->data(m_list->index(0), ChangeList::RequestRole).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestLiveForms)
#include "tst_liveforms.moc"
