//! How does a person choose one of thousands? They type, the nearest answers stand below, arrows and Enter choose.
//! Knows how to ask for suggestions, not where they come from.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{Announcer, Field, Glyph, Icon, Suggestion, Words, described_by, fresh_id};
use crate::messages::{kit, language, language_now};

/// Search and choose. `search` answers a text with the best suggestions (at most some dozens; local, so at once);
/// `chosen` is the words of what is chosen now; `on_choose` gets the id, or "" when the field was emptied.
#[component]
pub fn Combobox(
    #[prop(into)] label: Words,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] search: Callback<String, Vec<Suggestion>>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional)] icon: Option<Icon>,
) -> impl IntoView {
    let id = fresh_id("combobox");
    let asking = Asking::new();
    let described = described_by(&id, hint.is_some(), problem);
    let (options_id, active_id, line_id) = (format!("{id}-options"), id.clone(), id.clone());
    let look_up = move |text: String| {
        let found = search.run(text.clone());
        Announcer::say(kit::results(language_now(), found.len() as u64));
        asking.show(text, found);
    };
    let choose = move |suggestion: Suggestion| {
        asking.close();
        on_choose.run(suggestion.id);
    };
    let leave = move |_| {
        // a page that leaves takes the focused field with it, and the field still hears that it lost the focus
        let Some(emptied) = asking
            .typed
            .try_with_untracked(|typed| typed.as_deref() == Some(""))
        else {
            return;
        };
        asking.close();
        if emptied && !chosen.with_untracked(String::is_empty) {
            on_choose.run(String::new());
        }
    };
    let keys = move |event: KeyboardEvent| match asking.key(&event) {
        Pressed::Open => look_up(asking.typed.get_untracked().unwrap_or_default()),
        Pressed::Choose(suggestion) => choose(suggestion),
        Pressed::Nothing => {}
    };
    let option = move |(index, suggestion): (usize, Suggestion)| {
        let picked = suggestion.clone();
        view! {
            <li
                class="combobox-option"
                role="option"
                id=format!("{line_id}-{index}")
                aria-selected=move || if asking.active.get() == index { "true" } else { "false" }
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| choose(picked.clone())
            >
                <span class="combobox-words">
                    <span class="combobox-title">{suggestion.title}</span>
                    <span class="combobox-detail">{suggestion.detail}</span>
                </span>
                <span class="combobox-value">{suggestion.value}</span>
            </li>
        }
    };
    view! {
        <Field id=id.clone() label=label hint=hint problem=problem>
            <div class="combobox">
                <Glyph icon=icon.unwrap_or(Icon::Search) />
                <input
                    class="combobox-input"
                    id=id
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-controls=options_id.clone()
                    aria-expanded=move || if asking.open.get() { "true" } else { "false" }
                    aria-activedescendant=move || asking.has_active().then(|| format!("{active_id}-{}", asking.active.get()))
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    prop:value=move || asking.typed.get().unwrap_or_else(|| chosen.get())
                    on:input:target=move |event| look_up(event.target().value())
                    on:click=move |_| look_up(asking.typed.get_untracked().unwrap_or_default())
                    on:keydown=keys
                    on:blur=leave
                />
                <ul class="combobox-options" role="listbox" id=options_id aria-label=move || kit::search(language()) hidden=move || !asking.open.get()>
                    {move || asking.found.get().into_iter().enumerate().map(option.clone()).collect_view()}
                </ul>
                <Show when=move || asking.open.get() && asking.found.with(Vec::is_empty)>
                    <p class="combobox-none">{move || kit::nothing_found(language())}</p>
                </Show>
            </div>
        </Field>
    }
}

/// What a person is looking for just now.
#[derive(Clone, Copy)]
struct Asking {
    typed: RwSignal<Option<String>>,
    found: RwSignal<Vec<Suggestion>>,
    active: RwSignal<usize>,
    open: RwSignal<bool>,
}

enum Pressed {
    Open,
    Choose(Suggestion),
    Nothing,
}

impl Asking {
    fn new() -> Self {
        Asking {
            typed: RwSignal::new(None),
            found: RwSignal::new(Vec::new()),
            active: RwSignal::new(0),
            open: RwSignal::new(false),
        }
    }

    fn show(self, typed: String, found: Vec<Suggestion>) {
        self.typed.set(Some(typed));
        self.found.set(found);
        self.active.set(0);
        self.open.set(true);
    }

    fn close(self) {
        self.open.set(false);
        self.typed.set(None);
        self.found.set(Vec::new());
    }

    fn has_active(self) -> bool {
        self.open.get() && self.found.with(|found| self.active.get() < found.len())
    }

    fn key(self, event: &KeyboardEvent) -> Pressed {
        let (open, count) = (
            self.open.get_untracked(),
            self.found.with_untracked(Vec::len),
        );
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open => {
                event.prevent_default();
                return Pressed::Open;
            }
            "ArrowDown" if count > 0 => self.go(event, |at| (at + 1) % count),
            "ArrowUp" if count > 0 => self.go(event, |at| (at + count - 1) % count),
            "Escape" if open => {
                event.prevent_default();
                event.stop_propagation();
                self.close();
            }
            "Enter" if open => {
                event.prevent_default();
                let active = self.active.get_untracked();
                return match self
                    .found
                    .with_untracked(|found| found.get(active).cloned())
                {
                    Some(suggestion) => Pressed::Choose(suggestion),
                    None => Pressed::Nothing,
                };
            }
            _ => {}
        }
        Pressed::Nothing
    }

    fn go(self, event: &KeyboardEvent, step: impl Fn(usize) -> usize) {
        event.prevent_default();
        self.active.update(|active| *active = step(*active));
    }
}
