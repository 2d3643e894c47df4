// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet.h"

using namespace Qt::StringLiterals;

namespace lotse::test {

using models::Cell;
using models::column;
using models::ColumnKind;

Fleet::Fleet(QObject *parent)
    : TableModel(parent)
{
    setColumns({
        column<Ship>(u"name"_s, "Tags", ColumnKind::Link, 240, [](const Ship &s) { return Cell::plain(s.name); }),
        column<Ship>(
            u"digest"_s, "Digest", ColumnKind::Digest, 150, [](const Ship &s) { return Cell::digest(s.digest); }),
        column<Ship>(u"size"_s, "Size", ColumnKind::Size, 90, [](const Ship &s) { return Cell::size(s.size); }),
        column<Ship>(u"seen"_s, "Pushed", ColumnKind::Time, 150, [](const Ship &s) { return Cell::time(s.seen); }),
        column<Ship>(u"findings"_s, "Findings", ColumnKind::Severities, 200,
            [](const Ship &s) {
                Cell cell = Cell::plain(u"findings"_s);
                QVariantList counts;
                for (qint64 count : s.findings)
                    counts.append(count);
                cell.value = counts;
                return cell;
            }),
        column<Ship>(u"severity"_s, "Worst", ColumnKind::Severity, 100,
            [](const Ship &s) { return Cell::severity(s.severity); }),
        column<Ship>(u"state"_s, "Scan", ColumnKind::State, 110,
            [](const Ship &s) { return Cell::state(s.condition, s.condition); }),
        column<Ship>(u"used"_s, "Used", ColumnKind::Share, 140, [](const Ship &s) { return Cell::share(s.used, 100); }),
        column<Ship>(u"labels"_s, "Labels", ColumnKind::Labels, 170,
            [](const Ship &s) {
                Cell cell = Cell::plain(s.labels.join(u", "_s));
                cell.value = s.labels;
                return cell;
            }),
    });
}

QVariant Fleet::data(const QModelIndex &index, int role) const
{
    ++m_asked;
    return TableModel::data(index, role);
}

void Fleet::fill(int rows)
{
    static const QStringList severities{u"Critical"_s, u"High"_s, u"Medium"_s, u"Low"_s, u"None"_s, u"Unknown"_s};
    static const QStringList states{u"ok"_s, u"running"_s, u"warning"_s, u"error"_s, u"off"_s};
    QList<models::Row> list;
    for (int i = 0; i < rows; ++i) {
        Ship ship;
        ship.name = i % 7 == 3 ? QString() : u"nightly-%1, v1.%2"_s.arg(1000 - i).arg(i % 20);
        ship.digest = u"sha256:%1"_s.arg((quint64(i) + 1) * 0x9E3779B97F4A7C15ULL, 16, 16, QLatin1Char('0'))
            + QString(48, QLatin1Char('a'));
        ship.size = (qint64(i) * 7919 + 311) * 12345 % 900000000;
        ship.seen = QDateTime::fromSecsSinceEpoch(1700000000 - qint64(i) * 5400, Qt::UTC);
        ship.severity = severities[i % 6];
        ship.findings = i % 6 == 4 ? QList<qint64>{0, 0, 0, 0, 0}
                                   : QList<qint64>{i * 13 % 41, i * 29 % 310, i * 31 % 700, i * 17 % 1400, i % 9};
        ship.condition = states[i % 5];
        ship.used = i * 37 % 101;
        if (i % 3 == 0)
            ship.labels = QStringList{u"candidate"_s, u"reviewed"_s};
        models::Row row;
        row.key = u"ship-%1"_s.arg(i);
        row.parent = u"harbour"_s;
        row.record.value = QVariant::fromValue(ship);
        list.append(row);
    }
    setTotal(rows);
    setAsOf(QDateTime::fromSecsSinceEpoch(1700000000, Qt::UTC));
    setRows(list);
    setState(rows > 0 ? State::Ready : State::Empty);
}

void Fleet::fail()
{
    Error error;
    error.kind = ErrorKind::Unreachable;
    error.message = {
        LOTSE_MSG("The registry %1 does not answer. Check the network, then try again."), {u"harbor.example.com"_s}};
    error.detail = u"connect: no route to host"_s;
    setState(State::Error, error);
}

void Fleet::load()
{
    setRows({});
    setState(State::Loading);
}

void Fleet::limp()
{
    setTotal(3210);
    setState(State::Partial, {}, {LOTSE_MSG("Two projects refused: %1."), {u"payments, platform"_s}});
}

void Fleet::refresh()
{
    ++m_refreshes;
    emit refreshed();
}

void Fleet::setInView(int first, int last)
{
    TableModel::setInView(first, last);
    m_firstInView = first;
    m_lastInView = last;
    emit inViewChanged();
}

} // namespace lotse::test
