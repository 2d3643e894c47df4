// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/pastedplace.h"

#include <QTest>

using namespace lotse::models;
using namespace Qt::StringLiterals;
using Kind = PastedPlace::Kind;

/// What people paste: ids, digests, references, addresses of the portal.
class TestPastedPlace : public QObject {
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
};

void TestPastedPlace::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<PastedPlace>("place");
    const QString digest = u"sha256:"_s + QString(64, u'a');
    const auto row = [](const char *name, const QString &text, const PastedPlace &place) {
        QTest::newRow(name) << text << place;
    };
    row("cve", u" cve-2021-44228\n"_s, {Kind::Vulnerability, {}, u"CVE-2021-44228"_s, 0, {}, {}, {}});
    row("ghsa", u"GHSA-JFH8-c2jp-5v3q"_s, {Kind::Vulnerability, {}, u"GHSA-jfh8-c2jp-5v3q"_s, 0, {}, {}, {}});
    row("our own", u"lotse://cve/CVE-2021-44228"_s, {Kind::Vulnerability, {}, u"CVE-2021-44228"_s, 0, {}, {}, {}});
    row("digest", digest, {Kind::Digest, {}, {}, 0, {}, {}, digest});
    row("part of a digest", u"AABBCCDDEEFF"_s, {Kind::Digest, {}, {}, 0, {}, {}, u"sha256:aabbccddeeff"_s});
    row("reference", u"harbor.example.com/payments/backend/api:1.2"_s,
        {Kind::Artifact, u"harbor.example.com"_s, {}, 0, u"payments"_s, u"payments/backend/api"_s, u"1.2"_s});
    row("oci", u"oci://localhost:5000/web/shop@"_s + digest,
        {Kind::Artifact, u"localhost:5000"_s, {}, 0, u"web"_s, u"web/shop"_s, digest});
    row("lotse", u"lotse://harbor.example.com/web/shop"_s,
        {Kind::Repository, u"harbor.example.com"_s, {}, 0, u"web"_s, u"web/shop"_s, {}});
    row("portal project", u"https://harbor.example.com/harbor/projects/3/repositories"_s,
        {Kind::Project, u"harbor.example.com"_s, {}, 3, {}, {}, {}});
    row("portal repository", u"https://harbor.example.com:8443/harbor/projects/3/repositories/backend%252Fapi"_s,
        {Kind::Repository, u"harbor.example.com:8443"_s, {}, 3, {}, u"backend/api"_s, {}});
    row("portal artifact",
        u"https://harbor.example.com/harbor/projects/3/repositories/backend%2Fapi/artifacts-tab/artifacts/"_s + digest,
        {Kind::Artifact, u"harbor.example.com"_s, {}, 3, {}, u"backend/api"_s, digest});
    row("portal artifact, plain slashes",
        u"https://harbor.example.com/harbor/projects/3/repositories/backend/api/artifacts-tab/artifacts/"_s + digest
            + u"?tab=x#y"_s,
        {Kind::Artifact, u"harbor.example.com"_s, {}, 3, {}, u"backend/api"_s, digest});
    row("no host", u"payments/backend/api:1.2"_s,
        {Kind::Artifact, {}, {}, 0, u"payments"_s, u"payments/backend/api"_s, u"1.2"_s});
    row("no host, no tag", u"library/nginx"_s, {Kind::Repository, {}, {}, 0, u"library"_s, u"library/nginx"_s, {}});
    row("no host, digest", u"web/shop@"_s + digest, {Kind::Artifact, {}, {}, 0, u"web"_s, u"web/shop"_s, digest});
    row("docker pull", u"docker pull harbor.example.com/web/shop:7"_s,
        {Kind::Artifact, u"harbor.example.com"_s, {}, 0, u"web"_s, u"web/shop"_s, u"7"_s});
    row("with a prompt and options",
        u"$ sudo podman pull -q --platform linux/arm64 localhost:5000/web/shop@"_s + digest,
        {Kind::Artifact, u"localhost:5000"_s, {}, 0, u"web"_s, u"web/shop"_s, digest});
    row("docker image pull", u"docker image pull nginx:1.27"_s,
        {Kind::Artifact, {}, {}, 0, u"library"_s, u"library/nginx"_s, u"1.27"_s});
    row("helm pull", u"helm pull oci://harbor.example.com/web/chart --version 1.2.3"_s,
        {Kind::Artifact, u"harbor.example.com"_s, {}, 0, u"web"_s, u"web/chart"_s, u"1.2.3"_s});
    for (const QString &text : {u""_s, u"payments"_s, u"two words"_s, u"docker pull"_s, u"docker push a/b"_s,
             u"pull a/b"_s, u"https://example.com/"_s, u"https://harbor.example.com/harbor/projects/x"_s,
             u"https://harbor.example.com/harbor/projects/3/repositories/..%252F..%252Fetc"_s,
             u"https://harbor.example.com/harbor/projects/3/repositories/a/artifacts-tab/artifacts/%3Cb%3E"_s,
             u"lotse://cve/"_s, u"javascript:alert(1)"_s, u"deadbeef"_s, QString(3000, u'a')})
        row(qPrintable(u"none: "_s + text.left(40)), text, {});
}

void TestPastedPlace::reads()
{
    QFETCH(QString, text);
    QFETCH(PastedPlace, place);
    const PastedPlace read = readPasted(text);
    QCOMPARE(int(read.kind), int(place.kind));
    QCOMPARE(read.host, place.host);
    QCOMPARE(read.repository, place.repository);
    QCOMPARE(read.reference, place.reference);
    QVERIFY(read == place);
}

QTEST_GUILESS_MAIN(TestPastedPlace)
#include "tst_pastedplace.moc"
