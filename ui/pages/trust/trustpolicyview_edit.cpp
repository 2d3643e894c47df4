// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trustpolicyview.h"

#include "base/post.h"
#include "base/safefile.h"
#include "base/stoppedclock.h"
#include "trust/notationexport.h"
#include "trust/notationfolder.h"

#include <QFileInfo>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

constexpr qint64 kMostCertificates = 1024 * 1024;

} // namespace

void TrustPolicyView::addRule()
{
    drop();
    m_kind = u"rule"_s;
    m_rule = RuleDraft::fresh(host() + u"/**"_s);
    tryOut();
}

void TrustPolicyView::editRule(const QString &key)
{
    drop();
    for (qsizetype i = 0; i < m_policy.policy.rules.size(); ++i) {
        const trust::PolicyRule &rule = m_policy.policy.rules[i];
        if (rule.scopes.join(u'\n') != key)
            continue;
        m_kind = u"rule"_s;
        m_rule = RuleDraft(rule, int(i));
        tryOut();
        return;
    }
}

void TrustPolicyView::setRulePart(const QString &part, const QVariant &value)
{
    m_isEdited = true;
    m_rule.set(part, value);
    tryOut();
}

void TrustPolicyView::addDemand()
{
    m_isEdited = true;
    m_rule.addDemand();
    tryOut();
}

void TrustPolicyView::removeDemand(int at)
{
    m_isEdited = true;
    m_rule.removeDemand(at);
    tryOut();
}

void TrustPolicyView::setDemandPart(int at, const QString &part, const QVariant &value)
{
    m_isEdited = true;
    m_rule.setDemand(at, part, value);
    tryOut();
}

void TrustPolicyView::editStore(const QString &name)
{
    drop();
    for (const trust::NotationStore &store : m_policy.policy.stores) {
        if (store.name != name)
            continue;
        m_kind = u"store"_s;
        m_name = name;
        m_storeDraft = StoreDraft(store);
        tryOut();
        return;
    }
}

void TrustPolicyView::setOcsp(const QString &addresses)
{
    m_isEdited = true;
    m_fileError = {};
    m_storeDraft.setOcsp(addresses);
    tryOut();
}

void TrustPolicyView::setStorePart(int policy, const QString &part, const QVariant &value)
{
    m_isEdited = true;
    m_fileError = {};
    m_storeDraft.set(policy, part, value);
    tryOut();
}

void TrustPolicyView::addStorePolicy()
{
    m_isEdited = true;
    m_fileError = {};
    m_storeDraft.addPolicy();
    tryOut();
}

void TrustPolicyView::removeStorePolicy(int at)
{
    m_isEdited = true;
    m_fileError = {};
    m_storeDraft.removePolicy(at);
    tryOut();
}

void TrustPolicyView::addCertificates(int policy, const QString &store, const QUrl &file)
{
    const quint64 turn = ++m_rootReading;
    QThreadPool::globalInstance()->start([this, turn, policy, store, path = file.toLocalFile(), post = Post(this)] {
        post([this, turn, policy, store, bytes = readWhole(path, kMostCertificates)] {
            if (turn != m_rootReading || m_kind != "store"_L1)
                return;
            const Result<void> added =
                bytes ? m_storeDraft.addCertificates(policy, store, *bytes) : Result<void>(bytes.error());
            m_isEdited = true;
            m_fileError = added ? Error() : added.error();
            tryOut();
        });
    });
}

void TrustPolicyView::removeCertificate(const QString &store, const QString &fingerprint)
{
    m_isEdited = true;
    m_fileError = {};
    m_storeDraft.removeCertificate(store, fingerprint);
    tryOut();
}

Result<trust::TrustPolicy> TrustPolicyView::draftOfStore() const
{
    if (m_fileError)
        return m_fileError;
    const Result<trust::NotationStore> next = m_storeDraft.store();
    if (!next)
        return next.error();
    trust::TrustPolicy policy = m_policy.policy;
    for (trust::NotationStore &store : policy.stores) {
        if (store.name == next->name) {
            store = *next;
            return policy;
        }
    }
    return usageError(LOTSE_MSG("The policy no longer contains this Notation store."));
}

void TrustPolicyView::exportForNotation(const QUrl &file)
{
    if (!m_triage || !m_policy.exists())
        return;
    QThreadPool::globalInstance()->start(
        [this, policy = m_policy, folder = QFileInfo(file.toLocalFile()).absolutePath(), plan = m_triage->cachePlan(),
            place = m_place, host = host(), clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
            QStringList told;
            const Result<QStringList> places = verifiedPlaces(plan, place, host, clock);
            Result<void> done = policy.error ? Result<void>(policy.error)
                : places                     ? Result<void>()
                                             : Result<void>(places.error());
            if (done) {
                const trust::NotationExport wanted = trust::notationExport(policy.policy, *places);
                told = wanted.unexpressed;
                done = wanted.store.policies.isEmpty()
                    ? usageError(LOTSE_MSG("Nothing in this trust policy can be exported to Notation."))
                    : trust::writeNotationFolder(wanted.store, folder);
            }
            post([this, told, done, folder] {
                m_hasExportFailed = !done.ok();
                QStringList lines{done ? tr("The Notation trust policy is in %1.").arg(folder) : done.error().text()};
                m_exported = (lines + told).join(u'\n');
                emit exportedChanged();
            });
        });
}

} // namespace lotse::ui
