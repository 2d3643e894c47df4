// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <random>

using namespace lotse;
using namespace Qt::StringLiterals;

/// Every input that is kept for a fuzz target is read again, whole, cut and with bytes changed by a seeded dice.
class CorpusTest : public QObject {
    Q_OBJECT

private slots:
    void everyTargetHasACorpus();
    void replay_data();
    void replay();
};

static QString corpus()
{
    return QStringLiteral(LOTSE_SOURCE_DIR) + u"/tests/fuzz/corpus"_s;
}

void CorpusTest::everyTargetHasACorpus()
{
    QStringList names;
    for (const fuzz::Target &one : fuzz::targets())
        names.append(QString::fromLatin1(one.name));
    QCOMPARE(QDir(corpus()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name), names);
}

void CorpusTest::replay_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const fuzz::Target &one : fuzz::targets())
        QTest::newRow(one.name) << QByteArray(one.name);
}

void CorpusTest::replay()
{
    QFETCH(QByteArray, name);
    const fuzz::Target *target = fuzz::target(name);
    QVERIFY(target);
    const QDir folder(corpus() + u'/' + QString::fromLatin1(name));
    const auto files = folder.entryList(QDir::Files, QDir::Name);
    QVERIFY2(!files.isEmpty(), "no input");
    std::mt19937 dice(1);
    for (const QString &file : files) {
        QFile input(folder.filePath(file));
        QVERIFY(input.open(QIODevice::ReadOnly));
        const QByteArray bytes = input.readAll();
        target->run(bytes);
        if (bytes.isEmpty())
            continue;
        for (int round = 0; round < 20; ++round) {
            target->run(QByteArrayView(bytes).first(qsizetype(dice() % std::size_t(bytes.size()))));
            QByteArray changed = bytes;
            for (int flips = 0; flips < 3; ++flips)
                changed[qsizetype(dice() % std::size_t(bytes.size()))] = char(dice());
            target->run(changed);
        }
    }
}

QTEST_GUILESS_MAIN(CorpusTest)
#include "tst_corpus.moc"
