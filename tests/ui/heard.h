// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse::test {

/// From here on every warning of Qt and of QML is a fault of the program: it is printed, and fails the test that runs
/// now. What is let pass is listed in heard.cpp, each with its reason. Call it after the application was made.
void failOnWarnings();

/// Whether a message is one of those that are let pass.
bool isAllowed(const QString &text);

/// How many were not.
int warningsHeard();

} // namespace lotse::test
