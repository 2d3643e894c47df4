// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/findingset.h"
#include "findings/priority.h"
#include "findings/sla.h"
#include "findings/states.h"

#include <memory>

namespace lotse::findings {

struct TrustMarks;

/// What the priority lists say of each vulnerability of a set, by common number. Made once a set, off the GUI thread.
struct Facts {
    std::vector<float> epss; ///< negative where the list has no such id
    std::vector<Kev> kev;
    std::vector<Seconds> kevDue; ///< 0 where none
    bool hasKev = false; ///< a list was read: without one nobody knows what is exploited
    bool isKevWhole = true; ///< all of it: else what it does not name may be exploited all the same

    static std::shared_ptr<const Facts> of(const FindingSet &set, const Priority &priority);
};

/// All that a question is answered from. Everything but `set` may be missing: then nothing is decided or known.
struct Context {
    FindingSet::Ptr set;
    std::shared_ptr<const Facts> facts;
    std::shared_ptr<const RowStates> states;
    std::shared_ptr<const TrustMarks> trust; ///< of the images' signatures
    SlaPolicy sla;
    Seconds now = 0;
    QString exposedLabel; ///< the label of images that face the internet; empty: not used

    float epss(quint32 vulnerability) const { return facts ? facts->epss[vulnerability] : -1; }
    Kev kev(quint32 vulnerability) const { return facts ? facts->kev[vulnerability] : Kev::No; }
    bool knowsKev() const { return facts && facts->hasKev; }
    /// Whether no entry could not be read; true without a list.
    bool isKevWhole() const { return !facts || facts->isKevWhole; }
    Seconds kevDue(quint32 vulnerability) const { return facts ? facts->kevDue[vulnerability] : 0; }
    quint8 stateBits(RowId row) const { return states && row < states->bits.size() ? states->bits[row] : quint8(0); }

    /// The grounds of a row's score.
    ScoreGrounds grounds(RowId row) const;
    /// When the row is due, 0 where it has no due date, e.g. because a decision hides it.
    Seconds due(RowId row) const;
    /// The part of the grounds that a line gives all its rows, but what its platforms add.
    ScoreGrounds groundsOf(const FindingSet::Part &part, const Segment::Line &line) const;
    /// The part of the grounds that a platform gives all its rows.
    ScoreGrounds groundsOf(const Segment &segment, const Segment::Platform &platform) const;
};

} // namespace lotse::findings
