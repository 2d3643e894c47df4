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
        hint: root.chosen.proxyKind === "environment" ? qsTr("Uses https_proxy, http_proxy, all_proxy and no_proxy as set when Lotse started.") : root.manual ? qsTr("All registries are reached through this proxy with CONNECT. For encrypted connections the proxy sees only the host.") : qsTr("Direct connection to registries.")
        ComboBox {
            readonly property list<string> kinds: ["environment", "none", "manual"]
            Layout.preferredWidth: Math.max(240, implicitWidth)
            name: qsTr("Proxy")
            model: [qsTr("From environment"), qsTr("No proxy"), qsTr("Manual")]
            currentIndex: kinds.indexOf(root.chosen.proxyKind)
            onActivated: index => root.chosen.proxyKind = kinds[index]
        }
    }
    SettingsRow {
        visible: root.manual
        fills: true
        name: qsTr("Host and port")
        TextField {
            Layout.fillWidth: true
            text: root.chosen.proxyHost
            placeholderText: "proxy.example.com"
            problem: /[\s\/@:]/.test(text) ? qsTr("Host name only, without http:// and port.") : ""
            Accessible.name: qsTr("Proxy host")
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText
            onEditingFinished: { if (problem === "") root.chosen.proxyHost = text; }
        }
        SpinBox {
            name: qsTr("Proxy port")
            from: 1
            to: 65535
            value: root.chosen.proxyPort
            textFromValue: value => value.toString()
            onValueModified: root.chosen.proxyPort = value
        }
    }
    SettingsRow {
        visible: root.manual
        fills: true
        name: qsTr("Sign-in")
        hint: root.app.proxy && root.app.proxy.sentence !== "" ? root.app.proxy.sentence : qsTr("Leave empty if the proxy requires no sign-in. The password is stored in the keychain of the desktop.")
        TextField {
            Layout.fillWidth: true
            text: root.chosen.proxyUser
            placeholderText: qsTr("User name")
            Accessible.name: qsTr("Proxy user name")
            onEditingFinished: root.chosen.proxyUser = text
        }
        TextField {
            id: password
            Layout.fillWidth: true
            enabled: root.chosen.proxyUser !== ""
            echoMode: TextInput.Password
            placeholderText: root.app.proxy && root.app.proxy.hasPassword ? qsTr("stored; type to replace") : qsTr("Password")
            Accessible.name: qsTr("Proxy password")
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
            onAccepted: keep.clicked()
        }
        Button {
            id: keep
            text: qsTr("Save")
            enabled: password.enabled
            onClicked: { root.app.proxy.setPassword(password.text); password.clear(); }
        }
    }
    SettingsRow {
        visible: root.manual
        fills: true
        name: qsTr("No proxy for")
        hint: qsTr("Hosts, domains and networks (10.0.0.0/8), separated by commas.")
        TextField {
            Layout.fillWidth: true
            text: root.chosen.proxyStraight
            placeholderText: "localhost, .example.internal"
            Accessible.name: qsTr("Hosts without proxy")
            readonly property var wrong: text.split(",").map(one => one.trim()).find(one => one !== "" && !/^(\*|(\*?\.)?[\w-]+(\.[\w-]+)*(:\d+)?|\[?[0-9a-fA-F:.]+\]?(\/\d{1,3}|:\d+)?)$/.test(one))
            problem: wrong !== undefined ? qsTr("“%1” is not a host, domain or network such as 10.0.0.0/8.").arg(wrong) : ""
            onEditingFinished: { if (problem === "") root.chosen.proxyStraight = text; }
        }
    }
}
