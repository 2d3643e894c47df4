// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/artifactedit.h"
#include "models/changes/changedesk.h"
#include "models/changes/changetable.h"
#include "models/changes/configcompare.h"
#include "models/changes/immutabilityedit.h"
#include "models/changes/ociedit.h"
#include "models/changes/quotaedit.h"
#include "models/changes/resourceform.h"
#include "models/changes/retentionedit.h"
#include "models/changes/robotedit.h"
#include "models/changes/rowchanges.h"
#include "models/changes/webhooktest.h"
#include "models/system/usagehistory.h"

#include <QtQml/qqml.h>

// What changes a registry, under its names in QML.

struct ForeignChangeDesk {
    Q_GADGET
    QML_FOREIGN(lotse::models::ChangeDesk)
    QML_NAMED_ELEMENT(ChangeDesk)
    QML_UNCREATABLE("Belongs to the program")
};

struct ForeignChangeList {
    Q_GADGET
    QML_FOREIGN(lotse::models::ChangeList)
    QML_NAMED_ELEMENT(ChangeList)
    QML_UNCREATABLE("Belongs to the desk of changes")
};

struct ForeignChangeTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::ChangeTable)
    QML_NAMED_ELEMENT(ChangeTable)
};

struct ForeignConfigCompare {
    Q_GADGET
    QML_FOREIGN(lotse::models::ConfigCompare)
    QML_NAMED_ELEMENT(ConfigCompare)
    QML_UNCREATABLE("Belongs to a page")
};

struct ForeignUsageHistory {
    Q_GADGET
    QML_FOREIGN(lotse::models::UsageHistory)
    QML_NAMED_ELEMENT(UsageHistory)
    QML_UNCREATABLE("Belongs to a list of quotas")
};

struct ForeignWebhookTest {
    Q_GADGET
    QML_FOREIGN(lotse::models::WebhookTest)
    QML_NAMED_ELEMENT(WebhookTest)
    QML_UNCREATABLE("WebhookTester is the one of the program")
};

struct ForeignOciEdit {
    Q_GADGET
    QML_FOREIGN(lotse::models::OciEdit)
    QML_NAMED_ELEMENT(OciEdit)
};

struct ForeignRowChanges {
    Q_GADGET
    QML_FOREIGN(lotse::models::RowChanges)
    QML_NAMED_ELEMENT(RowChanges)
};

struct ForeignQuotaEdit {
    Q_GADGET
    QML_FOREIGN(lotse::models::QuotaEdit)
    QML_NAMED_ELEMENT(QuotaEdit)
};

struct ForeignRobotEdit {
    Q_GADGET
    QML_FOREIGN(lotse::models::RobotEdit)
    QML_NAMED_ELEMENT(RobotEdit)
};

struct ForeignRetentionEdit {
    Q_GADGET
    QML_FOREIGN(lotse::models::RetentionEdit)
    QML_NAMED_ELEMENT(RetentionEdit)
};

struct ForeignImmutabilityEdit {
    Q_GADGET
    QML_FOREIGN(lotse::models::ImmutabilityEdit)
    QML_NAMED_ELEMENT(ImmutabilityEdit)
};

struct ForeignArtifactEdit {
    Q_GADGET
    QML_FOREIGN(lotse::models::ArtifactEdit)
    QML_NAMED_ELEMENT(ArtifactEdit)
};

struct ForeignResourceForm {
    Q_GADGET
    QML_FOREIGN(lotse::models::ResourceForm)
    QML_NAMED_ELEMENT(ResourceForm)
};
