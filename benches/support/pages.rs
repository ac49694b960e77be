//! Made-up pages and pasted copy of any size, the same every time.
//!
//! Must not know: what is measured.

use std::fmt::Write as _;

use crate::support::Dice;

/// Copy of at least this many bytes as it is pasted from a page: headline, byline, grafs.
pub(crate) fn pasted_text(bytes: usize) -> String {
    let mut dice = Dice::from_seed(0xD1B5_4A32_D192_ED03);
    let mut text = String::from("Ferry takes the long way round\n\nBy Ada Quill\n\n");
    while text.len() < bytes {
        text.push_str(&dice.sentences(60));
        text.push_str("\n\n");
    }
    text
}

/// A page of at least this many bytes: head, menu, article, furniture.
pub(crate) fn page(bytes: usize) -> String {
    let mut dice = Dice::from_seed(0xA076_1D64_78BD_642F);
    let mut page = String::from(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\
         <title>Ferry takes the long way round | The Made-up Mercury</title>\
         <meta property=\"og:title\" content=\"Ferry takes the long way round\">\
         <script>window.dataLayer = [];</script></head><body>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/coast\">Coast</a></li></ul></nav>\
         <main><article><h1>Ferry takes the long way round</h1>\
         <p class=\"byline\">By <a rel=\"author\" href=\"/quill\">Ada Quill</a></p>",
    );
    let mut number = 0;
    while page.len() < bytes {
        number += 1;
        let words = dice.sentences(60);
        let done = match number % 12 {
            4 => write!(page, "<h2>{}</h2>", dice.sentences(4)),
            7 => write!(
                page,
                "<figure><img src=\"/quay-{number}.jpg\" alt=\"A quay\"><figcaption>{} \
                 (Photo by KIT ORME/AFP via Getty Images)</figcaption></figure>",
                dice.sentences(14)
            ),
            9 => write!(
                page,
                "<div class=\"share-bar\"><button>Share</button><button>Save</button></div>\
                 <blockquote><p>{words}</p><cite>Ada Quill</cite></blockquote>"
            ),
            _ => write!(
                page,
                "<p class=\"graf graf--{number}\"><span>{words}</span> \
                 <a href=\"https://harbour.example/tides\">The tides</a> <em>again</em>.</p>"
            ),
        };
        done.expect("a String takes everything");
    }
    page.push_str(
        "</article><aside><h3>Most read</h3><ol><li><a href=\"/a\">Another story</a></li></ol>\
         </aside></main><footer>© The Made-up Mercury</footer></body></html>",
    );
    page
}
