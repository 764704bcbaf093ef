/**
 * Loaded into the demo's n8n before n8n itself (`node --import …/slackPreload.mjs?standIn=…`). n8n's Slack node has its
 * address built in; this is what lets the examples run as they are, without an account at Slack.
 */
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { redirectSlack } from './slackRedirect.mjs';

const standIn = new URL(import.meta.url).searchParams.get('standIn');
if (standIn === null) throw new Error('slackPreload.mjs needs the address of the stand-in: ?standIn=http://127.0.0.1:…');

const request = redirectSlack({ secure: https.request, plain: http.request, standIn });
https.request = request;
// Node's own `get` does not look at a changed `request`.
https.get = (/** @type {any[]} */ ...args) => request(...args).end();
syncBuiltinESMExports();
