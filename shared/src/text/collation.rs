//! In which order do names stand in a list?
//! Agrees with the browser's own order on the letters of Turkish, Lithuanian and English; not a whole Unicode collation.

use std::cmp::Ordering;

use super::Language;
use super::fold::bare;

/// The first sixteen letters of a text as their places in the alphabet; keys compare as bytes.
/// Two texts with equal keys may still differ: [`compare`] decides.
pub fn sort_key(language: Language, text: &str) -> [u8; 16] {
    let mut key = [0; 16];
    for (place, found) in key.iter_mut().zip(places(language, text)) {
        *place = found;
    }
    key
}

/// An alphabet ready for many texts: the places of plain letters stand in a table, so that 100,000 names are keyed in the time
/// of a few screen frames.
pub struct Alphabet {
    language: Language,
    plain: [u8; 128],
}

impl Alphabet {
    pub fn of(language: Language) -> Alphabet {
        let mut plain = [0; 128];
        for (code, place) in plain.iter_mut().enumerate() {
            let letter = char::from(code as u8);
            *place = Place::of(language, letter).next().unwrap_or(0);
        }
        Alphabet { language, plain }
    }

    /// Appends the places of every letter: two texts compare as these bytes do, until all letters are equal.
    pub fn letters_into(&self, text: &str, letters: &mut Vec<u8>) {
        for letter in text.chars() {
            match self.plain.get(letter as usize) {
                Some(place) => letters.push(*place),
                None => letters.extend(Place::of(self.language, letter)),
            }
        }
    }
}

/// Compares as a reader of that language would: letters first, then marks, then case (small before capital).
///
/// ```
/// use std::cmp::Ordering;
/// use shared::text::{Language, compare};
/// assert_eq!(compare(Language::Tr, "ılık", "ithal"), Ordering::Less);
/// assert_eq!(compare(Language::Lt, "ąžuolas", "azija"), Ordering::Greater);
/// ```
pub fn compare(language: Language, left: &str, right: &str) -> Ordering {
    let letters = || places(language, left).cmp(places(language, right));
    let marks = || mark_order(language, left).cmp(mark_order(language, right));
    let case = || {
        left.chars()
            .map(char::is_uppercase)
            .cmp(right.chars().map(char::is_uppercase))
    };
    letters()
        .then_with(marks)
        .then_with(case)
        .then_with(|| left.cmp(right))
}

/// Marks are looked at only where all letters are equal: plain before marked, by code among the marked,
/// but e ę ė, i į y and u ų ū as Lithuanians learn them.
fn mark_order(language: Language, text: &str) -> impl Iterator<Item = u32> {
    text.chars().map(move |letter| match (language, letter) {
        (Language::Tr, 'İ' | 'ı') => 0,
        (Language::Lt, 'ą' | 'Ą' | 'ę' | 'Ę' | 'į' | 'Į' | 'ų' | 'Ų') => 1,
        (Language::Lt, 'y' | 'Y') => u32::MAX,
        (_, letter) if letter.is_ascii() => 0,
        (_, letter) => letter.to_lowercase().next().map_or(0, u32::from),
    })
}

fn places(language: Language, text: &str) -> impl Iterator<Item = u8> {
    text.chars()
        .flat_map(move |letter| Place::of(language, letter))
}

/// Places of the alphabet leave gaps of four, so that a language can put its own letters between.
const STEP: u8 = 4;
const BLANK: u8 = 1;
const FIRST_SIGN: u8 = 2;
/// The signs of the keyboard in the order of the Unicode collation's root table.
const SIGNS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
const OTHER_SIGN: u8 = 36;
const FIRST_DIGIT: u8 = 40;
const FIRST_LETTER: u8 = 60;
const OTHER_SCRIPTS: u8 = 250;

struct Place {
    places: [u8; 2],
    next: usize,
}

impl Iterator for Place {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let place = *self.places.get(self.next)?;
        self.next += 1;
        (place != 0).then_some(place)
    }
}

impl Place {
    fn of(language: Language, letter: char) -> Place {
        let places = match letter {
            '0'..='9' => [FIRST_DIGIT + letter as u8 - b'0', 0],
            '\u{300}'..='\u{36f}' => [0, 0],
            _ => match own_letter(language, letter) {
                Some(place) => [place, 0],
                None => common_letter(language, letter),
            },
        };
        Place { places, next: 0 }
    }
}

fn common_letter(language: Language, letter: char) -> [u8; 2] {
    if letter.is_ascii_alphabetic() {
        return [base(language, letter.to_ascii_lowercase()), 0];
    }
    if let Some(letters) = bare(letter) {
        let mut places = [0; 2];
        for (place, letter) in places.iter_mut().zip(letters.chars()) {
            *place = base(language, letter);
        }
        return places;
    }
    match letter {
        letter if letter.is_alphanumeric() => [OTHER_SCRIPTS, 0],
        ' ' | '\t' | '\n' | '\u{a0}' => [BLANK, 0],
        letter => match SIGNS.find(letter) {
            Some(place) => [FIRST_SIGN + place as u8, 0],
            None => [OTHER_SIGN, 0],
        },
    }
}

fn base(language: Language, letter: char) -> u8 {
    match (language, letter) {
        // Lithuanian sorts y among the i
        (Language::Lt, 'y') => base(language, 'i'),
        _ => FIRST_LETTER + (letter as u8 - b'a') * STEP,
    }
}

/// Letters that are letters of their own in the alphabet of that language, placed behind (ı: before) their neighbour.
fn own_letter(language: Language, letter: char) -> Option<u8> {
    let after = |neighbour: char| Some(base(language, neighbour) + 1);
    match (language, letter) {
        (Language::Tr, 'ç' | 'Ç') | (Language::Lt, 'č' | 'Č') => after('c'),
        (Language::Tr, 'ğ' | 'Ğ') => after('g'),
        (Language::Tr, 'ı' | 'I') => Some(base(language, 'i') - 1),
        (Language::Tr, 'ö' | 'Ö') => after('o'),
        (Language::Tr, 'ş' | 'Ş') | (Language::Lt, 'š' | 'Š') => after('s'),
        (Language::Tr, 'ü' | 'Ü') => after('u'),
        (Language::Lt, 'ž' | 'Ž') => after('z'),
        _ => None,
    }
}
