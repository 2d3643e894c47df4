// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reportdecoder.h"

#include <simdjson.h>

#include <cmath>
#include <string_view>

namespace lotse {

namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

QByteArrayView view(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

Error notAReport(const char *detail)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.message = {LOTSE_MSG("The registry sent a scan report that cannot be read. The report kept before stays; try "
                               "again, or scan the image anew."),
        {}};
    error.detail = QString::fromLatin1(detail);
    return error;
}

int tenths(ondemand::value value)
{
    double score = 0;
    if (value.get_double().get(score) || !(score > 0) || score > 10)
        return -1;
    return int(std::lround(score * 10));
}

/// Reads one report after the other with the same buffers. A wrong type leaves a field empty; what breaks the JSON
/// itself stays in the parser and ends the reading.
class Reader {
public:
    Reader(DecodedReport &report, QByteArray digest)
        : m_report(report)
        , m_digest(std::move(digest))
    {
    }

    error_code report(ondemand::object object)
    {
        m_report.isEmpty = false;
        for (auto field : object) {
            std::string_view key;
            ondemand::value value;
            if (const error_code bad = field.unescaped_key().get(key))
                return bad;
            if (const error_code bad = field.value().get(value))
                return bad;
            if (key == "generated_at") {
                m_report.reportedAt = time(value);
            } else if (key == "scanner") {
                scanner(value);
            } else if (key == "vulnerabilities") {
                ondemand::array lines;
                if (value.get_array().get(lines))
                    continue; // null
                for (auto element : lines) {
                    ondemand::object entry;
                    if (const error_code bad = element.get_object().get(entry)) {
                        if (bad != simdjson::INCORRECT_TYPE)
                            return bad;
                        ++m_report.unreadable;
                        continue;
                    }
                    if (const error_code bad = line(entry))
                        return bad;
                }
            }
        }
        return simdjson::SUCCESS;
    }

private:
    QDateTime time(ondemand::value value)
    {
        std::string_view text;
        if (value.get_string().get(text))
            return {};
        // Nine digits of a second are more than a QDateTime reads.
        QString iso = QString::fromUtf8(view(text));
        const qsizetype point = iso.indexOf(u'.');
        if (point > 0) {
            qsizetype end = point + 1;
            while (end < iso.size() && iso[end].isDigit())
                ++end;
            iso.remove(point, end - point);
        }
        const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
        return time.isValid() && time.date().year() >= 1970 ? time.toUTC() : QDateTime();
    }

    void scanner(ondemand::value value)
    {
        ondemand::object object;
        if (value.get_object().get(object))
            return;
        std::string_view name;
        std::string_view version;
        if (object["name"].get_string().get(name))
            name = {};
        m_report.scanner = QString::fromUtf8(view(name));
        if (!object["version"].get_string().get(version))
            m_report.scanner += u' ' + QString::fromUtf8(view(version));
    }

    quint32 word(ondemand::value value)
    {
        std::string_view text;
        return value.get_string().get(text) ? 0 : m_report.words.intern(view(text));
    }

    // Into a buffer that keeps its room.
    static QByteArrayView joined(ondemand::value value, char separator, QByteArray &out)
    {
        out.resize(0);
        ondemand::array array;
        if (value.get_array().get(array))
            return out;
        for (auto element : array) {
            std::string_view text;
            if (element.get_string().get(text) || text.empty()) // Harbor writes [""] for none
                continue;
            if (!out.isEmpty())
                out += separator;
            out += view(text);
        }
        return out;
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

    void cvss(ondemand::value value, DecodedReport::Line &out)
    {
        ondemand::object object;
        if (value.get_object().get(object))
            return;
        for (auto field : object) {
            std::string_view key;
            ondemand::value member;
            if (field.unescaped_key().get(key) || field.value().get(member))
                return;
            if (key == "score_v3")
                out.scoreV3 = tenths(member);
            else if (key == "score_v2")
                out.scoreV2 = tenths(member);
            else if (key == "vector_v3")
                out.vectorV3 = word(member);
            else if (key == "vector_v2")
                out.vectorV2 = word(member);
        }
    }

    error_code line(ondemand::object entry)
    {
        DecodedReport::Line out;
        m_digests.resize(0);
        for (auto field : entry) {
            std::string_view key;
            ondemand::value value;
            if (const error_code bad = field.unescaped_key().get(key))
                return bad;
            if (const error_code bad = field.value().get(value))
                return bad;
            if (key == "id")
                out.vulnerability = word(value);
            else if (key == "package")
                out.package = word(value);
            else if (key == "version")
                out.version = word(value);
            else if (key == "fix_version")
                out.fixVersion = word(value);
            else if (key == "severity")
                out.severity = word(value);
            else if (key == "status")
                out.status = word(value);
            else if (key == "description")
                out.description = prose(value);
            else if (key == "links")
                out.links = m_report.proses.intern(joined(value, '\n', m_joined));
            else if (key == "artifact_digests")
                joined(value, '\n', m_digests);
            else if (key == "cwe_ids")
                out.cweIds = m_report.words.intern(joined(value, ' ', m_joined));
            else if (key == "preferred_cvss")
                cvss(value, out);
            else if (key == "vendor_attributes")
                out.vendor = vendor(value);
        }
        if (out.vulnerability == 0) {
            ++m_report.unreadable;
            return simdjson::SUCCESS;
        }
        out.where = where(m_digests);
        m_report.lines.push_back(out);
        return simdjson::SUCCESS;
    }

    quint32 prose(ondemand::value value)
    {
        std::string_view text;
        return value.get_string().get(text) ? 0 : m_report.proses.intern(view(text));
    }

    quint32 vendor(ondemand::value value)
    {
        ondemand::object object;
        std::string_view raw;
        if (value.get_object().get(object) || object.raw_json().get(raw) || raw.size() <= 2)
            return 0;
        return m_report.proses.intern(view(raw));
    }

    DecodedReport &m_report;
    const QByteArray m_digest;
    std::pair<QByteArray, quint32> m_last{"\n", 0};
    QByteArray m_joined;
    QByteArray m_digests;
};

} // namespace

Result<DecodedReport> decodeReport(const QByteArray &json, const QString &digest)
{
    DecodedReport report;
    const simdjson::padded_string padded(json.constData(), size_t(json.size()));
    thread_local ondemand::parser parser;
    ondemand::document document;
    ondemand::object root;
    if (const error_code bad = parser.iterate(padded).get(document))
        return notAReport(simdjson::error_message(bad));
    if (const error_code bad = document.get_object().get(root))
        return notAReport(simdjson::error_message(bad));
    Reader reader(report, digest.toUtf8());
    for (auto field : root) {
        std::string_view key;
        ondemand::value value;
        ondemand::object object;
        if (const error_code bad = field.unescaped_key().get(key))
            return notAReport(simdjson::error_message(bad));
        if (const error_code bad = field.value().get(value))
            return notAReport(simdjson::error_message(bad));
        if (!report.isEmpty || key.find("vulnerability.report") == std::string_view::npos
            || value.get_object().get(object))
            continue;
        if (const error_code bad = reader.report(object))
            return notAReport(simdjson::error_message(bad));
    }
    const char *rest = nullptr;
    if (!document.current_location().get(rest))
        return notAReport("something follows the report");
    return report;
}

store::ReportBody DecodedReport::body(store::FactBook &book) const
{
    const std::vector<quint32> word = book.words(words);
    const std::vector<quint32> prose = book.proses(proses);

    store::ReportBody body;
    // "All of it is about the digest that was asked for" is the common case and takes no bytes.
    const bool isPlain = places.size() <= 1 && platforms.size() <= 1;
    if (!isPlain) {
        body.platforms = platforms;
        body.places = places;
    }
    body.lines.reserve(lines.size());
    for (const Line &line : lines) {
        store::Fact fact;
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
        body.lines.push_back({book.fact(fact), isPlain ? 0 : line.where});
    }
    return body;
}

} // namespace lotse
