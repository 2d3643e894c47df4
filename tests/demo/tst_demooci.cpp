// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::test;
using demo::Identity;

/// The registry side, and that both sides tell the same.
class TestDemoOci : public QObject {
    Q_OBJECT

private slots:
    void servesWhatTheDigestsSay();
    void agreesWithTheList();
    void pagesNames();
    void namesReferrers();
    void servesSboms();
    void refuses();
    void keepsToThePolicies();
    void deletes();

private:
    static QByteArray sum(const QByteArray &bytes)
    {
        return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    }
    QStringList repositories()
    {
        QStringList names;
        for (const QJsonValue name : m_demo.object("/v2/_catalog")[u"repositories"_s].toArray())
            names.append(name.toString());
        return names;
    }
    /// All artifacts of a repository, children and accessories too.
    QJsonArray artifacts(const QString &name)
    {
        const QString path =
            u"/api/v2.0/projects/%1/repositories/%2/artifacts?page_size=0&with_accessory=true&q=base%3D*"_s.arg(
                name.section(u'/', 0, 0), name.section(u'/', 1).replace(u"/"_s, u"%252F"_s));
        return m_demo.list(path.toLatin1());
    }

    Asking m_demo;
};

void TestDemoOci::servesWhatTheDigestsSay()
{
    int manifests = 0;
    int blobs = 0;
    // The administrator's own pull is kept by the policies too: they are for everybody.
    QCOMPARE(m_demo
                 .send("PUT", "/api/v2.0/projects/payments",
                     R"({"metadata":{"prevent_vul":"false","enable_content_trust_cosign":"false"}})")
                 .status,
        200);
    for (const QString &name : repositories()) {
        const QByteArray base = "/v2/" + name.toLatin1();
        for (const QJsonValue row : artifacts(name)) {
            const QByteArray digest = row[u"digest"_s].toString().toLatin1();
            const Response manifest = m_demo.get(base + "/manifests/" + digest);
            QCOMPARE(manifest.status, 200);
            QCOMPARE(sum(manifest.body), digest);
            QCOMPARE(manifest.header("Docker-Content-Digest"), digest);
            ++manifests;
            const QJsonObject content = QJsonDocument::fromJson(manifest.body).object();
            QCOMPARE(content[u"mediaType"_s].toString().toLatin1(), manifest.header("Content-Type"));
            if (!content.contains(u"config"_s))
                continue;
            const QByteArray config = content[u"config"_s][u"digest"_s].toString().toLatin1();
            const Response blob = m_demo.get(base + "/blobs/" + config);
            QCOMPARE(sum(blob.body), config);
            QCOMPARE(blob.body.size(), content[u"config"_s][u"size"_s].toInteger());
            for (const QJsonValue layer : content[u"layers"_s].toArray()) {
                const QByteArray path = base + "/blobs/" + layer[u"digest"_s].toString().toLatin1();
                const Response head = m_demo.send("HEAD", path);
                QCOMPARE(head.status, 200);
                const Response bytes = m_demo.get(path);
                if (bytes.status == 200)
                    QCOMPARE(sum(bytes.body), layer[u"digest"_s].toString().toLatin1());
                else
                    QCOMPARE(head.header("Content-Length").toLongLong(), layer[u"size"_s].toInteger());
                blobs += bytes.status == 200 ? 1 : 0;
            }
        }
    }
    QVERIFY2(manifests > 300, QByteArray::number(manifests));
    QVERIFY2(blobs > 50, QByteArray::number(blobs));
}

void TestDemoOci::agreesWithTheList()
{
    Asking fresh;
    for (const QString &name : {u"platform/gateway"_s, u"platform/nightly"_s, u"platform/charts/gateway"_s}) {
        const QJsonArray rows = artifacts(name);
        QMap<QString, QJsonObject> byDigest;
        for (const QJsonValue row : rows)
            byDigest.insert(row[u"digest"_s].toString(), row.toObject());
        for (const QJsonObject &row : std::as_const(byDigest)) {
            const Response manifest =
                fresh.get("/v2/" + name.toLatin1() + "/manifests/" + row[u"digest"_s].toString().toLatin1());
            const QJsonObject content = QJsonDocument::fromJson(manifest.body).object();
            qint64 size = manifest.body.size() + content[u"config"_s][u"size"_s].toInteger();
            for (const QJsonValue layer : content[u"layers"_s].toArray())
                size += layer[u"size"_s].toInteger();
            for (const QJsonValue child : content[u"manifests"_s].toArray()) {
                QVERIFY(byDigest.contains(child[u"digest"_s].toString()));
                size += byDigest[child[u"digest"_s].toString()][u"size"_s].toInteger();
            }
            QCOMPARE(row[u"size"_s].toInteger(), size);
            QCOMPARE(row[u"manifest_media_type"_s].toString().toLatin1(), manifest.header("Content-Type"));
            for (const QJsonValue tag : row[u"tags"_s].toArray()) {
                const Response byTag =
                    fresh.get("/v2/" + name.toLatin1() + "/manifests/" + tag[u"name"_s].toString().toLatin1());
                QCOMPARE(byTag.header("Docker-Content-Digest"), row[u"digest"_s].toString().toLatin1());
            }
        }
    }
}

void TestDemoOci::pagesNames()
{
    const Response first = m_demo.get("/v2/_catalog?n=5");
    QCOMPARE(QJsonDocument::fromJson(first.body)[u"repositories"_s].toArray().size(), 5);
    QStringList seen;
    QByteArray next = "/v2/platform/nightly/tags/list?n=30";
    while (!next.isEmpty()) {
        const Response response = m_demo.get(next);
        for (const QJsonValue tag : QJsonDocument::fromJson(response.body)[u"tags"_s].toArray())
            seen.append(tag.toString());
        const QByteArray link = response.header("Link");
        next = link.isEmpty() ? QByteArray() : link.mid(1, link.indexOf('>') - 1);
    }
    QCOMPARE(seen.size(), 65);
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 65);
    QVERIFY(m_demo.object("/v2/platform/nightly/tags/list?n=0")[u"tags"_s].toArray().isEmpty());
}

void TestDemoOci::namesReferrers()
{
    const QByteArray digest = m_demo.get("/v2/platform/gateway/manifests/latest").header("Docker-Content-Digest");
    const QByteArray path = "/v2/platform/gateway/referrers/" + digest;
    const QJsonArray all = m_demo.object(path)[u"manifests"_s].toArray();
    QCOMPARE(all.size(), 5);
    for (const QJsonValue entry : all) {
        const Response manifest =
            m_demo.get("/v2/platform/gateway/manifests/" + entry[u"digest"_s].toString().toLatin1());
        const QJsonObject content = QJsonDocument::fromJson(manifest.body).object();
        QCOMPARE(content[u"subject"_s][u"digest"_s].toString().toLatin1(), digest);
        QCOMPARE(manifest.body.size(), entry[u"size"_s].toInteger());
    }
    const Response notation = m_demo.get(path + "?artifactType=application/vnd.cncf.notary.signature");
    QCOMPARE(QJsonDocument::fromJson(notation.body)[u"manifests"_s].toArray().size(), 1);
    QCOMPARE(notation.header("OCI-Filters-Applied"), QByteArray("artifactType"));
    // Harbor's side lists the same five.
    const QJsonArray accessories =
        m_demo.list("/api/v2.0/projects/platform/repositories/gateway/artifacts/latest/accessories");
    QStringList types;
    for (const QJsonValue row : accessories)
        types.append(row[u"type"_s].toString());
    types.sort();
    QCOMPARE(types,
        QStringList({u"sbom.harbor"_s, u"signature.cosign"_s, u"signature.notation"_s, u"subject.accessory"_s,
            u"subject.accessory"_s}));
}

void TestDemoOci::servesSboms()
{
    const QByteArray base = "/api/v2.0/projects/platform/repositories/gateway/artifacts/";
    const QJsonObject overview = m_demo.object(base + "latest?with_sbom_overview=true")[u"sbom_overview"_s].toObject();
    const Response sbom = m_demo.get(base + overview[u"sbom_digest"_s].toString().toLatin1() + "/additions/sbom");
    QCOMPARE(sbom.status, 200);
    const QJsonObject document = QJsonDocument::fromJson(sbom.body).object();
    QCOMPARE(document[u"spdxVersion"_s].toString(), u"SPDX-2.3"_s);
    const QJsonArray packages = document[u"packages"_s].toArray();
    QVERIFY(packages.size() > 40);
    for (const QJsonValue package : packages)
        QVERIFY(!package[u"licenseDeclared"_s].toString().isEmpty());
    // The image's own digest has none: the link in the list leads nowhere.
    QCOMPARE(m_demo.get(base + "latest/additions/sbom").status, 400);
}

void TestDemoOci::refuses()
{
    const Response nobody = m_demo.get("/v2/", Identity::anonymous());
    QCOMPARE(nobody.status, 401);
    QVERIFY(nobody.header("Www-Authenticate").startsWith("Bearer realm=\"https://demo.lotse.example/service/token\""));
    QCOMPARE(m_demo.get("/v2/_catalog", Identity::guest()).status, 403);
    QCOMPARE(m_demo.get("/v2/web-shop/backend/basket/tags/list", Identity::guest()).status, 403);
    QCOMPARE(codeOf(m_demo.get("/v2/platform/nope/tags/list")), u"NAME_UNKNOWN"_s);
    QCOMPARE(codeOf(m_demo.get("/v2/platform/gateway/manifests/nope")), u"MANIFEST_UNKNOWN"_s);
    QCOMPARE(codeOf(m_demo.get("/v2/platform/gateway/blobs/sha256:00")), u"BLOB_UNKNOWN"_s);
    QCOMPARE(m_demo.send("POST", "/v2/platform/gateway/blobs/uploads").status, 405);
    const QByteArray tag = m_demo.get("/v2/platform/gateway/manifests/latest").header("Etag");
    QCOMPARE(
        m_demo.get("/v2/platform/gateway/manifests/latest", Identity::admin(), {{"If-None-Match", tag}}).status, 304);
}

void TestDemoOci::keepsToThePolicies()
{
    Asking fresh;
    const Response notSigned = fresh.get("/v2/payments/backend/fraud-score/manifests/latest");
    QCOMPARE(notSigned.status, 412);
    QCOMPARE(codeOf(notSigned), u"PROJECTPOLICYVIOLATION"_s);
    QCOMPARE(messageOf(notSigned), u"The image is not signed by cosign."_s);
    const Response vulnerable = fresh.get("/v2/payments/backend/settlement/manifests/latest");
    QCOMPARE(vulnerable.status, 412);
    QVERIFY(messageOf(vulnerable).contains(u"\"Critical\" or higher"_s));
}

void TestDemoOci::deletes()
{
    Asking fresh;
    const QByteArray path = "/v2/platform/telemetry/dashboards/manifests/";
    const QByteArray digest = fresh.get(path + "latest").header("Docker-Content-Digest");
    QCOMPARE(fresh.send("DELETE", path + digest).status, 202);
    QCOMPARE(fresh.get(path + "latest").status, 404);
    QCOMPARE(
        fresh.get("/api/v2.0/projects/platform/repositories/telemetry%252Fdashboards/artifacts/" + digest).status, 404);
}

QTEST_GUILESS_MAIN(TestDemoOci)
#include "tst_demooci.moc"
