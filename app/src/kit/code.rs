//! How is a program's text shown? Keywords and parameters stand out; the text comes in pieces already told apart.

use leptos::prelude::*;

use super::Words;

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePiece {
    Plain,
    Keyword,
    Parameter,
}

/// A text of code, to be read. `label` says what it is.
#[component]
pub fn Code(
    #[prop(into)] label: Words,
    #[prop(into)] pieces: Signal<Vec<(CodePiece, String)>>,
) -> impl IntoView {
    let piece = |(kind, text): (CodePiece, String)| match kind {
        CodePiece::Plain => text.into_any(),
        CodePiece::Keyword => view! { <span class="code-keyword">{text}</span> }.into_any(),
        CodePiece::Parameter => view! { <b class="code-parameter">{text}</b> }.into_any(),
    };
    view! {
        <div class="code" role="region" tabindex="0" aria-label=move || label.get()>
            <pre class="code-text"><code>{move || pieces.get().into_iter().map(piece).collect_view()}</code></pre>
        </div>
    }
}
