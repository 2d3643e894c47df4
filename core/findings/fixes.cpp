// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/fixes.h"

#include "findings/purl.h"
#include "findings/segment.h"
#include "findings/versionparts.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <map>

namespace lotse::findings {

namespace {

std::optional<int> compared(QByteArrayView a, QByteArrayView b, VersionScheme scheme)
{
    return scheme == VersionScheme::Equality ? compareByAllSchemes(a, b) : compareVersions(a, b, scheme);
}

// The epoch and the numbers of a version, up to anything else.
QList<QByteArrayView> numbersOf(QByteArrayView version)
{
    while (!version.isEmpty() && QByteArrayView("vV=").contains(version.front()))
        version = version.sliced(1);
    const versions::PackageVersion parts = versions::splitPackageVersion(version);
    QByteArrayView rest = parts.epoch.isEmpty() ? version : version.sliced(parts.epoch.size() + 1);
    QList<QByteArrayView> numbers{parts.epoch};
    for (;;) {
        const QByteArrayView number = versions::takeNumber(rest);
        if (number.isEmpty())
            return numbers;
        numbers.append(number);
        if (!rest.startsWith('.'))
            return numbers;
        rest = rest.sliced(1);
    }
}

// How many of them two versions share, from the left: how close the lines of releases are that they are of.
qsizetype sharedNumbers(QByteArrayView a, QByteArrayView b)
{
    const QList<QByteArrayView> first = numbersOf(a);
    const QList<QByteArrayView> second = numbersOf(b);
    qsizetype count = 0;
    while (count < std::min(first.size(), second.size()) && versions::compareNumbers(first[count], second[count]) == 0)
        ++count;
    return count;
}

// Whether a version closes a finding of what is installed: it is one of its fixes, or above one and no later fix is as
// close to it. Of fixes in 4.1.10 and 4.2.3, 4.1.12 has one and 4.2.2 has none. Nothing where it cannot be told.
std::optional<bool> closes(
    QByteArrayView version, QByteArrayView installed, const QByteArrayList &fixes, VersionScheme scheme)
{
    qsizetype below = -1;
    qsizetype above = -1;
    for (const QByteArray &fix : fixes) {
        const std::optional<int> step = compared(installed, fix, scheme);
        const std::optional<int> order = compared(version, fix, scheme);
        if (!step || !order)
            return std::nullopt;
        if (*order == 0)
            return true;
        if (*order > 0 && *step < 0)
            below = std::max(below, sharedNumbers(version, fix));
        else if (*order < 0)
            above = std::max(above, sharedNumbers(version, fix));
    }
    return below > above;
}

// What upgrades stay within: the epoch and the first number.
QByteArray branchOf(QByteArrayView version)
{
    QByteArray branch;
    qsizetype at = 0;
    while (at < version.size() && (version[at] == 'v' || version[at] == 'V' || version[at] == '='))
        ++at;
    for (; at < version.size(); ++at) {
        const char c = version[at];
        if (c == ':')
            branch += c;
        else if (c >= '0' && c <= '9')
            branch += c;
        else
            break;
    }
    return branch;
}

bool isWord(QByteArrayView text)
{
    static constexpr const char *words[] = {"fixed", "in", "or", "and", "version", "versions", "to", "upgrade",
        // "1.0 or later"
        "later", "higher", "newer", "above", "greater", "up", "upwards", "onwards", "than", "at", "least",
        // What scanners write where there is no fix.
        "none", "no", "not", "null", "n/a", "na", "-", "--", "unknown", "unfixed", "fix", "available", "yet", "will",
        "won't", "wont", "wont-fix", "will_not_fix", "not-fixed", "tbd"};
    return std::any_of(std::begin(words), std::end(words),
        [&](const char *word) { return text.compare(QByteArrayView(word), Qt::CaseInsensitive) == 0; });
}

} // namespace

namespace {

struct Constraint {
    QByteArray sign, version;
    int group = 0; // those that may hold together; "|" and ";" begin another one
};

bool isLower(QByteArrayView text)
{
    return text == ">=" || text == ">";
}

// Whether "~> `base`" allows a version above its own: the same numbers but for the last one.
bool isWithin(QByteArrayView base, QByteArrayView version)
{
    const QList<QByteArrayView> numbers = numbersOf(base);
    const QList<QByteArrayView> own = numbersOf(version);
    const qsizetype kept = std::max<qsizetype>(2, numbers.size() - 1); // the epoch is the first
    return own.size() >= kept && numbers.size() >= 2 && sharedNumbers(base, version) >= kept
        && compareVersions(version, base, VersionScheme::Gem).value_or(0) > 0;
}

QList<Constraint> constraintsIn(QByteArrayView text)
{
    QList<Constraint> constraints;
    QByteArray part, sign;
    int group = 0;
    bool isInterval = false; // its upper bound is to come
    const auto takeBrackets = [&] {
        const bool isOpening = (part.startsWith('[') || part.startsWith('('))
            && (part.size() == 1 || (part[1] >= '0' && part[1] <= '9') || part[1] == 'v');
        const bool isClosing = (isOpening || isInterval) && (part.endsWith(']') || part.endsWith(')'));
        if (isOpening) {
            sign = part.startsWith('(') && !isClosing && part.size() > 1 ? ">" : QByteArray();
            part.remove(0, 1);
        }
        if (isClosing) {
            part.chop(1);
            if (!isOpening)
                part.clear();
        }
        isInterval = isOpening ? !isClosing : isInterval && !isClosing;
    };
    const auto take = [&] {
        takeBrackets();
        qsizetype end = 0;
        while (end < part.size() && QByteArrayView("<>=!~^").contains(part[end]))
            ++end;
        if (end > 0)
            sign = part.first(end);
        part.remove(0, end);
        if (!part.isEmpty() && !isWord(part)) {
            constraints.append({sign, part, group});
            sign.clear();
        }
        part.clear();
    };
    for (const char c : text) {
        if (c == ',' || c == ';' || c == '|' || uchar(c) <= ' ')
            take();
        else
            part += c;
        group += c == ';' || c == '|' ? 1 : 0;
    }
    take();
    return constraints;
}

} // namespace

// Besides plain versions: ">=2.0" is a fix of 2.0, "^1.0.1" of 1.0.1, "<3.0" is none, "> 1.2" is above 1.2, and of
// RubyGems' "~> 5.2.4, >= 5.2.4.3", in any order, the branch is that of 5.2.4 and the fix 5.2.4.3. "[1.2,2.0)" is a fix
// of 1.2 and none of 2.0, "(1.2,2.0)" is above 1.2.
QByteArrayList fixesIn(QByteArrayView text)
{
    QByteArrayList fixes;
    const QList<Constraint> all = constraintsIn(text);
    for (const Constraint &one : all) {
        const bool isNarrowed = one.sign == "~>" && std::any_of(all.begin(), all.end(), [&](const Constraint &other) {
            return other.group == one.group && isLower(other.sign) && isWithin(one.version, other.version);
        });
        const bool isBound = one.sign.startsWith('<') || one.sign.startsWith('!');
        if (isNarrowed || isBound)
            continue;
        const QByteArray fix = one.sign == ">" ? '>' + one.version : one.version;
        if (!fixes.contains(fix))
            fixes.append(fix);
    }
    return fixes;
}

QByteArray fixFor(QByteArrayView installed, QByteArrayView text, VersionScheme scheme)
{
    const QByteArrayList fixes = fixesIn(text);
    if (fixes.size() == 1)
        return fixes.first();
    const QByteArray branch = branchOf(installed);
    QByteArray best;
    for (const QByteArray &fix : fixes) {
        const std::optional<int> order = compared(installed, fix, scheme);
        if (!order)
            return text.toByteArray();
        if (*order >= 0)
            continue;
        if (best.isEmpty()) {
            best = fix;
            continue;
        }
        const bool isHome = branchOf(fix) == branch;
        if (isHome != (branchOf(best) == branch)) {
            best = isHome ? fix : best;
            continue;
        }
        const std::optional<int> lower = compared(fix, best, scheme);
        if (!lower)
            return text.toByteArray();
        best = *lower < 0 ? fix : best;
    }
    return best.isEmpty() ? text.toByteArray() : best;
}

namespace {

// Whether what is installed is above all fixes: none of them is an upgrade. Where it cannot be told, one may be.
bool isAbove(QByteArrayView installed, QByteArrayView text, VersionScheme scheme)
{
    const QByteArrayList fixes = fixesIn(text);
    return !installed.isEmpty() && !fixes.isEmpty()
        && std::all_of(fixes.begin(), fixes.end(),
            [&](const QByteArray &fix) { return compared(installed, fix, scheme).value_or(0) > 0; });
}

// The lowest version of the branch that closes what has several fixes, from `target` on; `target` where none does, or
// where it cannot be told.
QByteArray lowestThatCloses(const QByteArray &target, QByteArrayView installed, const QSet<quint32> &several,
    const Dictionary &texts, VersionScheme scheme)
{
    QList<QByteArrayList> all;
    QByteArrayList candidates{target};
    for (const quint32 number : several) {
        all.append(fixesIn(texts.at(number)));
        for (const QByteArray &fix : all.last()) {
            if (branchOf(fix) == branchOf(target) && compared(fix, target, scheme).value_or(0) > 0)
                candidates.append(fix);
        }
    }
    const auto closesAll = [&](const QByteArray &candidate) {
        return std::all_of(all.begin(), all.end(),
            [&](const QByteArrayList &fixes) { return closes(candidate, installed, fixes, scheme).value_or(false); });
    };
    QByteArray lowest;
    for (const QByteArray &candidate : std::as_const(candidates)) {
        if ((lowest.isEmpty() || compared(candidate, lowest, scheme).value_or(0) < 0) && closesAll(candidate))
            lowest = candidate;
    }
    return lowest.isEmpty() ? target : lowest;
}

} // namespace

QString fixOf(const QString &installed, const QString &text, const QString &purl)
{
    const QByteArray fixes = text.toUtf8();
    if (fixesIn(fixes).size() < 2)
        return QString::fromUtf8(fixFor({}, fixes, VersionScheme::Equality));
    const std::optional<Purl> kind = Purl::parse(purl);
    const VersionScheme scheme = kind ? versionSchemeOf(kind->type) : VersionScheme::Equality;
    return QString::fromUtf8(fixFor(installed.toUtf8(), fixes, scheme));
}

void assignUpgrades(Segment &segment)
{
    using Installed = std::tuple<quint32, quint32, quint32>; // package, number of its kind, version
    struct Branch {
        QByteArray target;
        std::vector<std::pair<quint32, QByteArray>> lines; // number, the fix that applies
        QSet<quint32> several; // texts that name more than one fix
        bool isOrdered = true;
    };
    std::map<std::pair<Installed, QByteArray>, Branch> branches;
    std::vector<std::pair<quint32, VersionScheme>> kinds; // by number of the package URL
    QHash<QString, quint32> identities{{QString(), 0}};
    const Dictionary &purls = segment.dictionaries[Segment::Purl];
    for (quint32 number = 0; number < purls.size(); ++number) {
        std::optional<Purl> purl = Purl::parse(purls.text(number));
        if (purl)
            purl->qualifiers.clear();
        const QString identity = purl ? purl->identity() : QString();
        auto known = identities.constFind(identity);
        if (known == identities.cend())
            known = identities.insert(identity, quint32(identities.size()));
        kinds.emplace_back(*known, purl ? versionSchemeOf(purl->type) : VersionScheme::Equality);
    }
    const auto kindOf = [&](const Segment::Line &line) {
        return line.purl < kinds.size() ? kinds[line.purl] : std::pair(0U, VersionScheme::Equality);
    };
    const Dictionary &texts = segment.dictionaries[Segment::Fix];
    for (quint32 number = 0; number < segment.lines.size(); ++number) {
        Segment::Line &line = segment.lines[number];
        if (line.fix == 0)
            continue;
        const auto [kind, scheme] = kindOf(line);
        const QByteArrayView installed = segment.dictionaries[Segment::Version].at(line.version);
        if (isAbove(installed, texts.at(line.fix), scheme)) {
            line.upgrade = 0;
            continue;
        }
        QByteArray fix = fixFor(installed, texts.at(line.fix), scheme);
        Branch &branch = branches[{{line.package, kind, line.version}, branchOf(fix)}];
        const std::optional<int> order = branch.target.isEmpty() ? 1 : compared(fix, branch.target, scheme);
        branch.isOrdered = branch.isOrdered && order;
        if (order.value_or(0) > 0)
            branch.target = fix;
        if (fix != texts.at(line.fix))
            branch.several.insert(line.fix);
        branch.lines.emplace_back(number, std::move(fix));
    }
    // The highest of the fixes that apply may be between those of another line of releases.
    for (auto &[key, branch] : branches) {
        if (!branch.isOrdered || branch.several.isEmpty() || branch.lines.size() < 2)
            continue;
        const VersionScheme scheme = kindOf(segment.lines[branch.lines.front().first]).second;
        const QByteArrayView installed = segment.dictionaries[Segment::Version].at(std::get<2>(key.first));
        branch.target = lowestThatCloses(branch.target, installed, branch.several, texts, scheme);
    }
    std::map<std::pair<quint32, quint32>, quint32> numbers;
    segment.upgrades.assign(1, {});
    for (const auto &[key, branch] : branches) {
        for (const auto &[number, own] : branch.lines) {
            Segment::Line &line = segment.lines[number];
            const quint32 fix = segment.dictionaries[Segment::Fix].intern(branch.isOrdered ? branch.target : own);
            const auto [at, isNew] = numbers.try_emplace({line.package, fix}, quint32(segment.upgrades.size()));
            if (isNew)
                segment.upgrades.push_back({line.package, fix});
            line.upgrade = at->second;
        }
    }
}

} // namespace lotse::findings
