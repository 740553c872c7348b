//! First-time definitions (RMA-40, RMA-41); safe to repeat: what is there stays as it is, only what is missing is made.

use super::accessory::Accessory;
use super::change::{Change, Refusal};
use super::state::{ALL_FAMILIES, FAMILY, Meaning, State, id};
use crate::brought::Edited;
use crate::desk::Desk;
use crate::ids::StateId;
use crate::needs::Look;
use crate::products::Product;
use crate::record::RecordKey;
use crate::users::{Context, Right, Role, may};
use std::collections::BTreeSet;

/// The states that are missing beside those there are, each under the first free number from its own on. The service manager may
/// confirm them until people are named (RMA-27); of Shipped alone the customer is told (SET-30).
pub fn missing(there: &[State]) -> Vec<(StateId, State)> {
    let mut taken: BTreeSet<u32> = there.iter().map(|state| state.ordinal).collect();
    let known = |meaning| there.iter().any(|state| state.meaning == Some(meaning));
    let mut made = Vec::new();
    for meaning in Meaning::ALL {
        if known(meaning) {
            continue;
        }
        let number = free(&taken, meaning.number());
        taken.insert(number);
        let state = State {
            ordinal: number,
            name: String::new(),
            meaning: Some(meaning),
            notify: meaning == Meaning::Shipped,
            users: BTreeSet::new(),
            roles: [Role::ServiceManager].into(),
        };
        made.push((id(meaning), state));
    }
    made
}

fn free(taken: &BTreeSet<u32>, from: u32) -> u32 {
    let free = (from..u32::MAX).find(|number| !taken.contains(number));
    free.unwrap_or(u32::MAX)
}

/// What the company sets up: states, who confirms them, accessories.
pub(super) fn defined(change: &Change, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
    may(context, Right::ManageReturns)?;
    match change {
        Change::SetUp => {
            let ids = desk.find::<State>(FAMILY, ALL_FAMILIES).here();
            let ids = ids.unwrap_or_default().into_iter();
            let ids: BTreeSet<StateId> = ids.chain(Meaning::ALL.map(id)).collect();
            let there = ids.iter().filter_map(|id| desk.get::<State>(*id).here());
            let there: Vec<State> = there.cloned().collect();
            for (id, state) in missing(&there) {
                desk.put(id, state);
            }
        }
        Change::StateDefined {
            state,
            number,
            name,
        } => of_another_family(desk, *state, *number, name)?,
        Change::StateEdited { state, field } => {
            let found = desk.get::<State>(*state).here();
            let mut found = found.ok_or(Refusal::NoSuchState)?.clone();
            found.guard(desk, &RecordKey::of::<State>(*state), field);
            desk.put(*state, found);
        }
        Change::AccessoryListed { product, listed } => {
            if let Look::None = desk.get::<Product>(*product) {
                return Err(Refusal::NoSuchProduct);
            }
            let found = desk.get::<Accessory>(*product).here().cloned();
            let mut accessory = found.unwrap_or(Accessory { listed: false });
            let key = RecordKey::of::<Accessory>(*product);
            desk.guard(&key, "listed", &mut accessory.listed, listed);
            desk.put(*product, accessory);
        }
        _ => {}
    }
    Ok(())
}

fn of_another_family(desk: &mut Desk, id: StateId, number: u32, name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    if desk.get::<State>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    let state = State {
        ordinal: number,
        name: name.trim().to_owned(),
        meaning: None,
        notify: false,
        users: BTreeSet::new(),
        roles: BTreeSet::new(),
    };
    desk.put(id, state);
    Ok(())
}
