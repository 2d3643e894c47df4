// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/capabilities.h"

#include <algorithm>
#include <iterator>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

// Who may use a feature of Harbor (harbor-api.md 1.1, 1.2).
enum class Need {
    Nothing, // anonymous too, as far as public projects go
    SignIn, // anybody signed in
    Project, // a role in a project, or the permission for all of them
    System, // the permission at system level
};

struct Row {
    const char *feature;
    const char *section;
    Need need;
    const char *permission; // at system level
    bool isOci; // a plain OCI registry has it too
    bool worksWithCliSecret;
};

constexpr Row kRows[] = {
    {"catalog", "images", Need::Nothing, "", true, true},
    {"tags", "images", Need::Nothing, "", true, true},
    {"manifests", "images", Need::Nothing, "", true, true},
    {"referrers", "images", Need::Nothing, "", true, true},
    {"projects", "images", Need::Nothing, "project:list", false, true},
    {"repositories", "images", Need::Nothing, "", false, true},
    {"artifacts", "images", Need::Nothing, "", false, true},
    {"labels", "images", Need::SignIn, "", false, true},
    {"search", "images", Need::Nothing, "", false, false},
    {"security-hub", "security", Need::System, "security-hub:list", false, false},
    {"scan", "security", Need::Project, "", false, false},
    {"scan-all", "security", Need::System, "scan-all:read", false, false},
    {"exports", "security", Need::Project, "export-cve:list", false, false},
    {"members", "access", Need::Project, "", false, false},
    {"users", "access", Need::System, "user:list", false, false},
    {"groups", "access", Need::SignIn, "user-group:list", false, false},
    {"robots", "access", Need::Project, "robot:list", false, false},
    {"permissions", "access", Need::SignIn, "", false, false},
    {"ldap", "access", Need::System, "ldap-user:list", false, false},
    {"quotas", "storage", Need::Project, "quota:list", false, false},
    {"retention", "storage", Need::Project, "", false, false},
    {"immutability", "storage", Need::Project, "", false, false},
    {"gc", "storage", Need::System, "garbage-collection:list", false, false},
    {"audit", "activity", Need::Project, "audit-log:list", false, false},
    {"purge", "activity", Need::System, "purge-audit:list", false, false},
    {"jobservice", "activity", Need::System, "jobservice-monitor:list", false, false},
    {"webhooks", "activity", Need::Project, "", false, false},
    {"registries", "distribution", Need::System, "registry:list", false, false},
    {"replication", "distribution", Need::System, "replication-policy:list", false, false},
    {"preheat", "distribution", Need::Project, "preheat-instance:list", false, false},
    {"posture", "compliance", Need::SignIn, "", false, false},
    {"system", "system", Need::Nothing, "", false, false},
    {"configuration", "system", Need::System, "configuration:read", false, false},
    {"scanners", "system", Need::System, "scanner:list", false, false},
};

Message needsSystem(const Row &row)
{
    return {LOTSE_MSG("Permission denied: requires the system administrator permission %1."),
        {QString::fromLatin1(row.permission)}};
}

bool isOfProjects(const QString &feature)
{
    return std::any_of(std::begin(kRows), std::end(kRows),
        [&](const Row &row) { return feature == QLatin1String(row.feature) && row.need == Need::Project; });
}

} // namespace

Capabilities::Capabilities(RegistryKind kind, const Identity &identity, const QSet<QString> &permissions)
{
    // Harbor 2.15 names no permission to a robot account of the system, whatever it has. Those of projects are named
    // "project+robot" and have none at system level.
    const bool isUntold =
        identity.kind == IdentityKind::Robot && !identity.name.contains(u'+') && permissions.isEmpty();
    for (const Row &row : kRows) {
        Entry entry;
        if (kind == RegistryKind::Unknown) {
            // nothing is known yet
        } else if (kind != RegistryKind::Harbor) {
            entry.support = row.isOci ? Support::Yes : Support::No;
            if (!row.isOci)
                entry.reason = {LOTSE_MSG("Not available: this registry supports only the OCI Distribution API."), {}};
        } else if (identity.isAdmin || (*row.permission && permissions.contains(QLatin1String(row.permission)))) {
            entry.support = Support::Yes;
        } else if (identity.kind == IdentityKind::CliSecret && !row.worksWithCliSecret) {
            entry.support = Support::Forbidden;
            entry.reason = {
                LOTSE_MSG("Harbor accepts an OIDC CLI secret only for images, projects and labels. Sign in with a "
                          "robot account or an ID token to see this."),
                {}};
        } else if (row.need == Need::Nothing) {
            entry.support = Support::Yes;
            if (identity.kind == IdentityKind::Anonymous && !row.isOci)
                entry.reason = {LOTSE_MSG("Not signed in: only public projects are shown."), {}};
        } else if (identity.kind == IdentityKind::Anonymous) {
            entry.support = Support::Forbidden;
            entry.reason = {LOTSE_MSG("Sign in to see this."), {}};
        } else if (row.need == Need::System && !isUntold) {
            entry.support = Support::Forbidden;
            entry.reason = needsSystem(row);
        } else if (row.need == Need::SignIn) {
            entry.support = Support::Yes;
        } else if (identity.kind == IdentityKind::Person) {
            entry.support = Support::Yes;
            entry.reason = {LOTSE_MSG("Shown only for projects where your role allows it."), {}};
        } else {
            entry.reason = {LOTSE_MSG("Shown only where the robot account has the permission."), {}};
        }
        m_entries.insert(QString::fromLatin1(row.feature), entry);
    }
    if (kind == RegistryKind::OciNoCatalog) {
        set(u"catalog"_s, Support::No,
            {LOTSE_MSG("This registry provides no repository list. Add repositories by name."), {}});
    }
}

Support Capabilities::support(const QString &feature) const
{
    return m_entries.value(feature).support;
}

Message Capabilities::reason(const QString &feature) const
{
    return m_entries.value(feature).reason;
}

Support Capabilities::section(const QString &section) const
{
    if (section == u"overview"_s)
        return Support::Yes;
    Support best = Support::No;
    for (const QString &feature : featuresOf(section)) {
        const Support one = support(feature);
        if (one == Support::Yes)
            return one;
        if (one == Support::Unknown || (one == Support::Forbidden && best == Support::No))
            best = one;
    }
    return best;
}

Message Capabilities::sectionReason(const QString &section) const
{
    const Support whole = this->section(section);
    if (whole == Support::Yes || whole == Support::Unknown)
        return {};
    for (const QString &feature : featuresOf(section)) {
        if (support(feature) == whole)
            return reason(feature);
    }
    return {};
}

bool Capabilities::learn(const QString &feature, const Error &answer)
{
    const Support before = support(feature);
    switch (answer.kind) {
    case ErrorKind::None:
        if (before == Support::Yes)
            return false;
        // A limit that was named stays: Harbor leaves out without a word what a robot account may not see of projects.
        set(feature, Support::Yes, before == Support::Unknown && isOfProjects(feature) ? reason(feature) : Message());
        break;
    case ErrorKind::Forbidden:
        set(feature, Support::Forbidden, answer.message);
        break;
    case ErrorKind::NotFound:
    case ErrorKind::Unsupported:
        set(feature, Support::No, {LOTSE_MSG("Not supported by this registry; the version may be too old."), {}});
        break;
    default:
        return false; // says nothing about what the registry can
    }
    return support(feature) != before;
}

void Capabilities::set(const QString &feature, Support support, const Message &reason)
{
    m_entries.insert(feature, {support, reason});
}

QStringList Capabilities::features()
{
    QStringList out;
    for (const Row &row : kRows)
        out.append(QString::fromLatin1(row.feature));
    return out;
}

QStringList Capabilities::sections()
{
    return {u"overview"_s, u"images"_s, u"security"_s, u"access"_s, u"storage"_s, u"activity"_s, u"distribution"_s,
        u"compliance"_s, u"system"_s};
}

QStringList Capabilities::featuresOf(const QString &section)
{
    QStringList out;
    for (const Row &row : kRows) {
        if (section == QLatin1String(row.section))
            out.append(QString::fromLatin1(row.feature));
    }
    return out;
}

} // namespace lotse
