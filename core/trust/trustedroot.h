// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "trust/certificate.h"

namespace lotse::trust {

/// From when until when something counted, both included. An end that is not valid: it still does.
struct ValidPeriod {
    QDateTime start;
    QDateTime end;

    bool contains(const QDateTime &time) const
    {
        return start.isValid() && time.isValid() && time >= start && (!end.isValid() || time <= end);
    }
};

/// A transparency log (Rekor) or a certificate transparency log.
struct LogKey {
    QString url; ///< "https://rekor.sigstore.dev"
    QByteArray id; ///< as the root names it: 32 bytes
    PublicKey key; ///< null where its kind is not supported
    ValidPeriod valid;

    QString host() const; ///< what a log of version 2 signs as
};

/// A certificate authority (Fulcio) or a time stamp authority.
struct RootAuthority {
    QString name; ///< of its own subject, for people
    QList<Certificate> chain; ///< the trusted end last
    ValidPeriod valid;
};

/// What sigstore's trusted_root.json names: whom to believe that somebody signed, and when. A plain value.
struct TrustedRoot {
    QString name; ///< what our policy calls it
    QByteArray text; ///< of the file
    QByteArray sha256; ///< of the file, hex
    QList<LogKey> logs;
    QList<LogKey> certificateLogs;
    QList<RootAuthority> authorities;
    QList<RootAuthority> timestampAuthorities;
};

/// Reads trusted_root.json, media types 0.1 and 0.2, strictly: a member that is not known, a key without the time from
/// which it counts, or a chain without certificates makes all of it unusable. Keys of a kind that is not supported stay
/// without a key. ErrorKind::Usage says what is wrong.
Result<TrustedRoot> readTrustedRoot(const QByteArray &text);

/// RFC 3339 in UTC or with an offset, fractions to the millisecond; not valid where it is none.
QDateTime rfc3339(const QByteArray &text);

} // namespace lotse::trust
