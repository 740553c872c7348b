//! A copy of everything while the server runs, from either kind of database into one file: made beside its final name, read back and
//! checked, then given the name. Only then are devices told that their settled work is safe.

use super::Opened;
use super::backups::{Seal, attachments, progress, sound::sound};
use crate::db::backup_file::Unsealed;
use crate::db::carrying::{NotCarried, Watch, carry};
use crate::db::{Database, Workspace, backend_choice};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

pub async fn run(opened: &Opened, file: &Path, decide_again: bool) -> Result<()> {
    let seal = backup(opened, file, decide_again, &mut progress::told()).await?;
    println!(
        "{} is complete and checked: {} rows.",
        file.display(),
        seal.rows()
    );
    for held in &seal.workspaces {
        println!("  {} at revision {}", held.name, held.revision);
    }
    Ok(())
}

pub async fn backup(
    opened: &Opened,
    file: &Path,
    decide_again: bool,
    watch: Watch<'_>,
) -> Result<Seal> {
    if file.exists() {
        bail!("{} exists already", file.display());
    }
    let unfinished = unfinished(file);
    let made = make(opened, file, &unfinished, decide_again, watch).await;
    if made.is_err() && unfinished.exists() {
        fs::remove_file(&unfinished)?;
    }
    let seal = made?;
    name(&unfinished, file)?;
    let database = &opened.state.database;
    for held in &seal.workspaces {
        database.note_backup(held.id, held.revision).await?;
    }
    Ok(seal)
}

/// Nobody takes it for a backup: it has another ending and, until the end, no seal.
fn unfinished(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

async fn make(
    opened: &Opened,
    file: &Path,
    unfinished: &Path,
    decide_again: bool,
    watch: Watch<'_>,
) -> Result<Seal> {
    let (database, now) = (&*opened.state.database, opened.state.clock.milliseconds());
    write(database, unfinished, now, watch).await?;
    let seal = sound(unfinished, decide_again, watch).await?;
    attach(opened, file, watch)?;
    Ok(seal)
}

/// All rows of one moment and the seal. What was begun under this name before goes.
pub async fn write(database: &dyn Database, file: &Path, now: i64, watch: Watch<'_>) -> Result<()> {
    if file.exists() {
        fs::remove_file(file)?;
    }
    for_its_owner(file)?;
    let target = Unsealed::create(file).await?;
    let (mut from, mut to) = (database.tables().await?, target.tables().await?);
    let sums = match carry(&mut *from, &mut *to, watch).await {
        Err(NotCarried::Stopped) => bail!("it was stopped; there is no backup"),
        sums => sums?,
    };
    drop(from);
    to.commit().await?;
    let seal = Seal::of(copied(file).await?, sums, now);
    target.seal(&serde_json::to_string(&seal)?).await?;
    Ok(())
}

/// Password hashes are in it: an empty file that nobody else may read, before anything is written.
fn for_its_owner(file: &Path) -> Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .with_context(|| format!("making {}", file.display()))?;
    Ok(())
}

/// The workspaces as the copy holds them: the server may be further by now.
async fn copied(file: &Path) -> Result<Vec<Workspace>> {
    let database = backend_choice::look(file).await?;
    let workspaces = database.workspaces().await?;
    database.close().await;
    Ok(workspaces)
}

/// After the rows: whatever they name was there before.
fn attach(opened: &Opened, file: &Path, watch: Watch<'_>) -> Result<()> {
    let from = opened.state.config.files();
    let copied = attachments::copy(&from, &attachments::beside(file), watch)?;
    if let Some(first) = copied.damaged.first() {
        let count = copied.damaged.len();
        bail!(
            "{count} attachments in {} are damaged, such as {first}",
            from.display()
        );
    }
    Ok(())
}

fn name(unfinished: &Path, file: &Path) -> Result<()> {
    File::open(unfinished)?.sync_all()?;
    fs::rename(unfinished, file).with_context(|| format!("naming {}", file.display()))?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(())
}
