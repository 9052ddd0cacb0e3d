//! `recoup book`: where the page goes.

use crate::{ran, refused};

#[test]
fn the_book_goes_to_a_file_or_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spec.html");
    let (code, out, err) = ran(&["book", "--out", path.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, format!("book: {}\n", path.display()));
    let (code, page, _) = ran(&["book", "-o", "-"]);
    assert_eq!(code, 0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), page);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("id=\"PAY-CANCEL-02\""));
}

#[test]
fn a_book_that_cannot_be_written_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("no/where/book.html");
    let nowhere = nowhere.to_str().unwrap();
    refused(
        &["book", "--out", nowhere],
        2,
        &[nowhere, "there is no folder"],
    );
}
