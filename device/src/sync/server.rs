//! What the server can be asked, and how an answer can fail. The contract between the loop and the
//! network, so that the loop runs in tests without one.

use serde::{Deserialize, Serialize};
use shared::attachments::{ContentHash, UploadAnswer};
use shared::sync::Cursor;
use shared::sync::wire::{
    BlocksRequest, Manifest, ManifestRequest, PullAnswer, PullRequest, PushAnswer, PushRequest,
};
use std::future::Future;
use thiserror::Error;

pub trait Server {
    fn push(&self, request: &PushRequest) -> impl Future<Output = Result<PushAnswer, Failure>>;
    fn pull(&self, request: &PullRequest) -> impl Future<Output = Result<PullAnswer, Failure>>;
    fn manifest(
        &self,
        request: &ManifestRequest,
    ) -> impl Future<Output = Result<Manifest, Failure>>;
    /// One answer for each hash, in the order asked; `None` for a block that is no longer there.
    fn blocks(
        &self,
        request: &BlocksRequest,
    ) -> impl Future<Output = Result<Vec<Option<Vec<u8>>>, Failure>>;
    /// How far the upload of a file stands.
    fn upload_stands(
        &self,
        hash: &ContentHash,
    ) -> impl Future<Output = Result<UploadAnswer, Failure>>;
    /// One more piece of it.
    fn append(&self, piece: &Piece) -> impl Future<Output = Result<UploadAnswer, Failure>>;
    /// The bytes of a file from there on, at most a piece of them.
    fn file_part(
        &self,
        hash: &ContentHash,
        from: u64,
    ) -> impl Future<Output = Result<Vec<u8>, Failure>>;
    /// What was shipped since, or all of it, as it is written (`shared::sync::shipped`).
    fn shipped(&self, from: &Cursor) -> impl Future<Output = Result<Vec<u8>, Failure>>;
}

/// A piece of a file on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub hash: ContentHash,
    pub offset: u64,
    /// Bytes of the whole file.
    pub length: u64,
    pub bytes: Vec<u8>,
}

/// Why there is no answer to work with.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failure {
    #[error("the server cannot be reached")]
    Unreachable,
    #[error("the server takes too long")]
    TooSlow,
    /// More than somebody on the way lets through.
    #[error("the request is too large for the way to the server")]
    TooLarge,
    /// A portal's or a proxy's page, or a body cut short.
    #[error("the answer does not come from our server")]
    NotOurs,
    #[error("nobody is signed in")]
    SignedOut,
    #[error("name or password is wrong")]
    WrongPassword,
    /// Hand in what waits, then wipe.
    #[error("this device may no longer work here")]
    Withdrawn(Withdrawn),
    #[error("this version is too old to read")]
    UpdateNeeded,
    #[error("too many attempts")]
    TooMany { retry_seconds: u32 },
    #[error("the server is busy or broken ({status})")]
    Broken { status: u16 },
    /// The server understood and says no; `code` is worded in `messages`.
    #[error("refused: {code}")]
    Refused {
        status: u16,
        code: String,
        field: Option<String>,
        detail: Option<String>,
    },
}

/// What an administrator took back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdrawn {
    /// This device; the person may sign in again.
    Device,
    /// The person's access.
    Access,
}

/// The body of a refusal (RFC 9457), as far as a device reads it.
#[derive(Debug, Default, Deserialize)]
pub struct Problem {
    pub code: String,
    #[serde(default)]
    pub field: Option<String>,
    #[serde(default)]
    pub detail: Option<String>,
}

impl Failure {
    /// May the same request succeed later without anybody doing anything?
    pub fn is_temporary(&self) -> bool {
        matches!(
            self,
            Failure::Unreachable
                | Failure::TooSlow
                | Failure::TooLarge
                | Failure::NotOurs
                | Failure::TooMany { .. }
                | Failure::Broken { .. }
        )
    }

    /// How long the server asks us to stay away.
    pub fn retry_ms(&self) -> Option<u32> {
        match self {
            Failure::TooMany { retry_seconds } => Some(retry_seconds.saturating_mul(1000)),
            _ => None,
        }
    }

    /// A refusal without our shape: a proxy in between.
    pub fn of_stranger(status: u16) -> Failure {
        match status {
            413 => Failure::TooLarge,
            500.. => Failure::Broken { status },
            _ => Failure::NotOurs,
        }
    }

    pub fn of_problem(status: u16, problem: Problem, retry_seconds: Option<u32>) -> Failure {
        match (status, problem.code.as_str()) {
            (_, "wrong_password") => Failure::WrongPassword,
            (401, _) => Failure::SignedOut,
            (_, "device_withdrawn") => Failure::Withdrawn(Withdrawn::Device),
            (_, "user_disabled") => Failure::Withdrawn(Withdrawn::Access),
            (413, _) => Failure::TooLarge,
            (426, _) => Failure::UpdateNeeded,
            (429, _) => Failure::TooMany {
                retry_seconds: retry_seconds.unwrap_or(30),
            },
            (500.., _) => Failure::Broken { status },
            _ => Failure::Refused {
                status,
                code: problem.code,
                field: problem.field,
                detail: problem.detail,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: u16, code: &str, wanted: Failure) {
        let problem = Problem {
            code: code.to_owned(),
            ..Problem::default()
        };
        assert_eq!(Failure::of_problem(status, problem, None), wanted);
    }

    #[test]
    fn a_refusal_is_told_from_a_failure() {
        check(401, "wrong_password", Failure::WrongPassword);
        check(401, "not_signed_in", Failure::SignedOut);
        check(403, "user_disabled", Failure::Withdrawn(Withdrawn::Access));
        check(
            403,
            "device_withdrawn",
            Failure::Withdrawn(Withdrawn::Device),
        );
        check(413, "too_large", Failure::TooLarge);
        check(426, "update_needed", Failure::UpdateNeeded);
        check(503, "not_ready", Failure::Broken { status: 503 });
        check(429, "too_much_left", Failure::TooMany { retry_seconds: 30 });
        check(
            429,
            "too_many_attempts",
            Failure::TooMany { retry_seconds: 30 },
        );
    }

    #[test]
    fn a_page_of_somebody_else_is_tried_again_later() {
        for status in [200, 302, 403, 404, 413, 502] {
            assert!(Failure::of_stranger(status).is_temporary(), "{status}");
        }
    }
}
