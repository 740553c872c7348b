//! One value that people choose by a tap: what stands, or what was chosen last while that is on its way to the disk. Two quick taps
//! are two changes of one person, the second of what the first one wrote; they never meet as if somebody else had written.

use leptos::prelude::*;
use shared::edit::Edit;

pub struct Chosen<T: Send + Sync + 'static> {
    stands: Memo<T>,
    /// The newest choice, and which one it is.
    on_its_way: RwSignal<Option<(u32, T)>>,
    count: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Chosen<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Chosen<T> {}

/// A choice on its way; when it stands, or was not taken, the field shows what stands again.
pub struct Ended<T: Send + Sync + 'static> {
    of: Chosen<T>,
    which: u32,
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Chosen<T> {
    pub fn of(stands: Memo<T>) -> Chosen<T> {
        Chosen {
            stands,
            on_its_way: RwSignal::new(None),
            count: StoredValue::new(0),
        }
    }

    /// What the field shows.
    pub fn get(self) -> T {
        let newest = self.on_its_way.get();
        newest.map_or_else(|| self.stands.get(), |(_, newest)| newest)
    }

    pub fn shown(self) -> Signal<T> {
        Signal::derive(move || self.get())
    }

    /// The change of what is shown, and what is called when it ended. `None` where it changes nothing.
    pub fn choose(self, now: T) -> Option<(Edit<T>, Ended<T>)> {
        let was = untrack(|| self.get());
        if was == now {
            return None;
        }
        let which = self.count.get_value() + 1;
        self.count.set_value(which);
        self.on_its_way.set(Some((which, now.clone())));
        Some((Edit::new(was, now), Ended { of: self, which }))
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Ended<T> {
    /// A newer choice stays shown; the page may be gone.
    pub fn done(self) {
        let newest = self.of.on_its_way;
        let is_newest = newest
            .try_with_untracked(|newest| newest.as_ref().is_some_and(|(of, _)| *of == self.which));
        if is_newest == Some(true) {
            newest.try_set(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field that stands at 1.
    fn field() -> (Owner, RwSignal<u8>, Chosen<u8>) {
        let owner = Owner::new();
        owner.set();
        let stands = RwSignal::new(1);
        let chosen = Chosen::of(Memo::new(move |_| stands.get()));
        (owner, stands, chosen)
    }

    #[test]
    fn the_second_of_two_quick_taps_changes_what_the_first_one_wrote() {
        let (_owner, stands, chosen) = field();
        let (first, first_ended) = chosen.choose(2).expect("another value");
        let (second, second_ended) = chosen.choose(3).expect("another value");
        assert_eq!((first.was, second.was, chosen.get()), (1, 2, 3));
        stands.set(2);
        first_ended.done();
        assert_eq!(chosen.get(), 3);
        stands.set(3);
        second_ended.done();
        assert_eq!(chosen.choose(3).map(|(edit, _)| edit), None);
    }

    #[test]
    fn a_choice_that_was_not_taken_shows_what_stands() {
        let (_owner, stands, chosen) = field();
        let (_, ended) = chosen.choose(2).expect("another value");
        ended.done();
        assert_eq!(chosen.get(), 1);
        stands.set(5);
        let (next, _) = chosen.choose(2).expect("another value");
        assert_eq!(next.was, 5);
    }
}
