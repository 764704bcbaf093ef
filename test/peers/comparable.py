"""Values of a Python client in the form of the nodes' items, so that both can be compared as JSON."""

import base64
import datetime
import decimal
import math


def comparable(value):
    """Numbers become text, since JSON has one kind of them only; a map whose keys are not text becomes a list of pairs."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime.datetime):
        return _moment(value)
    if isinstance(value, datetime.time):
        return _without_zeros(value.isoformat())
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return _interval(value)
    if hasattr(value, "_asdict"):
        return {name: comparable(field) for name, field in value._asdict().items()}
    if type(value).__name__ == "Counter":
        return [{"value": comparable(element), "count": str(count)} for element, count in value.items()]
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {key: comparable(entry) for key, entry in value.items()}
        return [{"key": comparable(key), "value": comparable(entry)} for key, entry in value.items()]
    if isinstance(value, (list, tuple)):
        return [comparable(element) for element in value]
    return str(value)


def _float(value):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)


def _without_zeros(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value):
    if value.tzinfo is None:
        return _without_zeros(value.isoformat())
    return _without_zeros(value.astimezone(datetime.timezone.utc).replace(tzinfo=None).isoformat()) + "Z"


def _interval(value):
    microseconds = round(value / datetime.timedelta(microseconds=1))
    sign = "-" if microseconds < 0 else "+"
    seconds, fraction = divmod(abs(microseconds), 1_000_000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    text = f"{sign}{days} {hour:02}:{minute:02}:{second:02}"
    return _without_zeros(f"{text}.{fraction:06}") if fraction else text
