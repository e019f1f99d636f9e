from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from govtui.collector import collector_held


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    gc.unfreeze()
    if enabled:
        gc.enable()
    else:
        gc.disable()


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("lasting", [True, False])
def test_afterwards_the_collector_is_as_it_was(enabled: bool, lasting: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    with collector_held(lasting=lasting):
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


def test_it_is_so_after_an_error_as_well() -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError), collector_held(lasting=True):
        assert 1 // 0
    assert gc.isenabled()


def test_what_is_lasting_is_left_alone() -> None:
    gc.unfreeze()
    with collector_held():
        passing = [[] for _ in range(1000)]
    assert gc.get_freeze_count() == 0
    with collector_held(lasting=True):
        lasting = [[] for _ in range(1000)]
    assert gc.get_freeze_count() >= 2000
    assert len(passing) == len(lasting)
