import type { IDataObject } from 'n8n-workflow';
import type { Statement } from '../../confluent/statements/statement';
import { isSecretProperty, secretsIn } from '../../flink/statement/secretProperty';
import { asRecord } from '../../language/guards';
import { isJsonObject, type JsonObject, type JsonValue } from '../../language/jsonValue';
import { SECRET_MASK, withoutSecrets } from '../../language/withoutSecrets';

/** The API's object as it may be shown: the values of `sql.secrets.*` masked, wherever it has or quotes them. */
export function shownObject({ raw, properties }: Pick<Statement, 'raw' | 'properties'>): IDataObject {
	const names = Object.keys(asRecord(asRecord(raw['spec'])['properties']));
	return names.some(isSecretProperty) ? masked(raw, secretsIn(properties)) : { ...raw };
}

function masked(object: JsonObject, secrets: readonly string[]): JsonObject {
	return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, isSecretProperty(name) && value !== null ? SECRET_MASK : maskedValue(value, secrets)]));
}

function maskedValue(value: JsonValue, secrets: readonly string[]): JsonValue {
	if (typeof value === 'string') return withoutSecrets(value, secrets);
	if (Array.isArray(value)) return value.map((entry) => maskedValue(entry, secrets));
	return isJsonObject(value) ? masked(value, secrets) : value;
}
