// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/digest.h"

#include "base/sha256.h"

#include <QCryptographicHash>

#include <algorithm>

namespace lotse::oci {

namespace {

struct Known {
    Digest::Algorithm algorithm;
    const char *name;
    qsizetype digits;
    QCryptographicHash::Algorithm hash;
};

constexpr Known known[] = {
    {Digest::Algorithm::Sha256, "sha256", 64, QCryptographicHash::Sha256},
    {Digest::Algorithm::Sha512, "sha512", 128, QCryptographicHash::Sha512},
};

const Known *find(Digest::Algorithm algorithm)
{
    for (const Known &each : known) {
        if (each.algorithm == algorithm)
            return &each;
    }
    return nullptr;
}

bool isLowerHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

} // namespace

Result<Digest> Digest::parse(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    for (const Known &each : known) {
        if (colon < 0 || text.first(colon) != QLatin1StringView(each.name))
            continue;
        const QStringView digits = text.sliced(colon + 1);
        if (digits.size() != each.digits || !std::all_of(digits.begin(), digits.end(), isLowerHex))
            break;
        Digest digest;
        digest.m_algorithm = each.algorithm;
        digest.m_hex = digits.toLatin1();
        return digest;
    }
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = {
        LOTSE_MSG("\"%1\" is not a digest: expected sha256: with 64 or sha512: with 128 lower-case hex digits."),
        {text.first(std::min<qsizetype>(text.size(), 160)).toString()}};
    return error;
}

Digest Digest::of(QByteArrayView bytes, Algorithm algorithm)
{
    Digest digest;
    if (const Known *how = find(algorithm)) {
        digest.m_algorithm = algorithm;
        digest.m_hex =
            (algorithm == Algorithm::Sha256 ? sha256(bytes) : QCryptographicHash::hash(bytes, how->hash)).toHex();
    }
    return digest;
}

QByteArray Digest::latin1() const
{
    const Known *how = find(m_algorithm);
    return how ? QByteArray(how->name) + ':' + m_hex : QByteArray();
}

QString Digest::brief() const
{
    return isValid() ? QString::fromLatin1(latin1().first(7 + 12)) : QString();
}

QByteArray Digest::fallbackTag() const
{
    // A tag has at most 128 characters: the longer algorithms are cut, as the distribution specification says.
    return latin1().replace(':', '-').left(128);
}

bool Digest::fits(QByteArrayView bytes) const
{
    return isValid() && of(bytes, m_algorithm) == *this;
}

} // namespace lotse::oci
