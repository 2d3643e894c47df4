// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Models
import Lotse.Pages
import Lotse.Shell

// Signs an artifact: key and format, then the review of what would be pushed, then how it went.
Dialog {
    id: root

    required property Application app
    required property ArtifactModels models
    readonly property alias form: form

    signal pushed

    function sign() { if (form.ready) form.prepare(fields.password); }

    width: Math.min(Math.round(680 * Theme.zoom), parent ? parent.width - 2 * Theme.xl : 680)
    title: form.step === "form" ? qsTr("Sign %1").arg(form.name) : form.step === "review" ? qsTr("Review the signature") : qsTr("Signature of %1").arg(form.name)
    onOpened: fields.begin()
    onClosed: {
        fields.forget();
        if (form.step !== "running")
            form.clear();
    }

    SignForm {
        id: form
        app: root.app
        artifact: root.models
        onPushed: root.pushed()
        onStepChanged: {
            if (step !== "form")
                fields.forget();
            (step === "form" ? fields : step === "review" && push.enabled ? push : close).forceActiveFocus(Qt.TabFocusReason);
        }
    }
    contentItem: ColumnLayout {
        spacing: Theme.m
        SignFields {
            id: fields
            Layout.fillWidth: true
            visible: form.step === "form"
            form: form
            onAccepted: root.sign()
        }
        SignReview {
            Layout.fillWidth: true
            visible: form.step !== "form"
            form: form
        }
        Rectangle {
            Layout.fillWidth: true
            visible: told.text !== ""
            implicitHeight: told.implicitHeight + 2 * Theme.s
            radius: Theme.radius
            color: Theme.soft(form.problem !== "" ? Theme.error : Theme.warning)
            Accessible.role: Accessible.AlertMessage
            Accessible.name: told.text
            Label {
                id: told
                x: Theme.m
                y: Theme.s
                width: parent.width - 2 * Theme.m
                wrapMode: Text.Wrap
                text: form.problem !== "" ? form.problem : form.step === "done" ? "" : form.whyNot
            }
        }
    }
    footer: DialogButtons {
        Button { visible: form.step === "review"; text: qsTr("Back"); onClicked: form.back() }
        Button {
            visible: form.step === "review"
            text: qsTr("Stage change")
            reason: qsTr("Adds the signature to the staged changes; it is reviewed together with them.")
            onClicked: if (form.stage()) root.close()
        }
        Button { id: close; text: form.step === "form" || form.step === "review" ? qsTr("Cancel") : qsTr("Close"); onClicked: root.close() }
        Button {
            visible: form.step === "form"
            kind: "primary"
            enabled: form.ready
            text: form.busy ? qsTr("Signing…") : qsTr("Sign and review")
            onClicked: root.sign()
        }
        Button {
            id: push
            visible: form.step === "review"
            kind: "primary"
            enabled: form.whyNot === ""
            reason: form.whyNot
            text: qsTr("Push the signature")
            onClicked: form.apply()
        }
    }
}
