// The server stays up and answers, whatever the text: beginnings of programs, tokens lost or doubled, flipped bytes.
// `npm run conformance -- fuzz` goes on where this test stops.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mutationsOf } from '../mutations.ts';
import { askEverything, startAsking } from './askEverything.ts';
import type { Client } from './client.ts';

const folder = path.resolve('extension/samples');

/** Of all mutations of a sample every one of so many is tried; a prime, so that all kinds of places come up. */
const stride = 151;

describe('the language server and broken texts', () => {
  let client: Client;

  before(async () => {
    client = await startAsking();
  });

  after(() => client.dispose());

  for (const name of readdirSync(folder)) {
    it(`answers everything about what becomes of ${name}`, async () => {
      const mutations = mutationsOf(readFileSync(path.join(folder, name), 'utf8'));
      for (let index = 0; index < mutations.count; index += stride) {
        const text = mutations.text(index);
        const faults = await askEverything(client, text, [(index * 31) % (text.length + 1), text.length]);
        assert.deepEqual(faults, [], `${mutations.name(index)}: ${text}`);
      }
    });
  }
});
