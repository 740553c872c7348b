//! What does the top bar say about a page? A value: pages make it, the frame shows it.

/// The title of a page and the line below it. `back` is where the back arrow of a narrow screen leads; a page with it is
/// an editor or a detail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageHead {
    pub title: String,
    pub subtitle: Option<String>,
    pub back: Option<String>,
}
