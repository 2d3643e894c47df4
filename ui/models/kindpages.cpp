// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kindpages.h"

#include <algorithm>
#include <array>

namespace lotse::ui {

static constexpr std::array pages{
    KindPage{"projects", "project", ""},
    KindPage{"repositories", "artifacts", ""},
    KindPage{"project-repositories", "artifacts", ""},
    KindPage{"project-artifacts", "artifact", ""},
    KindPage{"replication-policies", "rows", "replication-executions"},
    KindPage{"replication-executions", "rows", "replication-tasks"},
    KindPage{"replication-tasks", "log", "replication-log"},
    KindPage{"webhooks", "rows", "webhook-executions"},
    KindPage{"webhook-executions", "rows", "webhook-tasks"},
    KindPage{"webhook-tasks", "log", "webhook-log"},
    KindPage{"retention-executions", "rows", "retention-tasks"},
    KindPage{"retention-tasks", "retention-log", ""},
    KindPage{"preheat-policies", "rows", "preheat-executions"},
    KindPage{"preheat-executions", "rows", "preheat-tasks"},
    KindPage{"preheat-tasks", "log", "preheat-log"},
    KindPage{"gc", "log", "gc-log"},
    KindPage{"purge", "log", "purge-log"},
    KindPage{"workers", "log", "job-log"},
    KindPage{"preheat-instances", "preheat-policies", ""},
    KindPage{"security-findings", "cve", ""},
    KindPage{"users", "audit", ""},
};

const KindPage *kindPage(QByteArrayView kind)
{
    const auto found =
        std::find_if(pages.begin(), pages.end(), [kind](const KindPage &page) { return kind == page.of; });
    return found == pages.end() ? nullptr : &*found;
}

} // namespace lotse::ui
