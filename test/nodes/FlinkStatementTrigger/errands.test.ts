import { Errands } from '../../../nodes/FlinkStatementTrigger/errands';
import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { scriptStatements, type Answer, type ScriptOptions } from '../../confluent/statements/scriptedStatements';

function exceptionsOf(answer: Answer, options: ScriptOptions = {}) {
	const cloud = scriptStatements(() => answer, options);
	const notes: string[] = [];
	const errands = new Errands(cloud.statements, { kind: 'environment' }, (problem) => notes.push(problem));
	return { errands, notes, calls: cloud.calls, read: async () => await cloud.run(errands.askForExceptions([{ uid: 'u', name: 'q' }])) };
}

it('asks for nothing in the last two seconds of a poll, which it needs to hand over what it found', async () => {
	const { read, errands, notes, calls } = exceptionsOf({ body: { data: [] } }, { seconds: 2 });
	await read();
	expect(calls()).toEqual([]);
	expect(errands.exceptions.get('u')).toEqual({ unavailable: 'the poll ran out of time' });
	expect(notes).toEqual(['The poll could not read the exceptions of statement q: the poll ran out of time']);
});

it('ends with a cancellation, which is no failure of one errand', async () => {
	await expect(exceptionsOf(new CancelledError()).read()).rejects.toThrow(CancelledError);
});
