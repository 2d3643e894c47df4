// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hardening.h"
#include "firstinstance.h"
#include "program.h"
#include "screenshots.h"
#include "startuptimes.h"
#include "theme/qmlcache.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>
#include <QTranslator>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

void readArguments(QCommandLineParser &parser)
{
    // Before the settings are read, the language is the desktop's.
    QTranslator words;
    // English where the language is another: it has the plurals.
    if (words.load(QLocale(), u"lotse"_s, u"_"_s, u":/translations"_s) || words.load(u":/translations/lotse_en"_s))
        QCoreApplication::installTranslator(&words);
    parser.setApplicationDescription(QCoreApplication::translate("main", "A console for container registries."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"demo"_s, QCoreApplication::translate("main", "Open the built-in demo registry.")});
    parser.addOption({u"screenshots"_s,
        QCoreApplication::translate(
            "main", "Save a screenshot of every page in both themes to this folder, then quit."),
        u"folder"_s});
    QCommandLineOption milestones(u"milestones"_s);
    milestones.setFlags(QCommandLineOption::HiddenFromHelp); // for the benchmarks
    parser.addOption(milestones);
    parser.addPositionalArgument(
        u"url"_s, QCoreApplication::translate("main", "Registry URL to add, or lotse:// link to open."), u"[url]"_s);
    parser.process(*QCoreApplication::instance());
}

// What is answered without a window is answered without a display, too.
bool asksForWords(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *word) {
        const QByteArrayView one(word);
        return one == "-h" || one == "--help" || one == "--help-all" || one == "-v" || one == "--version";
    });
}

void nameProgram()
{
    QCoreApplication::setApplicationName(u"lotse"_s);
    QCoreApplication::setOrganizationName(u"lotse"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(LOTSE_VERSION));
}

// Memory that would be cleared before the first frame. One texture holds the icons, which Qt makes as large as the
// window; ours are small and few, and what does not fit gets a texture of its own. Pages hardly overlap, so depth saves
// nothing.
void keepBuffersSmall()
{
    const std::pair<const char *, const char *> wishes[] = {
        {"QSG_ATLAS_WIDTH", "512"}, {"QSG_ATLAS_HEIGHT", "512"}, {"QSG_NO_DEPTH_BUFFER", "1"}};
    for (const auto &[name, value] : wishes) {
        if (!qEnvironmentVariableIsSet(name))
            qputenv(name, value);
    }
}

} // namespace

int main(int argc, char **argv)
{
    lotse::keepMemoryPrivate();
    nameProgram();
    if (argc > 1 && asksForWords(argc, argv)) {
        const QCoreApplication app(argc, argv);
        QCommandLineParser parser;
        readArguments(parser); // ends here
        return 0;
    }
    keepBuffersSmall();
    // Charts and the dialog for files need QApplication.
    QApplication app(argc, argv);
    QGuiApplication::setDesktopFileName(u"lotse"_s);

    QCommandLineParser parser;
    readArguments(parser);
    const bool isDemo = parser.isSet(u"demo"_s);
    const bool isForPictures = parser.isSet(u"screenshots"_s);
    const QString address = parser.positionalArguments().value(0);

    lotse::FirstInstance first(lotse::profileFolder());
    const auto role = first.claim({address, qgetenv("XDG_ACTIVATION_TOKEN")}, isDemo || isForPictures);
    if (!role) {
        std::fprintf(stderr, "%s\n", qPrintable(role.error().text()));
        return 1;
    }
    if (*role == lotse::FirstInstance::Role::Handed)
        return 0;

    lotse::ui::keepQmlCacheApart();
    lotse::Program program(isDemo);
    if (*role == lotse::FirstInstance::Role::Beside) {
        program.settings().freeze(
            {LOTSE_MSG("Another Lotse process is using the settings: changes last until this window is closed."), {}});
    }
    if (!program.start(address))
        return 1;
    QObject::connect(&first, &lotse::FirstInstance::wished, &app,
        [&program](const lotse::StartWish &wish) { program.welcome(wish); });
    std::optional<lotse::StartupTimes> told;
    if (parser.isSet(u"milestones"_s))
        told.emplace(&program.frame());
    lotse::Screenshots screenshots(&program.frame(), parser.value(u"screenshots"_s));
    if (isForPictures)
        QTimer::singleShot(0, &screenshots, &lotse::Screenshots::start);
    return QApplication::exec();
}
