//! What was changed twice as it stands now: an entry keeps what the server met when it decided, and others go on working.

use crate::desk::Conflict;
use crate::record::RecordKey;
use crate::sync::decide::record_of;
use crate::sync::outcome::Reason;
use crate::sync::queue::Standing;

/// The conflicts that there are to choose about, when the entry's own change runs as `standing` says. Where theirs is what the author saw
/// or wants, there is none any more. Where nothing can be said here (a rule says no, or the record is not `here`) they stay as they were met.
pub fn present(
    met: &[Conflict],
    standing: &Standing,
    here: impl Fn(&RecordKey) -> bool,
) -> Vec<Conflict> {
    let meets = match standing {
        Standing::Fits => &[],
        Standing::LikelyRefused(_, Reason::ChangedTwice { conflicts }) => &conflicts[..],
        Standing::LikelyRefused(..) | Standing::LeftOut => return met.to_vec(),
    };
    let is_here = |conflict: &&Conflict| here(&record_of(conflict));
    let unseen = met.iter().filter(|conflict| !is_here(conflict)).cloned();
    let seen = meets.iter().filter(is_here);
    unseen
        .chain(seen.map(|conflict| signed(conflict, met)))
        .collect()
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
