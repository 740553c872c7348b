//! Bugs on purpose, so that the simulator can show that its net catches them. Only its own build, with the feature `planted`, can
//! switch one on; everywhere else [`planted`] is `false` before the compiler looks at what stands behind it.

macro_rules! bugs {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Bug {
            $($(#[$doc])* $name,)+
        }

        impl Bug {
            pub const ALL: &[Bug] = &[$(Bug::$name,)+];
        }
    };
}

bugs! {
    // --- the server ---
    OutcomeIsLost, RejectedBlocksTheQueue, LastNumberStaysBehind, KnownUidIsAnsweredAnew, AnsweredBeforeTheFlush,
    NumberStandsForTheWork, GapIsPassedOver, HalfAFeed, FeedOfEveryShelf, SettledIsNotNamed, RestoreIsNotNoticed,
    PortionOfYesterday, WithdrawnWorkCounts, ChainSkipsTheRefused, SumsForgetWhatWasThere, KeysStayFree, PayloadIsDropped,
    NewerVersionIsDropped, ReadsAreStale, LeavingIsNotTold,
    // --- the server's outbox ---
    TransferIsSentBlindly, TransferBesideTheDecision, LookedUpByAnotherKey, KeyOfTheMoment,
    ConfirmedBeforeItIsTold,
    AHashIsARight, HashIsNotChecked,
    // --- the rules ---
    LastWriterWins, EditOfAGoneLineIsSwallowed, RefusedReachesNobody, ParentIsNotAskedFor, NumbersAreSkipped,
    EveryMoveIsLegal, EverybodyMay, DependantsStayBehind, HalfAnExchange,
    // --- the inbox ---
    CopyDoesNotWait, NobodyFollows,
    // --- the replica ---
    TrimmedOnThePushAnswer, TrimmedByNumber, StaleAnswerIsTaken, RevokedShelfStays, OverlayOutlivesTheSettled,
    OthersWorkRunsNothingAgain, ResetDropsTheQueue, LateEntryComesLast, PushedBackwards, ForgottenIsNotPushedAgain,
    RenumberedInMemoryOnly,
    // --- the loop of the device ---
    CursorBeforeRows, TrimmedBeforeTheCache, CacheIsRelaxed, RevokedRowsStayInTheJournal, HeldIsNotWritten,
    DamagedBlockCounts, DamageIsIgnored, RestoredIsNotOfferedAgain, SettledIsForgottenEarly, WipedBeforeHandedIn,
    QueueStaysOpenWhileLeaving, FenceIsIgnored, ReloadIsNotHeard, HolesAreNotDeclared, WholeEntriesAreDeclaredLost,
    HolesAreSentOutOfTurn,
    NoGrowingDelay, ComparesForEver, OwnOffsetIsTrusted, LastPieceIsEnough,
    WipedBeforeTheFiles,
}

#[cfg(feature = "planted")]
mod switch {
    use super::Bug;
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
    }

    /// From here on this thread runs with that bug, or with none.
    pub fn plant(bug: Option<Bug>) {
        PLANTED.set(bug);
    }

    pub fn planted(bug: Bug) -> bool {
        PLANTED.get() == Some(bug)
    }
}

#[cfg(feature = "planted")]
pub use switch::{plant, planted};

#[cfg(not(feature = "planted"))]
pub const fn planted(_: Bug) -> bool {
    false
}
