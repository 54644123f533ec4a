"""Errors that a person reads: a French sentence and what fills it, rendered late in the reader's language.

The core raises them without knowing who reads: the exception prints itself in French, and
:func:`indicators.present.texts.errors.error_message` translates ``template`` and fills it with ``values``. One tree,
drawn here; ``tests/test_errors.py`` holds it true.

    ToldError  refused                    a refusal in general
      InvalidFile  file                   a configuration file; cells: its faults (:class:`~indicators.catalogue.problems.Problem`)
        CatalogueError  catalogue
        SettingsError  settings
        CasesError  cases                 worked examples that cannot be tried
      AccessDenied  access                a role or a territory out of reach; cells: the territory
      AccountError  account               an account that cannot be so; cells: the login
      ReasonedError  reasoned             one of the reasons that its kind knows
        TokenError  token                   a token of the API that cannot be made or used
        FeedError  calendar_feed            a calendar that cannot be followed
        PeopleError  mission_people         a person named where functions alone are kept
      WeakPasswordError  password
      TooManyTriesError  too_many_tries
      NotReadyError  not_ready            a deposit with points to mend; cells: batch and reason
      NamelessError  nameless             an edition without a name
      SamePersonError  same_person        the second person is the first
      SameAccountsError  same_accounts    two documents of one year's accounts; cells: the documents, two by two
      ConflictError  conflict             rows published meanwhile; cells: kind and key
      NothingToPublishError  nothing_to_publish
        NothingToRestoreError  nothing_to_restore
      ChangedMeanwhileError  changed_meanwhile  a deposit that another person changed; cells: what she corrected
      RefusedRowsError  refused_rows      rows entered on a page; cells: their blocking findings
      UnknownBatchError  unknown_batch
      UnknownVersionError  unknown_version  a deposit was never at the version that a command names
      UnknownEditionError  unknown_edition
      TerritoryKeyError  territory_key    a text that names no territory, or several; cells: those it can mean
      StaleDocumentError  stale_document
      BackupError  backup
      RubricError  rubric                 a choice of rubric or a split
      ScenarioError  scenario             a move of a what-if
      GoalError  goal                     a target that cannot be measured; cells: its faults
      MeasureError  measure               a corrective measure
      AmendmentError  amendment           a change to a relation
      ProspectError  prospect             a list of partners to look for that cannot be so
      UnreadableListError  public_list    a public list that cannot be read
      UnknownKindError  report_kind
      OpenDataError  open_data            a package that no catalogue takes; cells: what nobody said
      DownloadError  download             a file of official statistics that could not be downloaded
      UnreadableOfficial  official        a file of official statistics of which nothing enters the cube
      HeldSettingError  held_setting      a choice that the settings' file makes already; cells: its keys
      NoPlaceError  no_place              a collectivity that nobody placed
      ImageError  image                   a file that cannot be a picture
      AttachmentError  attachment         a document that cannot be attached to a record, or is there no more
      NoSirenError  iati_siren            an aid file for a collectivity whose SIREN nobody gave
      NoActionAbroadError  iati_actions   an aid file without any action with a partner abroad
      Away  mail_away                     a server of mail that does not answer, or not to us
      NobodyThere  mail_address           an address that the server of mail refuses for good
      Unanswered  mail_unanswered         a message that left without an answer
      CompositeError  composite           the engine; a framework, a recipe, data or a method
        RecipeError  recipe
        FrameworkError  framework
        DataError  data
        MethodError  method

What a file says wrong is not raised but collected, cell by cell: :class:`indicators.intake.issues.Issue` has the same
parts (code, cells, what was received, what is accepted, how to mend it) and its sentences in
:mod:`indicators.intake.wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar


def marked(message: str) -> str:
    """Mark a French sentence for the translators where it is written; it is translated where it is shown."""
    return message


class Part(str):
    """A piece of a sentence that is a sentence itself: French as it stands, said again in the reader's language.

    It fills a ``{name}`` of an error: « accepté : {accepted} » is translated, and what is accepted with it.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Part:
        part = super().__new__(cls, template.format(**values))
        part.template, part.values = template, values
        return part

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.template, self.values)


def together(parts: Iterable[Part]) -> Part:
    """Sentences one after the other."""
    named = {f"part{place}": part for place, part in enumerate(parts)}
    return Part(" ".join(f"{{{name}}}" for name in named), **named)


class ToldError(ValueError):
    """A refusal; ``template`` holds the French sentence and ``values`` what fills it.

    ``code`` names the kind of refusal, the same in every language; :attr:`cells` are the places that it speaks of.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, template: str, /, **values: Any) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))

    @property
    def cells(self) -> tuple[Any, ...]:
        """What the refusal points at, as data: rows, cells or fields; empty when it speaks of the whole."""
        return ()

    @property
    def part(self) -> Part:
        """The refusal as a piece of another one."""
        return Part(self.template, **self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.template, self.values)


class ReasonedError(ToldError):
    """A refusal for one of the reasons that its kind knows: ``said`` gives the sentence of each ``reason``."""

    code = "reasoned"
    said: ClassVar[Mapping[str, str]]

    def __init__(self, reason: str, /, **values: Any) -> None:
        self.reason = reason
        super().__init__(self.said[reason], **values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.reason, self.values)


def _again(template: str, values: dict[str, Any]) -> Part:
    return Part(template, **values)


def _rebuild(kind: type[ToldError], said: str, values: dict[str, Any]) -> ToldError:
    return kind(said, **values)
