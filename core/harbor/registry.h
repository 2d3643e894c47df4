// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace lotse::harbor {

/// Sign-in of Harbor at another registry; the secret always reads as "*****".
struct RegistryCredential {
    Q_GADGET
public:
    FIELD(QString, type)
    FIELD(QString, accessKey)
    FIELD(QString, accessSecret)
    bool operator==(const RegistryCredential &) const = default;
};

/// Another registry that Harbor replicates with, or proxies.
struct Registry {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, url)
    FIELD(QString, name)
    FIELD(RegistryCredential, credential)
    FIELD(QString, type)
    FIELD(bool, insecure)
    FIELD(QString, caCertificate)
    FIELD(QString, description)
    FIELD(QString, status)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const Registry &) const = default;
};

/// One filter that a registry can be asked for: "name", typed in, or "label", from a list.
struct FilterStyle {
    Q_GADGET
public:
    FIELD(QString, type)
    FIELD(QString, style)
    FIELD(QStringList, values)
    bool operator==(const FilterStyle &) const = default;
};

/// What replication from or to a registry can do.
struct RegistryInfo {
    Q_GADGET
public:
    FIELD(QString, type)
    FIELD(QString, description)
    FIELD(QList<FilterStyle>, supportedResourceFilters)
    FIELD(QStringList, supportedTriggers)
    FIELD(bool, supportedCopyByChunk)
    bool operator==(const RegistryInfo &) const = default;
};

/// A well-known address of a provider: region and URL.
struct RegistryEndpoint {
    Q_GADGET
public:
    FIELD(QString, key)
    FIELD(QString, value)
    bool operator==(const RegistryEndpoint &) const = default;
};

struct RegistryEndpointPattern {
    Q_GADGET
public:
    FIELD(QString, endpointType)
    FIELD(QList<RegistryEndpoint>, endpoints)
    bool operator==(const RegistryEndpointPattern &) const = default;
};

struct RegistryCredentialPattern {
    Q_GADGET
public:
    FIELD(QString, accessKeyType)
    FIELD(QString, accessKeyData)
    FIELD(QString, accessSecretType)
    FIELD(QString, accessSecretData)
    bool operator==(const RegistryCredentialPattern &) const = default;
};

/// A kind of registry that Harbor has an adapter for; `name` is the adapter ("docker-hub").
struct RegistryProvider {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(RegistryEndpointPattern, endpointPattern)
    FIELD(RegistryCredentialPattern, credentialPattern)
    bool operator==(const RegistryProvider &) const = default;
};

} // namespace lotse::harbor
