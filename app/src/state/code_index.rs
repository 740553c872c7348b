//! Codes and barcodes of the packed products, by what they hash to: 100,000 of them lie in a few megabytes and are found without
//! reading the others. Made when first asked for, and anew when the blocks are others.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use shared::ids::CategoryId;
use shared::money::{Currency, Decimal};
use shared::products::Product;
use shared::products::barcode::comparable;
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::record::Record;
use shared::sync::Replica;
use shared::sync::base::Table;
use uuid::Uuid;

/// The leading fields of a packed product, as far as its barcodes.
type Head<'a> = (
    &'a str,
    &'a str,
    Option<Decimal>,
    Currency,
    Unit,
    Option<&'a str>,
    &'a str,
    Option<CategoryId>,
    Percent,
    Vec<&'a str>,
);

/// A hash, and the block and slot of the product that carries it.
type Line = (u32, u32, u32);

/// See the module.
#[derive(Default)]
pub struct CodeIndex {
    /// What it was made of; held, so that no other block can lie where one of them lay.
    blocks: Vec<Arc<[u8]>>,
    /// Ascending.
    lines: Vec<Line>,
}

impl CodeIndex {
    /// Makes it anew where the replica has other blocks by now.
    pub fn follow(&mut self, replica: &Replica) {
        let table = replica.base().table(Product::KIND);
        let blocks = table.map_or(&[][..], |table| &table.blocks);
        let same = |(held, block): (&Arc<[u8]>, _)| Arc::ptr_eq(held, block);
        let current = self.blocks.len() == blocks.len()
            && (self.blocks.iter())
                .zip(blocks.iter().map(shared::sync::block::Block::bytes))
                .all(same);
        if !current {
            self.blocks = blocks.iter().map(|block| block.bytes().clone()).collect();
            self.lines = table.map(lines).unwrap_or_default();
        }
    }

    /// Packed products that may carry it; two codes can have one hash, so the caller looks at each.
    pub fn find(&mut self, replica: &Replica, typed: &str) -> Vec<Uuid> {
        self.follow(replica);
        let Some(table) = replica.base().table(Product::KIND) else {
            return Vec::new();
        };
        let id = |line: &Line| table.blocks[line.1 as usize].id(line.2 as usize);
        let of = |hash: u32| {
            let from = self.lines.partition_point(|line| line.0 < hash);
            let rest = self.lines[from..].iter();
            rest.take_while(move |line| line.0 == hash).map(id)
        };
        let (code, barcode) = (of_code(typed), of_barcode(typed));
        of(code).chain(of(barcode)).collect()
    }
}

fn lines(table: &Table) -> Vec<Line> {
    let mut lines = Vec::with_capacity(table.len() * 2);
    for (number, block) in (0u32..).zip(&table.blocks) {
        for slot in 0..block.len() {
            let Some(head) = block.head::<Head<'_>>(slot) else {
                continue;
            };
            let mut add = |hash: u32| lines.push((hash, number, slot as u32));
            add(of_code(head.0));
            head.5.map(of_code).into_iter().for_each(&mut add);
            head.9.iter().copied().map(of_barcode).for_each(&mut add);
        }
    }
    lines.sort_unstable();
    lines.shrink_to_fit();
    lines
}

/// Codes are one whatever the case of their letters.
fn of_code(code: &str) -> u32 {
    hash(&code.to_ascii_lowercase())
}

fn of_barcode(code: &str) -> u32 {
    hash(&comparable(code))
}

fn hash(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish() as u32
}
