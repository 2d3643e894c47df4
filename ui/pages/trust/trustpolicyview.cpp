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
constexpr qint64 kMostPolicy = 1024 * 1024;

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

QString logText(trust::LogDemand log)
{
    return log == trust::LogDemand::Required ? TrustPolicyView::tr("required for each signature")
        : log == trust::LogDemand::NotNeeded ? TrustPolicyView::tr("not required: a time stamp is enough")
                                             : TrustPolicyView::tr("required for keyless identities");
}

QStringList attestationsOf(const trust::PolicyRule &rule)
{
    QStringList out = rule.attestations;
    for (const trust::AttestationDemand &demand : rule.demands)
        out.append(demand.text());
    return out;
}

// The signers of a rule by their names, each with what it is.
QString signersOf(const trust::PolicyRule &rule)
{
    QStringList out;
    for (const QString &signer : rule.signers) {
        const QString kind = signer.section(u':', 0, 0);
        out.append(TrustPolicyView::tr("%1 (%2)").arg(safetext::cell(signer.section(u':', 1)),
            kind == "key"_L1            ? TrustPolicyView::tr("public key")
                : kind == "notation"_L1 ? TrustPolicyView::tr("Notation store")
                                        : TrustPolicyView::tr("keyless identity")));
    }
    return out.join(u", "_s);
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
    for (const trust::NamedIdentity &one : m_policy.policy.identities) {
        const auto side = [](const trust::IdentityPattern &pattern) {
            return pattern.isAny ? tr("any") : safetext::cell(pattern.text());
        };
        add(u"identity:"_s + one.name, tr("Keyless identity"), one.name,
            tr("%1\nissuer %2").arg(side(one.subject), side(one.issuer)), safetext::cell(one.root));
    }
    return out;
}

QVariantList TrustPolicyView::rules() const
{
    QVariantList out;
    for (const trust::PolicyRule &rule : m_policy.policy.rules) {
        out.append(QVariantMap{{u"key"_s, rule.scopes.join(u'\n')}, {u"log"_s, logText(rule.log)},
            {u"places"_s, safetext::cell(rule.scopes.join(u", "_s))}, {u"signers"_s, signersOf(rule)},
            {u"signatures"_s, rule.signatures}, {u"only"_s, rule.isOnly},
            {u"attestations"_s, safetext::cell(attestationsOf(rule).join(u", "_s))}});
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
    if (m_kind == "root"_L1 || m_kind == "identity"_L1) {
        for (const trust::TrustedRoot &root : m_policy.policy.roots) {
            if (m_root.sha256.isEmpty() && m_kind == "identity"_L1 && root.name == m_identity.root)
                return QString::fromLatin1(root.sha256);
        }
        return QString::fromLatin1(m_root.sha256);
    }
    QStringList lines;
    for (const trust::NamedKey &key : m_imported.policy.keys)
        lines.append(QString::fromLatin1(key.key.fingerprint()) + u"  "_s + key.name);
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
            m_name = nameOf(path);
            m_places = host() + u"/**"_s;
            tryOut();
        });
    });
}

void TrustPolicyView::readPolicy(const QUrl &file)
{
    drop();
    m_isBusy = true;
    emit draftChanged();
    QThreadPool::globalInstance()->start(
        [this, turn = m_turn, path = file.toLocalFile(), roots = m_policy.policy.roots, post = Post(this)] {
            const QString folder = QFileInfo(path).absolutePath();
            const Result<QByteArray> text = readWhole(path, kMostPolicy);
            const Result<trust::ImportedPolicy> read =
                text ? trust::importPolicy(*text, folder, roots) : Result<trust::ImportedPolicy>(text.error());
            post([this, turn, read] {
                if (turn != m_turn)
                    return;
                m_isBusy = false;
                if (!read) {
                    m_error = read.error();
                    emit draftChanged();
                    return;
                }
                m_kind = u"policy"_s;
                m_imported = *read;
                tryOut();
            });
        });
}

QString TrustPolicyView::imported() const
{
    if (m_kind != "policy"_L1)
        return {};
    return tr("%1: %2, %3")
        .arg(m_imported.format,
            tr("%Ln signers", nullptr,
                int(m_imported.policy.keys.size() + m_imported.policy.stores.size()
                    + m_imported.policy.identities.size())),
            tr("%Ln rules", nullptr, int(m_imported.policy.rules.size())));
}

void TrustPolicyView::pick(const QVariantMap &signer)
{
    drop();
    const QString id = signer.value(u"id"_s).toString();
    if (signer.value(u"kind"_s).toString() == "identity"_L1) {
        pickIdentity(id, signer.value(u"projects"_s).toStringList());
        return;
    }
    for (const trust::NamedKey &known : m_policy.policy.keys) {
        if (QString::fromLatin1(known.key.fingerprint()) != id)
            continue;
        m_kind = u"key"_s;
        m_key = known;
        m_name = known.name;
        m_isKnown = true;
        m_places = placesIn(signer.value(u"projects"_s).toStringList());
        tryOut();
        return;
    }
    m_error = makeError(
        ErrorKind::NotFound, LOTSE_MSG("The policy no longer contains this key: import the public key to trust it."));
    emit draftChanged();
}

void TrustPolicyView::remove(const QString &signer)
{
    drop();
    m_removed = signer;
    tryOut();
}

void TrustPolicyView::drop()
{
    ++m_turn;
    ++m_rootReading;
    m_kind.clear();
    m_name.clear();
    m_places.clear();
    m_removed.clear();
    m_key = {};
    m_store = {};
    m_root = {};
    m_identity = {};
    m_issuer.clear();
    m_subject.clear();
    m_issuerMode = m_subjectMode = 0;
    m_rule = {};
    m_storeDraft = {};
    m_fileError = {};
    m_imported = {};
    m_error = {};
    m_effect = {};
    m_isKnown = m_isBusy = m_isTried = m_isEdited = false;
    emit draftChanged();
}

} // namespace lotse::ui
