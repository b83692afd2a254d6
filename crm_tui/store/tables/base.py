"""What every table and every record has."""

from pydantic import ConfigDict
from sqlmodel import Field, SQLModel

from crm_tui.store.columns import RecordId


class Row(SQLModel):
    """A row of a table."""

    # Table models validate nothing (DATA.md, "validation"), so no validator is built at every start.
    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]


class Record(Row):
    """A journalled row: an id that is never reused, and a version that each change raises."""

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)
    version: int = Field(default=1, nullable=False)

    @property
    def record_id(self) -> int:
        """The id of a record that has been written. Raises ValueError before that."""
        if self.id is None:
            raise ValueError(f"{type(self).__name__} has not been written yet")
        return self.id
