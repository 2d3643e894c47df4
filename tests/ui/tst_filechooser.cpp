// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controls/filechooser.h"
#include "heard.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using lotse::ui::FileChooser;

/// A file is saved under the name that was typed, by keys alone, and the button says what it does.
class TestFileChooser : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void savesUnderTheTypedName_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("name");
        QTest::newRow("with a suffix") << u"march.csv"_s << u"march.csv"_s;
        QTest::newRow("without") << u"march"_s << u"march.csv"_s;
    }
    void savesUnderTheTypedName();
    void opensWhatIsThere();
    void escapeGivesUp();

private:
    static QFileDialog *shown()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QFileDialog *>(widget); dialog && dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    static QPushButton *button(const QFileDialog *dialog, const QString &text)
    {
        for (QPushButton *one : dialog->findChildren<QPushButton *>()) {
            if (one->text().remove(u'&') == text)
                return one;
        }
        return nullptr;
    }
};

void TestFileChooser::savesUnderTheTypedName()
{
    QFETCH(QString, typed);
    QFETCH(QString, name);
    const QTemporaryDir folder;
    FileChooser chooser;
    chooser.setProperty("fileMode", FileChooser::SaveFile);
    chooser.setProperty("fileName", u"table.csv"_s);
    chooser.setProperty("defaultSuffix", u"csv"_s);
    chooser.setProperty("nameFilters", QStringList{u"CSV table (*.csv)"_s, u"JSON document (*.json)"_s});
    QSignalSpy accepted(&chooser, &FileChooser::accepted);
    chooser.open();
    QTRY_VERIFY(shown());
    QFileDialog *dialog = shown();
    dialog->setDirectory(folder.path());
    QVERIFY(button(dialog, u"Save"_s));
    auto *field = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(field);
    QCOMPARE(field->text(), u"table.csv"_s);
    field->selectAll();
    QTest::keyClicks(field, typed);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(chooser.selectedFile(), QUrl::fromLocalFile(QDir(folder.path()).filePath(name)));
    QTRY_VERIFY(!shown());
}

void TestFileChooser::opensWhatIsThere()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"there.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    FileChooser chooser;
    QSignalSpy accepted(&chooser, &FileChooser::accepted);
    chooser.open();
    QTRY_VERIFY(shown());
    shown()->setDirectory(folder.path());
    QVERIFY(button(shown(), u"Open"_s));
    auto *field = shown()->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QTest::keyClicks(field, u"there.pem"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(chooser.selectedFile().fileName(), u"there.pem"_s);
}

void TestFileChooser::escapeGivesUp()
{
    FileChooser chooser;
    QSignalSpy rejected(&chooser, &FileChooser::rejected);
    chooser.open();
    chooser.open(); // the same one, to the front
    QTRY_VERIFY(shown());
    QTest::keyClick(shown(), Qt::Key_Escape);
    QTRY_COMPARE(rejected.count(), 1);
    QVERIFY(chooser.selectedFile().isEmpty());
    QTRY_VERIFY(!shown());
}

QTEST_MAIN(TestFileChooser)
#include "tst_filechooser.moc"
