//! Whose work waits on this device, and how much of it: for whoever stands before the sign-in page. Knows nothing of the work itself.
//!
//! Each person has an entry of their own, and only their own count changes it: on a shared tablet somebody else is signed in for most
//! of the time that it waits.

use crate::browser::keep;
use shared::ids::UserId;

/// With the person's id behind it. Without one it was kept by a version that remembered one person alone.
const WAITING: &str = "sahada.waiting";

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting {
    pub name: String,
    pub count: u64,
}

/// So much of this person's waits now.
pub fn is_now(user: UserId, name: &str, count: u64) {
    let own = format!("{WAITING}.{user}");
    match count {
        0 => keep::drop(&own),
        count => _ = keep::put(&own, &written(name, count)),
    }
    // counted under their own id from here on
    let nameless = keep::get(WAITING).and_then(|kept| read(&kept));
    if nameless.is_some_and(|kept| kept.name == name) {
        keep::drop(WAITING);
    }
}

/// Everybody whose work waits here, by name.
pub fn here() -> Vec<Waiting> {
    let kept = keep::beginning_with(WAITING);
    everybody(kept.iter().map(|(_, kept)| kept.as_str()))
}

fn everybody<'a>(kept: impl Iterator<Item = &'a str>) -> Vec<Waiting> {
    let mut all: Vec<Waiting> = kept.filter_map(read).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

fn written(name: &str, count: u64) -> String {
    format!("{count}\n{name}")
}

fn read(kept: &str) -> Option<Waiting> {
    let (count, name) = kept.split_once('\n')?;
    Some(Waiting {
        name: name.to_owned(),
        count: count.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_whose_work_waits_is_named() {
        let kept = [written("Zeynep", 1), written("Ayşe", 3), "torn".to_owned()];
        let waiting = everybody(kept.iter().map(String::as_str));
        let named: Vec<(&str, u64)> = (waiting.iter())
            .map(|one| (one.name.as_str(), one.count))
            .collect();
        assert_eq!(named, [("Ayşe", 3), ("Zeynep", 1)]);
    }
}
