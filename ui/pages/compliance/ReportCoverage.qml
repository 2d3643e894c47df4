// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Pages

// What a report will cover and what is missing, read before it is made; and how others verify a bundle.
FoldPane {
    id: root

    required property ReportMaker maker

    name: qsTr("Preview")

    ReportRowsDialog { id: rows }

    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.m
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Theme.m
            y: Theme.s
            width: parent.width - 2 * Theme.m
            spacing: Theme.s
            Button {
                text: root.maker.busy ? qsTr("Stop") : root.maker.ready ? qsTr("Read again") : qsTr("Load preview")
                highlighted: !root.maker.ready
                onClicked: root.maker.busy ? root.maker.stop() : root.maker.read()
            }
            ProgressBar {
                visible: root.maker.busy
                width: parent.width
                value: root.maker.progress
                Accessible.name: qsTr("Progress")
            }
            Caption {
                visible: !root.maker.ready && !root.maker.busy
                width: parent.width
                wrapMode: Text.Wrap
                text: qsTr("The registry is only read, not changed. After that, the report can be saved in any format.")
            }
            NoticeBar {
                visible: root.maker.mark !== ""
                width: parent.width
                kind: "warning"
                text: root.maker.mark
            }
            NoticeBar {
                visible: root.maker.error !== ""
                width: parent.width
                kind: "error"
                text: root.maker.error
            }
            NoticeBar {
                visible: root.maker.done !== ""
                width: parent.width
                text: root.maker.done
            }
            ReportFigures {
                visible: root.maker.coverage.length > 0
                width: parent.width
                figures: root.maker.coverage
                onRowsAsked: drill => rows.show(root.maker.rowsOf(drill))
            }
            Label {
                visible: root.maker.blindSpots.length > 0
                text: qsTr("Missing")
                font: Theme.strongFont
            }
            Repeater {
                model: root.maker.blindSpots
                delegate: Caption {
                    required property string modelData
                    width: column.width
                    wrapMode: Text.Wrap
                    text: modelData
                }
            }
            Label {
                width: parent.width
                topPadding: Theme.m
                text: qsTr("Verify a signed bundle")
                font: Theme.strongFont
            }
            Caption {
                width: parent.width
                wrapMode: Text.Wrap
                text: qsTr("Use OpenSSL in the folder of the unpacked bundle. TRUSTED.pem contains the certificate of the signer or its CA, and that of the time stamp authority if there is one.")
            }
            Repeater {
                model: root.maker.commands
                delegate: PlainPiece {
                    required property string modelData
                    width: column.width
                    mono: true
                    name: qsTr("Command")
                    text: modelData
                }
            }
        }
    }
}
