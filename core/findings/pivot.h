// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"

#include <optional>

namespace lotse::findings {

/// What rows are gathered by. An image is a repository and a top-level digest; a row in several images is in each
/// group.
namespace Pivots {
Q_NAMESPACE
enum class Pivot { Finding, Vulnerability, Package, Fix, Image };
Q_ENUM_NS(Pivot)
} // namespace Pivots
using Pivots::Pivot;

/// "finding", "cve", "package", "fix", "image", as the command line has them.
QString pivotWord(Pivot pivot);
std::optional<Pivot> pivotOf(const QString &word);

/// What a group holds. Distinct counts are 0 until countGroups() has run.
struct Group {
    quint32 key = 0; ///< a common number of the set: vulnerability, package, upgrade (0: no fix), image; or the row
    quint32 occurrences = 0;
    quint32 issues = 0, images = 0, vulnerabilities = 0, packages = 0, repositories = 0;
    quint32 fixable = 0; ///< occurrences
    quint32 hidden = 0; ///< occurrences that a decision hides
    Severity worst = Severity::Unknown; ///< of those that are known
    quint8 cvss = kNoScore; ///< the highest, tenths
    Kev kev = Kev::No;
    float epss = -1;
    Seconds firstSeen = 0; ///< the oldest
};

struct Groups {
    Pivot pivot = Pivot::Finding;
    std::vector<Group> groups;
};

/// Gathers ascending rows, with all but the distinct counts: fast enough for the first screen.
Groups groupRows(const Context &context, std::span<const RowId> rows, Pivot pivot);
/// Fills the distinct counts of all groups of these rows, in whatever order the groups are; to be run beside the first
/// screen.
void countGroups(const Context &context, std::span<const RowId> rows, Groups &groups);
/// Those of ascending rows that are in any of the groups with these keys, ascending.
Rows rowsOfGroups(const FindingSet &set, std::span<const RowId> rows, Pivot pivot, std::span<const quint32> keys);

enum class GroupColumn {
    Name,
    Severity,
    Occurrences,
    Issues,
    Images,
    Vulnerabilities,
    Packages,
    Repositories,
    Fixable,
    Cvss,
    Epss,
    Kev,
    FirstSeen
};
struct GroupOrder {
    GroupColumn column = GroupColumn::Occurrences;
    bool isDescending = true;
};
/// Stable: groups that are equal in all columns keep their places.
void sortGroups(const FindingSet &set, Groups &groups, const QList<GroupOrder> &order);

/// The name of a group: "CVE-2021-44228", "openssl", "openssl 3.0.15", "payments/api@sha256:…". Server text.
QString groupName(const FindingSet &set, Pivot pivot, quint32 key);
/// "Upgrade openssl to 3.0.15: closes 412 findings in 37 images."
Message upgradeSentence(const FindingSet &set, const Group &group);

/// The repository and the top-level digest of an image's common number.
struct ImageName {
    QString registryId, registry, project, repository, digest;
    QStringList tags;
    bool operator==(const ImageName &) const = default;
};
ImageName imageName(const FindingSet &set, quint32 image);

} // namespace lotse::findings
