// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reportdictionaries.h"

#include <algorithm>
#include <array>
#include <span>

namespace lotse::store {

void Fact::addTo(Packer &packer) const
{
    const std::array<quint32, 21> all{vulnerability, package, version, fixVersion, severity, status, cweIds, vectorV3,
        vectorV2, quint32(scoreV3 + 1), quint32(scoreV2 + 1), description, links, vendor, purl, vectorV4,
        quint32(scoreV4 + 1), quint32(scoreOther + 1), scoredBy, places,
        (isSeverityDerived ? 1U : 0U) | (isFixUnknown ? 2U : 0U)};
    constexpr size_t always = 14;
    // The others only where there is one: what was written before this was known stays the same fact.
    size_t count = all.size();
    while (count > always && all[count - 1] == 0)
        --count;
    packer.numbers(std::span(all).first(count));
}

QByteArrayView Fact::pack(Packer &packer) const
{
    packer.clear();
    addTo(packer);
    return packer.view();
}

bool Fact::unpack(QByteArrayView bytes, Fact &fact)
{
    Unpacker unpacker(bytes);
    for (quint32 *number : {&fact.vulnerability, &fact.package, &fact.version, &fact.fixVersion, &fact.severity,
             &fact.status, &fact.cweIds, &fact.vectorV3, &fact.vectorV2})
        *number = unpacker.small();
    fact.scoreV3 = int(unpacker.small()) - 1;
    fact.scoreV2 = int(unpacker.small()) - 1;
    for (quint32 *number : {&fact.description, &fact.links, &fact.vendor})
        *number = unpacker.small();
    std::array<quint32, 7> more{};
    for (auto number = more.begin(); number != more.end() && !unpacker.atEnd(); ++number)
        *number = unpacker.small();
    fact.purl = more[0];
    fact.vectorV4 = more[1];
    fact.scoreV4 = int(more[2]) - 1;
    fact.scoreOther = int(more[3]) - 1;
    fact.scoredBy = more[4];
    fact.places = more[5];
    fact.isSeverityDerived = (more[6] & 1U) != 0;
    fact.isFixUnknown = (more[6] & 2U) != 0;
    return unpacker.ok() && unpacker.atEnd();
}

std::pair<int, findings::CvssVersion> Fact::applicableScore(QByteArrayView vector, QByteArrayView said) const
{
    using findings::CvssVersion;
    if (scoreV3 >= 0 && scoreV4 >= 0) {
        const auto agrees = [severity = findings::severityOf(said)](CvssVersion scale, int score) {
            return findings::severityOfScore(scale, score / 10.0) == severity;
        };
        if (!agrees(CvssVersion::V3, scoreV3) && agrees(CvssVersion::V4, scoreV4))
            return {scoreV4, CvssVersion::V4};
    }
    if (scoreV3 >= 0) {
        const CvssVersion told = findings::cvssVersionOf(vector);
        return {scoreV3, told == CvssVersion::V30 || told == CvssVersion::V31 ? told : CvssVersion::V3};
    }
    if (scoreV4 >= 0)
        return {scoreV4, CvssVersion::V4};
    if (scoreV2 >= 0)
        return {scoreV2, CvssVersion::V2};
    return {scoreOther, scoreOther < 0 ? CvssVersion::None : CvssVersion::Other};
}

std::vector<quint32> ReportDictionaries::facts(const std::vector<Fact> &facts)
{
    std::vector<qsizetype> ends;
    ends.reserve(facts.size());
    m_packer.clear();
    for (const Fact &fact : facts) {
        fact.addTo(m_packer);
        ends.push_back(m_packer.size());
    }
    std::vector<QByteArrayView> entries(facts.size());
    for (size_t i = 0; i < facts.size(); ++i) {
        const qsizetype begin = i == 0 ? 0 : ends[i - 1];
        entries[i] = m_packer.view().sliced(begin, ends[i] - begin);
    }
    return m_facts.intern(entries);
}

Result<void> ReportDictionaries::catchUp(Database &database)
{
    for (StringTable *lexicon : {&m_words, &m_proses, &m_facts, &m_names}) {
        if (const Result<void> learnt = lexicon->catchUp(database); !learnt)
            return learnt;
    }
    return {};
}

Result<void> ReportDictionaries::save(Database &database)
{
    for (StringTable *lexicon : {&m_words, &m_proses, &m_facts, &m_names}) {
        if (const Result<void> saved = lexicon->save(database); !saved)
            return saved;
    }
    return {};
}

void ReportDictionaries::keep()
{
    for (StringTable *lexicon : {&m_words, &m_proses, &m_facts, &m_names})
        lexicon->keep();
}

void ReportDictionaries::forget()
{
    for (StringTable *lexicon : {&m_words, &m_proses, &m_facts, &m_names})
        lexicon->forget();
}

Result<QList<QList<QByteArray>>> ReportDictionaries::allNames(Database &database)
{
    QList<QList<QByteArray>> out;
    const Result<void> read = StringTable::each(database, StringTable::Names, 0,
        [&out](quint32, QByteArrayView entry) { out.append(entry.toByteArray().split('\n')); });
    if (!read)
        return read.error();
    return out;
}

} // namespace lotse::store
