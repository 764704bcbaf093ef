import { isRecord, type JsonRecord } from './json';

/**
 * The document for requests: OpenAPI 3.0 says that a required member which is `readOnly` is required in
 * responses only.
 */
export function withoutReadOnlyRequirements(value: unknown): JsonRecord {
	const relaxed = relax(value);
	if (isRecord(relaxed)) return relaxed;
	throw new Error('a spec is an object');
}

function relax(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(relax);
	if (!isRecord(value)) return value;
	const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, relax(inner)]));
	const { required, properties } = value;
	if (Array.isArray(required) && isRecord(properties)) {
		copy['required'] = required.filter((name) => !isReadOnly(properties[String(name)]));
	}
	return copy;
}

function isReadOnly(schema: unknown): boolean {
	return isRecord(schema) && schema['readOnly'] === true;
}
