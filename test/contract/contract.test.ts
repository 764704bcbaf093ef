/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { ContractClient } from './contractClient';
import { clientFacts } from './facts/clientFacts';
import { catalogFacts, computePoolFacts } from './facts/controlPlaneFacts';
import { jobFacts } from './facts/jobFacts';
import { keyFacts } from './facts/keyFacts';
import { resultFacts } from './facts/resultFacts';
import { statementFacts } from './facts/statementFacts';
import { tableFacts } from './facts/tableFacts';
import { streamFacts } from './facts/streamFacts';
import { updateFacts } from './facts/updateFacts';
import { OpenApi } from './openApi';
import { SchemaCheck } from './schemaCheck';
import { confluentCloud, EMULATOR, type Target } from './target';

const directory = process.env['CONFLUENT_OPENAPI_DIR'];
const realCloud = confluentCloud(process.env);

describe.each(realCloud ? [EMULATOR, realCloud] : [EMULATOR])('$name', (target: Target) => {
	const schemas = directory ? new SchemaCheck(new OpenApi(directory)) : null;
	let client: ContractClient;
	const open = (): ContractClient => client;

	jest.setTimeout(2 * target.patienceMs);
	beforeAll(async () => {
		client = await ContractClient.open(target, schemas);
	});
	afterAll(() => client.close());

	describe('keys', () => keyFacts(open));
	describe('statements', () => statementFacts(open));
	describe('updates', () => updateFacts(open));
	describe('jobs', () => jobFacts(open, target.makesTables));
	describe('results', () => resultFacts(open));
	describe('streams', () => streamFacts(open, target.makesTables));
	describe('what clients rely on', () => clientFacts(open, target.makesTables));
	describe('tables', () => tableFacts(open, target.makesTables));
	describe('catalogs', () => catalogFacts(open));
	describe('compute pools', () => computePoolFacts(open, target.makesPools));

	(schemas && target === EMULATOR ? it : it.skip)(
		`every known disagreement with the published specs was met${schemas ? '' : ' (CONFLUENT_OPENAPI_DIR names no folder of them)'}`,
		() => {
			expect(schemas?.exchanges).toBeGreaterThan(50);
			expect(schemas?.unmet().map(({ reason }) => reason)).toEqual([]);
		},
	);
});

if (!realCloud)
	describe.skip('Confluent Cloud', () =>
		it('is asked when its keys are in the environment', () => undefined));
