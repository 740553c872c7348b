//! What cannot be sent again is not.

use super::*;
use crate::calendar::Moment;
use crate::ids::Id;
use crate::sync::Intention;
use crate::sync::choosing::Choice;
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

/// An entry about a new ticket for this customer, refused for that reason.
fn ticket_for(account: u128, refusal: crate::tickets::Refusal) -> Entry {
    let account = Uuid::from_u128(account);
    let draft = json!({
        "account": account, "title": "Stops", "text": "", "contact": "", "phone": "", "address": "", "priority": "normal",
        "reported": "2026-03-02", "promised": null, "assignee": null, "lines": [],
    });
    let args = json!({ "ticket": Uuid::from_u128(7), "draft": draft, "provisional": "T-1" });
    let change = AnyChange::decode("tickets.created", &args).expect("it is readable");
    let uid = Uid(Uuid::from_u128(1));
    let intention = Intention::new(uid, &change, 1, Vec::new(), Moment::EPOCH);
    let reason = Reason::Refused {
        refusal: crate::sync::any_change::Refusal::Tickets(refusal),
    };
    let author = UserId::from_uuid(Uuid::nil());
    let mut made = InboxEntry::of(
        &intention,
        author,
        Outcome::Rejected,
        &reason,
        Moment::EPOCH,
    );
    (InboxId(uid.0), made.remove(0))
}

#[test]
fn what_its_customer_stood_in_the_way_of_is_sent_again_for_another_one() {
    use crate::tickets::Refusal::{NoSuchAccount, TitleEmpty};
    let other = AccountId::from_uuid(Uuid::from_u128(9));
    let answer = |(id, entry): &Entry| {
        let how = Answer::For(other);
        answering(&Nothing, (*id, entry), &how, &mut Uuid::nil)
    };
    let refused = ticket_for(8, NoSuchAccount);
    let deeds = answer(&refused).expect("it can be sent");
    let (_, as_made) = refused.1.carried().expect("it is read").encode();
    let (_, mut sent) = deeds[1].1.encode();
    assert_eq!(sent["draft"]["account"], json!(other));
    sent["draft"]["account"] = as_made["draft"]["account"].clone();
    assert_eq!(sent, as_made, "nothing else of it");
    let otherwise = answer(&ticket_for(8, TitleEmpty));
    assert_eq!(otherwise, Err(NotAnswered::NotForThisField));
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

#[test]
fn what_cannot_be_read_here_does_not_follow_and_is_told() {
    let refused = Reason::Refused {
        refusal: crate::sync::any_change::Refusal::UnknownChange,
    };
    let mut parent = entry(1, &refused);
    let mut child = entry(2, &Reason::WaitingFor { uid: parent.1.uid });
    child.1.version = u32::MAX;
    let by = Uid(Uuid::from_u128(9));
    parent.1.answered = serde_json::to_string(&Answered::TakenUp { by }).ok();
    let aboard = Stands("Pump", vec![parent, child.clone()]);
    let stand = stands(&aboard, child.1.author)[&child.0];
    assert_eq!(stand, Waits::ForNothing);
    assert_eq!(Unasked::of(&aboard, child.1.author), Unasked::default());
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

/// A colleague took theirs back: this stands in the field.
struct Stands(&'static str, Vec<Entry>);

impl Aboard for Stands {
    fn entries_of(&self, _: UserId) -> Vec<Entry> {
        self.1.clone()
    }
    fn would(&self, change: &AnyChange) -> Option<Ran> {
        let args = change.encode().1;
        let fields = &args["rows"][0]["product"]["edited"]["fields"];
        let edit = match args["field"].is_null() {
            true => &fields[0]["name"]["edit"],
            false => &args["field"]["name"]["edit"],
        };
        let fits = edit.is_null() || [&edit["was"], &edit["now"]].contains(&&json!(self.0));
        let theirs = json!(self.0);
        let conflicts = vec![Conflict { theirs, ..met() }];
        let reason = Reason::ChangedTwice { conflicts };
        Some(Ran {
            reads: Default::default(),
            asks: Default::default(),
            writes: Vec::new(),
            left_out: Vec::new(),
            standing: match fits {
                true => Standing::Fits,
                false => Standing::LikelyRefused(Outcome::Parked, reason),
            },
        })
    }
    fn has(&self, _: &RecordKey) -> bool {
        true
    }
    fn is_mine(&self, _: UserId) -> bool {
        true
    }
}

/// The edit that is saved for a choice that was asked for while theirs stood; `None`: what stands stays.
#[track_caller]
fn check_taken_back(stands: &'static str, choice: Choice, expected: Option<Value>) {
    let conflicts = vec![met()];
    let parked = entry(1, &Reason::ChangedTwice { conflicts });
    let aboard = Stands(stands, vec![parked.clone()]);
    assert_eq!(asked(&aboard, parked.0, &parked.1), [], "nobody asks");
    let how = Answer::Chosen(vec![(met(), choice)]);
    let deeds = answering(&aboard, (parked.0, &parked.1), &how, &mut Uuid::nil);
    let deeds = deeds.expect("it is answered");
    let edit = |(_, change, _): &Deed| change.encode().1["field"]["name"]["edit"].clone();
    assert_eq!(deeds.get(1).map(edit), expected);
}

#[test]
fn what_was_chosen_holds_when_the_colleague_took_theirs_back_meanwhile() {
    let edit = |was: &str, now: &str| Some(json!({ "was": was, "now": now }));
    let other = || Choice::Other(json!("Third"));
    check_taken_back("Pump", Choice::Theirs, None);
    check_taken_back("Pump", Choice::Mine, edit("Pump", "Mine"));
    check_taken_back("Pump", other(), edit("Pump", "Third"));
    check_taken_back("Mine", Choice::Theirs, None);
    check_taken_back("Mine", Choice::Mine, edit("Pump", "Mine"));
    check_taken_back("Mine", other(), edit("Mine", "Third"));
}

/// A ticket's state was set with words about it, and a colleague wrote other words: only over theirs it fits, and it sets the state.
struct Resolves(Entry);

impl Aboard for Resolves {
    fn entries_of(&self, _: UserId) -> Vec<Entry> {
        vec![self.0.clone()]
    }
    fn would(&self, change: &AnyChange) -> Option<Ran> {
        let fits = change.encode().1["resolution"]["was"] == json!("Theirs");
        let conflicts = vec![words()];
        let reason = Reason::ChangedTwice { conflicts };
        let (id, entry) = self.0.clone();
        Some(Ran {
            reads: Default::default(),
            asks: Default::default(),
            writes: vec![Stored::new::<InboxEntry>(id, 0, entry)],
            left_out: Vec::new(),
            standing: match fits {
                true => Standing::Fits,
                false => Standing::LikelyRefused(Outcome::Parked, reason),
            },
        })
    }
    fn has(&self, _: &RecordKey) -> bool {
        true
    }
    fn is_mine(&self, _: UserId) -> bool {
        true
    }
}

fn words() -> Conflict {
    Conflict {
        kind: "ticket".into(),
        field: "resolution".into(),
        base: json!(""),
        ..met()
    }
}

fn parked(name: &str, args: &Value, conflicts: Vec<Conflict>) -> Entry {
    let change = AnyChange::decode(name, args).expect("it is readable");
    let uid = Uid(Uuid::from_u128(1));
    let intention = Intention::new(uid, &change, 1, Vec::new(), Moment::EPOCH);
    let reason = Reason::ChangedTwice { conflicts };
    let author = UserId(Uuid::nil());
    let entries = InboxEntry::of(&intention, author, Outcome::Parked, &reason, Moment::EPOCH);
    (InboxId(uid.0), entries.into_iter().next().expect("one"))
}

#[test]
fn whoever_keeps_the_others_words_has_the_state_set_all_the_same() {
    let args = json!({
        "ticket": Uuid::nil(),
        "to": "resolved",
        "resolution": { "was": "", "now": "Mine" },
    });
    let aboard = Resolves(parked("tickets.status_set", &args, vec![words()]));
    let (id, entry) = &aboard.0;
    let how = Answer::Chosen(vec![(words(), Choice::Theirs)]);
    let deeds = answering(&aboard, (*id, entry), &how, &mut Uuid::nil);
    let made = deeds.expect("it is answered").remove(1).1.encode().1;
    assert_eq!(made["to"], json!("resolved"));
    let theirs = json!({ "was": "Theirs", "now": "Theirs" });
    assert_eq!(made["resolution"], theirs);
    let gave_way = giving_way(&aboard, (*id, entry), &mut Uuid::nil);
    assert_eq!(gave_way.len(), 2, "nor is it lost with a correction");
}

#[test]
fn what_an_entry_brings_beside_is_kept_when_the_colleague_took_theirs_back() {
    let edit = |was: &str, now: &str| json!({ "edit": { "was": was, "now": now } });
    let fields = json!([
        { "name": edit("Pump", "Mine") },
        { "brand": edit("Old", "Bosch") },
    ]);
    let row = json!({
        "id": Uuid::nil(),
        "line": 2,
        "product": { "edited": { "fields": fields } },
        "cost": null,
    });
    let args = json!({ "rows": [row] });
    let parked = parked("products.imported", &args, vec![met()]);
    let aboard = Stands("Pump", vec![parked.clone()]);
    let how = Answer::Chosen(vec![(met(), Choice::Theirs)]);
    let deeds = answering(&aboard, (parked.0, &parked.1), &how, &mut Uuid::nil);
    let made = deeds.expect("it is answered").remove(1).1.encode().1;
    let kept = &made["rows"][0]["product"]["edited"]["fields"];
    assert_eq!(*kept, json!([{ "brand": edit("Old", "Bosch") }]));
}
