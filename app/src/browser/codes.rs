//! What reads codes in the camera's pictures: the browser itself where it can, else our own module in a worker, so that the page stays
//! quick. Codes come as keyboard scanners say them.

use super::camera::Camera;
use super::events::Listener;
use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

/// GS1's separator; in front of everything it says that the code is GS1's.
const SEPARATOR: char = '\u{1d}';
/// The identifier of GS1 Data Matrix, for readers that tell no kinds.
const GS1: &str = "]d2";

/// This picture could not be read; another one may.
#[derive(Debug)]
pub struct Unreadable;

pub enum Reader {
    Browser(Object),
    Beside(Beside),
}

impl Reader {
    /// `None` where neither is there: a browser without workers, or an app that was served without its reader.
    pub fn start() -> Option<Reader> {
        browser()
            .map(Reader::Browser)
            .or_else(|| Beside::start().map(Reader::Beside))
    }

    /// Everything it finds in what the camera sees now. `inverted` looks for light on dark, where that has to be said.
    pub async fn read(
        &mut self,
        camera: &Camera,
        inverted: bool,
    ) -> Result<Vec<String>, Unreadable> {
        match self {
            Reader::Browser(detector) => detected(detector, camera).await.ok_or(Unreadable),
            Reader::Beside(beside) => beside.read(camera, inverted).await,
        }
    }

    /// After a failure: its memory may be anything now.
    pub fn again(self) -> Option<Reader> {
        drop(self);
        Beside::start().map(Reader::Beside)
    }
}

/// The Barcode Detection API: Chromium on Android and macOS.
fn browser() -> Option<Object> {
    let detector = Reflect::get(web_sys::window()?.as_ref(), &"BarcodeDetector".into()).ok()?;
    let detector: Function = detector.dyn_into().ok()?;
    Reflect::construct(&detector, &Array::new())
        .ok()?
        .dyn_into()
        .ok()
}

async fn detected(detector: &Object, camera: &Camera) -> Option<Vec<String>> {
    let detect = Reflect::get(detector, &"detect".into()).ok()?;
    let detect: Function = detect.dyn_into().ok()?;
    let promise = detect.call1(detector, camera.video()).ok()?;
    let found = JsFuture::from(promise.dyn_into::<Promise>().ok()?).await;
    let found: Array = found.ok()?.dyn_into().ok()?;
    let text = |code: JsValue| Reflect::get(&code, &"rawValue".into()).ok()?.as_string();
    Some(found.iter().filter_map(text).map(named).collect())
}

fn named(text: String) -> String {
    match text.starts_with(SEPARATOR) {
        true => format!("{GS1}{text}"),
        false => text,
    }
}

type Answer = Result<Vec<String>, Unreadable>;

/// Our own reader in a worker.
pub struct Beside {
    worker: Worker,
    waits: Rc<RefCell<Option<oneshot::Sender<Answer>>>>,
    _listening: [Listener; 2],
}

impl Beside {
    fn start() -> Option<Beside> {
        let root = web_sys::window()?.document()?.document_element()?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker =
            Worker::new_with_options(&root.get_attribute("data-scanner")?, &options).ok()?;
        let waits: Rc<RefCell<Option<oneshot::Sender<Answer>>>> = Rc::default();
        let (heard, failed) = (waits.clone(), waits.clone());
        let answer = move |waits: &RefCell<Option<oneshot::Sender<Answer>>>, answer| {
            // nobody waits any more: the camera was closed
            let _ = waits.borrow_mut().take().map(|waits| waits.send(answer));
        };
        let listening = [
            Listener::new(&worker, "message", move |event| {
                answer(&heard, codes(&event))
            }),
            Listener::new(&worker, "error", move |_| answer(&failed, Err(Unreadable))),
        ];
        Some(Beside {
            worker,
            waits,
            _listening: listening,
        })
    }

    async fn read(&mut self, camera: &Camera, inverted: bool) -> Answer {
        let Some(picture) = camera.picture() else {
            return Ok(Vec::new());
        };
        let (sender, answer) = oneshot::channel();
        self.waits.replace(Some(sender));
        let pixels = Uint8Array::from(&picture.data()[..]).buffer();
        let message = Object::new();
        for (name, value) in [
            ("pixels", pixels.clone().into()),
            ("width", JsValue::from(picture.width())),
            ("height", picture.height().into()),
            ("inverted", inverted.into()),
        ] {
            // a plain new object takes every field
            let _ = Reflect::set(&message, &name.into(), &value);
        }
        let sent = self
            .worker
            .post_message_with_transfer(&message, &Array::of1(&pixels));
        sent.map_err(|_| Unreadable)?;
        answer.await.unwrap_or(Err(Unreadable))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn codes(event: &Event) -> Answer {
    let found = event.dyn_ref::<MessageEvent>().and_then(|event| {
        let codes = Reflect::get(&event.data(), &"codes".into()).ok()?;
        codes.dyn_into::<Array>().ok()
    });
    let found = found.ok_or(Unreadable)?;
    Ok(found.iter().filter_map(|code| code.as_string()).collect())
}
