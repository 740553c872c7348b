//! What arrived: who sent it, what it is, and what its sender is told. Knows nothing of how it is decided.

use super::desk_rows::storable;
use sha2::{Digest, Sha256};
use shared::bounds;
use shared::calendar::Moment;
use shared::ids::{ClientId, Uid, UserId};
use shared::sync::Intention;
use shared::sync::intention::hex;
use shared::sync::wire::{Decided, Hole, PushAnswer};
use thiserror::Error;
use uuid::Uuid;

/// On whose behalf, as the session says. Rights are read under the writer's lock, not here.
#[derive(Clone, Debug, PartialEq)]
pub enum Author {
    Person {
        user: UserId,
        device: Uuid,
        device_name: String,
        /// The device or the user may only hand in what is left.
        withdrawn: bool,
    },
    System,
}

/// The whole push is refused; nothing of it was looked at.
#[derive(Debug, Error)]
pub enum Refused {
    #[error("the client belongs to another user")]
    ForeignClient,
    #[error("more than a withdrawn sender may leave")]
    TooMuchLeft,
    #[error("the workspace's writer failed: {0}")]
    Failed(String),
}

/// One thing to decide.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which of the pushes of this round it belongs to.
    pub push: usize,
    pub intention: Intention,
    /// A number whose entry the device lost: there is nothing to decide but that.
    pub lost: Option<String>,
}

impl Item {
    /// The same, with all that it says as hexadecimal digits: no database finds a letter in it that it could not keep, and nothing is lost.
    pub fn in_digits(&self) -> Item {
        let said = serde_json::to_string(&self.intention).unwrap_or_default();
        let mut item = self.clone();
        item.intention.name = "unstorable".into();
        item.intention.args = serde_json::Value::String(hex(said.as_bytes()));
        item.intention.depends_on.clear();
        item.intention.files.clear();
        item
    }
}

/// One request on its way through a round.
pub struct Push {
    pub author: Author,
    pub client: Option<ClientId>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    Gap {
        expected: u64,
    },
    Fork,
    ForeignClient,
    /// This one alone could not be kept, in whatever form; what else came in its round is.
    Failed(String),
    /// More than a withdrawn sender may leave.
    TooMuchLeft,
}

#[derive(Clone, Debug, Default)]
pub struct PushResult {
    pub decided: Vec<Decided>,
    pub stop: Option<Stop>,
}

impl PushResult {
    pub fn answer(self, revision: u64) -> Result<PushAnswer, Refused> {
        match self.stop {
            Some(Stop::ForeignClient) => Err(Refused::ForeignClient),
            Some(Stop::Failed(detail)) => Err(Refused::Failed(detail)),
            // what was taken before is answered, so that the rest is asked for by itself
            Some(Stop::TooMuchLeft) if self.decided.is_empty() => Err(Refused::TooMuchLeft),
            Some(Stop::Gap { expected }) => Ok(PushAnswer::Gap { expected }),
            Some(Stop::Fork) => Ok(PushAnswer::Fork),
            None | Some(Stop::TooMuchLeft) => Ok(PushAnswer::Decided {
                outcomes: self.decided,
                revision,
            }),
        }
    }
}

/// The items of a push in the order of their numbers, the holes among them.
pub fn items(
    push: usize,
    client: Option<ClientId>,
    intentions: Vec<Intention>,
    holes: Vec<Hole>,
    now: Moment,
) -> Vec<Item> {
    let sent = intentions.into_iter().map(|mut intention| {
        // who sends is what the session says, whatever the entry says
        intention.client = client;
        // no digest has such letters, so it is as wrong as it was
        intention.hash = storable(&intention.hash);
        cut(&mut intention);
        Item {
            push,
            intention,
            lost: None,
        }
    });
    let lost = (holes.into_iter()).filter_map(|hole| Some(lost(push, client?, hole, now)));
    let mut items: Vec<Item> = sent.chain(lost).collect();
    items.sort_by_key(|item| item.intention.seq);
    items
}

/// No device says so much beside the arguments. It is not even looked for, and without it the digest does not fit: quarantined.
fn cut(intention: &mut Intention) {
    let too_long = intention.name.len() > bounds::LINE;
    let too_many =
        intention.depends_on.len() > bounds::PARENTS || intention.files.len() > bounds::FILES;
    if too_long || too_many {
        intention.name.clear();
        intention.depends_on.clear();
        intention.files.clear();
    }
}

/// The uid of what follows from a cause: version 8 of RFC 9562, which no device makes. So nobody can take the place of what the
/// system will say, although its causes can be guessed.
pub fn caused(digest: &[u8]) -> Uid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Would this uid take a place that only causes have?
pub fn is_caused(uid: Uid) -> bool {
    uid.0.get_version_num() == 8
}

/// A declared hole stands in the log like an intention; its uid comes from its number, so declaring it twice is harmless.
fn lost(push: usize, client: ClientId, hole: Hole, now: Moment) -> Item {
    let digest = Sha256::digest(format!("hole|{client}|{}", hole.seq).as_bytes());
    let intention = Intention {
        client: Some(client),
        seq: hole.seq,
        uid: caused(&digest),
        name: "lost".into(),
        version: 1,
        args: serde_json::Value::String(hole.detail.clone()),
        base_rev: 0,
        depends_on: Vec::new(),
        files: Vec::new(),
        made_at: now,
        hash: hex(&digest),
    };
    Item {
        push,
        intention,
        lost: Some(hole.detail),
    }
}
