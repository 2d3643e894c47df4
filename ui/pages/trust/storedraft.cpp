// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storedraft.h"

#include "base/safetext.h"
#include "trust/notationfolder.h"
#include "trust/policyfile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

using trust::Enforcement;
using trust::NotationLevel;

constexpr Enforcement NotationLevel::*kParts[] = {
    &NotationLevel::authenticity, &NotationLevel::timestamp, &NotationLevel::expiry, &NotationLevel::revocation};
const char *const kLevels[] = {"strict", "permissive", "audit", "skip"};

QStringList linesOf(const QString &text)
{
    QStringList out;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            out.append(line.trimmed());
    }
    return out;
}

QStringList commas(const QString &text)
{
    return linesOf(QString(text).replace(u',', u'\n'));
}

int levelIndex(const QString &name)
{
    const auto at = std::find_if(
        std::begin(kLevels), std::end(kLevels), [&](const char *level) { return QLatin1StringView(level) == name; });
    return at == std::end(kLevels) ? 0 : int(at - std::begin(kLevels));
}

} // namespace

StoreDraft::StoreDraft(const trust::NotationStore &store)
    : m_store(store)
    , m_ocsp(store.ocsp.join(u", "_s))
{
    for (const trust::NotationPolicy &policy : store.policies) {
        Policy one;
        one.policy = policy;
        one.scopes = policy.scopes.join(u", "_s);
        one.identities = policy.identities.join(u'\n');
        const std::optional<NotationLevel> base = trust::notationLevel(policy.level.name);
        for (int i = 0; base && i < 4; ++i) {
            if (policy.level.*kParts[i] != (*base).*kParts[i])
                one.overrides[i] = int(policy.level.*kParts[i]) + 1;
        }
        m_policies.append(one);
    }
}

QVariantMap StoreDraft::map() const
{
    QVariantList policies;
    for (const Policy &one : m_policies) {
        QVariantList stores;
        for (auto it = m_store.certificates.cbegin(); it != m_store.certificates.cend(); ++it)
            stores.append(QVariantMap{{u"name"_s, it.key()}, {u"checked"_s, one.policy.stores.contains(it.key())}});
        policies.append(QVariantMap{{u"name"_s, one.policy.name}, {u"scopes"_s, one.scopes},
            {u"level"_s, levelIndex(one.policy.level.name)},
            {u"overrides"_s, QVariantList{one.overrides[0], one.overrides[1], one.overrides[2], one.overrides[3]}},
            {u"expired"_s, !one.policy.isTimeAsked}, {u"identities"_s, one.identities}, {u"stores"_s, stores}});
    }
    QVariantList certificates;
    for (auto it = m_store.certificates.cbegin(); it != m_store.certificates.cend(); ++it) {
        for (const trust::Certificate &one : it.value())
            certificates.append(QVariantMap{{u"store"_s, it.key()}, {u"subject"_s, safetext::cell(one.subject())},
                {u"fingerprint"_s, QString::fromLatin1(one.fingerprint())}});
    }
    return {
        {u"name"_s, m_store.name}, {u"ocsp"_s, m_ocsp}, {u"policies"_s, policies}, {u"certificates"_s, certificates}};
}

void StoreDraft::set(int policy, const QString &part, const QVariant &value)
{
    if (policy < 0 || policy >= m_policies.size())
        return;
    Policy &one = m_policies[policy];
    if (part == "name"_L1)
        one.policy.name = value.toString();
    else if (part == "scopes"_L1)
        one.scopes = value.toString();
    else if (part == "identities"_L1)
        one.identities = value.toString();
    else if (part == "level"_L1)
        one.policy.level.name = QString::fromLatin1(kLevels[std::clamp(value.toInt(), 0, 3)]);
    else if (part == "expired"_L1)
        one.policy.isTimeAsked = !value.toBool();
    else if (part == "store"_L1 && one.policy.stores.removeAll(value.toString()) == 0)
        one.policy.stores.append(value.toString());
    else if (part.startsWith(u"override"))
        one.overrides[std::clamp(part.mid(8).toInt(), 0, 3)] = std::clamp(value.toInt(), 0, 3);
}

void StoreDraft::addPolicy()
{
    Policy one;
    one.policy.name = u"policy-%1"_s.arg(m_policies.size() + 1);
    one.policy.level.name = u"strict"_s;
    one.identities = u"*"_s;
    if (m_store.certificates.size() == 1)
        one.policy.stores = m_store.certificates.keys();
    m_policies.append(one);
}

void StoreDraft::removePolicy(int at)
{
    if (at >= 0 && at < m_policies.size())
        m_policies.removeAt(at);
}

Result<void> StoreDraft::addCertificates(int policy, const QString &store, const QByteArray &file)
{
    const QString type = store.section(u':', 0, 0);
    if ((type != "ca"_L1 && type != "signingAuthority"_L1 && type != "tsa"_L1)
        || !trust::isPolicyName(store.section(u':', 1)) || store.section(u':', 1).startsWith(u'.'))
        return usageError(LOTSE_MSG("\"%1\" is not a trust store: enter ca:NAME, signingAuthority:NAME or tsa:NAME."),
            {safetext::cell(store)});
    QList<trust::Certificate> found;
    if (const trust::Fault fault = trust::Certificate::listFromFile(file, found))
        return usageError(
            LOTSE_MSG("The file contains no readable certificate (%1)."), {trust::reasonText(fault.reason).text()});
    for (const trust::Certificate &one : std::as_const(found)) {
        if (!one.basicConstraints().isAuthority && !one.isSelfSigned())
            return usageError(LOTSE_MSG("%1 is neither a certificate authority nor self-signed."), {one.subject()});
    }
    QList<trust::Certificate> &held = m_store.certificates[store];
    for (const trust::Certificate &one : std::as_const(found)) {
        if (!held.contains(one))
            held.append(one);
    }
    if (policy >= 0 && policy < m_policies.size() && !m_policies[policy].policy.stores.contains(store))
        m_policies[policy].policy.stores.append(store);
    return {};
}

void StoreDraft::removeCertificate(const QString &store, const QString &fingerprint)
{
    const auto held = m_store.certificates.find(store);
    if (held == m_store.certificates.end())
        return;
    held->removeIf(
        [&](const trust::Certificate &one) { return QString::fromLatin1(one.fingerprint()) == fingerprint; });
    if (!held->isEmpty())
        return;
    m_store.certificates.erase(held);
    for (Policy &one : m_policies)
        one.policy.stores.removeAll(store);
}

Result<trust::NotationStore> StoreDraft::store() const
{
    trust::NotationStore out = m_store;
    out.policies.clear();
    for (const Policy &one : m_policies) {
        trust::NotationPolicy policy = one.policy;
        policy.scopes = commas(one.scopes);
        policy.identities = linesOf(one.identities);
        const std::optional<NotationLevel> base = trust::notationLevel(policy.level.name);
        policy.level = base.value_or(NotationLevel());
        for (int i = 0; i < 4; ++i) {
            if (one.overrides[i] > 0 && policy.level.name != "skip"_L1)
                policy.level.*kParts[i] = Enforcement(one.overrides[i] - 1);
        }
        out.policies.append(policy);
    }
    // Notation's own rules for such a file.
    const Result<QList<trust::NotationPolicy>> read =
        trust::readNotationPolicies(trust::notationPolicyText(out.policies));
    if (!read)
        return read.error();
    out.policies = *read;
    QStringList named;
    for (const trust::NotationPolicy &policy : std::as_const(out.policies))
        named += policy.stores;
    for (auto it = out.certificates.begin(); it != out.certificates.end();)
        it = named.contains(it.key()) ? std::next(it) : out.certificates.erase(it);
    out.ocsp = commas(m_ocsp);
    for (const QString &address : std::as_const(out.ocsp)) {
        if (!trust::isResponderAddress(address))
            return usageError(LOTSE_MSG("\"%1\" is not an address of an OCSP responder: enter http:// or https:// "
                                        "and the host, as in the certificate."),
                {safetext::cell(address)});
    }
    return out;
}

} // namespace lotse::ui
