import { ApiFailure, failureReply } from '../http/errors';
import { mediaType, type Incoming } from '../http/incoming';
import type { Reply } from '../http/reply';
import type { Control } from './control';
import {
	readClockChange,
	readDrive,
	readFaultRule,
	readBehaviour,
	readRows,
	readSeed,
	readSettings,
	readSteering,
} from './controlBodies';
import { isOwnHost } from './ownHost';

export const CONTROL_PREFIX = '/__emulator/';

type Handler = (control: Control, body: unknown) => unknown;

const DONE = { done: true };

/** Each line is one control call: method, name under `/__emulator/`, what it does. */
const HANDLERS: Readonly<Record<string, Handler>> = {
	'POST reset': async (control) => {
		await control.reset();
		return DONE;
	},
	'POST seed': (control, body) => {
		control.seed(readSeed(body));
		return DONE;
	},
	'GET clock': (control) => ({ now: control.clock.now(), mode: control.clock.mode() }),
	'POST clock': async (control, body) => {
		const { advanceMs, mode, setMs } = readClockChange(body);
		if (mode === 'manual' || setMs !== undefined) await control.clock.hold(setMs);
		if (advanceMs !== undefined) await control.clock.advance(advanceMs);
		if (mode === 'auto') control.clock.follow();
		return { now: control.clock.now(), mode: control.clock.mode() };
	},
	'GET faults': (control) => ({ faults: control.faults.list() }),
	'POST faults': (control, body) => ({ id: control.faults.add(readFaultRule(body)) }),
	'DELETE faults': (control) => {
		control.faults.clear();
		return DONE;
	},
	'POST settings': (control, body) => {
		control.configure(readSettings(body));
		return DONE;
	},
	'POST behaviours': (control, body) => {
		control.behave(readBehaviour(body));
		return DONE;
	},
	'DELETE behaviours': (control) => {
		control.clearBehaviours();
		return DONE;
	},
	'POST steer': async (control, body) => {
		const { name, steps, environmentId } = readSteering(body);
		return { steered: await control.steer(name, steps, environmentId) };
	},
	'POST rows': async (control, body) => {
		const { table, rows, environmentId } = readRows(body);
		await control.appendRows(table, rows, environmentId);
		return { appended: rows.length };
	},
	'POST drive': (control, body) => ({ lives: control.drive(readDrive(body)) }),
	'GET history': async (control) => ({ transitions: await control.history() }),
	'GET statements': async (control) => ({ statements: await control.statements() }),
	'GET journal': (control) => control.journal(),
	'DELETE journal': (control) => {
		control.clearJournal();
		return DONE;
	},
};

/**
 * Answers a control call.
 *
 * @param listening the address that is listened on
 */
export async function answerControl(control: Control, incoming: Incoming, listening: string): Promise<Reply> {
	const name = incoming.path.slice(CONTROL_PREFIX.length);
	try {
		const { host } = incoming.headers;
		if (!isOwnHost(host, listening)) throw new ApiFailure(403, `control calls are for this machine: the Host "${host ?? ''}" is another`);
		const handler = HANDLERS[`${incoming.method} ${name}`];
		if (!handler) throw new ApiFailure(404, `there is no control call ${incoming.method} ${name}`);
		return { status: 200, body: await handler(control, readBody(incoming)) };
	} catch (error) {
		if (error instanceof ApiFailure) return failureReply(error);
		return failureReply(new ApiFailure(400, error instanceof Error ? error.message : String(error)));
	}
}

/**
 * What a control call sends: JSON, or nothing. A form, or a POST without a body from a web page, is refused: those
 * a page of another origin can send unasked; JSON and DELETE it cannot.
 */
function readBody({ method, headers, body }: Incoming): unknown {
	if (method === 'GET') return undefined;
	const type = mediaType(headers);
	const isBare = type === '' && body === '' && (method === 'DELETE' || headers.origin === undefined);
	if (!isBare && type !== 'application/json') throw new ApiFailure(415, 'control calls send JSON');
	return body === '' ? {} : JSON.parse(body);
}
