import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { TableHost } from './tableHost';

const tables = TableHost.perFile();

/** A type as it stands in DDL, and values of it as an item may have them. */
interface Typed {
	readonly type: string;
	readonly value: fc.Arbitrary<unknown>;
	/** What Flink can have as the key of a MAP here. */
	readonly isKey?: boolean;
}

const HOSTILE = ["'); DROP TABLE `t`; --", '`', '"', "''", '\\', '\n\r\t', '\u0000', '😀', '__proto__', 'constructor', ' a ', '{{ 1 }}', ':p', '${x}', '/*', '[1', 'null', ''];

const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 12 }));
const integer = (bits: number) => fc.bigInt({ min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n });
const decimal = (precision: number, scale: number) =>
	fc.bigInt({ min: -(10n ** BigInt(precision)) + 1n, max: 10n ** BigInt(precision) - 1n }).map((digits) => {
		const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
		return `${digits < 0n ? '-' : ''}${padded.slice(0, padded.length - scale)}.${padded.slice(padded.length - scale)}`;
	});
const moment = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true });

const SCALARS: readonly Typed[] = [
	{ type: 'TINYINT', value: integer(8).map(Number), isKey: true },
	{ type: 'SMALLINT', value: integer(16).map(String), isKey: true },
	{ type: 'INT', value: integer(32).map(Number), isKey: true },
	{ type: 'BIGINT', value: integer(64).map(String), isKey: true },
	{ type: 'DECIMAL(10, 2)', value: decimal(10, 2) },
	{ type: 'DECIMAL(38, 18)', value: decimal(38, 18) },
	{ type: 'FLOAT', value: fc.float({ noNaN: true, noDefaultInfinity: true }).filter((value) => value === 0 || Math.abs(value) > 1.2e-38) },
	{ type: 'DOUBLE', value: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => value === 0 || Math.abs(value) > 2.3e-308) },
	{ type: 'BOOLEAN', value: fc.oneof(fc.boolean(), fc.constantFrom('true', 'FALSE')) },
	{ type: 'STRING', value: text, isKey: true },
	{ type: 'VARCHAR(12)', value: text.filter((content) => Array.from(content).length <= 12), isKey: true },
	{ type: 'BYTES', value: fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('base64')) },
	{ type: 'DATE', value: moment.map((date) => date.toISOString().slice(0, 10)), isKey: true },
	{ type: 'TIME(0)', value: moment.map((date) => date.toISOString().slice(11, 19)) },
	{ type: 'TIMESTAMP(3)', value: moment.map((date) => date.toISOString().replace('Z', '')) },
	{ type: 'TIMESTAMP(6)', value: moment.map((date) => date.toISOString().replace('T', ' ').replace('Z', '123')) },
	{ type: 'TIMESTAMP_LTZ(3)', value: moment.map((date) => date.toISOString()) },
];

const NAMES = ['a', 'b c', 'x.y', "q'uote", 'back`tick', '$d', 'ünï', '__proto__', 'constructor', 'select'];
const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;
const orNull = ({ value }: Typed) => fc.option(value, { freq: 6 });

/** An object with own members, whatever their names are. */
const objectOf = (members: ReadonlyArray<readonly [string, unknown]>): object => {
	const object = {};
	for (const [name, value] of members) Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
	return object;
};

const scalar = fc.constantFrom(...SCALARS);

function typed(depth: number): fc.Arbitrary<Typed> {
	if (depth === 0) return scalar;
	const inner = typed(depth - 1);
	const array = inner.map((element): Typed => ({ type: `ARRAY<${element.type}>`, value: fc.array(orNull(element), { maxLength: 3 }) }));
	const row = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).chain((names) =>
		fc.tuple(...names.map(() => inner)).map((parts): Typed => ({
			type: `ROW<${names.map((name, index) => `${quoted(name)} ${parts[index]?.type ?? ''}`).join(', ')}>`,
			value: fc.tuple(...parts.map(orNull)).map((values) => objectOf(names.map((name, index) => [name, values[index]] as const))),
		})),
	);
	const map = inner.map((member): Typed => ({
		type: `MAP<STRING, ${member.type}>`,
		value: fc.uniqueArray(fc.tuple(text, orNull(member)), { maxLength: 3, selector: ([key]) => key }).map(objectOf),
	}));
	return fc.oneof({ weight: 3, arbitrary: scalar }, array, row, map);
}

/** A nested value as the data of an item has it, or as the text of a form field. */
const given = ({ type, value }: Typed) => fc.tuple(value, fc.boolean()).map(([each, isText]) => (isText && typeof each === 'object' && /^(ARRAY|ROW|MAP)/.test(type) ? JSON.stringify(each) : each));

let count = 0;

it('whatever is inserted is what Get Rows returns, and what comes out', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(typed(2), { minLength: 1, maxLength: 6 }).chain((columns) =>
				fc.record({
					columns: fc.constant(columns),
					rows: fc.array(fc.tuple(...columns.map((column) => fc.option(given(column), { freq: 6 }))), { minLength: 1, maxLength: 5 }),
				}),
			),
			async ({ columns, rows }) => {
				const table = `round trip ${++count}`;
				const names = columns.map((_, index) => NAMES[index] ?? '');
				await tables.sql(`CREATE TABLE ${quoted(table)} (\`#\` INT NOT NULL, ${names.map((name, index) => `${quoted(name)} ${columns[index]?.type ?? ''}`).join(', ')})`);
				const items = rows.map((row, index) => objectOf([['#', index], ...row.map((value, column) => [names[column] ?? '', value] as const)]) as IDataObject);
				const { json, error } = await tables.insert(table, items, { rowsPerStatement: 2 });
				expect(error?.message).toBeUndefined();
				const read = await tables.rows(table, { sort: { values: [{ column: '#', direction: 'ASC' }] } });
				expect(JSON.stringify(read)).toBe(JSON.stringify(json));
				// In other words than those of the code that is tested: scalars as they were given.
				for (const [at, row] of rows.entries()) {
					for (const [index, value] of row.entries()) {
						const { type = '' } = columns[index] ?? {};
						const back = Object.entries(read[at] ?? {}).find(([name]) => name === names[index])?.[1];
						if (value === null || /^(STRING|VARCHAR|BYTES|DATE|TIME\()/.test(type)) expect(back).toBe(value);
						else if (/INT$/.test(type)) expect(String(back)).toBe(String(value));
						else if (type === 'DOUBLE') expect(Number(back)).toBe(Number(value) + 0);
						else if (type === 'FLOAT') expect(Math.fround(Number(back)) + 0).toBe(Math.fround(Number(value)) + 0);
						else if (/^TIMESTAMP/.test(type)) expect(back).toBe(String(value).replace(' ', 'T'));
					}
				}
			},
		),
		{ numRuns: 12 },
	);
}, 120_000);
