// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/quotaedit.h"

#include "base/format.h"
#include "harbor/configuration.h"
#include "harbor/quota.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr double mostBytes = 1125899906842624; // 1024 TiB, the most that Harbor takes

/// A number, or bytes.
struct Value {
    double number = 0;
    bool isBytes = false;
};

constexpr int kDeepest = 50;

/// Reads a formula from left to right; the first thing that is wrong ends it.
class Formula {
public:
    Formula(const QString &text, qint64 used, qint64 limit)
        : m_text(text.toLower())
        , m_used(used)
        , m_limit(limit)
    {
    }

    Result<Value> read()
    {
        const Value value = sum();
        skip();
        if (!m_isWrong && m_at < m_text.size())
            refuse(notUnderstood());
        if (m_isWrong)
            return m_error;
        return value;
    }

private:
    void refuse(const Message &message)
    {
        if (m_isWrong)
            return;
        m_isWrong = true;
        m_error.kind = ErrorKind::Usage;
        m_error.message = message;
    }
    Message notUnderstood() const
    {
        return {
            LOTSE_MSG("“%1” is not understood. Write 20 GiB, unlimited, or max(used*1.3, 10GiB)."), {m_text.mid(m_at)}};
    }
    void skip()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    bool takes(QChar sign)
    {
        skip();
        if (m_at >= m_text.size() || m_text[m_at] != sign)
            return false;
        ++m_at;
        return true;
    }
    QString word()
    {
        skip();
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at].isLetter())
            ++m_at;
        return m_text.mid(from, m_at - from);
    }
    Value same(const Value &a, const Value &b, double number)
    {
        if (a.isBytes != b.isBytes)
            refuse({LOTSE_MSG("Sizes can only be combined with sizes: add the unit, as in 10 GiB."), {}});
        return {number, a.isBytes};
    }
    Value sum()
    {
        Value out = product();
        while (!m_isWrong) {
            if (takes(u'+')) {
                const Value next = product();
                out = same(out, next, out.number + next.number);
            } else if (takes(u'-')) {
                const Value next = product();
                out = same(out, next, out.number - next.number);
            } else {
                break;
            }
        }
        return out;
    }
    Value product()
    {
        Value out = factor();
        while (!m_isWrong) {
            if (takes(u'*')) {
                const Value next = factor();
                if (out.isBytes && next.isBytes)
                    refuse({LOTSE_MSG("A size cannot be multiplied by a size."), {}});
                out = {out.number * next.number, out.isBytes || next.isBytes};
            } else if (takes(u'/')) {
                const Value next = factor();
                if (next.number == 0)
                    refuse({LOTSE_MSG("The formula divides by zero."), {}});
                else
                    out = {out.number / next.number, out.isBytes && !next.isBytes};
            } else {
                break;
            }
        }
        return out;
    }
    Value factor()
    {
        // Brackets within brackets: a pasted row of them must not fill the stack.
        if (++m_depth > kDeepest)
            refuse(notUnderstood());
        const Value out = m_isWrong ? Value() : one();
        --m_depth;
        return out;
    }
    Value one()
    {
        skip();
        if (takes(u'(')) {
            const Value out = sum();
            if (!takes(u')'))
                refuse({LOTSE_MSG("A bracket is not closed."), {}});
            return out;
        }
        if (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.'))
            return number();
        const qsizetype from = m_at;
        const QString name = word();
        if (name == u"used"_s)
            return {double(m_used), true};
        if (name == u"limit"_s) {
            if (m_limit < 0)
                refuse({LOTSE_MSG("A project without a limit has no value for “limit”."), {}});
            return {double(m_limit), true};
        }
        if (name == u"max"_s || name == u"min"_s)
            return choice(name == u"max"_s);
        m_at = from;
        refuse(name.isEmpty() && m_at >= m_text.size() ? Message{LOTSE_MSG("The formula is incomplete."), {}}
                                                       : notUnderstood());
        return {};
    }
    Value choice(bool isMax)
    {
        if (!takes(u'('))
            refuse({LOTSE_MSG("Enter the values to choose from in brackets: max(used*1.3, 10GiB)."), {}});
        Value out = m_isWrong ? Value() : sum();
        while (!m_isWrong && takes(u',')) {
            const Value next = sum();
            out = same(out, next, isMax ? std::max(out.number, next.number) : std::min(out.number, next.number));
        }
        if (!takes(u')'))
            refuse({LOTSE_MSG("A bracket is not closed."), {}});
        return out;
    }
    Value number()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.'))
            ++m_at;
        bool isNumber = false;
        const double number = m_text.mid(from, m_at - from).toDouble(&isNumber);
        if (!isNumber)
            refuse({LOTSE_MSG("“%1” is no number."), {m_text.mid(from, m_at - from)}});
        if (takes(u'%'))
            return {number / 100, false};
        const qsizetype back = m_at;
        const QString unit = word();
        if (unit.isEmpty()) {
            m_at = back;
            return {number, false};
        }
        static const QString steps = u"bkmgtp"_s;
        const qsizetype power = steps.indexOf(unit[0]);
        const QString rest = unit.mid(1);
        const bool isUnit = power == 0 ? rest.isEmpty() : rest.isEmpty() || rest == u"b"_s || rest == u"ib"_s;
        if (power < 0 || !isUnit) {
            refuse({LOTSE_MSG("“%1” is no unit. Use KiB, MiB, GiB or TiB."), {unit}});
            return {};
        }
        return {number * std::pow(rest == u"b"_s ? 1000.0 : 1024.0, double(power)), true};
    }

    QString m_text;
    qint64 m_used, m_limit;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_isWrong = false;
    Error m_error;
};

Error wrong(const Message &message)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = message;
    return error;
}

QString limitText(qint64 bytes)
{
    return bytes < 0 ? Message{LOTSE_MSG("unlimited"), {}}.text() : format::bytes(bytes, QLocale());
}

} // namespace

Result<qint64> limitOf(const QString &text, qint64 used, qint64 limit)
{
    const QString plain = text.trimmed().toLower();
    if (plain == u"unlimited"_s || plain == u"-1"_s || plain == u"none"_s
        || plain == Message{LOTSE_MSG("unlimited"), {}}.text().toLower())
        return qint64(-1);
    const Result<Value> value = Formula(plain, used, limit).read();
    if (!value)
        return value.error();
    if (!value->isBytes)
        return wrong({LOTSE_MSG("Name the unit: %1 GiB."), {plain}});
    if (value->number <= 0)
        return wrong({LOTSE_MSG("A limit must be greater than zero. Enter unlimited for no limit."), {}});
    if (value->number > mostBytes)
        return wrong({LOTSE_MSG("Harbor allows at most 1024 TiB. Enter unlimited for no limit."), {}});
    return qint64(std::ceil(value->number - 1e-6));
}

void QuotaEdit::setChanges(ChangeList *changes)
{
    if (m_changes == changes)
        return;
    if (m_changes)
        m_changes->disconnect(this);
    m_changes = changes;
    if (changes)
        connect(changes, &ChangeList::stagedChanged, this, &QuotaEdit::stagedChanged);
    emit changed();
    emit stagedChanged();
}

void QuotaEdit::setKeys(const QStringList &keys)
{
    m_keys = keys;
    m_isOfDefault = false;
    emit changed();
}

void QuotaEdit::readDefault()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session)
        return;
    session->harbor().page(*harbor::endpoint("configuration"), {}, 1, this, [this](const Result<harbor::Page> &page) {
        if (!page) {
            emit defaultRefused(page.error().text());
            return;
        }
        for (const json::Record &record : page->records.rows) {
            const auto item = record.value.value<harbor::ConfigurationItem>();
            if (item.key != u"storage_per_project"_s)
                continue;
            m_default = item.value.text.trimmed().toLongLong();
            m_isOfDefault = true;
            emit changed();
            emit defaultRead();
            return;
        }
        emit defaultRefused(
            Message{LOTSE_MSG("The registry does not report the default quota of new projects."), {}}.text());
    });
}

QString QuotaEdit::start() const
{
    if (m_isOfDefault)
        return limitText(m_default);
    if (!m_table)
        return {};
    QString out;
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        const QString text = quota ? limitText(quota->hardBytes()) : QString();
        if (!out.isEmpty() && text != out)
            return {};
        out = text;
    }
    return out;
}

QString QuotaEdit::problem() const
{
    if (!m_table || m_text.trimmed().isEmpty())
        return {};
    if (m_isOfDefault)
        return limitOf(m_text, 0, m_default).error().text();
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        if (!quota)
            continue;
        if (quota->id <= 0)
            return Message{LOTSE_MSG("This account cannot change the quota of %1."), {quota->ref.name}}.text();
        if (const Result<qint64> limit = limitOf(m_text, quota->usedBytes(), quota->hardBytes()); !limit)
            return limit.error().text();
    }
    return {};
}

QVariantList QuotaEdit::rows() const
{
    QVariantList out;
    if (!m_table || m_text.trimmed().isEmpty())
        return out;
    if (m_isOfDefault)
        return out;
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        const Result<qint64> limit =
            quota ? limitOf(m_text, quota->usedBytes(), quota->hardBytes()) : Result<qint64>(qint64(-1));
        if (!quota || !limit)
            continue;
        const bool isFull = *limit >= 0 && quota->usedBytes() > *limit;
        out.append(QVariantMap{{u"project"_s, quota->ref.name}, {u"now"_s, limitText(quota->hardBytes())},
            {u"then"_s, limitText(*limit)}, {u"isFull"_s, isFull},
            {u"used"_s, format::bytes(quota->usedBytes(), QLocale())}});
    }
    return out;
}

QVariantMap QuotaEdit::stagedCells() const
{
    QVariantMap out;
    if (!m_changes || !m_table)
        return out;
    for (const change::Change &change : m_changes->plan().changes) {
        if (change.operation != "updateQuota" || change.edits.isEmpty() || m_changes->isDone(change.id))
            continue;
        out.insert(change.names.value(u"project"_s) + u"/limit"_s, limitText(change.edits.first().after.toInteger()));
    }
    return out;
}

bool QuotaEdit::stage()
{
    if (!m_table || !m_changes || m_text.trimmed().isEmpty() || !problem().isEmpty())
        return false;
    QList<change::Change> changes;
    if (m_isOfDefault) {
        change::Change change;
        change.operation = "updateConfigurations";
        change.edits = {{u"storage_per_project"_s, m_default, *limitOf(m_text, 0, m_default)}};
        return m_changes->stage(change);
    }
    for (const Row &row : m_table->rowsNamed(m_keys)) {
        const auto *quota = recordOf<harbor::Quota>(row);
        if (!quota)
            continue;
        change::Change change;
        change.operation = "updateQuota";
        change.path = {{u"id"_s, QString::number(quota->id)}};
        change.names = {{u"project"_s, quota->ref.name}, {u"used"_s, QString::number(quota->usedBytes())}};
        const qint64 limit = *limitOf(m_text, quota->usedBytes(), quota->hardBytes());
        change.edits = {{u"hard.storage"_s, quota->hardBytes(), limit}};
        changes.append(change);
    }
    return m_changes->stage(changes);
}

} // namespace lotse::models
