import { labelSelector, type LabelChoice } from '../../../nodes/shared/confluent/statements/labels';
import type { StatementListing } from '../../../nodes/shared/confluent/statements/statements';
import { scriptStatements, statementBody } from './scriptedStatements';

const PREFIX = 'user.confluent.io';

describe('the label selector', () => {
	it.each<[LabelChoice, string | undefined]>([
		[{}, `${PREFIX}/hidden!=true`],
		[{ includeHidden: false }, `${PREFIX}/hidden!=true`],
		[{ includeHidden: true }, undefined],
		[{ labels: ['etl', `${PREFIX}/nightly`] }, `${PREFIX}/etl=true,${PREFIX}/nightly=true,${PREFIX}/hidden!=true`],
		[{ labels: ['etl'], includeHidden: true }, `${PREFIX}/etl=true`],
		[{ labels: ['hidden'] }, `${PREFIX}/hidden=true`],
		[{ labels: ['etl', `${PREFIX}/hidden`] }, `${PREFIX}/etl=true,${PREFIX}/hidden=true`],
	])('of %j is %s', (choice, selector) => {
		expect(labelSelector(choice)).toBe(selector);
	});
});

describe('a service that takes no notice of the selector', () => {
	const labelled = (name: string, labels: object) => ({ ...statementBody(), name, metadata: { uid: name, labels } });
	const data = [labelled('plain', {}), labelled('hidden', { [`${PREFIX}/hidden`]: 'true' }), labelled('shown', { [`${PREFIX}/hidden`]: 'false' })];

	it.each<[StatementListing, string[]]>([
		[{}, ['plain', 'shown']],
		[{ includeHidden: true }, ['plain', 'hidden', 'shown']],
		[{ matches: ({ name }) => name !== 'plain' }, ['shown']],
		[{ limit: 1 }, ['plain']],
	])('lists no hidden statements: %j', async (listing, names) => {
		const cloud = scriptStatements(() => ({ body: { metadata: { next: '' }, data } }));
		const { items } = await cloud.run(cloud.statements.list(listing));
		expect(items.map(({ name }) => name)).toEqual(names);
	});

	it('gives a picker none either', async () => {
		const cloud = scriptStatements(() => ({ body: { metadata: { next: '' }, data } }));
		const { items } = await cloud.run(cloud.statements.page(undefined));
		expect(items.map(({ name }) => name)).toEqual(['plain', 'shown']);
		expect(cloud.sent[0]?.request.query).toMatchObject({ label_selector: `${PREFIX}/hidden!=true` });
	});
});
