//! Replays the log and compares it with the tables: is what we have what was decided?

use super::Opened;
use crate::sync::replay;
use anyhow::{Result, bail};

pub async fn run(opened: &Opened) -> Result<()> {
    let database = &*opened.state.database;
    let mut wrong = 0;
    for workspace in database.workspaces().await? {
        let mut snapshot = database.snapshot(workspace.id).await?;
        let report = replay::check(&mut *snapshot).await?;
        println!(
            "{}: {} intentions, {} records, {} differences",
            workspace.name,
            report.intentions,
            report.records,
            report.differences.len()
        );
        for difference in report.differences.iter().take(50) {
            println!("  {difference}");
        }
        wrong += report.differences.len();
    }
    if wrong > 0 {
        bail!("{wrong} differences");
    }
    Ok(())
}
