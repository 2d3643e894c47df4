// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyvfs.h"

#include <sqlite3.h>

#include <list>

namespace lotse::test {

namespace {

struct Layer {
    sqlite3_io_methods methods{}; // first: a file points at it
    const sqlite3_io_methods *original = nullptr;
};
struct State {
    sqlite3_vfs vfs{};
    sqlite3_vfs *system = nullptr;
    std::list<Layer> layers;
    std::function<int(int)> answer;
    int writes = 0;
};
// One test program, one thread: the file layer is registered by name in SQLite, so its state is of the program too.
State state;

// Files keep the system's own structure; only the table of functions is another one. Databases and journals have
// different tables.
const sqlite3_io_methods *originalOf(sqlite3_file *file)
{
    return reinterpret_cast<const Layer *>(file->pMethods)->original;
}

int ask()
{
    ++state.writes;
    return state.answer ? state.answer(state.writes) : SQLITE_OK;
}

int write(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    const int code = ask();
    return code != SQLITE_OK ? code : originalOf(file)->xWrite(file, data, size, offset);
}

int truncate(sqlite3_file *file, sqlite3_int64 size)
{
    const int code = ask();
    return code != SQLITE_OK ? code : originalOf(file)->xTruncate(file, size);
}

int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    const int code = state.system->xOpen(state.system, name, file, flags, outFlags);
    if (code != SQLITE_OK || !file->pMethods)
        return code;
    for (Layer &layer : state.layers) {
        if (layer.original == file->pMethods) {
            file->pMethods = &layer.methods;
            return code;
        }
    }
    Layer &layer = state.layers.emplace_back(Layer{*file->pMethods, file->pMethods});
    layer.methods.xWrite = write;
    layer.methods.xTruncate = truncate;
    file->pMethods = &layer.methods;
    return code;
}

} // namespace

FaultyVfs::FaultyVfs()
{
    state.system = sqlite3_vfs_find(nullptr);
    state.vfs = *state.system;
    state.vfs.zName = "faulty";
    state.vfs.xOpen = open;
    sqlite3_vfs_register(&state.vfs, 0);
}

FaultyVfs::~FaultyVfs()
{
    sqlite3_vfs_unregister(&state.vfs);
    state.answer = nullptr;
    state.writes = 0;
}

void FaultyVfs::onWrite(std::function<int(int)> answer)
{
    state.answer = std::move(answer);
}

int FaultyVfs::writes() const
{
    return state.writes;
}

void FaultyVfs::restart()
{
    state.writes = 0;
}

} // namespace lotse::test
