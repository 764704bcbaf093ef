import { violations } from '../../http/errors';

const SIZES: ReadonlySet<number> = new Set([5, 10, 20, 30, 40, 50]);

/** @throws ApiFailure 400 */
export function checkMaxCfu(maxCfu: number): number {
	if (SIZES.has(maxCfu)) return maxCfu;
	throw violations('MaxCfu is not one of 5, 10, 20, 30, 40, 50');
}
