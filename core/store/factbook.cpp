// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/factbook.h"

namespace lotse::store {

QByteArrayView Fact::pack(Packer &packer) const
{
    packer.clear();
    for (const quint32 number : {vulnerability, package, version, fixVersion, severity, status, cweIds, vectorV3,
             vectorV2, quint32(scoreV3 + 1), quint32(scoreV2 + 1), description, links, vendor})
        packer.number(number);
    // Only where there is one: what was written before this was known stays the same fact.
    if (purl != 0)
        packer.number(purl);
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
    fact.purl = unpacker.atEnd() ? 0 : unpacker.small();
    return unpacker.ok() && unpacker.atEnd();
}

Result<void> FactBook::catchUp(Database &database)
{
    for (Lexicon *lexicon : {&m_words, &m_proses, &m_facts, &m_names}) {
        if (const Result<void> learnt = lexicon->catchUp(database); !learnt)
            return learnt;
    }
    return {};
}

Result<void> FactBook::save(Database &database)
{
    for (Lexicon *lexicon : {&m_words, &m_proses, &m_facts, &m_names}) {
        if (const Result<void> saved = lexicon->save(database); !saved)
            return saved;
    }
    return {};
}

void FactBook::keep()
{
    for (Lexicon *lexicon : {&m_words, &m_proses, &m_facts, &m_names})
        lexicon->keep();
}

void FactBook::forget()
{
    for (Lexicon *lexicon : {&m_words, &m_proses, &m_facts, &m_names})
        lexicon->forget();
}

Result<QList<QList<QByteArray>>> FactBook::allNames(Database &database)
{
    QList<QList<QByteArray>> out;
    const Result<void> read = Lexicon::each(database, Lexicon::Names, 0,
        [&out](quint32, QByteArrayView entry) { out.append(entry.toByteArray().split('\n')); });
    if (!read)
        return read.error();
    return out;
}

} // namespace lotse::store
