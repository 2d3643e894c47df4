// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity/retentionlogtable.h"

#include "harbor/retention.h"
#include "models/tables/kindtables.h"

#include <QRegularExpression>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::RetentionOutcome;

static RetentionOutcome outcomeOf(const Row &row)
{
    return row.record.value.value<RetentionOutcome>();
}

RetentionLogTable::RetentionLogTable(QObject *parent)
    : TableModel(parent)
{
    setColumns({column<RetentionOutcome>(u"outcome"_s, LOTSE_MSG("Outcome"), ColumnKind::State, 130,
                    [this](const RetentionOutcome &o) {
                        if (o.isDeleted())
                            return Cell::state(u"error"_s,
                                m_isDryRun ? word(LOTSE_MSG("would be deleted")) : word(LOTSE_MSG("deleted")));
                        if (o.outcome == "IMMUTABLE"_L1) // no rule keeps it, an immutability rule does
                            return Cell::state(u"warning"_s, word(LOTSE_MSG("immutable")));
                        return o.outcome == "RETAIN"_L1 ? Cell::state(u"ok"_s, word(LOTSE_MSG("retained")))
                                                        : Cell::state(u"unknown"_s, o.outcome);
                    }),
        column<RetentionOutcome>(u"tags"_s, LOTSE_MSG("Tags"), ColumnKind::Text, 240,
            [](const RetentionOutcome &o) {
                return Cell::plain(o.tags.isEmpty() ? word(LOTSE_MSG("(untagged)")) : o.tags.join(u", "_s));
            }),
        column<RetentionOutcome>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 130,
            [](const RetentionOutcome &o) { return Cell::digest(o.digest); }),
        column<RetentionOutcome>(u"kind"_s, LOTSE_MSG("Kind"), ColumnKind::Text, 90,
            [](const RetentionOutcome &o) { return Cell::plain(o.kind); }),
        column<RetentionOutcome>(u"pushed"_s, LOTSE_MSG("Pushed"), ColumnKind::Time, 140,
            [](const RetentionOutcome &o) { return Cell::time(o.pushed); }),
        column<RetentionOutcome>(u"pulled"_s, LOTSE_MSG("Last pull"), ColumnKind::Time, 140,
            [](const RetentionOutcome &o) { return Cell::time(o.pulled); }),
        column<RetentionOutcome>(u"labels"_s, LOTSE_MSG("Labels"), ColumnKind::Text, 160,
            [](const RetentionOutcome &o) { return Cell::plain(o.labels.join(u", "_s)); })});
}

void RetentionLogTable::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    static const QRegularExpression repository(
        QStringLiteral("^\\s*Repository:\\s*(\\S+)"), QRegularExpression::MultilineOption);
    m_repository = repository.match(text).captured(1);
    m_isDryRun = text.contains("Dry Run: true"_L1);
    m_kept = m_deleted = 0;
    m_all.clear();
    const QList<RetentionOutcome> outcomes = harbor::readRetentionLog(text.toUtf8());
    for (qsizetype i = 0; i < outcomes.size(); ++i) {
        (outcomes[i].isDeleted() ? m_deleted : m_kept) += 1;
        m_all.append({outcomes[i].digest + u'/' + QString::number(i), {}, {QVariant::fromValue(outcomes[i]), {}}});
    }
    show();
}

void RetentionLogTable::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    show();
}

void RetentionLogTable::show()
{
    QList<Row> rows;
    for (const Row &row : std::as_const(m_all)) {
        const bool isDeleted = outcomeOf(row).isDeleted();
        if (m_only.isEmpty() || (m_only == "deleted"_L1) == isDeleted)
            rows.append(row);
    }
    setTotal(rows.size());
    setRows(std::move(rows));
    if (!m_text.isEmpty())
        setState(loaded() > 0 ? State::Ready : State::Empty);
    emit textChanged();
}

} // namespace lotse::models
