// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/inventory.h"
#include "sync/trustruns.h"
#include "triage.h"
#include "triage/imageref.h"
#include "triage/trustbook.h"
#include "trust/keptevidence.h"
#include "trust/policyparts.h"
#include "trustpolicycommand.h"
#include "verdicttext.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr SignState kOrder[] = {SignState::Trusted, SignState::Valid, SignState::Invalid, SignState::Claimed,
    SignState::None, SignState::Unverified};

void sync(Run &run)
{
    run.withSession([&run] {
        if (run.session().kind() != RegistryKind::Harbor) {
            run.notHarbor(LOTSE_MSG("%1 is not a Harbor registry: verify its artifacts with \"lotse-cli verify\"."));
            return;
        }
        TrustWish wish;
        wish.again = run.isSet("again");
        const store::Plan plan = store::trustPlan(run.cachePlan().path);
        TrustPlace place = trustPlace(run.session(), plan, QFileInfo(run.cachePlan().path).absolutePath());
        place.lines = run.wiring().lines;
        auto *work = new TrustRun(std::move(place), wish, &run.wiring().clock, &run);
        QObject::connect(work, &TrustRun::moved, &run,
            [&run](const TrustProgress &progress) { run.progress(progress.done, progress.total, u"artifacts"_s); });
        run.onInterrupt([work] { work->cancel(); });
        QObject::connect(work, &TrustRun::finished, &run, [&run](const TrustOutcome &outcome) {
            if (outcome.error) {
                run.fail(outcome.error);
                return;
            }
            const std::pair<const char *, qint64> lines[] = {{"artifacts", outcome.listed},
                {"verified", outcome.verified}, {"judged_again", outcome.rejudged}, {"unchanged", outcome.unchanged},
                {"trusted", outcome.trusted}, {"invalid", outcome.invalid}, {"not_readable", outcome.unreadable},
                {"lost_attachments", outcome.shrunk}, {"tags_moved_back", outcome.returned},
                {"requests", outcome.requests}};
            QJsonObject json;
            QList<QStringList> cells;
            for (const auto &[name, number] : lines) {
                json.insert(QLatin1StringView(name), number);
                cells.append({QString::fromLatin1(name).replace(u'_', u' '), QString::number(number)});
            }
            if (run.output().format() == Format::Json)
                run.output().jsonArray({QJsonDocument(json).toJson(QJsonDocument::Compact)});
            else
                run.output().table({u"what"_s, u"count"_s}, cells, {false, true});
            for (const QString &gap : outcome.gaps)
                run.partial(gap);
            if (outcome.unreadable > 0)
                run.partial(u"not all that is attached to %1 artifacts could be read"_s.arg(outcome.unreadable));
            if (outcome.wasCancelled)
                run.partial(u"cancelled; what was verified is kept"_s);
            run.done();
        });
        work->start();
    });
}

// Of all registries in the local store: nobody is asked.
void show(Run &run)
{
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreTold);
    if (!desk)
        return;
    const TriageView &view = desk->view();
    QList<QStringList> cells;
    QList<QByteArray> objects;
    for (const FindingSet::Part &part : view.context.set->parts()) {
        const Segment &segment = *part.segment;
        const TrustMarks::Part *marks = view.context.trust ? view.context.trust->find(segment.registryId) : nullptr;
        std::map<QString, std::array<qint64, kSignStateCount>> projects;
        std::map<QString, std::pair<qint64, qint64>> children; // of indexes, by themselves: trusted, all
        for (size_t i = 0; i < segment.images.size(); ++i) {
            const Segment::Repository &repository = segment.repositories[segment.images[i].repository];
            const SignState state = marks ? marks->images[i].state : SignState::Unverified;
            const QString project = segment.text(Segment::Project, repository.project);
            ++projects[project][size_t(state)];
            for (const SignState child : marks ? marks->images[i].children : std::vector<SignState>()) {
                children[project].first += child == SignState::Trusted ? 1 : 0;
                ++children[project].second;
            }
        }
        const RegistryTrust *kept = view.trust ? view.trust->find(segment.registryId) : nullptr;
        for (const store::TagReturn &back : kept ? kept->returns : QList<store::TagReturn>())
            run.output().warn(segment.registryName + u": "_s + returnLine(back));
        for (const store::KeptVerdict &row : kept ? kept->rows : QList<store::KeptVerdict>()) {
            if (!row.lost.isEmpty())
                run.output().warn(segment.registryName + u": "_s + lostLine(row));
        }
        for (const auto &[project, counts] : projects) {
            QStringList row{segment.registryName, project};
            QJsonObject json{{u"registry"_s, segment.registryName}, {u"project"_s, project}};
            for (const SignState state : kOrder) {
                row.append(QString::number(counts[size_t(state)]));
                json.insert(signStateWord(state), counts[size_t(state)]);
            }
            const auto [trusted, all] = children[project];
            row.append(u"%1/%2"_s.arg(trusted).arg(all));
            json.insert(u"children_trusted"_s, trusted);
            json.insert(u"children"_s, all);
            cells.append(row);
            objects.append(QJsonDocument(json).toJson(QJsonDocument::Compact));
        }
    }
    for (const RegistryRead &registry : view.registries) {
        const RegistryTrust *trust = view.trust->find(registry.id);
        if (trust && trust->policy.error)
            run.partial(registry.name + u": "_s + trust->policy.error.text());
        for (const trust::TrustedRoot &root : trust ? trust->policy.policy.roots : QList<trust::TrustedRoot>()) {
            const QFileInfo file(trust->policy.folder + u'/' + trust::rootFileName(root));
            run.output().note(
                u"%1: trusted root %2, %3 authorities, %4 logs, sha256 %5%6\n"_s.arg(registry.name, root.name)
                    .arg(root.authorities.size())
                    .arg(root.logs.size())
                    .arg(QString::fromLatin1(root.sha256),
                        file.exists() ? u", imported "_s + file.lastModified().toUTC().toString(Qt::ISODate)
                                      : QString()));
        }
    }
    if (run.output().format() == Format::Json) {
        run.output().jsonArray(objects);
    } else {
        QStringList heads{u"registry"_s, u"project"_s};
        QList<bool> numbers{false, false};
        for (const SignState state : kOrder) {
            heads.append(signStateWord(state));
            numbers.append(true);
        }
        heads.append(u"images of indexes trusted"_s);
        numbers.append(true);
        run.output().table(heads, cells, numbers);
    }
    run.done();
}

void explain(Run &run, const QString &reference)
{
    const std::unique_ptr<FindingsEngine> desk = openDesk(run, Gaps::AreTold);
    if (!desk)
        return;
    const TriageView &view = desk->view();
    const Result<ImagePlace> place = findImage(view, reference);
    if (!place) {
        run.fail(place.error());
        return;
    }
    const ImageName name = place->name();
    const Segment &segment = *place->part->segment;
    const RegistryTrust *trust = view.trust->find(segment.registryId);
    const store::KeptVerdict *verdict = trust ? trust->find(name.repository, name.digest) : nullptr;
    if (!verdict) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {
            LOTSE_MSG("The signatures of %1 have not been verified yet. Run \"lotse-cli trust sync\" first."),
            {reference}};
        run.fail(error);
        return;
    }
    const auto opened = store::Database::open(store::trustPlan(run.cachePlan().path), run.wiring().clock);
    const auto bodies = opened ? store::TrustStore(opened->get()).bodies(trust->place, name.repository, name.digest)
                               : Result<std::optional<store::TrustStore::Bodies>>(opened.error());
    if (!bodies || !*bodies) {
        Error damaged;
        damaged.kind = ErrorKind::Storage;
        damaged.message = {
            LOTSE_MSG("The stored result of %1 cannot be read. Run \"lotse-cli trust sync --again\"."), {reference}};
        run.fail(bodies ? damaged : bodies.error());
        return;
    }
    const SignState state = trust->state(verdict, run.wiring().clock.now());
    const QStringList children = childrenOf(segment, segment.images[place->image]);
    if (run.output().format() == Format::Json) {
        QJsonObject json = QJsonDocument::fromJson((*bodies)->json).object();
        json.insert(u"now"_s, signStateWord(state));
        json.insert(u"history"_s, historyJson(verdict, trust->returns, name.repository, name.digest));
        QJsonArray images;
        for (const QString &child : children)
            images.append(QJsonObject{{u"digest"_s, child},
                {u"now"_s,
                    signStateWord(trust->state(trust->find(name.repository, child), run.wiring().clock.now()))}});
        if (!images.isEmpty())
            json.insert(u"children"_s, images);
        run.output().json(QJsonDocument(json).toJson(QJsonDocument::Indented));
    } else {
        Output &out = run.output();
        const bool isAttested = state == SignState::None && verdict->reason == "attested-only"_L1;
        out.sentence(name.repository + u'@' + name.digest + u": "_s
            + (isAttested ? u"attested, not signed"_s : signStateWord(state)));
        out.text(u"  verified "_s + verdict->checkedAt.toString(Qt::ISODate), false);
        if (!trust::isCurrent(*verdict, trust->policy, run.wiring().clock.now()))
            out.text(u"  by another trust policy, or before a certificate expired: verify again"_s, false);
        if (!verdict->lost.isEmpty())
            out.sentence(u"  "_s + lostLine(*verdict));
        for (const store::TagReturn &back : trust->returns) {
            if (back.repository == name.repository && back.digest == name.digest)
                out.sentence(u"  "_s + returnLine(back));
        }
        for (const QString &child : children)
            out.sentence(u"  contains "_s + child + u", by itself: "_s
                + signStateWord(trust->state(trust->find(name.repository, child), run.wiring().clock.now())));
        tellKeptSignatures(out, QJsonDocument::fromJson((*bodies)->json).object());
    }
    run.done();
}

void startTrust(Run &run)
{
    const QString action = run.arguments().value(0);
    if (action == "sync"_L1)
        sync(run);
    else if (action == "show"_L1)
        show(run);
    else if (action == "explain"_L1)
        explain(run, run.arguments().value(1));
    else if (action == "export"_L1)
        exportPolicy(run);
    else
        run.withSession([&run] { importPolicy(run, run.arguments().value(1)); });
}

} // namespace

Command trustCommand()
{
    return {.name = "trust",
        .arguments = "sync|show|explain|import|export",
        .summary = "Verify the signatures of a registry, keep the verdicts, and say whose signature counts.",
        .details =
            "\"sync\" verifies what is new at a Harbor, or shows other signatures than before, and keeps the verdicts\n"
            "in the local store, for filters (signed:trusted), the gate and the posture. Harbor counts reading a\n"
            "manifest as a pull; what has nothing attached is not read. \"show\" counts images by project and state,\n"
            "\"explain\" tells the kept verdict of one image with its steps; both ask nobody. \"import\" says what a\n"
            "trust policy would change, and puts it in force with --apply; with --roots it takes a trusted_root.json "
            "of\n"
            "sigstore along, for keyless signatures. \"export\" prints the one in force; with --notation it writes "
            "what\n"
            "notation can hold to into a folder in its layout, for NOTATION_CONFIG.\n"
            "docs/trust-policy.md tells of the policy.",
        .options = {{u"again"_s, u"Also verify what has not changed."_s},
            {u"apply"_s, u"Put the imported policy in force."_s},
            {u"roots"_s,
                u"Also import a trusted root (trusted_root.json); without a policy it is added to the one in force."_s,
                u"FILE"_s},
            {u"root-name"_s, u"What the policy calls it; else by the name of the file."_s, u"NAME"_s},
            {u"notation"_s, u"Write trustpolicy.json and truststore/ for notation into this folder."_s, u"DIR"_s},
            {u"force"_s, u"Replace a trust policy of notation that is in the folder."_s}},
        .forms = {{"sync", "", "@registry json csv progress again", 0, 0}, {"show", "", "account demo json csv", 0, 0},
            {"explain", "REF", "account demo json", 1, 1},
            {"import", "[FILE]", "@registry json csv apply roots root-name", 0, 1},
            {"export", "", "@registry notation force", 0, 0}},
        .start = startTrust};
}

} // namespace lotse::cli
