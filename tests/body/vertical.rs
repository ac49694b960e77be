//! probe
use super::window::Window;
use egui_kittest::kittest::NodeT as _;

#[test]
fn probe_furniture() {
    let mut w = Window::sketch("^ Head|line / ¶ One two / [picture] / ¶ Two");
    let focus = |w: &Window| {
        let all: Vec<_> =
            egui_kittest::kittest::Queryable::query_all_by(&w.harness, |n| n.is_focused())
                .map(|n| (n.accesskit_node().label(), n.accesskit_node().role()))
                .collect();
        format!("{all:?}")
    };
    println!("{} {}", w.show(), focus(&w));
    for key in "Down Down Down Down Down Up Up Up Up Up Up Up Up Up Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Shift+Tab Shift+Tab Shift+Tab".split(' ') {
        w.press(key);
        println!("{key}: {} {:?} {}", w.show(), w.selection().map(|s| s.head.at), focus(&w));
    }
}

#[test]
fn probe_end() {
    let grafs: Vec<String> = (0..60)
        .map(|nth| format!("¶ Graf number {nth} of the harbour story says a little more than fits on one row, so that it wraps."))
        .collect();
    let mut w = Window::sketch(&grafs.join(" / "));
    w.focus("Body");
    println!("{:?}", w.selection());
    w.press("Ctrl+End");
    for _ in 0..5 {
        println!("{} {:?}", w.harness.state().scrolled(), w.named("Body").rect());
        for i in 1..=60 {
            if w.has(&format!("Graf {i}")) {
                print!("{i} ");
            }
        }
        println!();
        w.frame(vec![]);
    }
}

#[test]
fn probe_focus() {
    let mut w = Window::sketch("¶ One| / [picture: Rain] / ¶ Two");
    let focus = |w: &Window| {
        let all: Vec<_> = egui_kittest::kittest::Queryable::query_all_by(&w.harness, |n| n.is_focused()).map(|n| (n.accesskit_node().label(), n.accesskit_node().role())).collect();
        format!("{all:?}")
    };
    let pos = w.thing(1).left_top() + egui::vec2(300.0, 20.0);
    println!("{} {}", w.show(), focus(&w));
    w.down(pos);
    println!("{} {}", w.show(), focus(&w));
    w.up(pos);
    println!("{} {}", w.show(), focus(&w));
    w.press("Delete");
    println!("{} {}", w.show(), focus(&w));
}

#[test]
fn probe_click() {
    let mut w = Window::sketch("¶ On|e / [picture: Rain] / ¶ Two");
    let pos = w.named("Picture 1 is decorative").rect().center();
    println!("{}", w.show());
    w.wait(2.0);
    w.move_to(pos);
    println!("{}", w.show());
    w.button(pos, egui::PointerButton::Primary, true);
    println!("{}", w.show());
    w.button(pos, egui::PointerButton::Primary, false);
    println!("{}", w.show());
    w.frame(vec![]);
    println!("{}", w.show());
    w.frame(vec![]);
    println!("{}", w.show());
    w.frame(vec![]);
    println!("{}", w.show());
}
