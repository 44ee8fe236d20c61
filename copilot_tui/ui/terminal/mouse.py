"""Whether the mouse belongs to the app or to the terminal, changed while the app runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def use_mouse(app: App[Any], *, wanted: bool) -> None:
    """Takes the mouse, or leaves it to the terminal, whose own selection works then."""
    driver = app._driver  # noqa: SLF001 — Textual takes the mouse at the start only
    if driver is None or driver._mouse == wanted:  # noqa: SLF001 — the same
        return
    # Both do nothing while the driver holds that there is no mouse.
    driver._mouse = True  # noqa: SLF001 — the same
    name = "_enable_mouse_support" if wanted else "_disable_mouse_support"
    switch = getattr(driver, name, None)  # every driver for a terminal has them; the one without a screen has none
    if switch is not None:
        switch()
        driver.flush()
    driver._mouse = wanted  # noqa: SLF001 — the same
