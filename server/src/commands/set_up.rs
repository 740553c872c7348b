//! What a company needs before anybody works: the states of warranty returns (RMA-40). Safe to repeat; says nothing when all is there.

use super::Opened;
use crate::jobs::load;
use anyhow::{Context, Result, bail};
use shared::ids::Uid;
use shared::rma;
use shared::rma::state::{Meaning, State, id};
use shared::sync::{AnyChange, Intention};
use uuid::Uuid;

pub async fn set_up(opened: &Opened) -> Result<()> {
    if states_are_there(opened).await? {
        return Ok(());
    }
    let state = &opened.state;
    let change = AnyChange::from(rma::Change::SetUp);
    let uid = Uid(Uuid::new_v4());
    let intention = Intention::new(uid, &change, 0, Vec::new(), state.clock.now());
    let decided = (state.writers)
        .system(opened.workspace, vec![intention])
        .await?;
    let decided = decided.first().context("the writer gave no outcome")?;
    if !decided.outcome.is_applied() {
        bail!(
            "the states of returns were not set up: {:?}",
            decided.reason
        );
    }
    Ok(())
}

async fn states_are_there(opened: &Opened) -> Result<bool> {
    let database = &*opened.state.database;
    for meaning in Meaning::ALL {
        let state = load::record::<State>(database, opened.workspace, id(meaning)).await?;
        if state.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}
