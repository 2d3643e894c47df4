// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/ociwrites.h"

#include "net/httperror.h"
#include "oci/client.h"
#include "oci/reference.h"

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

QString targetOf(const Change &change)
{
    return change.operation == "oci.deleteManifest" ? change.path.value(u"digest"_s) : change.path.value(u"tag"_s);
}

/// The digest that a tag gets.
QString wantedDigest(const Change &change)
{
    for (const Edit &edit : change.edits) {
        if (edit.path == u"digest"_s)
            return edit.after.toString();
    }
    return change.body.value(u"digest"_s).toString();
}

Found foundAs(const Change &change, const oci::Digest &digest)
{
    Found out;
    out.exists = true;
    out.path = change.path;
    out.form = {{u"digest"_s, digest.text()}};
    return out;
}

Error badName(const Change &change)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {
        LOTSE_MSG("%1:%2 is not a valid image name."), {change.path.value(u"repository"_s), targetOf(change)}};
    return error;
}

} // namespace

bool isOciWrite(const Change &change)
{
    return change.operation.startsWith("oci.");
}

void lookAtManifest(
    Transport *transport, const Change &change, QObject *context, std::function<void(Result<Found>)> done)
{
    const QString repository = change.path.value(u"repository"_s);
    const QString target = targetOf(change);
    const QString host = transport->origin().host();
    const auto take = [change, done](const Result<oci::Digest> &digest) {
        if (digest)
            done(foundAs(change, *digest));
        else if (digest.error().status == 404)
            done(Found());
        else
            done(digest.error());
    };
    transport->call<oci::Descriptor>(
        oci::manifestRequest(repository, target, "HEAD"), context,
        [host](const Response &response) { return oci::readHead(response, host); },
        [=, done = std::move(done)](const Result<oci::Descriptor> &head) {
            if (!head) {
                take(head.error());
            } else if (head->digest.isValid()) {
                take(head->digest);
            } else { // a registry that does not say it: the bytes do
                transport->call<oci::Manifest>(
                    oci::manifestRequest(repository, target), context,
                    [host, target](const Response &response) { return oci::readManifest(response, target, host); },
                    [take](const Result<oci::Manifest> &manifest) {
                        take(manifest ? Result<oci::Digest>(manifest->digest) : Result<oci::Digest>(manifest.error()));
                    });
            }
        });
}

void makeOciRequest(
    Transport *transport, const Change &change, QObject *context, std::function<void(Result<Request>)> done)
{
    const QString repository = change.path.value(u"repository"_s);
    const QString target = targetOf(change);
    Request request = oci::manifestRequest(repository, target, change.row()->verb);
    request.retry = false;
    request.scope = "repository:" + repository.toUtf8() + (change.isRemoval() ? ":pull,delete" : ":pull,push");
    request.limits.idle = std::chrono::seconds(60);
    const bool isDigest = oci::Digest::parse(target).ok();
    if (!oci::isTagName(target) && !isDigest) {
        done(badName(change));
        return;
    }
    if (change.isRemoval()) {
        done(request);
        return;
    }
    const QString digest = wantedDigest(change);
    const QString host = transport->origin().host();
    transport->call<oci::Manifest>(
        oci::manifestRequest(repository, digest), context,
        [host, digest](const Response &response) { return oci::readManifest(response, digest, host); },
        [request, done = std::move(done)](const Result<oci::Manifest> &manifest) mutable {
            if (!manifest) {
                done(manifest.error());
                return;
            }
            request.headers.clear();
            request.body = manifest->raw;
            request.contentType = manifest->mediaType.toLatin1();
            done(request);
        });
}

Error ociRefusal(const Change &change, const Error &error)
{
    Error out = error;
    if (!change.isRemoval())
        return out;
    const bool isTag = change.operation == "oci.deleteTag";
    const bool isUnsupported = error.status == 405 || error.code == u"UNSUPPORTED"_s;
    if (isTag && error.status == 400) {
        out.message = {
            LOTSE_MSG("The registry cannot delete a single tag. Deleting the image by its digest deletes all its "
                      "tags."),
            {}};
    } else if (isTag && isUnsupported) {
        out.message = {
            LOTSE_MSG("The registry does not support deleting tags: it allows no deletion at all, or only deleting "
                      "whole images by digest."),
            {}};
    } else if (isUnsupported) {
        out.message = {
            LOTSE_MSG("The registry does not allow deletion. Its operator can enable it; for Docker's registry, "
                      "with REGISTRY_STORAGE_DELETE_ENABLED=true."),
            {}};
    }
    return out;
}

} // namespace lotse::change
