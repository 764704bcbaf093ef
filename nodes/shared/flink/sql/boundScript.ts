import { bindQueryParameters, type QueryParameter } from './queryParameters';
import { readScript, type SqlScript } from './sqlScript';

export const LOCAL_TIME_ZONE = 'sql.local-time-zone';

/**
 * The settings and the statement of SQL with query parameters. Placeholders may stand in the settings too: in SET a
 * parameter of type `string`, in USE an `identifier`.
 *
 * The literal of a moment depends on the statement's time zone, which a SET may change.
 *
 * @param localTimeZone what `sql.local-time-zone` is where no SET changes it
 * @throws QueryParameterError, SqlScriptError
 */
export function bindScript(sql: string, parameters: readonly QueryParameter[], localTimeZone: string | undefined): SqlScript {
	const bound = (zone: string | undefined) => readScript(bindQueryParameters(sql, parameters, { localTimeZone: zone }));
	const script = bound(localTimeZone);
	const zone = script.settings[LOCAL_TIME_ZONE] ?? localTimeZone;
	return zone === localTimeZone ? script : bound(zone);
}
