import { isSecretProperty, secretsIn, shownProperties } from '../../../nodes/shared/flink/statement/secretProperty';

describe('the properties whose values are secrets', () => {
	it.each([
		'sql.secrets.openai',
		'sql.secrets.a.b',
		'SQL.Secrets.OpenAI',
		' sql.secrets.key ',
		'sql.secrets',
		'sql.secrets.',
		'sql.secret.key',
		'sql.secrets-key',
		// As Confluent's CLI has it: two typos are two typos.
		'sql.secrts.key',
		'sql.scrts.key',
		'sql.seecrets.key',
		'sql.secretss.key',
		'sq.secrets.key',
		'sql.sekrets.key',
	])('%j is one', (name) => {
		expect(isSecretProperty(name)).toBe(true);
	});

	it.each(['', '.', 'sql', 'sql.state-ttl', 'sql.current-catalog', 'sql.snapshot.mode', 'sql.tables.scan.startup.mode', 'sql.local-time-zone', 'secrets.key', 'x.sql.secrets.key', 'client.secrets.key', 'sql.sects'])('%j is none', (name) => {
		expect(isSecretProperty(name)).toBe(false);
	});
});

it('shows all properties, and hides the values of secrets, also of short and empty ones', () => {
	expect(shownProperties({ 'sql.state-ttl': '1 h', 'sql.secrets.a': 'sk-1234', 'sql.secrets.b': '', 'Sql.Secrets.c': 'x' })).toEqual({
		'sql.state-ttl': '1 h',
		'sql.secrets.a': 'hidden',
		'sql.secrets.b': 'hidden',
		'Sql.Secrets.c': 'hidden',
	});
});

it('of secrets that a text may quote the longest come first, and words that any text may have are none', () => {
	expect(secretsIn({ 'sql.secrets.a': 'sk-123', 'sql.secrets.b': 'sk-123456', 'sql.secrets.c': 'true', 'sql.secrets.d': '', 'sql.state-ttl': '1000 hours' })).toEqual(['sk-123456', 'sk-123']);
});
