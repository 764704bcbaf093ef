/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { defineOperation } from '../../../nodes/shared/n8n/items/operation';
import { runOperations } from '../../../nodes/shared/n8n/items/runOperations';

interface Plan {
	/** Items whose first part fails. */
	readonly failing?: readonly number[];
	/** Items whose second part fails. */
	readonly failingLater?: readonly number[];
	readonly continueOnFail?: boolean;
	readonly cancelled?: AbortSignal;
	/** Whether items wait for what they share: here for the last of them to begin, of all that there are. */
	readonly isGathered?: boolean;
}

/** Carries out three items of which each has two parts, and notes what began. */
async function carryOut({ failing = [], failingLater = [], continueOnFail = false, cancelled, isGathered = false }: Plan, count = 3) {
	const log: string[] = [];
	let letOn: () => void = () => undefined;
	const shared = new Promise<void>((resolve) => {
		letOn = resolve;
	});
	if (!isGathered) letOn();
	const operation = defineOperation<number, undefined>({
		value: 'together',
		name: 'Together',
		action: 'Together',
		description: 'Together',
		properties: [],
		read: () => undefined,
		isGathered,
		run: async (index: number) => {
			await new Promise((resolve) => setTimeout(resolve, index % 2));
			log.push(`begun ${index}`);
			if (index === count - 1) letOn();
			await shared;
			if (isGathered) log.push(`let on ${index}`);
			if (failing.includes(index)) throw new Error(`item ${index} is bad`);
			return async (): Promise<IDataObject[]> => {
				log.push(`later ${index}`);
				await new Promise(setImmediate);
				if (failingLater.includes(index)) throw new Error(`item ${index} came to nothing`);
				return [{ index }];
			};
		},
	});
	const node = { id: '1', name: 'Node', type: 'test', typeVersion: 1, position: [0, 0], parameters: { operation: 'together' } };
	const context = {
		getInputData: () => Array.from({ length: count }, () => ({ json: {} })),
		getExecutionCancelSignal: () => cancelled,
		getNode: () => node,
		getWorkflow: () => ({ name: 'Test' }),
		getNodeParameter: (name: string, _index: number, fallback: unknown) => (name === 'operation' ? 'together' : fallback),
		continueOnFail: () => continueOnFail,
		addExecutionHints: () => undefined,
	} as unknown as IExecuteFunctions;
	const outcome = await runOperations(context, [operation], async (_bounds, index) => index).then(
		([items]) => (items ?? []).map(({ json, pairedItem }) => ({ ...json, pairedItem })),
		(error: Error) => error.message,
	);
	return { log, outcome };
}

const later = (log: readonly string[]) => log.filter((entry) => entry.startsWith('later'));

describe('items that are carried out together', () => {
	it('begin their second part when all have come to the end of the first', async () => {
		const { log, outcome } = await carryOut({}, 120);
		expect(log.slice(0, 120).every((entry) => entry.startsWith('begun'))).toBe(true);
		expect(later(log)).toHaveLength(120);
		expect(outcome).toEqual(Array.from({ length: 120 }, (_, index) => ({ index, pairedItem: { item: index } })));
	});

	it('do not begin it where an error of one ends the run', async () => {
		const { log, outcome } = await carryOut({ failing: [1] });
		expect(outcome).toBe('item 1 is bad');
		expect(later(log)).toEqual([]);
	});

	it('go on without those that failed, with "continue on fail"', async () => {
		const { log, outcome } = await carryOut({ failing: [1], continueOnFail: true });
		expect(later(log)).toEqual(['later 0', 'later 2']);
		expect(outcome).toEqual([
			{ index: 0, pairedItem: { item: 0 } },
			{ error: 'item 1 is bad', pairedItem: { item: 1 } },
			{ index: 2, pairedItem: { item: 2 } },
		]);
	});

	it('have the errors of their second part themselves', async () => {
		const { outcome } = await carryOut({ failingLater: [2], continueOnFail: true });
		expect(outcome).toContainEqual({ error: 'item 2 came to nothing', pairedItem: { item: 2 } });
		expect((await carryOut({ failingLater: [2] })).outcome).toBe('item 2 came to nothing');
	});

	it('do not begin it once the execution is cancelled', async () => {
		const { log, outcome } = await carryOut({ cancelled: AbortSignal.abort(), continueOnFail: true });
		expect(outcome).toBe('The execution was cancelled');
		expect(log).toEqual([]);
	});
});

describe('items that wait for what they share', () => {
	it('all begin, however many wait', async () => {
		const { log, outcome } = await carryOut({ isGathered: true }, 120);
		expect(log.slice(0, 120).every((entry) => entry.startsWith('begun'))).toBe(true);
		expect(later(log)).toHaveLength(120);
		expect(outcome).toEqual(Array.from({ length: 120 }, (_, index) => ({ index, pairedItem: { item: index } })));
	});

	it('end the run with the first error, and none begins its second part', async () => {
		const { log, outcome } = await carryOut({ isGathered: true, failing: [70, 90] }, 120);
		expect(outcome).toBe('item 70 is bad');
		expect(later(log)).toEqual([]);
	});

	it('have come to an end when an error is thrown', async () => {
		const { log, outcome } = await carryOut({ isGathered: true, failing: [0] }, 120);
		expect(outcome).toBe('item 0 is bad');
		expect(log.filter((entry) => entry.startsWith('let on')).length).toBe(log.filter((entry) => entry.startsWith('begun')).length);
	});

	it('go on without those that failed, with "continue on fail"', async () => {
		const { outcome } = await carryOut({ isGathered: true, failing: [1], failingLater: [2], continueOnFail: true }, 80);
		expect(outcome).toHaveLength(80);
		expect(outcome).toContainEqual({ error: 'item 1 is bad', pairedItem: { item: 1 } });
		expect(outcome).toContainEqual({ error: 'item 2 came to nothing', pairedItem: { item: 2 } });
	});

	it('do not begin once the execution is cancelled', async () => {
		const { log, outcome } = await carryOut({ isGathered: true, cancelled: AbortSignal.abort(), continueOnFail: true });
		expect(outcome).toBe('The execution was cancelled');
		expect(log).toEqual([]);
	});
});
