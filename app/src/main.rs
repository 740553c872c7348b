fn main() { app::mount(); }
