const UTC_NAMES =
	/^(?:(?:Etc\/)?(?:UTC|UCT|GMT|Zulu|Universal|Greenwich)|Z|(?:UTC|GMT|UT)?[+-]00:?00|GMT[+-]?0)$/i;

/**
 * Whether a value of `sql.local-time-zone` is UTC. The service's default is UTC, so no value is UTC as well.
 * An unknown name is not.
 */
export function isUtcZone(zone: string | undefined): boolean {
	const name = zone?.trim() ?? '';
	return name === '' || UTC_NAMES.test(name);
}
