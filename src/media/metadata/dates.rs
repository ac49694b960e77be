//! Dates as files write them, brought to one form: `2024-05-06T07:08:09+02:00` or less of it.
//!
//! What is not said stays unsaid: a date without a time gets none, a time without a zone neither.
//!
//! Must not know: which field a date is of.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};

/// IIM’s `20240506` and `070809+0200`; zeros stand for a month or day that is not known.
pub(super) fn from_iim(date: &str, time: Option<&str>) -> Option<String> {
    let date = match date.len() {
        // Some writers set the date as other formats do.
        10 => date.replace([':', '/', '.'], "-"),
        8 => format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..)?),
        4 | 6 => format!(
            "{}-{}-00",
            date.get(..4)?,
            date.get(4..).filter(|m| !m.is_empty()).unwrap_or("00")
        ),
        _ => return None,
    };
    let date = known_part(&date)?;
    let Some(time) = time.filter(|_| date.len() == 10) else { return Some(date) };
    let plain = time.replace(':', "");
    let (clock, zone) = match plain.find(['+', '-', 'Z']) {
        Some(at) => plain.split_at_checked(at)?,
        None => (plain.as_str(), ""),
    };
    let clock = match clock.len() {
        4 => format!("{}:{}", clock.get(..2)?, clock.get(2..)?),
        6 => format!("{}:{}:{}", clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?),
        _ => return Some(date),
    };
    let zone = match zone.len() {
        5 => format!("{}:{}", zone.get(..3)?, zone.get(3..)?),
        _ => zone.to_owned(),
    };
    tidy(&format!("{date}T{clock}{zone}")).or(Some(date))
}

/// Exif’s `2024:05:06 07:08:09` and `+02:00`.
pub(super) fn from_exif(moment: &str, zone: Option<&str>) -> Option<String> {
    let (date, clock) = moment.trim().split_once(' ').unwrap_or((moment.trim(), ""));
    let date = known_part(&date.replace([':', '/'], "-"))?;
    let clock = clock.trim();
    if clock.is_empty() || date.len() < 10 {
        return Some(date);
    }
    let zone = zone.map(str::trim).filter(|zone| is_zone(zone)).unwrap_or_default();
    tidy(&format!("{date}T{clock}{zone}")).or(Some(date))
}

/// XMP’s `2024-05-06T07:08:09.123+02:00`, `2024-05`, and what careless writers make of them.
pub(super) fn from_xmp(moment: &str) -> Option<String> {
    let moment = moment.trim();
    let (date, rest) = match moment.find(['T', ' ']) {
        Some(at) => moment.split_at_checked(at)?,
        None => (moment, ""),
    };
    let date = known_part(&date.replace([':', '/'], "-"))?;
    let clock = rest.trim_start_matches(['T', ' ']).trim();
    if clock.is_empty() || date.len() < 10 {
        return Some(date);
    }
    tidy(&format!("{date}T{}", clock.replace(' ', ""))).or(Some(date))
}

/// The year, the month if it is known, and the day if both are.
fn known_part(date: &str) -> Option<String> {
    let mut parts = date.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let year_number: i32 = year.parse().ok().filter(|year| *year > 0)?;
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u32>().ok());
    let (month, day) = (number(parts.next()), number(parts.next()));
    Some(match (month, day) {
        (Some(month), Some(day)) if NaiveDate::from_ymd_opt(year_number, month, day).is_some() => {
            format!("{year}-{month:02}-{day:02}")
        }
        (Some(month @ 1..=12), None | Some(0)) => format!("{year}-{month:02}"),
        (None | Some(0), _) => year.to_owned(),
        _ => return None,
    })
}

/// A moment with its fraction of a second taken off; `None` if it cannot have been.
fn tidy(moment: &str) -> Option<String> {
    let (date, rest) = moment.split_once('T')?;
    let at = rest.find(['+', '-', 'Z']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(at)?;
    let clock = clock.split('.').next()?;
    let (clock, with_seconds) = match clock.len() {
        5 => (clock.to_owned(), format!("{clock}:00")),
        8 => (clock.to_owned(), clock.to_owned()),
        _ => return None,
    };
    NaiveTime::parse_from_str(&with_seconds, "%H:%M:%S").ok()?;
    let zone = if zone.is_empty() || is_zone(zone) { zone } else { "" };
    Some(format!("{date}T{clock}{zone}"))
}

fn is_zone(zone: &str) -> bool {
    zone == "Z"
        || matches!(zone.as_bytes(), [b'+' | b'-', a, b, b':', c, d]
            if [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()))
}

/// The last moment of what was said: a right that ends on a day holds until midnight. Without a
/// zone, the moment is taken as UTC.
pub(super) fn end(moment: &str) -> Option<DateTime<Utc>> {
    let zoned = moment.replace('Z', "+00:00");
    for form in ["%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%dT%H:%M%:z"] {
        if let Ok(exact) = DateTime::parse_from_str(&zoned, form) {
            return Some(exact.to_utc());
        }
    }
    for form in ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"] {
        if let Ok(plain) = NaiveDateTime::parse_from_str(moment, form) {
            return Some(Utc.from_utc_datetime(&plain));
        }
    }
    let first_after = match moment.len() {
        10 => NaiveDate::parse_from_str(moment, "%Y-%m-%d").ok()?.succ_opt()?,
        7 => NaiveDate::parse_from_str(&format!("{moment}-01"), "%Y-%m-%d")
            .ok()?
            .checked_add_months(chrono::Months::new(1))?,
        4 => NaiveDate::from_ymd_opt(moment.parse::<i32>().ok()?.checked_add(1)?, 1, 1)?,
        _ => return None,
    };
    let midnight = first_after.and_hms_opt(0, 0, 0)?;
    Some(Utc.from_utc_datetime(&midnight) - chrono::TimeDelta::seconds(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_comes_out_the_same() {
        for (said, expected) in [
            (from_iim("20240506", Some("070809+0200")), "2024-05-06T07:08:09+02:00"),
            (from_iim("20240506", Some("07:08:09+02:00")), "2024-05-06T07:08:09+02:00"),
            (from_iim("20240506", Some("070809")), "2024-05-06T07:08:09"),
            (from_iim("20240506", Some("x")), "2024-05-06"),
            (from_iim("20240506", None), "2024-05-06"),
            (from_iim("2024:05:06", None), "2024-05-06"),
            (from_iim("20240500", None), "2024-05"),
            (from_iim("20240000", Some("070809")), "2024"),
            (from_exif("2024:05:06 07:08:09", Some("+02:00")), "2024-05-06T07:08:09+02:00"),
            (from_exif("2024:05:06 07:08:09", None), "2024-05-06T07:08:09"),
            (from_exif("2024:05:06 07:08:09", Some("   :  ")), "2024-05-06T07:08:09"),
            (from_exif("2024:05:06", None), "2024-05-06"),
            (from_xmp("2024-05-06T07:08:09.25+02:00"), "2024-05-06T07:08:09+02:00"),
            (from_xmp("2024-05-06T07:08Z"), "2024-05-06T07:08Z"),
            (from_xmp("2024:05:06 07:08:09"), "2024-05-06T07:08:09"),
            (from_xmp("2024-05"), "2024-05"),
            (from_xmp("2024"), "2024"),
        ] {
            assert_eq!(said.as_deref(), Some(expected));
        }
        for nothing in [
            from_exif("0000:00:00 00:00:00", None),
            from_exif("    :  :     :  :  ", None),
            from_iim("00000000", None),
            from_iim("20241399", None),
            from_xmp("yesterday"),
            from_xmp(""),
        ] {
            assert_eq!(nothing, None);
        }
    }

    #[test]
    fn a_day_lasts_until_midnight() {
        for (said, ends) in [
            ("2024-05-06T07:08:09+02:00", "2024-05-06T05:08:09Z"),
            ("2024-05-06T07:08Z", "2024-05-06T07:08:00Z"),
            ("2024-05-06T07:08:09", "2024-05-06T07:08:09Z"),
            ("2024-02-28", "2024-02-28T23:59:59Z"),
            ("2024-02", "2024-02-29T23:59:59Z"),
            ("2024", "2024-12-31T23:59:59Z"),
        ] {
            assert_eq!(end(said).map(|end| end.to_rfc3339()), Some(ends.replace('Z', "+00:00")));
        }
        assert_eq!(end("soon"), None);
    }
}
