//! What has to be on the desk before anything is decided: asked of every change beforehand, so that the whole round is
//! loaded in a few questions.

use shared::desk::Desk;
use shared::needs::Needs;
use shared::record::RecordKey;
use shared::sync::AnyChange;
use shared::sync::decide::{Run, run};
use shared::users::Context;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A change that asks more often than this never stops asking.
pub const READS_MAX: usize = 16;

/// What a change has to read before it can be decided, and what it would write: both are loaded for all at once.
pub fn asks(change: &AnyChange, desk: &mut Desk, context: &Context) -> Needs {
    let run = catch_unwind(AssertUnwindSafe(|| run(change, desk, context)));
    let needs = match run {
        Ok(Run::Needs(needs)) => needs,
        Ok(Run::Fine(_)) => {
            let written = desk.written().iter().map(|row| RecordKey {
                kind: row.body.kind(),
                id: row.id,
            });
            let ids = written.collect();
            desk.missing(Needs {
                ids,
                keys: BTreeSet::new(),
            })
        }
        // it is decided in its turn, where a refusal is noted and a panic quarantines it
        Ok(Run::Refused(..)) | Err(_) => Needs::none(),
    };
    desk.clear();
    needs
}
