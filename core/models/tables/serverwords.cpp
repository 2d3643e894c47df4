// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/serverwords.h"

#include "models/tables/kindtables.h"

#include <algorithm>
#include <array>

namespace lotse::models {

using namespace Qt::StringLiterals;

namespace {

struct StatusRow {
    const char *status; // of Harbor, in lower case
    const char *state;
    const char *word;
};

constexpr std::array statuses{
    StatusRow{"success", "ok", LOTSE_MSG("succeeded")},
    StatusRow{"succeed", "ok", LOTSE_MSG("succeeded")},
    StatusRow{"succeeded", "ok", LOTSE_MSG("succeeded")},
    StatusRow{"finished", "ok", LOTSE_MSG("succeeded")},
    StatusRow{"completed", "ok", LOTSE_MSG("succeeded")},
    StatusRow{"healthy", "ok", LOTSE_MSG("healthy")},
    StatusRow{"running", "running", LOTSE_MSG("running")},
    StatusRow{"inprogress", "running", LOTSE_MSG("running")},
    StatusRow{"pending", "running", LOTSE_MSG("waiting")},
    StatusRow{"queued", "running", LOTSE_MSG("waiting")},
    StatusRow{"scheduled", "running", LOTSE_MSG("scheduled")},
    StatusRow{"stopped", "off", LOTSE_MSG("stopped")},
    StatusRow{"stop", "off", LOTSE_MSG("stopped")},
    StatusRow{"error", "error", LOTSE_MSG("failed")},
    StatusRow{"failed", "error", LOTSE_MSG("failed")},
    StatusRow{"failure", "error", LOTSE_MSG("failed")},
    StatusRow{"unhealthy", "error", LOTSE_MSG("unhealthy")},
};

struct WordRow {
    const char *theirs;
    const char *ours;
};

constexpr std::array operations{
    WordRow{"create", LOTSE_MSG("create")},
    WordRow{"delete", LOTSE_MSG("delete")},
    WordRow{"deletion", LOTSE_MSG("delete")},
    WordRow{"update", LOTSE_MSG("update")},
    WordRow{"pull", LOTSE_MSG("pull")},
    WordRow{"push", LOTSE_MSG("push")},
    WordRow{"copy", LOTSE_MSG("copy")},
    WordRow{"read", LOTSE_MSG("read")},
    WordRow{"stop", LOTSE_MSG("stop")},
    WordRow{"user_login", LOTSE_MSG("sign in")},
    WordRow{"user_logout", LOTSE_MSG("sign out")},
    WordRow{"login", LOTSE_MSG("sign in")},
    WordRow{"logout", LOTSE_MSG("sign out")},
};

constexpr std::array types{
    WordRow{"artifact", LOTSE_MSG("artifact")},
    WordRow{"image", LOTSE_MSG("image")},
    WordRow{"chart", LOTSE_MSG("chart")},
    WordRow{"repository", LOTSE_MSG("repository")},
    WordRow{"project", LOTSE_MSG("project")},
    WordRow{"tag", LOTSE_MSG("tag")},
    WordRow{"user", LOTSE_MSG("user")},
    WordRow{"robot", LOTSE_MSG("robot account")},
    WordRow{"member", LOTSE_MSG("member")},
    WordRow{"project_member", LOTSE_MSG("member")},
    WordRow{"configuration", LOTSE_MSG("configuration")},
    WordRow{"label", LOTSE_MSG("label")},
};

// Not known words come through as they are: nothing of the server's is hidden.
Cell wordCell(const WordRow *begin, const WordRow *end, const QString &theirs)
{
    const auto *found = std::find_if(begin, end, [&theirs](const WordRow &row) {
        return theirs.compare(QLatin1StringView(row.theirs), Qt::CaseInsensitive) == 0;
    });
    return {found == end ? theirs : word(found->ours), {}, {}, {}, theirs};
}

const StatusRow *statusRow(const QString &status)
{
    const auto *found = std::find_if(statuses.begin(), statuses.end(), [&status](const StatusRow &row) {
        return status.compare(QLatin1StringView(row.status), Qt::CaseInsensitive) == 0;
    });
    return found == statuses.end() ? nullptr : &*found;
}

} // namespace

QString stateOfStatus(const QString &status)
{
    const StatusRow *row = statusRow(status);
    return row ? QString::fromLatin1(row->state) : u"unknown"_s;
}

QString statusWord(const QString &status)
{
    const StatusRow *row = statusRow(status);
    return row ? word(row->word) : status;
}

Cell statusCell(const QString &status)
{
    Cell cell = Cell::state(stateOfStatus(status), statusWord(status));
    cell.exact = status;
    return cell;
}

Cell operationCell(const QString &operation)
{
    return wordCell(operations.data(), operations.data() + operations.size(), operation);
}

Cell resourceTypeCell(const QString &type)
{
    return wordCell(types.data(), types.data() + types.size(), type);
}

Cell enabledCell(bool enabled)
{
    // A policy that is enabled may fail: its mark is not that of what works.
    Cell cell = enabled ? Cell::state(u"enabled"_s, word(LOTSE_MSG("enabled")))
                        : Cell::state(u"disabled"_s, word(LOTSE_MSG("disabled")));
    cell.exact = enabled ? u"enabled"_s : u"disabled"_s;
    return cell;
}

Cell checkedCell(bool checked)
{
    Cell cell =
        checked ? Cell::state(u"ok"_s, word(LOTSE_MSG("yes"))) : Cell::state(u"warning"_s, word(LOTSE_MSG("no")));
    cell.exact = checked;
    return cell;
}

} // namespace lotse::models
