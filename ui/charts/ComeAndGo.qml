// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// What came and what went, by week.
ChartCard {
    chart: Component {
        ComeAndGoPlot { theme: Theme }
    }
}
