// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planlanguage.h"
#include "demo/demotransport.h"
#include "harbor/artifact.h"
#include "harbor/immutability.h"
#include "harbor/repository.h"
#include "harbor/retention.h"
#include "harbor/robot.h"
#include "models/access/robottable.h"
#include "models/changes/artifactedit.h"
#include "models/changes/changedesk.h"
#include "models/changes/immutabilityedit.h"
#include "models/changes/retentionedit.h"
#include "models/changes/robotedit.h"
#include "models/changes/rowchanges.h"
#include "models/images/immutabletags.h"
#include "models/kinds/kinds.h"
#include "models/tables/remotelist.h"
#include "session/pullsecret.h"
#include "store/schema.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// The editors of robots, retention, immutability and artifacts over a demo registry: what they stage is what the
/// language of plans makes, what is wrong is refused in words, and the registry holds it after, and not after the undo.
class TestChangeEdits : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void aNewRobotIsAsTheLanguageMakesIt();
    void wrongRobotsAreRefused();
    void anExpiryIsCountedFromTheCreation();
    void severalRobotsShareOneForm();
    void aFormLeftAloneStagesNothing();
    void templatesTakeOnlyWhatIsOffered();
    void rightsAreNarrowedToWhatWasUsed();
    void aNewSecretIsShownAndKeptNowhere();
    void secretsForOtherPrograms();
    void retentionGoesOverManyProjects();
    void retentionIsAsTheLanguageMakesIt();
    void wrongRetentionIsRefused();
    void runsAreStaged();
    void immutabilityIsAsTheLanguageMakesIt();
    void aRuleIsTestedWhileItIsTyped();
    void tagsAndLabels();
    void artifactsAreCopiedAndDeleted();
    void scansAreStagedForAllThatCanBeScanned();
    void aRepositoryIsDeletedFromItsRow();

private:
    struct World {
        QTemporaryDir folder;
        SystemClock clock;
        std::shared_ptr<demo::Registry> registry = std::make_shared<demo::Registry>(&clock);
        std::unique_ptr<Session> session;
        std::unique_ptr<ChangeDesk> desk;
        ChangeList *list = nullptr;
        RobotTable robots;
        RemoteList rows;
    };

    QJsonDocument ask(const QByteArray &path);
    QJsonObject named(const QByteArray &path, const QString &member, const QString &value);
    void show(const char *kind, const harbor::Params &params, bool overAll);
    void readRobots();
    QString robotKey(const QString &name);
    QString keyOfProject(const QString &project);
    QString taggedKey();
    QList<change::Change> planned(const QStringList &words);
    bool applies();
    bool undoes();
    QString reviewed();

    std::unique_ptr<World> m_world;
};

QJsonDocument TestChangeEdits::ask(const QByteArray &path)
{
    Request request;
    request.method = "GET";
    request.path = "/api/v2.0" + path;
    return QJsonDocument::fromJson(m_world->registry->handle(request, demo::Identity::admin()).body);
}

QJsonObject TestChangeEdits::named(const QByteArray &path, const QString &member, const QString &value)
{
    for (const QJsonValue &one : ask(path).array()) {
        if (one[member] == value)
            return one.toObject();
    }
    return {};
}

void TestChangeEdits::init()
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
}

void TestChangeEdits::cleanup()
{
    m_world.reset();
}

void TestChangeEdits::show(const char *kind, const harbor::Params &params, bool overAll)
{
    ListSource source;
    source.client = m_world->session->harbor();
    source.endpoint = harbor::endpoint(kind);
    source.params = params;
    source.overAllParents = overAll;
    m_world->rows.setColumns(columnsOf(kind));
    m_world->rows.setSource(source);
    m_world->rows.fetchAll();
    QTRY_VERIFY(m_world->rows.isWhole() && m_world->rows.loaded() > 0);
}

void TestChangeEdits::readRobots()
{
    m_world->robots.setSource(m_world->session->harbor());
    QTRY_VERIFY(!m_world->robots.isLoading() && m_world->robots.loaded() > 5);
}

QString TestChangeEdits::robotKey(const QString &name)
{
    for (int row = 0; row < m_world->robots.rowCount(); ++row) {
        const QString key = m_world->robots.rowKey(row);
        if (m_world->robots.rowValue(key).value<harbor::Robot>().name == name)
            return key;
    }
    return {};
}

QString TestChangeEdits::keyOfProject(const QString &project)
{
    for (int row = 0; row < m_world->rows.rowCount(); ++row) {
        if (m_world->rows.rowParent(m_world->rows.rowKey(row)) == project)
            return m_world->rows.rowKey(row);
    }
    return {};
}

/// An artifact with a tag.
QString TestChangeEdits::taggedKey()
{
    for (int row = 0; row < m_world->rows.rowCount(); ++row) {
        const QString key = m_world->rows.rowKey(row);
        if (!m_world->rows.rowValue(key).value<harbor::Artifact>().tags.isEmpty())
            return key;
    }
    return {};
}

QList<change::Change> TestChangeEdits::planned(const QStringList &words)
{
    const Result<change::PlanStatement> statement = change::planStatement(words);
    if (!statement) {
        QTest::qFail(qPrintable(statement.error().text()), __FILE__, __LINE__);
        return {};
    }
    std::optional<Result<change::PlanGround>> ground;
    QObject context;
    change::readGround(m_world->session->harbor(), {*statement}, &context, {},
        [&](const Result<change::PlanGround> &read) { ground = read; });
    if (!QTest::qWaitFor([&] { return ground.has_value(); }, 20'000) || !*ground)
        return {};
    const Result<QList<change::Change>> changes = change::changesOf(*statement, **ground);
    if (!changes)
        QTest::qFail(qPrintable(changes.error().text()), __FILE__, __LINE__);
    return changes ? *changes : QList<change::Change>();
}

bool TestChangeEdits::applies()
{
    QSignalSpy ended(m_world->list, &ChangeList::finished);
    m_world->list->apply();
    return QTest::qWaitFor([&] { return ended.size() == 1; }, 20'000);
}

bool TestChangeEdits::undoes()
{
    if (!QTest::qWaitFor([&] { return m_world->list->canUndoRun(); }, 5'000))
        return false;
    m_world->list->undoRun();
    return QTest::qWaitFor([&] { return !m_world->list->hasEnded(); }, 5'000) && applies();
}

/// All that the review says: sentences, effects, warnings, and what became of each change.
QString TestChangeEdits::reviewed()
{
    QStringList out;
    for (int row = 0; row < m_world->list->count(); ++row) {
        for (const int role : {int(ChangeList::SentenceRole), int(ChangeList::StateTextRole),
                 int(ChangeList::ErrorRole), int(ChangeList::BlockedRole)})
            out.append(m_world->list->data(m_world->list->index(row), role).toString());
        out += m_world->list->data(m_world->list->index(row), ChangeList::EffectsRole).toStringList();
        out += m_world->list->data(m_world->list->index(row), ChangeList::WarningsRole).toStringList();
        for (const QVariant &one : m_world->list->data(m_world->list->index(row), ChangeList::DifferencesRole).toList())
            out.append(one.toMap()[u"path"_s].toString() + u'=' + one.toMap()[u"after"_s].toString());
    }
    return out.join(u'\n');
}

void TestChangeEdits::aNewRobotIsAsTheLanguageMakesIt()
{
    readRobots();
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginNew();
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY2(edit.unread().isEmpty(), qPrintable(edit.unread()));
    QVERIFY(edit.knownProjects().contains(u"payments"_s));
    edit.setName(u"fresh"_s);
    edit.setDescription(u"made by a test"_s);
    edit.setProjects({u"payments"_s, u"platform"_s});
    edit.setRight(u"project"_s, u"repository"_s, u"pull"_s, true);
    edit.setRight(u"project"_s, u"tag"_s, u"list"_s, true);
    edit.setRight(u"system"_s, u"quota"_s, u"read"_s, true);
    edit.setExpiry(u"90"_s);
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    QCOMPARE(edit.fullName(), u"robot$fresh"_s);
    const Result<QList<change::Change>> made = edit.toChanges();
    QVERIFY(bool(made));
    const QString access =
        u"{\"kind\":\"project\",\"namespace\":\"%1\",\"access\":[{\"resource\":\"repository\",\"action\":\"pull\"},"
        "{\"resource\":\"tag\",\"action\":\"list\"}]}"_s;
    const QList<change::Change> wanted =
        planned({u"create"_s, u"robot"_s, u"fresh"_s, u"duration=90"_s, u"description=made by a test"_s,
            u"permissions=[{\"kind\":\"system\",\"namespace\":\"/\",\"access\":[{\"resource\":\"quota\",\"action\":"
            "\"read\"}]},"_s
                + access.arg(u"payments"_s) + u',' + access.arg(u"platform"_s) + u']'});
    QCOMPARE(*made, wanted);
    QVERIFY(edit.stage());
    QVERIFY(!edit.isOpen());
    QVERIFY2(reviewed().contains(u"gains in payments: repository pull; tag list"_s), qPrintable(reviewed()));
    QSignalSpy shown(m_world->list, &ChangeList::secretShown);
    QVERIFY(applies());
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(shown[0][0].toString(), u"robot$fresh"_s);
    QVERIFY(shown[0][1].toString().size() >= 8);
    const QJsonObject robot = named("/robots?page_size=100", u"name"_s, u"robot$fresh"_s);
    QCOMPARE(robot[u"duration"_s].toInt(), 90);
    QCOMPARE(robot[u"permissions"_s].toArray().size(), 3);
    QVERIFY(undoes());
    QVERIFY(named("/robots?page_size=100", u"name"_s, u"robot$fresh"_s).isEmpty());
}

void TestChangeEdits::wrongRobotsAreRefused()
{
    readRobots();
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginNew();
    QTRY_VERIFY(!edit.isLoading());
    const auto says = [&](const QString &text) {
        const bool isSaid = edit.problem().contains(text);
        if (!isSaid)
            qWarning("%s", qPrintable(edit.problem()));
        return isSaid && !edit.stage() && m_world->list->count() == 0;
    };
    QVERIFY(says(u"Enter a name"_s));
    for (const QString &name : {u"Upper"_s, u"a b"_s, u"-a"_s, u"a--b"_s, u"ä"_s, u"a."_s}) {
        edit.setName(name);
        QVERIFY2(says(u"lower-case"_s), qPrintable(name));
    }
    edit.setName(u"replicator"_s);
    QVERIFY(says(u"already a robot account robot$replicator"_s));
    edit.setName(u"fresh"_s);
    QVERIFY(says(u"at least one permission"_s));
    edit.setRight(u"project"_s, u"repository"_s, u"pull"_s, true);
    QVERIFY(says(u"at least one project"_s));
    edit.setProjects({u"payments"_s});
    edit.setExpiry(u"date"_s);
    edit.setDate(u"tomorrow"_s);
    QVERIFY(says(u"Enter a date"_s));
    edit.setDate(u"2020-01-31"_s);
    QVERIFY(says(u"in the future"_s));
    edit.setExpiry(u"never"_s);
    edit.setDescription(QString(1025, u'x'));
    QVERIFY(says(u"1024 bytes"_s));
    edit.setDescription({});
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    // What the registry does not offer is not set, however it is asked for.
    edit.setRight(u"project"_s, u"configuration"_s, u"update"_s, true);
    QVERIFY(!edit.states().contains(u"project configuration update"_s));
    // A robot of one project has that one alone, and nothing of the system.
    edit.setRight(u"system"_s, u"quota"_s, u"read"_s, true);
    edit.setProjects({u"payments"_s, u"platform"_s});
    edit.setOfSystem(false);
    QCOMPARE(edit.projects(), QStringList{u"payments"_s});
    QCOMPARE(edit.fullName(), u"robot$payments+fresh"_s);
    const Result<QList<change::Change>> made = edit.toChanges();
    QVERIFY(bool(made));
    QCOMPARE(made->first().body[u"level"_s].toString(), u"project"_s);
    QCOMPARE(made->first().body[u"permissions"_s].toArray().size(), 1);
    QCOMPARE(made->first().names.value(u"project"_s), u"payments"_s);
    QCOMPARE(made->first().body[u"duration"_s].toInt(), -1);
}

void TestChangeEdits::anExpiryIsCountedFromTheCreation()
{
    readRobots();
    const QString key = robotKey(u"robot$payments+deploy"_s);
    const auto before = m_world->robots.rowValue(key).value<harbor::Robot>();
    QVERIFY(before.creationTime.daysTo(QDateTime::currentDateTimeUtc()) > 100);
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginEdit({key});
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY(!edit.isDirty());
    const qint64 begun = QDateTime::currentSecsSinceEpoch();
    edit.setExpiry(u"180"_s);
    QVERIFY(edit.isDirty());
    QVERIFY2(edit.expirySentence().contains(u"counted from the creation"_s), qPrintable(edit.expirySentence()));
    const Result<QList<change::Change>> made = edit.toChanges();
    QVERIFY(bool(made) && made->size() == 1);
    const QList<change::Change> wanted = planned({u"set"_s, u"robot"_s, u"deploy"_s, u"in"_s, u"payments"_s,
        u"duration=%1"_s.arg(made->first().edits.first().after.toInteger())});
    QCOMPARE(*made, wanted);
    QVERIFY(edit.stage());
    QVERIFY(applies());
    const auto expires = [&] { return ask("/robots/" + key.toLatin1()).object()[u"expires_at"_s].toInteger(); };
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    constexpr qint64 day = 24 * 3600;
    QVERIFY2(expires() >= begun + 180 * day && expires() <= now + 181 * day, qPrintable(reviewed()));
    QVERIFY(undoes());
    QCOMPARE(expires(), before.expiresAt);
    // On a date: it ends on that day, whatever the age.
    m_world->robots.refresh();
    QTRY_VERIFY(!m_world->robots.isLoading());
    edit.beginEdit({key});
    QTRY_VERIFY(!edit.isLoading());
    const QDate date = QDateTime::currentDateTimeUtc().date().addDays(45);
    edit.setExpiry(u"date"_s);
    edit.setDate(date.toString(Qt::ISODate));
    QVERIFY(edit.stage());
    QVERIFY(applies());
    QCOMPARE(QDateTime::fromSecsSinceEpoch(expires(), Qt::UTC).date(), date);
}

void TestChangeEdits::severalRobotsShareOneForm()
{
    readRobots();
    const QStringList keys{robotKey(u"robot$payments+ci-push"_s), robotKey(u"robot$web-shop+deploy"_s)};
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginEdit(keys);
    QTRY_VERIFY(!edit.isLoading());
    QCOMPARE(edit.count(), 2);
    QCOMPARE(edit.states()[u"project repository push"_s].toString(), u"mixed"_s);
    QCOMPARE(edit.states()[u"project repository pull"_s].toString(), u"on"_s);
    // What is mixed stays as it is at each, until it is set.
    edit.setRight(u"project"_s, u"label"_s, u"read"_s, true);
    edit.setEnabled(false);
    QCOMPARE(edit.states()[u"project repository push"_s].toString(), u"mixed"_s);
    QVERIFY(edit.stage());
    QCOMPARE(m_world->list->count(), 2);
    QVERIFY(applies());
    const auto rights = [&](const QString &key) {
        QStringList out;
        const QJsonObject robot = ask("/robots/" + key.toLatin1()).object();
        for (const QJsonValue &access : robot[u"permissions"_s][0][u"access"_s].toArray())
            out.append(access[u"resource"_s].toString() + u' ' + access[u"action"_s].toString());
        return out;
    };
    for (const QString &key : keys) {
        QVERIFY2(rights(key).contains(u"label read"_s), qPrintable(reviewed()));
        QVERIFY(ask("/robots/" + key.toLatin1()).object()[u"disable"_s].toBool());
    }
    QVERIFY(rights(keys[0]).contains(u"repository push"_s));
    QVERIFY(!rights(keys[1]).contains(u"repository push"_s));
    QVERIFY(undoes());
    QVERIFY(!rights(keys[0]).contains(u"label read"_s));
    QVERIFY(!ask("/robots/" + keys[0].toLatin1()).object()[u"disable"_s].toBool());
}

void TestChangeEdits::aFormLeftAloneStagesNothing()
{
    readRobots();
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginEdit({robotKey(u"robot$compliance-reader"_s)});
    QTRY_VERIFY(!edit.isLoading());
    edit.setRight(u"project"_s, u"repository"_s, u"push"_s, true);
    edit.setRight(u"project"_s, u"repository"_s, u"push"_s, false);
    QVERIFY(!edit.isDirty());
    QVERIFY(edit.stage());
    QCOMPARE(m_world->list->count(), 0);
}

void TestChangeEdits::templatesTakeOnlyWhatIsOffered()
{
    readRobots();
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginNew();
    QTRY_VERIFY(!edit.isLoading());
    edit.setName(u"auditor"_s);
    edit.applyTemplate(u"auditor"_s);
    QVERIFY(edit.isEverywhere());
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    const QVariantMap states = edit.states();
    for (auto it = states.begin(); it != states.end(); ++it) {
        const QString action = it.key().section(u' ', 2);
        QVERIFY2(action == u"read"_s || action == u"list"_s || action == u"pull"_s, qPrintable(it.key()));
    }
    QCOMPARE(states[u"system audit-log list"_s].toString(), u"on"_s);
    QVERIFY(edit.notOffered().isEmpty());
    edit.applyTemplate(u"push"_s);
    QCOMPARE(edit.states()[u"project repository push"_s].toString(), u"on"_s);
    QVERIFY(!edit.states().contains(u"system audit-log list"_s));
}

void TestChangeEdits::rightsAreNarrowedToWhatWasUsed()
{
    readRobots();
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    // One pushed; the other is not in the audit trail at all.
    for (const QString &name : {u"robot$payments+ci-push"_s, u"robot$web-shop+experiment"_s}) {
        const bool isUsed = name.contains(u"ci-push"_s);
        edit.beginEdit({robotKey(name)});
        QTRY_VERIFY(!edit.isLoading());
        QCOMPARE(edit.states()[u"project repository push"_s].toString(), u"on"_s);
        edit.keepUsed(); // nothing is known yet
        QVERIFY(!edit.isDirty());
        edit.readUse();
        QTRY_VERIFY(!edit.isLoading());
        QVERIFY2(edit.isUseKnown(), qPrintable(edit.useSentence()));
        QVERIFY2(
            edit.useSentence().contains(isUsed ? u": pulled"_s : u": never pulled"_s), qPrintable(edit.useSentence()));
        edit.keepUsed();
        QCOMPARE(edit.states().contains(u"project repository push"_s), isUsed);
        // What leaves no trace stays.
        QVERIFY(edit.states().contains(u"project repository list"_s));
    }
    QVERIFY(edit.isDirty());
}

void TestChangeEdits::aNewSecretIsShownAndKeptNowhere()
{
    readRobots();
    const QStringList keys{robotKey(u"robot$payments+ci-push"_s), robotKey(u"robot$web-shop+deploy"_s)};
    RobotEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->robots));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    QVERIFY2(edit.stageRotation(keys), qPrintable(m_world->list->problem()));
    QVERIFY(reviewed().contains(u"robot$payments+ci-push"_s));
    QVERIFY(!m_world->list->confirmation().isEmpty()); // the old secrets cannot come back
    QSignalSpy shown(m_world->list, &ChangeList::secretShown);
    QVERIFY(applies());
    QTRY_COMPARE(shown.size(), 2);
    QStringList holders{shown[0][0].toString(), shown[1][0].toString()};
    holders.sort();
    QCOMPARE(holders, (QStringList{u"robot$payments+ci-push"_s, u"robot$web-shop+deploy"_s}));
    m_world->desk.reset(); // the journal is closed
    for (const QString &name : QDir(m_world->folder.path()).entryList(QDir::Files)) {
        QFile file(m_world->folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const QList<QVariant> &one : shown)
            QVERIFY2(!bytes.contains(one[1].toString().toUtf8()), qPrintable(name));
    }
}

void TestChangeEdits::secretsForOtherPrograms()
{
    const SecureBytes secret("aA1:$ecret"_ba);
    const QJsonObject auths =
        QJsonDocument::fromJson(dockerAuthFile(u"harbor.example.com:8443"_s, u"robot$payments+ci"_s, secret)).object();
    const QByteArray auth = auths[u"auths"_s][u"harbor.example.com:8443"_s][u"auth"_s].toString().toLatin1();
    QCOMPARE(QByteArray::fromBase64(auth), "robot$payments+ci:aA1:$ecret"_ba);
    const QByteArray yaml = kubernetesPullSecret(u"harbor.example.com"_s, u"robot$payments+ci"_s, secret);
    QVERIFY(yaml.contains("type: kubernetes.io/dockerconfigjson\n"));
    QVERIFY(yaml.contains("\n  name: robot-payments-ci\n"));
    const QByteArray data = yaml.mid(yaml.indexOf(".dockerconfigjson: ") + 19).trimmed();
    QCOMPARE(QByteArray::fromBase64(data), dockerAuthFile(u"harbor.example.com"_s, u"robot$payments+ci"_s, secret));
    QCOMPARE(kubernetesName(u"$$$"_s), u"registry"_s);
    QCOMPARE(kubernetesName(u"robot$"_s + QString(80, u'a')).size(), 63);
}

void TestChangeEdits::retentionGoesOverManyProjects()
{
    show("retention", {}, true);
    RetentionEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    const QString key = keyOfProject(u"payments"_s);
    edit.begin({key, keyOfProject(u"platform"_s)});
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY2(edit.warning().contains(u"different rules"_s), qPrintable(edit.warning()));
    QCOMPARE(edit.schedule(), u"custom"_s);
    edit.setSchedule(u"daily"_s);
    QVERIFY2(edit.scheduleSentence().contains(u"every day at 00:00"_s), qPrintable(edit.scheduleSentence()));
    while (edit.ruleCount() > 1)
        edit.removeRule(0);
    edit.setRule(0, u"template"_s, u"latestPulledN"_s);
    edit.setRule(0, u"number"_s, 7);
    edit.setRule(0, u"tags"_s, u"v*"_s);
    edit.setRule(0, u"untagged"_s, false);
    QCOMPARE(edit.rules()[0].toMap()[u"text"_s].toString(),
        u"Retain the 7 most recently pulled artifacts, of repositories matching **, with tags matching v*, excluding "
        "untagged"_s);
    QVERIFY(edit.notes()[u"staging"_s].toString().contains(u"no policy"_s));
    // A filter that hides a policy does not make it none.
    m_world->rows.setFilter(u"platform"_s);
    edit.begin({keyOfProject(u"platform"_s)});
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY2(edit.notes()[u"payments"_s].toString().contains(u"rules"_s),
        qPrintable(edit.notes()[u"payments"_s].toString()));
    m_world->rows.setFilter({});
    edit.begin({key, keyOfProject(u"platform"_s)});
    QTRY_VERIFY(!edit.isLoading());
    edit.setSchedule(u"daily"_s);
    while (edit.ruleCount() > 1)
        edit.removeRule(0);
    edit.setRule(0, u"template"_s, u"latestPulledN"_s);
    edit.setRule(0, u"number"_s, 7);
    edit.setRule(0, u"tags"_s, u"v*"_s);
    edit.setRule(0, u"untagged"_s, false);
    edit.setProjects({u"payments"_s, u"platform"_s, u"staging"_s});
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    const QByteArray id = QByteArray::number(m_world->rows.rowValue(key).value<harbor::RetentionPolicy>().id);
    const QJsonObject before = ask("/retentions/" + id).object();
    QVERIFY(before[u"rules"_s].toArray().size() > 1);
    QVERIFY(edit.stage());
    QCOMPARE(m_world->list->count(), 3);
    QVERIFY2(reviewed().contains(u"Retain the 7 most recently pulled"_s), qPrintable(reviewed()));
    QVERIFY(applies());
    const auto policyOf = [&](const QByteArray &project) {
        const QString number = ask("/projects/" + project).object()[u"metadata"_s][u"retention_id"_s].toString();
        return number.isEmpty() ? QJsonObject() : ask("/retentions/" + number.toLatin1()).object();
    };
    for (const QByteArray &project : {"payments"_ba, "platform"_ba, "staging"_ba}) {
        const QJsonObject policy = policyOf(project);
        QVERIFY2(policy[u"rules"_s].toArray().size() == 1, qPrintable(reviewed()));
        QCOMPARE(policy[u"rules"_s][0][u"params"_s][u"latestPulledN"_s].toInt(), 7);
        QCOMPARE(policy[u"trigger"_s][u"settings"_s][u"cron"_s].toString(), u"0 0 0 * * *"_s);
    }
    QVERIFY(undoes());
    const QJsonObject after = ask("/retentions/" + id).object();
    QCOMPARE(after[u"rules"_s], before[u"rules"_s]);
    QCOMPARE(after[u"trigger"_s][u"settings"_s][u"cron"_s], before[u"trigger"_s][u"settings"_s][u"cron"_s]);
    QVERIFY(policyOf("staging").isEmpty());
}

void TestChangeEdits::retentionIsAsTheLanguageMakesIt()
{
    show("retention", {}, true);
    RetentionEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.begin({keyOfProject(u"payments"_s)});
    QTRY_VERIFY(!edit.isLoading());
    edit.addRule();
    edit.setRule(edit.ruleCount() - 1, u"template"_s, u"nDaysSinceLastPush"_s);
    edit.setRule(edit.ruleCount() - 1, u"disabled"_s, true);
    const Result<QList<change::Change>> made = edit.toChanges();
    QVERIFY(bool(made) && made->size() == 1);
    QCOMPARE(made->first().edits.size(), 1); // the schedule is as it was
    const QByteArray rules = QJsonDocument(made->first().edits.first().after.toArray()).toJson(QJsonDocument::Compact);
    QCOMPARE(
        *made, planned({u"set"_s, u"retention"_s, u"in"_s, u"payments"_s, u"rules="_s + QString::fromUtf8(rules)}));
    // Another order alone is a change, too.
    edit.begin({keyOfProject(u"payments"_s)});
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY(edit.ruleCount() > 1);
    edit.moveRule(0, 1);
    QVERIFY(edit.isDirty());
    QCOMPARE(edit.toChanges()->size(), 1);
    edit.moveRule(1, -1);
    QVERIFY(!edit.isDirty());
    QCOMPARE(edit.toChanges()->size(), 0);
}

void TestChangeEdits::wrongRetentionIsRefused()
{
    show("retention", {}, true);
    RetentionEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.begin({});
    QTRY_VERIFY(!edit.isLoading());
    const auto says = [&](const QString &text) {
        const bool isSaid = edit.problem().contains(text);
        if (!isSaid)
            qWarning("%s", qPrintable(edit.problem()));
        return isSaid && !edit.stage() && m_world->list->count() == 0;
    };
    QVERIFY(says(u"at least one project"_s));
    edit.setProjects({u"staging"_s});
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    for (const auto &[cron, said] : QList<std::pair<QString, QString>>{{u"0 3 * * *"_s, u"six fields"_s},
             {u"5 0 3 * * *"_s, u"must be 0"_s}, {u"0 0 25 * * *"_s, u"not accept"_s}, {u" "_s, u"six fields"_s}}) {
        edit.setCron(cron);
        QVERIFY2(says(said), qPrintable(cron));
    }
    edit.setSchedule(u"none"_s);
    for (const auto &[pattern, said] : QList<std::pair<QString, QString>>{{QString(), u"matches everything"_s},
             {u"a b"_s, u"cannot contain spaces"_s}, {u"a,b"_s, u"braces"_s}, {u"{a,b"_s, u"not closed"_s}}) {
        edit.setRule(0, u"tags"_s, pattern);
        QVERIFY2(says(said), qPrintable(pattern));
    }
    edit.setRule(0, u"tags"_s, u"{a,b}*"_s);
    edit.setRule(0, u"number"_s, 0);
    QVERIFY(says(u"1 or more"_s));
    edit.setRule(0, u"number"_s, 10);
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    edit.addRule();
    edit.addRule();
    QVERIFY(says(u"the same"_s));
    for (int i = 0; i < 20; ++i)
        edit.addRule();
    QCOMPARE(edit.ruleCount(), 15);
}

void TestChangeEdits::runsAreStaged()
{
    show("retention", {}, true);
    RetentionEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    const QString key = keyOfProject(u"payments"_s);
    QVERIFY(edit.stageRun({key}, true));
    QVERIFY(reviewed().contains(u"Dry run the retention of payments"_s));
    QVERIFY(m_world->list->confirmation().isEmpty()); // it deletes nothing
    const auto policy = m_world->rows.rowValue(key).value<harbor::RetentionPolicy>();
    const QByteArray path = "/retentions/" + QByteArray::number(policy.id) + "/executions?page_size=100";
    const auto before = ask(path).array().size();
    QVERIFY(applies());
    QCOMPARE(ask(path).array().size(), before + 1);
    m_world->list->discard();
    QVERIFY(edit.stageRun({key}, false));
    QVERIFY(!m_world->list->confirmation().isEmpty());
}

void TestChangeEdits::immutabilityIsAsTheLanguageMakesIt()
{
    show("immutable-rules", {}, true);
    ImmutabilityEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginNew();
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY(edit.problem().contains(u"project"_s));
    QVERIFY(!edit.stage());
    edit.setProject(u"payments"_s);
    edit.setTags(u"release-*"_s);
    QTRY_VERIFY2(edit.retentionSentence().contains(u"never deletes"_s), qPrintable(edit.retentionSentence()));
    const Result<QList<change::Change>> made = edit.toChanges();
    QVERIFY(bool(made) && made->size() == 1);
    QCOMPARE(made->first().operation, "CreateImmuRule"_ba);
    QCOMPARE(made->first().path.value(u"project_name_or_id"_s), u"payments"_s);
    QVERIFY2(change::faultsOf(made->first()).isEmpty(), "the body is what the operation takes");
    QVERIFY(edit.stage());
    QVERIFY(applies());
    const auto rules = [&] { return ask("/projects/payments/immutabletagrules?page_size=100").array(); };
    const auto ruleOf = [&](const QString &pattern) {
        for (const QJsonValue &rule : rules()) {
            if (rule[u"tag_selectors"_s][0][u"pattern"_s] == pattern)
                return rule.toObject();
        }
        return QJsonObject();
    };
    QVERIFY2(!ruleOf(u"release-*"_s).isEmpty(), qPrintable(reviewed()));
    show("immutable-rules", {}, true);
    // The same again is refused; another pattern of it is an update.
    edit.beginNew(u"payments"_s);
    QTRY_VERIFY(!edit.isLoading());
    edit.setTags(u"release-*"_s);
    QVERIFY2(edit.problem().contains(u"same patterns"_s), qPrintable(edit.problem()));
    const qint64 id = ruleOf(u"release-*"_s)[u"id"_s].toInteger();
    const auto keyOf = [&] {
        for (int row = 0; row < m_world->rows.rowCount(); ++row) {
            const QString one = m_world->rows.rowKey(row);
            if (m_world->rows.rowParent(one) == u"payments"_s
                && m_world->rows.rowValue(one).value<harbor::ImmutableRule>().id == id)
                return one;
        }
        return QString();
    };
    const QString key = keyOf();
    QVERIFY(!key.isEmpty());
    edit.beginEdit(key);
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY(!edit.isDirty());
    edit.setTagDecoration(u"excludes"_s);
    edit.setTags(u"dev-*"_s);
    const Result<QList<change::Change>> moved = edit.toChanges();
    QVERIFY(bool(moved) && moved->size() == 1);
    const QByteArray selectors =
        QJsonDocument(moved->first().edits.first().after.toArray()).toJson(QJsonDocument::Compact);
    QCOMPARE(*moved,
        planned({u"set"_s, u"immutability"_s, u"in"_s, u"payments"_s,
            u"tag_selectors="_s + QString::fromUtf8(selectors), u"where"_s, u"id="_s + QString::number(id)}));
    QVERIFY(edit.stage());
    QVERIFY(edit.stageDisabled({key}, true));
    QVERIFY(applies());
    QVERIFY2(ruleOf(u"dev-*"_s)[u"disabled"_s].toBool(), qPrintable(reviewed()));
    show("immutable-rules", {}, true);
    QVERIFY(edit.stageDeletion({key}));
    QVERIFY(applies());
    QVERIFY(ruleOf(u"dev-*"_s).isEmpty());
}

void TestChangeEdits::aRuleIsTestedWhileItIsTyped()
{
    show("immutable-rules", {}, true);
    ImmutabilityEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    edit.beginNew(u"payments"_s);
    QTRY_VERIFY(!edit.isLoading());
    ImmutableTags tags;
    edit.setTags(u"**"_s);
    tags.setProject(u"payments"_s);
    tags.setRule(edit.rule());
    tags.setSource(m_world->session->harbor());
    QTRY_COMPARE(tags.state(), u"ready"_s);
    const qint64 all = tags.shown();
    QVERIFY(all > 3);
    edit.setTags(u"latest"_s);
    tags.setRule(edit.rule());
    QVERIFY(!tags.isLoading()); // nothing is asked
    QVERIFY(tags.shown() > 0 && tags.shown() < all);
    edit.setTagDecoration(u"excludes"_s);
    const qint64 latest = tags.shown();
    tags.setRule(edit.rule());
    QCOMPARE(tags.shown(), all - latest);
    edit.setTags(u"{a"_s);
    QVERIFY(!edit.rule().isValid());
    tags.setRule(edit.rule());
    QCOMPARE(tags.shown(), 0);
}

void TestChangeEdits::tagsAndLabels()
{
    const harbor::Params place{{u"project_name"_s, u"platform"_s}, {u"repository_name"_s, u"nightly"_s}};
    show("artifacts", place, false);
    ArtifactEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    const QString key = taggedKey();
    QVERIFY(!key.isEmpty());
    const auto artifact = m_world->rows.rowValue(key).value<harbor::Artifact>();
    const QString old = artifact.tags.first().name;
    QVERIFY(edit.act(u"tags"_s, {key}));
    QVERIFY(edit.isOpen());
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY(!edit.isDirty());
    edit.setNewTag(u"-x"_s);
    QVERIFY(edit.problem().contains(u"cannot start with"_s));
    QVERIFY(!edit.stage());
    edit.setNewTag(old);
    QVERIFY(edit.problem().contains(u"already has"_s));
    edit.setNewTag(u"approved"_s);
    edit.setTagRemoved(artifact.digest, old, true);
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    QCOMPARE(edit.toChanges().size(), 2);
    const QString word = u"platform/nightly@"_s + artifact.digest;
    change::Change added = edit.toChanges().first();
    change::Change wanted = planned({u"tag"_s, u"add"_s, word, u"approved"_s}).value(0);
    QCOMPARE(added.operation, wanted.operation);
    QCOMPARE(added.path, wanted.path);
    QCOMPARE(added.body, wanted.body);
    QVERIFY(edit.stage());
    QVERIFY(applies());
    const QByteArray path =
        "/projects/platform/repositories/nightly/artifacts/" + artifact.digest.toLatin1() + "?with_label=true";
    const auto tags = [&] {
        QStringList out;
        for (const QJsonValue &tag : ask(path).object()[u"tags"_s].toArray())
            out.append(tag[u"name"_s].toString());
        return out;
    };
    QVERIFY2(tags().contains(u"approved"_s) && !tags().contains(old), qPrintable(reviewed()));
    QVERIFY(undoes());
    QVERIFY(!tags().contains(u"approved"_s) && tags().contains(old));

    show("artifacts", place, false);
    QVERIFY(edit.act(u"labels"_s, {key}));
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY2(edit.labelsError().isEmpty() && !edit.labels().isEmpty(), qPrintable(edit.labelsError()));
    qint64 label = 0;
    for (const QVariant &one : edit.labels()) {
        const QString id = QString::number(one.toMap()[u"id"_s].toLongLong());
        if (edit.labelStates()[id] == u"off"_s)
            label = one.toMap()[u"id"_s].toLongLong();
    }
    QVERIFY(label > 0);
    edit.setLabel(label, true);
    QVERIFY(edit.isDirty());
    edit.setLabel(label, false);
    QVERIFY(!edit.isDirty());
    edit.setLabel(label, true);
    QVERIFY(edit.stage());
    QVERIFY(applies());
    const auto hasLabel = [&] {
        for (const QJsonValue &one : ask(path).object()[u"labels"_s].toArray()) {
            if (one[u"id"_s].toInteger() == label)
                return true;
        }
        return false;
    };
    QVERIFY2(hasLabel(), qPrintable(reviewed()));
    QVERIFY(undoes());
    QVERIFY(!hasLabel());
}

void TestChangeEdits::artifactsAreCopiedAndDeleted()
{
    show("artifacts", {{u"project_name"_s, u"platform"_s}, {u"repository_name"_s, u"nightly"_s}}, false);
    ArtifactEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    const QString key = taggedKey();
    QVERIFY(!key.isEmpty());
    const auto artifact = m_world->rows.rowValue(key).value<harbor::Artifact>();
    QVERIFY(edit.act(u"copy-to"_s, {key}));
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY2(edit.problem().contains(u"Select another"_s), qPrintable(edit.problem()));
    edit.setTargetRepository(u"Bad Name"_s);
    QVERIFY(edit.problem().contains(u"lower-case"_s));
    QVERIFY(!edit.knownProjects().contains(u"mirror"_s)); // a proxy cache takes no copies
    edit.setTargetProject(u"staging"_s);
    edit.setTargetRepository(u"copies/api"_s);
    QVERIFY2(edit.problem().isEmpty(), qPrintable(edit.problem()));
    const QString reference = u"platform/nightly@"_s + artifact.digest;
    change::Change copy = planned({u"artifact"_s, u"copy"_s, reference, u"staging/copies/api"_s}).value(0);
    QCOMPARE(edit.toChanges().value(0).path, copy.path);
    QCOMPARE(edit.toChanges().value(0).operation, copy.operation);
    QVERIFY(edit.stage());
    QVERIFY(applies());
    const QByteArray copied = "/projects/staging/repositories/copies%252Fapi/artifacts/" + artifact.digest.toLatin1();
    QVERIFY2(ask(copied).object()[u"digest"_s] == artifact.digest, qPrintable(reviewed()));
    QVERIFY2(reviewed().contains(u"done and proved"_s), qPrintable(reviewed())); // its digest and its tags are there

    // What goes along, and what Harbor will refuse, is said before.
    m_world->list->discard();
    QVERIFY(edit.act(u"artifact-delete"_s, {key}));
    QTRY_VERIFY(!edit.isLoading());
    QCOMPARE(edit.toChanges(), planned({u"artifact"_s, u"delete"_s, reference}));
    QVERIFY(edit.stage());
    QVERIFY2(reviewed().contains(u"deletes the tag"_s) && reviewed().contains(u"pulled"_s)
            && !reviewed().contains(u"refuse"_s),
        qPrintable(reviewed()));
    QVERIFY(applies());
    QVERIFY2(!ask("/projects/platform/repositories/nightly/artifacts/" + artifact.digest.toLatin1())
                  .object()
                  .contains(u"digest"_s),
        qPrintable(reviewed()));

    m_world->list->discard();
    show("artifacts", {{u"project_name"_s, u"payments"_s}, {u"repository_name"_s, u"backend/api"_s}}, false);
    const QString immutable = taggedKey();
    const QString digest = m_world->rows.rowValue(immutable).value<harbor::Artifact>().digest;
    QVERIFY(edit.act(u"artifact-delete"_s, {immutable}));
    QTRY_VERIFY(!edit.isLoading());
    QVERIFY(
        edit.artifacts()[0].toMap()[u"warnings"_s].toStringList().join(u' ').contains(u"Harbor will reject this"_s));
    QVERIFY(edit.stage());
    QVERIFY2(reviewed().contains(u"Harbor will reject this"_s), qPrintable(reviewed()));
    QVERIFY(applies());
    QVERIFY(reviewed().contains(u"failed"_s));
    QVERIFY(ask("/projects/payments/repositories/backend%252Fapi/artifacts/" + digest.toLatin1())
                .object()
                .contains(u"digest"_s));
}

void TestChangeEdits::scansAreStagedForAllThatCanBeScanned()
{
    show("artifacts", {{u"project_name"_s, u"payments"_s}, {u"repository_name"_s, u"backend/api"_s}}, false);
    ArtifactEdit edit;
    edit.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    edit.setProperty("changes", QVariant::fromValue(m_world->list));
    QStringList keys;
    for (int row = 0; row < 3; ++row)
        keys.append(m_world->rows.rowKey(row));
    QStringList offered;
    for (const QVariant &offer : edit.offers(keys))
        offered.append(offer.toMap()[u"id"_s].toString());
    QVERIFY2(offered.contains(u"scan"_s) && offered.contains(u"artifact-delete"_s), qPrintable(offered.join(u' ')));
    QVERIFY(edit.act(u"scan"_s, keys));
    QVERIFY(!edit.isOpen());
    QCOMPARE(m_world->list->count(), 3);
    QVERIFY(edit.act(u"sbom"_s, keys));
    QCOMPARE(m_world->list->count(), 6); // a scan and an SBOM are two
    QVERIFY(edit.act(u"scan"_s, keys));
    QCOMPARE(m_world->list->count(), 6);
    QVERIFY2(reviewed().contains(u"Generate an SBOM of api"_s) || reviewed().contains(u"Generate an SBOM of backend"_s),
        qPrintable(reviewed()));
    m_world->list->discard();
    QVERIFY(edit.act(u"scan"_s, keys));
    QVERIFY(applies());
    QVERIFY2(m_world->list->sentence().contains(u'3'), qPrintable(m_world->list->sentence() + reviewed()));
    // Now they can be stopped.
    show("artifacts",
        {{u"project_name"_s, u"payments"_s}, {u"repository_name"_s, u"backend/api"_s},
            {u"with_scan_overview"_s, u"true"_s}},
        false);
    offered.clear();
    for (const QVariant &offer : edit.offers(keys))
        offered.append(offer.toMap()[u"id"_s].toString());
    QVERIFY2(offered.contains(u"stop"_s), qPrintable(offered.join(u' ')));
    QVERIFY(edit.act(u"stop"_s, keys));
    QVERIFY(applies());
    QVERIFY2(!reviewed().contains(u"failed"_s), qPrintable(reviewed()));
}

void TestChangeEdits::aRepositoryIsDeletedFromItsRow()
{
    show("repositories", {}, false);
    RowChanges rows;
    rows.setProperty("table", QVariant::fromValue<TableModel *>(&m_world->rows));
    rows.setProperty("changes", QVariant::fromValue(m_world->list));
    QString key;
    for (int row = 0; row < m_world->rows.rowCount(); ++row) {
        if (m_world->rows.rowValue(m_world->rows.rowKey(row)).value<harbor::Repository>().name == u"platform/nightly"_s)
            key = m_world->rows.rowKey(row);
    }
    QVERIFY(!key.isEmpty());
    const qint64 artifacts = m_world->rows.rowValue(key).value<harbor::Repository>().artifactCount;
    QVERIFY(rows.stage(u"repository-delete"_s, {key}));
    QVERIFY2(reviewed().contains(u"deletes %1 artifacts"_s.arg(artifacts)), qPrintable(reviewed()));
    QCOMPARE(m_world->list->confirmation(), u"platform/nightly"_s);
    QVERIFY(applies());
    QVERIFY2(reviewed().contains(u"done and proved"_s), qPrintable(reviewed()));
    QVERIFY(!ask("/projects/platform/repositories/nightly").object().contains(u"id"_s));
}

QTEST_GUILESS_MAIN(TestChangeEdits)
#include "tst_changeedits.moc"
