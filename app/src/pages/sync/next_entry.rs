//! Where does the focus go when an entry was answered? To the next one that needs somebody; the heading keeps it where there is none.

use crate::kit::{elements, focus};
use crate::routes::Route;
use crate::state::{App, repair, stand};
use leptos::{html, prelude::*};
use shared::ids::InboxId;

/// The entry to go to when the list is shown again.
#[derive(Clone, Copy)]
pub struct Next(StoredValue<Option<InboxId>>);

impl Next {
    pub fn none() -> Next {
        Next(StoredValue::new(None))
    }

    /// `before` stood in the list when `answered` was; some of those may have been answered with it.
    pub fn after(self, app: App, before: &[InboxId], answered: InboxId) {
        self.0.set_value(next(before, answered, &needing(app)));
    }

    /// The list takes the focus there once nothing is selected any more, after the heading had it.
    pub fn follow(self, selected: Signal<Option<InboxId>>, list: NodeRef<html::Div>) {
        Effect::new(move |_| {
            let at_list = selected.get().is_none();
            if at_list && let Some(id) = self.0.try_update_value(Option::take).flatten() {
                let row = format!("a[href=\"{}\"]", Route::InboxEntry(id.0).href());
                let go = move || {
                    let list = list.get_untracked();
                    let rows = list.map(|list| elements(&list, &row)).unwrap_or_default();
                    rows.first().into_iter().for_each(focus);
                };
                request_animation_frame(move || request_animation_frame(go));
            }
        });
    }
}

/// What needs this person, in the order of the lists.
pub fn needing(app: App) -> Vec<InboxId> {
    let own = untrack(|| stand::deciding(app)).into_iter();
    let others = untrack(|| repair::entries_of_others(app));
    own.chain(others).map(|(id, _)| id).collect()
}

/// The first below it that is left, or else the last above it.
fn next(before: &[InboxId], answered: InboxId, left: &[InboxId]) -> Option<InboxId> {
    let at = before.iter().position(|id| *id == answered)?;
    let (above, below) = before.split_at(at);
    let mut in_order = below.iter().chain(above.iter().rev());
    in_order.find(|id| left.contains(id)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[track_caller]
    fn check(answered: u128, left: &[u128], expected: Option<u128>) {
        let id = |number: &u128| InboxId(Uuid::from_u128(*number));
        let before: Vec<InboxId> = [1, 2, 3, 4].iter().map(id).collect();
        let left: Vec<InboxId> = left.iter().map(id).collect();
        assert_eq!(
            next(&before, id(&answered), &left),
            expected.as_ref().map(id)
        );
    }

    #[test]
    fn the_focus_goes_down_the_list_and_from_its_end_up_again() {
        check(2, &[1, 3, 4], Some(3));
        // that one was answered with it
        check(2, &[1, 4], Some(4));
        check(4, &[1, 2, 3], Some(3));
        check(1, &[], None);
        check(9, &[1], None);
    }
}
