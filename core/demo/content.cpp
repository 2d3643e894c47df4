// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"
#include "demo/images.h"
#include "demo/random.h"
#include "demo/seeds.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

// What a repository holds.
enum class Kind { Index, Image, Docker, Nightly, Chart, Model, Module, Untagged, Huge, Failing, Mirror, Empty };

struct Line {
    qint64 project;
    const char *name;
    Kind kind;
    int versions;
    int findings; ///< roughly, of the newest
    const char *signing; ///< c cosign, b cosign and broken, n notation, a attestation, s SBOM
    const char *description;
};

constexpr Line Lines[] = {
    {2, "payments/backend/api", Kind::Index, 6, 64, "cas", "Card payments: the public API"},
    {2, "payments/backend/ledger", Kind::Index, 5, 48, "cns", "Double-entry ledger"},
    {2, "payments/backend/settlement", Kind::Image, 5, 71, "cs", "Nightly settlement with the banks"},
    {2, "payments/backend/fraud-score", Kind::Image, 4, 139, "s", "Scores each transaction"},
    {2, "payments/frontend/checkout", Kind::Index, 4, 52, "cas", "Checkout page"},
    {2, "payments/jobs/reconcile", Kind::Image, 4, 88, "", "Compares ledger and bank statements"},
    {2, "payments/charts/payments", Kind::Chart, 5, 0, "c", "Helm chart of all payment services"},
    {3, "platform/nightly", Kind::Nightly, 64, 95, "", "Nightly builds of the base image"},
    {3, "platform/base/debian", Kind::Index, 5, 38, "cas", "Base image for services"},
    {3, "platform/base/node", Kind::Index, 4, 80, "cs", "Base image with Node.js"},
    {3, "platform/base/jre", Kind::Index, 4, 73, "cs", "Base image with a Java runtime"},
    {3, "platform/gateway", Kind::Index, 5, 44, "cnas", "Ingress gateway"},
    {3, "platform/telemetry/collector", Kind::Image, 4, 57, "cs", "Collects traces and metrics"},
    {3, "platform/telemetry/dashboards", Kind::Image, 3, 66, "", "Dashboards"},
    {3, "platform/auth/broker", Kind::Index, 4, 41, "cns", "Single sign-on"},
    {3, "platform/ci/runner", Kind::Docker, 4, 310, "", "Build runner"},
    {3, "platform/charts/gateway", Kind::Chart, 4, 0, "c", "Helm chart of the gateway"},
    {3, "platform/charts/telemetry", Kind::Chart, 3, 0, "", "Helm chart of telemetry"},
    {4, "web-shop/frontend/storefront", Kind::Index, 5, 59, "cs", "The shop"},
    {4, "web-shop/frontend/admin", Kind::Image, 4, 97, "", "Back office"},
    {4, "web-shop/backend/catalogue", Kind::Index, 4, 62, "bs", "Products and prices"},
    {4, "web-shop/backend/basket", Kind::Image, 4, 75, "s", "Basket"},
    {4, "web-shop/backend/search", Kind::Image, 4, 121, "", "Product search"},
    {4, "web-shop/jobs/image-resize", Kind::Untagged, 6, 143, "", "Makes thumbnails"},
    {4, "web-shop/edge/rewrite", Kind::Module, 3, 0, "c", "WASM filter for the edge proxy"},
    {4, "web-shop/charts/web-shop", Kind::Chart, 4, 0, "", "Helm chart of the shop"},
    {5, "data-science/notebooks/lab", Kind::Docker, 4, 690, "", "Notebook with the usual libraries"},
    {5, "data-science/training/recommender", Kind::Image, 4, 402, "", "Trains the recommender"},
    {5, "data-science/models/recommender", Kind::Model, 3, 0, "c", "Weights of the recommender"},
    {5, "data-science/feature-store", Kind::Image, 3, 176, "s", "Feature store"},
    {6, "staging/backend/api", Kind::Image, 4, 92, "", "Payments API before release"},
    {6, "staging/frontend/storefront", Kind::Image, 4, 85, "", "Shop before release"},
    {6, "staging/experiments", Kind::Untagged, 5, 118, "", "Short-lived builds"},
    {6, "staging/empty", Kind::Empty, 0, 0, "", ""},
    {7, "mirror/library/nginx", Kind::Mirror, 4, 132, "", ""},
    {7, "mirror/library/postgres", Kind::Mirror, 4, 154, "", ""},
    {7, "mirror/library/redis", Kind::Mirror, 3, 87, "", ""},
    {8, "archive/2021/legacy-erp", Kind::Huge, 2, 6000, "", "Kept for the auditors, do not run"},
    {8, "archive/2022/legacy-crm", Kind::Docker, 2, 1840, "", "Kept for the auditors, do not run"},
    {8, "archive/2019/broken-upload", Kind::Failing, 1, 0, "", "The scanner cannot read this one"},
    {1, "library/hello", Kind::Index, 2, 0, "c", "A first image to try things with"},
};

QString reportId(const Artifact &artifact)
{
    return QUuid::createUuidV5(QUuid(), artifact.digest).toString(QUuid::WithoutBraces);
}

/// A finished scan, some hours before now.
void scan(State &state, qint64 id, int total)
{
    Artifact &artifact = state.artifacts[id];
    Random random(quint64(artifact.id));
    artifact.scan.outcome = Scan::Outcome::Success;
    artifact.scan.reportId = reportId(artifact);
    artifact.scan.start = state.now.addSecs(-5 * 3600 + random.below(3600));
    artifact.scan.end = artifact.scan.start.addSecs(4 + total / 40);
    const int critical = total / 29;
    const int high = total * 18 / 100;
    const int medium = total * 41 / 100;
    const int unknown = total / 20;
    setCounts(artifact, critical, high, medium, total - critical - high - medium - unknown, unknown);
}

/// An index sums up what its children have; its report id joins theirs.
void scanIndex(State &state, qint64 id)
{
    Artifact &artifact = state.artifacts[id];
    QByteArray ids;
    for (const Child &part : std::as_const(artifact.children)) {
        const Artifact &child = state.artifacts[part.artifact];
        for (int i = 0; i < 5; ++i)
            artifact.scan.counts[i] += child.scan.counts[i];
        artifact.scan.fixable += child.scan.fixable;
        artifact.scan.start = child.scan.start;
        artifact.scan.end = child.scan.end;
        ids += (ids.isEmpty() ? "" : "|") + child.scan.reportId.toLatin1();
    }
    artifact.scan.outcome = Scan::Outcome::Success;
    artifact.scan.reportId = QString::fromLatin1(ids.toBase64());
}

void accessories(State &state, qint64 id, const char *signing)
{
    Images images(state);
    const QDateTime when = state.artifacts[id].pushed.addSecs(90);
    for (const char what : QByteArray(signing)) {
        if (what == 'c')
            images.sign(id, when);
        else if (what == 'b')
            images.sign(id, when, true);
        else if (what == 'n')
            images.notarize(id, when.addSecs(5));
        else if (what == 'a')
            images.attest(id, when.addSecs(10));
        else if (what == 's')
            images.describe(id, when.addSecs(40));
    }
}

qint64 build(
    State &state, Repository &repository, const Line &line, int number, const QString &version, const QDateTime &pushed)
{
    Images images(state);
    // Older versions know more vulnerabilities.
    const int age = line.versions - 1 - number;
    const int findings = line.kind == Kind::Nightly ? line.findings + age / 2 : line.findings + line.findings * age / 6;
    switch (line.kind) {
    case Kind::Index:
    case Kind::Mirror: {
        QList<qint64> children;
        for (const QByteArray &architecture : {QByteArray("amd64"), QByteArray("arm64")}) {
            children.append(images.image(repository, version, architecture, pushed));
            state.artifacts[children.last()].age = age;
            scan(state, children.last(), findings);
        }
        const qint64 id = images.index(repository, children, pushed.addSecs(20));
        state.artifacts[id].age = age;
        scanIndex(state, id);
        return id;
    }
    case Kind::Chart:
        return images.chart(repository, version, pushed);
    case Kind::Model:
        return images.other(repository, "application/vnd.cncf.model.manifest.v1+json", u"UNKNOWN"_s,
            "application/vnd.cncf.model.weight.v1.raw", 412'000'000 + number * 3'100'000,
            u"Recommender weights "_s + version, pushed);
    case Kind::Module:
        return images.other(repository, "application/vnd.wasm.config.v0+json", u"WASM"_s, "application/wasm",
            1'840'000 + number * 21'000, u"Edge filter "_s + version, pushed);
    default: {
        const bool isDocker = line.kind == Kind::Docker || line.kind == Kind::Huge;
        const qint64 id = images.image(repository, version, "amd64", pushed, isDocker);
        state.artifacts[id].age = age;
        // Some were never scanned: the newest nightly, and builds without a tag.
        if (line.kind == Kind::Failing) {
            Scan &failed = state.artifacts[id].scan;
            failed.outcome = Scan::Outcome::Error;
            failed.reportId = reportId(state.artifacts[id]);
            failed.start = state.now.addSecs(-5 * 3600);
            failed.end = failed.start.addSecs(30);
        } else if (!(line.kind == Kind::Nightly && number + 1 == line.versions)
            && !(line.kind == Kind::Untagged && number % 3 == 1)) {
            scan(state, id, line.kind == Kind::Huge ? 6000 - 260 * age : findings);
        }
        return id;
    }
    }
}

void fill(State &state, Repository &repository, const Line &line)
{
    Images images(state);
    Random random(repository.name.toUtf8());
    const int interval = line.kind == Kind::Nightly ? 24 : random.between(5, 21) * 24;
    // The archive is old: nothing was pushed for years.
    const int still = line.project == 8 ? 900 * 24 : random.between(2, 60);
    qint64 newest = 0;
    for (int number = 0; number < line.versions; ++number) {
        const int age = line.versions - 1 - number;
        const QDateTime pushed = line.kind == Kind::Nightly
            ? QDateTime(state.now.date().addDays(-age), QTime(2, 17), Qt::UTC).addDays(-1)
            : state.now.addSecs(-3600LL * (still + qint64(age) * interval) - random.below(3600));
        const QString version = line.kind == Kind::Nightly
            ? pushed.toString(u"yyyyMMdd"_s)
            : u"%1.%2.%3"_s.arg(1 + number / 3).arg(number % 3 + random.below(2)).arg(number);
        if (number == 0)
            repository.created = pushed.addSecs(-60);
        newest = build(state, repository, line, number, version, pushed);
        const bool isTagged = line.kind != Kind::Untagged || number + 2 >= line.versions;
        if (isTagged)
            images.tag(repository, newest, line.kind == Kind::Nightly ? u"nightly-"_s + version : version);
        // Releases are signed, what came before the signing began is not.
        if (number > 0 && *line.signing)
            accessories(state, newest, line.signing);
        Artifact &artifact = state.artifacts[newest];
        if (random.chance(line.kind == Kind::Nightly ? 20 : 65))
            artifact.pulled =
                std::min(state.now.addSecs(-60), pushed.addSecs(3600LL * random.between(1, interval + 40)));
        if (number + 1 == line.versions && line.project < 6)
            artifact.labels.append(line.project == 2 ? 5 : 2);
        if (line.project == 8)
            artifact.labels.append(3);
    }
    if (newest && line.kind != Kind::Module)
        images.tag(repository, newest, u"latest"_s);
    for (const Tag &tag : std::as_const(repository.tags))
        repository.tags[tag.name].pulled = state.artifacts[tag.artifact].pulled;
    repository.pulls = line.project == 8 ? 3 : random.between(0, 9'000);
}

} // namespace

void seedContent(State &state)
{
    Images images(state);
    QList<std::pair<qint64, bool>> stated;
    qint64 provenance = 0;
    for (const Line &line : Lines) {
        Repository &repository = images.repository(line.project, QString::fromLatin1(line.name),
            QString::fromLatin1(line.description), state.now.addDays(-380));
        fill(state, repository, line);
        const bool isAttested = repository.name == "platform/gateway"_L1;
        if (repository.name == "data-science/feature-store"_L1)
            provenance = repository.tags[u"latest"_s].artifact;
        if (isAttested || repository.name == "payments/backend/api"_L1)
            stated.append({repository.tags[u"latest"_s].artifact, isAttested});
    }
    // After all others, whose numbers stay as they are.
    for (const auto &[artifact, isAttested] : std::as_const(stated))
        images.state(artifact, state.now.addDays(-2), isAttested);
    images.attestSigned(provenance, state.now.addDays(-1));
}

void seedQuotas(State &state)
{
    // Parts per hundred of the limit that is used; -1 is unlimited.
    static const QMap<qint64, int> fullness{{1, -1}, {2, 96}, {3, 71}, {4, 88}, {5, 99}, {6, 34}, {7, -1}, {8, 100}};
    for (const QJsonObject &project : std::as_const(state.table(u"projects"_s).rows)) {
        const qint64 id = project[u"project_id"_s].toInteger();
        QHash<QByteArray, qint64> unique;
        for (const Repository &repository : std::as_const(state.repositories)) {
            for (const qint64 artifact : repository.project == id ? repository.artifacts : QList<qint64>())
                unique.insert(state.artifacts[artifact].digest,
                    state.artifacts[artifact].children.isEmpty() ? state.artifacts[artifact].size
                                                                 : state.artifacts[artifact].manifest.size());
        }
        qint64 used = 0;
        for (const qint64 size : std::as_const(unique))
            used += size;
        const qint64 percent = fullness.value(id, -1);
        constexpr qint64 Mebibyte = 1024 * 1024;
        // A full one is full to the byte.
        const qint64 hard = percent < 0 ? -1 : percent >= 100 ? used : (used * 100 / percent / Mebibyte + 1) * Mebibyte;
        state.table(u"quotas"_s)
            .add({{u"creation_time"_s, project[u"creation_time"_s]},
                {u"update_time"_s, stamp(state.now.addSecs(-1800))}, {u"hard"_s, QJsonObject{{u"storage"_s, hard}}},
                {u"used"_s, QJsonObject{{u"storage"_s, used}}},
                {u"ref"_s, QJsonObject{{u"id"_s, id}, {u"name"_s, project[u"name"_s]}, {u"owner_name"_s, QString()}}}});
    }
}

} // namespace lotse::demo
