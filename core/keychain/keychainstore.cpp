// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/keychainstore.h"

#include "base/post.h"

#include <qt6keychain/keychain.h>

namespace lotse {

static const QString kService = QStringLiteral("lotse");

static Error toError(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return noSecret();
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: {
        Error error;
        error.kind = ErrorKind::Secret;
        error.detail = job.errorString();
        error.message = {
            LOTSE_MSG("The keychain could not be opened. Unlock it and try again, or store the secret for this "
                      "session only."),
            {}};
        return error;
    }
    default: {
        // A desktop without a Secret Service answers "other error" as well.
        Error error = noKeychain();
        error.detail = job.errorString();
        return error;
    }
    }
}

// Not a child of the context: libsecret goes on with a job that has begun, and answers it. Nobody is called back where
// the context is gone by then, and the job deletes itself.
template <typename Job>
static Job *makeJob(const QString &accountId)
{
    auto *job = new Job(kService);
    job->setKey(accountId);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    return job;
}

void KeychainStore::read(const QString &accountId, QObject *context, Read done)
{
    auto *job = makeJob<QKeychain::ReadPasswordJob>(accountId);
    QObject::connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        if (const Error error = toError(*job)) {
            done(error);
            return;
        }
        QByteArray bytes = job->binaryData();
        const SecureBytes secret(bytes);
        SecureBytes::wipe(bytes);
        done(secret);
    });
    job->start();
}

void KeychainStore::write(const QString &accountId, const SecureBytes &secret, QObject *context, Done done)
{
    auto *job = makeJob<QKeychain::WritePasswordJob>(accountId);
    job->setBinaryData(secret.view().toByteArray());
    QObject::connect(
        job, &QKeychain::Job::finished, context, [job, done = std::move(done)] { done(Result<void>(toError(*job))); });
    job->start();
}

void KeychainStore::remove(const QString &accountId, QObject *context, Done done)
{
    auto *job = makeJob<QKeychain::DeletePasswordJob>(accountId);
    QObject::connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        const Error error = toError(*job);
        done(error.kind == ErrorKind::NotFound ? Result<void>() : Result<void>(error));
    });
    job->start();
}

} // namespace lotse
