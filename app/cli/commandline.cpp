// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QSet>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

// Where a registry is and how it is reached, without an account of its own.
const QString kConnection =
    u"cli-secret password-fd master-password-fd ca realm plain-http-confirm client-cert client-key timeout deadline"_s;

// Options that have no effect beside each other.
const QStringList kEither{u"account url"_s, u"account demo"_s, u"url demo"_s, u"account user"_s, u"account ca"_s,
    u"account cli-secret"_s, u"demo cli-secret"_s, u"demo password-fd"_s, u"demo master-password-fd"_s, u"demo ca"_s,
    u"demo realm"_s, u"demo plain-http-confirm"_s, u"demo client-cert"_s, u"demo client-key"_s, u"demo timeout"_s,
    u"demo deadline"_s, u"json csv"_s, u"json format"_s, u"csv format"_s, u"add remove"_s, u"project system"_s,
    u"yes approve"_s, u"yes dry-run"_s, u"approve dry-run"_s, u"keep-going dry-run"_s, u"allow-changes dry-run"_s,
    u"secrets-fd dry-run"_s, u"json ndjson"_s, u"csv ndjson"_s, u"export json"_s, u"export limit"_s,
    u"export oldest-first"_s, u"export unusual"_s, u"story cve"_s, u"unusual story"_s, u"unusual cve"_s,
    u"unusual limit"_s, u"unusual oldest-first"_s, u"unusual ndjson"_s};

// Options that have an effect beside one of others only.
const QStringList kNeeds{u"user url demo"_s, u"ca url"_s, u"cli-secret user"_s, u"sign bundle"_s,
    u"sign-password-fd sign"_s, u"limits unusual"_s};

const QStringList kRepeatable{u"realm"_s, u"response"_s, u"where"_s, u"key"_s};
// An empty value says something to these, or something better is said of it.
const QStringList kMayBeEmpty{u"realm"_s, u"client-cert"_s, u"client-key"_s, u"colour"_s};

QString flag(const QString &name)
{
    return (name.size() == 1 ? u"-"_s : u"--"_s) + name;
}

QStringList namesOf(const QList<QCommandLineOption> &options)
{
    QStringList names;
    for (const QCommandLineOption &option : options)
        names += option.names();
    return names;
}

// The names in a list of Command or Form.
QStringList expanded(const Command &command, const char *list)
{
    QStringList names;
    for (const QString &word : QString::fromLatin1(list).split(u' ', Qt::SkipEmptyParts)) {
        if (word == u"@address"_s)
            names += (u"url user "_s + kConnection).split(u' ');
        else if (word == u"@registry"_s)
            names += (u"account url user demo "_s + kConnection).split(u' ');
        else if (word == u"@own"_s)
            names += namesOf(command.options);
        else
            names.append(word);
    }
    return names;
}

QList<Form> formsOf(const Command &command)
{
    if (!command.forms.isEmpty())
        return command.forms;
    return {{"", command.arguments, command.takes, command.least, command.most}};
}

QStringList takenBy(const Command &command, const Form &form)
{
    QStringList names = expanded(command, form.takes);
    if (command.forms.isEmpty())
        names += namesOf(command.options);
    return names;
}

struct Known {
    QSet<QString> names;
    QSet<QString> valued; ///< they are followed by a value
};

const Known &known()
{
    static const Known all = [] {
        Known made;
        QList<QCommandLineOption> options = sharedOptions();
        for (const Command &command : commands())
            options += command.options;
        for (const QCommandLineOption &option : std::as_const(options)) {
            for (const QString &name : option.names()) {
                made.names.insert(name);
                if (!option.valueName().isEmpty())
                    made.valued.insert(name);
            }
        }
        made.names += QSet<QString>{u"h"_s, u"help"_s};
        return made;
    }();
    return all;
}

bool isOption(const QString &word)
{
    return word.size() > 1 && word.startsWith(u'-');
}

QString nameIn(const QString &word)
{
    return word.mid(word.startsWith(u"--"_s) ? 2 : 1).section(u'=', 0, 0);
}

/// Calls `see` with each word that is no value of an option, and its place, until that returns false.
template <typename See>
void walk(const QStringList &arguments, See see)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        if (word == u"--"_s || !see(i, word))
            return;
        if (isOption(word) && !word.contains(u'=') && known().valued.contains(nameIn(word)))
            ++i;
    }
}

QString joined(QStringList words)
{
    if (words.size() < 2)
        return words.join(QString());
    const QString last = words.takeLast();
    return words.join(u", "_s) + u" or "_s + last;
}

// Whose line it is: "accounts add".
QString nameOf(const Command &command, const Form &form)
{
    const QString name = QString::fromLatin1(command.name);
    return *form.word ? name + u' ' + QString::fromLatin1(form.word) : name;
}

QString wrongValue(const QCommandLineParser &parser, const QStringList &names)
{
    for (const QString &name : names) {
        if (!known().valued.contains(name))
            continue; // newer versions of Qt warn of the question
        const QStringList values = parser.values(name);
        if (values.size() > 1 && !kRepeatable.contains(name))
            return u"%1 is given %2 times; it takes one value."_s.arg(flag(name)).arg(values.size());
        if (values.contains(QString()) && !kMayBeEmpty.contains(name))
            return u"%1 is given without a value."_s.arg(flag(name));
    }
    return {};
}

QString wrongPair(const QCommandLineParser &parser, const QStringList &names)
{
    const auto isSet = [&](const QString &name) { return names.contains(name) && parser.isSet(name); };
    // Where no registry is reached, --user says whose entries, and not who signs in.
    const bool signsIn = names.contains(u"url"_s);
    for (const QString &pair : kEither) {
        const QString one = pair.section(u' ', 0, 0);
        const QString other = pair.section(u' ', 1);
        if (!signsIn && other == u"user"_s)
            continue;
        if (isSet(one) && isSet(other))
            return u"Take either %1 or %2: beside each other, one of them has no effect."_s.arg(flag(one), flag(other));
    }
    for (const QString &need : kNeeds) {
        const QStringList words = need.split(u' ');
        QStringList wanted;
        for (const QString &word : words.mid(1)) {
            if (names.contains(word))
                wanted.append(word);
        }
        if (!signsIn && words.first() == u"user"_s)
            continue;
        if (!isSet(words.first()) || std::any_of(wanted.cbegin(), wanted.cend(), isSet))
            continue;
        for (QString &word : wanted)
            word = flag(word);
        return u"%1 has an effect only with %2."_s.arg(flag(words.first()), joined(wanted));
    }
    // A secret is that of a user; one of an account is known when the account is.
    if (isSet(u"password-fd"_s) && isSet(u"url"_s) && !isSet(u"user"_s))
        return u"--password-fd has an effect only with --user: nobody signs in without it."_s;
    return {};
}

} // namespace

QList<QCommandLineOption> sharedOptions()
{
    return {
        {u"account"_s, u"Use the stored account NAME."_s, u"NAME"_s},
        {u"url"_s, u"Use the registry at URL, without a stored account."_s, u"URL"_s},
        {u"user"_s, u"Sign in as NAME; the secret comes from LOTSE_PASSWORD, --password-fd or the terminal."_s,
            u"NAME"_s},
        {u"cli-secret"_s, u"The secret is the CLI secret of an OIDC user."_s},
        {u"password-fd"_s, u"Read the secret from the open file descriptor N."_s, u"N"_s},
        {u"master-password-fd"_s,
            u"Read the master password of the secrets file from file descriptor N (or "
            u"LOTSE_MASTER_PASSWORD)."_s,
            u"N"_s},
        {u"ca"_s, u"Trust only the certificate authorities in the PEM file FILE."_s, u"FILE"_s},
        {u"realm"_s,
            u"Confirm that the sign-in service at HOST[:PORT] belongs to the registry and receives the "
            u"credentials; repeatable."_s,
            u"HOST"_s},
        {u"plain-http-confirm"_s,
            u"Repeat the host to confirm that the secret is sent over unencrypted http; not required for this "
            u"computer."_s,
            u"HOST"_s},
        {u"client-cert"_s, u"Show the client certificate in the PEM file FILE; \"\" for none."_s, u"FILE"_s},
        {u"client-key"_s,
            u"Private key, if in a separate file; the passphrase comes from LOTSE_KEY_PASSPHRASE or the "
            u"terminal."_s,
            u"FILE"_s},
        {u"timeout"_s, u"Connection and read timeout in seconds."_s, u"S"_s},
        {u"deadline"_s, u"Maximum seconds for a complete response."_s, u"S"_s},
        {u"demo"_s, u"Use the built-in demo registry, and its own local store."_s},
        {u"json"_s, u"Print JSON: the server's objects as an array."_s},
        {u"csv"_s, u"Print CSV."_s},
        {u"progress"_s, u"Show progress on stderr even if it is not a terminal."_s},
    };
}

bool takes(const Command &command, const QString &option)
{
    const QList<Form> forms = formsOf(command);
    return std::any_of(
        forms.cbegin(), forms.cend(), [&](const Form &form) { return takenBy(command, form).contains(option); });
}

QList<QCommandLineOption> optionsOf(const Command &command)
{
    QList<QCommandLineOption> all = command.options;
    const QStringList own = namesOf(command.options);
    for (const QCommandLineOption &option : sharedOptions()) {
        if (takes(command, option.names().first()) && !own.contains(option.names().first()))
            all.append(option);
    }
    return all;
}

qsizetype commandAt(const QStringList &arguments)
{
    qsizetype at = -1;
    walk(arguments, [&](qsizetype i, const QString &word) {
        if (!isOption(word))
            at = i;
        return at < 0;
    });
    return at;
}

QStringList unknownOptions(const QStringList &arguments)
{
    QStringList unknown;
    walk(arguments, [&](qsizetype, const QString &word) {
        if (isOption(word) && !known().names.contains(nameIn(word)))
            unknown.append(word.section(u'=', 0, 0));
        return true;
    });
    return unknown;
}

QString refusal(const Command &command, const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments().mid(1);
    const QList<Form> forms = formsOf(command);
    const Form *form = command.forms.isEmpty() ? &forms.first() : nullptr;
    QStringList choice;
    for (const Form &one : forms) {
        if (!command.forms.isEmpty() && words.value(0) == QLatin1String(one.word))
            form = &one;
        if (*one.word)
            choice.append(QString::fromLatin1(one.word));
    }
    const QString name = QString::fromLatin1(command.name);
    if (!form && words.isEmpty())
        return u"The usage is: lotse-cli %1 %2."_s.arg(name, QString::fromLatin1(command.arguments));
    if (!form)
        return u"\"lotse-cli %1\" takes %2, not %3."_s.arg(name, joined(choice), words.first());
    const qsizetype count = words.size() - (*form->word ? 1 : 0);
    if (count < form->least || (form->most >= 0 && count > form->most)) {
        const QString line = nameOf(command, *form) + u' ' + QString::fromLatin1(form->arguments);
        return u"The usage is: lotse-cli %1."_s.arg(line.trimmed());
    }
    const QStringList names = takenBy(command, *form);
    for (const QString &set : parser.optionNames()) {
        if (names.contains(set))
            continue;
        const QString instead = *form->word || command.forms.isEmpty() ? QString() : u" without a word"_s;
        return u"\"lotse-cli %1\"%2 takes no %3."_s.arg(nameOf(command, *form), instead, flag(set));
    }
    if (const QString wrong = wrongValue(parser, names); !wrong.isEmpty())
        return wrong;
    return wrongPair(parser, names);
}

} // namespace lotse::cli
