// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/operation.h"

/// The rows of the table of operations, by subject. What Harbor does with each member is read from its source (2.15.2).
namespace lotse::harbor::operationrows {

QList<Operation> projects();
QList<Operation> access();
QList<Operation> images();
QList<Operation> rules();
QList<Operation> distribution();
QList<Operation> system();
/// What registries do without Harbor's API; not among operations().
QList<Operation> distributionApi();

} // namespace lotse::harbor::operationrows
