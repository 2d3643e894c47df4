// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/document.h"

#include "base/safetext.h"
#include "report/words.h"

#include <algorithm>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

constexpr char kStyle[] = R"(
:root{color-scheme:light;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--bad:#b3261e;--warn:#8a5a00;--good:#1a7f37}
*{box-sizing:border-box}body{font:14px/1.5 "Noto Sans","DejaVu Sans",system-ui,sans-serif;color:var(--ink);
max-width:74rem;margin:2rem auto;padding:0 1.5rem}h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}
h2{font-size:1.3rem;margin:2.4rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}
h3{font-size:1.05rem;margin:1.4rem 0 .4rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}.mark{border:2px solid var(--bad);color:var(--bad);
padding:.6rem .9rem;margin:1rem 0;font-weight:600}table{border-collapse:collapse;width:100%;margin:.4rem 0 1.2rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{background:#f6f8fa;white-space:nowrap}thead{display:table-header-group}tr{break-inside:avoid}.n{text-align:right;
font-variant-numeric:tabular-nums}.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));
gap:.8rem;margin:1rem 0}.figure{border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem}
.figure b{display:block;font-size:1.5rem}.figure small{color:var(--soft)}.bad{color:var(--bad);font-weight:600}
.warn{color:var(--warn);font-weight:600}.good{color:var(--good)}.bars{display:grid;gap:.3rem;margin:1rem 0;max-width:46rem}.bars>div{display:grid;
grid-template-columns:14rem 1fr 5rem;gap:.8rem;align-items:center}.bars svg{width:100%;height:.9rem}
.days{width:100%;height:7rem;border-bottom:1px solid var(--line)}.ends{display:flex;justify-content:space-between;
margin:.2rem 0 1rem;color:var(--soft)}
nav ol{columns:2}@media print{body{margin:0;max-width:none}}
)";

QString safe(const QString &text)
{
    return safetext::visible(text, true).toHtmlEscaped();
}

void addTable(QString &out, const Table &table, const QString &heading)
{
    out += u"<div id=\"t-%1\">"_s.arg(safe(table.id));
    if (!table.title.isEmpty() && table.title != heading)
        out += u"<h3>%1</h3>\n"_s.arg(safe(table.title));
    if (table.rows.isEmpty()) {
        out += u"<p>%1</p></div>\n"_s.arg(safe(table.empty));
        return;
    }
    out += u"<table><thead><tr>"_s;
    for (const Column &column : table.columns)
        out +=
            u"<th scope=\"col\"%1>%2</th>"_s.arg(column.isNumber ? u" class=\"n\""_s : QString(), safe(column.title));
    out += u"</tr></thead><tbody>\n"_s;
    for (const QStringList &row : table.rows) {
        out += u"<tr>"_s;
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            const QString cell = row.value(i);
            if (table.columns[i].isTone && cell.contains(u'|'))
                out += u"<td class=\"%1\">%2</td>"_s.arg(safe(cell.section(u'|', 0, 0)), safe(cell.section(u'|', 1)));
            else
                out += u"<td%1>%2</td>"_s.arg(table.columns[i].isNumber ? u" class=\"n\""_s : QString(), safe(cell));
        }
        out += u"</tr>\n"_s;
    }
    out += u"</tbody></table></div>\n"_s;
}

QString fillOf(const QString &tone)
{
    return tone == "bad"_L1 ? u"#b3261e"_s
        : tone == "warn"_L1 ? u"#8a5a00"_s
        : tone == "good"_L1 ? u"#1a7f37"_s
                            : u"#57606a"_s;
}

// A line each, as in the PDF.
void addBars(QString &out, const QList<Bar> &bars, const QLocale &locale)
{
    qint64 most = 0;
    for (const Bar &bar : bars)
        most = std::max(most, bar.value);
    if (most <= 0)
        return;
    out += u"<div class=\"bars\" role=\"list\">"_s;
    for (const Bar &bar : bars) {
        const double width = 100.0 * double(bar.value) / double(most);
        out += u"<div role=\"listitem\"><span>%1</span><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
               "aria-hidden=\"true\"><rect width=\"%2\" height=\"10\" fill=\"%3\"/></svg><b>%4</b></div>\n"_s.arg(
                   safe(bar.label), QString::number(width, 'f', 1), fillOf(bar.tone), locale.toString(bar.value));
    }
    out += u"</div>\n"_s;
}

void addDays(QString &out, const Section &section, const QLocale &locale)
{
    if (section.days.isEmpty())
        return;
    qint64 most = 1;
    qint64 total = 0;
    for (const Day &day : section.days) {
        most = std::max(most, day.count);
        total += day.count;
    }
    const double wide = 1000.0 / double(section.days.size());
    out += u"<h3>%1</h3>\n<svg class=\"days\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" role=\"img\" "
           "aria-label=\"%1: %2\">"_s.arg(safe(section.daysTitle), locale.toString(total));
    for (qsizetype i = 0; i < section.days.size(); ++i) {
        const double high = 100.0 * double(section.days[i].count) / double(most);
        out +=
            u"<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"#3b6ea5\"><title>%5: %6</title></rect>"_s.arg(
                QString::number(double(i) * wide, 'f', 2), QString::number(100 - high, 'f', 1),
                QString::number(wide * 0.8, 'f', 2), QString::number(high, 'f', 1),
                section.days[i].date.toString(Qt::ISODate), locale.toString(section.days[i].count));
    }
    out += u"</svg><p class=\"ends\"><span>%1</span><span>%2</span></p>\n"_s.arg(
        section.days.first().date.toString(Qt::ISODate), section.days.last().date.toString(Qt::ISODate));
}

void addSection(QString &out, const Section &section, const Document &document)
{
    out += u"<section><h2 id=\"%1\">%2</h2>\n"_s.arg(safe(section.id), safe(section.title));
    for (const QString &text : section.paragraphs)
        out += u"<p>%1</p>\n"_s.arg(safe(text));
    if (!section.figures.isEmpty()) {
        out += u"<div class=\"figures\">"_s;
        for (const Figure &figure : section.figures) {
            const QString value = figure.drill.isEmpty()
                ? safe(figure.value)
                : u"<a href=\"#t-%1\">%2</a>"_s.arg(safe(figure.drill), safe(figure.value));
            out += u"<div class=\"figure\"><b>%1</b>%2<br><small>%3: %4, %5</small></div>\n"_s.arg(
                value, safe(figure.label), safe(document.sourceLabel), safe(figure.source), Words::time(figure.at));
        }
        out += u"</div>\n"_s;
    }
    const QLocale locale = document.language == "de"_L1 ? QLocale(QLocale::German) : QLocale(QLocale::English);
    addBars(out, section.bars, locale);
    addDays(out, section, locale);
    for (const Table &table : section.tables)
        addTable(out, table, section.title);
    out += u"</section>\n"_s;
}

} // namespace

QByteArray toHtml(const Document &document)
{
    QString out = u"<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\">\n"_s.arg(safe(document.language));
    out +=
        u"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"_s;
    out +=
        u"<meta name=\"viewport\" content=\"width=device-width\"><title>%1</title>\n<style>%2</style></head><body>\n"_s
            .arg(safe(document.title), QString::fromLatin1(kStyle));
    out += u"<h1>%1</h1>\n"_s.arg(safe(document.title));
    if (!document.mark.isEmpty())
        out += u"<p class=\"mark\" role=\"note\">%1</p>\n"_s.arg(safe(document.mark));
    out += u"<dl>"_s;
    const auto fact = [&](const QString &label, const QString &value) {
        if (!value.isEmpty())
            out += u"<dt>%1</dt><dd>%2</dd>\n"_s.arg(safe(label), safe(value));
    };
    fact(
        document.registryLabel, document.host + (document.version.isEmpty() ? QString() : u" · "_s + document.version));
    fact(document.readAsLabel, document.readAs);
    fact(document.scopeLabel, document.scope);
    if (document.from.isValid())
        fact(document.periodLabel, Words::time(document.from) + u" – "_s + Words::time(document.to));
    fact(document.madeAtLabel, Words::time(document.madeAt));
    fact(document.redactionLabel, document.redaction);
    out += u"</dl>\n<h2 id=\"blind-spots\">%1</h2>\n"_s.arg(safe(document.blindSpotsLabel));
    if (document.blindSpots.isEmpty()) {
        out += u"<p>%1</p>\n"_s.arg(safe(document.noneLabel));
    } else {
        out += u"<ul>"_s;
        for (const QString &spot : document.blindSpots)
            out += u"<li>%1</li>\n"_s.arg(safe(spot));
        out += u"</ul>\n"_s;
    }
    out += u"<nav aria-label=\"%1\"><h2>%1</h2><ol>"_s.arg(safe(document.contentsLabel));
    for (const Section &section : document.sections)
        out += u"<li><a href=\"#%1\">%2</a></li>\n"_s.arg(safe(section.id), safe(section.title));
    out += u"</ol></nav>\n"_s;
    for (const Section &section : document.sections)
        addSection(out, section, document);
    out += u"</body></html>\n"_s;
    return out.toUtf8();
}

} // namespace lotse::report
