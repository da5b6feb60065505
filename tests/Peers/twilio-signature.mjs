// Twilio's own code, asked for signatures. Prints {"ready":true}, then answers each line of its standard input by one line:
//   {"token","url","fields"}              -> {"signature"}
//   {"token","url","fields","signature"}  -> {"valid"}
// Ends with its standard input.

import { createInterface } from 'node:readline';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const { token, url, fields, signature } = JSON.parse(line);
  console.log(JSON.stringify(signature === undefined
    ? { signature: getExpectedTwilioSignature(token, url, fields) }
    : { valid: validateRequest(token, signature, url, fields) }));
}
