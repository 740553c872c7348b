//! Random edits on three replicas, pushed and pulled in any order with answers lost and doubled: all equal in the end.

use proptest::prelude::*;
use shared::edit::Edit;
use shared::ids::{Id, LineId, OfferId, ProductId, UserId};
use shared::money::{Currency, Decimal};
use shared::offers;
use shared::pricing::{PriceSource, Slots};
use shared::products;
use shared::quantity::Quantity;
use shared::rate::Percent;
use shared::record::{RecordKey, Stored};
use shared::sync::outcome::Outcome;
use shared::text::Language;
use shared::users::{Role, User};
use std::collections::BTreeSet;
use support::model::{ModelDevice, ModelServer, today};
use uuid::Uuid;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Event {
    NewProduct {
        device: usize,
    },
    Rename {
        device: usize,
        pick: usize,
        word: u8,
    },
    Reprice {
        device: usize,
        pick: usize,
        price: u8,
    },
    NewOffer {
        device: usize,
    },
    AddLine {
        device: usize,
        offer: usize,
        product: usize,
    },
    Quantity {
        device: usize,
        offer: usize,
        line: usize,
        count: u8,
    },
    Discount {
        device: usize,
        offer: usize,
        line: usize,
        slot: u8,
        percent: u8,
    },
    RemoveLine {
        device: usize,
        offer: usize,
        line: usize,
    },
    Push {
        device: usize,
        count: usize,
        lost: bool,
    },
    Pull {
        device: usize,
    },
}

fn event() -> impl Strategy<Value = Event> {
    let device = 0..3usize;
    let pick = 0..8usize;
    prop_oneof![
        device
            .clone()
            .prop_map(|device| Event::NewProduct { device }),
        (device.clone(), pick.clone(), any::<u8>())
            .prop_map(|(device, pick, word)| Event::Rename { device, pick, word }),
        (device.clone(), pick.clone(), any::<u8>()).prop_map(|(device, pick, price)| {
            Event::Reprice {
                device,
                pick,
                price,
            }
        }),
        device.clone().prop_map(|device| Event::NewOffer { device }),
        (device.clone(), pick.clone(), pick.clone()).prop_map(|(device, offer, product)| {
            Event::AddLine {
                device,
                offer,
                product,
            }
        }),
        (device.clone(), pick.clone(), pick.clone(), 1..9u8).prop_map(
            |(device, offer, line, count)| Event::Quantity {
                device,
                offer,
                line,
                count
            }
        ),
        (device.clone(), pick.clone(), pick.clone(), 1..11u8, 0..60u8).prop_map(
            |(device, offer, line, slot, percent)| Event::Discount {
                device,
                offer,
                line,
                slot,
                percent
            }
        ),
        (device.clone(), pick.clone(), pick).prop_map(|(device, offer, line)| Event::RemoveLine {
            device,
            offer,
            line
        }),
        (device.clone(), 1..6usize, any::<bool>()).prop_map(|(device, count, lost)| Event::Push {
            device,
            count,
            lost
        }),
        device.prop_map(|device| Event::Pull { device }),
    ]
}

struct World {
    server: ModelServer,
    devices: Vec<ModelDevice>,
    saved: usize,
}

impl World {
    fn new() -> World {
        let mut server = ModelServer::default();
        let person = |number: u128, territory: &str| {
            let roles = BTreeSet::from([Role::Salesperson]);
            let territories = BTreeSet::from([territory.to_owned()]);
            let user = User {
                login: format!("user{number}"),
                roles,
                territories,
                warehouses: BTreeSet::new(),
                sets: BTreeSet::new(),
                default_set: None,
                language: Language::Tr,
                active: true,
            };
            (UserId::from_uuid(Uuid::from_u128(number)), user)
        };
        // two devices of one seller, and a colleague of the same territory
        let people = [person(1, "ege"), person(1, "ege"), person(2, "ege")];
        for (id, user) in &people {
            server.people.insert(*id, user.clone());
        }
        let account = account();
        let rows = vec![(
            shared::ids::AccountId::from_uuid(Uuid::from_u128(77)),
            account,
        )];
        server.system(shared::accounts::Change::Imported { rows }.into());
        let mut devices: Vec<_> = people
            .iter()
            .enumerate()
            .map(|(at, (id, user))| ModelDevice::new(at as u128 + 1, *id, user))
            .collect();
        devices
            .iter_mut()
            .for_each(|device| _ = device.pull(&server));
        World {
            server,
            devices,
            saved: 0,
        }
    }

    fn pick(&self, device: usize, kind: &str, at: usize) -> Option<(Uuid, Stored)> {
        let keys: Vec<RecordKey> = self.devices[device]
            .view()
            .into_keys()
            .filter(|key| key.kind == kind)
            .collect();
        let key = keys.get(at % keys.len().max(1))?;
        self.devices[device]
            .replica
            .get(key)
            .map(|row| (key.id, row))
    }

    fn line(&self, device: usize, offer: usize, line: usize) -> Option<(OfferId, offers::Line)> {
        let (id, row) = self.pick(device, "offer", offer)?;
        let lines = &row.typed::<offers::Offer>()?.lines;
        Some((OfferId(id), lines.get(line % lines.len().max(1))?.clone()))
    }

    fn change(&mut self, event: &Event) -> Option<(usize, shared::sync::AnyChange)> {
        Some(match event.clone() {
            Event::NewProduct { device } => {
                let id = ProductId(self.devices[device].id());
                (
                    device,
                    products::Change::Created {
                        product: id,
                        draft: draft(),
                        provisional: format!("T-{device}"),
                    }
                    .into(),
                )
            }
            Event::Rename { device, pick, word } => {
                let (id, row) = self.pick(device, "product", pick)?;
                let was = row.typed::<products::Product>()?.name.clone();
                let field = products::Field::Name {
                    edit: Edit::new(was, format!("name {word}")),
                };
                (
                    device,
                    products::Change::Edited {
                        product: ProductId(id),
                        field,
                    }
                    .into(),
                )
            }
            Event::Reprice {
                device,
                pick,
                price,
            } => {
                let (id, row) = self.pick(device, "product", pick)?;
                let was = row.typed::<products::Product>()?.price;
                let field = products::Field::Price {
                    edit: Edit::new(was, Some(Decimal::from(i64::from(price)))),
                };
                (
                    device,
                    products::Change::Edited {
                        product: ProductId(id),
                        field,
                    }
                    .into(),
                )
            }
            Event::NewOffer { device } => {
                let id = OfferId(self.devices[device].id());
                (
                    device,
                    offers::Change::Created {
                        offer: id,
                        draft: offer(),
                        provisional: format!("T-{device}"),
                    }
                    .into(),
                )
            }
            Event::AddLine {
                device,
                offer,
                product,
            } => {
                let (offer, _) = self.pick(device, "offer", offer)?;
                let (product, _) = self.pick(device, "product", product)?;
                let line = line(LineId(self.devices[device].id()), ProductId(product));
                (
                    device,
                    offers::Change::LineAdded {
                        offer: OfferId(offer),
                        line,
                    }
                    .into(),
                )
            }
            Event::Quantity {
                device,
                offer,
                line,
                count,
            } => {
                let (offer, line) = self.line(device, offer, line)?;
                let quantity = Edit::new(line.quantity.clone(), Quantity::pieces(i64::from(count)));
                (
                    device,
                    offers::Change::QuantitySet {
                        offer,
                        line: line.id,
                        quantity,
                    }
                    .into(),
                )
            }
            Event::Discount {
                device,
                offer,
                line,
                slot,
                percent,
            } => {
                let (offer, line) = self.line(device, offer, line)?;
                let was = line.slots.get(usize::from(slot)).map(|slot| slot.value);
                let now = Percent::new(Decimal::from(i64::from(percent))).ok();
                (
                    device,
                    offers::Change::DiscountSet {
                        offer,
                        line: line.id,
                        slot,
                        value: Edit::new(was, now),
                    }
                    .into(),
                )
            }
            Event::RemoveLine {
                device,
                offer,
                line,
            } => {
                let (offer, line) = self.line(device, offer, line)?;
                (
                    device,
                    offers::Change::LineRemoved {
                        offer,
                        line: line.id,
                        was: line,
                    }
                    .into(),
                )
            }
            Event::Push { .. } | Event::Pull { .. } => return None,
        })
    }

    fn run(&mut self, event: &Event) {
        match event {
            Event::Push {
                device,
                count,
                lost,
            } => self.devices[*device].push(&mut self.server, *count, *lost),
            Event::Pull { device } => _ = self.devices[*device].pull(&self.server),
            other => {
                if let Some((device, change)) = self.change(other) {
                    self.saved += usize::from(self.devices[device].commit(change));
                }
            }
        }
    }

    fn settle_down(&mut self) {
        for _ in 0..2 {
            for device in &mut self.devices {
                while device.replica.push_request(1).is_some() {
                    device.push(&mut self.server, 256, false);
                }
            }
            for device in &mut self.devices {
                device.pull(&self.server);
            }
        }
    }
}

fn account() -> shared::accounts::Account {
    shared::accounts::Account {
        code: shared::code::Code::given("C-1"),
        name: "Akdeniz Gıda".into(),
        place: shared::shelf::Place {
            territory: "ege".into(),
        },
        city: String::new(),
        country: "TR".into(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        language: Language::Tr,
        currency: Currency::TRY,
        price_list: None,
        payment_method: String::new(),
        note: String::new(),
        links: Vec::new(),
        archived: false,
    }
}

fn draft() -> products::Draft {
    products::Draft {
        name: "Vidalı kompresör".into(),
        price: Some(Decimal::from(100)),
        ..products::Draft::blank(Currency::TRY)
    }
}

fn offer() -> offers::change::Draft {
    offers::change::Draft {
        account: shared::ids::AccountId::from_uuid(Uuid::from_u128(77)),
        day: today(),
        valid_until: None,
        currency: Currency::TRY,
        price_list: None,
        payment_method: String::new(),
        set: None,
        note: String::new(),
        lines: Vec::new(),
        ticket: None,
    }
}

fn line(id: LineId, product: ProductId) -> offers::change::NewLine {
    offers::change::NewLine {
        id,
        product: Some(product),
        text: String::new(),
        quantity: Quantity::pieces(1),
        price: Some(Decimal::from(100)),
        source: PriceSource::Standard,
        slots: Slots::EMPTY,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn random_edits_on_three_replicas_end_equal(events in prop::collection::vec(event(), 1..120)) {
        let mut world = World::new();
        for event in &events {
            world.run(event);
        }
        world.settle_down();
        for device in &world.devices {
            prop_assert!(device.replica.queue().is_empty(), "a queue is not empty");
            let portion = shared::users::portion(device.user, &world.server.people[&device.user]);
            let sums = world.server.pull(device.user, &device.replica.pull_request()).portion;
            prop_assert!(device.replica.mismatched(&sums).is_empty(), "a shelf's sum differs");
            // the view is what the server holds of this portion, byte for byte
            let theirs = world.server.records.iter().filter(|(_, row)| row.body.shelves(row.id).iter().any(|shelf| portion.contains(shelf)));
            let theirs = theirs.map(|(key, row)| (key.clone(), row.body.json())).collect::<std::collections::BTreeMap<_, _>>();
            prop_assert_eq!(&device.view(), &theirs);
        }
        // saved = applied + merged + parked + rejected + quarantined, as exact numbers
        let decided = world.server.known.values().filter(|known| known.client.is_some()).count();
        prop_assert_eq!(decided, world.saved);
        // whatever was not applied lies in its author's inbox
        let refused = world.server.known.iter().filter(|(_, known)| known.client.is_some() && !known.outcome.is_applied());
        for (uid, known) in refused {
            let key = RecordKey { kind: "inbox".into(), id: uid.0 };
            prop_assert!(world.server.records.contains_key(&key), "{:?} reached nobody", known.outcome);
        }
        prop_assert!(world.server.known.values().all(|known| known.outcome != Outcome::Quarantined));
    }
}
