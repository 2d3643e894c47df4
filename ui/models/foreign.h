// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activitycounts.h"
#include "models/allowlisttable.h"
#include "models/attachedtable.h"
#include "models/auditfilter.h"
#include "models/findingstable.h"
#include "models/gatheredtable.h"
#include "models/healthwatch.h"
#include "models/imagecontent.h"
#include "models/immutabletags.h"
#include "models/loglines.h"
#include "models/membermatrix.h"
#include "models/ocilists.h"
#include "models/policytable.h"
#include "models/projectaccess.h"
#include "models/proxytable.h"
#include "models/registrytable.h"
#include "models/remotelist.h"
#include "models/remoteobject.h"
#include "models/retentionlogtable.h"
#include "models/robottable.h"
#include "models/sbomtable.h"
#include "models/scangaps.h"
#include "models/scannertable.h"
#include "models/scheduletable.h"
#include "models/securityfacts.h"
#include "models/settingtable.h"
#include "models/sizetable.h"
#include "models/tablemodel.h"
#include "models/upkeeptable.h"
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

struct ForeignAuditFilter {
    Q_GADGET
    QML_FOREIGN(lotse::models::AuditFilter)
    QML_NAMED_ELEMENT(AuditFilter)
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

struct ForeignGatheredTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::GatheredTable)
    QML_NAMED_ELEMENT(GatheredTable)
    QML_UNCREATABLE("Use one of the tables")
};

struct ForeignMemberMatrix {
    Q_GADGET
    QML_FOREIGN(lotse::models::MemberMatrix)
    QML_NAMED_ELEMENT(MemberMatrix)
};

struct ForeignRobotTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::RobotTable)
    QML_NAMED_ELEMENT(RobotTable)
};

struct ForeignProjectAccess {
    Q_GADGET
    QML_FOREIGN(lotse::models::ProjectAccess)
    QML_NAMED_ELEMENT(ProjectAccess)
};

struct ForeignAllowlistTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::AllowlistTable)
    QML_NAMED_ELEMENT(AllowlistTable)
};

struct ForeignPolicyTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::PolicyTable)
    QML_NAMED_ELEMENT(PolicyTable)
};

struct ForeignScannerTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::ScannerTable)
    QML_NAMED_ELEMENT(ScannerTable)
};

struct ForeignScanGaps {
    Q_GADGET
    QML_FOREIGN(lotse::models::ScanGaps)
    QML_NAMED_ELEMENT(ScanGaps)
};

struct ForeignSecurityFacts {
    Q_GADGET
    QML_FOREIGN(lotse::models::SecurityFacts)
    QML_NAMED_ELEMENT(SecurityFacts)
};

struct ForeignScheduleTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::ScheduleTable)
    QML_NAMED_ELEMENT(ScheduleTable)
};

struct ForeignRegistryTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::RegistryTable)
    QML_NAMED_ELEMENT(RegistryTable)
};

struct ForeignProxyTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::ProxyTable)
    QML_NAMED_ELEMENT(ProxyTable)
};

struct ForeignSettingTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::SettingTable)
    QML_NAMED_ELEMENT(SettingTable)
};

struct ForeignHealthWatch {
    Q_GADGET
    QML_FOREIGN(lotse::models::HealthWatch)
    QML_NAMED_ELEMENT(HealthWatch)
    QML_UNCREATABLE("Belongs to a session")
};

struct ForeignRetentionLogTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::RetentionLogTable)
    QML_NAMED_ELEMENT(RetentionLogTable)
};

struct ForeignImmutableTags {
    Q_GADGET
    QML_FOREIGN(lotse::models::ImmutableTags)
    QML_NAMED_ELEMENT(ImmutableTags)
};

struct ForeignSizeTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::SizeTable)
    QML_NAMED_ELEMENT(SizeTable)
};

struct ForeignUpkeepTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::UpkeepTable)
    QML_NAMED_ELEMENT(UpkeepTable)
};
