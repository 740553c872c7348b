//! How rows of the journal and blocks lie together in larger pieces, because each value of its own in
//! the browser's database costs as much as a hundred kilobytes. Disposable, so it may change with its version.

use super::{Block, JournalRow};
use hashbrown::HashMap;

const VERSION: u8 = 1;

pub fn pack(rows: &[JournalRow]) -> Vec<u8> {
    let mut piece = Piece::default();
    for row in rows {
        piece.add(&row.kind, &row.id, &row.bytes);
    }
    piece.bytes()
}

/// `None` when the piece is not one of ours from beginning to end.
pub fn unpack(bytes: &[u8]) -> Option<Vec<JournalRow>> {
    let row = |kind: &str, id: &str, bytes: &[u8]| JournalRow {
        kind: kind.to_owned(),
        id: id.to_owned(),
        bytes: bytes.to_vec(),
    };
    unpacked(bytes, row)
}

/// Blocks as they share pages of about `page_bytes`; each page with the places of its blocks in `blocks`.
pub fn pages(blocks: &[Block], page_bytes: usize) -> Vec<(Vec<u8>, std::ops::Range<usize>)> {
    let (mut pages, mut piece, mut first) = (Vec::new(), Piece::default(), 0);
    for (at, block) in blocks.iter().enumerate() {
        piece.add(&block.key, &block.head, &block.bytes);
        if piece.0.len() >= page_bytes || at + 1 == blocks.len() {
            pages.push((std::mem::take(&mut piece).bytes(), first..at + 1));
            first = at + 1;
        }
    }
    pages
}

/// The blocks of a page.
pub fn unpack_page(bytes: &[u8]) -> Option<Vec<Block>> {
    let block = |key: &str, head: &str, bytes: &[u8]| Block {
        key: key.to_owned(),
        head: head.to_owned(),
        bytes: bytes.to_vec(),
    };
    unpacked(bytes, block)
}

#[derive(Default)]
struct Piece(Vec<u8>);

impl Piece {
    fn add(&mut self, one: &str, two: &str, body: &[u8]) {
        for part in [one.as_bytes(), two.as_bytes(), body] {
            // a length above 4 GiB cannot stand in a page's memory
            let length = part.len() as u32;
            self.0.extend_from_slice(&length.to_le_bytes());
            self.0.extend_from_slice(part);
        }
    }

    /// The version stands last, so that adding never moves what is there.
    fn bytes(mut self) -> Vec<u8> {
        self.0.push(VERSION);
        self.0
    }
}

fn unpacked<T>(bytes: &[u8], make: impl Fn(&str, &str, &[u8]) -> T) -> Option<Vec<T>> {
    let (version, mut rest) = bytes.split_last()?;
    if *version != VERSION {
        return None;
    }
    let mut all = Vec::new();
    while !rest.is_empty() {
        let one = text(part(&mut rest)?)?;
        let two = text(part(&mut rest)?)?;
        all.push(make(one, two, part(&mut rest)?));
    }
    Some(all)
}

/// The latest row of each record, in the order in which they were last written.
pub fn latest(mut rows: Vec<JournalRow>) -> Vec<JournalRow> {
    let mut last = HashMap::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        last.insert((row.kind.as_str(), row.id.as_str()), at);
    }
    let mut keep = vec![false; rows.len()];
    last.into_values().for_each(|at| keep[at] = true);
    let mut keep = keep.into_iter();
    rows.retain(|_| keep.next() == Some(true));
    rows
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (part, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = after;
    Some(part)
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, body: &str) -> JournalRow {
        JournalRow {
            kind: "product".to_owned(),
            id: id.to_owned(),
            bytes: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn what_is_packed_comes_back_whole() {
        let rows = vec![row("a", "one"), row("ı", ""), row("b", "two")];
        assert_eq!(unpack(&pack(&rows)), Some(rows));
        assert_eq!(unpack(&pack(&[])), Some(vec![]));
    }

    #[test]
    fn a_piece_cut_anywhere_is_not_read_as_a_shorter_one() {
        let whole = pack(&[row("a", "one"), row("b", "two")]);
        for cut in 0..whole.len() {
            assert_eq!(unpack(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(unpack(&[9]), None);
    }

    #[test]
    fn blocks_share_pages_in_their_order() {
        let block = |at: u8| Block {
            key: format!("everyone|product|{at}"),
            head: "format 1".to_owned(),
            bytes: vec![at; 100],
        };
        let blocks: Vec<Block> = (0..7).map(block).collect();
        let pages = pages(&blocks, 300);
        let ranges: Vec<_> = pages.iter().map(|(_, range)| range.clone()).collect();
        assert_eq!(ranges, [0..3, 3..6, 6..7]);
        let back = pages.iter().filter_map(|(bytes, _)| unpack_page(bytes));
        assert_eq!(back.flatten().collect::<Vec<_>>(), blocks);
        assert!(super::pages(&[], 300).is_empty());
    }

    #[test]
    fn the_latest_row_of_a_record_wins() {
        let rows = vec![row("a", "1"), row("b", "1"), row("a", "2")];
        assert_eq!(latest(rows), vec![row("b", "1"), row("a", "2")]);
    }
}
