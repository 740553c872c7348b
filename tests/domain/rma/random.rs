//! Whatever people do in whatever order: no half of an exchange, no orphan, no two open returns of one serial, no log that shrinks.

use super::shop::{Shop, WORKSHOP, by_serial, person, sale};
use super::stories::no_half_documents;
use proptest::prelude::*;
use shared::documents::{self, Document};
use shared::edit::Edit;
use shared::ids::{LineId, OperationId, StepId};
use shared::rma::change::{Saw, Settled};
use shared::rma::{Change, Meaning, Operation, Part, Task};
use shared::sync::AnyChange;
use shared::text::serial_fold;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const SERIALS: [&str; 5] = ["SN-1", "sn-1", "SN-2", "SN-3", "SN-4"];

/// What somebody tries; numbers choose among what is there.
#[derive(Clone, Debug)]
struct Try {
    deed: u8,
    a: u8,
    b: u8,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (0u8..24, any::<u8>(), any::<u8>()).prop_map(|(deed, a, b)| Try { deed, a, b });
    proptest::collection::vec(one, 1..70)
}

fn pick<T: Copy>(from: &[T], by: u8) -> Option<T> {
    (!from.is_empty()).then(|| from[usize::from(by) % from.len()])
}

fn change(shop: &Shop, step: u128, of: &Try) -> Option<AnyChange> {
    let ids: Vec<OperationId> = shop.all::<Operation>().iter().map(|(id, _)| *id).collect();
    if of.deed < 5 {
        return Some(
            Change::TakenIn {
                operation: OperationId(Uuid::from_u128(step)),
                draft: by_serial(pick(&SERIALS, of.a)?),
                provisional: format!("T-1-{step}"),
            }
            .into(),
        );
    }
    let id = pick(&ids, of.a)?;
    let operation = shop.operation(id);
    let fresh = Uuid::from_u128(0x1_0000 + step);
    Some(match of.deed {
        5..=8 => {
            let task = pick(&Task::ALL, of.b);
            let task = Edit::new(operation.task, task);
            Change::TaskChosen {
                operation: id,
                task,
            }
            .into()
        }
        9..=16 => {
            let mut confirmation = shop.confirmation(id, fresh);
            confirmation.department = (!of.b.is_multiple_of(5)).then_some(WORKSHOP);
            let settle = |made: &shared::rma::Made| Settled {
                document: made.document,
                reason: (of.b.is_multiple_of(3)
                    || of.b.is_multiple_of(11) && made.part == shared::rma::Part::NewSale)
                    .then(|| "kept".to_owned()),
            };
            confirmation.settled = match operation.task {
                Some(Task::Cancel) => operation.unsettled().map(settle).collect(),
                _ => Vec::new(),
            };
            if of.b.is_multiple_of(7) {
                // somebody who did not look again
                let state = pick(&Meaning::ALL, of.b / 7)?;
                confirmation.saw = Saw {
                    state,
                    task: operation.task,
                };
            }
            Change::Confirmed {
                operation: id,
                confirmation,
            }
            .into()
        }
        17..=18 => {
            let serial = pick(&["SN-4", "SN-8", "SN-9", "SN-2", ""], of.b)?.to_owned();
            let serial = Edit::new(operation.replacement.clone(), serial);
            Change::ReplacementEntered {
                operation: id,
                serial,
            }
            .into()
        }
        19 => Change::ExchangeReversed {
            operation: id,
            reason: "after all".into(),
            step: Some(StepId(fresh)),
            made_at: Some(operation.made_at),
            saw: operation.standing(Part::NewSale).map(|made| made.step),
        }
        .into(),
        20..=21 => Change::Undone {
            operation: id,
            step: StepId(fresh),
            saw: operation.state,
            made_at: operation.made_at,
            note: String::new(),
            confirmed: operation.undoable().map(|line| line.step),
        }
        .into(),
        22 => {
            let all = shop.all::<Document>();
            let ids: Vec<_> = all.iter().map(|(id, _)| *id).collect();
            let (document, reason) = (pick(&ids, of.b)?, "wrong".into());
            documents::Change::Cancelled { document, reason }.into()
        }
        _ => {
            let document = operation.third_field()?;
            let line = documents::NewLine {
                id: LineId(fresh),
                product: super::shop::product("PUMP"),
                quantity: shared::quantity::Quantity::pieces(1),
                price: shared::money::Decimal::ZERO,
                slots: shared::pricing::Slots::EMPTY,
                typed: String::new(),
            };
            documents::Change::LineAdded { document, line }.into()
        }
    })
}

fn one_open_per_serial(shop: &Shop) {
    let mut open = BTreeSet::new();
    for (_, operation) in shop.all::<Operation>() {
        if let Some(serial) = operation.serial.as_deref().filter(|_| operation.is_open()) {
            assert!(open.insert(serial_fold(serial)), "{serial} is open twice");
        }
    }
}

fn nets_to_zero(shop: &Shop, operation: &Operation) {
    let total = |id| {
        let document = shop.get::<Document>(id).expect("a document");
        document.total().expect("a total")
    };
    if let (Some(back), Some(new)) = (operation.third_field(), operation.fourth_field()) {
        assert_eq!(total(back), total(new));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_order_of_deeds_leaves_half_an_exchange_or_two_open_returns(tries in tries()) {
        let mut shop = Shop::open();
        shop.sold("S-1", "HK-40", &["SN-1", "SN-2", "SN-3", "SN-4"], 100);
        prop_assert!(shop.get::<Document>(sale("S-1")).is_some());
        let mut logs: BTreeMap<OperationId, usize> = BTreeMap::new();
        for (step, of) in (1..).zip(&tries) {
            let Some(change) = change(&shop, step, of) else {
                continue;
            };
            let before = (shop.rows.len(), shop.effects.len());
            if shop.act(&person("Rasa"), change).is_err() {
                prop_assert_eq!(before, (shop.rows.len(), shop.effects.len()));
            }
            no_half_documents(&shop);
            one_open_per_serial(&shop);
            for (id, operation) in shop.all::<Operation>() {
                let lines = logs.entry(id).or_default();
                prop_assert!(operation.log.len() >= *lines, "the log shrank");
                *lines = operation.log.len();
                prop_assert_eq!(operation.log.last().map_or(Meaning::New, |line| line.to), operation.state);
                nets_to_zero(&shop, operation);
            }
        }
    }
}
