"""A name for what a list shows, for oneself or for all."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.list_views import Narrowing
from crm_tui.i18n import N_, _
from crm_tui.store.drafts import Draft
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_ALL, _MINE = "all", "mine"


class SaveViewForm(FormScreen):
    """A saved view under another name is renamed; a new name beside it makes another."""

    HEADING = N_("Save this view")
    ROUTE = "save-view"
    FOOTER = ("save", "close")

    def __init__(
        self,
        list_name: str = "",
        narrowing: Mapping[str, Any] | None = None,
        sort: str = "",
        view_id: int | None = None,
        name: str = "",
        draft: Draft | None = None,
    ) -> None:
        super().__init__(
            draft=draft,
            list_name=list_name,
            narrowing=dict(narrowing or {}),
            sort=sort,
            view_id=view_id,
            name=name,
        )

    def specs(self) -> Sequence[FieldSpec]:
        """The name; for all only where the role allows it; renaming only where there is something to."""
        hint = _("whom or what it shows: silent key customers")
        mine = Option(_MINE, _("mine alone"), "m")
        actor = self.shell.state.actor
        owners = (mine, Option(_ALL, _("for all"), "a")) if actor and actor.role.is_in_charge else (mine,)
        fields: list[FieldSpec] = [TextSpec(name="name", label=_("Name"), required=True, hint=hint)]
        if self.about["view_id"] is not None:
            how = (
                Option("save", _("save anew"), "s"),
                Option("rename", _("rename “{name}”").format(name=self.about["name"]), "r"),
            )
            fields.append(PickSpec(name="how", label=_("How"), passed_over=True, options=how))
        return [*fields, PickSpec(name="whose", label=_("Whose"), passed_over=True, options=owners)]

    def start_values(self) -> Mapping[str, Any]:
        """One's own, saved under the name that is proposed."""
        return {"name": self.about["name"], "how": "save", "whose": _MINE}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Save or rename it."""
        if values.get("how") == "rename":
            return partial(_rename, view_id=self.about["view_id"], name=values["name"])
        return partial(
            _save,
            list_name=self.about["list_name"],
            narrowing=self.about["narrowing"],
            sort=self.about["sort"],
            name=values["name"],
            shared=values.get("whose") == _ALL,
        )


# The actions need the ORM, which the first screen does not wait for.


def _save(
    act: "Act", list_name: str, narrowing: Mapping[str, Any], sort: str, name: str, *, shared: bool
) -> str:
    from crm_tui.actions.saved_views import save_view

    saved = save_view(act, list_name, name, Narrowing.from_plain(narrowing), sort, shared=shared)
    return _("The view is saved: {name}").format(name=saved.name)


def _rename(act: "Act", view_id: int, name: str) -> str:
    from crm_tui.actions.saved_views import rename_view

    return _("The view is renamed: {name}").format(name=rename_view(act, view_id, name).name)
