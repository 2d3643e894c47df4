// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "filter.h"
#include "harbor/client.h"
#include "harbor/finding.h"
#include "harbor/project.h"
#include "harbor/quota.h"
#include "harbor/repository.h"
#include "harbor/system.h"
#include "oci/repositorywalk.h"
#include "run.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

/// Asks for all parts at once (the transport queues them) and prints when the last is there.
class Overview : public QObject {
public:
    explicit Overview(Run &run)
        : QObject(&run)
        , m_run(run)
    {
        add(u"registry"_s, u"registry"_s, run.session().account().host());
        add(u"state"_s, u"state"_s, run.session().sentenceText());
        if (run.session().kind() == RegistryKind::Harbor)
            askHarbor();
        else
            askOci();
    }

private:
    void add(const QString &key, const QString &label, const QString &text)
    {
        m_parts[m_part].append({key, label, text});
    }

    void count(const QString &key, const QString &label, qint64 number)
    {
        m_numbers.insert(key, number);
        add(key, label, format::count(number, QLocale::c()));
    }

    void missing(const QString &what, const Error &error)
    {
        // Not being allowed is an answer; all else leaves the overview incomplete.
        if (error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::Unauthorized
            || error.kind == ErrorKind::Unsupported)
            add({}, what, u"not shown to this account"_s);
        else
            m_run.partial(u"%1 missing: %2"_s.arg(what, error.text()));
    }

    void walk(const char *kind, const QString &what, std::function<void(const harbor::PagedList &)> take)
    {
        ++m_open;
        const int part = ++m_lastPart;
        m_run.session().harbor().walk(
            *harbor::endpoint(kind), {}, this,
            [this, what](const harbor::Progress &progress) { m_run.progress(progress.done, progress.total, what); },
            [this, what, part, take = std::move(take)](const Result<harbor::PagedList> &result) {
                m_part = part; // answers come in any order, the overview has one
                if (result) {
                    take(*result);
                    harbor::PagedList gaps;
                    gaps.unreadable = result->unreadable;
                    gaps.failed = result->failed;
                    for (const harbor::PagedList::Refusal &refusal : result->refusals) {
                        if (refusal.error.kind == ErrorKind::Incomplete)
                            gaps.refusals.append(refusal);
                        else
                            missing(what + u" of "_s + refusal.parent, refusal.error);
                    }
                    for (const QString &gap : gaps.gaps())
                        m_run.partial(u"%1: %2"_s.arg(what, gap));
                } else {
                    missing(what, result.error());
                }
                if (--m_open == 0)
                    print();
            });
    }

    template <typename T>
    void one(const char *kind, const QString &what, void (Overview::*take)(const T &))
    {
        walk(kind, what, [this, take](const harbor::PagedList &walk) {
            if (!walk.rows.isEmpty())
                (this->*take)(walk.rows.first().value.value<T>());
        });
    }

    void askHarbor()
    {
        if (!m_run.session().serverVersion().isEmpty())
            add(u"version"_s, u"Harbor"_s, m_run.session().serverVersion());
        walk("projects", u"projects"_s, [this](const harbor::PagedList &walk) {
            qint64 open = 0;
            for (const json::Record &row : walk.rows)
                open += row.value.value<harbor::Project>().metadata.isPublic == u"true"_s;
            count(u"projects"_s, u"projects"_s, walk.rows.size());
            count(u"public_projects"_s, u"  of these public"_s, open);
        });
        walk("repositories", u"repositories"_s, [this](const harbor::PagedList &walk) {
            qint64 artifacts = 0, pulls = 0;
            for (const json::Record &row : walk.rows) {
                artifacts += row.value.value<harbor::Repository>().artifactCount;
                pulls += row.value.value<harbor::Repository>().pullCount;
            }
            count(u"repositories"_s, u"repositories"_s, walk.rows.size());
            count(u"artifacts"_s, u"artifacts in repositories"_s, artifacts);
            count(u"pulls"_s, u"pulls"_s, pulls);
        });
        one("security-summary", u"findings"_s, &Overview::takeSecurity);
        walk("quotas", u"quotas"_s, [this](const harbor::PagedList &walk) {
            qint64 used = 0, near = 0, hidden = 0;
            const auto storage = u"storage"_s;
            for (const json::Record &row : walk.rows) {
                const auto quota = row.value.value<harbor::Quota>();
                const qint64 limit = quota.hard.value(storage, -1);
                hidden += quota.used.contains(storage) ? 0 : 1;
                used += quota.used.value(storage);
                near += limit > 0 && double(quota.used.value(storage)) >= 0.85 * double(limit);
            }
            if (hidden > 0 && hidden == walk.rows.size()) {
                add({}, u"storage by quota"_s, u"not shown to this account"_s);
                return;
            }
            bytes(u"storage_used"_s, u"storage by quota"_s, used);
            count(u"quotas_near_limit"_s, u"quotas over 85 %"_s, near);
            if (hidden > 0)
                count(u"quotas_not_shown"_s, u"quotas not shown to this account"_s, hidden);
        });
        one("statistics", u"statistics"_s, &Overview::takeStatistics);
        one("health", u"health"_s, &Overview::takeHealth);
    }

    void bytes(const QString &key, const QString &label, qint64 number)
    {
        m_numbers.insert(key, number);
        add(key, label, format::bytes(number, QLocale::c()));
    }

    void takeSecurity(const harbor::SecuritySummary &s)
    {
        count(u"findings"_s, u"findings"_s, s.totalVuls);
        count(u"critical"_s, u"  critical"_s, s.criticalCnt);
        count(u"high"_s, u"  high"_s, s.highCnt);
        count(u"medium"_s, u"  medium"_s, s.mediumCnt);
        count(u"low"_s, u"  low"_s, s.lowCnt);
        count(u"unknown"_s, u"  none or unknown"_s, s.noneCnt + s.unknownCnt);
        count(u"fixable"_s, u"  with a fix"_s, s.fixableCnt);
        // Harbor counts the images of an index and what is attached one by one here, and not for a repository.
        count(u"scanned_artifacts"_s, u"scanned artifacts"_s, s.scannedCnt);
        count(u"counted_artifacts"_s, u"  of all, with platforms, signatures, SBOMs and charts"_s, s.totalArtifact);
    }

    void takeStatistics(const harbor::Statistics &s)
    {
        if (s.totalStorageConsumption > 0)
            bytes(u"storage_total"_s, u"storage in all"_s, s.totalStorageConsumption);
    }

    void takeHealth(const harbor::Health &health)
    {
        QStringList ill;
        for (const harbor::ComponentHealth &part : health.components) {
            if (part.status != u"healthy"_s)
                ill.append(part.name);
        }
        add(u"health"_s, u"health"_s, ill.isEmpty() ? health.status : health.status + u": "_s + ill.join(u", "_s));
    }

    void askOci()
    {
        oci::WalkQuestion question;
        if (m_run.session().kind() == RegistryKind::OciNoCatalog) {
            question.repositories = m_run.session().account().repositories;
            add({}, u"repositories"_s, m_run.session().capabilities().reason(u"catalog"_s).text());
            if (question.repositories.isEmpty()) {
                print();
                return;
            }
        }
        auto *walk = new oci::RepositoryWalk(m_run.session().sharedTransport(), question, this);
        walk->onProgress = [this](const oci::WalkProgress &progress) {
            m_run.progress(progress.done, progress.isTotalFinal ? progress.total : -1, u"repositories"_s);
        };
        walk->onDone = [this](const Result<oci::WalkAnswer> &answer) {
            if (!answer) {
                m_run.fail(answer.error());
                return;
            }
            qint64 tags = 0;
            for (const oci::RepositoryRow &row : answer->rows) {
                tags += row.tags.size();
                if (row.error)
                    m_run.partial(u"%1 could not be read: %2"_s.arg(row.name, row.error.text()));
            }
            if (answer->stopped)
                m_run.partial(u"The list of repositories is incomplete: "_s + answer->stopped.text());
            count(u"repositories"_s, u"repositories"_s, answer->rows.size());
            count(u"tags"_s, u"tags"_s, tags);
            print();
        };
        walk->start();
    }

    void print()
    {
        QList<QStringList> all;
        for (const QList<QStringList> &part : std::as_const(m_parts))
            all += part;
        if (m_run.output().format() == Format::Json) {
            QJsonObject object;
            for (const QStringList &row : std::as_const(all)) {
                if (!row[0].isEmpty())
                    object.insert(row[0], m_numbers.contains(row[0]) ? QJsonValue(m_numbers.value(row[0])) : row[2]);
            }
            m_run.output().jsonArray({QJsonDocument(object).toJson(QJsonDocument::Compact)});
        } else {
            QList<QStringList> rows;
            for (const QStringList &row : std::as_const(all))
                rows.append({row[1], row[2]});
            const bool isCsv = m_run.output().format() == Format::Csv;
            m_run.output().table(isCsv ? QStringList{u"what"_s, u"value"_s} : QStringList{}, rows);
        }
        m_run.done();
    }

    Run &m_run;
    QMap<int, QList<QStringList>> m_parts; ///< key in JSON, label, text; by the order in which they were asked for
    int m_part = 0;
    int m_lastPart = 0;
    QMap<QString, qint64> m_numbers;
    int m_open = 0;
};

void startOverview(Run &run)
{
    run.withSession([&run] { new Overview(run); }); // belongs to the run
}

} // namespace

Command overviewCommand()
{
    return {.name = "overview",
        .arguments = "",
        .summary = "Print a summary of the registry.",
        .details = "Projects, repositories, artifacts, findings by severity, storage and health.",
        .takes = "@registry json csv progress",
        .start = &startOverview};
}

} // namespace lotse::cli
