import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Redact } from '../../language/redaction';
import { keyOf } from '../network/apiKey';
import { SecretFreeTexts } from '../network/secretFree';

/** What is made of a credential. */
export interface CredentialView<Endpoint> {
	/** The ID of the key, which is no secret. */
	readonly keyId: string;
	/** Hides the secret. */
	readonly redact: Redact;
	/** @throws CredentialError that names a wrong field */
	readonly endpoint: () => Endpoint;
}

/**
 * The credentials of the items of one run. n8n gives each item its own, since a field may be an expression, and says
 * nowhere whether one is; nearly always all are the same, and what is made of the fields is made once.
 */
export class CredentialViews<Endpoint> {
	private readonly texts = new SecretFreeTexts();
	private last: { readonly fields: ICredentialDataDecryptedObject; readonly view: CredentialView<Endpoint> } | undefined;

	constructor(private readonly endpointOf: (fields: unknown) => Endpoint) {}

	of(fields: ICredentialDataDecryptedObject): CredentialView<Endpoint> {
		if (this.last !== undefined && hasSameFields(this.last.fields, fields)) return this.last.view;
		const view = this.viewOf(fields);
		this.last = { fields, view };
		return view;
	}

	private viewOf(fields: ICredentialDataDecryptedObject): CredentialView<Endpoint> {
		let endpoint: { readonly of: Endpoint } | undefined;
		return {
			keyId: keyOf(fields).id,
			redact: this.texts.of(fields),
			// Items have the error of a wrong field each for itself.
			endpoint: () => (endpoint ??= { of: this.endpointOf(fields) }).of,
		};
	}
}

/** Whether two credentials have the same texts, numbers and booleans in the same fields. */
function hasSameFields(a: ICredentialDataDecryptedObject, b: ICredentialDataDecryptedObject): boolean {
	const names = Object.keys(a);
	return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
