// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// Runs side by side: each is an event of its own, and one that failed is marked.
ChartCard {
    chart: Component {
        RunPlot { theme: Theme }
    }
}
