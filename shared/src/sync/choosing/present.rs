//! What was changed twice as it stands now: an entry keeps what the server met when it decided, and others go on working.

use crate::desk::Conflict;
use crate::sync::outcome::Reason;
use crate::sync::queue::Standing;

/// The conflicts that there are to choose about, when the entry's own change runs as `standing` says. Where theirs is what the author saw
/// or wants, there is none any more. Where nothing can be said here (the record is not aboard, a rule says no) they stay as they were met.
pub fn present(met: &[Conflict], standing: &Standing) -> Vec<Conflict> {
    match standing {
        Standing::Fits => Vec::new(),
        Standing::LikelyRefused(_, Reason::ChangedTwice { conflicts }) => {
            let signed = |conflict: &Conflict| signed(conflict, met);
            conflicts.iter().map(signed).collect()
        }
        Standing::LikelyRefused(..) | Standing::LeftOut => met.to_vec(),
    }
}

/// Who wrote a value is known of the one that the server met.
fn signed(conflict: &Conflict, met: &[Conflict]) -> Conflict {
    let same = |of: &&Conflict| of.is_about_the_same(conflict) && of.theirs == conflict.theirs;
    let (by, at) = match met.iter().find(same) {
        Some(met) => (met.by, met.at),
        None => (None, None),
    };
    Conflict {
        by,
        at,
        ..conflict.clone()
    }
}
