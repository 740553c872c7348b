//! What was changed twice is answered field by field: mine, theirs, or a value that neither had. The answer is a new intention that
//! has seen what stands there now; outcomes never change.

use super::any_change::AnyChange;
use super::inbox::InboxEntry;
use super::outcome::Reason;
use crate::desk::Conflict;
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

/// What becomes of an entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Chosen {
    /// Everything stays as it stands.
    Theirs,
    /// The change to commit.
    Change(Box<AnyChange>),
}

/// One choice for each conflict, in their order. `None`: this version cannot read the entry, or the value does not fit the field.
pub fn chosen(entry: &InboxEntry, choices: &[Choice]) -> Option<Chosen> {
    let Some(Reason::ChangedTwice { conflicts }) = entry.reason() else {
        return None;
    };
    if conflicts.len() != choices.len() {
        return None;
    }
    let mut pairs = conflicts.iter().zip(choices);
    if pairs.all(|(conflict, choice)| *choice.value(conflict) == conflict.theirs) {
        return Some(Chosen::Theirs);
    }
    let mut args = entry.args();
    for (conflict, choice) in conflicts.iter().zip(choices) {
        replace(&mut args, conflict, choice.value(conflict));
    }
    match AnyChange::decode(&entry.change, &args) {
        Ok(AnyChange::Unknown { .. }) | Err(_) => None,
        Ok(change) => Some(Chosen::Change(Box::new(change))),
    }
}

/// In every edit that says what the author saw and wanted: what stands there now, and what was chosen. A removal has no `now`.
fn replace(value: &mut Value, conflict: &Conflict, chosen: &Value) {
    match value {
        Value::Object(fields) => {
            let mine = fields.get("now").is_none_or(|now| *now == conflict.mine);
            if mine && fields.get("was") == Some(&conflict.base) {
                fields.insert("was".into(), conflict.theirs.clone());
                if let Some(now) = fields.get_mut("now") {
                    *now = chosen.clone();
                }
                return;
            }
            let inside = fields.values_mut();
            inside.for_each(|field| replace(field, conflict, chosen));
        }
        Value::Array(items) => {
            let inside = items.iter_mut();
            inside.for_each(|item| replace(item, conflict, chosen));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Moment;
    use crate::ids::{Id, ProductId, Uid, UserId};
    use crate::sync::Intention;
    use crate::sync::outcome::Outcome;
    use serde_json::json;
    use uuid::Uuid;

    fn renamed(was: &str, now: &str) -> AnyChange {
        let args = json!({
            "product": ProductId::from_uuid(Uuid::nil()),
            "field": { "name": { "edit": { "was": was, "now": now } } },
        });
        AnyChange::decode("products.edited", &args).expect("it is readable")
    }

    fn conflict(base: Value, mine: Value, theirs: Value) -> Conflict {
        Conflict {
            kind: "product".into(),
            id: Uuid::nil(),
            field: "name".into(),
            base,
            mine,
            theirs,
            by: None,
            at: None,
        }
    }

    /// Pump became Mine here and Theirs there.
    fn entry() -> InboxEntry {
        let (uid, author) = (Uid(Uuid::nil()), UserId::from_uuid(Uuid::nil()));
        let change = renamed("Pump", "Mine");
        let intention = Intention::new(uid, &change, 1, Vec::new(), Moment::EPOCH);
        let conflicts = vec![conflict(json!("Pump"), json!("Mine"), json!("Theirs"))];
        let reason = Reason::ChangedTwice { conflicts };
        let entries = InboxEntry::of(&intention, author, Outcome::Parked, &reason, Moment::EPOCH);
        entries.into_iter().next().expect("one")
    }

    #[track_caller]
    fn check(choice: Choice, expected: Option<Chosen>) {
        assert_eq!(chosen(&entry(), &[choice]), expected);
    }

    fn change(was: &str, now: &str) -> Option<Chosen> {
        Some(Chosen::Change(Box::new(renamed(was, now))))
    }

    #[test]
    fn each_choice_has_seen_what_stands_there_now() {
        check(Choice::Mine, change("Theirs", "Mine"));
        check(Choice::Other(json!("Third")), change("Theirs", "Third"));
        check(Choice::Theirs, Some(Chosen::Theirs));
    }

    #[test]
    fn whoever_types_what_the_others_wrote_keeps_theirs() {
        check(Choice::Other(json!("Theirs")), Some(Chosen::Theirs));
    }

    #[test]
    fn what_does_not_fit_the_field_is_no_change() {
        check(Choice::Other(json!({ "no": "text" })), None);
        assert_eq!(chosen(&entry(), &[]), None);
    }

    #[test]
    fn fields_that_were_not_changed_twice_stay_as_they_were_meant() {
        let conflict = conflict(json!("5"), json!("8"), json!("6.5"));
        let mut args = json!([
            { "value": { "was": "5", "now": "8" } },
            { "value": { "was": "5", "now": "9" } },
            { "value": { "was": "4", "now": "8" } },
            { "was": "5" },
        ]);
        replace(&mut args, &conflict, &json!("7"));
        let expected = json!([
            { "value": { "was": "6.5", "now": "7" } },
            { "value": { "was": "5", "now": "9" } },
            { "value": { "was": "4", "now": "8" } },
            { "was": "6.5" },
        ]);
        assert_eq!(args, expected);
    }
}
