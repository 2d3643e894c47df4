// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/reportimport.h"
#include "findings/vex.h"

#include <QFile>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

static constexpr Seconds kNow = 1'800'000'000;

class TestVexCases : public QObject {
    Q_OBJECT
private slots:
    void hidesNoMore_data();
    void hidesNoMore();
};

static QByteArray bytesOf(const QString &name)
{
    QFile file(QStringLiteral(LOTSE_TEST_CASES "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What public reports fed, and what of it a statement hides: "vulnerability package version".
void TestVexCases::hidesNoMore_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("reports");
    QTest::addColumn<QString>("vex");
    QTest::addColumn<QStringList>("hidden");
    const auto row = [](const char *folder, const QStringList &reports, const QString &vex, const QStringList &hidden) {
        QTest::addRow("%s %s", folder, qPrintable(vex)) << QString::fromLatin1(folder) << reports << vex << hidden;
    };
    const QStringList trivy{u"trivy.json"_s};
    const QStringList maven(3, u"CVE-2099-10001 org.acme.log:acme-core 2.14.1"_s);
    row("10-maven-names", {u"trivy.json"_s, u"grype.json"_s, u"cdx.json"_s}, u"vex.json"_s, maven);
    const QStringList newest{u"CVE-2099-11002 libbar 2.0-1"_s};
    row("11-openvex-latest-wins", trivy, u"vex.json"_s, newest);
    row("11-openvex-latest-wins", trivy, u"vex-reversed.json"_s, newest);
    for (const QString &vex : {u"vex.json"_s, u"vex.cdx.json"_s, u"vex.csaf.json"_s})
        row("12-vex-of-a-product-not-here", {u"web.json"_s}, vex, {});
    row("14-cyclonedx-vex-versions", trivy, u"vex.cdx.json"_s,
        {u"CVE-2099-14001 widget 2.4"_s, u"CVE-2099-14002 gizmo 1.1"_s});
    row("15-cyclonedx-vex-bomlink", trivy, u"vex.cdx.json"_s,
        {u"CVE-2099-15001 @acme/kit 1.2.3"_s, u"CVE-2099-15002 plainkit 1.0.0"_s, u"CVE-2099-15003 plainkit 1.0.0"_s});
    row("15-cyclonedx-vex-bomlink", trivy, u"vex-with-components.cdx.json"_s, {u"CVE-2099-15001 @acme/kit 1.2.3"_s});
    row("18-same-name-other-ecosystem", {u"apk.json"_s, u"deb.json"_s, u"npm.json"_s}, u"vex.json"_s,
        {u"CVE-2099-18001 zlibb 1.2.13-r1"_s, u"CVE-2099-18002 requests 2.31.0"_s});
    row("37-contradicting-statements", trivy, u"vex.csaf.json"_s, {});
    row("37-contradicting-statements", trivy, u"vex-investigated.csaf.json"_s, {});
    row("38-purl-namespace", trivy, u"vex.json"_s, {});
}

void TestVexCases::hidesNoMore()
{
    QFETCH(QString, folder);
    QFETCH(QStringList, reports);
    QFETCH(QString, vex);
    SegmentBuilder builder(u"r"_s, u"reg.example.test"_s);
    for (qsizetype i = 0; i < reports.size(); ++i) {
        const auto report = readReport(bytesOf(folder + u'/' + reports[i]));
        QVERIFY2(report.ok(), qPrintable(report.error().text()));
        ImageInput image;
        image.project = u"shop"_s;
        image.repository = i == 0 ? u"shop/web"_s : u"shop/other%1"_s.arg(i);
        image.digest = u"sha256:"_s + QString(64, QChar(u'c'));
        image.tags = {u"1"_s};
        report->addTo(builder, image);
    }
    Context context;
    context.set = FindingSet::of({builder.build()});
    context.now = kNow;
    QVERIFY(context.set->rowCount() > 0);
    const auto document = readVex(bytesOf(folder + u'/' + vex), kNow);
    QVERIFY2(document.ok(), qPrintable(document.error().text()));
    const VexPlan plan = planVexImport(context, *document);
    const auto states = applyDecisions(context, plan.decisions).states;
    QStringList hidden;
    for (RowId row = 0; row < context.set->rowCount(); ++row) {
        const Occurrence o = context.set->occurrence(row);
        if (states->has(row, StateBits::kHidden))
            hidden.append(u"%1 %2 %3"_s.arg(o.vulnerability, o.package, o.version));
    }
    hidden.sort();
    QTEST(hidden, "hidden");
    QCOMPARE(plan.byNameAlone, 0U);
    // Whatever does not hide is told.
    const quint32 told = plan.unmatched.count + plan.inapplicable.count + plan.superseded.count
        + plan.contradicting.count + plan.occurrences;
    QVERIFY(told >= quint32(document->statements.size()));
}

QTEST_GUILESS_MAIN(TestVexCases)
#include "tst_vexcases.moc"
