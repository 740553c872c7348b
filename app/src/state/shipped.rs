//! All serials that were ever shipped, as far as this device knows (SER-12): in memory as it lies on the disk, read again when the disk
//! has another one.

use super::App;
use super::time;
use crate::sync::shipped::held;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::serials::SerialNumber;
use shared::sync::Shipped;
use std::rc::Rc;
use std::sync::Arc;

#[derive(Clone, Copy)]
pub struct ShippedSerials {
    held: RwSignal<Option<Arc<Shipped>>>,
}

/// What a person may want to see of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aboard {
    /// As nearly as it can tell.
    pub count: u64,
    pub minutes_old: u64,
}

impl ShippedSerials {
    pub fn new() -> ShippedSerials {
        ShippedSerials {
            held: RwSignal::new(None),
        }
    }

    /// Did a unit of one of these numbers ever leave us, as of when? `None`: nobody here can tell.
    pub fn ever(self, serials: &[SerialNumber]) -> Option<(bool, Moment)> {
        self.held.with(|held| {
            let held = held.as_ref().filter(|_| !serials.is_empty())?;
            let ours = serials.iter().any(|serial| held.ever(&serial.key()));
            Some((ours, held.as_of()))
        })
    }

    pub fn aboard(self) -> Option<Aboard> {
        let (count, as_of) = self.held.with(|held| {
            let held = held.as_ref()?;
            Some((held.count(), held.as_of()))
        })?;
        let minutes_old = time::minutes_since(as_of);
        Some(Aboard { count, minutes_old })
    }

    /// From now on this one.
    pub fn hold(self, held: Arc<Shipped>) {
        self.held.set(Some(held));
    }

    pub(super) fn forget(self) {
        self.held.set(None);
    }
}

impl Default for ShippedSerials {
    fn default() -> Self {
        Self::new()
    }
}

/// What does not open is none: the loop fetches it anew.
pub fn read(app: App) {
    let Some(store) = app.device.store() else {
        return;
    };
    spawn_local(async move {
        let held = held(&*store).await.ok().flatten().map(Arc::new);
        // whoever signed in meanwhile has another one
        let still_here = app.device.store();
        if still_here.is_some_and(|here| Rc::ptr_eq(&here, &store)) {
            app.shipped.held.set(held);
        }
    });
}
