// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controls/clipboard.h"
#include "demo/demotransport.h"
#include "heard.h"
#include "session/session.h"
#include "shell/application.h"
#include "support/manualclock.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The lock, the clipboard and the small things that a person chose.
class ScreenLockTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    test::ManualClock m_clock;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<SessionList> m_sessions;
    std::unique_ptr<Application> m_app;

    Credentials m_kept; ///< by the last transport

    /// A session at the demo registry that does not know that it is one.
    Session *online()
    {
        Account account = makeAccount(u"https://demo.lotse.example"_s, u"admin"_s).value();
        Line line{std::make_shared<demo::DemoTransport>(
            std::make_shared<demo::Registry>(&m_clock), demo::Identity{u"admin"_s}, demo::Latency::none())};
        line.setCredentials = [this](const Credentials &credentials) { m_kept = credentials; };
        Session *session = m_sessions->adopt(std::make_unique<Session>(account, line, m_secrets.get(), &m_clock));
        m_secrets->rememberForSession(account, SecureBytes("canary"), this);
        session->open();
        [[maybe_unused]] const bool came =
            QTest::qWaitFor([session] { return session->state() == Session::State::Online; }, 20'000);
        return session;
    }
    ScreenLock &lock() { return *m_app->screenLock(); }
    void makeSealed(const char *master)
    {
        Account account;
        account.id = u"a"_s;
        account.secretPlace = SecretPlace::Sealed;
        bool done = false;
        m_secrets->sealed().unlock(SecureBytes(master), this, [&](const Result<void> &opened) {
            QVERIFY2(opened, qPrintable(opened.error().text()));
            m_secrets->write(
                account, SecureBytes("canary"), this, [&](const Result<void> &written) { done = written.ok(); });
        });
        QTRY_VERIFY_WITH_TIMEOUT(done, 20'000);
    }

private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void init()
    {
        const QString profile = m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction()));
        QDir().mkpath(profile);
        m_settings = std::make_unique<QSettings>(profile + u"/window.ini"_s, QSettings::IniFormat);
        m_accounts = std::make_unique<Accounts>(profile, &m_clock);
        m_secrets = std::make_unique<Secrets>(profile, nullptr);
        m_sessions = std::make_unique<SessionList>(m_accounts.get(), m_secrets.get(), LinkFactory(), &m_clock);
        m_app = std::make_unique<Application>(m_settings.get());
        Services services;
        services.clock = &m_clock;
        services.accounts = m_accounts.get();
        services.secrets = m_secrets.get();
        services.sessions = m_sessions.get();
        m_app->setServices(services);
    }
    void cleanup()
    {
        m_app.reset();
        m_sessions.reset();
    }

    void locksAfterTheMinutesThatWereChosen()
    {
        QCOMPARE(m_app->preferences()->lockMinutes(), 15);
        QSignalSpy locked(&lock(), &ScreenLock::lockedNow);
        m_clock.advance(14min);
        QVERIFY(!lock().isLocked());
        // A key pressed now counts from now.
        QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
        QCoreApplication::sendEvent(m_app.get(), &key);
        m_clock.advance(14min);
        QVERIFY(!lock().isLocked());
        m_clock.advance(61s);
        QVERIFY(lock().isLocked());
        QCOMPARE(locked.size(), 1);
    }

    void neverWhereThatWasChosen()
    {
        m_app->preferences()->setLockMinutes(0);
        m_clock.advance(24h);
        QVERIFY(!lock().isLocked());
        m_app->preferences()->setLockMinutes(5);
        QVERIFY2(lock().isLocked(), "nobody was there all day");
    }

    void opensByTheMasterPasswordAlone()
    {
        makeSealed("right-master");
        lock().lock();
        QCOMPARE(lock().way(), u"master"_s);
        QVERIFY(!m_secrets->sealed().isUnlocked());
        lock().open();
        lock().desktopLocked(false);
        QVERIFY2(lock().isLocked(), "neither a click nor the desktop opens what has a master password");
        lock().unlock(u"wrong-master"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!lock().isBusy(), 20'000);
        QVERIFY(lock().isLocked());
        QVERIFY(!lock().sentence().isEmpty());
        lock().unlock(u"right-master"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!lock().isLocked(), 20'000);
        QVERIFY(m_secrets->sealed().isUnlocked());
    }

    void goesWithTheDesktopWhereThatWasChosen()
    {
        lock().desktopLocked(true);
        QVERIFY(lock().isLocked());
        lock().desktopLocked(false);
        QVERIFY(!lock().isLocked());
        m_app->preferences()->setLocksWithDesktop(false);
        lock().desktopLocked(true);
        QVERIFY(!lock().isLocked());
    }

    void signsOutOnceTheJobsAreDone()
    {
        Session &session = *online();
        const quint64 job = m_app->jobs()->begin(u"Reading"_s);
        lock().lock();
        QCOMPARE(session.state(), Session::State::Online);
        QVERIFY(m_kept.secret == SecureBytes("canary"));
        m_app->jobs()->end(job, u"ok"_s, u"Done"_s);
        QCOMPARE(session.state(), Session::State::Idle);
        QVERIFY2(m_kept.secret.isEmpty(), "the transport has forgotten it");
        lock().desktopLocked(false);
        QVERIFY(!lock().isLocked());
        QTRY_COMPARE(session.state(), Session::State::Online);
    }

    void signsOutAtOnceWhereThatWasChosen()
    {
        Session &session = *online();
        m_app->preferences()->setWorksWhileLocked(false);
        m_app->jobs()->begin(u"Reading"_s);
        lock().lock();
        QCOMPARE(session.state(), Session::State::Idle);
        QVERIFY(m_kept.secret.isEmpty());
    }

    void secretsLeaveTheClipboard()
    {
        Clipboard clipboard;
        QClipboard *shared = QGuiApplication::clipboard();
        clipboard.copySecret(u"canary"_s);
        QCOMPARE(shared->text(), u"canary"_s);
        QCOMPARE(shared->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
        QCOMPARE(clipboard.secondsLeft(), 10);
        clipboard.forgetSecret();
        QCOMPARE(shared->text(), QString());
        // What somebody copied meanwhile stays.
        clipboard.copySecret(u"canary"_s);
        shared->setText(u"something else"_s);
        clipboard.forgetSecret();
        QCOMPARE(shared->text(), u"something else"_s);
        clipboard.copySecret(u"canary"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shared->text(), QString(), 15'000);
    }

    void aChoiceOutOfRangeIsTheDefault()
    {
        m_settings->setValue(u"program/lockMinutes"_s, -3);
        m_settings->setValue(u"program/proxyKind"_s, u"magic"_s);
        m_settings->setValue(u"program/proxyPort"_s, u"abc"_s);
        m_settings->setValue(u"program/language"_s, u"xx"_s);
        QCOMPARE(m_app->preferences()->lockMinutes(), 15);
        QCOMPARE(m_app->preferences()->proxyKind(), u"environment"_s);
        QCOMPARE(m_app->preferences()->proxyPort(), 3128);
        QCOMPARE(m_app->preferences()->language(), QString());
    }
};

QTEST_MAIN(ScreenLockTest)
#include "tst_screenlock.moc"
