// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "change/executor.h"
#include "change/samplechanges.h"
#include "live/pusher.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "store/schema.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::change;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/**
 * Changes at a real Harbor, the one that LOTSE_LIVE_URL names: each kind of thing is made, changed, read back and put
 * back, in a project of its own that is removed in the end. Only with LOTSE_LIVE_WRITE=1, as a system administrator.
 */
class TestLiveChanges : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void undoRestores_data();
    void undoRestores();
    void aSecondWriterMakesOneConflict();
    void cleanupTestCase();

private:
    QByteArray ask(const QByteArray &method, const QByteArray &path, const QByteArray &body);
    SamplePlace place();
    Summary run(const ChangePlan &plan, const Executor::Options &options = {});
    QList<Course> courses();

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<NetworkThread> m_thread;
    std::shared_ptr<HttpTransport> m_transport;
    std::unique_ptr<Journal> m_journal;
    QMap<QString, Progress> m_progress;
    QString m_project = u"lotse-live-"_s + QString::number(QCoreApplication::applicationPid());
    int m_plans = 0;
};

QByteArray TestLiveChanges::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    Request request;
    request.method = method;
    request.path = "/api/v2.0" + path;
    request.body = body;
    if (!body.isEmpty())
        request.contentType = "application/json";
    std::optional<Result<Response>> got;
    m_transport->call<Response>(
        request, this, [](const Response &response) { return Result<Response>(response); },
        [&](const Result<Response> &response) { got.emplace(response); });
    if (!QTest::qWaitFor([&] { return got.has_value(); }, 60'000) || !got->ok())
        return {};
    if (!(*got)->isSuccess())
        qInfo() << method << path << (*got)->status << (*got)->body.left(200);
    return (*got)->isSuccess() ? (*got)->body : QByteArray();
}

SamplePlace TestLiveChanges::place()
{
    SamplePlace out;
    out.ask = [this](const QByteArray &method, const QByteArray &path, const QByteArray &body) {
        return ask(method, path, body);
    };
    out.project = m_project;
    out.repository = u"team/app"_s;
    out.reference = u"1.0"_s;
    out.member = m_project + u"-one"_s;
    out.other = m_project + u"-two"_s;
    return out;
}

void TestLiveChanges::initTestCase()
{
    const QUrl url(qEnvironmentVariable("LOTSE_LIVE_URL"));
    if (url.isEmpty() || qgetenv("LOTSE_LIVE_WRITE") != "1")
        QSKIP("Nothing is written: set LOTSE_LIVE_URL, LOTSE_LIVE_USER, LOTSE_LIVE_PASSWORD and LOTSE_LIVE_WRITE=1.");
    TransportConfig config;
    config.base = url;
    config.plainHttp = url.scheme() == u"http"_s;
    if (const QString path = qEnvironmentVariable("LOTSE_LIVE_CA"); !path.isEmpty()) {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        config.caPem = file.readAll();
    }
    const QString user = qEnvironmentVariable("LOTSE_LIVE_USER");
    const QByteArray password = qgetenv("LOTSE_LIVE_PASSWORD");
    config.credentials = {Credentials::Kind::HarborSession, user, SecureBytes(password)};
    m_thread = std::make_unique<NetworkThread>();
    m_transport = m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));
    m_transport->setAllowsChanges(true);
    auto opened = Journal::open(store::changePlan(m_folder.path()), m_clock);
    QVERIFY(opened.ok());
    m_journal = std::move(opened.value());

    const QByteArray project = m_project.toUtf8();
    ask("POST", "/projects", "{\"project_name\":\"" + project + "\",\"metadata\":{\"public\":\"false\"}}");
    QVERIFY(!ask("GET", "/projects/" + project, {}).isEmpty());
    for (const QByteArray name : {project + "-one", project + "-two"}) {
        ask("POST", "/users",
            "{\"username\":\"" + name + "\",\"email\":\"" + name
                + "@example.com\",\"realname\":\"Live\",\"comment\":\"\",\"password\":\"Fresh-Secret-1\"}");
    }
    ask("POST", "/projects/" + project + "/members",
        "{\"role_id\":2,\"member_user\":{\"username\":\"" + project + "-one\"}}");
    // Harbor takes pushes at its one address alone.
    const QUrl pushes(qEnvironmentVariable("LOTSE_LIVE_PUSH_URL", url.toString()));
    Pusher pusher(pushes, user.toUtf8(), password);
    const QByteArray layer = "layer of " + project;
    const QByteArray config1 = R"({"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}})";
    const QByteArray repository = project + "/team/app";
    const QByteArray blob = pusher.blob(repository, layer);
    const QByteArray image = pusher.blob(repository, config1);
    const QByteArray type = "application/vnd.oci.image.manifest.v1+json";
    pusher.manifest(repository, type,
        "{\"schemaVersion\":2,\"mediaType\":\"" + type
            + "\",\"config\":" + descriptorJson("application/vnd.oci.image.config.v1+json", image, config1.size())
            + ",\"layers\":[" + descriptorJson("application/vnd.oci.image.layer.v1.tar", blob, layer.size()) + "]}",
        "1.0");
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem());
}

void TestLiveChanges::cleanupTestCase()
{
    if (!m_transport)
        return;
    const QByteArray project = m_project.toUtf8();
    for (const QJsonValue &rule : place().list("/projects/" + project + "/immutabletagrules?page_size=100")) {
        ask("DELETE", "/projects/" + project + "/immutabletagrules/" + QByteArray::number(rule[u"id"_s].toInteger()),
            {});
    }
    ask("DELETE", "/projects/" + project + "/repositories/team%252Fapp", {});
    ask("DELETE", "/projects/" + project, {});
    const SamplePlace there = place();
    const auto remove = [&](const QByteArray &list, const QString &key, const QString &name, const QString &id,
                            const QByteArray &path) {
        const QJsonObject row = there.find(list, key, name);
        if (!row.isEmpty())
            ask("DELETE", path + QByteArray::number(row.value(id).toInteger()), {});
    };
    for (const QString &user : {there.member, there.other, u"lotse-sample-user"_s})
        remove("/users?page_size=100", u"username"_s, user, u"user_id"_s, "/users/");
    for (const QString &label : {u"lotse-sample"_s, u"lotse-old"_s})
        remove("/labels?scope=g&page_size=100", u"name"_s, label, u"id"_s, "/labels/");
    m_transport.reset();
    m_thread.reset();
}

Summary TestLiveChanges::run(const ChangePlan &plan, const Executor::Options &options)
{
    Executor executor(m_transport, m_journal.get(), &m_clock);
    std::optional<Summary> ended;
    connect(&executor, &Executor::finished, this, [&](const Summary &summary) { ended = summary; });
    executor.run(plan, options);
    if (!QTest::qWaitFor([&] { return ended.has_value(); }, 200'000))
        return {};
    m_progress = executor.progress();
    return *ended;
}

QList<Course> TestLiveChanges::courses()
{
    auto journal = Journal::open(store::changePlan(m_folder.path()), m_clock);
    const auto entries = journal.value()->readOn();
    return entries ? coursesOf(*entries) : QList<Course>();
}

void TestLiveChanges::undoRestores_data()
{
    QTest::addColumn<QByteArray>("name");
    const QList<SampleChange> all = sampleChanges(place());
    for (const SampleChange &one : all)
        QTest::newRow(one.name) << one.name;
}

void TestLiveChanges::undoRestores()
{
    QFETCH(QByteArray, name);
    const SampleChange sample = sampleNamed(place(), name);
    const Change change = sample.make();
    ChangePlan plan;
    plan.id = u"live-%1"_s.arg(++m_plans);
    plan.origin = m_transport->origin().toString();
    plan.madeAt = m_clock.now();
    const QString id = plan.add(change);
    const auto seen = [&] { return withoutMovingParts(ask("GET", sample.shows, {})); };
    const QString before = seen();
    Executor::Options options;
    options.secrets[id][u"password"_s] = SecureBytes("Fresh-Secret-1");
    const Summary summary = run(plan, options);
    const auto why = [&](const QString &of) {
        return qPrintable(stateWord(m_progress[of].state) + u' ' + m_progress[of].sentence.english() + u' '
            + m_progress[of].error.detail);
    };
    QVERIFY2(summary.verified == 1, why(id));
    if (change.operation != "updateRetention") // its page shows no rules
        QVERIFY(seen() != before);
    const Result<ChangePlan> undo = undoOf(courses().last(), m_clock);
    QVERIFY2(undo.ok(), qPrintable(undo.error().text()));
    const Summary undone = run(*undo);
    QVERIFY2(undone.verified == 1, why(undo->changes[0].id));
    if (sample.movesInList)
        QCOMPARE(seen().size(), before.size());
    else
        QCOMPARE(seen(), before);
}

void TestLiveChanges::aSecondWriterMakesOneConflict()
{
    const SamplePlace there = place();
    ChangePlan plan;
    plan.id = u"live-conflict"_s;
    plan.origin = m_transport->origin().toString();
    plan.madeAt = m_clock.now();
    const QList<SampleChange> all = sampleChanges(there);
    Change role;
    for (const SampleChange &sample : all) {
        if (sample.name == "quota" || sample.name == "project setting" || sample.name == "role")
            plan.add(sample.make());
        if (sample.name == "role")
            role = sample.make();
    }
    QCOMPARE(plan.changes.size(), 3);
    // Another person makes the member a guest meanwhile.
    const QByteArray path = "/projects/" + m_project.toUtf8() + "/members/" + role.path[u"mid"_s].toUtf8();
    ask("PUT", path, R"({"role_id":5})");
    const Summary summary = run(plan);
    QCOMPARE(summary.conflicts, 1);
    QCOMPARE(summary.verified, 2);
    QCOMPARE(there.object(path)[u"role_id"_s].toInteger(), 5);
    ask("PUT", path, R"({"role_id":2})");
    const Result<ChangePlan> undo = undoOf(courses().last(), m_clock);
    QVERIFY(undo.ok());
    QCOMPARE(run(*undo).verified, 2);
}

QTEST_GUILESS_MAIN(TestLiveChanges)
#include "tst_livechanges.moc"
