// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/workbenchtable.h"

#include <QVariantMap>

namespace lotse::models {

/**
 * One question over the findings of all registries, and its answer: the filter as text, the pivot, the order, the rows,
 * how much there is and what the filter can be narrowed to. Answers are made on workers; one that came too late is
 * dropped. The context (set, priority lists, what is decided) is handed in by whoever owns it. Belongs to a page.
 */
class FindingsQueryModel : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QVariantMap problem READ problem NOTIFY textChanged)
    Q_PROPERTY(QString pivot READ pivotName WRITE setPivotName NOTIFY pivotChanged)
    Q_PROPERTY(QString shownPivot READ shownPivot NOTIFY shown)
    Q_PROPERTY(lotse::models::WorkbenchTable *table READ table CONSTANT)
    Q_PROPERTY(QVariantMap counts READ counts NOTIFY counted)
    Q_PROPERTY(QVariantList facets READ facets NOTIFY facetsChanged)
    Q_PROPERTY(bool counting READ isCounting NOTIFY counted)
    Q_PROPERTY(qint64 matching READ matching NOTIFY shown)
    Q_PROPERTY(qint64 whole READ whole NOTIFY contextChanged)
    Q_PROPERTY(bool blank READ isBlank NOTIFY contextChanged)
    Q_PROPERTY(bool hasLists READ hasLists NOTIFY contextChanged)
    Q_PROPERTY(QVariantList completions READ completions NOTIFY completed)
    Q_PROPERTY(QString completedText READ completedText NOTIFY completed)
    Q_PROPERTY(QString current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(double answerTime READ answerTime NOTIFY shown)
    Q_PROPERTY(double countTime READ countTime NOTIFY counted)
public:
    explicit FindingsQueryModel(QObject *parent = nullptr);
    ~FindingsQueryModel() override;

    /// What questions are asked of; `isLoading` while more of it is being read, `error` where that failed. The set may
    /// be empty, never null.
    void setContext(const findings::Context &context, bool isLoading = false, const Error &error = {});
    const findings::Context &context() const { return m_context; }

    QString text() const { return m_text; }
    /// A text that is no query leaves the answer before it in place, and `problem` says where it is wrong.
    void setText(const QString &text) { take(text, text); }
    /// The same while it is typed: the beginning of a key before the cursor does not filter yet.
    Q_INVOKABLE void type(const QString &text, int cursor);
    /// {position, length, sentence} of what is wrong with the text, empty where nothing is.
    QVariantMap problem() const;
    const findings::Query &query() const { return m_query; } ///< of the last text that was one

    QString pivotName() const { return findings::pivotWord(m_pivot); } ///< that is asked for
    void setPivotName(const QString &word);
    QString shownPivot() const { return findings::pivotWord(m_table.pivot()); }

    WorkbenchTable *table() { return &m_table; }
    const WorkbenchTable *table() const { return &m_table; }
    /// {occurrences, issues, images, vulnerabilities, packages, repositories, fixable} of the rows; while they are
    /// being counted those of the question before.
    QVariantMap counts() const;
    /// {key, value, name, occurrences, on} of each value that the filter can be narrowed to.
    QVariantList facets() const { return m_facets; }
    /// Those of a key that leave something, or are on.
    Q_INVOKABLE QVariantList facetsOf(const QString &key) const;
    /// One of them; empty where there is no such value.
    Q_INVOKABLE QVariantMap facet(const QString &key, const QString &value) const;
    bool isCounting() const { return m_isCounting; }
    qint64 matching() const; ///< occurrences that the query matches, whatever the pivot
    qint64 whole() const { return m_context.set->rowCount(); } ///< occurrences in the store
    bool isBlank() const { return m_context.set->parts().empty(); } ///< nothing was ever read
    bool hasLists() const { return m_context.facts != nullptr; }
    double answerTime() const { return m_answerTime; } ///< milliseconds from question to rows
    double countTime() const { return m_countTime; }

    /// Takes a value into the filter or out of it; nothing where the text is no query.
    Q_INVOKABLE void setFacet(const QString &key, const QString &value, bool on);
    /// Takes all values of a key out of the filter.
    Q_INVOKABLE void clearFacet(const QString &key);
    /// The text that shows the rows of a group alone.
    Q_INVOKABLE QString textOf(const QString &groupKey) const;
    /// "Upgrade openssl to 3.0.15: closes 412 findings in 37 images." of a group; empty for other pivots.
    Q_INVOKABLE QString sentenceOf(const QString &groupKey) const;

    /// Asks what may stand at the cursor; `completions` follows: {text, position, length, occurrences}.
    Q_INVOKABLE void askCompletions(const QString &text, int cursor);
    Q_INVOKABLE void dropCompletions();
    QVariantList completions() const { return m_completions; }
    QString completedText() const { return m_completedText; } ///< the text that `completions` are for

    /// The key of the row that is looked at. After a sync it names the same finding again, if that is still there.
    QString current() const { return m_current; }
    void setCurrent(const QString &key);

    /// The rows that these keys stand for, or all that match.
    findings::Rows rowsOf(const QStringList &keys, bool isAll) const;

signals:
    void textChanged();
    void pivotChanged();
    void shown();
    void counted();
    void facetsChanged();
    void contextChanged();
    void completed();
    void currentChanged();

private:
    void take(const QString &text, const QString &asked);
    void ask();
    void take(const std::shared_ptr<const WorkbenchAnswer> &answer);
    void follow();
    void tell();

    findings::Context m_context;
    quint64 m_generation = 0;
    QString m_text;
    QString m_asked; ///< what of the text counts already
    findings::Query m_query;
    std::optional<findings::QueryError> m_problem;
    findings::Pivot m_pivot = findings::Pivot::Finding;
    WorkbenchTable m_table;
    std::shared_ptr<const WorkbenchCounts> m_counts;
    QVariantList m_facets; ///< of m_counts
    std::shared_ptr<const WorkbenchOrder> m_order;
    std::shared_ptr<std::atomic<quint64>> m_turn; ///< number of the last question; shared with the workers
    std::shared_ptr<std::atomic<quint64>> m_completionTurn;
    QVariantList m_completions;
    QString m_completedText;
    bool m_isAsking = false;
    bool m_isCounting = true;
    bool m_isLoading = false;
    Error m_error;
    QString m_current;
    std::optional<findings::OccurrenceKey> m_currentKey;
    double m_answerTime = 0;
    double m_countTime = 0;
};

} // namespace lotse::models
