import { sqlNature, type SqlKind, type SqlNature } from '../../flink/sql/sqlNature';
import { columnsOf } from './resultColumns';
import type { Statement } from './statement';

export const SNAPSHOT_MODE = 'sql.snapshot.mode';
export const DRY_RUN = 'sql.dry-run';
/** Gives every scan of the statement an end; by default there is none. */
const BOUNDED_SCANS = 'sql.tables.scan.bounded.mode';

/** Whether the statement ends by itself. Where the service does not say, a snapshot query does. */
export function isBounded(statement: Statement): boolean {
	return statement.isBounded ?? isSnapshot(statement);
}

/** Whether the statement gives rows. DDL and INSERT have no columns, and no results to ask for. */
export function givesRows(statement: Statement): boolean {
	return columnsOf(statement).length > 0;
}

/** Whether rows are what the statement is for, known or not. */
export function isQuery(statement: Statement): boolean {
	return natureOf(statement).kind === 'query';
}

/** Whether the statement makes, changes or removes an object and ends then: the object is there once it has COMPLETED. */
export function isDefinition(statement: Statement): boolean {
	return natureOf(statement).kind === 'definition';
}

/**
 * Whether the statement has nothing more to come to once it runs.
 *
 * What writes from tables in streaming mode runs on. The service's `is_bounded` does not say so: a streaming CREATE
 * TABLE AS says that it is bounded, and never ends.
 */
export function isDoneOnceRunning(statement: Statement): boolean {
	const { kind, isContinuous, readsTables } = natureOf(statement);
	if (kind === 'query' || kind === 'definition') return false;
	if (statement.isBounded === false || isContinuous) return true;
	return kind === 'write' && readsTables && !isSnapshot(statement) && !hasBoundedScans(statement);
}

/** Whether the statement runs on for no other reason than that it was not submitted as a snapshot. */
export function wouldEndAsSnapshot(statement: Statement): boolean {
	const { kind, isContinuous } = natureOf(statement);
	return kind === 'write' && !isContinuous && !isSnapshot(statement);
}

function isSnapshot({ properties }: Statement): boolean {
	return properties[SNAPSHOT_MODE] === 'now';
}

function hasBoundedScans({ properties }: Statement): boolean {
	const mode = properties[BOUNDED_SCANS];
	return mode !== undefined && mode !== 'unbounded';
}

/** The service's `sql_kind` counts; what it leaves open, such as whether a CREATE TABLE has a query, the SQL shows. */
function natureOf({ sqlKind, sql }: Statement): SqlNature {
	const nature = sqlNature(sql);
	const kindText = sqlKind?.toUpperCase() ?? '';
	const said = saidKind(kindText);
	if (said === undefined || (said === 'definition' && nature.kind === 'write')) return nature;
	return { ...nature, kind: said, isContinuous: said === 'write' && (nature.isContinuous || CREATES_MATERIALIZED.test(kindText)) };
}

const CREATES_MATERIALIZED = /^CREATE.*MATERIALIZED/;

function saidKind(sqlKind: string): SqlKind | undefined {
	if (/^(?:SELECT|SHOW|DESC|EXPLAIN)/.test(sqlKind)) return 'query';
	if (/INSERT|STATEMENT_SET|^(?:CREATE|REPLACE).*TABLE_AS/.test(sqlKind) || CREATES_MATERIALIZED.test(sqlKind)) return 'write';
	return /^(?:CREATE|ALTER|DROP|REPLACE|TRUNCATE)/.test(sqlKind) ? 'definition' : undefined;
}
