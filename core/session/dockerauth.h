// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/securebytes.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QObject;

namespace lotse {

/// One host of an auth file of docker or podman.
struct DockerEntry {
    QString server; ///< as the file names it: "https://index.docker.io/v1/", "quay.io/team"
    QString url; ///< what Lotse makes of it: "https://quay.io"
    QString user; ///< empty where a helper knows it
    SecureBytes secret; ///< empty where a helper keeps it
    QString helper; ///< "secretservice" for docker-credential-secretservice; empty where the secret is in the file
    QString file; ///< where it was read
};

struct DockerAuths {
    QList<DockerEntry> entries; ///< an origin and user once, the first file wins
    QStringList files; ///< that were read
    QList<Error> errors; ///< of files that could not be read, and of hosts that could not be understood
};

/// Where docker and podman keep them, in the order of reading: $DOCKER_CONFIG, ~/.docker, $REGISTRY_AUTH_FILE, the
/// runtime folder, ~/.config/containers. Only files that are there.
QStringList dockerAuthFiles();

/// Reads the files, each at most 1 MiB. None of them is changed.
DockerAuths readDockerAuths(const QStringList &files);

/**
 * Asks `docker-credential-HELPER get` for the user and the secret of an entry, without a shell and by its absolute path
 * from PATH (folders that are not absolute are left out). `done` runs once in the thread of `context`, and never once
 * that is gone; a helper that takes longer than `patience` is ended. Errors are ErrorKind::Secret.
 */
void askCredentialHelper(const DockerEntry &entry, Clock *clock, std::chrono::milliseconds patience, QObject *context,
    std::function<void(Result<DockerEntry>)> done);

} // namespace lotse
