//! What is the verdict about the thing above it, and what can be done? Never the only sign of a problem, never a toast.

use leptos::prelude::*;

use super::{Glyph, Icon, Words};

/// How serious a notice is. `Warn` goes on without a click; `Block` makes saving wait and is read out at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Fine,
    Warn,
    Block,
    Info,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Verdict::Fine => "fine",
            Verdict::Warn => "warn",
            Verdict::Block => "block",
            Verdict::Info => "info",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Verdict::Fine => Icon::CircleCheck,
            Verdict::Warn => Icon::TriangleAlert,
            Verdict::Block => Icon::OctagonX,
            Verdict::Info => Icon::Info,
        }
    }
}

/// A verdict: `title` says what happened; children (text, ages) say more; `actions` are the ways out, the first of a
/// block as main button.
#[component]
pub fn Notice(
    verdict: Verdict,
    #[prop(into)] title: Words,
    #[prop(optional, into)] actions: Option<ViewFn>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="notice" data-kind=verdict.name() role=(verdict == Verdict::Block).then_some("alert")>
            <Glyph icon=verdict.icon() />
            <div class="notice-words">
                <p class="notice-title">{move || title.get()}</p>
                {children.map(|children| view! { <div class="notice-text">{children()}</div> })}
            </div>
            {actions.map(|actions| view! { <div class="notice-actions">{move || actions.run()}</div> })}
        </div>
    }
}
