const DAY = 'P(?:(\\d+)D)?';
const TIME = '(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d+)?)S)?)?';
const ISO_DURATION = new RegExp(`^${DAY}${TIME}$`);

const UNITS_MS = [86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds of an ISO 8601 duration such as `PT1H2M3.5S`, as `status.duration` has it; undefined for anything else. */
export function durationMs(text: string | undefined): number | undefined {
	const amounts: ReadonlyArray<string | undefined> = ISO_DURATION.exec(text ?? '')?.slice(1) ?? [];
	if (amounts.every((amount) => amount === undefined)) return undefined;
	return Math.round(amounts.reduce((sum, amount, index) => sum + Number(amount ?? 0) * (UNITS_MS[index] ?? 0), 0));
}
