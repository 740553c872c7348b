//! Names and shapes of all databases and object stores, once. Stored formats hang on these: a name
//! is added by a step in `upgrade.rs`, never changed.

/// `queue`: what the user did. Every write to it is strict.
pub mod queue {
    pub const DATABASE: &str = "queue";
    /// number → `{ uid, sealed }`: no outcome known yet. `sealed` is null where the browser lost it.
    pub const WAITING: &str = "waiting";
    /// Index over `WAITING`, unique: one `uid` waits at most once.
    pub const BY_UID: &str = "uid";
    /// uid → `{ uid, sealed, seq, client, place }`: has an outcome, kept until told to drop it. `place` counts in the order of settling.
    pub const SETTLED: &str = "settled";
    /// text → sealed bytes.
    pub const DRAFTS: &str = "drafts";
    /// name → plain value: `CLIENT`, `LAST_SEQ`, `LAST_PLACE`, `FENCE`, `CLOSED`.
    pub const STATE: &str = "state";
    pub const CLIENT: &str = "client";
    pub const LAST_SEQ: &str = "last_seq";
    pub const LAST_PLACE: &str = "last_place";
    /// There once nothing may be added any more.
    pub const CLOSED: &str = "closed";
}

/// `cache`: what the server said. Can be fetched again.
pub mod cache {
    pub const DATABASE: &str = "cache";
    /// counted up → several blocks, sealed as one.
    pub const PAGES: &str = "pages";
    /// `shelf|kind|from_id` → the number of its page and what the manifest said of it, as text.
    pub const HEADS: &str = "heads";
    /// counted up → sealed rows of one pull.
    pub const JOURNAL: &str = "journal";
    /// counted up → list of `uid`s one pull named as settled.
    pub const SETTLED: &str = "settled";
    /// text → sealed bytes.
    pub const META: &str = "meta";
    /// name → plain value: `FENCE`, `LAST_PAGE`.
    pub const STATE: &str = "state";
    pub const LAST_PAGE: &str = "last_page";
}

/// `files`: hash → sealed length and note; `hash/number` → sealed piece.
pub mod files {
    pub const DATABASE: &str = "files";
    pub const FILES: &str = "files";
}

/// `keys`: key id → the browser's own key, which no page can read.
pub mod keys {
    pub const DATABASE: &str = "keys";
    pub const KEYS: &str = "keys";
    /// In `KEYS`, beside the numbered ones: what seals unsent work in a file.
    pub const CARRY: &str = "carry";
}

/// In the `STATE` of queue and cache: the highest leader seen there.
pub const FENCE: &str = "fence";

/// The version of all four; a step in `upgrade.rs` for each.
pub const VERSION: u32 = 1;
