//! Which plural form does a number take? Knows the rules of three languages (CLDR 48) and no word. Nobody chooses a form by hand:
//! whoever words a count gives them all ([`Counted`]).

use super::{Language, numbers};

/// The forms our languages use. Turkish and English know one and other, Lithuanian all three: we count whole things only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plural {
    One,
    Few,
    Other,
}

/// The form for a whole number.
fn plural(language: Language, count: u64) -> Plural {
    match language {
        Language::Tr | Language::En if count == 1 => Plural::One,
        Language::Tr | Language::En => Plural::Other,
        Language::Lt => lithuanian(count),
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

/// Words around a count, in every form that each language has: one that is missing does not compile. The number stands at `#`.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// Turkish leaves the noun alone after a number.
    pub tr: &'static str,
    /// 1, 21 · 2–9, 22 · 0, 10–20.
    pub lt: [&'static str; 3],
    /// 1 · the others.
    pub en: [&'static str; 2],
}

impl Counted {
    pub fn of(self, language: Language, count: u64) -> String {
        let [lt_one, lt_few, lt_other] = self.lt;
        let [en_one, en_other] = self.en;
        let form = match (language, plural(language, count)) {
            (Language::Tr, _) => self.tr,
            (Language::Lt, Plural::One) => lt_one,
            (Language::Lt, Plural::Few) => lt_few,
            (Language::Lt, Plural::Other) => lt_other,
            (Language::En, Plural::One) => en_one,
            (Language::En, Plural::Few | Plural::Other) => en_other,
        };
        form.replacen('#', &numbers::count(language, count), 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_stands_in_the_form_of_its_language() {
        let rows = Counted {
            tr: "# satır",
            lt: ["# eilutė", "# eilutės", "# eilučių"],
            en: ["# row", "# rows"],
        };
        let said = |language, counts: &[u64]| {
            let said = counts.iter().map(|count| rows.of(language, *count));
            said.collect::<Vec<_>>().join(", ")
        };
        let lithuanian = said(Language::Lt, &[0, 1, 2, 9, 10, 11, 21, 22, 1000]);
        assert_eq!(
            lithuanian.replace('\u{a0}', " "),
            "0 eilučių, 1 eilutė, 2 eilutės, 9 eilutės, 10 eilučių, 11 eilučių, 21 eilutė, 22 eilutės, 1 000 eilučių"
        );
        assert_eq!(said(Language::Tr, &[1, 2]), "1 satır, 2 satır");
        assert_eq!(said(Language::En, &[0, 1, 21]), "0 rows, 1 row, 21 rows");
    }

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
