//! Puts a backup in the place of the data, with a new epoch: devices notice, compare, and offer again what it lacks.

use super::opened::lock_file;
use crate::config::Config;
use crate::db::backend_choice::{FILE_NAME, is_whole};
use crate::db::{self, Database};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

pub async fn run(config: Config, file: &Path) -> Result<()> {
    let kept = restore(&config, file).await?;
    println!("{} is restored, with a new epoch.", file.display());
    if let Some(kept) = kept {
        println!("What was there before is kept as {}.", kept.display());
    }
    Ok(())
}

/// Where a database server has been restored with its own tools, only the epoch is missing.
pub async fn new_epoch(config: Config) -> Result<()> {
    let database = db::open(config.database(), &config.data).await?;
    start_epochs(&*database).await?;
    println!("Every workspace has a new epoch.");
    Ok(())
}

pub async fn restore(config: &Config, file: &Path) -> Result<Option<PathBuf>> {
    if config.database().is_some() {
        bail!(
            "a database server is restored with its own tools, then `sahada restore --new-epoch`"
        );
    }
    let lock = lock_file(config)?;
    if lock.try_lock().is_err() {
        bail!("stop the server first: it has the data open");
    }
    if !is_whole(file).await? {
        bail!("{} is damaged", file.display());
    }
    let kept = put_aside(&config.data)?;
    let place = config.data.join(FILE_NAME);
    fs::copy(file, &place).with_context(|| format!("copying to {}", place.display()))?;
    let database = db::open(None, &config.data).await?;
    start_epochs(&*database).await?;
    database.close().await;
    Ok(kept)
}

async fn start_epochs(database: &dyn Database) -> Result<()> {
    for workspace in database.workspaces().await? {
        database.start_epoch(workspace.id, Uuid::new_v4()).await?;
    }
    Ok(())
}

/// The present file and its journal get another name together; nothing is deleted.
fn put_aside(data: &Path) -> Result<Option<PathBuf>> {
    let present = data.join(FILE_NAME);
    if !present.exists() {
        return Ok(None);
    }
    let number = (1..).find(|number| !aside(data, *number, "").exists());
    let number = number.unwrap_or_default();
    for ending in ["", "-wal", "-shm"] {
        let from = data.join(format!("{FILE_NAME}{ending}"));
        if from.exists() {
            fs::rename(&from, aside(data, number, ending))?;
        }
    }
    Ok(Some(aside(data, number, "")))
}

fn aside(data: &Path, number: u32, ending: &str) -> PathBuf {
    data.join(format!("before-restore-{number}.db{ending}"))
}
