//! What was not applied, as a record on its author's shelf: reason, base, mine and theirs. Taking it up again is a new
//! intention that names the old `uid`; outcomes never change. What its author cannot or does not answer is raised: it stands on
//! the administrators' shelf as well.

mod answering;
mod change;
mod corrections;
mod dependants;
mod mending;
mod parents;

pub use answering::{Aboard, Answer, Deed, Entry, NotAnswered, Unasked};
pub use answering::{answering, asked, giving_way, in_order, letting_go, stands};
pub use answering::{taking_up, to_follow};
pub use change::{Change, Refusal};
pub use corrections::{Corrections, Question, choices};
pub use dependants::{dependants, following, given_up, going_with, left_behind, taken_up_twice};
pub use parents::{Waits, waits};

use super::any_change::{self, AnyChange};
use super::choosing::{Choice, Chosen, chosen};
use super::intention::{self, Intention};
use super::outcome::{LeftOut, Outcome, Reason};
use crate::attachments::ContentHash;
use crate::attachments::attachment::FILE;
use crate::bounds;
use crate::calendar::Moment;
use crate::ids::{InboxId, Uid, UserId};
use crate::record::{FieldClass, Key, Record};
use crate::shelf::Shelf;
use crate::users::{Context, Right, Rules, may};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An entry is its author's alone for so long; one that is open after that is raised (sync.md, conflict policy: "after a set time the entry
/// also stands on the supervisor's shelf").
pub const AUTHORS_ALONE_MILLISECONDS: i64 = 3 * 86_400_000;

/// Whoever may give and take access is the supervisor, and answers for those who cannot any more: administrators.
pub const SUPERVISES: Right = Right::ManageUsers;

/// How the author (or a supervisor) answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Answered {
    /// Theirs stays.
    KeptTheirs,
    /// Taken up again, as it was or edited, by this intention.
    TakenUp { by: Uid },
}

/// `args` and `reason` are text (JSON) because a block cannot hold values of unknown shape.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InboxEntry {
    pub author: UserId,
    pub uid: Uid,
    pub change: String,
    pub version: u32,
    pub args: String,
    pub depends_on: Vec<Uid>,
    pub outcome: String,
    pub reason: String,
    pub made_at: Moment,
    pub decided_at: Moment,
    pub answered: Option<String>,
    /// Hashes of the files that the intention named: they stay as long as somebody may take it up again.
    #[serde(default)]
    pub files: Vec<String>,
    /// It also stands on the administrators' shelf.
    #[serde(default)]
    pub raised: bool,
}

impl InboxEntry {
    /// One entry for an intention that was not applied, or one for each of its rows that was left out: what such a whole depended on was
    /// applied, so that its rows wait for nobody. One whose author may not work here
    /// any more is raised at once: its author will not see it again.
    pub fn of(
        intention: &Intention,
        author: UserId,
        outcome: Outcome,
        reason: &Reason,
        decided_at: Moment,
    ) -> Vec<Self> {
        let entry = |uid: Uid, args: &Value, outcome: Outcome, reason: &Reason| Self {
            author,
            uid,
            change: intention.name.clone(),
            version: intention.version,
            args: args.to_string(),
            depends_on: Vec::new(),
            outcome: outcome.word().to_owned(),
            reason: serde_json::to_string(reason).unwrap_or_default(),
            made_at: intention.made_at,
            decided_at,
            answered: None,
            files: files_in(&intention.name, intention.version, args),
            raised: matches!(reason, Reason::Withdrawn { raised: true }),
        };
        let Reason::LeftOut { rows } = reason else {
            let mut whole = vec![entry(intention.uid, &intention.args, outcome, reason)];
            share(&mut whole, intention);
            return whole;
        };
        let alone = |(at, left): (usize, &LeftOut)| {
            // where nothing was applied, the first row stands for the intention
            let uid = match at == 0 && !outcome.is_applied() {
                true => intention.uid,
                false => row_uid(intention.uid, left.row),
            };
            let args = json!({ "rows": [intention.args["rows"][left.row]] });
            entry(uid, &args, left.outcome, &left.reason)
        };
        rows.iter().enumerate().map(alone).collect()
    }

    /// Those of a decision. By the rules of before, a row said all that its whole depended on.
    pub fn decided(
        intention: &Intention,
        context: &Context,
        outcome: Outcome,
        reason: &Reason,
    ) -> Vec<Self> {
        let mut entries = Self::of(intention, context.user, outcome, reason, context.moment);
        if !context.decides_by(Rules::ROWS_STAND_ALONE) {
            share(&mut entries, intention);
        }
        entries
    }

    pub fn outcome(&self) -> Outcome {
        Outcome::from_word(&self.outcome).unwrap_or(Outcome::Quarantined)
    }

    /// `None` when a newer server gave a reason that this version does not know.
    pub fn reason(&self) -> Option<Reason> {
        serde_json::from_str(&self.reason).ok()
    }

    pub fn args(&self) -> Value {
        serde_json::from_str(&self.args).unwrap_or(Value::Null)
    }

    /// What it would be called and say if it were made today. `None`: it comes from a newer version.
    pub fn brought_up(&self) -> Option<(String, Value)> {
        intention::brought_up(&self.change, self.version, &self.args()).ok()
    }

    /// The change to take up, as a pushed one would be read. `None` where this version cannot read it.
    pub fn carried(&self) -> Option<AnyChange> {
        intention::read(&self.change, self.version, &self.args()).ok()
    }

    pub fn is_open(&self) -> bool {
        self.answered.is_none()
    }

    pub fn answer(&self) -> Option<Answered> {
        serde_json::from_str(self.answered.as_deref()?).ok()
    }

    /// An answer to an entry that had been answered otherwise: there is nothing to send again and nothing to decide, only to be told.
    pub fn came_too_late(&self) -> bool {
        let late = any_change::Refusal::Inbox(Refusal::AnsweredAlready);
        self.reason() == Some(Reason::Refused { refusal: late })
    }

    /// Is it time to raise it? Counted by the server's clock; an author who was withdrawn is not waited for.
    pub fn is_due_to_be_raised(&self, now: Moment) -> bool {
        let withdrawn = matches!(self.reason(), Some(Reason::Withdrawn { .. }));
        let stood = now.milliseconds_since(self.decided_at);
        let concerns = self.is_open() && !self.raised && !self.came_too_late();
        concerns && (withdrawn || stood >= AUTHORS_ALONE_MILLISECONDS)
    }

    /// May this person answer it? To whoever may not, it is not there.
    fn is_for(&self, context: &Context) -> bool {
        let supervised = self.raised && may(context, SUPERVISES).is_ok();
        self.author == context.user || supervised || context.system
    }
}

/// What an intention depends on, and the files that it names, are its entries' too.
fn share(entries: &mut [InboxEntry], intention: &Intention) {
    let files = files_of(intention);
    for entry in entries {
        entry.depends_on.clone_from(&intention.depends_on);
        entry.files.clone_from(&files);
    }
}

/// Those that its change names, whatever it says itself, and those it says. What is no hash names no file, and nothing that fits into our
/// bounds names more.
fn files_of(intention: &Intention) -> Vec<String> {
    let mut files = files_in(&intention.name, intention.version, &intention.args);
    let said = intention.files.iter();
    let hashes = said.filter(|hash| hash.parse::<ContentHash>().is_ok());
    let more: Vec<String> = hashes
        .filter(|hash| !files.contains(hash))
        .cloned()
        .collect();
    files.extend(more);
    files.truncate(bounds::FILES);
    files
}

/// Those that a change names.
fn files_in(name: &str, version: u32, args: &Value) -> Vec<String> {
    let today = intention::brought_up(name, version, args);
    // a newer version may go on calling them as we do
    let (name, args) = today.unwrap_or_else(|_| (name.to_owned(), args.clone()));
    let change = AnyChange::decode(&name, &args);
    let mut files = change.map(|change| change.files()).unwrap_or_default();
    files.truncate(bounds::FILES);
    files
}

/// One row of an intention, under a name of its own: always the same one, so that a repeated decision cannot make two.
fn row_uid(uid: Uid, row: usize) -> Uid {
    let digest = Sha256::new()
        .chain_update(uid.0.as_bytes())
        .chain_update((row as u64).to_be_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

impl Record for InboxEntry {
    const KIND: &'static str = "inbox";
    type Id = InboxId;
    fn keys(&self) -> Vec<Key> {
        let files: BTreeSet<&String> = self.files.iter().collect();
        let key = |hash: &String| Key::many(FILE, hash.as_str());
        files.into_iter().map(key).collect()
    }
    /// Raising shows nobody what they may not see: an entry holds what its author typed and saw, and whoever has the administrators'
    /// shelf has the office's too, every territory's and what things cost.
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        let mut shelves = vec![Shelf::user(self.author)];
        if self.raised {
            shelves.push(Shelf::admin());
        }
        shelves
    }
    fn class(_field: &str) -> FieldClass {
        FieldClass::State
    }
}

/// How an entry is taken up again. Both make a new intention; outcomes never change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TakeUp {
    /// As it was: the rule or the right that said no may be satisfied now.
    Again,
    /// Mine shall stand: what the others wrote becomes the value this one replaces.
    KeepMine,
}

/// The change to commit, or `None` when this version cannot read it.
pub fn take_up(entry: &InboxEntry, how: TakeUp) -> Option<AnyChange> {
    let conflicts = match (how, entry.reason()) {
        (TakeUp::KeepMine, Some(Reason::ChangedTwice { conflicts })) => conflicts,
        _ => Vec::new(),
    };
    let mine = conflicts.into_iter().map(|met| (met, Choice::Mine));
    match chosen(entry, &mine.collect::<Vec<_>>())? {
        Chosen::Change(change) => Some(*change),
        Chosen::Theirs => None,
    }
}

#[cfg(test)]
mod tests;
