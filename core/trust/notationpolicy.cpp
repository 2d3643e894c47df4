// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/notationpolicy.h"

#include "base/safefile.h"
#include "trust/notationfolder.h"
#include "trust/strictjson.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostRevocation = 16 * 1024 * 1024;

constexpr qint64 kMostFile = 1024 * 1024;
constexpr qsizetype kMostPolicies = 200;
constexpr qsizetype kMostList = 1'000;
constexpr qsizetype kMostFiles = 1'000;

Error wrong(const QString &what)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("notation's trust policy cannot be used: %1."), {what}};
    return error;
}

QString faultText(const QString &where, const Fault &fault)
{
    return where + u": "_s + reasonCode(fault.reason) + (fault.detail.isEmpty() ? QString() : u' ' + fault.detail);
}

Fault readTexts(const JsonObject &object, QByteArrayView key, QStringList &out)
{
    QList<JsonPart> parts;
    if (Fault fault = object.array(key, kMostList, parts))
        return fault;
    for (const JsonPart &part : std::as_const(parts)) {
        if (part.kind != json::Value::Kind::Text || part.text.isEmpty())
            return {Reason::WrongType, QString::fromUtf8(key)};
        out.append(QString::fromUtf8(part.text));
    }
    return {};
}

QString applyOverrides(const JsonObject &overrides, NotationLevel &level)
{
    for (const auto &[name, part] : overrides.members()) {
        const auto how = part.text == "enforce" ? Enforcement::Enforce
            : part.text == "log"                ? Enforcement::Log
                                                : Enforcement::Skip;
        if (part.text != "enforce" && part.text != "log" && part.text != "skip")
            return u"an override is enforce, log or skip"_s;
        Enforcement *target = name == "authenticity" ? &level.authenticity
            : name == "authenticTimestamp"           ? &level.timestamp
            : name == "expiry"                       ? &level.expiry
            : name == "revocation"                   ? &level.revocation
                                                     : nullptr;
        if (!target || (target == &level.authenticity && how == Enforcement::Skip))
            return u"\"%1\" cannot be overridden so"_s.arg(QString::fromUtf8(name).left(64));
        *target = how;
    }
    return {};
}

// The parts of "C=US, ST=WA, O=x"; nothing where it is malformed. "\," stands for a comma.
std::optional<QMap<QString, QString>> nameParts(const QString &text)
{
    QMap<QString, QString> out;
    QString part;
    const auto take = [&] {
        const qsizetype equals = part.indexOf(u'=');
        const QString key = part.left(equals).trimmed().toUpper();
        const QString value = part.mid(equals + 1).trimmed();
        const bool isFine =
            equals > 0 && !key.isEmpty() && !value.isEmpty() && !value.startsWith(u'#') && !out.contains(key);
        if (isFine)
            out.insert(key == "S"_L1 ? u"ST"_s : key, value);
        part.clear();
        return isFine;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\') {
            if (++i >= text.size())
                return {};
            part += text[i];
        } else if (text[i] == u'+') {
            return {}; // a part with several values
        } else if (text[i] == u',' || text[i] == u';') {
            if (!take())
                return {};
        } else {
            part += text[i];
        }
    }
    if (!take())
        return {};
    return out;
}

constexpr QLatin1StringView kSubject("x509.subject:");

QString checkIdentities(const QStringList &identities)
{
    QList<QMap<QString, QString>> all;
    for (const QString &identity : identities) {
        if (identity == "*"_L1) {
            if (identities.size() > 1)
                return u"\"*\" stands beside other identities"_s;
            continue;
        }
        if (!identity.startsWith(kSubject))
            return u"\"%1\" does not begin with x509.subject:"_s.arg(identity.left(64));
        const auto parts = nameParts(identity.mid(kSubject.size()));
        if (!parts || !parts->contains(u"C"_s) || !parts->contains(u"ST"_s) || !parts->contains(u"O"_s))
            return u"\"%1\" needs C, ST and O"_s.arg(identity.left(128));
        for (const QMap<QString, QString> &other : std::as_const(all)) {
            const auto isIn = [](const QMap<QString, QString> &small, const QMap<QString, QString> &large) {
                for (auto it = small.begin(); it != small.end(); ++it) {
                    if (large.value(it.key()) != it.value())
                        return false;
                }
                return true;
            };
            if (isIn(other, *parts) || isIn(*parts, other))
                return u"two identities overlap"_s;
        }
        all.append(*parts);
    }
    return {};
}

QString readPolicy(const QByteArray &raw, NotationPolicy &out)
{
    JsonObject policy;
    JsonObject verification;
    QByteArray name;
    QByteArray level;
    Fault fault = readJsonObject(raw, policy);
    if (!fault)
        fault = policy.only({"name", "registryScopes", "signatureVerification", "trustStores", "trustedIdentities"});
    if (!fault)
        fault = policy.text("name", name);
    if (!fault)
        fault = readTexts(policy, "registryScopes", out.scopes);
    if (!fault)
        fault = policy.object("signatureVerification", verification);
    if (!fault)
        fault = verification.only({"level", "override", "verifyTimestamp"});
    if (!fault)
        fault = verification.text("level", level);
    QByteArray when;
    if (!fault)
        fault = verification.optionalText("verifyTimestamp", when);
    if (fault)
        return faultText(u"a policy"_s, fault);
    if (!when.isEmpty() && when != "always" && when != "afterCertExpiry")
        return u"verifyTimestamp is always or afterCertExpiry"_s;
    out.isTimeAsked = when != "afterCertExpiry";
    out.name = QString::fromUtf8(name);
    const std::optional<NotationLevel> known = notationLevel(QString::fromUtf8(level));
    if (out.name.isEmpty() || out.scopes.isEmpty() || (out.scopes.contains(u"*"_s) && out.scopes.size() > 1))
        return u"a policy needs a name, and \"*\" or its repositories as scopes"_s;
    if (!known)
        return u"the level of \"%1\" is none of strict, permissive, audit and skip"_s.arg(out.name);
    out.level = *known;
    if (verification.has("override")) {
        JsonObject overrides;
        if (verification.object("override", overrides) || out.level.name == "skip"_L1)
            return u"the overrides of \"%1\" cannot be used"_s.arg(out.name);
        if (const QString text = applyOverrides(overrides, out.level); !text.isEmpty())
            return text;
    }
    if (out.level.name == "skip"_L1)
        return out.scopes.contains(u"*"_s) ? u"level skip may not be for \"*\""_s : QString();
    fault = readTexts(policy, "trustStores", out.stores);
    if (!fault)
        fault = readTexts(policy, "trustedIdentities", out.identities);
    if (fault || out.stores.isEmpty() || out.identities.isEmpty())
        return u"\"%1\" needs trust stores and trusted identities"_s.arg(out.name);
    return checkIdentities(out.identities);
}

// The certificates of one named store; an error where something in it is no certificate.
Result<QList<Certificate>> readCertificates(const QString &path, QStringList &notices)
{
    QList<Certificate> all;
    const QFileInfo info(path);
    if (info.isSymLink() || !info.isDir())
        return wrong(u"the trust store %1 is no folder"_s.arg(path));
    const QFileInfoList files =
        QDir(path).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System | QDir::Hidden, QDir::Name);
    if (files.size() > kMostFiles)
        return wrong(u"the trust store %1 holds more than %2 files"_s.arg(path).arg(kMostFiles));
    for (const QFileInfo &file : files) {
        if (file.isSymLink())
            return wrong(u"%1 is a link, and links are not followed"_s.arg(file.filePath()));
        static const QStringList kSuffixes{u"pem"_s, u"crt"_s, u"cer"_s};
        if (!file.isFile() || !kSuffixes.contains(file.suffix().toLower())) {
            notices.append(u"%1 was passed over"_s.arg(file.filePath()));
            continue;
        }
        const Result<QByteArray> bytes = readWhole(file.filePath(), kMostFile);
        if (!bytes)
            return bytes.error();
        QList<Certificate> found;
        if (const Fault fault = Certificate::listFromFile(*bytes, found))
            return wrong(u"%1 holds no certificate that can be read"_s.arg(file.filePath()));
        for (const Certificate &one : std::as_const(found)) {
            if (!one.basicConstraints().isAuthority && !one.isSelfSigned())
                return wrong(u"%1 is neither an authority nor self-signed"_s.arg(file.filePath()));
        }
        all += found;
    }
    if (all.isEmpty())
        return wrong(u"the trust store %1 is empty"_s.arg(path));
    return all;
}

Result<QList<RevocationList>> readRevocationLists(const QString &folder)
{
    QList<RevocationList> all;
    const QFileInfo info(folder + u"/crl"_s);
    if (info.isSymLink())
        return wrong(u"%1 is a link, and links are not followed"_s.arg(info.filePath()));
    for (const QString &name : revocationFiles(folder)) {
        const QString path = folder + u'/' + name;
        if (QFileInfo(path).isSymLink())
            return wrong(u"%1 is a link, and links are not followed"_s.arg(path));
        const Result<QByteArray> bytes = readWhole(path, kMostRevocation);
        if (!bytes)
            return bytes.error();
        QList<RevocationList> found;
        if (RevocationList::listFromFile(*bytes, found))
            return wrong(u"%1 holds no revocation list that can be read"_s.arg(path));
        all += found;
    }
    return all;
}

} // namespace

QStringList revocationFiles(const QString &folder)
{
    QStringList out;
    const QDir lists(folder + u"/crl"_s);
    for (const QString &name : lists.entryList({u"*.crl"_s, u"*.pem"_s}, QDir::Files | QDir::System, QDir::Name))
        out.append(u"crl/"_s + name);
    return out.mid(0, kMostFiles);
}

const NotationPolicy *NotationStore::policyFor(const QString &place) const
{
    const NotationPolicy *general = nullptr;
    for (const NotationPolicy &policy : policies) {
        if (policy.scopes.contains(place))
            return &policy;
        if (policy.scopes.contains(u"*"_s))
            general = &policy;
    }
    return general;
}

Result<QList<NotationPolicy>> readNotationPolicies(const QByteArray &text)
{
    JsonObject root;
    QByteArray version;
    QList<JsonPart> parts;
    Fault fault = text.size() > kMostFile ? Fault(Reason::TooLarge) : readJsonObject(text, root);
    if (!fault)
        fault = root.only({"version", "trustPolicies"});
    if (!fault)
        fault = root.text("version", version);
    if (!fault)
        fault = root.array("trustPolicies", kMostPolicies, parts);
    if (fault)
        return wrong(faultText(u"the file"_s, fault));
    if (version != "1.0")
        return wrong(u"its version is not 1.0"_s);
    QList<NotationPolicy> out;
    QSet<QString> taken;
    for (const JsonPart &part : std::as_const(parts)) {
        NotationPolicy policy;
        if (const QString flaw = readPolicy(part.raw, policy); !flaw.isEmpty())
            return wrong(flaw);
        QStringList names = policy.scopes;
        names.append(u"name "_s + policy.name);
        for (const QString &name : std::as_const(names)) {
            if (taken.contains(name))
                return wrong(u"\"%1\" is there twice"_s.arg(name.left(128)));
            taken.insert(name);
        }
        out.append(policy);
    }
    if (out.isEmpty())
        return wrong(u"it has no policies"_s);
    return out;
}

Result<NotationStore> readNotationStore(const QString &folder, const QString &policyFile)
{
    NotationStore out;
    QString file = policyFile.isEmpty() ? folder + u"/trustpolicy.json"_s : policyFile;
    if (policyFile.isEmpty() && !QFileInfo::exists(file) && QFileInfo::exists(folder + u"/trustpolicy.oci.json"_s))
        file = folder + u"/trustpolicy.oci.json"_s; // as newer versions of notation call it
    if (QFileInfo(file).isSymLink())
        return wrong(u"%1 is a link, and links are not followed"_s.arg(file));
    const Result<QByteArray> text = readWhole(file, kMostFile);
    if (!text)
        return text.error();
    Result<QList<NotationPolicy>> policies = readNotationPolicies(*text);
    if (!policies)
        return policies.error();
    out.policies = std::move(policies).value();
    const QString root = QFileInfo(folder + u"/truststore"_s).isDir() ? u"/truststore"_s : u"/trust-store"_s;
    for (const NotationPolicy &policy : std::as_const(out.policies)) {
        for (const QString &store : policy.stores) {
            const QString type = store.section(u':', 0, 0);
            const QString name = store.section(u':', 1);
            if ((type != "ca"_L1 && type != "signingAuthority"_L1 && type != "tsa"_L1) || name.isEmpty()
                || name.contains(u'/') || name.startsWith(u'.'))
                return wrong(u"\"%1\" names no trust store"_s.arg(store.left(64)));
            if (out.certificates.contains(store))
                continue;
            Result<QList<Certificate>> found =
                readCertificates(folder + root + u"/x509/"_s + type + u'/' + name, out.notices);
            if (!found)
                return found.error();
            out.certificates.insert(store, *found);
        }
    }
    Result<QList<RevocationList>> lists = readRevocationLists(folder);
    if (!lists)
        return lists.error();
    out.revocationLists = std::move(lists).value();
    return out;
}

bool isTrustedIdentity(const Certificate &leaf, const QStringList &identities)
{
    if (identities.size() == 1 && identities.first() == "*"_L1)
        return true;
    bool isOdd = false;
    QMap<QString, QString> subject;
    for (const auto &[key, value] : leaf.subjectParts(isOdd)) {
        isOdd = isOdd || subject.contains(key);
        subject.insert(key, value);
    }
    if (isOdd)
        return false;
    for (const QString &identity : identities) {
        const auto parts = nameParts(identity.mid(kSubject.size()));
        if (!identity.startsWith(kSubject) || !parts || parts->isEmpty())
            continue;
        bool fits = true;
        for (auto it = parts->begin(); it != parts->end(); ++it)
            fits = fits && subject.contains(it.key()) && subject.value(it.key()) == it.value();
        if (fits)
            return true;
    }
    return false;
}

} // namespace lotse::trust
