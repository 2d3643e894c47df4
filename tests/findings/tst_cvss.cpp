// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/cvss.h"

#include <QTest>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

/// Scores and vectors of the four CVSS versions.
class TestCvss : public QObject {
    Q_OBJECT
private slots:
    void scoresVectors_data();
    void scoresVectors();
    void takesTheApplicable();
    void completes();
    void namesTheSeverity();
};

// Published scores: NVD's, and the examples of FIRST's specifications.
void TestCvss::scoresVectors_data()
{
    QTest::addColumn<QByteArray>("vector");
    QTest::addColumn<double>("score");
    const auto row = [](const char *vector, double score) { QTest::newRow(vector) << QByteArray(vector) << score; };
    row("AV:N/AC:L/Au:N/C:N/I:N/A:C", 7.8); // CVE-2002-0392
    row("AV:N/AC:L/Au:N/C:C/I:C/A:C", 10.0);
    row("AV:L/AC:H/Au:N/C:C/I:C/A:C", 6.2); // CVE-2003-0062
    row("(AV:N/AC:M/Au:N/C:N/I:P/A:N)", 4.3);
    row("AV:N/AC:L/Au:N/C:N/I:N/A:N", 0.0);
    row("CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4); // CVE-2013-0375
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8);
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0); // CVE-2021-44228
    row("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1); // CVE-2014-3566 is the same with UI:R
    row("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 6.8); // CVE-2014-9253's kin
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N/E:P/RL:O", 7.5); // what is not base is left alone
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0);
    row("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 9.3);
    row("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10.0); // CVE-2021-44228
    row("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N", 6.9);
    row("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.3); // CVE-2022-41741
    row("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.7); // CVE-2020-3549
    row("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N", 8.8);
    row("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", 5.1);
    row("CVSS:4.0/AV:P/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0.0);
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", -1); // cut
    row("CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", -1);
    row("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:X/C:H/I:H/A:H", -1);
    row("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N", -1);
    row("AV:N/AC:L/Au:N/C:C/I:C", -1);
    row("CVSS:5.0/AV:N", -1);
    row("", -1);
}

void TestCvss::scoresVectors()
{
    QFETCH(QByteArray, vector);
    QTEST(cvssBaseScore(vector), "score");
}

void TestCvss::takesTheApplicable()
{
    const CvssScore v2{CvssVersion::V2, 10.0, {}, "nvd"};
    const CvssScore v31{CvssVersion::V31, 7.5, {}, "nvd"};
    const CvssScore v30{CvssVersion::V30, 8.1, {}, "ghsa"};
    const CvssScore v4{CvssVersion::V4, 9.3, {}, "ghsa"};
    const CvssScore other{CvssVersion::Other, 10.0, {}, {}};
    QCOMPARE(applicable({v2, v4, v31, other}), v31);
    QCOMPARE(applicable({v31, v30}), v30);
    QCOMPARE(applicable({v2, other, v4}), v4);
    QCOMPARE(applicable({other, v2}), v2);
    QCOMPARE(applicable({other}), other);
    QCOMPARE(applicable({{CvssVersion::V31, -1, {}, {}}}), CvssScore());
    QCOMPARE(applicable({}).score, -1.0);
}

void TestCvss::completes()
{
    const QByteArray vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N";
    QCOMPARE(completed({CvssVersion::V3, -1, vector, {}}), (CvssScore{CvssVersion::V31, 7.5, vector, {}}));
    QCOMPARE(completed({CvssVersion::None, 7.4, vector, {}}), (CvssScore{CvssVersion::V31, 7.4, vector, {}}));
    QCOMPARE(completed({CvssVersion::None, 7.4, {}, {}}).version, CvssVersion::Other);
    QCOMPARE(completed({CvssVersion::V31, 0, {}, {}}).score, -1.0); // "none given" in the words of some tools
    QCOMPARE(completed({CvssVersion::V31, 75, {}, {}}).score, -1.0);
    QCOMPARE(cvssVersionNamed("CVSSv31"), CvssVersion::V31);
    QCOMPARE(cvssVersionNamed("4.0"), CvssVersion::V4);
    QCOMPARE(cvssVersionNamed("2"), CvssVersion::V2);
    QCOMPARE(cvssVersionNamed("OWASP"), CvssVersion::None);
    QCOMPARE(cvssLabel(CvssVersion::V31), u"CVSS 3.1"_s);
}

void TestCvss::namesTheSeverity()
{
    QCOMPARE(severityOfScore(CvssVersion::V31, 9.0), Severity::Critical);
    QCOMPARE(severityOfScore(CvssVersion::V31, 8.9), Severity::High);
    QCOMPARE(severityOfScore(CvssVersion::V4, 6.9), Severity::Medium);
    QCOMPARE(severityOfScore(CvssVersion::Other, 3.9), Severity::Low);
    QCOMPARE(severityOfScore(CvssVersion::V30, 0), Severity::None);
    QCOMPARE(severityOfScore(CvssVersion::V2, 10.0), Severity::High); // version 2 ends there
    QCOMPARE(severityOfScore(CvssVersion::V31, -1), Severity::Unknown);
    QCOMPARE(severityOfScore(CvssVersion::None, 9), Severity::Unknown);
}

QTEST_GUILESS_MAIN(TestCvss)
#include "tst_cvss.moc"
