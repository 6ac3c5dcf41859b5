"""Find rows by many ids with one parameter: an array, or JSON where there are none.

A parameter for each costs the driver, the parser and the planner more than the row.
"""

from collections.abc import Collection
from typing import Any

from pydantic_core import to_json
from sqlalchemy import ARRAY, ColumnElement, Dialect, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Say that a column is one of many texts, given as a parameter of this name."""
    return _Among(column, bindparam(name, type_=_Texts()))


class _Texts(TypeDecorator[Collection[str]]):
    """Many texts as one parameter."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(String()) if _has_arrays(dialect) else String())

    def process_bind_param(
        self, value: Collection[str] | None, dialect: Dialect
    ) -> list[str] | str:
        texts = list(value or ())
        return texts if _has_arrays(dialect) else to_json(texts).decode()


class _Among(FunctionElement[Any]):
    """A column, and the parameter that holds its texts."""

    inherit_cache = True
    type = NullType()  # a boolean one would be compared with 1 on SQLite, past the index


@compiles(_Among, "sqlite")
def _of_json(among_: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, texts = (compiler.process(part, **how) for part in among_.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"


@compiles(_Among, "postgresql")
def _of_array(among_: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, texts = (compiler.process(part, **how) for part in among_.clauses)
    return f"{column} = ANY ({texts})"


def _has_arrays(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"
