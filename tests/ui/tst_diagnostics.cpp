// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demosession.h"
#include "heard.h"
#include "net/httptransport.h"
#include "program/about.h"
#include "program/diagnostics.h"
#include "program/helptexts.h"
#include "shell/pagetable.h"
#include "shell/sessionviews.h"
#include "support/manualclock.h"
#include "support/scriptedserver.h"
#include "theme/iconprovider.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::ui;
using namespace Qt::StringLiterals;

/// What goes with a report of a fault, and what the help and the page about the program say.
class DiagnosticsTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void holdsNoSecret_data()
    {
        QTest::addColumn<bool>("names");
        QTest::newRow("with names") << true;
        QTest::newRow("without names") << false;
    }
    void holdsNoSecret()
    {
        QFETCH(bool, names);
        test::ScriptedServer server(test::ScriptedServer::Plain);
        server.handle([](const test::ReceivedRequest &) {
            return test::ScriptedReply::status(500,
                "{\"errors\":[{\"code\":\"X\",\"message\":\"token=canary-in-body\"}]}",
                {{"Set-Cookie", "sid=canary-in-cookie"}});
        });
        const SystemClock clock;
        SystemClock timer;
        QSettings settings(m_dir.filePath(names ? u"a.ini"_s : u"b.ini"_s), QSettings::IniFormat);
        Application app(&settings);
        app.preferences()->setProxyUser(u"clerk-canary"_s);
        RegistryView *view = new RegistryView;
        view->id = u"x"_s;
        view->host = u"secret-host.example.com"_s;
        app.registries()->add(view);

        TransportConfig config;
        config.base = server.url();
        config.plainHttp = true;
        config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        config.credentials = {Credentials::Kind::Basic, u"admin"_s, SecureBytes("canary-password")};
        HttpTransport transport(config, &timer);
        connect(&transport, &Transport::requestChanged, app.requests(),
            [&app](const RequestRecord &record) { app.requests()->take(u"secret-host.example.com"_s, record); });
        bool done = false;
        Request request;
        request.path = "/api/v2.0/projects/secret-project/repositories?token=canary-in-query&q=name";
        request.headers = {{"X-Harbor-CSRF-Token", "canary-in-header"}};
        request.retry = false;
        transport.call<Response>(
            request, this, [](const Response &r) { return Result<Response>(r); },
            [&done](const Result<Response> &) { done = true; });
        QTRY_VERIFY(done);
        QTRY_COMPARE(app.requests()->running(), 0);
        Error error;
        error.kind = ErrorKind::Server;
        error.message = {"%1 failed.", {u"secret-project"_s}};
        error.detail = u"canary-in-detail"_s;
        app.problems()->report(u"secret-host.example.com"_s, error, clock.now());

        Diagnostics diagnostics;
        diagnostics.setNames(names);
        diagnostics.setApp(&app);
        const QString text = diagnostics.text();
        QVERIFY(text.contains(u"/api/v2.0/projects/"_s));
        QVERIFY(text.contains(u"→ 500"_s));
        QVERIFY2(!text.contains(u"canary"_s), qPrintable(text));
        QCOMPARE(text.contains(u"secret-project"_s), names);
        QCOMPARE(text.contains(u"secret-host"_s), names);
        QCOMPARE(text.contains(u"registry-1"_s), !names);
        QVERIFY(text.contains(u"Lotse "_s) && text.contains(QString::fromLatin1(qVersion())));
        QCOMPARE(QString::fromUtf8(diagnostics.bytes()), text);
    }

    void saysWhetherIconsAreDrawn()
    {
        const IconProvider icons; // knows where themes are
        QSettings settings(m_dir.filePath(u"icons.ini"_s), QSettings::IniFormat);
        Application app(&settings);
        Diagnostics diagnostics;
        diagnostics.setApp(&app);
        QVERIFY(diagnostics.text().contains(u"Icons: drawn"_s));
    }

    void aProblemIsOpenUntilItIsSolved()
    {
        ProblemList list;
        Error error;
        error.message = {"%1", {u"no answer"_s}};
        const SystemClock clock;
        list.report(u"host"_s, error, clock.now(), {u"a"_s, u"Production"_s});
        list.report(u"host"_s, error, clock.now(), {u"a"_s, u"Production"_s});
        list.report(u"host"_s, error, clock.now());
        QCOMPARE(list.rowCount(), 3);
        QCOMPARE(list.open(), 2); // of one source one is open at a time
        QCOMPARE(list.rowParent(list.rowKey(2)), u"Production (host)"_s);
        list.solve(u"b"_s);
        list.solve(QString());
        QCOMPARE(list.open(), 2);
        list.solve(u"a"_s);
        QCOMPARE(list.open(), 1);
    }

    void wordsAndRegionAreApart()
    {
        const QLocale german(QLocale::German, QLocale::Germany);
        const QLocale english = localeOf(u"en"_s, german);
        QCOMPARE(english.language(), QLocale::English);
        QCOMPARE(english.territory(), QLocale::Germany);
        QVERIFY(!english.timeFormat(QLocale::ShortFormat).contains(u"AP"_s, Qt::CaseInsensitive));
        QCOMPARE(localeOf({}, german), german);
        QCOMPARE(localeOf(u"de"_s, german), german);
        QCOMPARE(localeOf(u"de"_s, QLocale(QLocale::Japanese, QLocale::Japan)).language(), QLocale::German);
    }

    void everyLinkedLibraryIsNamedWithItsLicence()
    {
        const QVariantList libraries = About().libraries();
        QStringList names;
        for (const QVariant &library : libraries) {
            names.append(library.toMap().value(u"name"_s).toString());
            QVERIFY2(!library.toMap().value(u"licence"_s).toString().isEmpty(), qPrintable(names.last()));
        }
        for (const QString &name :
            {u"Qt"_s, u"OpenSSL"_s, u"SQLite"_s, u"simdjson"_s, u"zlib"_s, u"QCustomPlot"_s, u"QtKeychain"_s})
            QVERIFY2(names.contains(name), qPrintable(name));
        QCOMPARE(libraries.first().toMap().value(u"version"_s).toString(), QString::fromLatin1(qVersion()));
    }

    void everyPageHasHelp()
    {
        const Help help;
        for (const PageRow &page : pageRows()) {
            const QString id = QString::fromLatin1(page.id);
            QVERIFY2(!help.paragraphs(id).isEmpty(), page.id);
            if (*page.section)
                QVERIFY2(help.topicOf(id) != u"window"_s, page.id);
        }
        // Each help belongs to something that there is.
        for (const HelpRow &row : helpRows()) {
            const QString id = QString::fromLatin1(row.page);
            const bool isSection = std::any_of(sectionRows().begin(), sectionRows().end(),
                [&id](const SectionRow &section) { return id == QLatin1StringView(section.id); });
            QVERIFY2(id == u"window"_s || isSection || pageRow(id), row.page);
        }
        QVERIFY(help.topics().size() > 10);
    }

    void linksOpenTheirPages_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("project") << u"lotse://H.example.com/payments"_s << u"project"_s << u"project_name"_s
                                 << u"payments"_s;
        QTest::newRow("repository") << u"lotse://h.example.com/payments/backend/api"_s << u"artifacts"_s
                                    << u"repository_name"_s << u"backend/api"_s;
        QTest::newRow("tag") << u"lotse://h.example.com/payments/api:1.2"_s << u"artifact"_s << u"reference"_s
                             << u"1.2"_s;
        const QString digest = u"sha256:"_s + QString(64, u'a');
        QTest::newRow("digest") << u"lotse://h.example.com/payments/api@"_s + digest << u"artifact"_s << u"reference"_s
                                << digest;
        QTest::newRow("host") << u"lotse://h.example.com/"_s << u"overview"_s << QString() << QString();
        QTest::newRow("not known") << u"lotse://other.example.com/a/b:c"_s << u"account"_s << QString() << QString();
        QTest::newRow("address") << u"https://other.example.com"_s << u"account"_s << QString() << QString();
    }
    void linksOpenTheirPages()
    {
        QFETCH(QString, link);
        QFETCH(QString, page);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QSettings settings(m_dir.filePath(u"c.ini"_s), QSettings::IniFormat);
        Application app(&settings);
        auto *view = new RegistryView;
        view->id = u"x"_s;
        view->host = u"h.example.com"_s;
        app.registries()->add(view);
        app.openAddress(link);
        QCOMPARE(app.navigator()->page(), page);
        if (!key.isEmpty())
            QCOMPARE(app.navigator()->params().value(u"keys"_s).toMap().value(key).toString(), value);
    }

    void theRegistryThatWasLeftComesBack()
    {
        QSettings settings(m_dir.filePath(u"d.ini"_s), QSettings::IniFormat);
        {
            Application app(&settings);
            for (const QString &id : {u"a"_s, u"b"_s}) {
                auto *view = new RegistryView;
                view->id = id;
                app.registries()->add(view);
            }
            app.show(u"a"_s);
            app.navigator()->open(u"project"_s, {{u"keys"_s, QVariantMap{{u"project_name"_s, u"payments"_s}}}});
            QVERIFY(!app.canReopen());
            app.show(u"b"_s);
            QVERIFY(app.canReopen());
            app.reopen();
            QCOMPARE(app.registry()->id, u"a"_s);
            QCOMPARE(app.navigator()->page(), u"project"_s);
            app.keepPlace();
        }
        settings.sync();
        QSettings later(settings.fileName(), QSettings::IniFormat);
        Application app(&later);
        QVERIFY2(!app.resume(), "that registry is not there");
        auto *view = new RegistryView;
        view->id = u"a"_s;
        app.registries()->add(view);
        QVERIFY(app.resume());
        QCOMPARE(app.navigator()->page(), u"project"_s);
        QCOMPARE(app.navigator()->params().value(u"keys"_s).toMap().value(u"project_name"_s).toString(), u"payments"_s);
    }
};

QTEST_MAIN(DiagnosticsTest)
#include "tst_diagnostics.moc"
