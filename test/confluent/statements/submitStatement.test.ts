import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import type { StatementDraft } from '../../../nodes/shared/confluent/statements/statements';
import { submitStatement, type IfTaken } from '../../../nodes/shared/confluent/statements/submitStatement';
import { UnclearOutcomeError } from '../../../nodes/shared/confluent/http/errors/unclearOutcome';
import { inTurn, lost, refusal, scriptStatements, type Answer } from './scriptedStatements';
import { VirtualTime } from '../virtualTime';

const DRAFT: StatementDraft = { name: 'etl', sql: 'INSERT INTO a SELECT * FROM b', properties: {} };

const dropped = new TransportError({ reason: 'connectionLost', host: 'h' });
const timeout = new TransportError({ reason: 'noAnswerInTime', host: 'h' });
const taken = refusal(409, 'Statement etl already exists');
const absent = refusal(404, 'Statement resource=etl does not exist');
/** The looks for a lost POST, none of which finds it. */
const LOOKS = Array.from({ length: 5 }, () => absent);

const TAKEN = { reason: 'nameTaken', name: 'etl', hasOtherSql: false };

function existing(sql = DRAFT.sql, uid = 'u-1', phase = 'RUNNING'): Answer {
	const body: JsonObject = { name: 'etl', metadata: { uid, resource_version: '1' }, spec: { statement: sql }, status: { phase } };
	return { body };
}

/** Epoch milliseconds at which a gateway's time begins. */
const START = new VirtualTime().now();

/** A statement that was created so many milliseconds after the start, in an answer given at that time by the service's own clock. */
function createdAt(ms: number, { answeredAt, phase = 'RUNNING', sql = DRAFT.sql }: { answeredAt?: number; phase?: string; sql?: string } = {}): Answer {
	const metadata = { uid: 'u-1', resource_version: '1', created_at: new Date(START + ms).toISOString() };
	const headers = answeredAt === undefined ? {} : { date: new Date(START + answeredAt).toUTCString() };
	return { body: { name: 'etl', metadata, spec: { statement: sql }, status: { phase } }, headers };
}

/** A gateway that answers each kind of call in turn. */
function gateway(script: { readonly POST: readonly Answer[]; readonly GET?: readonly Answer[] }) {
	const answers = Object.fromEntries(Object.entries(script).map(([call, list]) => [call, inTurn(...list)]));
	return scriptStatements((call) => answers[call]?.() ?? new Error(`${call} was not expected`));
}

async function submit(cloud: ReturnType<typeof gateway>, ifTaken: IfTaken = 'fail', draft = DRAFT) {
	return await cloud.run(submitStatement(cloud.statements, draft, ifTaken));
}

const UNCLEAR: Array<[string, Answer]> = [
	['a dropped connection', dropped],
	['a timeout', timeout],
	['500', lost(500)],
	['502', lost(502)],
	['503', lost(503)],
	['504', lost(504)],
	['a success with nothing in it', { status: 201 }],
	['a success with a page in it', { status: 201, body: '<html>' }],
];

describe('submitStatement', () => {
	it('posts once and asks nothing when the answer is clear', async () => {
		const cloud = gateway({ POST: [existing()] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls()).toEqual(['POST']);
	});

	it.each(UNCLEAR)('adopts the statement that was created behind %s', async (_case, answer) => {
		const cloud = gateway({ POST: [answer], GET: [existing()] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls()).toEqual(['POST', 'GET']);
	});

	it.each<[string, Answer]>([
		['was created at the same moment', createdAt(0, { answeredAt: 0 })],
		['was created a little before, as whole seconds go', createdAt(-900, { answeredAt: 3_000 })],
		['was created just now, by a clock that differs by years', createdAt(-1e11, { answeredAt: -1e11 + 500 })],
		['was created just now, by this machine’s clock', createdAt(-30_000)],
		['is not told when it was created', existing()],
	])('adopts after an unclear failure what %s', async (_case, found) => {
		const cloud = gateway({ POST: [dropped], GET: [found] });
		expect((await submit(cloud)).uid).toBe('u-1');
	});

	it.each<[string, Answer]>([
		['ran long before', createdAt(-60_000, { answeredAt: 0 })],
		['ran long before, by this machine’s clock', createdAt(-3_600_000)],
		['has failed long before', createdAt(-60_000, { answeredAt: 0, phase: 'FAILED' })],
		['is being deleted', createdAt(0, { answeredAt: 0, phase: 'DELETING' })],
	])('does not adopt after an unclear failure what %s, although it has the same SQL', async (_case, found) => {
		const cloud = gateway({ POST: [lost(503)], GET: [found] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: TAKEN });
		expect(cloud.calls()).toEqual(['POST', 'GET']);
	});

	it('waits after an unclear failure for one that is being deleted, where it would reuse it', async () => {
		const leaving = createdAt(-60_000, { answeredAt: 0, phase: 'DELETING' });
		const cloud = gateway({ POST: [dropped, existing(DRAFT.sql, 'u-2')], GET: [leaving, absent] });
		expect((await submit(cloud, 'reuse')).uid).toBe('u-2');
	});

	it.each([' ;', ';\n;', '\n'])('knows its SQL again with %j behind it', async (end) => {
		const cloud = gateway({ POST: [dropped], GET: [existing(DRAFT.sql + end)] });
		expect((await submit(cloud)).uid).toBe('u-1');
	});

	it.each<[string, Error]>([
		['the time is over', new DeadlineError({ doing: 'awaitingRateLimit' })],
		['it is cancelled', new CancelledError()],
	])('says what is not known when %s before the repeat', async (_case, end) => {
		const cloud = gateway({ POST: [timeout, end], GET: [absent] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: { reason: 'creationUnclear', created: { kind: 'statement', name: 'etl' }, failure: timeout } });
	});

	it('tells a refusal of the repeat as it is: the POST before it had nothing else in it', async () => {
		const cloud = gateway({ POST: [timeout, refusal(400, 'bad SQL')], GET: [absent] });
		await expect(submit(cloud)).rejects.toMatchObject({ status: 400, detail: 'bad SQL' });
	});

	it.each(UNCLEAR)('posts again when nothing was created behind %s', async (_case, answer) => {
		const cloud = gateway({ POST: [answer, existing()], GET: [absent] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls()).toEqual(['POST', 'GET', 'GET', 'GET', 'GET', 'GET', 'POST']);
	});

	it.each([0, 400, 1_500, 6_400])('looks for several seconds for what a lost POST creates late, %i ms after it was given up', async (lateMs) => {
		const cloud = scriptStatements((call, { at }) => {
			if (call === 'POST') return lost(504);
			return at < lateMs ? absent : createdAt(lateMs, { answeredAt: at });
		});
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(1);
	});

	it('sends it again once it has looked for it for several seconds, and not earlier', async () => {
		const cloud = gateway({ POST: [lost(504), existing()], GET: [absent] });
		await submit(cloud);
		const [first, second] = cloud.sent.filter(({ call }) => call === 'POST').map(({ at }) => at);
		expect(second! - first!).toBeGreaterThanOrEqual(5_000);
		expect(second! - first!).toBeLessThanOrEqual(10_000);
	});

	it('adopts what a delayed POST created: the 409 answers its own repeat', async () => {
		const cloud = gateway({ POST: [timeout, taken], GET: [...LOOKS, existing()] });
		expect((await submit(cloud)).uid).toBe('u-1');
		expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(2);
	});

	describe('a key whose role covers one compute pool is answered 403 for what is not there', () => {
		const hidden = refusal(403, 'Forbidden');

		it('posts again after a lost POST', async () => {
			const cloud = gateway({ POST: [lost(504), existing()], GET: [hidden] });
			expect((await submit(cloud)).uid).toBe('u-1');
		});

		it('adopts what came late: the 409 protects', async () => {
			const cloud = gateway({ POST: [lost(504), taken], GET: [hidden, hidden, hidden, hidden, hidden, existing()] });
			expect((await submit(cloud)).uid).toBe('u-1');
		});

		it.each([['at once', [taken]], ['after a lost POST', [lost(504), taken]]])('says where a name may be taken that is taken %s and never seen', async (_case, posts) => {
			const cloud = gateway({ POST: posts, GET: [hidden] });
			await expect(submit(cloud)).rejects.toMatchObject(posts.length === 1 ? { facts: { reason: 'nameTakenUnseen', name: 'etl' } } : { facts: { reason: 'creationUnclear' } });
			expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(6);
		});

		it.each<[string, Answer]>([
			['a key that is refused', refusal(403, 'invalid API key')],
			['the page of a proxy', { status: 403, body: '<h1>Forbidden</h1>' }],
		])('does not take %s for that', async (_case, answer) => {
			const cloud = gateway({ POST: [lost(504)], GET: [answer] });
			await expect(submit(cloud)).rejects.toMatchObject({ facts: { reason: 'creationUnclear' } });
			expect(cloud.calls()).toEqual(['POST', 'GET']);
		});
	});

	describe('a generated name', () => {
		const generated: StatementDraft = { ...DRAFT, hasGeneratedName: true };
		const masked = "CREATE CONNECTION c WITH ('secret' = '******')";

		it.each<[string, readonly Answer[], readonly Answer[]]>([
			['behind a lost answer', [dropped], [createdAt(0, { answeredAt: 0, sql: masked })]],
			['that came late', [dropped], [absent, absent, createdAt(1_000, { answeredAt: 1_500, sql: masked })]],
			['behind a 409 to the first POST, which a gateway has repeated', [taken], [createdAt(0, { answeredAt: 0, sql: 'rewritten' })]],
			['behind a 409, without a word on when it was created', [taken], [existing(masked)]],
			['of an earlier try', [taken], [createdAt(-60_000, { answeredAt: 0, sql: masked })]],
		])('is ours whatever its text says: %s', async (_case, posts, gets) => {
			const cloud = gateway({ POST: posts, GET: gets });
			expect((await submit(cloud, 'fail', generated)).uid).toBe('u-1');
			expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(1);
		});

		it('that is being torn down is waited for', async () => {
			const cloud = gateway({ POST: [taken, existing(DRAFT.sql, 'u-2')], GET: [existing(masked, 'u-1', 'DELETING'), existing(masked, 'u-1', 'DELETING'), absent] });
			expect((await submit(cloud, 'fail', generated)).uid).toBe('u-2');
		});
	});

	describe('a name of one’s own', () => {
		const connection = { ...DRAFT, sql: "CREATE CONNECTION c WITH ('type' = 'openai', 'api-key' = 'sk-1')" };
		const shown = (sql: string) => sql.replace("'sk-1'", "'******'");

		it('is known again by SQL with masks for literals', async () => {
			const cloud = gateway({ POST: [dropped], GET: [createdAt(0, { answeredAt: 0, sql: shown(connection.sql) })] });
			expect((await submit(cloud, 'fail', connection)).uid).toBe('u-1');
		});

		it('is reused by it', async () => {
			const cloud = gateway({ POST: [taken], GET: [existing(shown(connection.sql))] });
			expect((await submit(cloud, 'reuse', connection)).uid).toBe('u-1');
		});

		it.each(['reuse', 'fail'] as const)('is not known by it where other SQL is masked: %s', async (ifTaken) => {
			const cloud = gateway({ POST: [ifTaken === 'fail' ? dropped : taken], GET: [existing(shown(connection.sql).replace('openai', 'bedrock'))] });
			await expect(submit(cloud, ifTaken, connection)).rejects.toMatchObject({ facts: { reason: 'nameTaken' } });
		});
	});

	it.each([
		['after an unclear failure', [dropped]],
		['after a repeat', [timeout, taken]],
		['at once', [taken]],
	])('reports other SQL under the name %s', async (_case, posts) => {
		const others = existing('SELECT 2');
		const cloud = gateway({ POST: posts, GET: posts.length > 1 ? [...LOOKS, others] : [others] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: TAKEN });
	});

	it('reports the same SQL under the name when nothing was unclear', async () => {
		const cloud = gateway({ POST: [taken], GET: [existing()] });
		await expect(submit(cloud)).rejects.toMatchObject({ facts: TAKEN });
		expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(1);
	});

	it.each([400, 401, 403, 404, 422, 429])('throws %d as it is', async (status) => {
		const cloud = gateway({ POST: [refusal(status, 'words')] });
		await expect(submit(cloud)).rejects.toMatchObject({ status, detail: 'words' });
		expect(cloud.calls()).toEqual(['POST']);
	});

	it('says what is not known, with the name and why, when GET cannot tell either', async () => {
		const cloud = gateway({ POST: [dropped], GET: [lost(500)] });
		const error: unknown = await submit(cloud).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(UnclearOutcomeError);
		expect(error).toMatchObject({
			facts: { reason: 'creationUnclear', created: { kind: 'statement', name: 'etl' }, failure: dropped },
			cause: dropped,
		});
	});

	it('gives up after six POSTs', async () => {
		const cloud = gateway({ POST: [lost(500)], GET: [absent] });
		await expect(submit(cloud)).rejects.toMatchObject({ name: 'UnclearOutcomeError', facts: { failure: { status: 500 } } });
		expect(cloud.calls().filter((call) => call === 'POST')).toHaveLength(6);
	});

	describe('reuse', () => {
		it('takes the statement with the same SQL', async () => {
			const cloud = gateway({ POST: [taken], GET: [existing(` ${DRAFT.sql}\n`)] });
			expect((await submit(cloud, 'reuse')).uid).toBe('u-1');
		});

		it('refuses one with other SQL', async () => {
			const cloud = gateway({ POST: [taken], GET: [existing('SELECT 2')] });
			await expect(submit(cloud, 'reuse')).rejects.toMatchObject({ facts: { ...TAKEN, hasOtherSql: true } });
		});

		it('waits for one that is being deleted and posts again', async () => {
			const leaving = existing(DRAFT.sql, 'u-1', 'DELETING');
			const cloud = gateway({ POST: [taken, existing(DRAFT.sql, 'u-2')], GET: [leaving, leaving, absent] });
			expect((await submit(cloud, 'reuse')).uid).toBe('u-2');
		});
	});
});
