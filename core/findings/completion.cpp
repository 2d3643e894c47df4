// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"
#include "findings/pattern.h"

#include <QHash>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

using Tally = QHash<QString, qint64>;

// A value as it must stand in a query.
QString quotedWhereNeeded(const QString &text)
{
    const auto isPlain = [](QChar c) { return !c.isSpace() && c != u',' && c != u'"' && c != u'*' && c != u'?'; };
    if (!text.isEmpty() && std::all_of(text.begin(), text.end(), isPlain) && !u"<>="_s.contains(text.front()))
        return text;
    QString quoted = text;
    quoted.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s);
    return u'"' + quoted + u'"';
}

template <typename T>
void tallyColumn(Tally &tally, const Segment &segment, const std::vector<quint32> &lines, T Segment::Line::*column,
    Segment::Column dictionary)
{
    std::vector<qint64> counts(segment.dictionaries[size_t(dictionary)].size());
    for (size_t i = 0; i < lines.size(); ++i)
        counts[segment.lines[i].*column] += lines[i];
    for (quint32 id = 1; id < counts.size(); ++id) {
        if (counts[id] > 0)
            tally[segment.text(dictionary, id)] += counts[id];
    }
}

void tallyImages(Tally &tally, const Segment &segment, Key key, const TrustMarks::Part *trust)
{
    for (const Segment::Platform &platform : segment.platforms) {
        QSet<QString> texts;
        if (key == Key::Registry)
            texts.insert(segment.registryName);
        else if (key == Key::Project)
            texts.insert(segment.text(Segment::Project, segment.repositories[platform.repository].project));
        else if (key == Key::Repository)
            texts.insert(segment.text(Segment::Name, segment.repositories[platform.repository].name));
        else if (key == Key::Platform)
            texts.insert(segment.text(Segment::Name, platform.name));
        for (const quint32 number : platform.images) {
            const Segment::Image &image = segment.images[number];
            if (key == Key::Image)
                texts.insert(segment.text(Segment::Digest, image.digest));
            const bool isKnown = trust && number < trust->images.size();
            for (const quint32 id :
                isKnown &&key == Key::Signer ? trust->images[number].signers : std::vector<quint32>())
                texts.insert(QString::fromUtf8(trust->texts[id]));
            for (const quint32 id :
                isKnown &&key == Key::Attested ? trust->images[number].attested : std::vector<quint32>())
                texts.insert(QString::fromUtf8(trust->texts[id]));
            for (const quint32 tag : key == Key::Tag ? image.tags : std::vector<quint32>())
                texts.insert(segment.text(Segment::Tag, tag));
            for (const quint32 label : key == Key::Label ? image.labels : std::vector<quint32>())
                texts.insert(segment.text(Segment::Label, label));
        }
        for (const QString &text : texts) {
            if (!text.isEmpty())
                tally[text] += platform.rowCount;
        }
    }
}

Tally tallyOf(Key key, const Context &context)
{
    Tally tally;
    for (const QString &choice : choicesOf(key)) {
        Query query;
        query.terms.append({key, false, {{choice, Compare::Equal, false, double(choicesOf(key).indexOf(choice))}}});
        tally[choice] = qint64(select(query, context).size());
    }
    if (!tally.isEmpty())
        return tally;
    const FindingSet::LineCounts counts = context.set->lineCounts(context.set->allRows());
    for (size_t i = 0; i < counts.size(); ++i) {
        const Segment &segment = *context.set->parts()[i].segment;
        const auto add = [&](auto Segment::Line::*column, Segment::Column dictionary) {
            tallyColumn(tally, segment, counts[i], column, dictionary);
        };
        if (key == Key::Package)
            add(&Segment::Line::package, Segment::Package);
        else if (key == Key::Version)
            add(&Segment::Line::version, Segment::Version);
        else if (key == Key::Fix)
            add(&Segment::Line::fix, Segment::Fix);
        else if (key == Key::Status)
            add(&Segment::Line::status, Segment::Status);
        else if (key == Key::Vulnerability)
            add(&Segment::Line::vulnerability, Segment::Vulnerability);
        else if (isImageKey(key) && kindOf(key) == ValueKind::Text)
            tallyImages(tally, segment, key, context.trust ? context.trust->find(segment.registryId) : nullptr);
    }
    return tally;
}

// Where the token at the cursor begins: after the last space that is not within quotes, and after its minus.
int beginOfToken(const QString &text, int cursor)
{
    int begin = 0;
    bool isQuoted = false;
    for (int i = 0; i < cursor; ++i) {
        if (text[i] == u'"' && (i == 0 || text[i - 1] != u'\\'))
            isQuoted = !isQuoted;
        else if (text[i].isSpace() && !isQuoted)
            begin = i + 1;
    }
    return begin < cursor && text[begin] == u'-' ? begin + 1 : begin;
}

} // namespace

QString withoutBegunKey(const QString &text, int cursor)
{
    cursor = std::clamp(cursor, 0, int(text.size()));
    const int begin = beginOfToken(text, cursor);
    const QString token = text.mid(begin, cursor - begin);
    const bool isWhole = cursor == text.size() || text[cursor].isSpace();
    const QList<Key> keys = allKeys();
    const bool isBegun = std::any_of(
        keys.begin(), keys.end(), [&](Key key) { return keyName(key).startsWith(token, Qt::CaseInsensitive); });
    if (token.isEmpty() || !isWhole || !isBegun)
        return text;
    const int first = begin > 0 && text[begin - 1] == u'-' ? begin - 1 : begin;
    return QString(text).replace(first, cursor - first, QString(cursor - first, u' '));
}

QList<Completion> complete(const QString &text, int cursor, const Context &context, int limit)
{
    cursor = std::clamp(cursor, 0, int(text.size()));
    const int begin = beginOfToken(text, cursor);
    const QString token = text.mid(begin, cursor - begin);
    const qsizetype colon = token.indexOf(u':');
    QList<Completion> found;
    if (colon < 0) {
        for (const Key key : allKeys()) {
            if (keyName(key).startsWith(token, Qt::CaseInsensitive))
                found.append({keyName(key) + u':', begin, cursor - begin, -1});
        }
        return found.mid(0, limit);
    }
    const ParsedQuery parsed = parseQuery(token.left(colon) + u":\"x\""_s);
    const QList<Key> keys = allKeys();
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&](Key k) { return keyName(k) == token.left(colon).toLower(); });
    const Key wanted = key != keys.end() ? *key : parsed.ok() ? parsed.query.terms.first().key : Key::Word;
    if (wanted == Key::Word)
        return found;
    const int valueBegin = begin + int(std::max(colon, token.lastIndexOf(u','))) + 1;
    QString typed = text.mid(valueBegin, cursor - valueBegin);
    if (typed.startsWith(u'"'))
        typed.remove(0, 1);
    const Tally tally = tallyOf(wanted, context);
    for (auto entry = tally.cbegin(); entry != tally.cend(); ++entry) {
        if (entry.key().contains(typed, Qt::CaseInsensitive))
            found.append({quotedWhereNeeded(entry.key()), valueBegin, cursor - valueBegin, entry.value()});
    }
    if (wanted == Key::Fix && typed.isEmpty()) {
        for (const QString &word : {u"yes"_s, u"no"_s, u"unknown"_s}) {
            const ParsedQuery query = parseQuery(u"fix:"_s + word);
            found.append({word, valueBegin, 0, qint64(select(query.query, context).size())});
        }
    }
    std::sort(found.begin(), found.end(), [&](const Completion &a, const Completion &b) {
        return a.occurrences != b.occurrences ? a.occurrences > b.occurrences : a.text < b.text;
    });
    return found.mid(0, limit);
}

} // namespace lotse::findings
