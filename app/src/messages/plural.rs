//! Which plural form does a number take? Knows the rules of three languages (CLDR 48) and no word.

use super::Language;

/// The forms our languages use. Turkish and English know one and other, Lithuanian all four (many is for fractions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    One,
    Few,
    Many,
    Other,
}

/// The form for a whole number.
pub fn plural(language: Language, count: u64) -> Plural {
    match language {
        Language::Tr | Language::En if count == 1 => Plural::One,
        Language::Tr | Language::En => Plural::Other,
        Language::Lt => lithuanian(count),
    }
}

/// The form for a number with a fraction, as in "1.5".
pub fn plural_of_fraction(language: Language) -> Plural {
    match language {
        Language::Lt => Plural::Many,
        Language::Tr | Language::En => Plural::Other,
    }
}

fn lithuanian(count: u64) -> Plural {
    let teen = (11..=19).contains(&(count % 100));
    match count % 10 {
        1 if !teen => Plural::One,
        2..=9 if !teen => Plural::Few,
        _ => Plural::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, expected: &[(u64, Plural)]) {
        for (count, form) in expected {
            assert_eq!(plural(language, *count), *form, "{count}");
        }
    }

    #[test]
    fn lithuanian_counts_in_three_forms() {
        use Plural::{Few, One, Other};
        let expected = [
            (1, One),
            (2, Few),
            (9, Few),
            (10, Other),
            (11, Other),
            (19, Other),
            (20, Other),
            (21, One),
        ];
        check(Language::Lt, &expected);
        check(
            Language::Lt,
            &[
                (0, Other),
                (22, Few),
                (100, Other),
                (101, One),
                (111, Other),
                (112, Other),
            ],
        );
        assert_eq!(plural_of_fraction(Language::Lt), Plural::Many);
    }

    #[test]
    fn turkish_and_english_count_in_two_forms() {
        for language in [Language::Tr, Language::En] {
            check(
                language,
                &[
                    (0, Plural::Other),
                    (1, Plural::One),
                    (2, Plural::Other),
                    (21, Plural::Other),
                ],
            );
        }
    }
}
