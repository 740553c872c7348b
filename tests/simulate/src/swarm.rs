//! Which faults a run has, and how strong: each seed switches a random part of them on, because strong faults hide weak ones.

use crate::chance::Chance;
use device::sync::pushing::PUSH_BYTES_USUAL;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident $strengths:expr;)+) => {
        /// What can go wrong in this run, per mille of the occasions.
        #[derive(Debug, Clone, Default)]
        pub struct Swarm {
            $($(#[$doc])* pub $name: u32,)+
            /// Milliseconds between two things that people or fate do, at most.
            pub pace: u64,
            /// Milliseconds a message needs, at most.
            pub slow: u64,
            /// Milliseconds until a device asks without being told to.
            pub asks: u64,
            /// Bytes that one push may bring.
            pub carries: usize,
            /// Rounds until a device tidies up.
            pub tidies: u32,
        }

        impl Swarm {
            /// One run in sixteen has none at all.
            pub fn of(chance: &Chance) -> Self {
                let calm = chance.below(16) == 0;
                let strength = |strengths: &[u32]| match calm || chance.below(2) == 0 {
                    true => 0,
                    false => strengths[chance.below(strengths.len())],
                };
                $(let $name = strength(&$strengths);)+
                Self {
                    $($name,)+
                    pace: [300, 3_000, 60_000, 1_800_000, 43_200_000][chance.below(5)],
                    slow: [5, 80, 800, 20_000][chance.below(4)],
                    asks: [60_000, 600_000, 86_400_000][chance.below(3)],
                    carries: [PUSH_BYTES_USUAL, 3_000, 300][chance.below(3)],
                    tidies: [1, 3, 10][chance.below(3)],
                }
            }
        }

        /// How often each struck.
        #[derive(Debug, Clone, Default)]
        pub struct Struck {
            $(pub $name: u64,)+
        }

        impl Struck {
            pub fn add(&mut self, other: &Struck) {
                $(self.$name += other.$name;)+
            }
            pub fn named(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($name), self.$name)),+]
            }
        }
    };
}

faults! {
    // --- the network ---
    request_lost [5, 50, 300];
    answer_lost [5, 50, 300];
    request_doubled [20, 200];
    answer_cut [5, 50];
    captive_portal [10, 60];
    offline [10, 60];
    pokes_lost [300, 1000];
    // --- the server ---
    commit_failed [5, 40];
    commit_unheard [5, 40];
    server_killed [5, 30];
    restored_by_command [4, 12];
    restored_by_hand [4, 12];
    feed_compacted [10];
    // --- the client's disk ---
    transaction_aborted [5, 40];
    disk_full [5, 40];
    storage_closed [3, 20];
    queue_entry_flipped [4, 12];
    block_flipped [4, 12];
    journal_flipped [4, 12];
    cache_evicted [4, 12];
    everything_evicted [3, 8];
    // --- the client's process ---
    tab_killed [10, 60];
    power_cut [5, 30];
    tab_frozen [10, 60];
    /// A leader stops in the middle of a round, another tab takes over, and the first one wakes up.
    zombie_leader [10, 60];
    second_tab [10, 60];
    profile_cloned [4, 10];
    // --- people and rights ---
    granted [10, 40];
    disabled [3, 8];
    device_withdrawn [3, 8];
    // --- versions ---
    newer_version [20, 200];
    // --- the ERP ---
    /// Nobody listens: no effect, and that is said at once.
    erp_down [50, 300];
    /// No effect and no answer.
    erp_request_lost [50, 300];
    /// The effect happened, and the answer is an error.
    erp_answer_lost [50, 300];
    /// The effect happened, and the answer comes late or after everybody has given up.
    erp_slow [50, 300];
    /// No answer, and the effect happens when everybody has given up.
    erp_late [50, 300];
    erp_refuses [50, 300];
    erp_half_done [50, 300];
    erp_other_totals [50, 300];
    erp_duplicate_reference [50, 300];
    killed_while_sending [50, 300];
    // --- time ---
    clock_jumped [10, 40];
}
