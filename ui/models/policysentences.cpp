// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policysentences.h"

#include "base/cron.h"
#include "harbor/retention.h"
#include "models/tables/column.h"
#include "models/tables/cronwords.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::ui {

using harbor::RetentionPolicy;

void PolicySentences::setPolicy(const QVariant &policy)
{
    m_policy = policy;
    emit changed();
}

QVariantList PolicySentences::rules() const
{
    QVariantList out;
    const auto policy = m_policy.value<RetentionPolicy>();
    for (const harbor::RetentionRule &rule : policy.rules) {
        QStringList sentence;
        for (const Message &part : harbor::sentenceOf(rule))
            sentence += part.text();
        out.append(QVariantMap{{QStringLiteral("text"), sentence.join(QStringLiteral(", "))},
            {QStringLiteral("disabled"), rule.disabled}});
    }
    return out;
}

QString PolicySentences::cron() const
{
    const auto policy = m_policy.value<RetentionPolicy>();
    return QJsonDocument::fromJson(policy.trigger.settings.text).object().value(QStringLiteral("cron")).toString();
}

QString PolicySentences::schedule() const
{
    const QString text = cron();
    if (text.isEmpty())
        return QCoreApplication::translate("PolicySentences", "Manual: no schedule is set.");
    const QString words = models::cronText(text);
    return words == text || words.contains(text)
        ? QCoreApplication::translate("PolicySentences", "Schedule %1 (UTC)").arg(words)
        : QCoreApplication::translate("PolicySentences", "Schedule: %1 (cron %2)").arg(words, text);
}

QStringList PolicySentences::nextRuns() const
{
    QStringList out;
    if (const auto parsed = Cron::parse(cron())) {
        for (const QDateTime &run : parsed->next(QDateTime::currentDateTimeUtc(), 3))
            out += models::Cell::time(run).text;
    }
    return out;
}

} // namespace lotse::ui
