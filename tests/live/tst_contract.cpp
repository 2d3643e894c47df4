// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "harbor/project.h"
#include "harbor/repository.h"
#include "harbor/system.h"
#include "harbor/user.h"
#include "live/catch.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "oci/client.h"

#include <QFile>
#include <QTest>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(const lotse::harbor::Endpoint *)

/**
 * What holds at every Harbor, asked of the one that LOTSE_LIVE_URL names, as LOTSE_LIVE_USER with LOTSE_LIVE_PASSWORD;
 * LOTSE_LIVE_CA is a PEM file with its root. Reads only.
 */
class TestContract : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void knowsWhoItIs();
    void readsEveryKind_data();
    void readsEveryKind();
    void countsProjectsAndRepositories();
    void countsArtifacts();
    void listsTheSameByTheDistributionApi();
    void readsManifestsByTheDistributionApi();
    void refusesAWrongPassword();
    void cleanupTestCase();

private:
    std::shared_ptr<HttpTransport> connectTo(const QString &user, const QByteArray &password);
    Result<harbor::PagedList> walk(const char *kind);

    SystemClock m_clock;
    QString m_user;
    TransportConfig m_config;
    std::unique_ptr<NetworkThread> m_thread;
    std::shared_ptr<HttpTransport> m_transport;
    QHash<QByteArray, Result<harbor::PagedList>> m_walks;
};

std::shared_ptr<HttpTransport> TestContract::connectTo(const QString &user, const QByteArray &password)
{
    const bool isRobot = user.startsWith(u"robot"_s);
    TransportConfig config = m_config;
    config.credentials = {
        isRobot ? Credentials::Kind::Basic : Credentials::Kind::HarborSession, user, SecureBytes(password)};
    return m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));
}

void TestContract::initTestCase()
{
    m_config.base = QUrl(qEnvironmentVariable("LOTSE_LIVE_URL"));
    m_user = qEnvironmentVariable("LOTSE_LIVE_USER");
    if (m_config.base.isEmpty() || m_user.isEmpty())
        QSKIP(
            "No Harbor is named: set LOTSE_LIVE_URL, LOTSE_LIVE_USER, LOTSE_LIVE_PASSWORD and perhaps LOTSE_LIVE_CA.");
    m_config.plainHttp = m_config.base.scheme() == u"http"_s;
    if (const QString path = qEnvironmentVariable("LOTSE_LIVE_CA"); !path.isEmpty()) {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        m_config.caPem = file.readAll();
    }
    m_thread = std::make_unique<NetworkThread>();
    m_transport = connectTo(m_user, qgetenv("LOTSE_LIVE_PASSWORD"));
}

void TestContract::cleanupTestCase()
{
    m_transport.reset();
    m_thread.reset();
}

// Each kind is read once; the counts are taken from what was read. Of a list of the whole registry that would take
// minutes (findings), the first page stands for the rest.
Result<harbor::PagedList> TestContract::walk(const char *kind)
{
    const auto found = m_walks.constFind(kind);
    if (found != m_walks.constEnd())
        return *found;
    const harbor::Endpoint *row = harbor::endpoint(kind);
    if (!row)
        qFatal("no such kind: %s", kind);
    if (row->scope == harbor::Scope::System && row->shape == harbor::Shape::List) {
        Catch<harbor::Page> page;
        harbor::Client(m_transport).page(*row, {}, 1, this, page.slot());
        const bool isMany =
            page.wait() && !page.wait()->isLast && (page.wait()->total < 0 || page.wait()->total > 20'000);
        if (isMany) {
            harbor::PagedList first;
            first.rows = page.wait()->records.rows;
            first.unreadable = page.wait()->records.unreadable;
            first.parents = QStringList(first.rows.size(), QString());
            first.endpoint = row;
            m_walks.insert(kind, first);
            return first;
        }
    }
    Catch<harbor::PagedList> answer;
    harbor::Client(m_transport).walk(*row, {}, this, {}, answer.slot());
    m_walks.insert(kind, answer.wait());
    return answer.wait();
}

void TestContract::knowsWhoItIs()
{
    if (m_user.startsWith(u"robot"_s))
        QSKIP("A robot has no /users/current.");
    Catch<json::Record> answer;
    const harbor::Endpoint *row = harbor::endpoint("current-user");
    QVERIFY(row);
    harbor::Client(m_transport).one(*row, {}, this, answer.slot());
    QVERIFY2(answer.wait().ok(), qPrintable(answer.wait().error().message.english()));
    QCOMPARE(answer.wait()->value.value<harbor::User>().username, m_user);
}

void TestContract::readsEveryKind_data()
{
    QTest::addColumn<const harbor::Endpoint *>("row");
    for (const harbor::Endpoint &row : harbor::endpoints()) {
        if (row.walks && row.shape != harbor::Shape::Text && row.shape != harbor::Shape::Blob)
            QTest::newRow(row.kind) << &row;
    }
}

// A registry may refuse or lack a kind, and says so. What it answers must be readable, all of it.
void TestContract::readsEveryKind()
{
    QFETCH(const harbor::Endpoint *, row);
    const auto isRefusal = [](const Error &error) {
        return error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound
            || error.kind == ErrorKind::Unsupported || error.kind == ErrorKind::Invalid
            || error.kind == ErrorKind::Precondition;
    };
    const auto told = [](const Error &error) {
        return error.message.english() + u" | "_s + error.where + u" | "_s + error.detail.left(300);
    };
    const Result<harbor::PagedList> answer = walk(row->kind);
    if (!answer) {
        QVERIFY2(isRefusal(answer.error()), qPrintable(told(answer.error())));
        QSKIP(qPrintable(u"Refused: "_s + told(answer.error())));
    }
    for (const Error &error : answer->unreadable)
        QFAIL(qPrintable(told(error)));
    for (const harbor::PagedList::Refusal &refusal : answer->refusals)
        QVERIFY2(isRefusal(refusal.error), qPrintable(refusal.parent + u": "_s + told(refusal.error)));
    QCOMPARE(answer->parents.size(), answer->rows.size());
    QSet<QString> keys;
    for (qsizetype i = 0; i < answer->rows.size() && answer->endpoint && *answer->endpoint->key; ++i)
        keys.insert(answer->parents[i] + u'\n' + harbor::keyOf(*answer->endpoint, answer->rows[i].value));
    if (answer->endpoint && *answer->endpoint->key)
        QCOMPARE(keys.size(), answer->rows.size()); // no row twice
}

void TestContract::countsProjectsAndRepositories()
{
    const auto statistics = walk("statistics");
    if (!statistics || statistics->rows.isEmpty())
        QSKIP("This account may not read the statistics.");
    const auto total = statistics->rows.first().value.value<harbor::Statistics>();
    const auto projects = walk("projects");
    QVERIFY(projects.ok());
    const auto repositories = walk("repositories");
    QVERIFY(repositories.ok());
    if (total.totalProjectCount == 0)
        QSKIP("Only an administrator is told the totals.");
    QCOMPARE(projects->rows.size(), total.totalProjectCount);
    QCOMPARE(repositories->rows.size(), total.totalRepoCount);
}

void TestContract::countsArtifacts()
{
    const auto repositories = walk("repositories");
    QVERIFY(repositories.ok());
    const auto artifacts = walk("artifacts");
    QVERIFY2(artifacts.ok(), qPrintable(artifacts.error().message.english()));
    QVERIFY(artifacts->isComplete());
    QHash<QString, qint64> counts;
    for (const QString &parent : artifacts->parents)
        ++counts[parent];
    for (const json::Record &record : repositories->rows) {
        const auto repository = record.value.value<harbor::Repository>();
        QVERIFY2(counts.value(repository.name) == repository.artifactCount,
            qPrintable(u"%1: %2 read, %3 told"_s.arg(repository.name)
                           .arg(counts.value(repository.name))
                           .arg(repository.artifactCount)));
    }
}

void TestContract::listsTheSameByTheDistributionApi()
{
    Catch<oci::NameList> names;
    oci::Client(m_transport).catalog(this, {}, names.slot());
    if (!names.wait() && names.wait().error().kind == ErrorKind::Unauthorized)
        QSKIP("Only an administrator may list the catalog.");
    QVERIFY2(names.wait().ok(), qPrintable(names.wait().error().message.english()));
    QVERIFY(names.wait()->isComplete());
    QStringList catalog = names.wait()->names;
    QStringList due;
    const auto repositories = walk("repositories");
    QVERIFY(repositories.ok());
    for (const json::Record &record : repositories->rows) {
        // The catalog leaves out repositories with nothing in them.
        const auto repository = record.value.value<harbor::Repository>();
        if (repository.artifactCount > 0)
            due.append(repository.name);
    }
    for (const QString &name : std::as_const(due))
        QVERIFY2(catalog.contains(name), qPrintable(name));
}

void TestContract::readsManifestsByTheDistributionApi()
{
    const auto artifacts = walk("artifacts");
    QVERIFY(artifacts.ok());
    const oci::Client client(m_transport);
    QSet<QString> kinds;
    int read = 0;
    for (qsizetype i = 0; i < artifacts->rows.size() && read < 40; ++i) {
        const auto artifact = artifacts->rows[i].value.value<harbor::Artifact>();
        // A few of each kind, and never of a proxy's: reading there would fetch from elsewhere.
        const QString kind = artifact.type + artifact.manifestMediaType + artifact.repositoryName.section(u'/', 0, 0);
        if (kinds.contains(kind))
            continue;
        kinds.insert(kind);
        ++read;
        Catch<oci::Manifest> manifest;
        client.manifest(artifact.repositoryName, artifact.digest, this, manifest.slot());
        if (!manifest.wait() && manifest.wait().error().kind == ErrorKind::Precondition)
            continue; // a rule of the project forbids pulling it
        QVERIFY2(manifest.wait().ok(),
            qPrintable(artifact.repositoryName + u": "_s + manifest.wait().error().message.english()
                + manifest.wait().error().detail));
        QCOMPARE(manifest.wait()->digest.text(), artifact.digest);
        QCOMPARE(manifest.wait()->mediaType, artifact.manifestMediaType);
        Catch<oci::Referrers> referrers;
        client.referrers(artifact.repositoryName, {.subject = manifest.wait()->digest}, this, referrers.slot());
        QVERIFY2(referrers.wait().ok(), qPrintable(referrers.wait().error().message.english()));
        QVERIFY(referrers.wait()->hasApi);
    }
    QVERIFY(read > 0 || artifacts->rows.isEmpty());
}

void TestContract::refusesAWrongPassword()
{
    if (m_user.startsWith(u"robot"_s))
        QSKIP("Harbor takes a robot with a wrong secret for nobody: a session asks it for its permissions instead.");
    // Harbor slows down for a while after a wrong password, so that this comes last, and once.
    const auto transport = connectTo(m_user, "surely not the password");
    Catch<harbor::PagedList> answer;
    harbor::Client(transport).walk(*harbor::endpoint("projects"), {}, this, {}, answer.slot());
    QVERIFY(!answer.wait().ok()); // never the public projects passed off as all
    QCOMPARE(answer.wait().error().kind, ErrorKind::Unauthorized);
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
