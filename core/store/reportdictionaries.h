// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/cvss.h"
#include "store/stringtable.h"

namespace lotse::store {

/**
 * A line of a report without where it was found; the same fact stands in many reports and is kept once. The numbers are
 * those of the words and proses of a ReportDictionaries; 0 is the empty text.
 */
struct Fact {
    quint32 vulnerability = 0, package = 0, version = 0, fixVersion = 0, severity = 0, status = 0;
    quint32 cweIds = 0; ///< joined by a space
    quint32 vectorV3 = 0, vectorV2 = 0;
    int scoreV3 = -1, scoreV2 = -1; ///< tenths; -1 where there is none
    quint32 purl = 0; ///< Purl::identity() of the package
    quint32 vectorV4 = 0;
    int scoreV4 = -1, scoreOther = -1; ///< tenths; Other: of a scale that the report does not name
    quint32 scoredBy = 0; ///< whose score the applicable one is: "nvd"
    quint32 places = 0; ///< where in the image; lines of "path\tlayer"
    bool isSeverityDerived = false; ///< `severity` is no word of the scanner
    bool isFixUnknown = false; ///< the report does not say whether there is a fix
    quint32 description = 0; ///< prose
    quint32 links = 0; ///< prose, joined by line feeds
    quint32 vendor = 0; ///< prose, the scanner's own JSON
    bool operator==(const Fact &) const = default;

    /// The score to filter and show by, in tenths, by the order of findings::applicable(); -1 where there is none.
    /// `vector` is the vector of version 3, which tells 3.0 from 3.1; `said` the severity's word.
    std::pair<int, findings::CvssVersion> applicableScore(QByteArrayView vector, QByteArrayView said) const;

    /// Behind what the packer holds.
    void addTo(Packer &packer) const;
    /// In the bytes of the packer, which are valid until it is used again.
    QByteArrayView pack(Packer &packer) const;
    /// False where the bytes are no fact.
    static bool unpack(QByteArrayView bytes, Fact &fact);
};

/// The dictionaries that reports are written with. See StringTable for how they are used within a transaction.
class ReportDictionaries {
public:
    quint32 word(QByteArrayView text) { return m_words.intern(text); }
    quint32 prose(QByteArrayView text) { return m_proses.intern(text); }
    /// All of a dictionary, by their numbers there.
    std::vector<quint32> words(const findings::Dictionary &texts) { return m_words.intern(texts); }
    std::vector<quint32> proses(const findings::Dictionary &texts) { return m_proses.intern(texts); }
    quint32 fact(const Fact &fact) { return m_facts.intern(fact.pack(m_packer)); }
    /// Of many at once, in their order: in a fraction of the time.
    std::vector<quint32> facts(const std::vector<Fact> &facts);
    /// Ids that a report gives one and the same vulnerability.
    void names(const QList<QByteArray> &ids) { m_names.intern(ids.join('\n')); }
    /// All that names() was told, by whatever program.
    static Result<QList<QList<QByteArray>>> allNames(Database &database);

    Result<void> catchUp(Database &database);
    Result<void> save(Database &database);
    void keep();
    void forget();

private:
    StringTable m_words{StringTable::Word};
    StringTable m_proses{StringTable::Prose};
    StringTable m_facts{StringTable::Fact};
    StringTable m_names{StringTable::Names};
    Packer m_packer;
};

} // namespace lotse::store
