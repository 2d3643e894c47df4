// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifacttrust.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"
#include "models/trust/trustanswer.h"
#include "store/inventory.h"
#include "trust/keptevidence.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

void ArtifactTrust::setApp(Application *app)
{
    if (m_triage)
        disconnect(m_triage, nullptr, this, nullptr);
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &ArtifactTrust::refresh);
    refresh();
    emit askedChanged();
}

void ArtifactTrust::setArtifact(ArtifactModels *artifact)
{
    if (m_artifact)
        disconnect(m_artifact, nullptr, this, nullptr);
    m_artifact = artifact;
    if (artifact) {
        connect(artifact, &ArtifactModels::changed, this, [this] {
            if (m_artifact->digest() != m_asked)
                refresh();
            emit changed(); // what is attached may be known now
        });
    }
    refresh();
    emit askedChanged();
}

ArtifactTrust::Answer ArtifactTrust::read(const store::Plan &cache, const QString &origin, const QString &folder,
    const QString &repository, const QString &digest, const QStringList &children, const Clock &clock)
{
    Answer out;
    const store::Plan plan = store::trustPlan(cache.path);
    const QString place = store::placeOf(origin);
    if (!QFile::exists(plan.path))
        return out;
    const auto opened = store::Database::open(plan, clock);
    if (!opened) {
        out.error = opened.error();
        return out;
    }
    store::TrustStore kept(opened->get());
    const auto verdict = kept.verdict(place, repository, digest);
    const auto bodies = kept.bodies(place, repository, digest);
    if (!verdict || !bodies) {
        out.error = verdict ? bodies.error() : verdict.error();
        return out;
    }
    if (!*verdict || !*bodies)
        return out;
    RegistryTrust registry;
    registry.policy = trust::readPolicyFile(folder);
    out.isThere = true;
    out.kept = **verdict;
    out.json = QJsonDocument::fromJson((*bodies)->json).object();
    out.state = registry.state(&out.kept, clock.now());
    out.isOutdated = !trust::isCurrent(out.kept, registry.policy, clock.now());
    out.error = registry.policy.error;
    for (const QString &child : children) {
        const auto one = kept.verdict(place, repository, child);
        out.children.add(registry.state(one && *one ? &**one : nullptr, clock.now()));
    }
    const auto returns = kept.returns(place);
    for (const store::TagReturn &back : returns ? *returns : QList<store::TagReturn>()) {
        if (back.repository == repository && back.digest == digest)
            out.returns.append(back);
    }
    return out;
}

void ArtifactTrust::refresh()
{
    const Session *const session = m_app ? m_app->session() : nullptr;
    TrustJobs *jobs = m_app ? m_app->trust() : nullptr;
    if (!session || !jobs || !m_triage || !m_artifact || m_artifact->digest().isEmpty())
        return;
    const quint64 turn = ++m_turn;
    m_asked = m_artifact->digest();
    QThreadPool::globalInstance()->start(
        [this, turn, cache = m_triage->cachePlan(), origin = session->account().url,
            folder = jobs->runs()->policyFolder(session->account().id), repository = m_artifact->repository(),
            digest = m_asked, children = m_artifact->childDigests(), clock = StoppedClock(*m_app->services().clock),
            post = Post(this)] {
            post([this, turn, answer = read(cache, origin, folder, repository, digest, children, clock)] {
                if (turn == m_turn)
                    take(answer);
            });
        });
}

void ArtifactTrust::take(const Answer &answer)
{
    m_answer = answer;
    m_isAnswered = true;
    m_verdict = answer.isThere ? models::keptCell(answer.state, answer.kept.reason) : models::Cell();
    m_signatures.setVerdict(answer.json);
    QHash<QString, QString> states;
    for (const QJsonValue &one : answer.json[u"signatures"_s].toArray()) {
        // Of several in one manifest the first that is no good is told.
        QString &state = states[one[u"manifest"_s].toString()];
        if (state.isEmpty() || state == "trusted"_L1)
            state = one[u"state"_s].toString();
    }
    if (m_artifact)
        m_artifact->attached()->setVerdicts(answer.isOutdated || answer.error ? QHash<QString, QString>() : states);
    emit changed();
}

QString ArtifactTrust::state() const
{
    if (!m_isAnswered)
        return u"loading"_s;
    if (m_answer.isThere)
        return u"ready"_s;
    return m_answer.error ? u"error"_s : u"unread"_s;
}

QString ArtifactTrust::summary() const
{
    if (!m_answer.isThere)
        return m_answer.error.text();
    QStringList out;
    const QString why = models::reasonSentence(m_answer.kept.reason, m_answer.kept.detail);
    if (!why.isEmpty())
        out.append(why);
    const QString children = models::childrenText(m_answer.children);
    if (!children.isEmpty())
        out.append(children);
    if (!m_answer.kept.rule.isEmpty())
        out.append(tr("Rule for %1.").arg(safetext::cell(m_answer.kept.rule)));
    out.append(tr("Verified %1.").arg(format::dateTime(m_answer.kept.checkedAt)));
    return out.join(u' ');
}

QString ArtifactTrust::notes() const
{
    QStringList out;
    if (m_answer.isThere && m_answer.error)
        out.append(m_answer.error.text());
    if (m_answer.isThere && m_answer.isOutdated)
        out.append(tr("The trust policy was changed, or a certificate expired, after the verification: verify again."));
    if (m_answer.isThere && m_answer.kept.isPartial)
        out.append(tr("Some attachments could not be read: there may be more signatures."));
    for (const store::TagReturn &back : m_answer.returns)
        out.append(models::returnText(back));
    const QString lost = models::lostText(m_answer.kept.lost.size(), m_answer.kept.lostSeenAt, m_answer.kept.lostAt);
    if (!lost.isEmpty())
        out.append(lost);
    return out.join(u' ');
}

QVariantMap ArtifactTrust::target() const
{
    if (!m_artifact || m_artifact->digest().isEmpty())
        return {};
    return {{u"repository"_s, m_artifact->repository()}, {u"digest"_s, m_artifact->digest()},
        {u"accessories"_s, m_artifact->signatureDigests()}, {u"children"_s, m_artifact->childDigests()}};
}

} // namespace lotse::ui
