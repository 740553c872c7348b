//! Where the work stands: online or not, what waits, what needs the person, when the server was last heard.

use crate::store::StoreError;
use crate::sync::filing::UnsentFiles;
use crate::sync::line::{Fares, Report};
use leptos::prelude::*;
use shared::calendar::Moment;

/// A first fetch under way: records stored of records announced.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fetching {
    pub done: u64,
    pub of: u64,
}

/// Why the disk did not take something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StorageProblem {
    Full,
    Failed,
}

#[derive(Clone, Copy)]
pub struct Connection {
    pub online: RwSignal<bool>,
    pub sending: RwSignal<bool>,
    /// Work without outcome, also what can no longer be read here.
    pub waiting: RwSignal<usize>,
    /// When the oldest unsent work was done.
    pub oldest: RwSignal<Option<Moment>>,
    /// Files that the server does not have yet.
    pub files: RwSignal<UnsentFiles>,
    /// Open entries of the inbox.
    pub needs_you: RwSignal<usize>,
    pub last_contact: RwSignal<Option<Moment>>,
    pub fetching: RwSignal<Option<Fetching>>,
    /// The session ended on the server: work goes on, sending waits for a sign-in.
    pub signed_out: RwSignal<bool>,
    /// A new version is installed and waits for its moment.
    pub update_ready: RwSignal<bool>,
    /// The whole app is on the device: a start needs no network.
    pub shell_aboard: RwSignal<bool>,
    /// Why the device could not keep what a person saved; shown until it can.
    not_saved: RwSignal<Option<StorageProblem>>,
    /// Why the loop could not use the disk; shown until it can.
    not_kept: RwSignal<Option<StorageProblem>>,
    /// The loop met it since this round began.
    met_in_round: StoredValue<bool>,
}

impl Connection {
    pub fn new() -> Self {
        Self {
            online: RwSignal::new(true),
            sending: RwSignal::new(false),
            waiting: RwSignal::new(0),
            oldest: RwSignal::new(None),
            files: RwSignal::new(UnsentFiles::default()),
            needs_you: RwSignal::new(0),
            last_contact: RwSignal::new(None),
            fetching: RwSignal::new(None),
            signed_out: RwSignal::new(false),
            update_ready: RwSignal::new(false),
            shell_aboard: RwSignal::new(false),
            not_saved: RwSignal::new(None),
            not_kept: RwSignal::new(None),
            met_in_round: StoredValue::new(false),
        }
    }

    /// Why the disk does not take something: what a person saved comes before what the loop met.
    pub fn storage_problem(&self) -> Option<StorageProblem> {
        self.not_saved.get().or_else(|| self.not_kept.get())
    }

    /// The device could not keep what a person saved, or can again: then it takes anything.
    pub fn stored(&self, error: Option<&StoreError>) {
        match error {
            Some(error) => show(self.not_saved, error),
            None => {
                clear(self.not_saved);
                clear(self.not_kept);
            }
        }
    }

    pub fn round_begins(&self) {
        self.met_in_round.set_value(false);
    }

    /// The loop could not use the disk. A round may go on and end well all the same: files hold up nothing.
    pub fn loop_failed(&self, error: &StoreError) {
        self.met_in_round.set_value(true);
        show(self.not_kept, error);
    }

    /// The loop could use it from beginning to end. What a person could not save says nothing of that.
    pub fn loop_ended_well(&self) {
        if !self.met_in_round.get_value() {
            clear(self.not_kept);
        }
    }

    /// What the tab that leads says of the line.
    pub fn hears(&self, report: Report) {
        match report.fares {
            Fares::Contact => {
                self.online.set(true);
                self.signed_out.set(false);
            }
            Fares::Offline | Fares::Failed => self.online.set(false),
            Fares::SignedOut => self.signed_out.set(true),
            Fares::UpdateNeeded => self.update_ready.set(true),
            Fares::Unknown => {}
        }
        // this one may have been answered since, when it asked who is signed in
        self.last_contact
            .update(|known| *known = (*known).max(report.contact_at));
    }

    /// Changes and files that nobody but this device has.
    pub fn unsent(&self) -> u64 {
        self.waiting.get() as u64 + self.unsent_files()
    }

    pub fn unsent_files(&self) -> u64 {
        self.files.with(|unsent| unsent.files.len()) as u64
    }

    pub fn unsent_file_bytes(&self) -> u64 {
        let left = |(_, sent, of): &(String, u64, u64)| of.saturating_sub(*sent);
        self.files
            .with(|unsent| unsent.files.iter().map(left).sum())
    }
}

/// A store that was wiped has nobody to tell.
fn show(shown: RwSignal<Option<StorageProblem>>, error: &StoreError) {
    let problem = match error {
        StoreError::Wiped => return,
        StoreError::Quota => StorageProblem::Full,
        _ => StorageProblem::Failed,
    };
    if shown.get_untracked() != Some(problem) {
        shown.set(Some(problem));
    }
}

fn clear(shown: RwSignal<Option<StorageProblem>>) {
    if shown.with_untracked(Option::is_some) {
        shown.set(None);
    }
}

impl Default for Connection {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_connection(check: impl FnOnce(Connection)) {
        Owner::new().with(|| check(Connection::new()));
    }

    fn passing() -> StoreError {
        StoreError::Unknown("the disk was busy".to_owned())
    }

    #[test]
    fn what_the_loop_met_goes_with_the_next_round_that_ends_well() {
        in_connection(|connection| {
            connection.round_begins();
            connection.loop_failed(&passing());
            // the round of it ended well otherwise
            connection.loop_ended_well();
            assert_eq!(connection.storage_problem(), Some(StorageProblem::Failed));
            connection.round_begins();
            connection.loop_ended_well();
            assert_eq!(connection.storage_problem(), None);
        });
    }

    #[test]
    fn what_a_person_could_not_save_outlasts_the_loop() {
        in_connection(|connection| {
            connection.stored(Some(&StoreError::Quota));
            connection.loop_failed(&passing());
            connection.round_begins();
            connection.loop_ended_well();
            assert_eq!(connection.storage_problem(), Some(StorageProblem::Full));
            connection.stored(None);
            assert_eq!(connection.storage_problem(), None);
        });
    }

    #[test]
    fn a_tab_behind_another_shows_what_that_one_says_of_the_line() {
        in_connection(|connection| {
            let at = |milliseconds| Some(Moment::from_milliseconds(milliseconds));
            let hears = |fares, contact_at| connection.hears(Report { fares, contact_at });
            hears(Fares::Offline, at(5));
            assert!(!connection.online.get());
            assert_eq!(connection.last_contact.get(), at(5));
            hears(Fares::SignedOut, at(5));
            assert!(connection.signed_out.get());
            hears(Fares::Contact, at(9));
            assert!(connection.online.get() && !connection.signed_out.get());
            hears(Fares::Failed, at(8));
            assert!(!connection.online.get());
            assert_eq!(connection.last_contact.get(), at(9));
        });
    }

    #[test]
    fn what_a_person_saves_ends_both() {
        in_connection(|connection| {
            connection.loop_failed(&passing());
            connection.stored(None);
            assert_eq!(connection.storage_problem(), None);
            connection.stored(Some(&StoreError::Wiped));
            assert_eq!(connection.storage_problem(), None);
        });
    }
}
