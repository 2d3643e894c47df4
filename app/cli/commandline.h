// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <QCommandLineParser>
#include <QStringList>

namespace lotse::cli {

/// The options that more than one command takes, in the order of the help.
QList<QCommandLineOption> sharedOptions();

/// The options that a command takes in one of its forms at least: its own, then the shared ones.
QList<QCommandLineOption> optionsOf(const Command &command);

/// Whether a command takes this shared or own option in one of its forms.
bool takes(const Command &command, const QString &option);

/**
 * Where the command stands in `arguments`: the first word that is neither an option nor the value of one, so that
 * options may stand before the command as well. -1 where there is none.
 */
qsizetype commandAt(const QStringList &arguments);

/// The options of `arguments` that no command takes, as they were typed: "--frobnicate".
QStringList unknownOptions(const QStringList &arguments);

/**
 * What is wrong with a command line, as a sentence; empty where all that was typed is taken. The parser knows all
 * shared options and those of the command, and has parsed the line, which begins with the name of the command.
 */
QString refusal(const Command &command, const QCommandLineParser &parser);

} // namespace lotse::cli
