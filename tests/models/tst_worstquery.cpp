// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/rankdifferences.h"
#include "models/findings/worstquery.h"
#include "support/manualclock.h"

#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;
using findings::ScanState;

/// What the registry names as worst against what its reports here say, and whether the reason given is the true one.
class TestWorstAnswer : public QObject {
    Q_OBJECT
private slots:
    void artifacts_data();
    void artifacts();
    void vulnerabilities_data();
    void vulnerabilities();
    void nothingReadIsNotNothingFound();

private:
    struct Line {
        QByteArray id, severity;
        double cvss = -1;
        QByteArray package = "openssl", version = "1";
    };

    /// One image a repository; `lines` of it.
    void add(const QString &repository, const QList<Line> &lines, ScanState scan = ScanState::Done)
    {
        findings::ImageInput image;
        image.project = repository.section(u'/', 0, 0);
        image.repository = repository;
        image.digest = u"sha256:"_s + repository.section(u'/', -1);
        image.scan = scan;
        image.reported = image.fetched = 1'700'000'000;
        m_builder->begin(image);
        for (const Line &line : lines) {
            findings::FindingInput input;
            input.vulnerability = line.id;
            input.package = line.package;
            input.version = line.version;
            input.severity = line.severity;
            input.cvss = line.cvss;
            m_builder->add(input);
        }
    }
    /// "critical high medium low", as many of each.
    void addCounts(const QString &repository, const QString &counts, ScanState scan = ScanState::Done)
    {
        static const QByteArrayList words{"Critical", "High", "Medium", "Low"};
        QList<Line> lines;
        const QStringList numbers = counts.split(u' ');
        for (qsizetype i = 0; i < numbers.size(); ++i) {
            for (int n = 0; n < numbers[i].toInt(); ++n)
                lines.append({"CVE-" + QByteArray::number(i) + '-' + QByteArray::number(n), words[i]});
        }
        add(repository, lines, scan);
    }
    WorstAnswer ask(const harbor::SecuritySummary &theirs)
    {
        TriageView view;
        view.context.set = findings::FindingSet::of({m_builder->build()});
        RegistryRead read;
        read.id = u"r"_s;
        read.name = u"Lab"_s;
        read.listed = read.oldestRead = m_clock.now();
        read.refused = {u"closed"_s};
        view.registries = {read};
        return worstAnswer(theirs, u"r"_s, view, {}, m_clock);
    }
    static QStringList english(const QList<Message> &messages)
    {
        QStringList out;
        for (const Message &message : messages)
            out.append(message.english());
        return out;
    }

    test::ManualClock m_clock;
    std::unique_ptr<findings::SegmentBuilder> m_builder;
};

void TestWorstAnswer::artifacts_data()
{
    // "repository: critical high medium low" each; the registry's without low ones, as it tells none.
    QTest::addColumn<QStringList>("here");
    QTest::addColumn<QStringList>("theirs");
    QTest::addColumn<QString>("marks"); // of the registry's, in order
    QTest::addColumn<QString>("why"); // a part of the sentences
    const QStringList five{
        u"a/1: 9 0 0 0"_s, u"a/2: 8 0 0 0"_s, u"a/3: 7 0 0 0"_s, u"a/4: 6 0 0 0"_s, u"a/5: 5 1 0 0"_s};
    QTest::newRow("the same") << QStringList(five + QStringList{u"a/6: 5 0 9 0"_s}) << five << u"||||"_s
                              << u"Same list"_s;
    QTest::newRow("fewer than five") << QStringList{u"a/1: 1 0 0 0"_s, u"a/2: 0 0 0 0"_s}
                                     << QStringList{u"a/1: 1 0 0 0"_s} << u""_s << u"Same list"_s;
    QTest::newRow("equals at the end") << QStringList(
        five.mid(0, 4) + QStringList{u"a/6: 5 1 0 0"_s, u"a/5: 5 1 0 0"_s, u"a/7: 5 1 0 0"_s})
                                       << QStringList(five.mid(0, 4) + QStringList{u"a/7: 5 1 0 0"_s}) << u"||||tied"_s
                                       << u"3 artifacts have 5 critical, 1 high, 0 medium"_s;
    QTest::newRow("equals exchanged") << QStringList{u"a/1: 9 0 0 0"_s, u"a/2: 9 0 0 0"_s}
                                      << QStringList{u"a/2: 9 0 0 0"_s, u"a/1: 9 0 0 0"_s} << u"tied|tied"_s
                                      << u"2 artifacts have 9 critical"_s;
    QTest::newRow("pushed since") << five.mid(1) << five
                                  << u"not in the local store|rank shifted|rank shifted|rank shifted|rank shifted"_s
                                  << u"a/1@sha256:1 was not listed by the registry in the sync of"_s;
    QTest::newRow("a project that may not be read")
        << five << QStringList(QStringList{u"closed/1: 99 0 0 0"_s} + five.mid(0, 4))
        << u"not in the local store|rank shifted|rank shifted|rank shifted|rank shifted"_s
        << u"is not in the local store: the sync of project closed is incomplete"_s;
    QTest::newRow("rescanned") << QStringList(QStringList{u"a/1: 9 3 0 0"_s} + five.mid(1)) << five
                               << u"different counts||||"_s
                               << u"a/1@sha256:1: the registry counts 9 critical, 0 high, 0 medium findings; "
                                  "the report synced"_s;
    QTest::newRow("no report") << QStringList(QStringList{u"a/1: failed"_s} + five.mid(1)) << five
                               << u"no report in the local store|rank shifted|rank shifted|rank shifted|rank shifted"_s
                               << u"The local store has no readable report of a/1@sha256:1"_s;
    QTest::newRow("only here") << QStringList(QStringList{u"a/0: 50 0 0 0"_s} + five) << five
                               << u"rank shifted|rank shifted|rank shifted|rank shifted|rank shifted"_s
                               << u"a/0@sha256:0 has 50 critical, 0 high, 0 medium findings"_s;
    QTest::newRow("low ones order equals")
        << QStringList{u"a/1: 9 0 0 1"_s, u"a/2: 9 0 0 5"_s} << QStringList{u"a/2: 9 0 0 0"_s, u"a/1: 9 0 0 0"_s}
        << u"|"_s << u"Same list"_s;
}

void TestWorstAnswer::artifacts()
{
    QFETCH(QStringList, here);
    QFETCH(QStringList, theirs);
    QFETCH(QString, marks);
    QFETCH(QString, why);
    m_builder = std::make_unique<findings::SegmentBuilder>(u"r"_s, u"Lab"_s);
    for (const QString &one : here) {
        if (one.endsWith(u"failed"_s))
            addCounts(one.section(u':', 0, 0), {}, ScanState::Failed);
        else
            addCounts(one.section(u':', 0, 0), one.section(u": "_s, 1));
    }
    harbor::SecuritySummary summary;
    for (const QString &one : theirs) {
        const QStringList counts = one.section(u": "_s, 1).split(u' ');
        harbor::DangerousArtifact artifact;
        artifact.repositoryName = one.section(u':', 0, 0);
        artifact.digest = u"sha256:"_s + artifact.repositoryName.section(u'/', -1);
        artifact.criticalCnt = counts[0].toInt();
        artifact.highCnt = counts[1].toInt();
        artifact.mediumCnt = counts[2].toInt();
        summary.dangerousArtifacts.append(artifact);
    }
    const WorstAnswer answer = ask(summary);
    QVERIFY(answer.isRead);
    QCOMPARE(english(answer.artifacts.theirMarks).join(u'|'), marks);
    const QString sentences = english(answer.artifacts.why).join(u'\n');
    QVERIFY2(sentences.contains(why), qPrintable(sentences));
    QCOMPARE(answer.artifacts.agrees(), why.startsWith(u"Same list"));
    QCOMPARE(answer.artifacts.hereMarks.size(), answer.artifacts.here.size());
}

void TestWorstAnswer::vulnerabilities_data()
{
    QTest::addColumn<QStringList>("theirs"); // "id package score severity"
    QTest::addColumn<QString>("marks");
    QTest::addColumn<QString>("why");
    const QString top = u"CVE-1 openssl 10 Critical"_s;
    QTest::newRow("the same") << QStringList{top, u"CVE-2 openssl 9.8 Critical"_s, u"CVE-3 zlib 9.8 Critical"_s,
        u"CVE-5 zlib 9.8 High"_s, u"CVE-4 zlib 7.5 High"_s}
                              << u"||||"_s << u"Same list"_s;
    QTest::newRow("equals") << QStringList{top, u"CVE-3 zlib 9.8 Critical"_s, u"CVE-2 openssl 9.8 Critical"_s,
        u"CVE-5 zlib 9.8 High"_s, u"CVE-4 zlib 7.5 High"_s}
                            << u"|tied|tied||"_s << u"2 vulnerabilities have CVSS 9.8 (critical)"_s;
    QTest::newRow("not here") << QStringList{top, u"CVE-9 curl 10 Critical"_s, u"CVE-2 openssl 9.8 Critical"_s,
        u"CVE-3 zlib 9.8 Critical"_s, u"CVE-5 zlib 9.8 High"_s}
                              << u"|not in the local store|tied|rank shifted|rank shifted"_s
                              << u"No report in the local store contains CVE-9 in curl 1"_s;
    QTest::newRow("another score") << QStringList{top, u"CVE-2 openssl 9.9 Critical"_s, u"CVE-3 zlib 9.8 Critical"_s,
        u"CVE-5 zlib 9.8 High"_s, u"CVE-4 zlib 7.5 High"_s}
                                   << u"|different counts|||"_s
                                   << u"CVE-2 in openssl 1: registry CVSS 9.9 (critical), local reports"_s;
}

void TestWorstAnswer::vulnerabilities()
{
    QFETCH(QStringList, theirs);
    QFETCH(QString, marks);
    QFETCH(QString, why);
    m_builder = std::make_unique<findings::SegmentBuilder>(u"r"_s, u"Lab"_s);
    add(u"a/1"_s,
        {{"CVE-1", "Critical", 10}, {"CVE-2", "Critical", 9.8}, {"CVE-3", "Critical", 9.8, "zlib"},
            {"CVE-4", "High", 7.5, "zlib"}, {"CVE-5", "High", 9.8, "zlib"}, {"CVE-6", "Unknown", -1}});
    add(u"a/2"_s, {{"CVE-2", "Critical", 9.8}, {"CVE-4", "Medium", 5, "zlib"}});
    harbor::SecuritySummary summary;
    for (const QString &one : theirs) {
        const QStringList words = one.split(u' ');
        harbor::DangerousCve cve;
        cve.cveId = words[0];
        cve.package = words[1];
        cve.version = u"1"_s;
        cve.cvssScoreV3 = words[2].toDouble();
        cve.severity = words[3];
        summary.dangerousCves.append(cve);
    }
    const WorstAnswer answer = ask(summary);
    QCOMPARE(english(answer.vulnerabilities.theirMarks).join(u'|'), marks);
    const QString sentences = english(answer.vulnerabilities.why).join(u'\n');
    QVERIFY2(sentences.contains(why), qPrintable(sentences));
    QCOMPARE(answer.vulnerabilities.agrees(), why.startsWith(u"Same list"));
    // Among equals, what is in more artifacts comes first.
    QCOMPARE(answer.vulnerabilities.here.at(1).cve.cveId, u"CVE-2"_s);
    QCOMPARE(answer.vulnerabilities.here.at(1).artifacts, 2U);
}

void TestWorstAnswer::nothingReadIsNotNothingFound()
{
    m_builder = std::make_unique<findings::SegmentBuilder>(u"another"_s, u"Lab"_s);
    QVERIFY(!ask({}).isRead);
}

QTEST_GUILESS_MAIN(TestWorstAnswer)
#include "tst_worstquery.moc"
