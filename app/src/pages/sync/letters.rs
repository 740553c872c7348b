//! Letters of third values, by the field they are typed into, and which fields are shown because of them. Holds no signal.

use crate::state::Inputs;
use shared::desk::Conflict;
use shared::sync::choosing::Answered;
use std::collections::BTreeMap;

/// The name of a field among all records: its kind, its record, its path.
pub type Field = String;

pub fn field_of(conflict: &Conflict) -> Field {
    format!("{}/{}/{}", conflict.kind, conflict.id, conflict.field)
}

/// What was chosen about a field, as it stands.
pub fn chosen(choices: &[Answered], conflict: &Conflict) -> Option<Answered> {
    choices.iter().find(|(of, _)| of == conflict).cloned()
}

/// What is sent: the choices about what is asked now, in the order in which it is asked, whatever the order on the screen. Where nobody asks
/// any more, those about what is shown. `None` until all of them are chosen.
pub fn sent(choices: &[Answered], asked: &[Conflict], shown: &[Conflict]) -> Option<Vec<Answered>> {
    let open = match asked.is_empty() {
        true => shown,
        false => asked,
    };
    open.iter().map(|of| chosen(choices, of)).collect()
}

/// Fields that are typed into, each with its letters once there are some.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Letters(BTreeMap<Field, Option<String>>);

impl Letters {
    /// Typed into from now on; letters that are there stay.
    pub fn open(&mut self, field: Field) {
        self.0.entry(field).or_default();
    }

    pub fn put(&mut self, field: &str, letters: String) {
        self.0.insert(field.to_owned(), Some(letters));
    }

    /// Those that somebody left; newer ones stay.
    pub fn take_back(&mut self, found: &Inputs) {
        for (field, letters) in found {
            let slot = self.0.entry(field.clone()).or_default();
            slot.get_or_insert_with(|| letters.clone());
        }
    }

    pub fn give_up(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// Those that are typed into, except for these.
    pub fn all_but(&self, kept: &[Field]) -> Vec<Field> {
        let others = self.0.keys().filter(|field| !kept.contains(field));
        others.cloned().collect()
    }

    pub fn is_open(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn of(&self, field: &str) -> Option<String> {
        self.0.get(field).cloned().flatten()
    }

    /// What somebody typed into fields other than these.
    pub fn beside(&self, shown: &[Conflict]) -> Vec<(Field, String)> {
        let is_shown = |field: &Field| shown.iter().any(|of| field_of(of) == *field);
        let typed = self.0.iter().filter(|(field, _)| !is_shown(field));
        typed
            .filter_map(|(field, letters)| Some((field.clone(), letters.clone()?)))
            .collect()
    }

    /// The questions as they stand now, and those of `before` that are typed into: nobody's letters go because a colleague took something
    /// back.
    pub fn shown(&self, before: &[Conflict], asked: &[Conflict]) -> Vec<Conflict> {
        let now = |of: &Conflict| asked.iter().find(|now| now.is_about_the_same(of));
        let stays = before.iter().filter_map(|of| match now(of) {
            Some(now) => Some(now),
            None => self.is_open(&field_of(of)).then_some(of),
        });
        let is_new = |now: &&Conflict| !before.iter().any(|of| of.is_about_the_same(now));
        stays.chain(asked.iter().filter(is_new)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use shared::sync::choosing::Choice;
    use shared::sync::inbox::{Question, choices};
    use uuid::Uuid;

    fn conflict(field: &str, theirs: &str) -> Conflict {
        Conflict {
            kind: "product".into(),
            id: Uuid::nil(),
            field: field.into(),
            base: Value::Null,
            mine: Value::Null,
            theirs: json!(theirs),
            by: None,
            at: None,
        }
    }

    fn typed(field: &str, letters: &str) -> Letters {
        let mut typed = Letters::default();
        typed.open(field_of(&conflict(field, "")));
        typed.put(&field_of(&conflict(field, "")), letters.to_owned());
        typed
    }

    #[test]
    fn a_field_that_is_typed_into_stays_when_nothing_stands_against_it_any_more() {
        let before = [conflict("name", "A"), conflict("brand", "B")];
        let asked = [conflict("unit", "C"), conflict("brand", "D")];
        let name = before[0].clone();
        let [unit, brand] = asked.clone();
        let expected = vec![name, brand.clone(), unit.clone()];
        assert_eq!(typed("name", "x").shown(&before, &asked), expected);
        assert_eq!(Letters::default().shown(&before, &asked), vec![brand, unit]);
    }

    /// Whether the rules take what is sent when everything shown is chosen as mine.
    #[track_caller]
    fn check_taken(shown: &[Conflict], asked: &[Conflict]) {
        let mine = |of: &Conflict| (of.clone(), Choice::Mine);
        let chosen: Vec<Answered> = shown.iter().map(mine).collect();
        let sent = sent(&chosen, asked, shown).expect("all of it is chosen");
        let question = |of: &Conflict| Question {
            met: of.clone(),
            shown: Some(of.clone()),
        };
        let questions: Vec<Question> = asked.iter().map(question).collect();
        assert!(choices(&questions, &sent).is_some(), "{sent:?}");
    }

    #[test]
    fn what_is_sent_is_what_is_asked_now_in_its_order() {
        let (name, items) = (conflict("name", "A"), conflict("lines", "B"));
        let asked = [name.clone(), items.clone()];
        let items_first = Letters::default().shown(std::slice::from_ref(&items), &asked);
        assert_eq!(items_first, [items.clone(), name.clone()]);
        check_taken(&items_first, &asked);
        // a third value is typed where nothing stands against it any more
        let with_settled = typed("lines", "x").shown(&items_first, &asked[..1]);
        assert_eq!(with_settled, [items.clone(), name.clone()]);
        check_taken(&with_settled, &asked[..1]);
        let unsent = typed("lines", "x").beside(&asked[..1]);
        assert_eq!(unsent, [(field_of(&items), "x".to_owned())]);
        assert_eq!(sent(&[], &asked, &items_first), None);
        let mine = [(items.clone(), Choice::Mine)];
        assert_eq!(sent(&mine, &[], &[items]), Some(mine.to_vec()));
    }

    #[test]
    fn what_comes_back_is_readable_where_its_field_is_not_asked_about() {
        let (name, brand) = (conflict("name", ""), conflict("brand", ""));
        let mut letters = Letters::default();
        letters.open(field_of(&name));
        let found = [(field_of(&name), "old"), (field_of(&brand), "kept")];
        letters.take_back(&found.map(|(field, text)| (field, text.to_owned())).into());
        assert_eq!(letters.of(&field_of(&name)).as_deref(), Some("old"));
        let beside = letters.beside(&[name]);
        assert_eq!(beside, [(field_of(&brand), "kept".to_owned())]);
    }

    #[test]
    fn newer_letters_are_not_replaced_by_those_of_the_disk() {
        let mut letters = typed("name", "newer");
        let name = field_of(&conflict("name", ""));
        letters.take_back(&Inputs::from([(name.clone(), "older".to_owned())]));
        assert_eq!(letters.of(&name).as_deref(), Some("newer"));
        letters.give_up(&name);
        assert!(letters.is_empty());
    }
}
