//! Which rows of a long list are in sight? Arithmetic over heights and indexes; knows no element.

use std::ops::Range;

/// Rows beyond the edges that are made all the same, so that a quick flick shows no gap.
const BEYOND: usize = 8;

/// The rows to make, given what the list knows about itself. Heights in pixels; a height of zero is not measured yet.
pub fn rows_in_sight(scrolled: f64, height: f64, row_height: f64, count: usize) -> Range<usize> {
    if row_height <= 0.0 {
        return 0..count.min(BEYOND);
    }
    let first = (scrolled.max(0.0) / row_height) as usize;
    let seen = (height / row_height).ceil() as usize + 1;
    first.saturating_sub(BEYOND).min(count)..(first + seen + BEYOND).min(count)
}

/// Where to scroll so that a row is wholly in sight, and nowhere when it already is.
pub fn scroll_to_see(row: usize, scrolled: f64, height: f64, row_height: f64) -> Option<f64> {
    let (top, bottom) = (row as f64 * row_height, (row + 1) as f64 * row_height);
    if top < scrolled {
        Some(top)
    } else if bottom > scrolled + height {
        Some(bottom - height)
    } else {
        None
    }
}

/// The row a key leads to from the row `here`; `page` is how many rows are in sight at once.
pub fn row_by_key(key: &str, here: usize, page: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let row = match key {
        "ArrowDown" => here + 1,
        "ArrowUp" => here.saturating_sub(1),
        "PageDown" => here + page,
        "PageUp" => here.saturating_sub(page),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(row.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rows_are_made_before_anything_is_measured() {
        assert_eq!(rows_in_sight(0.0, 0.0, 0.0, 100_000), 0..8);
        assert_eq!(rows_in_sight(0.0, 0.0, 0.0, 3), 0..3);
    }

    #[test]
    fn only_rows_near_the_sight_are_made() {
        assert_eq!(rows_in_sight(0.0, 720.0, 72.0, 100_000), 0..19);
        assert_eq!(rows_in_sight(72_000.0, 720.0, 72.0, 100_000), 992..1019);
        assert_eq!(rows_in_sight(9e9, 720.0, 72.0, 100), 100..100);
    }

    #[test]
    fn scrolling_moves_only_as_far_as_needed() {
        assert_eq!(scroll_to_see(3, 0.0, 720.0, 72.0), None);
        assert_eq!(scroll_to_see(10, 0.0, 720.0, 72.0), Some(72.0));
        assert_eq!(scroll_to_see(0, 300.0, 720.0, 72.0), Some(0.0));
    }

    #[test]
    fn keys_stay_inside_the_list() {
        assert_eq!(row_by_key("PageDown", 95, 10, 100), Some(99));
        assert_eq!(row_by_key("ArrowUp", 0, 10, 100), Some(0));
        assert_eq!(row_by_key("End", 3, 10, 100_000), Some(99_999));
        assert_eq!(row_by_key("End", 0, 10, 0), None);
        assert_eq!(row_by_key("x", 0, 10, 100), None);
    }
}
