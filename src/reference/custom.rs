//! What of a world's defect and readings matters to parameters and keys, which are read before the world is entered.

use super::defect::Defect;
use super::readings::Readings;
use crate::reversal::Stance;

/// How a world takes parameters, whichever they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Custom {
    pub defect: Option<Defect>,
    /// Whether a limit out of range counts as the nearest in range (`PAGE-03`).
    pub clamps_limits: bool,
}

impl Custom {
    /// How a world with this defect and these readings does.
    pub fn of(defect: Option<Defect>, readings: &Readings) -> Self {
        let clamps_limits = readings.list_limit == Stance::Accepted;
        Self {
            defect,
            clamps_limits,
        }
    }

    /// Whether the world has this defect.
    pub fn has(self, defect: Defect) -> bool {
        self.defect == Some(defect)
    }

    /// So much, or one more or less as one of two defects has it.
    pub fn about(self, most: usize, more: Defect, less: Defect) -> usize {
        most + usize::from(self.has(more)) - usize::from(self.has(less))
    }
}
