// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/client.h"
#include "triage.h"
#include "triage/allowlistproposal.h"

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

/// Reads policies and lists, then says what a change would do.
class Proposing : public QObject {
public:
    Proposing(Run &run, Query query)
        : QObject(&run)
        , m_run(run)
        , m_query(std::move(query))
    {
        if (m_run.session().kind() != RegistryKind::Harbor) {
            m_run.notHarbor(LOTSE_MSG("%1 is not a Harbor registry: it has no allowlists."));
            return;
        }
        m_run.session().harbor().one(
            *harbor::endpoint("cve-allowlist"), {}, this, [this](const Result<json::Record> &record) {
                // Whether it is needed is known later.
                if (record)
                    m_list = record->value.value<harbor::CveAllowlist>();
                askProjects();
            });
    }

private:
    void askProjects()
    {
        m_run.session().harbor().walk(
            *harbor::endpoint("projects"), {}, this,
            [this](const harbor::Progress &progress) { m_run.progress(progress.done, progress.total, u"projects"_s); },
            [this](const Result<harbor::PagedList> &walk) {
                if (!walk) {
                    m_run.fail(walk.error());
                    return;
                }
                if (!walk->isComplete())
                    m_run.partial(u"Not all projects could be read; more projects may use the allowlist."_s);
                QList<harbor::Project> projects;
                for (const json::Record &record : walk->rows)
                    projects.append(record.value.value<harbor::Project>());
                propose(PullPolicies::of(projects, m_list));
            });
    }

    void propose(const PullPolicies &policies)
    {
        const std::unique_ptr<FindingsEngine> desk = openDesk(m_run, Gaps::AreIncomplete);
        if (!desk)
            return;
        const Context &context = desk->view().context;
        const QString registry = storedRegistryId(m_run);
        AllowlistWish wish{!m_run.isSet("remove"), m_run.value("project"), {}, {}};
        if (m_run.isSet("expires")) {
            const bool isNever = m_run.value("expires") == "never"_L1;
            const std::optional<Seconds> end = isNever ? Seconds(0) : timeOf(m_run.value("expires"), context.now);
            if (!end) {
                m_run.usage(
                    LOTSE_MSG("--expires requires a future date (2027-02-23), a duration (30d) or never, not %1."),
                    {m_run.value("expires")});
                return;
            }
            wish.expires = *end;
        }
        wish.ids = scannerNames(context, select(m_query, context), registry, wish.project);
        if (wish.ids.isEmpty()) {
            Error error;
            error.kind = ErrorKind::NotFound;
            error.message = {LOTSE_MSG("The query matches no synced finding of %1."),
                {wish.project.isEmpty() ? m_run.session().account().host() : wish.project}};
            m_run.fail(error);
            return;
        }
        const Result<AllowlistProposal> proposal = proposeAllowlist(context, registry, policies, wish);
        if (!proposal) {
            m_run.fail(proposal.error());
            return;
        }
        if (m_run.output().format() == Format::Json)
            m_run.output().json(proposal->json());
        else
            m_run.output().text(proposal->summary().trimmed(), true);
        m_run.done();
    }

    Run &m_run;
    Query m_query;
    std::optional<harbor::CveAllowlist> m_list;
};

void startAllowlist(Run &run)
{
    if (run.isSet("project") == run.isSet("system")) {
        run.usage(LOTSE_MSG("Specify one allowlist: --project NAME, or --system for the system allowlist."));
        return;
    }
    if (run.isSet("add") && run.isSet("remove")) {
        run.usage(LOTSE_MSG("Use either --add or --remove."));
        return;
    }
    const std::optional<Query> query = queryOf(run, run.arguments());
    if (!query)
        return;
    run.withSession([&run, query = *query] { new Proposing(run, query); });
}

} // namespace

Command allowlistCommand()
{
    return {.name = "allowlist",
        .arguments = "QUERY...",
        .summary = "Show what a CVE allowlist change would unblock.",
        .details = "Uses the vulnerabilities that the query matches in the registry or project. Policies and "
                   "allowlists are\n"
                   "read from the registry, findings from the local store. Nothing is changed: the output is "
                   "the request to\n"
                   "send and the images that become pullable or blocked.",
        .options = {{u"project"_s, u"Use the allowlist of this project."_s, u"NAME"_s},
            {u"system"_s, u"Use the system allowlist."_s}, {u"add"_s, u"Add them to the allowlist (default)."_s},
            {u"remove"_s, u"Remove them from the allowlist."_s},
            {u"expires"_s, u"Expiry of the allowlist: a date, a duration (30d) or never. Default: unchanged."_s,
                u"WHEN"_s}},
        .least = 1,
        .most = -1,
        .takes = "@registry json progress",
        .start = startAllowlist};
}

} // namespace lotse::cli
