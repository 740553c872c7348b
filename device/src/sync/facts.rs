//! Facts about the loop's steps, with a model of the disk and a server that says what it is told to.

use super::bootstrap::compare;
use super::hearing::hear;
use super::leaving::{Emptied, empty, hand_in};
use super::opening::{self, BLOCKS_CAME, CURSOR, FETCHING, cached, reopen};
use super::pulling::{Done, forget, pull, trim};
use super::pushing::push;
use super::server::Failure;
use super::session::{Host, Trouble};
use super::words::Words;
use crate::store::{
    CacheWrite, Fence, Fenced, LocalStore, ModelDisk, StoreError, StoreName, Stored,
};
use futures::executor::block_on;
use shared::ids::Uid;
use shared::shelf::Shelf;
use shared::sync::Intention;
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::wire::*;
use std::collections::BTreeSet;

mod beside;
mod carrying;
mod device;
mod filing;
mod following;
mod full;
mod leaving;
mod shipped;
mod straight;

use device::*;

#[test]
fn a_first_fetch_is_on_disk_and_in_view() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4), (4, 9)]);
    assert!(here(&device, 1) && here(&device, 8));
    let again = self::device(&disk);
    assert!(here(&again, 1) && here(&again, 8));
    assert_eq!(*again.host.replica.borrow().cursor(), cursor(5));
    assert_eq!(
        block_on(pull(&again)),
        Err(Trouble::Server(Failure::Unreachable))
    );
}

#[test]
fn a_fetch_that_was_cut_goes_on_where_it_was() {
    let disk = ModelDisk::new(1);
    let first = device(&disk);
    serve(&first, &[(1, 4), (4, 9)], 5);
    // everything but the pull that joins it: the line is cut
    assert_eq!(
        block_on(compare(&first)),
        Err(Trouble::Server(Failure::Unreachable))
    );
    assert_eq!(first.server.fetched.borrow().len(), 2);
    let second = device(&disk);
    assert!(here(&second, 2), "what came may be looked at");
    serve(&second, &[(1, 4), (4, 9), (9, 12)], 5);
    second
        .server
        .pulls
        .borrow_mut()
        .push_back(pulled(5, 6, &[50], &[]));
    block_on(compare(&second)).expect("it fetches the rest");
    assert_eq!(second.server.fetched.borrow().len(), 1);
    assert!(here(&second, 2) && here(&second, 11) && here(&second, 50));
    assert_eq!(*second.host.replica.borrow().cursor(), cursor(6));
}

#[test]
fn what_differs_from_the_server_is_told_it_when_it_is_repaired() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4)]);
    // the model server counts no record on any shelf, and this device holds three
    serve(&device, &[(1, 4)], 6);
    let pulled = pulled(6, 6, &[], &[]);
    device.server.pulls.borrow_mut().push_back(pulled);
    not_restored(&device);
    block_on(compare(&device)).expect("it fetches");
    let compared = device.server.compared.borrow();
    let told = compared.iter().map(|asked| asked.differing.clone());
    assert_eq!(told.collect::<Vec<_>>(), [vec![], vec![Shelf::everyone()]]);
}

#[test]
fn blocks_that_are_no_longer_named_leave_disk_and_view() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4), (4, 9)]);
    serve(&device, &[(4, 9)], 7);
    device
        .server
        .pulls
        .borrow_mut()
        .push_back(pulled(7, 7, &[], &[]));
    not_restored(&device);
    block_on(compare(&device)).expect("it fetches");
    assert!(!here(&device, 1) && here(&device, 5));
    let cached = block_on(cached(&*device.store)).expect("the model reads");
    assert_eq!(cached.cursor, cursor(7));
    assert_eq!(
        block_on(device.store.block_heads()).map(|heads| heads.len()),
        Ok(1)
    );
}

#[test]
fn a_pull_moves_disk_and_view_together_and_trims_last() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4)]);
    let uid = commit(&device, 70);
    device.server.pushes.borrow_mut().push_back(decided(&[uid]));
    assert_eq!(block_on(push(&device)), Ok(1));
    assert_eq!(waiting(&device), [uid.to_string()], "a push trims nothing");
    device
        .server
        .pulls
        .borrow_mut()
        .push_back(pulled(5, 6, &[20], &[(1, uid)]));
    assert_eq!(block_on(pull(&device)), Ok(Done::Level));
    assert!(here(&device, 20));
    assert!(waiting(&device).is_empty());
    assert!(device.host.replica.borrow().queue().is_empty());
    assert_eq!(
        block_on(device.store.settled()).map(|named| named.uids),
        Ok(vec![])
    );
    assert!(here(&self::device(&disk), 20), "after a reload as well");
}

#[test]
fn what_moved_away_does_not_come_back_from_the_block_it_left() {
    let (disk, ege) = (ModelDisk::new(1), Shelf::territory("ege"));
    let both = [Shelf::everyone(), ege.clone()];
    let device = device::device(&disk);
    serve(&device, &[(1, 4)], 5);
    let manifests = &device.server.manifests;
    manifests.borrow_mut()[0].portion.push(ege.clone());
    let answers = [
        standing(pulled(5, 5, &[], &[]), &both, &[]),
        standing(pulled(5, 6, &[2], &[]), &both, &[ege]),
        standing(pulled(6, 7, &[], &[]), &both[..1], &[]),
    ];
    device.server.pulls.borrow_mut().extend(answers);
    assert_eq!(block_on(compare(&device)), Ok(()));
    assert_eq!(block_on(pull(&device)), Ok(Done::Level));
    assert!(here(&device, 2), "on the other shelf");
    assert_eq!(block_on(pull(&device)), Ok(Done::Level));
    assert!(!here(&device, 2), "that shelf was taken back");
    assert!(!here(&self::device(&disk), 2), "after a reload as well");
}

#[test]
fn nothing_is_pulled_between_blocks_that_came_and_their_joining() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let came = CacheWrite {
        meta: vec![(FETCHING.to_owned(), BLOCKS_CAME.to_vec())],
        ..CacheWrite::default()
    };
    assert_eq!(block_on(device.write(came)), Ok(()));
    assert_eq!(block_on(pull(&device)), Ok(Done::Compare));
    not_restored(&device);
    serve(&device, &[(1, 4)], 6);
    let joined = pulled(6, 6, &[], &[]);
    device.server.pulls.borrow_mut().push_front(joined);
    assert_eq!(block_on(compare(&device)), Ok(()));
    device.server.pulls.borrow_mut().clear();
    let next = pulled(6, 7, &[20], &[]);
    device.server.pulls.borrow_mut().push_back(next);
    assert_eq!(block_on(pull(&device)), Ok(Done::Level));
}

/// The view may hear of it before it follows the disk, and would settle it alone.
#[test]
fn what_another_tab_saved_is_settled_on_the_disk_when_blocks_are_joined() {
    let disk = ModelDisk::new(1);
    let leader = level(&disk, &[(1, 4)]);
    let own = commit(&leader, 70);
    let page = self::device(&disk);
    let elsewhere = commit(&page, 71);
    leader
        .fence
        .set(block_on(leader.store.take_fence()).expect("the model counts"));
    assert!(
        leader
            .host
            .replica
            .borrow()
            .queue()
            .get(elsewhere)
            .is_none()
    );
    serve(&leader, &[(1, 4)], 6);
    let names_both = pulled(6, 6, &[], &[(1, own), (2, elsewhere)]);
    leader.server.pulls.borrow_mut().push_back(names_both);
    not_restored(&leader);
    assert_eq!(block_on(compare(&leader)), Ok(()));
    assert!(waiting(&leader).is_empty());
    assert!(self::device(&disk).host.replica.borrow().queue().is_empty());
}

#[test]
fn a_word_about_settled_work_that_comes_late_makes_nothing_wait() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let uid = commit(&device, 70);
    let said = {
        let replica = device.host.replica.borrow();
        let entry = replica.queue().get(uid).expect("it waits");
        Box::new(entry.intention.clone())
    };
    device.server.pushes.borrow_mut().push_back(decided(&[uid]));
    assert_eq!(block_on(push(&device)), Ok(1));
    let settles = pulled(5, 6, &[20], &[(1, uid)]);
    device.server.pulls.borrow_mut().push_back(settles);
    assert_eq!(block_on(pull(&device)), Ok(Done::Level));
    hear(&device.host, Words::Appended { intention: said });
    assert!(device.host.replica.borrow().queue().is_empty());
}

#[test]
fn a_tab_that_was_deposed_changes_neither_disk_nor_view() {
    let disk = ModelDisk::new(1);
    let old = level(&disk, &[(1, 4)]);
    let uid = commit(&old, 70);
    let _new = device(&disk);
    old.server
        .pulls
        .borrow_mut()
        .push_back(pulled(5, 6, &[20], &[(1, uid)]));
    assert_eq!(block_on(pull(&old)), Err(Trouble::Deposed));
    assert!(!here(&old, 20));
    assert_eq!(waiting(&old), [uid.to_string()]);
    let kept = block_on(old.store.meta(CURSOR)).expect("the model reads");
    let kept = kept.as_ref().and_then(Stored::whole).map(<[u8]>::to_vec);
    assert_eq!(kept, serde_json::to_vec(&cursor(5)).ok());
}

#[test]
fn an_answer_from_another_cursor_is_not_taken() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    for late in [pulled(4, 6, &[20], &[]), pulled(5, 4, &[20], &[])] {
        device.server.pulls.borrow_mut().push_back(late);
        assert_eq!(block_on(pull(&device)), Ok(Done::NotTaken));
    }
    assert!(!here(&device, 20));
    assert_eq!(
        block_on(device.store.journal()).map(|journal| journal.rows.len()),
        Ok(0)
    );
}

#[test]
fn what_a_strict_pull_settled_is_trimmed_by_the_next_leader() {
    let disk = ModelDisk::new(1);
    let first = level(&disk, &[(1, 4)]);
    let uid = commit(&first, 70);
    let write = crate::store::CacheWrite {
        settled: vec![uid.to_string()],
        strict: true,
        ..Default::default()
    };
    // the page dies between the two databases
    block_on(first.write(write)).expect("the model keeps");
    let second = device(&disk);
    assert!(
        second.host.replica.borrow().queue().is_empty(),
        "it is not run twice"
    );
    block_on(trim(&second)).expect("the model marks");
    assert!(waiting(&second).is_empty());
}

#[test]
fn a_fork_takes_a_new_client_and_offers_again() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let (one, two) = (commit(&device, 70), commit(&device, 71));
    let before = device.host.replica.borrow().client;
    device
        .server
        .pushes
        .borrow_mut()
        .extend([PushAnswer::Fork, decided(&[one, two])]);
    assert_eq!(block_on(push(&device)), Ok(2));
    let pushed = device.server.pushed.borrow();
    assert_ne!(pushed[1].client, before);
    let offered = |intention: &Intention| (intention.seq, intention.uid);
    let again: Vec<(u64, Uid)> = pushed[1].intentions.iter().map(offered).collect();
    assert_eq!(again, [(1, one), (2, two)]);
    assert_eq!(waiting(&device).len(), 2);
}

/// A browser lost the file of a large entry, and the profile was cloned as well.
#[test]
fn a_fork_numbers_a_lost_entry_anew_and_declares_it_by_its_name() {
    let disk = ModelDisk::new(1);
    let before = level(&disk, &[(1, 4)]);
    let [lost, two, three] = [70, 71, 72].map(|number| commit(&before, number));
    assert!(
        disk.lose_queue_entry(&StoreName::new("acme", "ayşe"), 0)
            .is_some()
    );
    let device = self::device(&disk);
    let answers = [PushAnswer::Fork, decided(&[two, three])];
    device.server.pushes.borrow_mut().extend(answers);
    assert_eq!(block_on(push(&device)), Ok(2));
    let again = &device.server.pushed.borrow()[1];
    let sent = |intention: &Intention| (intention.seq, intention.uid);
    let sent: Vec<(u64, Uid)> = again.intentions.iter().map(sent).collect();
    assert_eq!(sent, [(2, two), (3, three)]);
    let hole = Hole {
        seq: 1,
        detail: format!("{lost} "),
    };
    assert_eq!(again.holes, [hole]);
    assert_eq!(waiting(&device), [two.to_string(), three.to_string()]);
}

/// What does not open lies behind more than one push carries.
#[test]
fn a_hole_far_back_goes_when_its_number_has_its_turn() {
    let disk = ModelDisk::new(1);
    let before = level(&disk, &[(1, 4)]);
    let uids: Vec<Uid> = (100..400).map(|number| commit(&before, number)).collect();
    let name = StoreName::new("acme", "ayşe");
    assert!(disk.flip_queue_entry(&name, 289).is_some());
    let device = self::device(&disk);
    device.push_bytes.set(60_000);
    let (mut from, mut declared) = (1, 0);
    while from <= 300 {
        let request = super::pushing::next(&device).expect("something waits");
        let holes = request.holes.iter().map(|hole| hole.seq);
        let sent = request.intentions.iter().map(|sent| sent.seq);
        let mut numbers: Vec<u64> = sent.chain(holes).collect();
        declared += request.holes.len();
        numbers.sort_unstable();
        let until = from + numbers.len() as u64;
        assert_eq!(numbers, (from..until).collect::<Vec<u64>>());
        let answered = &uids[from as usize - 1..until as usize - 1];
        let answer = decided(answered);
        device.server.pushes.borrow_mut().push_back(answer);
        let _more = block_on(push(&device));
        from = until;
    }
    assert_eq!(declared, 1);
}

/// Two that end the page when they run, and a page that reads its disk anew.
#[test]
fn what_ended_earlier_starts_stays_left_out() {
    let disk = ModelDisk::new(1);
    let before = level(&disk, &[(1, 4)]);
    let killers = BTreeSet::from([commit(&before, 70), commit(&before, 71)]);
    let harmless = commit(&before, 72);
    let context = before.host.context();
    let opened = block_on(opening::open(&*before.store, &context, &killers, |_| ()));
    let opened = opened.expect("the model opens").replica;
    before.host.replica.replace(opened);
    let shown = |device: &Device| [1070, 1071, 1072].map(|number| here(device, number));
    assert_eq!(shown(&before), [false, false, true]);
    block_on(reopen(&*before.store, &before.host)).expect("the model reads");
    assert_eq!(shown(&before), [false, false, true]);
    let request = before.host.replica.borrow().push_request(8);
    let request = request.expect("all of them are sent");
    assert_eq!(request.intentions.len(), 3);
    assert_eq!(request.intentions[2].uid, harmless);
}

#[test]
fn a_hole_that_cannot_be_filled_is_declared() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4)]);
    block_on(device.store.append("no intention", b"garbled")).expect("the model keeps");
    let uid = commit(&device, 71);
    device
        .server
        .pushes
        .borrow_mut()
        .push_back(PushAnswer::Gap { expected: 1 });
    device.server.pushes.borrow_mut().push_back(decided(&[uid]));
    assert_eq!(block_on(push(&device)), Ok(1));
    let declared = |request: &PushRequest| request.holes.iter().map(|hole| hole.seq).collect();
    let declared: Vec<Vec<u64>> = device.server.pushed.borrow().iter().map(declared).collect();
    assert_eq!(declared, [vec![], vec![1]]);
    let remains = |hole: &Hole| hole.detail.starts_with("no intention 67617262");
    assert!(remains(&device.server.pushed.borrow()[1].holes[0]));
    let reopened = self::device(&disk);
    let request = reopened.host.replica.borrow().push_request(8);
    let hole = request.expect("something waits").holes.remove(0);
    assert!(hole.seq == 1 && remains(&hole));
}

#[test]
fn what_can_no_longer_be_read_waits_until_it_is_declared() {
    let disk = ModelDisk::new(1);
    let first = level(&disk, &[(1, 4)]);
    block_on(first.store.append("no intention", b"garbled")).expect("the model keeps");
    let uid = commit(&first, 71);
    let device = self::device(&disk);
    assert_eq!(device.host.replica.borrow().waiting(), 2);
    device.server.pushes.borrow_mut().push_back(decided(&[uid]));
    assert_eq!(block_on(push(&device)), Ok(1));
    assert_eq!(device.host.replica.borrow().waiting(), 1);
}

#[test]
fn a_server_that_asks_for_the_gap_for_ever_is_left_alone_for_a_while() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    commit(&device, 70);
    let gaps = std::iter::repeat_n(PushAnswer::Gap { expected: 1 }, 99);
    device.server.pushes.borrow_mut().extend(gaps);
    assert!(
        matches!(block_on(push(&device)), Err(Trouble::Server(failure)) if failure.is_temporary())
    );
    assert!(device.server.pushed.borrow().len() < 9);
}

#[test]
fn more_settled_work_than_is_kept_is_forgotten_and_what_waits_is_not() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let (settled, waits) = (commit(&device, 70), commit(&device, 71));
    device
        .server
        .pulls
        .borrow_mut()
        .push_back(pulled(5, 6, &[], &[(1, settled)]));
    block_on(pull(&device)).expect("it pulls");
    let count = || block_on(device.store.queue()).map(|rows| rows.len());
    block_on(forget(&device, 1)).expect("the model drops");
    assert_eq!(count(), Ok(2));
    block_on(forget(&device, 0)).expect("the model drops");
    assert_eq!(
        (count(), waiting(&device)),
        (Ok(1), vec![waits.to_string()])
    );
}

#[test]
fn answers_about_somebody_elses_work_do_not_keep_us_pushing() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    commit(&device, 70);
    let strange = decided(&[Uid(id(999))]);
    device
        .server
        .pushes
        .borrow_mut()
        .extend(std::iter::repeat_n(strange, 9));
    assert_eq!(
        block_on(push(&device)),
        Err(Trouble::Server(Failure::NotOurs))
    );
    assert_eq!(device.server.pushed.borrow().len(), 1);
}

#[test]
fn the_fence_of_the_newest_tab_is_the_highest() {
    let disk = ModelDisk::new(1);
    let (old, new) = (device(&disk), device(&disk));
    assert!(old.fence.get() < new.fence.get() && old.fence.get() > Fence(0));
}

/// The page was on its way with a change when it read its disk anew; the two views have counted alike by chance.
#[test]
fn what_was_prepared_before_the_disk_was_read_anew_runs_again() {
    let disk = ModelDisk::new(1);
    let leader = level(&disk, &[(1, 4)]);
    let page = self::device(&disk);
    let prepared = prepared(&page, 70, 0).map_err(|refused| format!("{refused:?}"));
    let prepared = prepared.expect("it applies");
    let answer = pulled(5, 6, &[1070], &[]);
    leader.server.pulls.borrow_mut().push_back(answer);
    leader
        .fence
        .set(block_on(leader.store.take_fence()).expect("the model counts"));
    assert_eq!(block_on(pull(&leader)), Ok(Done::Level));
    block_on(reopen(&*page.store, &page.host)).expect("the model reads");
    let uid = prepared.intention.uid.to_string();
    let seq = block_on(page.store.append(&uid, &prepared.bytes)).expect("the model keeps");
    page.host.replica.borrow_mut().committed(prepared, seq);
    assert_eq!(name_of(&page, 1070), name_of(&self::device(&disk), 1070));
}

/// Somebody signs out here; `answered`: what the server is known to have.
fn sign_out(device: &Device, answered: &[Uid]) -> Emptied {
    let answered: Vec<String> = answered.iter().map(Uid::to_string).collect();
    block_on(empty(&*device.store, &answered)).expect("the model answers")
}

#[test]
fn whoever_signs_out_with_nothing_waiting_leaves_nothing_that_could_grow() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4)]);
    let sent = commit(&device, 70);
    assert_eq!(sign_out(&device, &[sent]), Emptied::NothingWaits);
    let elsewhere = self::device(&disk);
    let late = block_on(elsewhere.store.append("late", b""));
    assert_eq!(late, Err(StoreError::Wiped), "in every tab");
}

#[test]
fn unsent_work_stays_when_its_author_signs_out_and_the_records_go() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4), (4, 9)]);
    let (sent, unsent) = (commit(&device, 70), commit(&device, 71));
    assert_eq!(sign_out(&device, &[sent]), Emptied::QueueStays);
    assert!(block_on(device.store.blocks("")).expect("read").is_empty());
    let again = self::device(&disk);
    assert!(!here(&again, 1));
    assert!(waiting(&again).contains(&unsent.to_string()));
    // signed in again: everything is fetched, and the work is sent
    serve(&again, &[(1, 4), (4, 9)], 5);
    again
        .server
        .pulls
        .borrow_mut()
        .push_back(pulled(5, 5, &[], &[]));
    block_on(compare(&again)).expect("it fetches all of it");
    assert!(here(&again, 1) && here(&again, 8));
    again
        .server
        .pushes
        .borrow_mut()
        .push_back(decided(&[unsent]));
    block_on(push(&again)).expect("it is sent");
    let pushed = again.server.pushed.borrow();
    let uids: Vec<Uid> = pushed[0].intentions.iter().map(|sent| sent.uid).collect();
    assert_eq!(uids, [unsent], "the server has the other one");
}

#[test]
fn of_what_the_server_has_nothing_stays_when_its_author_signs_out() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4)]);
    let (settled, named) = (commit(&device, 70), commit(&device, 71));
    let answer = pulled(5, 6, &[], &[(1, settled)]);
    device.server.pulls.borrow_mut().push_back(answer);
    block_on(pull(&device)).expect("it pulls");
    // a pull named it, and the page died before the queue heard of it
    let uids = vec![named.to_string()];
    let write = CacheWrite {
        settled: uids,
        ..CacheWrite::default()
    };
    let fence = device.fence.get();
    let written = block_on(device.store.write_cache(fence, write));
    assert_eq!(written, Ok(Fenced::Done(())));
    block_on(device.store.put_draft("offer", b"typed")).expect("the model keeps");
    let unsent = commit(&device, 72);
    assert_eq!(sign_out(&device, &[]), Emptied::QueueStays);
    let rows = block_on(device.store.queue()).expect("the model reads");
    let left: Vec<String> = rows.into_iter().map(|row| row.uid).collect();
    assert_eq!(left, [unsent.to_string()]);
    assert_eq!(block_on(device.store.draft_keys()), Ok(Vec::new()));
}

#[test]
fn nobody_writes_records_back_while_they_are_deleted() {
    let disk = ModelDisk::new(1);
    let leader = level(&disk, &[(1, 4)]);
    let other = self::device(&disk);
    commit(&other, 70);
    assert_eq!(sign_out(&other, &[]), Emptied::QueueStays);
    serve(&leader, &[(1, 4)], 5);
    leader
        .server
        .pulls
        .borrow_mut()
        .push_back(pulled(5, 6, &[50], &[]));
    assert_eq!(block_on(pull(&leader)), Err(Trouble::Deposed));
    assert!(block_on(other.store.blocks("")).expect("read").is_empty());
}

#[test]
fn what_a_backup_holds_is_forgotten_and_nothing_younger() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let (one, two) = (commit(&device, 70), commit(&device, 71));
    let PullAnswer::Rows(answer) = pulled(5, 6, &[], &[(1, one), (2, two)]) else {
        panic!("rows were laid out");
    };
    let backed_up = Some(1);
    let answer = PullAnswer::Rows(Pulled {
        backed_up,
        ..answer
    });
    device.server.pulls.borrow_mut().push_back(answer);
    block_on(pull(&device)).expect("it pulls");
    block_on(forget(&device, 1)).expect("the model drops");
    let rows = block_on(device.store.queue()).expect("the model reads");
    let kept: Vec<String> = rows.into_iter().map(|row| row.uid).collect();
    assert_eq!(kept, [two.to_string()]);
}

#[test]
fn a_push_is_cut_by_bytes_as_well() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let large: Vec<Uid> = (70..73).map(|id| commit_of(&device, id, 4 << 20)).collect();
    device
        .server
        .pushes
        .borrow_mut()
        .extend(large.iter().map(|uid| decided(&[*uid])));
    assert_eq!(block_on(push(&device)), Ok(3));
    let pushed = device.server.pushed.borrow();
    let counts: Vec<usize> = pushed.iter().map(|push| push.intentions.len()).collect();
    assert_eq!(counts, [1, 1, 1]);
}

#[test]
fn what_no_push_could_carry_is_refused_before_it_is_saved() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let refused = prepared(&device, 70, INTENTION_BYTES_MAX).err();
    assert!(matches!(
        refused,
        Some((Outcome::Rejected, Reason::TooLarge { bytes_max, .. }))
            if bytes_max == INTENTION_BYTES_MAX as u64
    ));
    assert!(prepared(&device, 70, INTENTION_BYTES_MAX - 4096).is_ok());
}

#[test]
fn whoever_signs_in_again_on_a_withdrawn_device_works_on_as_a_new_sender() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let (quarantined, waits) = (commit(&device, 70), commit(&device, 71));
    let before = device.host.replica.borrow().client;
    let PushAnswer::Decided { mut outcomes, .. } = decided(&[quarantined]) else {
        panic!("it was laid out as decided");
    };
    outcomes[0].reason = Some(Reason::Withdrawn { raised: true });
    let answer = PushAnswer::Decided {
        outcomes,
        revision: 6,
    };
    device.server.pushes.borrow_mut().push_back(answer);
    assert!(block_on(push(&device)).is_err(), "the second has no answer");
    assert_eq!(device.host.replica.borrow().client, before);
    let answer = pulled(5, 6, &[], &[(1, quarantined)]);
    device.server.pulls.borrow_mut().push_back(answer);
    block_on(pull(&device)).expect("it pulls");
    assert_ne!(device.host.replica.borrow().client, before);
    assert_eq!(waiting(&device), [waits.to_string()]);
}

#[test]
fn a_proxy_that_lets_little_through_does_not_stop_the_queue() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let uids: Vec<Uid> = (70..74).map(|id| commit_of(&device, id, 400_000)).collect();
    device.server.lets_through.set(1_000_000);
    device
        .server
        .pushes
        .borrow_mut()
        .extend([decided(&uids[..2]), decided(&uids[2..])]);
    let mut rounds = 0;
    while block_on(push(&device)).is_err() {
        rounds += 1;
        assert!(rounds < 9, "it gets smaller until it fits");
    }
    let answered = |pending: &shared::sync::queue::Pending| pending.answered.is_some();
    let replica = device.host.replica.borrow();
    assert!(replica.queue().entries().iter().all(answered));
}
