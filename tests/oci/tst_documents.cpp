// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/attestation.h"
#include "oci/chart.h"
#include "oci/sbom.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace lotse;
using namespace lotse::oci;
using namespace Qt::StringLiterals;

class TestDocuments : public QObject {
    Q_OBJECT
private slots:
    void readsSpdx();
    void readsCycloneDx();
    void readsSpdx3();
    void readsInAnyOrder();
    void readsThePredicate();
    void refusesSboms_data();
    void refusesSboms();
    void capsSboms();
    void readsTheRecordedSbom();
    void readsAttestations_data();
    void readsAttestations();
    void refusesAttestations_data();
    void refusesAttestations();
    void readsCharts();
    void refusesCharts_data();
    void refusesCharts();
};

void TestDocuments::readsSpdx()
{
    const auto sbom = parseSbom(R"({"spdxVersion":"SPDX-2.3","name":"app","unknown":{"packages":[1]},
        "creationInfo":{"created":"2026-11-23T09:37:18Z","creators":["Tool: scan-1"]},
        "packages":[
          {"name":"openssl","versionInfo":"3.0.1","licenseDeclared":"Apache-2.0","licenseConcluded":"NOASSERTION",
           "primaryPackagePurpose":"LIBRARY","supplier":"NOASSERTION","externalRefs":[
             {"referenceType":"cpe23Type","referenceLocator":"cpe:2.3:a:b"},
             {"referenceType":"purl","referenceLocator":"pkg:deb/debian/openssl@3.0.1"}]},
          {"name":"base","licenseConcluded":"MIT OR Apache-2.0","licenseDeclared":"MIT","versionInfo":null,
           "supplier":"Organization: Team"},
          {"name":"none","licenseConcluded":"NONE","licenseDeclared":"NOASSERTION","externalRefs":null}]})");
    QVERIFY2(sbom.ok(), qPrintable(sbom.error().message.english()));
    QCOMPARE(sbom->format, Sbom::Format::Spdx);
    QCOMPARE(sbom->version, u"SPDX-2.3"_s);
    QCOMPARE(sbom->name, u"app"_s);
    QCOMPARE(sbom->created, QDateTime(QDate(2026, 11, 23), QTime(9, 37, 18), Qt::UTC));
    QCOMPARE(sbom->tools, QStringList{u"Tool: scan-1"_s});
    QCOMPARE(sbom->packages.size(), 3);
    const SbomPackage &first = sbom->packages[0];
    QCOMPARE(first.name, u"openssl"_s);
    QCOMPARE(first.version, u"3.0.1"_s);
    QCOMPARE(first.purl, u"pkg:deb/debian/openssl@3.0.1"_s);
    QCOMPARE(first.type, u"library"_s);
    QCOMPARE(first.licences, QStringList{u"Apache-2.0"_s});
    QCOMPARE(first.supplier, QString());
    QCOMPARE(sbom->packages[1].licences, QStringList{u"MIT OR Apache-2.0"_s});
    QCOMPARE(sbom->packages[1].supplier, u"Organization: Team"_s);
    QVERIFY(sbom->packages[2].licences.isEmpty());
}

void TestDocuments::readsCycloneDx()
{
    const auto sbom = parseSbom(R"({"bomFormat":"CycloneDX","specVersion":"1.5",
        "metadata":{"timestamp":"2026-01-02T03:04:05+01:00","tools":{"components":[]},"component":{"name":"shop","type":"container"}},
        "components":[
          {"type":"library","group":"org.example","name":"core","version":"2","purl":"pkg:maven/org.example/core@2",
           "licenses":[{"license":{"id":"MIT"}},{"license":{"name":"Own","text":{"content":"x"}}},{"expression":"A AND B"}],
           "supplier":{"name":"Example"},
           "components":[{"type":"file","name":"inner","components":[{"name":"innermost"}]}]},
          {"type":"operating-system","name":"debian","version":"12"}]})");
    QVERIFY2(sbom.ok(), qPrintable(sbom.error().message.english()));
    QCOMPARE(sbom->format, Sbom::Format::CycloneDx);
    QCOMPARE(sbom->version, u"1.5"_s);
    QCOMPARE(sbom->name, u"shop"_s);
    QCOMPARE(sbom->created, QDateTime(QDate(2026, 1, 2), QTime(2, 4, 5), Qt::UTC));
    QStringList names;
    for (const SbomPackage &package : sbom->packages)
        names.append(package.name);
    QCOMPARE(names, QStringList({u"org.example:core"_s, u"inner"_s, u"innermost"_s, u"debian"_s}));
    QCOMPARE(sbom->packages[0].licences, QStringList({u"MIT"_s, u"Own"_s, u"A AND B"_s}));
    QCOMPARE(sbom->packages[0].supplier, u"Example"_s);
    QCOMPARE(sbom->packages[3].type, u"operating-system"_s);
}

void TestDocuments::readsSpdx3()
{
    const QByteArray text = R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
        {"type":"Relationship","spdxId":"r1","from":"p1","relationshipType":"hasDeclaredLicense","to":["l1"]},
        {"type":"software_Package","spdxId":"p1","name":"core","software_packageVersion":"2.14.1",
         "software_packageUrl":"pkg:maven/org.example/core@2.14.1","software_primaryPurpose":"library",
         "suppliedBy":"o1","creationInfo":"_:c"},
        {"type":"software_Package","spdxId":"p2","name":"openssl","software_packageVersion":"3.0.1",
         "externalIdentifier":[{"type":"ExternalIdentifier","externalIdentifierType":"cpe23","identifier":"cpe:2.3:a:b"},
          {"type":"ExternalIdentifier","externalIdentifierType":"packageUrl","identifier":"pkg:deb/debian/openssl@3.0.1"}]},
        {"type":"Relationship","spdxId":"r2","from":"p2","relationshipType":"hasConcludedLicense",
         "to":"https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion"},
        {"type":"Relationship","spdxId":"r3","from":"p2","relationshipType":"hasDeclaredLicense","to":"l1"},
        {"type":"simplelicensing_LicenseExpression","spdxId":"l1","simplelicensing_licenseExpression":"Apache-2.0"},
        {"type":"Organization","spdxId":"o1","name":"Team"},{"type":"Tool","spdxId":"t1","name":"scan-1"},
        {"type":"software_File","spdxId":"f1","name":"a.txt"},
        {"type":"SpdxDocument","spdxId":"d1","name":"app","rootElement":["p1"]},
        {"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"2026-11-23T09:37:18Z","createdUsing":["t1"]}
        ]})";
    QByteArray wide("\xff\xfe");
    for (const char c : text)
        wide.append(c).append('\0');
    for (const QByteArray &file : {text, wide}) {
        const auto sbom = parseSbom(file);
        QVERIFY2(sbom.ok(), qPrintable(sbom.error().message.english()));
        QCOMPARE(sbom->format, Sbom::Format::Spdx);
        QCOMPARE(sbom->version, u"SPDX-3.0.1"_s);
        QCOMPARE(sbom->name, u"app"_s);
        QCOMPARE(sbom->created, QDateTime(QDate(2026, 11, 23), QTime(9, 37, 18), Qt::UTC));
        QCOMPARE(sbom->tools, QStringList{u"scan-1"_s});
        QCOMPARE(sbom->packages.size(), 2);
        QCOMPARE(sbom->packages[0].name, u"org.example:core"_s);
        QCOMPARE(sbom->packages[0].version, u"2.14.1"_s);
        QCOMPARE(sbom->packages[0].type, u"library"_s);
        QCOMPARE(sbom->packages[0].supplier, u"Team"_s);
        QCOMPARE(sbom->packages[0].licences, QStringList{u"Apache-2.0"_s});
        QCOMPARE(sbom->packages[1].purl, u"pkg:deb/debian/openssl@3.0.1"_s);
        QCOMPARE(sbom->packages[1].licences, QStringList{u"Apache-2.0"_s});
    }
}

void TestDocuments::readsInAnyOrder()
{
    const auto spdx = parseSbom(R"({"packages":[{"versionInfo":"1","name":"a"}],"spdxVersion":"SPDX-2.2"})");
    QVERIFY(spdx.ok());
    QCOMPARE(spdx->packages.size(), 1);
    const auto cyclone = parseSbom(R"({"components":[{"name":"a"}],"specVersion":"1.4","bomFormat":"CycloneDX"})");
    QVERIFY(cyclone.ok());
    QCOMPARE(cyclone->packages.size(), 1);
    QCOMPARE(cyclone->version, u"1.4"_s);
    QVERIFY(parseSbom(R"({"spdxVersion":"SPDX-2.3"})").ok()); // nothing in it
}

void TestDocuments::readsThePredicate()
{
    const auto sbom =
        parseSbom(R"({"_type":"https://in-toto.io/Statement/v1","predicateType":"https://spdx.dev/Document",
        "subject":[{"name":"x","digest":{}}],"predicate":{"spdxVersion":"SPDX-2.3","packages":[{"name":"a"}]}})");
    QVERIFY2(sbom.ok(), qPrintable(sbom.error().message.english()));
    QCOMPARE(sbom->packages.size(), 1);
    // One level only: a predicate in a predicate is somebody's play.
    QVERIFY(!parseSbom(R"({"predicate":{"predicate":{"spdxVersion":"SPDX-2.3"}}})").ok());
}

void TestDocuments::refusesSboms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &text, ErrorKind kind, const QString &where = {}) {
        QTest::newRow(name) << text << kind << where;
    };
    row("nothing", "", ErrorKind::Decode, u"$"_s);
    row("xml", "<bom/>", ErrorKind::Unsupported, u"$"_s);
    row("tag-value", "SPDXVersion: SPDX-2.3\n", ErrorKind::Unsupported);
    row("no SBOM", "hello", ErrorKind::Decode, u"$"_s);
    row("a list", "[]", ErrorKind::Decode, u"$"_s);
    row("SPDX 3, empty", R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]})",
        ErrorKind::Unsupported);
    row("SPDX 3, name a number", R"({"@graph":[{"type":"software_Package","name":7}]})", ErrorKind::Decode,
        u"$.@graph[0].name"_s);
    row("something else", R"({"a":1})", ErrorKind::Unsupported);
    row("cut", R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"a"},{"na)", ErrorKind::Decode);
    row("cut between", R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"a"})", ErrorKind::Decode);
    row("packages no list", R"({"packages":{}})", ErrorKind::Decode, u"$.packages"_s);
    row("package no object", R"({"packages":["a"]})", ErrorKind::Decode, u"$.packages[0]"_s);
    row("name a number", R"({"packages":[{"name":"a"},{"name":7}]})", ErrorKind::Decode, u"$.packages[1].name"_s);
    row("reference no object", R"({"packages":[{"externalRefs":[7]}]})", ErrorKind::Decode,
        u"$.packages[0].externalRefs[0]"_s);
    row("licence a list", R"({"components":[{"licenses":[{"license":[]}]}]})", ErrorKind::Decode,
        u"$.components[0].licenses[0].license"_s);
    row("version a number", R"({"bomFormat":"CycloneDX","specVersion":1.5})", ErrorKind::Decode, u"$.specVersion"_s);
    row("two documents", R"({"spdxVersion":"SPDX-2.3"} {})", ErrorKind::Decode, u"$"_s);
    row("deep", R"({"x":)" + QByteArray(100'000, '['), ErrorKind::Decode);
    QByteArray nested = R"({"bomFormat":"CycloneDX","components":[)";
    for (int i = 0; i < 40; ++i)
        nested += R"({"components":[)";
    for (int i = 0; i < 40; ++i)
        nested += "]}";
    row("nested deep", nested + "]}", ErrorKind::TooLarge);
    row("long text", R"({"name":")" + QByteArray(1024 * 1024 + 1, 'x') + R"("})", ErrorKind::TooLarge);
}

void TestDocuments::refusesSboms()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    const auto sbom = parseSbom(text);
    QVERIFY(!sbom.ok());
    QTEST(sbom.error().kind, "kind");
    if (!where.isEmpty())
        QCOMPARE(sbom.error().where, where);
    QVERIFY(!sbom.error().message.isEmpty());
}

void TestDocuments::capsSboms()
{
    QByteArray text = R"({"spdxVersion":"SPDX-2.3","packages":[{})";
    text.reserve(3 * 500'000 + 100);
    for (int i = 0; i < 500'000; ++i)
        text += ",{}";
    const auto sbom = parseSbom(text + "]}");
    QVERIFY(!sbom.ok());
    QCOMPARE(sbom.error().kind, ErrorKind::TooLarge);
}

void TestDocuments::readsTheRecordedSbom()
{
    const QDir folder(QStringLiteral(LOTSE_SHARED_DIR "/facts/harbor-captures"));
    const QStringList found = folder.entryList({u"094_*"_s});
    if (found.isEmpty())
        QSKIP("The recorded exchanges are not here.");
    QFile file(folder.filePath(found.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    const auto sbom = parseSbom(all.mid(all.indexOf("\n{") + 1).trimmed());
    QVERIFY2(sbom.ok(), qPrintable(sbom.error().message.english()));
    QCOMPARE(sbom->format, Sbom::Format::Spdx);
    QVERIFY(sbom->packages.size() > 3);
    for (const SbomPackage &package : sbom->packages) {
        QVERIFY(!package.name.isEmpty());
        QVERIFY(package.purl.startsWith(u"pkg:"_s));
        QVERIFY(package.supplier.isEmpty()); // NOASSERTION throughout
    }
}

namespace {

const QByteArray statement =
    R"({"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1",
    "subject":[{"name":"a","digest":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}},
    {"name":"b","digest":{"gitCommit":"1"}}],"predicate":{"x":[1]}})";

QByteArray envelope(const QByteArray &payload, const QByteArray &type = "application/vnd.in-toto+json")
{
    return R"({"payloadType":")" + type + R"(","payload":")" + payload.toBase64()
        + R"(","signatures":[{"keyid":"","sig":"MEUC"},{"sig":"x"}]})";
}

} // namespace

void TestDocuments::readsAttestations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Attestation::Wrapping>("wrapping");
    QTest::addColumn<int>("signatures");
    QTest::newRow("plain") << statement << Attestation::Wrapping::Plain << 0;
    QTest::newRow("envelope") << envelope(statement) << Attestation::Wrapping::Dsse << 2;
    QTest::newRow("bundle") << QByteArray(
        R"({"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"tlogEntries":[]},"dsseEnvelope":)"
        + envelope(statement) + "}")
                            << Attestation::Wrapping::SigstoreBundle << 2;
}

void TestDocuments::readsAttestations()
{
    QFETCH(QByteArray, text);
    const auto attestation = parseAttestation(text);
    QVERIFY2(attestation.ok(), qPrintable(attestation.error().message.english()));
    QTEST(attestation->wrapping, "wrapping");
    QTEST(attestation->signatures, "signatures");
    QCOMPARE(attestation->predicateType, u"https://slsa.dev/provenance/v1"_s);
    QCOMPARE(attestation->subjects, QList<Digest>{Digest::of("")});
    QCOMPARE(attestation->statement, statement);
    QVERIFY(!attestation->isImageSignature());
    QVERIFY(!attestation->isSbom());

    QByteArray other = statement;
    other.replace("https://slsa.dev/provenance/v1", "https://sigstore.dev/cosign/sign/v1");
    QVERIFY(parseAttestation(other)->isImageSignature());
    other.replace("https://sigstore.dev/cosign/sign/v1", "https://cyclonedx.org/bom");
    QVERIFY(parseAttestation(other)->isSbom());
    const auto foreign = parseAttestation(envelope("not JSON", "text/plain"));
    QVERIFY(foreign.ok());
    QCOMPARE(foreign->payloadType, u"text/plain"_s);
    QCOMPARE(foreign->predicateType, QString());
}

void TestDocuments::refusesAttestations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("nothing") << QByteArray() << ErrorKind::Decode;
    QTest::newRow("another document") << QByteArray(R"({"a":1})") << ErrorKind::Unsupported;
    QTest::newRow("no base64") << QByteArray(
        R"({"payloadType":"application/vnd.in-toto+json","payload":"%%%","signatures":[]})")
                               << ErrorKind::Decode;
    QTest::newRow("payload no JSON") << envelope("not JSON") << ErrorKind::Decode;
    QTest::newRow("payload a number") << QByteArray(R"({"payload":7})") << ErrorKind::Decode;
    QTest::newRow("subject a text") << QByteArray(R"({"_type":"https://in-toto.io/Statement/v1","subject":"x"})")
                                    << ErrorKind::Decode;
    QByteArray many = R"({"payload":"e30=","payloadType":"x","signatures":[{})";
    for (int i = 0; i < 64; ++i)
        many += ",{}";
    QTest::newRow("65 signatures") << QByteArray(many + "]}") << ErrorKind::TooLarge;
    QByteArray subjects = R"({"_type":"https://in-toto.io/Statement/v1","subject":[{})";
    for (int i = 0; i < 1024; ++i)
        subjects += ",{}";
    QTest::newRow("1025 subjects") << QByteArray(subjects + "]}") << ErrorKind::TooLarge;
}

void TestDocuments::refusesAttestations()
{
    QFETCH(QByteArray, text);
    const auto attestation = parseAttestation(text);
    QVERIFY(!attestation.ok());
    QTEST(attestation.error().kind, "kind");
}

void TestDocuments::readsCharts()
{
    const auto chart =
        parseChart(R"({"apiVersion":"v2","name":"shop","version":"1.2.3","appVersion":"4.5","type":"application",
        "description":"A shop","keywords":["web"],"sources":["https://example.com/shop"],"deprecated":true,
        "maintainers":[{"name":"Team"}],"dependencies":[{"name":"db","version":">=1","repository":"oci://reg/charts",
        "condition":"db.enabled"}],"annotations":{"category":"Web"}})");
    QVERIFY2(chart.ok(), qPrintable(chart.error().message.english()));
    QCOMPARE(chart->name, u"shop"_s);
    QCOMPARE(chart->appVersion, u"4.5"_s);
    QVERIFY(chart->deprecated);
    QCOMPARE(chart->dependencies.size(), 1);
    QCOMPARE(chart->dependencies[0].repository, u"oci://reg/charts"_s);
    QCOMPARE(chart->annotations.value(u"category"_s), u"Web"_s);
}

void TestDocuments::refusesCharts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("yaml") << QByteArray("name: shop") << ErrorKind::Decode;
    QTest::newRow("version a number") << QByteArray(R"({"version":1.5})") << ErrorKind::Decode;
    QTest::newRow("huge") << QByteArray(4 * 1024 * 1024 + 1, ' ') << ErrorKind::TooLarge;
}

void TestDocuments::refusesCharts()
{
    QFETCH(QByteArray, text);
    const auto chart = parseChart(text);
    QVERIFY(!chart.ok());
    QTEST(chart.error().kind, "kind");
}

QTEST_GUILESS_MAIN(TestDocuments)
#include "tst_documents.moc"
