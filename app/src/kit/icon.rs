//! Which outline is meant, and does it speak for itself? [`Glyph`] is decoration beside words, [`Sign`] stands alone and has a name.

use leptos::prelude::*;

use super::Words;

macro_rules! icons {
    ($($icon:ident => $symbol:literal,)*) => {
        /// The outlines of the sprite `public/icons.svg`, by their Lucide names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Icon { $($icon),* }

        impl Icon {
            /// Every outline, in the order of the sprite.
            pub const ALL: &[Icon] = &[$(Icon::$icon),*];

            /// The symbol inside the sprite.
            pub fn symbol(self) -> &'static str {
                match self { $(Icon::$icon => $symbol),* }
            }
        }
    };
}

icons! {
    House => "house",
    Ticket => "ticket",
    Package => "package",
    FileText => "file-text",
    RotateCcw => "rotate-ccw",
    Percent => "percent",
    Inbox => "inbox",
    ScanBarcode => "scan-barcode",
    ShieldCheck => "shield-check",
    ShieldOff => "shield-off",
    ShieldX => "shield-x",
    CircleHelp => "circle-help",
    Hourglass => "hourglass",
    CircleDot => "circle-dot",
    CircleArrowUp => "circle-arrow-up",
    CircleCheck => "circle-check",
    OctagonX => "octagon-x",
    Hand => "hand",
    TriangleAlert => "triangle-alert",
    Clock => "clock",
    ClockAlert => "clock-alert",
    CloudOff => "cloud-off",
    Plug => "plug",
    Wrench => "wrench",
    Search => "search",
    Settings => "settings",
    Ellipsis => "ellipsis",
    Info => "info",
    ChevronLeft => "chevron-left",
    ChevronRight => "chevron-right",
    ChevronDown => "chevron-down",
    ChevronUp => "chevron-up",
    ArrowRight => "arrow-right",
    ArrowUp => "arrow-up",
    ArrowDown => "arrow-down",
    Plus => "plus",
    Minus => "minus",
    X => "x",
    Check => "check",
    Eye => "eye",
    EyeOff => "eye-off",
    Send => "send",
    Navigation => "navigation",
    Phone => "phone",
    MapPin => "map-pin",
    Camera => "camera",
    Pencil => "pencil",
    Trash2 => "trash-2",
    Lock => "lock",
    Link => "link",
    RefreshCw => "refresh-cw",
    ListFilter => "list-filter",
    SlidersHorizontal => "sliders-horizontal",
    Building2 => "building-2",
    Play => "play",
    Copy => "copy",
    Columns3 => "columns-3",
    History => "history",
    Undo2 => "undo-2",
    Tablet => "tablet",
    Smartphone => "smartphone",
    Monitor => "monitor",
    Keyboard => "keyboard",
    Flashlight => "flashlight",
    Fingerprint => "fingerprint",
    Calendar => "calendar",
    Printer => "printer",
    Download => "download",
    Upload => "upload",
    Mail => "mail",
    Users => "users",
    User => "user",
    LogOut => "log-out",
    Truck => "truck",
    Warehouse => "warehouse",
    ReceiptText => "receipt-text",
    Languages => "languages",
    Sun => "sun",
    Moon => "moon",
    Bell => "bell",
    Paperclip => "paperclip",
    Image => "image",
    ExternalLink => "external-link",
    CircleDashed => "circle-dashed",
    Database => "database",
    Tag => "tag",
    KeyRound => "key-round",
    MessageSquare => "message-square",
    Timer => "timer",
    Share2 => "share-2",
    Ban => "ban",
    Circle => "circle",
}

fn address(icon: Icon) -> String {
    format!("/icons.svg#{}", icon.symbol())
}

/// An icon beside words: readers do not hear it.
#[component]
pub fn Glyph(#[prop(into)] icon: Signal<Icon>) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=move || address(icon.get())></use>
        </svg>
    }
}

/// An icon that stands alone: readers hear `name`.
#[component]
pub fn Sign(icon: Icon, #[prop(into)] name: Words) -> impl IntoView {
    view! {
        <svg class="icon" role="img" aria-label=move || name.get()>
            <use href=address(icon)></use>
        </svg>
    }
}
