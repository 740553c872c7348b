//! Photos with everything a camera writes, and what is left of them.

use super::*;

const SECRET: &[u8] = b"41.0082 N 28.9784 E";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("short");
    [&[0xff, marker][..], &length.to_be_bytes(), content].concat()
}

/// Exif that says which way up, in the given order of bytes, and where it was.
fn exif(order: &[u8; 2], way: u8) -> Vec<u8> {
    let number = |value: u32, length: usize| match order {
        b"II" => value.to_le_bytes()[..length].to_vec(),
        _ => value.to_be_bytes()[4 - length..].to_vec(),
    };
    let mut tiff = [&order[..], &number(42, 2), &number(8, 4), &number(2, 2)].concat();
    for (tag, value) in [(0x010f, 7), (0x0112, u32::from(way))] {
        let value = [number(value, 2), vec![0, 0]].concat();
        tiff.extend([number(tag, 2), number(3, 2), number(1, 4), value].concat());
    }
    [b"Exif\0\0", tiff.as_slice(), &number(0, 4), SECRET].concat()
}

fn photo(exif: &[u8]) -> Vec<u8> {
    [
        b"\xff\xd8".to_vec(),
        segment(0xe0, b"JFIF\0"),
        segment(0xe1, exif),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()),
        segment(0xe2, b"ICC_PROFILE\0"),
        segment(0xed, SECRET),
        segment(0xfe, SECRET),
        segment(0xdb, b"tables"),
        segment(0xda, b"scan"),
        b"\x12\xff\x00\x34\xff\xd0\x56".to_vec(),
        segment(0xc4, b"tables \xff\xd9"),
        segment(0xda, b"scan"),
        b"\x78\xff\xd9".to_vec(),
        [b"a film ", SECRET].concat(),
    ]
    .concat()
}

fn tells(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET)
}

#[test]
fn a_photo_keeps_its_picture_and_which_way_up_it_is() {
    for order in [b"II", b"MM"] {
        let before = photo(&exif(order, 6));
        assert!(tells(&before));
        let after = without_metadata(Media::Jpeg, &before).expect("a photo");
        assert!(!tells(&after));
        let kept = [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFIF\0"),
            segment(0xe2, b"ICC_PROFILE\0"),
            segment(0xdb, b"tables"),
            upright(6),
            segment(0xda, b"scan"),
            b"\x12\xff\x00\x34\xff\xd0\x56".to_vec(),
            segment(0xc4, b"tables \xff\xd9"),
            segment(0xda, b"scan"),
            b"\x78\xff\xd9".to_vec(),
        ];
        assert_eq!(after, kept.concat());
        assert_eq!(turning(&upright(6)[4..]), Some(6));
        let twice = without_metadata(Media::Jpeg, &after);
        assert_eq!(twice.as_ref(), Ok(&after), "twice is once");
    }
}

#[test]
fn a_photo_that_stands_upright_needs_no_exif() {
    let after = without_metadata(Media::Jpeg, &photo(&exif(b"II", 1))).expect("a photo");
    assert!(!after.windows(4).any(|part| part == b"Exif"));
}

#[test]
fn png_and_webp_keep_what_is_drawn() {
    let chunk = |name: &[u8], content: &[u8]| {
        let length = (content.len() as u32).to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    };
    let png = |extra: &[u8]| {
        let begin = b"\x89PNG\r\n\x1a\n".to_vec();
        let (head, data) = (chunk(b"IHDR", b"13"), chunk(b"IDAT", b"points"));
        [begin, head, extra.to_vec(), data, chunk(b"IEND", b"")].concat()
    };
    let extra = [chunk(b"eXIf", SECRET), chunk(b"iTXt", SECRET)].concat();
    let after = without_metadata(Media::Png, &png(&extra));
    assert_eq!(after, Ok(png(b"")));
    let chunk = |name: &[u8], content: &[u8]| {
        let length = (content.len() as u32).to_le_bytes();
        let pad = vec![0; content.len() % 2];
        [name, &length[..], content, &pad].concat()
    };
    let webp = |flags: u8, extra: &[u8]| {
        let inside = [
            b"WEBP".to_vec(),
            chunk(b"VP8X", &[flags, 0, 0]),
            chunk(b"VP8 ", b"points"),
        ];
        let inside = [inside.concat(), extra.to_vec()].concat();
        [b"RIFF", &(inside.len() as u32).to_le_bytes()[..], &inside].concat()
    };
    let extra = [chunk(b"EXIF", SECRET), chunk(b"XMP ", SECRET)].concat();
    let after = without_metadata(Media::Webp, &webp(0b0001_1100, &extra));
    assert_eq!(after, Ok(webp(0b0001_0000, b"")));
}

#[test]
fn what_is_cut_short_is_damaged_and_never_a_panic() {
    for (media, whole) in [
        (Media::Jpeg, photo(&exif(b"II", 6))),
        (
            Media::Png,
            b"\x89PNG\r\n\x1a\n\0\0\0\x02IHDR13\0\0\0\0".to_vec(),
        ),
        (
            Media::Webp,
            b"RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0abcd".to_vec(),
        ),
    ] {
        for length in 0..whole.len() {
            let cut = without_metadata(media, &whole[..length]);
            let picture = media == Media::Jpeg && length >= whole.len() - SECRET.len() - 7;
            assert_eq!(cut.is_ok(), picture, "{media:?} {length}");
        }
    }
    let paper = b"%PDF-1.7".to_vec();
    assert_eq!(without_metadata(Media::Pdf, &paper), Ok(paper));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_kept_or_refused(bytes in proptest::collection::vec(0u8.., 0..300)) {
        for media in Media::ALL {
            let _kept_or_refused = without_metadata(media, &bytes);
            let exif = [b"Exif\0\0II".to_vec(), bytes.clone()].concat();
            let _way = turning(&exif);
        }
    }
}
