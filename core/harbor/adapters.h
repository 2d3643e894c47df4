// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/endpoint.h"

/**
 * The read adapters of the endpoint table: each turns one irregular answer of Harbor into the JSON that the codec
 * reads. A body that is not as expected comes back unchanged, and the codec says what is wrong with it.
 */
namespace lotse::harbor::adapters {

/// {"k": {"value": v, "editable": b}} to [{"key": "k", "value": v, "editable": b}]; a bare v counts as editable.
QByteArray settings(const QByteArray &body, const Params &params);
/// {"k": "v"} to [{"key": "k", "value": "v"}]
QByteArray pairs(const QByteArray &body, const Params &params);
/// {"docker-hub": {...}} to [{"name": "docker-hub", ...}]
QByteArray named(const QByteArray &body, const Params &params);
/// ["docker-hub"] to [{"name": "docker-hub"}]
QByteArray names(const QByteArray &body, const Params &params);
/// {"items": [...]} to [...]
QByteArray items(const QByteArray &body, const Params &params);
/// {"storage": [...]} to [...]
QByteArray storage(const QByteArray &body, const Params &params);
/// {"system": [{resource, action}], "project": [...]} to [{"scope": "system", resource, action}, ...]
QByteArray grantable(const QByteArray &body, const Params &params);
/// The summary of a project to its quota: {"id": 0, "ref": {"id", "name"}, "hard", "used"}.
QByteArray summaryQuota(const QByteArray &body, const Params &params);
/// {"<MIME type>": {"vulnerabilities": [...]}} to [...]; {} (not scanned, or the scan failed) to [].
QByteArray findings(const QByteArray &body, const Params &params);

/// A log that came as one JSON string, as the text that it holds.
QByteArray text(const QByteArray &body);

} // namespace lotse::harbor::adapters
