//! How far from the root is a category, and is its line of parents a circle?
//! Knows references only; works on the tree as it would be after the import.

use std::collections::BTreeMap;

use crate::products::category::DEPTH_MAX;

/// Where a category stands; shallow ones sort first, so that parents are made before their children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// It is its own ancestor, and becomes a root.
    Circle,
    /// Steps to the root, or to a circle or a parent that is nowhere.
    Steps(usize),
    /// Further from the root than a tree may be, and becomes a root.
    TooDeep,
}

/// Walks up the parents. A category that hangs on a circle without being part of it keeps its place.
pub(super) fn depth(reference: &str, parents: &BTreeMap<String, Option<String>>) -> Depth {
    let mut visited: Vec<&str> = Vec::new();
    let mut at = reference;
    while let Some(Some(parent)) = parents.get(at) {
        visited.push(at);
        if parent == reference {
            return Depth::Circle;
        }
        if visited.contains(&parent.as_str()) {
            break;
        }
        if visited.len() > DEPTH_MAX {
            // a circle longer than the deepest tree ends here too
            return Depth::TooDeep;
        }
        at = parent;
    }
    Depth::Steps(visited.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pairs: &[(&str, &str)], reference: &str, expected: Depth) {
        let own = |(child, parent): &(&str, &str)| {
            let parent = (!parent.is_empty()).then(|| (*parent).to_owned());
            ((*child).to_owned(), parent)
        };
        assert_eq!(depth(reference, &pairs.iter().map(own).collect()), expected);
    }

    #[test]
    fn circles_are_told_from_what_hangs_on_them() {
        let tree = [
            ("a", ""),
            ("b", "a"),
            ("c", "d"),
            ("d", "c"),
            ("e", "d"),
            ("f", "gone"),
        ];
        check(&tree, "a", Depth::Steps(0));
        check(&tree, "b", Depth::Steps(1));
        check(&tree, "c", Depth::Circle);
        check(&tree, "d", Depth::Circle);
        check(&tree, "e", Depth::Steps(3));
        check(&tree, "f", Depth::Steps(1));
        check(&[("a", "a")], "a", Depth::Circle);
    }
}
