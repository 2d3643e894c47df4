// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/vex.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

// Before the raw strings below, which moc does not read.
class TestVex : public QObject {
    Q_OBJECT
private slots:
    void appliesToWhatIsNamed_data();
    void appliesToWhatIsNamed();
    void theNewestWins_data();
    void theNewestWins();
    void aNewerDocumentWins();
    void contradictionsHideNothing_data();
    void contradictionsHideNothing();
    void aNarrowOlderStatementDoesNotHide();
    void whatPeopleDecidedStays();
    void draftsWait_data();
    void draftsWait();
    void namesAnUnknownJustification();
    void tellsWhatItCannotPlace();
    void aDecisionKeepsThePackage();
    void survivesTheStore();
    void readsWhatPowerShellWrites();
};

static constexpr Seconds kNow = 1'800'000'000;

static QString digest(char of)
{
    return u"sha256:"_s + QString(64, QLatin1Char(of));
}

// A finding of the images below: package by purl (empty: the report does not tell), name and version.
struct Found {
    QByteArray id, purl, package, version;
};

// Two images of reg.example.test: shop/web:1 (digest a, linux/amd64) and shop/api:2 (digest b), both with all findings.
static Context contextOf(const QList<Found> &findings)
{
    SegmentBuilder builder(u"r1"_s, u"reg.example.test"_s);
    for (const auto &[repository, mark, tag] :
        {std::tuple(u"shop/web"_s, 'a', u"1"_s), std::tuple(u"shop/api"_s, 'b', u"2"_s)}) {
        ImageInput image;
        image.project = u"shop"_s;
        image.repository = repository;
        image.digest = digest(mark);
        image.platform = u"linux/amd64"_s;
        image.tags = {tag};
        image.scan = ScanState::Done;
        image.reported = kNow - 1000;
        builder.begin(image);
        for (const Found &found : findings) {
            FindingInput input{found.id, found.package, found.version, {}, "High", "affected"};
            input.purl = found.purl;
            builder.add(input);
        }
    }
    Context context;
    context.set = FindingSet::of({builder.build()});
    context.now = kNow;
    return context;
}

static QByteArray openVex(const QByteArray &statements, const QByteArray &timestamp = "2026-11-20T08:00:00Z")
{
    return R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://v.example/1","author":"V","timestamp":")"
        + timestamp + R"(","version":1,"statements":[)" + statements + "]}";
}

static QByteArray statement(const QByteArray &id, const QByteArray &products, const QByteArray &status = "not_affected",
    const QByteArray &more = R"(,"justification":"vulnerable_code_not_present")")
{
    return R"({"vulnerability":{"name":")" + id + R"("},"status":")" + status + R"(","products":[)" + products + "]"
        + (status == "not_affected" || more.startsWith(R"(,"timestamp)") ? more : QByteArray()) + "}";
}

static QByteArray product(const QByteArray &id, const QByteArray &part = {})
{
    return R"({"@id":")" + id + '"' + (part.isEmpty() ? "" : R"(,"subcomponents":[{"@id":")" + part + R"("}])") + '}';
}

static QByteArray csaf(const QByteArray &tree, const QByteArray &statuses, const QByteArray &tracking = "final",
    const QByteArray &more = {})
{
    return R"({"document":{"category":"csaf_vex","csaf_version":"2.0","publisher":{"name":"V"},"tracking":{"id":"V-1","status":")"
        + tracking + R"(","current_release_date":"2026-01-01T00:00:00Z"}},"product_tree":)" + tree
        + R"(,"vulnerabilities":[{"cve":"CVE-1","product_status":)" + statuses + more + "}]}";
}

static QByteArray cycloneDx(const QByteArray &components, const QByteArray &affects,
    const QByteArray &state = "not_affected", const QByteArray &metadata = {})
{
    return R"({"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-01-01T00:00:00Z")" + metadata
        + R"(},"components":[)" + components + R"(],"vulnerabilities":[{"id":"CVE-1","analysis":{"state":")" + state
        + R"("},"affects":[)" + affects + "]}]}";
}

// What an import decides: "web,api" by repository, and which lot the rest is in.
void TestVex::appliesToWhatIsNamed_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("hidden");
    QTest::addColumn<QString>("lot");
    const auto open = [](const char *name, const QByteArray &what, const char *hidden, const char *lot = "") {
        QTest::newRow(name) << openVex(statement("CVE-1", what)) << QString::fromLatin1(hidden)
                            << QString::fromLatin1(lot);
    };
    const QByteArray a = digest('a').toLatin1().replace(':', "%3A");
    const QByteArray p = "pkg:deb/debian/p@1:2.0-1";
    open("package", product(p), "web,api");
    open("without a version", product("pkg:deb/debian/p"), "web,api");
    open("another version", product("pkg:deb/debian/p@1:2.0-2"), "", "unmatched");
    open("another type", product("pkg:npm/p@1:2.0-1"), "", "unmatched");
    open("another namespace", product("pkg:deb/ubuntu/p@1:2.0-1"), "", "unmatched");
    open("another name", product("pkg:deb/debian/q"), "", "unmatched");
    open("distribution", product("pkg:deb/debian/p?distro=debian-12"), "web,api");
    open("another distribution", product("pkg:deb/debian/p?distro=debian-11"), "", "unmatched");
    open("another architecture", product("pkg:deb/debian/p?arch=arm64"), "", "unmatched");
    open("another epoch", product("pkg:deb/debian/p?epoch=2"), "", "unmatched");
    open("epoch", product("pkg:deb/debian/p?epoch=1"), "web,api");
    open("two names, the second of which is here", R"({"@id":"pkg:npm/p@1:2.0-1","identifiers":{"purl":")" + p + "\"}}",
        "web,api", "unmatched");
    open("image", product("pkg:oci/web@" + a), "web");
    open("part of an image", product("pkg:oci/web@" + a, p), "web");
    open("part of another namespace", product("pkg:oci/web@" + a, "pkg:deb/ubuntu/p@1:2.0-1"), "", "unmatched");
    open("image by repository", product("pkg:oci/web?repository_url=reg.example.test/shop/web", p), "web");
    open("image by address", product("pkg:oci/web?repository_url=https://reg.example.test/shop", p), "web");
    open("image of another registry", product("pkg:oci/web?repository_url=other.example/shop/web", p), "", "unmatched");
    open("another repository", product("pkg:oci/web@" + a + "?repository_url=reg.example.test/shop/app", p), "",
        "unmatched");
    open("image that is mirrored", product("pkg:oci/web@" + a + "?repository_url=up.example/web", p), "web");
    open("tag", product("pkg:oci/web?tag=1", p), "web");
    open("another tag", product("pkg:oci/web?tag=2", p), "", "unmatched");
    open("tag of a digest", product("pkg:oci/web@" + a + "?tag=2", p), "", "unmatched");
    open("architecture", product("pkg:oci/web@" + a + "?arch=amd64", p), "web");
    open("architecture of another image", product("pkg:oci/web@" + a + "?arch=arm64", p), "", "unmatched");
    open("image by name", product("pkg:oci/web", p), "web");
    open("image that is not here", product("pkg:oci/blah", p), "", "unmatched");
    open("image of the hub", product("pkg:docker/shop/web@1", p), "", "unmatched");
    open("image of docker here", product("pkg:docker/shop/web@1?repository_url=reg.example.test", p), "web");
    open("digest that is not here", product("pkg:oci/web@" + digest('c').toLatin1(), p), "", "unmatched");
    open("address", product("https://acme.example.org/products/blah/1.4", p), "", "inapplicable");
    open("appliance", product("pkg:generic/blah-appliance@1.4", p), "", "inapplicable");
    open("part of a package", product("pkg:deb/debian/q@1", p), "", "inapplicable");
    open("part that is no package", product("pkg:oci/web@" + a, "thing"), "", "inapplicable");
    open("broken package URL", product("pkg:3deb/debian/p"), "", "inapplicable");
    open("subpath", product(p + "#lib/x"), "", "inapplicable");
    open("subpath of an image", product("pkg:oci/web@" + a + "#app"), "", "inapplicable");
    open("subpath of docker", product("pkg:docker/shop/web@1?repository_url=reg.example.test#app"), "", "inapplicable");
    open("system", product("pkg:oci/web@" + a + "?os=linux"), "web");
    open("another system", product("pkg:oci/web@" + a + "?os=windows"), "", "unmatched");
    open("platform", product("pkg:oci/web@" + a + "?platform=linux/amd64"), "web");
    open("another platform", product("pkg:oci/web@" + a + "?platform=linux%2Farm64"), "", "unmatched");
    open("variant of a platform", product("pkg:oci/web@" + a + "?platform=linux/amd64/v3"), "", "inapplicable");
    open("two platforms", product("pkg:oci/web@" + a + "?arch=amd64&platform=linux/arm64"), "", "inapplicable");
    open("unknown qualifier of an image", product("pkg:oci/web@" + a + "?variant=fips"), "", "inapplicable");
    open("media type beside a digest", product("pkg:oci/web@" + a + "?mediaType=application/x"), "web");
    open("CPE", product("cpe:2.3:a:debian:p:2.0:*:*:*:*:*:*:*"), "", "inapplicable");
    const auto hashed = [](const QByteArray &id, const QByteArray &hashes, const QByteArray &more = {}) {
        return R"({"@id":")" + id + R"(","hashes":)" + hashes + more + '}';
    };
    const QByteArray right = R"({"sha-256":")" + QByteArray(64, 'a') + "\"}";
    const QByteArray strange = R"({"sha-512":")" + QByteArray(128, 'a') + "\"}";
    const QByteArray web = "pkg:oci/web?repository_url=reg.example.test/shop/web";
    open("image with its hash", hashed(web, right), "web");
    open("image with the hash of another", hashed(web, right).replace(QByteArray(64, 'a'), QByteArray(64, 'c')), "",
        "unmatched");
    open("image with a hash of another kind", hashed(web, strange), "", "inapplicable");
    open("image of a digest with a hash of another kind", hashed("pkg:oci/web@" + a, strange), "web");
    open("part of an image with a hash of another kind",
        hashed(web, strange, R"(,"subcomponents":[{"@id":"pkg:deb/debian/p"}])"), "", "inapplicable");
    open("thing with a hash of another kind", R"({"hashes":)" + strange + '}', "", "inapplicable");
    open("hashes that are no object", hashed(web, "\"x\""), "", "inapplicable");
    open("no hashes", hashed(web, "{}"), "web");
    open("package with a hash", hashed("pkg:deb/debian/p", right), "", "inapplicable");
    open("package with a hash of another kind", hashed("pkg:deb/debian/p", R"({"md5":"0a"})"), "", "inapplicable");
    open("package of a version with a hash", hashed(p, strange), "web,api");
    QTest::newRow("OpenVEX 0.0.1") << QByteArray(
        R"({"@context":"https://openvex.dev/ns","@id":"x","author":"V","timestamp":"2026-01-01T00:00:00Z","statements":[)"
        R"({"vulnerability":"CVE-1","products":["pkg:deb/debian/p@1:2.0-1"],"status":"not_affected",)"
        R"("justification":"component_not_present"}]})")
                                   << u"web,api"_s << QString();

    const auto bom = [](const char *name, const QByteArray &components, const QByteArray &affects, const char *hidden,
                         const char *lot = "", const QByteArray &metadata = {}) {
        QTest::addRow("CycloneDX: %s", name) << cycloneDx(components, affects, "not_affected", metadata)
                                             << QString::fromLatin1(hidden) << QString::fromLatin1(lot);
    };
    const QByteArray c = R"({"bom-ref":"c","type":"library","name":"p","purl":"pkg:deb/debian/p@1:2.0-1"})";
    const QByteArray open2 = R"({"bom-ref":"c","type":"library","name":"p","purl":"pkg:deb/debian/p"})";
    bom("component", c, R"({"ref":"c"})", "web,api");
    bom("reference unknown", c, R"({"ref":"d"})", "", "inapplicable");
    bom("BOM-Link", c, R"({"ref":"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#c"})", "web,api");
    bom("escaped BOM-Link", "",
        R"({"ref":"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Adeb%2Fdebian%2Fp%401%253A2.0-1"})", "web,api");
    bom("package URL as reference", "", R"({"ref":"pkg:deb/debian/p@1:2.0-1"})", "web,api");
    bom("version", open2, R"({"ref":"c","versions":[{"version":"1:2.0-1","status":"unaffected"}]})", "web,api");
    bom("another version", open2, R"({"ref":"c","versions":[{"version":"1:2.1-1","status":"unaffected"}]})", "",
        "unmatched");
    bom("version that is affected", open2, R"({"ref":"c","versions":[{"version":"1:2.0-1","status":"affected"}]})", "",
        "inapplicable");
    bom("range", open2, R"({"ref":"c","versions":[{"range":"vers:deb/>=1:1|<1:3","status":"unaffected"}]})", "web,api");
    bom("range below", open2, R"({"ref":"c","versions":[{"range":"vers:deb/<1:2.0-1","status":"unaffected"}]})", "",
        "unmatched");
    bom("range of another kind", open2, R"({"ref":"c","versions":[{"range":"vers:npm/<3.0.0","status":"unaffected"}]})",
        "", "unmatched");
    bom("range that is none", open2, R"({"ref":"c","versions":[{"range":"<3","status":"unaffected"}]})", "",
        "inapplicable");
    // A name without a package URL is shared by all systems.
    bom("name and version", R"({"bom-ref":"c","type":"library","name":"p","version":"1:2.0-1"})", R"({"ref":"c"})",
        "web,api", "by name");
    bom("name alone", R"({"bom-ref":"c","type":"library","name":"p"})", R"({"ref":"c"})", "", "inapplicable");
    for (const char *type : {"operating-system", "file", "firmware", "device", "data"}) {
        bom(type, R"({"bom-ref":"c","type":")" + QByteArray(type) + R"(","name":"p","version":"1:2.0-1"})",
            R"({"ref":"c"})", "", "inapplicable");
    }
    bom("CPE of a component",
        R"({"bom-ref":"c","type":"library","name":"p","version":"1:2.0-1","cpe":"cpe:2.3:a:other:p:2.0:*:*:*:*:*:*:*"})",
        R"({"ref":"c"})", "", "inapplicable");
    bom("version that is no text", open2, R"({"ref":"c","versions":[{"version":2,"status":"unaffected"}]})", "",
        "inapplicable");
    bom("the affected range elsewhere", open2,
        R"({"ref":"c","versions":[{"range":"vers:deb/<1:2","status":"affected"},{"range":"vers:deb/>=1:2","status":)"
        R"("unaffected"}]})",
        "web,api");
    bom("an affected range that is none", open2,
        R"({"ref":"c","versions":[{"version":"1:2.0-1","status":"unaffected"},{"range":"<3","status":"affected"}]})",
        "", "inapplicable");
    const auto withHash = [](const QByteArray &component, const char *kind, const QByteArray &content) {
        return component.chopped(1) + R"(,"hashes":[{"alg":")" + kind + R"(","content":")" + content + "\"}]}";
    };
    const QByteArray web2 = R"({"bom-ref":"i","type":"container","name":"reg.example.test/shop/web"})";
    bom("component with a hash", withHash(c, "SHA-256", QByteArray(64, 'a')), R"({"ref":"c"})", "web,api");
    bom("component without a version, with a hash", withHash(open2, "SHA-256", QByteArray(64, 'a')), R"({"ref":"c"})",
        "", "inapplicable");
    bom("component without a version, with a hash of another kind", withHash(open2, "MD5", "0a"), R"({"ref":"c"})", "",
        "inapplicable");
    bom("component without a version, with another name for a hash",
        open2.chopped(1) + R"(,"omniborId":["gitoid:blob:sha1:a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"]})",
        R"({"ref":"c"})", "", "inapplicable");
    bom("image with its hash", withHash(web2, "SHA-256", QByteArray(64, 'a')), R"({"ref":"i"})", "web");
    bom("image with a hash of another kind", withHash(web2, "SHA-512", QByteArray(128, 'a')), R"({"ref":"i"})", "",
        "inapplicable");
    bom("of a product not here", c, R"({"ref":"c"})", "", "inapplicable",
        R"(,"component":{"bom-ref":"x","type":"container","name":"blah","version":"1.4"})");
    bom("of an application", c, R"({"ref":"c"})", "", "inapplicable",
        R"(,"component":{"bom-ref":"x","type":"application","name":"blah"})");
    bom("of an image", c, R"({"ref":"c"})", "web", "",
        ",\"component\":{\"bom-ref\":\"x\",\"type\":\"container\",\"name\":\"reg.example.test/shop/web\",\"version\":\""
            + digest('a').toLatin1() + "\"}");
    const QByteArray image = R"({"bom-ref":"i","type":"container","name":"reg.example.test/shop/web"})";
    bom("an image by tag, another tag affected", image,
        R"({"ref":"i","versions":[{"version":"1","status":"unaffected"},{"version":"2","status":"affected"}]})", "web");
    bom("an image by tag, a range affected", image,
        R"({"ref":"i","versions":[{"version":"1","status":"unaffected"},{"range":"vers:generic/<2","status":"affected"}]})",
        "", "inapplicable");
    bom("of an image by tag", c, R"({"ref":"c"})", "web", "",
        R"(,"component":{"bom-ref":"x","type":"container","name":"reg.example.test/shop/web:1"})");

    const auto advisory = [](const char *name, const QByteArray &tree, const char *hidden, const char *lot = "",
                              const QByteArray &id = "P") {
        QTest::addRow("CSAF: %s", name) << csaf(tree, R"({"known_not_affected":[")" + id + "\"]}", "final",
            R"(,"flags":[{"label":"component_not_present","product_ids":[")" + id + "\"]}]")
                                        << QString::fromLatin1(hidden) << QString::fromLatin1(lot);
    };
    const auto named = [](const QByteArray &id, const QByteArray &helper) {
        return R"({"product_id":")" + id + R"(","name":"n","product_identification_helper":{)" + helper + "}}";
    };
    const QByteArray part = named("P", R"("purl":"pkg:deb/debian/p@1:2.0-1")");
    const auto related = [&](const QByteArray &whole) {
        return R"({"full_product_names":[)" + part + ',' + whole
            + R"(],"relationships":[{"category":"default_component_of","product_reference":"P",)"
              R"("relates_to_product_reference":"W","full_product_name":{"product_id":"W:P","name":"n"}}]})";
    };
    advisory("package", R"({"full_product_names":[)" + part + "]}", "web,api");
    const auto urls = [&](const QByteArray &list) {
        return R"({"full_product_names":[)" + named("P", "\"purls\":[" + list + "]") + "]}";
    };
    const QByteArray elsewhere = R"("pkg:npm/p@1:2.0-1","pkg:deb/debian/p@1:2.0-1")";
    advisory("several package URLs, the second of which is here", urls(elsewhere), "web,api", "unmatched");
    advisory("several package URLs, none of which is here", urls(R"("pkg:npm/p@1","pkg:npm/p@2")"), "", "unmatched");
    advisory("several package URLs, one of which is no text", urls(R"(5,"pkg:deb/debian/p@1:2.0-1")"), "web,api",
        "inapplicable");
    advisory("package URLs that are no list",
        R"({"full_product_names":[)" + named("P", R"("purls":"pkg:deb/debian/p@1:2.0-1")") + "]}", "", "inapplicable");
    advisory("part of an image with several package URLs",
        related(
            named("W", "\"purls\":[\"pkg:oci/other@sha256%3A" + QByteArray(64, 'e') + "\",\"pkg:oci/web@" + a + "\"]")),
        "web", "unmatched", "W:P");
    QByteArrayList many;
    for (int i = 0; i < 300; ++i)
        many.append("\"pkg:deb/debian/p@1:2.0-" + QByteArray::number(i) + '"');
    advisory("too many package URLs", urls(many.join(',')), "", "inapplicable");
    advisory("product unknown", R"({"full_product_names":[]})", "", "inapplicable");
    advisory(
        "CPE", R"({"full_product_names":[)" + named("P", R"("cpe":"cpe:/a:debian:p:2")") + "]}", "", "inapplicable");
    advisory("name alone", R"({"full_product_names":[{"product_id":"P","name":"p 1"}]})", "", "inapplicable");
    advisory("part of an image", related(named("W", "\"purl\":\"pkg:oci/web@" + a + "\"")), "web", "", "W:P");
    advisory("image by hash",
        related(named("W",
            R"("hashes":[{"filename":"i","file_hashes":[{"algorithm":"sha256","value":")" + QByteArray(64, 'a')
                + "\"}]}]")),
        "web", "", "W:P");
    const auto fileHash = [](const QByteArray &kind, const QByteArray &value) {
        return R"("hashes":[{"filename":"i","file_hashes":[{"algorithm":")" + kind + R"(","value":")" + value
            + "\"}]}]";
    };
    const auto sole = [&](const QByteArray &helper) {
        return R"({"full_product_names":[)" + named("P", helper) + "]}";
    };
    const QByteArray plain = R"("purl":"pkg:deb/debian/p",)";
    advisory("package with a hash of another kind", sole(plain + fileHash("sha512", "0a")), "", "inapplicable");
    advisory("package of a version with a hash",
        sole(R"("purl":"pkg:deb/debian/p@1:2.0-1",)" + fileHash("sha512", "0a")), "web,api");
    advisory("image with a hash of another kind",
        related(named("W", "\"purl\":\"" + web + "\"," + fileHash("md5", "0a"))), "", "inapplicable", "W:P");
    advisory(
        "thing with a hash of another kind", related(named("W", fileHash("sha512", "0a"))), "", "inapplicable", "W:P");
    for (const char *narrow : {"serial_numbers", "model_numbers", "skus"}) {
        advisory(narrow, sole(R"("purl":"pkg:deb/debian/p@1:2.0-1",")" + QByteArray(narrow) + R"(":["X-1"])"), "",
            "inapplicable");
    }
    advisory("no serial numbers", sole(R"("purl":"pkg:deb/debian/p","serial_numbers":[])"), "web,api");
    advisory("part of an appliance", related(R"({"product_id":"W","name":"Acme blah"})"), "", "inapplicable", "W:P");
    const auto relatedAs = [&](const QByteArray &helper) {
        return related(named("W", "\"purl\":\"pkg:oci/web\""))
            .replace(
                R"("product_id":"P","name":"n","product_identification_helper":{"purl":"pkg:deb/debian/p@1:2.0-1"})",
                R"("product_id":"P","name":"n","product_identification_helper":{"purl":"pkg:deb/debian/p"})")
            .replace(R"("product_id":"W:P","name":"n")",
                R"("product_id":"W:P","name":"n","product_identification_helper":)" + helper);
    };
    for (const auto &[name, helper, hidden, lot] :
        {std::tuple("relationship that says the same", R"({"purl":"pkg:deb/debian/p"})", "web", ""),
            std::tuple("relationship with the version", R"({"purl":"pkg:deb/debian/p@1:2.0-1"})", "web", ""),
            std::tuple("relationship with another version", R"({"purl":"pkg:deb/debian/p@9.9"})", "", "unmatched"),
            std::tuple("relationship of another package", R"({"purl":"pkg:deb/debian/q"})", "", "inapplicable"),
            std::tuple(
                "relationship of another architecture", R"({"purl":"pkg:deb/debian/p?arch=arm64"})", "", "unmatched"),
            std::tuple("relationship that names the image", R"({"purl":"pkg:oci/web?tag=1"})", "web", ""),
            std::tuple("relationship that names another tag", R"({"purl":"pkg:oci/web?tag=2"})", "", "unmatched"),
            std::tuple("relationship that names another image", R"({"purl":"pkg:oci/api"})", "", "inapplicable"),
            std::tuple("relationship with a CPE", R"({"cpe":"cpe:2.3:a:x:p:2:*:*:*:*:*:*:*"})", "", "inapplicable"),
            std::tuple("relationship with a serial number", R"({"purl":"pkg:deb/debian/p","serial_numbers":["S-1"]})",
                "", "inapplicable"),
            std::tuple("relationship that cannot be read", "5", "", "inapplicable"),
            std::tuple("relationship that says nothing", "{}", "web", "")})
        advisory(name, relatedAs(helper), hidden, lot, "W:P");
    advisory("relationship with another version than its part",
        related(named("W", "\"purl\":\"pkg:oci/web\""))
            .replace(R"("product_id":"W:P","name":"n")",
                R"("product_id":"W:P","name":"n","product_identification_helper":{"purl":"pkg:deb/debian/p@9.9"})"),
        "", "inapplicable", "W:P");
    const auto branch = [](const QByteArray &category, const QByteArray &name, const QByteArray &helper) {
        return R"({"branches":[{"category":"vendor","name":"v","branches":[{"category":")" + category + R"(","name":")"
            + name + R"(","product":{"product_id":"P","name":"n","product_identification_helper":{)" + helper
            + "}}}]}]}";
    };
    advisory("branch", branch("product_version", "1:2.0-1", R"("purl":"pkg:deb/debian/p")"), "web,api");
    advisory("branch of another version", branch("product_version", "1:2.2", R"("purl":"pkg:deb/debian/p")"), "",
        "unmatched");
    advisory("branch with a range", branch("product_version_range", "vers:deb/<1:3", R"("purl":"pkg:deb/debian/p")"),
        "web,api");
    const QByteArray own = R"("purl":"pkg:deb/debian/p")";
    advisory("branch of the architecture", branch("architecture", "amd64", own), "web,api");
    advisory("branch of another architecture", branch("architecture", "arm64", own), "", "unmatched");
    advisory("branch of an architecture that the package URL denies",
        branch("architecture", "arm64", R"("purl":"pkg:deb/debian/p?arch=amd64")"), "", "inapplicable");
    advisory("branch of an image for another architecture",
        branch("architecture", "arm64", "\"purl\":\"pkg:oci/web@" + a + "\""), "", "unmatched");
    for (const char *narrow : {"service_pack", "patch_level", "host_name", "language", "specification", "edition"})
        advisory(narrow, branch(narrow, "9", own), "", "inapplicable");
    advisory("branch of a family", branch("product_family", "f", own), "web,api");
    advisory("branch with words", branch("product_version_range", "all before 3", R"("purl":"pkg:deb/debian/p")"), "",
        "inapplicable");
}

static QString hiddenBy(const Context &context, const QList<Decision> &decisions)
{
    const auto states = applyDecisions(context, decisions).states;
    QStringList names;
    for (RowId row = 0; row < context.set->rowCount(); ++row) {
        if (states->has(row, StateBits::kHidden))
            names.append(context.set->occurrence(row).repository.section(u'/', 1));
    }
    return names.join(u',');
}

void TestVex::appliesToWhatIsNamed()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, hidden);
    QFETCH(QString, lot);
    const Context context = contextOf({{"CVE-1", "pkg:deb/debian/p?arch=amd64&distro=debian-12.5", "p", "1:2.0-1"}});
    const auto document = readVex(file, kNow);
    QVERIFY2(document.ok(), qPrintable(document.error().text()));
    QVERIFY(document->problems.isEmpty());
    const VexPlan plan = planVexImport(context, *document);
    QCOMPARE(hiddenBy(context, plan.decisions), hidden);
    QCOMPARE(plan.occurrences, quint32(hidden.isEmpty() ? 0 : hidden.split(u',').size()));
    QCOMPARE(plan.unmatched.count, quint32(lot == u"unmatched"_s));
    QCOMPARE(plan.inapplicable.count, quint32(lot == u"inapplicable"_s));
    QCOMPARE(plan.byNameAlone, quint32(lot == u"by name"_s ? plan.occurrences : 0));
}

void TestVex::theNewestWins_data()
{
    QTest::addColumn<QByteArray>("statements");
    const QByteArray p = product("pkg:deb/debian/p@1");
    const QByteArray old = statement(
        "CVE-1", p, "not_affected", R"(,"justification":"component_not_present","timestamp":"2026-11-01T00:00:00Z")");
    const QByteArray late = statement("CVE-1", p, "affected", R"(,"timestamp":"2026-11-15T00:00:00+09:00")");
    QTest::newRow("older first") << QByteArray(old + ',' + late);
    QTest::newRow("newer first") << QByteArray(late + ',' + old);
    const QByteArray bare = statement("CVE-1", p, "affected"); // of the time of the document
    QTest::newRow("time of the document") << QByteArray(bare + ',' + old);
    QTest::newRow("by alias") << QByteArray(old + ',' + QByteArray(late).replace("CVE-1", "GHSA-1"));
}

void TestVex::theNewestWins()
{
    QFETCH(QByteArray, statements);
    Context context = contextOf({{"CVE-1", "pkg:deb/debian/p", "p", "1"}});
    context.set = FindingSet::of({context.set->parts().front().segment}, {{"CVE-1", "GHSA-1"}});
    const auto document = readVex(openVex(statements), kNow);
    QVERIFY(document.ok());
    const VexPlan plan = planVexImport(context, *document);
    QCOMPARE(hiddenBy(context, plan.decisions), QString());
    QCOMPARE(plan.occurrences, 2U);
    QCOMPARE(plan.superseded.count, 1U);
    QVERIFY(plan.superseded.list.first().contains(u"not_affected"_s));
    QCOMPARE(plan.unmatched.count, 0U);
    QCOMPARE(plan.contradicting.count, 0U);
    QCOMPARE(applyDecisions(context, plan.decisions).states->state(0), State::Exploitable);
}

// The second import takes the place of the first, and an older document does not come back.
void TestVex::aNewerDocumentWins()
{
    Context context = contextOf({{"CVE-1", "pkg:deb/debian/p", "p", "1"}});
    VexImportOptions options;
    const auto import = [&](const QByteArray &file) {
        const VexPlan plan = planVexImport(context, *readVex(file, kNow), options);
        for (Decision decision : plan.decisions) {
            decision.id = u"d%1"_s.arg(options.existing.size());
            decision.created = context.now;
            options.existing.append(decision);
        }
        context.states = applyDecisions(context, options.existing).states;
        context.now += 10;
        return plan;
    };
    const QByteArray narrow = product("pkg:oci/web@" + digest('a').toLatin1(), "pkg:deb/debian/p@1");
    const QByteArray first = openVex(statement("CVE-1", narrow), "2026-11-01T00:00:00Z");
    QCOMPARE(import(first).occurrences, 1U);
    QVERIFY(context.states->has(0, StateBits::kHidden));
    const QByteArray second =
        openVex(statement("CVE-1", product("pkg:deb/debian/p"), "affected"), "2026-11-15T00:00:00Z");
    QCOMPARE(import(second).occurrences, 2U);
    QVERIFY(!context.states->has(0, StateBits::kHidden));
    QCOMPARE(context.states->state(0), State::Exploitable);
    QCOMPARE(context.states->state(1), State::Exploitable);
    const VexPlan again = import(first);
    QVERIFY(again.decisions.isEmpty());
    QCOMPARE(again.superseded.count, 1U);
    QVERIFY(!context.states->has(0, StateBits::kHidden));
}

void TestVex::contradictionsHideNothing_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray tree = R"({"full_product_names":[{"product_id":"P","name":"n","product_identification_helper":)"
                            R"({"purl":"pkg:deb/debian/p@1"}}]})";
    const QByteArray flags = R"(,"flags":[{"label":"component_not_present","product_ids":["P"]}])";
    QTest::newRow("CSAF affected") << csaf(
        tree, R"({"known_affected":["P"],"known_not_affected":["P"]})", "final", flags);
    QTest::newRow("CSAF investigated") << csaf(
        tree, R"({"under_investigation":["P"],"known_not_affected":["P"]})", "final", flags);
    QTest::newRow("CSAF fixed") << csaf(tree, R"({"fixed":["P"],"known_affected":["P"]})");
    const QByteArray p = product("pkg:deb/debian/p@1");
    QTest::newRow("OpenVEX") << openVex(statement("CVE-1", p) + ',' + statement("CVE-1", p, "affected"));
    QTest::newRow("OpenVEX, the other way") << openVex(statement("CVE-1", p, "affected") + ',' + statement("CVE-1", p));
    QTest::newRow("OpenVEX, one wider") << openVex(
        statement("CVE-1", p) + ',' + statement("CVE-1", product("pkg:deb/debian/p"), "under_investigation"));
    const QByteArray wide = R"({"bom-ref":"c","type":"library","name":"p","purl":"pkg:deb/debian/p"})";
    const QByteArray exact = R"({"bom-ref":"d","type":"library","name":"p","purl":"pkg:deb/debian/p@1"})";
    QTest::newRow("CycloneDX, one of a range")
        << cycloneDx(wide, R"({"ref":"c","versions":[{"version":"1"},{"range":"vers:deb/<2","status":"affected"}]})");
    QTest::newRow("CycloneDX, a range and one") << cycloneDx(wide,
        R"({"ref":"c","versions":[{"range":"vers:deb/<2","status":"unaffected"},{"version":"1","status":"affected"}]})");
    QTest::newRow("CycloneDX, one unknown") << cycloneDx(wide,
        R"({"ref":"c","versions":[{"range":"vers:deb/<2","status":"unaffected"},{"version":"1","status":"unknown"}]})");
    QTest::newRow("CycloneDX, two ranges") << cycloneDx(
        wide, R"({"ref":"c","versions":[{"range":"vers:deb/<2"},{"range":"vers:deb/>0.5","status":"affected"}]})");
    QTest::newRow("CycloneDX, two references") << cycloneDx(wide + ',' + exact,
        R"({"ref":"c","versions":[{"version":"1","status":"unaffected"}]},)"
        R"({"ref":"d","versions":[{"version":"1","status":"affected"}]})");
    QTest::newRow("CycloneDX, the whole and one")
        << cycloneDx(wide + ',' + exact, R"({"ref":"c"},{"ref":"d","versions":[{"version":"1","status":"affected"}]})");
    // An older statement does not stand in for two that disagree.
    QTest::newRow("and an older one") << openVex(statement("CVE-1", p) + ',' + statement("CVE-1", p, "affected") + ','
        + statement("CVE-1", p, "not_affected", R"(,"impact_statement":"x","timestamp":"2020-01-01T00:00:00Z")"));
}

void TestVex::contradictionsHideNothing()
{
    QFETCH(QByteArray, file);
    const Context context = contextOf({{"CVE-1", "pkg:deb/debian/p", "p", "1"}});
    const auto document = readVex(file, kNow);
    QVERIFY(document.ok());
    const VexPlan plan = planVexImport(context, *document);
    QCOMPARE(hiddenBy(context, plan.decisions), QString());
    QCOMPARE(plan.contradicting.count, 2U);
    QCOMPARE(plan.occurrences, 0U);
    QCOMPARE(plan.unmatched.count, 0U);
}

// By scope alone the older, narrower one would win.
void TestVex::aNarrowOlderStatementDoesNotHide()
{
    const Context context =
        contextOf({{"CVE-1", "pkg:deb/debian/p", "p", "1"}, {"CVE-1", "pkg:deb/debian/q", "q", "1"}});
    const QByteArray narrow = product("pkg:oci/web@" + digest('a').toLatin1());
    const auto document = readVex(openVex(statement("CVE-1", narrow, "not_affected",
                                              R"(,"impact_statement":"x","timestamp":"2026-01-01T00:00:00Z")")
                                      + ',' + statement("CVE-1", product("pkg:deb/debian/p"), "affected")),
        kNow);
    const VexPlan plan = planVexImport(context, *document);
    QCOMPARE(plan.occurrences, 3U); // q in web by the older one, p in both by the newer one
    const auto states = applyDecisions(context, plan.decisions).states;
    for (RowId row = 0; row < context.set->rowCount(); ++row) {
        const Occurrence o = context.set->occurrence(row);
        const State expected = o.package == u"p"_s ? State::Exploitable
            : o.repository == u"shop/web"_s        ? State::NotAffected
                                                   : State::None;
        QCOMPARE(states->state(row), expected);
    }
}

void TestVex::whatPeopleDecidedStays()
{
    Context context = contextOf({{"CVE-1", "pkg:deb/debian/p", "p", "1"}});
    Decision own;
    own.id = u"own"_s;
    own.author = u"me"_s;
    own.created = kNow - 100;
    own.state = State::Exploitable;
    own.scope.repository = u"shop/web"_s;
    own.match.vulnerabilities = {u"CVE-1"_s};
    VexImportOptions options;
    options.existing = {own};
    context.states = applyDecisions(context, options.existing).states;
    // Narrower than what was decided, and newer.
    const auto document = readVex(
        openVex(
            statement("CVE-1", product("pkg:oci/web@" + digest('a').toLatin1()) + ',' + product("pkg:deb/debian/p"))),
        kNow);
    const VexPlan plan = planVexImport(context, *document, options);
    QCOMPARE(plan.alreadyDecided, 1U);
    QCOMPARE(plan.occurrences, 1U);
    QCOMPARE(hiddenBy(context, options.existing + plan.decisions), u"api"_s);
}

void TestVex::draftsWait_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray tree = R"({"full_product_names":[{"product_id":"P","name":"n","product_identification_helper":)"
                            R"({"purl":"pkg:deb/debian/p@1"}}]})";
    const QByteArray flags = R"(,"flags":[{"label":"component_not_present","product_ids":["P"]}])";
    for (const char *status : {"draft", "interim"})
        QTest::addRow("CSAF %s", status) << csaf(tree, R"({"known_not_affected":["P"]})", status, flags);
    QTest::newRow("CSAF without impact") << csaf(tree, R"({"known_not_affected":["P"]})");
    QTest::newRow("OpenVEX without justification")
        << openVex(statement("CVE-1", product("pkg:deb/debian/p@1"), "not_affected", {}));
    QTest::newRow("OpenVEX with an unknown justification") << openVex(
        statement("CVE-1", product("pkg:deb/debian/p@1"), "not_affected", R"(,"justification":"because_we_say_so")"));
    QTest::newRow("CSAF with an unknown justification") << csaf(tree, R"({"known_not_affected":["P"]})", "final",
        R"(,"flags":[{"label":"because_we_say_so","product_ids":["P"]}])");
}

void TestVex::draftsWait()
{
    QFETCH(QByteArray, file);
    const Context context = contextOf({{"CVE-1", "pkg:deb/debian/p", "p", "1"}});
    const auto document = readVex(file, kNow);
    QVERIFY(document.ok());
    const VexPlan plan = planVexImport(context, *document);
    QVERIFY(plan.decisions.isEmpty());
    QCOMPARE(plan.drafts.count, 1U);
    VexImportOptions options;
    options.includesDrafts = true;
    const VexPlan chosen = planVexImport(context, *document, options);
    QCOMPARE(hiddenBy(context, chosen.decisions), u"web,api"_s);
    QCOMPARE(chosen.drafts.count, 1U);
}

// The format needs no justification.
void TestVex::namesAnUnknownJustification()
{
    const QByteArray file = cycloneDx(R"({"bom-ref":"c","name":"p","purl":"pkg:deb/debian/p@1"})", R"({"ref":"c"})",
        R"(not_affected","justification":"because_we_say_so)");
    const auto document = readVex(file, kNow);
    QVERIFY(document.ok());
    QCOMPARE(document->problems.size(), 1);
    QVERIFY(document->problems.first().english().contains(u"because_we_say_so"_s));
    QCOMPARE(document->statements.value(0).justification, Justification::None);
}

void TestVex::tellsWhatItCannotPlace()
{
    const QByteArray file = cycloneDx(R"({"bom-ref":"c","type":"library","name":"p","purl":"pkg:npm/p"})",
        R"({"ref":"c","versions":[{"range":"vers:npm/<3.0.0","status":"unaffected"}]})");
    const auto document = readVex(file, kNow);
    const Context unread = contextOf({{"CVE-1", "pkg:npm/p", "p", "latest"}});
    const VexPlan plan = planVexImport(unread, *document);
    QVERIFY(plan.decisions.isEmpty());
    QCOMPARE(plan.unplaced.count, 1U);
    // The report does not tell the kind of the package: nobody knows how its versions are ordered.
    const Context unknown = contextOf({{"CVE-1", "", "p", "2.0.0"}});
    QCOMPARE(planVexImport(unknown, *document).unplaced.count, 1U);
    const Context known = contextOf({{"CVE-1", "pkg:npm/p", "p", "2.0.0"}});
    QCOMPARE(planVexImport(known, *document).occurrences, 2U);
    // A version that is named exactly fits by name, and the preview says that it is so.
    const auto exact = readVex(openVex(statement("CVE-1", product("pkg:npm/p@2.0.0"))), kNow);
    const VexPlan byName = planVexImport(unknown, *exact);
    QCOMPARE(byName.occurrences, 2U);
    QCOMPARE(byName.byNameAlone, 2U);
}

// A decision that is made here on one of two packages of one name does not reach the other.
void TestVex::aDecisionKeepsThePackage()
{
    const Context context = contextOf(
        {{"CVE-1", "pkg:npm/requests", "requests", "2"}, {"CVE-1", "pkg:deb/debian/requests", "requests", "3"}});
    RowId npm = 0;
    while (!context.set->occurrence(npm).purl.startsWith(u"pkg:npm"_s))
        ++npm;
    Decision pattern;
    pattern.author = u"me"_s;
    pattern.state = State::NotAffected;
    pattern.isHiding = true;
    pattern.reason = u"x"_s;
    pattern.review = kNow + 1000;
    const Proposal proposal = propose(context, Rows{npm}, {}, pattern, Reach::Everywhere, true);
    QCOMPARE(proposal.decisions.size(), 1);
    QCOMPARE(proposal.decisions.first().match.purl, u"pkg:npm/requests"_s);
    QCOMPARE(proposal.occurrences, 1U);
    QCOMPARE(proposal.besides, 1U); // the same in the other image
    QCOMPARE(hiddenBy(context, proposal.decisions), u"web,api"_s);
}

void TestVex::survivesTheStore()
{
    Decision decision;
    decision.id = u"d"_s;
    decision.created = kNow;
    decision.author = u"me"_s;
    decision.state = State::InTriage;
    decision.match.vulnerabilities = {u"CVE-1"_s};
    decision.match.purl = u"pkg:npm/p"_s;
    decision.source = {u"https://v.example/1"_s, kNow - 5};
    const auto back = readDecision(decisionJson(decision));
    QVERIFY(back.ok());
    QVERIFY(*back == decision);
    // A package that cannot be read must not turn into all of that name.
    QByteArray broken = decisionJson(decision);
    broken.replace("pkg:npm/p", "pkg:3/p");
    QVERIFY(!readDecision(broken).ok());
    decision.match.purl = u"nonsense"_s;
    QVERIFY(!checkDecision(decision, {}, kNow).ok());
}

void TestVex::readsWhatPowerShellWrites()
{
    const QByteArray file = openVex(statement("CVE-1", product("pkg:npm/p")));
    QByteArray wide("\xff\xfe", 2);
    for (const char c : file)
        wide.append(c).append('\0');
    for (const QByteArray &bytes : {QByteArray("\xef\xbb\xbf" + file), wide}) {
        const auto document = readVex(bytes, kNow);
        QVERIFY(document.ok());
        QCOMPARE(document->statements.size(), 1);
    }
}

QTEST_GUILESS_MAIN(TestVex)
#include "tst_vex.moc"
