import fc from 'fast-check';
import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { UnclearOutcomeError } from '../../../nodes/shared/confluent/http/errors/unclearOutcome';
import { ReplacementError } from '../../../nodes/shared/confluent/statements/replacementError';
import { replaceStatement } from '../../../nodes/shared/confluent/statements/replaceStatement';
import { SimulatedService, type Fate } from './simulatedService';

const NAME = 'etl';
const OLD = 'INSERT INTO a SELECT * FROM b';
const NEW = 'INSERT INTO a SELECT * FROM c';
const DRAFT = { name: NAME, sql: NEW, properties: {} };

async function replace(service: SimulatedService, sql = NEW) {
	return await service.run(replaceStatement(service.clients, { ...DRAFT, sql }, 'check-1'));
}

const calls = (service: SimulatedService, call: string) => service.sent.filter((sent) => sent === call).length;

describe('replaceStatement', () => {
	it('checks the new SQL, deletes what has the name, waits until it is gone, and submits', async () => {
		const service = new SimulatedService();
		const { uid } = service.put(NAME, OLD, 'RUNNING');
		expect(await replace(service)).toMatchObject({ hasDeleted: true, statement: { sql: NEW } });
		expect(service.deleted).toEqual([uid]);
		const order = ['GET', 'POST dry', 'DELETE dry', 'DELETE', 'POST'].map((call) => service.sent.indexOf(call));
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(order[0]).toBe(0);
	});

	it('submits at once where nothing has the name', async () => {
		const service = new SimulatedService();
		expect(await replace(service)).toMatchObject({ hasDeleted: false });
		expect(service.sent).toEqual(['GET', 'POST']);
	});

	describe('a key whose role covers one compute pool', () => {
		it('submits under a free name, which is answered with 403', async () => {
			const service = new SimulatedService({ isPoolRole: true });
			expect(await replace(service)).toMatchObject({ hasDeleted: false, statement: { sql: NEW } });
			expect(service.sent).toEqual(['GET', 'POST']);
		});

		it.each([true, false])('replaces what has the name, where dry runs are kept: %s', async (keepsDryRuns) => {
			const service = new SimulatedService({ isPoolRole: true, keepsDryRuns });
			service.put(NAME, OLD, 'RUNNING');
			expect(await replace(service)).toMatchObject({ hasDeleted: true, statement: { sql: NEW } });
			expect(service.left).toEqual([]);
		});
	});

	describe('nothing is deleted', () => {
		it('where the new SQL is not valid', async () => {
			const service = new SimulatedService({ flaw: (sql) => (sql === NEW ? "Table 'c' does not exist" : undefined) });
			service.put(NAME, OLD, 'RUNNING');
			await expect(replace(service)).rejects.toMatchObject({ facts: { reason: 'newSqlInvalid', name: NAME, why: { words: "Table 'c' does not exist" } } });
			expect(service.deleted).toEqual([]);
			expect(calls(service, 'POST')).toBe(0);
		});

		it('where the check has no answer', async () => {
			const service = new SimulatedService({ fates: ['fine', ...Array.from({ length: 200 }, (): Fate => 'timeoutBefore')] });
			service.put(NAME, OLD, 'RUNNING');
			await expect(replace(service)).rejects.toMatchObject({ facts: { reason: 'newSqlUnchecked', name: NAME, failure: { facts: { reason: 'temporaryUnclear' } } } });
			expect(service.deleted).toEqual([]);
		});

		it('where the time is over before', async () => {
			const service = new SimulatedService({ keepsDryRuns: true, seconds: 0.2 });
			service.put(NAME, OLD, 'RUNNING');
			await expect(replace(service)).rejects.toMatchObject({ facts: { reason: 'newSqlUnchecked', failure: { facts: { reason: 'statementTimedOut' } } } });
			expect(service.at(NAME)).toMatchObject({ sql: OLD, phase: 'RUNNING' });
		});

		it('where it is cancelled before, which is reported as it is', async () => {
			const cancel = new AbortController();
			const service = new SimulatedService({ signal: cancel.signal, meanwhile: (_cloud, call) => call === 'POST dry' && cancel.abort() });
			service.put(NAME, OLD, 'RUNNING');
			await expect(replace(service)).rejects.toBeInstanceOf(CancelledError);
			expect(service.deleted).toEqual([]);
		});

		it('of a namesake that came while the new SQL was checked, before it was looked at', async () => {
			const service = new SimulatedService({ meanwhile: (cloud, call) => call === 'DELETE dry' && cloud.put(NAME, 'INSERT INTO x SELECT 1', 'RUNNING') });
			const { uid } = service.put(NAME, OLD, 'RUNNING');
			await replace(service);
			expect(service.deleted).not.toContain(uid);
			expect(service.at(NAME)).toMatchObject({ sql: NEW });
		});
	});

	it.each(['Dry run is not supported for CREATE CONNECTION', 'Property sql.dry-run is not allowed for this statement'])('goes on without a check that the service does not offer: %s', async (words) => {
		let checks = 0;
		const service = new SimulatedService({ flaw: () => (checks++ === 0 ? words : undefined) });
		service.put(NAME, OLD, 'COMPLETED');
		expect(await replace(service)).toMatchObject({ hasDeleted: true, statement: { sql: NEW } });
	});

	describe('once the old statement is deleted, whatever ends it says so', () => {
		const afterwards = (end: (cloud: SimulatedService, call: string) => unknown, options = {}) => {
			const service = new SimulatedService({ ...options, meanwhile: (cloud, call) => cloud.deleted.length > 0 && end(cloud, call) });
			service.put(NAME, OLD, 'RUNNING');
			return service;
		};

		it('a cancellation', async () => {
			const cancel = new AbortController();
			const service = afterwards(() => cancel.abort(), { signal: cancel.signal });
			await expect(replace(service)).rejects.toMatchObject({ facts: { reason: 'replacementUnfinished', name: NAME, isDeleted: true, failure: expect.any(CancelledError) } });
			expect(service.at(NAME)).toBeUndefined();
		});

		it('a cancellation while the DELETE is under way, which is let finish', async () => {
			const cancel = new AbortController();
			const service = new SimulatedService({ signal: cancel.signal, meanwhile: (_cloud, call) => call === 'DELETE' && cancel.abort() });
			const { uid } = service.put(NAME, OLD, 'RUNNING');
			await expect(replace(service)).rejects.toMatchObject({ facts: { isDeleted: true, failure: expect.any(CancelledError) } });
			expect(service.deleted).toEqual([uid]);
		});

		it('the deadline', async () => {
			const service = new SimulatedService({ seconds: 3 });
			const old = service.put(NAME, OLD, 'RUNNING');
			Object.defineProperty(old, 'next', { get: () => undefined, set: () => undefined });
			await expect(replace(service)).rejects.toMatchObject({ facts: { reason: 'replacementUnfinished', isDeleted: true, failure: { facts: { reason: 'statementTimedOut', wish: { kind: 'deleted' } } } } });
		});

		it('a refusal of the new one', async () => {
			const service = new SimulatedService({ refuses: (call) => (call === 'POST' ? { status: 402, detail: 'quota exceeded' } : undefined) });
			service.put(NAME, OLD, 'RUNNING');
			await expect(replace(service)).rejects.toMatchObject({ facts: { isDeleted: true, failure: { status: 402, detail: 'quota exceeded' } } });
		});

		it.each<Fate>(['lostBefore', 'lostAfter', 'timeoutAfter'])('a POST of which nothing is known: %s', async (fate) => {
			const service = new SimulatedService({ seconds: 12, fates: ['fine', 'fine', 'fine', 'fine', 'fine', 'fine', fate, ...Array.from({ length: 100 }, (): Fate => 'timeoutBefore')] });
			service.put(NAME, OLD, 'COMPLETED');
			service.put(NAME, OLD, 'FAILED');
			await expect(replace(service)).rejects.toMatchObject({ facts: { reason: 'replacementUnfinished', isDeleted: true } });
		});

		it('a DELETE of which nothing is known says that', async () => {
			const fates: Fate[] = ['fine', 'fine', 'fine', 'fine', ...Array.from({ length: 100 }, (): Fate => 'timeoutBefore')];
			const service = new SimulatedService({ fates, seconds: 600 });
			service.put(NAME, OLD, 'RUNNING');
			await expect(replace(service)).rejects.toMatchObject({ facts: { reason: 'replacementUnfinished', isDeleted: undefined, failure: { status: 504 } } });
		});
	});

	it('gives the refusal of the DELETE as it is: nothing was deleted', async () => {
		const service = new SimulatedService({ refuses: (call) => (call === 'DELETE' ? { status: 403, detail: 'not allowed' } : undefined) });
		const { uid } = service.put(NAME, OLD, 'RUNNING');
		await expect(replace(service)).rejects.toMatchObject({ status: 403, detail: 'not allowed' });
		expect(service.at(NAME)).toMatchObject({ uid });
	});

	it('deletes by the name that was asked for, whatever name the answers have', async () => {
		const service = new SimulatedService({ shownName: 'other' });
		service.put(NAME, OLD, 'RUNNING');
		const other = service.put('other', OLD, 'RUNNING');
		await replace(service);
		expect(service.deleted).not.toContain(other.uid);
		expect(service.at(NAME)).toMatchObject({ sql: NEW });
	});

	describe('a DELETE whose answer was lost', () => {
		it.each<Fate>(['timeoutAfter', 'lostAfter', 'page'])('hits no namesake that came meanwhile: %s', async (fate) => {
			let namesake: { uid: string } | undefined;
			const service = new SimulatedService({
				fates: ['fine', 'fine', 'fine', 'fine', fate],
				meanwhile: (cloud) => {
					if (cloud.deleted.length === 0 || namesake !== undefined) return;
					cloud.take(NAME);
					namesake = cloud.put(NAME, 'INSERT INTO x SELECT 1', 'RUNNING');
				},
			});
			const { uid } = service.put(NAME, OLD, 'RUNNING');
			// Which is replaced in its turn, as what has the name is: but as itself, and not by the repeat.
			await replace(service);
			expect(service.deleted).toEqual([uid, namesake?.uid]);
			expect(calls(service, 'DELETE')).toBe(2);
		});

		it('is waited for where it may come late: the new statement must not meet it', async () => {
			const service = new SimulatedService({ fates: ['fine', 'fine', 'fine', 'fine', { lateMs: 6_000 }] });
			const { uid } = service.put(NAME, OLD, 'RUNNING');
			await replace(service);
			expect(service.deleted).toEqual([uid]);
			expect(service.at(NAME)).toMatchObject({ sql: NEW, phase: 'RUNNING' });
		});
	});

	it.each(['STOPPED', undefined])('takes its own statement for its own, where a gateway repeats the POST, and there was before: %s', async (phase) => {
		const service = new SimulatedService({ meanwhile: (cloud, call) => call === 'POST' && (cloud.fate = 'twice') });
		if (phase !== undefined) service.put(NAME, OLD, phase);
		expect(await replace(service)).toMatchObject({ statement: { sql: NEW } });
		expect(service.created).toHaveLength(1);
		expect(service.at(NAME)).toBe(service.created[0]);
	});

	it('replaces one that somebody created meanwhile', async () => {
		let isThere = false;
		const service = new SimulatedService({
			meanwhile: (cloud, call) => {
				if (call === 'POST' && !isThere) cloud.put(NAME, 'INSERT INTO x SELECT 1', 'RUNNING');
				isThere ||= call === 'POST';
			},
		});
		expect(await replace(service)).toMatchObject({ hasDeleted: true, statement: { sql: NEW } });
	});
});

const FATE = fc.oneof(
	{ weight: 3, arbitrary: fc.constant<Fate>('fine') },
	{ weight: 2, arbitrary: fc.constantFrom<Fate>('lostBefore', 'lostAfter', 'timeoutBefore', 'timeoutAfter', 'twice', 'page', 'refused') },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 12_000 }).map((lateMs): Fate => ({ lateMs })) },
);

const CASE = fc.record({
	phase: fc.constantFrom('PENDING', 'RUNNING', 'STOPPED', 'COMPLETED', 'FAILED', 'DELETING'),
	fates: fc.array(FATE, { maxLength: 14 }),
	keepsDryRuns: fc.boolean(),
	isPoolRole: fc.boolean(),
	seconds: fc.constantFrom(300, 6),
	cancelAfter: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
});

it('whatever answer is lost: the new statement is submitted once, and an error says truly what became of the old one', async () => {
	await fc.assert(
		fc.asyncProperty(CASE, async ({ phase, cancelAfter, ...options }) => {
			const cancel = new AbortController();
			const service = new SimulatedService({ ...options, signal: cancel.signal, meanwhile: (cloud) => cloud.sent.length === cancelAfter && cancel.abort() });
			const old = service.put(NAME, OLD, phase);
			const outcome: unknown = await replace(service).catch((error: unknown) => error);
			const jobs = service.created.filter(({ name }) => name === NAME);
			expect(jobs.length).toBeLessThanOrEqual(1);
			expect(service.deleted.filter((uid) => jobs.some((job) => job.uid === uid))).toEqual([]);
			expect(service.all().filter(({ name }) => name !== NAME)).toEqual([]);
			const isDeleted = service.deleted.includes(old.uid);
			if (!(outcome instanceof Error)) {
				expect(service.at(NAME)).toBe(jobs[0]);
				return;
			}
			if (!(outcome instanceof ReplacementError) || outcome.facts.reason !== 'replacementUnfinished') {
				expect(isDeleted).toBe(false);
				return;
			}
			const { facts } = outcome;
			if (facts.isDeleted === true) expect(isDeleted).toBe(true);
			if (jobs.length > 0) expect(facts.failure).toBeInstanceOf(UnclearOutcomeError);
			expect([CancelledError, DeadlineError, UnclearOutcomeError, Error].some((type) => facts.failure instanceof type)).toBe(true);
		}),
		{ numRuns: 300 },
	);
}, 120_000);
