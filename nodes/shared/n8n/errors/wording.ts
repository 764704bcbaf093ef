import { AddressError } from '../../confluent/http/errors/addressError';
import { ApiError } from '../../confluent/http/errors/apiError';
import { CancelledError } from '../../confluent/http/errors/cancelledError';
import { CredentialError } from '../../confluent/http/errors/credentialError';
import { DeadlineError } from '../../confluent/http/errors/deadlineError';
import { ListingError } from '../../confluent/http/errors/listingError';
import { TransportError } from '../../confluent/http/errors/transportError';
import { UnclearOutcomeError } from '../../confluent/http/errors/unclearOutcome';
import { PoolsError } from '../../confluent/pools/poolsError';
import { ResultsError } from '../../confluent/results/resultsError';
import { StreamError } from '../../confluent/stream/streamError';
import { ReplacementError } from '../../confluent/statements/replacementError';
import { StatementsError } from '../../confluent/statements/statementsError';
import { InsertError } from '../../confluent/tables/insertError';
import { ResultFormatError } from '../../flink/rows/resultFormatError';
import { QueryParameterError } from '../../flink/sql/queryParameters';
import { SqlScriptError } from '../../flink/sql/sqlScript';
import { TableError } from '../../flink/table/tableError';
import { AdvisedError } from './advisedError';
import { credentialWords } from './credentialWords';
import { formatWords } from './formatWords';
import { insertWords } from './insertWords';
import { nextStep, nextStepWithoutAnswer } from './nextStep';
import { parameterWords } from './parameterWords';
import { poolWords } from './poolWords';
import { addressWords, answerMessage, deadlineWords, listingWords, transportMessage, unclearWords } from './requestWords';
import { replacementWords } from './replacementWords';
import { resultWords } from './resultWords';
import { scriptWords } from './scriptWords';
import { statementWords } from './statementWords';
import { streamWords } from './streamWords';
import { tableWords } from './tableWords';
import type { Repeater, Words } from './words';

const CANCELLED: Words = { message: 'The execution was cancelled', nextStep: undefined };

/**
 * The words for an error of the layers below, which have facts alone, and of this one. Undefined for all others: of
 * them no more is known than their message.
 */
export function wordsOf(error: unknown, repeater: Repeater): Words | undefined {
	return requestErrorWords(error, repeater) ?? findingWords(error, repeater);
}

/** Of what a request, or the answer to it, came to. */
function requestErrorWords(error: unknown, repeater: Repeater): Words | undefined {
	if (error instanceof ApiError) return { message: answerMessage(error), nextStep: nextStep(error, repeater) };
	if (error instanceof TransportError) return { message: transportMessage(error.facts), nextStep: nextStepWithoutAnswer(error.facts, repeater) };
	if (error instanceof DeadlineError) return deadlineWords(error.facts, repeater);
	if (error instanceof AddressError) return addressWords(error.facts);
	if (error instanceof CancelledError) return CANCELLED;
	if (error instanceof UnclearOutcomeError) return unclearWords(error.facts);
	if (error instanceof ListingError) return listingWords(error.facts, repeater);
	if (error instanceof CredentialError) return credentialWords(error.facts);
	return undefined;
}

/** Of what the client found out about statements, results, pools and SQL. */
function findingWords(error: unknown, repeater: Repeater): Words | undefined {
	if (error instanceof ReplacementError) return replacementWords(error.facts, innerWords(error.cause, repeater), repeater);
	if (error instanceof InsertError) return insertWords(error.facts, innerWords(error.cause, repeater), repeater);
	if (error instanceof StatementsError) return statementWords(error.facts, repeater);
	if (error instanceof ResultsError) return resultWords(error.facts, repeater);
	if (error instanceof StreamError) return streamWords(error.facts, innerWords(error.cause, repeater));
	if (error instanceof PoolsError) return poolWords(error.facts, repeater);
	if (error instanceof QueryParameterError) return parameterWords(error.facts);
	if (error instanceof SqlScriptError) return scriptWords(error.facts);
	if (error instanceof TableError) return tableWords(error.facts);
	if (error instanceof ResultFormatError) return formatWords(error.facts);
	if (error instanceof AdvisedError) return { message: error.message, nextStep: error.advice };
	return undefined;
}

function innerWords(failure: unknown, repeater: Repeater): Words {
	return wordsOf(failure, repeater) ?? { message: failure instanceof Error ? failure.message : '', nextStep: undefined };
}

/** What happened, in words; as `wordsOf`, of any error. */
export function messageOf(error: unknown): string {
	return wordsOf(error, 'person')?.message ?? (error instanceof Error ? error.message : String(error));
}
