import { Replacement } from './replacement';
import type { Statement } from './statement';
import type { StatementDraft } from './statements';
import type { TemporaryStatementClients } from './temporaryStatement';

export interface Replaced {
	readonly statement: Statement;
	/** Whether another one was deleted for it. */
	readonly hasDeleted: boolean;
}

/**
 * Submits a statement under a name that another may have: the new SQL is checked, then the old statement deleted, and
 * once it is gone, the new one submitted.
 *
 * @param checkName a generated name, for the check
 * @throws ReplacementError where the old statement stays because of the new SQL, and for everything that fails once it is
 * deleted; else as `submitStatement`
 */
export async function replaceStatement(clients: TemporaryStatementClients, draft: StatementDraft, checkName: string): Promise<Replaced> {
	const replacement = new Replacement(clients, draft, checkName);
	return await replacement.run(async () => {
		let old = await replacement.find();
		for (;;) {
			if (old !== undefined) await replacement.clear(old);
			const posted = await replacement.post();
			if ('created' in posted) return { statement: posted.created, hasDeleted: replacement.hasDeleted };
			old = posted.taken;
		}
	});
}
