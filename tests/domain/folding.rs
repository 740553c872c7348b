//! What people type finds what they mean, in every language of the product.

use proptest::prelude::*;
use shared::text::{InvalidText, Text, fold, fold_into, serial_fold};

#[track_caller]
fn check(typed: &str, key: &str) {
    assert_eq!(fold(typed), key, "{typed}");
}

#[test]
fn four_ways_to_type_isi_find_it() {
    for typed in ["isi", "ısı", "ISI", "İSİ", "Isı", "i\u{307}si\u{307}"] {
        check(typed, "isi");
    }
    check("Vidalı Kompresör", "vidali kompresor");
    check("ŞİŞLİ ĞÜÖÇ şişli ğüöç", "sisli guoc sisli guoc");
}

#[test]
fn lithuanian_and_other_letters_lose_their_marks() {
    check("Ąžuolas ČĘĖĮŠŲŪŽ čęėįšųūž", "azuolas ceeisuuz ceeisuuz");
    check("Kâğıt é ñ Å", "kagit e n a");
    check("Straße Ærø Łódź Œuvre", "strasse aero lodz oeuvre");
    check("A\u{30a}ngstro\u{308}m \u{212b}", "angstrom a");
}

#[test]
fn whatever_is_no_letter_or_digit_is_one_blank() {
    check("HL Road Frame - Black, 58", "hl road frame black 58");
    check("  ", "");
    check("½\" / 12mm²", "½ 12mm²");
    check("Žalgirio g.\u{a0}88", "zalgirio g 88");
}

#[test]
fn other_scripts_stay_searchable() {
    check("ΩMEGA Привет", "ωmega привет");
}

#[test]
fn serials_are_compared_by_the_invariant_rule() {
    for typed in ["sn-1ı i", "SN-1I I", "sn-1i ı", "SN-1İ İ"] {
        assert_eq!(serial_fold(typed), "SN-1I I");
    }
    assert_eq!(serial_fold(" Straße-1 "), "STRAßE-1");
}

#[test]
fn a_text_is_trimmed_bounded_and_shown_as_typed() {
    assert_eq!(Text::new("  Isı  ").unwrap().as_str(), "Isı");
    assert_eq!(Text::new(" \n "), Err(InvalidText::Empty));
    assert_eq!(
        Text::bounded("şşş", 2),
        Err(InvalidText::TooLong { length_max: 2 })
    );
    assert_eq!(Text::new("a\u{7}b"), Err(InvalidText::ControlCharacter));
    assert!(serde_json::from_str::<Text>("\"\"").is_err());
}

proptest! {
    #[test]
    fn a_key_is_its_own_key(text in "\\PC{0,30}") {
        let key = fold(&text);
        prop_assert_eq!(fold(&key), key.clone());
        prop_assert!(!key.starts_with(' ') && !key.ends_with(' ') && !key.contains("  "));
    }

    #[test]
    fn case_never_matters(text in "[a-zA-ZçğıöşüÇĞİÖŞÜąčęėįšųūžĄČĘĖĮŠŲŪŽ 0-9]{0,30}") {
        prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
    }

    #[test]
    fn one_buffer_serves_many_names(first in "\\PC{0,20}", second in "\\PC{0,20}") {
        let mut buffer = fold(&first);
        let start = buffer.len();
        fold_into(&second, &mut buffer);
        prop_assert_eq!(&buffer[start..], fold(&second));
    }

    #[test]
    fn a_serial_key_is_its_own_key(text in "\\PC{0,30}") {
        let key = serial_fold(&text);
        prop_assert_eq!(serial_fold(&key), key);
    }
}
