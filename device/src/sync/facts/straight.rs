//! Work goes straight to the server where the disk takes none, and is never called saved on a guess.

use super::device::{commit, decided, level, prepared};
use crate::store::ModelDisk;
use crate::sync::straight::{Straight, is_free, send};
use futures::executor::block_on;
use shared::ids::{ClientId, Uid};
use shared::sync::Intention;
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::wire::PushAnswer;

fn sender() -> ClientId {
    ClientId(super::device::id(77))
}

fn work(device: &super::device::Device, number: u128) -> Intention {
    let prepared = prepared(device, number, 0);
    let prepared = prepared.map_err(|refused| format!("{refused:?}"));
    prepared.expect("it applies").intention
}

#[test]
fn what_the_disk_does_not_take_the_server_does() {
    let device = level(&ModelDisk::new(1), &[]);
    let one = work(&device, 7);
    let uid = one.uid;
    let server = &device.server;
    server.pushes.borrow_mut().push_back(decided(&[uid]));
    let sent = block_on(send(server, sender(), vec![one]));
    assert_eq!(sent, Straight::Taken);
    let pushed = server.pushed.borrow();
    assert_eq!(
        (pushed[0].client, pushed[0].intentions[0].seq),
        (sender(), 1)
    );
    assert_ne!(
        sender(),
        device.host.replica.borrow().client,
        "the queue's numbers stay"
    );
}

#[test]
fn only_an_answer_about_all_of_it_says_that_it_is_there() {
    let device = level(&ModelDisk::new(1), &[]);
    let (first, second) = (work(&device, 7), work(&device, 8));
    let (one, other) = (first.uid, second.uid);
    let sent = |answer: Option<PushAnswer>| {
        device.server.pushes.replace(answer.into_iter().collect());
        let work = vec![first.clone(), second.clone()];
        block_on(send(&device.server, sender(), work))
    };
    assert_eq!(sent(None), Straight::Unsure);
    assert_eq!(
        device.server.pushed.borrow().len(),
        3,
        "the same three times"
    );
    assert_eq!(sent(Some(decided(&[one]))), Straight::Unsure);
    assert_eq!(sent(Some(PushAnswer::Fork)), Straight::NotSent);
    let mut refused = decided(&[one, other]);
    if let PushAnswer::Decided { outcomes, .. } = &mut refused {
        outcomes[1].outcome = Outcome::Quarantined;
        outcomes[1].reason = Some(Reason::Withdrawn { raised: true });
    }
    let not_applied = Straight::NotApplied(
        Outcome::Quarantined,
        Some(Reason::Withdrawn { raised: true }),
    );
    assert_eq!(sent(Some(refused)), not_applied);
}

#[test]
fn it_overtakes_nothing_that_waits() {
    let device = level(&ModelDisk::new(1), &[]);
    let free = || is_free(&device.host.replica.borrow());
    assert!(free());
    let uid: Uid = commit(&device, 7);
    assert!(!free());
    if let PushAnswer::Decided { outcomes, .. } = decided(&[uid]) {
        device.host.replica.borrow_mut().pushed(&outcomes);
    }
    assert!(free());
}
