import { isSameSql } from '../../flink/sql/sameSql';
import { keepsState } from '../../flink/sql/sqlNature';
import { generateStatementName, type NameSource } from '../../flink/statement/statementName';
import { withFirstStart, withoutStart, withStart, type StreamStart } from '../../flink/stream/streamStart';
import { placedProperties } from '../statements/currentPlace';
import { HIDDEN_LABEL } from '../statements/labels';
import type { Statement } from '../statements/statement';
import type { StatementDraft, Statements } from '../statements/statements';
import type { RowShape } from './reading';

/** `stopped`: with the rows after those that were given last, as far as that can be. `latest`: with those that come from then on. */
export const CONTINUATIONS = ['stopped', 'latest'] as const;

/** What is submitted, whichever statement it becomes. */
export type StreamSubmission = Omit<StatementDraft, 'name' | 'hasGeneratedName'> & { readonly labels: readonly string[] };

export interface StreamPlan {
	readonly submission: StreamSubmission;
	/** A label that the statements of this stream have, and no others. */
	readonly label: string;
	/** What the names of the statements are made of. */
	readonly naming: Pick<NameSource, 'prefix' | 'hint'>;
	/** Where the very first statement begins. */
	readonly start: StreamStart;
	readonly continueFrom: (typeof CONTINUATIONS)[number];
	/** Ends within an hour after which it is not begun again. */
	readonly maxRestarts: number;
	readonly shape: RowShape;
}

/** @param start undefined for the very first statement, which begins where the user says */
export function draftOf(plan: Pick<StreamPlan, 'submission' | 'naming' | 'start'>, labels: readonly string[], start: StreamStart | undefined, { api: { scope } }: Statements): StatementDraft {
	const { submission, naming } = plan;
	const properties = start === undefined ? withFirstStart(submission.properties, plan.start) : withStart(submission.properties, start);
	return {
		...submission,
		properties,
		name: generateStatementName({ ...naming, now: scope.clock.now(), random: scope.random }),
		hasGeneratedName: true,
		labels: [...submission.labels, HIDDEN_LABEL, ...labels],
	};
}

/** Whether a statement is what the plan would submit now, but for where it began. */
export function isAsPlanned(statement: Statement, { submission }: StreamPlan, { place }: Statements): boolean {
	const { sql, properties, computePoolId, principal } = submission;
	const isOnPool = computePoolId === undefined || computePoolId === statement.computePoolId;
	const isUnderPrincipal = principal === undefined || principal === statement.principal;
	const wanted = placedProperties(withoutStart(properties), place);
	return isOnPool && isUnderPrincipal && isSameSql(statement.sql, sql) && isEqual(withoutStart(statement.properties), wanted);
}

/** Whether another statement can go on exactly where this one has stopped: neither query keeps state. */
export function canBeFollowed({ isAppendOnly, sql }: Statement, { submission }: StreamPlan): boolean {
	return isAppendOnly === true && !keepsState(sql) && !keepsState(submission.sql);
}

function isEqual(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
	const names = Object.keys(one);
	return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
