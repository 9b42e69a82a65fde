"""The ledger of claims: what happened to each sending, claims held over, files being made; and the share that a disposed form declared.

What is known of earlier claims becomes their history: each was sent on its file's day and stands as it stood.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from alembic import op

OFFSET = timedelta(hours=9)
JAPAN = timezone(OFFSET)

revision = "0019"
down_revision = "0020"

ACTS = {
    "accepted": ("accept",),
    "pooled": ("pool",),
    "returned": ("return",),
    "replaced": ("return", "replace"),
    "paid": ("accept", "pay"),
}
"""By a claim's state: what must have happened to it after it was sent."""


def upgrade() -> None:
    for name, length in (("insurer", 8), ("search_number", 30), ("subject", 64)):
        op.add_column("claims", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.create_index("ix_claims_subject", "claims", ["subject"])
    op.add_column("declaration_disposals", sa.Column("share_percent", sa.Integer))
    acts = op.create_table(
        "claim_acts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id"), nullable=False, index=True),
        sa.Column("act", sa.String(12), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "claim_holds",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), nullable=False, index=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "claim_drafts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("made", sa.Boolean, nullable=False),
        sa.Column("payer", sa.String(1), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.bulk_insert(acts, list(_histories()))


def _histories() -> Iterator[dict[str, object]]:
    moment = sa.DateTime(timezone=True)
    claims = sa.table(
        "claims",
        sa.column("id", sa.Integer),
        sa.column("file"),
        sa.column("state"),
        sa.column("changed_at", moment),
    )
    files = sa.table(
        "claim_files",
        sa.column("digest"),
        sa.column("sent_at", moment),
        sa.column("sent_by"),
        sa.column("answered_by"),
    )
    known = sa.select(claims, files.c.sent_at, files.c.sent_by, files.c.answered_by).join_from(
        claims, files, files.c.digest == claims.c.file
    )
    for row in op.get_bind().execute(known.order_by(claims.c.id)):
        yield _act(row, "send", row.sent_at, row.sent_by)
        for act in ACTS.get(row.state, ()):
            yield _act(row, act, row.changed_at, row.answered_by or row.sent_by)


def _act(row: sa.Row[Any], act: str, at: datetime, by: str) -> dict[str, object]:
    in_japan = at.astimezone(JAPAN) if at.tzinfo else at + OFFSET
    return {"claim": row.id, "act": act, "day": in_japan.date(), "note": "", "by": by, "at": at}


def downgrade() -> None:
    for table in ("claim_drafts", "claim_holds", "claim_acts"):
        op.drop_table(table)
    op.drop_column("declaration_disposals", "share_percent")
    op.drop_index("ix_claims_subject", "claims")
    for name in ("subject", "search_number", "insurer"):
        op.drop_column("claims", name)
