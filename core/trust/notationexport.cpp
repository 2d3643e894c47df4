// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/notationexport.h"

#include "trust/notationfolder.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kNotation("notation:");
constexpr QLatin1StringView kEverything("*");

// All but name, scopes and stores.
bool isAlike(const NotationPolicy &left, const NotationPolicy &right)
{
    const NotationLevel &a = left.level;
    const NotationLevel &b = right.level;
    return a.name == b.name && a.authenticity == b.authenticity && a.timestamp == b.timestamp && a.expiry == b.expiry
        && a.revocation == b.revocation && left.isTimeAsked == right.isTimeAsked && left.identities == right.identities;
}

class Writer {
public:
    Writer(const TrustPolicy &policy, QStringList places)
        : m_policy(policy)
        , m_places(std::move(places))
    {
    }

    NotationExport write();

private:
    void miss(const Message &sentence)
    {
        const QString text = sentence.text();
        if (!m_out.unexpressed.contains(text))
            m_out.unexpressed.append(text);
    }
    bool isSayable(const PolicyRule &rule) const;
    void tellRules();
    bool isEverywhere() const;
    void place(const QString &scope, const PolicyRule &rule);
    void merge(const NotationStore &store, const NotationPolicy &policy, std::optional<NotationPolicy> &into);
    QString storeName(const NotationStore &store, const QString &named);
    const NotationStore *storeOf(const QString &signer) const;

    const TrustPolicy &m_policy;
    const QStringList m_places;
    NotationExport m_out;
};

const NotationStore *Writer::storeOf(const QString &signer) const
{
    for (const NotationStore &store : m_policy.stores) {
        if (kNotation + store.name == signer)
            return &store;
    }
    return nullptr;
}

bool Writer::isSayable(const PolicyRule &rule) const
{
    return rule.signatures == 1 && rule.attestations.isEmpty() && rule.demands.isEmpty()
        && rule.log != LogDemand::Required;
}

void Writer::tellRules()
{
    for (const PolicyRule &rule : m_policy.rules) {
        const QString scopes = rule.scopes.join(u", "_s);
        const auto isOfStore = [](const QString &signer) { return signer.startsWith(kNotation); };
        const bool hasStores = std::any_of(rule.signers.begin(), rule.signers.end(), isOfStore);
        if (!hasStores) {
            miss({LOTSE_MSG("The rule for %1 has no Notation store and is left out."), {scopes}});
            continue;
        }
        if (rule.signatures != 1)
            miss(
                {LOTSE_MSG("The rule for %1 requires %2 signatures; Notation requires only one. The rule is left out."),
                    {scopes, QString::number(rule.signatures)}});
        if (!rule.attestations.isEmpty() || !rule.demands.isEmpty())
            miss(
                {LOTSE_MSG("The rule for %1 requires attestations; Notation cannot. The rule is left out."), {scopes}});
        if (rule.log == LogDemand::Required)
            miss({LOTSE_MSG("The rule for %1 requires a transparency log; Notation cannot. The rule is left out."),
                {scopes}});
        if (isSayable(rule) && !std::all_of(rule.signers.begin(), rule.signers.end(), isOfStore))
            miss({LOTSE_MSG("The rule for %1 also accepts Cosign keys or identities. Notation rejects images that only "
                            "they signed."),
                {scopes}});
    }
}

// Whether a policy for everything says what the rules say: one of them is for all, and all of them name the same
// stores.
bool Writer::isEverywhere() const
{
    QSet<QString> first;
    bool isAll = false;
    for (const PolicyRule &rule : m_policy.rules) {
        QSet<QString> stores;
        for (const QString &signer : rule.signers) {
            if (signer.startsWith(kNotation))
                stores.insert(signer);
        }
        if (first.isEmpty())
            first = stores;
        if (stores.isEmpty() || stores != first || !isSayable(rule))
            return false;
        for (const QString &scope : rule.scopes) {
            const qsizetype slash = scope.indexOf(u'/');
            isAll = isAll || scope == "**"_L1 || (scope.endsWith(u"/**"_s) && slash == scope.size() - 3);
        }
    }
    return isAll;
}

QString Writer::storeName(const NotationStore &store, const QString &named)
{
    // The same name in two of our stores may stand for different certificates.
    const QString type = named.section(u':', 0, 0) + u':';
    const QString plain = named.section(u':', 1);
    for (const QString &name : {plain, store.name + u'-' + plain}) {
        const auto known = m_out.store.certificates.constFind(type + name);
        if (known == m_out.store.certificates.constEnd() || *known == store.certificates.value(named)) {
            m_out.store.certificates.insert(type + name, store.certificates.value(named));
            return type + name;
        }
    }
    return {};
}

// Notation has one policy for a place: what several stores say of it becomes one where they differ in their
// certificates alone.
void Writer::merge(const NotationStore &store, const NotationPolicy &policy, std::optional<NotationPolicy> &into)
{
    NotationPolicy wanted = policy;
    wanted.stores.clear();
    for (const QString &named : policy.stores) {
        const QString name = storeName(store, named);
        if (!name.isEmpty())
            wanted.stores.append(name);
        else
            miss({LOTSE_MSG("Trust store %1 of %2 has the same name as another one and is left out."),
                {named, store.name}});
    }
    const bool isSkip = wanted.level.name == "skip"_L1;
    if (wanted.stores.isEmpty() && !isSkip)
        return;
    if (!into) {
        into = wanted;
        return;
    }
    if (isSkip || !isAlike(*into, wanted)) {
        miss({LOTSE_MSG(
                  "Notation has one policy for a repository: \"%1\" of %2 is left out where another store has one."),
            {policy.name, store.name}});
        return;
    }
    for (const QString &one : std::as_const(wanted.stores)) {
        if (!into->stores.contains(one))
            into->stores.append(one);
    }
}

void Writer::place(const QString &scope, const PolicyRule &rule)
{
    std::optional<NotationPolicy> wanted;
    for (const QString &signer : rule.signers) {
        const NotationStore *store = storeOf(signer);
        if (const NotationPolicy *policy = store ? store->policyFor(scope) : nullptr)
            merge(*store, *policy, wanted);
    }
    if (!wanted)
        return;
    for (NotationPolicy &known : m_out.store.policies) {
        if (scope != kEverything && !known.scopes.contains(kEverything) && known.stores == wanted->stores
            && isAlike(known, *wanted)) {
            known.scopes.append(scope);
            return;
        }
    }
    const QString stem = wanted->name;
    const auto isTaken = [&](const NotationPolicy &known) { return known.name == wanted->name; };
    for (int i = 2; std::any_of(m_out.store.policies.begin(), m_out.store.policies.end(), isTaken); ++i)
        wanted->name = u"%1-%2"_s.arg(stem).arg(i);
    wanted->scopes = {scope};
    m_out.store.policies.append(*wanted);
}

NotationExport Writer::write()
{
    tellRules();
    QSet<QString> exact;
    for (const NotationStore &store : m_policy.stores) {
        for (const NotationPolicy &policy : store.policies) {
            for (const QString &scope : policy.scopes) {
                if (scope != kEverything)
                    exact.insert(scope);
            }
        }
    }
    const bool isAll = isEverywhere();
    if (!isAll) {
        // No "*" is written: each repository by its name, as far as they are known.
        QSet<QString> known(m_places.begin(), m_places.end());
        exact.unite(known);
        for (const PolicyRule &rule : m_policy.rules) {
            for (const QString &scope : rule.scopes) {
                if (!scope.contains(u'*'))
                    exact.insert(scope);
                else if (isSayable(rule) && rule.signers.join(u' ').contains(kNotation))
                    miss({LOTSE_MSG("Notation has no pattern like %1: the repositories that are known now are "
                                    "listed. Export again when there are new ones."),
                        {scope}});
            }
        }
    }
    QStringList ordered(exact.begin(), exact.end());
    ordered.sort();
    for (const QString &scope : std::as_const(ordered)) {
        const PolicyRule *rule = m_policy.ruleFor(scope);
        if (!rule && isAll) // of another registry, which "*" would be for otherwise
            rule = &m_policy.rules.last();
        if (rule && isSayable(*rule))
            place(scope, *rule);
    }
    if (isAll) {
        place(QString(kEverything), m_policy.rules.last());
        miss({LOTSE_MSG("The scope \"*\" of Notation is for all registries; the rules here are for this one."), {}});
    }
    for (const NotationStore &store : m_policy.stores) {
        if (!store.revocationLists.isEmpty())
            miss({LOTSE_MSG("Notation does not read the revocation lists of %1; it queries the addresses in the "
                            "certificates."),
                {store.name}});
        if (!store.ocsp.isEmpty())
            miss({LOTSE_MSG("Notation queries each OCSP responder in a certificate, not only those of %1."),
                {store.name}});
    }
    for (const NotationPolicy &policy : std::as_const(m_out.store.policies)) {
        if (policy.level.authenticity != Enforcement::Enforce)
            miss({LOTSE_MSG("With level %1, policy %2 of Notation accepts signers that are not in its trust stores; "
                            "they are not trusted here."),
                {policy.level.name, policy.name}});
    }
    return m_out;
}

} // namespace

NotationExport notationExport(const TrustPolicy &policy, const QStringList &places)
{
    return Writer(policy, places).write();
}

} // namespace lotse::trust
