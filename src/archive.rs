//! The files that travel in the binary: `src/build.rs` packs them, and whoever needs them first unpacks them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use miniz_oxide::inflate::decompress_to_vec;

/// The features, as they were when the binary was built.
pub static FEATURES: LazyLock<Archive> =
    LazyLock::new(|| Archive::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/features"))));

/// The snapshots and the record of planted defects, as they were when the binary was built.
pub static SNAPSHOTS: LazyLock<Archive> =
    LazyLock::new(|| Archive::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/snapshots"))));

/// Files of a folder by their paths in it, with `/` between the parts.
#[derive(Debug, Default)]
pub struct Archive {
    texts: String,
    places: BTreeMap<String, (usize, usize)>,
}

impl Archive {
    /// The text of a file, where there is one.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        let (start, end) = *self.places.get(path)?;
        self.texts.get(start..end)
    }

    /// Every file in the order of paths: path and text.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = |(start, end): (usize, usize)| self.texts.get(start..end);
        self.places
            .iter()
            .filter_map(move |(path, place)| Some((&**path, text(*place)?)))
    }

    /// Reads what the build wrote; nothing else is ever read, so what is no archive is an empty one.
    fn unpack(packed: &[u8]) -> Self {
        let texts = decompress_to_vec(packed)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .unwrap_or_default();
        let Some((table, _)) = texts.split_once("\n\n") else {
            return Self::default();
        };
        let mut start = table.len() + 2;
        let mut places = BTreeMap::new();
        for line in table.lines() {
            let Some((length, path)) = line.split_once(' ') else {
                continue;
            };
            let end = start + length.parse().unwrap_or(0);
            places.insert(path.to_owned(), (start, end));
            start = end;
        }
        Self { texts, places }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Archive, FEATURES, SNAPSHOTS};

    /// What one of them may add to the binary; raw they are ten times as much.
    const MOST: usize = 400_000;

    #[test]
    fn every_file_is_as_it_stands_in_its_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (folder, archive) in [("features", &FEATURES), ("snapshots", &SNAPSHOTS)] {
            let mut count = 0;
            for (path, text) in archive.files() {
                let file = fs::read_to_string(root.join(folder).join(path));
                assert_eq!(file.ok().as_deref(), Some(text), "{folder}/{path}");
                assert_eq!(archive.get(path), Some(text), "{folder}/{path}");
                count += 1;
            }
            assert!(count > 50, "{folder}: {count}");
        }
    }

    #[test]
    fn they_add_little_to_the_binary() {
        let packed = [
            include_bytes!(concat!(env!("OUT_DIR"), "/features")).as_slice(),
            include_bytes!(concat!(env!("OUT_DIR"), "/snapshots")).as_slice(),
        ];
        for archive in packed {
            assert!(archive.len() <= MOST, "{} of {MOST}", archive.len());
        }
    }

    #[test]
    fn what_is_no_archive_is_an_empty_one() {
        assert_eq!(Archive::unpack(b"no archive").files().count(), 0);
    }
}
