//! Where does a category stand in the tree? Its path in words, for cards, choices and second lines.

use shared::ids::CategoryId;
use shared::products::Category;
use shared::products::category::DEPTH_MAX;

use crate::state::Device;

/// "Compressors › Screw compressors", from the root down; empty when the category is not aboard.
pub fn path(device: Device, category: CategoryId) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut next = Some(category);
    while let Some(id) = next.filter(|_| names.len() < DEPTH_MAX) {
        let found = device.get::<Category>(id);
        next = found.as_ref().and_then(|category| category.parent);
        names.extend(found.map(|category| category.name));
    }
    names.reverse();
    names.join(" › ")
}

/// Every category with its path, in the order of the paths.
pub fn all(device: Device) -> Vec<(CategoryId, String)> {
    let ids = device.all::<Category>().into_iter().map(|(id, _)| id);
    let mut paths: Vec<(CategoryId, String)> = ids.map(|id| (id, path(device, id))).collect();
    paths
        .sort_by(|one, other| shared::text::compare(crate::messages::language(), &one.1, &other.1));
    paths
}
