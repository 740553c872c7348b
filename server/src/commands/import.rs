//! A foreign table into products, by the same rule as the page; repeating it changes nothing.

use super::Opened;
use super::products_there::ProductsThere;
use crate::state::ServerState;
use anyhow::{Context, Result, bail};
use shared::ids::Uid;
use shared::money::Currency;
use shared::problem::{Problem, Severity};
use shared::products::import::{CategoryColumns, Import, Mapping, Plan, Settings};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::sync::{AnyChange, Intention};
use shared::table::{Options, Table};
use std::fs;
use std::path::PathBuf;
use uuid::Uuid;

/// Problems printed one by one; the rest is counted.
const PRINTED_MAX: usize = 100;

#[derive(Debug, Clone)]
pub struct Asked {
    pub products: Option<PathBuf>,
    pub categories: Option<PathBuf>,
    pub currency: String,
    pub unit: String,
    pub vat: String,
    pub source: String,
    pub dry_run: bool,
}

pub async fn run(opened: &Opened, asked: Asked) -> Result<()> {
    let plan = plan(&opened.state, opened.workspace, &asked).await?;
    for problem in plan.problems.iter().take(PRINTED_MAX) {
        println!("{}", line(problem));
    }
    let more = plan.problems.len().saturating_sub(PRINTED_MAX);
    if more > 0 {
        println!("… and {more} more");
    }
    for (name, counts) in [("categories", plan.categories), ("products", plan.products)] {
        println!(
            "{name}: {} new, {} changed, {} unchanged, {} left out",
            counts.new, counts.changed, counts.unchanged, counts.refused
        );
    }
    if asked.dry_run {
        println!("Nothing was written (dry run).");
        return Ok(());
    }
    carry_out(&opened.state, opened.workspace, &plan).await
}

pub async fn plan(state: &ServerState, workspace: Uuid, asked: &Asked) -> Result<Plan> {
    let products = asked.products.as_ref().map(read).transpose()?;
    let categories = asked.categories.as_ref().map(read).transpose()?;
    let mapping = products.as_ref().map(Mapping::detect);
    let columns = match &categories {
        Some(table) => Some(
            CategoryColumns::detect(table)
                .context("no column of the category table can be its number and its name")?,
        ),
        None => None,
    };
    let settings = settings(asked)?;
    let import = Import {
        products: products.as_ref().zip(mapping.as_ref()),
        categories: categories.as_ref().zip(columns),
        settings: &settings,
    };
    let mut snapshot = state.database.snapshot(workspace).await?;
    let there = ProductsThere::read(&mut *snapshot).await?;
    Ok(import.plan(&there, &mut Uuid::now_v7))
}

fn read(file: &PathBuf) -> Result<Table> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(Table::read(&bytes, &Options::default()))
}

fn settings(asked: &Asked) -> Result<Settings> {
    let vat = asked.vat.parse().ok().map(Percent::new);
    let Some(Ok(vat)) = vat else {
        bail!("{} is no percentage", asked.vat);
    };
    Ok(Settings {
        currency: Currency::parse(&asked.currency)
            .with_context(|| format!("{} is no currency", asked.currency))?,
        unit: Unit::new(&asked.unit).with_context(|| format!("{} is no unit", asked.unit))?,
        vat,
        source: asked.source.clone(),
    })
}

/// What of the plan is new becomes intentions of the system; a plan without news writes nothing.
pub async fn carry_out(state: &ServerState, workspace: Uuid, plan: &Plan) -> Result<()> {
    let now = state.clock.now();
    for change in plan.changes() {
        let uid = Uid(Uuid::new_v4());
        let intention = Intention::new(uid, &AnyChange::from(change), 0, Vec::new(), now);
        let decided = state.writers.system(workspace, vec![intention]).await?;
        let decided = decided.first().context("the writer gave no outcome")?;
        if !decided.outcome.is_applied() {
            bail!("a part was not applied: {:?}", decided.reason);
        }
    }
    Ok(())
}

fn line(problem: &Problem) -> String {
    let mark = match problem.severity {
        Severity::Warn => "warning",
        Severity::Block => "left out",
    };
    let values: Vec<String> = (problem.values.iter())
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    let place = if problem.path.is_empty() {
        "file"
    } else {
        &problem.path
    };
    format!("{mark}: {place}: {} ({})", problem.code, values.join(", "))
}
