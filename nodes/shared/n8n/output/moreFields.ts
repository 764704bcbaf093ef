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
		description: 'Whether it was asked to stop; false where Confluent stopped it by itself',
		value: ({ stopped }) => stopped,
	},
	isBounded: { label: 'Is Bounded', description: 'Whether it ends by itself', value: ({ isBounded }) => isBounded ?? null },
	isAppendOnly: { label: 'Is Append Only', description: 'Whether its rows are never changed or taken back', value: ({ isAppendOnly }) => isAppendOnly ?? null },
	warnings: {
		label: 'Warnings',
		description: 'What Confluent remarks on it, such as a missing watermark',
		value: ({ warnings }) => warnings.map((warning) => ({ ...warning })),
	},
	labels: { label: 'Labels', description: 'As the console shows them', value: labelNames },
	uid: { label: 'UID', description: 'Tells it from an earlier one of the same name', value: ({ uid }) => uid },
	endedAt: { label: 'Ended At', description: 'When it ended', value: ({ endedAt }) => endedAt ?? null },
	durationMs: { label: 'Duration (Milliseconds)', description: 'How long it ran, once it has ended', value: ({ durationMs }) => durationMs ?? null },
	scalingState: {
		label: 'Scaling State',
		description: 'Whether its compute pool has enough for it: OK, PENDING_SCALE_UP, PENDING_SCALE_DOWN or POOL_EXHAUSTED',
		value: ({ scalingState }) => scalingState ?? null,
	},
	baselineCfu: { label: 'Baseline CFU', description: 'How many CFUs it is to have at least', value: ({ baselineCfu }) => baselineCfu ?? null },
	latestOffsets: {
		label: 'Latest Offsets',
		description: 'How far it has read each topic; known once it is stopped',
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
	description: 'Fields of the statement to return beside the usual ten',
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
