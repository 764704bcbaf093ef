import { lookAt, whereabouts, type WatchTarget } from '../../../nodes/shared/confluent/watch/watchedStatements';
import { PATH, refusal, scriptStatements, statementBody, type Answer } from '../statements/scriptedStatements';

const HIDDEN = refusal(403, 'Forbidden');
const BAD_KEY = refusal(403, 'invalid API key');
const PAGE: Answer = { status: 403, body: '<html>Blocked</html>' };

const named = (name: string): Answer => ({ body: { ...statementBody({ phase: 'RUNNING' }), name, metadata: { uid: `u-${name}` } } });

/** A cloud that answers each name as it is told; others are there. */
function cloudOf(answers: Readonly<Record<string, Answer>>) {
	return scriptStatements((_call, { request }) => {
		const name = request.path.split('/').at(-1) ?? '';
		return answers[name] ?? named(name);
	});
}

describe('a look at names', () => {
	const look = async (answers: Readonly<Record<string, Answer>>) => {
		const cloud = cloudOf(answers);
		return await cloud.run(lookAt(cloud.statements, { kind: 'statements', names: ['a', 'b', 'c'] }));
	};

	it.each<[string, Answer]>([
		['the key may not see', HIDDEN],
		['is not there', refusal(404, 'Statement resource=b does not exist')],
	])('goes on past one that %s', async (_what, answer) => {
		expect((await look({ b: answer })).map(({ name }) => name)).toEqual(['a', 'c']);
	});

	const NONE = { a: HIDDEN, b: HIDDEN, c: HIDDEN };

	it('sees nothing where the key may see none of them, but has a role', async () => {
		expect(await look({ ...NONE, statements: { body: { data: [], metadata: {} } } })).toEqual([]);
	});

	it('is none where the key may see nothing at all: what was seen before need not be gone', async () => {
		await expect(look({ ...NONE, statements: HIDDEN })).rejects.toMatchObject({ status: 403, path: PATH });
	});

	it('asks for the role only where every name is hidden', async () => {
		for (const [answers, calls] of [
			[{ a: HIDDEN, b: HIDDEN }, 3],
			[{ a: HIDDEN, b: HIDDEN, c: refusal(404, 'x') }, 3],
			[{ ...NONE, statements: { body: { data: [] } } }, 4],
		] as const) {
			const cloud = cloudOf(answers);
			await cloud.run(lookAt(cloud.statements, { kind: 'statements', names: ['a', 'b', 'c'] }));
			expect(cloud.calls()).toHaveLength(calls);
		}
	});

	it.each<[string, Answer]>([
		['the key is refused', BAD_KEY],
		['a page comes in place of an answer', PAGE],
		['the service has a problem', refusal(503, 'busy')],
	])('is none where %s', async (_what, answer) => {
		await expect(look({ b: answer })).rejects.toMatchObject({ name: 'ApiError' });
	});
});

describe('what became of a statement that was seen before', () => {
	const targets: WatchTarget[] = [{ kind: 'environment' }, { kind: 'computePool', computePoolId: 'lfcp-1' }, { kind: 'labels', labels: ['etl'] }];

	it.each(targets)('is as with a deletion where it is hidden from the key: $kind', async (target) => {
		const cloud = cloudOf({ a: HIDDEN });
		expect(await cloud.run(whereabouts(cloud.statements, target, { uid: 'u-a', name: 'a' }))).toBe('deleted');
	});

	it.each([BAD_KEY, PAGE])('is not known where the answer says nothing of it', async (answer) => {
		const cloud = cloudOf({ a: answer });
		await expect(cloud.run(whereabouts(cloud.statements, { kind: 'environment' }, { uid: 'u-a', name: 'a' }))).rejects.toMatchObject({ name: 'ApiError' });
	});
});
