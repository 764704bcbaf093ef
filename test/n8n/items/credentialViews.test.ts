import { CredentialViews } from '../../../nodes/shared/n8n/items/credentialViews';

const FIELDS = { apiKeyId: 'KEY', apiSecret: 'a-secret-of-a-key', environmentId: 'env-1', custom: false };

function viewsOf() {
	const read: unknown[] = [];
	const views = new CredentialViews((fields) => {
		read.push(fields);
		if ((fields as typeof FIELDS).environmentId === '') throw new Error('no environment');
		return (fields as typeof FIELDS).environmentId;
	});
	return { read, views };
}

it('reads the endpoint of credentials that are the same once', () => {
	const { read, views } = viewsOf();
	const endpoints = [FIELDS, { ...FIELDS }, { ...FIELDS }].map((fields) => views.of(fields).endpoint());
	expect(endpoints).toEqual(['env-1', 'env-1', 'env-1']);
	expect(read).toHaveLength(1);
});

it.each([
	['another value', { ...FIELDS, environmentId: 'env-2' }, 'env-2'],
	['a field more', { ...FIELDS, database: 'orders' }, 'env-1'],
	['a field in place of another', { apiKeyId: 'KEY', apiSecret: 'a-secret-of-a-key', environmentId: 'env-1', database: undefined as never }, 'env-1'],
])('reads a credential with %s by itself', (_what, other, endpoint) => {
	const { read, views } = viewsOf();
	const found = [FIELDS, other, FIELDS].map((fields) => views.of(fields).endpoint());
	expect(found).toEqual(['env-1', endpoint, 'env-1']);
	expect(read).toEqual([FIELDS, other, FIELDS]);
});

it('has the key and hides the secret of each', () => {
	const { views } = viewsOf();
	const other = { ...FIELDS, apiKeyId: 'OTHER', apiSecret: 'quite-another-one' };
	const shown = [FIELDS, other, FIELDS].map((fields) => {
		const { keyId, redact } = views.of(fields);
		return [keyId, redact('a-secret-of-a-key'), redact('quite-another-one')];
	});
	expect(shown).toEqual([
		['KEY', '…', 'quite-another-one'],
		['OTHER', 'a-secret-of-a-key', '…'],
		['KEY', '…', 'quite-another-one'],
	]);
});

it('throws the error of a wrong credential to each item', () => {
	const { views } = viewsOf();
	const wrong = { ...FIELDS, environmentId: '' };
	for (const fields of [wrong, { ...wrong }]) expect(() => views.of(fields).endpoint()).toThrow('no environment');
});
