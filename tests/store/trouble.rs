//! What happened while nobody looked: damage, saves cut off, newer versions, no permission.

use std::fs;
use std::path::{Path, PathBuf};

use nightdesk::record;
use nightdesk::store::{
    self, ContentHash, ExportError, OpenError, Save, SaveError, Unknown, Watch,
};

use super::exports::{NO_PICTURES, one_file};
use super::{Desk, assert_told, at, names, save, story};

#[test]
fn a_damaged_story_says_where_and_offers_the_newest_good_copy() {
    let desk = Desk::with_story();
    let mut hash = desk.open().hash;
    for (headline, minutes) in [("Second", 20), ("Third", 40), ("Fourth", 60)] {
        hash = desk.save(&story(headline), Some(&hash), minutes).unwrap();
    }
    let torn =
        fs::read_to_string(desk.file()).unwrap().replace("    slug: \"harbour\",", "    slug: ;");
    fs::write(desk.file(), &torn).unwrap();
    // The newest copy is damaged too.
    let newest = desk.folder().join("history").join(desk.history().last().unwrap());
    fs::write(&newest, "(schema: ").unwrap();

    let error = store::open(&desk.folder()).unwrap_err();
    let OpenError::Damaged { line: 4, column, ref cause, .. } = error else { panic!("{error}") };
    assert!(column > 1 && !cause.is_empty(), "{error}");
    assert_told(&error, "line 4, column", &desk.file());
    let copy = error.offer().unwrap();
    let opened = store::open_snapshot(&copy).unwrap();
    assert_eq!(opened.story.headline, "Second");
    assert_eq!(opened.folder, desk.folder());

    // The next save goes through, and the damaged file is kept.
    desk.save(&opened.story, Some(&opened.hash), 80).unwrap();
    assert_eq!(desk.open().story.headline, "Second");
    let damaged: Vec<_> =
        desk.history().into_iter().filter(|name| name.starts_with("damaged-")).collect();
    assert_eq!(damaged.len(), 1);
    let kept = desk.folder().join("history").join(&damaged[0]);
    assert_eq!(fs::read_to_string(kept).unwrap(), torn);
}

#[test]
fn a_copy_is_not_saved_over_a_damaged_file_that_changed_meanwhile() {
    let desk = Desk::with_story();
    let hash = desk.open().hash;
    desk.save(&story("Second"), Some(&hash), 1).unwrap();
    fs::write(desk.file(), "(").unwrap();
    let copy = store::open(&desk.folder()).unwrap_err().offer().unwrap();
    let opened = store::open_snapshot(&copy).unwrap();
    fs::write(desk.file(), "(mended by hand").unwrap();
    let error = desk.save(&opened.story, Some(&opened.hash), 2).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOnDisk { .. }), "{error}");
    assert_eq!(fs::read_to_string(desk.file()).unwrap(), "(mended by hand");
}

#[test]
fn a_story_file_that_is_gone_or_empty_is_offered_from_the_history() {
    for empty in [true, false] {
        let desk = Desk::with_story();
        let hash = desk.open().hash;
        desk.save(&story("Second"), Some(&hash), 1).unwrap();
        if empty {
            fs::write(desk.file(), "").unwrap();
        } else {
            fs::remove_file(desk.file()).unwrap();
        }
        let error = store::open(&desk.folder()).unwrap_err();
        let opened = store::open_snapshot(&error.offer().unwrap()).unwrap();
        assert_eq!(opened.story.headline, "First");
        desk.save(&opened.story, Some(&opened.hash), 2).unwrap();
        assert_eq!(desk.open().story.headline, "First");
    }
}

#[test]
fn an_older_version_can_be_taken_up_again_and_nothing_is_lost() {
    let desk = Desk::with_story();
    let hash = desk.open().hash;
    desk.save(&story("Second"), Some(&hash), 15).unwrap();
    let copy = desk.folder().join("history").join(&desk.history()[0]);
    let opened = store::open_snapshot(&copy).unwrap();
    desk.save(&opened.story, Some(&opened.hash), 30).unwrap();
    assert_eq!(desk.open().story.headline, "First");
    let newest = desk.folder().join("history").join(desk.history().last().unwrap());
    assert_eq!(store::open_snapshot(&newest).unwrap().story.headline, "Second");
}

#[test]
fn a_save_that_was_cut_off_is_cleared_up_and_told() {
    let whole = |headline: &str, minutes| {
        let mut story = story(headline);
        story.updated = at(minutes);
        record::to_ron(&story, &Unknown::default())
    };
    let newer = whole("Newer", 5);
    let half = newer.get(..newer.len() / 2).unwrap().to_owned();
    for (left, told, recovered) in [
        (newer, "The last save of 1 March 2026 09:05 UTC was cut off", true),
        (half, "A save was cut off before it was complete", false),
        (whole("Older", -5), "", false),
    ] {
        let desk = Desk::with_story();
        let temporary = desk.folder().join(".story.ron.4711-0.tmp");
        fs::write(&temporary, left).unwrap();
        let opened = desk.open();
        assert_eq!(opened.story.headline, "First");
        assert!(!temporary.exists());
        let notices: Vec<_> = opened.notices.iter().map(|notice| notice.message.as_str()).collect();
        assert_eq!(notices.len(), usize::from(!told.is_empty()), "{notices:?}");
        assert!(notices.concat().contains(told), "{notices:?}");
        assert_eq!(desk.history().len(), usize::from(recovered));
        if recovered {
            let copy = desk.folder().join("history").join(&desk.history()[0]);
            assert!(notices[0].contains(&desk.history()[0]), "{notices:?}");
            assert_eq!(store::open_snapshot(&copy).unwrap().story.headline, "Newer");
        }
        assert_eq!(desk.open().notices, [], "told once");
    }
}

#[test]
fn files_that_only_look_like_ours_are_not_cleared_up() {
    let desk = Desk::with_story();
    let others =
        [".story.ron.swp", ".story.ron.mine.tmp", "story.ron.4711-0.tmp", ".other.1-0.tmp"];
    for other in others {
        fs::write(desk.folder().join(other), "mine").unwrap();
    }
    desk.open();
    for other in others {
        assert!(desk.folder().join(other).exists(), "{other}");
    }
}

#[test]
fn a_leftover_with_our_own_number_does_not_stop_a_save() {
    let desk = Desk::with_story();
    for count in 0..100 {
        let name = format!(".story.ron.{}-{count}.tmp", std::process::id());
        fs::write(desk.folder().join(name), "torn").unwrap();
    }
    let hash = ContentHash::clone(&desk.open().hash);
    for count in 0..100 {
        let name = format!(".story.ron.{}-{count}.tmp", std::process::id());
        fs::write(desk.folder().join(name), "torn").unwrap();
    }
    desk.save(&story("Second"), Some(&hash), 1).unwrap();
    assert_eq!(desk.open().story.headline, "Second");
}

#[test]
fn a_newer_minor_version_keeps_its_fields_through_a_save() {
    let desk = Desk::with_story();
    let newer = fs::read_to_string(desk.file())
        .unwrap()
        .replace("nightdesk/1.0", "nightdesk/1.9")
        .replace("    slug:", "    mood: (kind: \"calm\", depth: 3),\n    slug:");
    fs::write(desk.file(), newer).unwrap();
    let mut opened = desk.open();
    assert_eq!(opened.read_only, None);
    assert!(opened.notices[0].message.contains("newer version"), "{:?}", opened.notices);
    opened.story.headline = "Changed".to_owned();
    let save = Save {
        story: &opened.story,
        unknown: &opened.unknown,
        expected: Some(&opened.hash),
        pictures: &[],
        copy_media_from: None,
        who: "",
        now: at(1),
    };
    store::save(&desk.folder(), &save).unwrap();
    let text = fs::read_to_string(desk.file()).unwrap();
    for kept in ["nightdesk/1.9", "mood: (kind: \"calm\", depth: 3)", "headline: \"Changed\""] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_newer_major_version_opens_read_only() {
    let desk = Desk::with_story();
    let newer = fs::read_to_string(desk.file()).unwrap().replace("nightdesk/1.0", "nightdesk/2.0");
    fs::write(desk.file(), newer).unwrap();
    let opened = desk.open();
    assert_eq!(opened.story.headline, "First");
    let reason = opened.read_only.unwrap();
    assert!(reason.contains("newer version") && reason.ends_with('.'), "{reason}");
}

#[test]
fn what_is_no_story_is_told_apart() {
    let desk = Desk::with_story();
    let page = desk.home.path().join("page.html");
    fs::write(&page, "<p>").unwrap();
    let nothing = desk.home.path().join("nothing");
    let empty = desk.home.path().join("empty");
    fs::create_dir(&empty).unwrap();
    for (path, why) in [
        (page, "this is not a story folder"),
        (nothing, "there is no story.ron here"),
        (empty, "there is no story.ron here"),
    ] {
        let error = store::open(&path).unwrap_err();
        assert_told(&error, why, &path);
        assert_eq!(error.offer(), None);
    }
    let error = store::open_snapshot(&desk.file()).unwrap_err();
    assert_told(&error, "this is not a story folder", &desk.file());
    fs::write(desk.file(), b"(schema: \"nightdesk/1.0\",\n headline: \"caf\xe9\")").unwrap();
    let error = store::open(&desk.folder()).unwrap_err();
    assert!(matches!(error, OpenError::Damaged { line: 2, column: 16, .. }), "{error}");
}

#[test]
fn a_path_that_cannot_be_a_folder_is_told() {
    let desk = Desk::with_story();
    let inside_a_file = desk.file().join("deeper");
    let error = save(&inside_a_file, &story("First"), None, &[], 0).unwrap_err();
    assert!(matches!(error, SaveError::Other { .. }), "{error}");
    assert_told(&error, "The story was not saved", &inside_a_file);
}

/// Runs one test of this file as somebody who may not write into `folder`. When the tests run as
/// root, whom modes do not hold, that is another process under another user.
#[cfg(unix)]
#[expect(clippy::print_stderr, reason = "a test that could not be tried must say so")]
fn without_rights(folder: &Path, test: &str) {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(folder.parent().unwrap(), 0o755);
    set(folder, 0o555);
    // The other user may not be let into the folder that the test program lies in.
    let program = folder.with_file_name("test-program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    set(&program, 0o755);
    let mut command = std::process::Command::new(program);
    command.args(["--exact", test, "--nocapture"]).env("FOLDER_WITHOUT_RIGHTS", folder);
    let is_root = fs::metadata(folder).unwrap().uid() == 0;
    if is_root {
        command.uid(65_534).gid(65_534);
    }
    let output = command.output();
    set(folder, 0o755);
    match output {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && said.contains("1 passed"), "{said}");
            assert!(said.contains("looked at as another user"), "{said}");
        }
        // Root without the right to become somebody else.
        Err(error) => {
            assert!(is_root && error.kind() == std::io::ErrorKind::PermissionDenied, "{error}");
            eprintln!("not tried: this root may not become another user");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_opens_read_only_and_is_not_saved_to() {
    const TEST: &str = "trouble::a_folder_without_permission_opens_read_only_and_is_not_saved_to";
    let Some(folder) = std::env::var_os("FOLDER_WITHOUT_RIGHTS").map(PathBuf::from) else {
        let desk = Desk::with_story();
        without_rights(&desk.folder(), TEST);
        assert_eq!(desk.open().story.headline, "First");
        assert_eq!(names(&desk.folder()), ["story.ron"]);
        return;
    };
    eprintln!("looked at as another user");
    let opened = store::open(&folder).unwrap();
    let reason = opened.read_only.unwrap();
    assert!(reason.contains("no permission") && reason.ends_with('.'), "{reason}");
    let error = save(&folder, &story("Second"), Some(&opened.hash), &[], 1).unwrap_err();
    assert!(matches!(error, SaveError::NoPermission { .. }), "{error}");
    assert_told(&error, "no permission to write here", &folder.join("story.ron"));
    let out = folder.join("out.txt");
    let export = one_file("out.txt", b"Rain");
    let error =
        store::write_export(&export, false, &NO_PICTURES, &out, &Watch::NOBODY).unwrap_err();
    assert!(matches!(error, ExportError::NoPermission { .. }), "{error}");
}
