// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotse.Theme
import Lotse.Controls
import Lotse.Shell

// The way to registries: straight, as the environment says, or by one proxy.
SettingsGroup {
    id: root

    required property Application app
    readonly property Preferences chosen: app.preferences
    readonly property bool manual: chosen.proxyKind === "manual"

    title: qsTr("Network")

    SettingsRow {
        name: qsTr("Proxy")
        hint: root.chosen.proxyKind === "environment" ? qsTr("By https_proxy, http_proxy, all_proxy and no_proxy, as they were when Lotse started.") : root.manual ? qsTr("Every registry is reached through it by CONNECT, so that it sees the host and nothing else of what is encrypted.") : qsTr("Registries are reached directly.")
        ComboBox {
            readonly property var kinds: ["environment", "none", "manual"]
            Layout.preferredWidth: Math.max(240, implicitWidth)
            name: qsTr("Proxy")
            model: [qsTr("As the environment says"), qsTr("None"), qsTr("This one")]
            currentIndex: kinds.indexOf(root.chosen.proxyKind)
            onActivated: index => root.chosen.proxyKind = kinds[index]
        }
    }
    SettingsRow {
        visible: root.manual
        name: qsTr("Host and port")
        TextField {
            Layout.fillWidth: true
            text: root.chosen.proxyHost
            placeholderText: "proxy.example.com"
            problem: /[\s\/@:]/.test(text) ? qsTr("A host name alone, without http:// and port.") : ""
            Accessible.name: qsTr("Host of the proxy")
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText
            onEditingFinished: { if (problem === "") root.chosen.proxyHost = text; }
        }
        SpinBox {
            name: qsTr("Port of the proxy")
            from: 1
            to: 65535
            value: root.chosen.proxyPort
            textFromValue: value => value.toString()
            onValueModified: root.chosen.proxyPort = value
        }
    }
    SettingsRow {
        visible: root.manual
        name: qsTr("Sign-in")
        hint: root.app.proxy && root.app.proxy.sentence !== "" ? root.app.proxy.sentence : qsTr("Empty where the proxy wants none. The password is kept in the keychain of the desktop.")
        TextField {
            Layout.fillWidth: true
            text: root.chosen.proxyUser
            placeholderText: qsTr("Name")
            Accessible.name: qsTr("Name at the proxy")
            onEditingFinished: root.chosen.proxyUser = text
        }
        TextField {
            id: password
            Layout.fillWidth: true
            enabled: root.chosen.proxyUser !== ""
            echoMode: TextInput.Password
            placeholderText: root.app.proxy && root.app.proxy.hasPassword ? qsTr("kept; type to replace it") : qsTr("Password")
            Accessible.name: qsTr("Password at the proxy")
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
            onAccepted: keep.clicked()
        }
        Button {
            id: keep
            text: qsTr("Keep")
            enabled: password.enabled
            onClicked: { root.app.proxy.setPassword(password.text); password.clear(); }
        }
    }
    SettingsRow {
        visible: root.manual
        name: qsTr("Directly to")
        hint: qsTr("Hosts, domains, networks (10.0.0.0/8), with commas between.")
        TextField {
            Layout.fillWidth: true
            text: root.chosen.proxyStraight
            placeholderText: "localhost, .example.internal"
            Accessible.name: qsTr("Hosts that are reached without the proxy")
            readonly property var wrong: text.split(",").map(one => one.trim()).find(one => one !== "" && !/^(\*|(\*?\.)?[\w-]+(\.[\w-]+)*(:\d+)?|\[?[0-9a-fA-F:.]+\]?(\/\d{1,3}|:\d+)?)$/.test(one))
            problem: wrong !== undefined ? qsTr("“%1” is neither a host, nor a domain, nor a network such as 10.0.0.0/8.").arg(wrong) : ""
            onEditingFinished: { if (problem === "") root.chosen.proxyStraight = text; }
        }
    }
}
