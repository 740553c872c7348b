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
    Unavailable(#[source] sqlx::Error),
    #[error("{0}")]
    Address(String),
}

impl DbError {
    /// Would one intention less let the rest of the batch through?
    pub fn concerns_one_row(&self) -> bool {
        matches!(self, Self::Duplicate(_) | Self::BadValue(_))
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(refused) if refused.is_unique_violation() => {
                Self::Duplicate(refused.message().to_owned())
            }
            // class 22: a value the column cannot hold, such as text with a zero byte
            Some(refused)
                if refused
                    .code()
                    .is_some_and(|code| code.len() == 5 && code.starts_with("22")) =>
            {
                Self::BadValue(refused.message().to_owned())
            }
            _ => Self::Unavailable(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(_) => Self::NewerSchema,
            other => Self::Unavailable(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}
