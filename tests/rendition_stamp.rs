//! What is written into renditions is read back the same, by our own reader.
//!
//! `.ci/run` has exiftool read it too.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use image::{DynamicImage, ImageFormat, RgbImage};
use nightdesk::media::metadata::{Block, Field, Metadata, metadata};
use nightdesk::media::rendition::{Encoding, Stamp, Wish, renditions};
use nightdesk::story::{Alt, Credit, Figure, FileSays, RichText, SourceType};
use proptest::prelude::*;

fn stamped(stamp: &Stamp) -> Vec<(Encoding, Metadata)> {
    let mut png = std::io::Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(20, 10)).write_to(&mut png, ImageFormat::Png).unwrap();
    let wish = Wish { widths: vec![20], ..Wish::default() };
    let made = renditions(png.get_ref(), &wish, None, stamp, &|| false).unwrap();
    made.into_iter().map(|made| (made.encoding, metadata(&made.bytes))).collect()
}

/// The values of a field as they stand in a block.
fn said(metadata: &Metadata, block: Block, field: Field) -> Vec<&str> {
    let statements = metadata.statements.iter();
    statements
        .filter(|it| it.block == block && it.field == field)
        .map(|it| it.value.as_str())
        .collect()
}

#[test]
fn a_figure_is_read_back_from_its_renditions() {
    let figure = Figure {
        caption: RichText::plain("Zoë’s ferries & <tugs> at low tide."),
        credit: Credit {
            creators: vec!["Kit Orme".to_owned(), "Ana Ruiz".to_owned()],
            provider: Some("Getty Images".to_owned()),
            ..Credit::default()
        },
        alt: Alt::Text("Two ferries".to_owned()),
        usage_terms: "No sales".to_owned(),
        source_type: SourceType::Generated,
        file_says: Some(FileSays {
            copyright: "© Harbour Ledger".to_owned(),
            ..FileSays::default()
        }),
        ..Figure::default()
    };
    let credit = "Kit Orme, Ana Ruiz/AFP via Getty Images";
    for (encoding, read) in stamped(&Stamp::of(&figure, credit)) {
        assert_eq!(read.damaged, [], "{encoding:?}");
        let value = |said: &Option<nightdesk::media::metadata::Said>| {
            said.as_ref().map(|it| it.value.clone()).unwrap_or_default()
        };
        assert_eq!(value(&read.caption), "Zoë’s ferries & <tugs> at low tide.");
        let creators: Vec<_> = read.creators.iter().map(|it| it.value.as_str()).collect();
        assert_eq!(creators, ["Kit Orme", "Ana Ruiz"]);
        assert_eq!(value(&read.credit_line), credit, "the whole of it, from XMP");
        assert_eq!(value(&read.copyright), "© Harbour Ledger");
        assert_eq!(value(&read.alt), "Two ferries");
        assert_eq!(value(&read.usage_terms), "No sales");
        assert_eq!(read.source_type, SourceType::Generated);
        if encoding == Encoding::Jpeg {
            assert_eq!(
                said(&read, Block::Iim, Field::CreditLine),
                ["Kit Orme, Ana Ruiz/AFP via Getty"]
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_come_back_as_they_were(
        caption in "\\PC{0,300}",
        names in prop::collection::vec("[^\\pC]{1,40}", 0..4),
        credit in any::<String>(),
        alt in any::<String>(),
    ) {
        let stamp = Stamp { caption, creators: names, credit, alt, ..Stamp::default() };
        let tidy = |text: &str, break_as: char| -> String {
            let text = text.replace("\r\n", "\n");
            let tidy = text.chars().filter_map(|c| match c {
                '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => Some(break_as),
                '\t' => Some(' '),
                '\u{fffe}' | '\u{ffff}' => None,
                c => (!c.is_control()).then_some(c),
            });
            tidy.collect::<String>().trim().to_owned()
        };
        let some = |text: String| if text.is_empty() { vec![] } else { vec![text] };
        for (encoding, read) in stamped(&stamp) {
            prop_assert_eq!(&read.damaged, &[]);
            prop_assert_eq!(said(&read, Block::Xmp, Field::Caption), some(tidy(&stamp.caption, '\n')));
            prop_assert_eq!(said(&read, Block::Xmp, Field::CreditLine), some(tidy(&stamp.credit, ' ')));
            prop_assert_eq!(said(&read, Block::Xmp, Field::Alt), some(tidy(&stamp.alt, '\n')));
            let names: Vec<_> =
                stamp.creators.iter().map(|it| tidy(it, ' ')).filter(|it| !it.is_empty()).collect();
            let twice = [names.clone(), names].concat();
            prop_assert_eq!(said(&read, Block::Xmp, Field::Creator), twice);
            if encoding == Encoding::Jpeg {
                let whole = tidy(&stamp.credit, ' ');
                let found = said(&read, Block::Iim, Field::CreditLine).concat();
                prop_assert!(found.len() <= 32 && whole.starts_with(&found));
            }
        }
    }
}
