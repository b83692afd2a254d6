"""What we offer and what was bought: products, sales with their lines, and their way to the customer."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.growth_words import ProductKind, ProductRelation, SaleEventKind, SaleStage
from crm_tui.store.columns import TABLE_OPTIONS, Amount, Day, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record


class Product(Record, table=True):
    """A product or a service that we offer."""

    __tablename__ = "products"
    __table_args__ = (
        one_of("kind", ProductKind),
        CheckConstraint("trim(name) <> ''", name="name_given"),
        CheckConstraint("warranty_days > 0", name="warranty_is_some_days"),
        CheckConstraint("service_days > 0", name="service_is_some_days"),
        Index("ix_products_external", "external_source", "external_key"),
        TABLE_OPTIONS,
    )

    kind: str = Field(default=ProductKind.PRODUCT.value, sa_type=Text)
    code: str = Field(default="", sa_type=Text)
    name: str = Field(sa_type=Text)
    sort_key: str = Field(sa_type=Text, index=True)  # the folded name
    category: str = Field(default="", sa_type=Text)
    needs: str = Field(default="", sa_type=Text)  # what it is for, in the words of who needs it
    how_to: str = Field(default="", sa_type=Text)  # a link
    price: int | None = Field(default=None, sa_type=Amount)
    currency: str = Field(default="", sa_type=Text)
    warranty_days: int | None = None
    service_days: int | None = None  # so long after a sale it wants looking after
    supplier_id: int | None = Field(default=None, foreign_key="customers.id", sa_type=RecordId, index=True)
    external_source: str | None = Field(default=None, sa_type=Text)
    external_key: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)


class ProductText(Record, table=True):
    """How a product is called and described to customers in one language."""

    __tablename__ = "product_texts"
    __table_args__ = (TABLE_OPTIONS,)

    product_id: int = Field(foreign_key="products.id", sa_type=RecordId, index=True)
    language: str = Field(sa_type=Text)
    name: str = Field(default="", sa_type=Text)
    words: str = Field(default="", sa_type=Text)


class ProductLink(Record, table=True):
    """What goes with a product, or steps up from it."""

    __tablename__ = "product_links"
    __table_args__ = (
        one_of("relation", ProductRelation),
        CheckConstraint("product_id <> other_id", name="another_product"),
        TABLE_OPTIONS,
    )

    product_id: int = Field(foreign_key="products.id", sa_type=RecordId, index=True)
    other_id: int = Field(foreign_key="products.id", sa_type=RecordId, index=True)
    relation: str = Field(sa_type=Text)


class Sale(Record, table=True):
    """What a customer bought on a day, with one owner until it is with them."""

    __tablename__ = "sales"
    __table_args__ = (
        one_of("stage", SaleStage),
        CheckConstraint("rate > 0", name="rate_positive"),
        Index("ix_sales_customer", "customer_id", "sold_at"),
        Index("ix_sales_time", "sold_at"),
        Index("ix_sales_external", "external_source", "external_key"),
        # Those on their way are few: what is due to be delivered reads only them.
        Index("ix_sales_open", "promised_at", sqlite_where=text("stage NOT IN ('delivered', 'cancelled')")),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)  # the owner
    sold_at: datetime = Field(sa_type=Instant)
    sold_on: date = Field(sa_type=Day)
    value: int = Field(sa_type=Amount)  # the sum of its lines
    currency: str = Field(sa_type=Text)
    rate: int = Field(default=1_000_000, sa_type=Amount)  # to the business's currency, in millionths
    stage: str = Field(default=SaleStage.ORDERED.value, sa_type=Text)
    promised_at: datetime | None = Field(default=None, sa_type=Instant)
    promised_on: date | None = Field(default=None, sa_type=Day)
    delivered_at: datetime | None = Field(default=None, sa_type=Instant)
    attempts: int = 0  # at delivering it
    note: str = Field(default="", sa_type=Text)
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    recorded_at: datetime = Field(sa_type=Instant)
    tier: str | None = Field(default=None, sa_type=Text)  # the customer's then
    external_source: str | None = Field(default=None, sa_type=Text)
    external_key: str | None = Field(default=None, sa_type=Text)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class SaleLine(Record, table=True):
    """One thing that was bought."""

    __tablename__ = "sale_lines"
    __table_args__ = (TABLE_OPTIONS,)

    sale_id: int = Field(foreign_key="sales.id", sa_type=RecordId, index=True)
    product_id: int | None = Field(default=None, foreign_key="products.id", sa_type=RecordId, index=True)
    words: str = Field(default="", sa_type=Text)  # what it was called then
    quantity: int = Field(sa_type=Amount)  # in 1/10,000
    price: int = Field(sa_type=Amount)  # of one
    value: int = Field(sa_type=Amount)  # of all of them, after any discount
    position: int = 0
    warranty_until: date | None = Field(default=None, sa_type=Day)
    service_on: date | None = Field(default=None, sa_type=Day)
    service_follow_up_id: int | None = Field(default=None, foreign_key="follow_ups.id", sa_type=RecordId)


class SaleEvent(Record, table=True):
    """One step of a sale on its way to the customer, when it happened."""

    __tablename__ = "sale_events"
    __table_args__ = (
        one_of("what", SaleEventKind),
        Index("ix_sale_events_time", "what", "happened_at"),
        TABLE_OPTIONS,
    )

    sale_id: int = Field(foreign_key="sales.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    what: str = Field(sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    value: str = Field(default="", sa_type=Text)  # the new owner or the promised day
    happened_at: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)
