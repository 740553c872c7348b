//! A disk that takes nothing more: what is here goes out all the same.

use super::device::{commit, decided, level, pulled};
use super::filing::{added, photo};
use crate::store::StoreError;
use crate::store::StoreName;
use crate::store::model::{Access, Database, Fate, ModelDisk, Weather};
use crate::sync::round::Rounds;
use crate::sync::session::{News, Trouble};
use futures::executor::block_on;
use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;

struct Full;

impl Weather for Full {
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(ready(()))
    }

    fn fate(&self, _: Database, _: Access) -> Fate {
        Fate::Quota
    }
}

#[test]
fn work_and_photos_leave_a_full_disk() {
    let disk = ModelDisk::new(1);
    let mut device = level(&disk, &[]);
    let uid = commit(&device, 7);
    let hashes = [photo(500), photo(600)].map(|photo| added(&device, &photo, 1));
    device.store = Rc::new(disk.open(StoreName::new("acme", "ayşe"), Rc::new(Full)));
    let server = &device.server;
    server.pushes.borrow_mut().push_back(decided(&[uid]));
    // a row that the disk cannot take
    let answer = pulled(5, 6, &[9], &[(1, uid)]);
    server.pulls.borrow_mut().push_back(answer);
    let round = block_on(Rounds::new(0, 0.0).round(&device, 1.0));
    assert_eq!(round, Err(Trouble::Store(StoreError::Quota)));
    assert_eq!(server.pushed.borrow().len(), 1);
    for hash in hashes {
        assert!(server.whole.borrow().contains(hash.as_str()), "{hash}");
    }
    let told = News::Storage(StoreError::Quota);
    assert!(device.host.news.borrow().contains(&told), "and it is said");
}
