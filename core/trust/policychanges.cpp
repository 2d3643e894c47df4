// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policyfile.h"

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

Result<TrustPolicy> withSigner(const TrustPolicy &policy, const QString &signer, const QStringList &scopes)
{
    if (scopes.isEmpty())
        return usageError(LOTSE_MSG("Enter the repositories that the key applies to."), {});
    TrustPolicy out = policy;
    for (PolicyRule &rule : out.rules) {
        if (rule.scopes == scopes) {
            if (!rule.signers.contains(signer))
                rule.signers.append(signer);
            return out;
        }
    }
    PolicyRule rule;
    rule.scopes = scopes;
    rule.signers = {signer};
    // The first rule that fits is taken: what is said of fewer places stands before what is said of more.
    const auto isWider = [&](const PolicyRule &other) {
        return std::any_of(other.scopes.begin(), other.scopes.end(), [&](const QString &scope) {
            return std::any_of(scopes.begin(), scopes.end(),
                [&](const QString &own) { return own != scope && scopeFits(scope, QString(own).replace(u'*', u'x')); });
        });
    };
    out.rules.insert(std::find_if(out.rules.begin(), out.rules.end(), isWider), rule);
    return out;
}

Result<TrustPolicy> withKey(const TrustPolicy &policy, const NamedKey &key, const QStringList &scopes)
{
    for (const NamedKey &known : policy.keys) {
        if (known.key == key.key)
            return withSigner(policy, u"key:"_s + known.name, scopes);
        if (known.name == key.name)
            return usageError(LOTSE_MSG("The policy has another key named \"%1\". Choose another name."), {key.name});
    }
    if (!isPolicyName(key.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {key.name});
    TrustPolicy out = policy;
    out.keys.append(key);
    return withSigner(out, u"key:"_s + key.name, scopes);
}

Result<TrustPolicy> withStore(const TrustPolicy &policy, const NotationStore &store, const QStringList &scopes)
{
    if (!isPolicyName(store.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {store.name});
    for (const NotationStore &known : policy.stores) {
        if (known.name == store.name)
            return usageError(
                LOTSE_MSG("The policy has another Notation store named \"%1\". Choose another name."), {store.name});
    }
    TrustPolicy out = policy;
    out.stores.append(store);
    return withSigner(out, u"notation:"_s + store.name, scopes);
}

Result<TrustPolicy> withRoot(const TrustPolicy &policy, const TrustedRoot &root)
{
    if (!isPolicyName(root.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {root.name});
    TrustPolicy out = policy;
    out.roots.removeIf([&](const TrustedRoot &known) { return known.name == root.name; });
    out.roots.append(root);
    return out;
}

Result<TrustPolicy> withIdentity(const TrustPolicy &policy, const NamedIdentity &identity, const QStringList &scopes)
{
    if (std::none_of(policy.roots.begin(), policy.roots.end(),
            [&](const TrustedRoot &root) { return root.name == identity.root; }))
        return usageError(LOTSE_MSG("Import a trusted root first: identities cannot be verified without one."), {});
    for (const IdentityPattern &side : {identity.issuer, identity.subject}) {
        if (!side.isAny && side.exact.isEmpty() && side.expression.isEmpty())
            return usageError(LOTSE_MSG("Enter the issuer and the subject of the identity."), {});
        if (const QString flaw = side.expression.isEmpty() ? QString() : flawOfExpression(side.expression);
            !flaw.isEmpty())
            return usageError(LOTSE_MSG("The expression %1 cannot be used: %2."), {side.expression, flaw});
    }
    if (!isPolicyName(identity.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {identity.name});
    TrustPolicy out = policy;
    out.identities.removeIf([&](const NamedIdentity &known) { return known.name == identity.name; });
    out.identities.append(identity);
    return withSigner(out, u"identity:"_s + identity.name, scopes);
}

TrustPolicy withoutSigner(const TrustPolicy &policy, const QString &signer)
{
    TrustPolicy out = policy;
    if (signer.startsWith(u"rule:")) {
        out.rules.removeIf([&](const PolicyRule &rule) { return u"rule:"_s + rule.scopes.join(u'\n') == signer; });
        return out;
    }
    if (signer.startsWith(u"root:")) {
        const QString name = signer.mid(5);
        out.roots.removeIf([&](const TrustedRoot &root) { return root.name == name; });
        for (const NamedIdentity &one : policy.identities) {
            if (one.root == name || (one.root.isEmpty() && out.roots.isEmpty()))
                out = withoutSigner(out, u"identity:"_s + one.name);
        }
        return out;
    }
    out.keys.removeIf([&](const NamedKey &key) { return u"key:"_s + key.name == signer; });
    out.stores.removeIf([&](const NotationStore &store) { return u"notation:"_s + store.name == signer; });
    out.identities.removeIf([&](const NamedIdentity &one) { return u"identity:"_s + one.name == signer; });
    for (PolicyRule &rule : out.rules)
        rule.signers.removeAll(signer);
    out.rules.removeIf([](const PolicyRule &rule) { return rule.signers.isEmpty(); });
    return out;
}

} // namespace lotse::trust
