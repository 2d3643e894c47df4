// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Lotse.Theme
import Lotse.Charts

// Images by what is known of their signatures, a bar a project.
ChartCard {
    chart: Component {
        SignaturePlot { theme: Theme }
    }
}
