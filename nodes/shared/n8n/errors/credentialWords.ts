import type { CredentialFacts } from '../../confluent/http/errors/credentialError';
import type { Advice } from './words';

type WrongField = Extract<CredentialFacts, { reason: 'secretInField' }>['field'];

const KEYS = { apiKeyId: 'API key', apiSecret: 'API secret' };

const FIELDS: Readonly<Record<WrongField, { readonly label: string; readonly expected: string }>> = {
	apiKeyId: { label: 'API Key', expected: 'the ID of the key, such as ABCDEFGHIJKLMNOP' },
	organizationId: { label: 'Organization ID', expected: 'a UUID such as 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f' },
	environmentId: { label: 'Environment ID', expected: 'an ID such as env-a1b2c3' },
	cloud: { label: 'Cloud', expected: 'aws, gcp or azure' },
	region: { label: 'Region', expected: 'a region name such as us-east-1' },
	baseUrl: { label: 'Base URL', expected: 'a URL such as https://flink.us-east-1.aws.confluent.cloud' },
	database: { label: 'Default Database', expected: 'the name or ID of a Kafka cluster, such as lkc-a1b2c3' },
};

/** Characters of a value that are shown: somebody may have pasted a page. */
const SHOWN_LENGTH = 80;

export function credentialWords(facts: CredentialFacts): Advice {
	switch (facts.reason) {
		case 'credentialWithoutKey':
			return { message: `The credential has no ${KEYS[facts.field]}`, nextStep: "Enter 'API Key' and 'API Secret' in the credential." };
		case 'credentialField':
			return wrongField(facts.field, facts.value, FIELDS[facts.field].expected);
		case 'secretInField': {
			const { label, expected } = FIELDS[facts.field];
			return {
				message: `'${label}' in the credential may be a secret: it has ${facts.length} characters and begins with "${facts.start}". It should be ${expected}`,
				nextStep: "Open the credential and correct this field. A secret belongs in 'API Secret' only.",
			};
		}
		case 'regionOfOtherCloud':
			return wrongField('region', facts.value, `a region of ${facts.cloud}, the cloud chosen`);
		case 'insecureBaseUrl':
			return wrongField('baseUrl', facts.value, 'an https URL: plain http exposes the API secret');
	}
}

function wrongField(field: WrongField, value: string, expected: string): Advice {
	const shown = value === '' ? 'is empty' : `is "${value.slice(0, SHOWN_LENGTH)}"`;
	return { message: `'${FIELDS[field].label}' in the credential ${shown}, but should be ${expected}`, nextStep: 'Open the credential and correct this field.' };
}
