//! What a SQL database answers when something goes wrong, in the words of the contract.

use super::DbError;

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(refused) if refused.is_unique_violation() => {
                Self::Duplicate(refused.message().to_owned())
            }
            Some(refused) if refused.code().is_some_and(|code| is_of_a_value(&code)) => {
                Self::BadValue(refused.message().to_owned())
            }
            _ => Self::Unavailable(error.into()),
        }
    }
}

/// PostgreSQL, class 22: a value the column cannot hold, such as text with a zero byte; 54000: one that is too long for an index. SQLite, 18:
/// one that is too long altogether.
fn is_of_a_value(code: &str) -> bool {
    let class_22 = code.len() == 5 && code.starts_with("22");
    class_22 || matches!(code, "54000" | "18")
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(_) => Self::NewerSchema,
            other => Self::Unavailable(other.into()),
        }
    }
}
