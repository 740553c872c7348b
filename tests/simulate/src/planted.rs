//! Does the net catch what it is there for? Each planted bug is switched on alone, and seeds are run until the invariant that must
//! catch it is the first one broken. A catch by a neighbour alone counts as none.

use crate::arguments::Asked;
use crate::run::run;
use crate::start::Company;
use shared::planted::{Bug, plant};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// After so many seeds a bug counts as not caught.
const SEEDS_MAX: u64 = 6_000;

/// The invariants that are about what the bug breaks.
fn expected(bug: Bug) -> &'static [&'static str] {
    use Bug::*;
    match bug {
        OutcomeIsLost
        | AnsweredBeforeTheFlush
        | WipedBeforeHandedIn
        | QueueStaysOpenWhileLeaving
        | SettledIsForgottenEarly
        | NumberStandsForTheWork => &["I1"],
        RestoredIsNotOfferedAgain => &["I1", "I15", "I19"],
        KnownUidIsAnsweredAnew | WholeEntriesAreDeclaredLost | CopyDoesNotWait => &["I2"],
        ReadsAreStale => &["I6", "I13", "I20"],
        KeysStayFree => &["I13", "I20"],
        SumsForgetWhatWasThere => &["I20"],
        DamagedBlockCounts => &["I3", "I15"],
        HalfAFeed | StaleAnswerIsTaken | CursorBeforeRows | DamageIsIgnored
        | RestoreIsNotNoticed => &["I3", "I8", "I16"],
        TrimmedOnThePushAnswer
        | OverlayOutlivesTheSettled
        | OthersWorkRunsNothingAgain
        | ResetDropsTheQueue
        | TrimmedByNumber
        | TrimmedBeforeTheCache
        | CacheIsRelaxed
        | LateEntryComesLast => &["I4"],
        ReloadIsNotHeard => &["I4", "I15"],
        FenceIsIgnored => &["I5"],
        LastWriterWins => &["I6"],
        PayloadIsDropped | RefusedReachesNobody | ParentIsNotAskedFor | NobodyFollows => &["I7"],
        FeedOfEveryShelf
        | PortionOfYesterday
        | RevokedShelfStays
        | RevokedRowsStayInTheJournal
        | LeavingIsNotTold
        | HeldIsNotWritten => &["I8"],
        DependantsStayBehind | HalfAnExchange => &["I13"],
        NoGrowingDelay | ComparesForEver => &["I10"],
        WithdrawnWorkCounts | NumbersAreSkipped | EveryMoveIsLegal | EverybodyMay => &["I13"],
        ChainSkipsTheRefused => &["I14"],
        RejectedBlocksTheQueue
        | LastNumberStaysBehind
        | GapIsPassedOver
        | SettledIsNotNamed
        | NewerVersionIsDropped
        | PushedBackwards
        | ForgottenIsNotPushedAgain
        | RenumberedInMemoryOnly
        | HolesAreNotDeclared
        | HolesAreSentOutOfTurn => &["I15"],
        TransferIsSentBlindly => &["I9"],
        // never found, it is sent again, or stays with people for ever
        LookedUpByAnotherKey => &["I9", "I17"],
        TransferBesideTheDecision | KeyOfTheMoment | ConfirmedBeforeItIsTold => &["I17"],
        EditOfAGoneLineIsSwallowed => &["I6", "I20"],
        AHashIsARight => &["I8"],
        HashIsNotChecked | LastPieceIsEnough | WipedBeforeTheFiles => &["I18"],
        OwnOffsetIsTrusted => &["I15", "I18"],
    }
}

struct Caught {
    seeds: u64,
    by: Option<&'static str>,
    /// What else was broken first, and how often.
    neighbours: BTreeMap<&'static str, u64>,
}

/// `true` when all were caught for the right reason.
pub fn table(asked: &Asked) -> bool {
    let wanted = |bug: &&Bug| (asked.bug.as_ref()).is_none_or(|name| *name == format!("{bug:?}"));
    let bugs: Vec<Bug> = Bug::ALL.iter().filter(wanted).copied().collect();
    let next = AtomicUsize::new(0);
    let found = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for thread in 0..asked.threads {
            let (next, found, bugs) = (&next, &found, &bugs);
            scope.spawn(move || {
                let company = Company::found(thread as u32);
                while let Some(bug) = bugs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let caught = hunt(*bug, asked, &company);
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

fn hunt(bug: Bug, asked: &Asked, company: &Company) -> Caught {
    let mut caught = Caught {
        seeds: 0,
        by: None,
        neighbours: BTreeMap::new(),
    };
    plant(Some(bug));
    // what the founding left in inboxes is decided again with the bug as it was decided
    let own = (bug == Bug::RefusedReachesNobody).then(|| Company::found(u32::MAX));
    let company = own.as_ref().unwrap_or(company);
    while caught.by.is_none() && caught.seeds < SEEDS_MAX {
        caught.seeds += 1;
        let report = run(caught.seeds, asked.events, false, company);
        let Some(first) = report
            .violations
            .first()
            .map(|violation| violation.invariant)
        else {
            continue;
        };
        match expected(bug).contains(&first) {
            true => {
                caught.by = Some(first);
                if asked.bug.is_some() {
                    println!("{}", report.violations[0].what);
                }
            }
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
