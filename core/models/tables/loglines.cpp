// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/loglines.h"

#include "base/post.h"
#include "base/safetext.h"

#include <QThreadPool>

#include <cstring>

namespace lotse::models {

namespace {

constexpr qsizetype longestLine = 4000; // bytes
constexpr qsizetype atOnce = 256 * 1024; // bytes that are gone through faster than a worker is asked

std::vector<quint32> startsOf(const QByteArray &log)
{
    std::vector<quint32> starts;
    const char *const data = log.constData();
    for (qsizetype at = 0; at < log.size();) {
        starts.push_back(quint32(at));
        const qsizetype most = std::min(longestLine + 1, log.size() - at);
        if (const void *end = std::memchr(data + at, '\n', size_t(most))) {
            at = static_cast<const char *>(end) - data + 1;
            continue;
        }
        if (most <= longestLine)
            break; // the last line has no end
        at += longestLine;
        // Not inside of a character.
        for (int back = 0; back < 3 && (static_cast<unsigned char>(data[at]) & 0xc0) == 0x80; ++back)
            --at;
    }
    return starts;
}

} // namespace

QByteArrayView LogLines::Index::line(quint32 at) const
{
    const qsizetype from = starts[at];
    const qsizetype to = at + 1 < starts.size() ? qsizetype(starts[at + 1]) : log.size();
    QByteArrayView out = QByteArrayView(log).sliced(from, to - from);
    if (out.endsWith('\n'))
        out.chop(1);
    if (out.endsWith('\r'))
        out.chop(1);
    return out;
}

LogLines::IndexPointer LogLines::indexOf(const QByteArray &log, const IndexPointer &known, const QString &filter)
{
    auto index = std::make_shared<Index>();
    index->log = log;
    index->starts = known ? known->starts : startsOf(log);
    for (quint32 at = 0; at < index->starts.size(); ++at) {
        if (filter.isEmpty() || QString::fromUtf8(index->line(at)).contains(filter, Qt::CaseInsensitive))
            index->shown.push_back(at);
    }
    return index;
}

int LogLines::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : shown();
}

QVariant LogLines::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return safetext::log(QString::fromUtf8(m_index->line(m_index->shown[size_t(index.row())])));
}

QString LogLines::copyText() const
{
    QByteArray out;
    for (const quint32 at : m_index ? m_index->shown : std::vector<quint32>()) {
        out += m_index->line(at);
        out += '\n';
    }
    return QString::fromUtf8(out);
}

void LogLines::setSource(RemoteObject *source)
{
    if (m_source == source)
        return;
    if (m_source)
        disconnect(m_source, nullptr, this, nullptr);
    m_source = source;
    if (source) {
        connect(source, &RemoteObject::changed, this, [this] { setLog(m_source->bytes()); });
        setLog(source->bytes());
    }
    emit sourceChanged();
}

void LogLines::setLog(const QByteArray &log)
{
    // The same bytes in the same place: nothing was read anew.
    if (log.constData() == m_log.constData() && log.size() == m_log.size())
        return;
    m_log = log;
    arrange();
}

void LogLines::setFilter(const QString &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    arrange();
}

void LogLines::arrange()
{
    ++m_turn;
    const IndexPointer known =
        m_index && m_index->log.constData() == m_log.constData() && m_index->log.size() == m_log.size() ? m_index
                                                                                                        : nullptr;
    if (m_log.size() <= atOnce) {
        take(indexOf(m_log, known, m_filter));
        return;
    }
    m_isBusy = true;
    emit changed();
    QThreadPool::globalInstance()->start(
        [log = m_log, known, filter = m_filter, turn = m_turn, post = Post(this), this] {
            const IndexPointer index = indexOf(log, known, filter);
            post([this, turn, index] {
                if (turn == m_turn)
                    take(index);
            });
        });
}

void LogLines::take(const IndexPointer &index)
{
    m_isBusy = false;
    beginResetModel();
    m_index = index;
    endResetModel();
    emit changed();
}

} // namespace lotse::models
