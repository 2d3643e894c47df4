// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A random walk through the real window on the demo registry: lotse_monkey [SECONDS] [SEED] [LIMIT]. Ends with 1 where
// Qt or QML warns, with a crash where there is one, and where an event hangs. The same seed takes the same steps,
// though answers of the registry may come at other moments. In a release build no event of the window's thread may take
// more than 100 ms of the processor, nor over LIMIT ms by the clock (100 where it is not said). Ten typed keys
// count as one event.
#include "../bench/watchedapplication.h"
#include "cuttabletransport.h"
#include "heard.h"
#include "samplepages.h"
#include "session/networklink.h"
#include "session/session.h"
#include "shell/frame.h"
#include "shell/pagetable.h"
#include "shell/sessionviews.h"
#include "store/schema.h"

#include <QDesktopServices>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#ifdef LOTSE_SANITIZED
#include <sanitizer/common_interface_defs.h>
#endif

#include <atomic>
#include <cstdio>
#include <random>
#include <thread>

using namespace lotse;
using namespace lotse::ui;
using namespace Qt::StringLiterals;

namespace {

#ifdef NDEBUG
constexpr double kMostWork = 130; // ms: 100 on a quiet machine, and a third of it for others that take the caches
#endif
std::atomic<int> warnings = 0;
std::atomic<qint64> beats = 0;
QStringList steps; ///< the last ones, for the report

[[maybe_unused]] void tellSteps()
{
    std::fprintf(stderr, "The last steps:\n  %s\n", qPrintable(steps.join(u"\n  "_s)));
}

void listen(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtDebugMsg || type == QtInfoMsg || test::isAllowed(text))
        return;
    ++warnings;
    static QSet<QString> said; // of the window's thread; others do not warn
    if (!said.contains(text)) {
        said.insert(text);
        std::fprintf(stderr, "Warning: %s\n  after %s\n", qPrintable(text),
            qPrintable(steps.mid(steps.size() - 8).join(u"; "_s)));
    }
    if (type == QtFatalMsg)
        std::abort();
}

/// Links that would leave the program.
class Catcher : public QObject {
    Q_OBJECT
public slots:
    void take(const QUrl &) { }
};

class Monkey : public QObject {
    Q_OBJECT
public:
    Monkey(Frame *frame, test::CuttableTransport *transport, const QString &registry, unsigned seed, int seconds)
        : m_frame(frame)
        , m_transport(transport)
        , m_registry(registry)
        , m_dice(seed)
        , m_seconds(seconds)
    {
        m_time.start();
        m_timer.setInterval(0);
        connect(&m_timer, &QTimer::timeout, this, &Monkey::step);
        m_timer.start();
    }
    qint64 taken() const { return m_taken; }

private:
    int roll(int below) { return int(m_dice() % unsigned(below)); }
    template <typename T>
    T any(const QList<T> &list)
    {
        return list[roll(int(list.size()))];
    }
    QQuickWindow *window() const { return m_frame->window(); }
    Application &app() const { return m_frame->application(); }

    void note(const QString &what)
    {
        steps.append(what);
        if (steps.size() > 30)
            steps.removeFirst();
    }
    void step()
    {
        ++beats;
        if (!m_typed.isEmpty()) {
            m_timer.setInterval(0);
            typeOn();
            return;
        }
        ++m_taken;
        if (m_time.elapsed() > m_seconds * 1000) {
            m_timer.stop();
            QCoreApplication::exit();
            return;
        }
        const int dice = roll(100);
        if (dice < 45)
            key();
        else if (dice < 80)
            click();
        else if (dice < 85)
            wheel();
        else if (dice < 90)
            type();
        else if (dice < 95)
            open();
        else
            shake();
        m_timer.setInterval(roll(8) == 0 ? 60 : roll(12)); // now and then answers have time to come
    }
    void key()
    {
        static const QList<Qt::Key> keys{Qt::Key_Tab, Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Space,
            Qt::Key_Escape, Qt::Key_Up, Qt::Key_Down, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right, Qt::Key_Home,
            Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_F1, Qt::Key_F2, Qt::Key_F5, Qt::Key_F6, Qt::Key_F10,
            Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_K, Qt::Key_F, Qt::Key_A, Qt::Key_C, Qt::Key_Z, Qt::Key_1,
            Qt::Key_2, Qt::Key_9, Qt::Key_Question, Qt::Key_Slash, Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Comma};
        static const QList<Qt::KeyboardModifiers> modifiers{Qt::NoModifier, Qt::NoModifier, Qt::NoModifier,
            Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier, Qt::ControlModifier | Qt::ShiftModifier};
        const Qt::Key key = any(keys);
        const Qt::KeyboardModifiers held = any(modifiers);
        note(u"key %1 with %2"_s.arg(int(key), 0, 16).arg(int(held), 0, 16));
        QTest::keyClick(window(), key, held);
    }
    void collect(QQuickItem *item, QList<QQuickItem *> &found) const
    {
        if (!item->isVisible() || !item->isEnabled())
            return;
        if (item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField")
            || item->inherits("QQuickComboBox") || item->acceptedMouseButtons() != Qt::NoButton)
            found.append(item);
        for (QQuickItem *child : item->childItems())
            collect(child, found);
    }
    void click()
    {
        QPoint at(roll(window()->width()), roll(window()->height()));
        QString name = u"a point"_s;
        if (roll(4) != 0) {
            QList<QQuickItem *> found;
            collect(window()->contentItem(), found);
            if (!found.isEmpty()) {
                const QQuickItem *item = any(found);
                at = item->mapToScene({item->width() / 2, item->height() / 2}).toPoint();
                name = QString::fromLatin1(item->metaObject()->className());
            }
        }
        if (!QRect(QPoint(), window()->size()).contains(at))
            return;
        const int dice = roll(10);
        note(u"%1 click on %2 at %3, %4"_s.arg(dice < 7      ? u"a"_s
                                                  : dice < 9 ? u"a right"_s
                                                             : u"a double"_s,
                                              name)
                 .arg(at.x())
                 .arg(at.y()));
        if (dice < 7)
            QTest::mouseClick(window(), Qt::LeftButton, roll(6) == 0 ? Qt::ShiftModifier : Qt::NoModifier, at);
        else if (dice < 9)
            QTest::mouseClick(window(), Qt::RightButton, Qt::NoModifier, at);
        else
            QTest::mouseDClick(window(), Qt::LeftButton, Qt::NoModifier, at);
    }
    void wheel()
    {
        const QPointF at(roll(window()->width()), roll(window()->height()));
        const QPoint turn(roll(4) == 0 ? 120 : 0, roll(2) == 0 ? -480 : 480);
        note(u"wheel"_s);
        QWheelEvent event(
            at, window()->mapToGlobal(at.toPoint()), {}, turn, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(window(), &event);
    }
    void type()
    {
        static const QStringList texts{u"sev:>=high fix:yes"_s, u"\"unfinished"_s, u"2026-13-45"_s, u"<b>bold</b>"_s,
            u"%s%n%1"_s, u"\u202eright to left"_s, u"\U0001f433\U0001f433"_s, u"a/b/../c"_s, QString(300, u'x'),
            u"-1"_s, u"CVE-2021-44228"_s, u"(:"_s, u" "_s, u"=1+1"_s};
        const QString text = any(texts);
        note(u"type "_s + text.left(20));
        m_typed = text;
        typeOn();
    }
    // Some keys at a time, as nobody types three hundred of them in one event.
    void typeOn()
    {
        const QString now = m_typed.left(10);
        m_typed.remove(0, now.size());
        for (const QChar one : now) {
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(one));
            QKeyEvent release(QEvent::KeyRelease, 0, Qt::NoModifier, QString(one));
            QCoreApplication::sendEvent(window(), &press);
            QCoreApplication::sendEvent(window(), &release);
        }
    }
    void open()
    {
        const PageRow &row = any(pageRows());
        const QString page = QString::fromLatin1(row.id);
        if (!isBuilt(row))
            return;
        if (!app().registry() && !app().standsAlone(page))
            app().show(m_registry); // as nobody else gets there
        note(u"page "_s + page);
        app().navigator()->open(page, test::sampleOf(page));
    }
    void shake()
    {
        static const QList<QSize> sizes{{1024, 700}, {1440, 900}, {800, 600}, {1920, 1080}, {640, 480}};
        switch (roll(6)) {
        case 0:
            note(u"size"_s);
            window()->resize(any(sizes));
            break;
        case 1:
            note(u"language"_s);
            app().preferences()->setLanguage(any(QStringList{u"en"_s, u"de"_s, QString()}));
            m_frame->engine().retranslate();
            break;
        case 2:
            note(u"theme"_s);
            m_frame->setDark(roll(2) == 0);
            break;
        case 3:
            note(u"connection cut"_s);
            m_transport->cut();
            break;
        case 4:
            note(u"connection mended"_s);
            m_transport->mend();
            break;
        default:
            note(roll(2) == 0 ? u"back"_s : u"forward"_s);
            if (roll(2) == 0)
                app().navigator()->back();
            else
                app().navigator()->forward();
        }
    }

    Frame *m_frame;
    test::CuttableTransport *m_transport;
    QString m_registry; ///< id of its account
    std::mt19937 m_dice;
    int m_seconds;
    qint64 m_taken = 0;
    QElapsedTimer m_time;
    QString m_typed; ///< what is still to be typed of a text
    QTimer m_timer;
};

/// Ends the program where the window's thread stands still.
void watch(std::atomic<bool> *isOver)
{
    qint64 last = -1;
    for (int still = 0; !*isOver; ++still) {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        const qint64 now = beats;
        if (now != last)
            still = 0;
        last = now;
        if (still > 120) {
            std::fprintf(
                stderr, "The window has not answered for a minute, after:\n  %s\n", qPrintable(steps.join(u"\n  "_s)));
            std::abort();
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOTSE_DATA"})
        qputenv(name, home.path().toUtf8());
    test::WatchedApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"lotse"_s);
    const QStringList words = QCoreApplication::arguments();
    const int seconds = words.size() > 1 ? words[1].toInt() : 60;
    const unsigned seed = words.size() > 2 ? words[2].toUInt() : std::random_device()();
    [[maybe_unused]] const int limit =
        words.size() > 3 ? words[3].toInt() : 100; // ms; a machine with other work needs more
    std::printf("Seed %u, %d s\n", seed, seconds);
    std::fflush(stdout);

#ifdef LOTSE_SANITIZED
    __sanitizer_set_death_callback(&tellSteps);
#endif
    SystemClock clock;
    NetworkThread network;
    Proxies proxies;
    const QString profile = home.path();
    Accounts accounts(profile, &clock);
    Secrets secrets(profile, nullptr);
    const LinkFactory lines = networkLinks(&network, &clock, &proxies);
    SessionList sessions(&accounts, &secrets, lines, &clock);
    FindingsService triage(store::cachePlan(profile), store::decisionPlan(profile), &clock);
    SyncScheduler syncs(&sessions, store::cachePlan(profile), &clock);
    QSettings settings(profile + u"/window.ini"_s, QSettings::IniFormat);
    Frame frame(&settings);
    SessionViews views(&sessions, &frame.application(), &clock);
    Services services;
    services.clock = &clock;
    services.accounts = &accounts;
    services.secrets = &secrets;
    services.sessions = &sessions;
    services.lines = lines;
    services.triage = &triage;
    services.syncs = &syncs;
    services.proxies = &proxies;
    frame.application().setServices(services);
    qInstallMessageHandler(&listen);
    Catcher catcher;
    const QStringList schemes{u"http"_s, u"https"_s, u"file"_s, u"mailto"_s};
    for (const QString &scheme : schemes)
        QDesktopServices::setUrlHandler(scheme, &catcher, "take");

    auto transport = std::make_shared<test::CuttableTransport>(&clock);
    Session *demo = sessions.adopt(test::cuttableSession(transport, &clock));
    demo->open();
    frame.application().show(demo->account().id);
    triage.reload();
    if (!frame.start())
        return 1;
    frame.window()->resize(1440, 900);

    std::atomic<bool> isOver = false;
    std::thread watcher(watch, &isOver);
    application.watches = true;
    QString mostWorkAfter;
    application.onMostWork = [&mostWorkAfter] { mostWorkAfter = steps.isEmpty() ? QString() : steps.last(); };
    Monkey monkey(&frame, transport.get(), demo->account().id, seed, seconds);
    QApplication::exec();
    isOver = true;
    watcher.join();
    qInstallMessageHandler(nullptr);
    for (const QString &scheme : schemes)
        QDesktopServices::unsetUrlHandler(scheme);
    int result = warnings > 0 ? 1 : 0;
    const double longest = test::percentile(application.events, 1);
    std::printf("%lld steps, %d warnings, the longest event took %.0f ms\n", static_cast<long long>(monkey.taken()),
        int(warnings), longest);
    std::printf("Most of the processor: %.0f ms, %s, after: %s\n", application.mostWork,
        qPrintable(application.mostWorkOf), qPrintable(mostWorkAfter));
#ifdef NDEBUG
    if (application.mostWork > kMostWork) {
        std::fprintf(stderr, "An event of the window took more than %.0f ms of the processor.\n", kMostWork);
        result = 1;
    }
    if (longest > limit) {
        std::fprintf(stderr, "An event of the window took longer than %d ms.\n", limit);
        result = 1;
    }
#endif
    if (result != 0)
        std::fprintf(stderr, "Seed %u. The last steps:\n  %s\n", seed, qPrintable(steps.join(u"\n  "_s)));
    return result;
}

#include "monkey.moc"
