//! What runs while a page opens, so that the next one knows what ended it. Each tab has a mark of its own, under a lock of the same name:
//! what another tab runs just now has ended nothing.

use crate::browser::locks::{self, Lock, Take};
use crate::browser::{keep, random};
use shared::ids::Uid;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What has ended starts so far; the marks of the tabs begin with it.
const RUNNING: &str = "sahada.running";
/// A tab that is through drops its mark first; other tabs may hear of that after they hear of its lock.
const LINGERS_MS: i32 = 1_000;

/// How often each has ended a start of a page while it ran.
type Deaths = BTreeMap<Uid, u32>;

/// What has ended one start may have run by chance when somebody closed the page; what has ended two is left out until it is settled.
const DEATHS_MAX: u32 = 2;
/// Of several people on one browser, all together.
const SUSPECTS_MAX: usize = 50;

/// This tab's turn at opening.
pub struct Running {
    mark: String,
    lock: Cell<Option<Lock>>,
    /// What does not run this time: what ran when a page ended last, and what has ended two.
    pub killers: BTreeSet<Uid>,
}

impl Running {
    /// Counts what ended other tabs and takes their marks away.
    pub async fn begin() -> Running {
        let mark = format!("{RUNNING}.{}", random::new_id());
        let lock = locks::take(&mark, Take::IfFree).await;
        let stood = marks();
        let held = locks::held().await;
        Running {
            mark,
            lock: Cell::new(lock),
            killers: count_ended(stood, &held),
        }
    }

    /// Said before an entry runs; `None` when all have. The lock goes as soon as the page comes to anything else, so that a page whose
    /// program was ended by an entry and which still stands there is not taken for one at work.
    pub fn is(&self, running: Option<Uid>) {
        match running {
            Some(uid) => _ = keep::put(&self.mark, &uid.to_string()),
            None => keep::drop(&self.mark),
        }
        if let Some(lock) = self.lock.take() {
            lock.let_go_after_ms(LINGERS_MS);
        }
    }
}

pub fn forget() {
    let marks = marks().into_keys();
    marks.for_each(|mark| keep::drop(&mark));
    keep::drop(RUNNING);
}

/// What each tab said last of itself.
fn marks() -> BTreeMap<String, String> {
    let marks = keep::beginning_with(&format!("{RUNNING}."));
    marks.into_iter().collect()
}

/// `stood`: the marks before it was asked which locks are held.
fn count_ended(stood: BTreeMap<String, String>, held: &BTreeSet<String>) -> BTreeSet<Uid> {
    let gone: BTreeMap<String, String> = (stood.into_iter())
        .filter(|(mark, _)| !held.contains(mark))
        .collect();
    // whoever got through, or was counted by another tab, has none any more
    let ended: Vec<(String, String)> = (marks().into_iter())
        .filter(|mark| gone.get(&mark.0) == Some(&mark.1))
        .collect();
    let kept = keep::get(RUNNING).into_iter();
    let words: Vec<String> = kept
        .chain(ended.iter().map(|mark| mark.1.clone()))
        .collect();
    let (mut deaths, mut killers) = read_deaths(&words.join(" "));
    let counted = gone.values().filter_map(|uid| uid.parse().ok());
    killers.extend(counted.filter(|uid| deaths.contains_key(uid)));
    while deaths.len() > SUSPECTS_MAX {
        deaths.pop_first();
    }
    match deaths.is_empty() {
        true => keep::drop(RUNNING),
        false => _ = keep::put(RUNNING, &written(&deaths)),
    }
    ended.iter().for_each(|(mark, _)| keep::drop(mark));
    killers
}

/// A name without a count ended a start just now; versions before kept it among the counted ones.
fn read_deaths(words: &str) -> (Deaths, BTreeSet<Uid>) {
    let mut deaths = Deaths::new();
    let mut left_out = BTreeSet::new();
    for word in words.split(' ') {
        let (uid, count) = word.split_once(':').unwrap_or((word, ""));
        let Ok(uid) = uid.parse() else { continue };
        match count.parse::<u32>() {
            Ok(count) => *deaths.entry(uid).or_default() += count,
            Err(_) => {
                *deaths.entry(uid).or_default() += 1;
                left_out.insert(uid);
            }
        }
    }
    let often = deaths.iter().filter(|(_, count)| **count >= DEATHS_MAX);
    left_out.extend(often.map(|(uid, _)| *uid));
    (deaths, left_out)
}

fn written(deaths: &Deaths) -> String {
    let words = deaths.iter().map(|(uid, count)| format!("{uid}:{count}"));
    words.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_ended_a_start_is_left_out_once_and_who_ended_two_for_good() {
        let [one, two] = [1, 2].map(|number| Uid(uuid::Uuid::from_u128(number)));
        assert_eq!(read_deaths(""), (Deaths::new(), BTreeSet::new()));
        let (deaths, left_out) = read_deaths(&one.to_string());
        assert_eq!(left_out, BTreeSet::from([one]));
        assert_eq!(deaths, Deaths::from([(one, 1)]));
        // it runs again at the next start, and another one ends that
        let (deaths, left_out) = read_deaths(&format!("{one}:1 {two}"));
        assert_eq!(left_out, BTreeSet::from([two]));
        assert_eq!(deaths, Deaths::from([(one, 1), (two, 1)]));
        let (_, left_out) = read_deaths(&format!("{one}:1 {two}:1 {one}"));
        assert_eq!(left_out, BTreeSet::from([one]));
        let (_, left_out) = read_deaths(&format!("{one}:2 {two}:1"));
        assert_eq!(left_out, BTreeSet::from([one]));
    }
}
