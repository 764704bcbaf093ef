import type { SystemTable } from './systemTable';

const ROUTINE_PLACE = [
	'SPECIFIC_CATALOG_ID',
	'SPECIFIC_CATALOG',
	'SPECIFIC_SCHEMA_ID',
	'SPECIFIC_SCHEMA',
	'SPECIFIC_NAME',
];

/** What INFORMATION_SCHEMA tells about user-defined functions: nothing, since the emulator refuses to create any. */
export const ROUTINE_TABLES: Readonly<Record<string, SystemTable>> = {
	ROUTINES: {
		columns: [
			...ROUTINE_PLACE,
			'ROUTINE_CATALOG_ID',
			'ROUTINE_CATALOG',
			'ROUTINE_SCHEMA_ID',
			'ROUTINE_SCHEMA',
			'ROUTINE_NAME',
			'ROUTINE_TYPE',
			'ROUTINE_BODY',
			'EXTERNAL_NAME',
			'EXTERNAL_LANGUAGE',
			'DATA_TYPE',
			'FULL_DATA_TYPE',
			'COMMENT',
		],
		rows: () => [],
	},
	PARAMETERS: {
		columns: [...ROUTINE_PLACE, 'ORDINAL_POSITION', 'PARAMETER_NAME', 'DATA_TYPE', 'FULL_DATA_TYPE'],
		rows: () => [],
	},
	ROUTINE_OPTIONS: {
		columns: [...ROUTINE_PLACE, 'OPTION_KEY', 'OPTION_VALUE'],
		rows: () => [],
	},
};
