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
    let mut files: Vec<_> = fs::read_dir(desk.cache().join("shelf-1"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "sqlite"))
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.pop().unwrap()
}

fn assert_works(shelf: &Shelf) {
    scan(shelf);
    assert_eq!(rows(shelf).len(), 3);
    assert_eq!(found(shelf, "sails"), ["ferry"]);
}

#[test]
fn the_list_is_there_at_the_next_start_before_anything_is_scanned() {
    let desk = three();
    drop(desk.scanned());
    let shelf = desk.shelf();
    assert_eq!(rows(&shelf).len(), 3);
    assert_eq!(found(&shelf, "sails"), ["ferry"]);
    assert!(scan(&shelf).is_empty());
    assert_eq!(shelf.notice(), None);
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
    assert_works(&desk.shelf());
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
        let shelf = desk.shelf();
        assert_works(&shelf);
        assert_eq!(shelf.notice(), None, "{what}");
        drop(shelf);
        // And it is kept.
        assert_eq!(rows(&desk.shelf()).len(), 3, "{what}");
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
        let shelf = desk.shelf();
        // What a list says before the scan may be rubbish; it is an answer all the same.
        shelf.list(&Query::default()).unwrap();
        shelf.search(&Query::with_words("sails ferry"), 9).unwrap();
        scan(&shelf);
        assert_eq!(rows(&shelf).len(), 3, "byte {at}");
        drop(shelf);
        fs::remove_dir_all(desk.cache()).unwrap();
        drop(desk.scanned());
    }
}

#[test]
fn an_index_that_is_taken_away_while_it_is_open_is_made_again() {
    let desk = three();
    let shelf = desk.scanned();
    fs::remove_dir_all(desk.cache()).unwrap();
    assert_eq!(rows(&shelf).len(), 3, "it is still at hand");
    assert_works(&shelf);
    drop(shelf);
    assert_eq!(rows(&desk.shelf()).len(), 3);
}

#[test]
fn an_index_that_is_damaged_while_it_is_open_is_made_again() {
    let desk = three();
    let shelf = desk.scanned();
    let other = desk.shelf();
    let damaged = file(&desk);
    // Out of the log, into the file itself.
    let mover = rusqlite::Connection::open(&damaged).unwrap();
    mover.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(())).unwrap();
    let mut open = fs::OpenOptions::new().write(true).open(&damaged).unwrap();
    open.write_all(&vec![0x5a; 60_000]).unwrap();
    for shelf in [&shelf, &other] {
        assert_works(shelf);
        assert_eq!(shelf.notice(), None);
    }
}

#[test]
fn without_a_place_for_the_index_the_list_is_in_memory_and_says_so() {
    let desk = three();
    // A file where the folder should be: works for whoever may write everywhere, too.
    fs::write(desk.cache(), "no folder").unwrap();
    let shelf = desk.shelf();
    let notice = shelf.notice().unwrap();
    assert!(notice.starts_with("The list of stories is not kept"), "{notice}");
    assert_works(&shelf);

    let nowhere = Shelf::open(&desk.folder(), None).unwrap();
    assert_eq!(nowhere.notice(), None, "nobody asked for one");
    assert_works(&nowhere);
}

#[test]
fn each_desk_folder_has_an_index_of_its_own_by_whatever_way_it_is_reached() {
    let (one, two) = (three(), Desk::with([story("plane", "Plane lands", "Four.")]));
    let open = |folder: &Path| {
        let shelf = Shelf::open(folder, Some(&one.cache())).unwrap();
        scan(&shelf);
        rows(&shelf).len()
    };
    assert_eq!((open(&one.folder()), open(&two.folder())), (3, 1));
    let round_about = one.folder().join("ferry/../../desk/.");
    let shelf = Shelf::open(&round_about, Some(&one.cache())).unwrap();
    assert_eq!(rows(&shelf).len(), 3, "nothing was scanned");
    assert_eq!(shelf.desk_folder(), one.folder());
    assert!(rows(&shelf).iter().all(|row| row.folder.starts_with(one.folder())));
}

#[test]
fn a_desk_folder_that_is_none_is_told() {
    let desk = three();
    for path in [desk.folder().join("nowhere"), desk.folder().join("ferry/story.ron")] {
        let error = Shelf::open(&path, None).unwrap_err().to_string();
        assert!(error.starts_with("The stories cannot be listed: the desk folder is not there"));
        assert!(error.ends_with(&path.display().to_string()), "{error}");
    }
}

#[test]
fn many_scan_and_look_up_at_once() {
    let desk = Desk::with((0..60).map(|n| story(&format!("s{n}"), "Ferry sails", "One.")));
    let work = |number: usize| {
        let shelf = desk.shelf();
        for round in 0..5 {
            let slug = format!("s{}", number * 5 + round);
            desk.put(&slug, &story(&slug, "Bus stops", "Two."));
            scan(&shelf);
            assert_eq!(rows(&shelf).len(), 60);
            let query = Query::with_words(format!("slug:{slug} bus"));
            let found = shelf.search(&query, 9).unwrap();
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
    let shelf = desk.shelf();
    assert!(scan(&shelf).is_empty());
    assert_eq!(found(&shelf, "bus").len(), 20);
    assert_eq!(found(&shelf, "ferry").len(), 40);
}
