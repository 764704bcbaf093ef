import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { mayReceiveKey } from '../../confluent/http/keyHosts';
import { AdvisedError } from '../errors/advisedError';

/**
 * Adds `Authorization: Basic base64(key:secret)` to a request, for the credential's own host only. The one
 * other place the header may go is from one host of Confluent Cloud to another, where the service redirects.
 *
 * White space that was pasted along with the key or the secret is removed.
 *
 * @throws AdvisedError for a request to any other host
 */
export function withBasicAuth(credentials: ICredentialDataDecryptedObject, origin: string, request: IHttpRequestOptions): IHttpRequestOptions {
	const target = new URL(request.url, request.baseURL ?? origin);
	if (!mayReceiveKey(target, new URL(origin))) {
		throw new AdvisedError(
			`This credential is for ${origin} and is not sent to ${target.origin}`,
			'Use the credential for its own host, or correct the endpoint in it.',
		);
	}
	return { ...request, headers: { ...request.headers, Authorization: `Basic ${basicToken(credentials)}` } };
}

/** Shorter than any key of Confluent's: what is so short may be part of an ordinary word. */
const SHORTEST_SECRET = 8;

/** A text without the credential's secret, plain or as the header has it: some proxies quote the request they refuse. */
export function withoutSecret(answer: string, credentials: ICredentialDataDecryptedObject): string {
	const secrets = [basicToken(credentials), text(credentials['apiSecret'])].filter((secret) => secret.length >= SHORTEST_SECRET);
	// In JSON a slash may be escaped.
	const forms = secrets.flatMap((secret) => [secret, secret.replaceAll('/', '\\/')]);
	return forms.reduce((rest, form) => rest.replaceAll(form, '…'), answer);
}

function basicToken(credentials: ICredentialDataDecryptedObject): string {
	return Buffer.from(`${text(credentials['apiKeyId'])}:${text(credentials['apiSecret'])}`, 'utf8').toString('base64');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
