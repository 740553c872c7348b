//! Which kinds of file are taken: a closed list, told by how the bytes begin and never by a name. Knows nothing of what is inside.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    Jpeg,
    Png,
    Webp,
    Pdf,
    /// Drawn by hand on the device: a PNG that stands for a consent.
    Signature,
}

impl Media {
    pub const ALL: [Media; 5] = [
        Media::Jpeg,
        Media::Png,
        Media::Webp,
        Media::Pdf,
        Media::Signature,
    ];

    /// What the bytes are by their beginning; `None`: nothing that is taken. A signature is known by whoever drew it alone.
    pub fn of(bytes: &[u8]) -> Option<Media> {
        let begun = |media: &Media| media.begins(bytes);
        [Media::Jpeg, Media::Png, Media::Webp, Media::Pdf]
            .into_iter()
            .find(begun)
    }

    /// Do these bytes begin as such a file does? One that only says so in its name is not served as what it says.
    pub fn begins(self, bytes: &[u8]) -> bool {
        match self {
            Media::Jpeg => bytes.starts_with(&[0xff, 0xd8, 0xff]),
            Media::Png | Media::Signature => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Media::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
            Media::Pdf => bytes.starts_with(b"%PDF-"),
        }
    }

    /// As HTTP says it.
    pub fn content_type(self) -> &'static str {
        match self {
            Media::Jpeg => "image/jpeg",
            Media::Png | Media::Signature => "image/png",
            Media::Webp => "image/webp",
            Media::Pdf => "application/pdf",
        }
    }

    /// May stand in an `img`.
    pub fn is_picture(self) -> bool {
        self != Media::Pdf
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_how_it_begins() {
        assert_eq!(Media::of(b"\xff\xd8\xff\xe1rest"), Some(Media::Jpeg));
        assert_eq!(Media::of(b"\x89PNG\r\n\x1a\nrest"), Some(Media::Png));
        assert_eq!(Media::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Media::Webp));
        assert_eq!(Media::of(b"%PDF-1.7"), Some(Media::Pdf));
        for other in [&b""[..], b"RIFF", b"RIFF\0\0\0\0WAVE", b"<svg", b"GIF89a"] {
            assert_eq!(Media::of(other), None, "{other:?}");
        }
    }
}
