// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// LOTSE_SANITIZED: AddressSanitizer or ThreadSanitizer is in the program. gcc defines a macro for it, clang has a
// feature.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LOTSE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LOTSE_SANITIZED 1
#endif
#endif
