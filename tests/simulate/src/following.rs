//! What follows unasked at a page: the loop of the product, in virtual time.

use crate::inbox::{Hands, Seen};
use device::store::model::ModelStore;
use device::sync::following::{Page, Step};
use futures::lock::Mutex;
use shared::ids::UserId;
use shared::sync::inbox::Deed;
use std::rc::Rc;
use uuid::Uuid;

impl Page for Hands {
    type Seen<'a> = Seen<'a>;
    type Store = ModelStore;

    fn person(&self) -> Option<UserId> {
        Some(self.profile.user)
    }

    fn seeing<T>(&self, read: impl FnOnce(&Seen<'_>) -> T) -> T {
        let context = self.profile.context(&self.world);
        let replica = self.view.replica.borrow();
        read(&Seen {
            replica: &replica,
            context: &context,
        })
    }

    fn store(&self) -> Option<Rc<ModelStore>> {
        Some(Rc::clone(&self.view.store))
    }

    fn turn(&self) -> Rc<Mutex<()>> {
        Rc::clone(&self.view.desk.turn)
    }

    fn new_id(&self) -> Uuid {
        self.world.made.id(&self.world.chance)
    }

    fn chance(&self) -> f64 {
        self.world.chance.below(1000) as f64 / 1000.0
    }

    async fn sleep_ms(&self, milliseconds: u32) {
        self.world.clock.sleep(u64::from(milliseconds)).await;
    }

    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        self.world.clock.spawn(&self.tab.group, work);
    }

    async fn save(&self, step: Step, deeds: Vec<Deed>) {
        let saved = u64::from(self.saved(deeds).await);
        let mut answers = self.world.book.answers.borrow_mut();
        match step {
            Step::LetGo => answers.needless += saved,
            Step::GiveWay => answers.gave_way += saved,
            Step::TakeUp => answers.followed += saved,
        }
    }
}
