//! Where a source stands and where a path leads: crate, then modules. Judges nothing.

/// The one crate of ours that others may name; that they name no other is in their manifests.
const SHARED: &str = "shared";

pub struct Place {
    pub krate: String,
    /// The modules of the source, outermost first; empty for the top of a crate.
    pub modules: Vec<String>,
}

pub enum Target {
    Ours {
        krate: String,
        modules: Vec<String>,
    },
    /// A foreign crate, with what is named in it.
    Foreign(Vec<String>),
}

impl Place {
    /// Tests beside the code may look anywhere.
    pub fn of(path: &str) -> Option<Place> {
        let (krate, inside) = path.split_once("/src/")?;
        let mut modules: Vec<String> = inside
            .trim_end_matches(".rs")
            .split('/')
            .map(String::from)
            .collect();
        match modules.last()?.as_str() {
            "tests" => return None,
            "mod" | "lib" | "main" => modules.truncate(modules.len() - 1),
            _ => {}
        }
        Some(Place {
            krate: krate.into(),
            modules,
        })
    }

    pub fn room(&self) -> &str {
        first(&self.modules)
    }
}

impl Target {
    /// Names that begin with neither a crate nor `crate`, `self`, `super` are children or were imported: seen elsewhere.
    pub fn of(place: &Place, segments: &[String]) -> Option<Target> {
        let (start, rest) = segments.split_first()?;
        let ours = |krate: &str, modules: Vec<String>| {
            Some(Target::Ours {
                krate: krate.into(),
                modules,
            })
        };
        match start.as_str() {
            "crate" => ours(&place.krate, rest.to_vec()),
            "self" => ours(&place.krate, [&place.modules[..], rest].concat()),
            "super" => ours(&place.krate, above(&place.modules, segments)),
            SHARED if place.krate != SHARED => ours(SHARED, rest.to_vec()),
            _ => Some(Target::Foreign(segments.to_vec())),
        }
    }
}

fn above(modules: &[String], segments: &[String]) -> Vec<String> {
    let steps = segments
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    let stay = modules.len().saturating_sub(steps);
    [&modules[..stay], &segments[steps..]].concat()
}

pub fn first(modules: &[String]) -> &str {
    modules.first().map_or("", String::as_str)
}
