//! First-time definitions, the numbers of fields, and who may change them.

use super::shop::{Shop, named, person};
use shared::edit::Edit;
use shared::ids::StateId;
use shared::rma::fields::{DEPARTMENT, PRODUCT};
use shared::rma::{Change, Meaning, State, set_up};
use shared::settings;
use std::collections::BTreeSet;

fn numbers(states: &[(StateId, State)]) -> Vec<u32> {
    states.iter().map(|(_, state)| state.ordinal).collect()
}

#[test]
fn setting_up_twice_changes_nothing() {
    let mut shop = Shop::open();
    let before: Vec<State> = shop
        .all::<State>()
        .into_iter()
        .map(|(_, row)| row.clone())
        .collect();
    assert_eq!(before.len(), Meaning::ALL.len());
    shop.act(&person("Rasa"), Change::SetUp).expect("again");
    let after: Vec<State> = shop
        .all::<State>()
        .into_iter()
        .map(|(_, row)| row.clone())
        .collect();
    assert_eq!(before, after);
    assert!(shop.act(&person("Tomas"), Change::SetUp).is_err());
}

#[test]
fn states_of_another_family_keep_their_numbers() {
    assert_eq!(numbers(&set_up::missing(&[])), [0, 1, 2, 3, 4, 5, 6]);
    let other = |ordinal| State {
        ordinal,
        name: "Paid".into(),
        meaning: None,
        notify: false,
        users: BTreeSet::new(),
        roles: BTreeSet::new(),
    };
    let there: Vec<State> = [1, 2, 4].map(other).into();
    assert_eq!(numbers(&set_up::missing(&there)), [0, 3, 5, 6, 7, 8, 9]);
}

#[test]
fn no_state_takes_the_number_of_another() {
    let mut shop = Shop::open();
    let state = StateId(named("paid"));
    let defined = |number| Change::StateDefined {
        state,
        number,
        name: "Paid".into(),
    };
    let rasa = person("Rasa");
    assert_eq!(shop.act(&rasa, defined(3)), Err("number 3 is taken".into()));
    assert_eq!(shop.act(&rasa, defined(30)), Ok(()));
}

#[test]
fn the_two_fields_of_an_operation_have_two_numbers() {
    let mut shop = Shop::open();
    let mut set = |key: &str, was: &str, now: &str| {
        let (key, value) = (key.to_owned(), Edit::new(was.into(), now.into()));
        shop.act(&person("system"), settings::Change::Set { key, value })
    };
    let taken = Err("another field has this number".to_owned());
    assert_eq!(set(PRODUCT, "1", "2"), taken);
    assert_eq!(set(DEPARTMENT, "2", "5"), Ok(()));
    assert_eq!(set(PRODUCT, "1", "2"), Ok(()));
    assert_eq!(set(DEPARTMENT, "5", " 2 "), taken);
    let no_number = Err("the number of a field is from 1 to 99".to_owned());
    assert_eq!(set(DEPARTMENT, "5", "x"), no_number);
}
