// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
module example.invalid/lotse/live

go 1.25.0

require github.com/olareg/olareg v0.2.2
