// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/vex.h"

#include <QSet>

namespace lotse::findings {

/// The images of a set by what VEX products name of them.
class VexImages {
public:
    VexImages(const FindingSet &set, const QHash<QString, QString> &hosts);

    /// The scopes that hold all images which fit what the product names, and no other; empty where there is none. One
    /// scope without any part where the product names no image.
    QList<Scope> scopesOf(const VexProduct &product) const;
    bool hasRegistry(const QString &id) const { return m_registries.contains(id); }

private:
    struct Place {
        QString registry, host, repository;
        QString path; // the repository in lower case
        const Segment *segment = nullptr;
        std::vector<quint32> images, platforms; // numbers of the segment
    };
    static bool fitsRepository(const VexProduct &product, const Place &place);
    static void addPlatforms(const VexProduct &product, const Place &place, QList<Scope> &scopes);

    std::vector<Place> m_places;
    QMultiHash<QString, size_t> m_byName; // the last part of the path
    QSet<QString> m_registries, m_digests;
};

} // namespace lotse::findings
