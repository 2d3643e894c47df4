// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstinstance.h"
#include "settingsfile.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace lotse;
using namespace Qt::StringLiterals;

/// The file of settings loses nothing, and two programs do not write over each other.
class SettingsFileTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    QString path() const { return m_dir->filePath(u"profile/window.ini"_s); }
    QByteArray text() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &bytes)
    {
        QDir().mkpath(m_dir->filePath(u"profile"_s));
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void keepsWhatChanged()
    {
        {
            SettingsFile file(path());
            QVERIFY(file.notice().isEmpty());
            file.settings()->setValue(u"window/width"_s, 1200);
            file.publish();
            QTRY_VERIFY(text().contains("width=1200"));
            file.settings()->setValue(u"window/height"_s, 700);
        }
        SettingsFile again(path());
        QCOMPARE(again.settings()->value(u"window/width"_s).toInt(), 1200);
        QCOMPARE(again.settings()->value(u"window/height"_s).toInt(), 700);
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void writesByItself()
    {
        SettingsFile file(path());
        file.settings()->setValue(u"window/width"_s, 1111);
        QTRY_VERIFY_WITH_TIMEOUT(text().contains("width=1111"), 20'000);
    }

    void aNewerFileIsUsedAndLeftAlone()
    {
        const QByteArray newer = "[General]\nformat=2\nfuture=yes\n\n[window]\nwidth=900\n";
        write(newer);
        {
            SettingsFile file(path());
            QVERIFY(file.isFrozen());
            QVERIFY(file.notice().text().contains(u"newer"_s));
            QCOMPARE(file.settings()->value(u"window/width"_s).toInt(), 900);
            file.settings()->setValue(u"window/width"_s, 1000);
            file.publish();
        }
        QCOMPARE(text(), newer);
    }

    void aFolderThatIsReadOnlyIsTold()
    {
        write("[window]\nwidth=900\n");
        const QByteArray before = text();
        if (::geteuid() == 0)
            QSKIP("For root no folder is read only; see aFullDiskIsTold.");
        QFile::setPermissions(m_dir->filePath(u"profile"_s), QFile::ReadOwner | QFile::ExeOwner);
        SettingsFile file(path());
        QSignalSpy told(&file, &SettingsFile::noticeChanged);
        file.settings()->setValue(u"window/width"_s, 1000);
        file.publish();
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(text(), before);
        QFile::setPermissions(m_dir->filePath(u"profile"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void whatCannotBeWrittenIsToldOnce()
    {
        // A folder where the file should be: no one can write that.
        QVERIFY(QDir().mkpath(path() + u"/x"_s));
        SettingsFile file(path());
        QSignalSpy told(&file, &SettingsFile::noticeChanged);
        const bool knew = !file.notice().isEmpty();
        file.settings()->setValue(u"window/width"_s, 1000);
        file.publish();
        QTRY_VERIFY(knew || told.size() == 1);
        QVERIFY(!file.notice().isEmpty());
        QVERIFY(QFileInfo(path()).isDir());
    }

    void aFrozenOneWritesNothing()
    {
        {
            SettingsFile file(path());
            file.freeze({"Another one has it.", {}});
            file.settings()->setValue(u"window/width"_s, 1);
        }
        QVERIFY(!QFile::exists(path()));
    }

    void aSecondStartHandsItsWishToTheFirst()
    {
        const QString profile = m_dir->filePath(u"profile"_s);
        FirstInstance first(profile);
        QVERIFY(first.claim({}).value() == FirstInstance::Role::First);
        QString wished;
        connect(&first, &FirstInstance::wished, this, [&wished](const StartWish &wish) { wished = wish.address; });
        // The first one has to answer while the second one waits for it.
        std::optional<FirstInstance::Role> role;
        QThread *thread = QThread::create([&role, profile] {
            FirstInstance second(profile);
            const Result<FirstInstance::Role> claimed = second.claim({u"lotse://h/p"_s, {}});
            if (claimed)
                role = *claimed;
        });
        thread->start();
        QTRY_VERIFY(thread->isFinished());
        delete thread;
        QVERIFY(role && *role == FirstInstance::Role::Handed);
        QTRY_COMPARE(wished, u"lotse://h/p"_s);
    }

    void aDemoRunsBesideIt()
    {
        const QString profile = m_dir->filePath(u"profile"_s);
        FirstInstance first(profile);
        QVERIFY(first.claim({}).value() == FirstInstance::Role::First);
        FirstInstance second(profile);
        QVERIFY(second.claim({}, true).value() == FirstInstance::Role::Beside);
    }

    void oneThatDoesNotAnswerIsNamed()
    {
        const QString profile = m_dir->filePath(u"profile"_s);
        FirstInstance first(profile);
        QVERIFY(first.claim({}).value() == FirstInstance::Role::First);
        // No event loop runs for the first one meanwhile.
        FirstInstance second(profile);
        const Result<FirstInstance::Role> role = second.claim({u"x"_s, {}});
        QVERIFY(!role);
        QVERIFY(role.error().text().contains(profile));
    }

    void whatACrashLeftIsNoObstacle()
    {
        const QString profile = m_dir->filePath(u"profile"_s);
        QDir().mkpath(profile);
        QFile left(profile + u"/window.socket"_s);
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        FirstInstance first(profile);
        QVERIFY(first.claim({}).value() == FirstInstance::Role::First);
        FirstInstance second(profile);
        QVERIFY(second.claim({}, true).value() == FirstInstance::Role::Beside);
    }
};

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "tst_settingsfile.moc"
