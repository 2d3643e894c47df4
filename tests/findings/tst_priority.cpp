// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/context.h"
#include "findings/filter.h"
#include "findings/priority.h"
#include "findings/sla.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestPriority : public QObject {
    Q_OBJECT
private slots:
    void readsEpss();
    void findsColumnsByName();
    void refusesEpss();
    void readsKev();
    void readsKevOfAnyEncoding_data();
    void readsKevOfAnyEncoding();
    void refusesACutKev();
    void asksNoPartOfAListForAll();
    void warnsOfAge();
    void scores_data();
    void scores();
    void sorts();
    void knowsDueDates_data();
    void knowsDueDates();
};

static const char kEpss[] = "#model_version:v2025.03.14,score_date:2026-05-18T00:00:00Z\n"
                            "cve,epss,percentile\r\n"
                            "CVE-2021-44228,0.94358,0.99957\n"
                            "CVE-1999-0001,0.01141,0.77\n"
                            "nonsense\nCVE-2020-1,2.0,0\nCVE-2020-2,nan,0\n";

// The text above as gzip: made with a stored block, so that no packer is needed.
static QByteArray gzipped(const QByteArray &text)
{
    const auto size = quint16(text.size());
    QByteArray out("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x01", 11);
    const auto put = [&](quint32 value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            out.append(char((value >> (8 * i)) & 0xff));
    };
    put(size, 2);
    put(quint16(~size), 2);
    out.append(text);
    quint32 crc = ~0U;
    for (const char c : text) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320U : 0U);
    }
    put(~crc, 4);
    put(size, 4);
    return out;
}

void TestPriority::readsEpss()
{
    for (const QByteArray &file : {QByteArray(kEpss), gzipped(kEpss)}) {
        const Result<EpssTable> table = readEpss(file);
        QVERIFY2(table.ok(), qPrintable(table.error().text()));
        QCOMPARE(table->modelVersion, u"v2025.03.14"_s);
        QCOMPARE(table->date, 1779062400U);
        QCOMPARE(table->scores.size(), size_t(2));
        QCOMPARE(table->unreadable, 3);
        QCOMPARE(table->score("CVE-2021-44228"), 0.94358F);
        QCOMPARE(table->score("cve-1999-0001"), 0.01141F);
        QVERIFY(table->score("CVE-2020-1") < 0);
        QVERIFY(table->score("GHSA-jfh8-c2jp-5v3q") < 0);
        QVERIFY(table->score("CVE-2021-4422899999999999999999") < 0);
    }
}

void TestPriority::findsColumnsByName()
{
    for (const char *file : {"cve,percentile,epss\nCVE-2099-1,0.1,0.9\n", "cve,epss_change,epss\nCVE-2099-1,0.01,0.9\n",
             "CVE, EPSS, Percentile\ncve-2099-1, 0.9, 0.1\n",
             "\"percentile\",\"cve\",\"epss\"\r\n\"0.1\",\"CVE-2099-1\",\"0.9\"\r\n"}) {
        const auto table = readEpss(file);
        QVERIFY2(table.ok(), file);
        QCOMPARE(table->score("CVE-2099-1"), 0.9F);
        QCOMPARE(table->unreadable, 0);
    }
    QVERIFY(!readEpss("cve,epss,epss\nCVE-2099-1,0.1,0.9\n").ok()); // which of the two it is, nobody knows
    const auto dated = readKev("cveID,dueDate\nCVE-2099-1,12/18/2026\nCVE-2099-2,2026-12-18\n");
    QCOMPARE(dated->entries.size(), 2);
    QCOMPARE(dated->unreadable, 1); // its date
}

void TestPriority::refusesEpss()
{
    QCOMPARE(readEpss("").error().kind, ErrorKind::Decode);
    QCOMPARE(readEpss("a,b,c\n1,2,3\n").error().kind, ErrorKind::Decode);
    QCOMPARE(readEpss(gzipped(kEpss).chopped(30)).error().kind, ErrorKind::Decode);
    QByteArray damaged = gzipped(kEpss);
    damaged[60] = char(damaged[60] ^ 1);
    QCOMPARE(readEpss(damaged).error().kind, ErrorKind::Decode);
    const QByteArray head = "cve,epss,percentile\nCVE-2099-1,0.9,0.9\n";
    for (const char *end : {"CVE-2099-2,0.", "CVE-2099-2,0.9", "CVE-2099-2,0.9,", "CVE-2099-2,0.9,7"}) {
        const auto cut = readEpss(head + end);
        QCOMPARE(cut->scores.size(), size_t(1));
        QCOMPARE(cut->unreadable, 1);
    }
    for (const QByteArray &two : {head + "CVE-2099-1,0.1,0.1\n", head + "CVE-2099-1,0.95,0.9\n"}) {
        const auto table = readEpss(two);
        QCOMPARE(table->scores.size(), size_t(1));
        QVERIFY(table->score("CVE-2099-1") >= 0.9F);
    }
}

void TestPriority::readsKev()
{
    const Result<KevTable> table = readKev(R"({"title":"KEV","catalogVersion":"2026.05.18",
        "dateReleased":"2026-05-18T10:00:00.0000Z","count":5,"vulnerabilities":[
        {"cveID":"CVE-2021-44228","dueDate":"2021-12-24","knownRansomwareCampaignUse":"Known"},
        {"cveID":"CVE-2022-7","knownRansomwareCampaignUse":"Unknown"},{"cveID":5},7,{"cveID":"x"}]})");
    QVERIFY(table.ok());
    QCOMPARE(table->version, u"2026.05.18"_s);
    QCOMPARE(table->date, 1779098400U);
    QCOMPARE(table->entries.size(), 2);
    QCOMPARE(table->unreadable, 3);
    QCOMPARE(table->entries["CVE-2021-44228"].kev, Kev::Ransomware);
    QCOMPARE(table->entries["CVE-2021-44228"].due, 1640390399U);
    QCOMPARE(table->entries["CVE-2022-7"].kev, Kev::Yes);
    QCOMPARE(table->entries["CVE-2022-7"].due, 0U);
    QCOMPARE(readKev("{}").error().kind, ErrorKind::Decode);
    QCOMPARE(readKev("[[[").error().kind, ErrorKind::Decode);
}

void TestPriority::readsKevOfAnyEncoding_data()
{
    QTest::addColumn<QByteArray>("file");
    const QString json = u"{\"catalogVersion\":\"1\",\"count\":1,\"vulnerabilities\":[{\"cveID\":\"CVE-2099-1271\","
                         "\"dueDate\":\"2026-12-18\",\"knownRansomwareCampaignUse\":\"Known\"}]}"_s;
    const QString csv = u"cveID,vendorProject,shortDescription,dueDate,knownRansomwareCampaignUse,notes,cwes\r\n"
                        "\"CVE-2099-1271\",\"a\",\"d, e \"\"q\"\"\nand more\",\"2026-12-18\",\"Known\",\"\",\"\"\r\n"_s;
    const auto utf16 = [](const QString &text) {
        QByteArray out("\xff\xfe");
        for (const QChar c : text)
            out.append(char(c.unicode() & 0xff)).append(char(c.unicode() >> 8));
        return out;
    };
    QTest::newRow("json, mark") << "\xef\xbb\xbf" + json.toUtf8();
    QTest::newRow("json, UTF-16") << utf16(json);
    QTest::newRow("json, packed") << gzipped(json.toUtf8());
    QTest::newRow("csv") << csv.toUtf8();
    QTest::newRow("csv, UTF-16") << utf16(csv);
    QTest::newRow("csv, mark, head in quotes")
        << QByteArray("\xef\xbb\xbf\"cveID\",\"dueDate\",\"knownRansomwareCampaignUse\"\n"
                      "CVE-2099-1271,2026-12-18,Known");
    QTest::newRow("csv, other order") << QByteArray(
        "\nvendorProject,KnownRansomwareCampaignUse,DueDate,CVEID\na,known,2026-12-18,cve-2099-1271\n");
}

void TestPriority::readsKevOfAnyEncoding()
{
    QFETCH(QByteArray, file);
    const Result<KevTable> table = readKev(file);
    QVERIFY2(table.ok(), qPrintable(table.error().text()));
    QCOMPARE(table->entries.size(), 1);
    QCOMPARE(table->unreadable, 0);
    QCOMPARE(table->entries["CVE-2099-1271"].kev, Kev::Ransomware);
    QCOMPARE(table->entries["CVE-2099-1271"].due, 1797638399U);
}

void TestPriority::refusesACutKev()
{
    const QByteArray head = "cveID,dueDate,knownRansomwareCampaignUse\n\"CVE-2099-1\",2026-12-18,Known\n";
    QCOMPARE(readKev(head)->entries.size(), 1);
    for (const char *end : {"\"CVE-2099-2", "\"CVE-2099-2\"", "CVE-2099-2,2026-1", "CVE-2099-2,\"2026-12-18"})
        QVERIFY2(!readKev(head + end).ok(), end);
    // Of two entries the graver counts, whichever stands first, and an entry that says two things is none.
    for (const QByteArray &more : {QByteArray("CVE-2099-1,2027-01-01,Unknown\n"), QByteArray()}) {
        const auto table = readKev(head + more);
        QCOMPARE(table->entries["CVE-2099-1"].kev, Kev::Ransomware);
        QCOMPARE(table->entries["CVE-2099-1"].due, 1797638399U);
    }
    const auto twice =
        readKev(R"({"vulnerabilities":[{"cveID":"CVE-2099-1"},{"cveID":"CVE-2099-2","cveID":"CVE-2099-3"}]})");
    QCOMPARE(twice->entries.size(), 1);
    QCOMPARE(twice->unreadable, 1);
    QCOMPARE(readKev(R"({"count":2,"vulnerabilities":[{"cveID":"CVE-2021-44228"}]})").error().kind, ErrorKind::Decode);
}

// What a list does not name may be in the part that could not be read.
void TestPriority::asksNoPartOfAListForAll()
{
    QVERIFY(readKev(R"({"vulnerabilities":[{"cveID":" cve-2099-1 ","dueDate":"soon"}]})")->isWhole);
    SegmentBuilder builder(u"r"_s, u"r"_s);
    ImageInput image;
    image.repository = u"shop/web"_s;
    image.digest = u"sha256:1"_s;
    image.scan = ScanState::Done;
    builder.begin(image);
    for (const char *id : {"CVE-2099-1", "CVE-2099-2"}) {
        FindingInput input;
        input.vulnerability = id;
        input.package = "a";
        input.version = "1";
        builder.add(input);
    }
    Context context;
    context.set = FindingSet::of({builder.build()});
    for (const char *lost : {"", ",5", R"(,{"cveID":null})", R"(,{"cveId":"CVE-2099-2"})"}) {
        Priority priority;
        priority.kev = *readKev(R"({"vulnerabilities":[{"cveID":"CVE-2099-1 "})" + QByteArray(lost) + "]}");
        const bool isWhole = QByteArrayView(lost).isEmpty();
        QCOMPARE(priority.kev.isWhole, isWhole);
        context.facts = Facts::of(*context.set, priority);
        QCOMPARE(select(parseQuery(u"kev:yes"_s).query, context).size(), size_t(1));
        QCOMPARE(select(parseQuery(u"kev:no"_s).query, context).size(), size_t(isWhole ? 1 : 0));
        const auto warnings = priority.warnings(1'800'000'000);
        QCOMPARE(std::any_of(warnings.begin(), warnings.end(),
                     [](const Message &one) { return one.english().startsWith(u"Parts of the KEV"_s); }),
            !isWhole);
    }
}

void TestPriority::warnsOfAge()
{
    const Seconds now = 1'800'000'000;
    Priority priority;
    QCOMPARE(priority.warnings(now).size(), 2);
    priority.epss.scores = {{1, 0.5F}};
    priority.epss.date = now - 7 * 86400;
    priority.kev.entries.insert("CVE-1", {});
    priority.kev.date = now - 3 * 86400;
    QVERIFY(priority.warnings(now).isEmpty());
    QCOMPARE(priority.warnings(now + 86400).size(), 2);
    QVERIFY(priority.warnings(now + 86400).first().english().contains(u"8 days"_s));
    priority.epss.date = priority.kev.date = now + 86400; // as far as clocks may differ
    QVERIFY(priority.warnings(now).isEmpty());
    priority.epss.date = priority.kev.date = now + 86401;
    QCOMPARE(priority.warnings(now).size(), 2);
    for (const Message &warning : priority.warnings(now))
        QVERIFY(warning.english().contains(u"in the future"_s));
    priority.epss.date = priority.kev.date = 0; // CISA's CSV tells none: that is no list of 1970
    for (const Message &warning : priority.warnings(now))
        QVERIFY(warning.english().contains(u"has no date"_s));
    QCOMPARE(priority.warnings(now).size(), 2);
}

void TestPriority::scores_data()
{
    QTest::addColumn<ScoreGrounds>("grounds");
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("tierNumber");
    QTest::newRow("critical") << ScoreGrounds{Severity::Critical} << 200 << int(Tier::Planned);
    QTest::newRow("critical, fix") << ScoreGrounds{Severity::Critical, -1, Kev::No, true} << 260 << int(Tier::Next);
    QTest::newRow("epss") << ScoreGrounds{Severity::High, 0.5F} << 270 << int(Tier::Now);
    QTest::newRow("all") << ScoreGrounds{Severity::Critical, 1, Kev::Ransomware, true, true, true} << 1000
                         << int(Tier::Now);
    QTest::newRow("kev") << ScoreGrounds{Severity::Low, -1, Kev::Yes} << 410 << int(Tier::Now);
    QTest::newRow("idle") << ScoreGrounds{Severity::Low, -1, Kev::No, false, false, false, false, true} << 0
                          << int(Tier::Watch);
    QTest::newRow("unknown") << ScoreGrounds{} << 120 << int(Tier::Planned);
}

void TestPriority::scores()
{
    QFETCH(ScoreGrounds, grounds);
    QTEST(score(grounds), "points");
    QTEST(int(tier(grounds)), "tierNumber");
    QVERIFY(scoreSentence(grounds).startsWith(QString::number(score(grounds)) + u" of 1000: "_s));
}

void TestPriority::sorts()
{
    ScoreGrounds grounds{Severity::Critical, 0.94F, Kev::Yes, false, false, false, false, true};
    QCOMPARE(scoreSentence(grounds),
        u"782 of 1000: known exploited (+400), EPSS 0.940 (+282), severity critical (+200), not pulled for 90 days "
        u"(\u2212100), no fix known."_s);
    grounds.isFixUnknown = true;
    QVERIFY(scoreSentence(grounds).endsWith(u"(\u2212100), fix not stated in the report."_s));
}

void TestPriority::knowsDueDates_data()
{
    QTest::addColumn<int>("severity");
    QTest::addColumn<int>("ageInDays");
    QTest::addColumn<bool>("isKev");
    QTest::addColumn<int>("kevDueInDays"); // from now; 0: none
    QTest::addColumn<int>("state");
    QTest::newRow("fresh") << int(Severity::High) << 1 << false << 0 << int(DueState::Ok);
    QTest::newRow("critical is soon due") << int(Severity::Critical) << 1 << false << 0 << int(DueState::Soon);
    QTest::newRow("last second") << int(Severity::Critical) << 7 << false << 0 << int(DueState::Soon);
    QTest::newRow("breached") << int(Severity::Critical) << 8 << false << 0 << int(DueState::Breached);
    QTest::newRow("medium") << int(Severity::Medium) << 82 << false << 0 << int(DueState::Ok);
    QTest::newRow("medium soon") << int(Severity::Medium) << 83 << false << 0 << int(DueState::Soon);
    QTest::newRow("negligible has none") << int(Severity::Negligible) << 999 << false << 0 << int(DueState::None);
    QTest::newRow("kev hurries") << int(Severity::Low) << 15 << true << 0 << int(DueState::Breached);
    QTest::newRow("kev's own date") << int(Severity::Low) << 15 << true << 3 << int(DueState::Soon);
    QTest::newRow("kev counts for all") << int(Severity::None) << 1 << true << 0 << int(DueState::Ok);
}

void TestPriority::knowsDueDates()
{
    QFETCH(int, severity);
    QFETCH(int, ageInDays);
    QFETCH(bool, isKev);
    QFETCH(int, kevDueInDays);
    const Seconds now = 1'800'000'000;
    const SlaPolicy policy;
    const Seconds kevDue = kevDueInDays ? now + Seconds(kevDueInDays) * 86400 : 0;
    const Seconds due = policy.due(Severity(severity), now - Seconds(ageInDays) * 86400, isKev, kevDue);
    QTEST(int(dueState(due, now, policy)), "state");
}

QTEST_GUILESS_MAIN(TestPriority)
#include "tst_priority.moc"
