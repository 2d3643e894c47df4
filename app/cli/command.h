// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>

namespace lotse::cli {

class Run;

/// One command of lotse-cli: a row of the table in commands().
struct Command {
    const char *name;
    const char *arguments; ///< for the usage line: "KIND [FILTER...]"
    const char *summary; ///< one line
    const char *details; ///< paragraphs for --help
    QList<QCommandLineOption> options{}; ///< besides the common ones
    int least = 0; ///< number of arguments
    int most = 0; ///< -1: any number
    void (*start)(Run &run) = nullptr; ///< returns at once; the run ends with its finished()
};

/// All commands, in the order of the help.
const QList<Command> &commands();

// Each in a file of its own.
Command accountsCommand();
Command allowlistCommand();
Command artifactCommand();
Command decideCommand();
Command decisionsCommand();
Command diffCommand();
Command findingsCommand();
Command gateCommand();
Command getCommand();
Command importReportCommand();
Command kindsCommand();
Command overviewCommand();
Command priorityCommand();
Command syncCommand();
Command treeCommand();
Command undoCommand();
Command vexCommand();

} // namespace lotse::cli
