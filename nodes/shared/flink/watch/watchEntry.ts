import { asError } from '../../language/asError';
import { STATEMENT_PHASES } from '../statement/phase';
import type { TrackedStatement } from './watch';
import type { Mark } from './watchMark';

/*
 * One statement as stored: uid, phase, mark, `!` where it was missed, name. A UUID takes 22 characters, a known
 * phase one, a mark nine (`:` ended, `;` updated, epoch milliseconds in base 36). All of it is ASCII that JSON
 * does not escape, so that characters are bytes, and free of commas, which separate entries.
 */

const PHASE_CODES: ReadonlyMap<string, string> = new Map(STATEMENT_PHASES.map((phase, index) => [phase, 'PRDCfFsSX'.charAt(index)]));
const PHASES_BY_CODE: ReadonlyMap<string, string> = new Map([...PHASE_CODES].map(([phase, code]) => [code, phase]));

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const EVERY_UUID = new RegExp(UUID, 'g');
const WHOLE_UUID = new RegExp(`^${UUID.source}$`);

const TIME_DIGITS = 8;
const TIME_LIMIT = 36 ** TIME_DIGITS;

const ENTRY =
	/^(?:(?<uuid>[\w-]{22})|\$(?<uid>[^$]+)\$)(?:(?<code>[A-Za-z])|\$(?<phase>[^$]*)\$)(?:(?<source>[:;])(?<at>[0-9a-z]{8}))?(?<missed>!?)(?<name>[\w.%~-]*)$/;

/** The entry of one statement; without its name where that is null. */
export function packEntry({ uid, name, phase, mark, missed }: TrackedStatement): string {
	const id = WHOLE_UUID.test(uid) ? shortUuid(uid) : quoted(uid);
	const code = PHASE_CODES.get(phase) ?? quoted(phase);
	return `${id}${code}${packMark(mark)}${missed ? '!' : ''}${name === null ? '' : packName(name)}`;
}

/** The statement of an entry; undefined where the text is none. */
export function unpackEntry(entry: string): TrackedStatement | undefined {
	const { uuid, uid = '', code, phase = '', source, at, missed, name = '' } = ENTRY.exec(entry)?.groups ?? {};
	try {
		const knownPhase = code === undefined ? unescaped(phase) : PHASES_BY_CODE.get(code);
		if (missed === undefined || knownPhase === undefined) return undefined;
		return {
			uid: uuid === undefined ? unescaped(uid) : longUuid(uuid),
			name: name === '' ? null : unpackName(name),
			phase: knownPhase,
			mark: at === undefined ? null : { source: source === ':' ? 'ended' : 'updated', at: parseInt(at, 36) },
			missed: missed === '!',
		};
	} catch (error) {
		if (error instanceof URIError) return undefined;
		throw asError(error);
	}
}

function packMark(mark: Mark | null): string {
	if (mark === null || mark.at < 0 || mark.at >= TIME_LIMIT) return '';
	return `${mark.source === 'ended' ? ':' : ';'}${Math.floor(mark.at).toString(36).padStart(TIME_DIGITS, '0')}`;
}

/** Names made by Confluent's own tools end in a UUID, which is shortened like the uid. */
function packName(name: string): string {
	return escaped(name).replace(EVERY_UUID, (uuid) => `~${shortUuid(uuid)}`);
}

function unpackName(text: string): string {
	return unescaped(text.replace(/~([\w-]{22})/g, (_, short: string) => longUuid(short)));
}

/** The 36 characters of a UUID in lower case as the 22 of base64url. */
function shortUuid(uuid: string): string {
	return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

function longUuid(short: string): string {
	const hex = Buffer.from(short, 'base64url').toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function quoted(text: string): string {
	return `$${escaped(text)}$`;
}

/** As in URLs; half of a character, which those cannot have but an answer may, is `%u` and its four digits. */
function escaped(text: string): string {
	return alternating(text, /(\p{Surrogate})/u, encodeURIComponent, (surrogate) => `%u${hex(surrogate)}`).replace(/[!'()*~]/g, (character) => `%${hex(character)}`);
}

function unescaped(text: string): string {
	return alternating(text, /%u([0-9a-f]{4})/, decodeURIComponent, (digits) => String.fromCharCode(parseInt(digits, 16)));
}

/** @param separator captures what `mapSeparator` is to see of it */
function alternating(text: string, separator: RegExp, mapText: (part: string) => string, mapSeparator: (part: string) => string): string {
	return text
		.split(separator)
		.map((part, index) => (index % 2 === 0 ? mapText(part) : mapSeparator(part)))
		.join('');
}

function hex(character: string): string {
	return character.charCodeAt(0).toString(16);
}
