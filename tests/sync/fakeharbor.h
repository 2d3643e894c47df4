// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "session/session.h"
#include "sync/source.h"

#include <QDateTime>
#include <QMap>
#include <QMutex>
#include <QSet>

namespace lotse::test {

/// As much of a Harbor as a sync asks: lists with pages, reports, overviews, an audit trail. Any thread.
class FakeHarbor {
public:
    struct Artifact {
        qint64 id = 0;
        QByteArray digest;
        QDateTime pushed;
        bool isScannable = true;
        int findings = 3; ///< -1: an empty report
        QByteArray scan = "Success"; ///< what the overview says; empty: not scanned
        QList<QByteArray> platforms = {}; ///< digests, of an index; the findings are those of the first
        int percent = 100; ///< what the overview says
        int offset = 0; ///< moves the ids of its findings
    };
    struct Repository {
        qint64 id = 0;
        QList<Artifact> artifacts;
    };
    struct Project {
        qint64 id = 0;
        QMap<QByteArray, Repository> repositories; ///< by the name without the project
    };

    /// `count` projects of one repository with `artifacts` artifacts each.
    FakeHarbor(int count, int artifacts);

    Result<Response> answer(const Request &request);

    QMutex mutex; ///< for changes while a sync runs
    QMap<QByteArray, Project> projects;
    QByteArray user = "reader";
    QSet<QByteArray> refused; ///< projects whose lists are 403
    QSet<QByteArray> refusedReports; ///< projects whose reports are 403, while their lists are not
    QByteArray metrics; ///< of the last scan of everything; empty: 403
    QByteArray summary = "{}";
    QList<QDateTime> audit; ///< entry n has the number n + 1
    QList<QDateTime> olderAudit; ///< of the log before 2.13; none: there is no such log
    bool hasAuditExts = true; ///< false before 2.13
    qsizetype withheldAudit = 0; ///< of the last entries, which are counted and not given
    QMap<QByteArray, QByteArray> reports; ///< by digest: the body of the answer instead of one made of `findings`
    QMap<QByteArray, QByteArray> platformScans; ///< by digest: what the overview of a platform says; empty: nothing
    QSet<QByteArray> portal; ///< digests whose report is answered with a page of HTML
    bool needsReportTypes = false; ///< {} to whom does not name the kinds of reports, as Harbor 2.2 to 2.4.0
    int hidden =
        0; ///< rows behind each artifact that are counted and taken out after the page was cut, as Harbor 2.5.0
    bool hasProjectArtifacts = true; ///< older ones have no list over a project
    std::function<void(const QByteArray &path)> before; ///< under the mutex, before each answer
    int limited = 0; ///< the next so many reports are answered with 429

    static QByteArray digestOf(int number);

private:
    Response lists(QByteArray path, const QMap<QByteArray, QByteArray> &query, bool isByName);
    Response ofProject(const QList<QByteArray> &parts, const QMap<QByteArray, QByteArray> &query);
    QList<QByteArray> withHidden(const QList<QByteArray> &rows) const;
    Response trail(const QList<QDateTime> &entries, const QMap<QByteArray, QByteArray> &query) const;
    Response ofArtifact(const QList<QByteArray> &parts, bool namesReportTypes);
};

/// A source over a transport; proves by /users/current.
SyncSource sourceOf(const std::shared_ptr<Transport> &transport);

/// A way to it.
Line lineTo(FakeHarbor &harbor);
/// A session there, idle; its registry is the same for all accounts. `isDemo`: as one that the program made.
std::unique_ptr<Session> fakeSession(
    FakeHarbor &harbor, const Clock *clock, const QString &account, bool isDemo = true);

} // namespace lotse::test
