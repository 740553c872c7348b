//! The sale documents of one workspace, read page by page, each of its own moment: no reading holds the database, and one that was given
//! up goes on from there. The order is that of their latest change, so a document that changes meanwhile comes again later.

use crate::db::{Database, DbError, Head, StoredRecord};
use crate::sync::feed::cursor;
use hashbrown::HashSet;
use shared::documents::{Document, units::sent_out};
use shared::record::Record;
use shared::serials::{SerialFilter, SerialMark};
use shared::sync::Cursor;
use uuid::Uuid;

/// Documents of one page.
const PAGE: i64 = 1_000;
/// What was shipped lately is remembered up to this part of the filter's size: beyond it a whole filter is hardly longer.
const RECENT_PART: usize = 2;
/// However small the filter is, so many are remembered.
const RECENT_LEAST: usize = 256;

#[derive(Default)]
pub(super) struct Reading {
    epoch: Uuid,
    /// Revision and id of the last document.
    place: (i64, Uuid),
    /// Read before there is a filter: its size depends on how many there are.
    first: Vec<(i64, SerialMark)>,
    standing: Option<Standing>,
}

/// Everything up to a cursor.
pub(super) struct Standing {
    pub filter: SerialFilter,
    pub at: Cursor,
    /// The latest, with the revision of their document, in that order.
    recent: Vec<(i64, SerialMark)>,
    /// `recent` names all that were shipped after this revision.
    recent_from: i64,
}

impl Reading {
    /// Reads what changed. After a restore, and when the filter is too full for its promise, everything is read anew.
    pub async fn catch_up(
        &mut self,
        database: &dyn Database,
        workspace: Uuid,
    ) -> Result<&Standing, DbError> {
        loop {
            let mut snapshot = database.snapshot(workspace).await?;
            let head = snapshot.head().clone();
            if self.epoch != head.epoch || self.place.0 > head.revision {
                *self = Reading::of(head.epoch);
            }
            let page = match self.place == end_of(&head) {
                true => Vec::new(),
                false => {
                    let page = snapshot.changed_after(Document::KIND, self.place, PAGE);
                    page.await?
                }
            };
            drop(snapshot);
            let is_last = i64::try_from(page.len()).unwrap_or(PAGE) < PAGE;
            page.iter().for_each(|row| self.take(row));
            if !is_last {
                continue;
            }
            match self.standing.take() {
                Some(standing) if standing.filter.is_full() => *self = Reading::of(head.epoch),
                standing => return Ok(self.stands(standing, &head)),
            }
        }
    }

    fn of(epoch: Uuid) -> Reading {
        Reading {
            epoch,
            ..Reading::default()
        }
    }

    /// A document that is gone by now left us all the same.
    fn take(&mut self, row: &StoredRecord) {
        self.place = (row.revision, row.id);
        let Ok(document) = serde_json::from_str::<Document>(&row.body) else {
            return;
        };
        for key in sent_out(&document) {
            let mark = SerialMark::of(&key);
            match &mut self.standing {
                Some(standing) => standing.take(row.revision, mark),
                None => self.first.push((row.revision, mark)),
            }
        }
    }

    fn stands(&mut self, standing: Option<Standing>, head: &Head) -> &Standing {
        let first = std::mem::take(&mut self.first);
        let mut standing = standing.unwrap_or_else(|| Standing::of(first));
        standing.at = cursor(head);
        standing.forget();
        self.place = end_of(head);
        self.standing.insert(standing)
    }
}

/// After every document that changed up to there.
fn end_of(head: &Head) -> (i64, Uuid) {
    (head.revision, Uuid::max())
}

impl Standing {
    fn of(marks: Vec<(i64, SerialMark)>) -> Standing {
        let each: HashSet<SerialMark> = marks.iter().map(|(_, mark)| *mark).collect();
        let mut filter = SerialFilter::for_count(each.len() as u64);
        each.into_iter().for_each(|mark| filter.add_mark(mark));
        Standing {
            filter,
            at: Cursor::default(),
            recent: marks,
            recent_from: 0,
        }
    }

    fn take(&mut self, revision: i64, mark: SerialMark) {
        self.filter.add_mark(mark);
        self.recent.push((revision, mark));
    }

    /// What was shipped since; `None`: that is no moment of ours, or too long ago.
    pub fn after(&self, from: &Cursor) -> Option<Vec<SerialMark>> {
        let revision = i64::try_from(from.revision).ok()?;
        let reaches = revision >= self.recent_from && from.revision <= self.at.revision;
        if from.epoch != self.at.epoch || !reaches {
            return None;
        }
        let first = (self.recent).partition_point(|(changed, _)| *changed <= revision);
        Some(self.recent[first..].iter().map(|(_, mark)| *mark).collect())
    }

    /// Whole revisions only.
    fn forget(&mut self) {
        let most = self.filter.byte_count() / SerialMark::BYTES / RECENT_PART;
        let many = self.recent.len().checked_sub(most.max(RECENT_LEAST));
        let Some(last) = many.and_then(|many| many.checked_sub(1)) else {
            return;
        };
        self.recent_from = self.recent[last].0;
        let going = (self.recent).partition_point(|(changed, _)| *changed <= self.recent_from);
        self.recent.drain(..going);
        self.recent.shrink_to_fit();
    }
}
