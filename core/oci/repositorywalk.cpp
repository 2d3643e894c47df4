// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/repositorywalk.h"

#include "oci/namepager.h"

#include <algorithm>

namespace lotse::oci {

namespace {
// Two for each of the six connections: while an answer is decoded and posted back, the next request is on its way.
constexpr int maxActive = 12;
} // namespace

bool RepositoryRow::isComplete() const
{
    return !error && std::none_of(tags.begin(), tags.end(), [](const TagRow &tag) { return bool(tag.error); });
}

RepositoryWalk::RepositoryWalk(std::shared_ptr<Transport> transport, WalkQuestion question, QObject *context)
    : QObject(context)
    , m_transport(std::move(transport))
    , m_client(m_transport)
    , m_question(std::move(question))
{
}

void RepositoryWalk::start()
{
    if (!m_question.repositories.isEmpty()) {
        m_isCatalogRead = true;
        addRepositories(m_question.repositories);
        return;
    }
    Request request;
    request.path = "/v2/_catalog?n=1000";
    request.scope = "registry:catalog:*";
    auto *names = new NamePager(m_transport, NamePager::Kind::Repositories, std::move(request), this);
    names->onPage = [this](const QStringList &page) { addRepositories(page); };
    names->onDone = [this](const Result<NameList> &list) {
        m_isCatalogRead = true;
        if (!list) {
            m_isOver = true;
            deleteLater();
            onDone(list.error());
            return;
        }
        m_answer.stopped = list->stopped;
        pump();
    };
    names->start();
}

void RepositoryWalk::addRepositories(const QStringList &names)
{
    for (const QString &name : names) {
        RepositoryRow row;
        row.name = name;
        m_answer.rows.append(row);
        m_tagsLeft.append(0);
        m_tagLists.enqueue(m_answer.rows.size() - 1);
    }
    pump();
}

void RepositoryWalk::pump()
{
    while (m_active < maxActive) {
        // The targets of known tags come first, so that repositories are finished one after another.
        if (!m_targets.isEmpty())
            askTarget(m_targets.dequeue());
        else if (!m_tagLists.isEmpty())
            askTags(m_tagLists.dequeue());
        else
            break;
    }
    if (m_isOver || m_active > 0 || !m_isCatalogRead || !m_targets.isEmpty() || !m_tagLists.isEmpty())
        return;
    m_isOver = true;
    deleteLater();
    onDone(std::move(m_answer));
}

void RepositoryWalk::askTags(qsizetype row)
{
    if (m_question.depth == WalkQuestion::Depth::Names) {
        endRepository(row);
        return;
    }
    ++m_active;
    m_client.tags(m_answer.rows[row].name, this, [this, row](const Result<NameList> &names) {
        --m_active;
        takeTags(row, names);
        pump();
    });
}

void RepositoryWalk::takeTags(qsizetype row, const Result<NameList> &names)
{
    RepositoryRow &repository = m_answer.rows[row];
    // Of a repository that the catalog names this is how registries say that nothing is left in it.
    const bool isEmptied = !names && m_question.repositories.isEmpty() && isUnknownName(names.error());
    if (!isEmptied && (!names || names->stopped)) {
        repository.error = names ? names->stopped : names.error();
        ++m_answer.failures;
    }
    if (names) {
        for (const QString &name : names->names) {
            TagRow tag;
            tag.tag = name;
            repository.tags.append(tag);
        }
    }
    m_tagsLeft[row] = repository.tags.size();
    if (m_question.depth == WalkQuestion::Depth::Tags || repository.tags.isEmpty()) {
        endRepository(row);
        return;
    }
    for (qsizetype i = 0; i < repository.tags.size(); ++i)
        m_targets.enqueue({row, i});
}

void RepositoryWalk::askTarget(const Tag &tag)
{
    ++m_active;
    const RepositoryRow &repository = m_answer.rows[tag.row];
    const QString target = repository.tags[tag.tag].tag;
    if (m_question.depth == WalkQuestion::Depth::Heads) {
        m_client.head(repository.name, target, this,
            [this, tag](const Result<Descriptor> &descriptor) { takeHead(tag, descriptor); });
        return;
    }
    m_transport->call<Manifest>(
        manifestRequest(repository.name, target), this,
        [target, host = m_client.host()](const Response &response) { return readManifest(response, target, host); },
        [this, tag](const Result<Manifest> &manifest) { takeTarget(tag, manifest); });
}

void RepositoryWalk::takeTarget(const Tag &tag, const Result<Manifest> &manifest)
{
    TagRow &row = m_answer.rows[tag.row].tags[tag.tag];
    if (manifest) {
        row.descriptor = manifest->descriptor();
        row.manifest = *manifest;
        row.manifest.raw.clear(); // nobody looks at the bytes of thousands
    } else {
        row.error = manifest.error();
        ++m_answer.failures;
    }
    endTag(tag);
}

void RepositoryWalk::takeHead(const Tag &tag, const Result<Descriptor> &descriptor)
{
    TagRow &row = m_answer.rows[tag.row].tags[tag.tag];
    if (descriptor) {
        row.descriptor = *descriptor;
    } else {
        row.error = descriptor.error();
        ++m_answer.failures;
    }
    endTag(tag);
}

void RepositoryWalk::endTag(const Tag &tag)
{
    --m_active;
    if (--m_tagsLeft[tag.row] == 0)
        endRepository(tag.row);
    pump();
}

void RepositoryWalk::endRepository(qsizetype row)
{
    ++m_done;
    if (onRepository)
        onRepository(m_answer.rows[row]);
    if (onProgress)
        onProgress({m_done, m_answer.rows.size(), m_isCatalogRead});
}

} // namespace lotse::oci
