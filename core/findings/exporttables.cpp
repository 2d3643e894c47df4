// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"
#include "findings/exportrow.h"
#include "findings/jsonread.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

QString timeOrEmpty(Seconds time)
{
    return time == 0 ? QString() : isoTime(time);
}

QString cells(const QStringList &texts, const QString &tag)
{
    QString row;
    for (const QString &text : texts)
        row += u'<' + tag + u'>' + safetext::cell(text).toHtmlEscaped() + u"</"_s + tag + u'>';
    return u"<tr>"_s + row + u"</tr>\n"_s;
}

} // namespace

QByteArray exportCsv(const QList<ExportRow> &rows, const ExportOptions &options)
{
    QStringList head{u"Registry"_s, u"Project"_s, u"Repository"_s, u"Image"_s, u"Platform digest"_s, u"Platform"_s,
        u"Tags"_s, u"Vulnerability"_s, u"Scanner's id"_s, u"Severity"_s, u"Scanner's word"_s, u"CVSS"_s, u"EPSS"_s,
        u"KEV"_s, u"Score"_s, u"Package"_s, u"Version"_s, u"Fix version"_s, u"Status"_s, u"State"_s, u"Hidden"_s,
        u"Reason"_s, u"Decided by"_s, u"Expires"_s, u"First seen"_s, u"Due"_s, u"Scanned"_s, u"Fetched"_s};
    if (!options.incomplete.isEmpty())
        head << u"Incomplete"_s;
    QByteArray out = options.hasByteOrderMark ? QByteArray("\xef\xbb\xbf") : QByteArray();
    const auto line = [&](const QStringList &fields) {
        for (qsizetype i = 0; i < fields.size(); ++i) {
            if (i > 0)
                out += ',';
            out += safetext::csvField(fields[i]);
        }
        out += "\r\n";
    };
    line(head);
    for (const ExportRow &row : rows) {
        const Occurrence &o = row.finding;
        QStringList fields{o.registry, o.project, o.repository, o.image, o.platformDigest, o.platform,
            o.tags.join(u' '), o.canonical, o.vulnerability, severityWord(o.severity), o.severityWord,
            o.cvss < 0 ? QString() : QString::number(o.cvss, 'f', 1),
            row.grounds.epss < 0 ? QString() : QString::number(double(row.grounds.epss), 'f', 5),
            row.grounds.kev == Kev::No ? u"no"_s : u"yes"_s, QString::number(score(row.grounds)), o.package, o.version,
            o.fixVersion, o.status, stateWord(row.state()), row.isHidden() ? u"yes"_s : u"no"_s,
            row.decision ? row.decision->reason : QString(), row.decision ? row.decision->author : QString(),
            row.decision ? timeOrEmpty(row.decision->expires) : QString(), timeOrEmpty(o.firstSeen),
            timeOrEmpty(row.due), timeOrEmpty(o.reported), timeOrEmpty(o.fetched)};
        if (!options.incomplete.isEmpty())
            fields << options.incomplete;
        line(fields);
    }
    return out;
}

QByteArray exportJsonLines(const QList<ExportRow> &rows, const ExportOptions &options)
{
    QByteArray out;
    for (const ExportRow &row : rows) {
        const Occurrence &o = row.finding;
        QJsonObject line{{u"registry"_s, o.registry}, {u"registry_id"_s, o.registryId}, {u"project"_s, o.project},
            {u"repository"_s, o.repository}, {u"image"_s, o.image}, {u"platform_digest"_s, o.platformDigest},
            {u"platform"_s, o.platform}, {u"tags"_s, QJsonArray::fromStringList(o.tags)},
            {u"vulnerability"_s, o.canonical}, {u"scanner_id"_s, o.vulnerability},
            {u"severity"_s, severityWord(o.severity)}, {u"scanner_severity"_s, o.severityWord},
            {u"package"_s, o.package}, {u"version"_s, o.version}, {u"fix_version"_s, o.fixVersion},
            {u"status"_s, o.status}, {u"state"_s, stateWord(row.state())}, {u"hidden"_s, row.isHidden()},
            {u"expired"_s, row.isExpired()}, {u"review"_s, (row.bits & StateBits::kReview) != 0},
            {u"kev"_s, row.grounds.kev != Kev::No}, {u"score"_s, score(row.grounds)},
            {u"score_reason"_s, scoreSentence(row.grounds, true)}};
        // What is not known is null, never 0.
        line.insert(u"cvss"_s, o.cvss < 0 ? QJsonValue() : QJsonValue(o.cvss));
        line.insert(u"epss"_s, row.grounds.epss < 0 ? QJsonValue() : QJsonValue(double(row.grounds.epss)));
        for (const auto &[key, time] :
            {std::pair(u"first_seen"_s, o.firstSeen), std::pair(u"due"_s, row.due), std::pair(u"scanned"_s, o.reported),
                std::pair(u"fetched"_s, o.fetched), std::pair(u"pushed"_s, o.pushed), std::pair(u"pulled"_s, o.pulled)})
            line.insert(key, time == 0 ? QJsonValue() : QJsonValue(isoTime(time)));
        const QString scale = cvssLabel(o.cvssVersion);
        line.insert(u"cvss_version"_s, scale.isEmpty() ? QJsonValue() : QJsonValue(scale));
        line.insert(u"severity_derived"_s, o.isSeverityDerived);
        QJsonArray places;
        for (const FindingPlace &place : o.places)
            places.append(QJsonObject{{u"path"_s, place.path}, {u"layer"_s, place.layer}});
        line.insert(u"places"_s, places);
        if (row.decision)
            line.insert(u"decision"_s, QJsonDocument::fromJson(decisionJson(*row.decision)).object());
        if (!options.incomplete.isEmpty())
            line.insert(u"incomplete"_s, options.incomplete);
        out += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    }
    return out;
}

QByteArray exportHtml(const QList<ExportRow> &rows, const ExportOptions &options)
{
    const QString title = safetext::cell(options.title.isEmpty() ? u"Findings"_s : options.title).toHtmlEscaped();
    QString out =
        u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<title>"_s
        + title
        + u"</title>\n<style>body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}"
          "th,td{border:1px solid #bbb;padding:3px 6px;text-align:left;vertical-align:top}"
          "th{background:#eee}td{overflow-wrap:anywhere}.mark{border:2px solid #b00;padding:.5em}</style></head><body>\n<h1>"_s
        + title + u"</h1>\n"_s;
    out += u"<p>Made by Lotse at "_s + isoTime(options.now) + u". Occurrences: "_s + QString::number(rows.size());
    if (!options.query.isEmpty())
        out += u". Query: <code>"_s + safetext::cell(options.query).toHtmlEscaped() + u"</code>"_s;
    out += u".</p>\n"_s;
    if (!options.incomplete.isEmpty())
        out += u"<p class=\"mark\">"_s + safetext::cell(options.incomplete).toHtmlEscaped() + u"</p>\n"_s;
    out += u"<table>\n<thead>"_s
        + cells({u"Severity"_s, u"Vulnerability"_s, u"Package"_s, u"Version"_s, u"Fix version"_s, u"Repository"_s,
                    u"Digest"_s, u"Tags"_s, u"Score"_s, u"State"_s, u"Reason"_s, u"First seen"_s, u"Due"_s},
            u"th"_s)
        + u"</thead>\n<tbody>\n"_s;
    for (const ExportRow &row : rows) {
        const Occurrence &o = row.finding;
        const QString word =
            o.severity == Severity::Unknown ? u"unknown: "_s + o.severityWord : severityWord(o.severity);
        out +=
            cells({word, o.canonical, o.package, o.version, o.fixVersion, repositoryUrl(o, options), o.platformDigest,
                      o.tags.join(u' '), QString::number(score(row.grounds)), stateWord(row.state()),
                      row.decision ? row.decision->reason : QString(), timeOrEmpty(o.firstSeen), timeOrEmpty(row.due)},
                u"td"_s);
    }
    out += u"</tbody></table></body></html>\n"_s;
    return out.toUtf8();
}

} // namespace lotse::findings
