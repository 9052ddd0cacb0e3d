//! The command line of recoup.

fn main() {}
