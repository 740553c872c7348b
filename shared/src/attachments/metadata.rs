//! A photo without what its camera wrote into it: place, time, device, thumbnails, comments (ASVS 14.2.8). Whole segments are left out and
//! nothing is decoded, so not a point of the picture changes: a serial number stays as readable as it was, which drawing it anew in the
//! browser would not promise, and the rule is tested without one. Only which way up it is held stays; colours need their profile.
//!
//! What stays is a list, so that a segment nobody thought of goes. Papers (PDF) stay as they are: people write them.

use super::media::Media;

/// The bytes do not hold together as such a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the picture is damaged")]
pub struct Damaged;

pub fn without_metadata(media: Media, bytes: &[u8]) -> Result<Vec<u8>, Damaged> {
    let kept = match media {
        Media::Jpeg => jpeg(bytes),
        Media::Png | Media::Signature => png(bytes),
        Media::Webp => webp(bytes),
        Media::Pdf => Some(bytes.to_vec()),
    };
    kept.ok_or(Damaged)
}

/// Segment by segment, and between them the scans of the picture, which are all data. What stands behind the end goes: phones hide whole
/// films there.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut rest = bytes.get(2..)?;
    let mut turned = None;
    loop {
        let (marker, length) = match rest {
            // fill bytes may stand before a marker
            [0xff, 0xff, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xff, 0xd9, ..] => {
                kept.extend([0xff, 0xd9]);
                return Some(kept);
            }
            [0xff, marker, high, low, ..] => (*marker, usize::from(*high) << 8 | usize::from(*low)),
            _ => return None,
        };
        let segment = rest.get(..2 + length).filter(|_| length >= 2)?;
        rest = &rest[2 + length..];
        match marker {
            0xda => {
                kept.extend(turned.take().map(upright).unwrap_or_default());
                kept.extend(segment);
                let scan = rest.get(..scan_length(rest)?)?;
                kept.extend(scan);
                rest = &rest[scan.len()..];
            }
            0xe1 => turned = turned.or(turning(&segment[4..])),
            // JFIF, colour profile, how colours are coded
            0xe0 | 0xe2 | 0xee => kept.extend(segment),
            0xe3..=0xef | 0xfe => {}
            _ => kept.extend(segment),
        }
    }
}

/// Up to the next marker; what looks like one inside a scan is a stuffed byte or a place to begin anew.
fn scan_length(data: &[u8]) -> Option<usize> {
    let inside = |byte: u8| matches!(byte, 0 | 0xd0..=0xd7);
    let marker = |pair: &[u8]| pair[0] == 0xff && !inside(pair[1]);
    data.windows(2).position(marker)
}

/// Which of the eight ways it is held, as Exif says it (tag 0x0112 of the first directory).
fn turning(segment: &[u8]) -> Option<u8> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let number = |at: usize, length: usize| {
        let bytes = tiff.get(at..at.checked_add(length)?)?;
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(match little {
            true => bytes.iter().rev().fold(0, add),
            false => bytes.iter().fold(0, add),
        })
    };
    let directory = number(4, 4)?;
    let count = number(directory, 2)?;
    let entry = |nth: usize| directory.checked_add(2 + nth * 12);
    let found = (0..count)
        .filter_map(entry)
        .find(|at| number(*at, 2) == Some(0x0112))?;
    let way = u8::try_from(number(found.checked_add(8)?, 2)?).ok()?;
    (2..=8).contains(&way).then_some(way)
}

/// The smallest Exif there is: which way up, and nothing else.
fn upright(way: u8) -> Vec<u8> {
    let mut segment = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    segment.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0]);
    segment.extend([0, 0, 0, 0]);
    segment
}

const PNG_KEPT: [&[u8; 4]; 14] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs", b"sPLT", b"hIST",
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..8)?.to_vec();
    let mut rest = &bytes[8..];
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let chunk = rest.get(..whole)?;
        let name: &[u8; 4] = chunk[4..8].try_into().ok()?;
        if PNG_KEPT.contains(&name) {
            kept.extend(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        rest = &rest[whole..];
    }
}

const WEBP_KEPT: [&[u8; 4]; 7] = [
    b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
/// In the flags of `VP8X`: there is Exif, there is XMP.
const WEBP_TELLS: u8 = 0b0000_1100;

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let said = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?);
    let end = usize::try_from(said).ok()?.checked_add(8)?;
    let mut rest = bytes.get(12..end)?;
    let mut kept = b"WEBP".to_vec();
    while !rest.is_empty() {
        let length = u32::from_le_bytes(*rest.get(4..)?.first_chunk()?);
        let padded = usize::try_from(length).ok()?.checked_next_multiple_of(2)?;
        let whole = padded.checked_add(8)?;
        let mut chunk = rest.get(..whole)?.to_vec();
        let name: &[u8; 4] = rest.first_chunk()?;
        if name == b"VP8X" {
            *chunk.get_mut(8)? &= !WEBP_TELLS;
        }
        if WEBP_KEPT.contains(&name) {
            kept.extend(chunk);
        }
        rest = &rest[whole..];
    }
    let length = u32::try_from(kept.len()).ok()?;
    Some([b"RIFF", &length.to_le_bytes()[..], &kept].concat())
}

#[cfg(test)]
mod tests;
