import { Spacing } from '../../../../nodes/shared/confluent/http/pacing/spacing';

function after(sendings: readonly number[]): Spacing {
	const spacing = new Spacing();
	for (const at of sendings) spacing.sent(at);
	return spacing;
}

const burst = (count: number) => Array.from({ length: count }, () => 0);

describe('Spacing', () => {
	it('lets fifty go at once', () => {
		expect(after(burst(49)).opensAt(0)).toBe(0);
	});

	it.each([
		['the next after a burst', burst(50), 0, 11],
		['each further one', [...burst(50), 11, 22], 22, 33],
		['one in the next second', [...burst(50), 1_085], 1_085, 1_096],
		['one that comes late enough', [...burst(50), 1_085], 1_200, 1_096],
		['one after a silence', burst(50), 2_001, 2_001],
		['a second burst after a silence', [...burst(50), ...burst(49).map(() => 3_000)], 3_000, 3_000],
		['what follows it', [...burst(50), ...burst(50).map(() => 3_000)], 3_000, 3_011],
	])('%s', (_name, sendings, now, opensAt) => {
		expect(after(sendings).opensAt(now)).toBe(opensAt);
	});
});
