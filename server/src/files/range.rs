//! Which part of a file is asked for: one range of bytes (RFC 9110, 14.2). Several at once are answered with the whole file, as the
//! standard allows.

/// Both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    Whole,
    Part {
        from: u64,
        to: u64,
    },
    /// It begins behind the end.
    Nowhere,
}

/// What `Range` asks of a file of so many bytes; one that cannot be read asks for nothing in particular.
pub fn asked(header: Option<&str>, length: u64) -> Asked {
    let range = header.and_then(|header| header.strip_prefix("bytes="));
    let Some((from, to)) = range.and_then(|range| range.split_once('-')) else {
        return Asked::Whole;
    };
    let last = length.saturating_sub(1);
    match (from.parse::<u64>(), to.parse::<u64>(), from, to) {
        (Ok(from), Ok(to), ..) if from <= to => part(from, to.min(last), length),
        (Ok(from), Err(_), _, "") => part(from, last, length),
        (Err(_), Ok(count), "", _) => part(length.saturating_sub(count), last, length),
        _ => Asked::Whole,
    }
}

fn part(from: u64, to: u64, length: u64) -> Asked {
    match from < length {
        true => Asked::Part { from, to },
        false => Asked::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_the_file() {
        let part = |from, to| Asked::Part { from, to };
        for (header, expected) in [
            ("bytes=0-0", part(0, 0)),
            ("bytes=2-", part(2, 9)),
            ("bytes=-3", part(7, 9)),
            ("bytes=-99", part(0, 9)),
            ("bytes=5-99", part(5, 9)),
            ("bytes=10-", Asked::Nowhere),
            ("bytes=-0", Asked::Nowhere),
            ("bytes=5-2", Asked::Whole),
            ("bytes=0-1,4-5", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=99999999999999999999-", Asked::Whole),
            ("lines=1-2", Asked::Whole),
        ] {
            assert_eq!(asked(Some(header), 10), expected, "{header}");
        }
        assert_eq!(asked(None, 10), Asked::Whole);
    }
}
