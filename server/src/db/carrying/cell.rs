//! One value on its way between two databases, and what tables and columns are called. Knows no database.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Nothing,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

pub type Row = Vec<Cell>;

/// How a column keeps its values. The embedded database has only the last three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Id,
    Truth,
    Number,
    Text,
    Bytes,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub form: Form,
}

/// The columns are in the order of their names: a column that came later may stand elsewhere in the other database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The places of the columns of its key, the most significant first.
    pub key: Vec<usize>,
}

impl Cell {
    /// About so many bytes in memory.
    pub fn size(&self) -> usize {
        match self {
            Self::Nothing | Self::Number(_) => 8,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

impl Table {
    /// `key` names the columns of the key.
    pub fn new(name: &str, mut columns: Vec<Column>, key: &[String]) -> Self {
        columns.sort_by(|one, other| one.name.cmp(&other.name));
        let place = |name: &String| columns.iter().position(|column| column.name == *name);
        Self {
            name: name.to_owned(),
            key: key.iter().filter_map(place).collect(),
            columns,
        }
    }

    pub fn column_names(&self) -> String {
        let names = self.columns.iter().map(|column| column.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    pub fn key_names(&self) -> String {
        let names = self
            .key
            .iter()
            .map(|place| self.columns[*place].name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }
}
