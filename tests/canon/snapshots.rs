//! Snapshots: insta's files, and insta's habits.

use std::fs;
use std::path::Path;

use recoup::canon::approval::{Habits, Settled, Standing, Update, settle};
use recoup::canon::{Store, compare_exact};

const SCENARIO: &str = "payouts/cancel/canceling-a-pending-payout";
const SOURCE: &str = "features/payouts/cancel.feature";

fn habits(update: Update) -> Habits {
    Habits {
        update,
        ..Habits::none()
    }
}

#[track_caller]
fn settled(folder: &Path, text: &str, habits: &Habits) -> Settled {
    settle(folder, (SCENARIO, SOURCE), text, habits).unwrap()
}

#[test]
fn the_environment_is_understood_as_insta_does() {
    let read = |set: &[(&str, &str)]| {
        let set: Vec<_> = set
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Habits::from_env(move |name| {
            set.iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        })
    };
    let updates: [(&[(&str, &str)], Update); 12] = [
        (&[], Update::New),
        (&[("CI", "1")], Update::No),
        (&[("CI", "false")], Update::New),
        (&[("CI", ""), ("TF_BUILD", "1")], Update::New),
        (&[("TF_BUILD", "1")], Update::No),
        (&[("CI", "1"), ("INSTA_UPDATE", "auto")], Update::No),
        (&[("CI", "1"), ("INSTA_UPDATE", "new")], Update::New),
        (&[("INSTA_UPDATE", "no")], Update::No),
        (&[("INSTA_UPDATE", "always")], Update::Always),
        (&[("INSTA_UPDATE", "1")], Update::Always),
        (&[("INSTA_UPDATE", "unseen")], Update::Unseen),
        (&[("INSTA_UPDATE", "force")], Update::Force),
    ];
    for (set, update) in updates {
        assert_eq!(read(set).unwrap(), habits(update), "{set:?}");
    }
    let all = read(&[
        ("INSTA_FORCE_PASS", "1"),
        ("INSTA_SNAPSHOT_REFERENCES_FILE", "/x"),
    ])
    .unwrap();
    assert_eq!(
        all,
        Habits {
            update: Update::New,
            force_pass: true,
            references: Some("/x".into())
        }
    );
    let wrong = read(&[("INSTA_UPDATE", "maybe")]).unwrap_err().to_string();
    assert_eq!(
        wrong,
        "INSTA_UPDATE=maybe is not known; expected auto, always, new, unseen, no or force"
    );
    assert!(read(&[("INSTA_FORCE_PASS", "yes")]).is_err());
}

#[test]
fn an_unseen_transcript_waits_for_review_and_then_holds() {
    let folder = tempfile::tempdir().unwrap();
    let approved = folder
        .path()
        .join("payouts/cancel/canceling-a-pending-payout.snap");
    let waiting = approved.with_extension("snap.new");
    let first = settled(folder.path(), "GET /\n\n200\n{}\n", &habits(Update::New));
    assert_eq!(
        first,
        Settled {
            standing: Standing::Unseen,
            written: Some(waiting.clone()),
            passes: false
        }
    );
    assert_eq!(
        fs::read_to_string(&waiting).unwrap(),
        format!("---\nsource: {SOURCE}\n---\nGET /\n\n200\n{{}}\n")
    );
    fs::rename(&waiting, &approved).unwrap();
    let snapshot = insta::Snapshot::from_file(&approved).unwrap();
    assert_eq!(snapshot.metadata().source(), Some(SOURCE));
    assert_eq!(
        Store::Folder(folder.path().to_owned())
            .read(SCENARIO)
            .unwrap()
            .as_deref(),
        Some("GET /\n\n200\n{}")
    );
    fs::write(&waiting, "stale").unwrap();
    let second = settled(folder.path(), "GET /\n\n200\n{}\n", &habits(Update::No));
    assert_eq!(
        second,
        Settled {
            standing: Standing::Approved,
            written: None,
            passes: true
        }
    );
    assert!(!waiting.exists(), "what waited for review is settled");
}

#[test]
fn a_changed_transcript_fails_with_its_diff_and_is_written_as_asked() {
    let old = "GET /\n\n200\n1\n";
    for (update, written, passes) in [
        (Update::No, None, false),
        (Update::New, Some("snap.new"), false),
        (Update::Unseen, Some("snap.new"), false),
        (Update::Always, Some("snap"), true),
        (Update::Force, Some("snap"), true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        assert!(settled(folder.path(), old, &habits(Update::Unseen)).passes);
        let path = folder.path().join(SCENARIO);
        let settled = settled(folder.path(), "GET /\n\n200\n2\n", &habits(update));
        let Standing::Changed(diff) = &settled.standing else {
            panic!("{settled:?}")
        };
        assert!(diff.contains("\n-1\n+2\n"), "{diff}");
        assert_eq!(
            (settled.written, settled.passes),
            (written.map(|ending| path.with_extension(ending)), passes),
            "{update:?}"
        );
        let forced = Habits {
            force_pass: true,
            ..Habits::none()
        };
        assert!(self::settled(folder.path(), "GET /\n\n200\n3\n", &forced).passes);
    }
}

#[test]
fn the_form_of_a_file_is_renewed_by_force_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{SCENARIO}.snap"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(
        &path,
        "---\nsource: elsewhere\nexpression: x\n---\nGET /\r\n",
    )
    .unwrap();
    assert_eq!(
        settled(folder.path(), "GET /", &habits(Update::Always)).written,
        None
    );
    assert_eq!(
        settled(folder.path(), "GET /", &habits(Update::Force)).written,
        Some(path)
    );
    assert_eq!(
        settled(folder.path(), "GET /", &habits(Update::Force)).written,
        None
    );
}

#[test]
fn every_snapshot_asked_for_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let references = folder.path().join("references");
    let habits = Habits {
        references: Some(references.clone()),
        ..Habits::none()
    };
    settled(folder.path(), "a", &habits);
    settled(folder.path(), "a", &habits);
    let line = format!(
        "{}\n",
        folder.path().join(format!("{SCENARIO}.snap")).display()
    );
    assert_eq!(fs::read_to_string(references).unwrap(), line.repeat(2));
}

#[test]
fn what_cannot_be_read_or_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{SCENARIO}.snap"));
    fs::create_dir_all(&path).unwrap();
    let error = Store::Folder(folder.path().to_owned())
        .read(SCENARIO)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with(&format!("snapshot {}: ", path.display())),
        "{error}"
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    assert!(settle(file.path(), (SCENARIO, SOURCE), "a", &habits(Update::New)).is_err());
}

#[test]
fn the_diff_goes_from_approved_to_observed() {
    assert_eq!(compare_exact("a\nb\n", "a\r\nb\n\n"), None);
    let diff = compare_exact("a\nb", "a\nc").unwrap();
    assert_eq!(
        diff,
        "--- approved\n+++ observed\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    );
}

#[test]
fn the_binary_carries_the_snapshots_of_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "snap") {
                let scenario = path.strip_prefix(&root).unwrap().with_extension("");
                let scenario = scenario.to_str().unwrap();
                let read = Store::Folder(root.clone()).read(scenario).unwrap();
                assert_eq!(Store::Embedded.read(scenario).unwrap(), read, "{scenario}");
            }
        }
    }
    assert_eq!(Store::Embedded.read("no/such/scenario").unwrap(), None);
}
