//! After a power cut the cache is as it was after one of its commits, whatever they did: by chance, with the seed said.

use super::*;
use crate::store::{BlockRow, Journal};

type Seen = (Vec<BlockRow>, Journal, Vec<String>, Option<Stored>);

fn everything(store: &ModelStore) -> Seen {
    let read = async {
        let settled = store.settled().await?.uids;
        let (blocks, journal) = (store.blocks("").await?, store.journal().await?);
        Ok::<_, StoreError>((blocks, journal, settled, store.meta("cursor").await?))
    };
    block_on(read).expect("it is calm")
}

/// The next of a row of numbers that look like chance, below `end`.
fn chance(seed: &mut u64, end: u64) -> u64 {
    *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1);
    (*seed >> 33) % end
}

fn any_write(seed: &mut u64, at: u64) -> CacheWrite {
    let key = |seed: &mut u64| format!("everyone|product|{}", chance(seed, 4));
    let mut write = pull(&chance(seed, 6).to_string());
    write.meta[0].1 = at.to_string().into_bytes();
    write.drop_blocks = (0..chance(seed, 3)).map(|_| key(seed)).collect();
    write.blocks = (0..chance(seed, 3)).map(|_| block(&key(seed))).collect();
    write.drop_rows_through = (chance(seed, 3) == 0).then(|| chance(seed, at + 1));
    write.drop_settled_through = (chance(seed, 3) == 0).then(|| chance(seed, at + 1));
    write
}

/// What was seen after each commit since the last strict one.
fn live(store: &ModelStore, seed: &mut u64) -> Vec<Seen> {
    let fence = lead(store);
    let mut since = vec![everything(store)];
    for at in 0..40 {
        match chance(seed, 8) {
            0 => _ = block_on(store.compact_journal(fence)),
            1 => _ = block_on(store.reset_cache(fence)),
            2 => {
                write(store, fence, any_write(seed, at).strictly());
                since.clear();
            }
            _ => write(store, fence, any_write(seed, at)),
        }
        since.push(everything(store));
    }
    since
}

#[test]
fn after_a_power_cut_the_cache_is_as_it_was_after_one_of_its_commits() {
    for seed in 0..100 {
        let disk = ModelDisk::new(1);
        let since = live(&tab(&disk), &mut seed.clone());
        for kept in 0..=since.len() {
            let disk = ModelDisk::new(1);
            live(&tab(&disk), &mut seed.clone());
            let mut last = 0;
            disk.power_cut(|_, commits| {
                last = commits;
                kept
            });
            let found = everything(&tab(&disk));
            assert!(since.contains(&found), "seed {seed}, {kept} kept");
            if kept == 0 {
                assert_eq!(found, since[0], "seed {seed}, nothing kept");
            } else if kept >= last {
                assert_eq!(Some(&found), since.last(), "seed {seed}, all kept");
            }
        }
    }
}
