//! How does a number cell behave while it is typed into, when it is finished, and when the person gives up? Shared by the cells of
//! grids and baskets and by the number field. Letters stay as they are typed until the field is left; letters that are no number stay,
//! marked, until somebody mends them or gives up.

use leptos::prelude::*;

use crate::messages::{language_now, numbers};

/// Letters under somebody's hands.
#[derive(Clone, PartialEq, Debug)]
struct Letters {
    typed: String,
    /// The value after the last of them: whatever else it becomes is not theirs.
    value: String,
}

/// One number that is written in place. `value` is a plain decimal or "".
#[derive(Clone, Copy)]
pub(super) struct TypedNumber {
    pub value: Signal<String>,
    pub on_change: Option<Callback<String>>,
    pub on_typing: Option<Callback<Option<String>>>,
    /// Hears that the finished letters are no number.
    pub on_unread: Option<Callback<()>>,
    /// A finished number that the page refused: it stays until it is mended or given up.
    pub refused: Signal<Option<String>>,
    unread: RwSignal<Option<String>>,
    letters: RwSignal<Option<Letters>>,
}

impl TypedNumber {
    pub fn new(
        value: Signal<String>,
        on_change: Option<Callback<String>>,
        on_typing: Option<Callback<Option<String>>>,
        on_unread: Option<Callback<()>>,
        refused: Signal<Option<String>>,
    ) -> TypedNumber {
        TypedNumber {
            value,
            on_change,
            on_typing,
            on_unread,
            refused,
            unread: RwSignal::new(None),
            letters: RwSignal::new(None),
        }
    }

    /// What the cell shows.
    pub fn shown(self) -> String {
        if let Some(typed) = self.typed() {
            return typed;
        }
        let value = self.refused.get().unwrap_or_else(|| self.value.get());
        self.unread.get().unwrap_or_else(|| written(&value))
    }

    /// What is in the cell and nobody has left yet.
    fn typed(self) -> Option<String> {
        let letters = self.letters.get()?;
        (letters.value == self.value.get()).then_some(letters.typed)
    }

    pub fn is_unread(self) -> bool {
        self.unread.with(Option::is_some)
    }

    pub fn is_unfit(self) -> bool {
        self.is_unread() || self.refused.with(Option::is_some)
    }

    /// A letter more or less; what can be read of them is handed over, and an empty cell is an empty value.
    pub fn hear(self, typed: String) {
        if let (Some(on_typing), Some(plain)) = (self.on_typing, plain(&typed)) {
            on_typing.run(Some(plain));
        }
        let value = self.value.get_untracked();
        self.letters.set(Some(Letters { typed, value }));
    }

    /// The cell loses the focus; a browser tells of no change where the letters are those before.
    pub fn left(self, typed: String) -> Option<String> {
        // one that goes with its page loses the focus, too, and nobody is there to hear of it
        let stays = !self.letters.is_disposed() && untrack(|| self.typed()).is_some();
        stays.then(|| self.finish(typed))
    }

    /// The person leaves the cell: hands a new number over, and answers what the cell shows from now on.
    pub fn finish(self, typed: String) -> String {
        let followed = self.on_typing.is_some() && untrack(|| self.typed()).is_some();
        self.letters.set(None);
        let Some(plain) = plain(&typed) else {
            self.unread.set(Some(typed.clone()));
            self.on_unread.iter().for_each(|hears| hears.run(()));
            return typed;
        };
        let mended = untrack(|| self.is_unfit());
        self.unread.set(None);
        match self.on_change {
            Some(on_change) if mended || followed || plain != self.value.get_untracked() => {
                on_change.run(plain);
            }
            _ => {}
        }
        untrack(|| self.shown())
    }

    /// Escape: the value as it was, written for the cell.
    pub fn give_up(self) -> String {
        self.letters.set(None);
        self.unread.set(None);
        self.on_typing.iter().for_each(|hears| hears.run(None));
        self.value.with_untracked(|value| written(value))
    }
}

/// The last number that was handed over: whoever reads why it was refused finds it in the field.
#[derive(Clone, Copy)]
pub(super) struct HandedOver {
    value: Signal<String>,
    last: RwSignal<Option<Letters>>,
}

impl HandedOver {
    pub fn new(value: Signal<String>) -> HandedOver {
        HandedOver {
            value,
            last: RwSignal::new(None),
        }
    }

    /// Before the page is told.
    pub fn remember(self, typed: String) {
        let value = self.value.get_untracked();
        self.last.set(Some(Letters { typed, value }));
    }

    /// While something is said against it, and nothing else came to stand there.
    pub fn refused(self, problem: Signal<Option<String>>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let last = self.last.get()?;
            let stands = problem.with(Option::is_some) && last.value == self.value.get();
            stands.then_some(last.typed)
        })
    }
}

fn plain(typed: &str) -> Option<String> {
    match typed.trim().is_empty() {
        true => Some(String::new()),
        false => numbers::read(language_now(), typed),
    }
}

fn written(plain: &str) -> String {
    match plain.is_empty() {
        true => String::new(),
        false => numbers::decimal(crate::messages::language(), plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(value: RwSignal<String>) -> TypedNumber {
        let follow = Callback::new(move |_: Option<String>| value.set("7".to_owned()));
        let none = Signal::stored(None);
        TypedNumber::new(value.into(), None, Some(follow), None, none)
    }

    #[test]
    fn letters_stay_as_they_are_typed_while_the_page_follows_them() {
        let value = RwSignal::new("1".to_owned());
        let number = followed(value);
        number.hear("07".to_owned());
        assert_eq!((value.get(), number.shown()), ("7".into(), "07".into()));
        assert_eq!(number.left("07".to_owned()).as_deref(), Some("7"));
    }

    #[test]
    fn a_number_that_is_refused_stays_until_it_is_mended() {
        let value = RwSignal::new("24".to_owned());
        let problem = RwSignal::new(None::<String>);
        let last = HandedOver::new(value.into());
        let take = Callback::new(move |typed: String| {
            last.remember(typed.clone());
            problem.set((typed == "0").then(|| "too short".to_owned()));
            if typed != "0" {
                value.set(typed);
            }
        });
        let refused = last.refused(problem.into());
        let number = TypedNumber::new(value.into(), Some(take), None, None, refused);
        assert_eq!(number.finish("0".to_owned()), "0");
        assert_eq!((value.get(), number.shown()), ("24".into(), "0".into()));
        assert_eq!(number.finish("12".to_owned()), "12");
        problem.set(Some("about something else".to_owned()));
        assert_eq!(number.shown(), "12");
    }

    #[test]
    fn what_the_page_shows_instead_is_not_written_over_when_the_cell_is_left() {
        let value = RwSignal::new("1".to_owned());
        let number = followed(value);
        number.hear("07".to_owned());
        value.set("9".to_owned());
        assert_eq!(number.shown(), "9");
        assert_eq!(number.left("9".to_owned()), None);
    }
}
