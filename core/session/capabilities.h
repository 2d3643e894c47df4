// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "session/account.h"
#include "session/identity.h"

#include <QHash>
#include <QSet>

namespace lotse {

namespace Supports {
Q_NAMESPACE
enum class Support {
    Unknown, ///< not found out yet: offer it, the answer will tell
    Yes,
    No, ///< the server cannot: the entry is absent
    Forbidden, ///< you may not: visible, disabled, with the reason
};
Q_ENUM_NS(Support)
} // namespace Supports
using Supports::Support;

/**
 * What a registry can do and this account may do, by feature name (Endpoint::feature: "quotas", "audit", ...; and
 * "catalog", "tags", "manifests", "referrers" of the OCI API) and by section of the window ("overview", "images",
 * "security", "access", "storage", "activity", "distribution", "compliance", "system").
 *
 * Worked out from the kind of registry, who one is and the permissions that the registry names, then corrected by what
 * later calls answer (learn). A plain value.
 */
class Capabilities {
public:
    /// Everything Unknown.
    Capabilities() = default;
    /**
     * `permissions`: "resource:action" of the caller at system level, as of /users/current/permissions?scope=/system
     * (with relative=true Harbor answers nothing for that scope).
     */
    Capabilities(RegistryKind kind, const Identity &identity, const QSet<QString> &permissions);

    Support support(const QString &feature) const;
    /// Why not, or with what limit; empty where there is nothing to say.
    Message reason(const QString &feature) const;

    /// Yes where one of its features is there, Forbidden where all that the server can are forbidden, No where it can
    /// none.
    Support section(const QString &section) const;
    Message sectionReason(const QString &section) const;

    /// Corrects a feature by the answer of a call that is about the whole registry (not one project): success, 403, 404
    /// or 405 of a list. True where something changed.
    bool learn(const QString &feature, const Error &answer);
    void set(const QString &feature, Support support, const Message &reason = {});

    static QStringList features();
    static QStringList sections();
    /// The features of a section, in the order of its tabs.
    static QStringList featuresOf(const QString &section);

private:
    struct Entry {
        Support support = Support::Unknown;
        Message reason;
    };
    QHash<QString, Entry> m_entries;
};

} // namespace lotse
