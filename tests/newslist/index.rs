//! The index: made again whenever that is needed, shared by any number of readers, never needed.

use std::io::Write as _;

use super::*;

fn three() -> Desk {
    Desk::with([
        story("bus", "Bus stops", "Two."),
        story("ferry", "Ferry sails", "One."),
        story("tram", "Tram bends", "Three."),
    ])
}

/// The index's file; there is one.
fn file(desk: &Desk) -> PathBuf {
    let mut files: Vec<_> = fs::read_dir(desk.cache().join("newslist-1"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "sqlite"))
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.pop().unwrap()
}

fn assert_works(list: &Newslist) {
    scan(list);
    assert_eq!(rows(list).len(), 3);
    assert_eq!(found(list, "sails"), ["ferry"]);
}

#[test]
fn the_list_is_there_at_the_next_start_before_anything_is_scanned() {
    let desk = three();
    drop(desk.scanned());
    let list = desk.newslist();
    assert_eq!(rows(&list).len(), 3);
    assert_eq!(found(&list, "sails"), ["ferry"]);
    assert!(scan(&list).is_empty());
    assert_eq!(list.notice(), None);
}

#[test]
fn nothing_is_written_into_the_desk_folder() {
    let desk = three();
    let all = || {
        let mut all: Vec<_> = fs::read_dir(desk.folder())
            .unwrap()
            .flat_map(|entry| fs::read_dir(entry.unwrap().path()).unwrap())
            .map(|entry| entry.unwrap().path())
            .collect();
        all.sort();
        all
    };
    let before = all();
    assert_works(&desk.newslist());
    assert_eq!(all(), before);
}

#[test]
fn an_index_that_is_damaged_in_whatever_way_is_made_again() {
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 6] = [
        ("missing", |file| fs::remove_file(file).unwrap()),
        ("empty", |file| fs::write(file, "").unwrap()),
        ("another kind of file", |file| fs::write(file, "no index at all".repeat(900)).unwrap()),
        ("cut short", |file| {
            let len = fs::metadata(file).unwrap().len();
            fs::File::options().write(true).open(file).unwrap().set_len(len / 2).unwrap();
        }),
        ("rubbish in every page but the first", |file| {
            let mut bytes = fs::read(file).unwrap();
            for byte in bytes.iter_mut().skip(4096) {
                *byte ^= 0xa5;
            }
            fs::write(file, bytes).unwrap();
        }),
        ("of another version", |file| {
            let index = rusqlite::Connection::open(file).unwrap();
            index.pragma_update(None, "user_version", 999).unwrap();
        }),
    ];
    for (what, damage) in damages {
        let desk = three();
        drop(desk.scanned());
        damage(&file(&desk));
        let list = desk.newslist();
        assert_works(&list);
        assert_eq!(list.notice(), None, "{what}");
        drop(list);
        // And it is kept.
        assert_eq!(rows(&desk.newslist()).len(), 3, "{what}");
        file(&desk);
    }
}

#[test]
fn any_byte_of_the_index_can_go_wrong() {
    let desk = three();
    drop(desk.scanned());
    let whole = fs::read(file(&desk)).unwrap();
    // Each place stands for those around it; a page is 4096 bytes.
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        for byte in bytes.iter_mut().skip(at).take(300) {
            *byte = byte.wrapping_add(77);
        }
        let path = file(&desk);
        fs::write(&path, bytes).unwrap();
        let list = desk.newslist();
        // What a list says before the scan may be rubbish; it is an answer all the same.
        list.rows(&Query::default()).unwrap();
        list.search(&Query::with_words("sails ferry"), 9).unwrap();
        scan(&list);
        assert_eq!(rows(&list).len(), 3, "byte {at}");
        drop(list);
        fs::remove_dir_all(desk.cache()).unwrap();
        drop(desk.scanned());
    }
}

#[test]
fn an_index_that_is_taken_away_while_it_is_open_is_made_again() {
    let desk = three();
    let list = desk.scanned();
    fs::remove_dir_all(desk.cache()).unwrap();
    assert_eq!(rows(&list).len(), 3, "it is still at hand");
    assert_works(&list);
    drop(list);
    assert_eq!(rows(&desk.newslist()).len(), 3);
}

#[test]
fn an_index_that_is_damaged_while_it_is_open_is_made_again() {
    let desk = three();
    let list = desk.scanned();
    let other = desk.newslist();
    let damaged = file(&desk);
    // Out of the log, into the file itself.
    let mover = rusqlite::Connection::open(&damaged).unwrap();
    mover.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(())).unwrap();
    let mut open = fs::OpenOptions::new().write(true).open(&damaged).unwrap();
    open.write_all(&vec![0x5a; 60_000]).unwrap();
    for list in [&list, &other] {
        assert_works(list);
        assert_eq!(list.notice(), None);
    }
}

#[test]
fn without_a_place_for_the_index_the_list_is_in_memory_and_says_so() {
    let desk = three();
    // A file where the folder should be: works for whoever may write everywhere, too.
    fs::write(desk.cache(), "no folder").unwrap();
    let list = desk.newslist();
    let notice = list.notice().unwrap();
    assert!(notice.starts_with("The list of stories is not kept"), "{notice}");
    assert_works(&list);

    let nowhere = Newslist::open(&desk.folder(), None).unwrap();
    assert_eq!(nowhere.notice(), None, "nobody asked for one");
    assert_works(&nowhere);
}

#[test]
fn each_desk_folder_has_an_index_of_its_own_by_whatever_way_it_is_reached() {
    let (one, two) = (three(), Desk::with([story("plane", "Plane lands", "Four.")]));
    let open = |folder: &Path| {
        let list = Newslist::open(folder, Some(&one.cache())).unwrap();
        scan(&list);
        rows(&list).len()
    };
    assert_eq!((open(&one.folder()), open(&two.folder())), (3, 1));
    let round_about = one.folder().join("ferry/../../desk/.");
    let list = Newslist::open(&round_about, Some(&one.cache())).unwrap();
    assert_eq!(rows(&list).len(), 3, "nothing was scanned");
    assert_eq!(list.desk_folder(), one.folder());
    assert!(rows(&list).iter().all(|row| row.folder.starts_with(one.folder())));
}

#[test]
fn a_desk_folder_that_is_none_is_told() {
    let desk = three();
    for path in [desk.folder().join("nowhere"), desk.folder().join("ferry/story.ron")] {
        let error = Newslist::open(&path, None).unwrap_err().to_string();
        assert!(error.starts_with("The stories cannot be listed: the desk folder is not there"));
        assert!(error.ends_with(&path.display().to_string()), "{error}");
    }
}

#[test]
fn many_scan_and_look_up_at_once() {
    let desk = Desk::with((0..60).map(|n| story(&format!("s{n}"), "Ferry sails", "One.")));
    let work = |number: usize| {
        let list = desk.newslist();
        for round in 0..5 {
            let slug = format!("s{}", number * 5 + round);
            desk.put(&slug, &story(&slug, "Bus stops", "Two."));
            scan(&list);
            assert_eq!(rows(&list).len(), 60);
            let query = Query::with_words(format!("slug:{slug} bus"));
            let found = list.search(&query, 9).unwrap();
            assert!(found.hits.iter().any(|hit| hit.row.slug == slug), "{slug}");
        }
    };
    let work = &work;
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|number| scope.spawn(move || work(number))).collect();
        for worker in workers {
            worker.join().unwrap();
        }
    });
    let list = desk.newslist();
    assert!(scan(&list).is_empty());
    assert_eq!(found(&list, "bus").len(), 20);
    assert_eq!(found(&list, "ferry").len(), 40);
}
