//! Which key is a text searched by, and which key is a serial compared by?
//! One folding for all languages, so that device and server agree whatever the user's language is.

/// The search key of a text: letters without case and marks, digits, and single blanks for all else.
///
/// Turkish users write one word in four ways, and all four must find it; so every I becomes `i`:
///
/// ```
/// use shared::text::fold;
/// for typed in ["isi", "ısı", "ISI", "İSİ", "Isı"] {
///     assert_eq!(fold(typed), "isi");
/// }
/// assert_eq!(fold("  Žalgirio g. 88, Vilnius "), "zalgirio g 88 vilnius");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the search key to `folded`: one buffer serves 100,000 names. A key has no blank at its ends.
pub fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    for letter in text.chars() {
        push(letter, start, folded);
    }
    if folded.len() > start && folded.ends_with(' ') {
        folded.pop();
    }
}

/// One letter's part of the key that began at `start`.
pub(super) fn push(letter: char, start: usize, folded: &mut String) {
    if letter.is_ascii() {
        push_ascii(letter as u8, start, folded);
    } else {
        push_other(letter, start, folded);
    }
}

fn push_ascii(letter: u8, start: usize, folded: &mut String) {
    if letter.is_ascii_alphanumeric() {
        folded.push(letter.to_ascii_lowercase() as char);
    } else {
        push_blank(start, folded);
    }
}

fn push_blank(start: usize, folded: &mut String) {
    if folded.len() > start && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

fn push_other(letter: char, start: usize, folded: &mut String) {
    if let Some(letters) = bare(letter) {
        return folded.push_str(letters);
    }
    for lowered in letter.to_lowercase() {
        match bare(lowered) {
            Some(letters) => folded.push_str(letters),
            None if is_mark(lowered) => {}
            None if lowered.is_alphanumeric() => folded.push(lowered),
            None => push_blank(start, folded),
        }
    }
}

/// Marks that follow their letter in decomposed text; the letter before them was pushed already.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// A Latin letter without its mark, in small letters: the letters of European languages in one table.
pub(super) fn bare(letter: char) -> Option<&'static str> {
    let letters = match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' => "d",
        'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' => "e",
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' | 'Ỉ'..='ị' => "i",
        'Ĳ' | 'ĳ' => "ij",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ǒ' | 'ǒ' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => {
            "o"
        }
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' | 'ẞ' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ǔ'..='ǜ' | 'Ư' | 'ư' | 'Ụ'..='ự' => "u",
        'Ŵ' | 'ŵ' | 'Ẁ'..='ẅ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => "y",
        'Ź'..='ž' => "z",
        _ => return None,
    };
    Some(letters)
}

/// The key two serials are compared by (SER-13): capital letters by the invariant rule, never by a
/// language's, so that `I` equals `i` wherever the tablet stands. Inner blanks and hyphens are kept.
///
/// ```
/// use shared::text::serial_fold;
/// assert_eq!(serial_fold(" sn-1i 7 "), "SN-1I 7");
/// ```
pub fn serial_fold(serial: &str) -> String {
    let capital = |letter: char| match letter {
        // one capital for both Turkish pairs too: a scanner set to Turkish sends either
        'ı' | 'İ' => 'I',
        letter if letter.is_ascii() => letter.to_ascii_uppercase(),
        letter => single_capital(letter),
    };
    serial.trim().chars().map(capital).collect()
}

fn single_capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}
