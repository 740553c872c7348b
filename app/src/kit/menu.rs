//! What else can be done here? Actions behind one button; arrows move, Escape closes and returns the focus.

use leptos::{ev::KeyboardEvent, html, prelude::*};

use super::{Announcer, Button, Glyph, Icon, Look, Words, focus, fresh_id, move_focus};

/// One action of a [`Menu`]. `danger` is for what cannot be undone; `blocked` says beside it why it cannot be done now.
#[derive(Clone)]
pub struct MenuAction {
    pub words: Words,
    pub icon: Option<Icon>,
    pub danger: bool,
    pub blocked: Option<String>,
    pub run: Callback<()>,
}

impl MenuAction {
    pub fn new(words: impl Into<Words>, run: Callback<()>) -> Self {
        MenuAction {
            words: words.into(),
            icon: None,
            danger: false,
            blocked: None,
            run,
        }
    }

    pub fn icon(self, icon: Icon) -> Self {
        MenuAction {
            icon: Some(icon),
            ..self
        }
    }

    pub fn blocked(self, why: Option<String>) -> Self {
        MenuAction {
            blocked: why,
            ..self
        }
    }

    pub fn danger(self) -> Self {
        MenuAction {
            danger: true,
            ..self
        }
    }
}

/// A button that opens a list of actions. `label` is its name; it shows `icon` alone.
#[component]
pub fn Menu(
    #[prop(into)] label: Words,
    actions: Vec<MenuAction>,
    #[prop(default = Icon::Ellipsis)] icon: Icon,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let list = NodeRef::<html::Ul>::new();
    let id = fresh_id("menu");
    let controls = id.clone();
    let name = label.clone();
    let toggle = move || {
        open.update(|open| *open = !*open);
        if open.get_untracked() {
            request_animation_frame(move || focus_first(list));
        }
    };
    let close = move || {
        open.set(false);
        if let Some(button) = root
            .get_untracked()
            .and_then(|root| root.query_selector("button").ok().flatten())
        {
            focus(&button);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            close();
        } else {
            move_focus(&event, ".menu-action", "ArrowUp", "ArrowDown", true);
        }
    };
    let left = move |event: leptos::ev::FocusEvent| {
        use leptos::wasm_bindgen::JsCast;
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<leptos::web_sys::Node>().ok());
        // a menu that leaves the page with its row loses the focus, too, and has nothing to close any more
        let Some(root) = root.try_get_untracked().flatten() else {
            return;
        };
        if to.is_some() && !root.contains(to.as_ref()) {
            open.set(false);
        }
    };
    let action = move |action: MenuAction| {
        let MenuAction {
            words,
            icon,
            danger,
            blocked,
            run,
        } = action;
        let why = blocked.clone();
        let press = move |_| match &blocked {
            Some(why) => Announcer::say(why.as_str()),
            None => {
                close();
                run.run(());
            }
        };
        let disabled = why.is_some().then_some("true");
        view! {
            <li role="none">
                <button class="menu-action" type="button" role="menuitem" tabindex="-1" data-danger=danger aria-disabled=disabled on:click=press>
                    {icon.map(|icon| view! { <Glyph icon=icon /> })}
                    <span class="menu-words">
                        <span>{move || words.get()}</span>
                        {why.map(|why| view! { <span class="menu-why">{why}</span> })}
                    </span>
                </button>
            </li>
        }
    };
    view! {
        <div class="menu" node_ref=root on:focusout=left>
            <Button label=label icon=icon icon_only=true look=Look::Quiet on_press=toggle
                attr:aria-haspopup="menu" attr:aria-controls=controls attr:aria-expanded=move || if open.get() { "true" } else { "false" } />
            <ul class="menu-actions" node_ref=list role="menu" id=id aria-label=move || name.get() hidden=move || !open.get() on:keydown=keys>
                {actions.into_iter().map(action).collect_view()}
            </ul>
        </div>
    }
}

fn focus_first(list: NodeRef<html::Ul>) {
    // a frame after it was opened its page may be gone
    if let Some(first) = list
        .try_get_untracked()
        .flatten()
        .and_then(|list| list.query_selector(".menu-action").ok().flatten())
    {
        focus(&first);
    }
}
