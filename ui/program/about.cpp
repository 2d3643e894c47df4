// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "about.h"

#include "base/versions.h"
#include "charts/plotitem.h"

#include <QCoreApplication>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace lotse::ui {

QString About::version() const
{
    return QCoreApplication::applicationVersion();
}

QVariantList About::libraries() const
{
    QList<Library> all = coreLibraries();
    all.append({u"QCustomPlot"_s, PlotItem::libraryVersion(), u"GPL-3.0-or-later"_s, u"https://www.qcustomplot.com"_s});
    all.append({u"QtKeychain"_s, {}, u"BSD-3-Clause"_s, u"https://github.com/frankosterfeld/qtkeychain"_s});
    all.append({u"Breeze icons"_s, {}, u"LGPL-3.0-or-later"_s, u"https://invent.kde.org/frameworks/breeze-icons"_s});
    QVariantList rows;
    for (const Library &library : std::as_const(all)) {
        rows.append(QVariantMap{{u"name"_s, library.name}, {u"version"_s, library.version},
            {u"licence"_s, library.licence}, {u"site"_s, library.site}});
    }
    return rows;
}

} // namespace lotse::ui
