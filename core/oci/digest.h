// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QMetaType>

namespace lotse::oci {

/**
 * The digest of content: an algorithm and its hex value, "sha256:<64 hex>". Only sha256 and sha512 are known;
 * everything else is refused, because a digest that cannot be computed cannot be checked.
 */
class Digest {
    Q_GADGET
    Q_PROPERTY(QString text READ text)
    Q_PROPERTY(QString brief READ brief)
public:
    enum class Algorithm { None, Sha256, Sha512 };
    Q_ENUM(Algorithm)

    Digest() = default;

    /// "sha256:" and exactly 64, or "sha512:" and exactly 128 lower case hex digits; else ErrorKind::Invalid.
    static Result<Digest> parse(QStringView text);
    /// The digest of these bytes.
    static Digest of(QByteArrayView bytes, Algorithm algorithm = Algorithm::Sha256);

    bool isValid() const { return m_algorithm != Algorithm::None; }
    Algorithm algorithm() const { return m_algorithm; }
    QByteArray hex() const { return m_hex; }
    QByteArray latin1() const; ///< "sha256:9a0f…" in full; empty where not valid
    QString text() const { return QString::fromLatin1(latin1()); }
    QString brief() const; ///< "sha256:" and the first twelve digits, for reading only
    QByteArray fallbackTag() const; ///< "sha256-9a0f…", the tag that stands for the referrers of this digest

    /// Whether the bytes have this digest. False where this is not valid.
    bool fits(QByteArrayView bytes) const;

    bool operator==(const Digest &) const = default;
    bool operator<(const Digest &other) const { return latin1() < other.latin1(); }
    friend size_t qHash(const Digest &digest, size_t seed = 0) { return qHashMulti(seed, digest.m_hex); }

private:
    Algorithm m_algorithm = Algorithm::None;
    QByteArray m_hex;
};

} // namespace lotse::oci
