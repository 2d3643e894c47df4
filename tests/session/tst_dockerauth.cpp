// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/dockerauth.h"
#include "support/manualclock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace lotse;
using namespace Qt::StringLiterals;

/// What docker and podman keep, and what their helpers answer.
class DockerAuthTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    test::ManualClock m_clock;
    QByteArray m_path;

    QString write(const QString &name, const QByteArray &bytes, bool isProgram = false)
    {
        const QString path = m_dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        if (isProgram)
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    std::optional<Result<DockerEntry>> ask(const QString &helper, std::function<void()> meanwhile = {})
    {
        DockerEntry entry;
        entry.server = u"https://index.docker.io/v1/"_s;
        entry.helper = helper;
        std::optional<Result<DockerEntry>> answer;
        askCredentialHelper(entry, &m_clock, std::chrono::seconds(30), this,
            [&](Result<DockerEntry> result) { answer = std::move(result); });
        if (meanwhile)
            meanwhile();
        [[maybe_unused]] const bool came = QTest::qWaitFor([&] { return answer.has_value(); }, 10'000);
        return answer;
    }

private slots:
    void init()
    {
        m_path = qgetenv("PATH");
        qputenv("PATH", m_dir.path().toLocal8Bit() + ":/usr/bin:/bin");
    }
    void cleanup() { qputenv("PATH", m_path); }

    void readsHostsUsersAndWhereTheSecretIs()
    {
        const QByteArray auth = QByteArray("deploy:pa:ss").toBase64();
        const QString file = write(u"config.json"_s,
            "{\"auths\":{\"harbor.example.com\":{\"auth\":\"" + auth
                + "\"},\"https://index.docker.io/v1/\":{},"
                  "\"quay.io/"
                  "team\":{\"auth\":\"\"}},\"credsStore\":\"secretservice\",\"credHelpers\":{\"gcr.io\":\"gcloud\"},"
                  "\"HttpHeaders\":{}}");
        const DockerAuths found = readDockerAuths({file});
        QCOMPARE(found.errors.size(), 0);
        QCOMPARE(found.entries.size(), 4);
        QCOMPARE(found.entries[0].url, u"https://harbor.example.com"_s);
        QCOMPARE(found.entries[0].user, u"deploy"_s);
        QCOMPARE(found.entries[0].secret.view(), QByteArrayView("pa:ss"));
        QCOMPARE(found.entries[0].helper, QString());
        QCOMPARE(found.entries[1].url, u"https://registry-1.docker.io"_s);
        QCOMPARE(found.entries[1].helper, u"secretservice"_s);
        QCOMPARE(found.entries[2].url, u"https://quay.io"_s);
        QCOMPARE(found.entries[3].helper, u"gcloud"_s);
        QVERIFY(found.entries[3].secret.isEmpty());
    }

    void theFirstFileWinsAndBadOnesAreNamed()
    {
        const QString one = write(
            u"one.json"_s, "{\"auths\":{\"a.example.com\":{\"auth\":\"" + QByteArray("u:first").toBase64() + "\"}}}");
        const QString two = write(u"two.json"_s,
            "{\"auths\":{\"https://a.example.com\":{\"auth\":\"" + QByteArray("u:second").toBase64()
                + "\"},\"ftp://x\":{},\"b.example.com\":7}}");
        const QString bad = write(u"bad.json"_s, "auths: {}");
        const DockerAuths found = readDockerAuths({one, two, bad, m_dir.filePath(u"missing"_s)});
        QCOMPARE(found.entries.size(), 2);
        QCOMPARE(found.entries[0].secret.view(), QByteArrayView("first"));
        QCOMPARE(found.entries[1].url, u"https://b.example.com"_s);
        QCOMPARE(found.errors.size(), 3);
        QVERIFY(found.errors[1].text().contains(bad));
    }

    // What cannot be read is named, and never taken for a file without sign-ins.
    void namesFilesOfAnotherShape_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("text") << QByteArray("\"auths\"");
        QTest::newRow("auths as a list") << QByteArray(R"({"auths":[{"a.example.com":{}}]})");
        QTest::newRow("auths as a text") << QByteArray(R"({"auths":"a.example.com"})");
        QTest::newRow("helpers as a list") << QByteArray(R"({"auths":{},"credHelpers":["a.example.com"]})");
        QTest::newRow("broken behind") << QByteArray(R"({"auths":{},"x":tru})");
        QTest::newRow("two documents") << QByteArray("{\"auths\":{}}\n{}");
        QTest::newRow("empty") << QByteArray();
    }
    void namesFilesOfAnotherShape()
    {
        QFETCH(QByteArray, text);
        const QString file = write(u"odd.json"_s, text);
        const DockerAuths found = readDockerAuths({file});
        QCOMPARE(found.entries.size(), 0);
        QCOMPARE(found.errors.size(), 1);
        QVERIFY(found.errors[0].text().contains(file));
        QCOMPARE(readDockerAuths({write(u"none.json"_s, R"({"auths":null})")}).errors.size(), 0);
    }

    void asksTheHelper()
    {
        // It answers only for the server that it was asked for, by its standard input.
        QVERIFY(!write(u"docker-credential-good"_s,
            "#!/bin/sh\n[ \"$1\" = get ] || exit 3\nread server\n[ \"$server\" = https://index.docker.io/v1/ ] || exit "
            "4\n"
            "printf '{\"ServerURL\":\"x\",\"Username\":\"deploy\",\"Secret\":\"canary\"}'\n",
            true)
                     .isEmpty());
        const auto answer = ask(u"good"_s);
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->user, u"deploy"_s);
        QCOMPARE((*answer)->secret.view(), QByteArrayView("canary"));
    }

    void aHelperThatRefusesIsQuoted()
    {
        write(u"docker-credential-none"_s, "#!/bin/sh\necho credentials not found in native keychain\nexit 1\n", true);
        const auto answer = ask(u"none"_s);
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().kind, ErrorKind::Secret);
        QCOMPARE(answer->error().detail, u"credentials not found in native keychain"_s);
    }

    void aTokenIsNoPassword()
    {
        write(u"docker-credential-token"_s, "#!/bin/sh\nprintf '{\"Username\":\"<token>\",\"Secret\":\"canary\"}'\n",
            true);
        const auto answer = ask(u"token"_s);
        QVERIFY(answer && !*answer);
        QVERIFY(!answer->error().text().contains(u"canary"_s));
    }

    void aHelperThatHangsIsEnded()
    {
        write(u"docker-credential-slow"_s, "#!/bin/sh\nexec sleep 600\n", true);
        const auto answer = ask(u"slow"_s, [this] { m_clock.advance(std::chrono::seconds(31)); });
        QVERIFY(answer && !*answer);
        QVERIFY(answer->error().text().contains(u"timed out"_s));
    }

    void neverLeavesThePath_data()
    {
        QTest::addColumn<QString>("helper");
        QTest::newRow("up") << u"../../evil"_s;
        QTest::newRow("slash") << u"x/y"_s;
        QTest::newRow("shell") << u"x;touch y"_s;
        QTest::newRow("missing") << u"nobody-has-this"_s;
    }
    void neverLeavesThePath()
    {
        QFETCH(QString, helper);
        const auto answer = ask(helper);
        QVERIFY(answer && !*answer);
        QVERIFY(answer->error().text().contains(u"not found in PATH"_s));
    }

    void aHelperOfTheCurrentFolderIsNotTaken()
    {
        write(u"docker-credential-here"_s, "#!/bin/sh\nexit 0\n", true);
        const QString before = QDir::currentPath();
        QDir::setCurrent(m_dir.path());
        qputenv("PATH", ".:/usr/bin");
        const auto answer = ask(u"here"_s);
        QDir::setCurrent(before);
        QVERIFY(answer && !*answer);
        QVERIFY(answer->error().text().contains(u"not found in PATH"_s));
    }
};

QTEST_GUILESS_MAIN(DockerAuthTest)
#include "tst_dockerauth.moc"
