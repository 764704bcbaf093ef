import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The key in a credential, without white space that was pasted along. */
export interface ApiKey {
	readonly id: string;
	readonly secret: string;
}

/** Of either credential: both have the same two fields. What is not there is empty. */
export function keyOf(credentials: ICredentialDataDecryptedObject): ApiKey {
	return { id: text(credentials['apiKeyId']), secret: text(credentials['apiSecret']) };
}

/** What stands behind `Basic` in the header `Authorization`. */
export function basicToken({ id, secret }: ApiKey): string {
	return Buffer.from(`${id}:${secret}`, 'utf8').toString('base64');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
