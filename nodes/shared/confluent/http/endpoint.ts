import { asRecord, asText } from '../../language/guards';
import { isCloud } from './clouds';
import { CredentialError, type CredentialFacts } from './errors/credentialError';
import { isSecret, mayBeSecret } from './pastedSecret';
import { isEnvironmentId } from './resourceId';

/** Where statements live: names are unique per environment. */
export interface StatementPlace {
	/** UUID. */
	readonly organizationId: string;
	/** `env-…` */
	readonly environmentId: string;
	/** The Kafka cluster in which tables without a database are looked up, by name or `lkc-…`; undefined leaves that to the SQL. */
	readonly database?: string | undefined;
}

/** What the Flink credential says about where statements live. */
export interface FlinkEndpoint extends StatementPlace {
	/** Scheme, host and port, such as `https://flink.us-east-1.aws.confluent.cloud`. */
	readonly origin: string;
	readonly cloud: string;
	readonly region: string;
}

export interface CloudEndpoint {
	/** `https://api.confluent.cloud` unless overridden. */
	readonly origin: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Reads the "Confluent Flink API" credential and checks what can be checked before anything is sent.
 *
 * @throws CredentialError that names the field
 */
export function flinkEndpoint(credential: unknown): FlinkEndpoint {
	const field = fieldReader(credential);
	const secret = field('apiSecret');
	const organizationId = field('organizationId');
	if (!UUID.test(organizationId)) throw wrongField('organizationId', organizationId, secret);
	const environmentId = field('environmentId');
	if (!isEnvironmentId(environmentId)) throw wrongField('environmentId', environmentId, secret);
	const place = cloudAndRegion(field('cloud'), field('region'), secret);
	requireKey(field);
	const database = field('database');
	if (isSecret(database, secret)) throw secretIn('database', database);
	return { origin: flinkOrigin(field, place), organizationId, environmentId, ...place, ...(database === '' ? {} : { database }) };
}

/**
 * Reads the "Confluent Cloud API" credential.
 *
 * @throws CredentialError that names the field
 */
export function cloudEndpoint(credential: unknown): CloudEndpoint {
	const field = fieldReader(credential);
	requireKey(field);
	return { origin: originOf(field('baseUrl') || 'https://api.confluent.cloud', field('apiSecret')) };
}

/**
 * The origin of a base URL: paths, queries and user names that were pasted with it are cut off, a missing
 * scheme is `https`. Plain `http` is for loopback only: the key would travel in the clear.
 *
 * @param secret the credential's own: a host that has it in its name is refused, since names are asked for in the clear
 * @throws CredentialError
 */
export function originOf(baseUrl: string, secret = ''): string {
	const text = baseUrl.trim();
	const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	if (url === undefined || url.hostname === '') throw wrongField('baseUrl', withoutUser(text), secret);
	if (hasSecretAsHost(text, secret)) throw secretIn('baseUrl', withoutUser(text));
	if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url.origin;
	const value = `${url.protocol}//${url.host}`;
	throw mayBeSecret(value, secret) ? secretIn('baseUrl', value) : new CredentialError({ reason: 'insecureBaseUrl', value });
}

/**
 * Whether the host of a base URL is, or begins, a secret: a slash in one looks like the beginning of a path. What
 * stands before the host, a user, or behind it is cut off and never shown.
 */
function hasSecretAsHost(text: string, secret: string): boolean {
	const [, authority = '', path = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[/\\]*([^/?#\\]*)([^]*)$/i.exec(text) ?? [];
	const host = authority.slice(authority.lastIndexOf('@') + 1);
	return isSecret(host + path, secret, host.length);
}

/** A key and secret may have been pasted along, as in `https://KEY:SECRET@host`: they are never shown. */
function withoutUser(text: string): string {
	return text.includes('@') ? `…${text.slice(text.lastIndexOf('@'))}` : text;
}

type FieldReader = (name: string) => string;

function fieldReader(credential: unknown): FieldReader {
	const fields = asRecord(credential);
	return (name) => (asText(fields[name]) ?? '').trim();
}

function requireKey(field: FieldReader): void {
	for (const key of ['apiKeyId', 'apiSecret'] as const) {
		if (field(key) === '') throw new CredentialError({ reason: 'credentialWithoutKey', field: key });
	}
	if (isSecret(field('apiKeyId'), '')) throw secretIn('apiKeyId', field('apiKeyId'));
}

function flinkOrigin(field: FieldReader, place: { cloud: string; region: string }): string {
	const endpoint = field('endpoint') || 'public';
	if (endpoint === 'custom') return originOf(field('baseUrl'), field('apiSecret'));
	const isPrivate = endpoint === 'private' ? '.private' : '';
	return `https://flink.${place.region}.${place.cloud}${isPrivate}.confluent.cloud`;
}

function cloudAndRegion(cloudField: string, regionField: string, secret: string): { cloud: string; region: string } {
	const cloud = cloudField.toLowerCase();
	if (!isCloud(cloud)) throw wrongField('cloud', cloudField, secret);
	const region = splitRegion(regionField);
	if (region.cloud !== undefined && region.cloud !== cloud) {
		throw mayBeSecret(regionField, secret) ? secretIn('region', regionField) : new CredentialError({ reason: 'regionOfOtherCloud', value: regionField, cloud });
	}
	if (!isRegionName(region.name)) throw wrongField('region', regionField, secret);
	if (isSecret(regionField, secret)) throw secretIn('region', regionField);
	return { cloud, region: region.name };
}

/** Region ids read `aws.us-east-1` in the API and the console: the cloud, where it was pasted along, and the name, in lower case. */
export function splitRegion(text: string): { readonly cloud: string | undefined; readonly name: string } {
	const region = text.trim().toLowerCase();
	const point = region.indexOf('.');
	const cloud = region.slice(0, Math.max(0, point));
	return isCloud(cloud) && point < region.length - 1 ? { cloud, name: region.slice(point + 1) } : { cloud: undefined, name: region };
}

/** Whether it looks like `us-east-1`, which can stand in a host name. */
export function isRegionName(name: string): boolean {
	return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name);
}

function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

type Field = Extract<CredentialFacts, { reason: 'secretInField' }>['field'];

function wrongField(field: Extract<CredentialFacts, { reason: 'credentialField' }>['field'], value: string, secret: string): CredentialError {
	return mayBeSecret(value, secret) ? secretIn(field, value) : new CredentialError({ reason: 'credentialField', field, value });
}

function secretIn(field: Field, value: string): CredentialError {
	return new CredentialError({ reason: 'secretInField', field, start: value.slice(0, 3), length: value.length });
}
