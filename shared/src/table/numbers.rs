//! Which number is meant by `1.234,50`, and by `1.234`?
//! Looks at how all cells of a column are written before it reads one of them.

use serde::{Deserialize, Serialize};

use crate::money::{Decimal, InvalidDecimal};

/// The mark before the decimals; the other one may stand between groups of three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    Comma,
    Dot,
}

/// What the cells of a column say about their decimal mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnMark {
    /// No cell needs one.
    #[default]
    None,
    Sure(DecimalMark),
    /// Some cells prove the comma, others the dot: each is read by what it shows itself.
    Mixed,
    /// Every cell with a mark could be meant in two ways, like `1.234`.
    Unsure,
}

/// Why a cell is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidNumber {
    #[error("this is not a number")]
    NotANumber,
    #[error("the groups of thousands have three digits")]
    Groups,
    #[error("it cannot be seen whether the mark stands for decimals or for thousands")]
    Unsure,
    #[error(transparent)]
    Unkept(InvalidDecimal),
}

impl DecimalMark {
    fn sign(self) -> char {
        match self {
            DecimalMark::Comma => ',',
            DecimalMark::Dot => '.',
        }
    }

    fn other(self) -> DecimalMark {
        match self {
            DecimalMark::Comma => DecimalMark::Dot,
            DecimalMark::Dot => DecimalMark::Comma,
        }
    }

    fn of(sign: char) -> Option<DecimalMark> {
        match sign {
            ',' => Some(DecimalMark::Comma),
            '.' => Some(DecimalMark::Dot),
            _ => None,
        }
    }
}

/// Reads a number whose decimal mark is known. The other mark, blanks and apostrophes may group thousands;
/// a minus may stand before or behind.
///
/// ```
/// use shared::table::{DecimalMark, decimal};
/// assert_eq!(decimal("1.059,31", DecimalMark::Comma).unwrap().to_string(), "1059.31");
/// assert_eq!(decimal("1 016.04-", DecimalMark::Dot).unwrap().to_string(), "-1016.04");
/// assert!(decimal("12.5", DecimalMark::Comma).is_err());
/// ```
pub fn decimal(cell: &str, mark: DecimalMark) -> Result<Decimal, InvalidNumber> {
    let (negative, magnitude) = sign(cell.trim());
    if !looks_like_number(magnitude) {
        return Err(InvalidNumber::NotANumber);
    }
    let (whole, decimals) = magnitude.split_once(mark.sign()).unwrap_or((magnitude, ""));
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidNumber::NotANumber);
    }
    let mut plain = String::with_capacity(cell.len() + 2);
    if negative {
        plain.push('-');
    }
    push_whole(whole, mark.other().sign(), &mut plain)?;
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    Decimal::parse(&plain).map_err(InvalidNumber::Unkept)
}

fn push_whole(whole: &str, group_mark: char, plain: &mut String) -> Result<(), InvalidNumber> {
    let groups = whole.split(|sign| sign == group_mark || is_group_blank(sign));
    for (index, group) in groups.enumerate() {
        let length_right = if index == 0 {
            group.len() <= 3
        } else {
            group.len() == 3
        };
        let single = index == 0 && group.len() == whole.len();
        if !length_right && !single {
            return Err(InvalidNumber::Groups);
        }
        plain.push_str(group);
    }
    if whole.is_empty() {
        plain.push('0');
    }
    Ok(())
}

fn sign(cell: &str) -> (bool, &str) {
    let minus = ['-', '\u{2212}'];
    let before = cell.strip_prefix(minus);
    match before.or_else(|| cell.strip_suffix(minus)) {
        Some(magnitude) => (true, magnitude.trim()),
        None => (false, cell.strip_prefix('+').unwrap_or(cell)),
    }
}

fn is_group_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '\u{2019}')
}

/// Whether the cell consists of digits, marks and signs at all; says nothing about which number it is.
pub(super) fn looks_like_number(cell: &str) -> bool {
    let (_, magnitude) = sign(cell);
    let allowed = |sign: char| {
        sign.is_ascii_digit() || DecimalMark::of(sign).is_some() || is_group_blank(sign)
    };
    magnitude.len() <= 64
        && magnitude
            .starts_with(|sign: char| sign.is_ascii_digit() || DecimalMark::of(sign).is_some())
        && magnitude.ends_with(|sign: char| sign.is_ascii_digit())
        && magnitude.chars().all(allowed)
}

/// What one cell proves by itself.
enum Proof {
    Nothing,
    Either,
    Mark(DecimalMark),
}

fn proof(cell: &str) -> Proof {
    let (_, magnitude) = sign(cell);
    let Some(last) = magnitude
        .rfind([',', '.'])
        .filter(|_| looks_like_number(cell))
    else {
        return Proof::Nothing;
    };
    let mark = if magnitude[last..].starts_with(',') {
        DecimalMark::Comma
    } else {
        DecimalMark::Dot
    };
    let (whole, decimals) = (&magnitude[..last], &magnitude[last + 1..]);
    let grouped = whole.contains(mark.sign());
    let proven = if grouped { mark.other() } else { mark };
    // a proof that the cell itself cannot be read by is none: 1.2.3 is a chapter, not a number
    if decimal(cell, proven).is_err() {
        return Proof::Nothing;
    }
    let could_be_group = decimals.len() == 3
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && whole.bytes().all(|byte| byte.is_ascii_digit());
    if could_be_group {
        Proof::Either
    } else {
        Proof::Mark(proven)
    }
}

/// The decimal mark of a column, from all its cells.
pub(super) fn column_mark<'a>(cells: impl Iterator<Item = &'a str>) -> ColumnMark {
    let (mut comma, mut dot, mut either) = (false, false, false);
    for cell in cells {
        match proof(cell) {
            Proof::Nothing => {}
            Proof::Either => either = true,
            Proof::Mark(DecimalMark::Comma) => comma = true,
            Proof::Mark(DecimalMark::Dot) => dot = true,
        }
    }
    match (comma, dot) {
        (true, true) => ColumnMark::Mixed,
        (true, false) => ColumnMark::Sure(DecimalMark::Comma),
        (false, true) => ColumnMark::Sure(DecimalMark::Dot),
        (false, false) if either => ColumnMark::Unsure,
        (false, false) => ColumnMark::None,
    }
}

/// Reads a cell as its column is written.
pub(super) fn by_column(cell: &str, mark: ColumnMark) -> Result<Decimal, InvalidNumber> {
    if let ColumnMark::Sure(mark) = mark {
        return decimal(cell, mark);
    }
    match proof(cell) {
        Proof::Mark(mark) => decimal(cell, mark),
        Proof::Either => Err(InvalidNumber::Unsure),
        Proof::Nothing => decimal(cell, DecimalMark::Dot),
    }
}
