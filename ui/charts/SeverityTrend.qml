// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// How many of each severity over time.
ChartCard {
    chart: Component {
        SeverityTrendPlot { theme: Theme }
    }
}
