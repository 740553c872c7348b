//! Is this file a backup that can be restored? Everything in it is read back and held against its seal. What is wrong with the data itself
//! was wrong before it was copied: those are flaws, and the rest is as good as it was.

use super::seal::{FORMAT, Seal};
use crate::db::backend_choice;
use crate::db::backup_file::{self, Found};
use crate::db::carrying::{NotCarried, Watch, sums};
use crate::sync::{replay, sound};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// The seal; the flaws found now stand in one that names none. With `decide_again` every accepted intention is decided once more, which takes as long as the first time.
pub async fn sound(file: &Path, decide_again: bool, watch: Watch<'_>) -> Result<Seal> {
    let seal = sealed(file).await?;
    let name = file.display();
    let mut tables = backup_file::tables(file).await?;
    let read = sums(&mut *tables, watch).await;
    drop(tables);
    let read = match read {
        Err(NotCarried::Stopped) => bail!("it was stopped; {name} is not checked"),
        read => read.with_context(|| format!("{name} is damaged"))?,
    };
    if let Some(differs) = seal.tables.iter().find(|table| !read.contains(table)) {
        bail!(
            "{name} is damaged: the table {} is not what its seal says",
            differs.table
        );
    }
    if read.len() != seal.tables.len() {
        bail!("{name} is damaged: it has tables that its seal does not name");
    }
    let flaws = flaws(file, &seal, decide_again).await?;
    Ok(match seal.flaws.is_empty() {
        true => seal.with_flaws(flaws),
        false => seal,
    })
}

async fn sealed(file: &Path) -> Result<Seal> {
    let name = file.display();
    if !file.is_file() {
        bail!("there is no file {name}");
    }
    let text = match backup_file::look(file).await? {
        Found::Damaged => bail!("{name} is damaged or is no backup"),
        Found::Unsealed => bail!("{name} is no finished backup of sahada"),
        Found::Newer => {
            bail!("{name} was made by a newer version of sahada: install that version first")
        }
        Found::Sealed(text) => text,
    };
    let seal: Seal =
        serde_json::from_str(&text).with_context(|| format!("reading the seal of {name}"))?;
    if seal.format > FORMAT {
        bail!("{name} was made by a newer version of sahada: install that version first");
    }
    Ok(seal)
}

/// Of chain and shelves of every workspace.
async fn flaws(file: &Path, seal: &Seal, decide_again: bool) -> Result<Vec<String>> {
    let mut flaws = Vec::new();
    let database = backend_choice::look(file).await?;
    for held in &seal.workspaces {
        let mut snapshot = database.snapshot(held.id).await?;
        let head = snapshot.head();
        if (head.revision, &head.chain) != (held.revision, &held.chain) {
            bail!(
                "{} is damaged: {} is not where its seal says",
                file.display(),
                held.name
            );
        }
        let mut problems = sound::check(&mut *snapshot).await?;
        if decide_again {
            problems.extend(replay::check(&mut *snapshot).await?.differences);
        }
        let named = problems.iter();
        flaws.extend(named.map(|problem| format!("{}: {problem}", held.name)));
    }
    database.close().await;
    Ok(flaws)
}
