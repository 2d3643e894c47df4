// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/cbor.h"

#include <QSet>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kMostItems = 1'000;

class Reader {
public:
    explicit Reader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    Fault read(CborValue &out, int depth)
    {
        if (depth > maxCborDepth)
            return Reason::TooDeep;
        const qsizetype begin = m_at;
        if (m_at >= m_bytes.size())
            return {Reason::BrokenCbor, u"cut short"_s};
        const auto first = quint8(m_bytes[m_at]);
        const int major = first >> 5;
        if (major == 7) {
            ++m_at;
            if (first != 0xf4 && first != 0xf5 && first != 0xf6)
                return {Reason::BrokenCbor, u"a float or another simple value"_s};
            out.kind = first == 0xf6 ? CborValue::Kind::Null : CborValue::Kind::Bool;
            out.number = first == 0xf5;
        } else {
            if (Fault fault = head(first & 31, out.number))
                return fault;
            if (Fault fault = body(out, major, depth))
                return fault;
        }
        out.raw = m_bytes.mid(begin, m_at - begin);
        return {};
    }

    bool isAtEnd() const { return m_at == m_bytes.size(); }

private:
    Fault head(int info, quint64 &number)
    {
        ++m_at;
        if (info < 24) {
            number = quint64(info);
            return {};
        }
        if (info > 27)
            return {Reason::BrokenCbor, u"an indefinite or reserved length"_s};
        const int size = 1 << (info - 24);
        if (m_bytes.size() - m_at < size)
            return {Reason::BrokenCbor, u"cut short"_s};
        number = 0;
        for (int i = 0; i < size; ++i)
            number = number << 8 | quint8(m_bytes[m_at++]);
        const quint64 least = size == 1 ? 24 : size == 2 ? 0x100 : size == 4 ? 0x10000 : 0x100000000;
        return number < least ? Fault(Reason::BrokenCbor, u"a length longer than it must be"_s) : Fault();
    }

    Fault body(CborValue &out, int major, int depth)
    {
        out.kind = CborValue::Kind(major);
        switch (out.kind) {
        case CborValue::Kind::Unsigned:
        case CborValue::Kind::Negative:
            return {};
        case CborValue::Kind::Bytes:
        case CborValue::Kind::Text:
            if (out.number > quint64(m_bytes.size() - m_at))
                return {Reason::BrokenCbor, u"cut short"_s};
            out.data = m_bytes.mid(m_at, qsizetype(out.number));
            m_at += qsizetype(out.number);
            if (out.kind == CborValue::Kind::Text && !QByteArrayView(out.data).isValidUtf8())
                return {Reason::BrokenCbor, u"a text that is no UTF-8"_s};
            return {};
        default:
            break;
        }
        if (out.number > kMostItems && out.kind != CborValue::Kind::Tag)
            return Reason::TooMany;
        const quint64 count = out.kind == CborValue::Kind::Tag ? 1
            : out.kind == CborValue::Kind::Map                 ? 2 * out.number
                                                               : out.number;
        QSet<QByteArray> keys;
        for (quint64 i = 0; i < count; ++i) {
            CborValue item;
            if (Fault fault = read(item, depth + 1))
                return fault;
            if (out.kind == CborValue::Kind::Map && i % 2 == 0) {
                if (keys.contains(item.raw))
                    return Reason::DuplicateMember;
                keys.insert(item.raw);
            }
            out.items.push_back(std::move(item));
        }
        return {};
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
};

} // namespace

bool CborValue::isInteger(qint64 value) const
{
    return value >= 0 ? kind == Kind::Unsigned && number == quint64(value)
                      : kind == Kind::Negative && number == quint64(-1 - value);
}

const CborValue *CborValue::find(qint64 label) const
{
    for (size_t i = 0; kind == Kind::Map && i + 1 < items.size(); i += 2) {
        if (items[i].isInteger(label))
            return &items[i + 1];
    }
    return nullptr;
}

const CborValue *CborValue::find(QByteArrayView label) const
{
    for (size_t i = 0; kind == Kind::Map && i + 1 < items.size(); i += 2) {
        if (items[i].isText(label))
            return &items[i + 1];
    }
    return nullptr;
}

Fault readCbor(const QByteArray &bytes, CborValue &out)
{
    if (bytes.size() > maxCborBytes)
        return Reason::TooLarge;
    Reader reader(bytes);
    if (Fault fault = reader.read(out, 1))
        return fault;
    return reader.isAtEnd() ? Fault() : Fault(Reason::BrokenCbor, u"something follows the value"_s);
}

} // namespace lotse::trust
