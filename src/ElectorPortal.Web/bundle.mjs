// Makes the design system's style sheets and script of the parts that the pages use, in the order of the whole one: node bundle.mjs DIST TARGET
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [dist, target] = process.argv.slice(2);
const component = (name) => `component/${name}/${name}`;

// What the first page and the sign-in are made of; what all other pages have beside it.
const base = ['logo', 'button', 'form', 'link', 'alert', 'notice', 'radio', 'checkbox', 'input', 'skiplink', 'modal', 'footer', 'password', 'header'];
const more = ['badge', 'breadcrumb', 'callout', 'summary', 'select', 'navigation', 'tile', 'table'];
const scripts = ['display', 'modal', 'password', 'header'];
const icons = ['system', 'user'].map((kind) => `utility/icons/icons-${kind}/icons-${kind}`);

const read = (name) => readFileSync(join(dist, name), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '').replace(/\/\*# sourceMappingURL=.*?\*\//, '');

// Addresses are relative to a part's own folder; the sheets stand at the root. Regular and bold do: each other weight is 42 kB on the first page.
const style = (...names) => names.map(read).join('\n')
  .replace(/@charset "[^"]*";/g, '')
  .replace(/@font-face\{[^}]*\b(?:Light|Medium|Spectral)\b[^}]*\}/g, '')
  .replace(/url\((["']?)(?:\.\.\/)+/g, 'url($1');

// Each part is a module with names of its own, without imports or exports: a block keeps them apart.
const script = (...names) => names.map((name) => `{${read(name)}}`).join('\n');

mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'dsfr-base.css'), style('core/core.main.min.css', 'scheme/scheme.min.css', ...[...base.map(component), ...icons].map((name) => `${name}.main.min.css`)));
writeFileSync(join(target, 'dsfr-more.css'), style(...more.map((name) => `${component(name)}.main.min.css`)));
writeFileSync(join(target, 'dsfr.js'), script('core/core.module.min.js', 'scheme/scheme.module.min.js', ...scripts.map((name) => `${component(name)}.module.min.js`)));
