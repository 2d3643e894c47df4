// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace lotse::models {

/// The members of a rule (of retention, or of immutability) that a form edits, over the server's own object: what the
/// form does not know stays as it is. `scope` is "repository" or "tag".

QString patternOf(const QJsonObject &rule, const QString &scope);
QString decorationOf(const QJsonObject &rule, const QString &scope); ///< "matches", "repoExcludes"
void setPattern(QJsonObject &rule, const QString &scope, const QString &pattern);
void setDecoration(QJsonObject &rule, const QString &scope, const QString &decoration);
/// Whether untagged artifacts count; true where it is not said.
bool takesUntagged(const QJsonObject &rule);
void setUntagged(QJsonObject &rule, bool takes);
/// Whether a rule has selectors besides the first of each scope, which a form with one of each leaves alone.
bool hasMoreSelectors(const QJsonObject &rule);
/// What is wrong with a doublestar pattern, in a sentence; empty where nothing is.
QString patternProblem(const QString &pattern);

/// A rule of retention to begin with: the ten artifacts that were pushed last, of all repositories and tags.
QJsonObject newRetentionRule();
/// A rule without what says nothing about it, so that two can be compared.
QJsonObject ruleEssence(QJsonObject rule);

} // namespace lotse::models
