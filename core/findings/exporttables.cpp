// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"
#include "findings/exportrow.h"
#include "findings/jsonread.h"

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
