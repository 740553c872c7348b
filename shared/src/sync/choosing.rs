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
    let written = Written::of(entry, answers)?;
    match written.nothing_is_left {
        true => Some(Chosen::Theirs),
        false => Some(Chosen::Change(Box::new(written.change()?))),
    }
}

/// The entry's change without what was asked about: it may do more than write fields, set a state for instance. `None`: it cannot be taken
/// apart, because what was asked about is a removal, or this version cannot read it.
pub fn beside(entry: &InboxEntry, met: &[Conflict]) -> Option<AnyChange> {
    let theirs = met.iter().map(|met| (met.clone(), Choice::Theirs));
    let written = Written::of(entry, &theirs.collect::<Vec<_>>())?;
    match written.keeps_a_removal {
        true => None,
        false => written.change(),
    }
}

/// An entry's change with the answers in it.
struct Written {
    name: String,
    args: Value,
    nothing_is_left: bool,
    /// Of the fields in which theirs stays.
    keeps_a_removal: bool,
}

impl Written {
    fn of(entry: &InboxEntry, answers: &[Answered]) -> Option<Written> {
        let (name, mut args) = entry.brought_up()?;
        let found = edits(&args);
        let conflicts: Vec<&Conflict> = answers.iter().map(|(conflict, _)| conflict).collect();
        let owners = owners(&found, &conflicts);
        let is_theirs = |(met, choice): &Answered| *choice.value(met) == met.theirs;
        let mut theirs = Vec::new();
        for (answer, at) in answers.iter().zip(owners) {
            let (met, choice) = answer;
            match at {
                Some(at) => write(&mut args, &found[at], &met.theirs, choice.value(met)),
                None if is_theirs(answer) => {}
                None => return None,
            }
            theirs.extend(at.filter(|_| is_theirs(answer)));
        }
        drop_items(&mut args, &found, &theirs);
        Some(Written {
            name,
            args,
            nothing_is_left: answers.iter().any(is_theirs) && nothing_left(&found, &theirs),
            keeps_a_removal: theirs.iter().any(|at| found[*at].is_removal()),
        })
    }

    fn change(&self) -> Option<AnyChange> {
        match AnyChange::decode(&self.name, &self.args) {
            Ok(AnyChange::Unknown { .. }) | Err(_) => None,
            Ok(change) => Some(change),
        }
    }
}

/// Nothing would be another one than it is.
fn nothing_left(found: &[Found], theirs: &[usize]) -> bool {
    let mut others = (0..found.len()).filter(|at| !theirs.contains(at));
    !others.any(|at| found[at].changes())
}

/// The answers of an entry when others ask about all of its fields: what it brings beside them stays as it was meant.
pub fn given_way(entry: &InboxEntry) -> Option<Vec<Answered>> {
    let Some(Reason::ChangedTwice { conflicts }) = entry.reason() else {
        return None;
    };
    let theirs = conflicts.into_iter().map(|met| (met, Choice::Theirs));
    Some(theirs.collect())
}

/// May this value stand in the field? The rules are asked, not the values it has had.
pub fn fits(entry: &InboxEntry, conflict: &Conflict, value: Value) -> bool {
    chosen(entry, &[(conflict.clone(), Choice::Other(value))]).is_some()
}

#[cfg(test)]
mod tests;
