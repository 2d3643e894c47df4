// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// Activity by weekday and hour.
ChartCard {
    chart: Component {
        HeatPlot { theme: Theme }
    }
}
