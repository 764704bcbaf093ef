import type { RowsBefore } from '../../shared/confluent/tables/insertError';
import { Turns } from '../../shared/language/turns';
import { ITEMS_IN_PARALLEL } from '../../shared/n8n/items/runOperations';

/** How far the statements of one run are, whatever their tables. */
export class InsertProgress {
	private readonly counts = new Map<string, number>();
	/** Statements under way at once: as many as the runner has items. */
	private readonly turns = new Turns(ITEMS_IN_PARALLEL);
	private isOver = false;

	/** @param endsAtFirstFailure whether the first statement that fails ends the run; with "continue on fail" it does not */
	constructor(private readonly endsAtFirstFailure: boolean) {}

	/** Carries out a statement when it has its turn. */
	async inTurn(carryOut: () => Promise<void>): Promise<void> {
		await this.turns.take(carryOut);
	}

	/** Whether nothing more is to be sent. */
	get hasEnded(): boolean {
		return this.isOver;
	}

	/** Notes rows that are in a table now. */
	inserted(table: string, rows: number): void {
		this.counts.set(table, (this.counts.get(table) ?? 0) + rows);
	}

	/** Notes that a statement has failed. @returns what had been inserted before, where that ends the run */
	failed(): RowsBefore[] {
		if (!this.endsAtFirstFailure) return [];
		this.isOver = true;
		return [...this.counts].map(([table, rows]) => ({ table, rows }));
	}
}
