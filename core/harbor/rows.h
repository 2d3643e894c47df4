// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/endpoint.h"

/// The parts of the endpoint table, by subject; harbor/endpoints.cpp puts them together.
namespace lotse::harbor::rows {

QList<Endpoint> projects();
QList<Endpoint> artifacts();
QList<Endpoint> projectRules(); ///< retention, immutability, webhooks, preheat
QList<Endpoint> access(); ///< users, groups, robots, permissions, LDAP
QList<Endpoint> distribution(); ///< registries, replication
QList<Endpoint> system();
QList<Endpoint> jobs(); ///< scans, collection, purge, job service, schedules, exports

template <typename T>
constexpr QMetaType typeOf = QMetaType::fromType<T>();

} // namespace lotse::harbor::rows
