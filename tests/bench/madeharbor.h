// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/source.h"

#include <QByteArrayList>

#include <atomic>
#include <vector>

namespace lotse::test {

/**
 * A Harbor with any number of images, twelve a repository, and 200 findings each, some kilobyte a finding as Harbor has
 * it. Bodies are made when they are asked for, from lines that some fifty bases share. Answers from any thread; what
 * the making costs is counted apart.
 */
class MadeHarbor {
public:
    static constexpr int kFindings = 200;
    static constexpr int kProjects = 60;
    static constexpr int kPerRepository = 12;

    explicit MadeHarbor(int images);

    Result<Response> answer(const Request &request);
    /// What a sync asks it through.
    static SyncSource sourceOf(const std::shared_ptr<Transport> &transport);

    int images() const { return m_images; }
    int repositories() const { return (m_images + kPerRepository - 1) / kPerRepository; }
    /// Seconds of CPU that went into making bodies.
    double madeFor() const { return double(m_nanoseconds) / 1e9; }
    qint64 bytes() const { return m_bytes; } ///< of all bodies

private:
    QByteArray body(const QByteArray &path, qint64 &total) const;
    QByteArray page(const QByteArray &query, int count, const std::function<QByteArray(int)> &row, qint64 &total) const;
    QByteArray artifact(int image) const;
    QByteArray report(int image) const;

    const int m_images;
    QByteArrayList m_lines; // up to the digest
    std::vector<std::vector<int>> m_imagesOf; // by project
    std::atomic<qint64> m_nanoseconds{0};
    std::atomic<qint64> m_bytes{0};
};

} // namespace lotse::test
