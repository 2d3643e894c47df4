// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/lockdown.h"
#include "command.h"
#include "documents.h"
#include "interrupt.h"
#include "run.h"
#include "secretinput.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

namespace lotse::cli {

using namespace Qt::StringLiterals;

const QList<Command> &commands()
{
    static const QList<Command> table{accountsCommand(), overviewCommand(), treeCommand(), artifactCommand(),
        getCommand(), kindsCommand(), syncCommand(), findingsCommand(), decideCommand(), decisionsCommand(),
        undoCommand(), gateCommand(), diffCommand(), vexCommand(), allowlistCommand(), priorityCommand(),
        importReportCommand()};
    return table;
}

static void print(std::FILE *to, const QString &text)
{
    std::fputs(text.toUtf8().constData(), to);
}

static QString overall()
{
    QString out = u"Usage: lotse-cli COMMAND [OPTION...]\n\n"_s
        + u"Reads container registries: Harbor in full, others as far as the OCI Distribution API goes.\n\nCommands:\n"_s;
    for (const Command &command : commands())
        out += u"  %1%2\n"_s.arg(QString::fromLatin1(command.name), -14).arg(QString::fromLatin1(command.summary));
    out += u"\n\"lotse-cli COMMAND --help\" tells more of one; --version names the version.\n\n"_s
        + u"Secrets are read from LOTSE_PASSWORD, from --password-fd N, from the place where an account keeps its own\n"_s
        + u"(keychain or sealed file) or from the terminal; never from an argument.\n\n"_s
        + u"Exit codes: 0 all went well, 1 other errors, 2 usage, 3 unreachable or not trusted, 4 sign-in, 5 not allowed,\n"_s
        + u"6 not found, 7 incomplete or unreadable answer, 8 error of the server, 9 storage or secrets, 10 cancelled;\n"_s
        + u"of \"gate\" also 11 a rule is broken, 12 not scanned or too long ago.\n"_s;
    return out;
}

static const Command *find(const QString &name)
{
    for (const Command &command : commands()) {
        if (name == QLatin1String(command.name))
            return &command;
    }
    return nullptr;
}

static int wrong(const QString &sentence)
{
    print(stderr, u"lotse-cli: "_s + sentence + u" \"lotse-cli --help\" lists what there is.\n"_s);
    return exitCode(ErrorKind::Usage);
}

static int start(const Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QString::fromUtf8(command.summary) + u"\n\n"_s + QString::fromUtf8(command.details));
    parser.addPositionalArgument(QString::fromLatin1(command.name), {},
        QString::fromLatin1(command.name) + u' ' + QString::fromLatin1(command.arguments));
    parser.addOptions(commonOptions() + command.options);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this help."_s);
    parser.addOption(help);
    if (!parser.parse(arguments))
        return wrong(parser.errorText().trimmed() + (parser.errorText().trimmed().endsWith(u'.') ? u""_s : u"."_s));
    if (parser.isSet(help)) {
        print(stdout, parser.helpText());
        return 0;
    }
    const qsizetype count = parser.positionalArguments().size() - 1;
    if (count < command.least || (command.most >= 0 && count > command.most)) {
        return wrong(u"The usage is: lotse-cli %1 %2."_s.arg(
            QString::fromLatin1(command.name), QString::fromLatin1(command.arguments)));
    }
    Wiring wiring;
    Interrupt interrupt;
    auto run = std::make_unique<Run>(parser, wiring);
    QObject::connect(run.get(), &Run::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    QObject::connect(&interrupt, &Interrupt::requested, run.get(), [&run] {
        Error error;
        error.kind = ErrorKind::Cancelled;
        error.message = {LOTSE_MSG("Cancelled."), {}};
        run->fail(error);
    });
    QMetaObject::invokeMethod(
        run.get(), [&] { command.start(*run); }, Qt::QueuedConnection);
    const int code = QCoreApplication::exec();
    run.reset(); // cancels what is still on its way
    return code;
}

/// For the packaging and for the completion itself; not among the commands that a person needs.
static int writeDocument(const QString &form)
{
    if (form == u"accounts"_s) {
        const SystemClock clock;
        Accounts accounts(profileFolder(), &clock);
        // Pressing Tab is no time for an error: nothing is offered then.
        if (accounts.load()) {
            for (const Account &account : accounts.all())
                print(stdout, account.name + u'\n');
        }
        return 0;
    }
    const QString text = document(form);
    if (text.isEmpty())
        return wrong(u"Name bash, zsh or fish after completion."_s);
    print(stdout, text);
    return 0;
}

static int runProgram(const QStringList &arguments)
{
    const QString first = arguments.value(1);
    if (first == u"--version"_s || first == u"-v"_s) {
        print(stdout, u"lotse-cli "_s + QLatin1String(LOTSE_VERSION) + u'\n');
        return 0;
    }
    if (first == u"--help"_s || first == u"-h"_s || first == u"help"_s) {
        print(stdout, overall());
        return 0;
    }
    if (first.isEmpty() || first.startsWith(u'-')) {
        print(stderr, overall());
        return exitCode(ErrorKind::Usage);
    }
    if (first == u"completion"_s)
        return writeDocument(arguments.value(2));
    const Command *command = find(first);
    return command ? start(*command, arguments) : wrong(u"There is no command %1."_s.arg(first));
}

} // namespace lotse::cli

int main(int argc, char **argv)
{
    lotse::keepMemoryPrivate();
    lotse::cli::secretinput::takeEnvironment();
    const QCoreApplication app(argc, argv);
    QTranslator translator;
    if (translator.load(QLocale(), QStringLiteral("lotse"), QStringLiteral("_"), QStringLiteral(":/translations"))
        || translator.load(QStringLiteral(":/translations/lotse_en")))
        QCoreApplication::installTranslator(&translator);
    QCoreApplication::setOrganizationName(QStringLiteral("lotse"));
    QCoreApplication::setApplicationName(QStringLiteral("lotse"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOTSE_VERSION));
    return lotse::cli::runProgram(QCoreApplication::arguments());
}
