//! Names of people inside a sentence, where the language bends them.

/// What is somebody's, in Turkish: "Elif’inki", "Ayşe’ninki". The ending follows the last vowel of the name, as it is read.
pub fn belonging_to(name: &str) -> String {
    let vowel = |letter: char| match letter {
        'a' | 'ı' | 'A' | 'I' | 'ą' | 'y' => Some('ı'),
        'e' | 'i' | 'E' | 'İ' | 'ę' | 'ė' | 'į' => Some('i'),
        'o' | 'u' | 'O' | 'U' | 'ų' | 'ū' => Some('u'),
        'ö' | 'ü' | 'Ö' | 'Ü' => Some('ü'),
        _ => None,
    };
    let ending = name.chars().rev().find_map(vowel).unwrap_or('i');
    let buffer = match name.chars().last().and_then(vowel) {
        Some(_) => "n",
        None => "",
    };
    format!("{name}’{buffer}{ending}nki")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_takes_the_ending_of_its_last_vowel() {
        let cases = [
            ("Elif", "Elif’inki"),
            ("Ayşe", "Ayşe’ninki"),
            ("Deniz", "Deniz’inki"),
            ("Yılmaz", "Yılmaz’ınki"),
            ("Oğuz", "Oğuz’unki"),
            ("Gül", "Gül’ünki"),
            ("Rasa", "Rasa’nınki"),
            ("Gintarė", "Gintarė’ninki"),
            ("X", "X’inki"),
        ];
        for (name, expected) in cases {
            assert_eq!(belonging_to(name), expected);
        }
    }
}
