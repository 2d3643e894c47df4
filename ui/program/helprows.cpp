// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helptexts.h"

#include <QtGlobal>

namespace lotse::ui {

const QList<HelpRow> &helpRows()
{
    static const QList<HelpRow> rows{
        {"window",
            QT_TRANSLATE_NOOP("help",
                "The left side has one tile per registry, followed by the sections of the current registry. "
                "Sections that the registry does not support are hidden; sections without permission are "
                "shown with the reason.\n\n"
                "Ctrl+K opens the search for projects, repositories, tags, digests and commands. Alt+Left "
                "and Alt+Right go back and forward. Enter opens the selected row, Ctrl+C copies the selected "
                "rows as text for a spreadsheet, and F5 refreshes the page.\n\n"
                "The panel at the bottom (Ctrl+J) lists requests, with their time and as curl commands "
                "without secrets, running jobs with a cancel button, and recent problems.\n\n"
                "Every table shows when it was loaded and whether it is complete. If rows are missing, it "
                "shows which and why.")},
        {"accounts",
            QT_TRANSLATE_NOOP("help",
                "An account has an address, a user name and a sign-in method. New accounts are read-only "
                "until you allow changes.\n\n"
                "Removing an account deletes it and its secret from this computer. The registry does not "
                "change.\n\n"
                "The command \"Import accounts from docker and podman\" lists accounts that can be imported.")},
        {"account",
            QT_TRANSLATE_NOOP("help",
                "Enter the address, or paste any URL of the registry. The type is detected.\n\n"
                "The secret is stored in the keychain of the desktop, in a file encrypted with a master "
                "password, or for this session only. It is never sent over http unless you confirm it.\n\n"
                "A private certificate authority is trusted for this account only. With a pinned key, Lotse "
                "rejects all other keys: nothing is sent until you compare and accept the new key.")},
        {"settings",
            QT_TRANSLATE_NOOP("help",
                "Settings apply immediately and to all registries.\n\n"
                "A proxy that requires sign-in returns status 407, shown as a proxy error. The proxy "
                "password is stored in the keychain. The proxy of the environment is read when Lotse "
                "starts.\n\n"
                "Locking the window hides its content, locks the secrets file and signs out all accounts. "
                "The master password unlocks the window; without one, unlocking the desktop unlocks it.")},
        {"docker-import",
            QT_TRANSLATE_NOOP("help",
                "docker and podman store hosts and users in configuration files. They are imported as "
                "read-only accounts.\n\n"
                "Secrets in these files are imported. Secrets in a credential helper are read only when you "
                "import the account; the helper may ask you to unlock its store.\n\n"
                "The files of docker and podman are not changed.")},
        {"diagnostics",
            QT_TRANSLATE_NOOP("help",
                "A report with versions, settings, registry status and recent problems and requests. Only "
                "the visible text is saved.\n\n"
                "The report contains no passwords, tokens or keys. Names of hosts, projects and people are "
                "included only if selected.")},
        {"overview",
            QT_TRANSLATE_NOOP("help",
                "Registry content, storage usage, findings of the latest scan reports, and recent activity. "
                "Click a part of a chart to open its rows; each chart is also available as a table.\n\n"
                "Finding counts come from the registry's summary if available; the card shows its time.")},
        {"images",
            QT_TRANSLATE_NOOP("help",
                "Projects, repositories, artifacts and tags. A repository contains artifacts, identified by "
                "digest; a tag is a movable name of an artifact.\n\n"
                "The scan overview is loaded only for visible rows to reduce the load on the server.")},
        {"artifact",
            QT_TRANSLATE_NOOP("help",
                "One artifact, identified by its digest, which Lotse verifies on the received bytes. The "
                "tabs show the scan report, layers with their build commands, SBOM, attachments, pull "
                "commands and raw documents.\n\n"
                "Signatures are verified on this computer. Claimed: something is attached and was not, or could "
                "not be verified. Valid: the signature fits these bytes and this key. Trusted: the trust policy "
                "names that key for this repository.")},
        {"security",
            QT_TRANSLATE_NOOP("help",
                "A finding is a vulnerability in a package of an image, reported by the registry's scanner, "
                "with the severity of the report.\n\n"
                "Images without a scan have no findings but are not safe: missing, failed and old scans are "
                "marked.")},
        {"access",
            QT_TRANSLATE_NOOP("help",
                "Access control: project members (users and groups) with their roles, users, groups, and "
                "robot accounts with permissions and expiry.\n\n"
                "The registry shows the secret of a robot account once, when it is created or refreshed. The "
                "last use comes from the audit trail.")},
        {"storage",
            QT_TRANSLATE_NOOP("help",
                "Quotas limit the storage of a project. Shared layers count once per registry and once per "
                "project.\n\n"
                "Retention deletes artifacts by rules. Immutable tags cannot be moved or deleted. Garbage "
                "collection frees the storage of unreferenced blobs.")},
        {"retention",
            QT_TRANSLATE_NOOP("help",
                "A policy retains artifacts that match at least one rule and deletes all others in the "
                "selected repositories. Disabled rules retain nothing.\n\n"
                "A dry run shows what would be deleted without deleting it.")},
        {"activity",
            QT_TRANSLATE_NOOP("help",
                "Activity: audit trail, job queues and workers, schedules, and webhooks with their "
                "deliveries.\n\n"
                "Times are in your time zone; the tooltip shows the original time of the registry.")},
        {"audit",
            QT_TRANSLATE_NOOP("help",
                "All logged operations: who, what, when. The registry applies the filters, so they cover all "
                "entries, not only the loaded ones.\n\n"
                "The heat map shows operations per hour; click an hour to filter the table.")},
        {"distribution",
            QT_TRANSLATE_NOOP("help",
                "Registry endpoints for replication, replication policies with their executions, failed "
                "tasks and logs, and P2P preheat.")},
        {"compliance",
            QT_TRANSLATE_NOOP("help",
                "Posture checks with their evidence, reports for audits, and the changes made with Lotse. "
                "Checks only read the registry.\n\n"
                "A check whose evidence could not be read is not assessable and never counted as passed.")},
        {"system",
            QT_TRANSLATE_NOOP("help",
                "Registry configuration. Secrets are never shown.\n\n"
                "For each key, the registry reports who can edit it.")},
        {"project",
            QT_TRANSLATE_NOOP("help",
                "One project: repositories, members, robot accounts, rules and audit trail, filtered by this "
                "project.")},
        {"artifacts",
            QT_TRANSLATE_NOOP("help",
                "The artifacts of a repository, newest first. Tags, size, push and last pull time are part "
                "of the list; findings and attachments are loaded for visible rows.\n\n"
                "Space selects a row, Shift and arrow keys select several.")},
        {"quotas",
            QT_TRANSLATE_NOOP(
                "help", "Quota usage of each project. Sort by the used share to find projects near their limit.")},
    };
    return rows;
}

} // namespace lotse::ui
