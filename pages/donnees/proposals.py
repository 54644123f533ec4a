"""What a person settles among the findings: proposals accepted with a click, points that ask for a yes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators.intake import operations
from indicators.intake.corrections import from_mend
from indicators.intake.issues import Issue
from indicators.intake.ledger import Ledger
from indicators.intake.wording import place, word
from indicators.store.drafts import Batch
from pages.donnees.context import kept_file, literal, workshop_of
from pages.donnees.pending import correct
from pages.donnees.seen import read_again
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told

_EXAMPLES = 3
_PROPOSED = 30
# Fewer proposals than this are chosen one by one.
_ONE_BY_ONE = 3


def show_proposals(context: PageContext, batch: Batch, ledger: Ledger, issues: Sequence[Issue]) -> None:
    """What can be accepted with a click: a place of the gazetteer, a near value, a date written otherwise."""
    t = context.t
    proposed = [
        issue for issue in issues if issue.row and (issue.mend or (issue.accepted and issue.severity != "information"))
    ]
    proposed = [issue for issue in proposed if issue.code not in {"out_of_bounds", "wrong_extension"}]
    if not proposed:
        return
    st.header(t("Propositions"), anchor=False)
    st.caption(t("Rien n'est repris sans vous : choisissez ce que vous acceptez."))
    content = kept_file(context, batch)
    if content is None:
        st.info(
            t("Déposez à nouveau le fichier « {file} » pour accepter des propositions.", file=literal(batch.file_name))
        )
        return
    groups = alike(proposed)
    with st.form("intake_proposals"):
        taken = _only_answers(context, batch, proposed)
        for number, (issue, *others) in enumerate(groups[:_PROPOSED]):
            choices = [issue.mend] if issue.mend else list(issue.accepted)
            also = t.n(" (et {count} autre ligne)", " (et {count} autres lignes)", len(others)) if others else ""
            said = st.selectbox(
                literal(t.typeset(f"{place(issue, t)}{also} : {word(issue, t).message}")),
                choices,
                index=None,
                format_func=lambda choice: choice.replace(" @ ", ", "),
                placeholder=t("Ne rien changer"),
                key=f"proposal_{batch.id}_{ledger.version}_{number}",
            )
            if said:
                taken += [(one, said) for one in (issue, *others)]
        if st.form_submit_button(t("Appliquer les choix"), icon=":material/done_all:") and taken:
            corrections = [item for issue, choice in taken for item in from_mend(issue, choice)]
            correct(context, ledger, content, corrections)
    if len(groups) > _PROPOSED:
        left = len(groups) - _PROPOSED
        st.caption(
            t.n(
                "{count} autre proposition sera montrée une fois celles-ci appliquées.",
                "{count} autres propositions seront montrées une fois celles-ci appliquées.",
                left,
            )
        )


def _only_answers(context: PageContext, batch: Batch, proposed: Sequence[Issue]) -> list[tuple[Issue, str]]:
    """Every proposal of the directory that has no rival, taken with one tick: eighteen twin towns are not eighteen choices.

    Only what is proposed for information, such as the place of a city: a number that is not sure is settled one by one.
    """
    sure = [issue for issue in proposed if issue.severity == "information" and issue.mend]
    if len(sure) < _ONE_BY_ONE or not st.checkbox(
        context.t.n(
            "Reprendre les positions où le répertoire n'a qu'une réponse ({count} cas)",
            "Reprendre les positions où le répertoire n'a qu'une réponse ({count} cas)",
            len(sure),
        ),
        key=f"proposals_sure_{batch.id}",
    ):
        return []
    return [(issue, issue.mend) for issue in sure]


def alike(issues: Sequence[Issue]) -> list[list[Issue]]:
    """The findings that one choice settles: the same thing wrong with the same value of the same column."""
    groups: dict[tuple[object, ...], list[Issue]] = {}
    for issue in issues:
        key = (issue.code, issue.sheet, issue.column, issue.value, issue.mend, issue.accepted)
        groups.setdefault(key, []).append(issue)
    return list(groups.values())


def show_confirmations(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    """What a person must say yes to, one line a kind of finding."""
    t = context.t
    if not ledger.to_confirm:
        return
    st.header(t("À confirmer"), anchor=False)
    with st.form("intake_confirm"):
        ticked = []
        for code, count in ledger.to_confirm.items():
            examples = [issue for issue in ledger.issues if issue.code == code and issue.severity == "confirm"]
            said = ledger.confirmed.get(code, {})
            label = t.n(
                "{what} ({count} cas)", "{what} ({count} cas)", count, what=literal(word(examples[0], t).message)
            )
            if code not in ledger.waiting:
                st.markdown(t(":material/check: {label} – confirmé par {who}", label=label, who=said["by"]))
            elif st.checkbox(label, key=f"confirm_{batch.id}_{code}", help=word(examples[0], t).mend):
                ticked.append(code)
            for issue in examples[1:_EXAMPLES]:
                st.caption(literal(t.typeset(f"{place(issue, t)} : {word(issue, t).message}")))
        offered = bool(ledger.waiting)
        if (
            st.form_submit_button(t("Confirmer les points cochés"), icon=":material/check:", disabled=not offered)
            and ticked
        ):
            with refusals_told(t):
                read_again(batch.id)
                operations.confirm(workshop_of(context), ledger, ticked, context.user)
                st.rerun()
