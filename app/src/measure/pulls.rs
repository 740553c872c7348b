//! Pulls made up from what the replica holds, taken as the loop takes them, while work waits. Nothing of it is stored: a page that
//! was measured so is loaded anew.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::pricing::PriceList;
use shared::products::Product;
use shared::record::{Record, RecordKey};
use shared::shelf::Shelf;
use shared::sync::portion::ShelfSum;
use shared::sync::wire::{Pulled, Row};
use shared::sync::{Cursor, Replica};
use std::collections::BTreeSet;

use crate::browser::clock::ticks_ms;
use crate::pages::offers::editor;
use crate::state::{App, time};

const BESIDE: usize = 10;

/// Records that nothing waiting has read or written.
pub fn beside(app: App, runs: usize) -> Value {
    measured(app, runs, |replica| {
        let read: BTreeSet<&RecordKey> = replica
            .queue()
            .entries()
            .iter()
            .flat_map(|pending| pending.reads.iter().chain(&pending.writes))
            .collect();
        let product = |id| RecordKey {
            kind: Product::KIND.into(),
            id,
        };
        let places = replica
            .base()
            .table(Product::KIND)
            .into_iter()
            .flat_map(|table| table.places());
        places
            .map(|(id, _)| product(id))
            .filter(|key| !read.contains(key))
            .take(BESIDE)
            .collect()
    })
}

/// Records that everything waiting has read, so all of it runs again: price lists where there is one, else what is at hand.
pub fn under(app: App, runs: usize) -> Value {
    measured(app, runs, |replica| {
        let mut chosen = BTreeSet::new();
        for pending in replica.queue().entries() {
            if !pending.reads.is_disjoint(&chosen) {
                continue;
            }
            let aboard = || {
                pending
                    .reads
                    .iter()
                    .filter(|key| replica.base().get(key).is_some())
            };
            let list = aboard().find(|key| key.kind == PriceList::KIND);
            chosen.extend(list.or_else(|| aboard().next()).cloned());
        }
        chosen.into_iter().collect()
    })
}

fn measured(app: App, runs: usize, choose: impl Fn(&Replica) -> Vec<RecordKey>) -> Value {
    let (Some(replica), Some(context)) = (app.device.replica(), editor::context(app)) else {
        return json!({ "problem": "nobody is signed in" });
    };
    let keys = choose(&replica.borrow());
    let (mut samples, mut touched) = (Vec::with_capacity(runs), 0);
    for _ in 0..runs {
        let answer = answer(&replica.borrow(), &keys);
        let start = ticks_ms();
        let Ok(done) = replica.borrow_mut().pulled(answer, &context) else {
            return json!({ "problem": "the pull was not taken" });
        };
        app.device.notify(&done.touched);
        samples.push(ticks_ms() - start);
        touched = done.touched.len();
    }
    let waiting = replica.borrow().queue().len();
    json!({ "samples": samples, "waiting": waiting, "rows": keys.len(), "touched": touched })
}

/// The same records as they stand, one revision later.
fn answer(replica: &Replica, keys: &[RecordKey]) -> Pulled {
    let row = |key: &RecordKey| {
        let present = replica.base().get(key)?;
        let body = Some(present.body.json());
        Some(Row {
            kind: key.kind.to_string(),
            id: key.id,
            rev: present.revision + 1,
            body,
            on: vec![Shelf::everyone()],
        })
    };
    let from = replica.cursor().clone();
    let to = Cursor {
        revision: from.revision + 1,
        ..from.clone()
    };
    Pulled {
        from,
        to,
        portion: replica
            .held()
            .iter()
            .map(|shelf| (shelf.clone(), ShelfSum::default()))
            .collect(),
        rows: keys.iter().filter_map(row).collect(),
        settled: Vec::new(),
        server_time: untrack(time::now),
        backed_up: None,
    }
}
