//! Findings in the copy: gone through and dealt with by keys, and true to their words while the
//! copy changes before them.

use chrono::DateTime;
use nightdesk::desk::{Command, Desk, Wish};
use nightdesk::edit::Selection;
use nightdesk::store::Settings;
use nightdesk::story::{Ids, Part, Place, RichText, TextAt};

use super::sketch;
use super::window::Window;

const COPY: &str =
    "^ Harbour reopens / ¶ |The the ferry left. / ¶ Nothing here / ¶ The boat was full full.";

fn checked(sketch: &str) -> Window {
    let mut window = Window::sketch(sketch);
    window.check();
    window
}

/// The words of the findings of doubled words, in reading order.
fn doubled(window: &Window) -> Vec<String> {
    let found = window.desk().findings().iter().filter(|finding| finding.rule == "doubled-word");
    let words = found.map(|finding| match &finding.place {
        Place::Range(at, range) => {
            window.story().text(*at).unwrap().as_str()[range.start..range.end].to_owned()
        }
        place => panic!("words, not {place:?}"),
    });
    words.collect()
}

#[test]
fn f8_goes_from_finding_to_finding_and_shift_f8_back() {
    let mut window = checked(COPY);
    let mut seen = Vec::new();
    let count = window.desk().findings().len();
    for _ in 0..count {
        window.press("F8");
        seen.push(window.show());
    }
    let first = seen.iter().position(|shown| shown.contains("«the»")).expect("the first");
    let second = seen.iter().position(|shown| shown.contains("«full»")).expect("the second");
    assert!(first < second, "in reading order: {seen:?}");
    for shown in seen.iter().rev().skip(1) {
        window.press("Shift+F8");
        assert_eq!(window.show(), *shown);
    }
}

#[test]
fn f8_leaves_the_keyboard_with_the_words_of_the_finding() {
    let mut window = checked("¶ |One / ¶ The the ferry.");
    go_to(&mut window, "«the»");
    window.write("old");
    assert_eq!(window.texts(), ["One", "The old ferry."]);
    assert!(doubled(&window).is_empty());
}

/// Presses F8 until the selection is the wanted one.
fn go_to(window: &mut Window, wanted: &str) {
    for _ in 0..=window.desk().findings().len() {
        if window.show().contains(wanted) {
            return;
        }
        window.press("F8");
    }
    panic!("F8 does not come to {wanted}: {}", window.show());
}

#[test]
fn ctrl_period_fixes_by_keys_alone() {
    let mut window = checked(COPY);
    go_to(&mut window, "«full»");
    let fix = window.desk().findings().iter().rev().find_map(|finding| {
        (finding.rule == "doubled-word").then(|| finding.fix.clone().unwrap().label)
    });
    window.press("Ctrl+.");
    assert!(window.is_focused_on(&fix.unwrap()), "the fix has the keyboard");
    window.press("Enter");
    assert_eq!(window.texts(), ["The the ferry left.", "Nothing here", "The boat was full."]);
    assert_eq!(doubled(&window), ["the"]);
    // The keyboard is with the copy again.
    window.write("x");
    assert_eq!(window.texts().concat().matches('x').count(), 1);
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(window.texts().last().unwrap(), "The boat was full full.");
}

#[test]
fn ctrl_period_ignores_by_keys_alone_and_undo_brings_the_finding_back() {
    let mut window = checked("¶ |One / ¶ The the ferry. / ¶ The the quay.");
    go_to(&mut window, "«the» ferry");
    window.press("Ctrl+. Tab");
    assert!(window.is_focused_on("Ignore"));
    window.press("Enter");
    assert_eq!(doubled(&window), ["the"]);
    assert_eq!(window.desk().ignored().len(), 1);
    window.press("Ctrl+Z");
    assert_eq!(doubled(&window).len(), 2);
}

#[test]
fn ctrl_period_learns_words_by_keys_alone() {
    let mut window = checked("¶ |One / ¶ Ask TK about it. / ¶ Ask TK again.");
    let found = |window: &Window| {
        window.desk().findings().iter().filter(|finding| finding.rule == "placeholder").count()
    };
    assert_eq!(found(&window), 2);
    go_to(&mut window, "«TK» about");
    window.press("Ctrl+.");
    for _ in 0..3 {
        if !window.is_focused_on("Add “TK” to the dictionary") {
            window.press("Tab");
        }
    }
    assert!(window.is_focused_on("Add “TK” to the dictionary"));
    window.press("Enter");
    assert!(window.desk().settings().check.dictionary.contains("TK"));
    assert_eq!(found(&window), 0, "learnt for every place");
    window.write("x");
    assert_eq!(window.texts()[1], "Ask x about it.", "the keyboard is with the copy again");
}

#[test]
fn escape_leaves_the_menu_and_the_finding_as_they_were() {
    let mut window = checked("¶ |One / ¶ The the ferry.");
    go_to(&mut window, "«the»");
    window.press("Ctrl+. Escape");
    assert_eq!(doubled(&window), ["the"]);
    window.press("Right");
    window.write("!");
    assert_eq!(window.texts(), ["One", "The the! ferry."]);
}

#[test]
fn ctrl_period_where_nothing_is_wrong_opens_nothing() {
    let mut window = checked("¶ On|e / ¶ The the ferry.");
    window.press("Ctrl+.");
    window.write("x");
    assert_eq!(window.texts(), ["Onxe", "The the ferry."]);
}

#[test]
fn findings_have_a_line_under_their_words() {
    let window = checked("¶ |One / ¶ The the ferry.");
    let at = window.nth(1);
    let (from, to) = (window.spot(at, "The ".len()), window.spot(at, "The the".len()));
    let marks = window.marks_below(from.y);
    assert!(!marks.is_empty());
    for mark in &marks {
        assert!(mark.left() >= from.x - 2.0 && mark.right() <= to.x + 2.0, "{mark:?}");
    }
    assert!(marks.iter().any(|mark| mark.right() > to.x - 12.0), "to the last letter");
    assert!(window.marks_below(window.spot(window.nth(0), 0).y).is_empty());
}

/// A desk whose checks are done when it is told, as on threads.
struct Slow {
    desk: Desk,
    at: TextAt,
    other: TextAt,
}

impl Slow {
    fn new(sketch: &str) -> Self {
        let story = sketch::read(sketch, &mut Ids::from_seed(1)).story;
        let text = |index: usize| TextAt::Block(story.body.get(index).unwrap().id, Part::Text);
        let (at, other) = (text(0), text(1));
        let seed = uuid::Uuid::from_u128(1 << 100);
        let desk = Desk::with_story(Settings::default(), seed, story, DateTime::UNIX_EPOCH);
        let mut slow = Self { desk, at, other };
        let mut settings = slow.desk.settings().clone();
        settings.check.graf_most_words += 1;
        let jobs = slow.desk.handle(Command::Settings(Box::new(settings)), DateTime::UNIX_EPOCH);
        for job in jobs {
            slow.desk.receive(job.run(), DateTime::UNIX_EPOCH);
        }
        slow
    }

    /// Types without waiting for the check that this starts.
    fn type_at(&mut self, at: TextAt, byte: usize, words: &str) {
        let selection = Selection::caret(at, byte);
        let wish = Wish::Type(RichText::plain(words));
        self.tell(Command::Write { selection, wish });
    }

    fn tell(&mut self, command: Command) {
        drop(self.desk.handle(command, DateTime::UNIX_EPOCH));
    }

    fn doubled(&self) -> Vec<(TextAt, usize, usize)> {
        let found = self.desk.findings().iter().filter(|finding| finding.rule == "doubled-word");
        let places = found.map(|finding| match &finding.place {
            Place::Range(at, range) => (*at, range.start, range.end),
            place => panic!("words, not {place:?}"),
        });
        places.collect()
    }
}

#[test]
fn findings_move_with_their_words_until_the_next_check_is_done() {
    let mut slow = Slow::new("¶ A the the b / ¶ full full");
    let (at, other) = (slow.at, slow.other);
    assert_eq!(slow.doubled(), [(at, 6, 9), (other, 5, 9)]);
    slow.type_at(at, 0, "xy");
    assert_eq!(slow.doubled(), [(at, 8, 11), (other, 5, 9)], "words before it push it on");
    slow.type_at(at, 13, "z");
    assert_eq!(slow.doubled(), [(at, 8, 11), (other, 5, 9)], "words behind it do not");
    slow.tell(Command::Undo);
    slow.tell(Command::Undo);
    assert_eq!(slow.doubled(), [(at, 6, 9), (other, 5, 9)], "undo pulls it back");
    slow.type_at(at, 7, "x");
    assert_eq!(slow.doubled(), [(other, 5, 9)], "words inside it end it");
}

#[test]
fn findings_move_with_their_block() {
    let mut slow = Slow::new("¶ A the the b / ¶ full full");
    let (at, other) = (slow.at, slow.other);
    let selection = Selection::caret(at, 0);
    slow.tell(Command::Write { selection, wish: Wish::Shift(1) });
    assert_eq!(slow.doubled().len(), 2);
    let selection = Selection::caret(other, 0);
    slow.tell(Command::Write { selection, wish: Wish::Enter });
    let words = slow.doubled();
    assert!(words.contains(&(at, 6, 9)), "the other graf keeps its finding: {words:?}");
}

#[test]
fn a_late_result_is_carried_to_where_its_words_are_now() {
    let mut slow = Slow::new("¶ Fine / ¶ Also fine");
    let (at, other) = (slow.at, slow.other);
    let selection = Selection::caret(other, 0);
    let wish = Wish::Type(RichText::plain("full full "));
    let jobs = slow.desk.handle(Command::Write { selection, wish }, DateTime::UNIX_EPOCH);
    // Before the check of that is done, more is typed before the words.
    slow.type_at(other, 0, "It ");
    slow.type_at(at, 0, "So ");
    for job in jobs {
        slow.desk.receive(job.run(), DateTime::UNIX_EPOCH);
    }
    assert_eq!(slow.doubled(), [(other, 8, 12)]);
    assert!(!slow.desk.is_checked(), "the next check is under way");
}

#[test]
fn a_fix_that_comes_after_more_typing_still_hits_its_words() {
    let mut slow = Slow::new("¶ A the the b / ¶ full full");
    slow.type_at(slow.at, 0, "xy");
    let findings = slow.desk.findings();
    let key = findings.iter().find(|finding| finding.rule == "doubled-word").unwrap().key.clone();
    slow.tell(Command::Fix(key));
    assert_eq!(slow.desk.story().text(slow.at).unwrap().as_str(), "xyA the b");
}
