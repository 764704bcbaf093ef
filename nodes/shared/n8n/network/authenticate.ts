import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { CredentialError } from '../../confluent/http/errors/credentialError';
import { asError } from '../../language/asError';
import { AdvisedError } from '../errors/advisedError';
import { credentialWords } from '../errors/credentialWords';
import { withBasicAuth, withoutSecret } from './basicAuth';

/**
 * What a credential's `authenticate` does: reads its endpoint, and adds the header for it.
 *
 * @throws AdvisedError: no node stands between a credential and n8n, which shows the message as it is
 */
export function authenticated(
	credentials: ICredentialDataDecryptedObject,
	readEndpoint: (credential: unknown) => { readonly origin: string },
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	try {
		return withBasicAuth(credentials, readEndpoint(credentials).origin, request);
	} catch (error) {
		throw inWords(error, credentials);
	}
}

function inWords(error: unknown, credentials: ICredentialDataDecryptedObject): Error {
	if (error instanceof CredentialError) {
		const { message, nextStep } = credentialWords(error.facts);
		return new AdvisedError(message, nextStep);
	}
	if (error instanceof AdvisedError) return new AdvisedError(withoutSecret(error.message, credentials), error.advice);
	return asError(error);
}
