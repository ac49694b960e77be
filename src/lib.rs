//! Nightdesk: the desktop editing app for a newsroom's copy desk.
//!
//! The library is laid out in floors; a module uses only floors below its own. ARCHITECTURE.md
//! has the picture and the invariants, `tests/architecture.rs` enforces them.

pub mod check;
pub mod cli;
pub mod desk;
pub mod edit;
pub mod export;
pub mod import;
pub mod media;
pub mod record;
pub mod store;
pub mod story;
pub mod ui;
