import { NodeHelpers, type INodeParameters, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { FlinkStatement } from '../../nodes/FlinkStatement/FlinkStatement.node';
import { FlinkStatementTrigger } from '../../nodes/FlinkStatementTrigger/FlinkStatementTrigger.node';
import { MORE_FIELDS } from '../../nodes/shared/n8n/output/moreFields';
import { emulatorPerTest } from '../host/emulatorPerTest';

const statementNode = new FlinkStatement().description;
const triggerNode = new FlinkStatementTrigger().description;
const RETURNING = ['get', 'getAll', 'resume', 'stop', 'submit', 'update', 'waitFor'];
const OTHERS = ['delete', 'executeQuery', 'getExceptions', 'getResults', 'validate'];

/** Whether the editor offers More Fields among the options. */
function isOffered(description: INodeTypeDescription, parameters: INodeParameters): boolean {
	const isShown = (values: INodeParameters, property: INodeProperties) => NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description, parameters);
	const options = description.properties.find((property) => property.name === 'options' && isShown(parameters, property));
	const fields = (options?.options ?? []).filter((each): each is INodeProperties => 'type' in each);
	return fields.some((field) => field.name === 'moreFields' && isShown((parameters['options'] ?? {}) as INodeParameters, field));
}

const statement = (operation: string, simplify: boolean) => ({ resource: 'statement', operation, simplify, options: {} });

it.each(RETURNING)('%s offers more fields of a simplified statement only', (operation) => {
	expect(isOffered(statementNode, statement(operation, true))).toBe(true);
	expect(isOffered(statementNode, statement(operation, false))).toBe(false);
});

it.each(OTHERS)('%s, which returns no simplified statement by choice, offers none', (operation) => {
	expect(isOffered(statementNode, statement(operation, true))).toBe(false);
});

it('the trigger offers them unless Simplify is off', () => {
	expect(isOffered(triggerNode, { watch: 'environment', options: {} })).toBe(true);
	expect(isOffered(triggerNode, { watch: 'environment', options: { simplify: true } })).toBe(true);
	expect(isOffered(triggerNode, { watch: 'environment', options: { simplify: false } })).toBe(false);
});

describe('in an execution', () => {
	const cloud = emulatorPerTest();
	const SQL = 'INSERT INTO `a` SELECT * FROM `b`';
	const named = { __rl: true, mode: 'name', value: 'etl' };
	const run = async (parameters: INodeParameters) => await cloud.run({ type: 'flinkStatement', parameters: { resource: 'statement', ...parameters } });
	const PARAMETERS: Readonly<Record<string, INodeParameters>> = {
		submit: { sql: SQL, statementName: 'new' },
		update: { updateFields: { stopped: true } },
		waitFor: { phases: ['RUNNING'] },
	};

	beforeEach(() => {
		cloud.emulator.control.seed({ statements: [{ name: 'etl', sql: SQL, phase: 'RUNNING' }] });
	});

	it.each(RETURNING)('%s gives ten fields, more where asked, and all of them as they came where not simplified', async (operation) => {
		const parameters = { operation, statement: named, ...PARAMETERS[operation] };
		const [usual] = (await run(parameters)).json;
		expect(Object.keys(usual ?? {})).toHaveLength(10);
		const { json, error } = await run({ ...parameters, ...(operation === 'submit' ? { statementName: 'newer' } : {}), options: { moreFields: MORE_FIELDS } });
		expect(error).toBeUndefined();
		expect(Object.keys(json[0] ?? {}).slice(10)).toEqual(MORE_FIELDS);
		const [raw] = (await run({ ...parameters, ...(operation === 'submit' ? { statementName: 'newest' } : {}), simplify: false, options: { moreFields: MORE_FIELDS } })).json;
		expect(Object.keys(raw ?? {})).toEqual(expect.arrayContaining(['api_version', 'kind', 'metadata', 'spec', 'status']));
		expect(raw).not.toHaveProperty('uid');
	});

	it('a stopped statement says when it ended and how far it had read', async () => {
		const { json } = await run({ operation: 'stop', statement: named, options: { moreFields: 'stopped, endedAt, durationMs, latestOffsets' } });
		expect(json[0]).toMatchObject({ stopped: true, endedAt: expect.stringMatching(/^20\d\d-/), durationMs: expect.any(Number), latestOffsets: expect.any(Object) });
	});

	it('a field that there is not is refused', async () => {
		const { error } = await run({ operation: 'get', statement: named, options: { moreFields: '={{ ["uid", "colour"] }}' } });
		expect(error?.message).toBe(`'More Fields' contains "colour"`);
	});
});
