// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sealedstore.h"

#include "base/post.h"
#include "base/safefile.h"
#include "json/codec.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <QFileInfo>
#include <QLockFile>
#include <QThreadPool>

namespace lotse {

namespace {

constexpr int kVersion = 1;
constexpr qint64 kFileCap = 4 * 1024 * 1024;
constexpr int kN = 1 << 17;
constexpr int kMaxN = 1 << 20; // a hostile file must not ask for more than 1 GiB
constexpr int kR = 8;
constexpr int kSaltSize = 16;
constexpr int kKeySize = 32;
constexpr int kNonceSize = 12;
constexpr int kTagSize = 16;
constexpr qsizetype kShortestMaster = 8;
constexpr int kLockWaitMs = 1000;
constexpr QLatin1StringView lockedCode("SEALED_FILE_LOCKED");

/// A derivation takes a second and 128 MiB: one at a time, and nothing else waits for it.
struct KeyPool : QThreadPool {
    KeyPool() { setMaxThreadCount(1); }
};
Q_GLOBAL_STATIC(KeyPool, keyWorkers)

struct SealedFile {
    Q_GADGET
public:
    FIELD(int, version)
    FIELD(QString, kdf)
    FIELD(int, n)
    FIELD(QString, salt)
    FIELD(QString, nonce)
    FIELD(QString, tag)
    FIELD(QString, data)
};

Error secretError(const char *sentence, const QStringList &args = {})
{
    Error error;
    error.kind = ErrorKind::Secret;
    error.message = {sentence, args};
    return error;
}

Error damaged(const QString &path)
{
    return secretError(LOTSE_MSG("The secrets file %1 is damaged. Restore it from a backup, or rename it and enter the "
                                 "secrets again."),
        {path});
}

Error locked()
{
    Error error = secretError(LOTSE_MSG("The secrets file is locked. Enter the master password."));
    error.code = lockedCode;
    return error;
}

Error cryptoFailed()
{
    return secretError(LOTSE_MSG("The secrets could not be encrypted: crypto library error or out of memory."));
}

QByteArray randomBytes(int count)
{
    QByteArray out(count, '\0');
    return RAND_bytes(reinterpret_cast<unsigned char *>(out.data()), count) == 1 ? out : QByteArray();
}

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

struct CipherFree {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, CipherFree>;

// What belongs to the key is authenticated too: nobody can weaken it in the file.
QByteArray associated(const QByteArray &salt, int n)
{
    return "lotse sealed secrets 1 scrypt " + QByteArray::number(n) + " 8 1 " + salt.toHex();
}

bool seal(QByteArrayView key, const QByteArray &nonce, const QByteArray &aad, const QByteArray &plain,
    QByteArray *sealed, QByteArray *tag)
{
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int done = 0;
    sealed->resize(plain.size());
    tag->resize(kTagSize);
    return cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(nonce)) == 1
        && EVP_EncryptUpdate(cipher.get(), nullptr, &done, bytes(aad), int(aad.size())) == 1
        && EVP_EncryptUpdate(cipher.get(), bytes(*sealed), &done, bytes(plain), int(plain.size())) == 1
        && EVP_EncryptFinal_ex(cipher.get(), bytes(*sealed) + done, &done) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagSize, tag->data()) == 1;
}

bool unseal(QByteArrayView key, const QByteArray &nonce, const QByteArray &aad, const QByteArray &sealed,
    QByteArray tag, QByteArray *plain)
{
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int done = 0;
    plain->resize(sealed.size());
    return cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(nonce)) == 1
        && EVP_DecryptUpdate(cipher.get(), nullptr, &done, bytes(aad), int(aad.size())) == 1
        && EVP_DecryptUpdate(cipher.get(), bytes(*plain), &done, bytes(sealed), int(sealed.size())) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher.get(), bytes(*plain) + done, &done) == 1;
}

// Plain form: pairs of id and secret, each with its length before it. No JSON: its readers would keep copies.
void append(QByteArray &out, QByteArrayView part)
{
    const quint32 size = quint32(part.size());
    for (int shift = 24; shift >= 0; shift -= 8)
        out.append(char(size >> shift & 0xff));
    out.append(part.data(), part.size());
}

bool take(QByteArrayView *from, QByteArrayView *part)
{
    if (from->size() < 4)
        return false;
    quint32 size = 0;
    for (int i = 0; i < 4; ++i)
        size = size << 8 | quint8(from->at(i));
    if (from->size() - 4 < qsizetype(size))
        return false;
    *part = from->sliced(4, qsizetype(size));
    *from = from->sliced(4 + qsizetype(size));
    return true;
}

Result<SealedFile> readFile(const QString &path)
{
    const Result<QByteArray> text = readWhole(path, kFileCap);
    if (!text)
        return text.error();
    const Result<SealedFile> file = json::decode<SealedFile>(*text);
    if (!file)
        return damaged(path);
    if (file->version > kVersion)
        return secretError(LOTSE_MSG("The secrets in %1 were written by a newer version of Lotse."), {path});
    const bool sound = file->version == kVersion && file->kdf == QStringLiteral("scrypt") && file->n >= kN
        && file->n <= kMaxN && (file->n & (file->n - 1)) == 0
        && QByteArray::fromBase64(file->salt.toLatin1()).size() == kSaltSize
        && QByteArray::fromBase64(file->nonce.toLatin1()).size() == kNonceSize
        && QByteArray::fromBase64(file->tag.toLatin1()).size() == kTagSize;
    return sound ? file : Result<SealedFile>(damaged(path));
}

void onWorker(QObject *context, SecretStore::Done done, std::function<Result<void>()> work)
{
    keyWorkers()->start([post = Post(context), done = std::move(done), work = std::move(work)] {
        post([done, result = work()] { done(result); });
    });
}

} // namespace

SealedStore::SealedStore(QString path)
    : m_path(std::move(path))
{
}

SealedStore::~SealedStore()
{
    keyWorkers()->waitForDone();
}

bool SealedStore::exists() const
{
    return QFileInfo::exists(m_path);
}

bool SealedStore::isUnlocked() const
{
    const QMutexLocker guard(&m_mutex);
    return !m_key.bytes.isEmpty();
}

void SealedStore::lock()
{
    const QMutexLocker guard(&m_mutex);
    m_key = {};
}

Result<SecureBytes> SealedStore::derive(const SecureBytes &master, const QByteArray &salt, int n)
{
    QByteArray key(kKeySize, '\0');
    const quint64 memory = 128ULL * quint64(kR) * quint64(n) + 64ULL * 1024 * 1024;
    const bool ok = EVP_PBE_scrypt(master.view().data(), size_t(master.size()), bytes(salt), size_t(salt.size()),
                        quint64(n), kR, 1, memory, bytes(key), size_t(kKeySize))
        == 1;
    SecureBytes out(key);
    SecureBytes::wipe(key);
    return ok ? out : Result<SecureBytes>(cryptoFailed());
}

Result<SealedStore::Secrets> SealedStore::load(const Key &key) const
{
    if (key.bytes.isEmpty())
        return locked();
    if (!exists())
        return Secrets();
    const Result<SealedFile> file = readFile(m_path);
    if (!file)
        return file.error();
    const QByteArray salt = QByteArray::fromBase64(file->salt.toLatin1());
    if (salt != key.salt) // another program changed the master password
        return locked();
    QByteArray plain;
    if (!unseal(key.bytes.view(), QByteArray::fromBase64(file->nonce.toLatin1()), associated(salt, file->n),
            QByteArray::fromBase64(file->data.toLatin1()), QByteArray::fromBase64(file->tag.toLatin1()), &plain)) {
        SecureBytes::wipe(plain);
        return secretError(LOTSE_MSG("Wrong master password, or %1 was modified. Try again."), {m_path});
    }
    Secrets secrets;
    QByteArrayView rest(plain);
    QByteArrayView id, secret;
    bool whole = true;
    while (whole && !rest.isEmpty()) {
        whole = take(&rest, &id) && take(&rest, &secret);
        if (whole)
            secrets.insert(QString::fromUtf8(id), SecureBytes(secret));
    }
    SecureBytes::wipe(plain);
    return whole ? secrets : Result<Secrets>(damaged(m_path));
}

Result<void> SealedStore::save(const Key &key, const Secrets &secrets) const
{
    QByteArray plain;
    qsizetype size = 0;
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        size += 8 + it.key().size() * 3 + it.value().size();
    plain.reserve(size); // growing would leave copies behind
    for (auto it = secrets.begin(); it != secrets.end(); ++it) {
        append(plain, it.key().toUtf8());
        append(plain, it.value().view());
    }
    const QByteArray nonce = randomBytes(kNonceSize);
    QByteArray sealed, tag;
    const bool ok =
        !nonce.isEmpty() && seal(key.bytes.view(), nonce, associated(key.salt, key.n), plain, &sealed, &tag);
    SecureBytes::wipe(plain);
    if (!ok)
        return cryptoFailed();
    SealedFile file;
    file.version = kVersion;
    file.kdf = QStringLiteral("scrypt");
    file.n = key.n;
    file.salt = QString::fromLatin1(key.salt.toBase64());
    file.nonce = QString::fromLatin1(nonce.toBase64());
    file.tag = QString::fromLatin1(tag.toBase64());
    file.data = QString::fromLatin1(sealed.toBase64());
    if (const Result<bool> folder = ensurePrivateFolder(QFileInfo(m_path).absolutePath()); !folder)
        return folder.error();
    return writeWhole(m_path, json::encode(QVariant::fromValue(file)));
}

Result<void> SealedStore::open(const SecureBytes &master)
{
    Key key;
    if (exists()) {
        const Result<SealedFile> file = readFile(m_path);
        if (!file)
            return file.error();
        key.salt = QByteArray::fromBase64(file->salt.toLatin1());
        key.n = file->n;
    } else {
        if (master.size() < kShortestMaster)
            return secretError(
                LOTSE_MSG("The master password requires at least %1 characters."), {QString::number(kShortestMaster)});
        key.salt = randomBytes(kSaltSize);
        key.n = kN;
    }
    const Result<SecureBytes> derived = derive(master, key.salt, key.n);
    if (!derived)
        return derived.error();
    key.bytes = *derived;
    const QMutexLocker guard(&m_mutex);
    if (const Result<Secrets> secrets = load(key); !secrets)
        return secrets.error();
    m_key = key;
    return {};
}

void SealedStore::unlock(const SecureBytes &master, QObject *context, Done done)
{
    onWorker(context, std::move(done), [this, master] { return open(master); });
}

Result<void> SealedStore::change(const std::function<void(Secrets &)> &edit)
{
    const QMutexLocker guard(&m_mutex);
    if (m_key.bytes.isEmpty())
        return locked();
    if (const Result<bool> folder = ensurePrivateFolder(QFileInfo(m_path).absolutePath()); !folder)
        return folder.error();
    QLockFile file(m_path + QStringLiteral(".lock"));
    if (!file.tryLock(kLockWaitMs)) {
        if (file.error() == QLockFile::LockFailedError)
            return secretError(LOTSE_MSG("Another Lotse process is changing %1. Try again in a moment."), {m_path});
        return secretError(
            LOTSE_MSG("%1 could not be changed (%2). Check the disk space and folder permissions, then try again."),
            {m_path, whyNotWritable(QFileInfo(m_path).absolutePath())});
    }
    Result<Secrets> secrets = load(m_key);
    if (!secrets)
        return secrets.error();
    edit(secrets.value());
    return save(m_key, *secrets);
}

Result<void> SealedStore::reseal(const SecureBytes &master)
{
    if (master.size() < kShortestMaster)
        return secretError(
            LOTSE_MSG("The master password requires at least %1 characters."), {QString::number(kShortestMaster)});
    Key next;
    next.salt = randomBytes(kSaltSize);
    next.n = kN;
    const Result<SecureBytes> derived = derive(master, next.salt, next.n);
    if (!derived)
        return derived.error();
    next.bytes = *derived;
    const QMutexLocker guard(&m_mutex);
    const Result<Secrets> secrets = load(m_key);
    if (!secrets)
        return secrets.error();
    if (const Result<void> saved = save(next, *secrets); !saved)
        return saved;
    m_key = next;
    return {};
}

void SealedStore::changeMaster(const SecureBytes &master, QObject *context, Done done)
{
    onWorker(context, std::move(done), [this, master] { return reseal(master); });
}

void SealedStore::read(const QString &accountId, QObject *context, Read done)
{
    const QMutexLocker guard(&m_mutex);
    const Result<Secrets> secrets = load(m_key);
    Result<SecureBytes> result = noSecret();
    if (!secrets)
        result = secrets.error();
    else if (secrets->contains(accountId))
        result = secrets->value(accountId);
    Post{context}([done = std::move(done), result = std::move(result)] { done(result); });
}

void SealedStore::write(const QString &accountId, const SecureBytes &secret, QObject *context, Done done)
{
    onWorker(context, std::move(done),
        [this, accountId, secret] { return change([&](Secrets &secrets) { secrets.insert(accountId, secret); }); });
}

void SealedStore::remove(const QString &accountId, QObject *context, Done done)
{
    onWorker(context, std::move(done),
        [this, accountId] { return change([&](Secrets &secrets) { secrets.remove(accountId); }); });
}

bool isSealedLocked(const Error &error)
{
    return error.code == lockedCode;
}

} // namespace lotse

#include "sealedstore.moc"
