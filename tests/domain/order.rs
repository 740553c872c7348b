//! Names stand where a reader of Turkish, Lithuanian or English looks for them.

use std::cmp::Ordering;

use proptest::prelude::*;
use shared::text::{Language, compare, sort_key};

#[track_caller]
fn check(language: Language, in_order: &str) {
    let words: Vec<&str> = in_order.split_whitespace().collect();
    for pair in words.windows(2) {
        assert_eq!(
            compare(language, pair[0], pair[1]),
            Ordering::Less,
            "{} before {}",
            pair[0],
            pair[1]
        );
    }
}

#[test]
fn the_turkish_alphabet_is_in_order() {
    check(
        Language::Tr,
        "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    );
    check(
        Language::Tr,
        "A B C Ç D E F G Ğ H I İ J K L M N O Ö P Q R S Ş T U Ü V W X Y Z",
    );
    check(
        Language::Tr,
        "9 ılık ithal izmir Kağıt kahve öğle Şişli tuz",
    );
}

#[test]
fn the_lithuanian_alphabet_is_in_order() {
    check(
        Language::Lt,
        "a b c č d e f g h i j k l m n o p r s š t u v z ž",
    );
    // marks that are no letters of their own, and y, count only where all else is equal
    check(Language::Lt, "a ą azija ąžuolas");
    check(Language::Lt, "e ę ė i į y yla iš ja u ų ū");
    check(Language::Lt, "čia čiulpti dūmas dumblas");
}

#[test]
fn english_ignores_marks_first_and_case_last() {
    check(Language::En, "1 10 2 apple Apple azure Zoë zone");
}

#[test]
fn blanks_and_signs_come_before_digits_and_letters() {
    assert_eq!(compare(Language::En, "hl road", "hlr"), Ordering::Less);
    assert_eq!(compare(Language::Tr, "a-1", "a1"), Ordering::Less);
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(&Language::ALL[..])
}

proptest! {
    #[test]
    fn keys_agree_with_the_comparison(language in language(), left in "\\PC{0,12}", right in "\\PC{0,12}") {
        let whole = compare(language, &left, &right);
        prop_assert_eq!(compare(language, &right, &left), whole.reverse());
        prop_assert_eq!(whole == Ordering::Equal, left == right);
        let keys = sort_key(language, &left).cmp(&sort_key(language, &right));
        prop_assert!(keys == Ordering::Equal || keys == whole);
    }

    #[test]
    fn the_order_has_no_circle(language in language(), mut words in prop::collection::vec("[a-cıiİIyYşŠ 1.]{0,4}", 3)) {
        words.sort_by(|left, right| compare(language, left, right));
        prop_assert_ne!(compare(language, &words[0], &words[2]), Ordering::Greater);
    }
}
