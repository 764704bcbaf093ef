import { FactsError } from '../../language/factsError';

/** What the client itself finds out about a stream of rows. */
export type StreamFacts =
	/** The statement is none that gives rows. */
	| { readonly reason: 'streamWithoutRows'; readonly name: string; readonly sqlKind: string | undefined }
	/** The query comes to an end by itself. */
	| { readonly reason: 'streamEnds'; readonly name: string }
	/** The service refused the query as soon as it was submitted. */
	| { readonly reason: 'streamRefused'; readonly name: string; readonly failure: Error }
	/** It has ended too often; `failure` is the last end. */
	| { readonly reason: 'restartsUsedUp'; readonly restarts: number; readonly failure: Error }
	/** No row came while it was waited for. */
	| { readonly reason: 'noSampleRows'; readonly name: string; readonly seconds: number };

export class StreamError extends FactsError<StreamFacts> {}

/** What happens in the life of a stream, for the log. */
export type StreamEvent =
	/** The compute pool has not started it in time; it is waited for on. */
	| { readonly event: 'startsSlowly'; readonly name: string; readonly phase: string }
	/** It is begun again, or read on, after so many milliseconds. */
	| { readonly event: 'goesOn'; readonly failure: Error; readonly waitMs: number }
	/** Its statement could not be gone on with exactly: the next one begins with rows that were given already. */
	| { readonly event: 'rowsRepeated'; readonly name: string; readonly since: number }
	/** The next statement begins with rows that come from now on: those since the end of the last one are missed. */
	| { readonly event: 'rowsMissed'; readonly name: string }
	/** n8n has not reported the end of an execution that began so many milliseconds ago; it is no longer waited for. */
	| { readonly event: 'executionLost'; readonly afterMs: number }
	/** A statement could not be stopped or deleted. */
	| { readonly event: 'leftRunning'; readonly name: string; readonly failure: Error };

export type StreamListener = (event: StreamEvent) => void;
