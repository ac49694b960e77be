//! probe
use super::window::Window;
use egui_kittest::kittest::NodeT as _;

#[test]
fn probe_furniture() {
    let mut w = Window::sketch("^ Head|line / ¶ One two / [picture] / ¶ Two");
    let focus = |w: &Window| {
        let all: Vec<_> = egui_kittest::kittest::Queryable::query_all_by(&w.harness, |n| n.is_focused()).map(|n| (n.accesskit_node().label(), n.accesskit_node().role())).collect();
        format!("{all:?}")
    };
    println!("{} {}", w.show(), focus(&w));
    for key in "Down Down Down Down Down Up Up Up Up Up Up Up Up Up Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Shift+Tab Shift+Tab Shift+Tab".split(' ') {
        w.press(key);
        println!("{key}: {} {:?} {}", w.show(), w.selection().map(|s| s.head.at), focus(&w));
    }
}
