import { placedProperties } from '../../../nodes/shared/confluent/statements/currentPlace';

const PLACE = { organizationId: '5a1f1c0e-6f2b-4d1e-9d3c-7b8e2a4c9f10', environmentId: 'env-a1b2c3' };
const CATALOG = 'sql.current-catalog';
const DATABASE = 'sql.current-database';

describe('the place in which tables are looked up', () => {
	it.each<[string, Record<string, string>, string | undefined, Record<string, string>]>([
		['nothing is set: nothing is sent', {}, undefined, {}],
		['nothing is set: other properties stay alone', { 'sql.state-ttl': '1 h' }, undefined, { 'sql.state-ttl': '1 h' }],
		['the credential names the database: it is one of its environment', {}, 'lkc-1', { [CATALOG]: 'env-a1b2c3', [DATABASE]: 'lkc-1' }],
		['the statement names the database: it is one of the environment', { [DATABASE]: 'mine' }, undefined, { [CATALOG]: 'env-a1b2c3', [DATABASE]: 'mine' }],
		["the statement's database counts", { [DATABASE]: 'mine' }, 'lkc-1', { [CATALOG]: 'env-a1b2c3', [DATABASE]: 'mine' }],
		["the statement's catalog counts", { [CATALOG]: 'prod' }, 'lkc-1', { [CATALOG]: 'prod', [DATABASE]: 'lkc-1' }],
		["the statement's catalog and database count", { [CATALOG]: 'prod', [DATABASE]: 'mine' }, 'lkc-1', { [CATALOG]: 'prod', [DATABASE]: 'mine' }],
		['a catalog alone stays alone', { [CATALOG]: 'prod' }, undefined, { [CATALOG]: 'prod' }],
		['an empty database is none, that of the credential neither', { [DATABASE]: '' }, 'lkc-1', {}],
		['a catalog that was chosen without a database has none', { [CATALOG]: 'prod', [DATABASE]: '' }, 'lkc-1', { [CATALOG]: 'prod' }],
	])('%s', (_case, properties, database, expected) => {
		const before = { ...properties };
		expect(placedProperties(properties, { ...PLACE, database })).toEqual(expected);
		expect(properties).toEqual(before);
	});
});
