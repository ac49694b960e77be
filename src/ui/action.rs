//! Everything that an editor can do, in one table.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::desk::captions::Bulk;
use crate::edit::make::Shape;
use crate::export;
use crate::story::{HeadingLevel, MarkKind};

/// One thing that an editor can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Action {
    New,
    Open,
    Import,
    Save,
    SaveAs,
    Export(export::Format),
    CancelExport,
    Close,
    Undo,
    Redo,
    PastePlain,
    Find,
    FindAndReplace,
    NextMatch,
    PreviousMatch,
    Mark(MarkKind),
    Link,
    Convert(Shape),
    MoveUp,
    MoveDown,
    RemoveBlock,
    AddGraf,
    AddPicture,
    AddLead,
    AddEmbed,
    AddRelated,
    AddPromo,
    /// A portrait for somebody in the byline, by their place in it.
    AddPortrait(usize),
    AddTable,
    ShowPicture(crate::story::FigureAt),
    /// The file of a picture that is in the story already.
    ReplacePicture(crate::story::FigureAt),
    CaptionDesk,
    LargePicture,
    CropPicture,
    NextPicture,
    PreviousPicture,
    Captions(Bulk),
    AddDivider,
    Panel(Panel),
    ToggleLeft,
    SearchStories,
    TogglePreview,
    NextFinding,
    PreviousFinding,
    FixFinding,
    IgnoreFinding,
    BringBack,
    FocusMode,
    SmartTyping,
    Typewriter,
    Theme,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Palette,
}

/// The panels on the right, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    Check,
    Details,
    Receipt,
    Outline,
    History,
    Shortcuts,
    ExportSettings,
}

/// The menus of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Menu {
    Story,
    Edit,
    Format,
    Insert,
    Pictures,
    View,
    Check,
}

impl Menu {
    pub(super) const ALL: [Self; 7] = [
        Self::Story,
        Self::Edit,
        Self::Format,
        Self::Insert,
        Self::Pictures,
        Self::View,
        Self::Check,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Story => "Story",
            Self::Edit => "Edit",
            Self::Format => "Format",
            Self::Insert => "Insert",
            Self::Pictures => "Pictures",
            Self::View => "View",
            Self::Check => "Check",
        }
    }
}

/// One row of the table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) action: Action,
    /// What it is called; `…` when more is asked.
    pub(super) label: &'static str,
    pub(super) menu: Menu,
    pub(super) keys: Option<KeyboardShortcut>,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

/// The table. Within a menu the order is that of the menu.
pub(super) fn entries() -> Vec<Entry> {
    let row = |menu, label, action, keys: Option<(Modifiers, Key)>| Entry {
        action,
        label,
        menu,
        keys: keys.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)),
    };
    let heading = |level| Action::Convert(Shape::Heading(level));
    let mut entries = vec![
        row(Menu::Story, "New story", Action::New, Some((CTRL, Key::N))),
        row(Menu::Story, "Open…", Action::Open, Some((CTRL, Key::O))),
        row(Menu::Story, "Import…", Action::Import, Some((CTRL_SHIFT, Key::I))),
        row(Menu::Story, "Save", Action::Save, Some((CTRL, Key::S))),
        row(Menu::Story, "Save as…", Action::SaveAs, Some((CTRL_SHIFT, Key::S))),
    ];
    for (format, label) in [
        (export::Format::Html, "Export web page…"),
        (export::Format::HtmlFragment, "Export HTML fragment…"),
        (export::Format::Json, "Export JSON…"),
        (export::Format::Ninjs, "Export ninjs…"),
        (export::Format::Markdown, "Export Markdown…"),
        (export::Format::Text, "Export plain text…"),
    ] {
        let keys = (format == export::Format::Html).then_some((CTRL, Key::E));
        entries.push(row(Menu::Story, label, Action::Export(format), keys));
    }
    entries.extend([
        row(Menu::Story, "Cancel the export", Action::CancelExport, None),
        row(Menu::Story, "Export settings", Action::Panel(Panel::ExportSettings), None),
        row(Menu::Story, "Quit", Action::Close, Some((CTRL, Key::Q))),
        row(Menu::Edit, "Undo", Action::Undo, Some((CTRL, Key::Z))),
        row(Menu::Edit, "Redo", Action::Redo, Some((CTRL_SHIFT, Key::Z))),
        row(Menu::Edit, "Redo", Action::Redo, Some((CTRL, Key::Y))),
        row(Menu::Edit, "Paste without structure", Action::PastePlain, Some((CTRL_SHIFT, Key::V))),
        row(Menu::Edit, "Find…", Action::Find, Some((CTRL, Key::F))),
        row(Menu::Edit, "Find and replace…", Action::FindAndReplace, Some((CTRL, Key::H))),
        row(Menu::Edit, "Next match", Action::NextMatch, Some((Modifiers::NONE, Key::F3))),
        row(Menu::Edit, "Previous match", Action::PreviousMatch, Some((Modifiers::SHIFT, Key::F3))),
        row(Menu::Edit, "Smart typing on or off", Action::SmartTyping, None),
        row(Menu::Edit, "Move block up", Action::MoveUp, Some((Modifiers::ALT, Key::ArrowUp))),
        row(
            Menu::Edit,
            "Move block down",
            Action::MoveDown,
            Some((Modifiers::ALT, Key::ArrowDown)),
        ),
        row(Menu::Edit, "Delete block", Action::RemoveBlock, Some((CTRL_SHIFT, Key::Backspace))),
        row(Menu::Edit, "Find a command…", Action::Palette, Some((CTRL_SHIFT, Key::P))),
        row(Menu::Format, "Strong", Action::Mark(MarkKind::Strong), Some((CTRL, Key::B))),
        row(Menu::Format, "Emphasis", Action::Mark(MarkKind::Emphasis), Some((CTRL, Key::I))),
        row(Menu::Format, "Struck out", Action::Mark(MarkKind::Strike), Some((CTRL_SHIFT, Key::X))),
        row(Menu::Format, "Superscript", Action::Mark(MarkKind::Superscript), None),
        row(Menu::Format, "Subscript", Action::Mark(MarkKind::Subscript), None),
        row(Menu::Format, "Link…", Action::Link, Some((CTRL, Key::K))),
        row(Menu::Format, "Graf", Action::Convert(Shape::Paragraph), Some((CTRL_ALT, Key::Num0))),
        row(Menu::Format, "Subhead", heading(HeadingLevel::Two), Some((CTRL_ALT, Key::Num2))),
        row(Menu::Format, "Subhead 3", heading(HeadingLevel::Three), Some((CTRL_ALT, Key::Num3))),
        row(Menu::Format, "Subhead 4", heading(HeadingLevel::Four), Some((CTRL_ALT, Key::Num4))),
        row(Menu::Format, "Quote", Action::Convert(Shape::Quote), Some((CTRL_ALT, Key::Q))),
        row(Menu::Format, "Pull quote", Action::Convert(Shape::PullQuote), None),
        row(
            Menu::Format,
            "List",
            Action::Convert(Shape::List { ordered: false }),
            Some((CTRL_SHIFT, Key::Num8)),
        ),
        row(
            Menu::Format,
            "Numbered list",
            Action::Convert(Shape::List { ordered: true }),
            Some((CTRL_SHIFT, Key::Num7)),
        ),
        row(Menu::Format, "Desk note", Action::Convert(Shape::DeskNote), None),
        row(Menu::Insert, "Graf below", Action::AddGraf, Some((CTRL, Key::Enter))),
        row(Menu::Insert, "Picture…", Action::AddPicture, Some((CTRL_SHIFT, Key::M))),
        row(Menu::Insert, "Lead picture…", Action::AddLead, None),
        row(Menu::Insert, "Embed", Action::AddEmbed, None),
        row(Menu::Insert, "Related story", Action::AddRelated, None),
        row(Menu::Insert, "Promo", Action::AddPromo, None),
        row(Menu::Insert, "Table", Action::AddTable, None),
        row(Menu::Insert, "Divider", Action::AddDivider, None),
        row(Menu::Pictures, "Caption desk", Action::CaptionDesk, Some((CTRL, Key::Num3))),
        row(Menu::Pictures, "Large picture", Action::LargePicture, Some((CTRL, Key::L))),
        row(Menu::Pictures, "Crop picture", Action::CropPicture, Some((CTRL_SHIFT, Key::L))),
        row(Menu::Pictures, "Next picture", Action::NextPicture, Some((CTRL, Key::PageDown))),
        row(Menu::Pictures, "Previous picture", Action::PreviousPicture, Some((CTRL, Key::PageUp))),
        row(Menu::View, "Desk check", Action::Panel(Panel::Check), Some((CTRL, Key::Num1))),
        row(Menu::View, "Details", Action::Panel(Panel::Details), Some((CTRL, Key::Num2))),
        row(Menu::View, "History", Action::Panel(Panel::History), Some((CTRL, Key::Num6))),
        row(Menu::View, "Receipt", Action::Panel(Panel::Receipt), Some((CTRL, Key::Num4))),
        row(Menu::View, "Outline", Action::Panel(Panel::Outline), Some((CTRL, Key::Num5))),
        row(
            Menu::View,
            "Focus on the block at the caret",
            Action::FocusMode,
            Some((CTRL_SHIFT, Key::F)),
        ),
        row(Menu::View, "Typewriter scrolling", Action::Typewriter, Some((CTRL_SHIFT, Key::T))),
        row(
            Menu::View,
            "Shortcuts",
            Action::Panel(Panel::Shortcuts),
            Some((Modifiers::NONE, Key::F1)),
        ),
        row(Menu::Story, "Search all stories", Action::SearchStories, Some((CTRL_SHIFT, Key::O))),
        row(Menu::View, "Stories on the left", Action::ToggleLeft, Some((CTRL, Key::Backslash))),
        row(Menu::View, "Preview", Action::TogglePreview, Some((CTRL, Key::P))),
        row(Menu::View, "Light, dark or as the system", Action::Theme, None),
        row(Menu::View, "Larger", Action::ZoomIn, Some((CTRL, Key::Plus))),
        row(Menu::View, "Smaller", Action::ZoomOut, Some((CTRL, Key::Minus))),
        row(Menu::View, "Normal size", Action::ZoomReset, Some((CTRL, Key::Num0))),
        row(Menu::Check, "Next finding", Action::NextFinding, Some((Modifiers::NONE, Key::F8))),
        row(
            Menu::Check,
            "Previous finding",
            Action::PreviousFinding,
            Some((Modifiers::SHIFT, Key::F8)),
        ),
        row(
            Menu::Check,
            "Fix or ignore what is at the caret…",
            Action::FixFinding,
            Some((CTRL, Key::Period)),
        ),
        row(
            Menu::Check,
            "Ignore this finding",
            Action::IgnoreFinding,
            Some((CTRL_SHIFT, Key::Period)),
        ),
        row(
            Menu::Check,
            "Bring back the first thing left out",
            Action::BringBack,
            Some((CTRL_SHIFT, Key::B)),
        ),
    ]);
    for bulk in Bulk::ALL {
        entries.push(row(Menu::Pictures, bulk_name(bulk), Action::Captions(bulk), None));
    }
    entries
}

/// What a change to all pictures is called.
pub(super) fn bulk_name(bulk: Bulk) -> &'static str {
    match bulk {
        Bulk::HouseCredits => "House format for all credits",
        Bulk::ProperCase => "Proper case for capitals in credits",
        Bulk::CopyCaptions => "Copy caption to description",
        Bulk::TakeFromFiles => "Take from files what is still empty",
    }
}

/// How a shortcut reads, such as `Ctrl+Shift+P`.
pub(super) fn keys_text(ctx: &egui::Context, keys: Option<KeyboardShortcut>) -> String {
    keys.map(|keys| ctx.format_shortcut(&keys)).unwrap_or_default()
}

/// The action of a key. Of several the one with the most modifiers is meant, so that Ctrl+Shift+S
/// is not taken for Ctrl+S. Where the key gives another sign with Shift, as digits do on many
/// keyboards, it goes by its place.
pub(super) fn of_key(
    entries: &[Entry],
    key: Key,
    place: Option<Key>,
    modifiers: Modifiers,
) -> Option<&Entry> {
    let needs = |entry: &&Entry| {
        let needed = entry.keys.map(|keys| keys.modifiers).unwrap_or_default();
        u8::from(needed.shift) + u8::from(needed.alt) + u8::from(needed.command)
    };
    let of = |key: Key| {
        let mine = move |entry: &&Entry| {
            entry.keys.is_some_and(|keys| {
                keys.logical_key == key && modifiers.matches_logically(keys.modifiers)
            })
        };
        entries.iter().filter(mine).max_by_key(needs)
    };
    of(key).or_else(|| of(place.filter(|_| modifiers.shift && modifiers.command)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_shortcut() {
        let entries = entries();
        for (index, entry) in entries.iter().enumerate() {
            for other in &entries[index + 1..] {
                if entry.keys.is_some() {
                    assert!(entry.keys != other.keys, "{} and {}", entry.label, other.label);
                }
            }
        }
    }

    #[test]
    fn every_menu_has_entries() {
        for menu in Menu::ALL {
            assert!(entries().iter().any(|entry| entry.menu == menu), "{}", menu.name());
        }
    }
}
