// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accounts.h"

#include "base/post.h"
#include "base/safefile.h"
#include "base/stoppedclock.h"
#include "json/codec.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QMetaEnum>
#include <QPointer>
#include <QUrl>

#include <cerrno>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr int kVersion = 1;
constexpr qint64 kCap = 4 * 1024 * 1024;
constexpr int kLockWaitMs = 1000;

// What the file holds. Enumerations are words, so that a value of a newer program is told apart from a broken one.
struct StoredAccount {
    Q_GADGET
public:
    FIELD(QString, id)
    FIELD(QString, registryId)
    FIELD(QString, name)
    FIELD(QString, url)
    FIELD(QString, user)
    FIELD(QString, signIn)
    FIELD(QString, secretPlace)
    FIELD(QString, caPem)
    FIELD(QString, pinSpkiSha256)
    FIELD(QString, colour)
    FIELD(bool, production)
    FIELD(bool, allowsChanges)
    FIELD(bool, plainHttpConfirmed)
    FIELD(QStringList, confirmedRealms)
    FIELD(QStringList, repositories)
    FIELD(QString, kind)
    FIELD(QString, oidcIssuer)
    FIELD(QString, oidcClient)
    FIELD(QString, clientCertificate)
    FIELD(QString, clientKey)
    FIELD(int, timeoutSeconds)
    FIELD(int, deadlineSeconds)
};

struct StoredAccounts {
    Q_GADGET
public:
    FIELD(int, version)
    FIELD(RawJson, accounts)
};

template <typename E>
QString word(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(int(value)));
}

template <typename E>
bool readWord(const QString &text, E *value)
{
    bool ok = false;
    const int read = QMetaEnum::fromType<E>().keyToValue(text.toLatin1().constData(), &ok);
    if (ok)
        *value = E(read);
    return ok;
}

StoredAccount toStored(const Account &a)
{
    return {a.id, a.registryId, a.name, a.url, a.user, word(a.signIn), word(a.secretPlace), a.caPem, a.pinSpkiSha256,
        a.colour, a.production, a.allowsChanges, a.plainHttpConfirmed, a.confirmedRealms, a.repositories, word(a.kind),
        a.oidcIssuer, a.oidcClient, a.clientCertificate, a.clientKey, a.timeoutSeconds, a.deadlineSeconds};
}

std::optional<Account> fromStored(const StoredAccount &s)
{
    Account a{s.id, s.registryId, s.name, s.url, s.user, {}, {}, s.caPem, s.pinSpkiSha256, s.colour, s.production,
        s.allowsChanges, s.plainHttpConfirmed, s.confirmedRealms, s.repositories, {}, s.oidcIssuer, s.oidcClient,
        s.clientCertificate, s.clientKey, s.timeoutSeconds, s.deadlineSeconds};
    if (!readWord(s.signIn, &a.signIn) || !readWord(s.secretPlace, &a.secretPlace))
        return std::nullopt;
    readWord(s.kind, &a.kind); // an unknown kind is probed again
    if (checkAccount(a))
        return std::nullopt;
    return a;
}

Error storage(const char *sentence, const QStringList &args)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.message = {sentence, args};
    return error;
}

// By whichever scheme it is spoken to.
bool isSamePlace(const Account &one, const Account &other)
{
    const QUrl a(one.url);
    const QUrl b(other.url);
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "http"_L1 ? 80 : 443); };
    return a.host() == b.host() && port(a) == port(b);
}

Error checkFree(const QList<Account> &accounts, const Account &account)
{
    for (const Account &other : accounts) {
        if (other.id != account.id && other.name.compare(account.name, Qt::CaseInsensitive) == 0)
            return usageError(LOTSE_MSG("An account named %1 already exists. Choose another name."), {account.name});
    }
    return {};
}

} // namespace

Accounts::Accounts(QString folder, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_clock(clock)
{
    m_worker.setMaxThreadCount(1);
}

Accounts::~Accounts()
{
    m_worker.waitForDone();
}

QString Accounts::path() const
{
    return m_folder + u"/accounts.json"_s;
}

Result<void> Accounts::load()
{
    m_notice = {};
    if (QFileInfo::exists(path())) {
        const Result<bool> folder = ensurePrivateFolder(m_folder);
        const Result<bool> file = ensurePrivateFile(path());
        if ((folder && *folder) || (file && *file))
            m_notice = {LOTSE_MSG("Other users of this computer could read %1. The permissions have been corrected."),
                {m_folder}};
    }
    const Result<void> done = read();
    emit changed();
    return done;
}

Result<void> Accounts::read()
{
    m_accounts.clear();
    m_readOnly = false;
    m_isBroken = false;
    const Result<QByteArray> text = readWhole(path(), kCap);
    if (!text) {
        if (text.error().kind == ErrorKind::NotFound)
            return {};
        m_notice = text.error().message;
        m_readOnly = true; // what cannot be read must not be replaced
        return text.error();
    }
    const Result<StoredAccounts> file = json::decode<StoredAccounts>(*text);
    const Result<json::Records> list = file
        ? json::decodeList(file->accounts.text, QMetaType::fromType<StoredAccount>())
        : Result<json::Records>(file.error());
    if (!list || file->version < 1) {
        m_isBroken = true;
        const Error error = storage(
            LOTSE_MSG("The account list in %1 is not readable. It is left unchanged, and renamed when an account "
                      "is added."),
            {path()});
        m_notice = error.message;
        return error;
    }
    qint64 lost = list->failed;
    for (const json::Record &row : list->rows) {
        std::optional<Account> account = fromStored(row.value.value<StoredAccount>());
        const bool isTwin = account && (find(account->id) || find(account->name));
        // One place is one registry, whatever an older version wrote.
        for (const Account &other : std::as_const(m_accounts)) {
            if (account && isSamePlace(other, *account))
                account->registryId = other.registryId;
        }
        if (account && !isTwin)
            m_accounts.append(*account);
        else
            ++lost;
    }
    if (file->version > kVersion) {
        m_readOnly = true;
        m_notice = {LOTSE_MSG("The accounts in %1 were written by a newer version of Lotse. They can be used but not "
                              "changed."),
            {path()}};
    } else if (lost > 0) {
        m_isBroken = true; // a copy is kept before the rest is written again
        m_notice = Message::counted(LOTSE_MSG_N("%Ln accounts in %1 are not readable and are skipped.",
                                        "%Ln account in %1 is not readable and is skipped."),
            lost, {path()});
    }
    return {};
}

std::optional<Account> Accounts::find(const QString &idOrName) const
{
    for (const Account &account : m_accounts) {
        if (account.id == idOrName || account.name.compare(idOrName, Qt::CaseInsensitive) == 0)
            return account;
    }
    return std::nullopt;
}

Result<void> Accounts::setAside()
{
    const QString stamp = m_clock->now().toString(u"yyyyMMdd-HHmmss"_s);
    QString aside = path() + u".corrupt-"_s + stamp;
    for (int n = 2; QFileInfo::exists(aside); ++n)
        aside = path() + u".corrupt-"_s + stamp + u'-' + QString::number(n);
    if (!QFile::copy(path(), aside))
        return storage(
            LOTSE_MSG("The unreadable account list could not be saved as %1. Nothing was changed. Check the folder "
                      "permissions and the disk space."),
            {aside});
    m_notice = {LOTSE_MSG("The unreadable account list was saved as %1."), {aside}};
    return {};
}

Result<void> Accounts::change(const std::function<Error(QList<Account> &)> &edit)
{
    const Result<bool> folder = ensurePrivateFolder(m_folder);
    if (!folder)
        return folder.error();
    QLockFile lock(m_folder + u"/accounts.lock"_s);
    if (!lock.tryLock(kLockWaitMs)) {
        // A lock that cannot be written is no other program.
        const QString reason = lock.error() == QLockFile::LockFailedError ? QString() : whyNotWritable(m_folder);
        if (lock.error() == QLockFile::LockFailedError)
            return storage(
                LOTSE_MSG("Another Lotse process is changing the accounts in %1. Try again in a moment."), {m_folder});
        return storage(
            LOTSE_MSG("The accounts in %1 could not be changed (%2). Check the disk space and folder permissions, "
                      "then try again."),
            {m_folder, reason.isEmpty() ? systemReason(EACCES) : reason});
    }
    // Another program may have written since; a broken file is no reason not to go on.
    const Result<void> fresh = read();
    if (m_readOnly)
        return storage(m_notice.id, m_notice.args);
    if (!fresh && !m_isBroken)
        return fresh;
    QList<Account> accounts = m_accounts;
    if (Error error = edit(accounts))
        return error;
    if (m_isBroken) {
        if (const Result<void> kept = setAside(); !kept)
            return kept;
    }
    QJsonArray list;
    for (const Account &account : std::as_const(accounts))
        list.append(QJsonDocument::fromJson(json::encode(QVariant::fromValue(toStored(account)))).object());
    const QJsonObject file{{u"version"_s, kVersion}, {u"accounts"_s, list}};
    if (const Result<void> written = writeWhole(path(), QJsonDocument(file).toJson()); !written)
        return written;
    m_isBroken = false;
    m_accounts = accounts;
    ++m_turn;
    emit changed();
    return {};
}

Result<void> Accounts::add(Account account)
{
    if (Error error = checkAccount(account))
        return error;
    return change([&account](QList<Account> &accounts) {
        if (Error error = checkFree(accounts, account))
            return error;
        for (const Account &other : std::as_const(accounts)) {
            if (other.id == account.id)
                return usageError(LOTSE_MSG("The account %1 already exists."), {account.name});
            if (isSamePlace(other, account))
                account.registryId = other.registryId;
        }
        accounts.append(account);
        return Error{};
    });
}

static Error gone(const QString &name)
{
    Error error;
    error.kind = ErrorKind::NotFound;
    error.message = {LOTSE_MSG("The account %1 no longer exists. Another Lotse process may have removed it."), {name}};
    return error;
}

Result<void> Accounts::update(const Account &account)
{
    if (Error error = checkAccount(account))
        return error;
    return change([&account](QList<Account> &accounts) {
        if (Error error = checkFree(accounts, account))
            return error;
        for (Account &other : accounts) {
            if (other.id == account.id) {
                other = account;
                return Error{};
            }
        }
        return gone(account.name);
    });
}

Result<void> Accounts::remove(const QString &id)
{
    return change([&id](QList<Account> &accounts) {
        return accounts.removeIf([&id](const Account &account) { return account.id == id; }) ? Error{} : gone(id);
    });
}

// Another object does the work, as another program would; what it read is taken over.
void Accounts::later(std::function<Result<void>(Accounts &)> edit, QObject *context, Done done)
{
    m_worker.start([this, folder = m_folder, turn = m_turn, clock = StoppedClock(*m_clock), edit = std::move(edit),
                       done = std::move(done), context = QPointer<QObject>(context), post = Post(this)] {
        Accounts twin(folder, &clock);
        const Result<void> result = edit(twin);
        post([this, turn, done, context, result, accounts = twin.m_accounts, isReadOnly = twin.m_readOnly,
                 isBroken = twin.m_isBroken, notice = twin.m_notice] {
            if (result) {
                m_accounts = accounts;
                m_readOnly = isReadOnly;
                m_isBroken = isBroken;
                m_notice = notice;
                // A change in this thread came between, and the file has both.
                if (turn != m_turn)
                    static_cast<void>(read());
                emit changed();
            }
            if (context && done)
                done(result);
        });
    });
}

void Accounts::addLater(const Account &account, QObject *context, Done done)
{
    later([account](Accounts &accounts) { return accounts.add(account); }, context, std::move(done));
}

void Accounts::updateLater(const Account &account, QObject *context, Done done)
{
    later([account](Accounts &accounts) { return accounts.update(account); }, context, std::move(done));
}

void Accounts::removeLater(const QString &id, QObject *context, Done done)
{
    later([id](Accounts &accounts) { return accounts.remove(id); }, context, std::move(done));
}

} // namespace lotse

#include "accounts.moc"
