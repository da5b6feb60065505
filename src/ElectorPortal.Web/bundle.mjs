// Makes the design system's style sheets and script of the parts that the pages use, in the order of the whole one: node bundle.mjs DIST TARGET
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PurgeCSS } from 'purgecss';

const [dist, target] = process.argv.slice(2);
const component = (name) => `component/${name}/${name}`;

// What the first page and the sign-in are made of; what all other pages have beside it.
const base = ['logo', 'button', 'form', 'link', 'alert', 'notice', 'radio', 'checkbox', 'input', 'skiplink', 'modal', 'footer', 'password', 'header'];
const more = ['badge', 'breadcrumb', 'callout', 'summary', 'select', 'navigation', 'tile'];
const scripts = ['display', 'modal', 'password', 'header'];
const icons = ['system', 'user'].map((kind) => `utility/icons/icons-${kind}/icons-${kind}`);

const read = (name) => readFileSync(join(dist, name), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '').replace(/\/\*# sourceMappingURL=.*?\*\//, '');

// Each part is a module with names of its own, without imports or exports: a block keeps them apart.
const script = ['core/core', 'scheme/scheme', ...scripts.map(component)].map((name) => `{${read(`${name}.module.min.js`)}}`).join('\n');

// Addresses are relative to a part's own folder; the sheets stand at the root. Regular and bold do: each other weight is 42 kB on the first
// page. Text that has begun in another typeface does not move to this one before its eyes.
const style = (...names) => names.map(read).join('\n')
  .replace(/@charset "[^"]*";/g, '')
  .replace(/@font-face\{[^}]*\b(?:Light|Medium|Spectral)\b[^}]*\}/g, '')
  .replace(/font-display:swap/g, 'font-display:optional')
  .replace(/url\((["']?)(?:\.\.\/)+/g, 'url($1');

// A rule stays where each of its words stands in a view, in a text or in a script; scripts leave the prefix of class names out, and put the
// names of what is open together from two words.
const words = (text) => text.match(/[\w-]+/g) ?? [];
const views = ['Features', 'wwwroot/js'].flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)))
  .filter((file) => /\.(cshtml|cs|js)$/.test(file))
  .map((file) => ({ raw: readFileSync(file, 'utf8'), extension: 'html' }));
const used = async (css) => (await new PurgeCSS().purge({
  content: [...views, { raw: words(script).map((word) => `${word} fr-${word}`).join(' '), extension: 'html' }],
  css: [{ raw: css }],
  defaultExtractor: words,
  safelist: { greedy: [/data-fr/, /aria/, /:root/, /--(?:opened|expanded|selected)\b/] },
}))[0].css;

mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'dsfr-base.css'), await used(style('core/core.main.min.css', 'scheme/scheme.min.css', ...[...base.map(component), ...icons].map((name) => `${name}.main.min.css`))));
writeFileSync(join(target, 'dsfr-more.css'), await used(style(...more.map((name) => `${component(name)}.main.min.css`))));
writeFileSync(join(target, 'dsfr.js'), script);
