//! What `serve --demo` does before it listens: the built-in ERP is opened, the company is brought in, the sign-ins are said.

use super::people::{PASSWORD, PEOPLE};
use super::{Installed, Installer, Scale, install};
use crate::connectors::Catalogue;
use crate::connectors::simulator::{FILE_NAME, Simulator};
use crate::state::ServerState;
use anyhow::{Context, Result};
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

/// The connectors of this server. Data that once held the demo company keeps its ERP, also without `--demo`.
pub async fn start(
    state: &ServerState,
    workspace: Uuid,
    connectors: Catalogue,
) -> Result<Catalogue> {
    let config = &state.config;
    if !config.demo && !config.data.join(FILE_NAME).exists() {
        return Ok(connectors);
    }
    let simulator = Simulator::open(&config.data, state.clock.clone());
    let simulator = Arc::new(simulator.context("opening the built-in ERP's file")?);
    if config.demo {
        bring_in(state, workspace, &simulator).await?;
    }
    Ok(connectors.with_simulator(simulator))
}

async fn bring_in(state: &ServerState, workspace: Uuid, simulator: &Simulator) -> Result<()> {
    let scale = state
        .config
        .demo_scale
        .map_or_else(Scale::default, Scale::of_products);
    let begun = Instant::now();
    let installer = Installer {
        database: &*state.database,
        writers: &state.writers,
        passwords: &state.passwords,
        simulator,
        clock: &state.clock,
        workspace,
    };
    if install(installer, scale)
        .await
        .context("the demo company")?
        == Installed::Now
    {
        let (products, accounts) = (scale.products, scale.accounts);
        println!(
            "The demo company is there after {:.1} s: {products} products, {accounts} accounts.",
            begun.elapsed().as_secs_f64()
        );
    }
    println!("Sign in as one of these, password {PASSWORD}:");
    for person in &PEOPLE {
        println!(
            "  {:<8} {:<20} {}",
            person.login,
            person.name,
            person.role.word()
        );
    }
    Ok(())
}
