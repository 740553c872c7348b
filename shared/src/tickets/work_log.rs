//! Time and parts (TCK-08). A clock is an entry without an end, so it runs on while the app is closed; parts are movements out of a
//! van, each for itself, so that two people who take from one van never overwrite each other.

use crate::calendar::Moment;
use crate::ids::{LineId, ProductId, UserId, WarehouseId};
use crate::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// Entries of time, and of parts, one ticket may have.
pub const ENTRIES_MAX: usize = 500;
/// One entry lasts at most a day: more is a clock somebody forgot.
pub const MILLISECONDS_MAX: i64 = 24 * 3_600_000;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    Travel,
    Labour,
}

impl WorkKind {
    pub const ALL: [WorkKind; 2] = [WorkKind::Travel, WorkKind::Labour];
}

/// By the clock of the device it was taken on; shown, never decided by.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Work {
    pub id: LineId,
    pub kind: WorkKind,
    pub by: UserId,
    pub started: Moment,
    /// `None`: the clock runs.
    pub ended: Option<Moment>,
    pub note: String,
}

impl Work {
    /// How long it took, or takes until `now`; never less than nothing, never more than a day.
    pub fn milliseconds(&self, now: Moment) -> i64 {
        let passed = self.ended.unwrap_or(now).milliseconds_since(self.started);
        passed.clamp(0, MILLISECONDS_MAX)
    }
}

/// Time of one kind, entries that run counted until `now`; milliseconds.
pub fn spent<'a>(work: impl IntoIterator<Item = &'a Work>, kind: WorkKind, now: Moment) -> i64 {
    let of_kind = work.into_iter().filter(|work| work.kind == kind);
    of_kind.map(|work| work.milliseconds(now)).sum()
}

/// Something that was built in.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Part {
    pub id: LineId,
    pub product: ProductId,
    /// As it was called then.
    pub name: String,
    pub quantity: Quantity,
    /// The van; `None`: bought on the way.
    pub warehouse: Option<WarehouseId>,
    pub by: UserId,
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use uuid::Uuid;

    fn work(kind: WorkKind, started: i64, ended: Option<i64>) -> Work {
        Work {
            id: LineId::from_uuid(Uuid::nil()),
            kind,
            by: UserId::from_uuid(Uuid::nil()),
            started: Moment::from_milliseconds(started),
            ended: ended.map(Moment::from_milliseconds),
            note: String::new(),
        }
    }

    #[test]
    fn a_running_clock_counts_until_now_and_a_forgotten_one_until_a_day() {
        let log = [
            work(WorkKind::Labour, 1_000, Some(4_000)),
            work(WorkKind::Labour, 5_000, None),
            work(WorkKind::Travel, 0, Some(700)),
            work(WorkKind::Labour, 9_000, Some(8_000)),
        ];
        let now = Moment::from_milliseconds(6_500);
        assert_eq!(spent(&log, WorkKind::Labour, now), 4_500);
        assert_eq!(spent(&log, WorkKind::Travel, now), 700);
        let late = Moment::from_milliseconds(i64::from(u32::MAX));
        assert_eq!(log[1].milliseconds(late), MILLISECONDS_MAX);
    }
}
