//! A copy of everything while the server runs, from either kind of database into one file: made beside its final name, read back and
//! checked, then given the name. Only then are devices told that their settled work is safe, and only if it has no flaw: one rotten photo must
//! not cost the copy of all the rest.

use super::Opened;
use super::backups::{Seal, attachments, progress, sound::sound};
use crate::db::backup_file::{Unsealed, seal_anew};
use crate::db::carrying::{NotCarried, Watch, carry};
use crate::db::{Database, Workspace, backend_choice};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// How a backup ended that is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Made {
    Sound,
    /// There is a copy, and what is wrong with it was wrong before.
    Flawed,
}

pub async fn run(opened: &Opened, file: &Path, decide_again: bool) -> Result<Made> {
    let seal = backup(opened, file, decide_again, &mut progress::told()).await?;
    println!(
        "{} is complete and checked: {} rows.",
        file.display(),
        seal.rows()
    );
    for held in &seal.workspaces {
        println!("  {} at revision {}", held.name, held.revision);
    }
    if seal.flaws.is_empty() {
        return Ok(Made::Sound);
    }
    eprintln!("The copy is kept, and what was copied is not sound; no device counts on it:");
    seal.flaws.iter().for_each(|flaw| eprintln!("  {flaw}"));
    Ok(Made::Flawed)
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
    if !seal.flaws.is_empty() {
        return Ok(seal);
    }
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
    let damaged = attach(opened, file, watch)?;
    if seal.flaws.is_empty() && damaged.is_empty() {
        return Ok(seal);
    }
    let flaws = seal.flaws.iter().cloned().chain(damaged).collect();
    let seal = seal.with_flaws(flaws);
    seal_anew(unfinished, &serde_json::to_string(&seal)?).await?;
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

/// After the rows: whatever they name was there before. What is damaged there, in sentences.
fn attach(opened: &Opened, file: &Path, watch: Watch<'_>) -> Result<Vec<String>> {
    let from = opened.state.config.files();
    let copied = attachments::copy(&from, &attachments::beside(file), watch)?;
    let sentence = |hash| format!("the attachment {hash} is damaged and was left out");
    Ok(copied.damaged.into_iter().map(sentence).collect())
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
