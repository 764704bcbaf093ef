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
