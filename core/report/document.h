// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

namespace lotse::report {

/// What the cells of a column are, for redaction.
enum class Holds {
    Text,
    Person, ///< a name of a person or account
    Exact, ///< versions, digests, ids: what looks like an address in them is none
    Passing, ///< times that go on by themselves: no difference between two reports
};

struct Column {
    QString title;
    bool isNumber = false;
    bool isTone = false; ///< cells are "bad|Failed": a tone of Bar before the word; CSV has the word alone
    double weight = 1; ///< how wide it is among the others
    Holds holds = Holds::Text;
    bool operator==(const Column &) const = default;
};

struct Table {
    QString id; ///< "checks"; the same in every language
    QString title;
    QList<Column> columns;
    QList<QStringList> rows;
    QString empty; ///< what to say where there are no rows
    QList<int> keys; ///< columns that tell a row from the others; empty: events, which are not compared over time
    bool operator==(const Table &) const = default;
};

/// A number, with where it comes from.
struct Figure {
    QString id;
    QString label;
    QString value;
    QString source; ///< "project-artifacts, 194 rows"
    QDateTime at; ///< UTC
    QString drill; ///< id of the table with its rows; empty where none
    bool operator==(const Figure &) const = default;
};

/// A part of a whole, for a chart.
struct Bar {
    QString label;
    qint64 value = 0;
    QString tone; ///< bad, warn, good, plain
    bool operator==(const Bar &) const = default;
};

/// How much happened on a day (UTC), for a chart.
struct Day {
    QDate date;
    qint64 count = 0;
    bool operator==(const Day &) const = default;
};

struct Section {
    QString id;
    QString title;
    QStringList paragraphs;
    QList<Figure> figures;
    QList<Bar> bars;
    QString daysTitle; ///< what is counted by days
    QList<Day> days; ///< none left out between the first and the last
    QList<Table> tables;
    QStringList gaps; ///< what this section does not know; moves into Document::blindSpots
    bool operator==(const Section &) const = default;
};

/**
 * A report, in the words of its language, before it is a file. What it covers and what it does not comes first; a
 * report whose data are not whole or not fresh carries a mark that every page shows, and calls nothing compliant.
 */
struct Document {
    QString name; ///< of the template: "posture"
    QString title;
    QString language; ///< "en", "de"
    QString registry, host, version, readAs;
    QString scope;
    QDateTime madeAt, from, to; ///< UTC; the period, where there is one
    QString mark; ///< a sentence; empty where the data are whole and fresh
    QStringList blindSpots;
    QString redaction; ///< what was redacted, a sentence; empty where nothing was
    QList<Section> sections;
    // The few words that renderers need, in the language of the report.
    QString madeAtLabel, scopeLabel, periodLabel, registryLabel, contentsLabel, blindSpotsLabel, sourceLabel,
        valueLabel, pageLabel, noneLabel, redactionLabel, readAsLabel;
    bool operator==(const Document &) const = default;

    bool isWhole() const { return mark.isEmpty(); }
};

/// "access-review-harbor.example.com-20261130-020042": a name for its files.
QString fileStem(const Document &document);
QByteArray toJson(const Document &document);
/// ErrorKind::Decode where it is no report.
Result<Document> documentFromJson(const QByteArray &text);
/// One file: no scripts, nothing loaded from elsewhere, every text escaped.
QByteArray toHtml(const Document &document);
/// All tables one below the other, each under its title; safe for spreadsheets.
QByteArray toCsv(const Document &document);

} // namespace lotse::report
