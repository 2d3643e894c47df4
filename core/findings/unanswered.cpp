// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/unanswered.h"

#include <algorithm>

namespace lotse::findings {

std::optional<Message> unanswered(const Query &query, const FindingSet &set)
{
    const bool asks =
        std::any_of(query.terms.begin(), query.terms.end(), [](const Term &term) { return term.key == Key::Label; });
    const auto knowsSome = [](const FindingSet::Part &part) { return part.segment->hasLabels; };
    if (!asks || std::any_of(set.parts().begin(), set.parts().end(), knowsSome))
        return {};
    return Message{
        LOTSE_MSG("The labels of images have not been read yet; \"label:\" has no matches before the next sync."), {}};
}

} // namespace lotse::findings
