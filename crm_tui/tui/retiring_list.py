"""A list of what is written down once, changed in a form, and retired rather than deleted."""

from typing import ClassVar, TypeVar

from crm_tui.i18n import _
from crm_tui.tui.deeds import Deed
from crm_tui.tui.list_screen import Listed, ListScreen

R = TypeVar("R", bound=Listed)


class RetiringList(ListScreen[R]):
    """Enter and ``edit`` open the form of the record at the cursor, ``new`` an empty one; undo unretires."""

    #: The route of the form, which takes ``<KIND>_id``.
    FORM: ClassVar[str]

    def may_write(self, one: R | None) -> bool:
        """Whether who sits here may change it, or write a new one; says so where not."""
        raise NotImplementedError

    def is_in_use(self, one: R) -> bool:
        """Whether it was not retired; says so where it was."""
        raise NotImplementedError

    def retiring(self, one: R) -> Deed:
        """What retires it."""
        raise NotImplementedError

    def open_record(self, one: R) -> None:
        """Its form shows all of it."""
        self.do_edit()

    def do_new(self) -> None:
        """Write one."""
        if self.may_write(None):
            self.shell.open(self.FORM)

    def do_edit(self) -> None:
        """Change the one at the cursor."""
        one = self._changeable()
        if one is not None:
            self.shell.open(self.FORM, **{f"{self.KIND}_id": one.id})

    def do_delete(self) -> None:
        """Retire the one at the cursor."""
        one = self._changeable()
        if one is not None:
            self.write("retire", self.retiring(one))

    def _changeable(self) -> R | None:
        one = self.record
        if one is None:
            self.shell.say(_("There is nothing at the cursor to change."))
            return None
        return one if self.may_write(one) and self.is_in_use(one) else None
