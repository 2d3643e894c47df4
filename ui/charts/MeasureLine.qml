// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// One number over time; `most` fixes the top of its axis.
ChartCard {
    id: root

    property real most: 0

    chart: Component {
        MeasurePlot { theme: Theme; most: root.most }
    }
}
