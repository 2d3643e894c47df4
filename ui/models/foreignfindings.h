// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/attachedvex.h"
#include "models/findings/decisiondraft.h"
#include "models/findings/findingdetail.h"
#include "models/findings/findingsexport.h"
#include "models/findings/findingsquerymodel.h"
#include "models/findings/veximport.h"
#include "models/tables/savedviews.h"

#include <QtQml/qqml.h>

// What the page of findings works with, under its names in QML.

struct ForeignWorkbench {
    Q_GADGET
    QML_FOREIGN(lotse::models::FindingsQueryModel)
    QML_NAMED_ELEMENT(FindingsQueryModel)
};

struct ForeignWorkbenchTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::WorkbenchTable)
    QML_ANONYMOUS
};

struct ForeignDecisionDraft {
    Q_GADGET
    QML_FOREIGN(lotse::models::DecisionDraft)
    QML_NAMED_ELEMENT(DecisionDraft)
};

struct ForeignFindingDetail {
    Q_GADGET
    QML_FOREIGN(lotse::models::FindingDetail)
    QML_NAMED_ELEMENT(FindingFacts)
};

struct ForeignFindingsExport {
    Q_GADGET
    QML_FOREIGN(lotse::models::FindingsExport)
    QML_NAMED_ELEMENT(FindingsExport)
};

struct ForeignSavedViews {
    Q_GADGET
    QML_FOREIGN(lotse::models::SavedViews)
    QML_NAMED_ELEMENT(SavedViews)
};

struct ForeignAttachedVex {
    Q_GADGET
    QML_FOREIGN(lotse::models::AttachedVex)
    QML_NAMED_ELEMENT(AttachedVex)
};

struct ForeignVexImport {
    Q_GADGET
    QML_FOREIGN(lotse::models::VexImport)
    QML_NAMED_ELEMENT(VexImport)
};
