// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trustpolicyview.h"

#include "base/post.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"
#include "models/trust/trustanswer.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

Result<trust::TrustPolicy> TrustPolicyView::draft() const
{
    // A whole one may take the place of one that cannot be used.
    if (m_kind == "policy"_L1)
        return m_imported.policy;
    if (m_policy.error)
        return m_policy.error;
    if (!m_removed.isEmpty())
        return trust::withoutSigner(m_policy.policy, m_removed);
    if (m_kind == "rule"_L1)
        return m_rule.applied(m_policy.policy);
    if (m_kind == "store"_L1)
        return draftOfStore();
    if (m_kind == "identity"_L1)
        return draftOfIdentity();
    if (m_kind == "root"_L1) {
        trust::TrustedRoot root = m_root;
        root.name = m_name;
        return trust::withRoot(m_policy.policy, root);
    }
    if (m_kind == "notation"_L1) {
        trust::NotationStore store = m_store;
        store.name = m_name;
        return trust::withStore(m_policy.policy, store, placeList());
    }
    trust::NamedKey key = m_key;
    key.name = m_name;
    return trust::withKey(m_policy.policy, key, placeList());
}

void TrustPolicyView::tryOut()
{
    const quint64 turn = ++m_turn;
    m_error = {};
    m_isTried = false;
    m_isBusy = false;
    if ((m_kind.isEmpty() && m_removed.isEmpty()) || !m_triage) {
        emit draftChanged();
        return;
    }
    const Result<trust::TrustPolicy> next = draft();
    if (!next) {
        m_error = next.error();
        emit draftChanged();
        return;
    }
    m_isBusy = true;
    m_leavesNoRule = !m_removed.isEmpty() && next->rules.isEmpty() && !m_policy.policy.rules.isEmpty();
    emit draftChanged();
    QThreadPool::globalInstance()->start(
        [this, turn, next = trust::policyOf(*next, m_folder), now = m_policy, plan = m_triage->cachePlan(),
            place = m_place, clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
            post([this, turn, effect = policyEffect(plan, place, now, next, clock)] {
                if (turn != m_turn)
                    return;
                m_isBusy = false;
                m_isTried = effect.ok();
                if (effect)
                    m_effect = *effect;
                else
                    m_error = effect.error();
                emit draftChanged();
            });
        });
}

QString TrustPolicyView::effectText() const
{
    if (!m_isTried)
        return {};
    QStringList out;
    if (m_effect.artifacts == 0)
        out.append(tr("Nothing has been verified yet, so the effect on artifacts is not known."));
    if (m_effect.noLongerTrusted > 0)
        out.append(tr("%Ln artifacts would no longer be trusted.", nullptr, int(m_effect.noLongerTrusted)));
    if (m_effect.newlyTrusted > 0)
        out.append(tr("%Ln artifacts would become trusted.", nullptr, int(m_effect.newlyTrusted)));
    if (m_effect.otherwise > 0)
        out.append(tr("%Ln other artifacts would change state.", nullptr, int(m_effect.otherwise)));
    if (out.isEmpty())
        out.append(tr("No artifact would change state."));
    if (m_leavesNoRule)
        out.append(tr("The policy would have no rules: nothing would be trusted. Its other keys and trusted roots "
                      "are kept."));
    if (m_effect.toRead > 0)
        out.append(tr("%Ln artifacts must be verified again to determine the effect.", nullptr, int(m_effect.toRead)));
    return out.join(u' ');
}

QVariantList TrustPolicyView::changes() const
{
    QVariantList out;
    if (!m_isTried)
        return out;
    for (const PolicyEffect::Change &change : m_effect.changes) {
        out.append(QVariantMap{{u"name"_s, safetext::cell(change.repository) + u'@' + change.digest.left(19)},
            {u"text"_s, tr("%1 → %2").arg(models::signStateText(change.before), models::signStateText(change.after))},
            {u"condition"_s, models::signStateCondition(change.after)}});
    }
    return out;
}

void TrustPolicyView::apply()
{
    const Result<trust::TrustPolicy> next = draft();
    if (!isReady() || !next)
        return;
    const quint64 turn = ++m_turn;
    m_isBusy = true;
    emit draftChanged();
    QThreadPool::globalInstance()->start(
        [this, turn, next = *next, told = m_policy.text, folder = m_folder, plan = m_triage->cachePlan(),
            place = m_place, clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
            // What was told is of the policy that was read; another one may have been written since.
            const bool isSame = trust::readPolicyFile(folder).text == told;
            Result<void> done = isSame ? trust::putPolicy(next, folder)
                                       : usageError(LOTSE_MSG("The trust policy was changed by another program in the "
                                                              "meantime. Check the effect again."));
            if (done) {
                const Result<qint64> judged = rejudgeKept(plan, place, trust::readPolicyFile(folder), clock);
                if (!judged)
                    done = judged.error();
            }
            post([this, turn, done, isSame] {
                if (turn != m_turn)
                    return;
                m_isBusy = false;
                if (!done) {
                    m_error = done.error();
                    emit draftChanged();
                    if (!isSame)
                        refresh();
                    return;
                }
                drop();
                if (m_triage)
                    m_triage->reloadTrust();
                refresh();
                emit applied();
            });
        });
}

} // namespace lotse::ui
