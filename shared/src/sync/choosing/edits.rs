//! The edits among a change's arguments, and which of them a conflict is about. Knows their shape (`was` beside `now`, or alone for a
//! removal) and no room's changes.

use crate::desk::Conflict;
use serde_json::Value;
use std::cmp::Reverse;

/// Where one stands and what is said there.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// A JSON pointer (RFC 6901) into the arguments.
    pub path: String,
    /// The item of a list that it belongs to.
    item: Option<String>,
    was: Value,
    /// `None`: a removal.
    now: Option<Value>,
    /// The keys above it and the texts beside it: its field, its line, its record.
    names: Vec<String>,
}

impl Found {
    /// Would anything be another one than it was?
    pub fn changes(&self) -> bool {
        self.now.as_ref() != Some(&self.was)
    }

    pub fn is_removal(&self) -> bool {
        self.now.is_none()
    }

    fn has_values_of(&self, conflict: &Conflict) -> bool {
        let mine = self.now.as_ref().is_none_or(|now| *now == conflict.mine);
        mine && self.was == conflict.base
    }

    /// How many of the conflict's names it goes by.
    fn nearness(&self, conflict: &Conflict) -> usize {
        let id = conflict.id.to_string();
        let names = conflict.field.split('/').chain([id.as_str()]);
        names
            .filter(|name| self.names.iter().any(|own| own == name))
            .count()
    }

    /// What is above all arguments.
    fn above() -> Found {
        Found {
            path: String::new(),
            item: None,
            was: Value::Null,
            now: None,
            names: Vec::new(),
        }
    }

    fn inside(&self, step: &str) -> Found {
        let path = format!("{}/{step}", self.path);
        Found {
            path,
            ..self.clone()
        }
    }
}

/// All of them, in the order in which they stand.
pub fn edits(args: &Value) -> Vec<Found> {
    let mut found = Vec::new();
    collect(args, &Found::above(), &mut found);
    found
}

fn collect(value: &Value, place: &Found, found: &mut Vec<Found>) {
    match value {
        Value::Object(fields) => {
            let mut place = place.clone();
            let beside = fields.iter().filter(|(key, _)| !is_value(key));
            let texts = beside.filter_map(|(_, value)| value.as_str());
            place.names.extend(texts.map(str::to_owned));
            if let Some(was) = fields.get("was") {
                let (was, now) = (was.clone(), fields.get("now").cloned());
                found.push(Found { was, now, ..place });
                return;
            }
            for (key, value) in fields {
                let mut inside = place.inside(key);
                inside.names.push(key.clone());
                collect(value, &inside, found);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let mut inside = place.inside(&at.to_string());
                inside.item = Some(inside.path.clone());
                collect(item, &inside, found);
            }
        }
        _ => {}
    }
}

fn is_value(key: &str) -> bool {
    matches!(key, "was" | "now")
}

/// For each conflict the edit that it is about, by its place in the list: by its values, as far as the rule has left them as they were
/// typed, and among alike ones by its names. Each edit is one conflict's.
pub fn owners(edits: &[Found], conflicts: &[&Conflict]) -> Vec<Option<usize>> {
    let mut free: Vec<usize> = (0..edits.len()).collect();
    let owner = |conflict: &&Conflict| {
        let rank = |at: &usize| {
            let edit = &edits[*at];
            (edit.has_values_of(conflict), edit.nearness(conflict))
        };
        let best = *free.iter().min_by_key(|at| Reverse(rank(at)))?;
        free.retain(|at| *at != best);
        Some(best)
    };
    conflicts.iter().map(owner).collect()
}

/// What stands there now, and what shall stand there. A removal has no `now`.
pub fn write(args: &mut Value, edit: &Found, was: &Value, now: &Value) {
    let Some(Value::Object(fields)) = args.pointer_mut(&edit.path) else {
        return;
    };
    fields.insert("was".into(), was.clone());
    if let Some(wanted) = fields.get_mut("now") {
        *wanted = now.clone();
    }
}

/// Takes the items of lists away that held nothing but one of these edits; whatever else there is stays.
pub fn drop_items(args: &mut Value, edits: &[Found], dropped: &[usize]) {
    let alone = |at: &&usize| {
        let within = |other: &Found, item: &str| other.path.starts_with(&format!("{item}/"));
        let item = edits[**at].item.as_deref();
        let others = || edits.iter().enumerate().filter(|(other, _)| other != *at);
        item.is_some_and(|item| !others().any(|(_, other)| within(other, item)))
    };
    let items = dropped.iter().filter(alone);
    let items = items.filter_map(|at| edits[*at].item.as_deref()?.rsplit_once('/'));
    let placed = items.filter_map(|(list, at)| Some((list.to_owned(), at.parse().ok()?)));
    let mut placed: Vec<(String, usize)> = placed.collect();
    // from behind, so that the places before it stay the same
    placed.sort_by_key(|(_, at)| Reverse(*at));
    for (list, at) in placed {
        let list = args.pointer_mut(&list).and_then(Value::as_array_mut);
        if let Some(list) = list.filter(|list| at < list.len()) {
            list.remove(at);
        }
    }
}
