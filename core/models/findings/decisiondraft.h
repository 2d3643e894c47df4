// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/decide.h"
#include "models/findings/findingsquerymodel.h"

#include <QPointer>

namespace lotse::models {

/**
 * A decision while a person fills it in: its fields, what is still missing, and what it would do before it is made. The
 * rows are taken when it is begun; should a sync swap the set meanwhile, the draft must be begun again. Writes nothing
 * itself: decided() hands the decisions to whoever keeps them. Belongs to a page.
 */
class DecisionDraft : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString state READ state WRITE setState NOTIFY changed)
    Q_PROPERTY(QString justification READ justification WRITE setJustification NOTIFY changed)
    Q_PROPERTY(QStringList responses READ responses WRITE setResponses NOTIFY changed)
    Q_PROPERTY(QString reason READ reason WRITE setReason NOTIFY changed)
    Q_PROPERTY(QString ticket READ ticket WRITE setTicket NOTIFY changed)
    Q_PROPERTY(QString expires READ expires WRITE setExpires NOTIFY changed)
    Q_PROPERTY(QString review READ review WRITE setReview NOTIFY changed)
    Q_PROPERTY(QString reach READ reach WRITE setReach NOTIFY changed)
    Q_PROPERTY(bool allVersions READ isForAllVersions WRITE setForAllVersions NOTIFY changed)
    Q_PROPERTY(bool hides READ isHiding WRITE setHiding NOTIFY changed)
    Q_PROPERTY(bool mayHide READ mayHide NOTIFY changed)
    Q_PROPERTY(bool isChange READ isChange NOTIFY changed)
    Q_PROPERTY(qint64 rows READ rows NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString wrongField READ wrongField NOTIFY changed)
    Q_PROPERTY(QString preview READ preview NOTIFY previewChanged)
    Q_PROPERTY(QString consequence READ consequence NOTIFY previewChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY previewChanged)
    Q_PROPERTY(bool ready READ isReady NOTIFY previewChanged)
    Q_PROPERTY(bool outdated READ isOutdated NOTIFY previewChanged)
public:
    explicit DecisionDraft(QObject *parent = nullptr);
    ~DecisionDraft() override;

    /// Begins a decision on these rows of the table, or on all that match; `state` is a word of findings::stateWord.
    Q_INVOKABLE void begin(
        lotse::models::FindingsQueryModel *bench, const QStringList &keys, bool isAll, const QString &state);
    /// Begins a change of a decision that is in force: the new one takes its place, with its scope and match.
    void beginChange(lotse::models::FindingsQueryModel *bench, const findings::Decision &before);
    /// What is decided already; for the preview.
    void setExisting(const QList<findings::Decision> &decisions);
    /// Makes it: decided() follows, unless something is missing. Should what is decided move meanwhile, it is worked
    /// out once more first.
    Q_INVOKABLE void decide();
    Q_INVOKABLE void drop(); ///< lets the rows go

    QString state() const { return findings::stateWord(m_pattern.state); }
    void setState(const QString &word);
    QString justification() const { return findings::justificationWord(m_pattern.justification); }
    void setJustification(const QString &word);
    QStringList responses() const { return m_pattern.responses; }
    void setResponses(const QStringList &words);
    QString reason() const { return m_pattern.reason; }
    void setReason(const QString &text);
    QString ticket() const { return m_pattern.ticket; }
    void setTicket(const QString &text);
    QString expires() const { return m_expires; } ///< "2027-01-31", as typed; empty: never
    void setExpires(const QString &day);
    QString review() const { return m_review; }
    void setReview(const QString &day);
    /// "everywhere", "registry", "project", "repository", "digest"
    QString reach() const;
    void setReach(const QString &word);
    bool isForAllVersions() const { return m_isForAllVersions; }
    void setForAllVersions(bool isForAll);
    bool isHiding() const { return m_pattern.isHiding; }
    void setHiding(bool isHiding);
    bool mayHide() const; ///< what is in triage or affected stays visible
    bool isChange() const { return m_before.has_value(); }
    qint64 rows() const { return qint64(m_rows.size()); }

    QString problem() const { return m_problem.text(); } ///< what is missing, in a sentence
    QString wrongField() const { return m_problem.where; } ///< as in findings::checkDecision
    /// "12480 findings in 311 images, 14 already decided stay."; empty while it is worked out.
    QString preview() const;
    /// What it reaches besides the rows, and what it overrules; empty where neither.
    QString consequence() const;
    bool isBusy() const { return m_isBusy; }
    bool isReady() const; ///< nothing is missing and there is something to decide
    bool isOutdated() const; ///< the set is another one than that of the rows

signals:
    void changed();
    void previewChanged();
    void decided(const QList<lotse::findings::Decision> &decisions, const QString &note);

private:
    void start(FindingsQueryModel *bench);
    void touch(bool isPreviewKept = false);
    void check();
    void work();
    findings::Context context() const;

    QPointer<FindingsQueryModel> m_bench;
    findings::FindingSet::Ptr m_set;
    findings::Rows m_rows;
    QString m_question; ///< what was asked when it was begun, for the history
    QList<findings::Decision> m_existing;
    std::optional<findings::Decision> m_before;
    findings::Decision m_pattern;
    findings::Severity m_worst = findings::Severity::None;
    QString m_expires, m_review;
    findings::Reach m_reach = findings::Reach::Repository; ///< kept from one decision to the next
    bool m_isForAllVersions = false;
    Error m_problem;
    std::optional<findings::Proposal> m_proposal;
    bool m_isBusy = false;
    bool m_isMaking = false; ///< it is made as soon as it is worked out
    std::shared_ptr<std::atomic<quint64>> m_turn;
};

} // namespace lotse::models
