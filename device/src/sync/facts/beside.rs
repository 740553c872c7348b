//! What happens beside a tab: another one dies before it said anything, or pulls while this one reads.

use super::*;
use crate::store::ModelStore;
use crate::store::model::{Access, Calm, Database, Fate, Weather};
use crate::sync::Rounds;
use futures::FutureExt;
use shared::ids::CategoryId;
use shared::products::Category;
use shared::record::RecordKey;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;

#[test]
fn a_new_leader_hands_in_what_another_tab_saved_and_told_nobody() {
    let disk = ModelDisk::new(1);
    let leader = level(&disk, &[(1, 4)]);
    let uid = commit(&self::device(&disk), 70);
    let fence = block_on(leader.store.take_fence());
    leader.fence.set(fence.expect("the model counts"));
    assert!(!here(&leader, 1070));
    leader.server.pushes.borrow_mut().push_back(decided(&[uid]));
    let settles = pulled(5, 6, &[], &[(1, uid)]);
    leader.server.pulls.borrow_mut().push_back(settles);
    let round = Rounds::new(0, 0.0);
    assert_eq!(block_on(round.round(&leader, 0.0)), Ok(()));
    assert_eq!(leader.server.pushed.borrow()[0].intentions[0].uid, uid);
    assert!(waiting(&leader).is_empty());
}

/// At these of the moments at which a disk may take its time, the leader pulls.
struct Pulls {
    leader: Device,
    moments: Vec<usize>,
    passed: Cell<usize>,
}

impl Weather for Pulls {
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        if self.moments.contains(&self.passed.get()) {
            let pulled = pull(&self.leader).now_or_never();
            assert_eq!(pulled, Some(Ok(Done::Level)));
        }
        self.passed.set(self.passed.get() + 1);
        Calm.wait()
    }
    fn fate(&self, database: Database, kind: Access) -> Fate {
        Calm.fate(database, kind)
    }
}

/// Each pull brings one record: 20 with revision 6, and so on.
fn read_while_pulling(moments: Vec<usize>) -> (opening::Cached, usize) {
    let disk = ModelDisk::new(1);
    let leader = level(&disk, &[(1, 4)]);
    let pulls =
        (0..moments.len() as u64).map(|nth| pulled(5 + nth, 6 + nth, &[20 + u128::from(nth)], &[]));
    leader.server.pulls.borrow_mut().extend(pulls);
    let weather = Rc::new(Pulls {
        leader,
        moments,
        passed: Cell::new(0),
    });
    let name = StoreName::new("acme", "ayşe");
    let store: ModelStore = disk.open(name, weather.clone());
    let cached = block_on(cached(&store)).expect("the model reads");
    (cached, weather.passed.get())
}

fn brought(cached: &opening::Cached) -> u64 {
    let there = |number: &u128| {
        let key = RecordKey::of::<Category>(CategoryId(id(*number)));
        cached.base.get(&key).is_some()
    };
    (20..99).filter(there).count() as u64
}

#[test]
fn whenever_the_leader_pulls_the_cache_is_read_as_it_stood_at_its_cursor() {
    let (_, moments) = read_while_pulling(Vec::new());
    for moment in 0..moments {
        let (read, _) = read_while_pulling(vec![moment]);
        let revision = read.cursor.revision;
        assert_eq!(5 + brought(&read), revision, "pulled at moment {moment}");
        assert!(!read.incomplete);
    }
}

#[test]
fn blocks_are_compared_where_the_leader_pulls_faster_than_a_disk_is_read() {
    let (read, _) = read_while_pulling((0..99).collect());
    assert!(read.incomplete);
}
