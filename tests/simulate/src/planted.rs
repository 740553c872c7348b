//! Does the net catch what it is there for? Each planted bug is switched on alone, and seeds are run until the invariant that must
//! catch it is the first one broken. A catch by a neighbour alone counts as none.

use crate::run::run;
use crate::start::Company;
use shared::planted::{Bug, plant};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// After so many seeds a bug counts as not caught.
const SEEDS_MAX: u64 = 3_000;

/// The invariants that are about what the bug breaks.
fn expected(bug: Bug) -> &'static [&'static str] {
    use Bug::*;
    match bug {
        OutcomeIsLost
        | AnsweredBeforeTheFlush
        | TrimmedByNumber
        | WipedBeforeHandedIn
        | QueueStaysOpenWhileLeaving
        | SettledIsForgottenEarly
        | RestoredIsNotOfferedAgain => &["I1"],
        KnownUidIsAnsweredAnew => &["I2"],
        HalfAFeed | ReadsAreStale | OlderRowWins | StaleAnswerIsTaken | CursorBeforeRows
        | DamagedBlockCounts | DamageIsIgnored | RestoreIsNotNoticed => &["I3", "I8", "I16"],
        TrimmedOnThePushAnswer
        | OverlayOutlivesTheSettled
        | OthersWorkRunsNothingAgain
        | ResetDropsTheQueue
        | TrimmedBeforeTheCache
        | CacheIsRelaxed
        | ReloadIsNotHeard
        | LateEntryComesLast => &["I4"],
        FenceIsIgnored => &["I3", "I4"],
        LastWriterWins => &["I6"],
        PayloadIsDropped | RefusedReachesNobody | ParentIsNotAskedFor => &["I7"],
        FeedOfEveryShelf
        | PortionOfYesterday
        | RevokedShelfStays
        | RevokedRowsStayInTheJournal
        | HeldIsNotWritten => &["I8"],
        NoGrowingDelay | ComparesForEver => &["I10"],
        WithdrawnWorkCounts | NumbersAreGivenTwice | EveryMoveIsLegal | EverybodyMay
        | KeysStayFree => &["I13"],
        ChainSkipsTheRefused | SumsForgetWhatWasThere => &["I14"],
        RejectedBlocksTheQueue
        | LastNumberStaysBehind
        | ForkIsNoticedTooLate
        | GapIsPassedOver
        | SettledIsNotNamed
        | NewerVersionIsDropped
        | PushedBackwards
        | ForgottenIsNotPushedAgain
        | RenumberedInMemoryOnly
        | HolesAreNotDeclared
        | WholeEntriesAreDeclaredLost => &["I15"],
        EditOfAGoneLineIsSwallowed => &["I6", "I20"],
    }
}

struct Caught {
    seeds: u64,
    by: Option<&'static str>,
    /// What else was broken first, and how often.
    neighbours: BTreeMap<&'static str, u64>,
}

/// `true` when all were caught for the right reason.
pub fn table(events: u64, threads: usize) -> bool {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (next, found) = (&next, &found);
            scope.spawn(move || {
                let company = Company::found(thread as u32);
                while let Some(bug) = Bug::ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let caught = hunt(*bug, events, &company);
                    found
                        .lock()
                        .expect("no thread panicked")
                        .insert(*bug, caught);
                }
            });
        }
    });
    let found = found.into_inner().expect("no thread panicked");
    found.iter().for_each(|(bug, caught)| print(*bug, caught));
    let missed = found.values().filter(|caught| caught.by.is_none()).count();
    println!(
        "{} bugs planted, {} caught for the right reason, {missed} not",
        found.len(),
        found.len() - missed
    );
    missed == 0
}

fn hunt(bug: Bug, events: u64, company: &Company) -> Caught {
    let mut caught = Caught {
        seeds: 0,
        by: None,
        neighbours: BTreeMap::new(),
    };
    plant(Some(bug));
    while caught.by.is_none() && caught.seeds < SEEDS_MAX {
        caught.seeds += 1;
        let report = run(caught.seeds, events, false, company);
        let Some(first) = report
            .violations
            .first()
            .map(|violation| violation.invariant)
        else {
            continue;
        };
        match expected(bug).contains(&first) {
            true => caught.by = Some(first),
            false => *caught.neighbours.entry(first).or_default() += 1,
        }
    }
    plant(None);
    caught
}

fn print(bug: Bug, caught: &Caught) {
    let name = format!("{bug:?}");
    let by = caught.by.unwrap_or("NOT CAUGHT");
    let neighbours: Vec<String> = (caught.neighbours.iter())
        .map(|(invariant, count)| format!("{invariant} {count}"))
        .collect();
    println!(
        "{name:<32}{by:<12}{:>6} seeds   {}",
        caught.seeds,
        neighbours.join(", ")
    );
}
