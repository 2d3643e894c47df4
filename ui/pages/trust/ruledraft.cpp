// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruledraft.h"

#include "base/safetext.h"
#include "trust/policyfile.h"
#include "trustpolicyview.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

bool isProvenance(const QString &type)
{
    return type.trimmed().startsWith(u"https://slsa.dev/provenance/");
}

} // namespace

RuleDraft RuleDraft::fresh(const QString &places)
{
    RuleDraft out;
    out.m_places = places;
    return out;
}

RuleDraft::RuleDraft(const trust::PolicyRule &rule, int position)
    : m_key(rule.scopes.join(u'\n'))
    , m_places(rule.scopes.join(u", "_s))
    , m_signers(rule.signers)
    , m_demands(rule.demands)
    , m_signatures(rule.signatures)
    , m_position(position)
    , m_log(rule.log)
    , m_isOnly(rule.isOnly)
{
    for (const QString &type : rule.attestations)
        m_demands.append({type, {}, {}, 0});
}

QVariantMap RuleDraft::map(const trust::TrustPolicy &policy) const
{
    QVariantList signers;
    const auto add = [&](const QString &signer, const QString &name, const QString &kind) {
        signers.append(QVariantMap{{u"signer"_s, signer}, {u"name"_s, safetext::cell(name)}, {u"kind"_s, kind},
            {u"checked"_s, m_signers.contains(signer)}});
    };
    for (const trust::NamedKey &key : policy.keys)
        add(u"key:"_s + key.name, key.name, TrustPolicyView::tr("Public key"));
    for (const trust::NotationStore &store : policy.stores)
        add(u"notation:"_s + store.name, store.name, TrustPolicyView::tr("Notation store"));
    for (const trust::NamedIdentity &one : policy.identities)
        add(u"identity:"_s + one.name, one.name, TrustPolicyView::tr("Keyless identity"));
    QVariantList demands;
    for (const trust::AttestationDemand &demand : m_demands)
        demands.append(QVariantMap{{u"type"_s, demand.type}, {u"builder"_s, demand.builder},
            {u"source"_s, demand.source}, {u"days"_s, demand.mostDays}, {u"isBuild"_s, isProvenance(demand.type)}});
    return {{u"isNew"_s, m_key.isEmpty()}, {u"title"_s, safetext::cell(QString(m_key).replace(u'\n', u", "_s))},
        {u"places"_s, m_places}, {u"signatures"_s, m_signatures}, {u"log"_s, int(m_log)}, {u"only"_s, m_isOnly},
        {u"signers"_s, signers}, {u"demands"_s, demands}, {u"position"_s, m_position + 1},
        {u"rules"_s, policy.rules.size()}};
}

void RuleDraft::set(const QString &part, const QVariant &value)
{
    if (part == "places"_L1)
        m_places = value.toString();
    else if (part == "signatures"_L1)
        m_signatures = value.toInt();
    else if (part == "log"_L1)
        m_log = trust::LogDemand(std::clamp(value.toInt(), 0, 2));
    else if (part == "only"_L1)
        m_isOnly = value.toBool();
    else if (part == "position"_L1)
        m_position = value.toInt() - 1;
    else if (part == "signer"_L1 && m_signers.removeAll(value.toString()) == 0)
        m_signers.append(value.toString());
}

void RuleDraft::removeDemand(int at)
{
    if (at >= 0 && at < m_demands.size())
        m_demands.removeAt(at);
}

void RuleDraft::setDemand(int at, const QString &part, const QVariant &value)
{
    if (at < 0 || at >= m_demands.size())
        return;
    trust::AttestationDemand &demand = m_demands[at];
    if (part == "type"_L1)
        demand.type = value.toString();
    else if (part == "builder"_L1)
        demand.builder = value.toString();
    else if (part == "source"_L1)
        demand.source = value.toString();
    else if (part == "days"_L1)
        demand.mostDays = value.toInt();
}

Result<trust::PolicyRule> RuleDraft::rule(const trust::TrustPolicy &policy) const
{
    trust::PolicyRule out;
    for (const QString &place : m_places.split(u',')) {
        if (!place.trimmed().isEmpty())
            out.scopes.append(place.trimmed());
    }
    if (out.scopes.isEmpty())
        return usageError(LOTSE_MSG("Enter the repositories that the rule applies to."));
    out.signers = m_signers;
    if (out.signers.isEmpty())
        return usageError(LOTSE_MSG("Select at least one key, identity or trust store."));
    // A store that names several certificates is one signer: more than there are can never have signed.
    if (m_signatures > out.signers.size())
        return usageError(LOTSE_MSG("%1 signatures are required, but only %2 signers are selected."),
            {QString::number(m_signatures), QString::number(out.signers.size())});
    if (m_signatures == 0 && m_demands.isEmpty())
        return usageError(LOTSE_MSG("A rule that requires no signature must require an attestation."));
    out.signatures = m_signatures;
    out.log = m_log;
    out.isOnly = m_isOnly;
    for (const trust::AttestationDemand &typed : m_demands) {
        // What is typed of a build stays in its fields while another type is chosen, and is not asked for.
        const bool isBuild = isProvenance(typed.type);
        const trust::AttestationDemand demand{typed.type.trimmed(), isBuild ? typed.builder.trimmed() : QString(),
            isBuild ? typed.source.trimmed() : QString(), typed.mostDays};
        if (demand.type.isEmpty())
            return usageError(LOTSE_MSG("Enter the predicate type of each required attestation."));
        if (demand.builder.isEmpty() && demand.source.isEmpty() && demand.mostDays == 0)
            out.attestations.append(demand.type);
        else
            out.demands.append(demand);
    }
    for (const trust::PolicyRule &known : policy.rules) {
        if (known.scopes == out.scopes && known.scopes.join(u'\n') != m_key)
            return usageError(LOTSE_MSG("The policy already has a rule for %1."), {out.scopes.join(u", "_s)});
    }
    return out;
}

Result<trust::TrustPolicy> RuleDraft::applied(const trust::TrustPolicy &policy) const
{
    const Result<trust::PolicyRule> next = rule(policy);
    if (!next)
        return next.error();
    if (m_key.isEmpty()) {
        // Where it stands among the others: before what is said of more places.
        Result<trust::TrustPolicy> out = trust::withSigner(policy, next->signers.first(), next->scopes);
        if (!out)
            return out;
        for (trust::PolicyRule &one : out.value().rules) {
            if (one.scopes == next->scopes)
                one = *next;
        }
        return out;
    }
    trust::TrustPolicy out = policy;
    for (qsizetype i = 0; i < out.rules.size(); ++i) {
        if (out.rules[i].scopes.join(u'\n') != m_key)
            continue;
        out.rules.removeAt(i);
        out.rules.insert(std::clamp(qsizetype(m_position), qsizetype(0), out.rules.size()), *next);
        return out;
    }
    return usageError(LOTSE_MSG("The policy no longer has this rule."));
}

} // namespace lotse::ui
