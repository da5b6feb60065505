// A real SMTP server for the tests. Prints {"smtp":port,"api":port} when ready and ends with its standard input.
//
//   --starttls            offers STARTTLS, with a certificate that nobody trusts
//   --tls                 speaks TLS from the first byte, with that certificate
//   --password SECRET     wants user "portail" with that password
//
// The recipient's local part is a command: reject-550 and reject-451 (after RCPT), content-552 and content-451 (after the content),
// drop-at-rcpt, drop-after-data and hang-after-data (the content was received, no answer comes), bye (answers, then closes). What begins with
// hang-once or drop-once does so after the first mail's content alone.
// A sender "refused@..." is answered 550.
//
// GET /mails?to=address lists what was received for a recipient, newest last; with &wait, once there is something; without a recipient, all.

import { once, EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const { values: options } = parseArgs({
  options: { starttls: { type: 'boolean' }, tls: { type: 'boolean' }, password: { type: 'string' } },
});
const mails = [];
const arrivals = new EventEmitter();
const anyLocalPart = (session, command) =>
  session.envelope.rcptTo.some(recipient => recipient.address.startsWith(`${command}@`));
const answer = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  secure: options.tls ?? false,
  hideSTARTTLS: !options.starttls,
  hideDSN: false,
  authOptional: !options.password,
  allowInsecureAuth: true,
  closeTimeout: 100,
  onAuth: ({ username, password }, _, done) =>
    username === 'portail' && password === options.password ? done(null, { user: username }) : done(answer(535, 'Wrong password')),
  onMailFrom: ({ address }, _, done) => done(address.startsWith('refused@') ? answer(550, 'Sender refused') : null),
  onRcptTo: ({ address }, session, done) => {
    const [command] = address.split('@');
    const refusal = /^reject-(\d{3})$/.exec(command);
    if (refusal) done(answer(Number(refusal[1]), `Not taken for ${address}`));
    else if (command === 'drop-at-rcpt') hangUp(session);
    else done();
  },
  onData: async (stream, session, done) => {
    // A client that dies in the middle of the content has sent nothing.
    const mail = await simpleParser(stream).catch(() => null);
    if (!mail) return done(answer(451, 'Content cut short'));

    const refusal = /^content-(\d{3})@/.exec(session.envelope.rcptTo[0].address);
    if (refusal) return done(answer(Number(refusal[1]), 'Content not taken'));

    const isFirst = !mails.some(known => known.envelopeTo.includes(session.envelope.rcptTo[0].address));
    mails.push(describe(mail, session));
    arrivals.emit('mail');
    if (anyLocalPart(session, 'hang-after-data')) return;
    if (isFirst && session.envelope.rcptTo[0].address.startsWith('hang-once')) return;
    if (isFirst && session.envelope.rcptTo[0].address.startsWith('drop-once')) return hangUp(session);
    if (anyLocalPart(session, 'drop-after-data')) return hangUp(session);
    // The server forgets the envelope as soon as it has answered.
    if (anyLocalPart(session, 'bye')) setImmediate(() => hangUp(session));
    done(null, 'Taken');
  },
});

const api = createServer(async (request, response) => {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const received = () => mails.filter(mail => !query.has('to') || mail.envelopeTo.includes(query.get('to')));
  while (query.has('wait') && received().length === 0) await once(arrivals, 'mail');
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(received()));
});

function describe(mail, session) {
  return {
    connection: session.id,
    envelopeFrom: session.envelope.mailFrom.address,
    envelopeId: session.envelope.dsn.envid ?? null,
    envelopeTo: session.envelope.rcptTo.map(recipient => recipient.address),
    from: mail.from.text,
    to: mail.to.text,
    subject: mail.subject,
    date: mail.date,
    messageId: mail.messageId,
    autoSubmitted: mail.headers.get('auto-submitted') ?? null,
    text: mail.text,
    html: mail.html || null,
  };
}

function hangUp(session) {
  for (const connection of server.connections) {
    if (connection.id === session.id) connection._socket.destroySoon();
  }
}

// A client that goes away in the middle is part of the tests.
server.on('error', () => {});
process.stdin.resume().on('end', () => process.exit(0));
server.listen(0, '127.0.0.1', () =>
  api.listen(0, '127.0.0.1', () =>
    console.log(JSON.stringify({ smtp: server.server.address().port, api: api.address().port }))));
