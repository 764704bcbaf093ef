import { Session } from '../session';
import { ddl, HOME, LATEST, openStreams, Reader, status } from './streams';

const after = (name: string) => ({ ...LATEST, 'sql.tables.initial-offset-from': name });

let session: Session;
beforeAll(async () => (session = await openStreams()));
afterAll(() => session.close());
beforeEach(async () => {
	await session.control.reset();
	await session.control.clock.hold();
	await ddl(session, 'CREATE TABLE t (n INT)');
});

const append = (from: number, to: number) =>
	session.control.appendRows('t', Array.from({ length: to - from }, (_, index) => ({ n: from + index })));
const query = (name: string, properties: object, sql = 'SELECT n FROM t') => session.submit(name, sql, { properties });
const stop = async (name: string) => {
	await session.update(name, { stopped: true });
	expect(await session.phase(name)).toBe('STOPPED');
};

it('waits in PENDING until the other has stopped, then goes on where its job has read', async () => {
	await query('a', LATEST);
	await append(0, 3);
	const answer = await query('b', after('a'));
	expect(answer.body).toMatchObject({ status: { phase: 'PENDING', traits: { is_append_only: true } } });
	await session.control.clock.advance(60_000);
	expect(await session.phase('b')).toBe('PENDING');
	expect((await new Reader(session, 'b').ask()).status).toBe(409);
	expect(await new Reader(session, 'a').page()).toEqual(['0', '1', '2']);
	await append(3, 5);
	await stop('a');
	await append(5, 7);
	expect(await session.phase('b')).toBe('RUNNING');
	const reader = new Reader(session, 'b');
	expect(await reader.page()).toEqual(['5', '6']);
	await append(7, 8);
	expect(await reader.page()).toEqual(['7']);
});

it('rows that the job had read and nobody had fetched are with the other statement alone', async () => {
	session.control.configure({ results: { rowsPerPage: 2 } });
	await query('a', LATEST);
	await session.phase('a');
	const first = new Reader(session, 'a');
	await append(0, 5);
	expect(await first.page()).toEqual(['0', '1']);
	await stop('a');
	await query('b', after('a'));
	await session.phase('b');
	expect(await new Reader(session, 'b').page()).toEqual([]);
	expect([await first.page(), await first.page()]).toEqual([['2', '3'], ['4']]);
});

it('goes on from an automatic stop, and from statement to statement', async () => {
	await query('a', LATEST);
	await session.phase('a');
	await session.control.clock.advance(5 * 60_000);
	expect(await session.phase('a')).toBe('STOPPED');
	await append(0, 2);
	await query('b', after('a'));
	expect(await session.phase('b')).toBe('RUNNING');
	expect(await new Reader(session, 'b').page()).toEqual(['0', '1']);
	await append(2, 4);
	await stop('b');
	await append(4, 6);
	await query('c', after('b'));
	await session.phase('c');
	expect(await new Reader(session, 'c').page()).toEqual(['4', '5']);
});

it('several may go on from one', async () => {
	await query('a', LATEST);
	await session.phase('a');
	await query('b', after('a'));
	await query('c', after('a'));
	await stop('a');
	await append(0, 1);
	for (const name of ['b', 'c']) {
		expect(await session.phase(name)).toBe('RUNNING');
		expect(await new Reader(session, name).page()).toEqual(['0']);
	}
});

it('one that waits can be stopped and deleted', async () => {
	await query('a', LATEST);
	await session.phase('a');
	await query('b', after('a'));
	await query('c', after('a'));
	await stop('b');
	await session.call('DELETE', `${session.statements}/c`);
	await stop('a');
	expect([await session.phase('b'), await session.phase('c')]).toEqual(['STOPPED', 'GONE']);
});

describe('FAILED with a detail', () => {
	const failed = (detail: string) => ({ phase: 'FAILED', detail: expect.stringContaining(detail) });

	it('at once where there is no such statement', async () => {
		const { body } = await query('b', after('nobody'));
		expect(body).toMatchObject({ status: failed("Statement 'nobody', which 'sql.tables.initial-offset-from' names, does not exist.") });
	});

	it('at once where it names itself', async () => {
		const { body } = await query('b', after('b'));
		expect(body).toMatchObject({ status: failed("'b', which") });
	});

	it('once it starts, where traits come as late', async () => {
		session.control.configure({ traitsFrom: 'start' });
		expect((await query('b', after('b'))).body).toMatchObject({ status: { phase: 'PENDING' } });
		await session.phase('b');
		expect(await status(session, 'b')).toMatchObject(failed('does not exist'));
	});

	it('in a dry run', async () => {
		const { body } = await query('b', { ...after('nobody'), 'sql.dry-run': 'true' });
		expect(body).toMatchObject({ status: failed('does not exist') });
	});

	it('at once where the statement has state', async () => {
		await query('a', LATEST);
		const { body } = await query('b', after('a'), 'SELECT COUNT(*) FROM t');
		expect(body).toMatchObject({ status: failed('This statement is not stateless.') });
	});

	it.each<[string, () => Promise<unknown>, string]>([
		['was deleted while it was waited for', () => session.call('DELETE', `${session.statements}/a`), 'does not exist'],
		['has failed', () => session.control.steer('a', [{ phase: 'FAILED' }]), "Statement 'a' has no offsets to carry over: it is FAILED and was not stopped."],
		['is complete', () => session.control.steer('a', [{ phase: 'COMPLETED' }]), "Statement 'a' has no offsets to carry over: it is COMPLETED and was not stopped."],
	])('where the other %s', async (_, end, detail) => {
		await query('a', LATEST);
		await session.phase('a');
		await query('b', after('a'));
		expect(await session.phase('b')).toBe('PENDING');
		await end();
		for (let look = 0; look < 3; look++) await session.phase('b');
		expect(await status(session, 'b')).toMatchObject(failed(detail));
	});

	it('where the other was stopped before it ran', async () => {
		session.control.configure({ lifecycle: { pending: { ms: 9_000 }, stopping: 'immediate' } });
		await query('a', LATEST);
		await stop('a');
		const { body } = await query('b', after('a'));
		expect(body).toMatchObject({ status: failed('it was stopped before it ran') });
	});
});

it('takes over offsets that a script has laid down', async () => {
	session.control.behave({ name: 'a', steps: [{ phase: 'RUNNING' }, { phase: 'FAILED', after: { rows: 2 }, latestOffsets: { t: 'partition:0,offset:1' } }] });
	await query('a', LATEST);
	await session.phase('a');
	await append(0, 4);
	await new Reader(session, 'a').page();
	expect(await session.phase('a')).toBe('FAILED');
	await query('b', after('a'));
	await session.phase('b');
	expect(await new Reader(session, 'b').page()).toEqual(['1', '2', '3']);
});

it('a script that lets a statement fail takes over offsets as well', async () => {
	await query('a', LATEST);
	await session.phase('a');
	await stop('a');
	await append(0, 9);
	session.control.behave({ name: 'b', steps: [{ phase: 'RUNNING' }, { phase: 'FAILED', after: { rows: 4 } }] });
	await query('b', after('a'));
	await session.phase('b');
	expect(await new Reader(session, 'b').page()).toEqual(['0', '1', '2', '3']);
	expect(await session.phase('b')).toBe('FAILED');
});

it('without a SQL engine a stopped statement is followed all the same', async () => {
	const own = await Session.start();
	await own.submit('a', 'SELECT 1', { properties: HOME });
	await own.phase('a');
	await own.submit('b', 'SELECT 1', { properties: after('a') });
	expect(await own.phase('b')).toBe('PENDING');
	await own.update('a', { stopped: true });
	await own.phase('a');
	expect(await own.phase('b')).toBe('RUNNING');
	await own.close();
});
