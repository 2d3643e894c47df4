// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity/activitycounts.h"
#include "models/activity/auditfilter.h"
#include "models/activity/auditviews.h"
#include "models/activity/trailtable.h"
#include "models/activity/unusualtable.h"
#include "models/findings/findingstable.h"
#include "models/images/attachedtable.h"
#include "models/images/imagecontent.h"
#include "models/images/ocilists.h"
#include "models/images/sbomtable.h"
#include "models/tables/loglines.h"
#include "models/tables/remotelist.h"
#include "models/tables/remoteobject.h"
#include "models/tables/tableexport.h"
#include "models/tables/tablemodel.h"
#include "session/place.h"
#include "session/session.h"

#include <QtQml/qqml.h>

// Types of the core under their names in QML; the core itself knows no QML.

struct ForeignSession {
    Q_GADGET
    QML_FOREIGN(lotse::Session)
    QML_NAMED_ELEMENT(Session)
    QML_UNCREATABLE("Sessions belong to the list of registries")
};

struct ForeignTableModel {
    Q_GADGET
    QML_FOREIGN(lotse::models::TableModel)
    QML_NAMED_ELEMENT(TableModel)
};

struct ForeignPlace {
    Q_GADGET
    QML_FOREIGN(lotse::Place)
    QML_VALUE_TYPE(place)
};

struct ForeignTableExport {
    Q_GADGET
    QML_FOREIGN(lotse::models::TableExport)
    QML_NAMED_ELEMENT(TableExport)
};

struct ForeignAuditFilter {
    Q_GADGET
    QML_FOREIGN(lotse::models::AuditFilter)
    QML_NAMED_ELEMENT(AuditFilter)
};

struct ForeignAuditViews {
    Q_GADGET
    QML_FOREIGN(lotse::models::AuditViews)
    QML_NAMED_ELEMENT(AuditViews)
};

struct ForeignTrailTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::TrailTable)
    QML_NAMED_ELEMENT(TrailTable)
};

struct ForeignUnusualTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::UnusualTable)
    QML_NAMED_ELEMENT(UnusualTable)
};

struct ForeignLogLines {
    Q_GADGET
    QML_FOREIGN(lotse::models::LogLines)
    QML_NAMED_ELEMENT(LogLines)
};

struct ForeignFindingsTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::FindingsTable)
    QML_NAMED_ELEMENT(FindingsTable)
};

struct ForeignSbomTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::SbomTable)
    QML_NAMED_ELEMENT(SbomTable)
};

struct ForeignAttachedTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::AttachedTable)
    QML_NAMED_ELEMENT(AttachedTable)
};

struct ForeignImageContent {
    Q_GADGET
    QML_FOREIGN(lotse::models::ImageContent)
    QML_NAMED_ELEMENT(ImageContent)
};

struct ForeignRemoteList {
    Q_GADGET
    QML_FOREIGN(lotse::models::RemoteList)
    QML_ANONYMOUS
};

struct ForeignRemoteObject {
    Q_GADGET
    QML_FOREIGN(lotse::models::RemoteObject)
    QML_ANONYMOUS
};

struct ForeignOciRepositories {
    Q_GADGET
    QML_FOREIGN(lotse::models::OciRepositories)
    QML_ANONYMOUS
};

struct ForeignOciTags {
    Q_GADGET
    QML_FOREIGN(lotse::models::OciTags)
    QML_ANONYMOUS
};

struct ForeignActivityCounts {
    Q_GADGET
    QML_FOREIGN(lotse::models::ActivityCounts)
    QML_ANONYMOUS
};
