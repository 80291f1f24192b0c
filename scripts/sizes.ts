import { globSync, readFileSync } from 'node:fs';
import { Visitor, parseSync } from 'vite';

/**
 * Prints how long files and functions are, in lines, comments and blank lines included: the median, the 90th percentile and the longest.
 * With a folder as argument it also lists its functions over the limit.
 */
type Sized = { readonly name: string; readonly lines: number };

const folders = ['server', 'client', 'shared'];
const greatestFunction = 60;
const greatestFile = 300;

const lineOf = (source: string, offset: number): number => source.slice(0, offset).split('\n').length;

function functionsIn(file: string): Sized[] {
  const source = readFileSync(file, 'utf8');
  const found: Sized[] = [];
  const note = (node: { readonly start: number; readonly end: number }): void => {
    const first = lineOf(source, node.start);
    found.push({ name: `${file}:${first}`, lines: lineOf(source, node.end) - first + 1 });
  };
  new Visitor({ FunctionDeclaration: note, FunctionExpression: note, ArrowFunctionExpression: note }).visit(parseSync(file, source).program);
  return found;
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function summary(what: string, sized: readonly Sized[], limit: number): string {
  const lines = sized.map((one) => one.lines).sort((a, b) => a - b);
  const over = lines.filter((count) => count > limit).length;
  return `${what}: ${lines.length}, median ${at(lines, 0.5)}, p90 ${at(lines, 0.9)}, longest ${lines.at(-1) ?? 0}, over ${limit}: ${over}`;
}

const only = process.argv[2];
for (const folder of only === undefined ? folders : [only]) {
  const files = globSync(`${folder}/**/*.{ts,tsx}`).sort();
  const functions = files.flatMap(functionsIn);
  const sizes = files.map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n').length - 1 }));
  console.log(summary(`${folder} files`, sizes, greatestFile));
  console.log(summary(`${folder} functions`, functions, greatestFunction));
  if (only === undefined) continue;
  for (const { name, lines } of [...sizes.filter((one) => one.lines > greatestFile), ...functions.filter((one) => one.lines > greatestFunction)])
    console.log(`  ${name} ${lines}`);
}
