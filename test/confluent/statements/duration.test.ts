import { durationMs } from '../../../nodes/shared/confluent/statements/duration';

it.each([
	['PT0S', 0],
	['PT12S', 12_000],
	['PT8H6M12.345S', 29_172_345],
	['PT0.0006S', 1],
	['P2DT1M', 172_860_000],
	['P1D', 86_400_000],
])('%s is %d milliseconds', (text, milliseconds) => {
	expect(durationMs(text)).toBe(milliseconds);
});

it.each([undefined, '', 'P', 'PT', 'P1Y', '12', '12 s', 'PT-1S', ' PT1S', 'PT1S and more'])('%j is none', (text) => {
	expect(durationMs(text)).toBeUndefined();
});
