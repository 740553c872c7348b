//! What was changed twice is answered field by field: mine, theirs, or a value that neither had. The answer is a new intention that
//! has seen what stands there now; outcomes never change.

mod edits;
mod present;

pub use present::present;

use super::any_change::AnyChange;
use super::inbox::InboxEntry;
use super::outcome::Reason;
use crate::desk::Conflict;
use edits::{Found, drop_items, edits, owners, write};
use serde_json::Value;

/// What shall stand in one field.
#[derive(Clone, PartialEq, Debug)]
pub enum Choice {
    Mine,
    Theirs,
    /// Typed now, in the shape of the field.
    Other(Value),
}

impl Choice {
    /// The value itself. Whoever types what the others wrote has chosen theirs.
    pub fn value<'a>(&'a self, conflict: &'a Conflict) -> &'a Value {
        match self {
            Choice::Mine => &conflict.mine,
            Choice::Theirs => &conflict.theirs,
            Choice::Other(value) => value,
        }
    }
}

/// A conflict and what shall stand in its field.
pub type Answered = (Conflict, Choice);

/// What becomes of an entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Chosen {
    /// Everything stays as it stands.
    Theirs,
    /// The change to commit.
    Change(Box<AnyChange>),
}

/// One choice for each conflict. What the entry brings beside them stays as it was meant, and only when nothing of it is left everything
/// stays as it stands. `None`: this version cannot read the entry, or the value does not fit the field.
pub fn chosen(entry: &InboxEntry, answers: &[Answered]) -> Option<Chosen> {
    let (name, mut args) = entry.brought_up()?;
    let found = edits(&args);
    let conflicts: Vec<&Conflict> = answers.iter().map(|(conflict, _)| conflict).collect();
    let owners = owners(&found, &conflicts);
    let is_theirs = |(conflict, choice): &Answered| *choice.value(conflict) == conflict.theirs;
    let mut theirs = Vec::new();
    for (answer, at) in answers.iter().zip(owners) {
        match at {
            Some(at) => write(
                &mut args,
                &found[at],
                &answer.0.theirs,
                answer.1.value(&answer.0),
            ),
            None if is_theirs(answer) => {}
            None => return None,
        }
        theirs.extend(at.filter(|_| is_theirs(answer)));
    }
    if answers.iter().any(is_theirs) && nothing_left(&found, &theirs) {
        return Some(Chosen::Theirs);
    }
    drop_items(&mut args, &found, &theirs);
    match AnyChange::decode(&name, &args) {
        Ok(AnyChange::Unknown { .. }) | Err(_) => None,
        Ok(change) => Some(Chosen::Change(Box::new(change))),
    }
}

/// Nothing would be another one than it is.
fn nothing_left(found: &[Found], theirs: &[usize]) -> bool {
    let mut others = (0..found.len()).filter(|at| !theirs.contains(at));
    !others.any(|at| found[at].changes())
}

/// What becomes of an entry when others ask about all of its fields: what it brings beside them stays as it was meant.
pub fn given_way(entry: &InboxEntry) -> Option<Chosen> {
    let Some(Reason::ChangedTwice { conflicts }) = entry.reason() else {
        return None;
    };
    let theirs = conflicts.into_iter().map(|met| (met, Choice::Theirs));
    chosen(entry, &theirs.collect::<Vec<_>>())
}

/// May this value stand in the field? The rules are asked, not the values it has had.
pub fn fits(entry: &InboxEntry, conflict: &Conflict, value: Value) -> bool {
    chosen(entry, &[(conflict.clone(), Choice::Other(value))]).is_some()
}

#[cfg(test)]
mod tests;
