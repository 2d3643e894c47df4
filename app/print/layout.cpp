// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout.h"

#include "chart.h"
#include "columnwidths.h"

#include "base/safetext.h"
#include "report/words.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPdfWriter>
#include <QTextLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace lotse::print {

using namespace Qt::StringLiterals;
using report::Column;
using report::Document;
using report::Figure;
using report::Section;
using report::Table;

namespace {

constexpr int kResolution = 300;
constexpr double kPoint = kResolution / 72.0;
const QString kPages = u"number of pages"_s; // no id has spaces
constexpr double kPad = 3 * kPoint;
constexpr QRgb kInk = 0xff1b1f24, kSoft = 0xff57606a, kLine = 0xffd0d7de, kHead = 0xfff0f3f6, kBad = 0xffb3261e;

QFont fontOf(double points, bool isBold = false)
{
    QFont font(u"Noto Sans"_s);
    font.setFamilies({u"Noto Sans"_s, u"DejaVu Sans"_s});
    font.setPixelSize(int(points * kPoint));
    font.setBold(isBold);
    return font;
}

/// Texts broken into lines, wherever a line has no space to break at, too.
struct Block {
    Block(const QString &text, const QFont &font, double width)
        : layout(
            std::make_unique<QTextLayout>(safetext::visible(text, true).replace(u'\n', QChar::LineSeparator), font))
    {
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout->setTextOption(option);
        layout->setCacheEnabled(true);
        layout->beginLayout();
        for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
            line.setLineWidth(std::max(width, 1.0));
            line.setPosition({0, height});
            height += line.height();
        }
        layout->endLayout();
    }
    double widest() const
    {
        double out = 0;
        for (int i = 0; i < layout->lineCount(); ++i)
            out = std::max(out, layout->lineAt(i).naturalTextWidth());
        return out;
    }
    std::unique_ptr<QTextLayout> layout;
    double height = 0;
};

/// Puts a report onto pages. Run twice: the first pass only learns on which page each section begins.
class Layout {
public:
    Layout(const Document &document, QPdfWriter &writer, QCPPainter *painter, const QHash<QString, int> &pages)
        : m_document(document)
        , m_writer(writer)
        , m_painter(painter)
        , m_known(pages)
        , m_width(writer.width())
        , m_bottom(writer.height() - 26 * kPoint)
    {
        for (const Section &section : document.sections) {
            for (const Table &table : section.tables)
                m_tables.insert(table.id);
        }
    }
    QHash<QString, int> run()
    {
        furniture();
        titlePage();
        for (const Section &section : m_document.sections)
            add(section);
        m_pages.insert(kPages, m_page);
        return m_pages;
    }

private:
    static QString tableKey(const QString &id) { return u"table "_s + id; }
    // Foot and mark of the page that begins.
    void furniture()
    {
        m_y = 0;
        if (!m_painter)
            return;
        m_painter->setPen(QColor::fromRgb(kLine));
        m_painter->drawLine(
            QPointF(0, m_writer.height() - 18 * kPoint), QPointF(m_width, m_writer.height() - 18 * kPoint));
        const QString foot = m_document.title + u" · "_s + report::Words::time(m_document.madeAt);
        paint(foot, fontOf(7), 0, m_writer.height() - 14 * kPoint, m_width * 0.8, kSoft);
        const QString number =
            m_document.pageLabel + u' ' + QString::number(m_page) + u" / "_s + QString::number(m_known.value(kPages));
        const Block block(number, fontOf(7), m_width);
        draw(block, m_width - block.widest(), m_writer.height() - 14 * kPoint, kSoft);
        if (!m_document.mark.isEmpty()) {
            const Block mark(m_document.mark, fontOf(8, true), m_width - 4 * kPad);
            m_painter->setPen(QPen(QColor::fromRgb(kBad), kPoint));
            m_painter->setBrush(Qt::NoBrush);
            m_painter->drawRect(QRectF(0, 0, m_width, mark.height + 2 * kPad));
            draw(mark, 2 * kPad, kPad, kBad);
        }
    }
    double top() const
    {
        if (m_document.mark.isEmpty())
            return 0;
        return Block(m_document.mark, fontOf(8, true), m_width - 4 * kPad).height + 6 * kPad;
    }
    void newPage()
    {
        if (m_painter)
            m_writer.newPage();
        ++m_page;
        furniture();
        m_y = top();
    }
    void need(double height)
    {
        if (m_y + height > m_bottom)
            newPage();
    }
    void draw(const Block &block, double x, double y, QRgb colour)
    {
        if (!m_painter)
            return;
        m_painter->setPen(QColor::fromRgb(colour));
        block.layout->draw(m_painter, {x, y});
    }
    void paint(const QString &text, const QFont &font, double x, double y, double width, QRgb colour)
    {
        draw(Block(text, font, width), x, y, colour);
    }
    void paragraph(const QString &text, const QFont &font, QRgb colour = kInk, double after = 4)
    {
        const Block block(text, font, m_width);
        need(block.height);
        draw(block, 0, m_y, colour);
        m_y += block.height + after * kPoint;
    }

    void titlePage()
    {
        m_y = std::max(top(), 90 * kPoint);
        paragraph(m_document.title, fontOf(24, true), kInk, 18);
        const auto fact = [&](const QString &label, const QString &value) {
            if (value.isEmpty())
                return;
            const Block block(value, fontOf(10), m_width - 110 * kPoint);
            paint(label, fontOf(10), 0, m_y, 105 * kPoint, kSoft);
            draw(block, 110 * kPoint, m_y, kInk);
            m_y += block.height + 3 * kPoint;
        };
        fact(m_document.registryLabel, m_document.host);
        fact(QString(), m_document.version);
        fact(m_document.readAsLabel, m_document.readAs);
        fact(m_document.scopeLabel, m_document.scope);
        if (m_document.from.isValid())
            fact(m_document.periodLabel,
                report::Words::time(m_document.from) + u" – "_s + report::Words::time(m_document.to));
        fact(m_document.madeAtLabel, report::Words::time(m_document.madeAt));
        fact(m_document.redactionLabel, m_document.redaction);
        m_y += 14 * kPoint;
        paragraph(m_document.contentsLabel, fontOf(13, true));
        for (const Section &section : m_document.sections) {
            const Block block(section.title, fontOf(10), m_width - 60 * kPoint);
            need(block.height);
            draw(block, 0, m_y, kInk);
            const Block page(QString::number(m_known.value(section.id)), fontOf(10), 60 * kPoint);
            draw(page, m_width - page.widest(), m_y, kInk);
            m_y += block.height + 2 * kPoint;
        }
        m_y += 14 * kPoint;
        paragraph(m_document.blindSpotsLabel, fontOf(13, true));
        if (m_document.blindSpots.isEmpty())
            paragraph(m_document.noneLabel, fontOf(9));
        for (const QString &spot : m_document.blindSpots)
            paragraph(u"• "_s + spot, fontOf(9), kInk, 2);
        newPage();
    }

    void add(const Section &section)
    {
        m_y += m_y > top() + 1 ? 14 * kPoint : 0;
        const bool isTable = section.paragraphs.isEmpty() && section.figures.isEmpty() && section.bars.isEmpty()
            && section.days.isEmpty() && !section.tables.isEmpty();
        need(60 * kPoint + (isTable ? beginOf(section.tables.first()) : 0)); // no heading stands alone
        m_pages.insert(section.id, m_page);
        paragraph(section.title, fontOf(15, true), kInk, 6);
        for (const QString &text : section.paragraphs)
            paragraph(text, fontOf(9));
        addFigures(section.figures);
        addBars(section.bars);
        addDays(section);
        for (const Table &table : section.tables)
            add(table, section.title);
    }

    void addFigures(const QList<Figure> &figures)
    {
        constexpr int columns = 4;
        const double gap = 6 * kPoint;
        const double width = (m_width - gap * (columns - 1)) / columns;
        for (qsizetype at = 0; at < figures.size(); at += columns) {
            double height = 0;
            std::vector<std::array<Block, 3>> blocks;
            for (qsizetype i = at; i < std::min<qsizetype>(at + columns, figures.size()); ++i) {
                const Figure &figure = figures[i];
                QString source =
                    m_document.sourceLabel + u": "_s + figure.source + u'\n' + report::Words::time(figure.at);
                // Paper has no links: the page on which the rows of the number begin.
                if (m_tables.contains(figure.drill)) {
                    source += u"\n→ "_s + m_document.pageLabel + u' '
                        + QString::number(m_known.value(tableKey(figure.drill)));
                }
                blocks.push_back({Block(figure.value, fontOf(15, true), width - 2 * kPad),
                    Block(figure.label, fontOf(8), width - 2 * kPad), Block(source, fontOf(6.5), width - 2 * kPad)});
                const auto &made = blocks.back();
                height = std::max(height, made[0].height + made[1].height + made[2].height + 2 * kPad);
            }
            need(height);
            for (size_t i = 0; i < blocks.size(); ++i) {
                const double x = double(i) * (width + gap);
                if (m_painter) {
                    m_painter->setPen(QColor::fromRgb(kLine));
                    m_painter->drawRect(QRectF(x, m_y, width, height));
                }
                double y = m_y + kPad;
                for (size_t k = 0; k < 3; ++k) {
                    draw(blocks[i][k], x + kPad, y, k == 2 ? kSoft : kInk);
                    y += blocks[i][k].height;
                }
            }
            m_y += height + gap;
        }
    }

    ChartLook look() const
    {
        return {
            fontOf(8), kPoint, m_document.language == "de"_L1 ? QLocale(QLocale::German) : QLocale(QLocale::English)};
    }
    void addBars(const QList<report::Bar> &bars)
    {
        if (std::all_of(bars.begin(), bars.end(), [](const report::Bar &bar) { return bar.value <= 0; }))
            return;
        m_y += 4 * kPoint;
        const double height = barsHeight(bars, kPoint);
        need(height);
        if (m_painter)
            drawBars(*m_painter, QRect(0, int(m_y), int(m_width * 0.8), int(height)), bars, look());
        m_y += height + 10 * kPoint;
    }
    void addDays(const Section &section)
    {
        if (section.days.isEmpty())
            return;
        constexpr double height = 96 * kPoint;
        need(height + 20 * kPoint);
        paragraph(section.daysTitle, fontOf(9, true));
        if (m_painter)
            drawDays(*m_painter, QRect(0, int(m_y), int(m_width), int(height)), section.days, look());
        m_y += height + 10 * kPoint;
    }

    void add(const Table &table, const QString &heading)
    {
        m_y += 6 * kPoint;
        need(50 * kPoint + beginOf(table));
        m_pages.insert(tableKey(table.id), m_page);
        if (!table.title.isEmpty() && table.title != heading)
            paragraph(table.title, fontOf(11, true));
        if (table.rows.isEmpty()) {
            paragraph(table.empty, fontOf(9), kSoft);
            return;
        }
        const QList<double> widths = widthsOf(table);
        head(table, widths);
        for (const QStringList &row : table.rows)
            line(table, widths, row, false);
        m_y += 8 * kPoint;
    }
    QList<double> widthsOf(const Table &table) const
    {
        return columnWidths(table, m_width, 2 * kPad + 2, fontOf(7.5, true), fontOf(7.5));
    }
    // How high the first row is, or what a page has room for of it.
    double beginOf(const Table &table) const
    {
        double height = 0;
        const QList<double> widths = table.rows.isEmpty() ? QList<double>() : widthsOf(table);
        for (qsizetype i = 0; i < widths.size(); ++i)
            height = std::max(
                height, Block(table.rows.first().value(i), fontOf(7.5), widths[i] - 2 * kPad).height + 2 * kPad);
        return std::min(height, m_bottom - top() - 130 * kPoint);
    }
    void head(const Table &table, const QList<double> &widths)
    {
        QStringList titles;
        for (const Column &column : table.columns)
            titles.append(column.title);
        line(table, widths, titles, true);
    }
    // A row stays on one page, unless it is taller than a page: then its lines go on over the next ones.
    void line(const Table &table, const QList<double> &widths, const QStringList &cells, bool isHead)
    {
        const QFont font = fontOf(7.5, isHead);
        std::vector<Block> blocks;
        QList<QRgb> colours;
        int lines = 0;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            QString text = cells.value(i);
            QRgb colour = kInk;
            if (!isHead && table.columns[i].isTone && text.contains(u'|')) {
                colour = toneColour(text.section(u'|', 0, 0)).rgb();
                text = text.section(u'|', 1);
            }
            blocks.emplace_back(text, font, widths[i] - 2 * kPad);
            colours.append(colour);
            lines = std::max(lines, blocks.back().layout->lineCount());
        }
        // All cells are of one font, so that their lines stand side by side.
        double height = 0;
        for (const Block &block : blocks)
            height = std::max(height, block.height);
        const double step = height / std::max(lines, 1);
        if (m_y + height + 2 * kPad > m_bottom && !isHead && m_y > top() + 40 * kPoint) {
            newPage();
            head(table, widths);
        }
        for (int from = 0; from < std::max(lines, 1);) {
            const double room = std::max(m_bottom - m_y - 2 * kPad, step);
            const int count = isHead ? lines : std::clamp(int(room / step), 1, std::max(lines - from, 1));
            piece(table, widths, blocks, colours, from, count, step, isHead);
            from += std::max(count, 1);
            if (from < lines) {
                newPage();
                head(table, widths);
            }
        }
    }
    // Lines `from` to `from + count` of a row.
    void piece(const Table &table, const QList<double> &widths, const std::vector<Block> &blocks,
        const QList<QRgb> &colours, int from, int count, double step, bool isHead)
    {
        const double height = count * step + 2 * kPad;
        if (m_painter && isHead)
            m_painter->fillRect(QRectF(0, m_y, m_width, height), QColor::fromRgb(kHead));
        double x = 0;
        for (qsizetype i = 0; m_painter && i < widths.size(); ++i) {
            const Block &block = blocks[size_t(i)];
            const double indent = table.columns[i].isNumber ? widths[i] - 2 * kPad - block.widest() : 0;
            m_painter->setPen(QColor::fromRgb(colours[i]));
            for (int k = from; k < std::min(from + count, block.layout->lineCount()); ++k) {
                const QTextLine line = block.layout->lineAt(k);
                line.draw(m_painter, QPointF(x + kPad + indent, m_y + kPad + (k - from) * step - line.y()));
            }
            x += widths[i];
        }
        m_y += height;
        if (m_painter) {
            m_painter->setPen(QColor::fromRgb(kLine));
            m_painter->drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
        }
    }

    const Document &m_document;
    QPdfWriter &m_writer;
    QCPPainter *m_painter; ///< null in the first pass
    const QHash<QString, int> &m_known;
    QHash<QString, int> m_pages;
    QSet<QString> m_tables;
    double m_width;
    double m_bottom;
    double m_y = 0;
    int m_page = 1;
};

// Many columns are read on a page on its side.
bool isWide(const Document &document)
{
    constexpr qsizetype most = 8;
    for (const Section &section : document.sections) {
        for (const Table &table : section.tables) {
            if (table.columns.size() > most)
                return true;
        }
    }
    return false;
}

} // namespace

bool writePdf(const Document &document, QIODevice &to)
{
    QPdfWriter writer(&to);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(kResolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageOrientation(isWide(document) ? QPageLayout::Landscape : QPageLayout::Portrait);
    writer.setPageMargins(QMarginsF(18, 18, 18, 14), QPageLayout::Millimeter);
    writer.setTitle(document.title);
    writer.setCreator(u"Lotse "_s + QStringLiteral(LOTSE_VERSION));
    const QHash<QString, int> pages = Layout(document, writer, nullptr, {}).run();
    QCPPainter painter;
    if (!painter.begin(&writer))
        return false;
    Layout(document, writer, &painter, pages).run();
    return painter.end();
}

} // namespace lotse::print
