// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/target.h"

namespace lotse::change {

/// Whether a change is one of the OCI Distribution API, for a registry that is no Harbor.
bool isOciWrite(const Change &change);

/// Reads what a tag or a digest is now: `form` has "digest", as the headers say or as computed from the bytes. Nothing
/// there is an answer, not an error. Owned by the context.
void lookAtManifest(
    Transport *transport, const Change &change, QObject *context, std::function<void(Result<Found>)> done);

/// The request of such a change; for a tag the manifest is read first by its digest, and sent as the bytes that it was
/// read as. `transport` outlives the context.
void makeOciRequest(
    Transport *transport, const Change &change, QObject *context, std::function<void(Result<Request>)> done);

/// A refusal in words that say what to do: deletion that is switched off, tags that cannot be deleted alone.
Error ociRefusal(const Change &change, const Error &error);

} // namespace lotse::change
