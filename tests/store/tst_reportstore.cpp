// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/inventory.h"
#include "store/reportstore.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

class TestReportStore : public QObject {
    Q_OBJECT
private slots:
    void init();
    void packsNumbersAndTexts();
    void refusesCutBytes();
    void givesBackWhatWasPut();
    void replacesTheOneBefore();
    void keepsATextOnce();
    void twoProgramsShareNumbers();
    void forgetsWhatWasRolledBack();
    void findsEveryFlippedBit();
    void fetchesADamagedReportAgain();
    void noticesADamagedDictionary();
    void takesFewBytes();

private:
    Database &open();
    Report report(const QString &digest, int first, int count);
    Result<void> put(Database &database, ReportDictionaries &book, const QList<Report> &reports);
    QByteArray describe(Database &database, const Report &report);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<std::unique_ptr<Database>> m_open;
    test::ManualClock m_clock;
    ReportDictionaries m_book;
};

void TestReportStore::init()
{
    m_open.clear();
    m_book = ReportDictionaries();
    m_folder = std::make_unique<QTemporaryDir>();
}

Database &TestReportStore::open()
{
    auto database = Database::open(cachePlan(m_folder->path()), m_clock);
    if (!database)
        qFatal("%s", qPrintable(database.error().message.english()));
    m_open.push_back(std::move(database.value()));
    return *m_open.back();
}

// Interned in m_book: call it within the transaction that saves it.
Report TestReportStore::report(const QString &digest, int first, int count)
{
    Report report;
    report.digest = digest;
    report.state = ReportState::Ok;
    report.fetchedAt = m_clock.now();
    report.reportedAt = m_clock.now().addDays(-1);
    report.scanner = u"Scanner 1.4"_s;
    for (int i = first; i < first + count; ++i) {
        Fact fact;
        fact.vulnerability = m_book.word("CVE-2026-" + QByteArray::number(10000 + i));
        fact.package = m_book.word("package" + QByteArray::number(i % 50));
        fact.version = m_book.word("1.0." + QByteArray::number(i % 20));
        fact.fixVersion = i % 3 ? m_book.word("1.1." + QByteArray::number(i % 20)) : 0;
        fact.severity = m_book.word(i % 5 ? "High" : "Low");
        fact.scoreV3 = i % 100;
        fact.description = m_book.prose("What is wrong with number " + QByteArray::number(i));
        report.body.lines.push_back({m_book.fact(fact), 0});
    }
    return report;
}

Result<void> TestReportStore::put(Database &database, ReportDictionaries &book, const QList<Report> &reports)
{
    const Result<void> done = database.write([&]() -> Result<void> {
        if (const auto saved = book.save(database); !saved)
            return saved;
        for (const Report &report : reports) {
            if (const auto stored = ReportStore(&database).put(1, report); !stored)
                return stored;
        }
        return {};
    });
    done ? book.keep() : book.forget();
    return done;
}

QByteArray TestReportStore::describe(Database &database, const Report &report)
{
    QByteArray out;
    for (const ReportBody::Line &line : report.body.lines) {
        Fact fact;
        if (!Fact::unpack(*StringTable::at(database, StringTable::Fact, line.fact), fact))
            return "damaged";
        for (const quint32 word : {fact.vulnerability, fact.package, fact.version, fact.fixVersion, fact.severity})
            out += *StringTable::at(database, StringTable::Word, word) + ' ';
        out += QByteArray::number(fact.scoreV3) + ' ' + *StringTable::at(database, StringTable::Prose, fact.description)
            + '\n';
    }
    return out;
}

void TestReportStore::packsNumbersAndTexts()
{
    const QList<quint64> numbers{
        0, 1, 127, 128, 16383, 16384, 0xffffffff, 0x100000000, 0x7fffffffffffffff, 0xffffffffffffffff};
    Packer packer;
    for (const quint64 number : numbers)
        packer.number(number).text(QByteArray::number(number));
    const QByteArray bytes = packer.bytes();
    Unpacker unpacker(bytes);
    for (const quint64 number : numbers) {
        QCOMPARE(unpacker.number(), number);
        QCOMPARE(unpacker.text().toByteArray(), QByteArray::number(number));
    }
    QVERIFY(unpacker.ok() && unpacker.atEnd());
    // All at once they are the same bytes, behind what is there.
    const std::vector<quint32> small{0, 1, 127, 128, 16383, 16384, 0x1fffff, 0xffffffff};
    Packer one;
    Packer atOnce;
    one.text("before");
    atOnce.text("before").numbers(small).numbers({});
    for (const quint32 number : small)
        one.number(number);
    QCOMPARE(atOnce.bytes(), one.bytes());
    // Of any length, on any room, also after a copy was handed out and after clear().
    QByteArray expected;
    for (int round = 0; round < 2; ++round) {
        packer.clear();
        for (int size = 0; size < 300; ++size) {
            const QByteArray before = packer.bytes();
            packer.text(QByteArray(size, char('a' + size % 26))).number(quint64(size) << size % 60);
            QVERIFY(packer.bytes().startsWith(before));
            QVERIFY(packer.size() > before.size());
        }
        QVERIFY(round == 0 || packer.bytes() == expected);
        expected = packer.bytes();
    }
    Unpacker all(expected);
    for (int size = 0; size < 300; ++size) {
        QCOMPARE(all.text().toByteArray(), QByteArray(size, char('a' + size % 26)));
        QCOMPARE(all.number(), quint64(size) << size % 60);
    }
    QVERIFY(all.ok() && all.atEnd());
    Unpacker tooLong(QByteArrayView("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"));
    QCOMPARE(tooLong.number(), quint64(0));
    QVERIFY(!tooLong.ok());
}

void TestReportStore::refusesCutBytes()
{
    ReportBody body;
    body.platforms = {u"sha256:a"_s, u"sha256:b"_s};
    body.places = {{0}, {0, 1}};
    body.lines = {{5, 0}, {9, 1}, {300, 1}};
    const QByteArray bytes = body.pack();
    ReportBody again;
    QVERIFY(ReportBody::unpack(bytes, again));
    QCOMPARE(again.lines, body.lines);
    QCOMPARE(again.places, body.places);
    QCOMPARE(again.platforms, body.platforms);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        ReportBody cut;
        QVERIFY(!ReportBody::unpack(QByteArrayView(bytes).first(size), cut));
    }
    // Any bytes at all: refused or read, never a crash or an index out of range.
    QRandomGenerator random(7);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray noise = bytes;
        for (int i = 0; i < 3; ++i)
            noise[qsizetype(random.bounded(int(noise.size())))] = char(random.bounded(256));
        ReportBody out;
        if (!ReportBody::unpack(noise, out))
            continue;
        for (const auto &line : out.lines)
            QVERIFY(line.where < quint32(std::max(out.places.size(), qsizetype(1))));
    }
}

void TestReportStore::givesBackWhatWasPut()
{
    Database &database = open();
    Report written = report(u"sha256:aa"_s, 0, 200);
    Report failed;
    failed.digest = u"sha256:bb"_s;
    failed.state = ReportState::Failed;
    failed.fetchedAt = m_clock.now();
    QVERIFY(put(database, m_book, {written, failed}).ok());
    QMap<QString, Report> read;
    const auto damage = ReportStore(&database).each(1, [&](const Report &one) { read.insert(one.digest, one); });
    QVERIFY(damage.ok() && damage->digests.isEmpty());
    QCOMPARE(read.size(), 2);
    QCOMPARE(read[u"sha256:bb"_s].state, ReportState::Failed);
    QVERIFY(!read[u"sha256:bb"_s].reportedAt.isValid());
    const Report &back = read[u"sha256:aa"_s];
    QCOMPARE(back.fetchedAt, written.fetchedAt);
    QCOMPARE(back.reportedAt, written.reportedAt);
    QCOMPARE(back.scanner, written.scanner);
    QCOMPARE(back.body.lines.size(), size_t(200));
    const QByteArray text = describe(database, back);
    QVERIFY(text.startsWith("CVE-2026-10000 package0 1.0.0  Low 0 What is wrong with number 0\n"
                            "CVE-2026-10001 package1 1.0.1 1.1.1 High 1 What is wrong with number 1\n"));
    QCOMPARE(text.count('\n'), 200);
    const auto totals = ReportStore(&database).totals(1);
    QCOMPARE(totals->ok, 1);
    QCOMPARE(totals->failed, 1);
    QCOMPARE(totals->lines, 200);
    QCOMPARE(totals->oldest, m_clock.now());
    // Of another registry there is nothing.
    QCOMPARE(ReportStore(&database).totals(2)->ok, 0);
}

void TestReportStore::replacesTheOneBefore()
{
    Database &database = open();
    QVERIFY(put(database, m_book, {report(u"sha256:aa"_s, 0, 20)}).ok());
    QVERIFY(put(database, m_book, {report(u"sha256:aa"_s, 5, 3)}).ok());
    int count = 0;
    const auto damage = ReportStore(&database).each(1, [&](const Report &one) { count += int(one.body.lines.size()); });
    QVERIFY(damage.ok());
    QCOMPARE(count, 3);
}

void TestReportStore::keepsATextOnce()
{
    Database &database = open();
    QVERIFY(put(database, m_book, {report(u"sha256:aa"_s, 0, 100)}).ok());
    QVERIFY(put(database, m_book, {report(u"sha256:bb"_s, 0, 100), report(u"sha256:cc"_s, 50, 50)}).ok());
    QSet<QByteArray> words;
    int entries = 0;
    QVERIFY(StringTable::each(database, StringTable::Word, 0, [&](quint32 number, QByteArrayView entry) {
        QCOMPARE(number, quint32(++entries));
        words.insert(entry.toByteArray());
    }).ok());
    QCOMPARE(words.size(), entries);
    int facts = 0;
    QVERIFY(StringTable::each(database, StringTable::Fact, 0, [&](quint32, QByteArrayView) { ++facts; }).ok());
    QCOMPARE(facts, 100);
}

void TestReportStore::twoProgramsShareNumbers()
{
    Database &one = open();
    Database &two = open();
    QVERIFY(put(one, m_book, {report(u"sha256:aa"_s, 0, 100)}).ok());
    ReportDictionaries other;
    QVERIFY(two.write([&]() -> Result<void> {
                   if (const auto learnt = other.catchUp(two); !learnt)
                       return learnt;
                   other.word("CVE-2026-10007");
                   other.word("only here");
                   return other.save(two);
               })
                .ok());
    other.keep();
    QCOMPARE(other.word("package3"), m_book.word("package3"));
    QVERIFY(one.write([&] { return m_book.catchUp(one); }).ok());
    QCOMPARE(m_book.word("only here"), other.word("only here"));
}

void TestReportStore::forgetsWhatWasRolledBack()
{
    Database &database = open();
    Error stop;
    stop.kind = ErrorKind::Cancelled;
    const quint32 before = m_book.word("lost");
    QVERIFY(!database
                 .write([&]() -> Result<void> {
                     if (const auto saved = m_book.save(database); !saved)
                         return saved;
                     return stop;
                 })
                 .ok());
    m_book.forget();
    QCOMPARE(m_book.word("kept"), before);
    QVERIFY(put(database, m_book, {}).ok());
    QCOMPARE(*StringTable::at(database, StringTable::Word, before), QByteArray("kept"));
}

void TestReportStore::findsEveryFlippedBit()
{
    Database &database = open();
    QVERIFY(put(database, m_book, {report(u"sha256:aa"_s, 0, 30)}).ok());
    QByteArray body;
    QVERIFY(database.sql("SELECT body FROM report").each([&](const Row &row) { body = row.bytes(0); }).ok());
    int found = 0;
    for (qsizetype bit = 0; bit < body.size() * 8; ++bit) {
        QByteArray flipped = body;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY(database.sql("UPDATE report SET body = ?1").with(flipped).run().ok());
        const auto damage = ReportStore(&database).each(1, [](const Report &) {});
        QVERIFY(damage.ok());
        found += int(damage->digests.size());
    }
    QCOMPARE(found, int(body.size() * 8));
    QVERIFY(database.sql("UPDATE report SET body = ?1, state = 1").with(body).run().ok());
    QCOMPARE(ReportStore(&database).each(1, [](const Report &) {})->digests.size(), 1);
    QVERIFY(database.sql("UPDATE report SET state = 2, fetched_at = fetched_at + 1").run().ok());
    QCOMPARE(ReportStore(&database).each(1, [](const Report &) {})->digests.size(), 1);
    QVERIFY(database.sql("UPDATE report SET fetched_at = fetched_at - 1").run().ok());
    QCOMPARE(ReportStore(&database).each(1, [](const Report &) {})->digests.size(), 0);
}

void TestReportStore::fetchesADamagedReportAgain()
{
    Database &database = open();
    Inventory inventory(&database);
    const qint64 registry = *inventory.registry(u"r"_s, u"lab"_s, u"https://registry.test"_s);
    const qint64 account = *inventory.account(registry, u"a"_s, u"user 7"_s, m_clock.now());
    Listing listing;
    listing.at = m_clock.now();
    listing.projects = {{1, u"p"_s, false}};
    listing.repositories = {{1, u"p"_s, u"p/r"_s, {}, 0, {}, {}}};
    ArtifactRow artifact;
    artifact.repository = u"p/r"_s;
    artifact.digest = u"sha256:aa"_s;
    artifact.isScannable = true;
    listing.artifacts = {artifact};
    QVERIFY(inventory.apply(registry, account, listing).ok());
    QCOMPARE(inventory.due(account)->size(), 1);
    QVERIFY(put(database, m_book, {report(u"sha256:aa"_s, 0, 3)}).ok());
    QCOMPARE(inventory.due(account)->size(), 0);
    QVERIFY(ReportStore(&database).drop(registry, {u"sha256:aa"_s}).ok());
    QCOMPARE(inventory.due(account)->size(), 1);
    QCOMPARE(ReportStore(&database).totals(registry)->ok, 0);
}

void TestReportStore::noticesADamagedDictionary()
{
    Database &database = open();
    QVERIFY(put(database, m_book, {report(u"sha256:aa"_s, 0, 30)}).ok());
    QVERIFY(database.sql("UPDATE chunk SET body = substr(body, 1, 20) || X'41' || substr(body, 22) WHERE kind = 1")
                .run()
                .ok());
    const auto read = StringTable::each(database, StringTable::Word, 0, [](quint32, QByteArrayView) {});
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, u"DAMAGED"_s);
    QVERIFY(!StringTable::at(database, StringTable::Word, 3).ok());
    QVERIFY(StringTable::each(database, StringTable::Prose, 0, [](quint32, QByteArrayView) {}).ok());
}

void TestReportStore::takesFewBytes()
{
    Database &database = open();
    QList<Report> reports;
    qint64 findings = 0;
    for (int i = 0; i < 500; ++i) {
        reports.append(report(u"sha256:%1"_s.arg(i, 64), (i * 37) % 5000, 200));
        findings += 200;
    }
    QVERIFY(put(database, m_book, reports).ok());
    const auto pages = database.sql("PRAGMA page_count").integer();
    const double each = double(*pages) * 4096 / double(findings);
    QVERIFY2(each < 16, qPrintable(QString::number(each)));
}

QTEST_GUILESS_MAIN(TestReportStore)
#include "tst_reportstore.moc"
