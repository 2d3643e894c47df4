// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/referrerwalk.h"

#include "net/httperror.h"

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

QByteArray apiPath(const QString &repository, const ReferrerQuestion &question, const Digest &subject)
{
    QByteArray path = "/v2/" + repository.toLatin1() + "/referrers/" + subject.latin1();
    if (!question.artifactType.isEmpty() && question.depth == 1)
        path += "?artifactType=" + question.artifactType.toUtf8().toPercentEncoding();
    return path;
}

// What registries without the API answer to it.
bool meansNoApi(const Error &error)
{
    return error.status == 404 || error.status == 400 || error.status == 405 || error.kind == ErrorKind::Unsupported
        || error.kind == ErrorKind::NotARegistry;
}

} // namespace

ReferrerWalk::ReferrerWalk(std::shared_ptr<Transport> transport, std::shared_ptr<PullGuard> guard, QString repository,
    ReferrerQuestion question, QObject *context)
    : QObject(context)
    , m_transport(std::move(transport))
    , m_guard(std::move(guard))
    , m_repository(std::move(repository))
    , m_question(std::move(question))
    , m_host(m_transport->origin().authority())
    , m_trail({})
{
    m_question.depth = qBound(1, m_question.depth, Referrers::maxDepth);
}

void ReferrerWalk::start()
{
    m_queue.append({m_question.subject, 1});
    m_asked.insert(m_question.subject);
    next();
}

void ReferrerWalk::next()
{
    if (m_queue.isEmpty() || m_found.rows.size() >= Referrers::maxRows) {
        finish();
        return;
    }
    m_current = m_queue.takeFirst();
    m_trail = PageLoopGuard(apiPath(m_repository, m_question, m_current.subject));
    askApi(m_trail.path());
}

void ReferrerWalk::askApi(const QByteArray &path)
{
    Request request;
    request.path = path;
    request.headers.emplaceBack("Accept", QByteArray(mediatype::ociIndex.data()));
    request.scope = "repository:" + m_repository.toLatin1() + ":pull";
    request.limits = Limits::manifest();
    m_transport->call<Page>(
        std::move(request), this,
        [host = m_host](const Response &response) { return read(response, Source::Api, host); },
        [this](Result<Page> page) { takeApi(page); });
}

void ReferrerWalk::askTag()
{
    if (m_guard && m_guard->isCounted())
        lookForTag();
    else
        readTag();
}

// Mostly there is no such tag, and asking by HEAD leaves no trace.
void ReferrerWalk::lookForTag()
{
    m_transport->call<bool>(
        manifestRequest(m_repository, QString::fromLatin1(m_current.subject.fallbackTag()), "HEAD"), this,
        [host = m_host](const Response &response) -> Result<bool> {
            if (response.isSuccess())
                return true;
            const Error error = toError(response, "HEAD", host);
            return error.status == 404 ? Result<bool>(false) : Result<bool>(error);
        },
        [this](const Result<bool> &isThere) {
            if (!isThere)
                takeTag(isThere.error());
            else if (!*isThere)
                takeTag(Page());
            else if (m_guard->asks())
                takeTag(PullGuard::refusal(m_host));
            else
                readTag();
        });
}

void ReferrerWalk::readTag()
{
    m_transport->call<Page>(
        manifestRequest(m_repository, QString::fromLatin1(m_current.subject.fallbackTag())), this,
        [host = m_host](const Response &response) { return read(response, Source::Tag, host); },
        [this](Result<Page> page) { takeTag(page); });
}

// On a worker, when the walk may be gone already.
Result<ReferrerWalk::Page> ReferrerWalk::read(const Response &response, Source source, const QString &host)
{
    Page page;
    if (Error error = requireJson(response, "GET", host)) {
        const bool isAbsent = source == Source::Api ? meansNoApi(error) : error.status == 404;
        return isAbsent ? Result<Page>(page) : Result<Page>(error);
    }
    Result<Manifest> index = parseManifest(response.body, response.header("Content-Type"));
    if (!index)
        return index.error();
    if (index->kind != Manifest::Kind::Index) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {
            LOTSE_MSG("%1 returned an invalid referrers list. Signatures and SBOMs may be missing."), {host}};
        return error;
    }
    page.isThere = true;
    page.index = std::move(index).value();
    page.link = response;
    page.link.body.clear();
    return page;
}

void ReferrerWalk::takeApi(const Result<Page> &page)
{
    if (!page) {
        m_found.failures.append(page.error());
        askTag();
        return;
    }
    ++m_answers;
    if (page->isThere) {
        m_found.hasApi = true;
        add(page->index.manifests, Source::Api);
        const Result<bool> more = m_trail.advance(page->link);
        if (more && *more) {
            askApi(m_trail.path());
            return;
        }
        if (!more)
            m_found.failures.append(more.error());
    }
    askTag();
}

void ReferrerWalk::takeTag(const Result<Page> &page)
{
    if (page) {
        ++m_answers;
        add(page->index.manifests, Source::Tag);
    } else {
        m_found.failures.append(page.error());
    }
    next();
}

void ReferrerWalk::add(const QList<Descriptor> &descriptors, Source source)
{
    for (const Descriptor &descriptor : descriptors) {
        const bool isAsked = m_question.artifactType.isEmpty() || descriptor.artifactType.isEmpty()
            || descriptor.artifactType == m_question.artifactType;
        if (!isAsked || descriptor.digest == m_current.subject || descriptor.digest == m_question.subject)
            continue;
        const auto key = std::pair(m_current.subject, descriptor.digest);
        qsizetype row = m_rows.value(key, -1);
        if (row < 0) {
            if (m_found.rows.size() >= Referrers::maxRows) {
                Error error;
                error.kind = ErrorKind::TooLarge;
                error.message = {LOTSE_MSG("%2 has more than %1 attachments; the rest is not read."),
                    {QString::number(Referrers::maxRows), m_question.subject.brief()}};
                m_found.failures.append(error);
                return;
            }
            row = m_found.rows.size();
            m_rows.insert(key, row);
            Referrer fresh;
            fresh.descriptor = descriptor;
            fresh.subject = m_current.subject;
            fresh.attachment = attachmentOf(descriptor.artifactType);
            fresh.depth = m_current.depth;
            fresh.predicateType = predicateTypeOf(descriptor.annotations);
            m_found.rows.append(fresh);
        }
        (source == Source::Api ? m_found.rows[row].byApi : m_found.rows[row].byTag) = true;
        if (m_current.depth < m_question.depth && !m_asked.contains(descriptor.digest)) {
            m_asked.insert(descriptor.digest);
            m_queue.append({descriptor.digest, m_current.depth + 1});
        }
    }
}

void ReferrerWalk::finish()
{
    deleteLater();
    if (m_answers == 0 && !m_found.failures.isEmpty())
        onDone(m_found.failures.first());
    else
        onDone(std::move(m_found));
}

QString predicateTypeOf(const Annotations &annotations)
{
    for (const char *key : {"dev.sigstore.bundle.predicateType", "in-toto.io/predicate-type", "predicateType"}) {
        if (const QString type = annotations.value(QString::fromLatin1(key)); !type.isEmpty())
            return type.left(512);
    }
    return {};
}

bool Referrer::isVex() const
{
    return attachment == Attachment::OpenVex || attachment == Attachment::CycloneDxVex
        || attachment == Attachment::CsafVex || predicateType.startsWith("https://openvex.dev/ns"_L1)
        || predicateType.startsWith("https://cyclonedx.org/vex"_L1)
        || predicateType.startsWith("https://docs.oasis-open.org/csaf"_L1);
}

} // namespace lotse::oci
