//! How are days, times and ages written in each language? Takes plain numbers; knows neither zone nor now.

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
        60..2880 => {
            let hours = minutes / 60;
            match language {
                Language::Tr => format!("{hours} sa"),
                Language::Lt => format!("{hours} val."),
                Language::En => format!("{hours} h"),
            }
        }
        _ => days(language, minutes / 1440),
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
    fn ages_name_their_largest_unit() {
        assert_eq!(ago(Language::En, 0), "just now");
        assert_eq!(ago(Language::Tr, 185), "3 sa önce");
        assert_eq!(ago(Language::Lt, 12), "prieš 12 min");
        assert_eq!(ago(Language::En, 3000), "2 days ago");
    }
}
