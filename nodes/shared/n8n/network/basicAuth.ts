import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { mayReceiveKey } from '../../confluent/http/keyHosts';
import { AdvisedError } from '../errors/advisedError';
import { basicToken, keyOf } from './apiKey';
import { secretFree } from './secretFree';

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
	return { ...request, headers: { ...request.headers, Authorization: `Basic ${basicToken(keyOf(credentials))}` } };
}

/** A text without the secret of the credential it speaks of. */
export function withoutSecret(answer: string, credentials: ICredentialDataDecryptedObject): string {
	return secretFree(credentials)(answer);
}
