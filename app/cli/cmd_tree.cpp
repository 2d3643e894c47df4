// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter.h"
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "harbor/repository.h"
#include "oci/repositorywalk.h"
#include "oci/tagnames.h"
#include "run.h"

#include <map>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

struct Branch {
    QString count; ///< "14 artifacts"
    QStringList tags;
};
using Tree = std::map<QString, Branch>;

void print(Run &run, const Tree &tree)
{
    Output &out = run.output();
    if (out.format() == Format::Json) {
        QList<QByteArray> objects;
        for (const auto &[name, branch] : tree) {
            QList<QByteArray> tags;
            for (const QString &tag : branch.tags)
                tags.append(jsonText(tag));
            objects.append("{\"repository\":" + jsonText(name) + ",\"tags\":[" + tags.join(',') + "]}");
        }
        out.jsonArray(objects);
        run.done();
        return;
    }
    if (out.format() == Format::Csv) {
        QList<QStringList> rows;
        for (const auto &[name, branch] : tree)
            rows.append({name, branch.count, branch.tags.join(u' ')});
        out.table({u"repository"_s, u"content"_s, u"tags"_s}, rows);
        run.done();
        return;
    }
    const Session &session = run.session();
    QString head = session.account().host();
    if (!session.serverVersion().isEmpty())
        head += u" (Harbor "_s + session.serverVersion() + u')';
    out.sentence(head);
    QString group;
    for (const auto &[name, branch] : tree) {
        const qsizetype slash = name.indexOf(u'/');
        const QString first = slash > 0 ? name.left(slash) : QString();
        if (first != group && !first.isEmpty())
            out.sentence(u"  "_s + first + u'/');
        group = first;
        out.sentence((first.isEmpty() ? u"  "_s : u"    "_s) + name.mid(slash + 1)
            + (branch.count.isEmpty() ? QString() : u"  ("_s + branch.count + u')'));
        for (const QString &tag : branch.tags)
            out.sentence((first.isEmpty() ? u"    :"_s : u"      :"_s) + tag);
    }
    run.done();
}

void nameRefusals(Run &run, const harbor::PagedList &walk)
{
    for (const QString &gap : walk.gaps())
        run.partial(gap);
}

auto shownProgress(Run &run)
{
    return [&run](const harbor::Progress &progress) { run.progress(progress.done, progress.total, progress.what); };
}

harbor::Params scope(Run &run)
{
    return run.isSet("project") ? harbor::Params{{u"project_name"_s, run.value("project")}} : harbor::Params{};
}

void addTags(Run &run, const std::shared_ptr<Tree> &tree)
{
    run.session().harbor().walk(*harbor::endpoint("artifacts"), scope(run), &run, shownProgress(run),
        [&run, tree](const Result<harbor::PagedList> &walk) {
            if (!walk) {
                run.fail(walk.error());
                return;
            }
            for (const json::Record &row : walk->rows) {
                const auto artifact = row.value.value<harbor::Artifact>();
                for (const harbor::Tag &tag : artifact.tags)
                    (*tree)[artifact.repositoryName].tags.append(tag.name);
            }
            for (auto &[name, branch] : *tree)
                std::sort(branch.tags.begin(), branch.tags.end(), oci::versionLess);
            nameRefusals(run, *walk);
            print(run, *tree);
        });
}

void harborTree(Run &run)
{
    const char *kind = run.isSet("project") ? "project-repositories" : "repositories";
    run.session().harbor().walk(
        *harbor::endpoint(kind), scope(run), &run, shownProgress(run), [&run](const Result<harbor::PagedList> &walk) {
            if (!walk) {
                run.fail(walk.error());
                return;
            }
            const auto tree = std::make_shared<Tree>();
            for (const json::Record &row : walk->rows) {
                const auto repository = row.value.value<harbor::Repository>();
                (*tree)[repository.name].count = counted(repository.artifactCount, u"%1 artifact"_s, u"%1 artifacts"_s);
            }
            nameRefusals(run, *walk);
            if (run.isSet("tags"))
                addTags(run, tree);
            else
                print(run, *tree);
        });
}

void ociTree(Run &run)
{
    if (run.isSet("project")) {
        run.usage(LOTSE_MSG("%1 is not Harbor and has no projects: --project has no effect."),
            {run.session().account().host()});
        return;
    }
    oci::WalkQuestion question;
    question.depth = run.isSet("tags") ? oci::WalkQuestion::Depth::Tags : oci::WalkQuestion::Depth::Names;
    if (run.session().kind() == RegistryKind::OciNoCatalog) {
        question.repositories = run.session().account().repositories;
        // Where the list could not be read this time, asking for it says why.
        const bool isKnown = run.session().capabilities().support(u"catalog"_s) != Support::Unknown;
        if (question.repositories.isEmpty() && isKnown) {
            Error error;
            error.kind = ErrorKind::Unsupported;
            error.message = run.session().capabilities().reason(u"catalog"_s);
            run.fail(error);
            return;
        }
    }
    auto *walk = new oci::RepositoryWalk(run.session().sharedTransport(), question, &run);
    walk->onProgress = [&run](const oci::WalkProgress &progress) {
        run.progress(progress.done, progress.isTotalFinal ? progress.total : -1, u"repositories"_s);
    };
    walk->onDone = [&run](const Result<oci::WalkAnswer> &answer) {
        if (!answer) {
            run.fail(answer.error());
            return;
        }
        Tree tree;
        for (const oci::RepositoryRow &row : answer->rows) {
            Branch &branch = tree[row.name];
            for (const oci::TagRow &tag : row.tags)
                branch.tags.append(tag.tag);
            std::sort(branch.tags.begin(), branch.tags.end(), oci::versionLess);
            if (row.error)
                run.partial(u"%1 could not be read: %2"_s.arg(row.name, row.error.text()));
        }
        if (answer->stopped)
            run.partial(u"The list of repositories is incomplete: "_s + answer->stopped.text());
        print(run, tree);
    };
    walk->start();
}

void startTree(Run &run)
{
    run.withSession([&run] {
        if (run.session().kind() == RegistryKind::Harbor)
            harborTree(run);
        else
            ociTree(run);
    });
}

} // namespace

Command treeCommand()
{
    return {.name = "tree",
        .arguments = "",
        .summary = "Show the repositories, and with --tags their tags.",
        .details = "",
        .options = {{u"tags"_s, u"Show tags."_s}, {u"project"_s, u"Only this project (Harbor)."_s, u"NAME"_s}},
        .takes = "@registry json csv progress",
        .start = &startTree};
}

} // namespace lotse::cli
