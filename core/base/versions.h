// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace lotse {

/// Something by others that this program is made of.
struct Library {
    QString name;
    QString version; ///< as it runs, not as it was built with; empty where it does not say
    QString licence; ///< SPDX expression
    QString site;
};

/// What the core links, with the versions that are running.
QList<Library> coreLibraries();

} // namespace lotse
