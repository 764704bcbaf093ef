import { poolsInUse } from '../../../nodes/shared/confluent/statements/poolsInUse';

const on = (computePoolId: string | undefined, phase: string | undefined) => ({ computePoolId, phase });

it('counts what runs on each pool that a statement names, the busiest first', () => {
	const statements = [
		on('lfcp-b', 'RUNNING'),
		on('lfcp-a', 'COMPLETED'),
		on('lfcp-b', 'DEGRADED'),
		on('lfcp-b', 'STOPPED'),
		on('lfcp-c', 'RUNNING'),
		on('lfcp-0', undefined),
		on('lfcp-c', 'NEWER_PHASE'),
		on(undefined, 'RUNNING'),
		on('', 'RUNNING'),
	];
	expect(poolsInUse(statements)).toEqual([
		{ id: 'lfcp-b', running: 2 },
		{ id: 'lfcp-c', running: 1 },
		{ id: 'lfcp-0', running: 0 },
		{ id: 'lfcp-a', running: 0 },
	]);
});

it('knows none where there is no statement', () => {
	expect(poolsInUse([])).toEqual([]);
});
