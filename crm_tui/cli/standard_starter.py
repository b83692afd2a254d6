"""``crm-tui standard starter``: the starter set taken over later than at the first start."""

from crm_tui.cli.declare import argument, choice, command
from crm_tui.cli.desk import Desk
from crm_tui.i18n import N_


@command(
    "starter",
    help=N_("Take over a starter set: standards; the full one has playbooks and policies besides."),
    examples=("crm-tui standard starter full",),
)
@argument("which", type=choice(("light", "full")), metavar="SET", help=N_("light (three) or full (eleven)."))
def starter(desk: Desk, which: str) -> None:
    """Take one over. Raises NotAllowed, InvalidInput when all of it is here."""
    from crm_tui.actions.starter import SETS, taken_in_words

    take_over = SETS[which]
    assert take_over is not None, "the choice has no other"
    with desk.act() as act:
        taken = take_over(act)
    desk.answer(
        {
            "standards": [saved.id for saved in taken.standards],
            "playbooks": taken.playbooks,
            "policies": taken.policies,
            "templates": taken.templates,
            "plans": taken.plans,
        },
        [taken_in_words(taken)],
    )
