"""Puts tasks to a client, one after the other: {id: {"value"} | {"error"}}, as the programs of the clients write them."""


def answers_of(tasks, asked):
    """`tasks` has a method for what each of `asked` does: {"id", "do", ...}."""
    answers = {}
    for task in asked:
        try:
            answers[task["id"]] = {"value": getattr(tasks, task["do"])(task)}
        except Exception as error:  # noqa: BLE001 -- the client's own error is an answer, too
            answers[task["id"]] = {"error": {"type": type(error).__name__, "text": str(error)}}
    return answers
