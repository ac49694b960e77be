//! The window: it shows the desk and turns keys and clicks into commands.
//!
//! A panel is a struct or function of view state that reads the [`Desk`](crate::desk::Desk) and pushes
//! [`Command`](crate::desk::Command)s; it cannot change a story. Everything that an editor can do is an entry of one
//! table, `action`, from which menus, shortcuts, palette and help are drawn.
//!
//! Must not know: rules, formats, files on disk.

mod action;
mod app;
mod badge;
mod bars;
mod block;
mod body;
mod captions;
mod clipboard;
mod count;
mod files;
mod find_bar;
mod furniture;
mod large;
mod link_prompt;
mod palette;
mod panels;
mod path_prompt;
mod picture;
mod preview;
mod scrolls;
mod sheet;
mod tall;
mod theme;

pub use app::{App, Runner, Start, open_window};
