// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "approving.h"

#include "base/localuser.h"
#include "base/safefile.h"
#include "change/approval.h"
#include "planning.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::change;

namespace {

constexpr qint64 kMostKey = 64 * 1024; // of a key or an approval

} // namespace

void approvePlan(Run &run)
{
    const QString path = run.arguments().value(1);
    const std::optional<ChangePlan> plan = readPlan(run, path);
    if (!plan)
        return;
    if (!run.isSet("key")) {
        run.usage(LOTSE_MSG("--key requires the private key that signs the approval."));
        return;
    }
    const Result<QByteArray> key = readWhole(run.value("key"), kMostKey);
    if (!key) {
        run.fail(key.error());
        return;
    }
    const Result<QByteArray> approval =
        approve(*plan, *key, qgetenv("LOTSE_SIGN_PASSWORD"), systemUser(), run.wiring().clock.now());
    if (!approval) {
        run.fail(approval.error());
        return;
    }
    const QString file = run.isSet("output") ? run.value("output") : path + u".approval"_s;
    if (const Result<void> written = writeWhole(file, *approval); !written) {
        run.fail(written.error());
        return;
    }
    run.output().note(reviewText(*plan, {}));
    run.output().sentence(u"Approved as %1: %2"_s.arg(systemUser(), file));
    run.done();
}

void listApprovers(Run &run)
{
    const Result<ApprovalRule> rule = approvalRule(run.arguments().value(1));
    if (!rule) {
        run.fail(rule.error());
        return;
    }
    QList<QByteArray> objects;
    QList<QStringList> rows;
    for (const Approver &one : rule->approvers) {
        const QString fingerprint = QString::fromLatin1(one.key.fingerprint());
        rows.append({one.user, one.key.algorithm(), fingerprint, rule->file});
        objects.append(QJsonDocument(QJsonObject{{u"user"_s, one.user}, {u"algorithm"_s, one.key.algorithm()},
                                         {u"key"_s, fingerprint}, {u"file"_s, rule->file}})
                           .toJson(QJsonDocument::Compact));
    }
    if (!rule->isRequired)
        run.output().warn(u"No second person has to approve plans for it."_s);
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table({u"user"_s, u"algorithm"_s, u"key"_s, u"file"_s}, rows);
    run.done();
}

void requireApproval(Run &run)
{
    const Result<QByteArray> key = readWhole(run.arguments().value(3), kMostKey);
    if (!key) {
        run.fail(key.error());
        return;
    }
    const Result<Account> account = makeAccount(run.arguments().value(1), {});
    if (!account) {
        run.fail(account.error());
        return;
    }
    const Result<void> kept = addApprover(approvalFiles().last(), account->url, run.arguments().value(2), *key);
    if (!kept) {
        run.fail(kept.error());
        return;
    }
    run.output().sentence(
        u"Plans for %1 need an approval from now on; %2 may give it."_s.arg(account->host(), run.arguments().value(2)));
    run.done();
}

bool isApproved(Run &run, const ChangePlan &plan)
{
    const Result<ApprovalRule> rule = approvalRule(plan.origin);
    if (!rule) {
        run.fail(rule.error());
        return false;
    }
    if (!rule->isRequired)
        return true;
    const QString path = run.arguments().value(0);
    const QString file = run.isSet("approval") ? run.value("approval") : path + u".approval"_s;
    QByteArray approval;
    if (run.isSet("approval") || (!path.isEmpty() && QFile::exists(file))) {
        const Result<QByteArray> read = readWhole(file, kMostKey);
        if (!read) {
            run.fail(read.error());
            return false;
        }
        approval = *read;
    }
    // By the system, and by the name that the journal gets.
    for (const QString &user : {systemUser(), localUser()}) {
        if (const Result<void> may = checkApproval(plan, *rule, approval, user); !may) {
            run.fail(may.error());
            return false;
        }
    }
    run.output().note(u"A second person has approved this plan (%1).\n"_s.arg(rule->file));
    return true;
}

} // namespace lotse::cli
