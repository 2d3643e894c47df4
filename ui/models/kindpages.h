// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace lotse::ui {

/// What a row of a kind opens: a page of the window, and for the general pages the kind that they show.
struct KindPage {
    const char *of;
    const char *page;
    const char *kind;
};

/// Null where a row of this kind opens nothing.
const KindPage *kindPage(QByteArrayView kind);

} // namespace lotse::ui
