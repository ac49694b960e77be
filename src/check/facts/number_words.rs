//! Numbers that are written as words.
//!
//! Must not know: what they count.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::check::view::Tongue;
use crate::check::words::words;

static ENGLISH: LazyLock<HashMap<String, f64>> = LazyLock::new(|| {
    let small = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety";
    compose(small, tens, 1, |ten, one| format!("{ten}-{one}"))
});

static GERMAN: LazyLock<HashMap<String, f64>> = LazyLock::new(|| {
    let small = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn";
    let tens = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig";
    let join =
        |ten: &str, one: &str| format!("{}und{ten}", if one == "eins" { "ein" } else { one });
    compose(small, tens, 1, join)
});

static FRENCH: LazyLock<HashMap<String, f64>> = LazyLock::new(|| {
    let small = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf";
    let tens = "vingt trente quarante cinquante soixante";
    let mut words = compose(small, tens, 1, |ten, one| format!("{ten}-{one}"));
    words.insert("soixante-dix".into(), 70.0);
    words.insert("quatre-vingts".into(), 80.0);
    words.insert("quatre-vingt-dix".into(), 90.0);
    words
});

static SPANISH: LazyLock<HashMap<String, f64>> = LazyLock::new(|| {
    let small = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve";
    let tens = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa";
    let mut words = compose(small, tens, 1, |ten, one| format!("{ten} y {one}"));
    words.insert("cien".into(), 100.0);
    words
});

fn compose(
    small: &str,
    tens: &str,
    first: u32,
    join: impl Fn(&str, &str) -> String,
) -> HashMap<String, f64> {
    let mut all = HashMap::new();
    for (one, value) in small.split(' ').zip(first..) {
        all.insert(one.to_owned(), f64::from(value));
    }
    for (ten, value) in tens.split(' ').zip((20..).step_by(10)) {
        all.insert(ten.to_owned(), f64::from(value));
        for (one, more) in small.split(' ').take(9).zip(1..) {
            all.insert(join(ten, one), f64::from(value + more));
        }
    }
    all
}

fn table(tongue: Tongue) -> Option<&'static HashMap<String, f64>> {
    match tongue {
        Tongue::English => Some(&ENGLISH),
        Tongue::German => Some(&GERMAN),
        Tongue::French => Some(&FRENCH),
        Tongue::Spanish => Some(&SPANISH),
        Tongue::Other => None,
    }
}

/// The longest word that is a number, in bytes.
const LONGEST: usize = 20;

/// The value of a word, `twenty-one` among them.
pub(super) fn value(word: &str, tongue: Tongue) -> Option<f64> {
    if word.len() > LONGEST {
        return None;
    }
    let table = table(tongue)?;
    table.get(word).or_else(|| table.get(&word.to_lowercase())).copied()
}

/// Whether a text has a word that is a number.
pub(super) fn has_any(text: &str, tongue: Tongue) -> bool {
    words(text).any(|word| text.get(word).is_some_and(|word| value(word, tongue).is_some()))
}
