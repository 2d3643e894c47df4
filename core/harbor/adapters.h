// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/endpoint.h"

/**
 * The read adapters of the endpoint table: each turns one irregular answer of Harbor into the JSON that the codec
 * reads, or gives an error that names what is wrong: a body that is not as expected is never an empty one.
 */
namespace lotse::harbor::adapters {

/// {"k": {"value": v, "editable": b}} to [{"key": "k", "value": v, "editable": b}]; a bare v counts as editable.
Result<QByteArray> settings(const QByteArray &body, const Params &params);
/// {"k": "v"} to [{"key": "k", "value": "v"}]
Result<QByteArray> pairs(const QByteArray &body, const Params &params);
/// {"docker-hub": {...}} to [{"name": "docker-hub", ...}]
Result<QByteArray> named(const QByteArray &body, const Params &params);
/// ["docker-hub"] to [{"name": "docker-hub"}]
Result<QByteArray> names(const QByteArray &body, const Params &params);
/// {"items": [...]} to [...]
Result<QByteArray> items(const QByteArray &body, const Params &params);
/// {"storage": [...]} to [...]
Result<QByteArray> storage(const QByteArray &body, const Params &params);
/// {"system": [{resource, action}], "project": [...]} to [{"scope": "system", resource, action}, ...]
Result<QByteArray> grantable(const QByteArray &body, const Params &params);
/// The summary of a project to its quota: {"id": 0, "ref": {"id", "name"}, "hard", "used"}.
Result<QByteArray> summaryQuota(const QByteArray &body, const Params &params);
/// {"<MIME type>": {"vulnerabilities": [...]}} to [...]. ErrorKind::NotFound where there is no report ({}, null, []:
/// not scanned, or the scan failed), since that is not a report without findings.
Result<QByteArray> findings(const QByteArray &body, const Params &params);

/// A log that came as one JSON string, as the text that it holds.
QByteArray text(const QByteArray &body);

} // namespace lotse::harbor::adapters
