// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policy.h"

#include "base/safefile.h"
#include "trust/policyfile.h"
#include "trust/policyparts.h"
#include "trust/strictjson.h"

#include <QSet>
#include <QUrl>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostFile = 1024 * 1024;
constexpr qsizetype kMostEntries = 1'000;
constexpr qsizetype kMostRoots = 16;
constexpr qsizetype kMostScope = 512;

Fault readTexts(const JsonObject &object, QByteArrayView key, QStringList &out)
{
    QList<JsonPart> parts;
    if (Fault fault = object.array(key, kMostEntries, parts))
        return fault;
    for (const JsonPart &part : std::as_const(parts)) {
        if (part.kind != json::Value::Kind::Text || part.text.isEmpty() || part.text.size() > kMostScope)
            return {Reason::WrongType, QString::fromUtf8(key)};
        out.append(QString::fromUtf8(part.text));
    }
    return {};
}

Result<NamedKey> readKey(const QByteArray &raw, const QString &folder)
{
    JsonObject object;
    QByteArray name;
    QByteArray pem;
    QByteArray file;
    QByteArray fingerprint;
    Fault fault = readJsonObject(raw, object);
    if (!fault)
        fault = object.only({"name", "pem", "file", "sha256"});
    if (!fault)
        fault = object.text("name", name);
    if (!fault)
        fault = object.optionalText("pem", pem);
    if (!fault)
        fault = object.optionalText("file", file);
    if (!fault)
        fault = object.optionalText("sha256", fingerprint);
    if (fault)
        return policyError(policyFault(u"a key"_s, fault));
    NamedKey key{QString::fromUtf8(name), {}};
    if (!isPolicyName(key.name) || pem.isEmpty() == file.isEmpty())
        return policyError(u"a key needs a name, and either pem or file"_s);
    if (!file.isEmpty()) {
        if (fingerprint.isEmpty())
            return policyError(u"the key %1 is in a file and needs sha256, its fingerprint"_s.arg(key.name));
        const Result<QString> path = policyPath(file, folder);
        if (!path)
            return path.error();
        const Result<QByteArray> bytes = readWhole(*path, kMostFile);
        if (!bytes)
            return bytes.error();
        pem = *bytes;
    }
    if ((fault = PublicKey::fromPem(pem, key.key)))
        return policyError(policyFault(u"the key "_s + key.name, fault));
    if (!fingerprint.isEmpty() && "sha256:" + fingerprint != key.key.fingerprint())
        return policyError(u"the key %1 has the fingerprint %2, not the one that is named"_s.arg(
            key.name, QString::fromLatin1(key.key.fingerprint())));
    return key;
}

Result<NotationStore> readStore(const QByteArray &raw, const QString &folder)
{
    JsonObject object;
    QByteArray name;
    QByteArray directory;
    QByteArray policy;
    Fault fault = readJsonObject(raw, object);
    if (!fault)
        fault = object.only({"name", "folder", "policy", "ocsp"});
    if (!fault)
        fault = object.text("name", name);
    if (!fault)
        fault = object.text("folder", directory);
    if (!fault)
        fault = object.optionalText("policy", policy);
    QStringList ocsp;
    if (!fault && object.find("ocsp"))
        fault = readTexts(object, "ocsp", ocsp);
    for (const QString &address : std::as_const(ocsp)) {
        if (!fault && (!isResponderAddress(address) || !QUrl(address).userInfo().isEmpty()))
            fault = Fault(Reason::WrongType, u"ocsp"_s);
    }
    if (fault || !isPolicyName(QString::fromUtf8(name)))
        return policyError(policyFault(u"a notation store"_s, fault ? fault : Fault(Reason::WrongType, u"name"_s)));
    const Result<QString> path = policyPath(directory, folder);
    if (!path)
        return path.error();
    QString policyFile;
    if (!policy.isEmpty()) {
        const Result<QString> found = policyPath(policy, folder);
        if (!found)
            return found.error();
        policyFile = *found;
    }
    Result<NotationStore> store = readNotationStore(*path, policyFile);
    if (store) {
        store.value().name = QString::fromUtf8(name);
        store.value().ocsp = ocsp;
    }
    return store;
}

// A predicate type, or an object with what the attestation must say.
Fault readAttestations(const JsonObject &object, PolicyRule &rule)
{
    QList<JsonPart> parts;
    if (Fault fault = object.array("attestations", kMostEntries, parts))
        return fault;
    for (const JsonPart &part : std::as_const(parts)) {
        if (part.kind == json::Value::Kind::Text) {
            if (part.text.isEmpty() || part.text.size() > kMostScope)
                return {Reason::WrongType, u"attestations"_s};
            rule.attestations.append(QString::fromUtf8(part.text));
            continue;
        }
        JsonObject one;
        QByteArray type;
        QByteArray builder;
        QByteArray source;
        qint64 days = 0;
        if (Fault fault = readJsonObject(part.raw, one))
            return fault;
        if (Fault fault = one.only({"type", "builder", "source", "maxAgeDays"}))
            return fault;
        if (Fault fault = one.text("type", type))
            return fault;
        if (Fault fault = one.optionalText("builder", builder))
            return fault;
        if (Fault fault = one.optionalText("source", source))
            return fault;
        if (one.has("maxAgeDays")) {
            if (Fault fault = one.integer("maxAgeDays", days))
                return fault;
            if (days < 1 || days > 36'500)
                return {Reason::WrongType, u"maxAgeDays"_s};
        }
        const bool isSaying = !builder.isEmpty() || !source.isEmpty();
        // Of other types it is not known where they would say it: a demand that nothing can meet is a mistake.
        if (type.isEmpty() || (isSaying && !type.startsWith("https://slsa.dev/provenance/")))
            return {Reason::WrongType, u"builder and source are of https://slsa.dev/provenance/…"_s};
        rule.demands.append(
            {QString::fromUtf8(type), QString::fromUtf8(builder), QString::fromUtf8(source), int(days)});
    }
    return {};
}

Result<PolicyRule> readRule(const QByteArray &raw, const QSet<QString> &known)
{
    PolicyRule rule;
    JsonObject object;
    qint64 signatures = 1;
    Fault fault = readJsonObject(raw, object);
    if (!fault)
        fault = object.only({"scopes", "signers", "signatures", "attestations", "log", "only"});
    if (!fault)
        fault = readTexts(object, "scopes", rule.scopes);
    if (!fault)
        fault = readTexts(object, "signers", rule.signers);
    if (!fault && object.find("signatures"))
        fault = object.integer("signatures", signatures);
    if (!fault && object.find("attestations"))
        fault = readAttestations(object, rule);
    if (!fault && object.find("log")) {
        const JsonPart *log = object.find("log");
        if (log->kind == json::Value::Kind::Bool)
            rule.log = log->raw == "true" ? LogDemand::Required : LogDemand::NotNeeded;
        else
            fault = Fault(Reason::WrongType, u"log"_s);
    }
    if (const JsonPart *only = fault ? nullptr : object.find("only")) {
        if (only->kind == json::Value::Kind::Bool)
            rule.isOnly = only->raw == "true";
        else
            fault = Fault(Reason::WrongType, u"only"_s);
    }
    if (fault)
        return policyError(policyFault(u"a rule"_s, fault));
    if (rule.scopes.isEmpty() || rule.signers.isEmpty())
        return policyError(u"a rule needs scopes and signers"_s);
    for (const QString &signer : std::as_const(rule.signers)) {
        if (!known.contains(signer))
            return policyError(u"\"%1\" is no signer of this policy"_s.arg(signer.left(128)));
    }
    if (signatures < 0 || signatures > 64 || (signatures == 0 && rule.attestations.isEmpty() && rule.demands.isEmpty()))
        return policyError(u"\"signatures\" is from 1 to 64, or 0 where attestations are asked for"_s);
    rule.signatures = int(signatures);
    return rule;
}

} // namespace

bool scopeFits(const QString &scope, const QString &place)
{
    // Where each of the two stands, and where the last star may take one more.
    qsizetype s = 0;
    qsizetype p = 0;
    qsizetype starAt = -1;
    qsizetype starPlace = 0;
    qsizetype deepAt = -1;
    qsizetype deepPlace = 0;
    while (p < place.size()) {
        if (s < scope.size() && scope[s] == u'*') {
            if (s + 1 < scope.size() && scope[s + 1] == u'*') {
                deepAt = s += 2;
                deepPlace = p;
                starAt = -1;
            } else {
                starAt = ++s;
                starPlace = p;
            }
        } else if (s < scope.size() && scope[s] == place[p]) {
            ++s;
            ++p;
        } else if (starAt >= 0 && place[starPlace] != u'/') {
            p = ++starPlace;
            s = starAt;
        } else if (deepAt >= 0) {
            p = ++deepPlace;
            s = deepAt;
            starAt = -1;
        } else {
            return false;
        }
    }
    while (s < scope.size() && scope[s] == u'*')
        ++s;
    return s == scope.size();
}

const PolicyRule *TrustPolicy::ruleFor(const QString &place) const
{
    for (const PolicyRule &rule : rules) {
        for (const QString &scope : rule.scopes) {
            if (scopeFits(scope, place))
                return &rule;
        }
    }
    return nullptr;
}

TrustPolicy policyOfKeys(const QList<NamedKey> &keys)
{
    TrustPolicy policy;
    policy.keys = keys;
    PolicyRule rule;
    rule.isOnly = true;
    rule.scopes = {u"**"_s};
    for (const NamedKey &named : keys)
        rule.signers.append(u"key:"_s + named.name);
    policy.rules = {rule};
    return policy;
}

Result<TrustPolicy> readTrustPolicy(const QByteArray &text, const QString &folder)
{
    TrustPolicy out;
    JsonObject root;
    qint64 version = 0;
    QList<JsonPart> keys;
    QList<JsonPart> stores;
    QList<JsonPart> roots;
    QList<JsonPart> identities;
    QList<JsonPart> rules;
    Fault fault = text.size() > kMostFile ? Fault(Reason::TooLarge) : readJsonObject(text, root);
    if (!fault)
        fault = root.only({"version", "keys", "notation", "roots", "identities", "rules"});
    if (!fault)
        fault = root.integer("version", version);
    if (!fault && root.find("keys"))
        fault = root.array("keys", kMostEntries, keys);
    if (!fault && root.find("notation"))
        fault = root.array("notation", kMostEntries, stores);
    if (!fault && root.find("roots"))
        fault = root.array("roots", kMostRoots, roots);
    if (!fault && root.find("identities"))
        fault = root.array("identities", kMostEntries, identities);
    if (!fault)
        fault = root.array("rules", kMostEntries, rules);
    if (fault)
        return policyError(policyFault(u"the file"_s, fault));
    if (version != 1)
        return policyError(u"its version is not 1"_s);
    QSet<QString> known;
    const auto isNew = [&](const QString &signer) {
        const bool isTaken = known.contains(signer);
        known.insert(signer);
        return !isTaken;
    };
    for (const JsonPart &part : std::as_const(keys)) {
        Result<NamedKey> key = readKey(part.raw, folder);
        if (!key)
            return key.error();
        if (!isNew(u"key:"_s + key->name))
            return policyError(u"the key %1 is there twice"_s.arg(key->name));
        out.keys.append(*key);
    }
    for (const JsonPart &part : std::as_const(stores)) {
        Result<NotationStore> store = readStore(part.raw, folder);
        if (!store)
            return store.error();
        if (!isNew(u"notation:"_s + store->name))
            return policyError(u"the notation store %1 is there twice"_s.arg(store->name));
        out.stores.append(*store);
    }
    QStringList rootNames;
    for (const JsonPart &part : std::as_const(roots)) {
        Result<TrustedRoot> one = readPolicyRoot(part.raw, folder);
        if (!one)
            return one.error();
        if (rootNames.contains(one->name))
            return policyError(u"the trusted root %1 is there twice"_s.arg(one->name));
        rootNames.append(one->name);
        out.roots.append(*one);
    }
    for (const JsonPart &part : std::as_const(identities)) {
        Result<NamedIdentity> identity = readPolicyIdentity(part.raw, rootNames);
        if (!identity)
            return identity.error();
        if (!isNew(u"identity:"_s + identity->name))
            return policyError(u"the identity %1 is there twice"_s.arg(identity->name));
        out.identities.append(*identity);
    }
    for (const JsonPart &part : std::as_const(rules)) {
        Result<PolicyRule> rule = readRule(part.raw, known);
        if (!rule)
            return rule.error();
        out.rules.append(*rule);
    }
    return out;
}

} // namespace lotse::trust
