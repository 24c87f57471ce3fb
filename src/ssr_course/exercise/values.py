"""Values that change: what a control is set to, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Value:
    """Something with a ``value`` that tells those who follow it when it changes."""

    def __init__(self, value: Any = None) -> None:
        self._value = value
        self._followers: list[Callable[[], None]] = []

    @property
    def value(self) -> Any:
        """What it is now."""
        return self._value

    def set(self, value: Any) -> None:
        """Give it a new value and tell the followers."""
        self._value = value
        self._tell()

    def follow(self, follower: Callable[[], None]) -> None:
        """Call `follower` after every change."""
        self._followers.append(follower)

    def leave(self, follower: Callable[[], None]) -> None:
        """Follow no longer."""
        if follower in self._followers:
            self._followers.remove(follower)

    def _tell(self) -> None:
        for follower in list(self._followers):
            follower()


class Live(Value):
    """A value worked out from others, anew whenever one of them changes."""

    def __init__(self, work: Callable[..., Any], sources: tuple[Any, ...]) -> None:
        super().__init__()
        self._work, self._sources = work, sources
        for root in self.roots():  # once, on however many ways it leads here
            root.follow(self._tell)

    def roots(self) -> list[Value]:
        """The controls that this follows in the end."""
        found: dict[int, Value] = {}
        for source in self._sources:
            for root in source.roots() if isinstance(source, Live) else [source]:
                if isinstance(root, Value):
                    found[id(root)] = root
        return list(found.values())

    @property
    def value(self) -> Any:
        """Worked out from what the sources are now."""
        return self._work(*map(now, self._sources))


def live(work: Callable[..., Any], *sources: Any) -> Live:
    """A value that follows `sources` (controls, live values, fixed things): ``work(*their values)``."""
    return Live(work, sources)


def now(thing: Any) -> Any:
    """The value of a control or live value; anything else is itself."""
    return thing.value if isinstance(thing, Value) else thing
