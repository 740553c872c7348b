//! What does a search offer to choose? An id for the page, words for the person.

/// One line of a [`Combobox`](super::Combobox): two lines of text and a value at the right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    pub id: String,
    pub title: String,
    pub detail: String,
    pub value: String,
}

impl Suggestion {
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Suggestion {
            id: id.into(),
            title: title.into(),
            ..Suggestion::default()
        }
    }

    pub fn detail(self, detail: impl Into<String>) -> Self {
        Suggestion {
            detail: detail.into(),
            ..self
        }
    }

    pub fn value(self, value: impl Into<String>) -> Self {
        Suggestion {
            value: value.into(),
            ..self
        }
    }
}
