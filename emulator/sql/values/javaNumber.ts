/** The fewest digits that stand for the number, but two where one would do: Java takes the nearer of those. */
function digitsOf(value: number, single: boolean): { digits: string; exponent: number } {
	const shortest = value.toExponential();
	let text = /^\de/.test(shortest) ? value.toExponential(1) : shortest;
	if (single) {
		for (let precision = 2; precision <= 9; precision += 1) {
			text = value.toExponential(precision - 1);
			if (Math.fround(Number(text)) === value) break;
		}
	}
	const [mantissa = '0', exponent = '0'] = text.split('e');
	return { digits: mantissa.replace('.', '').replace(/0+$/, '') || '0', exponent: Number(exponent) };
}

/**
 * A DOUBLE, or a FLOAT where `single` is set, as Java prints it: `54.5`, `1.25E7`, `NaN`, `-Infinity`; at least one
 * digit behind the point, an exponent below 10⁻³ and from 10⁷ on.
 */
export function javaNumber(value: number, single = false): string {
	if (Number.isNaN(value)) return 'NaN';
	if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
	if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
	const sign = value < 0 ? '-' : '';
	const { digits, exponent } = digitsOf(Math.abs(value), single);
	if (exponent < -3 || exponent >= 7) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`;
	if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
	const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
	return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
