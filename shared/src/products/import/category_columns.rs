//! Which columns of a category table are number, parent and name?
//! Guesses from the headings; a person may point them out instead.

use super::mapping::squeezed;
use crate::table::Table;

/// Which columns of a category table are which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryColumns {
    pub reference: usize,
    pub parent: Option<usize>,
    pub name: usize,
}

impl CategoryColumns {
    /// What a column becomes.
    pub(super) fn field(&self, column: usize) -> Option<&'static str> {
        let fields = [
            (Some(self.reference), "category-reference"),
            (self.parent, "category-parent"),
            (Some(self.name), "category-name"),
        ];
        let found = fields.into_iter().find(|(of, _)| *of == Some(column));
        found.map(|(_, field)| field)
    }

    /// Guesses from the headings; nothing when no column can be the number or the name.
    pub fn detect(table: &Table) -> Option<CategoryColumns> {
        let headings: Vec<String> = table
            .header
            .iter()
            .map(|heading| squeezed(heading))
            .collect();
        let parent = headings.iter().position(|heading| {
            ["parent", "ustkategori", "ust", "tevin"]
                .iter()
                .any(|start| heading.starts_with(start))
        });
        let find = |ends: &[&str]| {
            let fits = |heading: &String| ends.iter().any(|end| heading.ends_with(end));
            (0..headings.len()).find(|column| Some(*column) != parent && fits(&headings[*column]))
        };
        let reference = find(&[
            "categoryid",
            "id",
            "code",
            "number",
            "kodu",
            "kod",
            "kodas",
            "no",
        ])?;
        let name = find(&["name", "adi", "ad", "pavadinimas", "title"])?;
        Some(CategoryColumns {
            reference,
            parent,
            name,
        })
    }
}
