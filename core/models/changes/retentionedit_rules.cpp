// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/retentionedit.h"

#include "base/cron.h"
#include "models/changes/rulefields.h"
#include "models/tables/cronwords.h"
#include "models/tables/kindtables.h"
#include "json/codec.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr qsizetype mostRules = 15;

struct Template {
    const char *id;
    const char *text; ///< English, translated in context "core"
    const char *unit; ///< "COUNT", "DAYS", empty: no number
};

const QList<Template> &templateRows()
{
    static const QList<Template> all{{"latestPushedK", LOTSE_MSG("the most recently pushed # artifacts"), "COUNT"},
        {"latestPulledN", LOTSE_MSG("the most recently pulled # artifacts"), "COUNT"},
        {"nDaysSinceLastPush", LOTSE_MSG("pushed within the last # days"), "DAYS"},
        {"nDaysSinceLastPull", LOTSE_MSG("pulled within the last # days"), "DAYS"},
        {"always", LOTSE_MSG("always"), ""}};
    return all;
}

QString unitOf(const QString &name)
{
    for (const Template &one : templateRows()) {
        if (name == QLatin1StringView(one.id))
            return QString::fromLatin1(one.unit);
    }
    return {};
}

qint64 numberOf(const QJsonObject &rule)
{
    return rule.value(u"params"_s)[rule.value(u"template"_s).toString()].toInteger();
}

const QList<std::pair<QString, QString>> &presets()
{
    static const QList<std::pair<QString, QString>> all{{u"none"_s, QString()}, {u"hourly"_s, u"0 0 * * * *"_s},
        {u"daily"_s, u"0 0 0 * * *"_s}, {u"weekly"_s, u"0 0 0 * * 0"_s}};
    return all;
}

} // namespace

QVariantList RetentionEdit::templates() const
{
    QVariantList out;
    for (const Template &one : templateRows())
        out.append(QVariantMap{{u"id"_s, QString::fromLatin1(one.id)}, {u"text"_s, word(one.text)},
            {u"unit"_s, QString::fromLatin1(one.unit)}});
    return out;
}

void RetentionEdit::addRule()
{
    if (m_rules.size() >= mostRules)
        return;
    m_rules.append(newRetentionRule());
    touch();
}

void RetentionEdit::removeRule(int rule)
{
    if (rule < 0 || rule >= m_rules.size())
        return;
    m_rules.removeAt(rule);
    touch();
}

void RetentionEdit::moveRule(int rule, int by)
{
    if (rule < 0 || rule >= m_rules.size() || rule + by < 0 || rule + by >= m_rules.size())
        return;
    m_rules.move(rule, rule + by);
    touch();
}

void RetentionEdit::setRule(int rule, const QString &member, const QVariant &value)
{
    if (rule < 0 || rule >= m_rules.size())
        return;
    QJsonObject &one = m_rules[rule];
    const QJsonObject before = one;
    if (member == u"template"_s) {
        const qint64 number = numberOf(one) > 0 ? numberOf(one) : 10;
        one.insert(u"template"_s, value.toString());
        one.insert(
            u"params"_s, unitOf(value.toString()).isEmpty() ? QJsonObject() : QJsonObject{{value.toString(), number}});
    } else if (member == u"number"_s) {
        one.insert(u"params"_s, QJsonObject{{one.value(u"template"_s).toString(), value.toLongLong()}});
    } else if (member == u"repositories"_s) {
        setPattern(one, u"repository"_s, value.toString());
    } else if (member == u"repositoryDecoration"_s) {
        setDecoration(one, u"repository"_s, value.toString());
    } else if (member == u"tags"_s) {
        setPattern(one, u"tag"_s, value.toString());
    } else if (member == u"tagDecoration"_s) {
        setDecoration(one, u"tag"_s, value.toString());
    } else if (member == u"untagged"_s) {
        setUntagged(one, value.toBool());
    } else if (member == u"disabled"_s) {
        one.insert(u"disabled"_s, value.toBool());
    }
    if (one != before)
        touch();
}

QString RetentionEdit::ruleProblem(const QJsonObject &rule) const
{
    const QString name = rule.value(u"template"_s).toString();
    if (!unitOf(name).isEmpty() && numberOf(rule) < 1)
        return word(LOTSE_MSG("The number must be 1 or more."));
    for (const QString &scope : {u"repository"_s, u"tag"_s}) {
        if (const QString wrong = patternProblem(patternOf(rule, scope)); !wrong.isEmpty())
            return wrong;
    }
    const auto same = std::count_if(m_rules.begin(), m_rules.end(),
        [&](const QJsonObject &other) { return ruleEssence(other) == ruleEssence(rule); });
    return same > 1 ? word(LOTSE_MSG("Two rules are the same. Harbor rejects duplicate rules.")) : QString();
}

QVariantList RetentionEdit::rules() const
{
    QVariantList out;
    for (const QJsonObject &rule : m_rules) {
        const QString name = rule.value(u"template"_s).toString();
        const auto read = json::decode<harbor::RetentionRule>(QJsonDocument(rule).toJson(QJsonDocument::Compact));
        QStringList sentence;
        for (const Message &part : read ? harbor::sentenceOf(*read) : QList<Message>())
            sentence.append(part.text());
        out.append(QVariantMap{{u"template"_s, name}, {u"number"_s, numberOf(rule)},
            {u"hasNumber"_s, !unitOf(name).isEmpty()}, {u"unit"_s, unitOf(name)},
            {u"repositories"_s, patternOf(rule, u"repository"_s)},
            {u"repositoryDecoration"_s, decorationOf(rule, u"repository"_s)}, {u"tags"_s, patternOf(rule, u"tag"_s)},
            {u"tagDecoration"_s, decorationOf(rule, u"tag"_s)}, {u"untagged"_s, takesUntagged(rule)},
            {u"disabled"_s, rule.value(u"disabled"_s).toBool()}, {u"text"_s, sentence.join(u", "_s)},
            {u"problem"_s, ruleProblem(rule)}, {u"more"_s, hasMoreSelectors(rule)}});
    }
    return out;
}

QString RetentionEdit::schedule() const
{
    if (m_isCustom)
        return u"custom"_s;
    for (const auto &[name, cron] : presets()) {
        if (m_cron.trimmed() == cron)
            return name;
    }
    return u"custom"_s;
}

void RetentionEdit::setSchedule(const QString &schedule)
{
    if (schedule == this->schedule())
        return;
    m_isCustom = schedule == u"custom"_s;
    for (const auto &[name, cron] : presets()) {
        if (schedule == name)
            m_cron = cron;
    }
    if (m_isCustom && m_cron.isEmpty())
        m_cron = u"0 0 3 * * *"_s;
    touch();
}

void RetentionEdit::setCron(const QString &cron)
{
    if (cron == m_cron)
        return;
    m_cron = cron;
    m_isCustom = true;
    touch();
}

QString RetentionEdit::cronProblem() const
{
    const QString cron = m_cron.simplified();
    if (cron.isEmpty())
        return m_isCustom ? word(LOTSE_MSG("Enter a schedule of six fields: second minute hour day month weekday."))
                          : QString();
    const QStringList fields = cron.split(u' ');
    if (!cron.startsWith(u'@') && fields.size() != 6)
        return Message{LOTSE_MSG("A schedule has six fields (second minute hour day month weekday), not %1."),
            {QString::number(fields.size())}}
            .text();
    if (!Cron::parse(cron))
        return word(LOTSE_MSG("Harbor does not accept this schedule."));
    if (!cron.startsWith(u'@') && fields[0] != u"0"_s)
        return word(LOTSE_MSG("The first field, the second, must be 0."));
    return {};
}

QString RetentionEdit::scheduleSentence() const
{
    return cronProblem().isEmpty() ? scheduleText(m_cron.simplified(), QDateTime::currentDateTimeUtc()) : QString();
}

} // namespace lotse::models
