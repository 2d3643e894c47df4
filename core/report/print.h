// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <functional>

class QObject;

namespace lotse::report {

/// The program that makes PDF: beside this one, else in the path; empty where it is not installed.
QString printProgram();

/// A report (toJson) as PDF, made by lotse-print. ErrorKind::Unsupported where that is not installed. Ends with
/// `context`; at most two minutes.
void printPdf(const QByteArray &report, QObject *context, std::function<void(Result<QByteArray>)> done);

} // namespace lotse::report
