import { FactsError } from '../../../language/factsError';

/** What is wrong with a credential, by the ids of its fields. Values are as they were entered; what may be a secret is not among them. */
export type CredentialFacts =
	| { readonly reason: 'credentialWithoutKey'; readonly field: 'apiKeyId' | 'apiSecret' }
	| {
			readonly reason: 'credentialField';
			readonly field: 'organizationId' | 'environmentId' | 'cloud' | 'region' | 'baseUrl';
			readonly value: string;
	  }
	| {
			/** A value that may be a secret; of such a one only the first letters and the length are known. */
			readonly reason: 'secretInField';
			readonly field: 'apiKeyId' | 'organizationId' | 'environmentId' | 'cloud' | 'region' | 'baseUrl' | 'database';
			/** Three characters at most. */
			readonly start: string;
			readonly length: number;
	  }
	| { readonly reason: 'regionOfOtherCloud'; readonly value: string; readonly cloud: string }
	| { readonly reason: 'insecureBaseUrl'; readonly value: string };

export class CredentialError extends FactsError<CredentialFacts> {}
