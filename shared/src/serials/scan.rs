//! What does a scanned code contain (SER-15)? Serials, item numbers and lots out of GS1 element strings (with or without brackets), GS1
//! Digital Links and the ways makers write "serial number". Everything it may mean is a candidate: a person chooses, nothing is filled
//! in silently.
//!
//! Source: GS1 General Specifications, 3 (application identifiers) and 7.8 (which have a fixed length); GS1 Digital Link URI syntax.

use super::serial_number::SerialNumber;
use crate::products::barcode;
use std::borrow::Cow;

/// What a part of a code may mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Candidate {
    Serial(SerialNumber),
    /// GTIN, or a house's own barcode.
    Item(String),
    Lot(SerialNumber),
}

/// FNC1 as scanners send it.
const SEPARATOR: char = '\u{1d}';
/// Application identifiers with a length that is always the same, and that length (identifier not counted).
const FIXED: [(&str, usize); 22] = [
    ("00", 18),
    ("01", 14),
    ("02", 14),
    ("03", 14),
    ("04", 16),
    ("11", 6),
    ("12", 6),
    ("13", 6),
    ("14", 6),
    ("15", 6),
    ("16", 6),
    ("17", 6),
    ("18", 6),
    ("19", 6),
    ("20", 2),
    ("31", 8),
    ("32", 8),
    ("33", 8),
    ("34", 8),
    ("35", 8),
    ("36", 8),
    ("41", 14),
];
/// Digits of the identifiers that end with the next separator.
const FOUR_DIGITS: [&str; 7] = ["39", "42", "43", "70", "71", "72", "80"];
const THREE_DIGITS: [&str; 3] = ["23", "24", "25"];
/// How makers write it before the number, capital letters only; longest first.
const LABELS: [&str; 12] = [
    "SERIJOS NUMERIS",
    "SERIAL NUMBER",
    "SERI NUMARASI",
    "SERIAL NO",
    "SERIJOS NR",
    "SERIAL",
    "SERI NO",
    "SER NO",
    "SER.",
    "S/N",
    "SNR",
    "SN",
];

/// Everything the code may mean, the likeliest first; empty when nothing can be read from it.
///
/// ```
/// use shared::serials::{SerialNumber, scan::{Candidate, candidates}};
/// let found = candidates("]d2010400638133393121HK40-2S5Z\u{1d}10L7");
/// assert_eq!(found[0], Candidate::Serial(SerialNumber::new("HK40-2S5Z").unwrap()));
/// assert_eq!(found[1], Candidate::Item("04006381333931".into()));
/// assert_eq!(found[2], Candidate::Lot(SerialNumber::new("L7").unwrap()));
/// ```
pub fn candidates(code: &str) -> Vec<Candidate> {
    let (symbology, text) = without_symbology(code.trim());
    let elements = digital_link(text)
        .or_else(|| bracketed(text))
        .or_else(|| plain_elements(text, symbology == Some(true)));
    let mut found: Vec<Candidate> = elements.iter().flatten().filter_map(meaning).collect();
    found.sort_by_key(|candidate| match candidate {
        Candidate::Serial(_) => 0,
        Candidate::Item(_) => 1,
        Candidate::Lot(_) => 2,
    });
    // who prints GS1 says so, or prints brackets; the same digits without a word may be anything
    let sure = symbology == Some(true) || !text.starts_with(|letter: char| letter.is_ascii_digit());
    if found.is_empty() || !sure {
        for candidate in labelled(text).into_iter().chain(whole(text)) {
            if !found.contains(&candidate) {
                found.push(candidate);
            }
        }
    }
    found
}

/// Which serial a scanned code means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meant {
    /// The code says so itself (AI 21), or there is nothing else it may be.
    Sure(SerialNumber),
    /// A person has to say which; none: there is no serial in it.
    Perhaps(Vec<SerialNumber>),
}

/// What goes into a serial field without a question, and what does not (SER-15). A product's number is no serial for certain, though
/// somebody may use it as one; a lot is one only when nothing else is.
///
/// ```
/// use shared::serials::{SerialNumber, scan::{Meant, meant}};
/// let serial = |text| SerialNumber::new(text).unwrap();
/// assert_eq!(meant("]d2010400638133393121HK40(1)B"), Meant::Sure(serial("HK40(1)B")));
/// assert_eq!(meant("HTTPS://ID.GS1.ORG/01/04006381333931/21/HK40"), Meant::Sure(serial("HK40")));
/// assert_eq!(meant("]C0HK40-2S5Z"), Meant::Sure(serial("HK40-2S5Z")));
/// assert_eq!(meant("]E04006381333931"), Meant::Perhaps(vec![serial("4006381333931")]));
/// assert_eq!(meant("]C10104006381333931"), Meant::Perhaps(vec![]));
/// ```
pub fn meant(code: &str) -> Meant {
    let all = candidates(code);
    let (symbology, _) = without_symbology(code.trim());
    let mut serials = Vec::new();
    let mut others = 0;
    for candidate in all {
        match candidate {
            Candidate::Serial(serial) => serials.push(serial),
            Candidate::Lot(_) | Candidate::Item(_) => others += 1,
        }
    }
    let said = symbology == Some(true) || after_scheme(code).is_some() || code.starts_with('(');
    match serials.as_slice() {
        [serial] if said || others == 0 => Meant::Sure(serial.clone()),
        _ => Meant::Perhaps(serials),
    }
}

/// What a scanner that types like a keyboard put into a serial field, when that says more than a serial: GS1 text, or a link. `None`: it
/// stands there as it was typed.
///
/// ```
/// use shared::serials::{SerialNumber, scan::{Meant, typed}};
/// let serial = |text| SerialNumber::new(text).unwrap();
/// assert_eq!(typed("(01)04006381333931(21)HK40-2S5Z"), Some(Meant::Sure(serial("HK40-2S5Z"))));
/// assert_eq!(typed("010400638133393121HK40"), Some(Meant::Perhaps(vec![serial("HK40"), serial("010400638133393121HK40")])));
/// assert_eq!(typed("4006381333931"), None);
/// assert_eq!(typed("A%41B"), None);
/// ```
pub fn typed(text: &str) -> Option<Meant> {
    let (symbology, rest) = without_symbology(text.trim());
    let elements = || bracketed(rest).or_else(|| plain_elements(rest, false));
    let says_more = symbology.is_some() || rest.contains("://") || elements().is_some();
    says_more.then(|| meant(text.trim()))
}

/// The code as people read it below a symbol: GS1's elements in brackets, everything else without the scanner's own word.
///
/// ```
/// use shared::serials::scan::readable;
/// assert_eq!(readable("]d2010400638133393121HK40-2S5Z\u{1d}10L7"), "(01)04006381333931(21)HK40-2S5Z(10)L7");
/// assert_eq!(readable("]C0HK40-2S5Z"), "HK40-2S5Z");
/// ```
pub fn readable(code: &str) -> String {
    let (symbology, text) = without_symbology(code.trim());
    let elements = match symbology {
        Some(true) => plain_elements(text, true),
        _ => None,
    };
    let bracketed = |(identifier, value): &(&str, Cow<'_, str>)| format!("({identifier}){value}");
    match elements {
        Some(elements) => elements.iter().map(bracketed).collect(),
        None => text.replace(SEPARATOR, " "),
    }
}

/// The scanner's own word before the code (ISO/IEC 15424), and whether it means GS1.
fn without_symbology(code: &str) -> (Option<bool>, &str) {
    let Some(rest) = code.strip_prefix(']') else {
        return (None, code);
    };
    let mut letters = rest.char_indices();
    let (Some(_), Some(_)) = (letters.next(), letters.next()) else {
        return (None, code);
    };
    let at = letters.next().map_or(rest.len(), |(at, _)| at);
    let (word, text) = rest.split_at(at);
    let gs1 = ["C1", "e0", "d2", "Q3", "J1"].contains(&word);
    (Some(gs1), text.trim_start_matches(SEPARATOR))
}

type Elements<'a> = Vec<(&'a str, Cow<'a, str>)>;

/// `https://id.gs1.org/01/09506000134352/10/ABC/21/12345?17=…`, at any maker's address.
fn digital_link(text: &str) -> Option<Elements<'_>> {
    let path = after_scheme(text)?.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let at = parts.iter().position(|part| *part == "01")?;
    let pairs = parts[at..].chunks_exact(2);
    let pairs = pairs.map(|pair| (pair[0], Cow::Owned(unescaped(pair[1]))));
    Some(pairs.collect())
}

/// What follows `https://`, in small letters or capitals (RFC 3986, 3.1): makers print capitals because a QR code of them is smaller.
fn after_scheme(link: &str) -> Option<&str> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let (begin, rest) = link.split_at_checked(scheme.len())?;
        begin.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

/// `(01)04006381333931(21)HK40`, as people type what stands below a symbol.
fn bracketed(text: &str) -> Option<Elements<'_>> {
    let rest = text.strip_prefix('(')?;
    let mut elements = Vec::new();
    for part in rest.split('(') {
        let (identifier, value) = part.split_once(')')?;
        let digits = (2..=4).contains(&identifier.len())
            && identifier.bytes().all(|digit| digit.is_ascii_digit());
        digits.then_some(())?;
        elements.push((identifier, Cow::Borrowed(value.trim())));
    }
    Some(elements)
}

/// Identifiers and values one after the other, those of variable length ended by a separator. All of it fits, or none does.
fn plain_elements(text: &str, said: bool) -> Option<Elements<'_>> {
    let begins_with_item = text.starts_with("01")
        && text
            .get(2..16)
            .is_some_and(|item| barcode::check(item).is_ok());
    (said || begins_with_item || text.contains(SEPARATOR)).then_some(())?;
    let mut elements = Vec::new();
    let mut rest = text.trim_start_matches(SEPARATOR);
    while !rest.is_empty() {
        let (identifier, value, after) = element(rest)?;
        elements.push((identifier, Cow::Borrowed(value)));
        rest = after.trim_start_matches(SEPARATOR);
    }
    Some(elements)
}

fn element(text: &str) -> Option<(&str, &str, &str)> {
    let two = text
        .get(..2)
        .filter(|two| two.bytes().all(|digit| digit.is_ascii_digit()))?;
    if let Some((_, length)) = FIXED.iter().find(|(identifier, _)| *identifier == two) {
        let value = text.get(2..2 + length)?;
        return Some((two, value, &text[2 + length..]));
    }
    let digits = match two {
        two if FOUR_DIGITS.contains(&two) => 4,
        two if THREE_DIGITS.contains(&two) => 3,
        _ => 2,
    };
    let (identifier, rest) = (text.get(..digits)?, text.get(digits..)?);
    let (value, after) = rest.split_once(SEPARATOR).unwrap_or((rest, ""));
    (!value.is_empty()).then_some((identifier, value, after))
}

fn meaning((identifier, value): &(&str, Cow<'_, str>)) -> Option<Candidate> {
    match *identifier {
        "21" | "250" => serial(value),
        "01" | "02" => Some(Candidate::Item(value.clone().into_owned())),
        "10" => SerialNumber::new(value).ok().map(Candidate::Lot),
        _ => None,
    }
}

fn serial(text: &str) -> Option<Candidate> {
    SerialNumber::new(text).ok().map(Candidate::Serial)
}

/// A Digital Link writes what an address cannot hold as `%2F`.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = byte.map_or(after, |_| &after[2..]);
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// `S/N: HK40-2S5Z` on a plate of several lines or fields.
fn labelled(text: &str) -> Option<Candidate> {
    let parts = text.split(['\n', '\r', ';', '|', '\t']).map(str::trim);
    parts.into_iter().find_map(|part| {
        let capitals = part.to_ascii_uppercase();
        let label = LABELS.iter().find(|label| capitals.starts_with(**label))?;
        let rest = part.get(label.len()..)?;
        let number = rest.trim_start_matches([':', '.', '=', '#', ' ']);
        // a label is told from a number that happens to begin with the same letters
        let parted = number.len() < rest.len();
        parted.then(|| serial(number)).flatten()
    })
}

/// A bare code: a trade item number when its check digit says so, and a serial in any case.
fn whole(text: &str) -> Vec<Candidate> {
    let one_line = !text.contains(['\n', '\r', SEPARATOR]) && !text.contains("://");
    let serial = serial(text).filter(|_| one_line);
    match barcode::check(text) {
        Ok(_) => [Candidate::Item(text.to_owned())]
            .into_iter()
            .chain(serial)
            .collect(),
        Err(_) => serial.into_iter().collect(),
    }
}
