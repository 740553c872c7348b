//! Everything random comes from the seed (splitmix32), so that a run can be asked for again.

export function chanceOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (count) => next() % count;
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    /// `perCent` of a hundred times.
    happens: (perCent) => below(100) < perCent,
    one: (list) => list[below(list.length)],
  };
}
