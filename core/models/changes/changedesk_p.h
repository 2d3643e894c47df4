// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changedesk.h"

#include <QFileInfo>

#include <map>

namespace lotse::models {

/// Lives in the thread of the journal, with the executors.
class ChangeDesk::Worker : public QObject {
public:
    Worker(store::Plan plan, Clock *clock)
        : m_plan(std::move(plan))
        , m_files(QFileInfo(m_plan.path).path() + QStringLiteral("/staged"))
        , m_clock(clock)
    {
    }

    ~Worker() override { executors.clear(); } // they write the journal until they are gone

    /// Null where it cannot be opened; it is tried anew the next time.
    Result<change::Journal *> journal()
    {
        if (!m_journal) {
            Result<std::unique_ptr<change::Journal>> opened = change::Journal::open(m_plan, *m_clock);
            if (!opened)
                return opened.error();
            m_journal = std::move(opened.value());
        }
        return m_journal.get();
    }
    Clock *clock() const { return m_clock; }
    const change::StagedFiles &files() const { return m_files; }
    std::map<QString, std::unique_ptr<change::Executor>> executors; ///< by account

private:
    store::Plan m_plan;
    change::StagedFiles m_files;
    Clock *m_clock;
    std::unique_ptr<change::Journal> m_journal;
};

} // namespace lotse::models
