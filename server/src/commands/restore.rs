//! Puts a backup in the place of the data, into a file or a database server, whichever it came from, with a new epoch: devices notice,
//! compare, and offer again what it lacks.

use super::backup::write;
use super::backups::{Seal, attachments, progress, sound::sound};
use super::opened::lock_file;
use super::replacing::{free_name, keep_promise, promise};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::backend_choice::{self, FILE_NAME};
use crate::db::carrying::{NotCarried, Watch, carry};
use crate::db::{self, Database, Workspace, backup_file};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A copy of the backup that is made ready before anything of what is there is touched.
const READY: &str = "restore.unfinished";

pub async fn run(config: Config, file: &Path, replace: bool) -> Result<()> {
    let kept = restore(&config, file, replace, &mut progress::told()).await?;
    println!("{} is restored, with a new epoch.", file.display());
    if let Some(kept) = kept {
        println!("What was there before is kept as {}.", kept.display());
    }
    Ok(())
}

/// Where a database server has been restored with its own tools, only the epoch is missing. Nothing was checked, so nothing more counts as
/// backed up than before: devices keep what they could offer again.
pub async fn new_epoch(config: Config) -> Result<()> {
    let database = db::open(config.database(), &config.data).await?;
    start_epochs(&*database).await?;
    println!("Every workspace has a new epoch.");
    Ok(())
}

/// Where what was there before is kept, if anything was.
pub async fn restore(
    config: &Config,
    file: &Path,
    replace: bool,
    watch: Watch<'_>,
) -> Result<Option<PathBuf>> {
    let lock = lock_file(config)?;
    if lock.try_lock().is_err() {
        bail!("stop the server first: it has the data open");
    }
    let seal = sound(file, false, watch).await?;
    for flaw in &seal.flaws {
        eprintln!("Not sound in {}: {flaw}", file.display());
    }
    let there = there(config).await?;
    may_replace(&there, &seal, replace)?;
    let ready = config.data.join(READY);
    make_ready(file, &ready, seal.flaws.is_empty()).await?;
    attach(config, file, watch)?;
    match config.database() {
        None => {
            promise(&config.data, &ready)?;
            Ok(keep_promise(&config.data)?)
        }
        Some(url) => {
            let kept = keep(config, &there, watch).await?;
            let carried = into_server(url, &ready, watch).await;
            fs::remove_file(&ready)?;
            carried.map(|()| kept)
        }
    }
}

/// What the target holds before.
enum There {
    Nothing,
    Workspaces(Vec<Workspace>),
    /// Perhaps the reason for the restore.
    Unreadable,
}

async fn there(config: &Config) -> Result<There> {
    let embedded = config.database().is_none();
    if embedded && !config.data.join(FILE_NAME).exists() {
        return Ok(There::Nothing);
    }
    let workspaces = match db::open(config.database(), &config.data).await {
        Ok(database) => {
            let workspaces = database.workspaces().await;
            database.close().await;
            workspaces
        }
        Err(error) => Err(error),
    };
    match workspaces {
        Ok(all) if all.iter().all(|workspace| workspace.revision == 0) => Ok(There::Nothing),
        Ok(all) => Ok(There::Workspaces(all)),
        Err(_) if embedded => Ok(There::Unreadable),
        Err(error) => Err(error.into()),
    }
}

/// Nobody replaces a company's work by accident, and nobody replaces it by another company's at all.
fn may_replace(there: &There, seal: &Seal, replace: bool) -> Result<()> {
    if let There::Workspaces(there) = there {
        let worked_in = there.iter().filter(|workspace| workspace.revision > 0);
        let held = |id| seal.workspaces.iter().any(|held| held.id == id);
        if let Some(other) = worked_in.into_iter().find(|workspace| !held(workspace.id)) {
            bail!(
                "the target holds the data of {}, and this backup does not: restore it into an empty folder or database",
                other.name
            );
        }
    }
    if !replace && !matches!(there, There::Nothing) {
        bail!(
            "the target holds data already: say --replace to put the backup in its place; what is there is kept beside it"
        );
    }
    Ok(())
}

/// An older schema is brought up to date, and the new epoch begins, before anybody sees it.
async fn make_ready(file: &Path, ready: &Path, is_sound: bool) -> Result<()> {
    let copied = fs::copy(file, ready);
    copied.with_context(|| format!("copying to {}", ready.display()))?;
    backup_file::unseal(ready).await?;
    let database = backend_choice::open_file(ready).await?;
    start_epochs(&*database).await?;
    // the file that was read is the backup, and one with flaws is none that devices may count on
    for workspace in database.workspaces().await?.iter().filter(|_| is_sound) {
        let noted = database.note_backup(workspace.id, workspace.revision);
        noted.await?;
    }
    database.close().await;
    fs::File::open(ready)?.sync_all()?;
    Ok(())
}

async fn start_epochs(database: &dyn Database) -> Result<()> {
    for workspace in database.workspaces().await? {
        database.start_epoch(workspace.id, Uuid::new_v4()).await?;
    }
    Ok(())
}

/// Back to where the server looks for them. What is there stays: a name that is a hash says what is in it.
fn attach(config: &Config, file: &Path, watch: Watch<'_>) -> Result<()> {
    let from = attachments::beside(file);
    let copied = attachments::copy(&from, &config.files(), watch)?;
    for damaged in &copied.damaged {
        eprintln!("The attachment {damaged} is damaged in the backup and is left out.");
    }
    Ok(())
}

/// A database server cannot put its data aside, so a backup is made of it. Whether it is sound is not asked: perhaps it is not.
async fn keep(config: &Config, there: &There, watch: Watch<'_>) -> Result<Option<PathBuf>> {
    if !matches!(there, There::Workspaces(_)) {
        return Ok(None);
    }
    let kept = free_name(&config.data);
    let database = db::open(config.database(), &config.data).await?;
    let now = Clock::system(config.zone()?).milliseconds();
    let made = write(&*database, &kept, now, watch).await;
    database.close().await;
    made?;
    Ok(Some(kept))
}

/// In one transaction: whoever is stopped leaves everything as it was.
async fn into_server(url: &str, ready: &Path, watch: Watch<'_>) -> Result<()> {
    let Some(mut to) = backend_choice::replace(url).await? else {
        bail!("stop the server first: it is connected to the database");
    };
    let mut from = backup_file::tables(ready).await?;
    match carry(&mut *from, &mut *to, watch).await {
        Err(NotCarried::Stopped) => bail!("it was stopped; the database is as it was"),
        carried => carried?,
    };
    to.commit().await?;
    Ok(())
}
