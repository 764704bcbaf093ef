import type { SeenStatement, TrackedStatement, WatchState } from '../../../nodes/shared/flink/watch/watch';

/** A UUID that is readable in a failing test. */
export function uid(number: number): string {
	return `0f7c2c9e-5a3d-4b8e-9c41-${number.toString(16).padStart(12, '0')}`;
}

/** A statement as a poll sees it. */
export function seen(name: string, phase: string, overrides: Partial<SeenStatement> = {}): SeenStatement {
	return { uid: uid(name.charCodeAt(0)), name, phase, endedAt: null, updatedAt: null, ...overrides };
}

export function trackedStatement(overrides: Partial<TrackedStatement> = {}): TrackedStatement {
	return { uid: uid(1), name: 'etl-orders', phase: 'RUNNING', mark: null, missed: false, ...overrides };
}

export function stateOf(...statements: TrackedStatement[]): WatchState {
	return { startedAt: 1_790_000_000_000, statements: new Map(statements.map((each) => [each.uid, each])) };
}
