//! What a SQL database answers when something goes wrong, in the words of the contract.

use super::DbError;

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
            _ => Self::Unavailable(error.into()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(_) => Self::NewerSchema,
            other => Self::Unavailable(other.into()),
        }
    }
}
