//! What a screen reader is told of the body, and the whole editor by keyboard alone.

use egui::accesskit::{Action, ActionData, ActionRequest, Role, TextPosition, TextSelection};
use egui_kittest::kittest::NodeT as _;
use nightdesk::store::Settings;
use nightdesk::story::{FigureAt, Ids, Part, TextAt};

use super::sketch;
use super::window::Window;

/// The words that the screen reader takes for selected, and on which side of them the caret is.
fn told(window: &Window) -> String {
    let body = window.named("Body");
    let node = body.accesskit_node();
    assert!(node.supports_text_ranges(), "the body is a text to a screen reader");
    let range = node.text_selection().expect("a selection is told");
    let words = range.text();
    let start = node.document_start();
    let focus = node.text_selection_focus().unwrap();
    let before = {
        let mut up_to = focus.to_degenerate_range();
        up_to.set_start(start);
        up_to.text()
    };
    format!("{before}|{words}")
}

#[test]
fn the_body_and_its_blocks_have_roles_names_and_words() {
    let sketch = "¶ One / ## Head / ### Third / - Item / -- Nested / > Words ~ Ida / >> Loud / ! Ask \
        / [picture: Rain] / [table: cell]";
    let story = sketch::read(sketch, &mut Ids::from_seed(1)).story;
    let window = Window::with(Settings::default(), story, egui::vec2(1280.0, 1600.0));
    let body = window.named("Body");
    assert_eq!(body.accesskit_node().role(), Role::MultilineTextInput);
    for (name, role, words) in [
        ("Graf 1", Role::Paragraph, "One"),
        ("Subhead 2", Role::Heading, "Head"),
        ("Subhead 3", Role::Heading, "Third"),
        ("List 4 item 1", Role::ListItem, "Item"),
        ("List 4 item 2", Role::ListItem, "Nested"),
        ("Quote 5", Role::Blockquote, "Words"),
        ("Pull quote 6", Role::Blockquote, "Loud"),
        ("Desk note 7", Role::Note, "Ask"),
        ("Quote attribution 5", Role::TextInput, "Ida"),
        ("Caption of picture 1", Role::TextInput, "Rain"),
        ("Table 9 row 1 column 1", Role::MultilineTextInput, "cell"),
    ] {
        let all = window.all_named(name);
        let node = all.iter().find(|node| node.accesskit_node().role() == role);
        let node = node.unwrap_or_else(|| panic!("{name} as {role:?}"));
        assert_eq!(node.value().as_deref(), Some(words), "{name}");
    }
    let level = |name: &str| window.named(name).accesskit_node().level();
    assert_eq!((level("Subhead 2"), level("Subhead 3")), (Some(2), Some(3)));
    // The running words lie inside the body, forms of pictures beside it.
    for (name, inside) in
        [("Graf 1", true), ("List 4 item 2", true), ("Caption of picture 1", false)]
    {
        let node = window.all_named(name)[0];
        let is_inside = node.accesskit_node().is_descendant_of(&body.accesskit_node());
        assert_eq!(is_inside, inside, "{name}");
    }
}

#[test]
fn blocks_are_told_in_their_order() {
    let mut window = Window::sketch("¶ |One / ¶ Two / ¶ Three");
    let words = |window: &Window| window.named("Body").accesskit_node().document_range().text();
    let in_order = |words: &str, parts: [&str; 3]| {
        let places: Vec<_> = parts.iter().map(|part| words.find(part).expect(part)).collect();
        assert!(places.is_sorted(), "{words:?}");
    };
    in_order(&words(&window), ["One", "Two", "Three"]);
    window.press("Alt+Down");
    in_order(&words(&window), ["Two", "One", "Three"]);
}

#[test]
fn caret_and_selection_are_told_after_every_motion() {
    let mut window = Window::sketch("¶ One two| / ¶ Three");
    assert_eq!(told(&window), "One two|");
    for (keys, shown) in [
        ("Left", "One tw|"),
        ("Ctrl+Left", "One |"),
        ("Shift+Right", "One t|t"),
        ("Shift+End", "One two|two"),
        ("Right", "One two|"),
        ("Right", "One two|"),
        ("Right", "One twoT|"),
        ("Home", "One two|"),
        ("Shift+Up", "|One two"),
    ] {
        window.press(keys);
        if keys == "Right" && window.show().contains("|Three") || keys == "Home" {
            // The start of a graf is the end of what comes before it.
            assert!(told(&window).starts_with("One two"), "{keys}: {}", told(&window));
            continue;
        }
        assert_eq!(told(&window), shown, "after {keys}: {}", window.show());
    }
}

#[test]
fn a_selection_over_blocks_is_told_whole() {
    let window = Window::sketch("¶ O«ne / ## Head / - Ite»m / ¶ Last");
    let words = told(&window);
    let (_, selected) = words.split_once('|').unwrap();
    assert_eq!(selected.replace('\n', ""), "neHeadIte");
}

#[test]
fn typing_is_told_in_the_same_frame() {
    let mut window = Window::sketch("¶ On|");
    window.frame(vec![egui::Event::Text("e".to_owned())]);
    assert_eq!(told(&window), "One|");
    assert_eq!(window.named("Graf 1").value().as_deref(), Some("One"));
}

#[test]
fn a_caret_in_the_headline_is_told_there() {
    let mut window = Window::sketch("^ Head|line / ¶ One");
    let selected = |window: &Window| {
        let node = window.text_node(TextAt::Headline);
        let node = node.accesskit_node();
        let focus = node.text_selection_focus().expect("a caret is told");
        let mut up_to = focus.to_degenerate_range();
        up_to.set_start(node.document_start());
        up_to.text()
    };
    assert_eq!(selected(&window), "Head");
    window.press("Ctrl+Right");
    assert_eq!(selected(&window), "Headline");
}

#[test]
fn a_screen_reader_sets_caret_and_selection() {
    let mut window = Window::sketch("¶ |One two / ¶ Three");
    let (anchor, focus) = {
        let body = window.named("Body");
        let node = body.accesskit_node();
        let words: String = node.document_range().text();
        let place = |byte: usize| {
            let chars = words[..byte].chars().count();
            node.text_position_from_global_usv_index(chars).unwrap().to_degenerate_range()
        };
        let from = place(words.find("two").unwrap()).to_text_selection().anchor;
        let to = place(words.find("ree").unwrap()).to_text_selection().focus;
        (from, to)
    };
    set_selection(&mut window, anchor, focus);
    assert_eq!(window.show(), "¶ One «two / ¶ Th»ree");
    window.write("x");
    assert_eq!(window.show(), "¶ One x|ree");
}

fn set_selection(window: &mut Window, anchor: TextPosition, focus: TextPosition) {
    let (target_node, target_tree) = window.named("Body").accesskit_node().locate();
    let data = Some(ActionData::SetTextSelection(TextSelection { anchor, focus }));
    let action = Action::SetTextSelection;
    let request = ActionRequest { target_node, target_tree, action, data };
    window.frame(vec![egui::Event::AccessKitActionRequest(request)]);
    window.settle();
}

#[test]
fn a_screen_reader_puts_the_keyboard_into_a_graf() {
    let mut window = Window::sketch("^ Head|line / ¶ One / ¶ Two");
    window.focus("Graf 2");
    assert!(window.named("Body").is_focused());
    window.write("x");
    assert_eq!(window.show(), "^ Headline / ¶ One / ¶ Twox|");
}

/// The name of what has the keyboard.
fn focused(window: &Window) -> String {
    use egui_kittest::kittest::Queryable as _;
    let all = window.harness.query_all_by(|node| node.is_focused());
    let names: Vec<String> = all.filter_map(|node| node.accesskit_node().label()).collect();
    names.join(" and ")
}

#[test]
fn tab_and_arrows_alone_lead_from_the_kicker_to_a_caption_and_back() {
    let mut window = Window::sketch("^ Headline / ¶ One / [picture: Rain] / ¶ Two");
    window.focus("Kicker");
    for (key, at) in
        [("Down", "Headline"), ("Down", "Standfirst"), ("Down", "Dateline place"), ("Down", "Body")]
    {
        window.press(key);
        assert_eq!(focused(&window), at, "after {key}: {}", window.show());
    }
    assert_eq!(window.show(), "^ Headline / ¶ |One / [picture: Rain] / ¶ Two");
    window.press("Down");
    assert_eq!(window.show(), "^ Headline / ¶ One / «[picture: Rain]» / ¶ Two");
    window.press("Tab");
    assert_eq!(focused(&window), "Caption of picture 1");
    assert_eq!(window.show(), "^ Headline / ¶ One / [picture: Rain|] / ¶ Two");
    window.write("y");
    // On through the form of the picture, and back into the body.
    window.press("Tab");
    assert_eq!(focused(&window), "Credit of picture 1");
    window.press("Shift+Tab");
    assert_eq!(focused(&window), "Caption of picture 1");
    window.press("Down");
    assert_eq!(focused(&window), "Body");
    assert_eq!(window.show(), "^ Headline / ¶ One / [picture: Rainy] / ¶ |Two");
    for (key, shown) in [
        ("Up", "^ Headline / ¶ One / «[picture: Rainy]» / ¶ Two"),
        ("Up", "^ Headline / ¶ |One / [picture: Rainy] / ¶ Two"),
    ] {
        window.press(key);
        assert_eq!(window.show(), shown, "after {key}");
    }
    for (key, at) in
        [("Up", "Dateline place"), ("Up", "Standfirst"), ("Up", "Headline"), ("Up", "Kicker")]
    {
        window.press(key);
        assert_eq!(focused(&window), at, "after {key}");
    }
}

#[test]
fn enter_goes_from_field_to_field_into_the_body() {
    let mut window = Window::sketch("^ Head| / ¶ One");
    window.write("line");
    window.press("Enter");
    window.write("Below it.");
    window.press("Enter Enter");
    window.write("So ");
    assert_eq!(window.story().headline, "Headline");
    assert_eq!(window.story().standfirst.as_str(), "Below it.");
    assert_eq!(window.show(), "^ Headline / ¶ So |One");
}

#[test]
fn tab_goes_through_the_furniture_and_shift_tab_back() {
    let mut window = Window::sketch("^ Headline / ¶ One");
    window.focus("Kicker");
    let on = ["Headline", "Standfirst", "Add byline", "Dateline place", "Body"];
    for at in on {
        window.press("Tab");
        assert_eq!(focused(&window), at);
    }
    for at in on.iter().rev().skip(1) {
        window.press("Shift+Tab");
        assert_eq!(focused(&window), *at);
    }
}

#[test]
fn tab_leaves_the_body_from_a_graf_a_divider_and_a_picture_without_a_trap() {
    for sketch in ["¶ One|", "«[divider]»", "## Head|", "! Ask|", "¶ A / |[divider]"] {
        let mut window = Window::sketch(sketch);
        let before = window.story().clone();
        window.press("Tab");
        assert_ne!(focused(&window), "Body", "{sketch}: Tab leaves");
        window.press("Shift+Tab");
        assert_eq!(focused(&window), "Body", "{sketch}: Shift+Tab comes back");
        window.press("Shift+Tab");
        assert_eq!(focused(&window), "Dateline place", "{sketch}: Shift+Tab leaves");
        assert_eq!(*window.story(), before);
    }
}

#[test]
fn shift_tab_leaves_the_body_from_a_picture_and_a_quote() {
    for sketch in ["¶ A / «[picture]»", "> Wor|ds", "«[table: cell]»", "¶ A / [embed]|"] {
        let mut window = Window::sketch(sketch);
        window.press("Shift+Tab");
        assert_eq!(focused(&window), "Dateline place", "{sketch}");
        window.press("Tab");
        assert_eq!(window.show(), super::rows::canonical(sketch), "the caret is where it was");
    }
}

#[test]
fn tab_comes_to_what_can_be_written_inside_a_block() {
    for (sketch, name) in [
        ("¶ One / > Wor|ds ~ Ida", "Quote attribution 2"),
        ("> Other ~ Bo / > Wor|ds ~ Ida", "Quote attribution 2"),
        ("[table: a] / «[table: cell]»", "Table 2 row 1 column 1"),
        ("[picture: a] / «[picture: b]»", "Caption of picture 2"),
        ("¶ One / «[embed: a]»", "Embed title 2"),
        ("¶ One / «[related: a]»", "Related headline 2"),
    ] {
        let mut window = Window::sketch(sketch);
        window.press("Tab");
        assert_eq!(focused(&window), name, "{sketch}");
        window.write("z");
        let at = window.selection().unwrap().head.at;
        assert!(matches!(
            at,
            TextAt::Block(_, Part::Attribution | Part::Cell(0, 0) | Part::Title)
                | TextAt::Caption(FigureAt::Block(_))
        ));
        assert!(window.story().text(at).unwrap().as_str().ends_with('z'), "{sketch}");
    }
}

#[test]
fn the_focus_can_be_seen_wherever_it_is() {
    // A field of the sheet has a bar beside it, the body its caret.
    let mut window = Window::sketch("^ Head|line / ¶ One / [picture: Rain]");
    let seen = |window: &Window| window.harness.output().platform_output.ime.is_some();
    assert!(seen(&window));
    window.focus("Body");
    assert!(seen(&window));
    window.press("Ctrl+End Tab");
    assert!(seen(&window), "{}", window.show());
}

#[test]
fn a_block_handle_is_a_button_to_a_screen_reader_and_its_menu_opens() {
    let mut window = Window::sketch("¶ |One / ¶ Two");
    window.named("Block 2: Paragraph").click_accesskit();
    window.harness.step();
    window.settle();
    assert!(window.has("Make it: Subhead"), "the menu is open");
    window.click_on("Make it: Subhead");
    assert_eq!(window.show(), "¶ One / ## |Two");
}
