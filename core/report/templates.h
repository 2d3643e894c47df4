// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/endpoint.h"
#include "posture/evaluate.h"
#include "report/document.h"
#include "report/words.h"
#include "triage/findingsengine.h"

namespace lotse::report {

/// What a report is made of. Nothing is asked for while it is made.
struct Source {
    const posture::Posture *posture = nullptr; ///< with its facts; never null
    const TriageView *view = nullptr; ///< of the local store; null where it was not opened
    QString registryId; ///< in the store
    QStringList projects; ///< patterns; empty: all
    QDateTime from, to; ///< the period of what happens in time
    QString framework; ///< short name of controls(): the posture is ordered by its controls, then; empty: by result
};

/// A kind of report.
struct Template {
    const char *name; ///< "access-review"
    const char *title;
    const char *about; ///< a sentence
    const char *kinds; ///< facts that it needs; "@set": those of the check set
    bool needsStore = false; ///< findings and decisions of the local store
    bool hasPeriod = false;
};

const QList<Template> &templates();
const Template *findTemplate(const QString &name);
/// Short names of the frameworks that a posture can be ordered by.
QStringList frameworks();

/// How kinds of facts are asked for, for a report about this time.
QHash<QString, harbor::Params> paramsFor(const Template &row, const QDateTime &from, const QDateTime &to);
/// The facts that a report by this template needs.
QStringList kindsFor(const Template &row, const posture::CheckSet &set, bool isHarbor);

Document makeReport(const Template &row, const Source &source, const Words &words);

/// The words that renderers need.
void nameLabels(Document &document, const Words &words);

/// The check set, in the language of the report where it comes with the program.
QString setTitleOf(const Source &source, const Words &words);

/// What a report will cover, before it is made: numbers of projects, images and fresh scans, and what is missing.
/// With the check set, where the report is made by one.
Section coverage(const Source &source, const Words &words, bool usesSet = true);

// The sections of each template, by subject.
namespace sections {
QList<Section> posture(const Source &source, const Words &words);
QList<Section> executive(const Source &source, const Words &words);
QList<Section> exceptions(const Source &source, const Words &words);
QList<Section> findings(const Source &source, const Words &words);
QList<Section> accessReview(const Source &source, const Words &words);
QList<Section> audit(const Source &source, const Words &words);
QList<Section> signatures(const Source &source, const Words &words);
QList<Section> retention(const Source &source, const Words &words);
QList<Section> configuration(const Source &source, const Words &words);
} // namespace sections

/// Rows of a fact whose project is in the scope.
QList<posture::FactRow> rowsOf(const Source &source, const QString &kind);
bool isInScope(const Source &source, const QString &project);
Column columnOf(const Words &words, const char *title, double weight = 1, Holds holds = Holds::Text);
Section sectionOf(const QString &id, const QString &title, const QList<Table> &tables);
/// How far these kinds of facts could be read, taken together.
posture::Reading readingOf(const Source &source, const QStringList &kinds);
/// What to say of a table over these kinds that has no rows: `none` only where all of them could be read.
QString emptyOf(const Source &source, const QStringList &kinds, const char *none, const Words &words);
QString emptyOf(posture::Reading reading, const char *none, const Words &words);
/// A figure over facts, with their source and time. A value that is nothing is shown only where all could be read.
Figure figureOf(const Source &source, const QStringList &kinds, const QString &id, const QString &label,
    const QString &value, bool isNothing, const QString &drill = {});

} // namespace lotse::report
