// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// Rules for every QML file of the window that a machine can hold: server text is plain text everywhere, colours come
/// from the theme, files stay short.
class TestQmlRules : public QObject {
    Q_OBJECT
private slots:
    void file_data();
    void file();
};

namespace {

/// The block in braces that begins at `from`, without the blocks inside of it.
QString ownBlock(const QString &text, qsizetype from)
{
    QString own;
    int depth = 0;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i] == u'{')
            ++depth;
        else if (text[i] == u'}' && --depth == 0)
            break;
        else if (depth == 1)
            own += text[i];
    }
    return own;
}

/// Repeaters directly in a layout whose model is not written out beside them, by line.
QStringList repeatersInLayouts(const QString &text)
{
    static const QRegularExpression opened(u"^\\s*(?:[\\w.]+\\s*:\\s*)?([A-Z][\\w.]*) \\{"_s);
    static const QRegularExpression written(u"^\\s*model: (\\[|\\d+$)"_s);
    static const QRegularExpression strings(u"\"(?:[^\"\\\\]|\\\\.)*\"|//.*$"_s);
    QStringList found, around;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString name = opened.match(lines[i]).captured(1);
        const auto isWritten = [&](qsizetype line) {
            return line < lines.size() && written.match(lines[line]).hasMatch();
        };
        if (name == u"Repeater"_s && !around.isEmpty() && around.last().endsWith(u"Layout"_s) && !isWritten(i + 1)
            && !isWritten(i + 2))
            found.append(QString::number(i + 1));
        const QString code = QString(lines[i]).remove(strings);
        for (const QChar sign : code) {
            if (sign == u'{') {
                around.append(name);
                name.clear();
            } else if (sign == u'}' && !around.isEmpty()) {
                around.removeLast();
            }
        }
    }
    return found;
}

} // namespace

void TestQmlRules::file_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(QStringLiteral(LOTSE_SOURCE_DIR "/ui"), {u"*.qml"_s}, QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        const QString path = files.next();
        QTest::newRow(qPrintable(path.section(u'/', -2))) << path;
        ++count;
    }
    QVERIFY(count > 50);
}

void TestQmlRules::file()
{
    QFETCH(QString, path);
    QFile source(path);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(source.readAll());

    QVERIFY2(text.count(u'\n') <= 200, "longer than 200 lines");
    QVERIFY2(text.startsWith(u"// SPDX-FileCopyrightText"_s), "no SPDX lines");

    static const QRegularExpression plainItem(u"(?<![.\\w])(Text|TextEdit|T\\.Label|T\\.TextArea) \\{"_s);
    for (auto match = plainItem.globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        const QString own = ownBlock(text, found.capturedStart());
        QVERIFY2(own.contains(QRegularExpression(u"textFormat: Text(Edit)?\\.PlainText"_s)),
            qPrintable(u"a %1 that may render markup at %2"_s.arg(found.captured(1)).arg(found.capturedStart())));
    }
    QVERIFY2(!text.contains(u"RichText"_s) && !text.contains(u"StyledText"_s) && !text.contains(u"MarkdownText"_s)
            && !text.contains(u"AutoText"_s),
        "markup");
    QVERIFY2(!text.contains(QRegularExpression(u"\"#[0-9a-fA-F]{3,8}\""_s)), "a colour that is not of the theme");
    // What is pressed by Space is pressed by Enter; a row of a list, which the list itself presses, takes no keys.
    static const QRegularExpression button(
        u"^\\s*(?:\\w+: )?T\\.(AbstractButton|Button|TabButton|ItemDelegate|ToolButton) \\{"_s,
        QRegularExpression::MultilineOption);
    for (auto match = button.globalMatch(text); match.hasNext();) {
        const QString own = ownBlock(text, match.next().capturedStart());
        QVERIFY2(own.contains(u"Keys.onReturnPressed"_s) || own.contains(u"focusPolicy: Qt.NoFocus"_s)
                || text.contains(u"ListView"_s),
            "a button that Enter does not press");
    }
    // Qt 6.4 makes nothing of these where components are bound, and says so only when it tries.
    static const QRegularExpression madeLater(u"sourceComponent: [A-Z][\\w.]* \\{"_s);
    QVERIFY2(!text.contains(u"pragma ComponentBehavior: Bound"_s) || !madeLater.match(text).hasMatch(),
        "a component that Qt 6.4 cannot make, as it is bound");
    // In Qt 6.4 the program dies where the model changes while the layout is being arranged: Column, Row or Grid hold
    // it.
    const QStringList repeaters = repeatersInLayouts(text);
    QVERIFY2(repeaters.isEmpty(), qPrintable(u"a Repeater directly in a layout, line "_s + repeaters.join(u", "_s)));
    QVERIFY2(path.endsWith(u"ResourceTable.qml"_s)
            || !text.contains(QRegularExpression(u"selectedCount > 0 \\? \\w+\\.selectedKeys : "_s)),
        "what an action is for: chosenKeys of the table");
    static const QRegularExpression userText(
        u"^\\s*(text|title|placeholderText|emptyTitle|emptyText|actionText): \"(?!Ctrl)[A-Z][A-Za-z]"_s,
        QRegularExpression::MultilineOption);
    QVERIFY2(!userText.match(text).hasMatch(), qPrintable(u"not translated: "_s + userText.match(text).captured()));
    QVERIFY2(
        !text.contains(u"toLocaleString"_s) && !text.contains(u"toLocaleDateString"_s), "formatting in JavaScript");
}

QTEST_GUILESS_MAIN(TestQmlRules)
#include "tst_qmlrules.moc"
