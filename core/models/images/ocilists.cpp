// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/ocilists.h"

#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;

static constexpr int manifestsInFlight = 4;

static Row rowOf(const QString &key, const QVariant &value, bool enriched = false)
{
    Row row;
    row.key = key;
    row.record.value = value;
    row.record.raw = json::encode(value);
    row.enriched = enriched;
    return row;
}

OciRepositories::OciRepositories(QObject *parent)
    : TableModel(parent)
{
    setColumns({column<NamedRepository>(u"name"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 420,
                    [](const NamedRepository &r) { return Cell::plain(r.name); }),
        column<NamedRepository>(u"source"_s, LOTSE_MSG("Source"), ColumnKind::Text, 200, [](const NamedRepository &r) {
            return Cell::plain(r.byHand ? word(LOTSE_MSG("added manually")) : word(LOTSE_MSG("catalog")));
        })});
}

void OciRepositories::setSource(const oci::Client &client, const QStringList &named)
{
    m_client = client;
    m_named = named;
    refresh();
}

void OciRepositories::refresh()
{
    if (!m_client.transport())
        return;
    delete m_run;
    m_run = new QObject(this);
    setState(State::Loading);
    m_client.catalog(
        m_run, [](qint64) {},
        [this](const Result<oci::NameList> &list) {
            show(list ? list->names : QStringList());
            setAsOf(QDateTime::currentDateTimeUtc());
            if (list && list->isComplete()) {
                setState(loaded() ? State::Ready : State::Empty);
            } else if (list) {
                setState(State::Partial, list->stopped,
                    Message::counted(
                        LOTSE_MSG_N("%Ln repositories, list incomplete: %1", "%Ln repository, list incomplete: %1"),
                        list->names.size(), {list->stopped.text()}));
            } else if (list.error().kind == ErrorKind::Unsupported) {
                // No catalog is no fault: one names the repositories.
                setState(loaded() ? State::Partial : State::Empty, {},
                    Message{LOTSE_MSG("The registry provides no repository list: %1 Add repositories manually."),
                        {list.error().text()}});
            } else if (loaded() > 0) {
                setState(State::Partial, list.error(),
                    Message{LOTSE_MSG("The repository list could not be read; only repositories added manually are "
                                      "shown: %1"),
                        {list.error().text()}});
            } else {
                setState(State::Error, list.error());
            }
        });
}

void OciRepositories::show(const QStringList &listed)
{
    QList<Row> rows;
    const QSet<QString> known(listed.begin(), listed.end());
    const auto add = [&rows](const QString &name, bool byHand) {
        NamedRepository repository;
        repository.name = name;
        repository.byHand = byHand;
        rows.append(rowOf(name, QVariant::fromValue(repository)));
    };
    for (const QString &name : std::as_const(m_named)) {
        if (!known.contains(name))
            add(name, true);
    }
    for (const QString &name : listed)
        add(name, false);
    setTotal(rows.size());
    setRows(std::move(rows));
}

OciTags::OciTags(QObject *parent)
    : TableModel(parent)
{
    const auto pending = [](const QString &text, bool known) { return Cell::plain(known ? text : u"\u2026"_s); };
    const auto withRow = [pending](const QString &id, const char *title, ColumnKind kind, int width, auto text) {
        return Column{id, title, kind, width,
            [text, pending](const Row &row) {
                const auto *tag = recordOf<TaggedManifest>(row);
                return tag ? pending(text(*tag), row.enriched) : Cell{};
            },
            {}, false};
    };
    setColumns({column<TaggedManifest>(u"name"_s, LOTSE_MSG("Tag"), ColumnKind::Mono, 240,
                    [](const TaggedManifest &t) { return Cell::plain(t.name); }),
        column<TaggedManifest>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 160,
            [](const TaggedManifest &t) { return Cell::digest(t.digest); }),
        withRow(u"type"_s, LOTSE_MSG("Type"), ColumnKind::Text, 160, [](const TaggedManifest &t) { return t.type; }),
        withRow(u"platform"_s, LOTSE_MSG("Platform"), ColumnKind::Mono, 220,
            [](const TaggedManifest &t) { return t.platform; }),
        Column{u"size"_s, LOTSE_MSG("Size"), ColumnKind::Size, 100,
            [](const Row &row) {
                const auto *tag = recordOf<TaggedManifest>(row);
                return tag && row.enriched && tag->size > 0 ? Cell::size(tag->size) : Cell{};
            },
            {}, false},
        column<TaggedManifest>(u"attached"_s, LOTSE_MSG("Attached by tag"), ColumnKind::Number, 130,
            [](const TaggedManifest &t) { return t.attached ? Cell::number(t.attached) : Cell{}; })});
}

void OciTags::setSource(const oci::Client &client, const QString &repository)
{
    m_client = client;
    m_repository = repository;
    setRows({});
    refresh();
}

void OciTags::refresh()
{
    if (!m_client.transport() || m_repository.isEmpty())
        return;
    delete m_run;
    m_run = new QObject(this);
    m_reading.clear();
    m_read.clear();
    setState(State::Loading);
    m_client.tags(m_repository, m_run, [this](const Result<oci::NameList> &list) { came(list); });
}

void OciTags::came(const Result<oci::NameList> &list)
{
    // distribution forgets the name of a repository with its last tag.
    const bool isEmptied = !list && oci::isUnknownName(list.error());
    if (isEmptied) {
        setTotal(0);
        setAsOf(QDateTime::currentDateTimeUtc());
        setRows({});
        setState(State::Empty);
        return;
    }
    if (!list) {
        setState(State::Error, list.error());
        return;
    }
    m_groups = oci::groupTags(list->names);
    QList<Row> rows;
    for (qsizetype i = m_groups.tags.size() - 1; i >= 0; --i) {
        TaggedManifest tag;
        tag.name = m_groups.tags[i];
        rows.append(rowOf(tag.name, QVariant::fromValue(tag)));
    }
    setTotal(rows.size());
    setAsOf(QDateTime::currentDateTimeUtc());
    setRows(std::move(rows));
    if (list->isComplete())
        setState(loaded() ? State::Ready : State::Empty);
    else
        setState(State::Partial, list->stopped,
            Message::counted(LOTSE_MSG_N("%Ln tags, list incomplete: %1", "%Ln tag, list incomplete: %1"),
                list->names.size(), {list->stopped.text()}));
    readInView();
}

void OciTags::setInView(int first, int last)
{
    m_first = first;
    m_last = last;
    readInView();
}

void OciTags::readAll(
    QObject *context, std::function<void(const harbor::Progress &)> progress, std::function<void(Result<AllRows>)> done)
{
    TableModel::readAll(context, std::move(progress), [done = std::move(done)](Result<AllRows> all) {
        if (all && all->missing.isEmpty()) {
            const auto unread =
                std::count_if(all->rows.begin(), all->rows.end(), [](const Row &row) { return !row.enriched; });
            if (unread > 0)
                all.value().missing = Message::counted(LOTSE_MSG_N("The manifests of %Ln tags were not loaded.",
                                                           "The manifest of %Ln tag was not loaded."),
                    unread)
                                          .text();
        }
        done(std::move(all));
    });
}

void OciTags::readInView()
{
    if (!m_run)
        return;
    for (int i = m_first; i <= m_last && i < rowCount() && m_reading.size() < manifestsInFlight; ++i) {
        const QString tag = viewRow(i).key;
        if (m_read.contains(tag))
            continue;
        m_read.insert(tag);
        m_reading.insert(tag);
        m_client.manifest(m_repository, tag, m_run, [this, tag](const Result<oci::Manifest> &manifest) {
            m_reading.remove(tag);
            manifestCame(tag, manifest);
            readInView();
        });
    }
}

void OciTags::manifestCame(const QString &tag, const Result<oci::Manifest> &manifest)
{
    TaggedManifest row;
    row.name = tag;
    if (!manifest) {
        row.type = Message{LOTSE_MSG("not readable: %1"), {manifest.error().text()}}.text();
    } else {
        row.digest = manifest->digest.text();
        row.size = manifest->contentSize();
        row.attached = int(m_groups.attached.value(manifest->digest).size());
        QStringList platforms;
        for (const oci::Descriptor &child : manifest->manifests) {
            if (const QString platform = child.platform.text(); !platform.isEmpty())
                platforms += platform;
        }
        row.platform = platforms.join(u", "_s);
        row.type = manifest->kind == oci::Manifest::Kind::Index
            ? Message{LOTSE_MSG("index of %1"), {QString::number(manifest->manifests.size())}}.text()
            : manifest->artifactType.isEmpty() ? word(LOTSE_MSG("image"))
                                               : manifest->artifactType;
    }
    json::Record record;
    record.value = QVariant::fromValue(row);
    record.raw = manifest ? manifest->raw : QByteArray();
    updateRow(tag, std::move(record));
}

} // namespace lotse::models
