import { RequestLedger } from '../../../../nodes/shared/confluent/http/pacing/requestLedger';

test('a request without an answer keeps the ledger from being forgotten, however long it takes: it holds a connection', () => {
	const ledger = new RequestLedger();
	const request = {};
	ledger.begin(request, 0);
	expect(ledger.isEmpty(120_000)).toBe(false);
	ledger.end(request, 120_000);
	expect(ledger.isEmpty(120_000)).toBe(true);
});
