// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run.h"

#include "base/safefile.h"
#include "demo/demosession.h"
#include "net/clientidentity.h"
#include "secretinput.h"
#include "session/plainhttp.h"
#include "store/snapshotstore.h"

#include <QFileInfo>

namespace lotse::cli {

using namespace Qt::StringLiterals;

constexpr qint64 kProgressEveryMs = 200;
constexpr qint64 kCaCap = 1024 * 1024;
constexpr qsizetype kMostDetails = 40; // lines

static Format formatOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"json"_s))
        return Format::Json;
    return parser.isSet(u"csv"_s) ? Format::Csv : Format::Table;
}

// Whether an address names more than a host.
static bool addressHasMore(const QString &typed)
{
    const QString text = typed.trimmed();
    const QUrl url(text.contains(u"://"_s) ? text : u"https://"_s + text, QUrl::StrictMode);
    return url.path().size() > 1 || url.hasQuery() || url.hasFragment();
}

Run::Run(const QCommandLineParser &parser, Wiring &wiring)
    : m_parser(parser)
    , m_wiring(wiring)
    , m_arguments(parser.positionalArguments().mid(1))
    , m_output(formatOf(parser), stdout, stderr, parser.isSet(u"progress"_s))
{
}

Run::~Run() = default;

QString Run::dataFolder() const
{
    return isSet("demo") ? store::dataFolder() + u"/demo"_s : store::dataFolder();
}

store::Plan Run::cachePlan() const
{
    return store::cachePlan(dataFolder());
}

store::Plan Run::decisionPlan() const
{
    return store::decisionPlan(dataFolder());
}

store::Plan Run::changePlan() const
{
    return store::changePlan(dataFolder());
}

store::Plan Run::snapshotPlan() const
{
    return store::snapshotPlan(dataFolder());
}

Result<Account> Run::typedAccount()
{
    Result<Account> account = makeAccount(value("url"), value("user"));
    if (!account)
        return account;
    // Pages of a registry are pasted as its address. One that lies below a path is not that of the host.
    if (addressHasMore(value("url")))
        m_output.warn(u"--url has more than a host, which is left out: the registry is %1"_s.arg(account->url));
    if (isSet("cli-secret"))
        account.value().signIn = SignIn::OidcCliSecret;
    if (isSet("ca")) {
        const Result<QByteArray> pem = readWhole(value("ca"), kCaCap);
        if (!pem)
            return pem.error();
        account.value().caPem = QString::fromUtf8(*pem);
    }
    // The key that is known of the place has to be met whoever signs in there, and by whatever authority.
    for (const Account &known : m_wiring.accounts.all()) {
        if (known.url == account->url && !known.pinSpkiSha256.isEmpty())
            account.value().pinSpkiSha256 = known.pinSpkiSha256;
    }
    if (const Error error = setConnection(account.value()))
        return error;
    if (const Error error = checkAccount(*account))
        return error;
    return account;
}

Error Run::setConnection(Account &account) const
{
    const auto path = [](const QString &typed) {
        return typed.isEmpty() ? QString() : QFileInfo(typed).absoluteFilePath();
    };
    for (const QString &typed : values("realm")) {
        const Result<QString> realm = normaliseRealm(typed, account);
        if (!realm)
            return realm.error();
        if (!account.confirmedRealms.contains(*realm))
            account.confirmedRealms.append(*realm);
    }
    if (isSet("plain-http-confirm")) {
        if (!account.isPlainHttp())
            return usageError(LOTSE_MSG("%1 uses https: --plain-http-confirm has no effect."), {account.host()});
        if (value("plain-http-confirm") != account.host())
            return usageError(LOTSE_MSG("--plain-http-confirm requires the host %1."), {account.host()});
        account.plainHttpConfirmed = true;
    }
    if (account.isPlainHttp() && !value("client-cert").isEmpty())
        return usageError(LOTSE_MSG("%1 uses http: --client-cert has no effect."), {account.host()});
    if (isSet("client-cert"))
        account.clientCertificate = path(value("client-cert"));
    if (isSet("client-key"))
        account.clientKey = path(value("client-key"));
    else if (account.clientCertificate.isEmpty())
        account.clientKey.clear();
    for (const auto &[option, seconds] :
        {std::pair{"timeout", &account.timeoutSeconds}, std::pair{"deadline", &account.deadlineSeconds}}) {
        bool isNumber = true;
        if (isSet(option))
            *seconds = value(option).toInt(&isNumber);
        if (!isNumber)
            return usageError(LOTSE_MSG("%1 is not a number of seconds."), {value(option)});
    }
    if (!value("client-key").isEmpty() && account.clientCertificate.isEmpty())
        return usageError(LOTSE_MSG("--client-key has an effect only with --client-cert."), {});
    return {};
}

Result<std::optional<SecureBytes>> Run::typedSecret() const
{
    if (isSet("password-fd")) {
        const Result<SecureBytes> secret = secretinput::fromDescriptor(value("password-fd"));
        if (!secret)
            return secret.error();
        return std::optional<SecureBytes>(*secret);
    }
    return secretinput::fromEnvironment("LOTSE_PASSWORD");
}

Result<Account> Run::chosenAccount()
{
    const Result<void> loaded = m_wiring.accounts.load();
    if (!m_wiring.accounts.notice().isEmpty())
        m_output.warn(m_wiring.accounts.notice().text());
    const QList<Account> &all = m_wiring.accounts.all();
    const auto withOptions = [this](Account account) -> Result<Account> {
        if (const Error error = setConnection(account))
            return error;
        if (isSet("timeout") || isSet("deadline")) {
            if (const Error error = checkAccount(account))
                return error;
        }
        return account;
    };
    if (isSet("url")) {
        Result<Account> typed = typedAccount();
        if (!typed)
            return typed;
        // The same user at the same place: its secret may be in the keychain.
        for (const Account &account : all) {
            if (account.url == typed->url && account.user == typed->user) {
                Account same = account;
                if (isSet("ca"))
                    same.caPem = typed->caPem;
                return withOptions(same);
            }
        }
        return typed;
    }
    if (!loaded)
        return loaded.error();
    if (isSet("account")) {
        const std::optional<Account> account = m_wiring.accounts.find(value("account"));
        if (account)
            return withOptions(*account);
        return notFoundError(
            LOTSE_MSG("Account %1 not found. \"lotse-cli accounts\" lists all accounts."), {value("account")});
    }
    if (all.size() == 1)
        return withOptions(all.first());
    return usageError(all.isEmpty()
            ? LOTSE_MSG("No registry specified. Add an account with \"lotse-cli accounts add\", or use --url or "
                        "--demo.")
            : LOTSE_MSG("There are several accounts. Choose one with --account."),
        {});
}

void Run::withSession(std::function<void()> next, Tries tries)
{
    if (isSet("demo")) {
        // Nobody watches it at work, and the tests call it often.
        const QString user = isSet("user") ? value("user") : u"admin"_s;
        openSession(demoSession(&m_wiring.clock, user, demo::Latency::none()), std::move(next));
        return;
    }
    const Result<Account> account = chosenAccount();
    if (!account) {
        fail(account.error());
        return;
    }
    acquireSecret(*account, [this, account = *account, tries, next = std::move(next)](const auto &secret) {
        connectAccount(account, secret, next, tries);
    });
}

void Run::acquireSecret(const Account &account, std::function<void(const std::optional<SecureBytes> &)> next)
{
    if (isSet("password-fd") && !account.needsSecret()) {
        usage(LOTSE_MSG("%1 does not sign in: --password-fd has no effect."), {account.name});
        return;
    }
    if (account.needsSecret() && !maySendSecret(account)) {
        usage(LOTSE_MSG("The connection to %1 is not encrypted, so no secret is sent. Use https, or confirm it with "
                        "--plain-http-confirm %1."),
            {account.host()});
        return;
    }
    if (!fitsMasterPassword(account))
        return;
    const Result<std::optional<SecureBytes>> typed = typedSecret();
    if (!typed) {
        fail(typed.error());
        return;
    }
    if (!account.needsSecret() || *typed) {
        next(*typed);
        return;
    }
    const auto read = [this, account, next = std::move(next)] {
        m_wiring.secrets.read(account, this, [account, next](const Result<SecureBytes> &kept) {
            if (kept)
                next(*kept);
            else
                next(secretinput::fromTerminal(u"Password of %1 at %2"_s.arg(account.user, account.host())));
        });
    };
    if (account.secretPlace == SecretPlace::Sealed && m_wiring.secrets.sealed().exists())
        unlockSealed(read);
    else
        read();
}

void Run::connectAccount(
    const Account &account, const std::optional<SecureBytes> &secret, std::function<void()> next, Tries tries)
{
    if (account.isPlainHttp())
        m_output.warn(u"the way to %1 is not encrypted"_s.arg(account.host()));
    if (account.needsSecret() && !secret) {
        Error error;
        error.kind = ErrorKind::Unauthorized;
        error.message = {
            LOTSE_MSG("No secret is stored for %1. Set LOTSE_PASSWORD or use --password-fd."), {account.name}};
        fail(error);
        return;
    }
    if (secret)
        m_wiring.secrets.rememberForSession(account, *secret, this);
    withKeyPassphrase(account, [this, account, tries, next = std::move(next)] {
        Line line = m_wiring.lines(account);
        if (tries == Tries::Once && line.setRepeating)
            line.setRepeating(false);
        openSession(std::make_unique<Session>(account, std::move(line), &m_wiring.secrets, &m_wiring.clock), next);
    });
}

bool Run::fitsMasterPassword(const Account &account)
{
    if (!isSet("master-password-fd") || account.secretPlace == SecretPlace::Sealed)
        return true;
    usage(
        LOTSE_MSG("The secret of %1 is not in the secrets file: --master-password-fd has no effect."), {account.name});
    return false;
}

void Run::withKeyPassphrase(const Account &account, std::function<void()> next)
{
    if (!account.showsCertificate())
        return next();
    const Account key = Secrets::keyOf(account);
    const auto remember = [this, key](const std::optional<SecureBytes> &words) {
        if (words)
            m_wiring.secrets.rememberForSession(key, *words, this);
    };
    const auto typed = secretinput::fromEnvironment("LOTSE_KEY_PASSPHRASE");
    remember(typed);
    const Result<ClientIdentity> identity =
        readClientIdentity({account.clientCertificate, account.clientKey}, typed ? *typed : SecureBytes());
    if (identity || typed || !isKeyLocked(identity.error()))
        return next(); // the connection says what is wrong
    const auto read = [this, key, remember, next = std::move(next), file = identity.error().where] {
        m_wiring.secrets.read(key, this, [remember, next, file](const Result<SecureBytes> &kept) {
            if (!kept)
                remember(secretinput::fromTerminal(u"Passphrase of %1"_s.arg(file)));
            next();
        });
    };
    SealedStore &sealed = m_wiring.secrets.sealed();
    if (account.secretPlace == SecretPlace::Sealed && sealed.exists() && !sealed.isUnlocked())
        unlockSealed(read);
    else
        read();
}

void Run::unlockSealed(std::function<void()> next)
{
    std::optional<SecureBytes> master;
    if (isSet("master-password-fd")) {
        const Result<SecureBytes> read = secretinput::fromDescriptor(value("master-password-fd"));
        if (!read) {
            fail(read.error());
            return;
        }
        master = *read;
    } else {
        master = secretinput::fromEnvironment("LOTSE_MASTER_PASSWORD");
    }
    if (!master)
        master = secretinput::fromTerminal(u"Master password"_s);
    if (!master) {
        usage(LOTSE_MSG("The secrets file is locked. Set LOTSE_MASTER_PASSWORD or use --master-password-fd."));
        return;
    }
    m_wiring.secrets.sealed().unlock(*master, this, [this, next = std::move(next)](const Result<void> &opened) {
        if (opened)
            next();
        else
            fail(opened.error());
    });
}

void Run::openSession(std::unique_ptr<Session> session, std::function<void()> next)
{
    m_session = std::move(session);
    connect(m_session.get(), &Session::stateChanged, this, [this, next = std::move(next)] {
        if (m_isOver || m_session->state() == Session::State::Connecting)
            return;
        if (m_session->state() != Session::State::Online) {
            fail(m_session->error());
            return;
        }
        disconnect(m_session.get(), &Session::stateChanged, this, nullptr);
        next();
    });
    m_session->open();
}

void Run::progress(qint64 done, qint64 total, const QString &what)
{
    if (m_sinceProgress.isValid() && m_sinceProgress.elapsed() < kProgressEveryMs && done != total)
        return;
    m_sinceProgress.start();
    const QString count = total >= 0 ? u"%1 of %2"_s.arg(done).arg(total) : QString::number(done);
    m_output.progress(what.isEmpty() ? count : count + u' ' + what);
}

void Run::partial(const QString &sentence)
{
    m_isPartial = true;
    m_output.warn(sentence);
}

void Run::done(int verdict)
{
    if (m_isPartial)
        m_output.warn(u"what was printed is not complete"_s);
    end(m_isPartial ? exitCode(ErrorKind::Incomplete) : verdict);
}

void Run::warn(const Error &error, const QString &of)
{
    m_output.warn(of.isEmpty() ? error.text() : of + u": "_s + error.text());
    for (const QString &line : error.detail.split(u'\n', Qt::SkipEmptyParts).mid(0, kMostDetails))
        m_output.warn(u"details: "_s + line);
    if (!error.requestId.isEmpty())
        m_output.warn(u"request id: "_s + error.requestId);
}

void Run::fail(const Error &error)
{
    warn(error, {});
    end(exitCode(error.kind));
}

void Run::interrupt()
{
    if (m_onInterrupt) {
        m_onInterrupt();
        return;
    }
    fail(cancelled());
}

Error cancelled()
{
    Error error;
    error.kind = ErrorKind::Cancelled;
    error.message = {LOTSE_MSG("Cancelled."), {}};
    return error;
}

void Run::usage(const char *sentence, const QStringList &args)
{
    fail(usageError(sentence, args));
}

Error notFoundError(const char *sentence, const QStringList &args)
{
    Error error;
    error.kind = ErrorKind::NotFound;
    error.message = {sentence, args};
    return error;
}

void Run::notFound(const char *sentence, const QStringList &args)
{
    fail(notFoundError(sentence, args));
}

void Run::notHarbor(const char *sentence)
{
    Error error;
    error.kind = ErrorKind::Unsupported;
    error.message = {sentence, {m_session->account().host()}};
    fail(error);
}

void Run::end(int exitCode)
{
    if (m_isOver)
        return;
    m_isOver = true;
    if (!m_output.flush() && exitCode == 0) {
        m_output.warn(u"the output could not be written"_s);
        exitCode = lotse::exitCode(ErrorKind::Storage);
    }
    emit finished(exitCode);
}

} // namespace lotse::cli
