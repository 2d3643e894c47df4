// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/artifactmodels.h"
#include "models/trust/signaturetable.h"
#include "models/trust/trustanswer.h"
#include "shell/application.h"
#include "triage/trustbook.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What is kept of the signatures of the artifact that a page shows: the verdict with its time, and each signature with
 * its steps. Readable offline. Belongs to a page.
 */
class ArtifactTrust : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY askedChanged)
    Q_PROPERTY(lotse::ui::ArtifactModels *artifact READ artifact WRITE setArtifact NOTIFY askedChanged)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString word READ wordText NOTIFY changed)
    Q_PROPERTY(QString condition READ condition NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(QString notes READ notes NOTIFY changed)
    Q_PROPERTY(QVariantMap target READ target NOTIFY changed)
    Q_PROPERTY(lotse::models::SignatureTable *signatures READ signatures CONSTANT)
public:
    using QObject::QObject;

    Application *app() const { return m_app; }
    void setApp(Application *app);
    ArtifactModels *artifact() const { return m_artifact; }
    void setArtifact(ArtifactModels *artifact);

    QString state() const; ///< "loading", "ready", "unread" (never verified), "error"
    QString wordText() const { return m_verdict.text; } ///< "trusted", "valid, not trusted", …
    QString condition() const { return m_verdict.value.toString(); }
    QString summary() const; ///< why, by which rule, and when it was verified
    QString notes() const; ///< what limits it: another policy since, not all read, attachments that went away
    /// What TrustJobs::startOne() takes.
    QVariantMap target() const;
    models::SignatureTable *signatures() { return &m_signatures; }

    Q_INVOKABLE void refresh();

signals:
    void askedChanged();
    void changed();

private:
    struct Answer {
        bool isThere = false;
        bool isOutdated = false;
        store::KeptVerdict kept;
        QJsonObject json;
        findings::SignState state = findings::SignState::Unverified;
        models::SignCounts children; ///< of an index
        QList<store::TagReturn> returns; ///< tags of it that had left it for a newer digest
        Error error;
    };
    static Answer read(const store::Plan &cache, const QString &origin, const QString &folder,
        const QString &repository, const QString &digest, const QStringList &children, const Clock &clock);
    void take(const Answer &answer);

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    QPointer<ArtifactModels> m_artifact;
    models::SignatureTable m_signatures;
    models::Cell m_verdict;
    Answer m_answer;
    bool m_isAnswered = false;
    QString m_asked; ///< digest
    quint64 m_turn = 0;
};

} // namespace lotse::ui
