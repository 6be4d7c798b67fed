"""The blocks of a district in their order, made in this process or by several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from trainer.customers.bulk.blocks import Block, Maker
from trainer.district.pack import load_pack

_AHEAD = 2  # blocks made ahead for each process, so that none waits and memory stays flat

_maker: Maker | None = None


@dataclass(frozen=True)
class Wanted:
    """Which district: its pack's folder, and the rest of the command."""

    folder: Path
    accounts: int
    months: int
    seed: str

    def maker(self) -> Maker:
        """Raises SourceError, and ValueError for a pack that has no district or a span that cannot be billed."""
        return Maker.of(load_pack(self.folder), self.seed, self.months)


def blocks(wanted: Wanted, maker: Maker, processes: int) -> Iterator[Block]:
    """Every block, in order."""
    sizes = maker.sizes(wanted.accounts)
    if processes == 1:
        yield from (maker.make(block, size) for block, size in sizes)
        return
    context = get_context("spawn")  # no thread or connection of this process is taken along
    with ProcessPoolExecutor(processes, context, initializer=_prepare, initargs=(wanted,)) as pool:
        waiting = deque[Future[Block]]()
        for block, size in sizes:
            waiting.append(pool.submit(_make, block, size))
            if len(waiting) > processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _prepare(wanted: Wanted) -> None:
    global _maker
    _maker = wanted.maker()


def _make(block: int, size: int) -> Block:
    assert _maker is not None  # noqa: S101 - the pool prepares every process before its first block
    return _maker.make(block, size)
