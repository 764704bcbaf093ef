import { malformed } from '../http/errors';

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body, or the part of it named by `pointer` (`/spec`), as an object. @throws ApiFailure 400 */
export function requireRecord(value: unknown, pointer: string): JsonRecord {
	if (!isRecord(value)) throw malformed(`${pointer} must be an object`, { pointer });
	return value;
}

/** Absent: undefined. @throws ApiFailure 400 for anything but text, null too, as the OpenAPI files have it */
export function optionalText(record: JsonRecord, key: string, at: string): string | undefined {
	const value = record[key];
	if (value === undefined) return undefined;
	if (typeof value !== 'string')
		throw malformed(`${at}/${key} must be a string`, { pointer: `${at}/${key}` });
	return value;
}

/** @throws ApiFailure 400 for absent, empty or anything but text */
export function requireText(record: JsonRecord, key: string, at: string): string {
	const value = record[key] === null ? undefined : optionalText(record, key, at);
	if (value === undefined || value === '')
		throw malformed(`${at}/${key} is nil or empty`, { pointer: `${at}/${key}` });
	return value;
}

export function optionalBoolean(record: JsonRecord, key: string, at: string): boolean | undefined {
	const value = record[key];
	if (value === undefined) return undefined;
	if (typeof value !== 'boolean')
		throw malformed(`${at}/${key} must be a boolean`, { pointer: `${at}/${key}` });
	return value;
}

export function optionalInteger(record: JsonRecord, key: string, at: string): number | undefined {
	const value = record[key];
	if (value === undefined) return undefined;
	if (typeof value !== 'number' || !Number.isInteger(value)) {
		throw malformed(`${at}/${key} must be an integer`, { pointer: `${at}/${key}` });
	}
	return value;
}

/** @throws ApiFailure 400 for text that is longer than `max` characters */
export function boundedText(record: JsonRecord, key: string, at: string, max: number): string | undefined {
	const value = optionalText(record, key, at);
	if (value === undefined || value.length <= max) return value;
	throw malformed(`${at}/${key} must be at most ${max} characters`, { pointer: `${at}/${key}` });
}

/** Of the members that say what the body is, each may be left out, and none may say something else. */
export function checkKind(body: JsonRecord, apiVersion: string, kind: string): void {
	const expected = { api_version: apiVersion, kind };
	for (const [key, value] of Object.entries(expected)) {
		if ((optionalText(body, key, '') ?? value) !== value) throw malformed(`/${key} must be ${value}`, { pointer: `/${key}` });
	}
}

/**
 * Values that are no text are refused, null too: the service does not turn numbers and booleans into text. So are
 * entries without a name.
 */
export function optionalTextMap(
	record: JsonRecord,
	key: string,
	at: string,
): Record<string, string> | undefined {
	const value = record[key];
	if (value === undefined) return undefined;
	const here = `${at}/${key}`;
	const map = requireRecord(value, here);
	return Object.fromEntries(Object.keys(map).map((name) => [name, entryText(map, name, here)]));
}

function entryText(map: JsonRecord, name: string, at: string): string {
	if (name === '') throw malformed(`${at} has an entry without a name`, { pointer: at });
	const text = optionalText(map, name, at);
	if (text === undefined) throw malformed(`${at}/${name} must be a string`, { pointer: `${at}/${name}` });
	return text;
}
