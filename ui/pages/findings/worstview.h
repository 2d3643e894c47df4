// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/worstquery.h"
#include "shell/application.h"

#include <QPointer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What is worst by the reports in the local store, held against what the registry itself names. Anew after each sync.
 * Belongs to a page.
 */
class WorstView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY askedChanged)
    Q_PROPERTY(QVariant summary READ summary WRITE setSummary NOTIFY askedChanged)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString read READ read NOTIFY changed)
    Q_PROPERTY(QVariantList artifacts READ artifacts NOTIFY changed)
    Q_PROPERTY(QVariantList vulnerabilities READ vulnerabilities NOTIFY changed)
    Q_PROPERTY(QStringList artifactMarks READ artifactMarks NOTIFY changed)
    Q_PROPERTY(QStringList vulnerabilityMarks READ vulnerabilityMarks NOTIFY changed)
    Q_PROPERTY(QStringList artifactHereMarks READ artifactHereMarks NOTIFY changed)
    Q_PROPERTY(QStringList vulnerabilityHereMarks READ vulnerabilityHereMarks NOTIFY changed)
    Q_PROPERTY(QString artifactWhy READ artifactWhy NOTIFY changed)
    Q_PROPERTY(QString vulnerabilityWhy READ vulnerabilityWhy NOTIFY changed)
    Q_PROPERTY(bool artifactsAgree READ artifactsAgree NOTIFY changed)
    Q_PROPERTY(bool vulnerabilitiesAgree READ vulnerabilitiesAgree NOTIFY changed)
public:
    using QObject::QObject;

    Application *app() const { return m_app; }
    void setApp(Application *app);
    /// What the registry names: a harbor::SecuritySummary; invalid before it is known.
    QVariant summary() const { return m_summary; }
    void setSummary(const QVariant &summary);

    /// "loading", "ready", "unread" (the local store holds no report of this registry).
    QString state() const;
    QString read() const; ///< when the oldest of the reports was read, in a sentence
    QVariantList artifacts() const; ///< {text, mono, note, severity, page, params}
    QVariantList vulnerabilities() const;
    /// How each place of the registry's list differs; empty texts where it does not.
    QStringList artifactMarks() const;
    QStringList vulnerabilityMarks() const;
    QStringList artifactHereMarks() const; ///< likewise of `artifacts`
    QStringList vulnerabilityHereMarks() const;
    QString artifactWhy() const; ///< why they differ, or that they do not, in sentences
    QString vulnerabilityWhy() const;
    bool artifactsAgree() const { return m_answer.artifacts.agrees(); }
    bool vulnerabilitiesAgree() const { return m_answer.vulnerabilities.agrees(); }

signals:
    void askedChanged();
    void changed();

private:
    void refresh();

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    QVariant m_summary;
    models::WorstAnswer m_answer;
    bool m_isAnswered = false;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
