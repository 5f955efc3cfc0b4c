use super::{BAD, Folder};

/// A folder with a bad policy in each of these files.
fn bad(paths: &[&str]) -> Folder {
    Folder::with(&paths.iter().map(|path| (*path, BAD)).collect::<Vec<_>>())
}

#[test]
fn a_walk_takes_json_and_jsonc_in_order() {
    let folder = bad(&["b.json", "a.JSON", "sub/c.jsonc", ".hidden/d.json", "e.txt", "json", ".git/f.json"]);
    assert_eq!(folder.bad_files(&[]), [".hidden/d.json", "a.JSON", "b.json", "sub/c.jsonc"]);
}

#[test]
fn a_named_file_is_always_checked() {
    let folder = bad(&["e.txt", "ignored.json", ".git/f.json"]);
    folder.write(".gitignore", "*.json");
    assert_eq!(
        folder.bad_files(&["e.txt", "ignored.json", ".git/f.json", "."]),
        [".git/f.json", "e.txt", "ignored.json"]
    );
}

#[test]
fn a_file_is_checked_once_however_often_it_is_named() {
    let folder = bad(&["sub/a.json", "sub/b.json"]);
    let absolute = folder.0.path().canonicalize().unwrap().join("sub/b.json");
    let args =
        ["sub/a.json", "./sub//a.json", "sub/../sub/a.json", "sub", ".", "sub", absolute.to_str().unwrap()];
    assert_eq!(folder.bad_files(&args), ["sub/a.json", "sub/b.json"]);
}

#[test]
fn paths_are_shown_relative_to_the_current_folder() {
    let folder = bad(&["here/a.json", "there/b.json"]);
    let mut command = folder.command(&["check", "--format", "concise", ".", "../there"]);
    let ran = super::ran(command.current_dir(folder.path("here")));
    assert_eq!(ran.bad_files(), ["../there/b.json", "a.json"]);
}

#[test]
fn gitignore_is_honoured_at_every_depth() {
    let folder = bad(&[
        "a.json",
        "b.json",
        "out/c.json",
        "sub/d.json",
        "sub/e.json",
        "sub/deep/f.json",
        "sub/deep/g.json",
    ]);
    folder.write(".gitignore", "b.json\nout/\ne.json\n");
    folder.write("sub/.gitignore", "f.json\n!e.json\n");
    folder.write(".git/info/exclude", "g.json\n");
    assert_eq!(folder.bad_files(&[]), ["a.json", "sub/d.json", "sub/e.json"]);
    assert_eq!(folder.bad_files(&["sub"]), ["sub/d.json", "sub/e.json"], "patterns above the folder count");
    assert_eq!(folder.bad_files(&["--no-ignore"]).len(), 7);
    assert_eq!(folder.bad_files(&["out"]), ["out/c.json"], "a named folder is walked");
}

#[test]
fn patterns_end_at_the_top_of_the_repository() {
    let folder = bad(&["outer/repository/a.json", "outer/b.json"]);
    folder.write("outer/.gitignore", "*.json");
    folder.write("outer/repository/.git/HEAD", "");
    assert_eq!(folder.bad_files(&["outer/repository"]), ["outer/repository/a.json"]);
    assert_eq!(folder.bad_files(&["outer"]), ["outer/repository/a.json"]);
}

#[test]
fn patterns_above_count_only_in_a_repository() {
    let folder = bad(&["sub/a.json"]);
    folder.write(".gitignore", "*.json");
    assert_eq!(folder.bad_files(&["sub"]), ["sub/a.json"]);
    assert!(folder.bad_files(&["."]).is_empty());
}

#[test]
fn the_own_list_of_a_worktree_is_that_of_its_repository() {
    let folder = bad(&["tree/a.json", "tree/b.json"]);
    folder.write("main/.git/info/exclude", "b.json");
    folder.write("main/.git/worktrees/tree/commondir", "../..\n");
    folder.write("tree/.git", "gitdir: ../main/.git/worktrees/tree\n");
    assert_eq!(folder.bad_files(&["tree"]), ["tree/a.json"]);
}

#[cfg(unix)]
mod unix {
    use super::super::{BAD, Folder};
    use super::bad;

    #[test]
    fn links_are_followed_but_never_in_circles() {
        let folder = bad(&["sub/deep/a.json"]);
        folder.link("sub/deep/up", "..");
        folder.link("sub/self", ".");
        folder.link("sub/around", "around");
        assert_eq!(folder.bad_files(&[]), ["sub/deep/a.json"]);
        assert_eq!(folder.bad_files(&["sub/deep/up"]), ["sub/deep/up/deep/a.json"]);
    }

    #[test]
    fn a_linked_file_is_checked_once_under_its_own_path() {
        let folder = bad(&["z.json", "outside/b.json"]);
        folder.link("a.json", "z.json");
        assert_eq!(folder.bad_files(&[]), ["outside/b.json", "z.json"]);
        assert_eq!(folder.bad_files(&["a.json", "z.json"]), ["a.json"]);
    }

    #[test]
    fn what_lies_outside_is_shown_under_its_link() {
        let outside = bad(&["a.json", "deep/b.json", "policy"]);
        let folder = Folder::new();
        folder.link("one", outside.0.path());
        folder.link("two", outside.0.path());
        folder.link("three.json", outside.path("policy"));
        folder.link("four", outside.path("policy"));
        assert_eq!(folder.bad_files(&[]), ["one/a.json", "one/deep/b.json", "three.json"]);
    }

    #[test]
    fn folders_full_of_links_to_each_other_take_no_time() {
        let folder = Folder::new();
        for index in 0..40 {
            folder.write(&format!("{index}/a.json"), BAD);
            for name in ["left", "right"] {
                folder.link(&format!("{index}/{name}"), format!("../{}", (index + 1) % 40));
            }
        }
        assert_eq!(folder.bad_files(&[]).len(), 40);
    }

    #[test]
    fn an_ignored_link_is_not_followed() {
        let outside = bad(&["a.json"]);
        let folder = Folder::with(&[(".gitignore", "link")]);
        folder.link("link", outside.0.path());
        assert!(folder.bad_files(&[]).is_empty());
    }

    #[test]
    fn a_link_that_leads_nowhere_is_passed_over() {
        let folder = bad(&["a.json"]);
        folder.link(".#a.json", "user@host.1234");
        assert_eq!(folder.bad_files(&[]), ["a.json"]);
        let told = folder.run(&["check", "--verbose"]).stderr;
        assert_eq!(told, "note: passed over `.#a.json`: the link leads nowhere\n");
        let named = folder.run(&["check", ".#a.json"]);
        assert_eq!(named.code, Some(2));
    }

    #[test]
    fn a_walk_reads_no_pipes() {
        let folder = bad(&["a.json"]);
        let made = std::process::Command::new("mkfifo").arg(folder.path("pipe.json")).status().unwrap();
        assert!(made.success());
        folder.link("linked.json", "pipe.json");
        assert_eq!(folder.bad_files(&[]), ["a.json"]);
    }

    #[test]
    fn a_named_pipe_is_read() {
        let folder = Folder::with(&[("policy", BAD)]);
        let ran = folder.run_with_stdin(&["check", "--format", "concise", "/dev/stdin"], BAD.as_bytes());
        assert_eq!(ran.bad_files(), ["/dev/stdin"]);
    }

    #[test]
    fn a_file_name_cannot_command_the_terminal() {
        let folder = Folder::with(&[("a\x1b[31m\n.json", BAD)]);
        folder.link("\x1b]0;title\x07.json", "nowhere");
        let ran = folder.run(&["check", "--verbose", "--fail-on", "never", ".", "\x1b[2J"]);
        assert_eq!(ran.code, Some(2));
        for text in [ran.stdout, ran.stderr] {
            assert!(!text.contains(['\x1b', '\x07']), "{text:?}");
        }
    }
}
