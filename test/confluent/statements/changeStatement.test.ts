import { changeStatement } from '../../../nodes/shared/confluent/statements/changeStatement';
import { DeadlineError } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { inTurn, refusal, scriptStatements, statementBody, type Answer } from './scriptedStatements';

const running = { body: statementBody({ phase: 'RUNNING' }) };
const locked = refusal(409, 'its table is locked');
const cut = new DeadlineError({ doing: 'awaitingAnswer', host: 'h' });

/** A statement that runs, whose PUTs are answered as told and whose GETs are, unless told otherwise. */
function script(put: () => Answer, options: { readonly get?: () => Answer; readonly seconds?: number } = {}) {
	const { get = () => running, seconds } = options;
	const cloud = scriptStatements((call) => (call === 'PUT' ? put() : get()), { roundTripMs: 40, ...(seconds === undefined ? {} : { seconds }) });
	return { ...cloud, stop: async () => await cloud.run(changeStatement(cloud.statements, 'q', ({ stopped }) => (stopped ? undefined : { stopped: true }))) };
}

it('sends the object that was read, whole, without what only the service writes', async () => {
	const cloud = script(() => ({ status: 202 }));
	expect(await cloud.stop()).toMatchObject({ changed: true, before: { phase: 'RUNNING' } });
	const { status, ...rest } = statementBody({ phase: 'RUNNING' });
	expect(status).toBeDefined();
	expect(cloud.sent[1]?.request.body).toEqual({ ...rest, spec: { statement: 'SELECT 1', properties: {}, stopped: true } });
});

it('leaves out the result that an answer may carry: only the service writes it', async () => {
	const cloud = script(() => ({ status: 202 }), { get: () => ({ body: { ...statementBody({ phase: 'RUNNING' }), result: { rows: 1 } } }) });
	await cloud.stop();
	expect(cloud.sent[1]?.request.body).not.toHaveProperty('result');
});

it('is a success without a PUT where it is already as wanted', async () => {
	const stopped = { ...statementBody({ phase: 'STOPPED' }), spec: { statement: 'SELECT 1', properties: {}, stopped: true } };
	const cloud = script(() => locked, { get: () => ({ body: stopped }) });
	expect(await cloud.stop()).toMatchObject({ changed: false });
	expect(cloud.calls()).toEqual(['GET']);
});

it('reads and changes again after each 409, ever more slowly', async () => {
	const cloud = script(inTurn<Answer>(locked, locked, locked, { status: 202 }));
	expect(await cloud.stop()).toMatchObject({ changed: true });
	expect(cloud.calls()).toEqual(['GET', 'PUT', 'GET', 'PUT', 'GET', 'PUT', 'GET', 'PUT']);
	const pauses = [2, 4, 6].map((index) => (cloud.sent[index]?.at ?? 0) - (cloud.sent[index - 1]?.at ?? 0) - 40);
	expect(pauses).toEqual([187.5, 375, 750]);
});

it('tells a 409 without end at the deadline, in its own words, and sends nothing after it', async () => {
	const cloud = script(() => locked, { seconds: 10 });
	await expect(cloud.stop()).rejects.toMatchObject({
		facts: { reason: 'statementTimedOut', name: 'q', phase: 'RUNNING', waitedMs: 10_000, wish: { kind: 'changed', refusal: { status: 409, detail: 'its table is locked' } }, cut: undefined },
	});
	expect(Math.max(...cloud.sent.map(({ at }) => at))).toBeLessThan(10_000);
});

it.each<[string, () => Answer, (() => Answer) | undefined]>([
	['a PUT', inTurn<Answer>(locked, cut), undefined],
	['a GET', () => locked, inTurn<Answer>(running, cut)],
])('tells %s that the end of the time cuts short after a 409 with the 409', async (_request, put, get) => {
	await expect(script(put, get === undefined ? {} : { get }).stop()).rejects.toMatchObject({
		facts: { reason: 'statementTimedOut', wish: { kind: 'changed', refusal: { detail: 'its table is locked' } }, cut },
	});
});

it('tells the end of the time as it is where there was no 409', async () => {
	await expect(script(() => cut).stop()).rejects.toBe(cut);
});

it('gives any other refusal as it came', async () => {
	const cloud = script(() => refusal(403, 'not allowed'));
	await expect(cloud.stop()).rejects.toMatchObject({ status: 403, detail: 'not allowed' });
	expect(cloud.calls()).toEqual(['GET', 'PUT']);
});
