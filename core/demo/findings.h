// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/state.h"

namespace lotse::demo {

/// A package that images of the demo hold.
struct Package {
    const char *name;
    const char *version;
    const char *fixed; ///< the version that mends what is mendable
    const char *type; ///< of the purl: deb, npm, maven, golang, pypi
    const char *license;
};

/// The packages of a family of images: the base system and one language (0 npm, 1 maven, 2 golang, 3 pypi).
QList<Package> packagesOf(int family);

/// One vulnerability in one image. All of it follows from the image's digest and the number, so that reports of
/// thousands of findings cost nothing until they are read.
struct Finding {
    QString id;
    const Package *package = nullptr;
    QByteArray version; ///< of the package in this image
    int severity = 0; ///< 0 Critical, 1 High, 2 Medium, 3 Low, 4 Unknown
    int score = 0; ///< CVSS v3 in tenths, 0 where there is none
    bool isFixed = false;
    QString status;
    const char *cwe = "";
};

constexpr const char *Severities[] = {"Critical", "High", "Medium", "Low", "Unknown"};
/// How many vulnerabilities of each severity there are at all.
constexpr int CatalogueSizes[] = {211, 1103, 2503, 2003, 307};

int familyOf(const Artifact &artifact);
/// The version of a package in an image: older images have older ones of some packages.
QByteArray versionOf(const Artifact &artifact, const Package &package);
/// The finding with this number, 0 <= number < scan.total(), the most severe first.
Finding findingOf(const Artifact &artifact, int number);
/// Sets the counts (cut to what the catalogue has) and counts what can be fixed.
void setCounts(Artifact &artifact, int critical, int high, int medium, int low, int unknown);

QString vectorOf(const Finding &finding);
QString descriptionOf(const Finding &finding);
QString linkOf(const Finding &finding);

/// The report 1.1 of an artifact as JSON text.
QByteArray reportOf(const State &state, const Artifact &artifact);
/// scan_overview's value for one MIME type.
QJsonObject overviewOf(const Artifact &artifact, const QDateTime &now);
/// Success, Error, Pending, Running; empty where never scanned.
QString scanStatusOf(const Artifact &artifact, const QDateTime &now);
QJsonObject scanner();

} // namespace lotse::demo
