//! How the rows of one pull lie in the journal: packed as one piece, because a row of its own in the
//! browser's database costs as much as a hundred of these. Disposable, so it may change with its version.

use super::JournalRow;
use hashbrown::HashMap;

const VERSION: u8 = 1;

pub fn pack(rows: &[JournalRow]) -> Vec<u8> {
    let length: usize = rows.iter().map(|row| row.bytes.len() + 64).sum();
    let mut out = Vec::with_capacity(length);
    out.push(VERSION);
    for row in rows {
        for part in [row.kind.as_bytes(), row.id.as_bytes(), &row.bytes] {
            // a length above 4 GiB cannot stand in a page's memory
            out.extend_from_slice(&(part.len() as u32).to_le_bytes());
            out.extend_from_slice(part);
        }
    }
    out
}

/// `None` when the piece is not one of ours from beginning to end.
pub fn unpack(bytes: &[u8]) -> Option<Vec<JournalRow>> {
    let (version, mut rest) = bytes.split_first()?;
    if *version != VERSION {
        return None;
    }
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let kind = text(part(&mut rest)?)?;
        let id = text(part(&mut rest)?)?;
        let bytes = part(&mut rest)?.to_vec();
        rows.push(JournalRow { kind, id, bytes });
    }
    Some(rows)
}

/// The latest row of each record, in the order in which they were last written.
pub fn latest(rows: Vec<JournalRow>) -> Vec<JournalRow> {
    let mut last = HashMap::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        last.insert((row.kind.clone(), row.id.clone()), at);
    }
    if last.len() == rows.len() {
        return rows;
    }
    let mut keep = vec![false; rows.len()];
    last.into_values().for_each(|at| keep[at] = true);
    let kept = rows.into_iter().zip(keep);
    kept.filter(|(_, keep)| *keep).map(|(row, _)| row).collect()
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (part, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = after;
    Some(part)
}

fn text(bytes: &[u8]) -> Option<String> {
    String::from_utf8(bytes.to_vec()).ok()
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
        let rows = vec![row("a", "one"), row("b", "two")];
        let whole = pack(&rows);
        let boundary = pack(&rows[..1]).len();
        for cut in (2..whole.len()).filter(|cut| *cut != boundary) {
            assert_eq!(unpack(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(unpack(&[]), None);
        assert_eq!(unpack(&[9]), None);
    }

    #[test]
    fn the_latest_row_of_a_record_wins() {
        let rows = vec![row("a", "1"), row("b", "1"), row("a", "2")];
        assert_eq!(latest(rows), vec![row("b", "1"), row("a", "2")]);
    }
}
