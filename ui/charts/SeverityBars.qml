// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// Findings by severity.
ChartCard {
    chart: Component {
        SeverityPlot { theme: Theme }
    }
}
