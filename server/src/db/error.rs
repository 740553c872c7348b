//! What can go wrong below the contract. Only one case concerns the caller: two records that claim one key.

use thiserror::Error;

#[derive(Debug, Error)]
pub enum DbError {
    #[error("two records claim the same key ({0})")]
    Duplicate(String),
    #[error("the database refused a value: {0}")]
    BadValue(String),
    #[error("no such workspace")]
    NoWorkspace,
    #[error("the database was made by a newer version of sahada")]
    NewerSchema,
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("{0}")]
    Address(String),
}

impl DbError {
    /// Would one intention less let the rest of the batch through?
    pub fn concerns_one_row(&self) -> bool {
        matches!(self, Self::Duplicate(_) | Self::BadValue(_))
    }
}
