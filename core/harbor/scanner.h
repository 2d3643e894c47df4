// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/scan.h"
#include "json/field.h"
#include "json/rawjson.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace lotse::harbor {

/// A scanner that is plugged in. The credential comes as the server gives it: a secret, never shown or written.
struct ScannerRegistration {
    Q_GADGET
public:
    FIELD(QString, uuid)
    FIELD(QString, name)
    FIELD(QString, description)
    FIELD(QString, url)
    FIELD(bool, disabled)
    FIELD(bool, isDefault)
    FIELD(QString, auth) ///< "", Basic, Bearer, X-ScannerAdapter-API-Key
    FIELD(QString, accessCredential)
    FIELD_AS(bool, skipCertVerify, "skip_certVerify")
    FIELD(bool, useInternalAddr)
    FIELD(QDateTime, createTime)
    FIELD(QDateTime, updateTime)
    FIELD(QString, adapter)
    FIELD(QString, vendor)
    FIELD(QString, version)
    FIELD(QString, health) ///< "healthy"; empty in lists
    FIELD(RawJson, capabilities)
    bool operator==(const ScannerRegistration &) const = default;
};

struct ScannerCapability {
    Q_GADGET
public:
    FIELD(QString, type) ///< vulnerability, sbom
    FIELD(QStringList, consumesMimeTypes)
    FIELD(QStringList, producesMimeTypes)
    bool operator==(const ScannerCapability &) const = default;
};

using ScannerProperties = QMap<QString, QString>;

/// What the scanner says of itself; the age of its database is in `properties`.
struct ScannerMetadata {
    Q_GADGET
public:
    FIELD(ScannerName, scanner)
    FIELD(QList<ScannerCapability>, capabilities)
    FIELD(ScannerProperties, properties)
    bool operator==(const ScannerMetadata &) const = default;
};

} // namespace lotse::harbor
