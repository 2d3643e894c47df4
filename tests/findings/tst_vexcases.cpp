// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/decisionbook.h"
#include "findings/reportimport.h"
#include "findings/vex.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

static constexpr Seconds kNow = 1'800'000'000;

class TestVexCases : public QObject {
    Q_OBJECT
private slots:
    void hidesNoMore_data();
    void hidesNoMore();
    void oddStatementsHideNothing_data();
    void oddStatementsHideNothing();
    void aRevisedDocumentWins();
    void aNewerVersionWithdraws_data();
    void aNewerVersionWithdraws();
    void whatAVersionStatesOfLessIsDecidedAfresh();
    void whatAVersionDoesNotTellWithdrawsNothing_data();
    void whatAVersionDoesNotTellWithdrawsNothing();
    void undatedStatementsGiveWay_data();
    void undatedStatementsGiveWay();
    void contradictionsHideNoLonger();
    void manyVersionsAreAllMeant();
    void tagsHaveTheirCase();
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

static Context contextOfOne()
{
    SegmentBuilder builder(u"r"_s, u"reg.example.test"_s);
    ImageInput image;
    image.project = u"shop"_s;
    image.repository = u"shop/web"_s;
    image.digest = u"sha256:"_s + QString(64, QChar(u'c'));
    image.tags = {u"1"_s};
    builder.begin(image);
    FindingInput input{"CVE-2099-1", "p", "1.0", {}, "High", "affected"};
    input.purl = "pkg:deb/debian/p?arch=amd64";
    builder.add(input);
    Context context;
    context.set = FindingSet::of({builder.build()});
    context.now = kNow;
    return context;
}

static bool isHidden(const Context &context, const QList<Decision> &decisions)
{
    return applyDecisions(context, decisions).states->has(0, StateBits::kHidden);
}

static QByteArray openVex(const QByteArray &statements, const QByteArray &head = {})
{
    return R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"v","author":"V","timestamp":"2026-11-01T00:00:00Z")"
        + head + R"(,"statements":[)" + statements + "]}";
}

static QByteArray says(const QByteArray &status, const QByteArray &more = {},
    const QByteArray &products = R"({"@id":"pkg:deb/debian/p@1.0"})", const QByteArray &id = "CVE-2099-1")
{
    return R"({"vulnerability":{"name":")" + id + R"("},"status":")" + status
        + R"(","impact_statement":"x","products":[)" + products + "]" + more + "}";
}

static QByteArray csaf(const QByteArray &tree, const QByteArray &statuses,
    const QByteArray &label = "component_not_present", const QByteArray &status = R"(,"status":"final")")
{
    return R"({"document":{"category":"csaf_vex","csaf_version":"2.0","publisher":{"name":"V"},"tracking":{"id":"V",
        "current_release_date":"2026-01-01T00:00:00Z")"
        + status + R"(}},"product_tree":)" + tree + R"(,"vulnerabilities":[{"cve":"CVE-2099-1","flags":[{"label":")"
        + label + R"(","product_ids":["A"]}],"product_status":)" + statuses + "}]}";
}

static QByteArray cycloneDx(const QByteArray &components, const QByteArray &affects, const QByteArray &analysis)
{
    return R"({"bomFormat":"CycloneDX","serialNumber":"urn:uuid:1-2","metadata":{"timestamp":"2026-01-01T00:00:00Z"},
        "components":[)"
        + components + R"(],"vulnerabilities":[{"id":"CVE-2099-1","affects":[)" + affects + R"(],"analysis":{)"
        + analysis + "}}]}";
}

// A document that names the finding, once as it should and then in ways that say two things, or something else.
void TestVexCases::oddStatementsHideNothing_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("isHiding");
    const auto row = [](const char *name, const QByteArray &file, bool isHiding = false) {
        QTest::newRow(name) << file << isHiding;
    };
    row("OpenVEX", openVex(says("not_affected")), true);
    row("id in small letters", openVex(says("not_affected", {}, R"({"@id":"pkg:deb/debian/p@1.0"})", " cve-2099-1 ")),
        true);
    const QByteArray byAddress =
        R"({"vulnerability":{"@id":"https://nvd.example/detail/CVE-2099-1"},"status":)"
        R"("not_affected","impact_statement":"x","products":[{"@id":"pkg:deb/debian/p@1.0"}]})";
    row("named by its address", openVex(byAddress), true);
    row("named by an address of something else",
        openVex(QByteArray(byAddress).replace("CVE-2099-1", "advisories.html")));
    row("context in a list",
        openVex(says("not_affected"))
            .replace(R"("https://openvex.dev/ns/v0.2.0")", R"(["https://openvex.dev/ns/v0.2.0"])"),
        true);
    row("status twice", openVex(says("not_affected", R"(,"status":"affected")")));
    row("product twice", openVex(says("not_affected", {}, R"({"@id":"pkg:deb/debian/p@1.0","@id":"pkg:npm/p"})")));
    row("time that is none", openVex(says("not_affected", R"(,"timestamp":"soon")")));
    row("affected at a time that is none",
        openVex(says("not_affected", R"(,"timestamp":"2026-11-10T00:00:00Z")") + ','
            + says("affected", R"(,"timestamp":"20 Nov 2026")")));
    const QByteArray image = R"("@id":"pkg:oci/web?repository_url=reg.example.test/shop/web")";
    row("whole image", openVex(says("not_affected", {}, "{" + image + "}")), true);
    row("parts that are no list", openVex(says("not_affected", {}, "{" + image + R"(,"subcomponents":"x"})")));
    row("hash instead of a version",
        openVex(says(
            "not_affected", {}, R"({"@id":"pkg:deb/debian/p","hashes":{"sha-256":")" + QByteArray(64, 'd') + "\"}}")));
    row("hash of the image in capitals",
        openVex(says("not_affected", {}, R"({"@id":"x","hashes":{"sha-256":")" + QByteArray(64, 'C') + "\"}}")), true);
    row("hash of another image",
        openVex(says("not_affected", {},
            R"({"@id":"pkg:oci/web@sha256:)" + QByteArray(64, 'c') + R"(","hashes":{"sha-256":")" + QByteArray(64, 'd')
                + "\"}}")));

    const auto named = [](const QByteArray &purl) {
        return R"({"product_id":"A","name":"n","product_identification_helper":{"purl":")" + purl + "\"}}";
    };
    const QByteArray tree = R"({"full_product_names":[)" + named("pkg:deb/debian/p@1.0") + "]}";
    const QByteArray status = R"({"known_not_affected":["A"]})";
    row("CSAF", csaf(tree, status), true);
    row("CSAF: product twice",
        csaf(R"({"full_product_names":[)" + named("pkg:deb/ubuntu/p@1.0") + ',' + named("pkg:deb/debian/p@1.0") + "]}",
            status));
    row("CSAF: package twice in a product",
        csaf(QByteArray(tree).replace(R"("purl")", R"("purl":"pkg:deb/debian/p@1.0","purl")"), status));
    row("CSAF: version in the branch above",
        csaf(R"({"branches":[{"category":"product_version","name":"2.0","branches":[{"category":"architecture",
            "name":"amd64","product":)"
                + named("pkg:deb/debian/p") + "}]}]}",
            status));
    const auto inBranch = [&](const QByteArray &category, const QByteArray &name, const QByteArray &purl) {
        return csaf(R"({"branches":[{"category":"product_name","name":"Web","branches":[{"category":")" + category
                + R"(","name":")" + name + R"(","product":)" + named(purl) + "}]}]}",
            status);
    };
    const QByteArray web = "pkg:oci/web?repository_url=reg.example.test/shop/web";
    row("CSAF: tag of an image in the branch", inBranch("product_version", "1", web), true);
    row("CSAF: another tag in the branch", inBranch("product_version", "2", web));
    row("CSAF: digest in the branch", inBranch("product_version", "sha256:" + QByteArray(64, 'c'), web), true);
    row("CSAF: another digest in the branch", inBranch("product_version", "sha256:" + QByteArray(64, 'd'), web));
    row("CSAF: range of an image in the branch", inBranch("product_version_range", "vers:oci/<2", web));
    row("CSAF: unknown justification", csaf(tree, status, "weird"));
    row("CSAF: no status of the document", csaf(tree, status, "component_not_present", {}));
    row("CSAF: status of tomorrow", csaf(tree, R"({"known_not_affected":["A"],"maybe":["A"]})"));
    row("CSAF: status unknown", csaf(tree, R"({"known_not_affected":["A"],"unknown":["A"]})"));
    row("CSAF: affected is no list", csaf(tree, R"({"known_not_affected":["A"],"known_affected":"A"})"));

    const QByteArray c = R"({"bom-ref":"c","type":"library","name":"p","version":"1.0","purl":"pkg:deb/debian/p@1.0"})";
    const QByteArray state = R"("state":"not_affected")";
    row("CycloneDX", cycloneDx(c, R"({"ref":"c"})", state), true);
    row("CycloneDX: its own link", cycloneDx(c, R"({"ref":"urn:cdx:1-2/1#c"})", state), true);
    row("CycloneDX: link to another", cycloneDx(c, R"({"ref":"urn:cdx:9-9/1#c"})", state));
    row("CycloneDX: state twice", cycloneDx(c, R"({"ref":"c"})", R"("state":"exploitable",)" + state));
    row("CycloneDX: time that is none", cycloneDx(c, R"({"ref":"c"})", state + R"(,"lastUpdated":"soon")"));
    row("CycloneDX: reference twice",
        cycloneDx(
            R"({"bom-ref":"c","type":"library","name":"q","purl":"pkg:deb/debian/q"},)" + c, R"({"ref":"c"})", state));
    row("CycloneDX: versions no list", cycloneDx(c, R"({"ref":"c","versions":"1.0"})", state));
    row("CycloneDX: package twice in a component",
        cycloneDx(QByteArray(c).replace(R"("purl")", R"("purl":"pkg:deb/debian/q","purl")"), R"({"ref":"c"})", state));
    const auto about = [&](const QByteArray &ref, const QByteArray &affects) {
        return cycloneDx(c, affects, state)
            .replace(R"("metadata":{)",
                R"("metadata":{"component":{)" + ref
                    + R"("type":"container","name":"reg.example.test/shop/web","version":"1"},)");
    };
    row("CycloneDX: the image that it is about", about(R"("bom-ref":"w",)", R"({"ref":"w"})"), true);
    row("CycloneDX: no reference", about({}, "{}"));
    row("CycloneDX: an empty reference", about({}, R"({"ref":""})"));
    row("CycloneDX: an empty link", about({}, R"({"ref":"urn:cdx:1-2/1#"})"));
    const QByteArray i = R"({"bom-ref":"i","type":"container","name":"reg.example.test/shop/web"})";
    row("CycloneDX: tag of an image", cycloneDx(i, R"({"ref":"i","versions":[{"version":"1"}]})", state), true);
    row("CycloneDX: version of a package as a tag",
        cycloneDx(i, R"({"ref":"i","versions":[{"version":"1.0"}]})", state));
    row("CycloneDX: range of an image", cycloneDx(i, R"({"ref":"i","versions":[{"range":"vers:deb/<2"}]})", state));
}

void TestVexCases::oddStatementsHideNothing()
{
    QFETCH(QByteArray, file);
    QFETCH(bool, isHiding);
    const Context context = contextOfOne();
    const auto document = readVex(file, kNow);
    QVERIFY2(document.ok(), qPrintable(document.error().text()));
    const VexPlan plan = planVexImport(context, *document);
    QCOMPARE(isHidden(context, plan.decisions), isHiding);
    const quint32 told = quint32(plan.problems.size()) + plan.unmatched.count + plan.inapplicable.count
        + plan.contradicting.count + plan.drafts.count;
    QVERIFY(isHiding || told > 0);
    QVERIFY(document->skipped <= int(document->problems.size()));
    if (document->statements.isEmpty())
        QVERIFY(document->skipped > 0);
    QVERIFY(!isHiding || told == 0);
}

// A list of statements that cannot be read is no document without statements; a later version of a document counts.
void TestVexCases::aRevisedDocumentWins()
{
    for (const QByteArray &file : {QByteArray(R"({"@context":"https://openvex.dev/ns","statements":{}})"),
             QByteArray(R"({"@context":"https://openvex.dev/ns","statements":[{}],"statements":[]})"),
             QByteArray(R"({"bomFormat":"CycloneDX","vulnerabilities":"x"})"),
             QByteArray(R"({"document":{"csaf_version":"2.0"},"vulnerabilities":5})"),
             openVex(QByteArray("{},").repeated(200'000) + "{}")})
        QVERIFY(!readVex(file, kNow).ok());
    Context context = contextOfOne();
    VexImportOptions options;
    options.existing = planVexImport(context, *readVex(openVex(says("not_affected")), kNow)).decisions;
    options.existing.first().id = u"first"_s;
    context.states = applyDecisions(context, options.existing).states;
    QVERIFY(isHidden(context, options.existing));
    const auto revised = readVex(openVex(says("affected"), R"(,"last_updated":"2026-11-05T00:00:00Z")"), kNow);
    const VexPlan plan = planVexImport(context, *revised, options);
    QCOMPARE(plan.occurrences, 1U);
    // What claims to be of the future is of today, so that it does not outlast what is said tomorrow.
    const auto future = readVex(openVex(says("affected", R"(,"timestamp":"2099-01-01T00:00:00Z")")), kNow);
    QCOMPARE(future->statements.first().time, kNow);
}

// What is decided, import after import, as the history has it.
class Imports {
public:
    VexPlan plan(const QByteArray &file)
    {
        VexImportOptions options;
        options.existing = book.current();
        options.imported = importedDocuments(book.events());
        context.states = applyDecisions(context, options.existing).states;
        return planVexImport(context, *readVex(file, kNow), options);
    }
    QString import(const QByteArray &file)
    {
        const VexPlan made = plan(file);
        return made.decisions.isEmpty() && made.withdrawn.isEmpty()
            ? QString()
            : append(book.make(made.decisions, u"anna"_s, {}, kNow, {made.document, made.withdrawn}));
    }
    QString append(const Result<DecisionEvent> &event)
    {
        const auto read = event ? readEvent(eventJson(*event)) : Result<DecisionEvent>(event.error());
        return read && *read == *event && book.append(*read).ok() ? read->id : u"failed"_s;
    }
    bool isHiding() const { return isHidden(context, book.current()); }

    Context context = contextOfOne();
    DecisionBook book;
};

static QByteArray version(const QByteArray &number, const QByteArray &statements)
{
    return openVex(statements, R"(,"version":)" + number);
}

void TestVexCases::aNewerVersionWithdraws_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("isHiding");
    const QByteArray hiding = says("not_affected");
    const QByteArray other = says("affected", {}, R"({"@id":"pkg:npm/q@1"})", "CVE-2099-2");
    QTest::newRow("newer, without it") << version("1", hiding) << version("2", other) << false;
    QTest::newRow("newer, without any") << version("1", hiding) << version("2", {}) << false;
    QTest::newRow("newer by a number, not by a word") << version("9", hiding) << version("10", other) << false;
    QTest::newRow("in text") << version(R"("1.9")", hiding) << version(R"("1.10")", other) << false;
    QTest::newRow("newer, for another package")
        << version("1", hiding) << version("2", says("not_affected", {}, R"({"@id":"pkg:deb/debian/q@1.0"})")) << false;
    QTest::newRow("newer, with it") << version("1", hiding) << version("2", hiding + ',' + other) << true;
    QTest::newRow("older") << version("2", hiding) << version("1", other) << true;
    QTest::newRow("older, which says otherwise")
        << version("2", hiding) << version("1", says("affected", R"(,"timestamp":"2026-11-09T00:00:00Z")")) << true;
    QTest::newRow("the same version") << version("1", hiding) << version("1", other) << true;
    QTest::newRow("no versions") << openVex(hiding) << openVex(other) << true;
    QTest::newRow("no numbers") << version(R"("a")", hiding) << version(R"("b")", other) << true;
    QTest::newRow("another document") << version("1", hiding)
                                      << version("2", other).replace(R"("@id":"v")", R"("@id":"w")") << true;
    QTest::newRow("of another author") << version("1", hiding)
                                       << version("2", other).replace(R"("author":"V")", R"("author":"W")") << true;
    const auto bom = [](const QByteArray &number, const QByteArray &id) {
        return cycloneDx({}, R"({"ref":"pkg:deb/debian/p@1.0"})", R"("state":"not_affected")")
            .replace("CVE-2099-1", id)
            .replace(R"("metadata")", number + R"("metadata")");
    };
    QTest::newRow("CycloneDX") << bom({}, "CVE-2099-1") << bom(R"("version":2,)", "CVE-2099-2") << false;
    const auto advisory = [](const QByteArray &number, const QByteArray &id) {
        return csaf(R"({"full_product_names":[{"product_id":"A","name":"n","product_identification_helper":{"purl":
            "pkg:deb/debian/p@1.0"}}]})",
            R"({"known_not_affected":["A"]})", "component_not_present",
            R"(,"status":"final","version":")" + number + '"')
            .replace("CVE-2099-1", id);
    };
    QTest::newRow("CSAF") << advisory("1.0.0", "CVE-2099-1") << advisory("1.1.0", "CVE-2099-2") << false;
}

void TestVexCases::aNewerVersionWithdraws()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(bool, isHiding);
    Imports imports;
    imports.import(first);
    QVERIFY(imports.isHiding());
    const VexPlan plan = imports.plan(second);
    QCOMPARE(plan.withdrawn.size(), isHiding ? 0 : 1);
    QCOMPARE(plan.lapsed.count, quint32(plan.withdrawn.size()));
    const QString event = imports.import(second);
    QCOMPARE(imports.isHiding(), isHiding);
    if (isHiding)
        return;
    QVERIFY(plan.lapsed.list.first().contains(u"CVE-2099-1: p (not_affected)"_s));
    // What it took back does not come again with what it took the place of, unless it is undone itself.
    QVERIFY(imports.import(first).isEmpty());
    QVERIFY(!imports.isHiding());
    QVERIFY(imports.append(imports.book.undo(event, u"anna"_s, kNow)) != u"failed"_s);
    QVERIFY(imports.isHiding());
}

// Of fewer versions of a package, although those that it leaves out are not here yet.
void TestVexCases::whatAVersionStatesOfLessIsDecidedAfresh()
{
    const QByteArray both =
        says("not_affected", {}, R"({"@id":"pkg:deb/debian/p@1.0"},{"@id":"pkg:deb/debian/p@2.0"})");
    Imports imports;
    imports.import(version("1", both));
    QCOMPARE(imports.book.current().size(), 1);
    QCOMPARE(imports.book.current().first().match.versions, u"vers:generic/1.0|2.0"_s);
    imports.import(version("2", says("not_affected")));
    QVERIFY(imports.isHiding());
    QCOMPARE(imports.book.current().size(), 1);
    QCOMPARE(imports.book.current().first().match.versions, u"vers:generic/1.0"_s);
    QCOMPARE(imports.book.current().first().source.version, u"2"_s);
    // More than before holds all that there was.
    QVERIFY(imports.plan(version("3", both)).withdrawn.isEmpty());
}

// A second document, after version 1 that hides, and what stays of that.
void TestVexCases::whatAVersionDoesNotTellWithdrawsNothing_data()
{
    QTest::addColumn<QByteArray>("second");
    const QByteArray other = says("affected", {}, R"({"@id":"pkg:npm/q@1"})", "CVE-2099-2");
    QTest::newRow("a statement that cannot be read") << version("2", other + ",5");
    QByteArray draft = says("not_affected");
    QTest::newRow("a statement that is not final")
        << version("2", other + ',' + draft.replace(R"("impact_statement":"x",)", ""));
}

void TestVexCases::whatAVersionDoesNotTellWithdrawsNothing()
{
    QFETCH(QByteArray, second);
    Imports imports;
    imports.import(version("1", says("not_affected")));
    const VexPlan plan = imports.plan(second);
    QVERIFY(plan.withdrawn.isEmpty());
    QVERIFY(std::any_of(plan.problems.begin(), plan.problems.end(),
        [](const Message &one) { return one.english().contains(u"are not withdrawn"_s); }));
    // Nor is anything withdrawn that somebody made of it.
    Imports changed;
    changed.import(version("1", says("not_affected")));
    Decision own = changed.book.current().first();
    own.supersedes = own.id;
    own.author = u"anna"_s;
    changed.append(changed.book.make({own}, u"anna"_s, {}, kNow));
    changed.import(version("2", {}));
    QVERIFY(changed.isHiding());
}

// Two documents, one after the other: whether the second takes the place of what the first hides.
void TestVexCases::undatedStatementsGiveWay_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("isHiding");
    const QByteArray undated = R"({"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-2099-1","affects":[
        {"ref":"pkg:deb/debian/p@1.0"}],"analysis":{"state":"not_affected"}}]})";
    const auto open = [](QByteArray text) { return text.replace("not_affected", "exploitable"); };
    const auto hiding = [](const QByteArray &more = {}) { return openVex(says("not_affected", more)); };
    QTest::newRow("no dates at all") << undated << open(undated) << false;
    QTest::newRow("not dated, after one that is") << hiding() << open(undated) << false;
    QTest::newRow("dated, after one that is not") << undated << openVex(says("affected")) << false;
    QTest::newRow("the same date") << hiding() << openVex(says("affected")) << false;
    QTest::newRow("the same date, being looked into") << hiding() << openVex(says("under_investigation")) << false;
    QTest::newRow("older") << hiding(R"(,"timestamp":"2026-11-05T00:00:00Z")") << openVex(says("affected")) << true;
    QTest::newRow("open, then hidden of the same date") << openVex(says("affected")) << hiding() << false;
    QTest::newRow("open, then hidden without a date") << openVex(says("affected")) << undated << false;
    QTest::newRow("open without a date, then hidden") << open(undated) << hiding() << true;
    const QByteArray undatedHead =
        openVex(says("not_affected", R"(,"timestamp":"2026-11-05T00:00:00Z")") + ',' + says("affected"))
            .replace(R"("timestamp":"2026-11-01T00:00:00Z",)", "");
    QTest::newRow("in one document") << undatedHead << openVex(says("affected", {}, R"({"@id":"pkg:npm/q"})")) << false;
}

void TestVexCases::undatedStatementsGiveWay()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    Context context = contextOfOne();
    VexImportOptions options;
    for (const QByteArray &file : {first, second}) {
        const auto document = readVex(file, kNow);
        QVERIFY2(document.ok(), qPrintable(document.error().text()));
        for (Decision decision : planVexImport(context, *document, options).decisions) {
            decision.id = u"d%1"_s.arg(options.existing.size());
            decision.created = kNow + options.existing.size();
            const auto kept = readDecision(decisionJson(decision)); // as the store has it
            QVERIFY2(kept.ok(), qPrintable(kept.error().text()));
            options.existing.append(*kept);
        }
        context.states = applyDecisions(context, options.existing).states;
    }
    QTEST(isHidden(context, options.existing), "isHiding");
}

// What was hidden by a document comes back where a newer one says both.
void TestVexCases::contradictionsHideNoLonger()
{
    Context context = contextOfOne();
    VexImportOptions options;
    options.existing = planVexImport(context, *readVex(openVex(says("not_affected")), kNow)).decisions;
    options.existing.first().id = u"first"_s;
    context.states = applyDecisions(context, options.existing).states;
    const auto both = readVex(openVex(says("not_affected", R"(,"timestamp":"2026-11-05T00:00:00Z")") + ','
                                  + says("affected", R"(,"timestamp":"2026-11-05T00:00:00Z")")),
        kNow);
    const VexPlan plan = planVexImport(context, *both, options);
    QCOMPARE(plan.contradicting.count, 2U);
    QCOMPARE(plan.decisions.size(), 1);
    QVERIFY(!isHidden(context, options.existing + plan.decisions));
    QVERIFY(planVexImport(contextOfOne(), *both).decisions.isEmpty());
    // What is open already needs no other decision.
    options.existing = planVexImport(contextOfOne(), *readVex(openVex(says("affected")), kNow)).decisions;
    options.existing.first().id = u"first"_s;
    context.states = applyDecisions(context, options.existing).states;
    QVERIFY(planVexImport(context, *both, options).decisions.isEmpty());
}

// More versions than a range may have, and longer ones.
void TestVexCases::manyVersionsAreAllMeant()
{
    for (const int length : {3, 90}) {
        QByteArrayList products;
        QByteArrayList versions;
        for (int i = 0; i < 70; ++i) {
            const QByteArray version = QByteArray(length, '7') + '.' + QByteArray::number(i);
            products.append(R"({"@id":"pkg:deb/debian/p@)" + version + "\"}");
            versions.append(R"({"version":")" + version + "\"}");
        }
        products.append(R"({"@id":"pkg:deb/debian/p@1.0"})");
        versions.append(R"({"version":"1.0"})");
        const Context context = contextOfOne();
        const auto apart = readVex(openVex(says("not_affected", {}, products.join(','))), kNow);
        QVERIFY(isHidden(context, planVexImport(context, *apart).decisions));
        const auto together =
            readVex(cycloneDx(R"({"bom-ref":"c","type":"library","name":"p","purl":"pkg:deb/debian/p"})",
                        R"({"ref":"c","versions":[)" + versions.join(',') + "]}", R"("state":"not_affected")"),
                kNow);
        const VexPlan plan = planVexImport(context, *together);
        QVERIFY(plan.problems.isEmpty());
        QVERIFY(isHidden(context, plan.decisions));
    }
}

void TestVexCases::tagsHaveTheirCase()
{
    SegmentBuilder builder(u"r"_s, u"reg.example.test"_s);
    for (const auto &[digit, tag] : {std::pair(u'a', u"rc1"_s), std::pair(u'b', u"RC1"_s)}) {
        ImageInput image;
        image.project = u"shop"_s;
        image.repository = u"shop/web"_s;
        image.digest = u"sha256:"_s + QString(64, QChar(digit));
        image.tags = {tag};
        builder.begin(image);
        builder.add({"CVE-2099-1", "p", "1.0", {}, "High", "affected"});
    }
    Context context;
    context.set = FindingSet::of({builder.build()});
    context.now = kNow;
    const auto document = readVex(
        openVex(says("not_affected", {}, R"({"@id":"pkg:oci/web?repository_url=reg.example.test/shop/web&tag=RC1"})")),
        kNow);
    const auto states = applyDecisions(context, planVexImport(context, *document).decisions).states;
    for (RowId row = 0; row < context.set->rowCount(); ++row) {
        QCOMPARE(states->has(row, StateBits::kHidden),
            context.set->occurrence(row).platformDigest == u"sha256:"_s + QString(64, u'b'));
    }
}

QTEST_GUILESS_MAIN(TestVexCases)
#include "tst_vexcases.moc"
