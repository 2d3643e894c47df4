// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import Lotse.Patterns

// Says, before a manifest is read for the first time, that the registry counts that as a pull.
NoticeBar {
    kind: "info"
    text: qsTr("The manifest is not loaded: Harbor counts reading it as a pull. This changes the last pull time and the pull count, writes an audit log entry and triggers webhooks.")
    actionText: qsTr("Load manifest")
}
