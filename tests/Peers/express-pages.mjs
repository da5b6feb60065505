// The portal's pages in Express, as small as can honestly be, to be measured beside it: the same HTML, a token of its own for each visitor,
// one read of the elector from PostgreSQL. Prints {"port":port} when ready and ends with its standard input.
//
//   --page FILE           the HTML, with {{token}} in it, and {{name}} where the elector's name stands
//   --processes N         one, as Express comes, unless told
//   --database URL        the portal's database, for /home with "elector=id" for a cookie; without it / alone is served

import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import express from 'express';
import pg from 'pg';

const { values: options } = parseArgs({ options: { page: { type: 'string' }, processes: { type: 'string', default: '1' }, database: { type: 'string' } } });

if (cluster.isPrimary) {
  const processes = Array.from({ length: Number(options.processes) }, () => cluster.fork());
  const listening = await Promise.all(processes.map(started => new Promise(resolve => started.once('listening', resolve))));
  console.log(JSON.stringify({ port: listening[0].port }));
  process.stdin.on('end', () => process.exit()).resume();
} else {
  const page = readFileSync(options.page, 'utf8');
  const app = express();

  const send = (answer, name) => {
    const token = randomBytes(32).toString('base64url');
    answer.cookie('csrf', token, { httpOnly: true, sameSite: 'strict' });
    answer.type('html').send(page.replace('{{token}}', token).replaceAll('{{name}}', name));
  };

  app.get('/', (_, answer) => send(answer, ''));

  if (options.database) {
    const pool = new pg.Pool({ connectionString: options.database, max: 10 });
    app.get('/home', async (request, answer) => {
      const { rows } = await pool.query({
        name: 'elector',
        text: 'SELECT "FirstNames", "BirthName", "UsageName" FROM "Electors" WHERE "Id" = $1',
        values: [/elector=(\d+)/.exec(request.headers.cookie)?.[1]],
      });
      if (rows.length === 0) return answer.sendStatus(401);
      return send(answer, `${rows[0].FirstNames.split(/[ ,]/)[0]} ${rows[0].UsageName ?? rows[0].BirthName}`.toUpperCase());
    });
  }

  app.listen(0, '127.0.0.1');
}
