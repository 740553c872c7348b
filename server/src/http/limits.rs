//! How much one request may bring.

/// Sign-in, pull and the like are small.
pub const BODY_BYTES: usize = 1024 * 1024;
/// A push may carry one intention of the greatest size among others.
pub use shared::sync::wire::PUSH_BYTES_MAX as PUSH_BYTES;
/// Blocks named in one request.
pub const BLOCKS_MAX: usize = 4_096;
pub const LOGIN_CHARACTERS: usize = 200;
pub const DEVICE_NAME_CHARACTERS: usize = 100;
