import { isRecord } from './guards';

/** A value that survives JSON unchanged. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export type JsonObject = { [key: string]: JsonValue };

/** Sets an own member whatever its name is: plain assignment to `__proto__` would change the prototype instead. */
export function setMember(object: JsonObject, name: string, value: JsonValue): void {
	if (name === '__proto__') {
		Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
	} else {
		object[name] = value;
	}
}

/** Whether `value` came out of JSON as an object. Response bodies are parsed JSON, so its members are JSON too. */
export function isJsonObject(value: unknown): value is JsonObject {
	return isRecord(value);
}

/** A JSON object without the members that are undefined: absent and undefined read differently in a body. */
export function jsonObject(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
	const present = Object.entries(members).flatMap(([key, value]): Array<[string, JsonValue]> =>
		value === undefined ? [] : [[key, value]],
	);
	return Object.fromEntries(present);
}
