// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/operationrows.h"

namespace lotse::harbor::operationrows {

// Of the Distribution API, and so of every registry: no rows of Harbor's API description. core/change sends them as the
// several requests that they are.
QList<Operation> registry()
{
    return {
        {.id = "attachSignature",
            .verb = "PUT",
            .path = "/v2/{repository}/manifests/{reference}",
            .body = "Signature",
            .parameter = "signature",
            .members = "form:s!(bundle|legacy|notation) content:s! content_type:s! annotations:o manifest:s tag:s "
                       "predicate:s key:s!(<=80) algorithm:s!(<=80) public_key:s! signer:s",
            .needsBody = true,
            .writing = Writing::Command,
            .reads = "artifact",
            .undo = Undo::Remove,
            .inverse = "detachSignature",
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Sign %1 in %2"),
            .arguments = "path.reference path.repository"},
        {.id = "detachSignature",
            .verb = "DELETE",
            .path = "/v2/{repository}/manifests/{reference}",
            .reads = "artifact",
            .risk = Risk::Restorable,
            .undo = Undo::Impossible,
            .affects = Affects::Project,
            .sentence = LOTSE_MSG("Remove a signature of %1 in %2"),
            .arguments = "path.reference path.repository",
            .warning =
                LOTSE_MSG("The signature is deleted from the registry. What was already copied elsewhere stays.")},
    };
}

} // namespace lotse::harbor::operationrows
