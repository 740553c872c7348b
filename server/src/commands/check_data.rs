//! Replays the log twice, with the rules and with the auditor's simple model, and compares both with the tables: is what we have what was
//! decided, and was that right?

use super::Opened;
use crate::sync::{audited, replay};
use anyhow::{Result, bail};

pub async fn run(opened: &Opened) -> Result<()> {
    let database = &*opened.state.database;
    let mut wrong = 0;
    for workspace in database.workspaces().await? {
        let mut snapshot = database.snapshot(workspace.id).await?;
        let mut report = replay::check(&mut *snapshot).await?;
        let audited = audited::check(&mut *snapshot).await?.into_iter();
        let differences = &mut report.differences;
        differences.extend(audited.map(|said| format!("the auditor: {said}")));
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
