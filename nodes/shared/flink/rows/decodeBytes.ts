const HEXADECIMAL = /^[xX]'((?:[0-9a-fA-F]{2})*)'$/;

/** Bytes, on the wire `x'7f02'`, as base64; a text of another form is passed on as it is. */
export function base64Bytes(text: string): string {
	const digits = HEXADECIMAL.exec(text)?.[1];
	return digits === undefined ? text : Buffer.from(digits, 'hex').toString('base64');
}
