// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/operationrows.h"

namespace lotse::harbor::operationrows {

// The writes of the OCI Distribution API, and so of every registry. Their requests are made elsewhere: a manifest is
// written as the bytes that it was read as (change/ociwrites.h), a signature by several requests (change/signing.h).
QList<Operation> distributionApi()
{
    return {
        {.id = "oci.deleteManifest",
            .verb = "DELETE",
            .path = "/v2/{repository}/manifests/{digest}",
            .risk = Risk::Lossy,
            .undo = Undo::Impossible,
            .affects = Affects::Everyone,
            .sentence = LOTSE_MSG("Delete %1@%2"),
            .arguments = "path.repository path.digest",
            .warning =
                LOTSE_MSG("All tags of the digest are deleted with it. A registry that does not allow deletion only "
                          "reports this in response to the request (405).")},
        {.id = "oci.deleteTag",
            .verb = "DELETE",
            .path = "/v2/{repository}/manifests/{tag}",
            .risk = Risk::Restorable,
            .undo = Undo::Recreate,
            .inverse = "oci.createTag",
            .affects = Affects::Everyone,
            .sentence = LOTSE_MSG("Remove tag %1 from %2"),
            .arguments = "path.tag path.repository",
            .warning = LOTSE_MSG("Garbage collection may delete untagged images. Some registries delete only whole "
                                 "images and refuse this.")},
        {.id = "oci.createTag",
            .verb = "PUT",
            .path = "/v2/{repository}/manifests/{tag}",
            .body = "manifest",
            .members = "digest:s!",
            .needsBody = true,
            .writing = Writing::Replace,
            .undo = Undo::Remove,
            .inverse = "oci.deleteTag",
            .affects = Affects::Everyone,
            .sentence = LOTSE_MSG("Add tag %1 to %2@%3"),
            .arguments = "path.tag path.repository body.digest"},
        {.id = "oci.moveTag",
            .verb = "PUT",
            .path = "/v2/{repository}/manifests/{tag}",
            .body = "manifest",
            .members = "digest:s!",
            .needsBody = true,
            .writing = Writing::Replace,
            .undo = Undo::PutBack,
            .affects = Affects::Everyone,
            .sentence = LOTSE_MSG("Move tag %1 of %2"),
            .arguments = "path.tag path.repository",
            .warning = LOTSE_MSG("Everyone who pulls the tag afterwards gets the other image.")},
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
            .warning = LOTSE_MSG("The signature is deleted from the registry. Existing copies elsewhere remain.")},
    };
}

} // namespace lotse::harbor::operationrows
