// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>

namespace lotse::cli {

class Run;

/**
 * One way to use a command that has several, told by its first word. `takes` names the options that have an effect in
 * this form, shared ones and those of the command, separated by spaces; "@registry" stands for those that choose a
 * registry and reach it, "@address" for the same without accounts and the demo, "@own" for all of the command itself.
 */
struct Form {
    const char *word; ///< empty: without a word
    const char *arguments; ///< for the usage line, behind the word
    const char *takes;
    int least = 0; ///< number of arguments behind the word
    int most = 0; ///< -1: any number
};

/// One command of lotse-cli: a row of the table in commands(). What it does not take is refused.
struct Command {
    const char *name;
    const char *arguments; ///< for the usage line: "KIND [FILTER...]"
    const char *summary; ///< one line
    const char *details; ///< paragraphs for --help
    QList<QCommandLineOption> options{}; ///< its own
    int least = 0; ///< number of arguments
    int most = 0; ///< -1: any number
    const char *takes = ""; ///< the shared options that have an effect, as in Form; its own always have
    QList<Form> forms{}; ///< where it has several; they say what is taken, then
    void (*start)(Run &run) = nullptr; ///< returns at once; the run ends with its finished()
};

/// All commands, in the order of the help.
const QList<Command> &commands();

// Each in a file of its own.
Command accountsCommand();
Command allowlistCommand();
Command applyCommand();
Command artifactCommand();
Command auditCommand();
Command decideCommand();
Command decisionsCommand();
Command diffCommand();
Command diffConfigCommand();
Command exportCommand();
Command findingsCommand();
Command gateCommand();
Command getCommand();
Command importReportCommand();
Command kindsCommand();
Command overviewCommand();
Command planCommand();
Command postureCommand();
Command priorityCommand();
Command reportCommand();
Command reportScheduleCommand();
Command reviewCommand();
Command signCommand();
Command snapshotsCommand();
Command syncCommand();
Command treeCommand();
Command undoCommand();
Command trustCommand();
Command verifyCommand();
Command verifyBundleCommand();
Command vexCommand();

} // namespace lotse::cli
