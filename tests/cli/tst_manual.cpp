// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <cstring>
#include <vector>

#ifdef Q_OS_LINUX
#include <elf.h>
#endif

/// The manual pages and the completion say what the programs know: no option more, none less.
class ManualTest : public QObject {
    Q_OBJECT
    Program m_program;

    static QSet<QString> options(const QString &text)
    {
        static const QRegularExpression option(u"(?<![A-Za-z0-9_-])--?[a-z][a-z0-9-]*"_s);
        QSet<QString> found;
        for (auto match = option.globalMatch(text); match.hasNext();)
            found.insert(match.next().captured());
        return found;
    }
    /// Options of a --help: what stands first in the lines of its list.
    static QSet<QString> helpOptions(const QByteArray &help)
    {
        QSet<QString> found;
        for (const QString &line : QString::fromUtf8(help).split(u'\n')) {
            if (line.startsWith(u"  -"_s))
                found += options(line.trimmed().section(u"  "_s, 0, 0));
        }
        return found;
    }
    static QSet<QString> roffOptions(QByteArray roff)
    {
        roff.replace("\\-", "-");
        QSet<QString> found;
        static const QRegularExpression tag(
            u"^\\.TP\\n(?:\\.BI? |\\\\fB)([^\\n]*)"_s, QRegularExpression::MultilineOption);
        for (auto match = tag.globalMatch(QString::fromUtf8(roff)); match.hasNext();)
            found += options(match.next().captured(1).replace(u"\\fR"_s, u" "_s));
        return found;
    }
    static QByteArray fileText(const QString &name)
    {
        QFile file(QStringLiteral(LOTSE_SOURCE_DIR) + u"/packaging/man/"_s + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList commands() const
    {
        QStringList names;
        const QString help = QString::fromUtf8(m_program.run({u"--help"_s}).out);
        static const QRegularExpression row(u"^  ([a-z-]+) "_s, QRegularExpression::MultilineOption);
        for (auto match = row.globalMatch(help); match.hasNext();)
            names.append(match.next().captured(1));
        return names;
    }

#if defined(Q_OS_LINUX) && Q_PROCESSOR_WORDSIZE == 8
    struct Elf {
        bool isRead = false, hasRelro = false, isBoundNow = false, isPie = false;
        QList<QByteArray> names; ///< of the dynamic symbols
    };
    static Elf elfOf(const QByteArray &file)
    {
        Elf out;
        const auto read = [&file](auto &into, quint64 at) {
            if (at + sizeof into <= quint64(file.size()))
                std::memcpy(&into, file.constData() + at, sizeof into);
            return at + sizeof into <= quint64(file.size());
        };
        Elf64_Ehdr head{};
        if (!file.startsWith(ELFMAG) || !read(head, 0) || head.e_ident[EI_CLASS] != ELFCLASS64)
            return out;
        std::vector<Elf64_Phdr> parts(head.e_phnum);
        for (size_t i = 0; i < parts.size(); ++i) {
            if (!read(parts[i], head.e_phoff + i * head.e_phentsize))
                return out;
            out.hasRelro = out.hasRelro || parts[i].p_type == PT_GNU_RELRO;
        }
        quint64 names = 0;
        quint64 size = 0;
        for (const Elf64_Phdr &part : parts) {
            Elf64_Dyn entry{};
            for (quint64 at = 0; part.p_type == PT_DYNAMIC && at < part.p_filesz; at += sizeof entry) {
                if (!read(entry, part.p_offset + at))
                    return out;
                const quint64 value = entry.d_un.d_val;
                out.isBoundNow = out.isBoundNow || entry.d_tag == DT_BIND_NOW
                    || (entry.d_tag == DT_FLAGS && (value & DF_BIND_NOW) != 0)
                    || (entry.d_tag == DT_FLAGS_1 && (value & DF_1_NOW) != 0);
                out.isPie = out.isPie || (entry.d_tag == DT_FLAGS_1 && (value & DF_1_PIE) != 0);
                names = entry.d_tag == DT_STRTAB ? value : names;
                size = entry.d_tag == DT_STRSZ ? value : size;
            }
        }
        out.isPie = out.isPie && head.e_type == ET_DYN;
        for (const Elf64_Phdr &part : parts) {
            if (part.p_type != PT_LOAD || names < part.p_vaddr || names + size > part.p_vaddr + part.p_filesz)
                continue;
            out.names = file.mid(qsizetype(names - part.p_vaddr + part.p_offset), qsizetype(size)).split('\0');
            out.isRead = true;
        }
        return out;
    }
#endif

private slots:
    void everyOptionOfTheCommandLineIsInItsManual()
    {
        const QByteArray roff = m_program.run({u"completion"_s, u"man"_s}).out;
        QSet<QString> said;
        QVERIFY(commands().size() >= 8);
        for (const QString &command : commands()) {
            QVERIFY2(QByteArray(roff).replace("\\-", "-").contains(".SS lotse-cli " + command.toLatin1()),
                qPrintable(command));
            said += helpOptions(m_program.run({command, u"--help"_s}).out);
        }
        QVERIFY(said.contains(u"--raw-query"_s) && said.contains(u"-h"_s));
        QCOMPARE(roffOptions(roff), said);
    }

    void everyOptionOfTheWindowIsInItsManual()
    {
        QProcess window;
        // The help needs no display.
        m_program.prepare(
            window, {u"QT_QPA_PLATFORM=xcb"_s, u"DISPLAY="_s, u"WAYLAND_DISPLAY="_s, u"LC_ALL=C.UTF-8"_s});
        const QString path = QStringLiteral(LOTSE_BIN_DIR) + u"/lotse"_s;
        if (!QFile::exists(path))
            QSKIP("This build has no window.");
        window.start(path, {u"--help"_s});
        QVERIFY(window.waitForFinished(60'000));
        const QSet<QString> said = helpOptions(window.readAllStandardOutput());
        QVERIFY(said.contains(u"--demo"_s));
        QCOMPARE(roffOptions(fileText(u"lotse.1"_s)), said);
    }

    void exitCodesOfTheManualAreThoseOfTheHelp()
    {
        const QByteArray tail = fileText(u"lotse-cli-tail.1"_s);
        for (int code = 0; code <= 14; ++code)
            QVERIFY2(tail.contains("\n.B " + QByteArray::number(code) + '\n'), qPrintable(QString::number(code)));
        QVERIFY(m_program.run({u"--help"_s}).out.contains("10 cancelled"));
    }

    void bashCompletes_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("offered");
        QTest::newRow("command") << u"lotse-cli acc"_s << u"accounts"_s;
        QTest::newRow("option") << u"lotse-cli get --raw"_s << u"--raw-query"_s;
        QTest::newRow("word") << u"lotse-cli accounts rem"_s << u"remove"_s;
        QTest::newRow("kind") << u"lotse-cli get project-rob"_s << u"project-robots"_s;
        QTest::newRow("none") << u"lotse-cli get --user x"_s << QString();
    }
    void bashCompletes()
    {
        QFETCH(QString, typed);
        QFETCH(QString, offered);
        const QString bash = QStandardPaths::findExecutable(u"bash"_s);
        if (bash.isEmpty())
            QSKIP("There is no bash here.");
        QProcess shell;
        m_program.prepare(shell, {});
        shell.start(bash,
            {u"--norc"_s, u"-c"_s,
                u"compopt() { :; }; source <(\"$0\" completion bash); COMP_WORDS=($1); "
                u"COMP_CWORD=$((${#COMP_WORDS[@]}-1));"
                u" _lotse_cli; printf '%s\\n' \"${COMPREPLY[@]}\""_s,
                Program::path(), typed});
        QVERIFY(shell.waitForFinished(60'000));
        QCOMPARE(shell.readAllStandardError(), QByteArray());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()).trimmed(), offered);
    }

    void otherShellsAreWrittenToo()
    {
        QVERIFY(m_program.run({u"completion"_s, u"zsh"_s}).out.startsWith("#compdef lotse-cli\n"));
        QVERIFY(m_program.run({u"completion"_s, u"fish"_s}).out.contains("-a accounts"));
        QCOMPARE(m_program.run({u"completion"_s, u"tcsh"_s}).code, 2);
        QCOMPARE(m_program.run({u"completion"_s, u"accounts"_s}).out, QByteArray());
    }

    // What is given to somebody is hardened, in a package and without one: read from the files, without a tool.
    void theProgramsAreHardened_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("command line") << u"lotse-cli"_s;
#ifdef LOTSE_HAS_WINDOW
        QTest::newRow("window") << u"lotse"_s;
#endif
    }
    void theProgramsAreHardened()
    {
#if !defined(Q_OS_LINUX) || Q_PROCESSOR_WORDSIZE != 8
        QSKIP("Only the files of a Linux of 64 bits are read here.");
#elif !defined(LOTSE_RELEASED)
        QSKIP("This is no build that is given to somebody.");
#else
        QFETCH(QString, name);
        QFile program(QStringLiteral(LOTSE_BIN_DIR) + u'/' + name);
        QVERIFY2(program.open(QIODevice::ReadOnly), qPrintable(program.fileName()));
        const Elf elf = elfOf(program.readAll());
        QVERIFY(elf.isRead);
        QVERIFY2(elf.hasRelro, "-z relro");
        QVERIFY2(elf.isBoundNow, "-z now");
        QVERIFY2(elf.isPie, "-pie");
        QVERIFY2(elf.names.contains("__stack_chk_fail"), "-fstack-protector-strong");
        const bool isFortified =
            std::any_of(elf.names.begin(), elf.names.end(), [](const QByteArray &one) { return one.endsWith("_chk"); });
        QVERIFY2(isFortified, "-D_FORTIFY_SOURCE");
#endif
    }
};

QTEST_GUILESS_MAIN(ManualTest)
#include "tst_manual.moc"
