// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Qt.labs.qmlmodels
import Lotse.Theme
import Lotse.Patterns

// Which cell draws which kind of column.
DelegateChooser {
    id: root

    required property var table

    role: "kind"
    DelegateChoice {
        roleValue: "severity"
        SeverityCell {}
    }
    DelegateChoice {
        roleValue: "severities"
        SeveritiesCell {}
    }
    DelegateChoice {
        roleValue: "state"
        StateCell {}
    }
    DelegateChoice {
        roleValue: "share"
        ShareCell { table: root.table }
    }
    DelegateChoice {
        roleValue: "labels"
        LabelsCell {}
    }
    DelegateChoice {
        roleValue: "number"
        TextCell { horizontalAlignment: Text.AlignRight }
    }
    DelegateChoice {
        roleValue: "size"
        TextCell { horizontalAlignment: Text.AlignRight }
    }
    DelegateChoice {
        roleValue: "time"
        TextCell { color: Theme.textSecondary }
    }
    DelegateChoice {
        roleValue: "link"
        TextCell { color: Theme.accent }
    }
    DelegateChoice {
        roleValue: "mono"
        TextCell { font: Theme.monoFont; elide: Text.ElideMiddle }
    }
    DelegateChoice {
        roleValue: "digest"
        TextCell { font: Theme.monoFont; elide: Text.ElideMiddle }
    }
    DelegateChoice {
        TextCell {}
    }
}
