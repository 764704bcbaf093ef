import { isUtcZone } from '../../../nodes/shared/flink/sql/timeZone';

it.each([undefined, '', ' ', 'UTC', ' UTC ', 'Etc/GMT', 'Z', '+00:00', 'gmt0'])('%j is UTC, so that times need no conversion', (zone) => {
	expect(isUtcZone(zone)).toBe(true);
});

it.each(['Europe/Berlin', '+01:00', 'UTC+1', 'not a zone'])('%j is not UTC: a time read as UTC would be another one', (zone) => {
	expect(isUtcZone(zone)).toBe(false);
});
