// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/approval.h"

#include "base/folders.h"
#include "base/localuser.h"
#include "base/safefile.h"
#include "store/inventory.h"
#include "json/strict.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <functional>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

constexpr qint64 kMostBytes = 1 << 20;
constexpr int kVersion = 1;

Error unreadable(const QString &file, const QString &why)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.message = {
        LOTSE_MSG("The approval rules in %1 cannot be read (%2). Nothing is applied until they can be read."),
        {file, why}};
    return error;
}

bool mayApprove(const trust::PublicKey &key)
{
    return key.isEcdsa() || key.kind() == trust::PublicKey::Kind::Ed25519;
}

/// All rules of a file; an empty object where there is no such file.
Result<QJsonObject> rulesOf(const QString &file)
{
    if (!QFileInfo::exists(file))
        return QJsonObject();
    const Result<QByteArray> bytes = readWhole(file, kMostBytes);
    if (!bytes)
        return unreadable(file, bytes.error().text());
    QString flaw;
    const QJsonObject object = json::strictObject(*bytes, flaw);
    if (!flaw.isEmpty())
        return unreadable(file, flaw);
    if (object.value(u"version"_s).toInt() != kVersion || !object.value(u"registries"_s).isObject())
        return unreadable(file, u"version"_s);
    return object;
}

/// The name under which a file has the rule for a registry. The same server is often reached at several ports: a rule
/// for one of them holds for all.
QString ruleName(const QJsonObject &registries, const QString &place)
{
    if (registries.contains(place))
        return place;
    for (auto it = registries.begin(); it != registries.end(); ++it) {
        if (it.key().section(u':', 0, -2) == place.section(u':', 0, -2))
            return it.key();
    }
    return {};
}

/// Rewrites the rules of a file.
Result<void> changeRules(const QString &file, const std::function<Result<void>(QJsonObject &registries)> &change)
{
    Result<QJsonObject> rules = rulesOf(file);
    if (!rules)
        return rules.error();
    QJsonObject all = rules.value();
    QJsonObject registries = all.value(u"registries"_s).toObject();
    if (const Result<void> changed = change(registries); !changed)
        return changed;
    all.insert(u"version"_s, kVersion);
    all.insert(u"registries"_s, registries);
    return writeWhole(file, QJsonDocument(all).toJson());
}

QByteArray messageOf(const QByteArray &hash, const QString &user, const QString &at)
{
    return "lotse-plan-approval\n1\n" + hash + '\n' + user.toUtf8() + '\n' + at.toUtf8() + '\n';
}

int givePassword(char *buffer, int size, int, void *password)
{
    const auto &bytes = *static_cast<const QByteArray *>(password);
    if (bytes.isEmpty() || bytes.size() > size)
        return -1; // never asks on the terminal by itself
    std::copy(bytes.cbegin(), bytes.cend(), buffer);
    return int(bytes.size());
}

template <typename T, void (*free)(T *)>
struct Freed {
    void operator()(T *one) const { free(one); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX, EVP_MD_CTX_free>>;

Key readPrivate(const QByteArray &pem, QByteArray password)
{
    const std::unique_ptr<BIO, int (*)(BIO *)> in(BIO_new_mem_buf(pem.constData(), int(pem.size())), &BIO_free);
    return Key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, &givePassword, &password) : nullptr);
}

QByteArray signatureOf(EVP_PKEY *key, bool isEd25519, const QByteArray &message)
{
    const Context context(EVP_MD_CTX_new());
    size_t size = 0;
    const auto *data = reinterpret_cast<const unsigned char *>(message.constData());
    if (!context || EVP_DigestSignInit(context.get(), nullptr, isEd25519 ? nullptr : EVP_sha256(), nullptr, key) != 1
        || EVP_DigestSign(context.get(), nullptr, &size, data, size_t(message.size())) != 1)
        return {};
    QByteArray out(qsizetype(size), '\0');
    if (EVP_DigestSign(
            context.get(), reinterpret_cast<unsigned char *>(out.data()), &size, data, size_t(message.size()))
        != 1)
        return {};
    out.resize(qsizetype(size));
    return out;
}

} // namespace

QString systemUser()
{
#ifdef Q_OS_UNIX
    if (const passwd *entry = ::getpwuid(::geteuid()))
        return QString::fromLocal8Bit(entry->pw_name);
#endif
    return localUser();
}

QStringList approvalFiles()
{
    return {u"/etc/lotse/approvals.json"_s, profileFolder() + u"/approvals.json"_s};
}

Result<ApprovalRule> approvalRule(const QString &origin, const QStringList &files)
{
    const QString place = store::placeOf(origin);
    ApprovalRule out;
    for (const QString &file : files) {
        const Result<QJsonObject> rules = rulesOf(file);
        if (!rules)
            return rules.error();
        const QJsonObject registries = rules->value(u"registries"_s).toObject();
        const QJsonValue rule = registries[ruleName(registries, place)];
        if (rule.isUndefined() || out.isRequired)
            continue; // the others are read all the same: a damaged one is told
        if (!rule[u"approvers"_s].isArray())
            return unreadable(file, place);
        out.isRequired = true;
        out.file = file;
        for (const QJsonValue &one : rule[u"approvers"_s].toArray()) {
            Approver approver;
            approver.user = one[u"user"_s].toString();
            approver.pem = one[u"key"_s].toString().toLatin1();
            if (approver.user.isEmpty() || trust::PublicKey::fromPem(approver.pem, approver.key)
                || !mayApprove(approver.key))
                return unreadable(file, approver.user.isEmpty() ? place : approver.user);
            out.approvers.append(approver);
        }
    }
    return out;
}

Result<void> addApprover(const QString &file, const QString &origin, const QString &user, const QByteArray &pem)
{
    trust::PublicKey key;
    if (trust::PublicKey::fromPem(pem, key) || !mayApprove(key))
        return usageError(
            LOTSE_MSG("This is not a public key for signing in PEM format (Ed25519, or ECDSA on P-256, P-384, "
                      "P-521)."));
    return changeRules(file, [&](QJsonObject &registries) -> Result<void> {
        const QString place = store::placeOf(origin);
        const QString name = ruleName(registries, place);
        QJsonArray approvers = registries.value(name)[u"approvers"_s].toArray();
        for (const QJsonValue &one : std::as_const(approvers)) {
            trust::PublicKey there;
            if (!trust::PublicKey::fromPem(one[u"key"_s].toString().toLatin1(), there)
                && there.fingerprint() == key.fingerprint())
                return usageError(LOTSE_MSG("This key is already assigned to %1."), {one[u"user"_s].toString()});
        }
        approvers.append(QJsonObject{{u"user"_s, user}, {u"key"_s, QString::fromLatin1(pem)}});
        registries.insert(name.isEmpty() ? place : name, QJsonObject{{u"approvers"_s, approvers}});
        return {};
    });
}

Result<void> removeApprover(const QString &file, const QString &origin, const QByteArray &fingerprint)
{
    return changeRules(file, [&](QJsonObject &registries) -> Result<void> {
        const QString name = ruleName(registries, store::placeOf(origin));
        QJsonArray left;
        for (const QJsonValue &one : registries.value(name)[u"approvers"_s].toArray()) {
            trust::PublicKey key;
            if (trust::PublicKey::fromPem(one[u"key"_s].toString().toLatin1(), key) || key.fingerprint() != fingerprint)
                left.append(one);
        }
        if (left.isEmpty())
            return usageError(LOTSE_MSG("This is the last key: without it nobody could approve a plan."));
        registries.insert(name, QJsonObject{{u"approvers"_s, left}});
        return {};
    });
}

Result<void> dropApprovalRule(const QString &file, const QString &origin)
{
    return changeRules(file, [&](QJsonObject &registries) -> Result<void> {
        const QString place = store::placeOf(origin);
        for (QString name = ruleName(registries, place); !name.isEmpty(); name = ruleName(registries, place))
            registries.remove(name);
        return {};
    });
}

Result<QByteArray> approve(const ChangePlan &plan, const QByteArray &privateKey, const QByteArray &password,
    const QString &user, const QDateTime &at)
{
    const Key key = readPrivate(privateKey, password);
    trust::PublicKey known;
    if (!key || trust::PublicKey::fromOpenSsl(key.get(), known) || !mayApprove(known))
        return usageError(
            LOTSE_MSG("The private key cannot be used: it must be an Ed25519 or ECDSA key (P-256, P-384, P-521) in "
                      "PEM format. If it is encrypted, set its password in LOTSE_SIGN_PASSWORD."));
    const QByteArray hash = hashOf(plan);
    const QString when = at.toUTC().toString(Qt::ISODate);
    const QByteArray signature =
        signatureOf(key.get(), known.kind() == trust::PublicKey::Kind::Ed25519, messageOf(hash, user, when));
    if (signature.isEmpty())
        return usageError(LOTSE_MSG("The plan could not be signed with this key."));
    return QJsonDocument(QJsonObject{{u"format"_s, u"lotse-plan-approval"_s}, {u"version"_s, kVersion},
                             {u"plan"_s, plan.id}, {u"sha256"_s, QString::fromLatin1(hash)}, {u"user"_s, user},
                             {u"at"_s, when}, {u"key"_s, QString::fromLatin1(known.fingerprint())},
                             {u"signature"_s, QString::fromLatin1(signature.toBase64())}})
        .toJson();
}

Result<void> checkApproval(
    const ChangePlan &plan, const ApprovalRule &rule, const QByteArray &approval, const QString &applyingUser)
{
    if (!rule.isRequired)
        return {};
    if (approval.isEmpty())
        return usageError(
            LOTSE_MSG("%1 requires the approval of a second person. Have it signed by one of %2: lotse-cli plan "
                      "approve PLAN --key KEY."),
            {plan.origin, [&] {
                 QStringList users;
                 for (const Approver &one : rule.approvers)
                     users.append(one.user);
                 return users.isEmpty() ? u"(nobody)"_s : users.join(u", "_s);
             }()});
    const QJsonObject object = QJsonDocument::fromJson(approval).object();
    if (object.value(u"format"_s) != u"lotse-plan-approval"_s || object.value(u"version"_s).toInt() != kVersion)
        return usageError(LOTSE_MSG("The approval cannot be read: it is truncated or not an approval."));
    const QByteArray hash = hashOf(plan);
    if (object.value(u"sha256"_s).toString().toLatin1() != hash)
        return usageError(
            LOTSE_MSG("The approval is for another plan, or the plan was changed after it was approved."));
    const QByteArray fingerprint = object.value(u"key"_s).toString().toLatin1();
    const auto approver = std::find_if(rule.approvers.begin(), rule.approvers.end(),
        [&](const Approver &one) { return one.key.fingerprint() == fingerprint; });
    if (approver == rule.approvers.end())
        return usageError(
            LOTSE_MSG("The key %1 may not approve plans for %2."), {QString::fromLatin1(fingerprint), plan.origin});
    const QByteArray message = messageOf(hash, object.value(u"user"_s).toString(), object.value(u"at"_s).toString());
    const QByteArray signature = QByteArray::fromBase64(object.value(u"signature"_s).toString().toLatin1());
    if (!approver->key.verify(message, signature, trust::HashKind::Sha256))
        return usageError(LOTSE_MSG("The signature of the approval is not valid."));
    const QString author = plan.author.section(u'@', 0, 0);
    if (author.isEmpty())
        return usageError(LOTSE_MSG("The plan has no author: it cannot be approved."));
    if (approver->user == author)
        return usageError(
            LOTSE_MSG("%1 created the plan and cannot approve it: another person must approve it."), {author});
    if (approver->user == applyingUser)
        return usageError(
            LOTSE_MSG("%1 approved the plan and cannot apply it: another person must apply it."), {applyingUser});
    // Who signs with the key of another is not the second person, whatever the key.
    if (const QString user = object.value(u"user"_s).toString(); user != approver->user)
        return usageError(
            LOTSE_MSG("%1 signed the approval with the key of %2. An approver signs with their own user and "
                      "key."),
            {user, approver->user});
    return {};
}

Message windowRefusal(const QString &origin)
{
    const Result<ApprovalRule> rule = approvalRule(origin);
    if (!rule)
        return rule.error().message;
    if (!rule->isRequired)
        return {};
    return {LOTSE_MSG("This registry requires the approval of a second person. Save the plan as a file, have it "
                      "signed with “lotse-cli plan approve”, and apply it with “lotse-cli apply”."),
        {}};
}

} // namespace lotse::change
