import type { INodeParameters } from 'n8n-workflow';
import { QueryHost } from './queryHost';

const host = QueryHost.perTest();

const HIDDEN = 'user.confluent.io/hidden';
const labelsOf = (index = 0) => host.submitted()[index]?.['metadata'];

describe('a statement that only serves the operation', () => {
	it.each<[string, INodeParameters, Record<string, string> | undefined]>([
		['of Execute Query is hidden', { operation: 'executeQuery' }, { [HIDDEN]: 'true' }],
		['of Validate is hidden', { operation: 'validate' }, { [HIDDEN]: 'true' }],
		['keeps its own labels', { operation: 'executeQuery', options: { labels: 'etl' } }, { 'user.confluent.io/etl': 'true', [HIDDEN]: 'true' }],
		['of Execute Query is shown where that is wanted', { operation: 'executeQuery', options: { showStatement: true } }, undefined],
		['of Validate is shown where that is wanted', { operation: 'validate', options: { showStatement: true, labels: 'etl' } }, { 'user.confluent.io/etl': 'true' }],
		['is shown where it is kept', { operation: 'executeQuery', options: { keepStatement: true } }, undefined],
		['is none that Submit starts', { operation: 'submit' }, undefined],
	])('%s', async (_case, parameters, labels) => {
		expect((await host.run({ sql: 'SELECT 1', ...parameters })).error).toBeUndefined();
		expect(labelsOf()).toEqual(labels === undefined ? undefined : { labels });
	});
});

describe('Get Many', () => {
	beforeEach(() => {
		host.emulator.control.seed({
			statements: [
				{ name: 'plain' },
				{ name: 'etl', labels: { 'user.confluent.io/etl': 'true' } },
				{ name: 'shown', labels: { [HIDDEN]: 'false' } },
				{ name: 'hidden', labels: { [HIDDEN]: 'true' } },
				{ name: 'hidden-etl', labels: { [HIDDEN]: 'true', 'user.confluent.io/etl': 'true' } },
			],
		});
	});

	it.each<[INodeParameters, string[]]>([
		[{}, ['etl', 'plain', 'shown']],
		[{ includeHidden: true }, ['etl', 'hidden', 'hidden-etl', 'plain', 'shown']],
		[{ labels: 'etl' }, ['etl']],
		[{ labels: 'etl', includeHidden: true }, ['etl', 'hidden-etl']],
		// Nothing else could match: whoever asks for the mark asks for what has it.
		[{ labels: 'hidden' }, ['hidden', 'hidden-etl']],
		[{ labels: `etl, ${HIDDEN}` }, ['hidden-etl']],
		[{ labels: ' \n etl \n' }, ['etl']],
		[{ labels: 'user.confluent.io/ etl' }, ['etl']],
		[{ nameContains: 'HID' }, []],
		[{ nameContains: 'HID', includeHidden: true }, ['hidden', 'hidden-etl']],
	])('with the filters %j', async (filters, names) => {
		const { json, error } = await host.run({ operation: 'getAll', filters });
		expect(error).toBeUndefined();
		expect(json.map(({ name }) => name)).toEqual(names);
	});

	it('asks the service for those that are not hidden', async () => {
		await host.run({ operation: 'getAll' });
		await host.run({ operation: 'getAll', filters: { labels: 'etl' } });
		await host.run({ operation: 'getAll', filters: { includeHidden: true } });
		const selectors = host.emulator.control.journal().entries.map(({ query }) => new URLSearchParams(query).get('label_selector'));
		expect(selectors).toEqual([`${HIDDEN}!=true`, `user.confluent.io/etl=true,${HIDDEN}!=true`, null]);
	});
});
