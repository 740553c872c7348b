//! Which entries follow others, and in which order.

use super::*;
use crate::calendar::{Day, Moment};
use crate::edit::Edit;
use crate::ids::{LineId, OfferId, UserId};
use crate::offers::{Change as OfferChange, NewLine};
use crate::quantity::Quantity;
use crate::sync::any_change::Refusal as Refused;
use crate::sync::inbox::{Refusal, Waits, waits};
use serde_json::json;

fn uid(number: u128) -> Uid {
    Uid(Uuid::from_u128(number))
}

/// `waits_for` is the parent that its reason names, `by` what took it up.
fn entry(number: u128, waits_for: Option<u128>, by: Option<u128>) -> Entry {
    let reason = waits_for.map(|parent| Reason::WaitingFor { uid: uid(parent) });
    let entry = InboxEntry {
        author: UserId(Uuid::nil()),
        uid: uid(number),
        change: "offers.sent".into(),
        version: 1,
        args: "{}".into(),
        depends_on: waits_for.map(uid).into_iter().collect(),
        outcome: "parked".into(),
        reason: serde_json::to_string(&reason).expect("plain fields"),
        made_at: Moment::EPOCH,
        decided_at: Moment::EPOCH,
        answered: None,
        files: Vec::new(),
        raised: false,
    };
    let entry = match by {
        Some(by) => answered(entry, Answered::TakenUp { by: uid(by) }),
        None => entry,
    };
    (InboxId(Uuid::from_u128(number)), entry)
}

fn answered(mut entry: InboxEntry, answer: Answered) -> InboxEntry {
    entry.answered = serde_json::to_string(&answer).ok();
    entry
}

fn made_at((id, mut entry): Entry, milliseconds: i64) -> Entry {
    entry.made_at = Moment::from_milliseconds(milliseconds);
    (id, entry)
}

fn carrying((id, mut entry): Entry, change: impl Into<AnyChange>) -> Entry {
    let (name, args) = change.into().encode();
    (entry.change, entry.args) = (name, args.to_string());
    (id, entry)
}

fn refused((id, mut entry): Entry, refusal: Refused) -> Entry {
    let reason = Reason::Refused { refusal };
    entry.reason = serde_json::to_string(&reason).expect("plain fields");
    (id, entry)
}

fn revised(of: u128, offer: u128) -> OfferChange {
    OfferChange::Revised {
        offer: OfferId(Uuid::from_u128(offer)),
        of: OfferId(Uuid::from_u128(of)),
        day: Day::from_days_since_1970(0),
        valid_until: None,
        set: None,
        provisional: "T-1".into(),
    }
}

fn ids(found: &[u128]) -> Vec<InboxId> {
    let found = found.iter();
    found.map(|id| InboxId(Uuid::from_u128(*id))).collect()
}

/// Nobody's program makes them, and the server takes them: each was taken up by the other.
#[test]
fn answers_that_name_each_other_end() {
    let ring = [entry(1, None, Some(2)), entry(2, None, Some(1))];
    let child = entry(3, Some(1), None);
    let entries = [&ring[..], &[child]].concat();
    assert_eq!(left_behind(&entries), ids(&[]));
    assert_eq!(dependants(&entries, uid(9)), ids(&[]));
    assert_eq!(waits(&entries).len(), 1);
}

#[test]
fn a_clock_that_was_put_back_brings_no_child_before_its_parent() {
    let child = made_at(entry(2, Some(1), None), 900);
    let mut grandchild = made_at(entry(3, Some(1), None), 10);
    grandchild.1.depends_on.push(uid(2));
    let great = made_at(entry(4, Some(3), None), 5);
    for open in [
        [child.clone(), grandchild.clone(), great.clone()],
        [great, grandchild, child],
    ] {
        assert_eq!(dependants(&open, uid(1)), ids(&[2, 3, 4]));
        let parent = entry(1, None, Some(9));
        let all = [&open[..1], &[parent], &open[1..]].concat();
        let first = left_behind(&all);
        assert_eq!(first, ids(&[2]), "the others wait for it and are open");
    }
}

/// Taken up before under another name, so that nothing names it as a parent.
#[test]
fn what_uses_a_record_comes_after_what_makes_it() {
    let maker = carrying(entry(5, Some(1), None), revised(70, 71));
    let user = carrying(entry(2, Some(1), None), revised(71, 72));
    assert_eq!(dependants(&[user, maker], uid(1)), ids(&[5, 2]));
}

#[test]
fn what_depends_on_nothing_of_it_stays_in_the_order_of_the_server() {
    let late = made_at(entry(7, Some(1), None), 1);
    let early = made_at(entry(8, Some(1), None), 0);
    assert_eq!(dependants(&[late, early], uid(1)), ids(&[7, 8]));
}

#[test]
fn whoever_names_each_other_is_taken_up_all_the_same() {
    let (mut one, mut two) = (entry(2, Some(1), None), entry(3, Some(1), None));
    one.1.depends_on.push(uid(3));
    two.1.depends_on.push(uid(2));
    assert_eq!(dependants(&[one, two], uid(1)).len(), 2);
}

#[test]
fn who_comes_after_its_parent_was_taken_up_is_found() {
    let parent = entry(1, None, Some(9));
    let (late, later) = (entry(3, Some(1), None), entry(2, Some(1), None));
    let all = [parent.clone(), late.clone(), later];
    assert_eq!(left_behind(&all), ids(&[3, 2]));
    // the parent is open, was let go, or was refused once more
    assert!(left_behind(&[entry(1, None, None), late.clone()]).is_empty());
    assert!(left_behind(&[parent.clone(), late.clone(), entry(9, None, None)]).is_empty());
    // refused once more, and let go or taken up again
    let (id, again) = entry(9, None, None);
    let let_go = (id, answered(again, Answered::KeptTheirs));
    assert!(left_behind(&[parent.clone(), late.clone(), let_go]).is_empty());
    let again = entry(9, None, Some(12));
    assert_eq!(
        left_behind(&[parent.clone(), late.clone(), again]),
        ids(&[3])
    );
    // taken up already
    assert!(left_behind(&[parent, entry(3, Some(1), Some(10))]).is_empty());
}

#[test]
fn who_needs_two_parents_waits_for_both() {
    let mut child = entry(3, Some(1), None);
    child.1.depends_on.extend([uid(2), uid(77)]);
    let first = entry(1, None, Some(9));
    let open = entry(2, None, None);
    assert!(left_behind(&[first.clone(), open, child.clone()]).is_empty());
    let taken_up = entry(2, None, Some(10));
    assert_eq!(left_behind(&[first, taken_up, child]), ids(&[3]));
}

#[test]
fn who_gave_a_draft_up_is_not_asked_about_it() {
    let mut dropping = entry(3, Some(1), None);
    dropping.1.change = "rma.dropped".into();
    let args = json!({
        "operation": Uuid::nil(),
        "step": Uuid::nil(),
        "made_at": "2026-11-22T03:19:29.932Z",
    });
    dropping.1.args = args.to_string();
    let (draft, edited) = (entry(1, None, None), entry(2, Some(1), None));
    let all = [draft, edited, dropping, entry(5, None, None)];
    assert_eq!(given_up(&all), ids(&[1, 2, 3]));
    assert!(given_up(&all[..2]).is_empty());
}

/// What was refused (1), the answer that took it up first (by 10), and the one that came too late (21) with its copy of the work (20).
fn twice(first: Entry, wanted: serde_json::Value) -> [Entry; 3] {
    let answer = Change::Answered {
        entry: first.0,
        answer: Answered::TakenUp { by: uid(20) },
    };
    let late = carrying(entry(21, None, None), answer);
    let late = refused(late, Refused::Inbox(Refusal::AnsweredAlready));
    let mut copy = entry(20, Some(21), None);
    copy.1.args = wanted.to_string();
    [first, late, copy]
}

fn parked((id, mut entry): Entry) -> Entry {
    let conflicts = Vec::new();
    let reason = Reason::ChangedTwice { conflicts };
    entry.reason = serde_json::to_string(&reason).expect("plain fields");
    (id, entry)
}

fn priced(was: u32, now: u32) -> serde_json::Value {
    json!({ "line": 3, "price": { "was": was, "now": now } })
}

fn with_args((id, mut entry): Entry, args: serde_json::Value) -> Entry {
    entry.args = args.to_string();
    (id, entry)
}

fn not_done(_: &AnyChange) -> bool {
    false
}

#[test]
fn of_two_that_took_it_up_at_once_nobody_is_asked_about_the_second() {
    let first = entry(1, None, Some(10));
    let all = twice(first.clone(), json!({}));
    assert_eq!(taken_up_twice(&all, not_done), ids(&[20, 21]));
    // the copy is still on its way
    assert!(taken_up_twice(&all[..2], not_done).is_empty());
    // it is not the same work, or somebody let go of it meanwhile: that is told, and waits for nothing
    let edited = twice(first.clone(), json!({ "price": 7 }));
    assert_eq!(taken_up_twice(&edited, not_done), ids(&[20]));
    let let_go = (first.0, answered(first.1, Answered::KeptTheirs));
    assert_eq!(
        taken_up_twice(&twice(let_go, json!({})), not_done),
        ids(&[20])
    );
    // it was told already
    let mut read = edited;
    read[1].1 = answered(read[1].1.clone(), Answered::KeptTheirs);
    assert_eq!(taken_up_twice(&read, not_done), ids(&[20]));
}

#[test]
fn what_both_chose_alike_is_told_to_nobody() {
    let first = || with_args(parked(entry(1, None, Some(10))), priced(5, 8));
    let done = |_: &AnyChange| true;
    // what stands is what was chosen here, whatever was chosen there
    let [entry_of_both, late, copy] = twice(first(), json!({}));
    let all = [entry_of_both, late, carrying(copy, revised(1, 2))];
    assert_eq!(taken_up_twice(&all, done), ids(&[20, 21]));
    assert_eq!(taken_up_twice(&all, not_done), ids(&[20]));
    // the first choice was refused in its turn, and is asked about
    let again = |args| with_args(parked(entry(10, None, None)), args);
    let all = twice(first(), priced(7, 8));
    let alike = [&all[..], &[again(priced(6, 8))]].concat();
    assert_eq!(taken_up_twice(&alike, not_done), ids(&[20, 21]));
    let otherwise = [&all[..], &[again(priced(6, 9))]].concat();
    assert_eq!(taken_up_twice(&otherwise, not_done), ids(&[20]));
}

/// An offer that was refused, its line, the line's quantity, and a second offer made of it.
fn family(reason: &Reason) -> [Entry; 4] {
    let withdrawn = |entry: Entry| because(entry, reason);
    let (offer, line) = (OfferId(Uuid::from_u128(70)), LineId(Uuid::from_u128(71)));
    let added = OfferChange::LineAdded {
        offer,
        line: NewLine::of_text(line, "Pump"),
    };
    let quantity = Edit::new(Quantity::pieces(1), Quantity::pieces(5));
    let set = OfferChange::QuantitySet {
        offer,
        line,
        quantity,
    };
    [
        carrying(entry(1, None, None), revised(60, 70)),
        withdrawn(carrying(entry(2, None, None), added)),
        withdrawn(carrying(entry(3, None, None), set)),
        withdrawn(carrying(entry(4, None, None), revised(70, 80))),
    ]
}

fn because((id, mut entry): Entry, reason: &Reason) -> Entry {
    entry.reason = serde_json::to_string(reason).expect("plain fields");
    (id, entry)
}

#[test]
fn work_of_somebody_withdrawn_follows_what_makes_the_records_that_it_uses() {
    let [offer, line, quantity, second] = family(&Reason::Withdrawn { raised: true });
    let mixed = [second, quantity.clone(), line, offer];
    assert_eq!(dependants(&mixed, uid(1)), ids(&[4, 2, 3]));
    assert_eq!(dependants(&mixed, uid(2)), ids(&[3]));
    assert!(dependants(&mixed, uid(3)).is_empty());
    // by name where it stands alone
    let named = (
        quantity.0,
        InboxEntry {
            depends_on: vec![uid(1)],
            ..quantity.1
        },
    );
    assert_eq!(dependants(&[named], uid(1)), ids(&[3]));
}

#[test]
fn work_of_somebody_withdrawn_follows_nothing_by_itself() {
    let [(id, offer), line, quantity, second] = family(&Reason::Withdrawn { raised: true });
    let taken_up = (id, answered(offer, Answered::TakenUp { by: uid(9) }));
    assert!(left_behind(&[quantity, second, line, taken_up]).is_empty());
}

#[test]
fn who_needs_another_open_parent_does_not_follow_and_cannot_stay_either() {
    let (mut child, grandchild) = (entry(3, Some(1), None), entry(4, Some(3), None));
    child.1.depends_on.push(uid(2));
    let parent = entry(1, None, None);
    let check = |other: Entry, expected: &[u128]| {
        let all = [grandchild.clone(), parent.clone(), child.clone(), other];
        assert_eq!(following(&all, uid(1)), ids(expected));
        assert_eq!(dependants(&all, uid(1)), ids(&[3, 4]));
    };
    check(entry(2, None, None), &[]);
    let (id, let_go) = entry(2, None, None);
    check((id, answered(let_go, Answered::KeptTheirs)), &[]);
    check(entry(2, None, Some(10)), &[3, 4]);
    check(entry(7, None, None), &[3, 4]);
}

#[test]
fn what_a_rule_of_its_own_refused_waits_for_nobody() {
    let why = Refused::Inbox(Refusal::NoSuchEntry);
    let all = family(&Reason::Refused { refusal: why });
    assert!(dependants(&all, uid(1)).is_empty());
    assert!(
        waits(&all)
            .values()
            .all(|stand| *stand == Waits::ForNothing)
    );
}

#[test]
fn what_waited_for_work_that_was_refused_again_depends_on_it_as_it_is_now() {
    let all = [
        entry(1, None, Some(9)),
        entry(3, Some(1), None),
        entry(9, None, None),
    ];
    assert_eq!(dependants(&all, uid(9)), ids(&[3]));
    assert_eq!(waits(&all)[&ids(&[3])[0]], Waits::For(ids(&[9])[0]));
}

#[track_caller]
fn check_stand(parent: Entry, expected: Waits) {
    let (child, mut grandchild) = (entry(2, Some(1), None), entry(3, Some(2), None));
    grandchild.1.depends_on.push(uid(1));
    let stands = waits(&[grandchild, child, parent]);
    for id in ids(&[2, 3]) {
        match (expected, id == ids(&[2])[0]) {
            // its own parent is open
            (Waits::ToFollow | Waits::ForNothing, false) => {
                assert_eq!(stands[&id], Waits::For(ids(&[2])[0]));
            }
            _ => assert_eq!(stands[&id], expected),
        }
    }
}

#[test]
fn an_entry_is_told_what_became_of_what_it_depends_on() {
    let (id, parent) = entry(1, None, None);
    check_stand((id, parent.clone()), Waits::For(id));
    check_stand((id, answered(parent, Answered::KeptTheirs)), Waits::InVain);
    check_stand(entry(1, None, Some(9)), Waits::ToFollow);
    // nothing is known of it here
    check_stand(entry(7, None, None), Waits::ForNothing);
}

#[test]
fn work_of_somebody_withdrawn_that_was_left_behind_is_not_said_to_follow_by_itself() {
    let [(id, offer), line, ..] = family(&Reason::Withdrawn { raised: true });
    let child = line.0;
    let taken_up = answered(offer.clone(), Answered::TakenUp { by: uid(9) });
    let stand = |parent| waits(&[(id, parent), line.clone()])[&child];
    assert_eq!(stand(offer.clone()), Waits::For(id));
    assert_eq!(stand(taken_up), Waits::ForNothing);
    assert_eq!(stand(answered(offer, Answered::KeptTheirs)), Waits::InVain);
}

#[test]
fn whoever_names_each_other_leads_to_nobody_for_ever() {
    let stands = waits(&[entry(2, Some(3), None), entry(3, Some(2), None)]);
    assert_eq!(stands.len(), 2);
}

/// A stack is too short for a call each, and a page that is out of it is gone: those of all administrators, when its author was withdrawn.
#[test]
fn work_that_waits_each_for_the_one_before_may_be_as_long_as_any_inbox() {
    let count = 50_000;
    let mut all: Vec<Entry> = (2..=count)
        .map(|number| entry(number, Some(number - 1), None))
        .collect();
    all.push(entry(1, None, None));
    let stands = waits(&all);
    let first = ids(&[1])[0];
    let for_the_first = stands.values().filter(|stand| **stand == Waits::For(first));
    assert_eq!(for_the_first.count(), all.len() - 1);
    assert_eq!(stands[&first], Waits::ForNothing);
    assert_eq!(dependants(&all, uid(1)).len(), all.len() - 1);
}
