// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/securebytes.h"

#include <QString>

namespace lotse {

/// A user name and a secret for one registry, as other programs want them. `host` with its port, without a scheme. The
/// bytes hold the secret: whoever asked wipes them.

/// What docker, podman and skopeo read: {"auths": {"harbor.example.com": {"auth": "…"}}}.
QByteArray dockerAuthFile(const QString &host, const QString &user, const SecureBytes &secret);

/// A Secret of type kubernetes.io/dockerconfigjson as YAML, for `imagePullSecrets`.
QByteArray kubernetesPullSecret(const QString &host, const QString &user, const SecureBytes &secret);

/// A name that Kubernetes takes (RFC 1123: lower case, digits, "-", at most 63) made of a user name:
/// "robot$payments+ci" gives "robot-payments-ci".
QString kubernetesName(const QString &user);

} // namespace lotse
