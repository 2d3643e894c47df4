// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reportdecoder.h"

#include "harbor/reportanswer.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace lotse {

namespace {

using json::Value;

QByteArrayView view(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

Error notAReport(const Error &why)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.message = {
        LOTSE_MSG("The registry sent an unreadable scan report. The previous report is kept; try again, or "
                  "rescan the image."),
        {}};
    error.detail = why.detail.isEmpty() ? why.message.english() : why.detail;
    return error;
}

int tenths(double score)
{
    return score > 0 ? int(std::lround(score * 10)) : -1;
}

/// Reads the lines of one report with the same buffers.
class Reader {
public:
    Reader(DecodedReport &report, QByteArray digest)
        : m_report(report)
        , m_digest(std::move(digest))
    {
    }

    void line(Value &entry)
    {
        DecodedReport::Line out;
        m_digests.resize(0);
        m_isFine = true;
        m_seen = 0;
        m_vendorV3 = m_vendorV2 = -1;
        const bool isObject = entry.members([&](std::string_view key, Value &value) {
            if (key == "id")
                out.vulnerability = word(value, 1);
            else if (key == "package")
                out.package = word(value, 2);
            else if (key == "version")
                out.version = word(value, 4);
            else if (key == "fix_version")
                out.fixVersion = word(value, 8);
            else if (key == "severity")
                out.severity = word(value, 16);
            else if (key == "status")
                out.status = word(value, 32);
            else if (key == "description")
                out.description = prose(value);
            else if (key == "links")
                out.links = m_report.proses.intern(joined(value, '\n', m_joined));
            else if (key == "artifact_digests")
                digests(value, 128);
            else if (key == "cwe_ids")
                out.cweIds = m_report.words.intern(joined(value, ' ', m_joined));
            else if (key == "preferred_cvss")
                cvss(value, out, 64);
            else if (key == "vendor_attributes")
                out.vendor = vendor(value);
        });
        if (!isObject || !m_isFine || out.vulnerability == 0) {
            ++m_report.unreadable;
            return;
        }
        if (out.scoreV3 < 0 && out.scoreV2 < 0) {
            out.scoreV3 = tenths(m_vendorV3);
            out.scoreV2 = tenths(m_vendorV2);
        }
        out.where = where(m_digests);
        m_report.lines.push_back(out);
    }

private:
    // A word that a decision may hang on: anything but a text or null, or a second one, makes the line unreadable.
    quint32 word(Value &value, unsigned bit)
    {
        std::string_view text;
        const bool isText = value.text(text);
        if ((m_seen & bit) || (!isText && !value.isNull()))
            m_isFine = false;
        m_seen |= bit;
        return isText ? m_report.words.intern(view(text)) : 0;
    }

    quint32 plainWord(Value &value)
    {
        std::string_view text;
        return value.text(text) ? m_report.words.intern(view(text)) : 0;
    }

    // Into a buffer that keeps its room.
    static QByteArrayView joined(Value &value, char separator, QByteArray &out)
    {
        out.resize(0);
        value.items([&](Value &element) {
            std::string_view text;
            if (!element.text(text) || text.empty()) // Harbor writes [""] for none
                return;
            if (!out.isEmpty())
                out += separator;
            out += view(text);
        });
        return out;
    }

    void digests(Value &value, unsigned bit)
    {
        auto add = [this](std::string_view digest) {
            if (!m_digests.isEmpty())
                m_digests += '\n';
            m_digests += view(digest);
        };
        if ((m_seen & bit) || !harbor::readDigests(value, json::detail::Callback<std::string_view>(add)))
            m_isFine = false;
        m_seen |= bit;
    }

    quint32 where(QByteArrayView names)
    {
        if (names == m_last.first)
            return m_last.second;
        const QByteArray digests = names.toByteArray();
        QList<quint32> place;
        for (const QByteArray &digest : digests.split('\n')) {
            const QString platform = QString::fromUtf8(digest.isEmpty() ? m_digest : digest);
            qsizetype index = m_report.platforms.indexOf(platform);
            if (index < 0) {
                index = m_report.platforms.size();
                m_report.platforms.append(platform);
            }
            place.append(quint32(index));
        }
        qsizetype index = m_report.places.indexOf(place);
        if (index < 0) {
            index = m_report.places.size();
            m_report.places.append(place);
        }
        m_last = {digests, quint32(index)};
        return quint32(index);
    }

    void cvss(Value &value, DecodedReport::Line &out, unsigned bit)
    {
        if (m_seen & bit)
            m_isFine = false;
        m_seen |= bit;
        double third = -1;
        double second = -1;
        auto vectors = [&](std::string_view key, Value &member) {
            if (key == "vector_v3")
                out.vectorV3 = plainWord(member);
            else if (key == "vector_v2")
                out.vectorV2 = plainWord(member);
        };
        using Others = json::detail::Callback<std::string_view, Value &>;
        m_isFine = harbor::readCvss(value, &third, &second, Others(vectors)) && m_isFine;
        out.scoreV3 = tenths(third);
        out.scoreV2 = tenths(second);
    }

    quint32 prose(Value &value)
    {
        std::string_view text;
        return value.text(text) ? m_report.proses.intern(view(text)) : 0;
    }

    // What the scanner says besides: kept as it is, and its scores, {"CVSS": {"nvd": {"V3Score": 9.8}}}, of which the
    // highest serves where the line has none of its own.
    quint32 vendor(Value &value)
    {
        std::string_view raw;
        const bool isObject = value.members(
            [&](std::string_view key, Value &part) {
                if (key != "CVSS")
                    return;
                part.members([&](std::string_view, Value &source) {
                    source.members([&](std::string_view name, Value &score) {
                        double *out = name == "V3Score" ? &m_vendorV3 : name == "V2Score" ? &m_vendorV2 : nullptr;
                        double own = -1;
                        if (out && harbor::readScore(score, &own))
                            *out = std::max(*out, own);
                    });
                });
            },
            &raw);
        return isObject && raw.size() > 2 ? m_report.proses.intern(view(raw)) : 0;
    }

    DecodedReport &m_report;
    const QByteArray m_digest;
    std::pair<QByteArray, quint32> m_last{"\n", 0};
    QByteArray m_joined;
    QByteArray m_digests;
    unsigned m_seen = 0;
    double m_vendorV3 = -1, m_vendorV2 = -1; // of the line
    bool m_isFine = true;
};

} // namespace

Result<DecodedReport> decodeReport(const QByteArray &json, const QString &digest)
{
    DecodedReport report;
    report.digest = digest;
    if (const Result<void> added = addReport(report, json, digest); !added)
        return added.error();
    return report;
}

Result<void> addReport(DecodedReport &report, const QByteArray &json, const QString &platform)
{
    Reader reader(report, platform.toUtf8());
    const Result<harbor::ReportAnswer> answer =
        harbor::readReport(json, [&](Value &line, qsizetype) { reader.line(line); });
    if (!answer)
        return notAReport(answer.error());
    if (answer->lacksLines)
        report.unreadable = std::max(report.unreadable, 1);
    if (!answer->isEmpty) {
        report.isEmpty = false;
        report.reportedAt = std::max(report.reportedAt, answer->generatedAt);
        report.scanner = answer->scannerName;
        if (!answer->scannerVersion.isEmpty())
            report.scanner += u' ' + answer->scannerVersion;
    }
    return {};
}

store::ReportBody DecodedReport::body(store::ReportDictionaries &book) const
{
    const std::vector<quint32> word = book.words(words);
    const std::vector<quint32> prose = book.proses(proses);

    store::ReportBody body;
    body.unreadable = quint32(unreadable);
    // "All of it is about the digest that was asked for" is the common case and takes no bytes.
    // An index of one platform names its child, and the lines are the child's.
    const bool isPlain = places.size() <= 1 && (platforms.isEmpty() || platforms == QStringList{digest});
    if (!isPlain) {
        body.platforms = platforms;
        body.places = places;
    }
    std::vector<store::Fact> facts(lines.size());
    for (size_t i = 0; i < lines.size(); ++i) {
        const Line &line = lines[i];
        store::Fact &fact = facts[i];
        fact.vulnerability = word[line.vulnerability];
        fact.package = word[line.package];
        fact.version = word[line.version];
        fact.fixVersion = word[line.fixVersion];
        fact.severity = word[line.severity];
        fact.status = word[line.status];
        fact.cweIds = word[line.cweIds];
        fact.vectorV3 = word[line.vectorV3];
        fact.vectorV2 = word[line.vectorV2];
        fact.scoreV3 = line.scoreV3;
        fact.scoreV2 = line.scoreV2;
        fact.description = prose[line.description];
        fact.links = prose[line.links];
        fact.vendor = prose[line.vendor];
    }
    const std::vector<quint32> numbers = book.facts(facts);
    body.lines.reserve(lines.size());
    for (size_t i = 0; i < lines.size(); ++i)
        body.lines.push_back({numbers[i], isPlain ? 0 : lines[i].where});
    return body;
}

} // namespace lotse
