import fc from 'fast-check';

import { runtimeError } from '../../../sql/run/runtimeError';

describe('errors of the database', () => {
	it.each([
		['Binder Error: No function matches', 'This emulator cannot run the statement: No function matches'],
		[
			'Parser Error: syntax error at "x"\nLINE 1: x',
			'This emulator cannot run the statement: syntax error at "x"',
		],
		['Not implemented Error: no such thing', 'This emulator cannot run the statement: no such thing'],
		[
			'Out of Range Error: Overflow in addition',
			'This emulator cannot work out a value of the statement: Overflow in addition',
		],
		['Invalid Input Error: flink: as said\nin two lines', 'as said\nin two lines'],
		[
			"Conversion Error: Could not convert string 'it's' to INT32",
			"java.lang.NumberFormatException: For input string: 'it's'. Invalid character found.",
		],
	])('%s', (message, detail) => {
		expect(runtimeError(new Error(message)).detail).toBe(detail);
	});

	it('never show their class', () => {
		const kind = fc.constantFrom(
			'Binder',
			'Conversion',
			'Out of Range',
			'Invalid Input',
			'INTERNAL',
			'Not implemented',
		);
		fc.assert(
			fc.property(kind, fc.string(), (name, text) => {
				expect(runtimeError(new Error(`${name} Error: ${text}`)).detail).not.toMatch(/^[A-Za-z ]+ Error: /);
			}),
		);
	});
});
