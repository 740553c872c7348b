//! What a person (or the system) did: closed, versioned, all or nothing, one gesture or one finished field.

use super::any_change::AnyChange;
use crate::calendar::Moment;
use crate::ids::{ClientId, Uid};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The version every change is written in today; older ones are brought up by [`upcast`].
pub const VERSION: u32 = 1;

/// An intention's text beyond this is refused before it is read further.
pub const BYTES_MAX: usize = 16 * 1024 * 1024;

/// As queued on the device, sent and kept by the server for ever. `client` and `seq` stand outside the hash, so that it
/// survives a change of sender.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Intention {
    /// `None`: the system.
    pub client: Option<ClientId>,
    /// 1, 2, 3 … per client; 0 for the system.
    pub seq: u64,
    pub uid: Uid,
    pub name: String,
    pub version: u32,
    pub args: Value,
    /// What the author was looking at.
    pub base_rev: u64,
    /// Earlier intentions that made what this one uses.
    #[serde(default)]
    pub depends_on: Vec<Uid>,
    /// Hashes of attachments.
    #[serde(default)]
    pub files: Vec<String>,
    /// For display only: no client clock takes part in any decision.
    pub made_at: Moment,
    pub hash: String,
}

/// Why an intention cannot be read. It is quarantined with its payload.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Unreadable {
    #[error("the hash does not belong to the content")]
    WrongHash,
    #[error("version {version} is newer than this one")]
    NewerVersion { version: u32 },
    #[error("the change {change} is not known here")]
    UnknownChange { change: String },
    #[error("the arguments do not fit the change: {detail}")]
    BadArguments { detail: String },
}

impl Intention {
    /// A new intention of a device. `seq` is set when the queue takes it.
    pub fn new(
        uid: Uid,
        change: &AnyChange,
        base_rev: u64,
        depends_on: Vec<Uid>,
        made_at: Moment,
    ) -> Self {
        let (name, args) = change.encode();
        let mut intention = Self {
            client: None,
            seq: 0,
            uid,
            name,
            version: VERSION,
            args,
            base_rev,
            depends_on,
            files: change.files(),
            made_at,
            hash: String::new(),
        };
        intention.hash = intention.digest();
        intention
    }

    pub fn sent_by(mut self, client: ClientId, seq: u64) -> Self {
        self.client = Some(client);
        self.seq = seq;
        self
    }

    /// SHA-256 over everything but `client` and `seq`, as canonical JSON (sorted names).
    pub fn digest(&self) -> String {
        let content = serde_json::json!([
            self.uid,
            self.name,
            self.version,
            self.args,
            self.base_rev,
            self.depends_on,
            self.files,
            self.made_at
        ]);
        hex(&Sha256::digest(content.to_string().as_bytes()))
    }

    /// The change it carries, brought up to today's version.
    pub fn change(&self) -> Result<AnyChange, Unreadable> {
        if self.hash != self.digest() {
            return Err(Unreadable::WrongHash);
        }
        read(&self.name, self.version, &self.args)
    }
}

/// The change of that name and version, brought up to today's; also of what an inbox entry has kept.
pub fn read(name: &str, version: u32, args: &Value) -> Result<AnyChange, Unreadable> {
    let (name, args) = brought_up(name, version, args)?;
    match AnyChange::decode(&name, &args) {
        Ok(AnyChange::Unknown { name, .. }) => Err(Unreadable::UnknownChange { change: name }),
        Ok(change) => Ok(change),
        Err(error) => Err(Unreadable::BadArguments {
            detail: error.to_string(),
        }),
    }
}

/// Name and arguments as they are written today. Nobody can say what a newer version means by them.
pub fn brought_up(name: &str, version: u32, args: &Value) -> Result<(String, Value), Unreadable> {
    match version > VERSION {
        true => Err(Unreadable::NewerVersion { version }),
        false => Ok(upcast(name, version, args)),
    }
}

/// Brings an old version's name and arguments up to today's. There is one version so far, so nothing is changed.
#[cfg(not(test))]
fn upcast(name: &str, _version: u32, args: &Value) -> (String, Value) {
    (name.to_owned(), args.clone())
}

/// As if there had been a version before the first, in which products were `changed` and an edit went `from` one value `to` another: so that
/// it is seen who brings up what was kept, and who forgets to.
#[cfg(test)]
fn upcast(name: &str, version: u32, args: &Value) -> (String, Value) {
    if version > 0 {
        return (name.to_owned(), args.clone());
    }
    let today = args.to_string().replace("\"from\":", "\"was\":");
    let today = today.replace("\"to\":", "\"now\":");
    let args = serde_json::from_str(&today).expect("the names alone are others");
    (name.replace("changed", "edited"), args)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
            text
        })
}
