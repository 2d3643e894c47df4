// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"

#include "base/safetext.h"

namespace lotse {

namespace {

constexpr QChar kBegin(0x1e);
constexpr QChar kPart(0x1f);
constexpr QChar kEnd(0x1d);

// An argument comes from a registry: what it can put together is kept small.
constexpr int kMostDepth = 4;
constexpr qsizetype kMostPlaces = 12;
constexpr qsizetype kMostText = 4096;

/// Behind the end of the sentence that begins at `at`; -1 where it does not end.
qsizetype endOf(QStringView text, qsizetype at)
{
    int depth = 0;
    for (qsizetype i = at; i < text.size(); ++i) {
        if (text[i] == kBegin && ++depth > kMostDepth)
            return -1;
        if (text[i] == kEnd && --depth == 0)
            return i + 1;
    }
    return -1;
}

/// What stands between marks, and what does not, in turns: the first is outside.
QList<QStringView> turnsOf(QStringView text)
{
    QList<QStringView> out;
    qsizetype from = 0;
    for (qsizetype i = text.indexOf(kBegin); i >= 0 && i < text.size(); i = text.indexOf(kBegin, i)) {
        const qsizetype end = endOf(text, i);
        if (end < 0) {
            ++i;
            continue;
        }
        out << text.mid(from, i - from) << text.mid(i, end - i);
        from = i = end;
    }
    return out << text.mid(from);
}

QString visible(QStringView argument)
{
    if (!argument.contains(kBegin))
        return safetext::cell(argument.toString());
    QString out;
    const QList<QStringView> turns = turnsOf(argument);
    for (qsizetype i = 0; i < turns.size(); ++i)
        out += i % 2 == 0 ? safetext::cell(turns[i].toString()) : turns[i].toString();
    return out;
}

QList<QStringView> partsOf(QStringView sentence)
{
    QList<QStringView> out;
    qsizetype from = 0;
    int depth = 0;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        depth += sentence[i] == kBegin ? 1 : sentence[i] == kEnd ? -1 : 0;
        if (sentence[i] == kPart && depth == 0) {
            out << sentence.mid(from, i - from);
            from = i + 1;
        }
    }
    return out << sentence.mid(from);
}

QString said(QStringView sentence, const std::function<QString(const Message &)> &say)
{
    const QList<QStringView> parts = partsOf(sentence);
    if (parts.size() < 3 || parts[0].count(u'%') > kMostPlaces)
        return safetext::cell(sentence.toString());
    // A registry can send the marks, too: what stands between them is no more trusted than what does not.
    const QByteArray id = safetext::visible(parts[0].toString()).toUtf8();
    const QByteArray one = safetext::visible(parts[1].toString()).toUtf8();
    Message message{id.constData(), {}};
    if (!one.isEmpty()) {
        message.one = one.constData();
        message.count = parts[2].toLongLong();
    }
    for (const QStringView argument : parts.mid(3))
        message.args.append(visible(argument));
    return say(message).left(kMostText);
}

} // namespace

QString toKept(const Message &message)
{
    if (message.isEmpty())
        return {};
    QString out = kBegin + QString::fromUtf8(message.id) + kPart;
    if (message.one)
        out += QString::fromUtf8(message.one) + kPart + QString::number(message.count);
    else
        out += kPart;
    for (const QString &argument : message.args)
        out += kPart + visible(argument);
    return out + kEnd;
}

QString keptWords(const QString &kept, const std::function<QString(const Message &)> &say)
{
    if (!kept.contains(kBegin))
        return kept;
    QString out;
    const QList<QStringView> turns = turnsOf(kept);
    for (qsizetype i = 0; i < turns.size(); ++i) {
        if (i % 2 == 0) {
            out += turns[i];
            continue;
        }
        QString sentence = said(turns[i].mid(1, turns[i].size() - 2), say);
        // Within another sentence it has no full stop of its own.
        const QStringView next = turns[i + 1];
        if (!next.isEmpty() && (next[0] == u')' || next[0] == u',' || next[0] == u';') && sentence.endsWith(u'.'))
            sentence.chop(1);
        out += sentence;
    }
    return out;
}

QString keptText(const QString &kept)
{
    return keptWords(kept, [](const Message &message) { return message.text(); });
}

QString keptEnglish(const QString &kept)
{
    return keptWords(kept, [](const Message &message) { return message.english(); });
}

} // namespace lotse
