//! Lists over the whole replica and search as you type: rows in the order of the person's language, found by any part of any
//! word, Turkish and Lithuanian letters folded. Built once in about a second's fraction, kept true row by row.
//!
//! The folded texts of all rows stand in one string in list order, so a keystroke is one pass of a substring search, and hits
//! come out sorted.

use super::base::{Base, IdHasher, Place, Table};
use crate::record::Stored;
use crate::text::{Alphabet, Language, compare, fold, fold_into};
use hashbrown::HashSet;
use memchr::memmem;
use serde::Deserialize;
use std::cmp::Ordering;
use std::hash::BuildHasherDefault;
use uuid::Uuid;

/// What a list shows and finds of one record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// The list is ordered by it.
    pub title: String,
    /// Codes and other words it is found by besides the title.
    pub words: String,
}

/// How a kind of record stands in a list; `None` keeps it out (archived, answered …).
pub type Describe = fn(&Stored) -> Option<Entry>;

/// One row's place in the text, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Line {
    id: Uuid,
    start: u32,
}

/// Rows whose record changed since the list was built: looked through one by one, they are few.
#[derive(Clone, Debug)]
struct Late {
    id: Uuid,
    title: String,
    folded: String,
}

/// See the module.
#[derive(Debug)]
pub struct Listing {
    language: Language,
    lines: Vec<Line>,
    text: String,
    /// Which records stand in `lines`; filled at the first change.
    places: HashSet<Uuid, BuildHasherDefault<IdHasher>>,
    /// Rows of `lines` that are no longer true.
    stale: HashSet<Uuid>,
    late: Vec<Late>,
}

/// A page of hits in list order, and how many there are in all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    pub ids: Vec<Uuid>,
    pub total: usize,
}

const BREAK: char = '\n';

impl Listing {
    /// Builds from what is packed without unpacking whole records: `H` is (code, name), the head of the kind.
    pub fn of_heads<'a>(
        base: &'a Base,
        kind: &str,
        language: Language,
        head: fn(&'a Table, Place) -> Option<(&'a str, &'a str)>,
    ) -> Self {
        let Some(table) = base.table(kind) else {
            return Self::empty(language);
        };
        let mut rows = Rows::read(table, language, head);
        rows.sort();
        let mut listing = Self::empty(language);
        listing.text.reserve(rows.text_length());
        listing.lines.reserve(rows.rows.len());
        for row in &rows.rows {
            listing.append(row.id, row.name, row.code);
        }
        listing
    }

    /// The first rows of the list alone, without sorting the others: what a start shows while the list is being built.
    pub fn first_of_heads<'a>(
        base: &'a Base,
        kind: &str,
        language: Language,
        count: usize,
        head: fn(&'a Table, Place) -> Option<(&'a str, &'a str)>,
    ) -> Found {
        let Some(table) = base.table(kind) else {
            return Found::default();
        };
        let mut rows = Rows::read(table, language, head);
        let total = rows.rows.len();
        rows.keep_first(count);
        let ids = rows.rows.iter().map(|row| row.id).collect();
        Found { ids, total }
    }

    pub fn of_entries(
        language: Language,
        entries: impl IntoIterator<Item = (Uuid, Entry)>,
    ) -> Self {
        let mut rows: Vec<_> = entries.into_iter().collect();
        rows.sort_by(|left, right| {
            compare(language, &left.1.title, &right.1.title).then(left.0.cmp(&right.0))
        });
        let mut listing = Self::empty(language);
        for (id, entry) in rows {
            listing.append(id, &entry.title, &entry.words);
        }
        listing
    }

    fn empty(language: Language) -> Self {
        Self {
            language,
            lines: Vec::new(),
            text: String::new(),
            places: HashSet::default(),
            stale: HashSet::new(),
            late: Vec::new(),
        }
    }

    /// ` word word\n`: the blank in front makes "at the start of a word" one search too.
    fn append(&mut self, id: Uuid, title: &str, words: &str) {
        self.lines.push(Line {
            id,
            start: self.text.len() as u32,
        });
        self.text.push(' ');
        fold_into(title, &mut self.text);
        self.text.push(' ');
        fold_into(words, &mut self.text);
        self.text.push(BREAK);
    }

    pub fn len(&self) -> usize {
        self.lines.len() - self.stale.len() + self.late.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A record changed, came or went (`None`).
    pub fn update(&mut self, id: Uuid, entry: Option<Entry>) {
        if self.places.is_empty() {
            // only a list that changes pays for knowing where each record stands
            self.places = self.lines.iter().map(|line| line.id).collect();
        }
        if self.places.contains(&id) {
            self.stale.insert(id);
        }
        self.late.retain(|late| late.id != id);
        let Some(entry) = entry else { return };
        let mut folded = String::from(" ");
        fold_into(&entry.title, &mut folded);
        folded.push(' ');
        fold_into(&entry.words, &mut folded);
        let late = Late {
            id,
            title: entry.title,
            folded,
        };
        let at = self.late.partition_point(|other| {
            compare(self.language, &other.title, &late.title) == Ordering::Less
        });
        self.late.insert(at, late);
    }

    /// Rows from `skip` on, at most `take`, that contain every word typed; `total` counts them all. An empty query is the list.
    ///
    /// `title` gives a row's title where late rows have to be merged in among the others.
    pub fn find(
        &self,
        typed: &str,
        skip: usize,
        take: usize,
        title: impl Fn(Uuid) -> Option<String>,
    ) -> Found {
        let query = fold(typed);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        let late: Vec<&Late> = self
            .late
            .iter()
            .filter(|late| words.iter().all(|word| late.folded.contains(word)))
            .collect();
        if words.is_empty() && self.stale.is_empty() && late.is_empty() {
            let ids = self
                .lines
                .iter()
                .skip(skip)
                .take(take)
                .map(|line| line.id)
                .collect();
            return Found {
                ids,
                total: self.lines.len(),
            };
        }
        let hits = self.hits(&words);
        self.merge(&hits, &late, skip, take, title)
    }

    /// Numbers of the true lines that contain every word: the longest word is searched for, the others are checked there.
    fn hits(&self, words: &[&str]) -> Vec<u32> {
        let fresh = |line: &Line| self.stale.is_empty() || !self.stale.contains(&line.id);
        let Some(rarest) = words.iter().max_by_key(|word| word.len()) else {
            return (0..self.lines.len() as u32)
                .filter(|at| fresh(&self.lines[*at as usize]))
                .collect();
        };
        let finder = memmem::Finder::new(rarest.as_bytes());
        let mut hits = Vec::new();
        let (mut from, mut line) = (0, 0);
        while let Some(found) = finder.find(&self.text.as_bytes()[from..]) {
            let at = (from + found) as u32;
            line += self.lines[line..].partition_point(|line| line.start <= at) - 1;
            let end = self
                .lines
                .get(line + 1)
                .map_or(self.text.len(), |next| next.start as usize);
            let text = &self.text[self.lines[line].start as usize..end];
            if fresh(&self.lines[line]) && words.iter().all(|word| text.contains(word)) {
                hits.push(line as u32);
            }
            from = end;
            if line + 1 >= self.lines.len() {
                break;
            }
        }
        hits
    }

    fn merge(
        &self,
        hits: &[u32],
        late: &[&Late],
        skip: usize,
        take: usize,
        title: impl Fn(Uuid) -> Option<String>,
    ) -> Found {
        let total = hits.len() + late.len();
        // each late row's place among the hits, by halving: titles are asked for a few times only
        let places = late.iter().map(|late| {
            hits.partition_point(|hit| {
                let other = title(self.lines[*hit as usize].id).unwrap_or_default();
                compare(self.language, &other, &late.title) == Ordering::Less
            })
        });
        let places: Vec<usize> = places.collect();
        let mut ids = Vec::with_capacity(take.min(total));
        let (mut hit, mut next) = (0, 0);
        for position in 0..total.min(skip + take) {
            let is_late = next < late.len() && places[next] <= hit;
            let id = if is_late {
                late[next].id
            } else {
                self.lines[hits[hit] as usize].id
            };
            if is_late {
                next += 1
            } else {
                hit += 1
            }
            if position >= skip {
                ids.push(id);
            }
        }
        Found { ids, total }
    }
}

/// Rows on their way into a list: the letters of all names stand behind each other, a row knows its piece.
struct Rows<'a> {
    language: Language,
    letters: Vec<u8>,
    rows: Vec<Unsorted<'a>>,
}

struct Unsorted<'a> {
    /// The first sixteen letters as one number: most rows are told apart by it.
    prefix: u128,
    start: u32,
    end: u32,
    name: &'a str,
    code: &'a str,
    id: Uuid,
}

impl<'a> Rows<'a> {
    fn read(
        table: &'a Table,
        language: Language,
        head: fn(&'a Table, Place) -> Option<(&'a str, &'a str)>,
    ) -> Self {
        let alphabet = Alphabet::of(language);
        let mut letters = Vec::with_capacity(table.len() * 40);
        let mut rows = Vec::with_capacity(table.len());
        for (id, place) in table.places() {
            let Some((code, name)) = head(table, place) else {
                continue;
            };
            let start = letters.len();
            alphabet.letters_into(name, &mut letters);
            let prefix = prefix(&letters[start..]);
            let (start, end) = (start as u32, letters.len() as u32);
            rows.push(Unsorted {
                prefix,
                start,
                end,
                name,
                code,
                id,
            });
        }
        Self {
            language,
            letters,
            rows,
        }
    }

    fn sort(&mut self) {
        let (language, letters) = (self.language, &self.letters);
        self.rows
            .sort_unstable_by(|left, right| order(language, letters, left, right));
    }

    fn keep_first(&mut self, count: usize) {
        let (language, letters) = (self.language, &self.letters);
        if count < self.rows.len() {
            self.rows
                .select_nth_unstable_by(count, |left, right| order(language, letters, left, right));
            self.rows.truncate(count);
        }
        self.sort();
    }

    fn text_length(&self) -> usize {
        self.rows
            .iter()
            .map(|row| row.name.len() + row.code.len() + 3)
            .sum()
    }
}

fn prefix(letters: &[u8]) -> u128 {
    let mut first = [0; 16];
    let length = letters.len().min(16);
    first[..length].copy_from_slice(&letters[..length]);
    u128::from_be_bytes(first)
}

fn order(
    language: Language,
    letters: &[u8],
    left: &Unsorted<'_>,
    right: &Unsorted<'_>,
) -> Ordering {
    let whole = |row: &Unsorted<'_>| &letters[row.start as usize..row.end as usize];
    left.prefix
        .cmp(&right.prefix)
        .then_with(|| whole(left).cmp(whole(right)))
        .then_with(|| match left.name == right.name {
            true => Ordering::Equal,
            false => compare(language, left.name, right.name),
        })
        .then_with(|| left.id.cmp(&right.id))
}

/// Reads (code, name) where they lead the packed body, as in products.
pub fn code_and_name(table: &Table, place: Place) -> Option<(&str, &str)> {
    match place {
        Place::Packed(block, slot) => table.blocks[block as usize]
            .head::<Head<'_>>(slot as usize)
            .map(|head| (head.0, head.1)),
        Place::Journal(slot) => {
            let body = table.journal[slot as usize].body.as_ref()?;
            let product = (**body)
                .as_any()
                .downcast_ref::<crate::products::Product>()?;
            Some((&product.code, &product.name))
        }
    }
}

#[derive(Deserialize)]
struct Head<'a>(#[serde(borrow)] &'a str, #[serde(borrow)] &'a str);
