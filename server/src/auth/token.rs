//! Login tokens: made, put into a cookie, found again. The database never sees the token itself.

use axum_extra::extract::cookie::CookieJar;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const PLAIN_NAME: &str = "sahada";
/// Browsers refuse this name unless the cookie is Secure, without a domain and for the whole site.
const SECURE_NAME: &str = "__Host-sahada";

/// 256 random bits as text.
pub fn new_token() -> String {
    let bits: [u8; 32] = rand::random();
    bits.iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a text cannot fail");
            text
        })
}

pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { PLAIN_NAME }
}

pub fn read(jar: &CookieJar, secure: bool) -> Option<String> {
    jar.get(name(secure))
        .map(|cookie| cookie.value().to_owned())
}

/// The `Set-Cookie` header that brings a token to the browser and out of every script's reach.
/// It goes when its session ends at the latest.
pub fn set_cookie(token: &str, days: u32, secure: bool) -> String {
    header(token, i64::from(days) * 86_400, secure)
}

pub fn removal(secure: bool) -> String {
    header("", 0, secure)
}

fn header(token: &str, seconds: i64, secure: bool) -> String {
    let name = name(secure);
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}
