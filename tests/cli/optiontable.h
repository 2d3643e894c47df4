// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

using namespace Qt::StringLiterals;

/// What the commands take, as the tests hold it against the program.
namespace optiontable {

/// The options that choose a registry and reach it.
inline const QStringList kConnection =
    u"cli-secret password-fd master-password-fd ca realm plain-http-confirm client-cert "
    "client-key timeout deadline"_s.split(u' ');
inline const QStringList kAddress = QStringList{u"url"_s, u"user"_s} + kConnection;
inline const QStringList kRegistry = QStringList{u"account"_s, u"demo"_s} + kAddress;

inline QStringList list(const char *names)
{
    return QString::fromLatin1(names).split(u' ', Qt::SkipEmptyParts);
}

/// What each form of each command takes. An option that comes new has to be written here, and below, with its effect.
inline const QMap<QString, QStringList> &taken()
{
    static const QMap<QString, QStringList> table{
        {u"accounts"_s, list("json csv")},
        {u"accounts list"_s, list("json csv")},
        {u"accounts add"_s, kAddress + list("name keep colour production no-test")},
        {u"accounts edit"_s,
            list("name colour production plain-http-confirm realm client-cert client-key timeout deadline "
                 "master-password-fd")},
        {u"accounts test"_s, kRegistry + list("json csv")},
        {u"accounts remove"_s, list("master-password-fd")},
        {u"overview"_s, kRegistry + list("json csv progress")},
        {u"tree"_s, kRegistry + list("json csv progress tags project")},
        {u"artifact"_s, kRegistry + list("json csv pull")},
        {u"get"_s, kRegistry + list("json csv progress project raw-query")},
        {u"kinds"_s, list("json csv")},
        {u"sync"_s, kRegistry + list("json csv progress recheck no-snapshot")},
        {u"findings"_s, list("account demo json csv group format author author-url")},
        {u"audit"_s,
            list("account demo json csv progress since until user robots project operation resource resource-type "
                 "result text story cve unusual limits limit oldest-first ndjson export")},
        {u"decide"_s,
            list(
                "account demo json state justification response reason detail expires review ticket approved-by author "
                "reach all-versions visible yes")},
        {u"decisions"_s, list("demo json csv history")},
        {u"undo"_s, list("demo author")},
        {u"gate"_s, list("account demo json csv policy format")},
        {u"trust sync"_s, kRegistry + list("json csv progress again")},
        {u"trust show"_s, list("account demo json csv")},
        {u"trust explain"_s, list("account demo json")},
        {u"trust import"_s, kRegistry + list("json csv apply roots root-name")},
        {u"trust export"_s, kRegistry + list("notation force")},
        {u"verify"_s, kRegistry + list("json csv progress policy key all project recursive")},
        {u"sign"_s,
            kRegistry
                + list(
                    "json csv progress key form attest type chain key-password-fd dry-run output yes allow-changes")},
        {u"diff"_s, list("account demo json csv")},
        {u"vex export"_s, list("account demo format author author-url")},
        {u"vex import"_s, list("account demo json author include-drafts yes")},
        {u"allowlist"_s, kRegistry + list("json progress project system add remove expires")},
        {u"priority"_s, list("demo json csv")},
        {u"posture"_s, kRegistry + list("json csv progress set try-default-password fail-on sarif")},
        {u"posture except"_s, list("account demo owner reason expires subject")},
        {u"posture exceptions"_s, list("account demo json csv")},
        {u"posture withdraw"_s, list("account demo")},
        {u"report"_s,
            kRegistry
                + list("progress set try-default-password format output language project framework since before redact "
                       "bundle sign timestamp "
                       "sign-password-fd")},
        {u"report-schedule add"_s,
            list("account cron output format language project redact bundle sign sign-password")},
        {u"report-schedule list"_s, list("json csv")},
        {u"report-schedule remove"_s, {}},
        {u"report-schedule crontab"_s, {}},
        {u"report-schedule cronjob"_s, list("image namespace secret claim name")},
        {u"review start"_s, kRegistry + list("progress project title author to")},
        {u"review list"_s, list("demo json")},
        {u"review show"_s, list("demo json csv open")},
        {u"review decide"_s, list("demo author reason role")},
        {u"review close"_s, list("demo")},
        {u"review report"_s, list("demo format output language")},
        {u"review plan"_s, kRegistry + list("output")},
        {u"verify-bundle"_s, list("trust")},
        {u"import-report"_s, list("demo")},
        {u"plan quota"_s, kRegistry + list("progress output title")},
        {u"plan member"_s, kRegistry + list("progress output title")},
        {u"plan project"_s, kRegistry + list("progress output title public")},
        {u"plan label"_s, kRegistry + list("progress output title project")},
        {u"plan artifact"_s, kRegistry + list("progress output title")},
        {u"plan stop"_s, kRegistry + list("progress output title")},
        {u"plan pause"_s, kRegistry + list("progress output title")},
        {u"plan resume"_s, kRegistry + list("progress output title")},
        {u"plan run"_s, kRegistry + list("progress output title")},
        {u"plan tag"_s, kRegistry + list("progress output title")},
        {u"plan create"_s, kRegistry + list("progress output title project")},
        {u"plan set"_s, kRegistry + list("progress output title project where")},
        {u"plan delete"_s, kRegistry + list("progress output title project")},
        {u"plan batch"_s, kRegistry + list("progress output title")},
        {u"plan show"_s, list("json")},
        {u"plan approve"_s, list("key output")},
        {u"plan approvers"_s, list("json")},
        {u"plan require"_s, {}},
        {u"plan undo"_s, list("account demo output title")},
        {u"plan list"_s, list("demo json csv")},
        {u"plan discard"_s, list("demo")},
        {u"apply"_s,
            kRegistry
                + list("json csv progress yes approve dry-run keep-going allow-changes resume secrets-fd approval")},
        {u"export"_s, kRegistry + list("progress output format")},
        {u"diff-config"_s, kRegistry + list("json csv progress plan")},
        {u"snapshots"_s, list("account demo json csv")},
        {u"snapshots list"_s, list("account demo json csv")},
        {u"snapshots take"_s, kRegistry + list("json progress")},
        {u"snapshots show"_s, list("demo json")},
        {u"snapshots export"_s, list("demo output format")},
        {u"snapshots compare"_s, kRegistry + list("json csv progress")},
        {u"snapshots plan"_s, kRegistry + list("progress output title")},
    };
    return table;
}

} // namespace optiontable
