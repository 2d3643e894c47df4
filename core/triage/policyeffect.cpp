// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/policyeffect.h"

#include "trust/keptevidence.h"

#include <QFile>

#include <algorithm>

namespace lotse {

using findings::SignState;

namespace {

constexpr qsizetype kMostChanges = 100;

Result<std::unique_ptr<store::Database>> openKept(const store::Plan &cache, const Clock &clock)
{
    const store::Plan plan = store::trustPlan(cache.path);
    if (!QFile::exists(plan.path))
        return std::unique_ptr<store::Database>();
    return store::Database::open(plan, clock);
}

} // namespace

Result<PolicyEffect> policyEffect(const store::Plan &cache, const QString &place, const trust::PolicyFile &now,
    const trust::PolicyFile &next, const Clock &clock)
{
    PolicyEffect out;
    const auto database = openKept(cache, clock);
    if (!database)
        return database.error();
    if (!*database)
        return out;
    store::TrustStore kept(database->get());
    const Result<store::KeptVerdicts> rows = kept.verdicts(place);
    if (!rows)
        return rows.error();
    RegistryTrust before;
    before.policy = now;
    RegistryTrust after;
    after.policy = next;
    const QDateTime time = clock.now().toUTC();
    out.artifacts = rows->rows.size();
    for (const store::KeptVerdict &row : rows->rows) {
        const SignState old = before.state(&row, time);
        const auto bodies = kept.bodies(place, row.repository, row.digest);
        if (!bodies)
            return bodies.error();
        const auto judged = trust::rejudge(row, *bodies ? (*bodies)->evidence : QByteArray(), next, time);
        const SignState fresh = judged ? after.state(&judged->verdict, time) : SignState::Unverified;
        out.toRead += judged ? 0 : 1;
        if (fresh == old)
            continue;
        if (old == SignState::Trusted)
            ++out.noLongerTrusted;
        else if (fresh == SignState::Trusted)
            ++out.newlyTrusted;
        else
            ++out.otherwise;
        out.changes.append({row.repository, row.digest, old, fresh});
    }
    std::stable_sort(out.changes.begin(), out.changes.end(), [](const auto &a, const auto &b) {
        return (a.before == SignState::Trusted) > (b.before == SignState::Trusted);
    });
    out.changes.resize(std::min(out.changes.size(), kMostChanges));
    return out;
}

Result<qint64> rejudgeKept(
    const store::Plan &cache, const QString &place, const trust::PolicyFile &policy, const Clock &clock)
{
    if (policy.error)
        return policy.error;
    const auto database = openKept(cache, clock);
    if (!database)
        return database.error();
    if (!*database)
        return qint64(0);
    store::TrustStore kept(database->get());
    const Result<store::KeptVerdicts> rows = kept.verdicts(place);
    if (!rows)
        return rows.error();
    const QDateTime time = clock.now().toUTC();
    qint64 written = 0;
    const Result<void> done = (*database)->write([&]() -> Result<void> {
        for (const store::KeptVerdict &row : rows->rows) {
            if (trust::isCurrent(row, policy, time))
                continue;
            const auto bodies = kept.bodies(place, row.repository, row.digest);
            if (!bodies)
                return bodies.error();
            const auto judged = trust::rejudge(row, *bodies ? (*bodies)->evidence : QByteArray(), policy, time);
            if (!judged)
                continue;
            if (const Result<void> put = kept.put(place, judged->verdict, judged->bodies); !put)
                return put;
            ++written;
        }
        return {};
    });
    if (!done)
        return done.error();
    return written;
}

Result<QStringList> verifiedPlaces(
    const store::Plan &cache, const QString &place, const QString &host, const Clock &clock)
{
    const auto database = openKept(cache, clock);
    if (!database)
        return database.error();
    const Result<store::KeptVerdicts> rows = *database ? store::TrustStore(database->get()).verdicts(place)
                                                       : Result<store::KeptVerdicts>(store::KeptVerdicts());
    if (!rows)
        return rows.error();
    QStringList out;
    for (const store::KeptVerdict &row : rows->rows)
        out.append(host + u'/' + row.repository);
    out.removeDuplicates();
    return out;
}

} // namespace lotse
