// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/imageconfig.h"

#include "json/codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxConfig = 4 * 1024 * 1024;
constexpr qsizetype maxSteps = 10'000;

using Nothings = QMap<QString, lotse::RawJson>; // {"8080/tcp":{}}

struct WireRun {
    Q_GADGET
public:
    FIELD_AS(QStringList, env, "Env")
    FIELD_AS(lotse::RawJson, entrypoint, "Entrypoint")
    FIELD_AS(lotse::RawJson, cmd, "Cmd")
    FIELD_AS(QString, workingDir, "WorkingDir")
    FIELD_AS(QString, user, "User")
    FIELD_AS(QString, stopSignal, "StopSignal")
    FIELD_AS(Nothings, exposedPorts, "ExposedPorts")
    FIELD_AS(Nothings, volumes, "Volumes")
    FIELD_AS(lotse::oci::Annotations, labels, "Labels")
    bool operator==(const WireRun &) const = default;
};

struct WireRootFs {
    Q_GADGET
public:
    FIELD(QStringList, diffIds)
    bool operator==(const WireRootFs &) const = default;
};

struct WireConfig {
    Q_GADGET
public:
    FIELD(QString, os)
    FIELD(QString, architecture)
    FIELD(QString, variant)
    FIELD_AS(QString, osVersion, "os.version")
    FIELD_AS(QStringList, osFeatures, "os.features")
    FIELD(QDateTime, created)
    FIELD(QString, author)
    FIELD(WireRun, config)
    FIELD(QList<lotse::oci::HistoryStep>, history)
    FIELD(WireRootFs, rootfs)
};

// A command is a list of words; images of the first years have one text instead.
Result<QStringList> words(const RawJson &raw, const QString &path)
{
    if (raw.text.isEmpty() || raw.text == "null")
        return QStringList();
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = path;
    error.message = {LOTSE_MSG("The image config is not readable: %1 is not a list of strings."), {path}};
    const QJsonValue value = QJsonDocument::fromJson('[' + raw.text + ']').array().at(0);
    if (value.isString())
        return QStringList{value.toString()};
    if (!value.isArray())
        return error;
    QStringList out;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array) {
        if (!each.isString())
            return error;
        out.append(each.toString());
    }
    return out;
}

} // namespace

Result<ImageConfig> parseImageConfig(const QByteArray &raw)
{
    if (raw.size() > kMaxConfig) {
        Error error;
        error.kind = ErrorKind::TooLarge;
        error.message = {LOTSE_MSG("The image config exceeds 4 MiB and is not read."), {}};
        return error;
    }
    Result<WireConfig> wire = json::decode<WireConfig>(raw);
    if (!wire)
        return wire.error();
    if (wire->history.size() > maxSteps || wire->rootfs.diffIds.size() > maxSteps) {
        Error error;
        error.kind = ErrorKind::TooLarge;
        error.message = {
            LOTSE_MSG("The image config has more than %1 build steps and is not read."), {QString::number(maxSteps)}};
        return error;
    }
    const Result<QStringList> entrypoint = words(wire->config.entrypoint, u"$.config.Entrypoint"_s);
    if (!entrypoint)
        return entrypoint.error();
    const Result<QStringList> cmd = words(wire->config.cmd, u"$.config.Cmd"_s);
    if (!cmd)
        return cmd.error();

    ImageConfig out;
    out.platform.os = wire->os;
    out.platform.architecture = wire->architecture;
    out.platform.variant = wire->variant;
    out.platform.osVersion = wire->osVersion;
    out.platform.osFeatures = wire->osFeatures;
    out.created = wire->created;
    out.author = wire->author;
    out.env = wire->config.env;
    out.entrypoint = *entrypoint;
    out.cmd = *cmd;
    out.workingDir = wire->config.workingDir;
    out.user = wire->config.user;
    out.stopSignal = wire->config.stopSignal;
    out.exposedPorts = wire->config.exposedPorts.keys();
    out.volumes = wire->config.volumes.keys();
    out.labels = wire->config.labels;
    out.history = wire->history;
    // A diff id is only shown: one that cannot be read is no reason to hide the rest.
    for (const QString &text : wire->rootfs.diffIds) {
        const Result<Digest> digest = Digest::parse(text);
        out.diffIds.append(digest ? *digest : Digest());
    }
    out.raw = raw;
    return out;
}

QList<LayerStep> layersWithHistory(const Manifest &manifest, const ImageConfig &config)
{
    QList<LayerStep> out;
    qsizetype next = 0;
    const auto takeLayer = [&](LayerStep &row) {
        row.layer = manifest.layers[next];
        row.diffId = config.diffIds.value(next);
        row.number = int(++next);
    };
    for (const HistoryStep &step : config.history) {
        LayerStep row;
        row.step = step;
        row.isKnown = true;
        if (!step.emptyLayer && next < manifest.layers.size())
            takeLayer(row);
        out.append(row);
    }
    while (next < manifest.layers.size()) {
        LayerStep row;
        takeLayer(row);
        out.append(row);
    }
    return out;
}

} // namespace lotse::oci

#include "imageconfig.moc"
