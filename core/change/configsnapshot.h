// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/configkinds.h"
#include "harbor/client.h"

#include <QSet>

namespace lotse::change {

/// What could not be read of a configuration. What is in a gap is neither there nor missing: nothing is said of it.
struct ConfigGap {
    QString kind; ///< "member"
    QString project; ///< empty: all of the kind
    QString reason; ///< as toKept() gives it; English in one that was read from a file

    /// Whether it is of this kind in this project. One of all projects is none of those that are shown all the same.
    bool covers(const QString &of, const QString &in) const;
    bool operator==(const ConfigGap &) const = default;
};

/// The configuration of a registry at a moment, or the part of it that was asked for.
struct ConfigSnapshot {
    QString origin; ///< "https://harbor.example.com"
    QString version; ///< of Harbor
    QStringList kinds; ///< that were asked for
    QList<ConfigObject> objects;
    QList<ConfigGap> gaps;
    ConfigNames names; ///< empty in one that was read from a file
    QStringList fixedSettings; ///< keys of the configuration that only the registry's operator changes

    const ConfigObject *find(const QByteArray &kind, const QString &project, const QString &name = {}) const;
    bool hasProject(const QString &project) const;
    /// Whether nothing can be said of the things of this kind in this project. Where the list of projects has a gap,
    /// ProjectSight tells which of them that is true of.
    bool isGap(const QByteArray &kind, const QString &project) const;
    /// The same of one member: it is written in the names of things that could not be read.
    bool isMemberGap(const ConfigObject &object, const QString &word) const;
};

/// Which projects a snapshot tells of, looked up once for many things: where its list of projects has a gap, one that
/// is not in it may be there all the same.
class ProjectSight {
public:
    explicit ProjectSight(const ConfigSnapshot &snapshot);
    /// Whether nothing can be said of this project and of all that is in it.
    bool hides(const QString &project) const { return m_isPartial && !project.isEmpty() && !m_shown.contains(project); }

private:
    bool m_isPartial;
    QSet<QString> m_shown;
};

/**
 * Reads the configuration of a registry, kind by kind. `kinds` empty: all; `project` empty: all projects. A kind that
 * is refused becomes a gap; the error is one of the connection or the sign-in. Owned by the context.
 */
void readConfig(const harbor::Client &client, const QStringList &kinds, const QString &project, QObject *context,
    std::function<void(const QString &kind)> progress, std::function<void(Result<ConfigSnapshot>)> done);

/// Sorted JSON, without times and numbers: the same configuration gives the same bytes.
QByteArray exportJson(const ConfigSnapshot &snapshot);
/// The same as YAML, for people and for version control.
QByteArray exportYaml(const ConfigSnapshot &snapshot);
/// ErrorKind::Decode where it is no export or cut; Unsupported where a newer program wrote it.
Result<ConfigSnapshot> importJson(const QByteArray &json);

} // namespace lotse::change
