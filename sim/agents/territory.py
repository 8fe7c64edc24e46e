"""Local markets: where people live, firms hire and providers teach, with the distances between them."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Territory:
    """Arrays over the M local markets of a country.

    ``area`` (M) 0 rural, 1 urban; ``weight`` (M) share of the country's population; ``x``, ``y`` (M) position in
    kilometres; ``access`` (M × M) share of jobs of the column market that a resident of the row market can reach,
    1 at home and falling with distance.
    """

    area: np.ndarray
    weight: np.ndarray
    x: np.ndarray
    y: np.ndarray
    access: np.ndarray

    def __len__(self) -> int:
        return len(self.area)
