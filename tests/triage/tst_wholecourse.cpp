// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demosession.h"
#include "findings/decide.h"
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/vex.h"
#include "store/schema.h"
#include "sync/sync.h"
#include "triage/findingsengine.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

namespace {

/// A line of a report as the registry sent it, read without any code of ours.
struct RawLine {
    QString repository, image, platform, vulnerability, package, version, fix;
    auto occurrence() const { return std::tuple(repository, platform, vulnerability, package, version); }
};

} // namespace

/// From a registry to decisions that last, the whole way: sync, ask, decide, undo, give away, take in elsewhere.
class TestWholeCourse : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void findsAnyVulnerabilityWithAllItsImages();
    void groupsByFixAsTheReportsSay();
    void aDecisionOnAThousandFindingsTravels();

private:
    QByteArray get(const QByteArray &path);
    QJsonArray list(const QByteArray &path);
    void readRaw();

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<FindingsEngine> m_desk;
    QList<RawLine> m_raw;
};

QByteArray TestWholeCourse::get(const QByteArray &path)
{
    QByteArray body;
    bool isDone = false;
    Request request;
    request.path = path;
    request.limits = Limits::report();
    m_session->sharedTransport()->call<QByteArray>(
        std::move(request), this, [](const Response &response) { return Result<QByteArray>(response.body); },
        [&](const Result<QByteArray> &result) {
            isDone = true;
            if (result)
                body = *result;
        });
    if (!QTest::qWaitFor([&] { return isDone; }, 20'000))
        qFatal("no answer to %s", path.constData());
    return body;
}

QJsonArray TestWholeCourse::list(const QByteArray &path)
{
    QJsonArray all;
    for (int page = 1;; ++page) {
        const QByteArray separator = path.contains('?') ? "&" : "?";
        const QJsonArray rows =
            QJsonDocument::fromJson(get(path + separator + "page_size=100&page=" + QByteArray::number(page))).array();
        for (const QJsonValue &row : rows)
            all.append(row);
        if (rows.size() < 100)
            return all;
    }
}

void TestWholeCourse::readRaw()
{
    for (const QJsonValue &project : list("/api/v2.0/projects")) {
        const QByteArray name = project[u"name"_s].toString().toUtf8();
        for (const QJsonValue &repository : list("/api/v2.0/projects/" + name + "/repositories")) {
            const QString whole = repository[u"name"_s].toString();
            const QByteArray inside = whole.mid(name.size() + 1).toUtf8().toPercentEncoding().toPercentEncoding();
            const QByteArray path = "/api/v2.0/projects/" + name + "/repositories/" + inside + "/artifacts";
            for (const QJsonValue &artifact : list(path)) {
                const QString digest = artifact[u"digest"_s].toString();
                const QJsonObject reports =
                    QJsonDocument::fromJson(get(path + '/' + digest.toUtf8() + "/additions/vulnerabilities")).object();
                for (const QJsonValue &report : reports) {
                    for (const QJsonValue &line : report[u"vulnerabilities"_s].toArray()) {
                        RawLine raw{whole, digest, digest, line[u"id"_s].toString(), line[u"package"_s].toString(),
                            line[u"version"_s].toString(), line[u"fix_version"_s].toString()};
                        const QJsonArray places = line[u"artifact_digests"_s].toArray();
                        if (places.isEmpty())
                            m_raw.append(raw);
                        for (const QJsonValue &place : places) {
                            raw.platform = place.toString();
                            m_raw.append(raw);
                        }
                    }
                }
            }
        }
    }
}

void TestWholeCourse::initTestCase()
{
    m_session = demoSession(&m_clock);
    m_session->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Online, 20'000);
    Sync sync(syncSource(*m_session), store::cachePlan(m_folder.path()), &m_clock);
    QSignalSpy finished(&sync, &Sync::finished);
    sync.start();
    QVERIFY(finished.wait(300'000));
    QVERIFY2(sync.outcome().isComplete(), qPrintable(sync.outcome().error.message.english()));
    m_desk = std::make_unique<FindingsEngine>(
        store::cachePlan(m_folder.path()), store::decisionPlan(m_folder.path()), &m_clock);
    QVERIFY(m_desk->load().ok());
    QVERIFY2(m_desk->view().gaps.isEmpty(), qPrintable(m_desk->view().incomplete()));
    readRaw();
    QVERIFY(m_raw.size() > 1000);
    std::set<decltype(RawLine().occurrence())> occurrences;
    for (const RawLine &line : m_raw)
        occurrences.insert(line.occurrence());
    QCOMPARE(m_desk->view().context.set->rowCount(), quint32(occurrences.size()));
    qInfo("%u findings", m_desk->view().context.set->rowCount());
}

void TestWholeCourse::findsAnyVulnerabilityWithAllItsImages()
{
    QMap<QString, std::set<std::pair<QString, QString>>> images;
    for (const RawLine &line : std::as_const(m_raw))
        images[line.vulnerability].insert({line.repository, line.image});
    const Context &context = m_desk->view().context;
    qint64 slowest = 0;
    int asked = 0;
    for (auto one = images.cbegin(); one != images.cend(); ++one) {
        if (asked++ % 37 != 0)
            continue;
        QElapsedTimer timer;
        timer.start();
        const Rows rows = select(parseQuery(u"cve:"_s + one.key()).query, context);
        const Groups groups = groupRows(context, rows, Pivot::Image);
        slowest = std::max(slowest, timer.elapsed());
        std::set<std::pair<QString, QString>> found;
        for (const Group &group : groups.groups) {
            const ImageName name = imageName(*context.set, group.key);
            found.insert({name.repository, name.digest});
        }
        QVERIFY2(found == *one, qPrintable(one.key()));
    }
    qInfo("slowest of %d: %lld ms", asked / 37 + 1, slowest);
    QVERIFY(slowest < 1000);
}

void TestWholeCourse::groupsByFixAsTheReportsSay()
{
    struct Closed {
        std::set<decltype(RawLine().occurrence())> occurrences;
        std::set<std::pair<QString, QString>> images;
    };
    std::map<QString, Closed> expected;
    for (const RawLine &line : std::as_const(m_raw)) {
        if (line.fix.isEmpty())
            continue;
        Closed &closed = expected[line.package + u' ' + line.fix];
        closed.occurrences.insert(line.occurrence());
        closed.images.insert({line.repository, line.image});
    }
    const Context &context = m_desk->view().context;
    const Rows rows = select(parseQuery(u"fix:yes"_s).query, context);
    Groups groups = groupRows(context, rows, Pivot::Fix);
    countGroups(context, rows, groups);
    QCOMPARE(groups.groups.size(), expected.size());
    for (const Group &group : groups.groups) {
        const QString name = groupName(*context.set, Pivot::Fix, group.key);
        const auto closed = expected.find(name);
        QVERIFY2(closed != expected.end(), qPrintable(name));
        QCOMPARE(group.occurrences, quint32(closed->second.occurrences.size()));
        QCOMPARE(group.images, quint32(closed->second.images.size()));
    }
}

void TestWholeCourse::aDecisionOnAThousandFindingsTravels()
{
    const auto stateOfAll = [](const FindingsEngine &desk) { return desk.view().context.states->bits; };
    Rows rows = select(parseQuery(u"sev:>=high"_s).query, m_desk->view().context);
    QVERIFY(rows.size() >= 1000);
    rows.resize(1000);
    Decision pattern;
    pattern.state = State::NotAffected;
    pattern.justification = Justification::CodeNotReachable;
    pattern.isHiding = true;
    pattern.reason = u"The function is never called."_s;
    pattern.review = m_desk->view().context.now + 90 * 86400;
    pattern.author = u"Platform Security"_s;
    const Proposal proposal = propose(m_desk->view().context, rows, {}, pattern, Reach::Digest);
    QCOMPARE(proposal.occurrences, quint32(1000));
    const auto before = stateOfAll(*m_desk);
    DecisionLedger &ledger = **m_desk->ledger();
    const auto made = ledger.make(proposal.decisions, u"Platform Security"_s, u"query: sev:>=high"_s);
    QVERIFY2(made.ok(), qPrintable(made.error().message.english()));
    m_desk->apply();
    const auto decided = stateOfAll(*m_desk);
    QCOMPARE(
        std::count_if(decided.begin(), decided.end(), [](quint8 bits) { return bits & StateBits::kHidden; }), 1000);
    const auto undone = ledger.undo(made->id, u"Platform Security"_s);
    QVERIFY(undone.ok());
    m_desk->apply();
    QVERIFY(stateOfAll(*m_desk) == before);
    QVERIFY(ledger.undo(undone->id, u"Platform Security"_s).ok());
    m_desk->apply();
    QVERIFY(stateOfAll(*m_desk) == decided);

    ExportOptions options = m_desk->view().exportOptions();
    options.author = u"Platform Security"_s;
    const auto document =
        exportFindings(ExportFormat::OpenVex, m_desk->view().context, m_desk->view().context.set->allRows(), options);
    QVERIFY2(document.ok(), qPrintable(document.error().message.english()));

    const QTemporaryDir elsewhere; // decisions of their own over the same registry
    FindingsEngine other(store::cachePlan(m_folder.path()), store::decisionPlan(elsewhere.path()), &m_clock);
    QVERIFY(other.load().ok());
    QVERIFY(stateOfAll(other) == before);
    const auto read = readVex(*document, other.view().context.now);
    QVERIFY(read.ok());
    const VexPlan plan = planVexImport(other.view().context, *read);
    QCOMPARE(plan.occurrences, quint32(1000));
    QCOMPARE(plan.unmatched.count, quint32(0));
    QVERIFY((*other.ledger())->make(plan.decisions, u"Release Board"_s, u"imported"_s).ok());
    other.apply();
    QVERIFY(stateOfAll(other) == decided);
}

QTEST_GUILESS_MAIN(TestWholeCourse)
#include "tst_wholecourse.moc"
