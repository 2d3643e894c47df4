// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "filter.h"
#include "run.h"
#include "session/accountwords.h"
#include "store/inventory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>

#include <algorithm>
#include <iterator>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

// What "edit" changes.
constexpr const char *kChanges[] = {
    "name", "colour", "production", "plain-http-confirm", "realm", "client-cert", "client-key", "timeout", "deadline"};

template <typename E>
QString word(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(int(value)));
}

// A damaged list is no reason not to add to it: a copy is kept first.
bool loaded(Run &run, bool mayBeBroken = false)
{
    const Result<void> read = run.wiring().accounts.load();
    if (!read && !(mayBeBroken && run.wiring().accounts.isBroken())) {
        run.fail(read.error());
        return false;
    }
    if (!run.wiring().accounts.notice().isEmpty())
        run.output().warn(run.wiring().accounts.notice().text());
    return true;
}

void list(Run &run)
{
    if (!loaded(run))
        return;
    QList<QStringList> rows;
    QList<QByteArray> objects;
    for (const Account &a : run.wiring().accounts.all()) {
        QStringList words{word(a.signIn), word(a.secretPlace), word(a.kind)}; // CSV is for programs
        if (run.output().format() == Format::Table)
            words = {
                signInText(a.signIn).text(), secretPlaceText(a.secretPlace).text(), registryKindText(a.kind).text()};
        rows.append(QStringList{a.name, a.url, a.user} + words + QStringList{a.production ? u"PROD"_s : QString()});
        objects.append(QJsonDocument(
            QJsonObject{{u"id"_s, a.id}, {u"name"_s, a.name}, {u"url"_s, a.url}, {u"user"_s, a.user},
                {u"sign_in"_s, word(a.signIn)}, {u"secret"_s, word(a.secretPlace)}, {u"kind"_s, word(a.kind)},
                {u"production"_s, a.production}, {u"allows_changes"_s, a.allowsChanges},
                {u"confirmed_realms"_s, QJsonArray::fromStringList(a.confirmedRealms)},
                {u"client_certificate"_s, a.clientCertificate}, {u"client_key"_s, a.clientKey},
                {u"timeout_seconds"_s, a.timeoutSeconds}, {u"deadline_seconds"_s, a.deadlineSeconds}})
                           .toJson(QJsonDocument::Compact));
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table({u"name"_s, u"url"_s, u"user"_s, u"sign-in"_s, u"secret"_s, u"kind"_s, u"mark"_s}, rows);
    run.done();
}

// What a person wants to know of a connection that works.
void report(Run &run)
{
    const Session &session = run.session();
    const bool isForPeople = run.output().format() == Format::Table;
    const auto kind = session.kind();
    QList<QStringList> rows{
        {u"state"_s, session.sentenceText()}, {u"kind"_s, isForPeople ? registryKindText(kind).text() : word(kind)}};
    if (!session.serverVersion().isEmpty())
        rows.append({u"version"_s, session.serverVersion()});
    const IdentityKind who = session.identity().kind;
    rows.append(
        {u"identity"_s, (isForPeople ? identityKindText(who).text() : word(who)) + u' ' + session.identity().name});
    const Peer peer = session.peer();
    if (!peer.protocol.isEmpty())
        rows.append({u"connection"_s, peer.protocol + u' ' + peer.cipher});
    if (!peer.chain.isEmpty()) {
        const PeerCertificate &leaf = peer.chain.first();
        rows.append({u"certificate"_s,
            u"%1, issued by %2, until %3"_s.arg(leaf.subject, leaf.issuer, leaf.notAfter.toString(Qt::ISODate))});
        rows.append({u"public key"_s, QString::fromLatin1(leaf.spkiSha256)});
    }
    if (run.output().format() == Format::Json) {
        QJsonObject object;
        for (const QStringList &row : std::as_const(rows))
            object.insert(row[0], row[1]);
        run.output().jsonArray({QJsonDocument(object).toJson(QJsonDocument::Compact)});
    } else {
        run.output().table(
            run.output().format() == Format::Csv ? QStringList{u"what"_s, u"value"_s} : QStringList{}, rows);
    }
    run.done();
}

void test(Run &run)
{
    if (run.arguments().size() < 2) {
        run.withSession([&run] { report(run); }, Run::Tries::Once);
        return;
    }
    for (const char *other : {"account", "url", "user", "demo", "ca", "cli-secret"}) {
        if (run.isSet(other)) {
            run.usage(LOTSE_MSG("Use either an account name or --%1, not both."), {QString::fromLatin1(other)});
            return;
        }
    }
    if (!loaded(run))
        return;
    std::optional<Account> account = run.wiring().accounts.find(run.arguments().at(1));
    if (!account) {
        run.notFound(
            LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.arguments().at(1)});
        return;
    }
    if (const Error error = run.setConnection(*account)) {
        run.fail(error);
        return;
    }
    run.acquireSecret(*account, [&run, account = *account](const auto &secret) {
        run.connectAccount(
            account, secret, [&run] { report(run); }, Run::Tries::Once);
    });
}

// The passphrase of an encrypted client key goes where the secret of the account is.
void keepPassphrase(Run &run, const Account &account, const std::function<void(const Result<void> &)> &next)
{
    if (!account.showsCertificate() || account.secretPlace == SecretPlace::SessionOnly)
        return next({});
    run.withKeyPassphrase(account, [&run, account, next] {
        const Account key = Secrets::keyOf(account);
        run.wiring().secrets.read(key, &run, [&run, key, next](const Result<SecureBytes> &words) {
            if (!words)
                return next({}); // most keys have none
            const auto write = [&run, key, words = *words, next] {
                run.wiring().secrets.write(key, words, &run, next);
            };
            if (key.secretPlace == SecretPlace::Sealed && !run.wiring().secrets.sealed().isUnlocked())
                run.unlockSealed(write);
            else
                write();
        });
    });
}

void keep(Run &run, const Account &account, const std::optional<SecureBytes> &secret)
{
    const auto addIt = [&run, account](const Result<void> &kept) {
        if (!kept) {
            run.fail(kept.error());
            return;
        }
        if (const Result<void> added = run.wiring().accounts.add(account); !added) {
            run.fail(added.error());
            return;
        }
        if (const Message notice = run.wiring().accounts.notice(); !notice.isEmpty())
            run.output().warn(notice.text());
        run.output().sentence(u"Added %1 (%2, read only)."_s.arg(account.name, account.url));
        run.done();
    };
    const auto add = [&run, account, addIt](const Result<void> &kept) {
        if (kept)
            keepPassphrase(run, account, addIt);
        else
            addIt(kept);
    };
    // The name is looked at first, so that no secret stays behind without its account.
    if (run.wiring().accounts.find(account.name)) {
        run.usage(LOTSE_MSG("An account named %1 already exists. Choose another name."), {account.name});
    } else if (!secret || account.secretPlace == SecretPlace::SessionOnly) {
        add({});
    } else {
        const auto write = [&run, account, secret, add] { run.wiring().secrets.write(account, *secret, &run, add); };
        if (account.secretPlace == SecretPlace::Sealed && !run.wiring().secrets.sealed().isUnlocked())
            run.unlockSealed(write);
        else
            write();
    }
}

void add(Run &run)
{
    if (!loaded(run, true))
        return;
    if (!run.isSet("url")) {
        run.usage(LOTSE_MSG("Specify the registry: lotse-cli accounts add --url URL --user NAME."));
        return;
    }
    Result<Account> typed = run.typedAccount();
    if (!typed) {
        run.fail(typed.error());
        return;
    }
    Account account = *typed;
    const QString name = run.arguments().value(1);
    if (!name.isEmpty() && run.isSet("name")) {
        run.usage(LOTSE_MSG("The account name is given twice: %1 and --name %2."), {name, run.value("name")});
        return;
    }
    if (!name.isEmpty() || run.isSet("name"))
        account.name = name.isEmpty() ? run.value("name") : name;
    account.colour = run.value("colour");
    account.production = run.isSet("production");
    if (run.isSet("no-test") && (!run.isSet("keep") || run.value("keep") == u"session"_s)
        && (run.isSet("password-fd") || run.isSet("master-password-fd"))) {
        run.usage(LOTSE_MSG("With --no-test, a password requires --keep keychain or --keep sealed."));
        return;
    }
    const QString place = run.isSet("keep") ? run.value("keep") : u"session"_s;
    if (place == u"keychain"_s) {
        account.secretPlace = SecretPlace::Keychain;
    } else if (place == u"sealed"_s) {
        account.secretPlace = SecretPlace::Sealed;
    } else if (place != u"session"_s) {
        run.usage(LOTSE_MSG("--keep requires keychain, sealed or session."));
        return;
    }
    if (const Error error = checkAccount(account)) {
        run.fail(error);
        return;
    }
    // Before the secret is sent to try it: what cannot be kept is not tried.
    if (account.needsSecret() && account.secretPlace != SecretPlace::SessionOnly && !account.maySaveSecret()) {
        run.usage(LOTSE_MSG("The connection to %1 is not encrypted, so the secret is not stored. Use https, or "
                            "confirm it with --plain-http-confirm %1."),
            {account.host()});
        return;
    }
    run.acquireSecret(account, [&run, account](const auto &secret) {
        if (run.isSet("no-test")) {
            keep(run, account, secret);
            return;
        }
        const auto found = [&run, account, secret] {
            Account known = account;
            known.kind = run.session().kind();
            keep(run, known, secret);
        };
        run.connectAccount(account, secret, found, Run::Tries::Once);
    });
}

void edit(Run &run)
{
    if (!loaded(run))
        return;
    std::optional<Account> account = run.wiring().accounts.find(run.arguments().value(1));
    if (!account) {
        run.notFound(
            LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.arguments().value(1)});
        return;
    }
    if (!run.fitsMasterPassword(*account))
        return;
    const auto isSet = [&run](const char *option) { return run.isSet(option); };
    if (std::none_of(std::begin(kChanges), std::end(kChanges), isSet)) {
        run.usage(LOTSE_MSG("No changes specified for %1. \"lotse-cli accounts --help\" lists the options."),
            {account->name});
        return;
    }
    if (const Error error = run.setConnection(*account)) {
        run.fail(error);
        return;
    }
    if (run.isSet("name"))
        account->name = run.value("name");
    if (run.isSet("colour"))
        account->colour = run.value("colour");
    account->production = account->production || run.isSet("production");
    keepPassphrase(run, *account, [&run, account = *account](const Result<void> &kept) {
        const Result<void> updated = kept ? run.wiring().accounts.update(account) : kept;
        if (!updated) {
            run.fail(updated.error());
            return;
        }
        run.output().sentence(u"Changed %1 (%2)."_s.arg(account.name, account.url));
        run.done();
    });
}

// What only this account saw goes with it, also what was read by its address before it was added.
Result<void> forgetIn(Run &run, const Account &account)
{
    return store::forgetAccounts(
        run.cachePlan(), run.wiring().clock, {account.id, passingAccountId(account.url, account.user)});
}

void remove(Run &run)
{
    if (!loaded(run))
        return;
    const std::optional<Account> account = run.wiring().accounts.find(run.arguments().value(1));
    if (!account) {
        run.notFound(
            LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {run.arguments().value(1)});
        return;
    }
    if (!run.fitsMasterPassword(*account))
        return;
    const auto drop = [&run, account = *account] {
        const auto forget = [&run, account](const Result<void> &gone) {
            if (!gone) {
                run.fail(gone.error());
                return;
            }
            if (const Result<void> removed = run.wiring().accounts.remove(account.id); !removed) {
                run.fail(removed.error());
                return;
            }
            if (const Result<void> forgotten = forgetIn(run, account); !forgotten) {
                run.fail(forgotten.error());
                return;
            }
            run.output().sentence(u"Removed %1 and its secret."_s.arg(account.name));
            run.done();
        };
        run.wiring().secrets.remove(account, &run, [&run, account, forget](const Result<void> &gone) {
            if (gone && account.showsCertificate())
                run.wiring().secrets.remove(Secrets::keyOf(account), &run, forget);
            else
                forget(gone);
        });
    };
    if (account->secretPlace == SecretPlace::Sealed && run.wiring().secrets.sealed().exists())
        run.unlockSealed(drop);
    else
        drop();
}

void startAccounts(Run &run)
{
    const QString what = run.arguments().value(0, u"list"_s);
    if (what == u"list"_s)
        list(run);
    else if (what == u"add"_s)
        add(run);
    else if (what == u"edit"_s)
        edit(run);
    else if (what == u"test"_s)
        test(run);
    else
        remove(run);
}

} // namespace

Command accountsCommand()
{
    return {.name = "accounts",
        .arguments = "[list | add [NAME] | edit NAME | test [NAME] | remove NAME]",
        .summary = "List, add, edit, test and remove accounts.",
        .details = "\"add\" requires --url, tests the connection and adds a read-only account. The secret is "
                   "used for this run\n"
                   "only unless --keep is given.\n\n"
                   "\"edit\" supports --name, --colour, --production, --plain-http-confirm, --realm, "
                   "--client-cert,\n"
                   "--client-key, --timeout and --deadline.\n\n"
                   "If the registry uses another host for sign-in, confirm that host once: --realm HOST.",
        .options = {{u"name"_s, u"Name of the account."_s, u"NAME"_s},
            {u"keep"_s, u"Where to store the secret: keychain, sealed or session."_s, u"PLACE"_s},
            {u"colour"_s, u"Colour of the account, #rrggbb."_s, u"COLOUR"_s},
            {u"production"_s, u"Mark the account as PROD."_s},
            {u"no-test"_s, u"Add the account without a connection test."_s}},
        .least = 0,
        .most = 2,
        .forms = {{"", "", "json csv"}, {"list", "", "json csv"}, {"add", "[NAME] --url URL", "@address @own", 0, 1},
            {"edit", "NAME",
                "name colour production plain-http-confirm realm client-cert client-key timeout deadline "
                "master-password-fd",
                1, 1},
            {"test", "[NAME]", "@registry json csv", 0, 1}, {"remove", "NAME", "master-password-fd", 1, 1}},
        .start = &startAccounts};
}

} // namespace lotse::cli
