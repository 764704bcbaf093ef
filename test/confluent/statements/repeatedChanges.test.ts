import { changeStatement } from '../../../nodes/shared/confluent/statements/changeStatement';
import { SimulatedService, type Fate, type SimulatedStatement } from './simulatedService';

const SQL = 'INSERT INTO a SELECT * FROM b';

/** A service in which, after `call` was answered, another statement takes the name that the first one had. */
function withNamesake(call: string, fate: Fate, options: { readonly isPoolRole?: boolean } = {}) {
	let namesake: SimulatedStatement | undefined;
	const service = new SimulatedService({
		...options,
		fates: call === 'PUT' ? ['fine', fate] : [fate],
		meanwhile: (cloud, next) => {
			if (namesake !== undefined || !cloud.sent.includes(call) || next === call) return;
			cloud.take('etl');
			namesake = cloud.put('etl', SQL, 'STOPPED', true);
			// As it may be with small numbers.
			namesake.version = old.version;
		},
	});
	const old = service.put('etl', SQL, 'STOPPED', true);
	return { service, old, namesake: () => namesake };
}

const LOST: readonly Fate[] = ['timeoutBefore', 'timeoutAfter', 'lostBefore', 'lostAfter'];

describe('a request that is sent again after its answer was lost stays with the statement that it is for', () => {
	it.each(LOST)('DELETE, %s', async (fate) => {
		const { service, old, namesake } = withNamesake('DELETE', fate);
		expect(await service.run(service.statements.remove('etl', old.uid))).toBe(true);
		expect(service.sent).toEqual(['DELETE', 'GET']);
		expect(service.at('etl')).toBe(namesake());
	});

	it.each(LOST)('DELETE of a caller who knows no uid: what is clearly younger is another, %s', async (fate) => {
		let namesake: SimulatedStatement | undefined;
		const service = new SimulatedService({
			fates: ['refused', fate],
			meanwhile: (cloud, call) => {
				if (call !== 'GET' || namesake !== undefined) return;
				cloud.take('etl');
				namesake = cloud.put('etl', SQL, 'RUNNING', false, 0);
			},
		});
		service.put('etl', SQL, 'STOPPED', true);
		await service.run(service.statements.remove('etl'));
		expect(service.at('etl')).toBe(namesake);
		expect(namesake?.phase).toBe('RUNNING');
	});

	it.each(LOST)('PUT, %s', async (fate) => {
		const { service, namesake } = withNamesake('PUT', fate);
		const change = changeStatement(service.statements, 'etl', () => ({ stopped: false }));
		await expect(service.run(change)).rejects.toMatchObject({ facts: { reason: 'statementGone', name: 'etl' } });
		expect(service.resumed).not.toContain(namesake()?.uid);
	});

	it('PUT after a 409', async () => {
		let conflicts = 0;
		const { service, namesake } = withNamesake('PUT', 'fine');
		service.refuse = (call) => (call === 'PUT' && conflicts++ === 0 ? { status: 409, detail: 'stale' } : undefined);
		const change = changeStatement(service.statements, 'etl', () => ({ stopped: false }));
		await expect(service.run(change)).rejects.toMatchObject({ facts: { reason: 'statementGone' } });
		expect(service.resumed).not.toContain(namesake()?.uid);
	});

	it.each(['DELETE', 'PUT'])('%s, where the statement is gone for a key whose role covers one compute pool', async (call) => {
		const service = new SimulatedService({ isPoolRole: true, fates: call === 'PUT' ? ['fine', 'timeoutBefore'] : ['timeoutAfter'], meanwhile: (cloud, next) => next === 'GET' && cloud.sent.includes(call) && cloud.take('etl') });
		const { uid } = service.put('etl', SQL, 'STOPPED', true);
		if (call === 'DELETE') expect(await service.run(service.statements.remove('etl', uid))).toBe(true);
		else await expect(service.run(changeStatement(service.statements, 'etl', () => ({ stopped: false })))).rejects.toMatchObject({ facts: { reason: 'statementGone' } });
	});

	it.each<Fate>(['timeoutBefore', 'lostBefore'])('and is sent again where it is still there: %s', async (fate) => {
		const service = new SimulatedService({ fates: [fate] });
		const { uid } = service.put('etl', SQL, 'STOPPED', true);
		expect(await service.run(service.statements.remove('etl', uid))).toBe(true);
		expect(service.sent).toEqual(['DELETE', 'GET', 'DELETE']);
	});

	it('and is not looked at after a 429, which says that it was not carried out', async () => {
		const service = new SimulatedService({ fates: ['refused'] });
		const { uid } = service.put('etl', SQL, 'STOPPED', true);
		await service.run(service.statements.remove('etl', uid));
		expect(service.sent).toEqual(['DELETE', 'DELETE']);
	});
});
