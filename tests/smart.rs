//! Typography as you type: what a desk types, letter by letter, and what then stands there.

use nightdesk::edit::smart::{Habits, Instead, typed};
use nightdesk::story::Language;
use proptest::prelude::*;

/// The text after one more key.
fn key(before: &str, c: &str, language: &Language, habits: Habits) -> String {
    match typed(before, c, language, habits) {
        Some(Instead { take_before, with }) => {
            format!(
                "{}{with}",
                before.get(..before.len() - take_before).expect("a whole character")
            )
        }
        None => format!("{before}{c}"),
    }
}

fn language(tag: &str) -> Language {
    Language::new(tag).expect("a tag")
}

/// Types a text key by key.
fn type_all(tag: &str, keys: &str) -> String {
    let language = language(tag);
    keys.chars().fold(String::new(), |text, c| {
        key(&text, c.encode_utf8(&mut [0; 4]), &language, Habits::default())
    })
}

/// No-break spaces shown as `~` (word space) and `_` (thin), which no row holds otherwise.
fn visible(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

fn check(rows: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(tag, keys, expected)| {
            let got = visible(&type_all(tag, keys));
            (got != *expected).then(|| format!("{tag}: {keys}\n  gave {got}\n  not  {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotes_follow_the_language() {
    check(&[
        ("en", r#""Yes," she said."#, "“Yes,” she said."),
        ("en-GB", r#""Yes," she said."#, "“Yes,” she said."),
        ("en-US", r#""He said 'no'," she said."#, "“He said ‘no’,” she said."),
        ("en", r#""'No' is no answer""#, "“‘No’ is no answer”"),
        ("en", r#"("maybe")"#, "(“maybe”)"),
        ("en", r#"["maybe"]"#, "[“maybe”]"),
        ("en", "\"one\"\n\"two\"", "“one”\n“two”"),
        ("en", r#"He said:"Go""#, "He said:“Go”"),
        ("en", r#""big"/"small""#, "“big”/“small”"),
        ("en", r#"so-called "experts"."#, "so-called “experts”."),
        ("en", r#""" "#, "“” "),
        ("de", r#"Er sagte: "Nein.""#, "Er sagte: „Nein.“"),
        ("de", r#""Das 'Haus' brennt""#, "„Das ‚Haus‘ brennt“"),
        ("de-AT", r#"("Nein")"#, "(„Nein“)"),
        ("de-CH", r#""Das 'Haus' brennt""#, "«Das ‹Haus› brennt»"),
        ("de-Latn-CH", r#""Ja""#, "«Ja»"),
        ("fr", r#"Il dit "oui"."#, "Il dit «~oui~»."),
        ("fr-BE", r#""oui""#, "«~oui~»"),
        ("fr-CA", r#""oui""#, "«~oui~»"),
        ("fr-CH", r#""oui""#, "«_oui_»"),
        ("fr", r#"Il dit "lire "Pluie" ce soir"."#, "Il dit «~lire “Pluie” ce soir~»."),
        ("fr-CH", r#""lire "Pluie" ce soir""#, "«_lire ‹Pluie› ce soir_»"),
        ("fr", r#"l'"affaire""#, "l’«~affaire~»"),
        ("fr", r#"Puisqu'"ils" partent"#, "Puisqu’«~ils~» partent"),
        ("es", r#""Sí", dijo."#, "“Sí”, dijo."),
        ("es", r#"¿"Sí"?"#, "¿“Sí”?"),
        ("es", r#""Dijo 'no'""#, "“Dijo ‘no’”"),
        ("it", r#""Sì", disse."#, "«Sì», disse."),
        ("it", r#"dell'"affare""#, "dell’«affare»"),
        ("it", r#""Aspetta un po'""#, "«Aspetta un po’»"),
        ("nl", r#""Ja", zei ze."#, "“Ja”, zei ze."),
        ("pt", r#""Sim", disse."#, "“Sim”, disse."),
        ("pt-BR", r#""Sim""#, "“Sim”"),
        ("pl", r#""Tak", powiedziała."#, "„Tak”, powiedziała."),
        ("cs", r#""Ano," řekla 'Jana'."#, "„Ano,“ řekla ‚Jana‘."),
        ("sk", r#""Áno""#, "„Áno“"),
        ("sv", r#""Ja", sade hon 'igen'."#, "”Ja”, sade hon ’igen’."),
        ("fi", r#"("Kyllä")"#, "(”Kyllä”)"),
        ("da", r#""Ja""#, "”Ja”"),
        ("nb", r#""Ja", sa hun 'igjen'."#, "«Ja», sa hun ‘igjen’."),
        ("no", r#""Ja""#, "«Ja»"),
        ("ru", r#""Да", сказала она."#, "«Да», сказала она."),
        ("ru", r#""Газета "Вести" молчит""#, "«Газета „Вести“ молчит»"),
        ("uk", r#""Так" і п'ять"#, "«Так» і п’ять"),
        ("el", r#""Ναι", είπε."#, "«Ναι», είπε."),
        ("hu", r#""Lásd "itt" is""#, "„Lásd »itt« is”"),
        ("ro", r#""Da""#, "„Da”"),
        ("bg", r#""Да""#, "„Да“"),
        ("sr-Latn", r#""Da""#, "„Da”"),
        ("tr", r#""Evet", dedi İzmir'de."#, "“Evet”, dedi İzmir’de."),
        ("ko", r#""네"라고"#, "“네”라고"),
        ("ja", r#""はい"--..."#, r#""はい"--..."#),
        ("zh-Hant-TW", r#""是"--..."#, r#""是"--..."#),
        ("he", r#"הוא אמר "כן"."#, "הוא אמר ”כן”."),
        ("he", r#"צה"ל הודיע"#, "צה״ל הודיע"),
        ("he", r#""צה"ל" הודיע"#, "”צה״ל” הודיע"),
        ("he", r#"ד"ר כהן"#, "ד״ר כהן"),
        ("he", r#"ו"הארץ" כתב"#, "ו”הארץ” כתב"),
        ("he", r#"ש"ס הודיעה"#, "ש״ס הודיעה"),
        ("he", r#"מנכ"לית"#, "מנכ״לית"),
        ("he", "צ'יפס", "צ׳יפס"),
        ("ar", r#"قال "نعم"."#, "قال «نعم»."),
        ("fa", r#""بله""#, "«بله»"),
        ("haw", r#""Ae""#, "“Ae”"),
    ]);
}

#[test]
fn apostrophes_are_told_from_quotes() {
    check(&[
        ("en", "don't", "don’t"),
        ("en", "the teachers' room", "the teachers’ room"),
        ("en", "the '90s", "the ’90s"),
        ("en", "('80s music)", "(’80s music)"),
        ("en", "'90 per cent' of it", "‘90 per cent’ of it"),
        ("en", "the 1990's", "the 1990’s"),
        ("en", "the Boeing 737's wing", "the Boeing 737’s wing"),
        ("en", "the class of '98 won", "the class of ’98 won"),
        ("en", "(\"best of '12\")", "(“best of ’12”)"),
        ("en", "a tenth of '98'", "a tenth of ‘98’"),
        ("en", "in '10 Downing Street'", "in ‘10 Downing Street’"),
        ("it", "gli anni '90 e l'89", "gli anni ’90 e l’89"),
        ("fr", "mai '68, place", "mai ’68, place"),
        ("nl", "de jaren '90 waren", "de jaren ’90 waren"),
        ("es", "la crisis del '98.", "la crisis del ’98."),
        ("de", "die '80er Jahre", "die ’80er Jahre"),
        ("en", "'tis late", "’tis late"),
        ("en", "'Twas late", "’Twas late"),
        ("en", "get 'em now", "get ’em now"),
        ("en", "\"get 'em\"", "“get ’em”"),
        ("en", "get 'em, he said", "get ’em, he said"),
        ("en", "not 'til noon", "not ’til noon"),
        ("en", "rock 'n' roll", "rock ’n’ roll"),
        ("en", "the word 'til' is", "the word ‘til’ is"),
        ("en", "'embers' glow", "‘embers’ glow"),
        ("en", "'cause and effect'", "‘cause and effect’"),
        ("en", "\"Hamlet\"'s end", "“Hamlet”’s end"),
        ("de", "wie geht's", "wie geht’s"),
        ("de", "'s ist Zeit", "’s ist Zeit"),
        ("de", "'Wie geht's dir?'", "‚Wie geht’s dir?‘"),
        ("cs", "'slovo' a", "‚slovo‘ a"),
        ("fr", "aujourd'hui l'eau", "aujourd’hui l’eau"),
        ("it", "l'acqua, un po' di", "l’acqua, un po’ di"),
        ("it", "la 'ndrangheta calabrese", "la ’ndrangheta calabrese"),
        ("nl", "'s avonds in 't veld", "’s avonds in ’t veld"),
        ("nl", "'s-Hertogenbosch", "’s-Hertogenbosch"),
        ("nl", "de foto's", "de foto’s"),
        ("af", "dit is 'n dag", "dit is ’n dag"),
        ("ru", "О'Нил", "О’Нил"),
        ("ru", "слово 'раз'", "слово 'раз’"),
    ]);
}

#[test]
fn feet_and_inches_stay_straight() {
    check(&[
        ("en", r#""Oh 'no, she said." He is 5'10" and"#, r#"“Oh ‘no, she said.” He is 5'10" and"#),
        ("en", r#"He is 6'2" tall"#, r#"He is 6'2" tall"#),
        ("en", r#"a 5" pipe"#, r#"a 5" pipe"#),
        ("en", r#"a 5½" pipe"#, r#"a 5½" pipe"#),
        ("en", r#""He is 6'2"," she said"#, r#"“He is 6'2",” she said"#),
        ("en", r#""It was 2010""#, "“It was 2010”"),
        ("en", r#""a 'flood of 2010'""#, "“a ‘flood of 2010’”"),
        ("de", r#"Er sagte: "Es war 2010""#, "Er sagte: „Es war 2010“"),
        ("sv", r#"ett 5" rör, "år 2010""#, r#"ett 5" rör, ”år 2010”"#),
        ("fr", r#"un écran de 24" neuf"#, r#"un écran de 24" neuf"#),
        ("fr", r#""en 2010""#, "«~en 2010~»"),
    ]);
}

#[test]
fn dashes_follow_the_house() {
    check(&[
        ("en", "rain--and wind", "rain—and wind"),
        ("en-US", "rain -- and wind", "rain — and wind"),
        ("en", "rain---and wind", "rain—and wind"),
        ("en-GB", "rain--and wind", "rain – and wind"),
        ("en-GB", "rain -- and wind", "rain – and wind"),
        ("en-GB", "rain---", "rain —"),
        ("en-AU", "pages 10--12", "pages 10–12"),
        ("de", "Regen -- und Wind", "Regen – und Wind"),
        ("de", "Montag--Freitag", "Montag–Freitag"),
        ("de", "Regen---", "Regen—"),
        ("es", "la ministra --que llegó tarde-- dijo", "la ministra —que llegó tarde— dijo"),
        ("ru", "Москва -- столица", "Москва — столица"),
        ("ru", "Москва - столица", "Москва — столица"),
        ("en", "rain - and wind", "rain – and wind"),
        ("fr", "la pluie - et le vent", "la pluie – et le vent"),
        ("en", "pages 10-12", "pages 10-12"),
        ("en", "well-known", "well-known"),
        ("en", "- a list", "- a list"),
        ("en", "one\n- two", "one\n- two"),
        ("en", "it was -5 degrees", "it was -5 degrees"),
        ("en", "<!-- a comment", "<!-- a comment"),
        ("en", "-----", "—"),
        ("en", r#""But I--""#, "“But I—”"),
        ("en", r#"a word--"free"--and"#, "a word—“free”—and"),
    ]);
}

#[test]
fn three_dots_are_an_ellipsis() {
    check(&[
        ("en", "and then...", "and then…"),
        ("en", "and then..", "and then.."),
        ("en", "and then.", "and then."),
        ("en", "and then....", "and then…."),
        ("de", "...und dann", "…und dann"),
        ("fr", "et puis...", "et puis…"),
        ("en", r#""And..." he said"#, "“And…” he said"),
        ("en", "../up", "../up"),
    ]);
}

#[test]
fn french_signs_get_their_spaces() {
    check(&[
        ("fr", "Quoi?", "Quoi_?"),
        ("fr", "Quoi ?", "Quoi_?"),
        ("fr", "Non! Si; mais: oui", "Non_! Si_; mais~: oui"),
        ("fr", "Quoi ?!", "Quoi_?!"),
        ("fr", "Non !!!", "Non_!!!"),
        ("fr", "(?)", "(?)"),
        ("fr", "?", "?"),
        ("fr", "à 12:30", "à 12:30"),
        ("fr", "en 2024: rien", "en 2024~: rien"),
        ("fr", "en 2024 : rien", "en 2024~: rien"),
        ("fr", "Oui\u{a0}: non", "Oui~: non"),
        ("fr", "« Oui »", "«~Oui~»"),
        ("fr", "«Oui»", "«~Oui~»"),
        ("fr", "«Oui!»", "«~Oui_!~»"),
        ("fr", r#""Oui !""#, "«~Oui_!~»"),
        ("fr", r#"Il dit "oui"!"#, "Il dit «~oui~»_!"),
        ("fr-CA", "Quoi? Non! Si; mais: oui", "Quoi? Non! Si; mais~: oui"),
        ("fr-CH", "Quoi? mais: oui", "Quoi_? mais_: oui"),
        ("fr", "sur https://journal.example/?page=2", "sur https://journal.example/?page=2"),
        ("fr", "http://journal.example", "http://journal.example"),
        ("fr", "écrire à mailto:ada@journal.example", "écrire à mailto:ada@journal.example"),
        ("fr", "sur journal.example?", "sur journal.example_?"),
        ("en", "What? No! But: yes; well", "What? No! But: yes; well"),
        ("de", "Was? Nein!", "Was? Nein!"),
        ("el", "Τι;", "Τι;"),
    ]);
}

#[test]
fn addresses_are_left_alone() {
    check(&[
        ("en", "https://desk.example/a--b", "https://desk.example/a--b"),
        ("en", "https://desk.example/it's", "https://desk.example/it's"),
        ("en", "(https://desk.example/a...b)", "(https://desk.example/a...b)"),
        ("en", "www.desk.example/a--b", "www.desk.example/a--b"),
        ("en", "WWW.desk.example/a--b", "WWW.desk.example/a--b"),
        ("en", "desk.example/a--b", "desk.example/a--b"),
        ("en", "kit--orme@desk.example", "kit—orme@desk.example"),
        ("en", "kit@desk--news.example", "kit@desk--news.example"),
        ("en", "o.brien@desk.example's", "o.brien@desk.example's"),
        ("en", "xn--caf-dma.example", "xn--caf-dma.example"),
        ("en", "and/or--not", "and/or—not"),
        ("en", "1.5/2--3", "1.5/2—3"),
        ("en", "@kit's post", "@kit’s post"),
        ("en", r#"see "https://desk.example/x" now"#, "see “https://desk.example/x” now"),
        ("en", r#"https://desk.example/"x"#, r#"https://desk.example/"x"#),
        ("fr", "https://journal.example/a;b:c!d", "https://journal.example/a;b:c!d"),
        ("en", "https://desk.example it's", "https://desk.example it’s"),
    ]);
}

/// (before, typed, after): places that typing alone does not lead to.
#[test]
fn one_key_at_a_place() {
    let rows = [
        ("en", "don", "'t", "don’t"),
        ("en", "", "\"'", "“‘"),
        ("en", "she said ", "\"", "she said “"),
        (
            "en",
            "a pasted word",
            "\"quoted and pasted text\"",
            "a pasted word\"quoted and pasted text\"",
        ),
        ("en", "it's \"in 2010", "\"", "it's \"in 2010”"),
        ("en", "three dots undone..", ".", "three dots undone…"),
        ("en", "three dots undone...", ".", "three dots undone...."),
        ("en", "two undone--", "-", "two undone—"),
        ("en", "two undone---", "-", "two undone----"),
        ("fr", "mot\u{a0}", ":", "mot~:"),
        ("fr", "mot  ", "?", "mot  ?"),
        ("fr", "\n ", "?", "\n ?"),
        ("he", "\u{200f}", "\"", "\u{200f}”"),
        ("en", "(\u{200e}", "\"", "(\u{200e}“"),
        ("en", "naïve", "'", "naïve’"),
        ("en", "e\u{301}", "'", "e\u{301}’"),
    ];
    for (tag, before, c, expected) in rows {
        let got = visible(&key(before, c, &language(tag), Habits::default()));
        assert_eq!(got, expected, "{tag}: {before} + {c}");
    }
}

#[test]
fn a_habit_that_is_off_leaves_its_signs_alone() {
    let off = |change: fn(&mut Habits)| {
        let mut habits = Habits::default();
        change(&mut habits);
        habits
    };
    let rows = [
        (off(|habits| habits.quotes = false), "en", "say ", "\"", "say \""),
        (off(|habits| habits.quotes = false), "en", "say ", "'", "say '"),
        (off(|habits| habits.quotes = false), "en", "don", "'", "don’"),
        (off(|habits| habits.quotes = false), "en", "the '90", "s", "the ’90s"),
        (off(|habits| habits.quotes = false), "en", "get 'em", " ", "get ’em "),
        (off(|habits| habits.apostrophes = false), "en", "don", "'", "don'"),
        (off(|habits| habits.apostrophes = false), "en", "‘yes", "'", "‘yes’"),
        (off(|habits| habits.apostrophes = false), "en", "the ‘90", "s", "the ‘90s"),
        (off(|habits| habits.apostrophes = false), "en", "get ‘em", " ", "get ‘em "),
        (off(|habits| habits.dashes = false), "en", "rain-", "-", "rain--"),
        (off(|habits| habits.dashes = false), "en", "rain -", " ", "rain - "),
        (off(|habits| habits.dashes = false), "en-GB", "rain –", "a", "rain –a"),
        (off(|habits| habits.ellipsis = false), "en", "rain..", ".", "rain..."),
        (off(|habits| habits.french_spaces = false), "fr", "Quoi", "?", "Quoi?"),
        (off(|habits| habits.french_spaces = false), "fr", "dit ", "\"", "dit «"),
        (off(|habits| habits.french_spaces = false), "fr", "en 2024:", " ", "en 2024: "),
    ];
    for (habits, tag, before, c, expected) in rows {
        assert_eq!(key(before, c, &language(tag), habits), expected, "{habits:?}");
    }
}

#[test]
fn a_quotation_of_a_long_graf_closes_behind_a_number() {
    let before = format!("“{}in 2010", "a few more words ".repeat(40));
    assert!(key(&before, "\"", &language("en"), Habits::default()).ends_with("2010”"));
}

const TAGS: [&str; 16] = [
    "en", "en-GB", "de", "de-CH", "fr", "fr-CA", "es", "it", "nl", "sv", "ru", "hu", "he", "ar",
    "ja", "tr",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "s",
        "em",
        "é",
        "e\u{301}",
        "90",
        "6",
        " ",
        "\u{a0}",
        "\u{202f}",
        "\n",
        "'",
        "\"",
        "-",
        "--",
        ".",
        "..",
        "…",
        "–",
        "—",
        "‘",
        "’",
        "“",
        "”",
        "„",
        "«",
        "»",
        ":",
        "?",
        "(",
        "@",
        "https://",
        "www.",
        "צ",
        "日",
        "👩\u{200d}👧",
        "\u{200f}",
        "xn-",
        "/",
        "n",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn any_habits() -> impl Strategy<Value = Habits> {
    any::<[bool; 5]>().prop_map(|[quotes, apostrophes, dashes, ellipsis, french_spaces]| Habits {
        quotes,
        apostrophes,
        dashes,
        ellipsis,
        french_spaces,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn only_the_last_characters_change(
        before in prop_oneof![pieces(), any::<String>()],
        c in prop_oneof![pieces(), any::<char>().prop_map(String::from)],
        tag in prop::sample::select(TAGS.to_vec()),
        habits in any_habits(),
    ) {
        if let Some(instead) = typed(&before, &c, &language(tag), habits) {
            prop_assert!(instead.take_before <= 64.min(before.len()));
            let keeps = before.len() - instead.take_before;
            prop_assert!(before.is_char_boundary(keeps), "inside a character");
            prop_assert!(instead.with.len() <= instead.take_before + 3 * c.len() + 8);
            let after = key(&before, &c, &language(tag), habits);
            prop_assert_ne!(after, format!("{before}{c}"), "a change that changes nothing");
        }
    }

    #[test]
    fn words_are_never_changed(
        text in "[a-zA-Zéßçñøłščžабвγδאבعダ, \n0-9()%&]{0,40}",
        tag in prop::sample::select(TAGS.to_vec()),
    ) {
        prop_assert_eq!(type_all(tag, &text), text);
    }

    #[test]
    fn habits_that_are_off_change_nothing(
        before in pieces(),
        c in pieces(),
        tag in prop::sample::select(TAGS.to_vec()),
    ) {
        let off = Habits {
            quotes: false,
            apostrophes: false,
            dashes: false,
            ellipsis: false,
            french_spaces: false,
        };
        prop_assert_eq!(typed(&before, &c, &language(tag), off), None);
    }

    #[test]
    fn what_is_far_back_does_not_matter(
        far in pieces(),
        before in pieces(),
        c in pieces(),
        tag in prop::sample::select(TAGS.to_vec()),
    ) {
        let near = format!("{}{before}", " word".repeat(500));
        let language = language(tag);
        let habits = Habits::default();
        prop_assert_eq!(
            typed(&format!("{far}{near}"), &c, &language, habits),
            typed(&near, &c, &language, habits)
        );
    }
}
