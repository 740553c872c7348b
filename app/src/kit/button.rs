//! How does a person start something? Main, plain, quiet or danger; alone as an icon; working; or not possible, with the reason.
//! Knows neither what happens nor whether it may.

use leptos::prelude::*;

use super::{Announcer, Glyph, Icon, Words, fresh_id};

/// How much a button stands out. One `Main` per view; `Danger` never beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    Main,
    #[default]
    Plain,
    Quiet,
    Danger,
}

impl Look {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Look::Main => "main",
            Look::Plain => "plain",
            Look::Quiet => "quiet",
            Look::Danger => "danger",
        }
    }
}

/// A button. `label` is its words, and its name when `icon_only`. `blocked` holds the reason why it cannot be used now:
/// it stays focusable, and says the reason when pressed. `working` swaps the icon for an hourglass and ignores presses.
/// `submit` makes it send the form around it; `wide` fills the line.
#[component]
pub fn Button(
    #[prop(into)] label: Words,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] icon_only: bool,
    #[prop(optional)] submit: bool,
    #[prop(optional)] wide: bool,
    #[prop(optional, into)] working: Signal<bool>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
) -> impl IntoView {
    let reason = fresh_id("button-reason");
    let asked = RwSignal::new(false);
    let is_blocked = Memo::new(move |_| blocked.with(Option::is_some));
    let press = move |event: leptos::ev::MouseEvent| match blocked.get_untracked() {
        Some(why) => {
            event.prevent_default();
            asked.set(true);
            Announcer::say(why);
        }
        None if working.get_untracked() => event.prevent_default(),
        None => {
            if let Some(on_press) = on_press {
                on_press.run(());
            }
        }
    };
    let name = label.clone();
    let described_by = reason.clone();
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-look=look.name()
            data-icon-only=icon_only
            data-had-icon=icon.is_some()
            data-wide=wide
            aria-label=move || icon_only.then(|| name.get())
            aria-disabled=move || (is_blocked.get() || working.get()).then_some("true")
            aria-busy=move || working.get().then_some("true")
            aria-describedby=move || is_blocked.get().then(|| described_by.clone())
            on:click=press
        >
            {move || shown_icon(icon, working.get()).map(|icon| view! { <Glyph icon=icon /> })}
            {(!icon_only).then(|| view! { <span class="button-label">{move || label.get()}</span> })}
        </button>
        <Show when=move || is_blocked.get()>
            <span class="button-reason" id=reason.clone() data-asked=move || asked.get()>
                {move || blocked.get()}
            </span>
        </Show>
    }
}

fn shown_icon(icon: Option<Icon>, working: bool) -> Option<Icon> {
    if working { Some(Icon::Hourglass) } else { icon }
}
