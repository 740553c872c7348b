//! How are numbers, percentages and money written and read in each language? The one place that formats them.
//! Takes exact decimals as text ("1234.56") and returns text; calculates and rounds nothing.

use super::Language;

/// U+2212: as wide as a digit, unlike the hyphen.
const MINUS: char = '\u{2212}';
/// Keeps groups of digits and their unit on one line.
const SPACE: char = '\u{a0}';
/// What stands where there is no value; never a zero.
pub const NOTHING: &str = "–";

/// A decimal as text with the marks of the language: "1234.5" → "1.234,5", "1 234,5" or "1,234.5".
pub fn decimal(language: Language, plain: &str) -> String {
    let plain = plain.trim();
    let (negative, digits) = match plain.strip_prefix(['-', MINUS]) {
        Some(rest) => (true, rest),
        None => (false, plain),
    };
    if digits.is_empty() {
        return NOTHING.to_owned();
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut written = String::with_capacity(digits.len() + 6);
    if negative {
        written.push(MINUS);
    }
    write_groups(&mut written, whole, group_mark(language));
    if !fraction.is_empty() {
        written.push(decimal_mark(language));
        written.push_str(fraction);
    }
    written
}

/// A whole number with its groups.
pub fn count(language: Language, number: u64) -> String {
    decimal(language, &number.to_string())
}

/// A percentage: "%15", "15 %", "15%".
pub fn percent(language: Language, plain: &str) -> String {
    let number = decimal(language, plain);
    match language {
        Language::Tr => format!("%{number}"),
        Language::Lt => format!("{number}{SPACE}%"),
        Language::En => format!("{number}%"),
    }
}

/// An amount with its currency: "1.234,56 ₺", "1 234,56 €", "€1,234.56".
pub fn money(language: Language, plain: &str, currency: &str) -> String {
    let number = decimal(language, plain);
    if number == NOTHING {
        return number;
    }
    let sign = currency_sign(currency);
    match language {
        Language::Tr | Language::Lt => format!("{number}{SPACE}{sign}"),
        Language::En => english_money(&number, sign),
    }
}

/// The sign of a currency, or its code where people write the code.
pub fn currency_sign(code: &str) -> &str {
    match code {
        "TRY" => "₺",
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        other => other,
    }
}

/// Without groups, for a field somebody is typing into.
pub fn typed(language: Language, plain: &str) -> String {
    plain.replace('.', &decimal_mark(language).to_string())
}

/// What somebody typed or pasted, as a plain decimal; nothing when it is not a number in this language.
/// Takes groups, both kinds of minus and no-break spaces. A single "." or "," followed by other than three digits is a decimal
/// mark in every language: keyboards of scanners and phones often have one of them only, and not everybody's fits their language.
pub fn read(language: Language, written: &str) -> Option<String> {
    let compact: String = written
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\'')
        .collect();
    let (negative, digits) = match compact.strip_prefix(['-', MINUS]) {
        Some(rest) => (true, rest),
        None => (false, compact.as_str()),
    };
    let plain = plain_digits(language, digits)?;
    Some(if negative { format!("-{plain}") } else { plain })
}

fn plain_digits(language: Language, digits: &str) -> Option<String> {
    let (group, mark) = (group_mark(language), decimal_mark(language));
    // the mark of the other keyboards
    let other = if mark == '.' { ',' } else { '.' };
    let plain = match digits.split_once(other) {
        Some((whole, fraction))
            if !digits.contains(mark) && is_fraction(whole, fraction, other) =>
        {
            format!("{whole}.{fraction}")
        }
        _ => without_groups(digits, group, mark)?.replace(mark, "."),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let numeric = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let complete =
        !whole.is_empty() && numeric(whole) && numeric(fraction) && !plain.ends_with('.');
    complete.then_some(plain)
}

/// A mark of groups is one only between groups: one to three digits, then threes. Anything else cannot be read, and that is said.
fn without_groups(digits: &str, group: char, mark: char) -> Option<String> {
    let (whole, rest) = digits.split_at(digits.find(mark).unwrap_or(digits.len()));
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(group);
    let fits = !grouped || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    (fits && !rest.contains(group)).then(|| whole.replace(group, "") + rest)
}

fn is_fraction(whole: &str, fraction: &str, mark: char) -> bool {
    !fraction.contains(mark) && (fraction.len() != 3 || whole.len() > 3)
}

fn english_money(number: &str, sign: &str) -> String {
    let spaced = if sign.chars().count() > 1 {
        format!("{sign}{SPACE}")
    } else {
        sign.to_owned()
    };
    match number.strip_prefix(MINUS) {
        Some(amount) => format!("{MINUS}{spaced}{amount}"),
        None => format!("{spaced}{number}"),
    }
}

fn write_groups(written: &mut String, whole: &str, mark: char) {
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
}

/// The mark between whole and fraction.
pub fn decimal_mark(language: Language) -> char {
    match language {
        Language::Tr | Language::Lt => ',',
        Language::En => '.',
    }
}

fn group_mark(language: Language) -> char {
    match language {
        Language::Tr => '.',
        Language::Lt => SPACE,
        Language::En => ',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Lt, Tr};

    #[test]
    fn money_is_written_as_each_country_does() {
        assert_eq!(money(Tr, "634505.15", "TRY"), "634.505,15\u{a0}₺");
        assert_eq!(money(Lt, "18531.49", "EUR"), "18\u{a0}531,49\u{a0}€");
        assert_eq!(money(En, "-10869.80", "EUR"), "\u{2212}€10,869.80");
        assert_eq!(money(En, "5.00", "PLN"), "PLN\u{a0}5.00");
        assert_eq!(money(Tr, "", "TRY"), "–");
    }

    #[test]
    fn percentages_carry_the_sign_where_people_look_for_it() {
        assert_eq!(
            (percent(Tr, "7.5"), percent(Lt, "15"), percent(En, "6.5")),
            ("%7,5".into(), "15\u{a0}%".into(), "6.5%".into())
        );
    }

    #[test]
    fn typed_numbers_are_read_back() {
        for (language, written, plain) in [
            (Tr, "1.234,56", "1234.56"),
            (Tr, "7.5", "7.5"),
            (Tr, "1.234", "1234"),
            (Tr, "1234.567", "1234.567"),
            (Lt, "1\u{a0}234,5", "1234.5"),
            (Lt, "−3", "-3"),
            (En, "1,234.5", "1234.5"),
            (En, "1,234", "1234"),
            (En, "1,5", "1.5"),
            (En, "12,75", "12.75"),
        ] {
            assert_eq!(read(language, written).as_deref(), Some(plain), "{written}");
        }
    }

    #[test]
    fn words_are_not_numbers() {
        for written in ["", "-", "12a", "1,2,3", "5,", "1.2.3", "1.23,4", "1,234.5"] {
            assert_eq!(read(Language::Tr, written), None, "{written}");
        }
        for written in ["1,2,3", "12,34.5", "1.234.567"] {
            assert_eq!(read(Language::En, written), None, "{written}");
        }
    }
}
