// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/gather.h"
#include "report/accessrows.h"
#include "report/compare.h"
#include "report/print.h"
#include "reportfixture.h"
#include "review/campaign.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::report;
using namespace reportfixture;

namespace {

QByteArray output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return process.readAllStandardOutput();
}

QJsonObject image(const QString &digit, const QJsonArray &accessories)
{
    return {{u"parent"_s, u"payments"_s},
        {u"row"_s,
            QJsonObject{{u"type"_s, u"IMAGE"_s}, {u"repository_name"_s, u"payments/api"_s},
                {u"digest"_s, u"sha256:"_s + digit}, {u"accessories"_s, accessories}}}};
}

/// Every text in brackets, what is put into it outside of them.
class Bracketed : public QTranslator {
public:
    QString translate(const char *, const char *text, const char *, int) const override
    {
        static const QRegularExpression place(u"(%L?[n1-9])"_s);
        return u'⟦' + QString::fromUtf8(text).replace(place, u"⟧\\1⟦"_s) + u'⟧';
    }
    bool isEmpty() const override { return false; }
};

QStringList textsOf(const posture::Facts &facts)
{
    QStringList out;
    for (const posture::Fact &fact : facts.byKind) {
        out.append(fact.kind + u' ' + fact.right);
        for (const posture::FactRow &row : fact.rows)
            out += {row.parent, QString::fromUtf8(row.raw)};
        for (const posture::Gap &gap : fact.gaps)
            out += gap.subjects;
    }
    return out;
}

QStringList textsOf(const Document &document)
{
    QStringList out{document.title, document.scope, document.mark, document.redaction, document.madeAtLabel,
        document.scopeLabel, document.periodLabel, document.registryLabel, document.contentsLabel,
        document.blindSpotsLabel, document.sourceLabel, document.valueLabel, document.pageLabel, document.noneLabel,
        document.redactionLabel, document.readAsLabel};
    out += document.blindSpots;
    for (const Section &section : document.sections) {
        out += section.paragraphs;
        out += {section.title, section.daysTitle};
        for (const Figure &figure : section.figures)
            out += {figure.label, figure.value, figure.source};
        for (const Bar &bar : section.bars)
            out.append(bar.label);
        for (const Table &table : section.tables) {
            out += {table.title, table.empty};
            for (const Column &column : table.columns)
                out.append(column.title);
            for (const QStringList &row : table.rows) {
                for (qsizetype i = 0; i < row.size(); ++i)
                    out.append(table.columns.value(i).isTone ? row[i].section(u'|', 1) : row[i]);
            }
        }
    }
    return out;
}

} // namespace

/// A report says what it stands on, in every format the same, and nothing in it is more than text.
class TestReports : public QObject {
    Q_OBJECT

private slots:
    void everyTemplate_data();
    void everyTemplate();
    void foreignTextStaysText_data();
    void foreignTextStaysText();
    void everyTextIsTranslatable_data();
    void everyTextIsTranslatable();
    void incompleteIsMarked();
    void someProjectsAreNotAll_data();
    void someProjectsAreNotAll();
    void scopeIsKept();
    void frameworksOrderIt();
    void unreadNumbersAreNoZeros();
    void nothingReadIsNotNone_data();
    void nothingReadIsNotNone();
    void aPartOfTheStoreIsNotNone();
    void aProjectThatRefusesHasNoZeros();
    void csvIsSafeForSpreadsheets();
    void verdictsCountBeforeListedSignatures();
    void deletionsAreProved();
    void exceptionsHaveTheirState();
    void comparedWithTheReportBefore();
    void otherReportsAreNotCompared_data();
    void otherReportsAreNotCompared();
    void pdfHasTheSame();

private:
    QString written(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    QTemporaryDir m_dir;
};

void TestReports::everyTemplate_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("language");
    for (const Template &row : templates()) {
        for (const QString &language : Words::languages())
            QTest::addRow("%s %s", row.name, qPrintable(language)) << QString::fromLatin1(row.name) << language;
    }
}

void TestReports::everyTemplate()
{
    QFETCH(QString, name);
    QFETCH(QString, language);
    const posture::Posture posture = postureOf();
    Source source;
    source.posture = &posture;
    const Document document = makeReport(*findTemplate(name), source, Words(language));
    QCOMPARE(document.language, language);
    QVERIFY(document.sections.size() > 1);
    const Result<Document> again = documentFromJson(toJson(document));
    QVERIFY(again.ok());
    QCOMPARE(*again, document);
    const QString html = QString::fromUtf8(toHtml(document));
    QVERIFY(!html.contains(u"<script"_s) && !html.contains(u"src="_s) && !html.contains(u"url("_s));
    static const QRegularExpression link(u"href=\"(?!#)"_s);
    QVERIFY(!link.match(html).hasMatch());
    const QByteArray csv = toCsv(document);
    for (const Section &section : document.sections) {
        for (const Figure &figure : section.figures) {
            QVERIFY2(!figure.source.isEmpty() && figure.at.isValid(), qPrintable(figure.id));
            // Each number leads to its rows.
            QVERIFY2(tableOf(document, figure.drill), qPrintable(figure.id));
            QVERIFY(html.contains(u"<a href=\"#t-%1\">%2</a>"_s.arg(figure.drill, figure.value.toHtmlEscaped())));
            QCOMPARE(html.count(u"id=\"t-%1\""_s.arg(figure.drill)), 1);
        }
        for (const Table &table : section.tables) {
            QVERIFY2(!table.rows.isEmpty() || !table.empty.isEmpty(), qPrintable(table.id));
            for (const QStringList &row : table.rows)
                QCOMPARE(row.size(), table.columns.size());
        }
    }
    QVERIFY(csv.contains(document.host.toUtf8()));
}

void TestReports::everyTextIsTranslatable_data()
{
    QTest::addColumn<QString>("name");
    for (const Template &row : templates())
        QTest::newRow(row.name) << QString::fromLatin1(row.name);
    QTest::newRow("review") << u"review"_s;
}

// A language in which each text stands in brackets: what is left outside of them came from the registry, or from the
// program past the words of the report.
void TestReports::everyTextIsTranslatable()
{
    QFETCH(QString, name);
    posture::Posture posture =
        postureOf({{u"users"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}, {u"right"_s, u"user:list"_s}}},
            {u"robots"_s, rows({QJsonObject{{u"name"_s, u"robot$a"_s}, {u"duration"_s, -1}}})}});
    posture::Facts facts = posture.facts;
    posture::Fact quotas = *facts.find(u"quotas"_s);
    quotas.reading = posture::Reading::Partial;
    quotas.gaps = {{u"shop"_s, Message{LOTSE_MSG("This account can access only some of the projects."), {}}}};
    facts.add(quotas);
    facts.byKind[u"users"_s].error.message = {LOTSE_MSG("This account may not read it."), {}};
    posture = posture::evaluate(facts, *posture::builtInSet(u"all"_s));
    Source source;
    source.posture = &posture;
    source.to = posture.at;
    source.from = posture.at.addYears(-5);
    const Words words(u"de"_s, std::make_shared<Bracketed>());
    Document document;
    if (name == "review"_L1) {
        review::Campaign campaign;
        campaign.at = posture.at;
        campaign.gaps = posture::gapsOf(facts, accessKinds());
        for (const AccessRow &row : accessRows(facts, {}))
            campaign.items.append({row});
        document = review::reportOf(campaign, words, posture.at);
    } else {
        document = makeReport(*findTemplate(name), source, words);
        Document before = document;
        before.madeAt = before.madeAt.addDays(-1);
        for (Section &section : before.sections) {
            for (Figure &figure : section.figures)
                figure.value += u'1';
            for (Table &table : section.tables)
                table.rows.clear();
        }
        QVERIFY(compareWith(document, before, words).ok());
    }
    // What the registry and the tables of the checks say, and what is the same in each language.
    QStringList own = textsOf(facts);
    for (const Template &row : templates())
        own.append(QString::fromLatin1(row.kinds));
    own += {u"public auto_scan auto_sbom_generation prevent_vul severity enable_content_trust_cosign "
            "reuse_sys_cve_allowlist Bytes"_s}; // Harbor's own names
    own += {u"SHA-256 UTC CIS NIST ISO BSI PCI DSS CRA DORA NIS"_s, document.host, document.readAs};
    for (const posture::Judged &one : posture.checks) {
        own.append(one.id);
        for (const posture::Control &control : one.controls)
            own.append(control.framework + u' ' + control.id);
        for (const posture::Evidence &piece : one.evidence)
            own += {piece.request, piece.path, piece.sha256, piece.of, QString::fromUtf8(piece.piece)};
    }
    const QString known = own.join(u' ');
    static const QRegularExpression bracketed(u"⟦[^⟦⟧]*⟧"_s), word(u"[A-Za-z]{3,}"_s);
    for (QString text : textsOf(document)) {
        text.remove(bracketed);
        for (auto found = word.globalMatch(text); found.hasNext();) {
            const QString one = found.next().captured();
            QVERIFY2(known.contains(one), qPrintable(u"\"%1\" of \"%2\" is in no language"_s.arg(one, text.left(200))));
        }
    }
    QVERIFY(!document.isWhole() || name == "audit"_L1 || name == "retention"_L1 || name == "signatures"_L1);
}

void TestReports::foreignTextStaysText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("script") << u"<script>alert(1)</script>"_s;
    QTest::newRow("image") << u"<img src=http://evil.example/x onerror=alert(1)>"_s;
    QTest::newRow("attribute") << u"\" onmouseover=\"alert(1)"_s;
    QTest::newRow("entity") << u"&lt;b&gt;"_s;
    QTest::newRow("bidi") << u"a\u202Eb"_s;
    QTest::newRow("control") << QString(u"a"_s + QChar(0x1b) + u"[31mb"_s);
    QTest::newRow("closing") << u"</td></table></body>"_s;
}

void TestReports::foreignTextStaysText()
{
    QFETCH(QString, text);
    const posture::Posture posture =
        postureOf({{u"users"_s, rows({QJsonObject{{u"username"_s, text}, {u"sysadmin_flag"_s, true}}})},
            {u"robots"_s, rows({QJsonObject{{u"name"_s, text}, {u"duration"_s, -1}}})}});
    Source source;
    source.posture = &posture;
    for (const char *name : {"access-review", "posture"}) {
        const QString html =
            QString::fromUtf8(toHtml(makeReport(*findTemplate(QString::fromLatin1(name)), source, Words())));
        QVERIFY(!html.contains(u"<script"_s) && !html.contains(u"<img"_s) && !html.contains(u"\" onmouseover"_s));
        QVERIFY(!html.contains(QChar(0x202E)) && !html.contains(QChar(0x1b)));
        QCOMPARE(html.count(u"</body>"_s), 1);
    }
}

void TestReports::incompleteIsMarked()
{
    Source source;
    const posture::Posture whole = postureOf();
    source.posture = &whole;
    QVERIFY(makeReport(*findTemplate(u"access-review"_s), source, Words()).isWhole());
    const posture::Posture partial =
        postureOf({{u"users"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}, {u"right"_s, u"user:list"_s}}}});
    source.posture = &partial;
    for (const char *name : {"access-review", "posture", "executive"}) {
        const Document document = makeReport(*findTemplate(QString::fromLatin1(name)), source, Words());
        QVERIFY(!document.isWhole());
        QVERIFY(document.blindSpots.join(u' ').contains(u"user:list"_s));
        for (const QByteArray &bytes : {toHtml(document), toCsv(document), toJson(document)})
            QVERIFY(bytes.contains(document.mark.toUtf8()));
        QVERIFY(!toHtml(document).contains("is compliant.") || toHtml(document).contains("does not show that"));
    }
    // What the local store does not have is one sentence, without names of facts before it.
    const QJsonObject away{{u"missing"_s, u"not-found"_s}};
    const posture::Posture stored =
        postureOf({{u"store-findings"_s, away}, {u"store-tags"_s, away}, {u"store-verdicts"_s, away}});
    for (const QString &spot : stored.blindSpots)
        QVERIFY2(!spot.startsWith(u',') && !spot.contains(u"store-"_s), qPrintable(spot));
    // A store that knows nothing of the registry makes no report of findings that looks whole.
    source.posture = &whole;
    QVERIFY(!makeReport(*findTemplate(u"findings"_s), source, Words()).isWhole());
}

void TestReports::someProjectsAreNotAll_data()
{
    QTest::addColumn<QString>("name");
    for (const Template &row : templates())
        QTest::newRow(row.name) << QString::fromLatin1(row.name);
}

// An account that sees only some of the projects makes no report that looks like one of all of them.
void TestReports::someProjectsAreNotAll()
{
    QFETCH(QString, name);
    posture::Posture posture = postureOf();
    Identity joe;
    joe.kind = IdentityKind::Person;
    joe.name = u"joe"_s;
    posture::Fact audit;
    audit.kind = u"audit"_s;
    audit.reading = posture::Reading::Whole;
    posture.facts.add(audit);
    posture::noteLimits(joe, {}, posture.facts);
    const Document document = reportOf(name, posture);
    QVERIFY2(document.blindSpots.join(u' ').contains(u"This account can access only some of the projects."_s),
        qPrintable(document.blindSpots.join(u'\n')));
    QVERIFY(!document.isWhole());
    // What is no Harbor has no projects that could be missing.
    posture::Posture plain;
    plain.facts.isHarbor = false;
    if (name == "findings"_L1)
        QCOMPARE(reportOf(name, plain).blindSpots, QStringList());
}

void TestReports::scopeIsKept()
{
    const QJsonObject member{{u"entity_type"_s, u"u"_s}, {u"entity_name"_s, u"joe"_s}, {u"role_id"_s, 1}};
    const posture::Posture posture = postureOf({{u"project-members"_s,
        rows({QJsonObject{{u"parent"_s, u"payments"_s}, {u"row"_s, member}},
            QJsonObject{{u"parent"_s, u"secret-lab"_s}, {u"row"_s, member}}})}});
    Source source;
    source.posture = &posture;
    QVERIFY(toHtml(makeReport(*findTemplate(u"access-review"_s), source, Words())).contains("secret-lab"));
    source.projects = {u"pay*"_s};
    const QByteArray html = toHtml(makeReport(*findTemplate(u"access-review"_s), source, Words()));
    QVERIFY(html.contains("payments") && !html.contains("secret-lab"));
}

void TestReports::frameworksOrderIt()
{
    const posture::Posture posture = postureOf();
    Source source;
    source.posture = &posture;
    for (const QString &framework : frameworks()) {
        source.framework = framework;
        const Document document = makeReport(*findTemplate(u"posture"_s), source, Words());
        const Table *table = nullptr;
        for (const Section &section : document.sections) {
            for (const Table &one : section.tables)
                table = one.id == u"checks"_s ? &one : table;
        }
        QVERIFY(table && !table->rows.isEmpty());
        QVERIFY2(table->title == posture::frameworkTitle(framework), qPrintable(framework));
        for (const QStringList &row : table->rows)
            QVERIFY(row[1] == u"h"_s || row[1] == u"m"_s || row[1] == u"l"_s);
    }
}

void TestReports::unreadNumbersAreNoZeros()
{
    const posture::Posture posture = postureOf({{u"project-members"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}}}});
    Source source;
    source.posture = &posture;
    const Document document = makeReport(*findTemplate(u"access-review"_s), source, Words());
    for (const Section &section : document.sections) {
        for (const Figure &figure : section.figures) {
            if (figure.id == u"members"_s)
                QCOMPARE(figure.value, u"–"_s);
        }
    }
    // Where one of two lists was read, nobody in it is not nobody.
    const Document mixed = reportOf(u"access-review"_s,
        postureOf({{u"robots"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}}}, {u"project-robots"_s, rows({})}}));
    QCOMPARE(figureIn(mixed, u"robots"_s), u"–"_s);
    for (const QString &id : {u"robots"_s, u"unseen"_s})
        QCOMPARE(tableOf(mixed, id)->empty, u"Nothing was found in the data that could be read."_s);
}

void TestReports::nothingReadIsNotNone_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("kinds");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("figure"); // empty: none
    const auto row = [](const QString &name, const QString &kinds, const QString &table, const QString &figure) {
        QTest::addRow("%s %s", qPrintable(name), qPrintable(table + u'/' + figure))
            << name << kinds.split(u' ') << table << figure;
    };
    row(u"audit"_s, u"audit"_s, u"by-user"_s, u"users"_s);
    row(u"audit"_s, u"audit"_s, u"failed"_s, u"failed"_s);
    row(u"audit"_s, u"audit"_s, u"deleted"_s, u"deletions"_s);
    row(u"audit"_s, u"audit"_s, u"audit"_s, u"entries"_s);
    row(u"retention"_s, u"retention"_s, u"retention"_s, u"rules"_s);
    row(u"retention"_s, u"immutable-rules"_s, u"immutable"_s, {});
    row(u"retention"_s, u"retention-executions"_s, u"executions"_s, u"executions"_s);
    row(u"retention"_s, u"audit"_s, u"deletions"_s, u"deletions"_s);
    row(u"retention"_s, u"gc"_s, u"gc"_s, u"freed"_s);
    row(u"retention"_s, u"gc"_s, u"gc"_s, u"gc-runs"_s);
    row(u"access-review"_s, u"project-members"_s, u"members"_s, u"members"_s);
    row(u"access-review"_s, u"robots project-robots"_s, u"robots"_s, u"robots"_s);
    row(u"access-review"_s, u"audit-of-users audit-of-robots users robots project-robots"_s, u"unseen"_s, u"unseen"_s);
    row(u"signatures"_s, u"project-artifacts"_s, u"signatures-by-project"_s, u"images"_s);
    row(u"signatures"_s, u"project-artifacts"_s, u"unsigned"_s, u"boms"_s);
    row(u"configuration"_s, u"projects"_s, u"project-settings"_s, u"projects"_s);
    row(u"configuration"_s, u"projects project-artifacts"_s, u"coverage-by-project"_s, u"projects"_s);
}

// "None" and 0 are for what was read whole.
void TestReports::nothingReadIsNotNone()
{
    QFETCH(QString, name);
    QFETCH(QStringList, kinds);
    QFETCH(QString, table);
    QFETCH(QString, figure);
    const auto madeOf = [&](const QJsonObject &fact) {
        QJsonObject changes;
        for (const QString &kind : kinds)
            changes.insert(kind, fact);
        return reportOf(name, postureOf(changes));
    };
    const QJsonObject part{{u"rows"_s, QJsonArray()}, {u"partial"_s, QJsonArray{u"a project refused"_s}}};
    const QString inPart = u"Nothing was found in the data that could be read."_s,
                  unread = u"This could not be read."_s;
    for (const auto &[fact, says] : {std::pair{QJsonObject{{u"missing"_s, u"forbidden"_s}}, unread}, {part, inPart}}) {
        const Document document = madeOf(fact);
        const Table *shown = tableOf(document, table);
        QVERIFY(shown && shown->rows.isEmpty());
        QCOMPARE(shown->empty, says);
        if (!figure.isEmpty())
            QCOMPARE(figureIn(document, figure), u"–"_s);
    }
    const Document whole = madeOf(rows({}));
    const Table *shown = tableOf(whole, table);
    QVERIFY(shown && shown->rows.isEmpty());
    QVERIFY2(shown->empty != inPart && shown->empty != unread, qPrintable(shown->empty));
    QVERIFY(figure.isEmpty() || figureIn(whole, figure).startsWith(u'0'));
}

void TestReports::aPartOfTheStoreIsNotNone()
{
    TriageView view;
    view.context.set = findings::FindingSet::of({});
    RegistryRead read;
    read.id = u"r1"_s;
    const posture::Posture whole = postureOf();
    posture::Posture some = whole;
    some.facts.byKind[u"projects"_s].reading = posture::Reading::Partial;
    Source source;
    source.posture = &whole;
    source.view = &view;
    source.registryId = read.id;
    read.listed = whole.at;
    const auto report = [&](const posture::Posture &posture, bool sawAll) {
        read.sawAll = sawAll;
        view.registries = {read};
        source.posture = &posture;
        return makeReport(*findTemplate(u"findings"_s), source, Words());
    };
    const auto says = [](const Document &document) {
        return QStringList{tableOf(document, u"findings"_s)->empty,
            tableOf(document, u"findings-by-repository"_s)->empty, figureIn(document, u"open-critical"_s)};
    };
    const QString part = u"Nothing was found in the data that could be read."_s;
    QCOMPARE(says(report(whole, true)),
        (QStringList{u"No open critical or high findings."_s, u"No open findings."_s, u"0"_s}));
    QCOMPARE(says(report(whole, false)), (QStringList{part, part, u"–"_s}));
    QCOMPARE(says(report(some, true)), (QStringList{part, part, u"–"_s}));
    // The summary has figures of the store, too.
    some.facts.byKind[u"store-findings"_s].reading = posture::Reading::Partial;
    some.facts.byKind[u"store-findings"_s].rows.first().json.insert(u"breached"_s, 0);
    QCOMPARE(figureIn(reportOf(u"executive"_s, some), u"overdue"_s), u"–"_s);
    some.facts.byKind[u"store-findings"_s].reading = posture::Reading::Whole;
    QCOMPARE(figureIn(reportOf(u"executive"_s, some), u"overdue"_s), u"0"_s);
}

void TestReports::aProjectThatRefusesHasNoZeros()
{
    posture::Posture posture = postureOf();
    const auto imagesOf = [&](const QString &project) {
        const Document document = reportOf(u"signatures"_s, posture);
        for (const QStringList &row : tableOf(document, u"coverage-by-project"_s)->rows) {
            if (row.first() == project)
                return row.value(1);
        }
        return QString();
    };
    QCOMPARE(imagesOf(u"mirror"_s), u"0"_s);
    posture::Fact &artifacts = posture.facts.byKind[u"project-artifacts"_s];
    artifacts.reading = posture::Reading::Partial;
    artifacts.lacks = QStringList{u"mirror"_s};
    QCOMPARE(imagesOf(u"mirror"_s), u"–"_s);
    artifacts.lacks = QStringList{u"other"_s};
    QCOMPARE(imagesOf(u"mirror"_s), u"0"_s);
}

void TestReports::csvIsSafeForSpreadsheets()
{
    const posture::Posture posture = postureOf(
        {{u"users"_s, rows({QJsonObject{{u"username"_s, u"=cmd|' /C calc'!A0"_s}, {u"sysadmin_flag"_s, true}}})}});
    Source source;
    source.posture = &posture;
    const QByteArray csv = toCsv(makeReport(*findTemplate(u"access-review"_s), source, Words()));
    QVERIFY(csv.contains("'=cmd") && !csv.contains("\n=cmd") && !csv.contains(",=cmd"));
}

void TestReports::verdictsCountBeforeListedSignatures()
{
    const QJsonArray listed{QJsonObject{{u"type"_s, u"signature.cosign"_s}}};
    const QJsonObject artifacts = rows({image(u"1"_s, listed), image(u"2"_s, listed), image(u"3"_s, listed),
        image(u"4"_s, listed), image(u"5"_s, {}), image(u"6"_s, {})});
    QJsonArray verdicts;
    for (const auto &[digit, state] :
        {std::pair{u"1"_s, u"trusted"_s}, {u"2"_s, u"valid"_s}, {u"3"_s, u"invalid"_s}, {u"6"_s, u"none"_s}})
        verdicts.append(QJsonObject{{u"repository"_s, u"payments/api"_s}, {u"digest"_s, u"sha256:"_s + digit},
            {u"state"_s, state}, {u"attested"_s, QJsonArray{u"https://cyclonedx.org/bom"_s}},
            {u"checked"_s, u"2026-11-20T10:00:00Z"_s}});
    const Document document = reportOf(
        u"signatures"_s, postureOf({{u"project-artifacts"_s, artifacts}, {u"store-verdicts"_s, rows(verdicts)}}));
    for (const auto &[id, value] : {std::pair{"images", "6"}, {"trusted", "1"}, {"valid", "1"}, {"invalid", "1"},
             {"claimed", "0"}, {"none", "1"}, {"unverified", "2"}, {"listed", "4"}, {"boms", "4"}})
        QVERIFY2(figureIn(document, QString::fromLatin1(id)) == QString::fromLatin1(value), id);
    const Table *missing = tableOf(document, u"unsigned"_s);
    QVERIFY(missing && missing->rows.first().value(1) == u"bad|Invalid signature"_s);
    QVERIFY(missing->rows.first().value(2).startsWith(u"2026-11-20"_s));
    // Two images nobody verified: said on every page, not passed over.
    QVERIFY(document.blindSpots.join(u' ').contains(u"2 of 6 images"_s) && !document.isWhole());
    // An image of an index is counted inside of it, and is none of its own.
    QJsonArray trusted = {verdicts.first()};
    QJsonObject child = verdicts.first().toObject();
    child.insert(u"digest"_s, u"sha256:child"_s);
    child.insert(u"inside_index"_s, true);
    trusted.append(child);
    QCOMPARE(
        figureIn(reportOf(u"executive"_s, postureOf({{u"store-verdicts"_s, rows(trusted)}})), u"trusted"_s), u"1"_s);
    // Without any verdict nothing counts as trusted, nor as zero.
    const Document none = reportOf(u"signatures"_s,
        postureOf(
            {{u"project-artifacts"_s, artifacts}, {u"store-verdicts"_s, QJsonObject{{u"missing"_s, u"not-found"_s}}}}));
    QCOMPARE(figureIn(none, u"trusted"_s), u"–"_s);
    QCOMPARE(tableOf(none, u"signatures-by-project"_s)->rows.first().mid(1, 3),
        (QStringList{u"6"_s, u"–"_s, u"–"_s})); // images, trusted, valid
    QVERIFY(!none.isWhole());
}

void TestReports::deletionsAreProved()
{
    const auto entry = [](const QString &time, const QString &operation, const QString &resource) {
        return QJsonObject{{u"op_time"_s, time}, {u"operation"_s, operation}, {u"resource"_s, resource},
            {u"resource_type"_s, u"artifact"_s}, {u"username"_s, u"joe"_s}, {u"operation_result"_s, true}};
    };
    const auto gc = [](const QString &time, bool isDry) {
        return QJsonObject{{u"creation_time"_s, time}, {u"job_status"_s, u"Success"_s},
            {u"job_parameters"_s,
                QString::fromUtf8(QJsonDocument(
                    QJsonObject{{u"dry_run"_s, isDry}, {u"freed_space"_s, 1048576}, {u"purged_blobs"_s, 7}})
                                      .toJson())}};
    };
    const posture::Posture posture =
        postureOf({{u"audit"_s,
                       rows({entry(u"2026-11-10T10:00:00Z"_s, u"delete"_s, u"payments/api@sha256:1"_s),
                           entry(u"2026-11-10T11:00:00Z"_s, u"create"_s, u"payments/api@sha256:2"_s),
                           entry(u"2026-01-10T11:00:00Z"_s, u"delete"_s, u"payments/old@sha256:3"_s)})},
            {u"gc"_s, rows({gc(u"2026-11-11T00:00:00Z"_s, false), gc(u"2026-11-12T00:00:00Z"_s, true)})}});
    Source source;
    source.posture = &posture;
    source.from = QDateTime(QDate(2026, 11, 1), QTime(), Qt::UTC);
    source.to = QDateTime(QDate(2026, 11, 30), QTime(), Qt::UTC);
    const Document document = makeReport(*findTemplate(u"retention"_s), source, Words());
    QCOMPARE(tableOf(document, u"deletions"_s)->rows.size(), 1);
    QCOMPARE(tableOf(document, u"gc"_s)->rows.size(), 2);
    QCOMPARE(figureIn(document, u"gc-runs"_s), u"1"_s); // a dry run frees nothing
    QCOMPARE(figureIn(document, u"freed"_s), u"1.00 MiB"_s);
    // What has to be asked of the trail is only deletions.
    QVERIFY(paramsFor(*findTemplate(u"retention"_s), source.from, source.to)
                .value(u"audit"_s)
                .value(u"q"_s)
                .endsWith(u",operation=delete"_s));
}

void TestReports::exceptionsHaveTheirState()
{
    const QJsonObject file = casesFile();
    QJsonObject facts = file[u"good"_s].toObject();
    facts.insert(
        u"robots"_s, rows({QJsonObject{{u"name"_s, u"robot$x"_s}, {u"duration"_s, -1}, {u"expires_at"_s, -1}}}));
    const auto read = posture::factsFromJson(QJsonDocument(
        QJsonObject{{u"at"_s, file[u"at"_s]}, {u"host"_s, file[u"host"_s]},
            {u"facts"_s, facts}}).toJson());
    auto set = posture::builtInSet(u"all"_s);
    QVERIFY(read.ok() && set.ok());
    const QDate today = read->at.date();
    posture::CheckSet changed = *set;
    changed.exceptions = {{u"P10"_s, {}, u"Ann"_s, u"replaced soon"_s, today.addDays(10)},
        {u"P10"_s, u"robot$y"_s, u"Bob"_s, u"long ago"_s, today.addDays(-1)},
        {u"P03"_s, {}, u"Cid"_s, u"no longer so"_s, today.addDays(100)}};
    const Document document = reportOf(u"exceptions"_s, posture::evaluate(*read, changed));
    const Table *table = tableOf(document, u"exceptions"_s);
    QVERIFY(table);
    QStringList states;
    for (const QStringList &row : table->rows)
        states.append(row.last());
    QCOMPARE(states,
        (QStringList{
            u"warn|in force, expires within 30 days"_s, u"bad|expired"_s, u"plain|not needed: the check passed"_s}));
    QCOMPARE(figureIn(document, u"expired"_s), u"1"_s);
}

void TestReports::comparedWithTheReportBefore()
{
    const auto member = [](const QString &name, int role) {
        return QJsonObject{{u"parent"_s, u"payments"_s},
            {u"row"_s, QJsonObject{{u"entity_type"_s, u"u"_s}, {u"entity_name"_s, name}, {u"role_id"_s, role}}}};
    };
    const Document first = reportOf(u"access-review"_s,
        postureOf({{u"project-members"_s, rows({member(u"joe"_s, 2), member(u"ann"_s, 3), member(u"gone"_s, 3)})}}));
    posture::Posture later =
        postureOf({{u"project-members"_s, rows({member(u"joe"_s, 1), member(u"ann"_s, 3), member(u"new"_s, 4)})}});
    later.at = later.at.addDays(1);
    Document second = reportOf(u"access-review"_s, later);
    const QString folder = m_dir.filePath(u"reports"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(!written(u"reports/access-review-x-1.json"_s, toJson(first)).isEmpty());
    QVERIFY(!written(u"reports/access-review-x-0.json"_s, "cut{").isEmpty());
    const Result<Document> before = readEarlier(folder, second);
    QVERIFY2(before.ok(), qPrintable(before ? QString() : before.error().text()));
    QVERIFY(compareWith(second, *before, Words()).ok());
    const Table *changes = tableOf(second, u"since-rows"_s);
    QVERIFY(changes);
    QList<QStringList> said;
    for (const QStringList &row : changes->rows)
        said.append({row[0].section(u'|', 1), row[2], row[3]});
    QCOMPARE(said,
        (QList<QStringList>{{u"Changed"_s, u"payments · joe · User"_s, u"Role: Developer → Project admin"_s},
            {u"New"_s, u"payments · new · User"_s, {}}, {u"Removed"_s, u"payments · gone · User"_s, {}}}));
    // The same twice differs in nothing.
    Document same = reportOf(u"access-review"_s, later);
    Document old = same;
    old.madeAt = old.madeAt.addDays(-1);
    QVERIFY(compareWith(same, old, Words()).ok());
    QVERIFY(tableOf(same, u"since-rows"_s)->rows.isEmpty() && tableOf(same, u"since-figures"_s)->rows.isEmpty());
}

void TestReports::otherReportsAreNotCompared_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"template", "host", "language", "redacted", "newer"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestReports::otherReportsAreNotCompared()
{
    QFETCH(QString, what);
    Document now = reportOf(u"configuration"_s, postureOf());
    Document before = now;
    before.madeAt = now.madeAt.addDays(what == u"newer"_s ? 1 : -1);
    if (what == u"template"_s)
        before.name = u"audit"_s;
    else if (what == u"host"_s)
        before.host = u"other.example"_s;
    else if (what == u"language"_s)
        before.language = u"de"_s;
    else if (what == u"redacted"_s)
        before.redaction = u"persons"_s;
    const qsizetype sections = now.sections.size();
    const Result<void> compared = compareWith(now, before, Words());
    QVERIFY(!compared.ok() && compared.error().kind == ErrorKind::Usage);
    QCOMPARE(now.sections.size(), sections);
}

void TestReports::pdfHasTheSame()
{
    if (printProgram().isEmpty())
        QSKIP("lotse-print is not built here.");
    QJsonArray robots;
    for (int i = 0; i < 400; ++i)
        robots.append(QJsonObject{{u"name"_s, u"robot$number-%1"_s.arg(i)}, {u"duration"_s, -1}});
    // One with more rights than fit on a page: its row goes on over the next.
    QJsonArray rights;
    for (int i = 0; i < 900; ++i)
        rights.append(QJsonObject{{u"resource"_s, u"resource-%1"_s.arg(i)}, {u"action"_s, u"pull"_s}});
    robots.append(QJsonObject{{u"name"_s, u"robot$tall"_s},
        {u"permissions"_s, QJsonArray{QJsonObject{{u"namespace"_s, u"*"_s}, {u"access"_s, rights}}}}});
    const posture::Posture posture = postureOf({{u"robots"_s, rows(robots)},
        {u"users"_s, QJsonObject{{u"missing"_s, u"forbidden"_s}, {u"right"_s, u"user:list"_s}}}});
    Source source;
    source.posture = &posture;
    const Document document = makeReport(*findTemplate(u"access-review"_s), source, Words());
    std::optional<Result<QByteArray>> pdf;
    QObject owner;
    printPdf(toJson(document), &owner, [&](const Result<QByteArray> &made) { pdf = made; });
    QTRY_VERIFY_WITH_TIMEOUT(pdf.has_value(), 60'000);
    QVERIFY2(pdf->ok(), qPrintable(*pdf ? QString() : pdf->error().text() + pdf->error().detail));
    if (QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty())
        QSKIP("There is no pdftotext here.");
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"report.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(**pdf) == (*pdf)->size());
    file.close();
    const QString text = QString::fromUtf8(output(u"pdftotext"_s, {u"-layout"_s, file.fileName(), u"-"_s}));
    const QStringList pages = text.split(u'\f', Qt::SkipEmptyParts);
    QVERIFY2(pages.size() > 5, qPrintable(QString::number(pages.size())));
    for (qsizetype i = 0; i < pages.size(); ++i) {
        QVERIFY(pages[i].contains(document.mark.left(40))); // on every page
        QVERIFY(pages[i].contains(u"Page %1"_s.arg(i + 1)));
    }
    for (int i = 0; i < 400; i += 37)
        QVERIFY2(text.contains(u"robot$number-%1"_s.arg(i)), qPrintable(QString::number(i)));
    for (int i = 0; i < 900; i += 7)
        QCOMPARE(QString(text).remove(u'\n').remove(u' ').count(u"resource-%1:"_s.arg(i)), 1);
    qsizetype heads = 0;
    for (const QString &page : pages)
        heads += page.contains(u"Permissions"_s) ? 1 : 0;
    QVERIFY(heads > 3); // repeated
    // Each figure with its page; no chart is a picture.
    for (const Figure &figure : document.sections.first().figures + document.sections.at(1).figures)
        QVERIFY2(text.contains(figure.value) && text.contains(figure.label.left(12)), qPrintable(figure.id));
    QVERIFY(text.contains(u"→ Page "_s));
    QCOMPARE(output(u"pdfimages"_s, {u"-list"_s, file.fileName()}).count('\n'), 2); // its two heads
    const QString fonts = QString::fromUtf8(output(u"pdffonts"_s, {file.fileName()}));
    for (const QString &line : fonts.split(u'\n', Qt::SkipEmptyParts).mid(2))
        QVERIFY2(line.contains(u" yes "_s), qPrintable(line)); // embedded
    printPdf("no report", &owner, [&](const Result<QByteArray> &made) { pdf = made; });
    pdf.reset();
    QTRY_VERIFY_WITH_TIMEOUT(pdf.has_value(), 60'000);
    QVERIFY(!pdf->ok());
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    TestReports reports;
    int failed = QTest::qExec(&reports, argc, argv);
    failed += QTest::qExec(makeRedactionTests().get(), argc, argv);
    failed += QTest::qExec(makeReviewTests().get(), argc, argv);
    return failed + QTest::qExec(makeScheduleTests().get(), argc, argv);
}

#include "tst_reports.moc"
