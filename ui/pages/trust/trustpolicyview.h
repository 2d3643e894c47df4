// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ruledraft.h"
#include "shell/application.h"
#include "storedraft.h"
#include "triage/policyeffect.h"
#include "trust/policyimport.h"

#include <QPointer>
#include <QUrl>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * The trust policy of the registry that is shown, and one change of it at a time: what it would do to the kept verdicts
 * is told before it is written. Files are read and verdicts tried off the GUI thread. Belongs to a page.
 */
class TrustPolicyView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY changed)
    Q_PROPERTY(bool exists READ exists NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString path READ path NOTIFY changed)
    Q_PROPERTY(QVariantList signers READ signers NOTIFY changed)
    Q_PROPERTY(QVariantList rules READ rules NOTIFY changed)
    Q_PROPERTY(QVariantList roots READ roots NOTIFY changed)
    Q_PROPERTY(QVariantMap identity READ identity NOTIFY draftChanged)
    Q_PROPERTY(QVariantMap rule READ rule NOTIFY draftChanged)
    Q_PROPERTY(QVariantMap store READ store NOTIFY draftChanged)
    Q_PROPERTY(QString kind READ kind NOTIFY draftChanged)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY draftChanged)
    Q_PROPERTY(QString places READ places WRITE setPlaces NOTIFY draftChanged)
    Q_PROPERTY(QString fingerprint READ fingerprint NOTIFY draftChanged)
    Q_PROPERTY(QString algorithm READ algorithm NOTIFY draftChanged)
    Q_PROPERTY(QString imported READ imported NOTIFY draftChanged)
    Q_PROPERTY(QStringList unexpressed READ unexpressed NOTIFY draftChanged)
    Q_PROPERTY(bool known READ isKnown NOTIFY draftChanged)
    Q_PROPERTY(QString error READ errorText NOTIFY draftChanged)
    Q_PROPERTY(QString effect READ effectText NOTIFY draftChanged)
    Q_PROPERTY(QVariantList changes READ changes NOTIFY draftChanged)
    Q_PROPERTY(bool edited READ isEdited NOTIFY draftChanged)
    Q_PROPERTY(QString exported READ exported NOTIFY exportedChanged)
    Q_PROPERTY(bool exportFailed READ hasExportFailed NOTIFY exportedChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY draftChanged)
    Q_PROPERTY(bool ready READ isReady NOTIFY draftChanged)
public:
    using QObject::QObject;

    Application *app() const { return m_app; }
    void setApp(Application *app);

    bool exists() const { return m_policy.exists(); }
    QString problem() const { return m_policy.error.text(); }
    QString path() const { return m_policy.path(); }
    QVariantList signers() const; ///< {signer, name, kind, fingerprint, algorithm, places}
    QVariantList rules() const; ///< {key, places, signers, signatures, attestations, log}
    QVariantList roots() const; ///< {name, sha256, text}

    /// What is added: "key", "notation", "identity", "root", or "policy" for a whole one in place of the one in force;
    /// "rule", "store": one is changed; empty: nothing.
    QString kind() const { return m_kind; }
    QString name() const { return m_name; }
    void setName(const QString &name);
    QString places() const { return m_places; } ///< "harbor.example.com/payments/**", several with commas
    void setPlaces(const QString &places);
    QString fingerprint() const; ///< of the key; of a store, those of its certificates, a line each
    QString algorithm() const;
    QString imported() const; ///< what a policy file holds, in words
    QStringList unexpressed() const { return m_imported.unexpressed; }
    bool isKnown() const { return m_isKnown; } ///< the key is in the policy already: only places are added
    /// Of a keyless identity: {issuer, issuerMode, subject, subjectMode, root, roots}. A mode is 0 for the value to the
    /// letter, 1 for an expression, 2 for any; `root` the place in the names `roots`.
    QVariantMap identity() const;
    QVariantMap rule() const { return m_rule.map(m_policy.policy); } ///< RuleDraft::map() of the one that is changed
    QVariantMap store() const { return m_storeDraft.map(); } ///< StoreDraft::map()
    QString errorText() const { return m_error.text(); }
    QString effectText() const; ///< what the change would do, in sentences
    QVariantList changes() const; ///< {name, text, condition}
    bool isEdited() const { return m_isEdited; } ///< something was typed in a rule or a store
    QString exported() const { return m_exported; } ///< what became of the export, in sentences
    bool hasExportFailed() const { return m_hasExportFailed; }
    bool isBusy() const { return m_isBusy; }
    bool isReady() const { return m_isTried && !m_error && !m_isBusy; } ///< the effect is told: it can be written

    Q_INVOKABLE void readKey(const QUrl &file);
    Q_INVOKABLE void readStore(const QUrl &folder);
    /// A whole policy: trust.json, or that of another tool.
    Q_INVOKABLE void readPolicy(const QUrl &file);
    /// A trusted_root.json of sigstore; beside an identity that is being entered it is imported with that.
    Q_INVOKABLE void readRoot(const QUrl &file);
    Q_INVOKABLE void enterIdentity();
    Q_INVOKABLE void setIdentityPart(const QString &part, const QVariant &value);
    /// Changes the rule of this key.
    Q_INVOKABLE void editRule(const QString &key);
    Q_INVOKABLE void addRule();
    Q_INVOKABLE void setRulePart(const QString &part, const QVariant &value);
    Q_INVOKABLE void addDemand();
    Q_INVOKABLE void removeDemand(int at);
    Q_INVOKABLE void setDemandPart(int at, const QString &part, const QVariant &value);
    /// Changes the Notation store of this name; the parts are those of StoreDraft.
    Q_INVOKABLE void editStore(const QString &name);
    Q_INVOKABLE void setOcsp(const QString &addresses);
    Q_INVOKABLE void setStorePart(int policy, const QString &part, const QVariant &value);
    Q_INVOKABLE void addStorePolicy();
    Q_INVOKABLE void removeStorePolicy(int at);
    Q_INVOKABLE void addCertificates(int policy, const QString &store, const QUrl &file);
    Q_INVOKABLE void removeCertificate(const QString &store, const QString &fingerprint);
    /// A key that is in the policy, or an identity that has signed: {id, kind, projects}.
    Q_INVOKABLE void pick(const QVariantMap &signer);
    /// Takes a signer ("key:NAME"), a root ("root:NAME") or a rule ("rule:" and its key) out.
    Q_INVOKABLE void remove(const QString &signer);
    Q_INVOKABLE void apply();
    Q_INVOKABLE void drop();
    Q_INVOKABLE void refresh();
    /// What notation can hold to of the policy, into the folder of this file, in its own layout.
    Q_INVOKABLE void exportForNotation(const QUrl &file);
    /// The file as it is, for saving elsewhere.
    Q_INVOKABLE QByteArray bytes() const { return m_policy.text; }

signals:
    void changed();
    void draftChanged();
    void applied();
    void exportedChanged();

private:
    void take(const trust::PolicyFile &policy);
    void tryOut();
    Result<trust::TrustPolicy> draft() const;
    QString host() const;
    QStringList placeList() const;
    QStringList rootNames() const; ///< that an identity may name: of the policy, and the one that comes along
    Result<trust::TrustPolicy> draftOfIdentity() const;
    Result<trust::TrustPolicy> draftOfStore() const;
    void takeRoot(const trust::TrustedRoot &root);
    QString placesIn(const QStringList &projects) const;
    void pickIdentity(const QString &id, const QStringList &projects);
    QString freeIdentityName() const;

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    QString m_folder, m_place;
    trust::PolicyFile m_policy;
    QString m_kind, m_name, m_places, m_removed;
    trust::NamedKey m_key;
    trust::NotationStore m_store;
    trust::TrustedRoot m_root;
    trust::NamedIdentity m_identity;
    int m_issuerMode = 0, m_subjectMode = 0;
    QString m_issuer, m_subject;
    RuleDraft m_rule;
    StoreDraft m_storeDraft;
    Error m_fileError; ///< of certificates that could not be added; goes with the next edit
    trust::ImportedPolicy m_imported;
    Error m_error;
    PolicyEffect m_effect;
    bool m_isKnown = false, m_isBusy = false, m_isTried = false, m_leavesNoRule = false;
    bool m_isEdited = false, m_hasExportFailed = false;
    QString m_exported;
    quint64 m_turn = 0, m_reading = 0, m_rootReading = 0;
};

} // namespace lotse::ui
