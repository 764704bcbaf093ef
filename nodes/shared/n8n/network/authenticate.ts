import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { CredentialError } from '../../confluent/http/errors/credentialError';
import { asError } from '../../language/asError';
import { AdvisedError } from '../errors/advisedError';
import { credentialWords } from '../errors/credentialWords';
import { withBasicAuth } from './basicAuth';

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
	return withBasicAuth(credentials, originOf(credentials, readEndpoint), request);
}

function originOf(credentials: ICredentialDataDecryptedObject, readEndpoint: (credential: unknown) => { readonly origin: string }): string {
	try {
		return readEndpoint(credentials).origin;
	} catch (error) {
		throw error instanceof CredentialError ? inWords(error) : asError(error);
	}
}

function inWords({ facts }: CredentialError): AdvisedError {
	const { message, nextStep } = credentialWords(facts);
	return new AdvisedError(message, nextStep);
}
