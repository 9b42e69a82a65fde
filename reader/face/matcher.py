"""What a judge of faces is: it finds faces, measures how alike two of them are, and knows how far its measure can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reader.face.found import Face
from reader.frame import Image


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Embedding:
    """128 numbers that stand for a face. It never leaves the process that computed it, and never prints itself."""

    values: NDArray[np.float64]

    def distance(self, other: Embedding) -> float:
        """Euclidean distance."""
        return float(np.linalg.norm(self.values - other.values))

    def similarity(self, other: Embedding) -> float:
        """The cosine between both, -1 to 1."""
        lengths = float(np.linalg.norm(self.values)) * float(np.linalg.norm(other.values))
        return float(self.values @ other.values) / max(lengths, 1e-12)


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """Which scores of one matcher count as the same person.

    accept: the score that counts; grey: from there to `accept` it is undecided; limit: the loosest `accept` that any
    installation may set; nearer_is_higher: whether a higher score means more alike; known: what is known of its errors.

    Raises:
        ValueError: `accept` is looser than `limit`, or `grey` is stricter than `accept`.
    """

    accept: float
    grey: float
    limit: float
    nearer_is_higher: bool
    known: str

    def __post_init__(self) -> None:
        if not self.reaches(self.accept, self.limit):
            raise ValueError(f"a face threshold of {self.accept} is not allowed: the loosest is {self.limit}")
        if not self.reaches(self.accept, self.grey):
            raise ValueError(f"the grey zone begins at {self.grey}, within what is accepted")

    def accepts(self, score: float) -> bool:
        return self.reaches(score, self.accept)

    def undecided(self, score: float) -> bool:
        """Too unlike to be accepted, too alike for a stranger."""
        return not self.accepts(score) and self.reaches(score, self.grey)

    def reaches(self, score: float, mark: float) -> bool:
        """Whether a score is at least as alike as the mark."""
        return score >= mark if self.nearer_is_higher else score <= mark

    def likeness(self, score: float) -> float:
        """For sorting: the larger, the more alike."""
        return score if self.nearer_is_higher else -score


class Matcher(Protocol):
    """A face recogniser. A better network is another implementation, with an operating point of its own."""

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str:
        """SHA-256 of the network that makes its embeddings."""
        ...

    @property
    def point(self) -> OperatingPoint: ...

    def faces(self, image: Image, *, upsample: int = 0) -> tuple[Face, ...]:
        """All faces of a BGR picture; `upsample` doublings find small ones at four times the cost each."""
        ...

    def embedding(self, image: Image, face: Face) -> Embedding:
        """The embedding of a face that this matcher found in the picture."""
        ...

    def score(self, one: Embedding, other: Embedding) -> float:
        """How alike two faces are, in the unit of the operating point."""
        ...


class ModelsMissing(RuntimeError):
    """A model is not there, not whole, or not the one that was named."""
