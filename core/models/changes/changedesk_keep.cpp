// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/changedesk_p.h"

using namespace Qt::StringLiterals;

namespace lotse::models {

void ChangeDesk::readKept(ChangeList *list)
{
    const QString account = list->account();
    run([this, account, post = Post(this)](Worker &worker) {
        const Result<change::StagedSet> set = worker.files().read(account, worker.clock()->now());
        post([this, account, set] {
            ChangeList *reader = m_lists.value(account);
            if (!reader)
                return;
            // A file that could not be moved aside is not written over.
            if (set || set.error().code == u"ASIDE"_s)
                m_keeps.insert(account);
            if (!set)
                reader->say(set.error().text());
            else if (!set->isEmpty())
                m_read.insert(account, *set);
            if (reader->count() > 0)
                keepSoon(reader); // somebody was quicker than the disk
            if (m_wasLoaded)
                restoreRead();
            else if (set && !set->isEmpty())
                load(); // the journal tells what of it was done
        });
    });
}

void ChangeDesk::restoreRead()
{
    if (!m_wasLoaded)
        return;
    const QMap<QString, change::StagedSet> read = std::exchange(m_read, {});
    for (auto it = read.begin(); it != read.end(); ++it) {
        ChangeList *list = m_lists.value(it.key());
        change::StagedSet set = it.value();
        change::settle(set, m_courses);
        if (!list || set.isEmpty())
            continue;
        if (const Result<void> fits = change::fitsRegistry(set.plan, list->plan().origin); !fits) {
            setAside(list, fits.error().text());
            continue;
        }
        list->restore(set);
    }
}

void ChangeDesk::setAside(ChangeList *list, const QString &why)
{
    const QPointer<ChangeList> target = list;
    run([target, why, account = list->account(), post = Post(this)](Worker &worker) {
        const Result<QString> aside = worker.files().setAside(account, worker.clock()->now());
        post([target, why, aside] {
            if (target)
                target->say(Message{
                    LOTSE_MSG("The previously staged changes were not staged again: %1 Their file was kept as %2."),
                    {why, aside ? *aside : aside.error().text()}}
                                .text());
        });
    });
}

void ChangeDesk::keepSoon(ChangeList *list)
{
    m_unkept.insert(list->account());
    if (!m_keepSoon.isActive())
        m_keepSoon.start();
}

void ChangeDesk::keepNow(bool waits)
{
    const QSet<QString> accounts = std::exchange(m_unkept, {});
    for (const QString &account : accounts) {
        const QPointer<ChangeList> list = m_lists.value(account);
        if (!list || !m_keeps.contains(account) || m_read.contains(account))
            continue;
        const auto write = [account, list, set = list->kept(), post = Post(this)](Worker &worker) {
            const Result<void> kept = worker.files().write(account, set);
            post([list, kept] {
                if (list && !kept)
                    list->say(Message{
                        LOTSE_MSG("The staged changes could not be saved and are lost when the program is closed: %1"),
                        {kept.error().text()}}
                                  .text());
            });
        };
        if (waits)
            QMetaObject::invokeMethod(
                m_worker, [worker = m_worker, write] { write(*worker); }, Qt::BlockingQueuedConnection);
        else
            run(write);
    }
}

void ChangeDesk::forget(const QString &account)
{
    m_keeps.remove(account);
    m_read.remove(account);
    run([account](Worker &worker) { (void)worker.files().write(account, {}); });
}

} // namespace lotse::models
