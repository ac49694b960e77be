//! probe
use super::window::Window;

#[test]
fn probe_rest() {
    let n = 400;
    let grafs: Vec<String> =
        (0..n).map(|nth| format!("¶ Graf number {nth} of the harbour story.")).collect();
    let mut w = Window::sketch(&grafs.join(" / "));
    w.focus("Body");
    let e = w.key_events("Ctrl+End");
    w.frame(e);
    for i in 0..200 {
        let rest = w.is_at_rest();
        println!("{i} {} {} {:?}", w.harness.state().scrolled(), rest, w.harness.ctx.repaint_causes());
        if rest { break; }
        w.frame(vec![]);
    }
}
