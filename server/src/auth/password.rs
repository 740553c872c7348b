//! Hashing and checking passwords: argon2id, a few at a time, away from the threads that answer requests.

use anyhow::{Context, Result, anyhow};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

pub const LENGTH_MIN: usize = shared::users::access::PASSWORD_LENGTH_MIN;
/// Longer ones only cost time.
pub const LENGTH_MAX: usize = 1024;

/// Each takes about 20 MB while it runs.
const AT_ONCE: usize = 4;

/// Checked when the name is unknown, so that the answer takes as long as for a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let hash = Argon2::default().hash_password(b"nobody has this password");
    hash.map(|hash| hash.to_string()).unwrap_or_default()
});

pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Passwords {
    pub async fn hash(&self, password: String) -> Result<String> {
        let _turn = self.turns.acquire().await?;
        spawn_blocking(move || {
            let hash = Argon2::default().hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string())
                .map_err(|error| anyhow!("hashing a password: {error}"))
        })
        .await
        .context("the hashing thread")?
    }

    /// `None` for the hash means that nobody has this name.
    pub async fn check(&self, password: String, hash: Option<String>) -> Result<bool> {
        let _turn = self.turns.acquire().await?;
        spawn_blocking(move || {
            let known = hash.is_some();
            let text = hash.unwrap_or_else(|| NOBODY.clone());
            let fits = PasswordHash::new(&text).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            });
            known && fits
        })
        .await
        .context("the hashing thread")
    }
}

/// Is it long enough to be a password at all?
pub fn acceptable(password: &str) -> bool {
    (LENGTH_MIN..=LENGTH_MAX).contains(&password.chars().count())
}
