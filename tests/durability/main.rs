//! What was answered is there, whatever dies: the real server as a process, killed with its database under real replicas; and its
//! calls to the disk, held against its answers.

mod book;
mod calls;
mod client;
mod company;
mod flushed;
mod flushed_postgres;
mod killed;
mod line;
mod story;
mod talk;
