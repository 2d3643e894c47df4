// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/dates.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace lotse::demo {

/// What a scan left behind. The findings themselves are made when they are asked for.
struct Scan {
    enum class Outcome { NotScanned, NotScannable, Success, Error };
    Outcome outcome = Outcome::NotScanned;
    QString reportId;
    QDateTime start;
    QDateTime end; ///< in the future while a scan that was started runs
    int counts[5] = {0, 0, 0, 0, 0}; ///< Critical, High, Medium, Low, Unknown
    int fixable = 0;
    int shift = 0; ///< where in the catalogue its findings begin
    int total() const { return counts[0] + counts[1] + counts[2] + counts[3] + counts[4]; }
};

struct Child {
    qint64 artifact = 0;
    QByteArray digest;
    QJsonObject platform;
};

struct Artifact {
    qint64 id = 0;
    qint64 repository = 0;
    int age = 0; ///< how many newer versions the repository has: their packages are newer
    QByteArray digest; ///< SHA-256 of `manifest`
    QByteArray manifest; ///< as /v2/ serves it
    QByteArray manifestMediaType;
    QByteArray mediaType; ///< of the config; of the index itself where it is one
    QByteArray artifactType;
    QString type; ///< IMAGE, CHART, WASM, UNKNOWN, SIGNATURE...
    qint64 size = 0; ///< manifest, config and layers; of an index also its children
    QDateTime pushed;
    QDateTime pulled; ///< invalid: never
    QJsonObject extraAttributes;
    QJsonObject annotations;
    QList<Child> children;
    QList<qint64> labels;
    QList<qint64> accessories; ///< artifacts that refer to this one
    QString accessoryType; ///< "signature.cosign"; empty where it is no accessory
    qint64 subject = 0; ///< artifact that this accessory belongs to
    qint64 accessoryId = 0;
    bool isChild = false; ///< in an index: listed only where base=* asks for it
    Scan scan;
    qint64 sbom = 0; ///< accessory with the SBOM
    QByteArray sbomBlob; ///< digest
    QJsonObject chart; ///< {"readme.md": text, "values.yaml": text, "dependencies": [...]}
};

/// A finding in the order of the security hub.
struct HubFinding {
    qint64 artifact = 0;
    int number = 0;
    int score = 0;
};

struct Tag {
    qint64 id = 0;
    qint64 artifact = 0;
    QString name;
    QDateTime pushed;
    QDateTime pulled;
};

struct Repository {
    qint64 id = 0;
    qint64 project = 0;
    QString name; ///< with the project: "payments/backend/api"
    QString description;
    QDateTime created;
    QDateTime updated;
    qint64 pulls = 0;
    QList<qint64> artifacts;
    QMap<QString, Tag> tags;
};

/**
 * Rows of a regular kind, as objects of the wire. Members that begin with "_" are the table's own (parents, logs) and
 * are never sent.
 */
struct Table {
    QList<QJsonObject> rows;
    qint64 next = 1;

    QJsonObject *find(const QString &key, const QString &value);
    /// Appends with a new id (member "id") and gives it back.
    qint64 add(QJsonObject row);
};

/// When an entry of the audit trail happened.
struct TrailMoment {
    qint64 back = 0; ///< ms before the state's `now`
    bool isQuiet = false; ///< at night or on a weekend
    qint8 incident = -1; ///< of those that stand out
    qint64 pushed = 0; ///< the artifact that is pushed with it; 0: it says something else
};

/// All that the registry knows. Owned by Registry, which guards it.
struct State {
    QDateTime now; ///< when the data was made; all its dates lie before
    QMap<QString, Table> tables;
    QMap<qint64, Repository> repositories;
    QMap<qint64, Artifact> artifacts;
    QHash<QByteArray, QByteArray> blobs; ///< by digest; layers are known by their descriptor only
    QHash<QByteArray, qint64> layers; ///< digest and size
    QJsonObject documents; ///< singletons by name: "configuration", "schedule/gc"
    QList<TrailMoment> trail; ///< by number of the entry, the oldest first
    qint64 writes = 0; ///< how often something was changed
    QString hubKey; ///< what `hub` was made for
    QList<HubFinding> hub; ///< the last answer's findings: the next page needs them again
    qint64 nextTag = 1;
    qint64 nextArtifact = 1;
    qint64 nextAccessory = 1;

    Table &table(const QString &name) { return tables[name]; }
    QJsonObject *project(const QString &nameOrId, bool isName = false);
    QJsonObject *projectById(qint64 id);
    Repository *repository(const QString &fullName);
    Artifact *artifact(const Repository &repository, const QString &reference);
    bool isImmutable(const Repository &repository, const QString &tag);
};

/// Fills an empty state with the demo's data, dated back from `now`. Takes some tens of milliseconds.
void seed(State &state, const QDateTime &now);

} // namespace lotse::demo
