// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// Storage by project, or any sizes as lying bars.
ChartCard {
    chart: Component {
        StoragePlot { theme: Theme }
    }
}
