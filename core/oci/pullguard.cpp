// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/pullguard.h"

using namespace Qt::StringLiterals;

namespace lotse::oci {

const QString PullGuard::code = u"COUNTS_AS_PULL"_s;

static QString keyOf(const QString &repository, const QString &digest)
{
    return repository + u'@' + digest;
}

void PullGuard::setCounted(bool isCounted)
{
    const QMutexLocker lock(&m_mutex);
    m_isCounted = isCounted;
}

bool PullGuard::isCounted() const
{
    const QMutexLocker lock(&m_mutex);
    return m_isCounted;
}

void PullGuard::agree()
{
    const QMutexLocker lock(&m_mutex);
    m_isAgreed = true;
}

bool PullGuard::asks() const
{
    const QMutexLocker lock(&m_mutex);
    return m_isCounted && !m_isAgreed;
}

std::optional<Manifest> PullGuard::kept(const QString &repository, const QString &digest) const
{
    const QMutexLocker lock(&m_mutex);
    const Manifest *found = m_kept.object(keyOf(repository, digest));
    return found ? std::optional(*found) : std::nullopt;
}

void PullGuard::keep(const QString &repository, const Manifest &manifest)
{
    const QMutexLocker lock(&m_mutex);
    m_kept.insert(
        keyOf(repository, manifest.digest.text()), new Manifest(manifest), qMax<qsizetype>(1, manifest.raw.size()));
}

Error PullGuard::refusal(const QString &host)
{
    Error error;
    error.kind = ErrorKind::Cancelled;
    error.code = code;
    error.message = {LOTSE_MSG("The manifest was not read yet: %1 counts reading it as a pull."), {host}};
    return error;
}

} // namespace lotse::oci
