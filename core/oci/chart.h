// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "json/field.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace lotse::oci {

struct ChartDependency {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(QString, version) ///< a range
    FIELD(QString, repository)
    FIELD(QString, condition)
    FIELD(QString, alias)
    bool operator==(const ChartDependency &) const = default;
};

/// The config of a Helm chart in a registry (media type application/vnd.cncf.helm.config.v1+json): its Chart.yaml as
/// JSON.
struct Chart {
    Q_GADGET
public:
    using Annotations = QMap<QString, QString>;
    FIELD(QString, name)
    FIELD(QString, version)
    FIELD_AS(QString, appVersion, "appVersion")
    FIELD_AS(QString, apiVersion, "apiVersion")
    FIELD_AS(QString, kubeVersion, "kubeVersion")
    FIELD(QString, description)
    FIELD(QString, type)
    FIELD(QString, home)
    FIELD(bool, deprecated)
    FIELD(QStringList, keywords)
    FIELD(QStringList, sources)
    FIELD(QList<lotse::oci::ChartDependency>, dependencies)
    FIELD(lotse::oci::Chart::Annotations, annotations)
    bool operator==(const Chart &) const = default;
};

/// At most 4 MiB. ErrorKind::Decode names the member with the wrong type.
Result<Chart> parseChart(const QByteArray &raw);

} // namespace lotse::oci
