// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/project.h"
#include "harbor/quota.h"
#include "support/borrowed.h"
#include "support/harboranswers.h"

#include <algorithm>
#include <functional>
#include <map>

using namespace lotse;
using namespace lotse::harbor;
using namespace lotse::test;
using namespace Qt::StringLiterals;

class TestWalk : public QObject {
    Q_OBJECT
private slots:
    void init() { m_progress.clear(); }
    void walksAllPages();
    void walksOnWithoutATotal();
    void endsWhereEveryPageIsTheSame();
    void looksAgainWhereTheListMoved();
    void looksAgainWhereRowsWereMissed();
    void believesRowsMoreThanATotal();
    void aShortPageIsNotTheLast();
    void aTotalThatIsSaidOnceHolds();
    void aTotalThatIsNoNumberProvesNothing();
    void saysWhereFewerCameThanAreCounted();
    void saysWhereTheListNeverRests();
    void saysWhereRowsRepeatWithoutATotal();
    void survivesNonsenseTotals_data();
    void survivesNonsenseTotals();
    void boundsAPage();
    void cutsAListWithoutAnOrder_data();
    void cutsAListWithoutAnOrder();
    void findsWhatNoArtifactNames();
    void aFilterThatIsNotKnownIsNoGap();
    void saysWhatTheCutDoesNotFind();
    void asksNoPartBesideWhatIsAskedFor();
    void keepsWhatItHasWhereAListBreaks();
    void namesParentsThatRefuse();
    void endsWhereTheSignInEnds();
    void asksFourParentsAtATime();
    void ordersRowsByTheirParents();
    void asksForRobotsThroughQ();
    void skipsProjectsWithoutRetention();
    void goesThroughOwnParents();
    void narrowsToAProject();
    void takesTheFallback();
    void listsPublicArtifactsWithoutASignIn_data();
    void listsPublicArtifactsWithoutASignIn();
    void deletingTheWalkCancels();

private:
    QList<Progress> m_progress;
};

void TestWalk::walksAllPages()
{
    ScriptedTransport transport([](const Request &request) {
        const int page = pageOf(request);
        return ScriptedTransport::json(labelsFrom((page - 1) * 100 + 1, qMin(page * 100, 250)), 200, 250);
    });
    const auto walked = walk(transport, "labels", {{u"q"_s, u"name=~a"_s}}, &m_progress);
    QVERIFY(walked.ok());
    QVERIFY(walked->isComplete());
    QCOMPARE(walked->rows.size(), 250);
    QCOMPARE(idsOf(*walked).size(), 250);
    QCOMPARE(walked->parents, QStringList(250, QString()));
    QCOMPARE(walked->endpoint, endpoint("labels"));
    QCOMPARE(transport.paths(),
        QList<QByteArray>({"/api/v2.0/labels?page=1&page_size=100&q=name%3D~a&scope=g",
            "/api/v2.0/labels?page=2&page_size=100&q=name%3D~a&scope=g",
            "/api/v2.0/labels?page=3&page_size=100&q=name%3D~a&scope=g"}));
    QCOMPARE(m_progress.size(), 3);
    QCOMPARE(m_progress[1].done, 200);
    QCOMPARE(m_progress[1].total, 250);
}

void TestWalk::walksOnWithoutATotal()
{
    ScriptedTransport transport([](const Request &request) {
        const int page = pageOf(request);
        Response response =
            ScriptedTransport::json(page > 3 ? QByteArray("[]") : labelsFrom((page - 1) * 90 + 1, page * 90));
        response.headers.emplaceBack("X-Total-Count", "-1");
        return response;
    });
    const auto walked = walk(transport, "labels", {}, &m_progress);
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 270);
    QCOMPARE(transport.requests().size(), 4); // to the empty page
    QCOMPARE(m_progress.constLast().total, -1);
}

void TestWalk::endsWhereEveryPageIsTheSame()
{
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json(labelsFrom(1, 5)); });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 5);
    QCOMPARE(transport.requests().size(), 2);
}

void TestWalk::looksAgainWhereTheListMoved()
{
    // After the first page, row 1 is deleted: row 101 slides onto page 1 and would be missed.
    int calls = 0;
    ScriptedTransport transport([&calls](const Request &request) {
        ++calls;
        if (calls == 1)
            return ScriptedTransport::json(labelsFrom(1, 100), 200, 150);
        return pageOf(request) == 1 ? ScriptedTransport::json(labelsFrom(2, 101), 200, 149)
                                    : ScriptedTransport::json(labelsFrom(102, 150), 200, 149);
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QVERIFY(idsOf(*walked).contains(101));
    QCOMPARE(walked->rows.size(), idsOf(*walked).size());
    QCOMPARE(walked->rows.size(), 150);
    QCOMPARE(calls, 4);
}

void TestWalk::looksAgainWhereRowsWereMissed()
{
    // One is added and another deleted between the pages: the total stays, a row comes twice.
    int calls = 0;
    ScriptedTransport transport([&calls](const Request &request) {
        ++calls;
        if (calls == 1)
            return ScriptedTransport::json(labelsFrom(1, 100), 200, 120);
        return pageOf(request) == 1 ? ScriptedTransport::json(labelsFrom(0, 99), 200, 120)
                                    : ScriptedTransport::json(labelsFrom(100, 119), 200, 120);
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 120);
    QVERIFY(idsOf(*walked).contains(0));
    QCOMPARE(calls, 4);
}

void TestWalk::believesRowsMoreThanATotal()
{
    ScriptedTransport transport([](const Request &request) {
        return ScriptedTransport::json(pageOf(request) == 1 ? labelsFrom(1, 100) : labelsFrom(101, 103), 200, 100);
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 103);
}

// Harbor 2.5.0 takes signatures out after the page was cut: 287 are counted, and pages come short or empty.
void TestWalk::aShortPageIsNotTheLast()
{
    ScriptedTransport transport([](const Request &request) {
        switch (pageOf(request)) {
        case 1:
            return ScriptedTransport::json(labelsFrom(1, 3), 200, 287);
        case 2:
            return ScriptedTransport::json("[]", 200, 287);
        default:
            return ScriptedTransport::json(labelsFrom(4, 7), 200, 287);
        }
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(idsOf(*walked), QSet<qint64>({1, 2, 3, 4, 5, 6, 7}));
    QVERIFY(!walked->isComplete()); // nobody can tell a row that is hidden from one that was missed
    QCOMPARE(walked->refusals.size(), 1);
    QCOMPARE(walked->refusals[0].parent, QString());
    QCOMPARE(walked->gaps(), QStringList({u"The registry reports 287 rows but sent 7 different rows."_s}));
}

void TestWalk::aTotalThatIsSaidOnceHolds()
{
    ScriptedTransport transport([](const Request &request) {
        switch (pageOf(request)) {
        case 1:
            return ScriptedTransport::json(labelsFrom(1, 100), 200, 250);
        case 2:
            return ScriptedTransport::json(labelsFrom(101, 130));
        default:
            return ScriptedTransport::json("[]");
        }
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->gaps(), QStringList({u"The registry reports 250 rows but sent 130 different rows."_s}));
}

void TestWalk::aTotalThatIsNoNumberProvesNothing()
{
    for (const QByteArray &total :
        {QByteArray("250.0"), QByteArray("0xfa"), QByteArray("100, 250"), QByteArray("many")}) {
        ScriptedTransport transport([total](const Request &request) {
            Response out = ScriptedTransport::json(pageOf(request) == 1 ? labelsFrom(1, 100) : QByteArray("[]"));
            out.headers.emplaceBack("X-Total-Count", total);
            return out;
        });
        const auto walked = walk(transport, "labels");
        QVERIFY(walked.ok());
        QCOMPARE(
            walked->gaps(), QStringList({u"The row count of the registry could not be read; rows may be missing."_s}));
    }
}

void TestWalk::saysWhereFewerCameThanAreCounted()
{
    ScriptedTransport transport([](const Request &request) {
        return ScriptedTransport::json(pageOf(request) == 1 ? labelsFrom(1, 100) : labelsFrom(100, 149), 200, 150);
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 149);
    QCOMPARE(transport.requests().size(), 4); // looked for once more
    QCOMPARE(walked->refusals.value(0).error.kind, ErrorKind::Incomplete);
}

void TestWalk::saysWhereTheListNeverRests()
{
    int total = 150;
    ScriptedTransport transport([&total](const Request &request) {
        ++total;
        return ScriptedTransport::json(pageOf(request) == 1 ? labelsFrom(1, 100) : labelsFrom(101, total), 200, total);
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QVERIFY(!walked->isComplete());
}

void TestWalk::saysWhereRowsRepeatWithoutATotal()
{
    ScriptedTransport transport([](const Request &request) {
        const int page = pageOf(request);
        return ScriptedTransport::json(page > 3 ? QByteArray("[]") : labelsFrom(page * 90 - 89, page * 90 + 10));
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 280);
    QVERIFY(!walked->isComplete());
}

void TestWalk::survivesNonsenseTotals_data()
{
    QTest::addColumn<QByteArray>("total");
    QTest::addColumn<bool>("isComplete");
    QTest::newRow("2^62") << QByteArray("4611686018427387904") << false;
    QTest::newRow("2^63 - 1") << QByteArray("9223372036854775807") << false;
    QTest::newRow("2^63") << QByteArray("9223372036854775808") << false; // cannot be read
    QTest::newRow("negative") << QByteArray("-7") << true;
}

void TestWalk::survivesNonsenseTotals()
{
    QFETCH(QByteArray, total);
    ScriptedTransport transport([&](const Request &request) {
        Response response = ScriptedTransport::json(pageOf(request) == 1 ? labelsFrom(1, 20) : QByteArray("[]"));
        response.headers.emplaceBack("X-Total-Count", total);
        return response;
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 20);
    QTEST(walked->isComplete(), "isComplete");
    QVERIFY2(transport.requests().size() < 60, qPrintable(QString::number(transport.requests().size())));
}

void TestWalk::boundsAPage()
{
    QByteArray rows = "[";
    for (int i = 0; i < 20'000; ++i)
        rows += "7,";
    rows += "7]";
    int calls = 0;
    ScriptedTransport transport([&](const Request &request) {
        ++calls;
        return ScriptedTransport::json(pageOf(request) > 1 ? QByteArray("[]")
                : calls == 1                               ? rows
                                                           : labelsFrom(1, 30'000));
    });
    const auto broken = walk(transport, "labels");
    QVERIFY(broken.ok());
    QCOMPARE(broken->failed, 1000);
    QCOMPARE(broken->unreadable.size(), json::Records::mostErrors);
    QVERIFY(broken->gaps().size() <= 2 + json::Records::mostErrors);
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 1000);
    QVERIFY(!walked->isComplete());
}

namespace {

/// The findings of a registry that orders them by their score alone: among equals they come as each page likes.
struct LooseFindings {
    QMap<QByteArray, int> counts; ///< by digest, in p/app
    int withoutScore = 0; ///< of each digest
    bool countsTooMany = false;
    bool knowsStatus = true;
    int nested = 0; ///< digests, the first ones, that no list of artifacts names
    int scores = 7; ///< different ones, a point apart
    QStringList asked;

    Response answer(const Request &request)
    {
        if (request.path.startsWith("/api/v2.0/repositories?"))
            return ScriptedTransport::json(R"([{"id":1,"name":"p/app"}])", 200, 1);
        if (request.path.startsWith("/api/v2.0/projects/p/repositories/app/artifacts"))
            return artifacts();
        const QString q = valueOf(request, u"q"_s);
        asked.append(q);
        if (!knowsStatus && q.contains(u"status="_s))
            return ScriptedTransport::json("{}", 400);
        // By score, those without one first; those of one score in another order on each page.
        const int page = pageOf(request);
        std::map<double, QByteArrayList, std::greater<>> byScore;
        const QStringList terms = q.split(u',', Qt::SkipEmptyParts);
        for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
            for (int i = 0; i < *it; ++i) {
                if (fits(terms, it.key(), i))
                    byScore[scoreOf(i) < 0 ? 99 : scoreOf(i)].append(row(it.key(), i));
            }
        }
        QByteArrayList rows;
        for (auto &[score, equals] : byScore) {
            std::rotate(equals.begin(), equals.begin() + (page * 37) % equals.size(), equals.end());
            rows += equals;
        }
        const qsizetype total = rows.size() + (countsTooMany && q.isEmpty() ? 3 : 0);
        return ScriptedTransport::json('[' + rows.mid((page - 1) * 100, 100).join(',') + ']', 200, total);
    }

private:
    Response artifacts() const
    {
        // The last digest is a platform of the first.
        QByteArrayList rows;
        for (auto it = std::next(counts.cbegin(), nested); it != std::prev(counts.cend()); ++it) {
            rows.append(R"({"id":)" + QByteArray::number(rows.size() + 1) + R"(,"repository_name":"p/app","digest":")"
                + it.key() + R"(","references":)"
                + (rows.isEmpty() ? R"([{"child_digest":")" + counts.lastKey() + R"("}])" : QByteArray("null")) + '}');
        }
        return ScriptedTransport::json('[' + rows.join(',') + ']', 200, rows.size());
    }

    static QByteArray severityOf(int i) { return i % 3 ? "High" : "Critical"; }
    double scoreOf(int i) const { return i < withoutScore ? -1 : i % scores + 3.5; }
    static QByteArray statusOf(int i) { return i % 5 > 2 ? "affected" : "fixed"; }

    bool fits(const QStringList &terms, const QByteArray &digest, int i) const
    {
        for (const QString &term : terms) {
            const QString value = term.section(u'=', 1);
            if (term.startsWith(u"digest="_s) && value != QString::fromLatin1(digest))
                return false;
            if (term.startsWith(u"severity="_s) && value != QString::fromLatin1(severityOf(i)))
                return false;
            if (term.startsWith(u"status="_s) && value != QString::fromLatin1(statusOf(i)))
                return false;
            if (term.startsWith(u"cvss_score_v3=["_s)) {
                const double from = value.mid(1).section(u'~', 0, 0).toDouble();
                const double to = value.chopped(1).section(u'~', 1).toDouble();
                if (scoreOf(i) < from || scoreOf(i) > to)
                    return false;
            }
        }
        return true;
    }

    QByteArray row(const QByteArray &digest, int i) const
    {
        return R"({"repository_name":"p/app","digest":")" + digest + R"(","cve_id":"CVE-)" + QByteArray::number(i)
            + R"(","package":"p","version":"1","severity":")" + severityOf(i) + R"("})";
    }
};

} // namespace

void TestWalk::cutsAListWithoutAnOrder_data()
{
    QTest::addColumn<QList<int>>("counts");
    QTest::addColumn<int>("withoutScore");
    QTest::newRow("one page") << QList<int>{30, 20} << 0;
    QTest::newRow("by image") << QList<int>{90, 80, 100} << 0;
    QTest::newRow("by severity") << QList<int>{90, 140, 20} << 0;
    QTest::newRow("by score") << QList<int>{700, 90, 350} << 0;
    QTest::newRow("some without a score") << QList<int>{700, 90, 350} << 40;
    QTest::newRow("by tenths and status") << QList<int>{1200, 90} << 0;
    QTest::newRow("many without a score") << QList<int>{400, 90} << 240;
}

void TestWalk::cutsAListWithoutAnOrder()
{
    QFETCH(QList<int>, counts);
    QFETCH(int, withoutScore);
    LooseFindings findings;
    findings.withoutScore = withoutScore;
    int all = 0;
    for (const int count : std::as_const(counts)) {
        findings.counts.insert("sha256:" + QByteArray::number(findings.counts.size() + 1), count);
        all += count;
    }
    ScriptedTransport transport([&](const Request &request) { return findings.answer(request); });
    const auto walked = walk(transport, "security-findings");
    QVERIFY2(walked.ok(), qPrintable(walked.error().message.english()));
    QVERIFY2(walked->isComplete(), qPrintable(walked->gaps().join(u' ')));
    QCOMPARE(walked->rows.size(), all);
    QSet<QString> keys;
    for (const json::Record &row : walked->rows)
        keys.insert(keyOf(*walked->endpoint, row.value));
    QCOMPARE(keys.size(), all);
    QCOMPARE(walked->parents, QStringList(all, QString()));
    QVERIFY(transport.paths().first().contains("tune_count=false"));
}

// An index within an index: Harbor counts the findings of its platforms, and lists them below no artifact.
void TestWalk::findsWhatNoArtifactNames()
{
    LooseFindings findings;
    findings.counts = {{"sha256:1", 120}, {"sha256:2", 90}, {"sha256:3", 140}};
    findings.nested = 1;
    ScriptedTransport transport([&](const Request &request) { return findings.answer(request); });
    const auto walked = walk(transport, "security-findings");
    QVERIFY(walked.ok());
    QVERIFY2(walked->isComplete(), qPrintable(walked->gaps().join(u' ')));
    QCOMPARE(walked->rows.size(), 350);
    QVERIFY(findings.asked.contains(u"repository_name=p/app"_s));
}

// An older Harbor refuses a filter that it does not know.
void TestWalk::aFilterThatIsNotKnownIsNoGap()
{
    for (const bool knowsStatus : {true, false}) {
        LooseFindings findings;
        findings.counts = {{"sha256:1", 160}, {"sha256:2", 90}};
        findings.scores = 1;
        findings.knowsStatus = knowsStatus;
        ScriptedTransport transport([&](const Request &request) { return findings.answer(request); });
        const auto walked = walk(transport, "security-findings");
        QVERIFY(walked.ok());
        QVERIFY(findings.asked.join(u' ').contains(u"status="_s));
        QVERIFY(walked->isComplete() || !knowsStatus);
        QVERIFY(walked->rows.size() >= 240);
        for (const auto &refusal : std::as_const(walked->refusals))
            QCOMPARE(refusal.error.kind, ErrorKind::Incomplete);
    }
}

void TestWalk::saysWhatTheCutDoesNotFind()
{
    LooseFindings findings;
    findings.counts = {{"sha256:1", 150}, {"sha256:2", 60}};
    findings.countsTooMany = true;
    ScriptedTransport transport([&](const Request &request) { return findings.answer(request); });
    const auto walked = walk(transport, "security-findings");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 210);
    QVERIFY(!walked->isComplete());
    QVERIFY(walked->gaps().contains(u"The registry reports 213 rows but sent 210 different rows."_s));
}

void TestWalk::asksNoPartBesideWhatIsAskedFor()
{
    LooseFindings findings;
    findings.counts = {{"sha256:1", 150}, {"sha256:2", 300}};
    ScriptedTransport transport([&](const Request &request) { return findings.answer(request); });
    const auto walked = walk(transport, "security-findings", {{u"q"_s, u"digest=sha256:2,severity=High"_s}});
    QVERIFY(walked.ok());
    QVERIFY2(walked->isComplete(), qPrintable(walked->gaps().join(u' ')));
    QCOMPARE(walked->rows.size(), 200);
    for (const QString &q : std::as_const(findings.asked)) {
        QVERIFY2(q.startsWith(u"digest=sha256:2,severity=High"_s), qPrintable(q));
        QCOMPARE(q.count(u"digest="_s), 1);
        QCOMPARE(q.count(u"severity="_s), 1);
    }
}

void TestWalk::keepsWhatItHasWhereAListBreaks()
{
    ScriptedTransport transport([](const Request &request) {
        return pageOf(request) == 1 ? ScriptedTransport::json(labelsFrom(1, 100), 200, 150) : refusal(500);
    });
    const auto walked = walk(transport, "labels");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 100);
    QVERIFY(!walked->isComplete());
    QCOMPARE(walked->refusals.size(), 1);
    QCOMPARE(walked->refusals[0].error.kind, ErrorKind::Server);
}

void TestWalk::namesParentsThatRefuse()
{
    ScriptedTransport transport([](const Request &request) {
        if (request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json(projectsNamed({"a", "b", "c", "d", "2026"}), 200, 5);
        if (request.path.contains("/a/"))
            return refusal(403);
        if (request.path.contains("/b/"))
            return refusal(404);
        if (request.path.contains("/c/"))
            return refusal(500);
        return ScriptedTransport::json(R"([{"id":1},{"id":"x"}])", 200, 2);
    });
    const auto walked = walk(transport, "project-members", {}, &m_progress);
    QVERIFY(walked.ok());
    QVERIFY(!walked->isComplete());
    QCOMPARE(walked->rows.size(), 2);
    QCOMPARE(walked->unreadable.size(), 2);
    QCOMPARE(walked->parents, QStringList({u"d"_s, u"2026"_s}));
    QCOMPARE(walked->refusals.size(), 3);
    QCOMPARE(walked->refusals[0].parent, u"a"_s);
    QCOMPARE(walked->refusals[0].error.kind, ErrorKind::Forbidden);
    QCOMPARE(walked->refusals[1].parent, u"b"_s);
    QCOMPARE(walked->refusals[1].error.kind, ErrorKind::NotFound);
    QCOMPARE(walked->refusals[2].parent, u"c"_s);
    QCOMPARE(walked->refusals[2].error.kind, ErrorKind::Server);
    QCOMPARE(m_progress.constLast().done, 5);
    QCOMPARE(m_progress.constLast().total, 5);
    for (const Request &request : transport.requests())
        QCOMPARE(header(request.headers, "X-Is-Resource-Name").isEmpty(), !request.path.contains("/2026/"));
}

void TestWalk::endsWhereTheSignInEnds()
{
    ScriptedTransport transport([](const Request &request) {
        if (!request.path.startsWith("/api/v2.0/projects?"))
            return refusal(401);
        QByteArrayList names;
        for (int i = 0; i < 50; ++i)
            names.append("p" + QByteArray::number(i));
        return ScriptedTransport::json(projectsNamed(names), 200, 50);
    });
    const auto walked = walk(transport, "project-members");
    QVERIFY(!walked.ok());
    QCOMPARE(walked.error().kind, ErrorKind::Unauthorized);
    QVERIFY(transport.requests().size() <= 5); // a failed sign-in is not tried 50 times
}

void TestWalk::asksFourParentsAtATime()
{
    ScriptedTransport transport([](const Request &request) {
        if (!request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json("[]", 200, 0);
        return ScriptedTransport::json(projectsNamed({"a", "b", "c", "d", "e", "f"}), 200, 6);
    });
    std::optional<Result<PagedList>> result;
    Client(borrowed(transport)).walk(*endpoint("project-members"), {}, this, {}, [&](Result<PagedList> walked) {
        result = walked;
    });
    QTRY_COMPARE(transport.requests().size(), 1);
    transport.hold();
    QTRY_COMPARE(transport.inFlight(), 4);
    QTest::qWait(0);
    QCOMPARE(transport.inFlight(), 4);
    transport.release();
    QTRY_VERIFY(result);
    QCOMPARE(transport.requests().size(), 7);
}

void TestWalk::ordersRowsByTheirParents()
{
    // The first project needs two pages and is through last.
    ScriptedTransport transport([](const Request &request) {
        if (request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json(twoProjects, 200, 2);
        if (request.path.contains("/data/"))
            return ScriptedTransport::json(labelsFrom(500, 501), 200, 2);
        return ScriptedTransport::json(pageOf(request) == 1 ? labelsFrom(1, 100) : labelsFrom(101, 101), 200, 101);
    });
    const auto walked = walk(transport, "project-members");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 103);
    QCOMPARE(walked->parents.mid(99, 3), QStringList({u"web"_s, u"web"_s, u"data"_s}));
    QCOMPARE(walked->rows[101].value.value<ProjectMember>().id, 500);
}

void TestWalk::asksForRobotsThroughQ()
{
    ScriptedTransport transport([](const Request &request) {
        if (request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json(twoProjects, 200, 2);
        return ScriptedTransport::json(R"([{"id":1,"name":"robot$web+ci"}])", 200, 1);
    });
    const auto walked = walk(transport, "project-robots", {{u"q"_s, u"name=~a+b"_s}});
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 2);
    QCOMPARE(walked->parents, QStringList({u"web"_s, u"data"_s}));
    // The caller's q is for the robots, not for the projects.
    QCOMPARE(transport.paths().first(), QByteArray("/api/v2.0/projects?page=1&page_size=100"));
    QVERIFY(transport.paths().contains(
        "/api/v2.0/robots?page=1&page_size=100&q=name%3D~a%252Bb%2CLevel%3Dproject%2CProjectID%3D4"));
}

void TestWalk::skipsProjectsWithoutRetention()
{
    ScriptedTransport transport([](const Request &request) {
        if (request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json(twoProjects, 200, 2);
        return ScriptedTransport::json(R"({"id":9,"algorithm":"or"})");
    });
    const auto walked = walk(transport, "retention");
    QVERIFY(walked.ok());
    QVERIFY(walked->isComplete());
    QCOMPARE(walked->parents, QStringList({u"web"_s}));
    QCOMPARE(transport.paths().last(), QByteArray("/api/v2.0/retentions/9"));
    QCOMPARE(transport.requests().size(), 2);
}

void TestWalk::goesThroughOwnParents()
{
    ScriptedTransport transport([](const Request &request) {
        if (request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json(twoProjects, 200, 2);
        if (request.path.contains("/tasks?"))
            return ScriptedTransport::json(R"([{"id":70}])", 200, 1);
        if (request.path.contains("/executions?"))
            return ScriptedTransport::json(R"([{"id":6}])", 200, 1);
        if (request.path.contains("/data/"))
            return refusal(403);
        return ScriptedTransport::json(R"([{"id":5}])", 200, 1);
    });
    const auto walked = walk(transport, "webhook-tasks");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 1);
    QCOMPARE(walked->parents, QStringList({u"web/5/6"_s}));
    QCOMPARE(transport.paths().last(),
        QByteArray("/api/v2.0/projects/web/webhook/policies/5/executions/6/tasks?page=1&page_size=100"));
    // What the parents refused is missing here, too.
    QCOMPARE(walked->refusals.size(), 1);
    QCOMPARE(walked->refusals[0].parent, u"data"_s);
}

void TestWalk::narrowsToAProject()
{
    ScriptedTransport transport([](const Request &request) {
        if (request.path.contains("/artifacts?"))
            return ScriptedTransport::json(R"([{"id":1,"digest":"sha256:00"}])", 200, 1);
        return ScriptedTransport::json(R"([{"id":1,"name":"web/a/b"},{"id":2,"name":"web/c"}])", 200, 2);
    });
    const auto walked = walk(transport, "artifacts", {{u"project_name"_s, u"web"_s}, {u"with_tag"_s, u"false"_s}});
    QVERIFY(walked.ok());
    QCOMPARE(walked->parents, QStringList({u"web/a/b"_s, u"web/c"_s}));
    const QList<QByteArray> paths = transport.paths();
    QCOMPARE(paths.size(), 3);
    QCOMPARE(paths[0], QByteArray("/api/v2.0/projects/web/repositories?page=1&page_size=100"));
    QVERIFY(
        paths.contains("/api/v2.0/projects/web/repositories/a%252Fb/artifacts?page=1&page_size=100&with_tag=false"));
}

void TestWalk::takesTheFallback()
{
    ScriptedTransport transport([](const Request &request) {
        if (request.path.startsWith("/api/v2.0/quotas"))
            return refusal(403);
        if (request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json(twoProjects, 200, 2);
        return ScriptedTransport::json(R"({"repo_count":1,"quota":{"hard":{"storage":-1},"used":{"storage":8}}})");
    });
    const auto walked = walk(transport, "quotas");
    QVERIFY(walked.ok());
    QCOMPARE(walked->rows.size(), 2);
    QCOMPARE(QByteArray(walked->endpoint->kind), QByteArray("project-quotas"));
    QuotaRef expected;
    expected.id = 4;
    expected.name = u"data"_s;
    const auto quota = walked->rows[1].value.value<Quota>();
    QCOMPARE(quota.ref, expected);
    QCOMPARE(quota.usedBytes(), 8);
    QCOMPARE(quota.hardBytes(), -1);
    // An adapter's parameters never reach the query.
    QVERIFY(transport.paths().contains("/api/v2.0/projects/data/summary"));

    transport.setScript([](const Request &) { return refusal(500); });
    QCOMPARE(walk(transport, "quotas").error().kind, ErrorKind::Server);
}

void TestWalk::listsPublicArtifactsWithoutASignIn_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Params>("params");
    QTest::addColumn<qsizetype>("rows");
    QTest::newRow("artifacts of all projects") << u"project-artifacts"_s << Params() << qsizetype(2);
    QTest::newRow("of one") << u"project-artifacts"_s << Params{{u"project_name"_s, u"data"_s}} << qsizetype(1);
    QTest::newRow("what is below them") << u"tags"_s << Params() << qsizetype(4);
}

void TestWalk::listsPublicArtifactsWithoutASignIn()
{
    QFETCH(QString, kind);
    QFETCH(Params, params);
    QFETCH(qsizetype, rows);
    ScriptedTransport transport([](const Request &request) {
        if (request.path.startsWith("/api/v2.0/projects?"))
            return ScriptedTransport::json(twoProjects, 200, 2);
        if (request.path.startsWith("/api/v2.0/repositories?"))
            return ScriptedTransport::json(R"([{"id":1,"name":"data/a"},{"id":2,"name":"infra/b"}])", 200, 2);
        if (request.path.startsWith("/api/v2.0/projects/data/repositories?"))
            return ScriptedTransport::json(R"([{"id":1,"name":"data/a"}])", 200, 1);
        if (request.path.contains("/tags?"))
            return ScriptedTransport::json(R"([{"id":1,"name":"x"},{"id":2,"name":"y"}])", 200, 2);
        if (request.path.contains("/repositories/a/artifacts?"))
            return ScriptedTransport::json(R"([{"id":1,"digest":"sha256:1","repository_name":"data/a"}])", 200, 1);
        if (request.path.contains("/repositories/b/artifacts?"))
            return ScriptedTransport::json(R"([{"id":2,"digest":"sha256:2","repository_name":"infra/b"}])", 200, 1);
        return refusal(401); // Harbor answers so for the artifacts of a project, a public one as well
    });
    const auto walked = walk(transport, kind.toLatin1().constData(), params);
    QVERIFY2(walked.ok(), qPrintable(walked.ok() ? QString() : walked.error().text()));
    QVERIFY(walked->isComplete());
    QCOMPARE(walked->rows.size(), rows);

    // The caller's query goes along, and a sign-in that has ended is asked for once more only.
    QVERIFY(walk(transport, "project-artifacts", {{u"q"_s, u"tags=x"_s}}).ok());
    QVERIFY(transport.paths().constLast().contains("q=tags%3Dx"));
    transport.setScript([](const Request &request) {
        return request.path.startsWith("/api/v2.0/projects?") ? ScriptedTransport::json(twoProjects, 200, 2)
                                                              : refusal(401);
    });
    const qsizetype before = transport.requests().size();
    QCOMPARE(walk(transport, "project-artifacts").error().kind, ErrorKind::Unauthorized);
    QVERIFY(transport.requests().size() - before <= 4);
}

void TestWalk::deletingTheWalkCancels()
{
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json(twoProjects, 200, 2); });
    bool heard = false;
    QObject *pager =
        Client(borrowed(transport)).walk(*endpoint("project-members"), {}, this, {}, [&](Result<PagedList>) {
            heard = true;
        });
    QTRY_COMPARE(transport.requests().size(), 1);
    transport.hold();
    QTRY_COMPARE(transport.inFlight(), 2);
    delete pager;
    QTRY_COMPARE(transport.inFlight(), 0);
    QCOMPARE(transport.aborted(), 2);
    QTest::qWait(0);
    QVERIFY(!heard);
    QCOMPARE(transport.requests().size(), 3);
}

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_walk.moc"
