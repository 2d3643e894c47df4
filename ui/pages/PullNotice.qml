// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Lotse.Patterns

// Says, before a manifest is read for the first time, that the registry counts that as a pull.
NoticeBar {
    kind: "info"
    text: qsTr("Not everything is read yet: Harbor counts reading a manifest as a pull. It changes the last pull time and the pull count, writes an audit log entry and triggers webhooks.")
    actionText: qsTr("Read the manifest")
}
