import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { TableHost } from '../nodes/FlinkTable/tableHost';
import { exampleFiles, nodesOf } from './exampleFiles';

interface Insert {
	readonly example: string;
	readonly node: string;
	readonly parameters: INodeParameters;
	/** What the example's note says to run first. */
	readonly sql: string;
}

const INSERTS: Insert[] = exampleFiles().flatMap((example) => {
	const nodes = nodesOf(example);
	const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote')).map(({ parameters }) => String(parameters['content']));
	const sql = /^```sql\n([\s\S]*?)\n```$/m.exec(notes.join('\n'))?.[1] ?? '';
	return nodes.filter(({ type, parameters }) => type.endsWith('.flinkTable') && parameters['operation'] === 'insert').map(({ name, parameters }) => ({ example, node: name, parameters, sql }));
});

/** What comes to the node of each example, and the rows that it makes of it. */
const ITEMS: Readonly<Record<string, { readonly input: IDataObject[]; readonly rows: IDataObject[] }>> = {
	'form-to-kafka.json': {
		input: [
			{ Name: 'Ada', Email: 'ada@example.com', Rating: '5', Comment: "It's fine", submittedAt: '2026-01-31T13:30:00.000+01:00', formMode: 'production' },
			{ Name: '', Email: 'bob@example.com', Rating: '1', Comment: '', submittedAt: '2026-01-31T12:31:00.000Z', formMode: 'test' },
		],
		rows: [
			{ email: 'ada@example.com', name: 'Ada', rating: 5, comment: "It's fine", submitted_at: '2026-01-31T12:30:00.000Z' },
			{ email: 'bob@example.com', name: null, rating: 1, comment: null, submitted_at: '2026-01-31T12:31:00.000Z' },
		],
	},
	'sheet-to-kafka.json': {
		input: [
			{ row_number: 2, customer_id: 7, name: 'Ada', city: '', credit: '12.50', since: '2024-05-01', in_kafka: '' },
			{ row_number: 3, customer_id: '8', name: 'Bob', city: 'Bonn', credit: '', since: '', in_kafka: '' },
		],
		rows: [
			{ customer_id: 7, name: 'Ada', city: null, credit: 12.5, since: '2024-05-01' },
			{ customer_id: 8, name: 'Bob', city: 'Bonn', credit: null, since: null },
		],
	},
};

const tables = TableHost.perFile();

it('has the items of every example that inserts rows', () => expect(INSERTS.map(({ example }) => example)).toEqual(Object.keys(ITEMS)));

describe.each(INSERTS)('$example: "$node"', ({ example, parameters, sql }) => {
	const { input = [], rows = [] } = ITEMS[example] ?? {};
	const table = (parameters['table'] as INodeParameters)['value'] as string;

	it('inserts into the table that the note says how to make', async () => {
		await tables.sql(sql);
		const run = await tables.run('insert', parameters, { input });
		expect(run.error).toBeUndefined();
		expect(run.json).toHaveLength(input.length);
		expect(await tables.rows(table)).toEqual(rows);
		expect(await tables.host.left()).toEqual([]);
	});

	it('shows the columns of that table in its mapping', async () => {
		const { json } = await tables.run('getSchema', { table: parameters['table']! });
		const columns = (json[0]?.['columns'] as IDataObject[]).map(({ name, type, isKey }) => `${String(name)} (${String(type)}${isKey === true ? ', key' : ''})`);
		const { schema } = parameters['columns'] as unknown as { schema: Array<{ displayName: string }> };
		expect(schema.map(({ displayName }) => displayName)).toEqual(columns);
	});
});
