// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "models/trust/trustanswer.h"
#include "shell/application.h"

#include <QPointer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What the local store knows of the signatures of the registry that is shown: coverage by project, images, who has
 * signed, and sets that shrank. Anew after each sync and each verification. Belongs to a page.
 */
class SignaturesView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY askedChanged)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY onlyChanged)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString notes READ notes NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(bool verified READ isVerified NOTIFY changed)
    Q_PROPERTY(QVariantList counts READ counts NOTIFY changed)
    Q_PROPERTY(QVariantList chartRows READ chartRows NOTIFY changed)
    Q_PROPERTY(lotse::models::TableModel *projects READ projects CONSTANT)
    Q_PROPERTY(lotse::models::TableModel *images READ images CONSTANT)
    Q_PROPERTY(lotse::models::TableModel *signers READ signers CONSTANT)
    Q_PROPERTY(lotse::models::TableModel *shrunk READ shrunk CONSTANT)
public:
    explicit SignaturesView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    /// Which images the table shows: a word of "signed:", "untrusted" for all that are not trusted, empty for all.
    QString only() const { return m_only; }
    void setOnly(const QString &only);

    QString state() const; ///< "loading", "ready", "empty" (no images), "unread" (never synced)
    QString problem() const; ///< why verdicts or policy cannot be read
    QString notes() const; ///< what limits the numbers, in sentences
    QString summary() const;
    bool isVerified() const { return m_answer.newest.isValid(); } ///< anything was ever
    QVariantList counts() const; ///< {word, text, condition, count}, the best first
    QVariantList chartRows() const; ///< of SignaturePlot, at most twelve projects
    models::TableModel *projects() { return &m_projects; }
    models::TableModel *images() { return &m_images; }
    models::TableModel *signers() { return &m_signers; }
    models::TableModel *shrunk() { return &m_shrunk; }

    Q_INVOKABLE void refresh();
    /// Parameters of the page of an image, by its key in `images` or `shrunk`.
    Q_INVOKABLE QVariantMap imageParams(const QString &key) const;
    /// {id, name, fingerprint, algorithm, projects} of a row of `signers`.
    Q_INVOKABLE QVariantMap signer(const QString &key) const;

signals:
    void askedChanged();
    void onlyChanged();
    void changed();

private:
    void take(const models::TrustAnswer &answer, const QString &only, const QList<models::Row> &images);
    void showImages();

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    QString m_only = QStringLiteral("untrusted");
    models::TrustAnswer m_answer;
    models::TableModel m_projects, m_images, m_signers, m_shrunk;
    bool m_isAnswered = false;
    quint64 m_turn = 0, m_imageTurn = 0;
};

} // namespace lotse::ui
