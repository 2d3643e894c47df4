// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "triage/imageref.h"

namespace lotse {

/// Why two looks at an image differ.
enum class DiffCause {
    Image, ///< another image: a package came, went or changed its version
    Database, ///< the scanner knows more, or something else, than it did
    Scanner, ///< another scanner, or another version of it
    Decision ///< people decided
};
QString diffCauseWord(DiffCause cause); ///< "image", "database", "scanner", "decision"

enum class DiffKind { Added, Gone, Changed };
QString diffKindWord(DiffKind kind);

/// One of the two looks.
struct DiffSide {
    findings::ImageName image;
    QString scanner; ///< "Trivy v0.58.1"; empty where it is not known
    QDateTime reported; ///< when the scanner made the report
    QDateTime fetched;
    bool isScanned = false; ///< with a report for all of its platforms
};

/// A package that reports name; one without findings is in no report and so not here.
struct DiffPackage {
    DiffKind kind = DiffKind::Changed;
    QString name;
    QStringList before, after; ///< versions
};

struct DiffFinding {
    struct Change {
        QString what; ///< "severity", "fix", "version", "state"
        QString before, after;
        DiffCause cause = DiffCause::Image;
    };
    DiffKind kind = DiffKind::Changed;
    QString vulnerability, package;
    QString severity, version, fix, state; ///< now; of what is gone: before
    DiffCause cause = DiffCause::Image; ///< of what is added or gone
    QList<Change> changes; ///< of what changed
};

struct ImageDiff {
    DiffSide before, after;
    QList<DiffPackage> packages; ///< by name
    QList<DiffFinding> findings; ///< added, gone, changed; the worst first
    quint32 unchanged = 0; ///< findings
    QList<Message> notes; ///< what limits the comparison
};

/// Two images of a view.
Result<ImageDiff> diffImages(
    const TriageView &view, const ImagePlace &before, const ImagePlace &after, store::Database &cache);

/// An image against the report that it had before, and what was decided then. ErrorKind::NotFound where there is none.
Result<ImageDiff> diffWithEarlier(const TriageView &view, const ImagePlace &image, store::Database &cache);

} // namespace lotse
