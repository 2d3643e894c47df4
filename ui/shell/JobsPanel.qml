// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Controls
import Lotse.Patterns
import Lotse.Shell

JobListView {
    required property Application app

    model: app.jobs
    onCancelled: id => app.jobs.cancel(id)
    onCleared: app.jobs.clearFinished()
}
