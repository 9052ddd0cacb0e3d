//! The run as one page for a browser, and the specification as the same page without a run.
//!
//! One file that needs nothing else: its style and script are in it, and its content policy names them by their hashes
//! and forbids everything besides, so that no text of a target could load or run anything even if it got out of its
//! quotes. It reads whole with scripts off; the script only filters, searches, copies and follows links.
//!
//! Everything that is told passes through [`text::shown`] or [`text::in_line`], and `maud` escapes it.

mod exchange;
mod finding;
mod frame;
mod outline;
mod remark;
mod rule;
mod summary;
mod table;
mod text;

use maud::{Markup, html};

use self::finding::Findings;
use self::outline::Outline;
use crate::run::result::Run;
use crate::spec::Catalogue;

/// The run as a page.
#[must_use]
pub fn render(run: &Run) -> String {
    let outline = Outline::of_run(run);
    let findings = Findings::of(run);
    let head = frame::Head {
        title: summary::title(run),
        edge: summary::edge(run),
    };
    let mut contents = vec![frame::Entry::new("summary", "Summary", None)];
    contents.extend(findings.contents());
    contents.extend(remark::contents(run));
    let main = html! {
        (summary::tell(run))
        (frame::toolbar(&outline))
        (findings.tell())
        (remark::tell(run))
        (specification(&outline))
    };
    frame::page(&head, &frame::side(&contents, &outline), &main)
}

/// The specification as a page, for reviewers.
#[must_use]
pub fn book(catalogue: &Catalogue) -> String {
    let outline = Outline::of_catalogue(catalogue);
    let head = frame::Head {
        title: "recoup: the specification".to_owned(),
        edge: "book",
    };
    let contents = vec![frame::Entry::new("summary", "About", None)];
    let main = html! {
        (summary::about(&outline))
        (frame::toolbar(&outline))
        (specification(&outline))
    };
    frame::page(&head, &frame::side(&contents, &outline), &main)
}

fn specification(outline: &Outline<'_>) -> Markup {
    html! {
        section #specification aria-labelledby="h-specification" {
            h2 #h-specification { "Specification" }
            p.empty #nothing hidden { "Nothing matches these filters. " button type="button" data-clear { "Clear the filters" } }
            @for area in &outline.areas { (rule::area(area)) }
        }
    }
}
