import type { IDataObject } from 'n8n-workflow';
import { mapped, TableHost, tableNamed } from './tableHost';

const tables = TableHost.perFile();
const GO_ON = { onError: 'continueRegularOutput' } as const;
const ALL_TYPES = {
	tiny: 'TINYINT',
	small: 'SMALLINT',
	num: 'INT',
	big: 'BIGINT',
	dec: 'DECIMAL(10, 2)',
	huge: 'DECIMAL(30, 5)',
	flt: 'FLOAT',
	dbl: 'DOUBLE',
	flag: 'BOOLEAN',
	txt: 'STRING',
	short: 'VARCHAR(3)',
	bytes: 'BYTES',
	day: 'DATE',
	clock: 'TIME(0)',
	at: 'TIMESTAMP(3)',
	moment: 'TIMESTAMP_LTZ(3)',
	list: 'ARRAY<INT>',
	obj: 'ROW<a INT, `b c` STRING>',
	dict: 'MAP<STRING, INT>',
	any: 'VARIANT',
	bag: 'MULTISET<STRING>',
};

beforeAll(async () => {
	const columns = Object.entries(ALL_TYPES).map(([name, type]) => `\`${name}\` ${type}`);
	await tables.sql(`CREATE TABLE \`all types\` (\`id\` INT NOT NULL, ${columns.join(', ')})`);
	await tables.sql('CREATE TABLE `special` (`id` INT NOT NULL, `twice` AS `id` * 2, `written` TIMESTAMP_LTZ(3) METADATA FROM \'timestamp\', `part` BIGINT METADATA FROM \'offset\' VIRTUAL)');
	await tables.sql('CREATE VIEW `seen` AS SELECT `id` FROM `special`');
});

const insertOne = async (values: IDataObject, options: IDataObject = {}, table = 'all types') => await tables.insert(table, [{ id: 1, ...values }], options);
const sent = () => tables.inserts().length;

describe('a value that does not fit is refused before anything is sent, by column, type and value', () => {
	it.each<readonly [column: keyof typeof ALL_TYPES, value: unknown, what: string, advice: RegExp]>([
		['tiny', 200, '"200"', /-128 to 127/],
		['small', '1.5', '"1.5"', /whole number/],
		['num', 'x', '"x"', /whole number from -2147483648 to 2147483647/],
		['num', '', '""', /switch on 'Replace Empty Strings with NULL'/],
		['num', '  ', '"  "', /whole number/],
		['num', true, '"true"', /whole number/],
		['big', 9007199254740992, '"9007199254740992"', /text where a number has so many digits/],
		['big', '9223372036854775808', '"9223372036854775808"', /9223372036854775807/],
		['dec', '1.234', '"1.234"', /at most 8 digits before the point and 2 digits after it/],
		['huge', 12345678901234567000, '"12345678901234567000"', /text where a number has so many digits/],
		['flt', '1e39', '"1e39"', /range of FLOAT/],
		['dbl', '1e999', '"1e999"', /range of DOUBLE/],
		['flag', 'yes', '"yes"', /true or false/],
		['txt', { a: 1 }, '(an object)', /JSON\.stringify/],
		['short', 'abcd', '"abcd"', /at most 3 characters/],
		['bytes', 'no base64!', '"no base64!"', /base64/],
		['day', '2024-02-30', '"2024-02-30"', /a date such as/],
		['clock', '25:00', '"25:00"', /time of day/],
		['at', '2024-06-15T12:34:56Z', '"2024-06-15T12:34:56Z"', /without a time zone.*toUTC\(\)/],
		['at', '2024-06-15 12:34:56.7891', '"2024-06-15 12:34:56.7891"', /3 digits after the second/],
		['moment', 'soon', '"soon"', /with its zone/],
		['list', 5, '"5"', /a list/],
		['list', [1, 'x'], '"x" at [1]', /whole number/],
		['list', '[1', '"[1"', /JSON/],
		['obj', { a: 1, z: 2 }, '(an object)', /no field "z", only a and b c/],
		['obj', { a: { b: 1 } }, '(an object) at a', /whole number/],
		['dict', [1], '"1" at [0]', /key/],
		['bag', ['a'], '"a" at [0]', /"value": "a", "count": 2/],
	])('%s: %j', async (column, value, what, advice) => {
		const before = sent();
		const { error } = await insertOne({ [column]: value as IDataObject });
		expect(error?.message).toMatch(new RegExp(`^The value ${what.replace(/[[\]()."+]/g, '\\$&')} of column "${column}" does not fit its type `));
		expect(error?.description).toMatch(advice);
		expect(sent()).toBe(before);
	});

	it('of one item: nothing of the others is sent, unless the node goes on', async () => {
		const input = [{ id: 11 }, { id: 12, num: 'x' }, { id: 13 }];
		const before = sent();
		expect((await tables.insert('all types', input)).error?.message).toContain('"num"');
		expect(sent()).toBe(before);
		const run = await tables.insert('all types', input, {}, GO_ON);
		expect(run.json.map((json) => json['error'] ?? json['id'])).toEqual([11, expect.stringContaining('"num"'), 13]);
		expect(sent()).toBe(before + 1);
	});
});

describe('columns', () => {
	it.each<readonly [what: string, values: IDataObject, message: string]>([
		['that have to have a value', { id: null }, 'Column "id" (INT NOT NULL) has no value'],
		['that are computed', { id: 1, twice: 2 }, 'Column "twice" cannot be written: Flink computes it'],
		['that are read from the record alone', { id: 1, part: 2 }, 'Column "part" cannot be written: Flink computes it'],
		['that the table does not have any more', { id: 1, gone: 2 }, 'The table has no column "gone"'],
		['of the system', { id: 1, $rowtime: '2024-01-01T00:00:00Z' }, 'Column "$rowtime" cannot be written: Flink computes it'],
	])('%s are refused', async (_what, values, message) => {
		const before = sent();
		const { error } = await tables.run('insert', { table: tableNamed('special'), columns: mapped(values) });
		expect(error?.message).toBe(message);
		expect(sent()).toBe(before);
	});

	it('that are metadata are written', async () => {
		const { json, error } = await tables.run('insert', { table: tableNamed('special'), columns: mapped({ id: 5, written: '2024-06-15T14:34:56.789+02:00' }) });
		expect([error, json]).toEqual([undefined, [{ id: 5, written: '2024-06-15T12:34:56.789Z' }]]);
	});

	it('fields that are none are left out and named, or fail', async () => {
		const ignored = await tables.insert('special', [{ id: 6, twice: 7, Extra: 'x' }]);
		expect([ignored.json, ignored.hints]).toEqual([[{ id: 6, written: null }], ['Fields that are not columns of "special" were left out: twice, Extra.']]);
		const failed = await tables.insert('special', [{ id: 6, Extra: 'x' }], { extraFields: 'fail' });
		expect(failed.error?.message).toBe('The table has no column "Extra"');
		expect((await tables.insert('special', [{ ID: 6 }])).error?.message).toBe("None of the item's fields is a column of the table: ID");
		expect((await tables.insert('special', [{}])).error?.message).toBe('The item has no fields');
	});

	it('a field whose expression gives undefined is refused; null is NULL', async () => {
		const { error } = await tables.run('insert', { table: tableNamed('all types'), columns: mapped({ id: 1, num: '={{ $json.nope }}' }) });
		expect(error?.message).toBe('The value of column "num" is undefined');
		expect(error?.description).toContain('{{ $json.name ?? null }}');
		const { json } = await tables.run('insert', { table: tableNamed('all types'), columns: mapped({ id: 1, num: '={{ $json.nope ?? null }}' }) });
		expect(json[0]).toMatchObject({ id: 1, num: null });
	});

	it('empty texts are NULL where that is wanted', async () => {
		expect((await insertOne({ num: '', txt: '' }, { replaceEmptyStrings: true })).json[0]).toMatchObject({ num: null, txt: null });
		expect((await insertOne({ txt: '' })).json[0]).toMatchObject({ txt: '' });
	});
});

describe('places', () => {
	it.each<readonly [string, IDataObject, string]>([
		['a view', { table: tableNamed('seen') }, '"seen" is a view: rows can be inserted into tables only'],
		['a table that is not there', { table: tableNamed('Special') }, 'Table "Special" was not found in database "cluster_0"'],
		['no database', { table: tableNamed('special'), database: { __rl: true, mode: 'list', value: '' } }, "Choose the database first, or set 'Default Database' in the credential"],
	])('%s is refused', async (_what, parameters, message) => {
		const before = sent();
		const { error } = await tables.run('insert', { columns: mapped({ id: 1 }), ...parameters });
		expect(error?.message).toBe(message);
		expect(sent()).toBe(before);
	});

	it('a catalog may be named', async () => {
		expect((await tables.insert('special', [{ id: 8 }], { catalog: 'default' })).json).toEqual([{ id: 8, written: null }]);
	});
});

it('values come out as Get Rows has them', async () => {
	const given = {
		id: 100, tiny: '7', small: 1, num: '1e3', big: '9007199254740993', dec: '12.30', huge: '123456789012345678.5', flt: '0.1', dbl: 'Infinity', flag: 'TRUE', txt: 5, short: 'añ😀', bytes: 'AQID',
		day: '2024-06-15T00:00:00.000+02:00', clock: '12:34', at: '2024-06-15T12:34:56', moment: '2024-06-15T12:34:56.1+02:00', list: '[1, null]', obj: { a: '1' }, dict: { x: '1', __proto: 2 }, any: '{"a": 1.50, "b": [9007199254740993]}', bag: [{ value: 'a' }, { value: 'a', count: 2 }],
	};
	const { json, error } = await insertOne(given);
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ tiny: 7, num: 1000, big: '9007199254740993', dec: 12.3, dbl: 'Infinity', txt: '5', day: '2024-06-15', at: '2024-06-15T12:34:56.000', moment: '2024-06-15T10:34:56.100Z', obj: { a: 1, 'b c': null }, bag: [{ value: 'a', count: 3 }] });
	expect(await tables.rows('all types', { where: { values: [{ column: 'id', condition: 'equal', value: '100' }] } })).toEqual(json);
	const modes = tables.host.submitted().map(({ spec }) => spec as { statement: string; properties: IDataObject }).filter(({ statement }) => statement.includes('COLLECT(v)')).map(({ properties }) => properties['sql.snapshot.mode']);
	expect(modes).toEqual(['now']);
});

it('dates of expressions are written as they are', async () => {
	const { json, error } = await tables.run('insert', {
		table: tableNamed('all types'),
		columns: mapped({ id: 101, moment: "={{ DateTime.fromISO('2024-06-15T12:34:56.789', { zone: 'Europe/Berlin' }) }}", day: "={{ DateTime.fromISO('2024-06-15', { zone: 'utc' }) }}" }),
	});
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ moment: '2024-06-15T10:34:56.789Z', day: '2024-06-15' });
});

it('statements are cut at 100,000 characters, and a row that is longer is refused', async () => {
	const before = sent();
	const input = Array.from({ length: 5 }, (_, index) => ({ id: 200 + index, txt: 'x'.repeat(40_000) }));
	expect((await tables.insert('all types', input)).error).toBeUndefined();
	expect(sent()).toBe(before + 3);
	const { error } = await insertOne({ txt: 'x'.repeat(100_000) });
	expect(error?.message).toMatch(/^The row takes \d+ characters of SQL, but a statement can have at most 100000$/);
	expect(sent()).toBe(before + 3);
});

it('the secret of the credential is shown neither in outputs nor in errors', async () => {
	const secret = tables.host.emulator.flinkApi.apiSecret;
	const run = await insertOne({ txt: secret });
	expect(run.error).toBeUndefined();
	const bad = await insertOne({ num: secret });
	expect(bad.error?.message).toContain('…');
	for (const shown of [run.json, run.hints, bad.error?.message, bad.error?.description]) expect(JSON.stringify(shown ?? null)).not.toContain(secret);
});

it.each(['a.b', 'a b', 'a`b', '"quoted"', "x'); DROP TABLE t; --", '$dollar', 'ünï😀', '__proto__', 'constructor', 'select'])('a table and columns named %j have their rows', async (name) => {
	const sql = (text: string) => `\`${text.replaceAll('`', '``')}\``;
	await tables.sql(`CREATE TABLE ${sql(name)} (\`id\` INT NOT NULL, ${sql(name)} STRING, \`nested\` ROW<${sql(name)} STRING>)`);
	const value = `${name}\u0000\n\\'"`;
	const input: IDataObject = JSON.parse(JSON.stringify({ id: 1, nested: null }).replace('null', `{${JSON.stringify(name)}:${JSON.stringify(value)}}`).replace('{', `{${JSON.stringify(name)}:${JSON.stringify(value)},`));
	const { json, error } = await tables.insert(name, [input]);
	expect(error).toBeUndefined();
	expect(Object.entries(json[0] ?? {}).sort()).toEqual(Object.entries(input).sort());
	expect(JSON.stringify(await tables.rows(name))).toBe(JSON.stringify(json));
});
