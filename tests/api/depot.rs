//! The folder of the server and the depot of the simulator keep one contract: whatever is asked of them by chance, they say the same.

use server::files::depot::{At, Spot};
use server::files::{Depot, Folder, MemoryDepot, Owner};
use shared::attachments::ContentHash;
use shared::calendar::Moment;
use shared::ids::UserId;
use support::chance::Chance;
use support::extent::seed;
use support::temporary;
use uuid::Uuid;

const CALLS: usize = 1_500;
const DAY_MS: i64 = 86_400_000;

#[derive(Clone, Debug)]
enum Call {
    Write(Owner, ContentHash, Vec<u8>, Moment),
    Hashed(Owner, ContentHash),
    Mark(Owner, ContentHash, u64, Moment),
    Prove(Owner, ContentHash),
    Keep(Owner, ContentHash),
    Remove(Spot, ContentHash),
    About(Spot, ContentHash),
    Lying(Spot),
    Owners(Uuid),
}

fn call(chance: &mut Chance) -> Call {
    let workspace = Uuid::from_u128(1 + chance.below(2) as u128);
    let user = UserId(Uuid::from_u128(10 + chance.below(3) as u128));
    let owner = Owner { workspace, user };
    let hash = ContentHash::of(&[chance.below(4) as u8]);
    let now = Moment::from_milliseconds(DAY_MS + chance.below(1_000) as i64);
    let spot = match chance.below(4) {
        0 => Spot::Kept(workspace),
        1 => Spot::Unfinished(owner),
        2 => Spot::Brought(owner),
        _ => Spot::Proven(owner),
    };
    match chance.below(10) {
        0 | 1 => Call::Write(owner, hash, vec![7; chance.below(5)], now),
        2 => Call::Hashed(owner, hash),
        3 => Call::Mark(owner, hash, chance.below(9) as u64, now),
        4 => Call::Keep(owner, hash),
        5 => Call::Remove(spot, hash),
        6 => Call::About(spot, hash),
        7 => Call::Lying(spot),
        8 => Call::Prove(owner, hash),
        _ => Call::Owners(workspace),
    }
}

/// In words; a failure says that it is one and no more.
fn answer(depot: &impl Depot, call: Call) -> String {
    let unfinished = |owner, hash: &ContentHash| {
        let about = depot.about(Spot::Unfinished(owner), hash);
        about.expect("read").map_or(0, |lying| lying.bytes)
    };
    match call {
        Call::Write(owner, hash, bytes, now) => {
            let offset = unfinished(owner, &hash);
            let bytes = &bytes[..];
            let at = At { offset, bytes };
            format!("{:?}", depot.write(owner, &hash, at, now).ok())
        }
        Call::Hashed(owner, hash) => format!("{:?}", depot.hashed(owner, &hash).ok()),
        Call::Mark(owner, hash, bytes, now) => {
            format!("{:?}", depot.mark(owner, &hash, bytes, now).ok())
        }
        Call::Prove(owner, hash) => format!("{:?}", depot.prove(owner, &hash).ok()),
        Call::Keep(owner, hash) => format!("{:?}", depot.keep(owner, &hash).ok()),
        Call::Remove(spot, hash) => format!("{:?}", depot.remove(spot, &hash).ok()),
        Call::About(spot, hash) => format!("{:?}", depot.about(spot, &hash).ok()),
        Call::Lying(spot) => {
            let mut lying = depot.lying(spot).expect("read");
            lying.sort_by(|one, other| one.hash.cmp(&other.hash));
            format!("{lying:?}")
        }
        // a folder remembers for ever who once had something in it
        Call::Owners(workspace) => {
            let mut owners = depot.owners(workspace).expect("read");
            let has = |spot| !depot.lying(spot).expect("read").is_empty();
            owners.retain(|owner| {
                let spots = [Spot::Unfinished, Spot::Brought, Spot::Proven];
                spots.into_iter().any(|spot| has(spot(*owner)))
            });
            format!("{owners:?}")
        }
    }
}

#[test]
fn the_folder_and_the_depot_in_memory_say_the_same() {
    let place = temporary::Folder::new();
    let folder = Folder::new(place.path().to_owned());
    let memory = MemoryDepot::default();
    let mut chance = Chance::new(seed(), 0);
    for number in 0..CALLS {
        let call = call(&mut chance);
        let said = answer(&folder, call.clone());
        assert_eq!(said, answer(&memory, call.clone()), "{number}: {call:?}");
    }
}
