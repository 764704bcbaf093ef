import fc from 'fast-check';
import { keepRunning } from '../../../nodes/shared/confluent/statements/keepRunning';
import { ReplacementError } from '../../../nodes/shared/confluent/statements/replacementError';
import { SimulatedService, type Fate, type ServiceOptions } from './simulatedService';

const NAME = 'etl';
const SQL = 'INSERT INTO a SELECT * FROM b';
const OTHER = 'INSERT INTO a SELECT * FROM c';
const DRAFT = { name: NAME, sql: SQL, properties: {} };

async function keep(service: SimulatedService, draft: typeof DRAFT & { computePoolId?: string } = DRAFT) {
	return await service.run(keepRunning(service.clients, draft, 'check-1'));
}

interface Before {
	readonly sql: string;
	readonly phase: string;
	readonly stopped?: boolean;
}

describe('keepRunning', () => {
	it('submits what is not there', async () => {
		const service = new SimulatedService();
		expect(await keep(service)).toMatchObject({ action: 'created', statement: { sql: SQL } });
		expect(service.sent).toEqual(['GET', 'POST']);
	});

	it.each(['PENDING', 'RUNNING', 'DEGRADED', 'COMPLETED', 'REBALANCING'])('leaves the same SQL alone where it is %s', async (phase) => {
		const service = new SimulatedService();
		const { uid } = service.put(NAME, `${SQL};`, phase);
		expect(await keep(service)).toMatchObject({ action: 'none', statement: { uid } });
		expect(service.sent).toEqual(['GET']);
	});

	it.each<[string, Before]>([
		['STOPPED', { sql: SQL, phase: 'STOPPED', stopped: true }],
		['stopped by the service', { sql: SQL, phase: 'STOPPED' }],
		['STOPPING', { sql: SQL, phase: 'STOPPING', stopped: true }],
	])('resumes the same SQL that is %s, on the compute pool that is given', async (_case, { sql, phase, stopped }) => {
		const service = new SimulatedService();
		const { uid } = service.put(NAME, sql, phase, stopped);
		expect(await keep(service, { ...DRAFT, computePoolId: 'lfcp-2' })).toMatchObject({ action: 'resumed', statement: { uid, computePoolId: 'lfcp-2' } });
		expect(service.at(NAME)).toMatchObject({ uid, phase: 'RUNNING', pool: 'lfcp-2' });
		expect(service.deleted).toEqual([]);
	});

	it.each<[string, Before]>([
		['the same SQL that is FAILED', { sql: SQL, phase: 'FAILED' }],
		['the same SQL that is FAILING', { sql: SQL, phase: 'FAILING' }],
		['other SQL that runs', { sql: OTHER, phase: 'RUNNING' }],
		['other SQL that is stopped', { sql: OTHER, phase: 'STOPPED', stopped: true }],
		['other SQL that has completed', { sql: OTHER, phase: 'COMPLETED' }],
	])('replaces %s, once the new SQL is checked', async (_case, { sql, phase, stopped }) => {
		const service = new SimulatedService();
		const { uid } = service.put(NAME, sql, phase, stopped);
		expect(await keep(service)).toMatchObject({ action: 'replaced', statement: { sql: SQL } });
		expect(service.deleted).toEqual([uid]);
		expect(service.sent.indexOf('POST dry')).toBeLessThan(service.sent.indexOf('DELETE'));
		expect(service.at(NAME)).toMatchObject({ sql: SQL, phase: 'RUNNING' });
	});

	it('replaces what cannot be resumed', async () => {
		const service = new SimulatedService();
		service.put(NAME, 'SELECT 1', 'STOPPED', true);
		expect(await keep(service, { ...DRAFT, sql: 'SELECT 1' })).toMatchObject({ action: 'replaced' });
	});

	it('waits for one that is being deleted, and submits', async () => {
		const service = new SimulatedService();
		service.put(NAME, SQL, 'DELETING');
		expect(await keep(service)).toMatchObject({ action: 'created' });
		expect(service.deleted).toEqual([]);
	});

	it('knows its SQL by the masks in it', async () => {
		const sql = "CREATE CONNECTION c WITH ('api-key' = 'sk')";
		const service = new SimulatedService({ shown: (text) => text.replace("'sk'", "'******'") });
		service.put(NAME, sql, 'COMPLETED');
		expect(await keep(service, { ...DRAFT, sql })).toMatchObject({ action: 'none' });
	});

	it('changes nothing where the new SQL is not valid', async () => {
		const service = new SimulatedService({ flaw: (sql) => (sql === SQL ? "Table 'b' does not exist" : undefined) });
		const { uid } = service.put(NAME, OTHER, 'RUNNING');
		await expect(keep(service)).rejects.toMatchObject({ facts: { reason: 'newSqlInvalid', name: NAME, why: { words: "Table 'b' does not exist" } } });
		expect(service.at(NAME)).toMatchObject({ uid, phase: 'RUNNING' });
	});

	it('leaves what somebody else has repaired while the new SQL was checked', async () => {
		const service = new SimulatedService({ meanwhile: (cloud, call) => call === 'POST dry' && (cloud.at(NAME)!.phase = 'RUNNING') });
		const { uid } = service.put(NAME, SQL, 'FAILED');
		expect(await keep(service)).toMatchObject({ action: 'none', statement: { uid } });
	});

	it('takes the statement of another run that was faster', async () => {
		let isPut = false;
		const service = new SimulatedService({
			meanwhile: (cloud, call) => {
				if (call === 'POST' && !isPut) cloud.put(NAME, SQL, 'RUNNING');
				isPut ||= call === 'POST';
			},
		});
		const { statement } = await keep(service);
		expect(statement.uid).toBe(service.at(NAME)?.uid);
		expect(service.created).toEqual([]);
	});

	it('says at the deadline what it waits for', async () => {
		const service = new SimulatedService({ seconds: 20 });
		const statement = service.put(NAME, SQL, 'STOPPING', true);
		statement.next = undefined;
		await expect(keep(service)).rejects.toMatchObject({ facts: { reason: 'statementTimedOut', phase: 'STOPPING' } });
	});
});

const FATE: fc.Arbitrary<Fate> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant<Fate>('fine') },
	{ weight: 4, arbitrary: fc.constantFrom<Fate>('lostBefore', 'lostAfter', 'timeoutBefore', 'timeoutAfter', 'twice', 'page', 'refused') },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 12_000 }).map((lateMs): Fate => ({ lateMs })) },
);

const BEFORE: fc.Arbitrary<Before | undefined> = fc.constantFrom<Before | undefined>(
	undefined,
	{ sql: SQL, phase: 'PENDING' },
	{ sql: SQL, phase: 'RUNNING' },
	{ sql: SQL, phase: 'COMPLETED' },
	{ sql: SQL, phase: 'STOPPED', stopped: true },
	{ sql: SQL, phase: 'STOPPING', stopped: true },
	{ sql: SQL, phase: 'FAILED' },
	{ sql: SQL, phase: 'FAILING' },
	{ sql: SQL, phase: 'DELETING' },
	{ sql: OTHER, phase: 'RUNNING' },
	{ sql: OTHER, phase: 'STOPPED', stopped: true },
);

const CASE = fc.record({ before: BEFORE, fates: fc.array(FATE, { maxLength: 14 }), keepsDryRuns: fc.boolean(), isPoolRole: fc.boolean(), seconds: fc.constantFrom(300, 300, 8) });

describe('whatever answer is lost', () => {
	it('there are never two jobs, and what is said is what is there', async () => {
		await fc.assert(
			fc.asyncProperty(CASE, async ({ before, ...options }) => {
				await expectOneJob(before, options);
			}),
			{ numRuns: 400 },
		);
	}, 120_000);
});

async function expectOneJob(before: Before | undefined, options: ServiceOptions): Promise<void> {
	const service = new SimulatedService(options);
	const old = before === undefined ? undefined : service.put(NAME, before.sql, before.phase, before.stopped);
	const outcome: unknown = await keep(service).catch((error: unknown) => error);
	const jobs = service.created.filter(({ name }) => name === NAME);
	expect(service.resumed.length + jobs.length).toBeLessThanOrEqual(1);
	// Nothing but the old statement is ever deleted under the name, and nothing is left of the check.
	expect(service.deleted.filter((uid) => jobs.some((job) => job.uid === uid))).toEqual([]);
	expect(service.all().filter(({ name }) => name !== NAME)).toEqual([]);
	if (before?.sql === SQL && ['PENDING', 'RUNNING', 'COMPLETED'].includes(before.phase)) expect(service.at(NAME)).toBe(old);
	// Few faults are overcome, where there is time.
	const faults = (options.fates ?? []).filter((fate) => fate !== 'fine').length;
	if (faults <= 4 && options.seconds === 300) expect(outcome).not.toBeInstanceOf(Error);
	const isDeleted = old !== undefined && service.deleted.includes(old.uid);
	if (outcome instanceof Error) expectTruth(outcome, isDeleted);
	else expectRunning(service, outcome, jobs.length > 0, isDeleted);
}

/** What an error says of the old statement is true. */
function expectTruth(error: Error, isDeleted: boolean): void {
	const isUnfinished = error instanceof ReplacementError && error.facts.reason === 'replacementUnfinished';
	if (isUnfinished && 'isDeleted' in error.facts && error.facts.isDeleted === undefined) return;
	expect(isDeleted).toBe(isUnfinished);
}

function expectRunning(service: SimulatedService, outcome: unknown, isCreated: boolean, isDeleted: boolean): void {
	expect(service.at(NAME)).toMatchObject({ sql: SQL });
	expect(['PENDING', 'RUNNING', 'COMPLETED']).toContain(service.at(NAME)?.phase);
	const left = service.resumed.length > 0 ? 'resumed' : 'none';
	const made = isDeleted ? 'replaced' : 'created';
	expect(outcome).toMatchObject({ action: isCreated ? made : left });
}
