// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/decision.h"
#include "findings/purl.h"
#include "findings/versionrange.h"

#include <functional>

namespace lotse::findings {

/**
 * Which decisions speak of which rows: by registry, project, repository, digest and tag, by vulnerability with its
 * aliases, by package and by version. The one place where that is told, for decisions in force as for statements that
 * are to be imported.
 *
 * Where decision and report both know the kind of a package, its package URL must fit. Where the report does not, the
 * name decides, and no version is above or below another unless the decision itself names the order.
 */
class DecisionMatch {
public:
    struct Hit {
        quint32 number = 0; ///< of decision()
        bool isInside = false; ///< the version of the row is in the decided range
    };

    /// The decisions that speak of one row, in the order of precedence: the narrowest scope first, then the higher
    /// priority, then the newest.
    class Walk {
    public:
        std::optional<Hit> next();

    private:
        friend class DecisionMatch;
        const DecisionMatch *m_match = nullptr;
        const std::vector<Hit> *m_hits = nullptr;
        const Segment *m_segment = nullptr;
        quint32 m_platform = 0;
        size_t m_at = 0;
    };

    /// Both must live as long as this. Decisions whose range or package URL does not read speak of nothing.
    DecisionMatch(const Context &context, const QList<Decision> &decisions);

    /// Whether a version of a package is in a range. The order is that of the package. Where its kind is not known (no
    /// `package`), the range may say it, unless it is about a package whose kind it names.
    static bool isInRange(const VersionRange &range, bool namesKind, QByteArrayView version, const Purl *package);

    size_t count() const { return m_compiled.size(); }
    const Decision &decision(quint32 number) const { return *m_compiled[number].decision; }
    /// Calls f for each row that may have a hit, ascending.
    void eachRow(const std::function<void(RowId row, Walk &walk)> &f);

private:
    // A decision as numbers of one part of the set.
    struct Compiled {
        const Decision *decision = nullptr;
        VersionRange range;
        std::optional<Purl> purl;
        quint32 package = 0; // common number
        bool isHere = true; // the registry
        quint32 project = 0, repository = 0, digest = 0; // numbers of the segment
    };

    void file(Compiled compiled);
    static void place(Compiled &compiled, const Segment &segment);
    bool covers(const Compiled &compiled, const Segment &segment, const Segment::Platform &platform) const;
    std::vector<Hit> hitsOf(const FindingSet::Part &part, const Segment::Line &line);
    const Purl *purlOf(const Segment &segment, quint32 number);

    const Context &m_context;
    std::vector<Compiled> m_compiled; // in the order of precedence
    std::vector<std::vector<quint32>> m_byVulnerability, m_byPackage;
    std::vector<std::optional<Purl>> m_purls; // of the segment, by number
};

} // namespace lotse::findings
