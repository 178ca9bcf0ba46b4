"""Properties that are worked out once for each object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """``functools.cached_property`` without the lock that it has up to Python 3.11, which takes longer than most answers here."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        """The answer, which from now on stands in the place of the property."""
        if instance is None:
            return self
        answer = instance.__dict__[self._name] = self._work(instance)
        return answer
