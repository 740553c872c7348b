//! Serials case by case: may one stand on a line, what does a scanned code mean, until when is a unit covered.

use shared::calendar::{Day, Moment, Period, PeriodUnit};
use shared::ids::ProductId;
use shared::products::{Tracking, WarrantyStart, WarrantyTerms};
use shared::quantity::{Quantity, Unit};
use shared::serials::scan::{Candidate, candidates};
use shared::serials::{
    Finding, Lookup, Movement, MovementKind, NotShipped, Owner, Quantities, Question, SerialNumber,
    Verdict, check,
};
use shared::warranty::{Dates, Status, coverage};
use support::cases::{self, Case};
use uuid::Uuid;

/// The product of every line.
const OWN: &str = "HK-40";

fn said(problem: impl ToString) -> String {
    problem.to_string()
}

fn product(code: &str) -> ProductId {
    let number = code
        .bytes()
        .fold(0, |sum, byte| sum * 256 + u128::from(byte));
    ProductId(Uuid::from_u128(number))
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(said)
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(&format!("{text}T00:00:00Z")).map_err(said)
}

/// `sold 2026-03-05 by S-1 cancelled`, `invoiced 2026-03-07 by I-1`, `returned 2026-04-01 by R-1 2 pcs`.
fn movement(text: &str) -> Result<Movement, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [
        deed @ ("sold" | "invoiced" | "returned"),
        on,
        "by",
        document,
        rest @ ..,
    ] = words.as_slice()
    else {
        return Err(format!("no movement: {text}"));
    };
    let (kind, invoiced) = match *deed {
        "sold" => (MovementKind::Sale, false),
        "invoiced" => (MovementKind::Sale, true),
        _ => (MovementKind::Return, false),
    };
    let on = day(on)?;
    let quantity = match rest {
        [value, unit] => {
            let unit = Unit::new(unit).map_err(said)?;
            Some(Quantity::new(value.parse().map_err(said)?, unit).map_err(said)?)
        }
        _ => None,
    };
    Ok(Movement {
        kind,
        document: (*document).to_owned(),
        account: None,
        dispatched: (!invoiced).then_some(on),
        invoiced: invoiced.then_some(on),
        cancelled: rest == ["cancelled"],
        quantity,
    })
}

fn tracking(case: &Case) -> Tracking {
    match case.given("tracking") {
        Ok("lot") => Tracking::Lot,
        _ => Tracking::Serial,
    }
}

fn owner(text: &str, tracking: Tracking) -> Result<Owner, String> {
    let (code, movements) = text.split_once(": ").ok_or("an owner has movements")?;
    let movements = match movements {
        "in stock" => Vec::new(),
        movements => movements
            .split(", ")
            .map(movement)
            .collect::<Result<_, _>>()?,
    };
    Ok(Owner {
        product: Some(product(code)),
        code: code.to_owned(),
        name: code.to_owned(),
        tracking,
        movements,
    })
}

fn lookup(case: &Case) -> Result<Lookup, String> {
    let owners = case
        .each("owner")
        .map(|text| owner(text, tracking(case)))
        .collect::<Result<Vec<_>, _>>()?;
    let by = case.given("known by")?;
    let (who, rest) = by.split_once([' ', ',']).unwrap_or((by, ""));
    let rest = rest.trim();
    Ok(match (who, rest.rsplit_once(' ')) {
        ("ERP", _) => Lookup::Erp { owners },
        ("own", _) => Lookup::OwnRegister { owners },
        ("device", _) => Lookup::Aboard {
            owners,
            as_of: moment(rest)?,
        },
        ("nobody", None) => Lookup::NotAboard { ever_shipped: None },
        ("nobody", Some((answer, on))) => Lookup::NotAboard {
            ever_shipped: Some((answer == "shipped", moment(on)?)),
        },
        _ => return Err(format!("nobody is called {by}")),
    })
}

fn told(finding: &Finding) -> String {
    let says = match &finding.verdict {
        Verdict::Empty => "nothing".to_owned(),
        Verdict::Fine => "fine".to_owned(),
        Verdict::NoDispatch { why } => match why {
            None => "no dispatch-out, goes on".to_owned(),
            Some(NotShipped::InStock) => "no dispatch-out (in stock), goes on".to_owned(),
            Some(NotShipped::SaleCancelled) => {
                "no dispatch-out (sale cancelled), goes on".to_owned()
            }
            Some(NotShipped::Returned) => "no dispatch-out (returned), goes on".to_owned(),
        },
        Verdict::OtherProduct { owners } => {
            let owners: Vec<String> = owners
                .iter()
                .map(|owner| format!("{}'s", owner.code))
                .collect();
            format!("not this product's but {}, stays", owners.join(", "))
        }
        Verdict::NotLinked { no_dispatch: false } => "product not linked, goes on".to_owned(),
        Verdict::NotLinked { no_dispatch: true } => {
            "product not linked, no dispatch-out, goes on".to_owned()
        }
        Verdict::WillBeVerified { perhaps_ours } => match perhaps_ours {
            None => "will be verified, goes on".to_owned(),
            Some(true) => "will be verified, perhaps ours, goes on".to_owned(),
            Some(false) => "will be verified, never ours, goes on".to_owned(),
        },
    };
    assert_eq!(finding.blocks(), says.ends_with("stays"));
    let quantity = match &finding.quantities {
        Quantities::Open => "open".to_owned(),
        Quantities::One => "1".to_owned(),
        Quantities::UpTo(most) => format!("up to {} {}", most.value, most.unit),
    };
    let warranty = match (&finding.verdict, &finding.sale) {
        (Verdict::Empty, _) => "–".to_owned(),
        (_, None) => "unknown".to_owned(),
        (_, Some(sale)) => match (sale.dispatched, sale.invoiced) {
            (Some(dispatched), Some(invoiced)) => {
                format!(
                    "from {}, dispatched {dispatched}, invoiced {invoiced}",
                    sale.document
                )
            }
            _ => format!("from {}", sale.document),
        },
    };
    let verified = if finding.verified { "yes" } else { "no" };
    let as_of = finding
        .as_of
        .map(|at| format!("\nas of      {}", at.utc_day()));
    format!(
        "says       {says}\nquantity   {quantity}\nwarranty   {warranty}\nverified   {verified}{}",
        as_of.unwrap_or_default()
    )
}

#[test]
fn a_serial_may_stand_on_a_line_or_not() {
    cases::check("serials/check.txt", |case| {
        let serial = match case.given("serial")? {
            "(empty)" => None,
            typed => Some(SerialNumber::new(typed).map_err(said)?),
        };
        let finding = check(&Question {
            serial: serial.as_ref(),
            product: product(OWN),
            linked: case.given("product") != Ok("not linked"),
            tracking: tracking(case),
            lookup: &lookup(case)?,
        });
        Ok(told(&finding))
    });
}

#[test]
fn a_scanned_code_has_its_meanings() {
    cases::check("serials/scan.txt", |case| {
        let code = case
            .given("code")?
            .replace("{GS}", "\u{1d}")
            .replace("{LF}", "\n");
        let lines = candidates(&code)
            .into_iter()
            .map(|candidate| match candidate {
                Candidate::Serial(serial) => format!("serial     {}", serial.as_str()),
                Candidate::Item(item) => format!("item       {item}"),
                Candidate::Lot(lot) => format!("lot        {}", lot.as_str()),
            });
        let lines: Vec<String> = lines.collect();
        Ok(match lines.is_empty() {
            true => "nothing".to_owned(),
            false => lines.join("\n"),
        })
    });
}

/// `24 months from shipment`, `none`.
fn terms(text: &str) -> Result<Option<WarrantyTerms>, String> {
    if text == "none" {
        return Ok(None);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [count, unit, "from", start] = words.as_slice() else {
        return Err(format!("no terms: {text}"));
    };
    let unit = match *unit {
        "days" => PeriodUnit::Days,
        "months" => PeriodUnit::Months,
        _ => PeriodUnit::Years,
    };
    Ok(Some(WarrantyTerms {
        term: Period::new(count.parse().map_err(said)?, unit),
        start: WarrantyStart::from_name(start).ok_or("no start")?,
    }))
}

#[test]
fn a_unit_is_covered_until_its_day() {
    cases::check("warranty/coverage.txt", |case| {
        let known = |name: &str| case.given(name).ok().map(day).transpose();
        let dates = Dates {
            dispatched: known("dispatched")?,
            invoiced: known("invoiced")?,
            installed: known("installed")?,
            by_hand: known("by hand")?,
            produced: known("produced")?,
        };
        let terms = terms(case.given("terms")?)?;
        let reported = day(case.given("reported")?)?;
        let void = case.given("void").is_ok();
        let found = coverage(terms.as_ref(), &dates, reported, void);
        let status = match found.status {
            Status::InWarranty => "in warranty",
            Status::OutOfWarranty => "out of warranty",
            Status::NotCovered => "not covered",
            Status::NotStarted => "not started",
            Status::Unknown => "unknown",
            Status::Void => "void",
        };
        let until = found.end.map_or("–".to_owned(), |end| end.to_string());
        Ok(format!("status     {status}\nuntil      {until}"))
    });
}
