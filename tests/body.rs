//! The body editor through the real window, with real events: keys, mouse, input method, clipboard
//! and screen reader come in as the system sends them, and a story comes out.
//!
//! `body/window.rs` has the hands, `body/screen.rs` the eyes; the tables of `fixtures/body/*.txt`, which `write.rs`
//! plays on the pure functions, are played a second time here.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]
#![expect(clippy::string_slice, reason = "sketches are cut where they were searched")]

#[path = "body/access.rs"]
mod access;
#[path = "body/clipboard.rs"]
mod clipboard;
#[path = "body/comfort.rs"]
mod comfort;
#[path = "body/find.rs"]
mod find;
#[path = "body/findings.rs"]
mod findings;
#[path = "body/ime.rs"]
mod ime;
#[path = "body/menus.rs"]
mod menus;
#[path = "body/mouse.rs"]
mod mouse;
#[path = "body/random.rs"]
mod random;
#[path = "body/reach.rs"]
mod reach;
#[path = "write/rows.rs"]
mod rows;
#[path = "body/screen.rs"]
mod screen;
#[path = "body/scripts.rs"]
mod scripts;
#[path = "write/sketch.rs"]
mod sketch;
#[path = "body/smart.rs"]
mod smart;
#[path = "body/tables.rs"]
mod tables;
#[path = "body/undo.rs"]
mod undo;
#[path = "body/vertical.rs"]
mod vertical;
#[path = "body/window.rs"]
mod window;
