//! Which categories does a table name, under which parents, and which of them are new?
//! A parent that is missing or a circle costs the place in the tree, never the category.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::category_columns::CategoryColumns;
use super::cells::fits;
use super::depth::{Depth, depth};
use super::{Counts, Plan, placed};
use crate::brought::Brought;
use crate::ids::CategoryId;
use crate::problem::Problem;
use crate::products::category::Category;
use crate::products::change::CategoryRow;
use crate::table::Table;
use crate::text::{Text, fold};

/// The categories that are there and those the file adds, by reference.
pub(super) struct Tree<'a> {
    source: &'a str,
    by_reference: BTreeMap<String, (CategoryId, Category)>,
    by_name: BTreeMap<String, CategoryId>,
    /// The categories that are there, as they are.
    before: BTreeMap<CategoryId, Category>,
    /// References of new and changed categories with their lines, parents first.
    changed: Vec<(String, Option<u64>)>,
}

/// One row of the table as it was read.
struct Read {
    line: u64,
    reference: String,
    /// `None`: the file says nothing of parents.
    parent: Option<Option<String>>,
    name: String,
}

impl<'a> Tree<'a> {
    pub fn new(existing: Vec<(CategoryId, Category)>, source: &'a str) -> Tree<'a> {
        let named = |(id, category): &(CategoryId, Category)| (fold(&category.name), *id);
        let by_name = existing.iter().map(named).collect();
        let before = existing.iter().cloned().collect();
        let known = existing.into_iter();
        let by_reference = known
            .map(|(id, found)| (found.reference.clone(), (id, found)))
            .collect();
        Tree {
            source,
            by_reference,
            by_name,
            before,
            changed: Vec::new(),
        }
    }

    /// The category a product row names by its number.
    pub fn by_reference(&self, reference: &str) -> Option<CategoryId> {
        self.by_reference
            .get(&self.reference(reference))
            .map(|(id, _)| *id)
    }

    /// The category a product row names by its name; made at the root when there is none.
    pub fn by_name(
        &mut self,
        name: &Text,
        line: u64,
        new_id: &mut dyn FnMut() -> Uuid,
        counts: &mut Counts,
    ) -> CategoryId {
        let key = fold(name);
        if let Some(id) = self.by_name.get(&key) {
            return *id;
        }
        let reference = self.reference(&key);
        if let Some((id, _)) = self.by_reference.get(&reference) {
            return *id;
        }
        let made = Read {
            line,
            reference,
            parent: None,
            name: name.to_string(),
        };
        counts.new += 1;
        self.put(&made, None, new_id)
    }

    pub fn into_rows(self) -> Vec<CategoryRow> {
        let row = |(reference, line): &(String, Option<u64>)| {
            let (id, category) = &self.by_reference[reference];
            let category = Brought::between(self.before.get(id), category.clone())?;
            Some(CategoryRow {
                id: *id,
                line: *line,
                category,
            })
        };
        self.changed.iter().filter_map(row).collect()
    }

    pub fn read(
        &mut self,
        table: &Table,
        columns: CategoryColumns,
        new_id: &mut dyn FnMut() -> Uuid,
        plan: &mut Plan,
    ) {
        let rows = self.read_rows(table, columns, &mut plan.problems);
        plan.categories.refused = table.rows.len() - rows.len();
        let parents = self.parents(&rows);
        let mut ordered: Vec<(Depth, &Read)> = rows
            .iter()
            .map(|row| (depth(&row.reference, &parents), row))
            .collect();
        ordered.sort_by_key(|(depth, _)| *depth);
        for (depth, row) in ordered {
            let code = match depth {
                Depth::Steps(_) => None,
                Depth::Circle => Some("category-circle"),
                Depth::TooDeep => Some("category-too-deep"),
            };
            let say = |problem| {
                at(
                    row.line,
                    placed(problem, table, columns.parent, "category-parent"),
                )
            };
            (plan.problems).extend(code.map(|code| say(Problem::warn("", code))));
            let before = self
                .by_reference
                .get(&row.reference)
                .map(|(_, category)| category.clone());
            let parent = match &row.parent {
                None => before.as_ref().and_then(|before| before.parent),
                Some(named) => {
                    let named = named.as_deref().filter(|_| code.is_none());
                    named.and_then(|named| {
                        let found = self.by_reference.get(named).map(|(id, _)| *id);
                        if found.is_none() {
                            let problem = Problem::warn("", "category-parent-missing");
                            plan.problems.push(say(problem.with("parent", named)));
                        }
                        found
                    })
                }
            };
            self.put(row, parent, new_id);
            let now = &self.by_reference[&row.reference].1;
            match before {
                None => plan.categories.new += 1,
                Some(before) if before == *now => plan.categories.unchanged += 1,
                Some(_) => plan.categories.changed += 1,
            }
        }
    }

    /// Every category's parent as it will be: the file's word before what is there.
    fn parents(&self, rows: &[Read]) -> BTreeMap<String, Option<String>> {
        let references: BTreeMap<CategoryId, &String> = self
            .by_reference
            .iter()
            .map(|(reference, (id, _))| (*id, reference))
            .collect();
        let known = self.by_reference.iter().map(|(reference, (_, category))| {
            let parent = category.parent.and_then(|parent| references.get(&parent));
            (reference.clone(), parent.map(|parent| (*parent).clone()))
        });
        let read = rows
            .iter()
            .filter_map(|row| Some((row.reference.clone(), row.parent.clone()?)));
        known.chain(read).collect()
    }

    fn read_rows(
        &self,
        table: &Table,
        columns: CategoryColumns,
        problems: &mut Vec<Problem>,
    ) -> Vec<Read> {
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        let mut rows = Vec::new();
        for row in &table.rows {
            let number = |problem| {
                at(
                    row.line,
                    placed(
                        problem,
                        table,
                        Some(columns.reference),
                        "category-reference",
                    ),
                )
            };
            let Some(reference) = row.cell(columns.reference) else {
                problems.push(number(Problem::block("", "category-number-missing")));
                continue;
            };
            if let Err(problem) = fits(reference, "") {
                problems.push(number(problem));
                continue;
            }
            let Some(Ok(name)) = row.cell(columns.name).map(Text::new) else {
                let problem = Problem::block("", "name-missing");
                let problem = placed(problem, table, Some(columns.name), "category-name");
                problems.push(at(row.line, problem));
                continue;
            };
            let reference = self.reference(reference);
            if let Some(first) = seen.insert(reference.clone(), row.line) {
                let problem = Problem::block("", "category-twice").with("first_line", first);
                problems.push(number(problem));
                continue;
            }
            let parent = columns
                .parent
                .map(|column| row.cell(column).map(|parent| self.reference(parent)));
            rows.push(Read {
                line: row.line,
                reference,
                parent,
                name: name.to_string(),
            });
        }
        rows
    }

    fn put(
        &mut self,
        row: &Read,
        parent: Option<CategoryId>,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> CategoryId {
        let reference = row.reference.clone();
        let category = Category {
            name: row.name.clone(),
            parent,
            reference: reference.clone(),
        };
        let before = self.by_reference.get(&reference);
        let id = before.map_or_else(|| CategoryId(new_id()), |(id, _)| *id);
        if before.is_none_or(|(_, before)| *before != category) {
            self.changed.push((reference.clone(), Some(row.line)));
        }
        self.by_name.entry(fold(&category.name)).or_insert(id);
        self.by_reference.insert(reference, (id, category));
        id
    }

    fn reference(&self, number: &str) -> String {
        match self.source {
            "" => number.to_owned(),
            source => format!("{source}:{number}"),
        }
    }
}

fn at(line: u64, problem: Problem) -> Problem {
    problem.with("line", line)
}
