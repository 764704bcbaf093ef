import { demoModule, inDemo } from './demoProcess';

async function pageWith(slack: readonly object[], mails: readonly object[]): Promise<string> {
	return (await inDemo(`
		import { Inbox } from ${demoModule('inbox.mjs')};
		const inbox = new Inbox({ messages: ${JSON.stringify(slack)} }, { messages: ${JSON.stringify(mails)} });
		give(await (await fetch(await inbox.listen())).text());
		await inbox.close();
	`)) as string;
}

const message = (channel: string, text: string) => ({ channel, text, at: 0 });

it('shows messages by channel, the newest first, and e-mails', async () => {
	const page = await pageWith([message('#b', 'first'), message('#a', 'alert'), message('#b', 'second')], [{ from: 'n8n@example.com', to: ['team@example.com'], subject: 'Digest', text: 'Rows' }]);
	const order = ['Slack #a', 'alert', 'Slack #b', 'second', 'first', 'E-mail', 'team@example.com', 'Digest', 'Rows'].map((text) => page.indexOf(text));
	expect(order).toEqual([...order].sort((a, b) => a - b));
	expect(order).not.toContain(-1);
	expect(page).not.toContain('Nothing has come yet');
});

it('says so where nothing has come', async () => {
	await expect(pageWith([], [])).resolves.toContain('Nothing has come yet');
});

it('shows what was sent as text, whatever it is', async () => {
	const page = await pageWith([message('#a', '<script>alert("x")</script> & more')], []);
	expect(page).not.toContain('<script>');
	expect(page).toContain('&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62; &#38; more');
});

it('shows the newest ten of a channel', async () => {
	const page = await pageWith(Array.from({ length: 40 }, (_, index) => message('#a', `order-${String(index)}.`)), []);
	expect(page).toContain('order-39.');
	expect(page).toContain('order-30.');
	expect(page).not.toContain('order-29.');
});
