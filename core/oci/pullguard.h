// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/manifest.h"

#include <QCache>
#include <QMutex>

#include <optional>

namespace lotse::oci {

/**
 * Keeps reading from leaving traces. Harbor counts every GET of a manifest as a pull: it moves the pull time and count,
 * writes an audit entry and tells webhooks (HEAD, blobs and the list of referrers do not count, see docs/traces.md).
 * Where a registry counts, a manifest is read only after the person agreed once, and what was read is kept by its
 * digest, so that it is not read twice. Shared by the clients of a session; any thread.
 */
class PullGuard {
public:
    /// What is kept at most: bytes of manifests.
    static constexpr qsizetype maxBytes = qsizetype(16) * 1024 * 1024;

    /// Whether this registry counts; a registry that turned out to be of another kind may change that.
    void setCounted(bool isCounted);
    bool isCounted() const;
    /// The person knows that it counts, and wants to read.
    void agree();
    /// Whether reading would leave a trace that nobody agreed to.
    bool asks() const;

    std::optional<Manifest> kept(const QString &repository, const QString &digest) const;
    void keep(const QString &repository, const Manifest &manifest);

    static const QString code; ///< Error::code of a reading that was not begun
    static Error refusal(const QString &host);
    static bool isRefusal(const Error &error) { return error.code == code; }

private:
    mutable QMutex m_mutex;
    mutable QCache<QString, Manifest> m_kept{maxBytes};
    bool m_isCounted = false;
    bool m_isAgreed = false;
};

} // namespace lotse::oci
