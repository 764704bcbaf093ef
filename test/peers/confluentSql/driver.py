"""Puts tasks to confluent-sql. Standard input: {"connect": {...}, "tasks": [{"id", "do", ...}]}; output: {id: {"value"} | {"error"}}."""

import contextlib
import json
import pathlib
import sys

import confluent_sql
from confluent_sql import ExecutionMode

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
from comparable import comparable  # noqa: E402
from tasks import answers_of  # noqa: E402


def columns(schema):
    return None if schema is None else [{"name": column.name, "type": column.type.type_name} for column in schema.columns]


def described(statement):
    return {"name": statement.name, "phase": statement.phase.value, "detail": statement.status.get("detail", "")}


class Tasks:
    def __init__(self, connection):
        self.connection = connection

    def rows(self, task):
        with self.connection.closing_cursor(as_dict=True) as cursor:
            cursor.execute(task["sql"], task.get("parameters"), timeout=60)
            return [comparable(row) for row in cursor.fetchall()]

    def ddl(self, task):
        return described(self.connection.execute_snapshot_ddl(task["sql"], timeout=60))

    def streaming_ddl(self, task):
        return described(self.connection.execute_streaming_ddl(task["sql"], timeout=60, statement_name=task.get("name")))

    def changes(self, task):
        """The first changes of a streaming query, each with its operation."""
        with self.connection.closing_streaming_cursor(as_dict=True) as cursor:
            cursor.execute(task["sql"], timeout=60)
            taken = []
            for change in cursor:
                taken.append(change)
                if len(taken) == task["count"]:
                    break
            logged = cursor.returns_changelog
            return [{"_op": str(change.op), **comparable(change.row)} if logged else comparable(change) for change in taken]

    def folded(self, task):
        """The table that the client's own compressor makes of a streaming query, once it has the wanted number of rows."""
        with self.connection.closing_streaming_cursor(as_dict=True) as cursor:
            cursor.execute(task["sql"], timeout=60)
            for snapshot in cursor.changelog_compressor().snapshots(task["batch"]):
                if len(snapshot) >= task["count"]:
                    return [comparable(row) for row in snapshot]
            return None

    def dry_run(self, task):
        statement = self.connection.dry_run_statement(task["sql"], mode=getattr(ExecutionMode, task.get("mode", "SNAPSHOT")))
        return {**described(statement), "uid": statement.statement_id, "columns": columns(statement.schema), "appendOnly": statement.is_append_only}

    def submit(self, task):
        cursor = self.connection.streaming_cursor()
        cursor.execute(task["sql"], statement_name=task["name"], statement_labels=task.get("labels"), timeout=60)
        return described(cursor.statement)

    def get(self, task):
        return described(self.connection.get_statement(task["name"]))

    def listed(self, task):
        found = self.connection.list_statements(label=task.get("label"), name_contains=task.get("contains"), page_size=task.get("pageSize", 100))
        return sorted(statement.name for statement in found)

    def stop(self, task):
        return described(self.connection.stop_statement(task["name"]))

    def delete(self, task):
        self.connection.delete_statement(task["name"])
        return None

    def organization(self, task):
        return self.connection.organization_id


def main():
    request = json.load(sys.stdin)
    with contextlib.closing(confluent_sql.connect(**request["connect"])) as connection:
        answers = answers_of(Tasks(connection), request["tasks"])
    json.dump(answers, sys.stdout)


main()
