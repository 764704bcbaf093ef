import { FactsError } from '../../../language/factsError';

/** What is wrong with a credential, by the ids of its fields. Values are as they were entered, without what is secret. */
export type CredentialFacts =
	| { readonly reason: 'credentialWithoutKey'; readonly field: 'apiKeyId' | 'apiSecret' }
	| {
			readonly reason: 'credentialField';
			readonly field: 'organizationId' | 'environmentId' | 'cloud' | 'region' | 'baseUrl';
			readonly value: string;
	  }
	| { readonly reason: 'regionOfOtherCloud'; readonly value: string; readonly cloud: string }
	| { readonly reason: 'insecureBaseUrl'; readonly value: string };

export class CredentialError extends FactsError<CredentialFacts> {}
