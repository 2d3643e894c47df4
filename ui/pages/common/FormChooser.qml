// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Qt.labs.qmlmodels
import Lotse.Models

// Which kind of field is filled in with what.
DelegateChooser {
    id: root

    required property ResourceForm form

    signal accepted
    signal entered(Item row)

    role: "fieldType"
    DelegateChoice {
        roleValue: "switch"
        FormSwitch { form: root.form; onEntered: root.entered(this) }
    }
    DelegateChoice {
        roleValue: "choice"
        FormChoice { form: root.form; onEntered: root.entered(this) }
    }
    DelegateChoice {
        roleValue: "ticks"
        FormTicks { form: root.form; onEntered: root.entered(this) }
    }
    DelegateChoice {
        roleValue: "lines"
        FormLines { form: root.form; onEntered: root.entered(this) }
    }
    DelegateChoice {
        roleValue: "colour"
        FormColour { form: root.form; onEntered: root.entered(this); onAccepted: root.accepted() }
    }
    DelegateChoice {
        roleValue: "filters"
        FormFilters { form: root.form; onEntered: root.entered(this) }
    }
    DelegateChoice {
        FormText { form: root.form; onEntered: root.entered(this); onAccepted: root.accepted() }
    }
}
