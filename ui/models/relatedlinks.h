// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

namespace lotse::ui {

/// What belongs to a row of the registry (the findings of a project, the trail of a robot), by the gadget that it is,
/// as links of a LinkList: {text, page, params} or {text, place}. Empty for what has nothing else to show.
QVariantList relatedLinks(const QVariant &row);

} // namespace lotse::ui
