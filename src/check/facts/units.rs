//! Units, scales and currencies, in one spelling each.
//!
//! Must not know: texts.

use super::Kind;
use crate::check::view::Tongue;

/// `million` and its kin: what the number before is to be multiplied by.
pub(super) fn scale(word: &str, tongue: Tongue) -> Option<f64> {
    let word = word.trim_end_matches('.').to_lowercase();
    Some(match (tongue, word.as_str()) {
        (Tongue::English, "hundred") => 100.0,
        (Tongue::English, "thousand")
        | (Tongue::German, "tausend")
        | (Tongue::Spanish, "mil")
        | (Tongue::French, "mille") => 1e3,
        (Tongue::English, "lakh") => 1e5,
        (Tongue::English, "crore") => 1e7,
        (Tongue::English | Tongue::French, "million")
        | (Tongue::French, "millions")
        | (Tongue::German, "million" | "millionen" | "mio")
        | (Tongue::Spanish, "millón" | "millones") => 1e6,
        (Tongue::English, "billion")
        | (Tongue::German, "milliarde" | "milliarden" | "mrd")
        | (Tongue::French, "milliard" | "milliards") => 1e9,
        (Tongue::English, "trillion") => 1e12,
        _ => return None,
    })
}

/// What is written right behind the figure: `2.4m`, `£3bn`.
pub(super) fn short_scale(word: &str) -> Option<f64> {
    Some(match word {
        "k" | "K" => 1e3,
        "m" | "M" | "mn" => 1e6,
        "bn" | "B" | "b" => 1e9,
        "tn" => 1e12,
        _ => return None,
    })
}

/// The unit that a word is, in one spelling, and whether it is one of time.
pub(super) fn unit(word: &str) -> Option<(&'static str, Kind)> {
    let word = word.to_lowercase();
    let name = match word.as_str() {
        "mile" | "miles" => "mi",
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "kilomètres"
        | "kilómetros" => "km",
        "metre" | "metres" | "meter" | "meters" | "mètres" | "metros" => "m",
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => "cm",
        "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" => "mm",
        "inch" | "inches" => "in",
        "foot" | "feet" | "ft" => "ft",
        "yard" | "yards" => "yd",
        "acre" | "acres" => "acre",
        "hectare" | "hectares" | "ha" | "hektar" | "hectáreas" => "ha",
        "lb" | "lbs" => "lb",
        "kg" | "kilogram" | "kilograms" | "kilogramm" | "kilo" | "kilos" => "kg",
        "ounce" | "ounces" | "oz" => "oz",
        "gram" | "grams" | "gramm" | "grammes" => "g",
        "tonne" | "tonnes" | "tonnen" | "toneladas" => "t",
        "mph" => "mph",
        "kph" | "km/h" | "kmh" => "km/h",
        "litre" | "litres" | "liter" | "liters" => "l",
        "gallon" | "gallons" => "gal",
        "°c" | "celsius" => "°C",
        "°f" | "fahrenheit" => "°F",
        _ => {
            let name = match word.as_str() {
                "second" | "seconds" | "sekunden" => "second",
                "minute" | "minutes" | "minuten" | "minutos" => "minute",
                "hour" | "hours" | "stunde" | "stunden" | "heures" | "horas" => "hour",
                "day" | "days" | "tage" | "tagen" | "jours" | "días" => "day",
                "week" | "weeks" | "woche" | "wochen" | "semaines" | "semanas" => "week",
                "month" | "months" | "monate" | "monaten" | "mois" | "meses" => "month",
                "year" | "years" | "jahre" | "jahren" | "ans" | "années" | "años" => "year",
                _ => return None,
            };
            return Some((name, Kind::Span));
        }
    };
    Some((name, Kind::Measure))
}

/// A currency by the sign before the figure; also how many bytes the sign is.
pub(super) fn sign_before(text: &str) -> Option<(&'static str, usize)> {
    const SIGNS: [(&str, &str); 13] = [
        ("US$", "$"),
        ("$US", "$"),
        ("A$", "A$"),
        ("C$", "C$"),
        ("NZ$", "NZ$"),
        ("HK$", "HK$"),
        ("$", "$"),
        ("£", "£"),
        ("€", "€"),
        ("₹", "Rs"),
        ("Rs. ", "Rs"),
        ("Rs ", "Rs"),
        ("¥", "¥"),
    ];
    let sign = SIGNS.iter().find(|(sign, _)| text.ends_with(sign))?;
    Some((sign.1, sign.0.len()))
}

/// A currency by the word or sign behind the figure.
pub(super) fn currency_behind(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "euro" | "euros" | "€" => "€",
        "dollar" | "dollars" | "dólares" => "$",
        "rupees" => "Rs",
        "cent" | "cents" => "cents",
        "pence" | "penny" => "pence",
        "franken" | "francs" => "CHF",
        _ => return None,
    })
}

/// What one of a unit is in the base unit of its dimension, and the dimension.
pub(in crate::check) fn in_base(unit: &str) -> Option<(&'static str, f64)> {
    Some(match unit {
        "mi" => ("length", 1_609.344),
        "km" => ("length", 1_000.0),
        "m" => ("length", 1.0),
        "cm" => ("length", 0.01),
        "mm" => ("length", 0.001),
        "in" => ("length", 0.0254),
        "ft" => ("length", 0.3048),
        "yd" => ("length", 0.9144),
        "acre" => ("area", 0.404_685_64),
        "ha" => ("area", 1.0),
        "lb" => ("mass", 0.453_592_37),
        "kg" => ("mass", 1.0),
        "oz" => ("mass", 0.028_349_5),
        "g" => ("mass", 0.001),
        "t" => ("mass", 1_000.0),
        "mph" => ("speed", 1.609_344),
        "km/h" => ("speed", 1.0),
        _ => return None,
    })
}
