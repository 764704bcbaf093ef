import fc from 'fast-check';
import { InsertError, isOpenInsert, type InsertFacts } from '../../../nodes/shared/confluent/tables/insertError';
import { awaitInserted, insertRows, type Insertion } from '../../../nodes/shared/confluent/tables/insertRows';
import { SimulatedService, type Fate, type ServiceOptions } from '../statements/simulatedService';

const insertion = (name = 'q', isKept = false): Insertion => ({ draft: { name, sql: 'INSERT INTO `t` VALUES\n(1),\n(2)', properties: {} }, table: 't', rows: 2, isKept });

/** What an insert came to: `inserted`, or the reason of its error. */
async function endOf(work: Promise<void>): Promise<InsertFacts | 'inserted'> {
	return await work.then(
		() => 'inserted' as const,
		(error: unknown) => (error instanceof InsertError ? error.facts : Promise.reject(error instanceof Error ? error : new Error(String(error)))),
	);
}

const insert = async (options: ServiceOptions, isKept = false) => {
	const service = new SimulatedService(options);
	const end = await service.run(endOf(insertRows(service.clients, insertion('q', isKept))));
	return { service, end, reason: end === 'inserted' ? end : end.reason };
};

/** Whether a statement that was ever there has written its rows. */
const written = ({ completed }: SimulatedService) => completed.length;

/** A service that needs longer for a phase than there is time. */
const stuck = (phase: string): ServiceOptions => ({
	seconds: 5,
	meanwhile: (service) => {
		for (const statement of service.all()) if (statement.phase === phase && statement.next !== undefined) statement.next = { ...statement.next, at: service.time.now() + 60_000 };
	},
});

/** The first request of a kind is refused. */
function inTurnOnce(refused: string, refusal: { status: number; detail: string }) {
	let isOver = false;
	return (call: string) => {
		if (call !== refused || isOver) return undefined;
		isOver = true;
		return refusal;
	};
}

describe('an INSERT', () => {
	it('is submitted, waited for, and deleted', async () => {
		const { service, reason } = await insert({});
		expect(reason).toBe('inserted');
		expect(written(service)).toBe(1);
		expect([...new Set(service.sent)]).toEqual(['POST', 'GET', 'DELETE']);
		expect(service.all()).toEqual([]);
	});

	it('stays where it is to be kept', async () => {
		const { service, reason } = await insert({}, true);
		expect(reason).toBe('inserted');
		expect(service.at('q')).toMatchObject({ phase: 'COMPLETED' });
	});

	it.each([false, true])('that fails has written nothing, and is deleted unless it is to be kept (%s)', async (isKept) => {
		const { service, end } = await insert({ flaw: () => 'no such column' }, isKept);
		expect(end).toMatchObject({ reason: 'insertFailed', name: 'q', table: 't', rows: 2, before: [], failure: { facts: { reason: 'statementFailed', why: { words: 'no such column' } } } });
		expect(service.all()).toHaveLength(isKept ? 1 : 0);
	});

	it('that is refused is not looked for', async () => {
		const { service, end } = await insert({ refuses: (call) => (call === 'POST' ? { status: 400, detail: 'not valid' } : undefined) });
		expect(end).toMatchObject({ reason: 'insertFailed', failure: { detail: 'not valid' } });
		expect(service.sent).toEqual(['POST']);
	});

	it('is in the table although it could not be deleted', async () => {
		const { service, reason } = await insert({ refuses: (call) => (call === 'DELETE' ? { status: 403, detail: 'no' } : undefined) });
		expect(reason).toBe('inserted');
		expect(service.left).toEqual(['q']);
	});
});

describe('the end of the time', () => {
	it('while it is PENDING: it is deleted, and nothing is written', async () => {
		const { service, end } = await insert(stuck('PENDING'));
		expect(end).toMatchObject({ reason: 'insertNotBegun', failure: { facts: { reason: 'statementTimedOut', phase: 'PENDING' } } });
		expect(written(service)).toBe(0);
		expect(service.all()).toEqual([]);
	});

	it('while it is RUNNING: it is left to finish', async () => {
		const { service, end } = await insert(stuck('RUNNING'));
		expect(end).toMatchObject({ reason: 'insertGoesOn', failure: { facts: { reason: 'statementTimedOut', phase: 'RUNNING' } } });
		expect(written(service)).toBe(1);
		expect(service.deleted).toEqual([]);
	});

	it('while it is PENDING, and it cannot be deleted: nobody knows whether it will be written', async () => {
		const { service, reason } = await insert({ ...stuck('PENDING'), refuses: (call) => (call === 'DELETE' ? { status: 403, detail: 'no' } : undefined) });
		expect(reason).toBe('insertUnseen');
		expect(written(service)).toBe(1);
	});

	it.each<readonly [how: string, fates: readonly Fate[]]>([
		['and the answer to the DELETE is lost', ['lostBefore']],
		['and the DELETE is carried out late', [{ lateMs: 8_000 }]],
	])('while it is PENDING, %s: it could have begun meanwhile', async (_how, fates) => {
		let isArmed = false;
		const { reason } = await insert({
			...stuck('PENDING'),
			meanwhile: (service, call) => {
				if (call === 'DELETE' && !isArmed) {
					isArmed = true;
					service.fate = fates[0] ?? 'fine';
				}
				stuck('PENDING').meanwhile?.(service, call);
			},
		});
		expect(reason).toBe('insertUnseen');
	});

	it('when it has just completed: it is inserted', async () => {
		const { service, reason } = await insert({
			seconds: 5,
			meanwhile: (service, call) => {
				const [statement] = service.all();
				if (call === 'GET' && statement?.phase === 'PENDING') Object.assign(statement, { phase: 'COMPLETED', next: undefined });
			},
			refuses: inTurnOnce('GET', { status: 403, detail: 'not now' }),
		});
		expect(reason).toBe('inserted');
		expect(service.all()).toEqual([]);
	});
});

describe('a cancellation', () => {
	const cancelledIn = async (phase: string) => {
		const controller = new AbortController();
		return await insert({
			signal: controller.signal,
			meanwhile: (service, call) => {
				if (call === 'GET' && service.all()[0]?.phase === phase) controller.abort();
			},
		});
	};

	it('before it began deletes it', async () => {
		const { service, reason } = await cancelledIn('PENDING');
		expect(reason).toBe('insertNotBegun');
		expect([written(service), service.all().length]).toEqual([0, 0]);
	});

	it('while it runs lets it finish', async () => {
		const { service, reason } = await cancelledIn('RUNNING');
		expect(reason).toBe('insertGoesOn');
		expect([written(service), service.deleted.length]).toEqual([1, 0]);
	});

	it('before it was sent sends nothing', async () => {
		const { service, reason } = await insert({ signal: AbortSignal.abort() });
		expect(reason).toBe('insertFailed');
		expect(service.sent).toEqual([]);
	});
});

describe('a statement that others end', () => {
	it.each(['COMPLETED', 'RUNNING'])('that was deleted while it was waited for may have been written (%s)', async (phase) => {
		const { reason, end } = await insert({
			meanwhile: (service) => {
				if (service.all()[0]?.phase === phase) service.take('q');
			},
		});
		expect(reason).toBe('insertUnseen');
		expect(end).toMatchObject({ failure: { facts: { reason: 'statementGone' } } });
	});

	it('that was stopped may have been written', async () => {
		const { reason } = await insert({
			meanwhile: (service) => {
				const [statement] = service.all();
				if (statement?.phase === 'RUNNING') Object.assign(statement, { phase: 'STOPPED', next: undefined });
			},
		});
		expect(reason).toBe('insertUnseen');
	});
});

describe('a submit without an answer', () => {
	it('is left, and looked for, where it is not seen', async () => {
		const { service, end } = await insert({ seconds: 3, fates: Array.from({ length: 40 }, () => 'lostBefore') });
		expect(end).toMatchObject({ reason: 'insertUnclear', failure: { facts: { reason: 'creationUnclear' } } });
		expect(service.deleted).toEqual([]);
	});

	it('under the same name in another try finds what the first one has created', async () => {
		const service = new SimulatedService({ seconds: 3, fates: ['lostAfter', ...Array.from({ length: 40 }, (): Fate => 'lostBefore')] });
		const first = await service.time.run(endOf(insertRows(service.clients, insertion())));
		expect(first).toMatchObject({ reason: 'insertUnclear' });
		expect(await service.run(endOf(insertRows(service.clientsFor(60), insertion())))).toBe('inserted');
		expect([written(service), service.created.length]).toEqual([1, 1]);
	});
});

describe('another try waits for what was left', () => {
	const left = async (phase: string, options: ServiceOptions = {}) => {
		const service = new SimulatedService(options);
		service.put('q', insertion().draft.sql, phase);
		return { service, end: await service.run(endOf(awaitInserted(service.clients, insertion()))) };
	};

	it.each(['PENDING', 'RUNNING', 'COMPLETED'])('%s', async (phase) => {
		const { service, end } = await left(phase);
		expect(end).toBe('inserted');
		expect([written(service), service.all().length]).toEqual([1, 0]);
	});

	it('and deletes it where it has failed', async () => {
		const { service, end } = await left('FAILED');
		expect(end).toMatchObject({ reason: 'insertFailed' });
		expect(service.all()).toEqual([]);
	});

	it('and deletes it where it has not begun when its own time is over', async () => {
		const { service, end } = await left('PENDING', stuck('PENDING'));
		expect(end).toMatchObject({ reason: 'insertNotBegun' });
		expect([written(service), service.all().length]).toEqual([0, 0]);
	});

	it('and cannot tell what became of one that is gone', async () => {
		const service = new SimulatedService();
		expect(await service.run(endOf(awaitInserted(service.clients, insertion())))).toMatchObject({ reason: 'insertUnseen' });
		expect(service.sent).not.toContain('POST');
	});
});

const FATES: readonly Fate[] = ['fine', 'lostBefore', 'lostAfter', 'timeoutBefore', 'timeoutAfter', 'twice', 'page', 'refused', { lateMs: 1_500 }, { lateMs: 7_000 }];

it('whatever becomes of its requests, an error says what is in the table, and tries that follow write each row once', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom(...FATES), { maxLength: 24 }),
			fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 3, maxLength: 5 }),
			fc.boolean(),
			fc.integer({ min: 1, max: 40 }),
			async (fates, seconds, isPoolRole, cancelAt) => {
				const controller = new AbortController();
				let calls = 0;
				const service = new SimulatedService({
					fates,
					isPoolRole,
					runMs: 1_500,
					meanwhile: () => {
						if (++calls === cancelAt) controller.abort();
					},
				});
				let [name, wasSeen] = ['q0', false];
				for (const [index, time] of [...seconds, 120].entries()) {
					const isLast = index === seconds.length;
					const before = written(service);
					const clients = service.clientsFor(time, index === 0 ? controller.signal : undefined);
					const end = await service.time.run(endOf(wasSeen ? awaitInserted(clients, insertion(name)) : insertRows(clients, insertion(name))));
					if (end === 'inserted') break;
					if (end.reason === 'insertFailed' || end.reason === 'insertNotBegun') {
						await service.time.pass(20_000);
						service.all();
						expect({ reason: end.reason, written: written(service) - before }).toEqual({ reason: end.reason, written: 0 });
						[name, wasSeen] = [`q${index + 1}`, false];
					} else {
						expect(isOpenInsert(new InsertError(end))).toBe(true);
						wasSeen = end.reason !== 'insertUnclear';
					}
					if (isLast) expect(end.reason).toMatch(/insertUnseen|insertGoesOn/);
				}
				await service.run(Promise.resolve());
				// A POST that a gateway carries out after all else is over is remarked upon.
				const late = service.lostAnswers.filter(({ cameLate }) => cameLate).length;
				expect(written(service)).toBeLessThanOrEqual(1 + late);
			},
		),
		{ numRuns: 120 },
	);
}, 60_000);
