// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/signing.h"
#include "models/artifactmodels.h"
#include "shell/application.h"
#include "trust/keyfile.h"

#include <QPointer>
#include <QUrl>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * Signing the artifact that a page shows: the key and the form are chosen, what would be pushed is reviewed, then it is
 * staged, or applied at once. Files are read and the key is used off the GUI thread; neither key nor password is kept.
 * Belongs to a page.
 */
class SignForm : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY changed)
    Q_PROPERTY(lotse::ui::ArtifactModels *artifact READ artifact WRITE setArtifact NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString step READ step NOTIFY stepChanged)
    Q_PROPERTY(QString what READ what WRITE setWhat NOTIFY changed)
    Q_PROPERTY(QString form READ form WRITE setForm NOTIFY changed)
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY changed)
    Q_PROPERTY(QString keyProblem READ keyProblem NOTIFY changed)
    Q_PROPERTY(QString keyWord READ keyWord NOTIFY changed)
    Q_PROPERTY(bool takesPassword READ takesPassword NOTIFY changed)
    Q_PROPERTY(bool takesChain READ takesChain NOTIFY changed)
    Q_PROPERTY(QString chain READ chain WRITE setChain NOTIFY changed)
    Q_PROPERTY(QString document READ document WRITE setDocument NOTIFY changed)
    Q_PROPERTY(QString predicate READ predicate WRITE setPredicate NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(bool ready READ isReady NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString whyNot READ whyNot NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY changed)
    Q_PROPERTY(QString effect READ effect NOTIFY changed)
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed)
public:
    using QObject::QObject;

    Application *app() const { return m_app; }
    void setApp(Application *app);
    ArtifactModels *artifact() const { return m_artifact; }
    void setArtifact(ArtifactModels *artifact);

    QString name() const; ///< of the artifact: "team/app:1.2"
    QString step() const { return m_step; } ///< "form", "review", "running", "done"
    /// "signature", or what is attested: "cyclonedx", "spdx", "openvex", "other".
    QString what() const { return m_what; }
    void setWhat(const QString &what);
    QString form() const { return m_form; } ///< "bundle", "legacy", "notation"
    void setForm(const QString &form);
    QString key() const { return m_key; } ///< path, or pkcs11:…
    void setKey(const QString &key);
    QString keyProblem() const { return m_keyError.text(); }
    QString keyWord() const; ///< "PEM, encrypted"
    bool takesPassword() const { return trust::takesPassword(m_keyForm); }
    bool takesChain() const;
    QString chain() const { return m_chain; }
    void setChain(const QString &chain);
    QString document() const { return m_document; }
    void setDocument(const QString &document);
    QString predicate() const { return m_predicate; } ///< type of what is "other"
    void setPredicate(const QString &predicate);
    bool isBusy() const { return m_isBusy; }
    bool isReady() const; ///< all is chosen that is needed, but for the password
    QString problem() const { return m_problem; }
    QString whyNot() const; ///< why nothing could be pushed with this account; empty where it may
    // What was signed, before it is pushed.
    QString sentence() const { return m_review.sentence.text(); }
    QVariantList facts() const; ///< {name, value}
    QString effect() const;
    QString outcome() const { return m_outcome; } ///< how it ended, in a sentence
    /// A file of a chooser as a path.
    Q_INVOKABLE QString pathOf(const QUrl &file) const { return file.toLocalFile(); }

    /// The public half of the key that signed, in PEM.
    Q_INVOKABLE QByteArray publicKey() const;

    Q_INVOKABLE void prepare(const QString &password); ///< signs; "review" follows
    Q_INVOKABLE bool stage(); ///< leaves it to the review of all changes
    Q_INVOKABLE void apply(); ///< "running", then "done"
    Q_INVOKABLE void back();
    Q_INVOKABLE void clear();

signals:
    void changed();
    void stepChanged();
    void pushed(); ///< and proved

private:
    struct Order;
    void readKeyForm();
    void signNow(const oci::Manifest &manifest, const SecureBytes &password);
    void take(const Result<trust::SignedContent> &content);
    void ended(const QString &condition);
    void edited();
    void go(const QString &step);
    models::ChangeList *changes() const { return m_app ? m_app->changes() : nullptr; }

    QPointer<Application> m_app;
    QPointer<ArtifactModels> m_artifact;
    QPointer<models::ChangeList> m_running;
    QString m_step = QStringLiteral("form");
    QString m_what = QStringLiteral("signature");
    QString m_form = QStringLiteral("bundle");
    QString m_key, m_chain, m_document, m_predicate, m_outcome, m_problem;
    trust::KeyForm m_keyForm = trust::KeyForm::Unknown;
    Error m_keyError;
    change::SignaturePlace m_place;
    change::Change m_change;
    change::Review m_review;
    bool m_isBusy = false;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
