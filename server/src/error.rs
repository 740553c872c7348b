//! `ApiError`, and the only table from error to status, code and body (RFC 9457). Words for people are made elsewhere,
//! from the code.

use crate::db::DbError;
use crate::files;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum ApiError {
    #[error("nobody is signed in")]
    NotSignedIn,
    #[error("sign-in name or password is wrong")]
    WrongPassword,
    #[error("too many attempts")]
    TooManyAttempts { retry_seconds: u64 },
    #[error("this device was withdrawn")]
    DeviceWithdrawn,
    /// Nobody is told to go: the device keeps the rest and asks again.
    #[error("more waits on this device than a withdrawn one may hand in")]
    TooMuchLeft { retry_seconds: u64 },
    #[error("this person has other large pushes under way")]
    TooManyAtOnce { retry_seconds: u64 },
    #[error("this user is not active any more")]
    UserDisabled,
    #[error("the right is missing")]
    Forbidden,
    #[error("the request comes from another site")]
    ForeignOrigin,
    #[error("there is nothing here")]
    NotFound,
    /// A record names the file, and nobody has sent all of it yet.
    #[error("the file has not arrived yet")]
    FileOnItsWay,
    #[error("the range lies behind the end of the file")]
    RangeBehindEnd { bytes: u64 },
    #[error("this address does not take that method")]
    MethodNotAllowed,
    #[error("the body cannot be read: {detail}")]
    UnreadableBody { detail: String },
    #[error("the body is too large")]
    TooLarge,
    #[error("the body is not JSON")]
    WrongMediaType,
    #[error("{field} is not acceptable: {detail}")]
    InvalidField { field: String, detail: String },
    #[error("the client belongs to another user")]
    ForeignClient,
    #[error("this app must update before it pulls")]
    UpdateNeeded,
    #[error("the server is not ready")]
    NotReady,
    #[error("something failed: {0}")]
    Internal(anyhow::Error),
}

impl ApiError {
    /// The table.
    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NotSignedIn => (StatusCode::UNAUTHORIZED, "not_signed_in"),
            Self::WrongPassword => (StatusCode::UNAUTHORIZED, "wrong_password"),
            Self::TooManyAttempts { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_attempts"),
            Self::TooMuchLeft { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_much_left"),
            Self::TooManyAtOnce { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_at_once"),
            Self::DeviceWithdrawn => (StatusCode::FORBIDDEN, "device_withdrawn"),
            Self::UserDisabled => (StatusCode::FORBIDDEN, "user_disabled"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Self::ForeignOrigin => (StatusCode::FORBIDDEN, "foreign_origin"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::FileOnItsWay => (StatusCode::NOT_FOUND, "file_on_its_way"),
            Self::RangeBehindEnd { .. } => (StatusCode::RANGE_NOT_SATISFIABLE, "range_behind_end"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::UnreadableBody { .. } => (StatusCode::BAD_REQUEST, "unreadable_body"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::WrongMediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_media_type"),
            Self::InvalidField { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_field"),
            Self::ForeignClient => (StatusCode::FORBIDDEN, "foreign_client"),
            Self::UpdateNeeded => (StatusCode::UPGRADE_REQUIRED, "update_needed"),
            Self::NotReady => (StatusCode::SERVICE_UNAVAILABLE, "not_ready"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    fn body(&self, status: StatusCode, code: &str) -> Value {
        let mut body = json!({
            "type": format!("/problems/{code}"),
            "title": self.title(),
            "status": status.as_u16(),
            "code": code,
        });
        match self {
            Self::InvalidField { field, detail } => {
                body["field"] = json!(field);
                body["detail"] = json!(detail);
            }
            Self::UnreadableBody { detail } => body["detail"] = json!(detail),
            Self::Internal(error) => {
                // logged once, with a number; the caller gets the number and nothing else
                let number = format!("{:08x}", rand::random::<u32>());
                tracing::error!(number, "{error:#}");
                body["number"] = json!(number);
            }
            _ => {}
        }
        body
    }

    fn title(&self) -> String {
        match self {
            Self::Internal(_) => "something failed".into(),
            other => other.to_string(),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code) = self.status_and_code();
        let mut response = (status, Json(self.body(status, code))).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::TooManyAttempts { retry_seconds }
            | Self::TooManyAtOnce { retry_seconds }
            | Self::TooMuchLeft { retry_seconds } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_seconds));
            }
            Self::RangeBehindEnd { bytes } => {
                let range = HeaderValue::from_str(&format!("bytes */{bytes}"));
                headers.extend(range.ok().map(|range| (header::CONTENT_RANGE, range)));
            }
            _ => {}
        }
        response
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<anyhow::Error> for ApiError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<files::asking::Trouble> for ApiError {
    fn from(trouble: files::asking::Trouble) -> Self {
        Self::Internal(trouble.into())
    }
}

impl From<axum::extract::rejection::BytesRejection> for ApiError {
    fn from(rejection: axum::extract::rejection::BytesRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::UnreadableBody {
                detail: rejection.body_text(),
            },
        }
    }
}

impl From<axum::extract::rejection::JsonRejection> for ApiError {
    fn from(rejection: axum::extract::rejection::JsonRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::WrongMediaType,
            _ => Self::UnreadableBody {
                detail: rejection.body_text(),
            },
        }
    }
}

/// Nothing has an id that is none.
impl From<axum::extract::rejection::PathRejection> for ApiError {
    fn from(rejection: axum::extract::rejection::PathRejection) -> Self {
        match rejection.status().is_server_error() {
            true => Self::Internal(anyhow::anyhow!(rejection.body_text())),
            false => Self::NotFound,
        }
    }
}
