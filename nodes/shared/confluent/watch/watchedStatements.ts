import type { Absence } from '../../flink/watch/watch';
import { mapInOrder } from '../../language/mapInOrder';
import { hasLabel, includesHidden, isHidden } from '../statements/labels';
import type { Statement } from '../statements/statement';
import type { Statements } from '../statements/statements';
import { seenStatement, type Sighting } from './seenStatement';

interface Listed {
	/** Whether hidden statements are watched too; by its name one is watched in any case. */
	readonly includeHidden?: true;
}

/** Which statements of the environment are watched. */
export type WatchTarget =
	| ({ readonly kind: 'environment' } & Listed)
	| ({ readonly kind: 'computePool'; readonly computePoolId: string } & Listed)
	| ({ readonly kind: 'labels'; readonly labels: readonly string[] } & Listed)
	| { readonly kind: 'statements'; readonly names: readonly string[] };

/** Statements that are asked for by name at a time. */
const PARALLEL_GETS = 5;

/**
 * Reads what is watched: one GET for each name, or every page of the listing, which the service filters by pool
 * or label. Listing a pool that does not exist gives an empty list, not an error.
 *
 * A name that is answered 403 is as good as absent to a key that has a role: one name silences no other.
 *
 * @throws ApiError, TransportError, DeadlineError, ListingError: there is no partial look
 */
export async function lookAt(statements: Statements, target: WatchTarget): Promise<Sighting[]> {
	if (target.kind === 'statements') return await lookAtNames(statements, target.names);
	const { items } = await statements.list(target);
	return items.map(seenStatement);
}

async function lookAtNames(statements: Statements, names: readonly string[]): Promise<Sighting[]> {
	let hidden = 0;
	const onHidden = () => {
		hidden++;
	};
	const found = await mapInOrder(names, PARALLEL_GETS, async (name) => await statements.findVisible(name, onHidden));
	if (hidden === names.length) await checkRole(statements);
	return found.filter((statement) => statement !== undefined).map(seenStatement);
}

/**
 * Where every name is hidden, the key may have no role here at all: what it does not see may be there then, and go on.
 * A listing shows which: it is empty to a key whose role covers another compute pool, and refused to one without a role.
 */
async function checkRole(statements: Statements): Promise<void> {
	await statements.page(undefined);
}

/**
 * What became of a statement that a look lacked; the statement where it is there after all. It is asked for by its
 * name, which another may have by now. Watched by name, it has just been asked for. It was seen before: a 403 that
 * hides it from the key says that it is gone, or has moved out of the key's sight, which is as good as deleted.
 */
export async function whereabouts(statements: Statements, target: WatchTarget, { uid, name }: Pick<Sighting, 'uid' | 'name'>): Promise<Absence | Sighting> {
	const found = target.kind === 'statements' ? undefined : await statements.findVisible(name);
	const sighting = found && seenStatement(found);
	if (sighting?.uid !== uid) return 'deleted';
	return isWatched(sighting.statement, target) ? sighting : 'left';
}

/** A resume can move a statement to another pool, and labels can be taken off or, the one that hides it, be put on. */
function isWatched(statement: Statement, target: WatchTarget): boolean {
	if (target.kind === 'statements') return true;
	if (isHidden(statement) && !includesHidden(target)) return false;
	if (target.kind === 'computePool') return statement.computePoolId === target.computePoolId;
	return target.kind === 'environment' || target.labels.every((label) => hasLabel(statement, label));
}
