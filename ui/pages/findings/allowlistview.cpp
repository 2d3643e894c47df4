// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "allowlistview.h"

#include "base/post.h"
#include "base/safetext.h"
#include "findings/filter.h"

#include <QThreadPool>

namespace lotse::ui {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qsizetype mostImages = 500;

/// The end of that day in UTC, by which the sentences name days too; 0 for "never"; nothing where it is no date.
std::optional<qint64> endOf(const QString &text)
{
    if (text == "never"_L1)
        return 0;
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return day.isValid() ? std::optional(day.endOfDay(Qt::UTC).toSecsSinceEpoch()) : std::nullopt;
}

} // namespace

AllowlistView::AllowlistView(QObject *parent)
    : QObject(parent)
{
    connect(&m_joined, &models::JoinedSource::finished, this, &AllowlistView::gathered);
}

void AllowlistView::setApp(Application *app)
{
    m_app = app;
    emit changed();
}

void AllowlistView::begin(models::FindingsQueryModel *bench, const QStringList &keys, bool isAll, bool adds)
{
    if (bench)
        start(
            bench->context(), [rows = bench->rowsOf(keys, isAll)] { return rows; }, adds);
}

void AllowlistView::beginFor(const QString &vulnerability, bool adds)
{
    const FindingsService *triage = m_app ? m_app->services().triage : nullptr;
    if (!triage)
        return;
    Query query;
    query.terms.append({Key::Vulnerability, false, {Value{vulnerability, Compare::Equal, true, 0}}});
    start(
        triage->context(), [context = triage->context(), query] { return select(query, context); }, adds);
}

void AllowlistView::start(const Context &context, std::function<Rows()> rows, bool adds)
{
    drop();
    m_context = context;
    m_adds = adds;
    m_isBusy = true;
    emit changed();
    QThreadPool::globalInstance()->start([this, turn = m_turn, context, rows = std::move(rows), post = Post(this)] {
        const auto found = std::make_shared<const Rows>(rows());
        QList<Place> places;
        context.set->eachRun(*found, [&](const FindingSet::Part &part, size_t first, size_t last) {
            const Segment &segment = *part.segment;
            std::vector<bool> isTaken(segment.dictionaries[Segment::Project].size(), false);
            for (size_t i = first; i < last; ++i) {
                const Segment::Platform &platform = segment.platforms[segment.platform[(*found)[i] - part.firstRow]];
                isTaken[segment.repositories[platform.repository].project] = true;
            }
            Place place{segment.registryId, segment.registryName, {}};
            for (quint32 project = 1; project < isTaken.size(); ++project) {
                if (isTaken[project])
                    place.projects.append(segment.text(Segment::Project, project));
            }
            place.projects.sort();
            places.append(place);
        });
        post([this, turn, found, places] {
            if (turn != m_turn)
                return;
            m_rows = found;
            m_places = places;
            if (places.isEmpty())
                fail(makeError(ErrorKind::NotFound, LOTSE_MSG("No findings selected for the allowlist.")));
            else
                read();
        });
    });
}

void AllowlistView::drop()
{
    ++m_turn;
    m_joined.cancel();
    m_places.clear();
    m_rows.reset();
    m_policies.reset();
    m_proposal.reset();
    m_gaps.clear();
    m_error = {};
    m_isBusy = false;
    m_registry = 0;
    m_list = 0;
    m_end.clear();
    emit changed();
}

// The policies of the registry chosen; its list is a project's where only one project holds the findings.
void AllowlistView::read()
{
    ++m_turn;
    m_policies.reset();
    m_proposal.reset();
    m_error = {};
    m_isBusy = true;
    const Place &place = m_places.at(m_registry);
    m_list = place.projects.size() == 1 ? 0 : int(place.projects.size());
    harbor::Client client = m_client;
    for (int row = 0; m_app && !client.transport() && row < m_app->registries()->count(); ++row) {
        const RegistryView *view = m_app->registries()->at(row);
        const auto *session = qobject_cast<const Session *>(view->session);
        if (session && view->reached && !view->plain && session->account().registryId == place.id)
            client = session->harbor();
    }
    if (!client.transport()) {
        fail(makeError(ErrorKind::Unreachable,
            LOTSE_MSG("%1 is not connected: policies and allowlists are not available. Connect first."),
            {safetext::cell(place.name)}));
        return;
    }
    emit changed();
    m_joined.start(client,
        {{"projects", {}, {}, false},
            {"cve-allowlist", {}, {LOTSE_MSG("No permission to read the system allowlist."), {}}, false}});
}

void AllowlistView::gathered()
{
    if (m_joined.error()) {
        fail(m_joined.error());
        return;
    }
    const auto lists = m_joined.values<harbor::CveAllowlist>("cve-allowlist");
    m_policies = PullPolicies::of(
        m_joined.values<harbor::Project>("projects"), lists.isEmpty() ? std::nullopt : std::optional(lists.first()));
    m_gaps.clear();
    if (const Message note = m_joined.note(); !note.isEmpty())
        m_gaps.append(note);
    propose();
}

void AllowlistView::propose()
{
    if (!m_policies || !m_rows)
        return;
    const quint64 turn = ++m_turn;
    m_isBusy = true;
    m_proposal.reset();
    m_error = {};
    const std::optional<qint64> end = endOf(m_end);
    if (!m_end.isEmpty() && !end) {
        fail(makeError(ErrorKind::Invalid, LOTSE_MSG("Enter the expiry date as year-month-day, such as 2027-01-31.")));
        return;
    }
    emit changed();
    const Place place = m_places.at(m_registry);
    QThreadPool::globalInstance()->start(
        [this, turn, context = m_context, rows = m_rows, policies = *m_policies, place,
            wish = AllowlistWish{m_adds, place.projects.value(m_list), {}, m_end.isEmpty() ? std::nullopt : end},
            post = Post(this)]() mutable {
            wish.ids = scannerNames(context, *rows, place.id, wish.project);
            const Result<AllowlistProposal> proposal = proposeAllowlist(context, place.id, policies, wish);
            post([this, turn, proposal] {
                if (turn != m_turn)
                    return;
                m_isBusy = false;
                if (proposal)
                    m_proposal = *proposal;
                else
                    m_error = proposal.error();
                emit changed();
            });
        });
}

void AllowlistView::fail(const Error &error)
{
    m_isBusy = false;
    m_error = error;
    emit changed();
}

void AllowlistView::setAdds(bool adds)
{
    if (adds == m_adds)
        return;
    m_adds = adds;
    propose();
    emit changed();
}

void AllowlistView::setEnd(const QString &end)
{
    const QString wanted = end.trimmed();
    if (wanted == m_end)
        return;
    m_end = wanted;
    propose();
    emit changed();
}

void AllowlistView::setRegistry(int registry)
{
    if (registry == m_registry || registry < 0 || registry >= m_places.size())
        return;
    m_registry = registry;
    read();
}

void AllowlistView::setList(int list)
{
    if (list == m_list || list < 0)
        return;
    m_list = list;
    propose();
    emit changed();
}

QStringList AllowlistView::registries() const
{
    QStringList out;
    for (const Place &place : m_places)
        out.append(safetext::cell(place.name));
    return out;
}

QStringList AllowlistView::lists() const
{
    QStringList out;
    if (m_registry < m_places.size()) {
        for (const QString &project : m_places.at(m_registry).projects)
            out.append(tr("Project %1").arg(safetext::cell(project)));
        out.append(tr("System allowlist"));
    }
    return out;
}

QString AllowlistView::effect() const
{
    return m_proposal ? safetext::visible(m_proposal->sentences().join(u'\n'), true) : QString();
}

QStringList AllowlistView::remarks() const
{
    QStringList out;
    if (!m_proposal)
        return out;
    for (const Message &one : m_gaps + m_proposal->remarks)
        out.append(safetext::cell(one.text()));
    return out;
}

QVariantList AllowlistView::images() const
{
    QVariantList out;
    if (!m_proposal)
        return out;
    for (const AllowlistImage &image : m_proposal->images.mid(0, mostImages))
        out.append(QVariantMap{{u"name"_s, safetext::cell(image.repository)},
            {u"tags"_s,
                safetext::cell(image.tags.isEmpty() ? image.digest.left(19) : image.tags.mid(0, 4).join(u", "_s))},
            {u"freed"_s, image.isFreed()}});
    return out;
}

QByteArray AllowlistView::bytes(const QUrl &file) const
{
    if (!m_proposal)
        return {};
    return file.fileName().endsWith(".json"_L1, Qt::CaseInsensitive) ? m_proposal->json()
                                                                     : m_proposal->summary().toUtf8();
}

} // namespace lotse::ui
