import { statementFrom } from '../../../nodes/shared/confluent/statements/statement';
import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import { shownObject } from '../../../nodes/shared/n8n/output/shownObject';

const SECRET = 'sk-0123456789';
const statement = (raw: JsonObject) => statementFrom({ name: 'etl', ...raw })!;
const shown = (raw: JsonObject) => shownObject(statement(raw));

it('masks secrets wherever the object has or quotes them, and nothing else', () => {
	const properties = { 'sql.secrets.a': SECRET, 'SQL.SECRETS.b': 7, 'sql.secrets.c': null, 'sql.state-ttl': '1 h' };
	const raw = {
		metadata: { labels: { 'user.confluent.io/etl': 'true' } },
		spec: { statement: `SELECT '${SECRET}'`, properties, stopped: false },
		status: { detail: `${SECRET} is wrong`, warnings: [{ message: SECRET }], more: { 'sql.secrets.a': { deep: [SECRET] } }, traits: null, duration: 4 },
	};
	expect(shown(raw)).toEqual({
		name: 'etl',
		metadata: { labels: { 'user.confluent.io/etl': 'true' } },
		spec: { statement: "SELECT 'hidden'", properties: { 'sql.secrets.a': 'hidden', 'SQL.SECRETS.b': 'hidden', 'sql.secrets.c': null, 'sql.state-ttl': '1 h' }, stopped: false },
		status: { detail: 'hidden is wrong', warnings: [{ message: 'hidden' }], more: { 'sql.secrets.a': 'hidden' }, traits: null, duration: 4 },
	});
});

it.each<[string, JsonObject]>([
	['without secrets', { spec: { statement: 'SELECT 1', properties: { 'sql.state-ttl': '1 h' } } }],
	['without properties', { spec: { statement: 'SELECT 1', properties: null } }],
])('leaves an object as it is: %s', (_case, raw) => {
	expect(shown(raw)).toEqual({ name: 'etl', ...raw });
});

it('leaves what is sent back to the service as it is', () => {
	const whole = statement({ spec: { statement: 'SELECT 1', properties: { 'sql.secrets.a': SECRET } } });
	shownObject(whole);
	expect(whole.raw['spec']).toMatchObject({ properties: { 'sql.secrets.a': SECRET } });
});
