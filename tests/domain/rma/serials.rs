//! SER-13: what is typed into the field of serials, parted and looked at.

use shared::documents::serials::typed;
use shared::products::Tracking;
use shared::quantity::Quantity;
use support::cases;

#[test]
fn a_field_of_serials_is_parted_and_looked_at() {
    cases::check("documents/serials.txt", |case| {
        let field = case
            .given("typed")?
            .replace('⏎', "\n")
            .replace("(empty)", "");
        let pieces = case.given("quantity")?.parse().map_err(|_| "no quantity")?;
        let tracking = match case.given_or("tracking", "serial") {
            "none" => Tracking::None,
            _ => Tracking::Serial,
        };
        let found = typed(
            "lines.1.serials",
            &field,
            &Quantity::pieces(pieces),
            tracking,
        );
        let each = found
            .serials
            .iter()
            .map(|serial| format!("serial     [{serial}]"));
        let problems = found.problems.iter().map(|problem| {
            let word = if problem.blocks() { "blocks" } else { "warns" };
            let values: Vec<String> = problem.values.values().cloned().collect();
            format!("{word:<10} {} {}", problem.code, values.join(" "))
        });
        let lines: Vec<String> = each.chain(problems).collect();
        Ok(match lines.is_empty() {
            true => "nothing".to_owned(),
            false => lines.join("\n"),
        })
    });
}
