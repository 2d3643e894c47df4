// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/rulefields.h"

#include "models/tables/kindtables.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

bool isOfTags(const QString &scope)
{
    return scope == u"tag"_s;
}

QJsonArray selectorsOf(const QJsonObject &rule, const QString &scope)
{
    return isOfTags(scope) ? rule.value(u"tag_selectors"_s).toArray()
                           : rule.value(u"scope_selectors"_s)[u"repository"_s].toArray();
}

QJsonObject firstOf(const QJsonObject &rule, const QString &scope)
{
    const QJsonObject first = selectorsOf(rule, scope).at(0).toObject();
    if (!first.isEmpty())
        return first;
    return {{u"kind"_s, u"doublestar"_s}, {u"decoration"_s, isOfTags(scope) ? u"matches"_s : u"repoMatches"_s},
        {u"pattern"_s, u"**"_s}};
}

void putFirst(QJsonObject &rule, const QString &scope, const QJsonObject &selector)
{
    QJsonArray all = selectorsOf(rule, scope);
    if (all.isEmpty())
        all.append(selector);
    else
        all.replace(0, selector);
    if (isOfTags(scope)) {
        rule.insert(u"tag_selectors"_s, all);
        return;
    }
    QJsonObject scopes = rule.value(u"scope_selectors"_s).toObject();
    scopes.insert(u"repository"_s, all);
    rule.insert(u"scope_selectors"_s, scopes);
}

QJsonObject extrasOf(const QJsonObject &selector)
{
    return QJsonDocument::fromJson(selector.value(u"extras"_s).toString().toUtf8()).object();
}

} // namespace

QString patternOf(const QJsonObject &rule, const QString &scope)
{
    return firstOf(rule, scope).value(u"pattern"_s).toString();
}

QString decorationOf(const QJsonObject &rule, const QString &scope)
{
    return firstOf(rule, scope).value(u"decoration"_s).toString();
}

void setPattern(QJsonObject &rule, const QString &scope, const QString &pattern)
{
    QJsonObject selector = firstOf(rule, scope);
    selector.insert(u"pattern"_s, pattern);
    putFirst(rule, scope, selector);
}

void setDecoration(QJsonObject &rule, const QString &scope, const QString &decoration)
{
    QJsonObject selector = firstOf(rule, scope);
    selector.insert(u"decoration"_s, decoration);
    putFirst(rule, scope, selector);
}

bool takesUntagged(const QJsonObject &rule)
{
    return extrasOf(firstOf(rule, u"tag"_s)).value(u"untagged"_s).toBool(true);
}

void setUntagged(QJsonObject &rule, bool takes)
{
    QJsonObject selector = firstOf(rule, u"tag"_s);
    QJsonObject extras = extrasOf(selector);
    extras.insert(u"untagged"_s, takes);
    selector.insert(u"extras"_s, QString::fromUtf8(QJsonDocument(extras).toJson(QJsonDocument::Compact)));
    putFirst(rule, u"tag"_s, selector);
}

bool hasMoreSelectors(const QJsonObject &rule)
{
    return selectorsOf(rule, u"tag"_s).size() > 1 || selectorsOf(rule, u"repository"_s).size() > 1
        || rule.value(u"scope_selectors"_s).toObject().size() > 1;
}

QString patternProblem(const QString &pattern)
{
    if (pattern.trimmed().isEmpty())
        return word(LOTSE_MSG("Enter a pattern; ** matches everything."));
    if (pattern != pattern.trimmed() || pattern.contains(u' '))
        return word(LOTSE_MSG("A pattern cannot contain spaces. Write several patterns as {a,b}."));
    int depth = 0;
    for (const QChar one : pattern) {
        depth += one == u'{' ? 1 : one == u'}' ? -1 : 0;
        if (depth < 0 || depth > 1)
            break;
        if (one == u',' && depth == 0)
            return word(LOTSE_MSG("Put several patterns in braces: {a,b}."));
    }
    if (depth != 0)
        return word(LOTSE_MSG("A brace is not closed."));
    return {};
}

QJsonObject newRetentionRule()
{
    QJsonObject rule{{u"disabled"_s, false}, {u"action"_s, u"retain"_s}, {u"template"_s, u"latestPushedK"_s},
        {u"params"_s, QJsonObject{{u"latestPushedK"_s, 10}}}};
    setPattern(rule, u"repository"_s, u"**"_s);
    setPattern(rule, u"tag"_s, u"**"_s);
    setUntagged(rule, true);
    return rule;
}

QJsonObject ruleEssence(QJsonObject rule)
{
    rule.remove(u"id"_s);
    rule.remove(u"priority"_s);
    return rule;
}

} // namespace lotse::models
