import type { GenericValue, IDataObject, INodeProperties } from 'n8n-workflow';
import type { Statement } from '../../confluent/statements/statement';

/** A field that a simplified statement has only where it was asked for: n8n wants ten at most. */
interface MoreField {
	readonly label: string;
	readonly description: string;
	readonly value: (statement: Statement) => GenericValue | IDataObject | Array<GenericValue | IDataObject>;
}

const FIELDS = {
	stopped: {
		label: 'Stopped',
		description: 'Whether somebody stopped it; false if Confluent stopped it',
		value: ({ stopped }) => stopped,
	},
	isBounded: { label: 'Is Bounded', description: 'Whether it ends by itself', value: ({ isBounded }) => isBounded ?? null },
	isAppendOnly: { label: 'Is Append Only', description: 'Whether it only adds rows, never changing or deleting any', value: ({ isAppendOnly }) => isAppendOnly ?? null },
	warnings: {
		label: 'Warnings',
		description: 'Warnings from Confluent, such as a missing watermark',
		value: ({ warnings }) => warnings.map((warning) => ({ ...warning })),
	},
	labels: { label: 'Labels', description: 'Labels as the console shows them', value: labelNames },
	uid: { label: 'UID', description: 'Unique ID, unlike the name, which a later statement can reuse', value: ({ uid }) => uid },
	endedAt: { label: 'Ended At', description: 'When it ended', value: ({ endedAt }) => endedAt ?? null },
	durationMs: { label: 'Duration (Milliseconds)', description: 'How long it ran; known once it has ended', value: ({ durationMs }) => durationMs ?? null },
	scalingState: {
		label: 'Scaling State',
		description: 'Whether its compute pool is large enough: OK, PENDING_SCALE_UP, PENDING_SCALE_DOWN or POOL_EXHAUSTED',
		value: ({ scalingState }) => scalingState ?? null,
	},
	baselineCfu: { label: 'Baseline CFU', description: 'Minimum number of CFUs for it', value: ({ baselineCfu }) => baselineCfu ?? null },
	latestOffsets: {
		label: 'Latest Offsets',
		description: 'Latest offset read in each topic; known once it is stopped',
		value: ({ latestOffsets }) => (latestOffsets === undefined ? null : { ...latestOffsets }),
	},
} as const satisfies Readonly<Record<string, MoreField>>;

export type MoreFieldName = keyof typeof FIELDS;

/** In the order in which they come out. */
export const MORE_FIELDS = Object.keys(FIELDS).filter((name): name is MoreFieldName => name in FIELDS);

/** The option that asks for more fields; whoever places it says where Simplify is. */
export const MORE_FIELDS_OPTION: INodeProperties = {
	displayName: 'More Fields',
	name: 'moreFields',
	type: 'multiOptions',
	default: [],
	options: MORE_FIELDS.map((name) => ({ name: FIELDS[name].label, value: name, description: FIELDS[name].description })).sort((a, b) => a.name.localeCompare(b.name)),
	description: 'Fields of the statement to return in addition to the usual ten',
};

/** The fields of a statement that were asked for. Those that the service has not filled yet are null. */
export function moreFieldsOf(statement: Statement, names: readonly MoreFieldName[]): IDataObject {
	return Object.fromEntries(MORE_FIELDS.filter((name) => names.includes(name)).map((name) => [name, FIELDS[name].value(statement)]));
}

/** The labels as the console shows them, without their prefix. */
function labelNames(statement: Statement): string[] {
	return Object.entries(statement.labels)
		.filter(([, value]) => value === 'true')
		.map(([key]) => key.replace(/^user\.confluent\.io\//, ''));
}
