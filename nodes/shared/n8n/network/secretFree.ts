import type { IAllExecuteFunctions, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { redactor, SHOW_ALL, type Redact } from '../../language/redaction';
import { basicToken, keyOf, type ApiKey } from './apiKey';
import type { CredentialName } from './transport';

/** Shorter than any secret of Confluent's: what is so short may be part of an ordinary word. */
const SHORTEST_SECRET = 8;

/** Longer than any key's ID: what is so long is a secret in the wrong field. */
const LONGEST_ID = 24;

/**
 * Hides the secret of a credential in all that is shown: plain, in base64, as the header has it, and however that is
 * written. Everything that n8n shows, stores or logs of the service's words goes through one of these.
 */
export function secretFree(credentials: ICredentialDataDecryptedObject): Redact {
	return redactor(formsOf(keyOf(credentials)));
}

/** The same for the items of one run, whose credentials are one or a few. */
export class SecretFreeTexts {
	private readonly known = new Map<string, Redact>();

	of(credentials: ICredentialDataDecryptedObject): Redact {
		const { id, secret } = keyOf(credentials);
		const key = JSON.stringify([id, secret]);
		const redact = this.known.get(key) ?? secretFree(credentials);
		this.known.set(key, redact);
		return redact;
	}
}

/** The same for the credential of a node. Where n8n has none to give, nothing was sent with it. */
export async function secretFreeFor(context: Pick<IAllExecuteFunctions, 'getCredentials'>, credential: CredentialName): Promise<Redact> {
	try {
		return secretFree(await context.getCredentials(credential));
	} catch {
		return SHOW_ALL;
	}
}

function formsOf(key: ApiKey): string[] {
	const secrets = [key.secret, ...(key.id.length > LONGEST_ID ? [key.id] : [])].filter((secret) => secret.length >= SHORTEST_SECRET);
	return [...secrets.flatMap(formsOfSecret), ...(key.secret === '' ? [] : [basicToken(key)])];
}

/** A secret, and as it stands in base64 wherever it begins there. */
function formsOfSecret(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	return [secret, ...[0, 1, 2].map((offset) => base64Within(bytes, offset))];
}

/** The letters of base64 that `bytes` alone decide, where `offset` bytes of something else come before them. */
function base64Within(bytes: Buffer, offset: number): string {
	const letters = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
	return letters.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3));
}
