/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import type { PlannedStatement } from '../sql/engine';

/** Plans that hold something of the engine, until they are closed: those that run, and those that are paused. */
export class OpenPlans {
	private readonly names = new Map<PlannedStatement, string>();
	private readonly closing = new Set<Promise<void>>();

	add(plan: PlannedStatement, statementName: string): void {
		this.names.set(plan, statementName);
	}

	has(plan: PlannedStatement | null): boolean {
		return plan !== null && this.names.has(plan);
	}

	/** A plan that cannot be closed is the emulator's own trouble, not that of whoever stopped the statement. */
	close(plan: PlannedStatement | null): void {
		if (plan === null || !this.has(plan)) return;
		const name = this.names.get(plan) ?? '';
		this.names.delete(plan);
		const closed = plan.close().catch((error: unknown) => {
			process.emitWarning(`closing the job of statement ${name}: ${String(error)}`);
		});
		this.closing.add(closed);
		void closed.finally(() => this.closing.delete(closed));
	}

	/** Resolves when every plan is closed: only then may the engine be. */
	async closeAll(): Promise<void> {
		for (const plan of [...this.names.keys()]) this.close(plan);
		await Promise.all(this.closing);
	}
}
