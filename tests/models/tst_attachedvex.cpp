// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "demo/demotransport.h"
#include "models/findings/attachedvex.h"
#include "models/images/attachedtable.h"
#include "support/borrowed.h"

#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// VEX documents that hang on images: found among what is attached, read, held against the findings of the image.
class TestAttachedVex : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void namesWhatIsAttached_data();
    void namesWhatIsAttached();
    void holdsStatementsAgainstFindings();
    void saysThatTheImageIsNotKnown();
    void whatIsNoVexIsAnError();

private:
    // The digest of `latest` in a repository.
    QString digestOf(const QString &repository);
    // What hangs on it, read to the end.
    void list(AttachedTable &table, const QString &repository, const QString &digest) const
    {
        table.setSource(m_client, repository, digest);
        QTRY_COMPARE(table.state(), u"ready"_s);
    }
    static QString vexOf(const AttachedTable &table)
    {
        for (int row = 0; row < table.shown(); ++row) {
            if (table.isVex(table.rowKey(row)))
                return table.rowKey(row);
        }
        return {};
    }
    static QString cell(const TableModel &table, const QString &key, const QString &name)
    {
        for (const QVariant &fact : table.rowFacts(key)) {
            if (fact.toMap().value(u"name"_s) == name)
                return fact.toMap().value(u"value"_s).toString().section(u'\n', 0, 0); // without its tip
        }
        return {};
    }

    SystemClock m_clock;
    std::unique_ptr<demo::DemoTransport> m_transport;
    oci::Client m_client{nullptr};
};

void TestAttachedVex::initTestCase()
{
    m_transport = std::make_unique<demo::DemoTransport>(
        std::make_shared<demo::Registry>(&m_clock), demo::Identity::admin(), demo::Latency::none());
    m_client = oci::Client(test::borrowed(*m_transport));
}

QString TestAttachedVex::digestOf(const QString &repository)
{
    QString digest;
    m_client.head(repository, u"latest"_s, this,
        [&digest](const Result<oci::Descriptor> &head) { digest = head ? head->digest.text() : u"none"_s; });
    [&digest] { QTRY_VERIFY(!digest.isEmpty()); }();
    return digest;
}

void TestAttachedVex::namesWhatIsAttached_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("name");
    QTest::newRow("by itself") << u"payments/backend/api"_s << u"VEX (OpenVEX)"_s;
    QTest::newRow("as an attestation") << u"platform/gateway"_s << u"Attestation: VEX (OpenVEX)"_s;
}

void TestAttachedVex::namesWhatIsAttached()
{
    QFETCH(QString, repository);
    AttachedTable table;
    const QString digest = digestOf(repository);
    list(table, repository, digest);
    QTRY_VERIFY(!vexOf(table).isEmpty());
    QTEST(cell(table, vexOf(table), u"Type"_s), "name");
    QCOMPARE(cell(table, vexOf(table), u"Status"_s), u"attached, not verified"_s);

    AttachedVex vex;
    vex.setSource(m_client, repository, vexOf(table), digest);
    QTRY_COMPARE(vex.state(), u"ready"_s);
    QCOMPARE(vex.format(), u"OpenVEX"_s);
    QCOMPARE(vex.author(), u"Payments Security"_s);
    QCOMPARE(vex.loaded(), 4);
    QVERIFY2(vex.problems().isEmpty(), qPrintable(vex.problems().join(u' ')));
    QCOMPARE(vex.standing().isEmpty(), repository == "payments/backend/api"_L1);
    QVERIFY(findings::readVex(vex.bytes(), 1).ok()); // without what it was wrapped in
}

void TestAttachedVex::holdsStatementsAgainstFindings()
{
    const QString repository = u"payments/backend/api"_s;
    const QString digest = digestOf(repository);
    AttachedTable table;
    list(table, repository, digest);
    AttachedVex vex;
    vex.setSource(m_client, repository, vexOf(table), digest);
    QTRY_COMPARE(vex.state(), u"ready"_s);
    // A report that has what the first statement names, and what the second names in another version.
    const auto first = vex.rowValue(u"0"_s).value<StatedRow>().statement;
    const auto second = vex.rowValue(u"1"_s).value<StatedRow>().statement;
    findings::SegmentBuilder builder(u"demo"_s, u"Demo"_s);
    findings::ImageInput image;
    image.project = u"payments"_s;
    image.repository = repository;
    image.digest = digest;
    image.platformDigest = u"sha256:platform"_s;
    image.scan = findings::ScanState::Done;
    builder.begin(image);
    builder.add({first.vulnerabilities.first().toUtf8(), first.products.first().package.toUtf8(),
        first.products.first().versions.value(0).toUtf8(), "", "High", ""});
    builder.add(
        {second.vulnerabilities.first().toUtf8(), second.products.first().package.toUtf8(), "other", "", "High", ""});
    findings::Context context;
    context.set = findings::FindingSet::of({builder.build()});
    vex.setContext(context, u"demo"_s);
    QTRY_COMPARE(vex.rowValue(u"0"_s).value<StatedRow>().findings, 1);
    QCOMPARE(vex.rowValue(u"1"_s).value<StatedRow>().findings, 0);
    QCOMPARE(cell(vex, u"0"_s, u"Finds in this image"_s), u"1 finding"_s);
    QCOMPARE(cell(vex, u"1"_s, u"Finds in this image"_s), u"nothing"_s);
}

void TestAttachedVex::saysThatTheImageIsNotKnown()
{
    const QString repository = u"payments/backend/api"_s;
    const QString digest = digestOf(repository);
    AttachedTable table;
    list(table, repository, digest);
    AttachedVex vex;
    vex.setSource(m_client, repository, vexOf(table), digest);
    QTRY_COMPARE(vex.state(), u"ready"_s);
    QCOMPARE(cell(vex, u"0"_s, u"Finds in this image"_s), u"unknown"_s);
    // The same document on another image speaks of another one.
    AttachedVex other;
    other.setSource(m_client, repository, vexOf(table), u"sha256:"_s + QString(64, u'0'));
    QTRY_COMPARE(other.state(), u"ready"_s);
    QCOMPARE(cell(other, u"0"_s, u"Finds in this image"_s), u"other images"_s);
}

void TestAttachedVex::whatIsNoVexIsAnError()
{
    const QString repository = u"payments/backend/api"_s;
    AttachedTable table;
    const QString digest = digestOf(repository);
    list(table, repository, digest);
    QString other;
    for (int row = 0; row < table.shown(); ++row) {
        if (cell(table, table.rowKey(row), u"Type"_s).contains(u"provenance"_s))
            other = table.rowKey(row);
    }
    QVERIFY(!other.isEmpty());
    AttachedVex vex;
    vex.setSource(m_client, repository, other, digest);
    QTRY_COMPARE(vex.state(), u"error"_s);
    QVERIFY(vex.errorText().contains(u"Unsupported document"_s));
    QVERIFY(vex.bytes().isEmpty());
}

QTEST_GUILESS_MAIN(TestAttachedVex)
#include "tst_attachedvex.moc"
