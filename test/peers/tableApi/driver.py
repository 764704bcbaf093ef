"""
Puts tasks to the Table API, in the client that is installed: the plugin for Flink 1.20, or confluent-pyflink.
Standard input: {"settings": {...}, "tasks": [{"id", "do", ...}]}; output: {id: {"value"} | {"error"}}.
"""

import importlib.util
import json
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
from comparable import comparable  # noqa: E402
from tasks import answers_of  # noqa: E402

if importlib.util.find_spec("confluent_pyflink"):
    from confluent_pyflink.table import DataTypes, Schema, TableDescriptor, TableEnvironment
    from confluent_pyflink.table.expressions import col, lit
    from pyflink.table.types import MultisetType, RowType
    from confluent_pyflink.table.utils import ConfluentSettings, ConfluentTools

    RENAMED = {"organization_id": "org_id", "environment_id": "env_id", "cloud": "cloud_provider", "region": "cloud_region"}

    def settings(given):
        return ConfluentSettings(**{RENAMED.get(name, name): value for name, value in given.items()})
else:
    from pyflink.table import DataTypes, Schema, TableEnvironment
    from pyflink.table.confluent import ConfluentSettings, ConfluentTableDescriptor as TableDescriptor, ConfluentTools
    from pyflink.table.expressions import col, lit
    from pyflink.table.types import MultisetType, RowType

    def settings(given):
        builder = ConfluentSettings.new_builder()
        for name, value in given.items():
            builder = getattr(builder, f"set_{name}")(value)
        return builder.build()


def named(row, schema):
    names, types = schema.get_field_names(), schema.get_field_data_types()
    return {name: plain(value, type_) for name, value, type_ in zip(names, row, types)}


def plain(value, type_):
    """Rows within rows come without the names of their fields, and multisets as maps: their types tell."""
    if value is None:
        return None
    if isinstance(type_, RowType):
        # A row within a row arrives with one value: the list of its fields.
        entries = value[0] if len(value) == 1 and isinstance(value[0], list) else value
        return {field.name: plain(entry, field.data_type) for field, entry in zip(type_.fields, entries)}
    if isinstance(type_, MultisetType):
        return [{"value": comparable(element), "count": str(count)} for element, count in value.items()]
    return comparable(value)


class Tasks:
    def __init__(self, environment):
        self.environment = environment

    def rows(self, task):
        table = self.environment.sql_query(task["sql"])
        return [named(row, table.get_schema()) for row in self.materialized(table, task)]

    def materialized(self, table, task):
        """All rows of a query that ends; of one that does not, as many as are wanted."""
        wanted = task.get("wanted")
        return ConfluentTools.collect_materialized(table) if wanted is None else ConfluentTools.collect_materialized_limit(table, wanted)

    def types(self, task):
        schema = self.environment.sql_query(task["sql"]).get_schema()
        return {name: str(type_) for name, type_ in zip(schema.get_field_names(), schema.get_field_data_types())}

    def changes(self, task):
        table = self.environment.sql_query(task["sql"])
        rows = ConfluentTools.collect_changelog_limit(table, task["count"])
        return [{"_op": str(row.get_row_kind()), **named(row, table.get_schema())} for row in rows]

    def built(self, task):
        """A query that is written with the Table API's own expressions."""
        table = self.environment.from_path(task["table"])
        table = table.where(col("id") > lit(1)).select(col("id"), col("word").upper_case.alias("loud"))
        return [named(row, table.get_schema()) for row in self.materialized(table, task)]

    def create(self, task):
        schema = (
            Schema.new_builder()
            .column("id", DataTypes.INT().not_null())
            .column("word", DataTypes.STRING())
            .column("moment", DataTypes.TIMESTAMP_LTZ(3))
            .column_by_expression("twice", "id * 2")
            .watermark("moment", "moment - INTERVAL '5' SECOND")
            .primary_key("id")
            .build()
        )
        descriptor = TableDescriptor.for_managed().schema(schema).distributed_by_into_buckets(1, "id").build()
        self.environment.create_table(task["table"], descriptor)
        return None

    def execute(self, task):
        self.environment.execute_sql(task["sql"]).wait()
        return None

    def tables(self, task):
        return sorted(self.environment.list_tables())

    def catalogs(self, task):
        return sorted(self.environment.list_catalogs())

    def written(self, task):
        return [row[0] for row in self.environment.execute_sql(f"SHOW CREATE TABLE `{task['table']}`").collect()]

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
    json.dump(answers_of(Tasks(environment), request["tasks"]), sys.stdout)


main()
