//! Made-up products for the raw floors: the same in every run. Knows nothing of our formats.

const MATERIALS = ["brass", "steel", "copper", "rubber", "nylon", "ceramic", "chrome", "çelik", "bakır", "plieninis"];
const SHAPES = ["hex", "round", "flat", "square", "angled", "threaded", "smooth", "dişli", "yassı", "šešiakampis"];
const THINGS = ["bolt", "elbow", "valve", "board", "gasket", "pump", "sensor", "vidalı", "vana", "siurblys"];

/// What somebody types, letter by letter and in the middle of words.
export const queries = ["b", "br", "bra", "brass", "lbo", "ensor", "vid", "siurb", "0417"];

export function products(count) {
  let state = 42;
  const next = (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const one = (list) => list[next(list.length)];
  return Array.from({ length: count }, (_, number) => ({
    id: `0192f000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    code: `HK-${String(number).padStart(6, "0")}`,
    name: `${one(MATERIALS)} ${one(SHAPES)} ${one(THINGS)} ${10 + next(90)}x${10 + next(90)}`,
    brand: `brand ${next(40)}`,
    category: `category ${next(200)}`,
    barcode: String(8_690_000_000_000 + number),
    unit: "C62",
    vat: one(["1", "10", "20"]),
    prices: { list: `${1 + next(900)}.${10 + next(89)}`, dealer: `${1 + next(900)}.${10 + next(89)}`, cost: `${1 + next(900)}.${10 + next(89)}` },
    note: "delivered in boxes of twelve, keep dry",
    active: true,
  }));
}
