// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkthread.h"
#include "session/networklink.h"
#include "session/oidcsignin.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QUrlQuery>

#include <optional>

using namespace lotse;
using namespace Qt::StringLiterals;

/// Signing in at a provider that others have written, with a person's browser played by the test.
class OidcProviderTest : public QObject {
    Q_OBJECT
    SystemClock m_clock;
    Proxies m_proxies{[](const char *) { return QByteArray(); }};
    NetworkThread m_network;
    QProcess m_provider;
    oidc::Client m_client;
    QNetworkAccessManager m_browser;

    oidc::ProviderClient conversation() { return {networkLinks(&m_network, &m_clock, &m_proxies), &m_clock}; }

    struct Page {
        QUrl url;
        QString text;
        bool isOver = false;
    };
    /// One step of a browser: follows redirects, keeps cookies.
    Page go(const QUrl &url, const QByteArray &form = {})
    {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
        QNetworkReply *reply = form.isEmpty() ? m_browser.get(request) : m_browser.post(request, form);
        [[maybe_unused]] const bool came = QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000);
        Page page{reply->url(), QString::fromUtf8(reply->readAll()), reply->url().path() == u"/callback"_s};
        reply->deleteLater();
        return page;
    }
    /// Fills in the form of a page as a person would: any login, and yes to what is asked.
    Page answer(const Page &page, const QByteArray &extra)
    {
        static const QRegularExpression action(u"<form[^>]*action=\"([^\"]*)\""_s);
        static const QRegularExpression hidden(u"<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\""_s);
        QUrlQuery form(QString::fromLatin1(extra));
        for (auto match = hidden.globalMatch(page.text); match.hasNext();) {
            const QRegularExpressionMatch field = match.next();
            form.addQueryItem(field.captured(1), field.captured(2));
        }
        const QUrl target = page.url.resolved(QUrl(action.match(page.text).captured(1)));
        return go(target, form.toString(QUrl::FullyEncoded).toLatin1());
    }
    void signInAndConsent(Page page)
    {
        for (int step = 0; step < 4 && !page.isOver && page.text.contains(u"<form"_s); ++step)
            page = answer(page, page.text.contains(u"name=\"login\""_s) ? "login=mate&password=any" : "");
    }

private slots:
    void initTestCase()
    {
        const QString node = QStandardPaths::findExecutable(u"node"_s);
        const QString folder = QStringLiteral(LOTSE_OIDC_DIR);
        if (node.isEmpty() || !QFile::exists(folder + u"/node_modules/oidc-provider"_s))
            QSKIP("There is no identity provider here: it is fetched where Node.js and a network are at hand.");
        m_provider.setProcessChannelMode(QProcess::SeparateChannels);
        m_provider.setWorkingDirectory(folder);
        m_provider.start(node, {folder + u"/provider.js"_s});
        if (!QTest::qWaitFor([this] { return m_provider.canReadLine(); }, 30'000))
            QSKIP("The identity provider does not start with the Node.js of this machine.");
        m_client = {QString::fromUtf8(m_provider.readLine()).trimmed(), u"harbor"_s, {}};
    }
    void cleanupTestCase()
    {
        m_provider.kill();
        m_provider.waitForFinished();
    }

    void signsInByTheBrowserAndRenews()
    {
        oidc::SignIn signIn(conversation(), m_client);
        QUrl address;
        connect(&signIn, &oidc::SignIn::browse, this, [&address](const QUrl &url) { address = url; });
        std::optional<Result<oidc::Tokens>> result;
        signIn.start([&result](Result<oidc::Tokens> tokens) { result = std::move(tokens); });
        QTRY_VERIFY_WITH_TIMEOUT(!address.isEmpty() || result, 20'000);
        QVERIFY2(!result, result ? qPrintable(result->error().text() + result->error().detail) : "");
        signInAndConsent(go(address));
        QTRY_VERIFY_WITH_TIMEOUT(result, 20'000);
        QVERIFY2(*result, qPrintable((*result).error().text() + (*result).error().detail));
        const oidc::Tokens tokens = **result;
        QCOMPARE(tokens.user, u"mate"_s);
        QVERIFY(!tokens.refresh.isEmpty());
        QVERIFY(tokens.expires > m_clock.now());

        std::optional<Result<oidc::Provider>> provider;
        conversation().discover(
            m_client, this, [&provider](Result<oidc::Provider> found) { provider = std::move(found); });
        QTRY_VERIFY_WITH_TIMEOUT(provider && *provider, 20'000);
        std::optional<Result<oidc::Tokens>> again;
        conversation().redeem(m_client, **provider,
            {{"grant_type", "refresh_token"}, {"refresh_token", tokens.refresh.view().toByteArray()}}, {}, this,
            [&again](Result<oidc::Tokens> renewed) { again = std::move(renewed); });
        QTRY_VERIFY_WITH_TIMEOUT(again, 20'000);
        QVERIFY2(*again, qPrintable((*again).error().text() + (*again).error().detail));
        QCOMPARE((*again)->user, u"mate"_s);
        QVERIFY(!((*again)->id == tokens.id));
    }

    void signsInByACode()
    {
        oidc::SignIn signIn(conversation(), m_client);
        QString code;
        QUrl address;
        connect(&signIn, &oidc::SignIn::codeShown, this, [&](const QString &shown, const QUrl &url) {
            code = shown;
            address = url;
        });
        std::optional<Result<oidc::Tokens>> result;
        signIn.startWithCode([&result](Result<oidc::Tokens> tokens) { result = std::move(tokens); });
        QTRY_VERIFY_WITH_TIMEOUT(!code.isEmpty() || result, 20'000);
        QVERIFY2(!result, result ? qPrintable(result->error().text() + result->error().detail) : "");
        Page page = answer(go(address), "user_code=" + code.toLatin1().toPercentEncoding());
        page = answer(page, {}); // the confirmation is in the form
        signInAndConsent(page);
        QTRY_VERIFY_WITH_TIMEOUT(result, 60'000);
        QVERIFY2(*result, qPrintable((*result).error().text() + (*result).error().detail));
        QCOMPARE((*result)->user, u"mate"_s);
    }

    void anotherIssuerIsNotAsked()
    {
        oidc::Client client = m_client;
        client.issuer += u'/';
        std::optional<Result<oidc::Provider>> provider;
        conversation().discover(
            client, this, [&provider](Result<oidc::Provider> found) { provider = std::move(found); });
        QTRY_VERIFY_WITH_TIMEOUT(provider, 20'000);
        QVERIFY(!*provider);
        QCOMPARE((*provider).error().kind, ErrorKind::RedirectRefused);
    }
};

QTEST_GUILESS_MAIN(OidcProviderTest)
#include "tst_oidcprovider.moc"
