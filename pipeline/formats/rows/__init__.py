"""One row per triple: the columns that CSV, Parquet and data frames share."""

from pipeline.formats.rows.columns import COLUMNS, Column, article, rows, rows_of

__all__ = ["COLUMNS", "Column", "article", "rows", "rows_of"]
