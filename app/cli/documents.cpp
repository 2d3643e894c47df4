// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents.h"

#include "commandline.h"
#include "harbor/endpoint.h"

#include <QRegularExpression>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

QStringList flags(const QCommandLineOption &option)
{
    QStringList all;
    for (const QString &name : option.names())
        all.append((name.size() == 1 ? u"-"_s : u"--"_s) + name);
    return all;
}

QList<QCommandLineOption> offered(const Command &command)
{
    return optionsOf(command) + QList{QCommandLineOption({u"h"_s, u"help"_s}, u"Show this help."_s)};
}

/// The words that may stand as an argument: those in lower case of the usage line, and the kinds where it says KIND.
QStringList wordsOf(const Command &command)
{
    const QString usage = QString::fromLatin1(command.arguments);
    QStringList words;
    static const QRegularExpression lower(u"(?<![A-Za-z-])[a-z][a-z-]+"_s);
    for (auto match = lower.globalMatch(usage); match.hasNext();)
        words.append(match.next().captured());
    if (usage.startsWith(u"KIND"_s)) {
        for (const harbor::Endpoint &endpoint : harbor::endpoints())
            words.append(QString::fromLatin1(endpoint.kind));
    }
    return words;
}

QStringList commandNames()
{
    QStringList names;
    for (const Command &command : commands())
        names.append(QString::fromLatin1(command.name));
    return names;
}

bool isFile(const QCommandLineOption &option)
{
    return option.valueName() == u"FILE"_s || option.valueName() == u"FOLDER"_s || option.valueName() == u"DIR"_s;
}

QString quoted(QString text)
{
    return u'\'' + text.replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString bash()
{
    QStringList files;
    QStringList valued;
    QString cases;
    for (const Command &command : commands()) {
        QStringList words;
        for (const QCommandLineOption &option : offered(command)) {
            words += flags(option);
            if (isFile(option))
                files += flags(option);
            else if (!option.valueName().isEmpty() && !option.names().contains(u"account"_s))
                valued += flags(option);
        }
        cases += u"        %1) options=%2 words=%3 ;;\n"_s.arg(
            QString::fromLatin1(command.name), quoted(words.join(u' ')), quoted(wordsOf(command).join(u' ')));
    }
    files.removeDuplicates();
    valued.removeDuplicates();
    return u"# Completion of lotse-cli for bash, written by \"lotse-cli completion bash\".\n"
           u"_lotse_cli()\n{\n"
           u"    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} options= words=\n"
           u"    COMPREPLY=()\n"
           u"    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           u"        COMPREPLY=($(compgen -W %1 -- \"$cur\"))\n        return\n    fi\n"
           u"    case $prev in\n"
           u"        %2) compopt -o default; return ;;\n"
           u"        --account) local IFS=$'\\n'; compopt -o filenames\n"
           u"            COMPREPLY=($(compgen -W \"$(lotse-cli completion accounts 2>/dev/null)\" -- \"$cur\"))\n"
           u"            return ;;\n"
           u"        %3) return ;;\n"
           u"    esac\n"
           u"    case ${COMP_WORDS[1]} in\n%4    esac\n"
           u"    case $cur in\n"
           u"        -*) COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")) ;;\n"
           u"        *) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
           u"    esac\n}\n"
           u"complete -F _lotse_cli lotse-cli\n"_s.arg(
               quoted(commandNames().join(u' ') + u" --help --version"_s), files.join(u'|'), valued.join(u'|'), cases);
}

/// A description as _arguments wants it: brackets and colons are its own.
QString zshText(QString text)
{
    static const QRegularExpression own(u"([\\[\\]:\\\\])"_s);
    return text.replace(own, u"\\\\1"_s);
}

QString zsh()
{
    QString names;
    QString cases;
    for (const Command &command : commands()) {
        const QString name = QString::fromLatin1(command.name);
        names += u"        %1\n"_s.arg(quoted(name + u':' + zshText(QString::fromUtf8(command.summary))));
        cases += u"    %1)\n        _arguments"_s.arg(name);
        for (const QCommandLineOption &option : offered(command)) {
            for (const QString &flag : flags(option)) {
                QString spec = flag + u'[' + zshText(option.description()) + u']';
                if (option.names().contains(u"account"_s))
                    spec += u":account:_lotse_cli_accounts"_s;
                else if (isFile(option))
                    spec += u":file:_files"_s;
                else if (!option.valueName().isEmpty())
                    spec += u':' + zshText(option.valueName()) + u": "_s;
                cases += u" \\\n            "_s + quoted(spec);
            }
        }
        const QStringList words = wordsOf(command);
        if (!words.isEmpty())
            cases += u" \\\n            "_s + quoted(u"1:word:("_s + words.join(u' ') + u')');
        cases += u"\n        ;;\n"_s;
    }
    return u"#compdef lotse-cli\n"
           u"# Completion of lotse-cli for zsh, written by \"lotse-cli completion zsh\".\n"
           u"_lotse_cli_accounts()\n{\n"
           u"    local -a names\n"
           u"    names=(${(f)\"$(lotse-cli completion accounts 2>/dev/null)\"})\n"
           u"    compadd -a names\n}\n"
           u"_lotse_cli()\n{\n"
           u"    local -a commands\n    commands=(\n%1    )\n"
           u"    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
           u"    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n"
           u"    case $command in\n%2    esac\n}\n"
           u"_lotse_cli \"$@\"\n"_s.arg(names, cases);
}

QString fish()
{
    QString out = u"# Completion of lotse-cli for fish, written by \"lotse-cli completion fish\".\n"
                  u"complete -c lotse-cli -f\n"_s;
    for (const Command &command : commands()) {
        const QString name = QString::fromLatin1(command.name);
        out += u"complete -c lotse-cli -n __fish_use_subcommand -a %1 -d %2\n"_s.arg(
            name, quoted(QString::fromUtf8(command.summary)));
        const QString here = u"complete -c lotse-cli -n '__fish_seen_subcommand_from "_s + name + u'\'';
        const QStringList words = wordsOf(command);
        if (!words.isEmpty())
            out += here + u" -a "_s + quoted(words.join(u' ')) + u'\n';
        for (const QCommandLineOption &option : offered(command)) {
            QString line = here;
            for (const QString &one : option.names())
                line += (one.size() == 1 ? u" -s "_s : u" -l "_s) + one;
            if (option.names().contains(u"account"_s))
                line += u" -x -a '(lotse-cli completion accounts 2>/dev/null)'"_s;
            else if (isFile(option))
                line += u" -r -F"_s;
            else if (!option.valueName().isEmpty())
                line += u" -x"_s;
            out += line + u" -d "_s + quoted(option.description()) + u'\n';
        }
    }
    return out;
}

QString roff(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    static const QRegularExpression control(u"(^|\\n)([.'])"_s);
    return text.replace(control, u"\\1\\&\\2"_s);
}

QString roffOptions(const QList<QCommandLineOption> &options)
{
    QString out;
    for (const QCommandLineOption &option : options) {
        out += u".TP\n\\fB"_s + roff(flags(option).join(u", "_s)) + u"\\fR"_s;
        if (!option.valueName().isEmpty())
            out += u" \\fI"_s + roff(option.valueName()) + u"\\fR"_s;
        out += u'\n' + roff(option.description()) + u'\n';
    }
    return out;
}

QString man()
{
    QString out = u".SH COMMANDS\n"_s;
    for (const Command &command : commands()) {
        out += u".SS lotse\\-cli "_s + roff(QString::fromLatin1(command.name)) + u' '
            + roff(QString::fromLatin1(command.arguments)) + u'\n' + roff(QString::fromUtf8(command.summary)) + u'\n';
        if (*command.details)
            out += u".PP\n"_s + roff(QString::fromUtf8(command.details)) + u'\n';
        out += roffOptions(command.options);
        QStringList shared;
        for (const QCommandLineOption &option : sharedOptions()) {
            if (takes(command, option.names().first()))
                shared += flags(option);
        }
        if (!shared.isEmpty())
            out += u".PP\nAlso: "_s + roff(shared.join(u", "_s)) + u".\n"_s;
    }
    return out
        + u".SH OPTIONS\nThese are options of several commands; each command names those that it takes. They may also\n"
          u"stand before the command.\n"_s
        + roffOptions(sharedOptions()) + u".TP\n\\fB\\-h, \\-\\-help\\fR\nShow the help of the command.\n"_s;
}

} // namespace

QString document(const QString &form)
{
    if (form == u"bash"_s)
        return bash();
    if (form == u"zsh"_s)
        return zsh();
    if (form == u"fish"_s)
        return fish();
    return form == u"man"_s ? man() : QString();
}

} // namespace lotse::cli
