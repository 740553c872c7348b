//! A long list, shown piece by piece: it says how much of it stands there, and more comes when asked for.

use crate::kit::Button;
use crate::messages::{language, sync};
use leptos::prelude::*;

/// Rows that are made at once.
const PIECE: usize = 200;

/// How much of a list is shown.
#[derive(Clone, Copy)]
pub struct Pieces {
    of: Signal<usize>,
    count: RwSignal<usize>,
}

impl Pieces {
    pub fn new(of: Signal<usize>) -> Pieces {
        Pieces {
            of,
            count: RwSignal::new(1),
        }
    }

    pub fn shown(self) -> usize {
        shown(self.of.get(), self.count.get())
    }

    fn left(self) -> usize {
        self.of.get() - self.shown()
    }
}

/// Of so many, how many rows stand there.
fn shown(of: usize, pieces: usize) -> usize {
    of.min(pieces * PIECE)
}

/// Below the list, while not all of it is shown.
#[component]
pub fn More(pieces: Pieces) -> impl IntoView {
    let said = move || {
        let of = pieces.of.get() as u64;
        sync::rows_shown(language(), pieces.shown() as u64, of)
    };
    let more = move || sync::show_more(language(), pieces.left().min(PIECE) as u64);
    view! {
        <Show when=move || { pieces.left() > 0 }>
            <div class="sync-more" role="status">
                <p class="soft">{said}</p>
                <Button label=more on_press=move |()| pieces.count.update(|count| *count += 1) />
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    #[test]
    fn a_long_list_says_how_much_of_it_is_shown() {
        let cases = [
            (0, 1, 0),
            (200, 1, 200),
            (412, 1, 200),
            (412, 2, 400),
            (412, 3, 412),
        ];
        for (of, pieces, expected) in cases {
            assert_eq!(shown(of, pieces), expected);
        }
        let said = sync::rows_shown(Language::En, shown(4_012, 1) as u64, 4_012);
        assert_eq!(said, "200 of 4,012 shown");
    }
}
