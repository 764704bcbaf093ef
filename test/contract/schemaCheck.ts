import type { ErrorObject, ValidateFunction } from 'ajv';

import { DISAGREEMENTS, type Disagreement, type Finding } from './disagreements';
import { member } from './json';
import type { OpenApi, OpenApiOperation } from './openApi';

/** One exchange as it went over the wire. */
export interface Exchange {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly requestContentType: string | null;
	readonly requestBody: string;
	readonly status: number;
	readonly responseBody: string;
}

/** Holds exchanges to the published specs, apart from the places where the specs are known to be wrong. */
export class SchemaCheck {
	private readonly met = new Set<Disagreement>();
	private checked = 0;

	constructor(private readonly openApi: OpenApi) {}

	get exchanges(): number {
		return this.checked;
	}

	/** Everything that is wrong and not known to be. A request that was meant to be refused is not held to the spec. */
	check(exchange: Exchange): Finding[] {
		this.checked++;
		return findingsOf(this.openApi, exchange).filter((finding) => !this.isKnown(finding));
	}

	/** Entries of the list that nothing has needed. */
	unmet(): Disagreement[] {
		return DISAGREEMENTS.filter((disagreement) => !this.met.has(disagreement));
	}

	private isKnown(finding: Finding): boolean {
		const known = DISAGREEMENTS.filter(({ covers }) => covers(finding));
		for (const disagreement of known) this.met.add(disagreement);
		return known.length > 0;
	}
}

function findingsOf(openApi: OpenApi, exchange: Exchange): Finding[] {
	const { pathname, searchParams } = new URL(exchange.url, 'http://local');
	const operation = openApi.find(exchange.method, pathname);
	const call = `${exchange.method} ${operation?.template ?? pathname}`;
	if (!operation)
		return [
			{
				call,
				where: 'path',
				status: exchange.status,
				at: pathname,
				rule: 'unknown',
				message: 'no such call',
			},
		];
	const accepted = exchange.status < 400;
	const problems = [
		...(accepted ? queryProblems(operation, searchParams) : []),
		...(accepted ? requestProblems(operation, exchange) : []),
		...responseProblems(operation, exchange),
	];
	return problems.map((problem) => ({ ...problem, call, status: exchange.status }));
}

type Problem = Omit<Finding, 'call' | 'status'>;

function queryProblems(operation: OpenApiOperation, query: URLSearchParams): Problem[] {
	const given = [...query].flatMap(([name, value]) => queryProblem(operation, name, value));
	const missing = [...operation.query].filter(
		([name, parameter]) => parameter['required'] === true && !query.has(name),
	);
	return [
		...given,
		...missing.map(([name]) => ({
			where: 'query' as const,
			at: name,
			rule: 'required',
			message: 'is missing',
		})),
	];
}

function queryProblem(operation: OpenApiOperation, name: string, value: string): Problem[] {
	const parameter = operation.query.get(name);
	if (!parameter) return [{ where: 'query', at: name, rule: 'unknown', message: 'is not described' }];
	const isInteger = member(parameter, 'schema', 'type') === 'integer';
	return problemsOf(
		'query',
		operation.queryValidator(name),
		isInteger && /^-?\d+$/.test(value) ? Number(value) : value,
		name,
	);
}

function requestProblems(operation: OpenApiOperation, exchange: Exchange): Problem[] {
	if (exchange.requestBody === '') return [];
	const validator = operation.requestValidator();
	if (!validator) return [{ where: 'request', at: '', rule: 'unknown', message: 'no body is described' }];
	const problems = problemsOf('request', validator, JSON.parse(exchange.requestBody));
	if (exchange.requestContentType === operation.requestMediaType) return problems;
	return [
		...problems,
		{ where: 'request', at: 'content-type', rule: 'type', message: String(exchange.requestContentType) },
	];
}

function responseProblems(operation: OpenApiOperation, { status, responseBody }: Exchange): Problem[] {
	const isDescribed = operation.statuses.includes(String(status));
	const problems: Problem[] = isDescribed
		? []
		: [{ where: 'response', at: 'status', rule: 'unknown', message: `${status} is not described` }];
	const validator = isDescribed ? operation.responseValidator(String(status)) : operation.failureValidator();
	if (validator) return [...problems, ...problemsOf('response', validator, parseJson(responseBody))];
	if (responseBody === '' || status === 429) return problems;
	return [
		...problems,
		{ where: 'response', at: '', rule: 'unknown', message: 'a body that is not described' },
	];
}

function problemsOf(
	where: Finding['where'],
	validator: ValidateFunction,
	value: unknown,
	at = '',
): Problem[] {
	if (validator(value)) return [];
	return (validator.errors ?? []).map((error) => ({
		where,
		at: at + error.instancePath,
		rule: error.keyword,
		message: messageOf(error),
	}));
}

function messageOf({ message = 'is wrong', params }: ErrorObject): string {
	return `${message} ${JSON.stringify(params)}`;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
