// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/decisionbook.h"
#include "models/findings/findingreading.h"
#include "models/findings/findingsquerymodel.h"

namespace lotse::models {

/**
 * All that is known of the row that is looked at: of a finding its texts, scores, the images that have it and who
 * pulled them, what was decided and how that came about; of a group what its findings have in common. Read on workers
 * from the local store, never from a registry. Belongs to a page.
 */
class FindingDetail : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantMap finding READ finding NOTIFY changed)
    Q_PROPERTY(QVariantList images READ images NOTIFY changed)
    Q_PROPERTY(qint64 imageCount READ imageCount NOTIFY changed)
    Q_PROPERTY(QVariantList history READ history NOTIFY changed)
    Q_PROPERTY(QString decisionId READ decisionId NOTIFY changed)
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
public:
    explicit FindingDetail(QObject *parent = nullptr);
    ~FindingDetail() override;

    /// Where texts and audit entries are read; without it there are none. `clock` outlives this.
    void setStore(const store::Plan &plan, const Clock *clock);
    /// What was decided, oldest first.
    void setHistory(const QList<findings::DecisionEvent> &history);
    /// Shows the row or group of this key; an empty one shows nothing.
    Q_INVOKABLE void show(lotse::models::FindingsQueryModel *bench, const QString &key);

    /**
     * {title, subtitle, severity, state, stateWord, canonical, package, facts: [{name, value, mono}], description,
     * links}. Empty where nothing is shown. Texts are safe to be shown as plain text.
     */
    QVariantMap finding() const { return m_finding; }
    /// {registryId, registry, project, repository, name, digest, tags, pushed, pulled, puller, pulledBy,
    /// pullerUnread}, at most 200, the last pulled first. `puller` and `pulledBy` come from the audit trail; where it
    /// has no pull, `pullerUnread` says whether it may lack one.
    QVariantList images() const { return m_images; }
    qint64 imageCount() const { return m_imageCount; } ///< of all
    /// {at, author, what, reason, note, id, inForce}, newest first.
    QVariantList history() const;
    QString decisionId() const { return m_decisionId; } ///< of the decision in force or expired; empty where none
    bool isLoading() const { return m_isLoading; }
    QString errorText() const { return m_error.text(); }

signals:
    void changed();

private:
    void describe(const FindingWanted &wanted);

    store::Plan m_plan;
    const Clock *m_clock = nullptr;
    QList<findings::DecisionEvent> m_events;
    QVariantMap m_finding;
    QVariantList m_images;
    qint64 m_imageCount = 0;
    std::optional<findings::Occurrence> m_occurrence;
    QString m_decisionId;
    bool m_isLoading = false;
    Error m_error;
    std::shared_ptr<std::atomic<quint64>> m_turn;
};

} // namespace lotse::models
