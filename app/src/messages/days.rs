//! How are days, times and ages written in each language? Takes plain numbers; knows neither zone nor now.

use shared::calendar::Day;

use super::{Language, plural::Counted};

/// A day in full: "23 Kasım 2026", "2026 m. lapkričio 23 d.", "23 November 2026".
pub fn day_long(language: Language, year: i16, month: u8, day: u8) -> String {
    let name = month_name(language, month);
    match language {
        Language::Tr | Language::En => format!("{day} {name} {year}"),
        Language::Lt => format!("{year} m. {name} {day} d."),
    }
}

/// A day for tables and second lines: "23 Kas 2026", "2026-11-23", "23 Nov 2026".
pub fn day_short(language: Language, year: i16, month: u8, day: u8) -> String {
    match language {
        Language::Tr | Language::En => {
            let name: String = month_name(language, month).chars().take(3).collect();
            format!("{day} {name} {year}")
        }
        Language::Lt => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// Today as a headline: "23 Kasım Pazartesi", "lapkričio 23 d., pirmadienis", "Monday 23 November". Monday is 0.
pub fn day_of_week(language: Language, weekday: u8, month: u8, day: u8) -> String {
    let (name, month) = (weekday_name(language, weekday), month_name(language, month));
    match language {
        Language::Tr => format!("{day} {month} {name}"),
        Language::Lt => format!("{month} {day} d., {name}"),
        Language::En => format!("{name} {day} {month}"),
    }
}

/// What a field of a day ("2026-11-23") or of a time ("2026-11-23T09:14") holds, to read it over: "23 Kasım 2026, Pazartesi",
/// "2026 m. lapkričio 23 d., pirmadienis", "23 November 2026, Monday". Nothing while it is no day.
pub fn read_over(language: Language, written: &str) -> Option<String> {
    let (day, time) = match written.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (written, None),
    };
    let day = Day::parse(day).ok()?;
    let long = day_long(
        language,
        day.year(),
        day.month() as u8,
        day.day_of_month() as u8,
    );
    let parts = [
        Some(long.as_str()),
        Some(weekday_name(language, weekday(day))),
        time,
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Monday is 0.
pub fn weekday(day: Day) -> u8 {
    // 1 January 1970 was a Thursday
    (day.days_since_1970() + 3).rem_euclid(7) as u8
}

fn weekday_name(language: Language, weekday: u8) -> &'static str {
    let names = match language {
        Language::Tr => [
            "Pazartesi",
            "Salı",
            "Çarşamba",
            "Perşembe",
            "Cuma",
            "Cumartesi",
            "Pazar",
        ],
        Language::Lt => [
            "pirmadienis",
            "antradienis",
            "trečiadienis",
            "ketvirtadienis",
            "penktadienis",
            "šeštadienis",
            "sekmadienis",
        ],
        Language::En => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    };
    names[usize::from(weekday % 7)]
}

/// A time of the day, 24 hours in every language.
pub fn time(hour: u8, minute: u8) -> String {
    format!("{hour:02}:{minute:02}")
}

/// How long ago, in the largest unit that is at least one: "3 sa önce", "prieš 3 val.", "3 h ago".
pub fn ago(language: Language, minutes: u64) -> String {
    if minutes == 0 {
        return just_now(language).to_owned();
    }
    let length = length(language, minutes);
    match language {
        Language::Tr => format!("{length} önce"),
        Language::Lt => format!("prieš {length}"),
        Language::En => format!("{length} ago"),
    }
}

/// A length of time in its largest unit: "45 dk", "3 val.", "2 days".
pub fn length(language: Language, minutes: u64) -> String {
    match minutes {
        0..60 => match language {
            Language::Tr => format!("{minutes} dk"),
            Language::Lt | Language::En => format!("{minutes} min"),
        },
        60..2880 => hours_of(language, minutes / 60),
        _ => days(language, minutes / 1440),
    }
}

/// Time that somebody worked, in hours and whole minutes, the nearest: "45 dk", "1 val. 20 min", "49 h". Milliseconds.
pub fn worked(language: Language, milliseconds: i64) -> String {
    let minutes = u64::try_from(milliseconds).unwrap_or(0);
    let minutes = (minutes + 30_000) / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => length(language, minutes),
        (hours, 0) => hours_of(language, hours),
        (hours, minutes) => {
            let (hours, minutes) = (hours_of(language, hours), length(language, minutes));
            format!("{hours} {minutes}")
        }
    }
}

fn hours_of(language: Language, hours: u64) -> String {
    match language {
        Language::Tr => format!("{hours} sa"),
        Language::Lt => format!("{hours} val."),
        Language::En => format!("{hours} h"),
    }
}

/// A number of days: "558 gün", "138 d.", "1 day".
pub fn days(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# gün",
        lt: ["# d.", "# d.", "# d."],
        en: ["# day", "# days"],
    };
    forms.of(language, count)
}

fn just_now(language: Language) -> &'static str {
    match language {
        Language::Tr => "az önce",
        Language::Lt => "ką tik",
        Language::En => "just now",
    }
}

/// The name of a month as it stands inside a date (Lithuanian: genitive).
pub fn month_name(language: Language, month: u8) -> &'static str {
    const TR: [&str; 12] = [
        "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim",
        "Kasım", "Aralık",
    ];
    const LT: [&str; 12] = [
        "sausio",
        "vasario",
        "kovo",
        "balandžio",
        "gegužės",
        "birželio",
        "liepos",
        "rugpjūčio",
        "rugsėjo",
        "spalio",
        "lapkričio",
        "gruodžio",
    ];
    const EN: [&str; 12] = [
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
    ];
    let names = match language {
        Language::Tr => TR,
        Language::Lt => LT,
        Language::En => EN,
    };
    names
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_that_somebody_worked_is_exact_to_the_minute() {
        let said = |minutes: i64| {
            let all = [Language::Tr, Language::Lt, Language::En];
            all.map(|language| worked(language, minutes * 60_000))
        };
        assert_eq!(said(45), ["45 dk", "45 min", "45 min"]);
        assert_eq!(said(60), ["1 sa", "1 val.", "1 h"]);
        assert_eq!(said(80), ["1 sa 20 dk", "1 val. 20 min", "1 h 20 min"]);
        assert_eq!(said(119), ["1 sa 59 dk", "1 val. 59 min", "1 h 59 min"]);
        assert_eq!(said(49 * 60), ["49 sa", "49 val.", "49 h"]);
        assert_eq!(worked(Language::En, 80 * 60_000 + 29_999), "1 h 20 min");
        assert_eq!(worked(Language::En, 80 * 60_000 + 30_000), "1 h 21 min");
        assert_eq!(worked(Language::En, -1), "0 min");
    }

    #[test]
    fn days_are_written_as_each_country_does() {
        assert_eq!(day_long(Language::Tr, 2026, 11, 23), "23 Kasım 2026");
        assert_eq!(
            day_long(Language::Lt, 2026, 11, 23),
            "2026 m. lapkričio 23 d."
        );
        assert_eq!(day_short(Language::En, 2026, 11, 23), "23 Nov 2026");
        assert_eq!(day_short(Language::Lt, 2026, 4, 5), "2026-04-05");
    }

    #[test]
    fn what_a_field_holds_is_read_over_in_the_language_of_the_page() {
        let read = |language, written| read_over(language, written).unwrap_or_default();
        assert_eq!(read(Language::Tr, "2026-11-23"), "23 Kasım 2026, Pazartesi");
        let lithuanian = read(Language::Lt, "2026-11-23T09:14");
        assert_eq!(lithuanian, "2026 m. lapkričio 23 d., pirmadienis, 09:14");
        assert_eq!(read(Language::En, "2026-11-29"), "29 November 2026, Sunday");
        assert_eq!(read_over(Language::En, "2026-11"), None);
    }

    #[test]
    fn ages_name_their_largest_unit() {
        assert_eq!(ago(Language::En, 0), "just now");
        assert_eq!(ago(Language::Tr, 185), "3 sa önce");
        assert_eq!(ago(Language::Lt, 12), "prieš 12 min");
        assert_eq!(ago(Language::En, 3000), "2 days ago");
    }
}
