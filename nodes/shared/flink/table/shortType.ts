/** What the service writes at length, and the name that people write. Names of fields and comments are left as they are. */
const LONG_FORMS = /`(?:[^`]|``)*`|'(?:[^']|'')*'|VARCHAR\(2147483647\)|VARBINARY\(2147483647\)|TIMESTAMP(\(\d\))? WITH LOCAL TIME ZONE/g;

/** A type as people write it: `STRING` for `VARCHAR(2147483647)`, `TIMESTAMP_LTZ(3)` for `TIMESTAMP(3) WITH LOCAL TIME ZONE`. */
export function shortType(text: string): string {
	return text.replace(LONG_FORMS, (found, precision: string | undefined) => {
		if (found.startsWith('VARCHAR')) return 'STRING';
		if (found.startsWith('VARBINARY')) return 'BYTES';
		return found.startsWith('TIMESTAMP') ? `TIMESTAMP_LTZ${precision ?? ''}` : found;
	});
}
