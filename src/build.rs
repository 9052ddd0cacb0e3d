//! Tells cargo that features and snapshots are part of the binary.

fn main() {
    println!("cargo::rerun-if-changed=features");
    println!("cargo::rerun-if-changed=snapshots");
}
