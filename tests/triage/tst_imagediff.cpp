// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"
#include "support/samplestore.h"
#include "triage/imagediff.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestImageDiff : public QObject {
    Q_OBJECT
private slots:
    void init();
    void findsAnImage_data();
    void findsAnImage();
    void comparesTwoImages();
    void comparesWithTheReportBefore();
    void knowsAnotherScanner();
    void knowsWhatWasDecidedMeanwhile();
    void marksWhatIsNotScanned();

private:
    ImagePlace place(const QString &reference)
    {
        const auto found = findImage(m_desk->view(), reference);
        if (!found)
            qFatal("%s", qPrintable(found.error().message.english()));
        return *found;
    }
    ImageDiff earlier(const QString &reference)
    {
        const auto diff = diffWithEarlier(m_desk->view(), place(reference), m_store->database());
        if (!diff)
            qFatal("%s", qPrintable(diff.error().message.english()));
        return *diff;
    }
    void load() { QVERIFY(m_desk->load().ok()); }

    static inline const QString kOne = u"sha256:"_s + QString(64, u'1');
    static inline const QString kTwo = u"sha256:"_s + QString(64, u'2');
    static inline const QString kThree = u"sha256:"_s + QString(64, u'3');
    test::ManualClock m_clock;
    std::unique_ptr<test::SampleStore> m_store;
    std::unique_ptr<FindingsEngine> m_desk;
};

void TestImageDiff::init()
{
    m_desk.reset();
    m_store = std::make_unique<test::SampleStore>(&m_clock);
    m_store->list({{u"web/shop"_s, kOne}, {u"web/shop"_s, kTwo}, {u"ops/tool"_s, kThree}});
    m_desk = std::make_unique<FindingsEngine>(
        store::cachePlan(m_store->folder()), store::decisionPlan(m_store->folder()), &m_clock);
}

void TestImageDiff::findsAnImage_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("digest");
    QTest::addColumn<ErrorKind>("error");
    const auto row = [](const QString &reference, const QString &digest, ErrorKind error = ErrorKind::None) {
        QTest::newRow(qPrintable(reference.left(40))) << reference << digest << error;
    };
    row(u"ops/tool"_s, kThree);
    row(u"ops/tool:1.0"_s, kThree);
    row(u"registry.test:5000/ops/tool:1.0"_s, kThree);
    row(u"lab/ops/tool"_s, kThree);
    row(u"web/shop@"_s + kTwo, kTwo);
    row(u"web/shop:other@"_s + kTwo, kTwo); // a digest says it all
    row(kOne, kOne);
    row(kOne.mid(7), kOne);
    row(u"sha256:111111111111"_s, kOne);
    row(u"222222222222"_s, kTwo);
    row(u"web/shop"_s, {}, ErrorKind::NotFound); // two of them, and none is the latest
    row(u"web/shop:1.0"_s, {}, ErrorKind::Usage); // both have the tag
    row(u"web/shop:2.0"_s, {}, ErrorKind::NotFound);
    row(u"elsewhere.test/ops/tool"_s, {}, ErrorKind::NotFound);
    row(u"web/shop@sha256:22"_s, {}, ErrorKind::Usage);
    row(u"web/shop@md5-nonsense"_s, {}, ErrorKind::Usage);
    row(u""_s, {}, ErrorKind::NotFound);
}

void TestImageDiff::findsAnImage()
{
    QFETCH(QString, reference);
    QFETCH(QString, digest);
    QFETCH(ErrorKind, error);
    load();
    const auto found = findImage(m_desk->view(), reference);
    QCOMPARE(found.error().kind, error);
    if (found)
        QCOMPARE(found->name().digest, digest);
    else
        QVERIFY(!found.error().message.english().contains(u"%1"_s));
}

void TestImageDiff::comparesTwoImages()
{
    m_store->report(kOne, {{"CVE-1"}, {"CVE-2", "zlib", "1.2"}, {"CVE-3", "curl", "8"}, {"CVE-4", "bash", "5"}});
    m_store->report(kTwo,
        {{"CVE-1", "openssl", "3.0.9", ""}, {"CVE-4", "bash", "5"}, {"CVE-5", "curl", "8"},
            {"CVE-6", "perl", "5.1", "", "Critical"}});
    load();
    const auto diff = diffImages(m_desk->view(), place(kOne), place(kTwo), m_store->database());
    QVERIFY(diff.ok());
    QCOMPARE(diff->unchanged, quint32(1));
    QMap<QString, QString> found;
    for (const DiffFinding &one : diff->findings)
        found.insert(one.vulnerability, diffKindWord(one.kind) + u' ' + diffCauseWord(one.cause));
    QCOMPARE(found,
        (QMap<QString, QString>{{u"CVE-1"_s, u"changed image"_s}, {u"CVE-2"_s, u"gone image"_s},
            {u"CVE-3"_s, u"gone database"_s}, {u"CVE-5"_s, u"added database"_s}, {u"CVE-6"_s, u"added image"_s}}));
    QCOMPARE(diff->findings.first().vulnerability, u"CVE-6"_s); // added, the worst first
    const auto changed = std::find_if(diff->findings.begin(), diff->findings.end(),
        [](const DiffFinding &one) { return one.kind == DiffKind::Changed; });
    QCOMPARE(changed->changes.size(), 2);
    QCOMPARE(changed->changes[0].what, u"version"_s);
    QCOMPARE(changed->changes[0].before, u"3.0.1"_s);
    QCOMPARE(changed->changes[1].what, u"fix"_s);
    QCOMPARE(changed->changes[1].after, QString());
    QStringList packages;
    for (const DiffPackage &one : diff->packages)
        packages.append(diffKindWord(one.kind) + u' ' + one.name);
    QCOMPARE(packages, (QStringList{u"changed openssl"_s, u"added perl"_s, u"gone zlib"_s}));
}

void TestImageDiff::comparesWithTheReportBefore()
{
    m_store->report(kThree, {{"CVE-1"}, {"CVE-2", "zlib", "1.2", ""}});
    load();
    QCOMPARE(diffWithEarlier(m_desk->view(), place(kThree), m_store->database()).error().kind, ErrorKind::NotFound);
    const QDateTime first = m_clock.now();
    m_clock.advance(24h);
    m_store->report(kThree, {{"CVE-2", "zlib", "1.2", "1.3", "Critical"}, {"CVE-3"}});
    load();
    const ImageDiff diff = earlier(kThree);
    QCOMPARE(diff.before.fetched, first);
    QCOMPARE(diff.after.fetched, m_clock.now());
    QCOMPARE(diff.findings.size(), 3);
    for (const DiffFinding &one : diff.findings)
        QCOMPARE(one.cause, DiffCause::Database); // the very same image
    QCOMPARE(diff.findings[2].changes.size(), 2);
    QCOMPARE(diff.findings[2].changes[0].what, u"severity"_s);
    QVERIFY(diff.packages.isEmpty());
}

void TestImageDiff::knowsAnotherScanner()
{
    m_store->report(kThree, {{"CVE-1"}});
    m_store->report(kThree, {{"CVE-2"}}, "3");
    load();
    const ImageDiff diff = earlier(kThree);
    QCOMPARE(diff.before.scanner, u"S 2"_s);
    QCOMPARE(diff.after.scanner, u"S 3"_s);
    for (const DiffFinding &one : diff.findings)
        QCOMPARE(one.cause, DiffCause::Scanner);
}

void TestImageDiff::knowsWhatWasDecidedMeanwhile()
{
    const auto decide = [&](const QString &vulnerability, State state) {
        Decision d;
        d.state = state;
        d.match.vulnerabilities = QStringList{vulnerability};
        const auto ledger = m_desk->ledger();
        QVERIFY(ledger.ok());
        QVERIFY((*ledger)->make({d}, u"Platform Security"_s, {}).ok());
    };
    decide(u"CVE-1"_s, State::InTriage);
    m_clock.advance(1h);
    m_store->report(kThree, {{"CVE-1"}, {"CVE-2"}, {"CVE-3"}});
    m_clock.advance(1h);
    decide(u"CVE-2"_s, State::Exploitable);
    m_store->report(kThree, {{"CVE-1"}, {"CVE-2"}});
    load();
    const ImageDiff diff = earlier(kThree);
    QCOMPARE(diff.unchanged, quint32(1)); // CVE-1 was in triage before, and is
    QCOMPARE(diff.findings.size(), 2);
    QCOMPARE(diff.findings[0].vulnerability, u"CVE-3"_s);
    QCOMPARE(diff.findings[1].cause, DiffCause::Decision);
    QCOMPARE(diff.findings[1].changes.first().before, u"none"_s);
    QCOMPARE(diff.findings[1].changes.first().after, u"exploitable"_s);
}

void TestImageDiff::marksWhatIsNotScanned()
{
    m_store->report(kOne, {{"CVE-1"}});
    m_store->fail(kTwo);
    load();
    const auto diff = diffImages(m_desk->view(), place(kOne), place(kTwo), m_store->database());
    QVERIFY(diff.ok());
    QVERIFY(diff->before.isScanned);
    QVERIFY(!diff->after.isScanned);
    QVERIFY(diff->notes.last().english().contains(kTwo));
}

QTEST_GUILESS_MAIN(TestImageDiff)
#include "tst_imagediff.moc"
