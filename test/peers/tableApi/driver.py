"""Puts tasks to the Table API. Standard input: {"settings": {...}, "tasks": [{"id", "do", ...}]}; output: {id: {"value"} | {"error"}}."""

import json
import pathlib
import sys

from pyflink.table import DataTypes, TableEnvironment
from pyflink.table.confluent import ConfluentSettings, ConfluentTableDescriptor, ConfluentTools
from pyflink.table.expressions import col, lit
from pyflink.table import Schema

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
from comparable import comparable  # noqa: E402


def settings(given):
    builder = ConfluentSettings.new_builder()
    for name, value in given.items():
        builder = getattr(builder, f"set_{name}")(value)
    return builder.build()


def named(row, names):
    return {name: plain(value) for name, value in zip(names, row)}


def plain(value):
    """Rows within rows are positional here; their names are asked for with the column's type elsewhere."""
    if hasattr(value, "as_dict") and getattr(value, "_fields", None):
        return {name: plain(field) for name, field in value.as_dict().items()}
    if isinstance(value, list):
        return [plain(element) for element in value]
    return comparable(value)


class Tasks:
    def __init__(self, environment):
        self.environment = environment

    def rows(self, task):
        table = self.environment.sql_query(task["sql"])
        names = table.get_schema().get_field_names()
        return [named(row, names) for row in ConfluentTools.collect_materialized(table)]

    def types(self, task):
        schema = self.environment.sql_query(task["sql"]).get_schema()
        return {name: str(type_) for name, type_ in zip(schema.get_field_names(), schema.get_field_data_types())}

    def changes(self, task):
        table = self.environment.sql_query(task["sql"])
        names = table.get_schema().get_field_names()
        rows = ConfluentTools.collect_changelog_limit(table, task["count"])
        return [{"_op": str(row.get_row_kind()), **named(row, names)} for row in rows]

    def built(self, task):
        """A query that is written with the Table API's own expressions."""
        table = self.environment.from_elements([("a", 1), ("b", 2), ("a", 3)], ["k", "v"])
        table = table.group_by(col("k")).select(col("k"), col("v").sum.alias("s")).where(col("s") > lit(2))
        names = table.get_schema().get_field_names()
        return [named(row, names) for row in ConfluentTools.collect_materialized(table)]

    def create(self, task):
        schema = (
            Schema.new_builder()
            .column("id", DataTypes.INT().not_null())
            .column("word", DataTypes.STRING())
            .primary_key("id")
            .build()
        )
        descriptor = ConfluentTableDescriptor.for_managed().schema(schema).distributed_by_into_buckets(1, "id").build()
        self.environment.create_table(task["table"], descriptor)
        return None

    def execute(self, task):
        self.environment.execute_sql(task["sql"]).wait()
        return None

    def tables(self, task):
        return sorted(self.environment.list_tables())

    def catalogs(self, task):
        return sorted(self.environment.list_catalogs())

    def columns(self, task):
        return self.environment.from_path(task["table"]).get_schema().get_field_names()

    def stop(self, task):
        result = self.environment.sql_query(task["sql"]).execute()
        name = ConfluentTools.get_statement_name(result)
        ConfluentTools.stop_statement(result)
        return name


def main():
    request = json.load(sys.stdin)
    environment = TableEnvironment.create(settings(request["settings"]))
    environment.use_catalog(request["catalog"])
    environment.use_database(request["database"])
    tasks = Tasks(environment)
    answers = {}
    for task in request["tasks"]:
        try:
            answers[task["id"]] = {"value": getattr(tasks, task["do"])(task)}
        except Exception as error:  # noqa: BLE001 -- the client's own error is an answer, too
            answers[task["id"]] = {"error": {"type": type(error).__name__, "text": str(error)}}
    json.dump(answers, sys.stdout)


main()
