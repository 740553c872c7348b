//! Letters in a field that is saved by itself while others may write it too: they stay until the field is finished, and what stood there
//! when typing began is what they replace. Holds no signal.

use std::collections::BTreeMap;

use shared::edit::Edit;

/// What is being typed, by the name of its field.
#[derive(Default)]
pub struct Typing(BTreeMap<String, Letters>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Letters {
    was: String,
    now: String,
    /// What stood when a person chose the letters over it, until they are saved or not.
    chosen_over: Option<String>,
    /// Nobody has typed on since the field was finished.
    finished: bool,
    /// Saves that have not ended.
    under_way: u32,
}

impl Letters {
    /// Somebody else wrote a third value.
    fn met(&self, stands: &str) -> bool {
        let settled = !self.finished && self.under_way == 0;
        settled && !same(stands, self.replaced()) && !same(stands, &self.now)
    }

    fn replaced(&self) -> &str {
        self.chosen_over.as_deref().unwrap_or(&self.was)
    }
}

/// Records are trimmed when they are written.
fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
}

impl Typing {
    /// A letter more or less; `stood` is what the field showed before the first. Returns what the letters replace, `None` when they are
    /// what stood there again.
    pub fn letter(
        &mut self,
        field: &str,
        now: String,
        stood: impl FnOnce() -> String,
    ) -> Option<String> {
        let before = self.0.remove(field);
        let under_way = before.as_ref().map_or(0, |before| before.under_way);
        let chosen = before.as_ref().filter(|before| !before.finished);
        let chosen_over = chosen.and_then(|before| before.chosen_over.clone());
        let was = match before {
            Some(before) if before.finished => before.now,
            Some(before) => before.was,
            None => stood(),
        };
        if now == was && under_way == 0 {
            return None;
        }
        let letters = Letters {
            was: was.clone(),
            now,
            chosen_over,
            finished: false,
            under_way,
        };
        self.0.insert(field.to_owned(), letters);
        Some(was)
    }

    /// What the field shows instead of what stands.
    pub fn shown(&self, field: &str) -> Option<String> {
        self.0.get(field).map(|letters| letters.now.clone())
    }

    /// The same where nobody has finished the field, or what was finished was not taken.
    pub fn unfinished(&self, field: &str) -> Option<&str> {
        let letters = self.0.get(field).filter(|letters| !letters.finished);
        letters.map(|letters| letters.now.as_str())
    }

    /// What is typed, each with the name of its field.
    pub fn letters(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter();
        all.map(|(field, letters)| (field.as_str(), letters.now.as_str()))
    }

    /// Somebody else wrote here meanwhile: the field is not finished before a person has chosen.
    pub fn is_met(&self, field: &str, stands: &str) -> bool {
        (self.0.get(field)).is_some_and(|letters| letters.met(stands))
    }

    /// What the finished letters put in the place of what; nothing where they change nothing, or nobody typed.
    pub fn edit(&self, field: &str, stands: String, now: String) -> Option<Edit<String>> {
        let letters = self.0.get(field).filter(|letters| !letters.finished);
        let was = match letters {
            Some(letters) if !same(letters.replaced(), &stands) => letters.replaced().to_owned(),
            _ => stands.clone(),
        };
        let changes = was != now && (stands != now || letters.is_some_and(|it| it.under_way > 0));
        changes.then(|| Edit::new(was, now))
    }

    /// Whoever chose the letters has seen what stands.
    pub fn replace(&mut self, field: &str, stands: String) {
        if let Some(letters) = self.0.get_mut(field) {
            letters.chosen_over = Some(stands);
        }
    }

    /// The field goes to be saved; returns what it replaces.
    pub fn finish(&mut self, field: &str) -> Option<String> {
        let letters = self.0.get_mut(field)?;
        letters.finished = true;
        letters.under_way += 1;
        Some(letters.was.clone())
    }

    pub fn saved(&mut self, field: &str) {
        if let Some(letters) = self.0.get_mut(field) {
            letters.under_way = letters.under_way.saturating_sub(1);
            if letters.finished && letters.under_way == 0 {
                self.0.remove(field);
            }
        }
    }

    /// Its letters replace what they would have replaced; where somebody else wrote, a person chooses again.
    pub fn not_saved(&mut self, field: &str, was: String) {
        if let Some(letters) = self.0.get_mut(field) {
            letters.under_way = letters.under_way.saturating_sub(1);
            letters.finished = false;
            letters.was = was;
            letters.chosen_over = None;
        }
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: &str = "phone";

    fn typed(words: &[&str], stood: &str) -> Typing {
        let mut typing = Typing::default();
        for now in words {
            typing.letter(FIELD, (*now).to_owned(), || stood.to_owned());
        }
        typing
    }

    fn edit(typing: &Typing, stands: &str, now: &str) -> Option<(String, String)> {
        let edit = typing.edit(FIELD, stands.to_owned(), now.to_owned());
        edit.map(|edit| (edit.was, edit.now))
    }

    fn pair(was: &str, now: &str) -> Option<(String, String)> {
        Some((was.to_owned(), now.to_owned()))
    }

    #[test]
    fn letters_stay_and_replace_what_stood_when_the_first_was_typed() {
        let typing = typed(&["1", "12"], "0");
        assert_eq!(typing.shown(FIELD).as_deref(), Some("12"));
        assert_eq!(edit(&typing, "0", "12"), pair("0", "12"));
        assert_eq!(edit(&typing, "9", "12"), pair("0", "12"));
        assert!(typing.is_met(FIELD, "9"));
        assert!(!typing.is_met(FIELD, "0") && !typing.is_met(FIELD, "12"));
    }

    #[test]
    fn where_nothing_is_typed_the_field_follows_the_record() {
        let typing = typed(&["01", "0"], "0");
        assert_eq!(typing.shown(FIELD), None);
        assert_eq!(edit(&typing, "9", "0"), pair("9", "0"));
        assert_eq!(edit(&typing, "9", "9"), None);
    }

    #[test]
    fn whoever_types_on_while_it_is_saved_replaces_what_was_just_written() {
        let mut typing = typed(&["1"], "0");
        assert_eq!(typing.finish(FIELD).as_deref(), Some("0"));
        assert_eq!(typing.shown(FIELD).as_deref(), Some("1"));
        typing.letter(FIELD, "12".to_owned(), || "0".to_owned());
        assert!(!typing.is_met(FIELD, "0"));
        assert_eq!(edit(&typing, "0", "12"), pair("1", "12"));
        typing.saved(FIELD);
        assert_eq!(typing.shown(FIELD).as_deref(), Some("12"));
        assert_eq!(edit(&typing, "1", "12"), pair("1", "12"));
    }

    #[test]
    fn a_saved_field_follows_the_record_and_one_that_was_not_saved_keeps_its_letters() {
        let mut typing = typed(&["1"], "0");
        typing.finish(FIELD);
        typing.saved(FIELD);
        assert_eq!(typing.shown(FIELD), None);
        let mut typing = typed(&["1"], "0");
        let was = typing.finish(FIELD).expect("it was typed");
        typing.letter(FIELD, "12".to_owned(), || "0".to_owned());
        typing.not_saved(FIELD, was);
        assert_eq!(edit(&typing, "0", "12"), pair("0", "12"));
    }

    #[test]
    fn letters_on_their_way_are_finished_and_those_that_were_not_taken_are_not() {
        let mut typing = typed(&["1"], "0");
        assert_eq!(typing.unfinished(FIELD), Some("1"));
        let was = typing.finish(FIELD).expect("it was typed");
        assert_eq!(typing.unfinished(FIELD), None);
        typing.not_saved(FIELD, was);
        assert_eq!(typing.unfinished(FIELD), Some("1"));
    }

    #[test]
    fn whoever_chose_their_letters_replaces_what_they_saw() {
        let mut typing = typed(&["1"], "0");
        typing.replace(FIELD, "9".to_owned());
        assert!(!typing.is_met(FIELD, "9"));
        assert_eq!(edit(&typing, "9", "1"), pair("9", "1"));
    }

    #[test]
    fn whoever_chose_their_letters_in_vain_is_asked_again() {
        let mut typing = typed(&["1"], "0");
        typing.replace(FIELD, "9".to_owned());
        let was = typing.finish(FIELD).expect("it was typed");
        typing.not_saved(FIELD, was);
        assert!(typing.is_met(FIELD, "9"));
    }
}
