//! Where does a record stand between this device and everybody? The mark beside its name while own work on it is not settled.

use leptos::prelude::*;
use shared::record::RecordKey;
use shared::sync::queue::{Pending, Standing as Stands};

use crate::kit::{Mark, Standing};
use crate::state::{Device, app};

/// The mark of a record; nothing when all of it was accepted.
#[component]
pub fn RecordMark(key: RecordKey) -> impl IntoView {
    let device = app().device;
    let standing = Memo::new(move |_| standing(device, &key));
    move || {
        standing
            .get()
            .map(|standing| view! { <Mark standing=standing /> })
    }
}

/// The state of a record; `None` when all of it was accepted.
pub fn standing(device: Device, key: &RecordKey) -> Option<Standing> {
    worst(&device.pending(key))
}

/// Refused before here before sent: what needs somebody is said first.
fn worst(pending: &[Pending]) -> Option<Standing> {
    let rank = |standing: &Standing| match standing {
        Standing::Refused => 2,
        Standing::Here => 1,
        _ => 0,
    };
    pending.iter().map(of).max_by_key(rank)
}

fn of(pending: &Pending) -> Standing {
    match (&pending.answered, &pending.standing) {
        (Some(decided), _) if decided.outcome.is_applied() => Standing::Sent,
        (Some(_), _) | (None, Stands::LikelyRefused(..) | Stands::LeftOut) => Standing::Refused,
        (None, Stands::Fits) => Standing::Here,
    }
}
