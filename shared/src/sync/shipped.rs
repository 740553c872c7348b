//! What a device holds of all serials that were ever shipped (SER-12), and how it comes there: a whole filter seldom, the shipments since
//! then as often as it asks. Nobody's number is readable in either.
//!
//! Invariants: what was shipped up to `at` is never called foreign; an answer that does not begin where the device stands is not taken.

mod letter;

pub use letter::{BadLetter, Brings, Letter};

use super::cursor::Cursor;
use crate::calendar::Moment;
use crate::serials::{Membership, SerialFilter, SerialMark};

/// Shipments beside the filter on the disk; with more of them the filter is written anew (64 kB of them).
const BESIDE_MAX: usize = 4_096;

/// The filter with everything that was shipped up to a moment.
#[derive(Clone, PartialEq, Debug)]
pub struct Shipped {
    filter: SerialFilter,
    /// Where the filter stood that lies on the disk.
    filter_at: Cursor,
    /// What came since, in the filter of the memory already.
    beside: Vec<SerialMark>,
    at: Cursor,
    as_of: Moment,
}

/// What the disk is to hold now.
#[derive(Clone, PartialEq, Debug)]
pub struct Written {
    /// `None`: as it lies there.
    pub filter: Option<Vec<u8>>,
    pub since: Vec<u8>,
}

impl Shipped {
    /// From the disk, as [`Written`] there. Shipments that belong to another filter are left out: the cursor then stands before them.
    pub fn open(filter: &[u8], since: &[u8]) -> Result<Shipped, BadLetter> {
        let letter = Letter::read(filter)?;
        let Brings::Filter(filter) = letter.brings else {
            return Err(BadLetter::OfAnotherKind);
        };
        let mut held = Shipped {
            filter,
            filter_at: letter.to.clone(),
            beside: Vec::new(),
            at: letter.to,
            as_of: letter.as_of,
        };
        let since = Letter::read(since).ok();
        since.into_iter().for_each(|since| _ = held.add(since));
        Ok(held)
    }

    /// What an answer of the server makes of it, and what is to be written. `None`: it answers another question.
    pub fn take(held: Option<Shipped>, letter: Letter) -> Option<(Shipped, Written)> {
        if let Brings::Filter(filter) = letter.brings {
            let fresh = Shipped {
                filter,
                filter_at: letter.to.clone(),
                beside: Vec::new(),
                at: letter.to,
                as_of: letter.as_of,
            };
            let written = fresh.written(true);
            return Some((fresh, written));
        }
        let mut held = held?;
        if !held.add(letter) {
            return None;
        }
        let anew = held.beside.len() > BESIDE_MAX;
        if anew {
            held.filter_at = held.at.clone();
            held.beside.clear();
        }
        let written = held.written(anew);
        Some((held, written))
    }

    /// From where to ask: the start while there is none, or this one calls too many foreign serials ours.
    pub fn asks_from(held: Option<&Shipped>) -> Cursor {
        let held = held.filter(|held| !held.filter.is_full());
        held.map(|held| held.at.clone()).unwrap_or_default()
    }

    /// Was the serial of this key ([`SerialNumber::key`](crate::serials::SerialNumber::key)) ever shipped? "No" is certain; "yes" is
    /// wrong for less than one foreign serial in a hundred.
    pub fn ever(&self, key: &str) -> bool {
        self.filter.asks(key) == Membership::PerhapsOurs
    }

    /// What was shipped later is not known.
    pub fn as_of(&self) -> Moment {
        self.as_of
    }

    /// How many serials, as nearly as it can tell.
    pub fn count(&self) -> u64 {
        self.filter.count()
    }

    fn add(&mut self, letter: Letter) -> bool {
        let Brings::Since { from, marks } = letter.brings else {
            return false;
        };
        if from != self.at {
            return false;
        }
        marks.iter().for_each(|mark| self.filter.add_mark(*mark));
        self.beside.extend(marks);
        (self.at, self.as_of) = (letter.to, letter.as_of);
        true
    }

    fn written(&self, with_filter: bool) -> Written {
        let letter = |brings: Brings, to: &Cursor| {
            let (to, as_of) = (to.clone(), self.as_of);
            Letter { to, as_of, brings }.to_bytes()
        };
        let filter = || letter(Brings::Filter(self.filter.clone()), &self.filter_at);
        let brings = Brings::Since {
            from: self.filter_at.clone(),
            marks: self.beside.clone(),
        };
        Written {
            filter: with_filter.then(filter),
            since: letter(brings, &self.at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cursor(revision: u64) -> Cursor {
        Cursor {
            epoch: "one".to_owned(),
            revision,
            chain: format!("chain {revision}"),
        }
    }

    fn letter(to: u64, brings: Brings) -> Letter {
        Letter {
            to: cursor(to),
            as_of: Moment::from_milliseconds(to as i64),
            brings,
        }
    }

    fn whole(to: u64, keys: &[&str]) -> Letter {
        let mut filter = SerialFilter::for_count(keys.len() as u64);
        keys.iter().for_each(|key| filter.add(key));
        letter(to, Brings::Filter(filter))
    }

    fn since(from: u64, to: u64, keys: &[String]) -> Letter {
        let marks = keys.iter().map(|key| SerialMark::of(key)).collect();
        let from = cursor(from);
        letter(to, Brings::Since { from, marks })
    }

    /// A disk that keeps what is written.
    #[derive(Default)]
    struct Disk {
        filter: Vec<u8>,
        since: Vec<u8>,
        filters_written: u32,
    }

    impl Disk {
        fn take(&mut self, letter: Letter) -> Option<Shipped> {
            let held = Shipped::open(&self.filter, &self.since).ok();
            let (held, written) = Shipped::take(held, letter)?;
            self.filters_written += u32::from(written.filter.is_some());
            written
                .filter
                .into_iter()
                .for_each(|bytes| self.filter = bytes);
            self.since = written.since;
            Some(held)
        }
    }

    #[test]
    fn what_was_shipped_since_is_ours_too_also_after_a_restart() {
        let mut disk = Disk::default();
        assert_eq!(Shipped::asks_from(None), Cursor::default());
        disk.take(whole(5, &["VK30-1"])).expect("it fits");
        let held = disk.take(since(5, 9, &["VK30-2".to_owned()]));
        let held = held.expect("it begins where we stand");
        assert!(held.ever("VK30-1") && held.ever("VK30-2") && !held.ever("HX-404"));
        assert_eq!((held.as_of().milliseconds(), held.count()), (9, 2));
        let opened = Shipped::open(&disk.filter, &disk.since).expect("it opens");
        assert_eq!(opened, held);
        assert_eq!(Shipped::asks_from(Some(&opened)), cursor(9));
    }

    #[test]
    fn an_answer_that_begins_elsewhere_is_not_taken() {
        let mut disk = Disk::default();
        assert_eq!(disk.take(since(0, 3, &[])), None, "there is no filter yet");
        disk.take(whole(5, &[])).expect("it fits");
        assert_eq!(disk.take(since(4, 9, &[])), None);
        disk.take(since(5, 6, &[]))
            .expect("nothing new is an answer");
        let again = disk.take(since(5, 7, &["VK30-9".to_owned()]));
        assert_eq!(again, None, "it came late");
    }

    #[test]
    fn shipments_of_another_filter_are_asked_for_again() {
        let mut disk = Disk::default();
        disk.take(whole(5, &["VK30-1"])).expect("it fits");
        disk.take(since(5, 9, &["VK30-2".to_owned()]))
            .expect("it fits");
        let Written { filter, .. } = Shipped::take(None, whole(7, &["VK30-1"]))
            .expect("it fits")
            .1;
        let opened = Shipped::open(&filter.expect("written"), &disk.since).expect("it opens");
        assert_eq!(Shipped::asks_from(Some(&opened)), cursor(7));
        let opened = Shipped::open(&disk.filter, b"damaged").expect("the filter is whole");
        assert_eq!(Shipped::asks_from(Some(&opened)), cursor(5));
    }

    #[test]
    fn many_shipments_go_into_the_filter_and_a_full_one_is_asked_for_anew() {
        let keys =
            |of: u64| -> Vec<String> { (0..300).map(|n| format!("VK30-{of}-{n}")).collect() };
        let mut disk = Disk::default();
        let mut filter = SerialFilter::for_count(100_000);
        (0..100_000).for_each(|n| filter.add(&format!("VK20-{n}")));
        disk.take(letter(1, Brings::Filter(filter)))
            .expect("it fits");
        let mut day = 1;
        let held = loop {
            let held = disk
                .take(since(day, day + 1, &keys(day)))
                .expect("it follows");
            day += 1;
            if Shipped::asks_from(Some(&held)).is_start() {
                break held;
            }
        };
        assert!(day > 20, "some weeks fit, {day} did");
        assert!(disk.filters_written > 1, "it was written anew");
        assert!((1..day).flat_map(keys).all(|key| held.ever(&key)));
        assert_eq!(Shipped::open(&disk.filter, &disk.since), Ok(held));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_came_in_whichever_pieces_is_never_called_foreign(
            first in prop::collection::vec("[A-Z0-9-]{1,12}", 0..200),
            days in prop::collection::vec(prop::collection::vec("[A-Z0-9-]{1,12}", 0..40), 0..8),
        ) {
            let mut disk = Disk::default();
            let names: Vec<&str> = first.iter().map(String::as_str).collect();
            let mut held = disk.take(whole(0, &names)).expect("it fits");
            for (day, keys) in days.iter().enumerate() {
                held = disk.take(since(day as u64, day as u64 + 1, keys)).expect("it follows");
            }
            let came = first.iter().chain(days.iter().flatten());
            for key in came {
                prop_assert!(held.ever(key), "{key}");
            }
            prop_assert_eq!(Shipped::open(&disk.filter, &disk.since), Ok(held));
        }
    }
}
