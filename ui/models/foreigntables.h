// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/membermatrix.h"
#include "models/access/projectaccess.h"
#include "models/access/reviewtable.h"
#include "models/access/robottable.h"
#include "models/activity/healthwatch.h"
#include "models/activity/maintenancetable.h"
#include "models/activity/retentionlogtable.h"
#include "models/activity/scheduletable.h"
#include "models/distribution/policytable.h"
#include "models/distribution/proxytable.h"
#include "models/distribution/registrytable.h"
#include "models/distribution/webhooktable.h"
#include "models/findings/allowlisttable.h"
#include "models/findings/scangaps.h"
#include "models/findings/securityfacts.h"
#include "models/images/immutabletags.h"
#include "models/images/sizetable.h"
#include "models/system/posturetable.h"
#include "models/system/scannertable.h"
#include "models/system/settingtable.h"
#include "models/tables/joinedtable.h"

#include <QtQml/qqml.h>

// The tables of the core that are joined from several kinds, under their names in QML.

struct ForeignJoinedTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::JoinedTable)
    QML_NAMED_ELEMENT(JoinedTable)
    QML_UNCREATABLE("Use one of the tables")
};

struct ForeignMemberMatrix {
    Q_GADGET
    QML_FOREIGN(lotse::models::MemberMatrix)
    QML_NAMED_ELEMENT(MemberMatrix)
};

struct ForeignWebhookTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::WebhookTable)
    QML_NAMED_ELEMENT(WebhookTable)
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

struct ForeignPostureTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::PostureTable)
    QML_NAMED_ELEMENT(PostureTable)
};

struct ForeignReviewTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::ReviewTable)
    QML_NAMED_ELEMENT(ReviewTable)
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
    QML_FOREIGN(lotse::models::MaintenanceTable)
    QML_NAMED_ELEMENT(MaintenanceTable)
};
