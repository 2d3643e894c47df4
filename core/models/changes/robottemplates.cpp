// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/robottemplates.h"

#include "harbor/roles.h"

namespace lotse::models {

const QList<RobotTemplate> &robotTemplates()
{
    // What docker, podman and helm need is "pull" and "push" of the repository; the rest is for the API.
    static const QList<RobotTemplate> all{
        {"pull", LOTSE_MSG("Pull"), "repository:pl artifact:rl tag:l"},
        {"push", LOTSE_MSG("Push and pull"), "repository:pPl artifact:rlc tag:lc"},
        {"ci", LOTSE_MSG("CI pipeline"),
            "repository:pPrl artifact:rlcd tag:lcd artifact-label:cd label:rl scan:crs sbom:crs artifact-addition:r "
            "accessory:l"},
        {"auditor", LOTSE_MSG("Auditor (read only)"),
            "project:r metadata:rl log:l repository:rlp artifact:rl artifact-addition:r accessory:l tag:l scan:r "
            "sbom:r scanner:r immutable-tag:l tag-retention:rl notification-policy:rl robot:rl member:rl quota:r",
            "audit-log:l security-hub:rl scanner:rl scan-all:r garbage-collection:rl purge-audit:rl quota:rl "
            "registry:rl replication:rl replication-policy:rl system-volumes:r jobservice-monitor:l project:l robot:rl "
            "user:rl user-group:rl catalog:r",
            true},
    };
    return all;
}

QSet<QString> rightsOf(const char *letters)
{
    QSet<QString> out;
    for (const harbor::Access &access : harbor::accessOf(letters))
        out.insert(access.resource + u' ' + access.action);
    return out;
}

} // namespace lotse::models
