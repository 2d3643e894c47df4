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
                "On the left is a tile for each registry, then the sections of the one that is shown. A section that a "
                "registry cannot serve is not there; one that your account may not use is there, and says why.\n\n"
                "Ctrl+K goes to any project, repository, tag or digest and runs any command. Alt+Left and Alt+Right go "
                "back and forward. Enter opens the row that is selected, Ctrl+C copies the selected rows as text for a "
                "spreadsheet, and F5 reads the page again.\n\n"
                "Below is the dock (Ctrl+J): every request that was made, with its time and as a curl command without "
                "the "
                "secret; work that takes long, with a button to end it; and what went wrong lately.\n\n"
                "Every table says when it was read and whether it is whole. Where rows are missing, it names what is "
                "missing and why.")},
        {"accounts",
            QT_TRANSLATE_NOOP("help",
                "An account is an address, a name and the way to sign in. A new one only reads: nothing is written to "
                "the "
                "registry before you allow it for that account.\n\n"
                "Removing an account takes it and its secret from this machine. Nothing changes at the registry.\n\n"
                "Accounts of docker and podman can be taken over: the command \"Take over accounts from docker and "
                "podman\" lists them.")},
        {"account",
            QT_TRANSLATE_NOOP("help",
                "Type the address, or paste any web page of the registry. What kind of registry it is, it tells "
                "itself.\n\n"
                "The secret is kept in the keychain of the desktop, in a file sealed with a master password, or until "
                "the "
                "program ends. It is never written down in another way, and never over http without your word.\n\n"
                "A private certificate authority is trusted for this account alone. A pinned key makes Lotse refuse "
                "every "
                "other one, whoever signed it: nothing is sent before you have compared the new one.")},
        {"settings",
            QT_TRANSLATE_NOOP("help",
                "Everything here holds at once and for all registries.\n\n"
                "A proxy that wants a sign-in answers 407; Lotse names that as such. Its password is kept in the "
                "keychain. "
                "The proxy of the environment is read when Lotse starts.\n\n"
                "When the window locks, what it shows is hidden, the sealed secrets are closed and sign-ins are "
                "forgotten. "
                "With a master password, that password opens it; else it opens with the screen of the desktop.")},
        {"takeover",
            QT_TRANSLATE_NOOP("help",
                "Docker and podman keep hosts and users in files of their own. Here they become accounts of Lotse, "
                "which "
                "only read at first.\n\n"
                "A secret that lies in such a file is taken as it is. One that a credential helper keeps is asked for "
                "when "
                "you take the account over, and only then: the helper may ask you to open its own store.\n\n"
                "The files of docker and podman are not changed.")},
        {"diagnostics",
            QT_TRANSLATE_NOOP("help",
                "One text with versions, settings, the state of the registries, the last problems and requests. What "
                "you "
                "see is all that is saved.\n\n"
                "It holds no password, token or key. Names of hosts, projects and people are left out unless you want "
                "them in.")},
        {"overview",
            QT_TRANSLATE_NOOP("help",
                "What is in the registry, how much room it takes, how many findings the newest scan reports hold, and "
                "what was done lately. A click on a part of a chart opens the rows behind it; each chart has a table "
                "with "
                "the same numbers.\n\n"
                "Numbers of findings come from the registry's own summary where it has one; the card says from when.")},
        {"images",
            QT_TRANSLATE_NOOP("help",
                "Projects, repositories, artifacts and tags. A repository holds artifacts, each known by its digest; a "
                "tag "
                "is a name that points at one of them and may move.\n\n"
                "Lists come plain at first; the scan overview is asked for the rows in view, because it costs the "
                "server "
                "much more than the list.")},
        {"artifact",
            QT_TRANSLATE_NOOP("help",
                "One artifact, by its digest, which Lotse computes from the bytes that it received. Its tabs show the "
                "scan "
                "report, the layers with the commands that made them, the SBOM, what is attached to it, how to pull "
                "it, "
                "and the documents as they are.\n\n"
                "\"Signature attached, not verified\" means that the registry holds one. Whether it is valid, and "
                "whose it "
                "is, is not said by that.")},
        {"security",
            QT_TRANSLATE_NOOP("help",
                "Findings are what the scanners of the registry reported: a vulnerability in a package of an image. "
                "The "
                "severity is that of the report.\n\n"
                "An image that was never scanned has no findings, but that does not make it safe: scans that are "
                "missing, "
                "failed "
                "or old are shown as such.")},
        {"access",
            QT_TRANSLATE_NOOP("help",
                "Who may do what: members of projects (people and groups) with their roles, users, groups, and robots "
                "with "
                "their permissions and expiry.\n\n"
                "A robot account signs in with a secret that the registry shows once, when the robot is made or its "
                "secret "
                "renewed. When it was last seen is read from the audit trail.")},
        {"storage",
            QT_TRANSLATE_NOOP("help",
                "Quotas limit how much a project may hold; layers that several repositories share count once for the "
                "registry, and once in each project.\n\n"
                "Retention deletes artifacts by rules, immutable tags may not be moved or deleted, and garbage "
                "collection "
                "frees the room of what nothing refers to any more.")},
        {"retention",
            QT_TRANSLATE_NOOP("help",
                "A policy keeps what at least one of its rules keeps, and deletes the rest of the repositories that "
                "its "
                "rules are about. A rule that is off keeps nothing.\n\n"
                "A dry run says what would be deleted without deleting it.")},
        {"activity",
            QT_TRANSLATE_NOOP("help",
                "What happened and what runs: the audit trail, queues and workers of the registry's jobs, schedules, "
                "and "
                "webhooks with what they sent.\n\n"
                "Times are shown in your time zone; the tooltip has them as the registry said.")},
        {"audit",
            QT_TRANSLATE_NOOP("help",
                "Every operation that the registry noted: who, what, when. Filters are asked of the registry, so that "
                "they "
                "hold for all entries and not only for those that were read.\n\n"
                "The heat map shows when most was done; a click on an hour narrows the table to it.")},
        {"distribution",
            QT_TRANSLATE_NOOP("help",
                "Other registries that this one copies from or to, the policies of that replication in sentences, "
                "their "
                "runs with the task that failed and its log, and the preheating of peer-to-peer networks.")},
        {"system",
            QT_TRANSLATE_NOOP("help",
                "How the registry is set up. Secrets of its configuration are never shown: the registry does not tell "
                "them, "
                "and Lotse would not.\n\n"
                "Who may change a key is said by the registry for each of them.")},
        {"project",
            QT_TRANSLATE_NOOP("help",
                "One project: its repositories, members, robots, rules and log. The tables are those of the sections, "
                "narrowed to this project.")},
        {"artifacts",
            QT_TRANSLATE_NOOP("help",
                "The artifacts of a repository, the newest first. Tags, size, the time of the push and of the last "
                "pull "
                "come with the list; findings and what is attached follow for the rows in view.\n\n"
                "Space marks a row, Shift and the arrows mark several.")},
        {"quotas",
            QT_TRANSLATE_NOOP("help",
                "How much of its limit each project uses. \"No limit\" is a limit, too. Sort by the share to see who "
                "runs "
                "out first.")},
    };
    return rows;
}

} // namespace lotse::ui
