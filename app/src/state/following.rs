//! What follows unasked at this page (`device::sync::following`): the doors it goes through in a browser.

use super::App;
use super::repair::{save, turn};
use crate::browser::{random, timer};
use crate::store::IndexedDbStore;
use crate::sync::following::{Page, Step};
use futures::lock::Mutex;
use leptos::prelude::untrack;
use leptos::task::spawn_local;
use shared::ids::UserId;
use shared::sync::inbox::Deed;
use std::rc::Rc;
use uuid::Uuid;

impl Page for App {
    type Seen<'a> = App;
    type Store = IndexedDbStore;

    fn person(&self) -> Option<UserId> {
        self.device.whose().map(|(user, _)| user)
    }

    fn seeing<T>(&self, read: impl FnOnce(&App) -> T) -> T {
        untrack(|| read(self))
    }

    fn store(&self) -> Option<Rc<IndexedDbStore>> {
        self.device.store()
    }

    fn turn(&self) -> Rc<Mutex<()>> {
        turn()
    }

    fn new_id(&self) -> Uuid {
        random::new_id()
    }

    fn chance(&self) -> f64 {
        random::chance()
    }

    async fn sleep_ms(&self, milliseconds: u32) {
        timer::sleep_ms(milliseconds).await;
    }

    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        spawn_local(work);
    }

    async fn save(&self, _: Step, deeds: Vec<Deed>) {
        let _found_again = save(*self, deeds).await;
    }
}
