// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trustpolicyview.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safefile.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"
#include "store/truststore.h"
#include "trust/policyparts.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

constexpr qint64 kMostRoot = 1024 * 1024;

enum Mode { Exact, Expression, Any };

trust::IdentityPattern patternOf(int mode, const QString &value)
{
    trust::IdentityPattern out;
    if (mode == Any)
        out.isAny = true;
    else
        (mode == Expression ? out.expression : out.exact) = value.trimmed();
    return out;
}

Result<trust::TrustedRoot> rootOf(const QString &path)
{
    const Result<QByteArray> text = readWhole(path, kMostRoot);
    Result<trust::TrustedRoot> root = text ? trust::readTrustedRoot(*text) : Result<trust::TrustedRoot>(text.error());
    if (root) {
        QString name;
        for (const QChar c : QFileInfo(path).completeBaseName().left(64))
            name += (c < u'\x80' && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u'.' ? c : u'-';
        root.value().name = name;
    }
    return root;
}

// Who signed by this fingerprint, as a kept verdict has it in JSON.
Result<QJsonObject> seenSigner(const store::Plan &cache, const QString &place, const QString &id, const Clock &clock)
{
    const auto opened = store::Database::open(store::trustPlan(cache.path), clock);
    if (!opened)
        return opened.error();
    store::TrustStore kept(opened->get());
    const Result<store::KeptVerdicts> rows = kept.verdicts(place);
    if (!rows)
        return rows.error();
    for (const store::KeptVerdict &row : rows->rows) {
        if (std::none_of(row.signers.begin(), row.signers.end(),
                [&](const store::KeptSigner &signer) { return signer.id == id; }))
            continue;
        const auto bodies = kept.bodies(place, row.repository, row.digest);
        if (!bodies || !*bodies)
            continue;
        const QJsonArray signatures = QJsonDocument::fromJson((*bodies)->json).object()[u"signatures"_s].toArray();
        for (const QJsonValue &one : signatures) {
            const QJsonObject signer = one[u"signer"_s].toObject();
            if (signer[u"identity_sha256"_s].toString() == id)
                return signer;
        }
    }
    return makeError(
        ErrorKind::NotFound, LOTSE_MSG("The saved results no longer contain this identity: verify again."));
}

} // namespace

QVariantList TrustPolicyView::roots() const
{
    QVariantList out;
    for (const trust::TrustedRoot &root : m_policy.policy.roots) {
        const QFileInfo file(m_policy.folder + u'/' + trust::rootFileName(root));
        QStringList holds{tr("%Ln certificate authorities", nullptr, int(root.authorities.size())),
            tr("%Ln transparency logs", nullptr, int(root.logs.size())),
            tr("%Ln time stamp authorities", nullptr, int(root.timestampAuthorities.size()))};
        if (file.exists())
            holds.append(tr("imported on %1").arg(format::date(file.lastModified())));
        out.append(QVariantMap{{u"name"_s, safetext::cell(root.name)}, {u"sha256"_s, QString::fromLatin1(root.sha256)},
            {u"text"_s, holds.join(u", "_s)}});
    }
    return out;
}

QStringList TrustPolicyView::rootNames() const
{
    QStringList out;
    for (const trust::TrustedRoot &root : m_policy.policy.roots)
        out.append(root.name);
    if (!m_root.name.isEmpty() && !out.contains(m_root.name))
        out.append(m_root.name);
    return out;
}

QVariantMap TrustPolicyView::identity() const
{
    const QStringList names = rootNames();
    return {{u"issuer"_s, m_issuer}, {u"issuerMode"_s, m_issuerMode}, {u"subject"_s, m_subject},
        {u"subjectMode"_s, m_subjectMode}, {u"roots"_s, names}, {u"root"_s, names.indexOf(m_identity.root)}};
}

void TrustPolicyView::takeRoot(const trust::TrustedRoot &root)
{
    m_root = root;
    if (m_kind == "identity"_L1) {
        // The same file under another name is the same root.
        for (const trust::TrustedRoot &known : m_policy.policy.roots) {
            if (known.sha256 == root.sha256)
                m_root.name = known.name;
        }
        m_identity.root = m_root.name;
    } else {
        m_kind = u"root"_s;
        m_name = root.name;
    }
    tryOut();
}

void TrustPolicyView::readRoot(const QUrl &file)
{
    if (m_kind != "identity"_L1)
        drop();
    // Of its own: what is typed meanwhile is tried, and the file is still awaited.
    const quint64 turn = ++m_rootReading;
    m_isBusy = true;
    emit draftChanged();
    QThreadPool::globalInstance()->start([this, turn, path = file.toLocalFile(), post = Post(this)] {
        post([this, turn, root = rootOf(path)] {
            if (turn != m_rootReading)
                return;
            m_isBusy = false;
            if (root) {
                takeRoot(*root);
                return;
            }
            ++m_turn; // what is tried now is not to take the error away
            m_error = root.error();
            m_isTried = false;
            emit draftChanged();
        });
    });
}

QString TrustPolicyView::freeIdentityName() const
{
    QString name = u"identity"_s;
    for (int i = 2; std::any_of(m_policy.policy.identities.begin(), m_policy.policy.identities.end(),
             [&](const trust::NamedIdentity &known) { return known.name == name; });
         ++i)
        name = u"identity-%1"_s.arg(i);
    return name;
}

QString TrustPolicyView::placesIn(const QStringList &projects) const
{
    QStringList out;
    for (const QString &project : projects)
        out.append(host() + u'/' + project + u"/**"_s);
    return out.isEmpty() ? host() + u"/**"_s : out.join(u", "_s);
}

// As its certificate says it, to the letter: what was seen is in the kept verdicts.
void TrustPolicyView::pickIdentity(const QString &id, const QStringList &projects)
{
    m_isBusy = true;
    emit draftChanged();
    QThreadPool::globalInstance()->start(
        [this, turn = m_turn, id, projects, plan = m_triage->cachePlan(), place = m_place,
            clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
            post([this, turn, projects, signer = seenSigner(plan, place, id, clock)] {
                if (turn != m_turn)
                    return;
                m_isBusy = false;
                if (!signer) {
                    m_error = signer.error();
                    emit draftChanged();
                    return;
                }
                m_kind = u"identity"_s;
                m_name = freeIdentityName();
                m_places = placesIn(projects);
                m_issuer = (*signer)[u"issuer"_s].toString();
                m_subject = (*signer)[u"subjects"_s][0][u"value"_s].toString();
                m_identity.root = (*signer)[u"trusted_root"_s].toString();
                tryOut();
            });
        });
}

void TrustPolicyView::enterIdentity()
{
    drop();
    m_kind = u"identity"_s;
    m_name = freeIdentityName();
    m_places = host() + u"/**"_s;
    m_issuer = u"https://token.actions.githubusercontent.com"_s;
    m_subjectMode = Expression;
    m_identity.root = rootNames().value(0);
    tryOut();
}

void TrustPolicyView::setIdentityPart(const QString &part, const QVariant &value)
{
    if (part == "issuer"_L1)
        m_issuer = value.toString();
    else if (part == "subject"_L1)
        m_subject = value.toString();
    else if (part == "issuerMode"_L1)
        m_issuerMode = value.toInt();
    else if (part == "subjectMode"_L1)
        m_subjectMode = value.toInt();
    else if (part == "root"_L1)
        m_identity.root = rootNames().value(value.toInt());
    tryOut();
}

Result<trust::TrustPolicy> TrustPolicyView::draftOfIdentity() const
{
    trust::TrustPolicy policy = m_policy.policy;
    if (!m_root.name.isEmpty()) {
        Result<trust::TrustPolicy> with = trust::withRoot(policy, m_root);
        if (!with)
            return with;
        policy = std::move(with).value();
    }
    trust::NamedIdentity identity = m_identity;
    identity.name = m_name;
    identity.issuer = patternOf(m_issuerMode, m_issuer);
    identity.subject = patternOf(m_subjectMode, m_subject);
    const auto isTaken = [&](const trust::NamedIdentity &known) { return known.name == m_name; };
    if (std::any_of(policy.identities.begin(), policy.identities.end(), isTaken)) {
        return usageError(LOTSE_MSG("The policy already has an identity named \"%1\". Choose another name."), {m_name});
    }
    return trust::withIdentity(policy, identity, placeList());
}

} // namespace lotse::ui
