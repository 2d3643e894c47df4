// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity/activitycounts.h"
#include "models/images/imagecontent.h"
#include "models/images/ocilists.h"
#include "session/session.h"

#include <QtQml/qqml.h>

namespace lotse::ui {

// View-models of the core for QML: given a session and keys, they read.

/// The repositories of a plain registry: its catalog, and those named in the account.
class RepositoryNames : public models::OciRepositories {
    Q_OBJECT
    QML_ELEMENT
public:
    using OciRepositories::OciRepositories;
    Q_INVOKABLE void open(lotse::Session *session)
    {
        if (session)
            setSource(session->oci(), session->account().repositories);
    }
};

/// The tags of a repository of a plain registry.
class TagList : public models::OciTags {
    Q_OBJECT
    QML_ELEMENT
public:
    using OciTags::OciTags;
    Q_INVOKABLE void open(lotse::Session *session, const QString &repository)
    {
        if (session)
            setSource(session->oci(), repository);
    }
};

/// What an artifact consists of; `reference` is a tag or a digest.
class ArtifactContent : public models::ImageContent {
    Q_OBJECT
    QML_ELEMENT
public:
    using ImageContent::ImageContent;
    Q_INVOKABLE void open(lotse::Session *session, const QString &repository, const QString &reference)
    {
        if (session)
            setSource(session->oci(), repository, reference);
    }
};

/// Audit entries a day.
class ActivityByDay : public models::ActivityCounts {
    Q_OBJECT
    QML_ELEMENT
public:
    using ActivityCounts::ActivityCounts;
    Q_INVOKABLE void open(lotse::Session *session, int days)
    {
        if (session)
            setSource(session->harbor(), days, {}, session->capabilities().reason(QStringLiteral("audit")));
    }
};

} // namespace lotse::ui
