import { STATEMENT_PHASES } from '../statement/phase';
import { isUuid, longUuid, replaceUuids, shortUuid } from './uuidText';
import type { TrackedStatement } from './watch';
import type { Mark } from './watchMark';

/*
 * One statement as stored: uid, phase, mark, `!` where it was missed, name. A UUID takes 22 characters, a known
 * phase one, a mark nine (`:` ended, `;` updated, epoch milliseconds in base 36). All of it is ASCII that JSON
 * does not escape, so that characters are bytes, and free of commas, which separate entries.
 */

const PHASE_CODES: ReadonlyMap<string, string> = new Map(
	STATEMENT_PHASES.map((phase, index) => [phase, 'PRDCfFsSX'.charAt(index)]),
);
const PHASES_BY_CODE: ReadonlyMap<string, string> = new Map([...PHASE_CODES].map(([phase, code]) => [code, phase]));

const TIME_DIGITS = 8;
const TIME_LIMIT = 36 ** TIME_DIGITS;

const ENTRY =
	/^(?:(?<uuid>[\w-]{22})|\$(?<uid>[^$]+)\$)(?:(?<code>[A-Za-z])|\$(?<phase>[^$]*)\$)(?:(?<source>[:;])(?<at>[0-9a-z]{8}))?(?<missed>!?)(?<name>[\w.%~-]*)$/;

/** The entry of one statement; without its name where that is null. */
export function packEntry({ uid, name, phase, mark, missed }: TrackedStatement): string {
	const id = isUuid(uid) ? shortUuid(uid) : quoted(uid);
	const code = PHASE_CODES.get(phase) ?? quoted(phase);
	return `${id}${code}${packMark(mark)}${missed ? '!' : ''}${name === null ? '' : packName(name)}`;
}

/** The statement of an entry; undefined where the text is none. */
export function unpackEntry(entry: string): TrackedStatement | undefined {
	const parts = ENTRY.exec(entry)?.groups;
	if (parts === undefined) return undefined;
	const { uuid, uid, code, phase, source, at, missed, name } = parts;
	const knownPhase = code === undefined ? unescaped(phase ?? '') : PHASES_BY_CODE.get(code);
	if (knownPhase === undefined) return undefined;
	return {
		uid: uuid === undefined ? unescaped(uid ?? '') : longUuid(uuid),
		name: name === undefined || name === '' ? null : unpackName(name),
		phase: knownPhase,
		mark: at === undefined ? null : { source: source === ':' ? 'ended' : 'updated', at: parseInt(at, 36) },
		missed: missed === '!',
	};
}

function packMark(mark: Mark | null): string {
	if (mark === null || mark.at < 0 || mark.at >= TIME_LIMIT) return '';
	return `${mark.source === 'ended' ? ':' : ';'}${Math.floor(mark.at).toString(36).padStart(TIME_DIGITS, '0')}`;
}

/** Names made by Confluent's own tools end in a UUID, which is shortened like the uid. */
function packName(name: string): string {
	return replaceUuids(escaped(name), (uuid) => `~${shortUuid(uuid)}`);
}

function unpackName(text: string): string {
	return unescaped(text.replace(/~([\w-]{22})/g, (_, short: string) => longUuid(short)));
}

function quoted(text: string): string {
	return `$${escaped(text)}$`;
}

function escaped(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

function unescaped(text: string): string {
	return decodeURIComponent(text);
}
