//! Which column of a foreign table is which field of ours?
//! Guesses from the headings in three languages; a person may say otherwise for every column.

use serde::{Deserialize, Serialize};

use super::target::Target;
use crate::problem::Problem;
use crate::table::Table;
use crate::text::fold;

/// A column whose cells are longer is no attribute but a picture or an essay.
pub(super) const ATTRIBUTE_LENGTH_MAX: usize = 250;

/// One target per column, in the columns' order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    columns: Vec<Target>,
}

impl Mapping {
    /// Guesses from the headings. What has no field of ours becomes an attribute; what is too long for one is left out.
    pub fn detect(table: &Table) -> Mapping {
        let mut mapping = Mapping {
            columns: vec![Target::Attribute; table.header.len()],
        };
        for (column, heading) in table.header.iter().enumerate() {
            let target = guess(heading, table, column);
            let taken = !target.repeatable() && mapping.columns[..column].contains(&target);
            mapping.columns[column] = if taken { Target::Attribute } else { target };
        }
        mapping
    }

    pub fn targets(&self) -> &[Target] {
        &self.columns
    }

    /// Gives a column another meaning; the column that had it becomes an attribute.
    pub fn set(&mut self, column: usize, target: Target) {
        for (other, had) in self.columns.iter_mut().enumerate() {
            if other == column {
                *had = target;
            } else if *had == target && !target.repeatable() {
                *had = Target::Attribute;
            }
        }
    }

    /// The column of a target that only one column has.
    pub fn column(&self, target: Target) -> Option<usize> {
        self.columns.iter().position(|had| *had == target)
    }

    /// What keeps the table from being read at all: no column for the code.
    pub fn problems(&self) -> Vec<Problem> {
        match self.column(Target::Code) {
            Some(_) => Vec::new(),
            None => vec![Problem::block("", "column-for-code-missing")],
        }
    }
}

fn guess(heading: &str, table: &Table, column: usize) -> Target {
    let heading = squeezed(heading);
    let meant = Target::ALL
        .into_iter()
        .find(|target| target.headings().contains(&heading.as_str()));
    let too_long = |row: &crate::table::Row| {
        row.cell(column)
            .is_some_and(|cell| cell.chars().nth(ATTRIBUTE_LENGTH_MAX).is_some())
    };
    match meant {
        Some(target) => target,
        None if heading.is_empty() || table.rows.iter().any(too_long) => Target::Ignore,
        None => Target::Attribute,
    }
}

/// A heading without blanks, marks and case: `Ürün Kodu`, `URUN_KODU` and `urunKodu` are one.
pub(crate) fn squeezed(heading: &str) -> String {
    fold(heading).replace(' ', "")
}
