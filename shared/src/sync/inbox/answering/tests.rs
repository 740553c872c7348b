//! What cannot be sent again is not.

use super::*;
use crate::calendar::Moment;
use crate::ids::Id;
use crate::sync::outcome::Outcome;

struct Nothing;

impl Aboard for Nothing {
    fn entries_of(&self, _: UserId) -> Vec<Entry> {
        Vec::new()
    }
    fn would(&self, _: &AnyChange) -> Option<Ran> {
        None
    }
    fn has(&self, _: &RecordKey) -> bool {
        false
    }
    fn supervised(&self) -> BTreeSet<UserId> {
        BTreeSet::new()
    }
}

#[test]
fn what_was_lost_is_said_to_be_unreadable_and_not_sent_again() {
    let detail = "7 5b".to_owned();
    let reason = Reason::Lost { detail };
    let lost = InboxEntry {
        author: UserId::from_uuid(Uuid::nil()),
        uid: Uid(Uuid::nil()),
        change: String::new(),
        version: 0,
        args: String::new(),
        depends_on: Vec::new(),
        outcome: Outcome::Quarantined.word().to_owned(),
        reason: serde_json::to_string(&reason).expect("plain fields"),
        made_at: Moment::EPOCH,
        decided_at: Moment::EPOCH,
        answered: None,
        files: Vec::new(),
        raised: false,
    };
    let id = InboxId(Uuid::nil());
    let answer = |how: Answer| answering(&Nothing, (id, &lost), &how, &mut Uuid::nil);
    let unreadable = Err(NotAnswered::Unreadable);
    assert_eq!(answer(Answer::Again), unreadable);
    assert_eq!(answer(Answer::Chosen(Vec::new())), unreadable);
    assert_eq!(answer(Answer::LetGo).map(|deeds| deeds.len()), Ok(1));
}
