// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/decisionbook.h"
#include "findings/exports.h"
#include "findings/vex.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QProcess>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

static constexpr Seconds kNow = 1'800'000'000;

class TestExports : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void csvIsWholeAndSafe();
    void tellsNotKnownFromNotExploited();
    void jsonLinesAreWhole();
    void csvAndJsonAgree();
    void htmlIsInert();
    void sarifHasItsFields();
    void openVexHasItsFields();
    void cycloneDxHasItsFields();
    void csafHasItsFields();
    void acceptedRiskIsNeverNotAffected();
    void marksWhatIsIncomplete();
    void refusesAnEmptyStatement();
    void roundTrips_data();
    void roundTrips();
    void aThousandFindingsTravel();
    void writesForAValidator();

private:
    QJsonObject object(ExportFormat format) const;
    Context m_context;
    DecisionBook m_book;
    ExportOptions m_options;
};

static QString digest(int number)
{
    return u"sha256:%1"_s.arg(number, 64, 16, QChar(u'0'));
}

static std::shared_ptr<const Segment> segment(const QString &registry, int images, int findings)
{
    SegmentBuilder builder(registry, u"reg.example.com"_s);
    for (int i = 0; i < images; ++i) {
        ImageInput image;
        image.project = u"payments"_s;
        image.repository = i % 2 ? u"payments/web/front"_s : u"payments/api"_s;
        image.digest = digest(i + 1);
        image.tags = QStringList{u"release-%1"_s.arg(i)};
        image.scan = ScanState::Done;
        image.reported = kNow - 1000;
        image.fetched = kNow - 500;
        builder.begin(image);
        for (int f = 0; f < findings; ++f) {
            const QByteArray id =
                f == 3 ? QByteArray("GHSA-jfh8-c2jp-5v3q") : "CVE-2021-" + QByteArray::number(44220 + f);
            const QByteArray package = f == 2 ? QByteArray("=cmd|' /C calc'!A0")
                : f == 4                      ? QByteArray("<img src=x onerror=1>")
                : f == 5                      ? QByteArray("org.apache:log4j@x")
                                              : "package" + QByteArray::number(f);
            const QByteArray version = "1:2.0+b" + QByteArray::number(f);
            FindingInput input{id, package, version, f % 3 ? QByteArrayView() : QByteArrayView("3.0"), "High",
                f % 3 ? "affected" : "fixed", 9.8};
            if (f == 1)
                input.severity = "Catastrophic";
            input.isFixUnknown = f == 2;
            builder.add(input);
        }
    }
    builder.addAliases({"GHSA-jfh8-c2jp-5v3q", "CVE-2021-99999"});
    return builder.build();
}

static Decision pattern(State state)
{
    Decision d;
    d.author = u"Platform Security"_s;
    d.state = state;
    d.isHiding = state != State::InTriage && state != State::Exploitable;
    d.reason = u"Checked: \"build\" <flags> & more."_s;
    d.detail = u"Detail"_s;
    if (state == State::RiskAccepted)
        d.expires = kNow + 86400 * 30;
    else if (d.isHiding)
        d.review = kNow + 86400 * 60;
    if (state == State::Exploitable)
        d.responses = QStringList{u"update"_s};
    return d;
}

// Decides on the rows of one vulnerability, on the images of the first repository only.
static void decideOn(Context &context, DecisionBook &book, RowId row, Decision decision, Reach reach)
{
    const Rows rows{row};
    const Proposal proposal = propose(context, rows, book.current(), decision, reach);
    const auto event = book.make(proposal.decisions, u"Platform Security"_s, {}, kNow);
    QVERIFY2(event.ok(), qPrintable(event.error().text()));
    QVERIFY(book.append(*event).ok());
    context.states = applyDecisions(context, book.current()).states;
}

void TestExports::initTestCase()
{
    m_context.set = FindingSet::of({segment(u"r1"_s, 3, 12)});
    m_context.now = kNow;
    Decision justified = pattern(State::NotAffected);
    justified.justification = Justification::CodeNotPresent;
    Decision around = pattern(State::NotAffected);
    around.justification = Justification::RequiresEnvironment;
    around.responses = QStringList{u"workaround_available"_s, u"can_not_fix"_s};
    decideOn(m_context, m_book, 0, justified, Reach::Everywhere);
    decideOn(m_context, m_book, 1, around, Reach::Repository);
    decideOn(m_context, m_book, 2, pattern(State::FalsePositive), Reach::Registry);
    decideOn(m_context, m_book, 3, pattern(State::RiskAccepted), Reach::Digest);
    decideOn(m_context, m_book, 4, pattern(State::Resolved), Reach::Everywhere);
    decideOn(m_context, m_book, 5, pattern(State::ResolvedWithPedigree), Reach::Everywhere);
    decideOn(m_context, m_book, 6, pattern(State::Exploitable), Reach::Everywhere);
    decideOn(m_context, m_book, 7, pattern(State::InTriage), Reach::Everywhere);
    decideOn(m_context, m_book, 8, pattern(State::Exploitable), Reach::Everywhere);
    decideOn(m_context, m_book, 9, pattern(State::RiskAccepted), Reach::Everywhere);
    m_options.author = u"Example Security Team"_s;
    m_options.authorUrl = u"https://example.com"_s;
    m_options.now = kNow;
    m_options.query = u"sev:>=high <b>"_s;
    for (const Decision &decision : m_book.current())
        m_options.decisions.insert(decision.id, decision);
}

QJsonObject TestExports::object(ExportFormat format) const
{
    const auto out = exportFindings(format, m_context, m_context.set->allRows(), m_options);
    return out.ok() ? QJsonDocument::fromJson(*out).object() : QJsonObject();
}

void TestExports::tellsNotKnownFromNotExploited()
{
    const auto kevOf = [this](const Context &context) {
        const QByteArray csv = *exportFindings(ExportFormat::Csv, context, Rows{0}, m_options);
        const QList<QByteArray> lines = csv.split('\n');
        const qsizetype column = lines.first().split(',').indexOf("kev");
        const QByteArray json = *exportFindings(ExportFormat::JsonLines, context, Rows{0}, m_options);
        return std::pair(
            lines[1].split(',').value(column), QJsonDocument::fromJson(json).object().value(u"kev"_s).type());
    };
    Context context = m_context;
    context.facts = nullptr;
    QCOMPARE(kevOf(context), std::pair(QByteArray(), QJsonValue::Null)); // no list: nobody knows
    Priority priority;
    priority.epss.date = kNow;
    context.facts = Facts::of(*context.set, priority);
    QCOMPARE(kevOf(context), std::pair(QByteArray(), QJsonValue::Null)); // another list says nothing of it
    priority.kev.entries.insert("CVE-1999-0001", {});
    context.facts = Facts::of(*context.set, priority);
    QCOMPARE(kevOf(context), std::pair(QByteArray("false"), QJsonValue::Bool));
}

void TestExports::csvIsWholeAndSafe()
{
    ExportOptions options = m_options;
    options.hasByteOrderMark = true;
    const QByteArray csv = *exportFindings(ExportFormat::Csv, m_context, m_context.set->allRows(), options);
    QVERIFY(csv.startsWith("\xef\xbb\xbfregistry,registry_id,"));
    QCOMPARE(csv.count("\r\n"), 37);
    QVERIFY(!csv.contains(",=cmd") && csv.contains("'=cmd"));
    QVERIFY(csv.contains(",unknown,Catastrophic,"));
    QVERIFY(csv.contains(",CVE-2021-99999,GHSA-jfh8-c2jp-5v3q,"));
}

void TestExports::jsonLinesAreWhole()
{
    const QByteArray lines = *exportFindings(ExportFormat::JsonLines, m_context, m_context.set->allRows(), m_options);
    const QList<QByteArray> list = lines.trimmed().split('\n');
    QCOMPARE(list.size(), 36);
    const QJsonObject first = QJsonDocument::fromJson(list.first()).object();
    QCOMPARE(first[u"state"_s].toString(), u"not_affected"_s);
    QVERIFY(first[u"epss"_s].isNull() && first.contains(u"epss"_s));
    QCOMPARE(first[u"justification"_s].toString(), u"code_not_present"_s);
    QVERIFY(first[u"kev"_s].isNull() && first.contains(u"kev"_s)); // without a list nobody knows
}

// The cells of CSV, with quotes and line feeds within them.
static QList<QStringList> cellsOf(const QByteArray &csv)
{
    QList<QStringList> rows{{}};
    QString cell;
    bool isQuoted = false;
    const QString text = QString::fromUtf8(csv);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"') {
            if (isQuoted && i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                isQuoted = !isQuoted;
        } else if (!isQuoted && (c == u',' || c == u'\n')) {
            rows.last().append(cell);
            cell.clear();
            if (c == u'\n')
                rows.append(QStringList());
        } else if (isQuoted || c != u'\r') {
            cell += c;
        }
    }
    rows.removeLast();
    return rows;
}

// One schema: what JSON Lines says a field at a time is what CSV says, and what the document says that describes it.
void TestExports::csvAndJsonAgree()
{
    Context context = m_context;
    Priority priority;
    priority.kev.entries = {{"CVE-2021-44220", {Kev::Yes, 0}}};
    priority.epss.scores = {{cveNumber("CVE-2021-44220"), 0.94358F}};
    context.facts = Facts::of(*context.set, priority);
    ExportOptions options = m_options;
    options.incomplete = u"Two projects refused."_s;
    const Rows rows = context.set->allRows();
    const QList<QStringList> cells = cellsOf(*exportFindings(ExportFormat::Csv, context, rows, options));
    const QList<QByteArray> lines =
        exportFindings(ExportFormat::JsonLines, context, rows, options)->trimmed().split('\n');
    QCOMPARE(cells.size(), lines.size() + 1);
    const QStringList fields = cells.first();
    int kevs = 0;
    QSet<QString> fixable;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QJsonObject object = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(cells[i + 1].size(), fields.size());
        QCOMPARE(object.size(), fields.size());
        kevs += object[u"kev"_s].toBool() ? 1 : 0;
        const QJsonValue fix = object[u"fixable"_s];
        fixable.insert(fix.isNull() ? u"not known"_s : fix.toBool() ? u"yes"_s : u"no"_s);
        QVERIFY(fix.toBool() == object[u"fix_version"_s].isString());
        for (qsizetype f = 0; f < fields.size(); ++f) {
            QVERIFY2(object.contains(fields[f]), qPrintable(fields[f]));
            const QVariant value = object[fields[f]].toVariant();
            QString text =
                value.typeId() == QMetaType::QVariantList ? value.toStringList().join(u' ') : value.toString();
            QString cell = cells[i + 1][f];
            if (cell.startsWith(u'\'') && !text.startsWith(u'\''))
                cell.remove(0, 1); // against formulas
            QCOMPARE(cell, text);
        }
        for (const QString &field : {u"scanned"_s, u"fetched"_s, u"first_seen"_s})
            QVERIFY(object[field].toString().endsWith(u'Z'));
    }
    QVERIFY(kevs > 0);
    QCOMPARE(fixable, (QSet<QString>{u"yes"_s, u"no"_s, u"not known"_s}));
    QFile document(QStringLiteral(LOTSE_SOURCE_DIR "/docs/findings-schema.md"));
    QVERIFY(document.open(QIODevice::ReadOnly));
    QStringList told;
    for (const QByteArray &line : document.readAll().split('\n')) {
        if (line.startsWith("| `"))
            told.append(QString::fromUtf8(line.mid(3, line.indexOf('`', 3) - 3)));
    }
    QCOMPARE(told, fields);
}

void TestExports::htmlIsInert()
{
    const QByteArray html = *exportFindings(ExportFormat::Html, m_context, m_context.set->allRows(), m_options);
    QVERIFY(!html.contains("<script") && !html.contains("<img") && html.contains("&lt;img src=x"));
    QVERIFY(html.contains("sev:&gt;=high &lt;b&gt;"));
    QCOMPARE(html.count("<tr>"), 37);
}

void TestExports::sarifHasItsFields()
{
    const QJsonObject root = object(ExportFormat::Sarif);
    QCOMPARE(root[u"version"_s].toString(), u"2.1.0"_s);
    const QJsonArray runs = root[u"runs"_s].toArray();
    QCOMPARE(runs.size(), 2);
    const QStringList levels{u"none"_s, u"note"_s, u"warning"_s, u"error"_s};
    int suppressed = 0;
    for (const QJsonValue &run : runs) {
        QVERIFY(!run[u"tool"_s][u"driver"_s][u"name"_s].toString().isEmpty());
        const QJsonArray rules = run[u"tool"_s][u"driver"_s][u"rules"_s].toArray();
        for (const QJsonValue &result : run[u"results"_s].toArray()) {
            QVERIFY(!result[u"message"_s][u"text"_s].toString().isEmpty());
            QVERIFY(levels.contains(result[u"level"_s].toString()));
            QCOMPARE(rules[result[u"ruleIndex"_s].toInt(-1)][u"id"_s], result[u"ruleId"_s]);
            QVERIFY(result[u"rank"_s].toDouble(-1) >= 0 && result[u"rank"_s].toDouble() <= 100);
            for (const QJsonValue &suppression : result[u"suppressions"_s].toArray()) {
                QCOMPARE(suppression[u"kind"_s].toString(), u"external"_s);
                QVERIFY((QStringList{u"accepted"_s, u"underReview"_s}).contains(suppression[u"status"_s].toString()));
                ++suppressed;
            }
        }
    }
    QVERIFY(suppressed >= 6);
}

void TestExports::openVexHasItsFields()
{
    const QJsonObject root = object(ExportFormat::OpenVex);
    QCOMPARE(root[u"@context"_s].toString(), u"https://openvex.dev/ns/v0.2.0"_s);
    QVERIFY(root[u"@id"_s].toString().startsWith(u"urn:uuid:"_s));
    QCOMPARE(root[u"version"_s].toInt(), 1);
    for (const QString &key : {u"author"_s, u"timestamp"_s})
        QVERIFY(!root[key].toString().isEmpty());
    const QStringList words{u"component_not_present"_s, u"vulnerable_code_not_present"_s,
        u"vulnerable_code_not_in_execute_path"_s, u"vulnerable_code_cannot_be_controlled_by_adversary"_s,
        u"inline_mitigations_already_exist"_s};
    QSet<QString> seen;
    for (const QJsonValue &statement : root[u"statements"_s].toArray()) {
        QVERIFY(!statement[u"vulnerability"_s][u"name"_s].toString().isEmpty());
        QVERIFY(!statement[u"products"_s].toArray().isEmpty());
        const QString status = statement[u"status"_s].toString();
        seen.insert(status);
        const QString justification = statement[u"justification"_s].toString();
        QVERIFY(justification.isEmpty() || (status == u"not_affected"_s && words.contains(justification)));
        if (status == u"not_affected"_s)
            QVERIFY(!justification.isEmpty() || !statement[u"impact_statement"_s].toString().isEmpty());
        if (status == u"affected"_s)
            QVERIFY(!statement[u"action_statement"_s].toString().isEmpty());
        const QString purl = statement[u"products"_s][0][u"@id"_s].toString();
        QVERIFY2(purl.startsWith(u"pkg:oci/"_s) && purl.contains(u"@sha256%3A"_s)
                && purl.contains(u"?repository_url=reg.example.com/payments/"_s),
            qPrintable(purl));
    }
    QCOMPARE(seen, (QSet<QString>{u"not_affected"_s, u"affected"_s, u"fixed"_s, u"under_investigation"_s}));
}

void TestExports::cycloneDxHasItsFields()
{
    const QJsonObject root = object(ExportFormat::CycloneDx);
    QCOMPARE(root[u"bomFormat"_s].toString(), u"CycloneDX"_s);
    QCOMPARE(root[u"specVersion"_s].toString(), u"1.6"_s);
    QSet<QString> refs;
    for (const QJsonValue &image : root[u"components"_s].toArray()) {
        QVERIFY(!refs.contains(image[u"bom-ref"_s].toString()));
        refs.insert(image[u"bom-ref"_s].toString());
        for (const QJsonValue &part : image[u"components"_s].toArray()) {
            QVERIFY(!refs.contains(part[u"bom-ref"_s].toString()));
            refs.insert(part[u"bom-ref"_s].toString());
        }
    }
    const QStringList states{u"resolved"_s, u"resolved_with_pedigree"_s, u"exploitable"_s, u"in_triage"_s,
        u"false_positive"_s, u"not_affected"_s};
    const QStringList severities{u"critical"_s, u"high"_s, u"medium"_s, u"low"_s, u"info"_s, u"none"_s, u"unknown"_s};
    QSet<QString> seen;
    for (const QJsonValue &item : root[u"vulnerabilities"_s].toArray()) {
        QVERIFY(severities.contains(item[u"ratings"_s][0][u"severity"_s].toString()));
        QVERIFY(!item[u"affects"_s].toArray().isEmpty());
        for (const QJsonValue &affected : item[u"affects"_s].toArray())
            QVERIFY(refs.contains(affected[u"ref"_s].toString()));
        if (item.toObject().contains(u"analysis"_s)) {
            seen.insert(item[u"analysis"_s][u"state"_s].toString());
            for (const QJsonValue &response : item[u"analysis"_s][u"response"_s].toArray())
                QVERIFY(responseWords().contains(response.toString()));
        }
    }
    QCOMPARE(seen, QSet<QString>(states.begin(), states.end()));
}

void TestExports::csafHasItsFields()
{
    const QJsonObject root = object(ExportFormat::Csaf);
    const QJsonValue document = root[u"document"_s];
    QCOMPARE(document[u"category"_s].toString(), u"csaf_vex"_s);
    QCOMPARE(document[u"csaf_version"_s].toString(), u"2.0"_s);
    QCOMPARE(document[u"publisher"_s][u"category"_s].toString(), u"user"_s);
    for (const QString &key : {u"name"_s, u"namespace"_s})
        QVERIFY(!document[u"publisher"_s][key].toString().isEmpty());
    for (const QString &key : {u"id"_s, u"version"_s, u"initial_release_date"_s, u"current_release_date"_s})
        QVERIFY(!document[u"tracking"_s][key].toString().isEmpty());
    QCOMPARE(document[u"tracking"_s][u"revision_history"_s].toArray().size(), 1);
    QSet<QString> products;
    for (const QJsonValue &relation : root[u"product_tree"_s][u"relationships"_s].toArray())
        products.insert(relation[u"full_product_name"_s][u"product_id"_s].toString());
    QSet<QString> ids;
    for (const QJsonValue &item : root[u"vulnerabilities"_s].toArray()) {
        const QString id = item[u"cve"_s].toString() + item[u"ids"_s][0][u"text"_s].toString();
        QVERIFY(!id.isEmpty() && !ids.contains(id));
        ids.insert(id);
        QVERIFY(!item[u"notes"_s].toArray().isEmpty());
        const QJsonObject status = item[u"product_status"_s].toObject();
        QVERIFY(!status.isEmpty());
        QSet<QString> spoken;
        for (const QString &key : {u"flags"_s, u"threats"_s, u"remediations"_s}) {
            for (const QJsonValue &entry : item[key].toArray()) {
                for (const QJsonValue &product : entry[u"product_ids"_s].toArray())
                    spoken.insert(product.toString());
            }
        }
        QSet<QString> once;
        for (auto it = status.begin(); it != status.end(); ++it) {
            for (const QJsonValue &product : it.value().toArray()) {
                QVERIFY(products.contains(product.toString()) && !once.contains(product.toString()));
                once.insert(product.toString());
                if (it.key() == u"known_affected"_s || it.key() == u"known_not_affected"_s)
                    QVERIFY(spoken.contains(product.toString()));
            }
        }
    }
}

void TestExports::acceptedRiskIsNeverNotAffected()
{
    const QString id = u"CVE-2021-44229"_s; // row 9
    int found = 0;
    for (const QJsonValue &s : object(ExportFormat::OpenVex)[u"statements"_s].toArray()) {
        if (s[u"vulnerability"_s][u"name"_s].toString() != id)
            continue;
        QCOMPARE(s[u"status"_s].toString(), u"affected"_s);
        QVERIFY(s[u"action_statement"_s].toString().startsWith(u"Risk accepted until 2027-"_s));
        ++found;
    }
    for (const QJsonValue &v : object(ExportFormat::CycloneDx)[u"vulnerabilities"_s].toArray()) {
        if (v[u"id"_s].toString() != id)
            continue;
        QCOMPARE(v[u"analysis"_s][u"state"_s].toString(), u"exploitable"_s);
        QCOMPARE(v[u"analysis"_s][u"response"_s][0].toString(), u"will_not_fix"_s);
        ++found;
    }
    for (const QJsonValue &v : object(ExportFormat::Csaf)[u"vulnerabilities"_s].toArray()) {
        if (v[u"cve"_s].toString() != id)
            continue;
        QVERIFY(v[u"product_status"_s].toObject().keys() == QStringList{u"known_affected"_s});
        QCOMPARE(v[u"remediations"_s][0][u"category"_s].toString(), u"no_fix_planned"_s);
        ++found;
    }
    QCOMPARE(found, 3);
}

void TestExports::marksWhatIsIncomplete()
{
    ExportOptions options = m_options;
    options.incomplete = u"Two projects refused."_s;
    for (int format = 0; format <= int(ExportFormat::Html); ++format) {
        const auto out = exportFindings(ExportFormat(format), m_context, m_context.set->allRows(), options);
        QVERIFY2(out->contains("Two projects refused."), qPrintable(QString::number(format)));
    }
}

void TestExports::refusesAnEmptyStatement()
{
    Context bare = m_context;
    bare.states.reset();
    for (const ExportFormat format : {ExportFormat::OpenVex, ExportFormat::Csaf})
        QCOMPARE(exportFindings(format, bare, bare.set->allRows(), m_options).error().kind, ErrorKind::Invalid);
    ExportOptions nobody = m_options;
    nobody.author.clear();
    QVERIFY(!exportFindings(ExportFormat::OpenVex, m_context, m_context.set->allRows(), nobody).ok());
    QVERIFY(exportFindings(ExportFormat::CycloneDx, bare, bare.set->allRows(), m_options).ok());
    // What is said of an export is what is in it.
    const Rows rows = m_context.set->allRows();
    const auto decided =
        std::count_if(rows.begin(), rows.end(), [&](RowId row) { return m_context.states->state(row) != State::None; });
    QVERIFY(decided > 0 && decided < qint64(rows.size()));
    QCOMPARE(exportedCount(ExportFormat::OpenVex, m_context, rows), qint64(decided));
    QCOMPARE(exportedCount(ExportFormat::Csaf, m_context, rows), qint64(decided));
    QCOMPARE(exportedCount(ExportFormat::Csv, m_context, rows), qint64(rows.size()));
    QVERIFY(exportFindings(ExportFormat::Sarif, bare, Rows(), m_options).ok());
}

void TestExports::roundTrips_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("registry");
    for (const QString &registry : {u"r1"_s, u"elsewhere"_s}) {
        QTest::addRow("OpenVEX %s", qPrintable(registry)) << int(ExportFormat::OpenVex) << registry;
        QTest::addRow("CycloneDX %s", qPrintable(registry)) << int(ExportFormat::CycloneDx) << registry;
        QTest::addRow("CSAF %s", qPrintable(registry)) << int(ExportFormat::Csaf) << registry;
    }
}

void TestExports::roundTrips()
{
    QFETCH(int, format);
    QFETCH(QString, registry);
    const auto file = exportFindings(ExportFormat(format), m_context, m_context.set->allRows(), m_options);
    QVERIFY(file.ok());
    const auto document = readVex(*file, kNow);
    QVERIFY2(document.ok(), qPrintable(document.error().text()));
    Context there;
    there.set = FindingSet::of({segment(registry, 3, 12)});
    there.now = kNow;
    const VexPlan plan = planVexImport(there, *document);
    QCOMPARE(plan.unmatched.count, 0U);
    DecisionBook book;
    const auto event = book.make(plan.decisions, u"Importer"_s, u"import"_s, kNow);
    QVERIFY2(event.ok(), qPrintable(event.error().text()));
    QVERIFY(book.append(*event).ok());
    const auto states = applyDecisions(there, book.current()).states;
    quint32 decided = 0;
    for (RowId row = 0; row < there.set->rowCount(); ++row) {
        State expected = m_context.states->state(row);
        // CSAF has one word for both kinds of resolved; the import takes the plain one.
        if (ExportFormat(format) == ExportFormat::Csaf && expected == State::ResolvedWithPedigree)
            expected = State::Resolved;
        QVERIFY2(states->state(row) == expected,
            qPrintable(u"row %1: %2 is not %3"_s.arg(row).arg(stateWord(states->state(row)), stateWord(expected))));
        QCOMPARE(states->has(row, StateBits::kHidden), m_context.states->has(row, StateBits::kHidden));
        decided += expected != State::None ? 1 : 0;
    }
    QCOMPARE(plan.occurrences, decided);
    if (ExportFormat(format) == ExportFormat::CycloneDx && registry == u"r1"_s) {
        // Everything comes back: who, why, how far, until when.
        QCOMPARE(book.current().size(), m_book.current().size());
        for (const Decision &original : m_book.current()) {
            const QList<Decision> all = book.current();
            QVERIFY(std::any_of(all.begin(), all.end(), [&](Decision d) {
                d.id = original.id;
                d.created = original.created;
                return d == original;
            }));
        }
    }
    // A second time everything stays as it is.
    there.states = states;
    const VexPlan again = planVexImport(there, *document);
    QVERIFY(again.decisions.isEmpty());
    QCOMPARE(again.alreadyDecided, decided);
}

void TestExports::aThousandFindingsTravel()
{
    Context here;
    here.set = FindingSet::of({segment(u"r1"_s, 5, 200)});
    here.now = kNow;
    DecisionBook book;
    const Proposal proposal = propose(here, here.set->allRows(), {}, pattern(State::NotAffected), Reach::Everywhere);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(proposal.sentence().text(), u"1,000 findings in 5 images, none decided yet."_s);
    const auto event = book.make(proposal.decisions, u"Platform Security"_s, {}, kNow);
    QVERIFY(book.append(*event).ok());
    here.states = applyDecisions(here, book.current()).states;
    ExportOptions options = m_options;
    for (const Decision &decision : book.current())
        options.decisions.insert(decision.id, decision);
    const auto file = exportFindings(ExportFormat::OpenVex, here, here.set->allRows(), options);
    const auto document = readVex(*file, kNow);
    Context there;
    there.set = FindingSet::of({segment(u"other"_s, 5, 200)});
    there.now = kNow;
    const VexPlan plan = planVexImport(there, *document);
    QCOMPARE(plan.occurrences, 1000U);
    QCOMPARE(applyDecisions(there, plan.decisions).states->bits, here.states->bits);
    const auto undo = book.undo(event->id, u"Platform Security"_s, kNow);
    QVERIFY(book.append(*undo).ok());
    QCOMPARE(applyDecisions(here, book.current()).states->bits, std::vector<quint8>(1000, 0));
}

// Where LOTSE_SCHEMA_DIR holds the schemas of the formats, python3-jsonschema reads what we write.
void TestExports::writesForAValidator()
{
    const QString schemas = qEnvironmentVariable("LOTSE_SCHEMA_DIR");
    if (schemas.isEmpty())
        QSKIP("LOTSE_SCHEMA_DIR is not set.");
    const QList<std::pair<ExportFormat, QString>> formats{{ExportFormat::CycloneDx, u"cyclonedx"_s},
        {ExportFormat::Csaf, u"csaf"_s}, {ExportFormat::OpenVex, u"openvex"_s}, {ExportFormat::Sarif, u"sarif"_s}};
    for (const auto &[format, name] : formats) {
        if (!QFile::exists(schemas + u'/' + name + u".json"_s))
            continue;
        QFile file(QDir::tempPath() + u"/lotse-export-"_s + name + u".json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(*exportFindings(format, m_context, m_context.set->allRows(), m_options));
        file.close();
        QProcess validator;
        validator.start(u"python3"_s,
            {QStringLiteral(LOTSE_SOURCE_DIR "/tests/findings/validate.py"), schemas, name, file.fileName()});
        QVERIFY(validator.waitForFinished());
        QVERIFY2(validator.exitCode() == 0, validator.readAllStandardError().left(2000));
        QFile::remove(file.fileName());
    }
}

QTEST_GUILESS_MAIN(TestExports)
#include "tst_exports.moc"
