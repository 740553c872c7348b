//! What cannot be sent again is not.

use super::*;
use crate::calendar::Moment;
use crate::ids::Id;
use crate::sync::Intention;
use crate::sync::outcome::Outcome;
use serde_json::json;

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
    fn is_mine(&self, _: UserId) -> bool {
        true
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

/// A field was changed meanwhile: so says whatever asks whether a change would run.
struct ChangedMeanwhile(Vec<Entry>);

impl Aboard for ChangedMeanwhile {
    fn entries_of(&self, _: UserId) -> Vec<Entry> {
        self.0.clone()
    }
    fn would(&self, _: &AnyChange) -> Option<Ran> {
        let conflicts = vec![met()];
        let reason = Reason::ChangedTwice { conflicts };
        Some(Ran {
            reads: Default::default(),
            asks: Default::default(),
            writes: Vec::new(),
            left_out: Vec::new(),
            standing: Standing::LikelyRefused(Outcome::Parked, reason),
        })
    }
    fn has(&self, _: &RecordKey) -> bool {
        true
    }
    fn is_mine(&self, _: UserId) -> bool {
        true
    }
}

fn met() -> Conflict {
    Conflict {
        kind: "product".into(),
        id: Uuid::nil(),
        field: "name".into(),
        base: json!("Pump"),
        mine: json!("Mine"),
        theirs: json!("Theirs"),
        by: None,
        at: None,
    }
}

fn entry(number: u128, reason: &Reason) -> Entry {
    let args = json!({
        "product": Uuid::nil(),
        "field": { "name": { "edit": { "was": "Pump", "now": "Mine" } } },
    });
    let change = AnyChange::decode("products.edited", &args).expect("it is readable");
    let uid = Uid(Uuid::from_u128(number));
    let intention = Intention::new(uid, &change, 1, Vec::new(), Moment::EPOCH);
    let author = UserId(Uuid::nil());
    let entries = InboxEntry::of(&intention, author, Outcome::Parked, reason, Moment::EPOCH);
    (InboxId(uid.0), entries.into_iter().next().expect("one"))
}

#[test]
fn what_waited_and_does_not_fit_any_more_is_asked_about() {
    let refused = Reason::Refused {
        refusal: crate::sync::any_change::Refusal::UnknownChange,
    };
    let mut parent = entry(1, &refused);
    let child = entry(2, &Reason::WaitingFor { uid: parent.1.uid });
    let aboard = |parent: &Entry| ChangedMeanwhile(vec![parent.clone(), child.clone()]);
    let stand = |aboard: &ChangedMeanwhile| stands(aboard, child.1.author)[&child.0];
    assert_eq!(stand(&aboard(&parent)), Waits::For(parent.0));
    assert_eq!(asked(&aboard(&parent), child.0, &child.1), []);

    let by = Uid(Uuid::from_u128(9));
    parent.1.answered = serde_json::to_string(&Answered::TakenUp { by }).ok();
    let aboard = aboard(&parent);
    assert_eq!(stand(&aboard), Waits::ForNothing, "nobody else will answer");
    assert_eq!(asked(&aboard, child.0, &child.1), [met()]);
    let mine = Answer::Chosen(vec![(met(), Choice::Mine)]);
    let deeds = answering(&aboard, (child.0, &child.1), &mine, &mut Uuid::nil);
    let made = deeds.expect("it is answered").remove(1).1;
    let edit = made.encode().1["field"]["name"]["edit"].clone();
    assert_eq!(edit, json!({ "was": "Theirs", "now": "Mine" }));
}

/// A supervisor's device: the work is somebody else's.
struct OthersWork(ChangedMeanwhile);

impl Aboard for OthersWork {
    fn entries_of(&self, author: UserId) -> Vec<Entry> {
        self.0.entries_of(author)
    }
    fn would(&self, _: &AnyChange) -> Option<Ran> {
        None
    }
    fn has(&self, _: &RecordKey) -> bool {
        true
    }
    fn is_mine(&self, _: UserId) -> bool {
        false
    }
}

#[test]
fn nothing_of_somebody_else_follows_by_itself() {
    let mut parent = entry(1, &Reason::Withdrawn { raised: true });
    let uid = parent.1.uid;
    let child = entry(2, &Reason::WaitingFor { uid });
    let by = Uid(Uuid::from_u128(9));
    parent.1.answered = serde_json::to_string(&Answered::TakenUp { by }).ok();
    let (author, id) = (parent.1.author, parent.0);
    let mine = ChangedMeanwhile(vec![parent, child.clone()]);
    assert_eq!(to_follow(&mine, author, id), [child]);
    assert_eq!(to_follow(&OthersWork(mine), author, id), []);
}
