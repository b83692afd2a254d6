"""Typed keys act in the order in which they were typed, also when a slow line delivers many at once.

Textual hands a key to the widget that has the focus when the key arrives, and runs bindings only after the
key has bubbled up to the application. When "c", "s" arrive together, both reach the first field although "c"
has moved the focus on; when "a", backspace, "b" arrive together, "b" is typed before backspace acts.
"""

from textual import events
from textual.widget import Widget


def passed_on(widget: Widget, event: events.Key) -> bool:
    """Give a key that came too late for ``widget`` to the widget that has the focus by now."""
    focused = widget.screen.focused
    if focused is None or focused is widget:
        return False
    event.stop()
    event.prevent_default()
    focused.post_message(event.copy())
    return True


async def act_at_once(widget: Widget, event: events.Key) -> None:
    """Run the binding that ``widget`` itself has for the key, without the way through the application.

    A binding with nothing to do (copy without a selection) leaves the key to the application.
    """
    active = widget.screen.active_bindings.get(event.key)
    if active is None or active.node is not widget:
        return
    if await widget.app.run_action(active.binding.action, widget):
        event.stop()
        event.prevent_default()
