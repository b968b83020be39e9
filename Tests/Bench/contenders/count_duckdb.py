"""Counts the calls of an extension with DuckDB: FILE EXTENSION FORMAT.

FORMAT is that of read_json: 'auto', or 'newline_delimited', which suits a history that is known
to be on one line and spares the search for the end of the object. Otherwise its best form: the
four columns that matter, one thread (one object is parsed by one thread), and an object as large
as the file.
"""

import sys
from pathlib import Path

import duckdb

path, extension, form = sys.argv[1:]
columns = ("from_number", "to_number", "channel", "dstchannel")
fields = ", ".join(f"{column} VARCHAR" for column in columns)
result = f"STRUCT(total BIGINT, records STRUCT({fields})[])"
limit = Path(path).stat().st_size + 1_024
channels = " OR ".join(
    f"starts_with(r.{column}, '{technology}/{extension}-')"
    for column in ("channel", "dstchannel")
    for technology in ("SIP", "PJSIP")
)
connection = duckdb.connect()
connection.execute("SET threads = 1")
row = connection.execute(
    f"""
    SELECT count(*) FROM (
      SELECT unnest(result.records) AS r FROM read_json(
        '{path}', format = '{form}', maximum_object_size = {limit},
        columns = {{'type': 'VARCHAR', 'result': '{result}'}}))
    WHERE r.from_number = '{extension}' OR r.to_number = '{extension}' OR {channels}
    """
).fetchone()
print(row[0] if row else 0)
