//! Bytes into letters, for the encodings that European spreadsheets write. What no letter belongs to becomes U+FFFD, and is said.
//! Source of the tables: the Encoding Standard (WHATWG), indexes windows-1254 and windows-1257; bytes it gives no letter stay the control they are.

/// A single-byte encoding as its differences from Latin-1, in ascending order.
pub(super) type Differences = [(u8, char)];

#[rustfmt::skip]
pub(super) const WINDOWS_1254: &Differences = &[
    (0x80, '€'), (0x82, '‚'), (0x83, 'ƒ'), (0x84, '„'), (0x85, '…'), (0x86, '†'), (0x87, '‡'), (0x88, 'ˆ'),
    (0x89, '‰'), (0x8a, 'Š'), (0x8b, '‹'), (0x8c, 'Œ'), (0x91, '‘'), (0x92, '’'), (0x93, '“'), (0x94, '”'),
    (0x95, '•'), (0x96, '–'), (0x97, '—'), (0x98, '˜'), (0x99, '™'), (0x9a, 'š'), (0x9b, '›'), (0x9c, 'œ'),
    (0x9f, 'Ÿ'), (0xd0, 'Ğ'), (0xdd, 'İ'), (0xde, 'Ş'), (0xf0, 'ğ'), (0xfd, 'ı'), (0xfe, 'ş'),
];

#[rustfmt::skip]
pub(super) const WINDOWS_1257: &Differences = &[
    (0x80, '€'), (0x82, '‚'), (0x84, '„'), (0x85, '…'), (0x86, '†'), (0x87, '‡'), (0x89, '‰'), (0x8b, '‹'),
    (0x8d, '¨'), (0x8e, 'ˇ'), (0x8f, '¸'), (0x91, '‘'), (0x92, '’'), (0x93, '“'), (0x94, '”'), (0x95, '•'),
    (0x96, '–'), (0x97, '—'), (0x99, '™'), (0x9b, '›'), (0x9d, '¯'), (0x9e, '˛'), (0xa1, '\u{fffd}'),
    (0xa5, '\u{fffd}'), (0xa8, 'Ø'), (0xaa, 'Ŗ'), (0xaf, 'Æ'), (0xb8, 'ø'), (0xba, 'ŗ'), (0xbf, 'æ'), (0xc0, 'Ą'),
    (0xc1, 'Į'), (0xc2, 'Ā'), (0xc3, 'Ć'), (0xc6, 'Ę'), (0xc7, 'Ē'), (0xc8, 'Č'), (0xca, 'Ź'), (0xcb, 'Ė'),
    (0xcc, 'Ģ'), (0xcd, 'Ķ'), (0xce, 'Ī'), (0xcf, 'Ļ'), (0xd0, 'Š'), (0xd1, 'Ń'), (0xd2, 'Ņ'), (0xd4, 'Ō'),
    (0xd8, 'Ų'), (0xd9, 'Ł'), (0xda, 'Ś'), (0xdb, 'Ū'), (0xdd, 'Ż'), (0xde, 'Ž'), (0xe0, 'ą'), (0xe1, 'į'),
    (0xe2, 'ā'), (0xe3, 'ć'), (0xe6, 'ę'), (0xe7, 'ē'), (0xe8, 'č'), (0xea, 'ź'), (0xeb, 'ė'), (0xec, 'ģ'),
    (0xed, 'ķ'), (0xee, 'ī'), (0xef, 'ļ'), (0xf0, 'š'), (0xf1, 'ń'), (0xf2, 'ņ'), (0xf4, 'ō'), (0xf8, 'ų'),
    (0xf9, 'ł'), (0xfa, 'ś'), (0xfb, 'ū'), (0xfd, 'ż'), (0xfe, 'ž'), (0xff, '˙'),
];

pub(super) fn single(bytes: &[u8], differences: &Differences) -> String {
    bytes
        .iter()
        .map(|byte| letter(*byte, differences))
        .collect()
}

fn letter(byte: u8, differences: &Differences) -> char {
    match differences.binary_search_by_key(&byte, |(byte, _)| *byte) {
        Ok(at) => differences[at].1,
        Err(_) => char::from(byte),
    }
}

/// `unit` makes one code unit of two bytes. A last byte without its other half is a broken letter, too; together with the
/// first half of a pair before it, it is one.
pub(super) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let pairs = bytes.chunks_exact(2);
    let torn = !pairs.remainder().is_empty();
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    let open = units
        .last()
        .is_some_and(|last| (0xd800..0xdc00).contains(last));
    let mut text = String::from_utf16_lossy(&units);
    if torn && !open {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::Encoding;
    use proptest::prelude::*;

    fn theirs(encoding: &'static Encoding, bytes: &[u8]) -> String {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    #[test]
    fn every_byte_is_the_letter_of_the_standard() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(
            single(&all, WINDOWS_1254),
            theirs(encoding_rs::WINDOWS_1254, &all)
        );
        assert_eq!(
            single(&all, WINDOWS_1257),
            theirs(encoding_rs::WINDOWS_1257, &all)
        );
    }

    proptest! {
        #[test]
        fn sixteen_bits_are_read_as_the_standard_reads_them(bytes: Vec<u8>) {
            prop_assert_eq!(utf16(&bytes, u16::from_le_bytes), theirs(encoding_rs::UTF_16LE, &bytes));
            prop_assert_eq!(utf16(&bytes, u16::from_be_bytes), theirs(encoding_rs::UTF_16BE, &bytes));
        }
    }
}
