//! A foreign table into products, by the same rule as the page; repeating it changes nothing.

use super::Opened;
use super::products_there::ProductsThere;
use crate::state::ServerState;
use anyhow::{Context, Result, bail};
use shared::ids::Uid;
use shared::money::Currency;
use shared::problem::{Problem, Severity};
use shared::products::change::ROWS_MAX;
use shared::products::import::{CategoryColumns, Import, Mapping, Plan, Settings};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::sync::outcome::LeftOut;
use shared::sync::{AnyChange, Intention, Reason};
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
    print_new_categories(&plan);
    if asked.dry_run {
        println!("Nothing was written (dry run).");
        return Ok(());
    }
    let left_out = carry_out(&opened.state, opened.workspace, &plan).await?;
    for left_out in &left_out {
        println!("{}", left_out_line(left_out));
    }
    Ok(())
}

/// A misspelt category would otherwise be met only when it is there.
fn print_new_categories(plan: &Plan) {
    let names: Vec<&str> = plan.new_categories().collect();
    for name in names.iter().take(PRINTED_MAX) {
        println!("new category: {name}");
    }
    let more = names.len().saturating_sub(PRINTED_MAX);
    if more > 0 {
        println!("… and {more} more");
    }
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

/// What of the plan is new becomes intentions of the system; a plan without news writes nothing. A row that cannot be taken is left out
/// and named, and loses nothing else.
pub async fn carry_out(state: &ServerState, workspace: Uuid, plan: &Plan) -> Result<Vec<LeftOut>> {
    let now = state.clock.now();
    let mut left_out = Vec::new();
    for change in plan.changes(ROWS_MAX) {
        let (change, uid) = (AnyChange::from(change), Uid(Uuid::new_v4()));
        let intention = Intention::new(uid, &change, 0, Vec::new(), now);
        let decided = state.writers.system(workspace, vec![intention]).await?;
        let decided = decided.first().context("the writer gave no outcome")?;
        match (&decided.reason, change.rows()) {
            (Some(Reason::LeftOut { rows }), _) => left_out.extend(rows.iter().cloned()),
            (Some(reason), Some(1)) => left_out.push(LeftOut {
                row: 0,
                line: change.line(0),
                outcome: decided.outcome,
                reason: reason.clone(),
            }),
            (reason, _) if !decided.outcome.is_applied() => {
                bail!("a part was not applied: {reason:?}")
            }
            _ => {}
        }
    }
    Ok(left_out)
}

/// One row that the writer would not have, and why.
fn left_out_line(left_out: &LeftOut) -> String {
    let why = match &left_out.reason {
        Reason::Refused { refusal } => refusal.to_string(),
        Reason::KeyTaken { kind, key, value } => {
            format!("the {key} {value} belongs to another {kind}")
        }
        Reason::ChangedTwice { conflicts } => {
            let fields: Vec<&str> = (conflicts.iter())
                .map(|conflict| conflict.field.as_str())
                .collect();
            format!("somebody changed {} meanwhile", fields.join(", "))
        }
        other => format!("{other:?}"),
    };
    let line = left_out
        .line
        .map_or("?".to_owned(), |line| line.to_string());
    format!("left out: line {line}: {why}")
}

fn line(problem: &Problem) -> String {
    let mark = match problem.severity {
        Severity::Warn => "warning",
        Severity::Block => "left out",
    };
    let values: Vec<String> = (problem.values.iter())
        .filter(|(name, _)| *name != "field")
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    let field = problem.value("field").unwrap_or("file");
    let place = match problem.path.as_str() {
        "" => field.to_owned(),
        column if column.eq_ignore_ascii_case(field) => column.to_owned(),
        column => format!("{column} ({field})"),
    };
    format!("{mark}: {place}: {} ({})", problem.code, values.join(", "))
}
