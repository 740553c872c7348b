//! What was not applied, as a record on its author's shelf: reason, base, mine and theirs. Taking it up again is a new
//! intention that names the old `uid`; outcomes never change. What its author cannot or does not answer is raised: it stands on
//! the administrators' shelf as well.

mod change;

pub use change::{Change, Refusal};

use super::any_change::AnyChange;
use super::intention::Intention;
use super::outcome::{LeftOut, Outcome, Reason};
use crate::attachments::ContentHash;
use crate::attachments::attachment::FILE;
use crate::bounds;
use crate::calendar::Moment;
use crate::desk::Conflict;
use crate::ids::{InboxId, Uid, UserId};
use crate::record::{FieldClass, Key, Record};
use crate::rma;
use crate::shelf::Shelf;
use crate::users::{Context, Right, may};
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
    /// One entry for an intention that was not applied, or one for each of its rows that was left out. One whose author may not work here
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
            depends_on: intention.depends_on.clone(),
            outcome: outcome.word().to_owned(),
            reason: serde_json::to_string(reason).unwrap_or_default(),
            made_at: intention.made_at,
            decided_at,
            answered: None,
            files: files_of(intention),
            raised: matches!(reason, Reason::Withdrawn { raised: true }),
        };
        let Reason::LeftOut { rows } = reason else {
            return vec![entry(intention.uid, &intention.args, outcome, reason)];
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

    pub fn is_open(&self) -> bool {
        self.answered.is_none()
    }

    pub fn answer(&self) -> Option<Answered> {
        serde_json::from_str(self.answered.as_deref()?).ok()
    }

    /// Is it time to raise it? Counted by the server's clock; an author who was withdrawn is not waited for.
    pub fn is_due_to_be_raised(&self, now: Moment) -> bool {
        let withdrawn = matches!(self.reason(), Some(Reason::Withdrawn { .. }));
        let stood = now.milliseconds_since(self.decided_at);
        self.is_open() && !self.raised && (withdrawn || stood >= AUTHORS_ALONE_MILLISECONDS)
    }

    /// May this person answer it? To whoever may not, it is not there.
    fn is_for(&self, context: &Context) -> bool {
        let supervised = self.raised && may(context, SUPERVISES).is_ok();
        self.author == context.user || supervised || context.system
    }
}

/// Those that its change names, whatever it says itself, and those it says. What is no hash names no file, and nothing that fits into our
/// bounds names more.
fn files_of(intention: &Intention) -> Vec<String> {
    let change = AnyChange::decode(&intention.name, &intention.args);
    let mut files = change.map(|change| change.files()).unwrap_or_default();
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
    let mut args = entry.args();
    if let (TakeUp::KeepMine, Some(Reason::ChangedTwice { conflicts })) = (how, entry.reason()) {
        for conflict in &conflicts {
            replace_was(&mut args, conflict);
        }
    }
    match AnyChange::decode(&entry.change, &args) {
        Ok(AnyChange::Unknown { .. }) | Err(_) => None,
        Ok(change) => Some(change),
    }
}

/// In every `was` beside its `now` (or alone, for a removal): what the author saw becomes what stands there now.
fn replace_was(value: &mut Value, conflict: &Conflict) {
    match value {
        Value::Object(fields) => {
            let mine = fields.get("now").is_none_or(|now| *now == conflict.mine);
            if mine && fields.get("was") == Some(&conflict.base) {
                fields.insert("was".into(), conflict.theirs.clone());
            }
            fields
                .values_mut()
                .for_each(|field| replace_was(field, conflict));
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace_was(item, conflict)),
        _ => {}
    }
}

/// The open entries that wait for `uid`, directly or through others, in the order they were made: they are taken up after it.
pub fn dependants(open: &[(InboxId, InboxEntry)], uid: Uid) -> Vec<InboxId> {
    let mut waiting_for = vec![uid];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(uid) = waiting_for.get(at).copied() {
        at += 1;
        for (id, entry) in open {
            let waits =
                matches!(entry.reason(), Some(Reason::WaitingFor { uid: parent }) if parent == uid);
            if waits && !found.contains(id) {
                found.push(*id);
                waiting_for.push(entry.uid);
            }
        }
    }
    found.sort_by_key(|id| {
        open.iter()
            .find(|(other, _)| other == id)
            .map(|(_, entry)| entry.made_at)
    });
    found
}

/// The open entries that came to the server when what they wait for had been taken up already, in the order they were made: whoever took
/// that up could not see them. `entries` are all of one author.
pub fn left_behind(entries: &[(InboxId, InboxEntry)]) -> Vec<InboxId> {
    let of = |uid: Uid| {
        let found = entries.iter().find(|(_, entry)| entry.uid == uid);
        found.map(|(_, entry)| entry)
    };
    let taken_up = |parent: Uid| match of(parent)?.answer()? {
        Answered::TakenUp { by } => Some(by),
        Answered::KeptTheirs => None,
    };
    // what was taken up and refused again waits for its author, and the others with it
    let stands = |mut by: Uid| loop {
        let Some(refused) = of(by) else { break true };
        match refused.answer() {
            Some(Answered::TakenUp { by: next }) if next != by => by = next,
            _ => break false,
        }
    };
    let mut left: Vec<&(InboxId, InboxEntry)> = (entries.iter())
        .filter(|(_, entry)| entry.is_open())
        .filter(|(_, entry)| match entry.reason() {
            Some(Reason::WaitingFor { uid }) => taken_up(uid).is_some_and(stands),
            _ => false,
        })
        .collect();
    left.sort_by_key(|(_, entry)| entry.made_at);
    left.into_iter().map(|(id, _)| *id).collect()
}

/// The open entries of drafts that their author gave up before the server had seen them: the draft's own, and whatever waits for it, the
/// giving up included. Nobody is asked about them any more. `open` are all of one author.
pub fn given_up(open: &[(InboxId, InboxEntry)]) -> Vec<InboxId> {
    let drops = |entry: &InboxEntry| {
        let change = AnyChange::decode(&entry.change, &entry.args());
        matches!(change, Ok(AnyChange::Rma(rma::Change::Dropped { .. })))
    };
    let draft = |(_, entry): &(InboxId, InboxEntry)| match entry.reason() {
        Some(Reason::WaitingFor { uid }) if drops(entry) => Some(uid),
        _ => None,
    };
    let mut found = Vec::new();
    for uid in open.iter().filter_map(draft) {
        let own = open.iter().filter(|(_, entry)| entry.uid == uid);
        found.extend(own.map(|(id, _)| *id));
        found.extend(dependants(open, uid));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(
        uid: u128,
        made_at: i64,
        reason: Option<u128>,
        by: Option<u128>,
    ) -> (InboxId, InboxEntry) {
        let answered = by.map(|by| Answered::TakenUp {
            by: Uid(Uuid::from_u128(by)),
        });
        let reason = reason.map(|uid| Reason::WaitingFor {
            uid: Uid(Uuid::from_u128(uid)),
        });
        let entry = InboxEntry {
            author: UserId(Uuid::nil()),
            uid: Uid(Uuid::from_u128(uid)),
            change: "offers.sent".into(),
            version: 1,
            args: "{}".into(),
            depends_on: Vec::new(),
            outcome: "parked".into(),
            reason: serde_json::to_string(&reason).expect("plain fields"),
            made_at: Moment::from_milliseconds(made_at),
            decided_at: Moment::EPOCH,
            answered: answered.map(|how| serde_json::to_string(&how).expect("plain fields")),
            files: Vec::new(),
            raised: false,
        };
        (InboxId(Uuid::from_u128(uid)), entry)
    }

    #[test]
    fn who_comes_after_its_parent_was_taken_up_is_found() {
        let ids = |found: &[u128]| -> Vec<InboxId> {
            found
                .iter()
                .map(|id| InboxId(Uuid::from_u128(*id)))
                .collect()
        };
        let parent = entry(1, 1, None, Some(9));
        let (late, later) = (entry(3, 8, Some(1), None), entry(2, 9, Some(1), None));
        let all = [parent.clone(), later, late.clone()];
        assert_eq!(left_behind(&all), ids(&[3, 2]));
        // the parent is open, was let go, or was refused once more
        assert!(left_behind(&[entry(1, 1, None, None), late.clone()]).is_empty());
        assert!(left_behind(&[parent.clone(), late.clone(), entry(9, 3, None, None)]).is_empty());
        // refused once more, and let go or taken up again
        let mut let_go = entry(9, 3, None, None);
        let_go.1.answered = serde_json::to_string(&Answered::KeptTheirs).ok();
        assert!(left_behind(&[parent.clone(), late.clone(), let_go]).is_empty());
        let again = entry(9, 3, None, Some(12));
        assert_eq!(
            left_behind(&[parent.clone(), late.clone(), again]),
            ids(&[3])
        );
        // taken up already
        assert!(left_behind(&[parent, entry(3, 8, Some(1), Some(10))]).is_empty());
    }

    #[test]
    fn who_gave_a_draft_up_is_not_asked_about_it() {
        let mut dropping = entry(3, 3, Some(1), None);
        dropping.1.change = "rma.dropped".into();
        let args = json!({
            "operation": Uuid::nil(),
            "step": Uuid::nil(),
            "made_at": "2026-11-22T03:19:29.932Z",
        });
        dropping.1.args = args.to_string();
        let (draft, edited) = (entry(1, 1, None, None), entry(2, 2, Some(1), None));
        let all = [draft, edited, dropping, entry(5, 1, None, None)];
        let ids: Vec<InboxId> = all[..3].iter().map(|(id, _)| *id).collect();
        assert_eq!(given_up(&all), ids);
        assert!(given_up(&all[..2]).is_empty());
    }

    #[test]
    fn keeping_mine_replaces_what_the_others_wrote() {
        let conflict = Conflict {
            kind: "product".into(),
            id: Uuid::nil(),
            field: "name".into(),
            base: json!("a"),
            mine: json!("m"),
            theirs: json!("t"),
            by: None,
            at: None,
        };
        let mut args = json!({ "field": { "edit": { "was": "a", "now": "m" } } });
        replace_was(&mut args, &conflict);
        assert_eq!(
            args,
            json!({ "field": { "edit": { "was": "t", "now": "m" } } })
        );
    }
}
