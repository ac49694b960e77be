//! The standing words of a page in the language of its copy, and how it writes dates.
//!
//! A copy in a language that is not in the table gets English words and dates in figures.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use crate::story::{Language, PublishedNoteKind};

/// The words that a page adds to the copy.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    language: &'static str,
    /// Before the names of the byline.
    pub by: &'static str,
    /// Between the last two names.
    pub and: &'static str,
    /// Before the time of the last change.
    pub updated: &'static str,
    correction: &'static str,
    clarification: &'static str,
    editors_note: &'static str,
    /// Above or before other stories to read.
    pub related: &'static str,
    /// Before the tags.
    pub tags: &'static str,
    /// What a group of pictures is called.
    pub gallery: &'static str,
    /// Above the captions of a plain text.
    pub pictures: &'static str,
    /// What a table without a caption is called.
    pub table: &'static str,
    /// How a date is written; empty for figures.
    date: &'static str,
    months: [&'static str; 12],
}

impl Words {
    /// The words for a language.
    pub fn of(language: &Language) -> &'static Self {
        let primary = language.primary();
        match TABLE.iter().find(|words| words.language == primary) {
            Some(_) if language.tag().eq_ignore_ascii_case("en-US") => &AMERICAN,
            Some(words) => words,
            None => &OTHER,
        }
    }

    /// What stands above a published note.
    pub fn note(&self, kind: PublishedNoteKind) -> &'static str {
        match kind {
            PublishedNoteKind::Correction => self.correction,
            PublishedNoteKind::Clarification => self.clarification,
            PublishedNoteKind::EditorsNote => self.editors_note,
        }
    }

    /// A date as readers see it: `4 March 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        match self.months.get(date.month0() as usize) {
            Some(month) if !self.date.is_empty() => self
                .date
                .replace("{day}", &date.day().to_string())
                .replace("{month}", month)
                .replace("{year}", &date.year().to_string()),
            _ => date.to_string(),
        }
    }

    /// A time as readers see it: `4 March 2026, 10:12 UTC`.
    pub fn time(&self, time: DateTime<Utc>) -> String {
        let comma = if self.language == "ar" { "،" } else { "," };
        format!("{}{comma} {}", self.date(time.date_naive()), time.format("%H:%M UTC"))
    }

    /// Names in a row: `Ada, Bo and Cem`.
    pub fn row(&self, names: &[String]) -> String {
        let mut row = String::new();
        for (index, name) in names.iter().enumerate() {
            row.push_str(self.before(index, names.len()));
            row.push_str(name);
        }
        row
    }

    /// What stands before the nth of several names, with its spaces.
    pub fn before(&self, index: usize, names: usize) -> &'static str {
        match index {
            0 => "",
            _ if index + 1 == names => self.and,
            _ if self.language == "ar" => "، ",
            _ => ", ",
        }
    }
}

const ENGLISH: Words = Words {
    language: "en",
    by: "By",
    and: " and ",
    updated: "Updated",
    correction: "Correction",
    clarification: "Clarification",
    editors_note: "Editor’s note",
    related: "Related stories",
    tags: "Filed under",
    gallery: "Gallery",
    pictures: "Pictures",
    table: "Table",
    date: "{day} {month} {year}",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

static AMERICAN: Words = Words { date: "{month} {day}, {year}", ..ENGLISH };
static OTHER: Words = Words { date: "", ..ENGLISH };

static TABLE: [Words; 8] = [
    ENGLISH,
    Words {
        language: "ar",
        by: "بقلم",
        and: " و",
        updated: "آخر تحديث",
        correction: "تصحيح",
        clarification: "توضيح",
        editors_note: "ملاحظة المحرر",
        related: "مواضيع ذات صلة",
        tags: "الوسوم",
        gallery: "معرض الصور",
        pictures: "الصور",
        table: "جدول",
        date: "{day} {month} {year}",
        months: [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
    },
    Words {
        language: "de",
        by: "Von",
        and: " und ",
        updated: "Aktualisiert am",
        correction: "Korrektur",
        clarification: "Klarstellung",
        editors_note: "Anmerkung der Redaktion",
        related: "Mehr zum Thema",
        tags: "Schlagwörter",
        gallery: "Bildergalerie",
        pictures: "Bilder",
        table: "Tabelle",
        date: "{day}. {month} {year}",
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    },
    Words {
        language: "es",
        by: "Por",
        and: " y ",
        updated: "Actualizado el",
        correction: "Corrección",
        clarification: "Aclaración",
        editors_note: "Nota de la redacción",
        related: "Más información",
        tags: "Archivado en",
        gallery: "Galería",
        pictures: "Imágenes",
        table: "Tabla",
        date: "{day} de {month} de {year}",
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    },
    Words {
        language: "fr",
        by: "Par",
        and: " et ",
        updated: "Mis à jour le",
        correction: "Rectificatif",
        clarification: "Précision",
        editors_note: "Note de la rédaction",
        related: "Sur le même sujet",
        tags: "Mots-clés",
        gallery: "Galerie",
        pictures: "Photos",
        table: "Tableau",
        date: "{day} {month} {year}",
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
    },
    Words {
        language: "it",
        by: "Di",
        and: " e ",
        updated: "Aggiornato il",
        correction: "Correzione",
        clarification: "Precisazione",
        editors_note: "Nota della redazione",
        related: "Leggi anche",
        tags: "Argomenti",
        gallery: "Galleria",
        pictures: "Immagini",
        table: "Tabella",
        date: "{day} {month} {year}",
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    },
    Words {
        language: "nl",
        by: "Door",
        and: " en ",
        updated: "Bijgewerkt op",
        correction: "Correctie",
        clarification: "Verduidelijking",
        editors_note: "Noot van de redactie",
        related: "Lees ook",
        tags: "Onderwerpen",
        gallery: "Fotogalerij",
        pictures: "Foto’s",
        table: "Tabel",
        date: "{day} {month} {year}",
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
    },
    Words {
        language: "pt",
        by: "Por",
        and: " e ",
        updated: "Atualizado em",
        correction: "Correção",
        clarification: "Esclarecimento",
        editors_note: "Nota da redação",
        related: "Leia também",
        tags: "Temas",
        gallery: "Galeria",
        pictures: "Imagens",
        table: "Tabela",
        date: "{day} de {month} de {year}",
        months: [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        for (tag, expected) in [
            ("en", "4 March 2026"),
            ("en-GB", "4 March 2026"),
            ("en-us", "March 4, 2026"),
            ("de-AT", "4. März 2026"),
            ("es", "4 de marzo de 2026"),
            ("fr-CA", "4 mars 2026"),
            ("ar", "4 مارس 2026"),
            ("fi", "2026-03-04"),
        ] {
            assert_eq!(Words::of(&Language::new(tag).unwrap()).date(date), expected, "{tag}");
        }
    }

    #[test]
    fn names_stand_in_a_row() {
        let words = Words::of(&Language::default());
        let names = ["Ada", "Bo", "Cem"].map(str::to_owned);
        assert_eq!(words.row(&names), "Ada, Bo and Cem");
        assert_eq!(words.row(&names[..2]), "Ada and Bo");
        assert_eq!(words.row(&[]), "");
    }
}
