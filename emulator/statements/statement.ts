import type { PlannedStatement, WireColumn } from '../sql/engine';
import type { ScriptedException, Step } from './behaviours';
import { TERMINAL_PHASES, type Phase, type StatementException, type StatementWarning } from './phase';
import type { ResultStream } from './resultStream';

export interface Traits {
	readonly sqlKind: string;
	readonly isBounded: boolean;
	readonly isAppendOnly: boolean;
	readonly upsertColumns: readonly number[] | null;
	readonly columns: readonly WireColumn[] | null;
}

/** What the creator of a statement fixes for good. */
export interface StatementOrigin {
	/** Empty for a dry run, which is never stored. */
	readonly uid: string;
	/** Grows with every statement made: the order of creation. */
	readonly sequence: number;
	readonly name: string;
	readonly organizationId: string;
	readonly environmentId: string;
	readonly sql: string;
	/** Null where none were sent: the service then reads back null, not an empty map. */
	readonly properties: Readonly<Record<string, string>> | null;
	readonly labels: Readonly<Record<string, string>>;
	/** Epoch milliseconds. */
	readonly createdAt: number;
}

export interface StatementRecord extends StatementOrigin {
	computePoolId: string;
	principal: string;
	stopped: boolean;
	/** Whether its deletion was accepted; a statement that runs is STOPPING for a while then. */
	isRemoved: boolean;
	phase: Phase;
	detail: string;
	/** Epoch milliseconds. */
	updatedAt: number;
	resourceVersion: string;
	scalingState: string;
	scalingUpdatedAt: number;
	warnings: readonly StatementWarning[];
	exceptions: readonly StatementException[];
	latestOffsets: Readonly<Record<string, string>> | null;
	/** Epoch milliseconds at which `latestOffsets` were noted. */
	latestOffsetsAt: number | null;
	traits: Traits | null;
	plan: PlannedStatement | null;
	results: ResultStream | null;
	/** Whether its results are lost to the gateway, however young they are. */
	areResultsGone: boolean;
	/** Whether the service has stopped it because nobody read its results. */
	isAbandoned: boolean;
	/** Epoch milliseconds of the first RUNNING, of the terminal phase, and of the last results page that was asked for. */
	runningSince: number | null;
	endedAt: number | null;
	lastReadAt: number | null;
	/** Phases that a test has laid down for this statement; they stand in for what the SQL would do. */
	script: StatementScript | null;
	/** Raised on each change of phase: what was scheduled for an earlier phase is then void. */
	epoch: number;
	/** What happens after the statement was read a few more times. */
	afterReads: { left: number; readonly act: () => void } | null;
	/** What happens once its job has given so many changes. */
	afterRows: { readonly rows: number; readonly act: () => void } | null;
}

export interface StatementScript {
	/** From PENDING on; absent: the usual life. */
	readonly steps?: readonly Step[] | undefined;
	/** After a stop, from STOPPING on. */
	readonly stopSteps?: readonly Step[] | undefined;
	/** After a resume, from PENDING on. */
	readonly resumeSteps?: readonly Step[] | undefined;
	/** Told once the statement fails; those without a time get that moment's. */
	readonly exceptions?: readonly ScriptedException[] | undefined;
}

type NewStatement = StatementOrigin &
	Pick<StatementRecord, 'computePoolId' | 'principal' | 'resourceVersion'>;

/** A statement as it is when it has just been made: PENDING, and nothing known about its SQL. */
export function newRecord(statement: NewStatement): StatementRecord {
	return {
		...statement,
		stopped: false,
		isRemoved: false,
		phase: 'PENDING',
		detail: '',
		updatedAt: statement.createdAt,
		scalingState: 'OK',
		scalingUpdatedAt: statement.createdAt,
		warnings: [],
		exceptions: [],
		latestOffsets: null,
		latestOffsetsAt: null,
		traits: null,
		plan: null,
		results: null,
		areResultsGone: false,
		isAbandoned: false,
		runningSince: null,
		endedAt: null,
		lastReadAt: null,
		script: null,
		epoch: 0,
		afterReads: null,
		afterRows: null,
	};
}

/** Results go to whoever asked: such a statement lives only as long as somebody reads. */
export function isForeground(statement: StatementRecord): boolean {
	return statement.traits?.columns != null;
}

/** DDL: what it makes is there once it has been carried out, and not as soon as it runs. */
export function isDefinition({ traits }: StatementRecord): boolean {
	const sqlKind = traits?.sqlKind ?? '';
	return sqlKind !== 'CREATE_TABLE_AS' && /^(?:CREATE|ALTER|DROP)/.test(sqlKind);
}

export function isTerminal(statement: StatementRecord): boolean {
	return TERMINAL_PHASES.has(statement.phase);
}

export function isSnapshot(statement: StatementRecord): boolean {
	return statement.properties?.['sql.snapshot.mode'] === 'now';
}

export function isDryRun(statement: Pick<StatementRecord, 'properties'>): boolean {
	return statement.properties?.['sql.dry-run']?.toLowerCase() === 'true';
}
