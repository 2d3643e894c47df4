// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later

//go:build tools

// Names the registry that the live tests run, so that go.mod and go.sum fix its version and its bytes.
package live

import _ "github.com/olareg/olareg/cmd/olareg"
