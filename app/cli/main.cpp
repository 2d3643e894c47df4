// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hardening.h"
#include "base/safetext.h"
#include "commandline.h"
#include "documents.h"
#include "interrupt.h"
#include "run.h"
#include "secretinput.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <cstdio>

namespace lotse::cli {

using namespace Qt::StringLiterals;

const QList<Command> &commands()
{
    static const QList<Command> table{accountsCommand(), overviewCommand(), treeCommand(), artifactCommand(),
        getCommand(), kindsCommand(), syncCommand(), findingsCommand(), auditCommand(), decideCommand(),
        decisionsCommand(), undoCommand(), gateCommand(), verifyCommand(), signCommand(), trustCommand(), diffCommand(),
        vexCommand(), allowlistCommand(), priorityCommand(), postureCommand(), reportCommand(), reportScheduleCommand(),
        reviewCommand(), verifyBundleCommand(), importReportCommand(), planCommand(), applyCommand(), exportCommand(),
        diffConfigCommand(), snapshotsCommand()};
    return table;
}

static void print(std::FILE *to, const QString &text)
{
    std::fputs(text.toUtf8().constData(), to);
}

static QString overall()
{
    QString out = u"Usage: lotse-cli COMMAND [OPTION...] [ARGUMENT...]\n\n"_s
        + u"Reads container registries: Harbor, and others through the OCI Distribution API.\n\n"
          u"Commands:\n"_s;
    for (const Command &command : commands())
        out += u"  %1%2\n"_s.arg(QString::fromLatin1(command.name), -17).arg(QString::fromLatin1(command.summary));
    out += u"\n\"lotse-cli COMMAND --help\" tells more of one; --version names the version.\n\n"_s
        + u"Secrets are read from LOTSE_PASSWORD, from --password-fd N, from the place where an account keeps its own\n"_s
        + u"(keychain or sealed file) or from the terminal; never from an argument.\n\n"_s
        + u"Exit codes: 0 all went well, 1 other errors, 2 usage, 3 unreachable or not trusted, 4 sign-in, 5 not allowed,\n"_s
        + u"6 not found, 7 incomplete or unreadable answer, 8 error of the server, 9 storage or secrets, 10 cancelled;\n"_s
        + u"of \"gate\" also 11 a rule is broken, 12 not scanned or too long ago; of \"apply\" also 13 conflict,\n"_s
        + u"14 failed or left, 15 unknown; of \"diff-config\" and \"snapshots compare\" 1 they differ; of \"posture\" also 11 a check failed,\n"_s
        + u"12 one could not be judged; of \"verify-bundle\" also 13 changed, 14 not signed by anybody who is trusted.\n"_s;
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

static QCommandLineOption helpOption()
{
    return {{u"h"_s, u"help"_s}, u"Show this help."_s};
}

static int wrong(const QString &sentence)
{
    print(stderr, u"lotse-cli: "_s + safetext::cell(sentence) + u" \"lotse-cli --help\" lists what there is.\n"_s);
    return exitCode(ErrorKind::Usage);
}

/// Prints what was asked for; the exit code says whether it arrived.
static int answer(const QString &text)
{
    print(stdout, text);
    if (std::fflush(stdout) == 0 && !std::ferror(stdout))
        return 0;
    print(stderr, u"lotse-cli: the output could not be written\n"_s);
    return exitCode(ErrorKind::Storage);
}

static QString helpOf(const Command &command)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QString::fromUtf8(command.summary) + u"\n\n"_s + QString::fromUtf8(command.details));
    parser.addPositionalArgument(QString::fromLatin1(command.name), {},
        QString::fromLatin1(command.name) + u' ' + QString::fromLatin1(command.arguments));
    parser.addOptions(optionsOf(command) + QList{helpOption()});
    return parser.helpText();
}

static int start(const Command &command, const QStringList &arguments)
{
    // It knows more than the command takes, so that refusal() can say so.
    QCommandLineParser parser;
    QList<QCommandLineOption> shared = sharedOptions();
    shared.removeIf([&command](const QCommandLineOption &one) {
        return std::any_of(command.options.cbegin(), command.options.cend(),
            [&one](const QCommandLineOption &own) { return own.names().contains(one.names().first()); });
    });
    parser.addOptions(shared + command.options + QList{helpOption()});
    const bool isParsed = parser.parse(arguments);
    if (parser.isSet(helpOption()))
        return answer(helpOf(command));
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        const QString name = unknown.first();
        return wrong(u"\"lotse-cli %1\" takes no %2%3."_s.arg(
            QString::fromLatin1(command.name), name.size() == 1 ? u"-"_s : u"--"_s, name));
    }
    if (!isParsed) {
        const QString sentence = parser.errorText().trimmed();
        return wrong(sentence.endsWith(u'.') ? sentence : sentence + u'.');
    }
    if (const QString sentence = refusal(command, parser); !sentence.isEmpty())
        return wrong(sentence);
    Wiring wiring;
    Interrupt interrupt;
    auto run = std::make_unique<Run>(parser, wiring);
    QObject::connect(run.get(), &Run::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    QObject::connect(&interrupt, &Interrupt::requested, run.get(), [&run] { run->interrupt(); });
    QMetaObject::invokeMethod(
        run.get(), [&] { command.start(*run); }, Qt::QueuedConnection);
    const int code = QCoreApplication::exec();
    run.reset(); // cancels what is still on its way
    return code;
}

/// For the packaging and for the completion itself; not among the commands that a person needs.
static int writeDocument(const QStringList &forms)
{
    const QString form = forms.size() == 1 ? forms.first() : QString();
    if (form == u"accounts"_s) {
        const SystemClock clock;
        Accounts accounts(profileFolder(), &clock);
        QString names;
        // Pressing Tab is no time for an error: nothing is offered then.
        if (accounts.load()) {
            for (const Account &account : accounts.all())
                names += account.name + u'\n';
        }
        return answer(names);
    }
    const QString text = document(form);
    return text.isEmpty() ? wrong(u"Name bash, zsh or fish after completion."_s) : answer(text);
}

// "help", "completion" and what stands without a command.
static int runWithoutCommand(const QStringList &words, const QStringList &options)
{
    const auto asks = [&](const QString &option, const QString &letter) {
        return options.contains(option) || options.contains(letter);
    };
    const bool isHelp = asks(u"--help"_s, u"-h"_s);
    if (!isHelp && asks(u"--version"_s, u"-v"_s)) {
        return options.size() == 1 && words.isEmpty() ? answer(u"lotse-cli "_s + QLatin1String(LOTSE_VERSION) + u'\n')
                                                      : wrong(u"--version stands alone."_s);
    }
    if (isHelp)
        return answer(overall());
    if (options.isEmpty()) {
        print(stderr, overall());
        return exitCode(ErrorKind::Usage);
    }
    return wrong(u"No command is named. The usage is: lotse-cli COMMAND [OPTION...]."_s); // a value may be secret
}

static int runProgram(const QStringList &arguments)
{
    QStringList options = unknownOptions(arguments);
    options.removeAll(u"--version"_s);
    options.removeAll(u"-v"_s);
    const qsizetype at = commandAt(arguments);
    const QString word = at < 0 ? QString() : arguments[at];
    const Command *command = find(word);
    if (!command && word != u"completion"_s && !options.isEmpty())
        return wrong(u"There is no option %1."_s.arg(options.first()));
    if (at < 0)
        return runWithoutCommand({}, arguments.mid(1));
    QStringList rest = arguments;
    rest.removeAt(at);
    if (command) {
        rest.insert(1, word); // options before the command go to it
        return start(*command, rest);
    }
    if (word == u"help"_s) {
        const Command *asked = find(rest.value(1));
        if (rest.size() > 2 || (rest.size() == 2 && !asked))
            return wrong(u"There is no help on %1."_s.arg(rest.mid(1).join(u' ')));
        return answer(asked ? helpOf(*asked) : overall());
    }
    if (word == u"completion"_s)
        return writeDocument(rest.mid(1));
    if (rest.contains(u"--version"_s) || rest.contains(u"-v"_s))
        return runWithoutCommand({word}, rest.mid(1));
    return wrong(u"There is no command %1."_s.arg(word));
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
