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
from sqlalchemy.types import TypeDecorator, TypeEngine


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Say that a column is one of many texts, given as a parameter of this name."""
    return column.op("IN", is_comparison=True)(_Each(bindparam(name, type_=_Texts())))


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


class _Each(FunctionElement[str]):
    """The texts of a parameter, one a row."""

    inherit_cache = True
    type = String()


@compiles(_Each, "sqlite")
def _of_json(each: _Each, compiler: SQLCompiler, **how: object) -> str:
    return f"(SELECT value FROM json_each({compiler.process(each.clauses, **how)}))"


@compiles(_Each, "postgresql")
def _of_array(each: _Each, compiler: SQLCompiler, **how: object) -> str:
    return f"(SELECT unnest({compiler.process(each.clauses, **how)}))"


def _has_arrays(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"
