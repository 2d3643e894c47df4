// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "session/accounts.h"
#include "session/dockerauth.h"
#include "session/sealedstore.h"
#include "store/eventstore.h"
#include "store/schema.h"
#include "target.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace lotse::fuzz {

static QString put(const QTemporaryDir &folder, const QString &name, QByteArrayView bytes)
{
    QFile file(folder.filePath(name));
    require(file.open(QIODevice::WriteOnly) && file.write(bytes.data(), bytes.size()) == bytes.size(),
        "the fuzzer can write its file");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return file.fileName();
}

static void accountsFile(QByteArrayView bytes)
{
    const QTemporaryDir folder;
    put(folder, u"accounts.json"_s, bytes);
    SystemClock clock;
    Accounts accounts(folder.path(), &clock);
    if (!accounts.load())
        require(accounts.all().isEmpty() && !accounts.notice().isEmpty(), "a file that cannot be read is said");
}

static void dockerAuth(QByteArrayView bytes)
{
    const QTemporaryDir folder;
    (void)readDockerAuths({put(folder, u"config.json"_s, bytes)});
}

// A kept event whose body, kind and stream were changed behind the program's back.
static void databaseRow(QByteArrayView bytes)
{
    const QTemporaryDir folder;
    SystemClock clock;
    const store::Plan plan = store::decisionPlan(folder.path());
    {
        const auto events = store::openEventStore(plan, clock);
        require(bool(events), "a new database opens");
        store::Event event;
        event.uuid = u"6a1f3c1e-0000-4000-8000-000000000001"_s;
        event.at = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
        event.stream = u"decisions"_s;
        event.kind = u"made"_s;
        event.body = bytes.toByteArray();
        require(bool((*events)->append({event}, 0)), "an event is kept whatever its body");
    }
    const auto events = store::openEventStore(plan, clock);
    require(bool(events), "the database opens again");
    const auto read = (*events)->read(u"decisions"_s);
    require(read && read->size() == 1 && read->first().body == bytes, "an event comes back as it was kept");
}

// A file in place of the database.
static void databaseFile(QByteArrayView bytes)
{
    const QTemporaryDir folder;
    SystemClock clock;
    const store::Plan plan = store::decisionPlan(folder.path());
    put(folder, plan.path.section(u'/', -1), bytes);
    if (const auto opened = store::openEventStore(plan, clock))
        (void)(*opened)->read(u"decisions"_s);
}

// A sound form takes some 0.3 s of scrypt, on a worker, before it is refused.
static void sealedFile(QByteArrayView bytes)
{
    const QTemporaryDir folder;
    SealedStore store(put(folder, u"secrets.sealed"_s, bytes));
    QObject context;
    bool isDone = false;
    store.unlock(SecureBytes(QByteArrayView("a master password")), &context, [&](const Result<void> &opened) {
        isDone = true;
        require(!opened.ok(), "nobody seals a file without the password");
    });
    while (!isDone)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    require(!store.isUnlocked(), "a file that was not opened stays locked");
}

QList<Target> fileTargets()
{
    return {{"accounts", accountsFile}, {"dockerauth", dockerAuth}, {"databaserow", databaseRow},
        {"databasefile", databaseFile}, {"sealed", sealedFile}};
}

} // namespace lotse::fuzz
