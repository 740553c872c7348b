//! A copy of the whole database while the server runs: made beside its final name, checked, then given the name.

use super::Opened;
use crate::db::{Copied, backend_choice};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

pub async fn run(opened: &Opened, file: &Path) -> Result<()> {
    backup(opened, file).await?;
    println!("{} is complete and checked.", file.display());
    Ok(())
}

pub async fn backup(opened: &Opened, file: &Path) -> Result<()> {
    if file.exists() {
        bail!("{} exists already", file.display());
    }
    let unfinished = file.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_file(&unfinished)?;
    }
    let database = &opened.state.database;
    // read before the copy: it contains at least this much
    let workspaces = database.workspaces().await?;
    match database.copy_to(&unfinished).await? {
        Copied::Done => {}
        Copied::UseItsOwnTools => bail!(
            "a PostgreSQL database is backed up with pg_dump; restore it with pg_restore and run `sahada restore --new-epoch`"
        ),
    }
    if !backend_choice::is_whole(&unfinished).await? {
        bail!("the copy {} is damaged", unfinished.display());
    }
    fs::File::open(&unfinished)?.sync_all()?;
    fs::rename(&unfinished, file).with_context(|| format!("naming {}", file.display()))?;
    for workspace in workspaces {
        (database.note_backup(workspace.id, workspace.revision)).await?;
    }
    Ok(())
}
