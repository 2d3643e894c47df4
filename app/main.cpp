// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milestones.h"
#include "program.h"
#include "screenshots.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>
#include <QTranslator>

#include <optional>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    // Charts need QApplication; no widget is ever shown.
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"lotse"_s);
    QCoreApplication::setOrganizationName(u"lotse"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(LOTSE_VERSION));
    QGuiApplication::setDesktopFileName(u"lotse"_s);

    QTranslator translator;
    // English where the language is another: it has the plurals.
    if (translator.load(QLocale(), u"lotse"_s, u"_"_s, u":/translations"_s)
        || translator.load(u":/translations/lotse_en"_s))
        QCoreApplication::installTranslator(&translator);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "A console for container registries."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"demo"_s, QCoreApplication::translate("main", "Open the built-in demo registry.")});
    parser.addOption({u"screenshots"_s,
        QCoreApplication::translate("main", "Save a picture of every page in both themes into this folder, then quit."),
        u"folder"_s});
    QCommandLineOption milestones(u"milestones"_s);
    milestones.setFlags(QCommandLineOption::HiddenFromHelp); // for the benchmarks
    parser.addOption(milestones);
    parser.addPositionalArgument(
        u"url"_s, QCoreApplication::translate("main", "Address of a registry to add."), u"[url]"_s);
    parser.process(app);

    lotse::Program program(parser.isSet(u"demo"_s));
    if (!program.start(parser.positionalArguments().value(0)))
        return 1;
    std::optional<lotse::Milestones> told;
    if (parser.isSet(milestones))
        told.emplace(&program.frame());
    lotse::Screenshots screenshots(&program.frame(), parser.value(u"screenshots"_s));
    if (parser.isSet(u"screenshots"_s))
        QTimer::singleShot(0, &screenshots, &lotse::Screenshots::start);
    return QApplication::exec();
}
