// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage.h"

#include "base/localuser.h"
#include "findings/jsonread.h"
#include "findings/unanswered.h"
#include "store/inventory.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

// A registry that is not Harbor is never synced: what is known of it came from files, which go with no account of it.
static Result<QString> readerOf(Run &run, const Account &account)
{
    if (account.kind == RegistryKind::Harbor || !QFileInfo::exists(run.cachePlan().path))
        return account.id;
    const auto cache = store::Database::open(run.cachePlan(), run.wiring().clock);
    if (!cache)
        return cache.error();
    const auto known = store::knownRegistries(**cache);
    if (!known)
        return known.error();
    for (const store::KnownRegistry &one : *known) {
        if (!store::samePlace(one.origin, account.url) && QUrl(one.origin).authority() != account.host())
            continue;
        for (const store::KnownAccount &reader : one.accounts) {
            if (reader.identity == store::filesIdentity)
                return reader.id;
        }
    }
    return account.id;
}

static bool isPlain(const Account &account)
{
    return account.kind == RegistryKind::Oci || account.kind == RegistryKind::OciNoCatalog;
}

std::unique_ptr<FindingsEngine> openDesk(Run &run, Gaps gaps)
{
    std::optional<Account> account;
    auto desk = std::make_unique<FindingsEngine>(run.cachePlan(), run.decisionPlan(), &run.wiring().clock);
    if (run.isSet("account")) {
        const Result<void> read = run.wiring().accounts.load();
        account = run.wiring().accounts.find(run.value("account"));
        if (!account) {
            if (read)
                run.notFound(LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."),
                    {run.value("account")});
            else
                run.fail(read.error());
            return {};
        }
        const Result<QString> reader = readerOf(run, *account);
        if (!reader) {
            run.fail(reader.error());
            return {};
        }
        desk->setAccount(*reader);
    }
    if (const Result<void> loaded = desk->load(); !loaded) {
        Error error = loaded.error();
        if (error.kind != ErrorKind::NotFound)
            error.kind = ErrorKind::Storage; // whatever is wrong with what is kept here
        else if (account && isPlain(*account))
            error.message = {LOTSE_MSG("%1 is not a Harbor registry, and no report of its images is in the local "
                                       "store. Import one with \"lotse-cli import-report\"."),
                {account->host()}};
        run.fail(error);
        return {};
    }
    const TriageView &view = desk->view();
    if (view.registries.isEmpty()) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("No findings in the local store. Run \"lotse-cli sync\" first, or \"lotse-cli "
                                   "import-report\" for a registry that is not Harbor."),
            {}};
        run.fail(error);
        return {};
    }
    for (const Message &note : view.notes)
        run.output().warn(note.text());
    for (const Message &gap : view.gaps) {
        if (gaps == Gaps::AreIncomplete)
            run.partial(gap.text());
        else
            run.output().warn(gap.text());
    }
    return desk;
}

std::optional<Query> queryOf(Run &run, const QStringList &words)
{
    const ParsedQuery parsed = parseQuery(words.join(u' '));
    if (parsed.ok())
        return parsed.query;
    run.usage(LOTSE_MSG("%1 (query character %2)"),
        {parsed.error->message.text(), QString::number(parsed.error->position + 1)});
    return {};
}

QString storedRegistryId(Run &run)
{
    const Account &account = run.session().account();
    // The demo registry is none of the accounts, and the window knows it by the same id.
    if (run.session().isDemo() || run.wiring().accounts.find(account.id))
        return account.registryId;
    for (const Account &kept : run.wiring().accounts.all()) {
        if (store::samePlace(kept.url, account.url))
            return kept.registryId;
    }
    return passingRegistryId(account.url);
}

QCommandLineOption authorOption()
{
    return {u"author"_s, u"Author of the decision. Default: login name."_s, u"NAME"_s};
}

QString authorOf(const Run &run)
{
    return run.isSet("author") ? run.value("author") : localUser();
}

bool fitsAuthor(Run &run, std::optional<ExportFormat> format)
{
    const bool hasAuthor =
        format == ExportFormat::OpenVex || format == ExportFormat::CycloneDx || format == ExportFormat::Csaf;
    if (run.isSet("author") && !hasAuthor) {
        run.usage(LOTSE_MSG("--author has an effect only with --format openvex, cyclonedx or csaf."));
        return false;
    }
    if (run.isSet("author-url") && format != ExportFormat::Csaf) {
        run.usage(LOTSE_MSG("--author-url has an effect only with --format csaf."));
        return false;
    }
    if (format == ExportFormat::Csaf && !QUrl(run.value("author-url"), QUrl::StrictMode).isValid()) {
        run.usage(LOTSE_MSG("CSAF requires the URL of the author: --author-url https://example.com."));
        return false;
    }
    return true;
}

void warnOfPriority(Run &run, const TriageView &view, const Query &query)
{
    const bool asks = std::any_of(query.terms.begin(), query.terms.end(), [](const Term &term) {
        return term.key == Key::Kev || term.key == Key::Epss || term.key == Key::Score || term.key == Key::Tier;
    });
    for (const Message &warning : view.warnings) {
        if (asks)
            run.output().warn(warning.text());
    }
    if (const auto why = unanswered(query, *view.context.set))
        run.partial(why->text());
}

std::optional<Seconds> timeOf(const QString &text, Seconds now)
{
    if (const Seconds day = jsonread::secondsOf(text + u"T23:59:59Z"_s); day > now)
        return day;
    // The same words as in queries.
    const ParsedQuery parsed = parseQuery(u"new:"_s + text);
    if (!parsed.ok() || parsed.query.terms.size() != 1 || parsed.query.terms.first().values.size() != 1)
        return {};
    const double seconds = parsed.query.terms.first().values.first().number;
    if (!(seconds > 0) || seconds > 100.0 * 365 * 86400)
        return {};
    return now + Seconds(seconds);
}

QString dateText(Seconds time)
{
    return time == 0 ? QString() : isoTime(time).left(10);
}

} // namespace lotse::cli
