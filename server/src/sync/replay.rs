//! Replays the log in a second, deliberately simple model of its own. Comparing it with the tables
//! is somebody else's.

use super::compare::compare;
use super::field_revisions::field_revisions;
use super::past::others_wrote;
use super::sound::broken;
use crate::db::{DbError, Snapshot, StoredIntention};
use hashbrown::HashMap;
use serde_json::{Map, Value};
use shared::desk::Desk;
use shared::ids::{InboxId, Uid, UserId};
use shared::needs::{KeyAsked, Look, Needs};
use shared::record::{Record, RecordKey, Stored};
use shared::shelf::Shelf;
use shared::sync::decide::{Past, Written, entry_id, not_applied};
use shared::sync::portion::ShelfSum;
use shared::sync::{Decision, InboxEntry, Intention, Outcome, Reason, Step, decide};
use shared::users::{Context, Rules};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub(super) const ROWS_AT_ONCE: i64 = 2_000;
const READS_MAX: usize = 64;

#[derive(Debug, Default)]
pub struct Report {
    pub intentions: usize,
    pub records: usize,
    pub differences: Vec<String>,
}

#[derive(Default)]
pub(super) struct Model {
    pub records: HashMap<RecordKey, Stored>,
    keys: HashMap<KeyAsked, BTreeSet<Uuid>>,
    outcomes: HashMap<Uuid, Outcome>,
    fields: HashMap<RecordKey, Map<String, Value>>,
    /// Who decided each revision, from 1 on.
    authors: Vec<Uuid>,
    chain: String,
    revision: i64,
}

pub async fn check(snapshot: &mut dyn Snapshot) -> Result<Report, DbError> {
    let (mut model, mut report) = (Model::default(), Report::default());
    loop {
        let piece = snapshot.log(model.revision, ROWS_AT_ONCE).await?;
        for stored in &piece {
            report.intentions += 1;
            if let Err(difference) = model.replay(stored) {
                let (name, revision) = (&stored.name, stored.revision);
                report
                    .differences
                    .push(format!("revision {revision} ({name}): {difference}"));
            }
        }
        if i64::try_from(piece.len()).unwrap_or(0) < ROWS_AT_ONCE {
            break;
        }
    }
    let head = snapshot.head().clone();
    if (head.revision, &head.chain) != (model.revision, &model.chain) {
        let note = format!(
            "the workspace stands at {}, its log at {}",
            head.revision, model.revision
        );
        report.differences.push(note);
    }
    compare(snapshot, &model, &mut report).await?;
    Ok(report)
}

impl Model {
    /// Decides one entry again, in the context that was stored with it.
    fn replay(&mut self, stored: &StoredIntention) -> Result<(), String> {
        let broken = broken(&self.chain, self.revision, stored);
        self.revision = stored.revision;
        self.chain.clone_from(&stored.chain);
        broken.map_or(Ok(()), Err)?;
        let outcome = Outcome::from_word(&stored.outcome).ok_or("its outcome is not known")?;
        self.outcomes.insert(stored.uid, outcome);
        self.authors.push(stored.author);
        let intention: Intention = read(&stored.body)?;
        let context = context(stored)?;
        let decision = if outcome.is_applied() {
            let decision = self.decide(&intention, stored, &context)?;
            with_entries(decision, &intention, stored, &context)?
        } else {
            let reason: Reason = read(stored.reason.as_deref().unwrap_or("null"))?;
            refused(&intention, stored, &context, outcome, reason)
        };
        if decision.outcome != outcome {
            let word = decision.outcome.word();
            return Err(format!(
                "was {}, is {word} when decided again",
                stored.outcome
            ));
        }
        decision.writes.into_iter().for_each(|row| self.put(row));
        Ok(())
    }

    fn decide(
        &self,
        intention: &Intention,
        stored: &StoredIntention,
        context: &Context,
    ) -> Result<Decision, String> {
        let mut desk = Desk::default();
        let revision = stored.revision.unsigned_abs();
        for _ in 0..READS_MAX {
            match decide(intention, revision, &mut desk, context, self) {
                Step::Decided(decision) => return Ok(decision),
                Step::Needs(needs) => self.lay(&mut desk, needs),
            }
        }
        Err("it never stops asking".into())
    }

    fn lay(&self, desk: &mut Desk, needs: Needs) {
        for key in needs.ids {
            let row = self.records.get(&key).cloned();
            desk.lay(key, row.map_or(Look::None, Look::Here));
        }
        for asked in needs.keys {
            let ids = self.keys.get(&asked);
            let ids = ids.map(|ids| ids.iter().copied().collect());
            desk.lay_key(asked, Look::Here(ids.unwrap_or_default()));
        }
    }

    fn put(&mut self, row: Stored) {
        let key = RecordKey {
            kind: row.body.kind(),
            id: row.id,
        };
        let asked = |row: &Stored| {
            let kind = row.body.kind();
            let keys = row.body.keys().into_iter();
            keys.map(move |key| KeyAsked {
                kind: kind.clone(),
                name: key.name,
                value: key.value,
            })
            .collect::<Vec<_>>()
        };
        for old in self.records.get(&key).map(asked).unwrap_or_default() {
            if let Some(ids) = self.keys.get_mut(&old) {
                ids.remove(&key.id);
            }
        }
        for new in asked(&row) {
            self.keys.entry(new).or_default().insert(key.id);
        }
        if !row.body.is_figure() {
            let before = self.records.get(&key).map(|before| before.body.json());
            let known = self.fields.remove(&key).unwrap_or_default();
            let before = before.as_ref().map(|body| (body, &known));
            let fields = field_revisions(before, &row.body.json(), row.revision);
            self.fields.insert(key.clone(), fields);
        }
        self.records.insert(key, row);
    }

    pub fn sums(&self) -> BTreeMap<Shelf, ShelfSum> {
        let mut sums: BTreeMap<Shelf, ShelfSum> = BTreeMap::new();
        for (key, row) in &self.records {
            let shelves: BTreeSet<Shelf> = row.body.shelves(row.id).into_iter().collect();
            for shelf in shelves {
                let sum = sums.entry(shelf).or_default();
                sum.add(&key.kind, key.id, row.revision);
            }
        }
        sums
    }
}

/// Only applied entries are decided again, so who wrote a value in conflict is never asked.
impl Past for Model {
    fn outcome(&self, uid: Uid) -> Option<Outcome> {
        self.outcomes.get(&uid.0).copied()
    }

    fn written(&self, _: &RecordKey, _: &str) -> Option<Written> {
        None
    }

    fn others_wrote(&self, key: &RecordKey, since: u64, user: UserId) -> bool {
        let (Some(row), none) = (self.records.get(key), Map::new()) else {
            return false;
        };
        let fields = self.fields.get(key).unwrap_or(&none);
        let author = |revision: u64| self.authors.get(usize::try_from(revision).ok()? - 1);
        others_wrote(fields, row.revision, since, |revision| {
            author(revision) == Some(&user.0)
        })
    }
}

/// Of rows that were left out, who wrote what stood in their way is not asked again: their entries are made of the reason that was
/// stored.
fn with_entries(
    mut decision: Decision,
    intention: &Intention,
    stored: &StoredIntention,
    context: &Context,
) -> Result<Decision, String> {
    let Some(reason) = stored.reason.as_deref().filter(|_| !context.system) else {
        return Ok(decision);
    };
    let (reason, outcome): (Reason, _) = (read(reason)?, decision.outcome);
    let revision = stored.revision.unsigned_abs();
    decision
        .writes
        .retain(|row| row.body.kind() != InboxEntry::KIND);
    let entries = InboxEntry::decided(intention, context, outcome, &reason);
    let row = |entry: InboxEntry| Stored::new(InboxId(entry_id(entry.uid)), revision, entry);
    decision.writes.extend(entries.into_iter().map(row));
    Ok(decision)
}

/// In which it was decided. The warehouses came with the rules that the log did not name yet.
fn context(stored: &StoredIntention) -> Result<Context, String> {
    let context: Context = read(&stored.context)?;
    Ok(match context.warehouses.is_some() {
        true => Context {
            rules: context.rules.max(Rules::ENDS_STAND),
            ..context
        },
        false => context,
    })
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("cannot be read: {error}"))
}

fn refused(
    intention: &Intention,
    stored: &StoredIntention,
    context: &Context,
    outcome: Outcome,
    reason: Reason,
) -> Decision {
    let (revision, mut desk) = (stored.revision.unsigned_abs(), Desk::default());
    let step = not_applied(intention, revision, &mut desk, context, outcome, reason);
    match step {
        Step::Decided(decision) => decision,
        Step::Needs(_) => Decision {
            outcome,
            reason: None,
            writes: Vec::new(),
            effects: Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests;
