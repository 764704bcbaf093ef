/** What the console shows as the ID of a compute pool, as the text of a regular expression. */
export const COMPUTE_POOL_ID = 'lfcp-[0-9a-zA-Z]+';

/** What the console shows as the ID of an environment, as the text of a regular expression. */
export const ENVIRONMENT_ID = 'env-[0-9a-zA-Z]+';

/** Whether `text` is the ID of a compute pool, such as `lfcp-a1b2c3`; capitals of one that was typed count. */
export function isComputePoolId(text: string): boolean {
	return isWhole(COMPUTE_POOL_ID, text);
}

/** Whether `text` is the ID of an environment, such as `env-a1b2c3`; capitals of one that was typed count. */
export function isEnvironmentId(text: string): boolean {
	return isWhole(ENVIRONMENT_ID, text);
}

function isWhole(pattern: string, text: string): boolean {
	return new RegExp(`^${pattern}$`, 'i').test(text);
}
