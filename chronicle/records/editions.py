"""What the edition is, the fixed editions of it that were published, and how its makers review it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from chronicle.records.model import Part, Record
from chronicle.records.sources import Name
from chronicle.records.values import Contact, Dated, Doi, Ids, Language, Link, Orcid, Text, Truth, form, plain_text

FOLDER = "editions"


class Colophon(Record):
    """What the edition is; ``id`` names it in files and never changes.

    ``issued`` names the edition that the pages and files are: the next that will be fixed, or the last that was.
    ``before`` and ``after`` are the pages of the essay that stand before and after those of its periods; ``hanzi`` says
    whether every name and term is given in Chinese characters, too.
    """

    class Licence(Part):
        """The terms of use: ``id`` as in the SPDX list, ``name`` as readers see it, and where the text stands."""

        id: Text
        name: Text
        url: Link

    class Original(Part):
        """The essay that the edition retells; it keeps its own rights. ``byline`` is the name in the author's order."""

        author: Name
        byline: Text
        title: Text
        subtitle: Text | None = None
        publisher: Text
        url: Link
        language: Language
        issued: Dated | None = None

    class Maker(Part):
        """Somebody who answers for the edition: the name, an ORCID if there is one, and what they did."""

        family: Text
        given: Text
        orcid: Orcid | None = None
        role: Text

    title: Text
    subtitle: Text
    issued: Dated
    makers: Text
    contributors: tuple[Maker, ...] = ()
    contact: Contact | None = None
    language: Language
    keywords: tuple[Text, ...] = Field(min_length=1)
    licence: Licence
    original: Original
    before: Ids = ()
    after: Ids = ()
    hanzi: Truth = False

    @property
    def whole_title(self) -> str:
        """Title and subtitle."""
        return f"{self.title}: {self.subtitle}"

    @property
    def year(self) -> int:
        """The year of publication."""
        return self.issued.start.year

    @property
    def edition(self) -> str:
        """Which edition it is, in words."""
        return f"edition of {self.issued.words()}"

    @property
    def authors(self) -> list[dict[str, str]]:
        """Who is named as author of what the edition itself says: its makers by name, or as one body."""
        return [{"family": one.family, "given": one.given} for one in self.contributors] or [{"literal": self.makers}]

    @property
    def named(self) -> list[str]:
        """The names of those who made it, in their own order, or of the makers as one body."""
        return [f"{one.given} {one.family}" for one in self.contributors] or [self.makers]

    @property
    def still_open(self) -> list[str]:
        """What only its makers can fill in, and have not yet."""
        lacking = {"contributors": "nobody is named", "contact": "there is no address to write to"}
        return [f"{field}: {lack}" for field, lack in lacking.items() if not getattr(self, field)]


class Fixed(Record):
    """An edition that was fixed: ``id`` is what the edition's ``issued`` was, and its tag is ``edition-`` and the id.

    ``address`` is where its home page stands for ever, ``sha256`` the hash of its zip, which a build from the tag gives
    again.
    """

    may_be_none: ClassVar[bool] = True

    date: Dated
    address: Link
    sha256: Annotated[Text, form(r"[0-9a-f]{64}", "is not a SHA-256; it has 64 digits and letters from a to f")]
    doi: Doi | None = None
    says: Text

    @property
    def site(self) -> str:
        """The address of the site that it is an edition of."""
        return self.address.removesuffix(f"{FOLDER}/{self.id}/")


class Criterion(Record):
    """A question by which editions are reviewed, our answer to it, and an address on the site that proves it."""

    may_be_none: ClassVar[bool] = True

    part: Annotated[Literal["documentation", "contents", "access"], BeforeValidator(plain_text)]
    question: Text
    answer: Annotated[Literal["yes", "partly", "no"], BeforeValidator(plain_text)]
    says: Text
    proof: Text | None = None
