// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trustpolicycommand.h"

#include "base/safefile.h"
#include "store/inventory.h"
#include "sync/trustruns.h"
#include "triage/policyeffect.h"
#include "trust/notationexport.h"
#include "trust/notationfolder.h"
#include "trust/policyfile.h"
#include "trust/policyimport.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qint64 kMostFile = 1024 * 1024;

QString folderOf(Run &run)
{
    return trust::policyFolder(
        QFileInfo(run.cachePlan().path).absolutePath(), store::placeOf(run.session().account().url));
}

void exportForNotation(Run &run, const trust::PolicyFile &policy)
{
    if (policy.error) {
        run.fail(policy.error);
        return;
    }
    const Session &session = run.session();
    const Result<QStringList> places = verifiedPlaces(
        run.cachePlan(), store::placeOf(session.account().url), session.account().host(), run.wiring().clock);
    if (!places) {
        run.fail(places.error());
        return;
    }
    const trust::NotationExport wanted = trust::notationExport(policy.policy, *places);
    for (const QString &sentence : wanted.unexpressed)
        run.output().warn(sentence);
    if (wanted.store.policies.isEmpty()) {
        run.fail(usageError(LOTSE_MSG("Nothing in this trust policy can be exported to Notation.")));
        return;
    }
    const QString folder = run.value("notation");
    if (!run.isSet("force")
        && (QFileInfo::exists(folder + u"/trustpolicy.json"_s) || QFileInfo::exists(folder + u"/truststore"_s))) {
        run.fail(usageError(
            LOTSE_MSG("%1 already contains a Notation trust policy or trust store. Use --force to replace it."),
            {folder}));
        return;
    }
    if (const Result<void> written = trust::writeNotationFolder(wanted.store, folder); !written) {
        run.fail(written.error());
        return;
    }
    run.output().note(u"%1 policies and %2 trust stores were written to %3. Use them with NOTATION_CONFIG=%3.\n"_s
                          .arg(wanted.store.policies.size())
                          .arg(wanted.store.certificates.size())
                          .arg(folder));
    run.done();
}

void tellEffect(Run &run, const PolicyEffect &effect)
{
    run.output().note(u"%1 artifacts would no longer be trusted, %2 would become trusted, %3 would change otherwise, "
                      "%4 have to be verified again.\n"_s.arg(effect.noLongerTrusted)
                          .arg(effect.newlyTrusted)
                          .arg(effect.otherwise)
                          .arg(effect.toRead));
    QList<QStringList> cells;
    QList<QByteArray> objects;
    for (const PolicyEffect::Change &change : effect.changes) {
        cells.append({change.repository, change.digest, signStateWord(change.before), signStateWord(change.after)});
        objects.append(
            QJsonDocument(QJsonObject{{u"repository"_s, change.repository}, {u"digest"_s, change.digest},
                              {u"before"_s, signStateWord(change.before)}, {u"after"_s, signStateWord(change.after)}})
                .toJson(QJsonDocument::Compact));
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else
        run.output().table({u"repository"_s, u"digest"_s, u"before"_s, u"after"_s}, cells);
}

Result<void> putInForce(Run &run, const trust::TrustPolicy &policy)
{
    const QString folder = folderOf(run);
    if (const Result<void> put = trust::putPolicy(policy, folder); !put)
        return put;
    const Result<qint64> judged = rejudgeKept(run.cachePlan(), store::placeOf(run.session().account().url),
        trust::readPolicyFile(folder), run.wiring().clock);
    return judged ? Result<void>() : Result<void>(judged.error());
}

Result<trust::TrustedRoot> givenRoot(Run &run)
{
    const QString file = run.value("roots");
    const Result<QByteArray> text = readWhole(file, kMostFile);
    Result<trust::TrustedRoot> root =
        text ? trust::readTrustedRoot(*text) : Result<trust::TrustedRoot>(usageOf(text.error()));
    if (root)
        root.value().name = run.isSet("root-name") ? run.value("root-name") : QFileInfo(file).completeBaseName();
    return root;
}

// The policy that is asked for: that of the file, or the one in force with another trusted root.
Result<trust::TrustPolicy> wantedPolicy(Run &run, const QString &file, const trust::PolicyFile &now)
{
    QList<trust::TrustedRoot> roots = now.policy.roots;
    if (run.isSet("roots")) {
        const Result<trust::TrustedRoot> root = givenRoot(run);
        if (!root)
            return root.error();
        if (file.isEmpty())
            return trust::withRoot(now.policy, *root);
        roots.prepend(*root);
    }
    const Result<QByteArray> bytes = readWhole(file, kMostFile);
    const Result<trust::ImportedPolicy> read = bytes
        ? trust::importPolicy(*bytes, QFileInfo(file).absolutePath(), roots)
        : Result<trust::ImportedPolicy>(bytes.error());
    if (!read)
        return usageOf(read.error());
    for (const QString &sentence : read->unexpressed)
        run.output().warn(u"Not taken over from the "_s + read->format + u": "_s + sentence);
    return run.isSet("roots") ? trust::withRoot(read->policy, roots.first()) : read->policy;
}

} // namespace

void exportPolicy(Run &run)
{
    if (run.isSet("force") && !run.isSet("notation")) {
        run.usage(LOTSE_MSG("--force requires --notation."));
        return;
    }
    run.withSession([&run] {
        const trust::PolicyFile policy = trust::readPolicyFile(folderOf(run));
        Error none;
        none.kind = ErrorKind::NotFound;
        none.message = {LOTSE_MSG("%1 has no trust policy here. Import one with \"lotse-cli trust import FILE\"."),
            {run.session().account().host()}};
        if (!policy.exists()) {
            run.fail(policy.error ? policy.error : none);
            return;
        }
        if (run.isSet("notation")) {
            exportForNotation(run, policy);
            return;
        }
        run.output().json(policy.text);
        run.done();
    });
}

// What it changes is told first; without --apply nothing is written.
void importPolicy(Run &run, const QString &file)
{
    const QString folder = folderOf(run);
    const trust::PolicyFile now = trust::readPolicyFile(folder);
    if (file.isEmpty() && !run.isSet("roots")) {
        run.usage(LOTSE_MSG("Specify the policy to import, or --roots."));
        return;
    }
    if (file.isEmpty() && !now.exists()) {
        run.usage(LOTSE_MSG("There is no policy yet to add a trusted root to: import a policy together with it."));
        return;
    }
    const Result<trust::TrustPolicy> wanted = wantedPolicy(run, file, now);
    if (!wanted) {
        run.fail(wanted.error());
        return;
    }
    const trust::TrustPolicy &next = *wanted;
    const Result<PolicyEffect> effect = policyEffect(run.cachePlan(), store::placeOf(run.session().account().url), now,
        trust::policyOf(next, folder), run.wiring().clock);
    if (!effect) {
        run.fail(effect.error());
        return;
    }
    tellEffect(run, *effect);
    for (const trust::NotationStore &store : next.stores) {
        for (const QString &address : store.ocsp)
            run.output().note(u"With it, %1 is asked whether certificates were revoked (OCSP).\n"_s.arg(address));
    }
    if (!run.isSet("apply")) {
        run.output().note(u"Nothing was written. Repeat with --apply to put the policy in force.\n"_s);
        run.done();
        return;
    }
    const Result<void> done = putInForce(run, next);
    if (done)
        run.done();
    else
        run.fail(done.error());
}

} // namespace lotse::cli
