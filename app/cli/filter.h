// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/endpoint.h"

#include <QList>

namespace lotse::cli {

/// The row to read where words or `project` name a project: of a kind of the whole registry its twin of one project
/// ("quotas" has "project-quotas", "projects" has "project"), else `endpoint` itself. Harbor passes over a project's
/// name that it has no place for, and would answer with the rows of all.
const harbor::Endpoint &narrowedToProject(
    const harbor::Endpoint &endpoint, const QStringList &words, const QString &project);

/**
 * The filters of "get". What the path takes goes there, the rest into Harbor's q. Harbor passes over names that it does
 * not know without a word, so a name that the rows do not have is refused, and rows are compared here once more.
 */
class Filter {
public:
    /// ErrorKind::Usage for a word that is no filter, and for one that narrows nothing.
    static Result<Filter> parse(
        const harbor::Endpoint &endpoint, const QStringList &words, const QString &project, bool isRawQuery);

    const harbor::Params &params() const { return m_params; }
    bool accepts(const json::Record &row) const;

private:
    struct Term {
        QString name;
        QString value;
        bool isPart = false; ///< contains, not is
    };
    harbor::Params m_params;
    QList<Term> m_terms; ///< to be compared here
};

/// A text as JSON.
QByteArray jsonText(const QString &text);

} // namespace lotse::cli
