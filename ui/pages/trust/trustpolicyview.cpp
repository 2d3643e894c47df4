// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trustpolicyview.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safefile.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"
#include "models/trust/trustanswer.h"
#include "shell/trustjobs.h"
#include "store/inventory.h"

#include <QFileInfo>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

constexpr qint64 kMostKey = 64 * 1024;

QString nameOf(const QString &path)
{
    QString name;
    for (const QChar c : QFileInfo(path).completeBaseName())
        name += (c < u'\x80' && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u'.' ? c : u'-';
    return name.left(64);
}

Result<trust::NamedKey> keyOf(const QString &path)
{
    const Result<QByteArray> pem = readWhole(path, kMostKey);
    if (!pem)
        return pem.error();
    trust::NamedKey key{nameOf(path), {}};
    if (const trust::Fault fault = trust::PublicKey::fromPem(*pem, key.key)) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {LOTSE_MSG("%1 is not a usable PEM public key (%2)."),
            {QFileInfo(path).fileName(), trust::reasonText(fault.reason).text()}};
        return error;
    }
    return key;
}

QStringList placesOf(const trust::TrustPolicy &policy, const QString &signer)
{
    QStringList out;
    for (const trust::PolicyRule &rule : policy.rules) {
        if (rule.signers.contains(signer))
            out += rule.scopes;
    }
    return out;
}

} // namespace

void TrustPolicyView::setApp(Application *app)
{
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    TrustJobs *jobs = app ? app->trust() : nullptr;
    const Session *session = app ? app->session() : nullptr;
    if (jobs && session) {
        m_folder = jobs->runs()->policyFolder(session->account().id);
        m_place = store::placeOf(session->account().url);
    }
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &TrustPolicyView::refresh);
    refresh();
    emit changed();
}

QString TrustPolicyView::host() const
{
    const Session *session = m_app ? m_app->session() : nullptr;
    return session ? session->account().host() : QString();
}

void TrustPolicyView::refresh()
{
    if (m_folder.isEmpty())
        return;
    const quint64 turn = ++m_reading;
    QThreadPool::globalInstance()->start([this, turn, folder = m_folder, post = Post(this)] {
        post([this, turn, policy = trust::readPolicyFile(folder)] {
            if (turn == m_reading)
                take(policy);
        });
    });
}

void TrustPolicyView::take(const trust::PolicyFile &policy)
{
    m_policy = policy;
    emit changed();
    if (!m_kind.isEmpty() || !m_removed.isEmpty())
        tryOut();
}

QVariantList TrustPolicyView::signers() const
{
    QVariantList out;
    const auto add = [&](const QString &signer, const QString &kind, const QString &name, const QString &fingerprint,
                         const QString &algorithm) {
        out.append(QVariantMap{{u"signer"_s, signer}, {u"kind"_s, kind}, {u"name"_s, safetext::cell(name)},
            {u"fingerprint"_s, fingerprint}, {u"algorithm"_s, algorithm},
            {u"places"_s, safetext::cell(placesOf(m_policy.policy, signer).join(u", "_s))}});
    };
    for (const trust::NamedKey &key : m_policy.policy.keys)
        add(u"key:"_s + key.name, tr("Public key"), key.name, QString::fromLatin1(key.key.fingerprint()),
            key.key.algorithm());
    for (const trust::NotationStore &store : m_policy.policy.stores) {
        qsizetype certificates = 0;
        for (const QList<trust::Certificate> &list : store.certificates)
            certificates += list.size();
        add(u"notation:"_s + store.name, tr("Notation store"), store.name, {},
            tr("%Ln certificates", nullptr, int(certificates)));
    }
    return out;
}

QVariantList TrustPolicyView::rules() const
{
    QVariantList out;
    for (const trust::PolicyRule &rule : m_policy.policy.rules) {
        out.append(QVariantMap{{u"places"_s, safetext::cell(rule.scopes.join(u", "_s))},
            {u"signers"_s, safetext::cell(rule.signers.join(u", "_s))}, {u"signatures"_s, rule.signatures},
            {u"attestations"_s, safetext::cell(rule.attestations.join(u", "_s))}});
    }
    return out;
}

void TrustPolicyView::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    tryOut();
}

void TrustPolicyView::setPlaces(const QString &places)
{
    if (m_places == places)
        return;
    m_places = places;
    tryOut();
}

QStringList TrustPolicyView::placeList() const
{
    QStringList out;
    for (const QString &place : m_places.split(u',', Qt::SkipEmptyParts)) {
        if (!place.trimmed().isEmpty())
            out.append(place.trimmed());
    }
    return out;
}

QString TrustPolicyView::fingerprint() const
{
    if (m_kind == "key"_L1)
        return QString::fromLatin1(m_key.key.fingerprint());
    QStringList lines;
    for (const QList<trust::Certificate> &list : m_store.certificates) {
        for (const trust::Certificate &certificate : list)
            lines.append(
                QString::fromLatin1(certificate.fingerprint()) + u"  "_s + safetext::cell(certificate.subject()));
    }
    return m_kind.isEmpty() ? QString() : lines.join(u'\n');
}

QString TrustPolicyView::algorithm() const
{
    return m_kind == "key"_L1 ? m_key.key.algorithm() : QString();
}

void TrustPolicyView::readKey(const QUrl &file)
{
    drop();
    m_isBusy = true;
    emit draftChanged();
    QThreadPool::globalInstance()->start([this, turn = m_turn, path = file.toLocalFile(), post = Post(this)] {
        post([this, turn, key = keyOf(path)] {
            if (turn != m_turn)
                return;
            m_isBusy = false;
            if (!key) {
                m_error = key.error();
                emit draftChanged();
                return;
            }
            m_kind = u"key"_s;
            m_key = *key;
            m_name = key->name;
            for (const trust::NamedKey &known : m_policy.policy.keys) {
                if (known.key == key->key) {
                    m_name = known.name;
                    m_isKnown = true;
                }
            }
            m_places = host() + u"/**"_s;
            tryOut();
        });
    });
}

void TrustPolicyView::readStore(const QUrl &folder)
{
    drop();
    m_isBusy = true;
    emit draftChanged();
    QThreadPool::globalInstance()->start([this, turn = m_turn, path = folder.toLocalFile(), post = Post(this)] {
        post([this, turn, path, store = trust::readNotationStore(path)] {
            if (turn != m_turn)
                return;
            m_isBusy = false;
            if (!store) {
                m_error = store.error();
                emit draftChanged();
                return;
            }
            m_kind = u"notation"_s;
            m_store = *store;
            m_storeFolder = path;
            m_name = nameOf(path);
            m_places = host() + u"/**"_s;
            tryOut();
        });
    });
}

void TrustPolicyView::pick(const QVariantMap &signer)
{
    drop();
    const QString id = signer.value(u"id"_s).toString();
    for (const trust::NamedKey &known : m_policy.policy.keys) {
        if (QString::fromLatin1(known.key.fingerprint()) != id)
            continue;
        m_kind = u"key"_s;
        m_key = known;
        m_name = known.name;
        m_isKnown = true;
        QStringList places;
        for (const QString &project : signer.value(u"projects"_s).toStringList())
            places.append(host() + u'/' + project + u"/**"_s);
        m_places = places.isEmpty() ? host() + u"/**"_s : places.join(u", "_s);
        tryOut();
    }
}

void TrustPolicyView::remove(const QString &signer)
{
    drop();
    m_removed = signer;
    tryOut();
}

Result<trust::TrustPolicy> TrustPolicyView::draft() const
{
    if (m_policy.error)
        return m_policy.error;
    if (!m_removed.isEmpty())
        return trust::withoutSigner(m_policy.policy, m_removed);
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
        out.append(tr("%Ln artifacts would change their state otherwise.", nullptr, int(m_effect.otherwise)));
    if (out.isEmpty())
        out.append(tr("No artifact would change its state."));
    if (m_effect.toRead > 0)
        out.append(
            tr("%Ln artifacts have to be verified again before anything can be said.", nullptr, int(m_effect.toRead)));
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
    const QString store = m_kind == "notation"_L1 ? m_storeFolder : QString();
    QThreadPool::globalInstance()->start(
        [this, turn, next = *next, folder = m_folder, plan = m_triage->cachePlan(), place = m_place, store,
            name = m_name, clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
            Result<void> done = store.isEmpty() ? Result<void>() : trust::copyNotationStore(store, folder, name);
            if (done)
                done = next.rules.isEmpty() ? trust::removePolicyFile(folder)
                                            : trust::writePolicyFile(folder, trust::policyText(next, folder));
            if (done) {
                const Result<qint64> judged = rejudgeKept(plan, place, trust::readPolicyFile(folder), clock);
                if (!judged)
                    done = judged.error();
            }
            post([this, turn, done] {
                if (turn != m_turn)
                    return;
                m_isBusy = false;
                if (!done) {
                    m_error = done.error();
                    emit draftChanged();
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

void TrustPolicyView::drop()
{
    ++m_turn;
    m_kind.clear();
    m_name.clear();
    m_places.clear();
    m_removed.clear();
    m_storeFolder.clear();
    m_key = {};
    m_store = {};
    m_error = {};
    m_effect = {};
    m_isKnown = m_isBusy = m_isTried = false;
    emit draftChanged();
}

} // namespace lotse::ui
