import type { INodeExecutionData } from 'n8n-workflow';
import type { Statements } from '../shared/confluent/statements/statements';
import type { Sighting } from '../shared/confluent/watch/seenStatement';
import { lookAt } from '../shared/confluent/watch/watchedStatements';
import { isFailurePhase } from '../shared/flink/statement/phase';
import type { WatchEvent } from '../shared/flink/watch/watch';
import { watchFilter } from '../shared/flink/watch/watchFilter';
import { AdvisedError } from '../shared/n8n/errors/advisedError';
import { changeItem } from './changeItem';
import { Errands } from './errands';
import type { TriggerParameters } from './triggerParameters';

const SAMPLES = 5;

/**
 * What a run started by hand returns: the newest statements in one of the phases asked for, as changes out of an
 * unknown phase.
 *
 * @param note receives what could not be found out, for the log
 * @throws AdvisedError when there are none
 */
export async function sampleItems(
	statements: Statements,
	parameters: TriggerParameters,
	startedAt: number,
	note: (problem: string) => void,
): Promise<INodeExecutionData[][]> {
	const { target, filter, includeExceptions } = parameters;
	const isReported = watchFilter({ ...filter, fromPhases: [], includeNew: true }, true);
	const look = await lookAt(statements, target);
	const newest = look
		.flatMap(sampleOf)
		.filter(({ event }) => isReported(event))
		.sort((a, b) => (b.sighting.statement.createdAt ?? '').localeCompare(a.sighting.statement.createdAt ?? ''))
		.slice(0, SAMPLES);
	if (newest.length === 0) throw nothingMatches(look.length);
	const errands = new Errands(statements, target, note);
	const failed = newest.map(({ event }) => event).filter(({ phase }) => isFailurePhase(phase));
	if (includeExceptions) await errands.askForExceptions(failed);
	return [newest.map(({ event, sighting }) => changeItem({ event, sighting, exceptions: errands.exceptions.get(event.uid) }, startedAt, parameters))];
}

function sampleOf(sighting: Sighting): Array<{ event: WatchEvent; sighting: Sighting }> {
	const { uid, name, phase } = sighting;
	return phase === null ? [] : [{ event: { type: 'phaseChanged', uid, name, phase, previousPhase: null }, sighting }];
}

function nothingMatches(watched: number): AdvisedError {
	return watched === 0
		? new AdvisedError('There is no statement to show as a sample', "No watched statement exists yet, or this key's role does not cover its compute pool. Submit a statement, or check 'Watch' and the environment and region in the credential. The active workflow starts when one changes.")
		: new AdvisedError(`None of the ${watched} watched statements matches`, 'None has a phase and a name that this trigger asks for. The active workflow starts when one does.');
}
