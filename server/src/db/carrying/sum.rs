//! Count and sum of a table's rows: what was read and what arrived are the same when these are.

use super::{Cell, Row};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    pub table: String,
    pub rows: i64,
    /// The wrapping sum of the first 64 bits of each row's SHA-256, as text: JSON numbers end at 2^53.
    #[serde(with = "as_text")]
    pub sum: u64,
}

impl TableSum {
    pub fn of(table: &str) -> Self {
        Self {
            table: table.to_owned(),
            rows: 0,
            sum: 0,
        }
    }

    pub fn add(&mut self, row: &Row) {
        self.rows += 1;
        self.sum = self.sum.wrapping_add(hash(row));
    }
}

fn hash(row: &Row) -> u64 {
    let mut digest = Sha256::new();
    for cell in row {
        let (tag, bytes): (u8, &[u8]) = match cell {
            Cell::Nothing => (0, &[]),
            Cell::Number(number) => (1, &number.to_be_bytes()),
            Cell::Text(text) => (2, text.as_bytes()),
            Cell::Bytes(bytes) => (3, bytes),
        };
        digest.update([tag]);
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    }
    let mut first = [0; 8];
    first.copy_from_slice(&digest.finalize()[..8]);
    u64::from_be_bytes(first)
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(sum: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{sum:016x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        u64::from_str_radix(&text, 16).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[&[Cell]]) -> u64 {
        let mut sum = TableSum::of("things");
        rows.iter().for_each(|row| sum.add(&row.to_vec()));
        sum.sum
    }

    #[test]
    fn the_order_of_rows_does_not_count_and_every_cell_does() {
        let (one, two) = (
            [Cell::Number(1), Cell::Nothing],
            [Cell::Number(2), Cell::Nothing],
        );
        assert_eq!(sum(&[&one, &two]), sum(&[&two, &one]));
        assert_ne!(sum(&[&one, &two]), sum(&[&one, &one]));
        let text = |one: &str, other: &str| [Cell::Text(one.into()), Cell::Text(other.into())];
        assert_ne!(sum(&[&text("ab", "c")]), sum(&[&text("a", "bc")]));
        assert_ne!(
            sum(&[&[Cell::Text("a".into())]]),
            sum(&[&[Cell::Bytes(b"a".to_vec())]])
        );
    }
}
