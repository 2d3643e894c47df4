// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/quotaedit.h"

#include "base/format.h"
#include "change/sizeformula.h"
#include "harbor/configuration.h"
#include "harbor/quota.h"
#include "models/follow.h"

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

QString limitText(qint64 bytes)
{
    return bytes < 0 ? Message{LOTSE_MSG("unlimited"), {}}.text() : format::bytes(bytes, QLocale());
}

} // namespace

void QuotaEdit::setChanges(ChangeList *changes)
{
    if (!follow(m_changes, changes, this, &ChangeList::stagedChanged, &QuotaEdit::stagedChanged))
        return;
    emit changed();
    emit stagedChanged();
}

void QuotaEdit::setHistory(UsageHistory *history)
{
    if (!follow(m_history, history, this, &UsageHistory::changed, &QuotaEdit::changed))
        return;
    emit changed();
}

void QuotaEdit::setKeys(const QStringList &keys)
{
    m_keys = keys;
    m_isOfDefault = false;
    emit changed();
}

void QuotaEdit::readDefault()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session)
        return;
    session->harbor().page(*harbor::endpoint("configuration"), {}, 1, this, [this](const Result<harbor::Page> &page) {
        if (!page) {
            emit defaultRefused(page.error().text());
            return;
        }
        for (const json::Record &record : page->records.rows) {
            const auto item = record.value.value<harbor::ConfigurationItem>();
            if (item.key != u"storage_per_project"_s)
                continue;
            m_default = item.value.text.trimmed().toLongLong();
            m_isOfDefault = true;
            emit changed();
            emit defaultRead();
            return;
        }
        emit defaultRefused(
            Message{LOTSE_MSG("The registry does not report the default quota of new projects."), {}}.text());
    });
}

QString QuotaEdit::start() const
{
    if (m_isOfDefault)
        return limitText(m_default);
    if (!m_table)
        return {};
    QString out;
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        const QString text = quota ? limitText(quota->hardBytes()) : QString();
        if (!out.isEmpty() && text != out)
            return {};
        out = text;
    }
    return out;
}

QString QuotaEdit::problem() const
{
    if (!m_table || m_text.trimmed().isEmpty())
        return {};
    if (m_isOfDefault)
        return change::sizeOf(m_text, {0, m_default}).error().text();
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        if (!quota)
            continue;
        if (quota->id <= 0)
            return Message{LOTSE_MSG("This account cannot change the quota of %1."), {quota->ref.name}}.text();
        if (const Result<qint64> limit = change::sizeOf(m_text, {quota->usedBytes(), quota->hardBytes()}); !limit)
            return limit.error().text();
    }
    return {};
}

QVariantList QuotaEdit::rows() const
{
    QVariantList out;
    if (!m_table || m_text.trimmed().isEmpty())
        return out;
    if (m_isOfDefault)
        return out;
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        const Result<qint64> limit =
            quota ? change::sizeOf(m_text, {quota->usedBytes(), quota->hardBytes()}) : Result<qint64>(qint64(-1));
        if (!quota || !limit)
            continue;
        const bool isFull = *limit >= 0 && quota->usedBytes() > *limit;
        const harbor::UsageForecast forecast =
            m_history ? m_history->forecast(*quota, *limit) : harbor::UsageForecast();
        const bool hasDay = forecast.kind == harbor::UsageForecast::Kind::OnDay;
        out.append(QVariantMap{{u"project"_s, quota->ref.name}, {u"now"_s, limitText(quota->hardBytes())},
            {u"then"_s, limitText(*limit)}, {u"isFull"_s, isFull},
            {u"used"_s, format::bytes(quota->usedBytes(), QLocale())},
            {u"forecast"_s, hasDay ? forecast.day.toString(Qt::ISODate) : QString()}});
    }
    return out;
}

QVariantMap QuotaEdit::stagedCells() const
{
    QVariantMap out;
    if (!m_changes || !m_table)
        return out;
    for (const change::Change &change : m_changes->plan().changes) {
        if (change.operation != "updateQuota" || change.edits.isEmpty() || m_changes->isDone(change.id))
            continue;
        out.insert(change.names.value(u"project"_s) + u"/limit"_s, limitText(change.edits.first().after.toInteger()));
    }
    return out;
}

bool QuotaEdit::stage()
{
    if (!m_table || !m_changes || m_text.trimmed().isEmpty() || !problem().isEmpty())
        return false;
    QList<change::Change> changes;
    if (m_isOfDefault) {
        change::Change change;
        change.operation = "updateConfigurations";
        change.edits = {{u"storage_per_project"_s, m_default, *change::sizeOf(m_text, {0, m_default})}};
        return m_changes->stage(change);
    }
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        if (!quota)
            continue;
        change::Change change;
        change.operation = "updateQuota";
        change.path = {{u"id"_s, QString::number(quota->id)}};
        change.names = {{u"project"_s, quota->ref.name}, {u"used"_s, QString::number(quota->usedBytes())}};
        const qint64 limit = *change::sizeOf(m_text, {quota->usedBytes(), quota->hardBytes()});
        change.edits = {{u"hard.storage"_s, quota->hardBytes(), limit}};
        changes.append(change);
    }
    return m_changes->stage(changes);
}

} // namespace lotse::models
